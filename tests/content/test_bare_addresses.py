"""Addresses that stand in a text as they are, and where they end."""

import pytest

from posterbook.content.addresses import bare_addresses


def found(text):
    return [(text[start:end], target) for start, end, target in bare_addresses(text)]


@pytest.mark.parametrize(
    ("text", "address", "target"),
    [
        ("at https://a.org/b?c=1#d.", "https://a.org/b?c=1#d", "https://a.org/b?c=1#d"),
        ("(HTTP://A.org)", "HTTP://A.org", "HTTP://A.org"),
        ("https://a.org/b_(c), and", "https://a.org/b_(c)", "https://a.org/b_(c)"),
        ("www.a.org/b…", "www.a.org/b", "https://www.a.org/b"),
        ("doi:10.1234/a.b-5;", "doi:10.1234/a.b-5", "https://doi.org/10.1234/a.b-5"),
        ("DOI: 10.1234.56/(x)1", "10.1234.56/(x)1", "https://doi.org/10.1234.56/(x)1"),
        ("10.1234/a#b", "10.1234/a#b", "https://doi.org/10.1234/a%23b"),
        ("见https://a.org/b。完", "https://a.org/b", "https://a.org/b"),
        ("见www.a.org查看", "www.a.org", "https://www.a.org"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text, address, target):
    assert found(text) == [(address, target)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.5 mg",
        "10.5/12.5",
        "210.1234/5",
        "https://",
        "https://local",
        "www.",
        "a@www.b.org",
        "s3://a.b",
    ],
)
def test_what_only_looks_like_an_address_is_text(text):
    assert found(text) == []
