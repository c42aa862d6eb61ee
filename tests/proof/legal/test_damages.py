"""Damages to content, templates, approval and theme: each stops the build or warns, under its own code."""

from __future__ import annotations

import re

import pytest

from posterbook.cli import main

pytestmark = pytest.mark.slow

LEGAL = "booklet.yaml"


def put(name, *pairs):
    """A damage that puts other words in the place of some in a file of the folder."""

    def damage(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return damage


def remove(name):
    return lambda folder: (folder / name).unlink()


def both(*damages):
    def damage(folder):
        for one in damages:
            one(folder)

    return damage


def no_block(name):
    """Take a block out of booklet.yaml."""

    def damage(folder):
        path = folder / LEGAL
        text = path.read_text(encoding="utf-8")
        cut = re.sub(rf"  - id: {name}\n(    .*\n)+", "", text)
        assert cut != text
        path.write_text(cut, encoding="utf-8")

    return damage


def forge_wording(folder):
    """Change template and approved wording alike, and leave the digest."""
    for name in ("legal/board.txt", "legal/approved.yaml"):
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("Dr. Tian Yuan", "Dr. Tian"), encoding="utf-8"
        )


def exchange_blocks(folder):
    """Let place and date stand before the order of the board."""
    path = folder / LEGAL
    text = path.read_text(encoding="utf-8")
    order, date = (re.search(rf"  - id: {name}\n(    .*\n)+", text)[0] for name in ("order", "date"))
    path.write_text(text.replace(order + date, date + order), encoding="utf-8")


def lengthen(folder):
    path = folder / "legal/board.txt"
    path.write_text(path.read_text(encoding="utf-8") * 40, encoding="utf-8")
    put(LEGAL, ("file: legal/board.txt", "file: legal/board.txt\n    keep: together"))(folder)
    (folder / "legal/approved.yaml").unlink()


