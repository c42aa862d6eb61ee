# ruff: noqa: E501 - an input a line: so the table can be read
"""What strangers may send, one by one: it is built, or refused with a clear error, in seconds."""

from __future__ import annotations

import os
import signal
import struct
from contextlib import contextmanager

import pikepdf
import pytest

from posterbook.cli import main

RECORD = "number: 1\ntitle: {title}\nsections:\n  Background: {text}\n"
BOOKLET = "title: Poster Day\nlanguage: en\n"
SECONDS = 10
BUG = 1


@contextmanager
def deadline():
    """Ends what takes longer than a stranger may make us wait."""

    def stop(*_):
        raise AssertionError(f"it took more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "mine", "booklet.yaml", BOOKLET)
    put(tmp_path / "mine", "posters/1.yaml", RECORD.format(title="A title", text="Some text."))
    return tmp_path / "mine"


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def carry_out(capsys):
    """A command's exit code and what it says on standard error, in time and without a bug."""

    def carry_out(*argv):
        with deadline():
            code = main([str(one) for one in argv])
        said = capsys.readouterr().err
        assert code != BUG, said[-3000:]
        assert "Traceback" not in said
        return code, said

    return carry_out


DIGITS = "9" * 5000
MANY = "9" * 100_000


def record(**facts):
    given = {"number": "1", "title": "A title", "sections": "{Background: Some text.}"} | facts
    return {"posters/1.yaml": "".join(f"{key}: {value}\n" for key, value in given.items())}


def introduction(text):
    return {
        "booklet.yaml": f"{BOOKLET}running_order: [cover, {{introduction: {{file: text/i.md}}}}, posters]\n",
        "text/i.md": text,
    }


def svg(inner, head="", attributes='width="10" height="10"'):
    return {
        "booklet.yaml": f"{BOOKLET}logo: {{file: images/a.svg, alt: a}}\n",
        "images/a.svg": f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {attributes}>{inner}</svg>",
    }


def uses(count):
    """A chain of references, each to the one before."""
    chain = "".join(f'<g id="a{n}"><use xlink:href="#a{n - 1}"/></g>' for n in range(1, count))
    return svg(f'<defs><rect id="a0" width="1" height="1"/>{chain}</defs><use xlink:href="#a{count - 1}"/>')


def profile(count, description=b"desc\0\0"):
    """An ICC profile for a press that lies about its tags."""
    head = bytearray(128)
    head[8], head[12:16], head[16:20], head[36:40] = 2, b"prtr", b"CMYK", b"acsp"
    table = struct.pack(">I", count) + struct.pack(">4sII", b"desc", 144, len(description))
    data = bytes(head) + table + description
    data = struct.pack(">I", len(data)) + data[4:]
    return {"booklet.yaml": f"{BOOKLET}output_intent: icc/a.icc\ndate: 2026-01-01\n", "icc/a.icc": data}


ALIASES = "keywords:\n- &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)
EMPTY_ALIASES = "keywords:\n- &a []\n- [" + ", ".join(["*a"] * 200_000) + "]\n"
PIXELS = '<rect width="9" height="9" stroke="black" fill="none" {}/>'

HOSTILE = {
    "a number of 5,000 digits": record(number=DIGITS),
    "a number of 100,000 digits": record(number=MANY),
    "a quoted number of 100,000 digits": record(number=f'"{MANY}"'),
    "5,000 digits in prose": introduction(f"There are {DIGITS} posters in this booklet."),
    "a long s in a count": introduction("There are ſeven studies and \u017f\u0131x posters here."),
    "a Kelvin sign in a count": introduction("There are \u212a studies, and ten \u212a posters."),
    "number words in capitals": {"words.yaml": "numbers: [" + ", ".join(f"W{n}" for n in range(21)) + "]\n"} | introduction("There are W3 studies, w3 posters."),
    "an integer of 5,000 digits in a theme": {"theme.yaml": f"title: {{size: {DIGITS}}}\n"},
    "a real number beyond measure in a theme": {"theme.yaml": "title: {size: 1e999}\n"},
    "a chain of 400 uses": uses(400),
    "a chain of 2,000 uses": uses(2000),
    "uses that multiply": svg('<defs><rect id="a0" width="1" height="1"/>' + "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n-1}"/>' * 10 + "</g>" for n in range(1, 8)) + '</defs><use xlink:href="#a7"/>'),
    **{f"the encoding {name} of an SVG": svg("<rect width='9' height='9'/>", f'<?xml version="1.0" encoding="{name}"?>') for name in ("foo", "rot13", "utf-7", "hex", "idna", "zlib", "big5")},
    "a dash beyond measure": svg(PIXELS.format('stroke-dasharray="1e308 1e308"')),
    "a dash offset beyond measure": svg(PIXELS.format('stroke-dasharray="1 1" stroke-dashoffset="1e309"')),
    "a miter limit beyond measure": svg(PIXELS.format('stroke-miterlimit="1e400"')),
    "a line width beyond measure": svg(PIXELS.format('stroke-width="1e308"')),
    "a profile of 100 tags": profile(100),
    "a profile of 4,294,967,295 tags": profile(2**32 - 1),
    "a profile with a short description": profile(1, b"desc"),
    "aliases that multiply below keywords": {"posters/1.yaml": RECORD.format(title="A", text="B") + ALIASES},
    "200,000 empty aliases": {"posters/1.yaml": RECORD.format(title="A", text="B") + EMPTY_ALIASES},
    "a title of opening brackets": record(title='"' + "[" * 100_000 + '"'),
    "a title of links in links": record(title='"' + "[a](" * 20_000 + '"'),
    "a title of tildes": record(title='"' + "~" * 100_000 + '"'),
    "a title of tildes apart": record(title='"' + "~ " * 50_000 + '"'),
    "a title with backticks": record(title='"' + "".join("`" * n + "a" for n in range(1, 400)) + '"'),
    "a title of stars": record(title='"' + "*a **b " * 20_000 + '"'),
    "a title of brackets and exclamation marks": record(title='"' + "![" * 50_000 + '"'),
    "an address made to backtrack": record(sections='{Background: "' + "a." * 40_000 + '@"}'),
    "a web address made to backtrack": record(sections='{Background: "www.' + "a-" * 40_000 + " https://" + "(" * 40_000 + '"}'),
    "an address of a author made to backtrack": record(authors='[{name: A, email: "' + "a@" * 20_000 + '"}]'),
    "2,000 combining marks on a number": record(number='"1' + "\u0301" * 2000 + '"'),
    "2,000 combining marks on a group": record(group='"A' + "\u0301" * 2000 + '"'),
    "2,000 combining marks in a title": record(title='"A' + "\u0301" * 2000 + '"'),
    "2,000 combining marks on a label": {"booklet.yaml": f'{BOOKLET}labels: {{number: "N{chr(0x301) * 2000}"}}\n'},
    "ligatures as characters": record(title='"of\ufb01ce, \ufb02ow, e\ufb03cient"'),
    "names without a break point": {"booklet.yaml": f"{BOOKLET}issuer: {{short: {'A' * 400}, names: [{{text: {'B' * 400}}}]}}\nevent: {{name: {'C' * 400}, short: {'D' * 400}}}\n"},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_built_or_refused_in_time(folder, carry_out, tmp_path, name):
    for file, content in HOSTILE[name].items():
        put(folder, file, content)
    code, _ = carry_out("build", folder, "-o", tmp_path / "out", "--quiet")
    assert code in {0, 3, 4, 5}
    for made in (tmp_path / "out").glob("*.pdf") if code == 0 else ():
        assert_sound(made)


def assert_sound(path):
    """The file can be read by the rules, and no number in it is none."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                assert str(instruction.operator) not in {"inf", "nan"}
        assert not pdf.get_warnings()


@pytest.mark.parametrize("option", ["inf", "nan", "1e999MB", "-1", "0", "9" * 5000])
def test_a_size_that_is_none_is_refused(folder, carry_out, option):
    assert carry_out("build", folder, "--max-size", option)[0] in {2, 5}


@pytest.mark.parametrize("name", ["theme.yaml", "booklet.yaml", "words.yaml", "posters/2.yaml"])
def test_a_pipe_in_the_folder_is_refused(folder, carry_out, name):
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    code, said = carry_out("check", folder)
    assert (code, "it is a pipe" in said or "pipe" in said) == (3, True)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["out", "out/poster-day-screen.pdf", "report.json"])
def test_a_pipe_in_the_place_of_what_is_written_does_not_hang(folder, carry_out, tmp_path, target):
    path = tmp_path / target
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    code, _ = carry_out("build", folder, "-o", tmp_path / "out", "--report", tmp_path / "report.json")
    assert code in {0, 6}


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\tb.yaml", "a\x1b[31m.yaml"])
def test_a_file_name_that_is_no_line_is_shown_on_one(folder, carry_out, name):
    put(folder, f"posters/{name}", "nonsense: [")
    code, said = carry_out("check", folder)
    assert code == 3
    (shown,) = [line for line in said.splitlines() if ".yaml:" in line]
    assert shown.startswith(str(folder))
    assert shown.isprintable()


def test_a_file_name_that_is_not_utf_8_is_shown_on_one_line(folder, carry_out):
    with open(os.fsencode(folder) + b"/posters/\xff\xfe.yaml", "wb") as file:  # noqa: PTH123 - bytes for a name
        file.write(b"nonsense: [")
    assert carry_out("check", folder)[0] == 3


@pytest.mark.parametrize("part", ["legal", "legal/approved.yaml"])
def test_approval_is_not_written_through_a_symbolic_link(folder, carry_out, tmp_path, part):
    outside = tmp_path / "outside"
    outside.mkdir()
    put(outside, "notice.txt", "Nobody answers for anything.")
    put(folder, "booklet.yaml", BOOKLET + "legal: [{id: n, file: legal/notice.txt, place: cover-top}]\n")
    if part == "legal":
        (folder / "legal").symlink_to(outside)
    else:
        put(folder, "legal/notice.txt", "Nobody answers for anything.")
        (folder / part).symlink_to(outside / "approved.yaml")
    code, _ = carry_out("approve", folder, "--by", "A", "--date", "2026-01-01")
    assert code in {3, 6}
    assert [path.name for path in outside.iterdir()] == ["notice.txt"]


def test_no_letter_bears_more_marks_than_can_be_read(folder, carry_out, tmp_path):
    put(folder, "posters/1.yaml", RECORD.format(title='"A' + "\u0301" * 2000 + '"', text="Text."))
    code, said = carry_out("check", folder)
    assert (code, "[too-many-marks]" in said) == (3, True)
