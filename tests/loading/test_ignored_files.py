"""What lies in the content folder and nothing reads."""

from __future__ import annotations

import pytest
from tests.drawn_pictures import svg


def ignored(content):
    return [one.where.file for one in content.problems() if one.code == "ignored-file"]


@pytest.mark.parametrize("name", ["posters.xlsx", "abstracts.csv", "more/export.json", "abstract-7.docx"])
def test_a_table_gets_a_hint_at_import(content, name):
    problem = content.write(name, "x").one()
    assert (problem.code, str(problem.where)) == ("ignored-file", name)
    folder = content.folder.as_posix()
    assert f"`posterbook import {folder}/{name} {folder}`" in problem.hint


def test_a_table_is_taken_as_read_where_it_was_imported(content):
    content.write("posters.xlsx", "x").write("import.yaml", "columns: {}\n")
    assert ignored(content) == []


def test_a_list_of_many_booklets_is_no_table_to_import(content):
    content.write("list.csv", "Name;Number\r\nA. Berg;1\r\n").write("other.csv", "name,title\nA. Berg,One\n")
    assert ignored(content) == ["other.csv"]


@pytest.mark.parametrize(
    "name",
    ["images/old.png", "text/about.md", "poster/2.yaml", "posters/old/2.yaml", "booklet.yml", "fonts/A.ttf"],
)
def test_what_may_be_content_and_is_named_nowhere_is_found(content, name):
    assert ignored(content.write(name, "x")) == [name]


@pytest.mark.parametrize(
    "name",
    [
        ".gitignore",
        ".posterbook/imported.json",
        ".git/notes.txt",
        "README.md",
        "images/readme.txt",
        "LICENSE",
        "LICENSE.txt",
        "~$posters.xlsx",
        "output/a.svg",
        "output/report.json",
        "Makefile",
    ],
)
def test_what_is_there_for_other_ends_is_never_named(content, name):
    assert content.write(name, "x").problems() == ()


def test_what_the_yaml_names_is_read_also_under_an_embargo(content):
    content.write("images/a.svg", svg()).write("text/a.md", "About us").write("legal/n.txt", "Beware")
    image = "image: {file: ./images/a.svg, alt: A square}\nembargo: 2031-01-01T09:00+08:00\n"
    content.write("posters/2.yaml", f"number: 2\ntitle: x\nsections: {{A: b}}\n{image}")
    content.write(
        "booklet.yaml",
        "title: x\nrunning_order: [cover, posters, {text: {file: text/a.md}}, legal]\n"
        "legal: [{id: n, file: legal/n.txt, place: legal-page}]\n",
    )
    assert ignored(content) == []


def test_while_something_else_is_wrong_only_tables_are_named(content):
    content.remove("posters/1.yaml").write("posters.xlsx", "x").write("images/old.png", "x")
    assert [one.code for one in content.problems()] == ["no-records", "ignored-file"]


def test_a_record_with_a_wrong_ending_is_named_once(content):
    content.write("posters/2.yml", "x")
    assert [one.code for one in content.problems()] == ["not-read"]