DAMAGES = [
    (
        "a word of a template is changed",
        put("legal/exchange.txt", ("howsoever", "however")),
        3,
        "approved-wording",
        "[howsoever → however]",
    ),
    (
        "a word is left out",
        put("legal/rule-18a05.txt", ("cannot", "can")),
        3,
        "profile-wording",
        "does not say 'We cannot guarantee",
    ),
    (
        "a name is left out",
        put("legal/board.txt", ("Dr. Wang Shaomeng, ", "")),
        3,
        "approved-wording",
        "[left out: Wang Shaomeng, Dr.]",
    ),
    (
        "a word is added",
        put("legal/order.txt", ("Chairman and", "Acting Chairman and")),
        3,
        "approved-wording",
        "[added: Acting]",
    ),
    ("a block is removed", no_block("board"), 3, "profile-missing", "names of the directors, rule 2.14"),
    (
        "an approved block is removed",
        both(no_block("board"), put(LEGAL, ("hkex-voluntary", "none"))),
        3,
        "approved-missing",
        "'board' is missing",
    ),
    (
        "a block is moved to another page",
        put(LEGAL, ("place: cover-top", "place: after-posters")),
        3,
        "profile-place",
        "at after-posters, not at cover-top",
    ),
    (
        "an approved block is moved",
        both(put(LEGAL, ("place: cover-top", "place: back-cover")), put(LEGAL, ("hkex-voluntary", "none"))),
        3,
        "approved-place",
        "approved at cover-top",
    ),
    (
        "a block loses its frame",
        put(LEGAL, ("weight: framed", "weight: plain")),
        3,
        "profile-weight",
        "is plain, not framed",
    ),
    ("blocks are exchanged", exchange_blocks, 3, "profile-order", "'date' stands before 'order'"),
    (
        "an approval is given another name",
        put("legal/approved.yaml", ('by: "', 'by: "The ')),
        3,
        "approval-forged",
        "edited by hand",
    ),
    (
        "an approval is given another date",
        put("legal/approved.yaml", ("2021-04-13", "2021-04-14")),
        3,
        "approval-forged",
        "edited by hand",
    ),
    ("wording and approved wording are changed alike", forge_wording, 3, "approval-forged", "'board'"),
    (
        "an approval loses a line",
        put("legal/approved.yaml", ("    weight: framed\n", "")),
        3,
        "missing-field",
        "'weight'",
    ),
    (
        "a candidate is dropped from the statement",
        put("legal/rule-18a05.txt", ("{{ groups | listing }}", "HQP1351, APG-2575, APG-1387 and APG-1252")),
        3,
        "profile-name",
        "does not name 'APG-2449'",
    ),
    (
        "a placeholder is mistyped",
        put("legal/rule-18a05.txt", ("groups", "group")),
        3,
        "undefined-placeholder",
        "nothing is called 'group'",
    ),
    (
        "a placeholder is broken",
        put(
            "legal/date.txt",
            (
                "}}",
                "}",
            ),
        ),
        3,
        "template-syntax",
        "",
    ),
    (
        "a text is emptied",
        lambda folder: (folder / "legal/board.txt").write_text("\n"),
        3,
        "empty-file",
        "empty",
    ),
    (
        "a placeholder leaves nothing",
        put("legal/date.txt", ("{{ place }}, {{ date | date }}", "{% if counts.withdrawn %}x{% endif %}")),
        3,
        "empty-legal-text",
        "is empty",
    ),
    ("a file is removed", remove("legal/board.txt"), 3, "missing-file", "no file 'legal/board.txt'"),
    (
        "a file lies elsewhere",
        put(LEGAL, ("legal/board.txt", "../board.txt")),
        3,
        "outside-folder",
        "outside the content folder",
    ),
    (
        "the legal page is left out",
        put(LEGAL, ("\n  - legal\n", "\n")),
        3,
        "no-legal-page",
        "no 'legal' in running_order",
    ),
    (
        "the cover is left out",
        put(LEGAL, ("\n  - cover\n", "\n")),
        3,
        "no-legal-page",
        "no 'cover' in running_order",
    ),
    (
        "another page comes first",
        put(LEGAL, ("\n  - cover\n", "\n  - notes\n  - cover\n")),
        3,
        "cover-not-first",
        "the cover is not the first page",
    ),
    (
        "the profile is mistyped",
        put(LEGAL, ("hkex-voluntary", "hkex-volontary")),
        3,
        "unknown-profile",
        "hkex-volontary",
    ),
    (
        "the profile is missing",
        put(LEGAL, ("hkex-voluntary", "legal/rules.yaml")),
        4,
        "missing-profile",
        "legal/rules.yaml",
    ),
    ("two blocks have one name", put(LEGAL, ("id: date", "id: order")), 3, "duplicate-id", "'order'"),
    (
        "a new block is not approved",
        put(LEGAL, ("legal:\n", "legal:\n  - {id: new, file: legal/order.txt, place: legal-page}\n")),
        3,
        "not-approved",
        "'new' has not been approved",
    ),
    (
        "a character is in no font",
        both(put("legal/board.txt", ("Dr. Tian", "\U0001f600 Tian")), remove("legal/approved.yaml")),
        3,
        "uncovered-character",
        "U+1F600",
    ),
    (
        "type is asked for that does not fit",
        put(LEGAL, ("id: exchange\n", "id: exchange\n    floor: 30\n")),
        5,
        "cover-overfull",
        "do not fit the cover",
    ),
    ("a block that must not split is longer than a page", lengthen, 5, "legal-longer", "must not split"),
    (
        "the theme shrinks the type",
        lambda folder: (folder / "theme.yaml").write_text("legal: {size: 7}\n"),
        3,
        "floor",
        "at least 9 pt",
    ),
]
STALE = [
    (
        "a poster is withdrawn",
        put("posters/07-968.yaml", ("number: 968\n", "number: 968\nstatus: withdrawn\n")),
        "[left out: and APG-2449]",
    ),
    ("a candidate is added", put("posters/07-968.yaml", ("group: APG-2449", "group: APG-9999")), "APG-9999"),
    ("the date is changed", put(LEGAL, ("date: 2021-04-13", "date: 2021-04-14")), "[13, → 14,]"),
]


@pytest.fixture
def check(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def check(*options):
        code = main(["check", "mine", *options])
        return code, capsys.readouterr().err

    return check


@pytest.mark.parametrize(
    ("damage", "expected"), [pytest.param(damage, rest, id=title) for title, damage, *rest in DAMAGES]
)
def test_a_damage_stops_the_build_under_its_own_code(folder, check, damage, expected):
    code, name, said = expected
    damage(folder)
    found, err = check()
    lines = [line for line in err.splitlines() if f"error[{name}]: " in line]
    assert found == code, err
    assert [line for line in lines if said in line], err


@pytest.mark.parametrize(("damage", "said"), [pytest.param(*rest, id=title) for title, *rest in STALE])
def test_what_the_records_change_is_a_stale_approval_that_strict_refuses(folder, check, damage, said):
    damage(folder)
    code, err = check()
    (line,) = [line for line in err.splitlines() if "warning[approval-stale]" in line]
    assert (code, said in line) == (0, True), err
    assert check("--strict")[0] == 3


def test_the_example_has_none_of_these(folder, check):
    code, err = check("--strict")
    assert (code, err) == (0, "7 posters, 12 pages, no problems\n")
