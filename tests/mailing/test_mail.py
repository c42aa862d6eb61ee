"""Drafts of e-mails, read back without the library that wrote them: who gets what, and the same bytes."""

from __future__ import annotations

import base64
import quopri
import re

import pytest
from tests.laid import laid, study

import posterbook
from posterbook.api import mailing
from posterbook.mailing import Draft, draft_bytes, plain_of, subject_of

BODY = "# Posters for *you*\n\nDear all,\n\nsee [the page](https://example.org) & **read**.\n\n- one\n- two\n"


def draft(**fields):
    given = {
        "subject": "A",
        "body": BODY,
        "legal": (),
        "language": "en",
        "pdf": b"%PDF-1.7\n",
        "file": "a.pdf",
    }
    return Draft(**given | fields)


def parts(message):
    """The parts of a message: headers and decoded content, by hand (RFC 2046, 5.1)."""
    head, _, rest = message.partition(b"\r\n\r\n")
    named = dict(
        line.split(b": ", 1) for line in re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n") if b": " in line
    )
    boundary = re.search(rb'boundary="([^"]+)"', named.get(b"Content-Type", b""))
    if boundary:
        for part in rest.split(b"--" + boundary[1])[1:-1]:
            yield from parts(part.removeprefix(b"\r\n").removesuffix(b"\r\n"))
        return
    decode = {b"base64": base64.b64decode, b"quoted-printable": quopri.decodestring}
    yield named, decode.get(named.get(b"Content-Transfer-Encoding"), bytes)(rest)


def headers(message):
    return message.partition(b"\r\n\r\n")[0].decode("ascii")


def test_a_draft_has_text_html_and_the_pdf_and_opens_as_unsent():
    pdf = bytes(range(256)) * 99
    message = draft_bytes(draft(pdf=pdf, legal=("Nobody\nanswers.",)))
    (_, text), (kind, page), (attached, content) = parts(message)
    assert "X-Unsent: 1" in headers(message)
    assert not re.search("^(Date|From|Message-ID|Bcc|To):", headers(message), re.MULTILINE)
    assert text.decode().replace("\r\n", "\n") == (
        "Dear all,\n\nsee the page (https://example.org) & read.\n\n• one\n\n• two\n\nNobody answers.\n"
    )
    assert kind[b"Content-Type"].startswith(b"text/html")
    assert b'<a href="https://example.org">the page</a> &amp; <strong>read</strong>' in page
    assert b"Nobody answers." in page
    assert b'filename="a.pdf"' in attached[b"Content-Disposition"]
    assert content == pdf


def test_the_same_draft_has_the_same_bytes():
    assert draft_bytes(draft()) == draft_bytes(draft())
    assert draft_bytes(draft()) != draft_bytes(draft(pdf=b"%PDF-2.0"))


def test_the_subject_is_the_first_heading_in_any_script():
    assert subject_of(BODY) == "Posters for you"
    assert subject_of("No heading") == ""
    assert plain_of("No heading", ()) == "No heading\n"
    subject = headers(draft_bytes(draft(subject="海報 日"))).split("Subject: ")[1].split("\r\n")[0]
    assert subject == "=?utf-8?b?" + base64.b64encode("海報 日".encode()).decode() + "?="


@pytest.mark.parametrize(("language", "said"), [("he", b' dir="rtl"'), ("ar", b' dir="rtl"'), ("en", b"")])
def test_a_draft_in_a_language_from_right_to_left_says_its_direction(language, said):
    _, (_, page), _ = parts(draft_bytes(draft(language=language)))
    assert b'<html lang="%s"%s><head>' % (language.encode(), said) in page


@pytest.fixture
def folder(tmp_path):
    found = [study(n, group=name, title=f"Study {n}") for n, name in ((1, "Air"), (2, "Air"), (3, "Light"))]
    laid(tmp_path / "book", found, slug="day", running_order=["cover", "summary", "posters"])
    (tmp_path / "list.csv").write_text(
        "name,email\nAir,a@example.org\nLight,l@example.org\nAir,b@example.org\n"
    )
    return tmp_path / "book"


