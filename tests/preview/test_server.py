"""Who is answered by the desk, and with what."""

import subprocess
import sys
from pathlib import Path

import pytest

from posterbook.preview.guard import HEADERS
from posterbook.preview.server import FILES, PAGE

REFUSED = [
    {"Host": "evil.example"},
    {"Host": "127.0.0.1"},
    {"Host": "evil.example:80"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("headers", REFUSED)
def test_a_foreign_host_or_origin_is_refused(running, headers):
    status, _, body = running.ask("state", **headers)
    assert status == 403
    assert b"pages" not in body


@pytest.mark.parametrize("token", ["", "another", "the-token-of-the-test", "the-token-of-the-tests.", "é"])
def test_without_the_token_nothing_is_answered(running, token):
    status, _, body = running.ask(
        "state", token=token.encode().decode("latin-1") if token.isascii() else "%C3"
    )
    assert status == 403
    assert b"Ascentage" not in body


def test_a_change_must_say_its_origin(running):
    status, _, _ = running.ask("edit", method="POST", body={})
    assert status == 403


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("", "GET"),
        ("state", "GET"),
        ("nothing", "GET"),
        ("source?line=x", "GET"),
        ("", "BREW"),
        ("edit", "POST"),
    ],
)
def test_every_answer_carries_the_policy_errors_too(running, path, method):
    _, headers, _ = running.ask(path, method=method)
    assert [(name, headers[name]) for name, _ in HEADERS] == list(HEADERS)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "path",
    [
        "../booklet.yaml",
        "..%2fbooklet.yaml",
        "%2e%2e/desk.js",
        "/etc/passwd",
        "page/",
        "desk.js/..",
        "booklet.yaml",
    ],
)
def test_no_path_leads_to_another_file(running, path):
    assert running.ask(path)[0] == 404


@pytest.mark.parametrize("file", ["../secret.yaml", "/etc/passwd", "link.md", ".hidden.yaml", "posters", ""])
@pytest.mark.parametrize("act", ["edit", "open", "form"])
def test_nothing_outside_the_folder_is_read_written_or_opened(running, file, act):
    secret = running.folder.parent / "secret.yaml"
    secret.write_text("title: secret")
    (running.folder / "link.md").symlink_to(secret)
    (running.folder / ".hidden.yaml").write_text("title: hidden")
    if act == "form":
        status, _, body = running.ask(f"form?file={file}&line=1")
        assert (status, b"secret" in body) == (403, False)
    else:
        change = {"file": file, "digest": "", "value": "x", "line": 1, "column": 1}
        assert running.post(act, change)[0] in {403, 409}
    assert secret.read_text() == "title: secret"


@pytest.mark.parametrize("body", [[], "text", None, 3])
def test_what_is_no_json_object_changes_nothing(running, body):
    assert running.post("edit", body)[0] in {400, 415}


@pytest.mark.parametrize("scale", ["nan", "inf", "-1", "1e999", "x", "0"])
def test_any_scale_is_answered(running, scale):
    key = running.desk.state()["pages"][0]["key"]
    status, _, _ = running.ask(f"picture?key={key}&scale={scale}")
    assert status in {200, 400}


def test_all_files_of_the_page_are_served_and_weigh_less_than_60_kb(running):
    assert {name for name, _ in FILES.values()} == {file.name for file in PAGE.iterdir()}
    assert sum(file.stat().st_size for file in PAGE.iterdir()) < 60_000
    for path in FILES:
        assert running.ask(path)[0] == 200


def test_the_page_names_no_other_machine_and_makes_no_markup_of_texts():
    for file in PAGE.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert "innerHTML" not in text
        assert "insertAdjacentHTML" not in text


def test_a_build_imports_nothing_of_the_desk(tmp_path):
    script = (
        "import sys; from posterbook.cli import main; "
        f"main(['build', '--quiet', '-o', {str(tmp_path)!r}, {str(Path('booklet').resolve())!r}]); "
        "print([name for name in sys.modules if 'preview' in name or name in ('http.server', 'pypdfium2')])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
