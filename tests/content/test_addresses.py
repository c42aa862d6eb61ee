"""Addresses that lead out of the booklet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.addresses import ascii_url, is_url

WRITTEN = {
    "https://doi.org/10.1000/abc(1)?x=1&y=%20#z": "https://doi.org/10.1000/abc(1)?x=1&y=%20#z",
    "https://example.org/ä b": "https://example.org/%C3%A4%20b",
    "http://münchen.example/": "http://xn--mnchen-3ya.example/",
    "HTTP://MÜNCHEN.example/": "HTTP://xn--mnchen-3ya.example/",
    "https://bücher.example:8080/ü": "https://xn--bcher-kva.example:8080/%C3%BC",
    "https://an.example@中文.example/": "https://an.example@xn--fiq228c.example/",
    "https://a@b@中文.example/@ü": "https://a@b@xn--fiq228c.example/@%C3%BC",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "https://www.Straße.bücher.example/": "https://www.xn--strae-oqa.xn--bcher-kva.example/",
    "http://[2001:db8::1]:8080/ä": "http://[2001:db8::1]:8080/%C3%A4",
    "https://..ü/": "https://..%C3%BC/",
    "mailto:jörg@example.org": "mailto:j%C3%B6rg@example.org",
    "mailto:a@münchen.example": "mailto:a@m%C3%BCnchen.example",
}


@pytest.mark.parametrize("target", ["https://example.org", "http://example.org", "mailto:a@example.org"])
def test_an_address_leads_out_of_the_booklet(target):
    assert is_url(target)
    assert is_url(target.upper())


@pytest.mark.parametrize("target", ["poster-1096", "legal:exchange", "a//b", "poster-https://example.org"])
def test_an_anchor_does_not(target):
    assert not is_url(target)


@pytest.mark.parametrize(("target", "written"), WRITTEN.items())
def test_an_address_is_written_in_ascii(target, written):
    assert ascii_url(target) == written


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_written_in_ascii_stays_as_it_is(host, path):
    written = ascii_url(f"https://{host}/{path}")
    assert written.isascii()
    assert ascii_url(written) == written