@pytest.mark.slow
def test_one_draft_has_all_addresses_as_blind_copies(folder, tmp_path):
    made = posterbook.mail(folder, output=tmp_path / "out", addresses=tmp_path / "list.csv")
    (output,) = made.outputs
    message = output.path.read_bytes()
    assert (output.path.name, output.bytes) == ("day.eml", len(message))
    assert "\r\nBcc: a@example.org, l@example.org, b@example.org\r\n" in headers(message)
    assert "\r\nTo:" not in headers(message)
    *_, (attached, pdf) = parts(message)
    assert b'filename="day.pdf"' in attached[b"Content-Disposition"]
    assert pdf == posterbook.publish(posterbook.typeset(posterbook.load(folder)), "screen").pdf


@pytest.mark.slow
def test_each_of_many_drafts_goes_to_those_of_its_name_and_to_nobody_else(folder, tmp_path):
    made = posterbook.mail(folder, output=tmp_path / "out", split="group", addresses=tmp_path / "list.csv")
    seen = {one.path.name: headers(one.path.read_bytes()) for one in made.outputs}
    assert set(seen) == {"day-air.eml", "day-light.eml"}
    assert "\r\nTo: a@example.org, b@example.org\r\n" in seen["day-air.eml"]
    assert "\r\nTo: l@example.org\r\n" in seen["day-light.eml"]
    assert not any("Bcc" in one for one in seen.values())
    assert "l@example.org" not in seen["day-air.eml"]


@pytest.mark.slow
def test_a_text_of_ones_own_is_filled_and_the_cover_s_legal_text_stands_below_it(folder, tmp_path):
    (folder / "text").mkdir()
    (folder / "text/mail.md").write_text(
        "# {{ title }}\n\nAll {{ counts.posters }} of them.\n", encoding="utf-8"
    )
    (output,) = posterbook.mail(folder, output=tmp_path / "out").outputs
    (_, text), _, _ = parts(output.path.read_bytes())
    assert text.decode().strip() == "All 3 of them."
    (folder / "text/mail.md").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(posterbook.ContentError, match="nothing is called 'nothing'"):
        posterbook.mail(folder, output=tmp_path / "out")


@pytest.mark.slow
def test_a_draft_that_mail_servers_refuse_is_told_before_it_is_sent(folder, tmp_path, monkeypatch):
    size = posterbook.mail(folder, output=tmp_path / "first").outputs[0].bytes
    monkeypatch.setattr(mailing, "MB", size // 26)
    with pytest.raises(posterbook.LayoutError, match="mail-too-large"):
        posterbook.mail(folder, output=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(mailing, "MB", size // 12)
    made = posterbook.mail(folder, output=tmp_path / "out")
    assert "mail-large" in [problem.code for problem in made.problems]


def test_each_language_that_is_built_by_itself_has_a_draft_of_its_own(tmp_path):
    folder = tmp_path / "both"
    languages = {"others": ["de"], "layout": "separate"}
    laid(folder, [study()], title={"en": "Poster Day", "de": "Postertag"}, languages=languages)
    (folder / "text").mkdir(exist_ok=True)
    (folder / "text/mail.de.md").write_text("# Das Heft\n\nAnbei.\n")
    made = posterbook.mail(folder, output=tmp_path / "out").outputs
    names = [one.path.name for one in made]
    assert names == ["poster-day.eml", "postertag-de.eml"]
    assert b"Subject: Das Heft" in made[1].path.read_bytes()


def test_what_a_draft_attaches_of_joined_languages_has_them_in_its_name(tmp_path):
    languages = {"others": ["de"], "layout": "following"}
    laid(tmp_path / "both", [study()], title={"en": "Poster Day", "de": "Postertag"}, languages=languages)
    (made,) = posterbook.mail(tmp_path / "both", output=tmp_path / "out").outputs
    *_, (attached, _) = parts(made.path.read_bytes())
    assert b'filename="poster-day-en-de.pdf"' in attached[b"Content-Disposition"]
