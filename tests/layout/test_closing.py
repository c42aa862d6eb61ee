"""How a booklet opens and ends: the cover without groups, the last page of text, the contents page."""

import pytest
from tests.laid import boxes, k, laid, line, lines, pages_of, studies, study, texts, words

from posterbook.design.geometry import MM

EVENT = {"name": "Ninth Meeting of the Society for Small Rivers", "short": "Small Rivers"}
ORDER = ["cover", "contents", "summary", "posters", {"text": {"file": "text/about.md"}}]


def ended(folder, records, about="# About us\n\nWe are few.", **keys):
    """A booklet that ends with a page of text."""
    keys = {"event": EVENT, "place": "Aldersford", "date": "2027-04-01", "running_order": ORDER, **keys}
    return laid(folder, records, files={"text/about.md": about}, **keys)


@pytest.mark.parametrize("page", ["a5", "a4", "half-letter", "letter"])
def test_without_groups_the_covers_block_runs_off_the_foot_of_the_page(tmp_path, page):
    work = laid(tmp_path, [study(n) for n in (1, 2, 3)], page=page)
    (block,) = boxes(work.pages[0])
    assert block.box.bottom == pytest.approx(work.theme.page.height + 3 * MM, abs=0.5)
    (first,) = boxes(laid(tmp_path / "groups", studies(Alpha=3), page=page).pages[0])
    assert first.box.bottom < work.theme.page.height


def test_a_short_last_page_of_text_ends_with_the_meeting_and_the_groups(tmp_path):
    work = ended(tmp_path, studies(Alpha=2, Beta=1))
    last = work.pages[-1]
    said = texts(last)
    end = said.index("Ninth Meeting of the Society for Small Rivers")
    assert said[end + 1] == "Aldersford, April 1, 2027"
    pages = [page.folio for page in pages_of(work, "posters")]
    assert said[end + 2 : end + 6] == [f"{pages[0]}–{pages[1]}", "Alpha", pages[2], "Beta"]
    assert k(work, last, "Beta") == pytest.approx(494)
    assert "Small Rivers" not in said  # the running foot, which would say it twice
    assert said[-1] == last.folio
    assert sum("Small Rivers" in texts(page) for page in work.pages) > 1


def test_a_last_page_that_is_full_or_says_no_meeting_ends_as_it_is(tmp_path):
    full = ended(tmp_path / "1", studies(Alpha=2, Beta=1), about=words(300))
    assert not any(one.startswith("Ninth Meeting") for one in texts(full.pages[-1]))
    bare = ended(tmp_path / "2", studies(Alpha=1, Beta=1), event=None, place=None, date=None)
    assert "Alpha" not in texts(bare.pages[-1])


def test_a_contents_page_names_the_groups_with_their_pages_in_their_colours(tmp_path):
    work = ended(tmp_path, studies(Alpha=2, Beta=1))
    page = work.pages[1]
    posters = [one.folio for one in pages_of(work, "posters")]
    said = texts(page)
    at = said.index("Posters")
    assert said[at + 1 : at + 5] == [f"{posters[0]}–{posters[1]}", "Alpha", posters[2], "Beta"]
    assert line(page, "Beta").runs[0].colour == work.theme.topic(1).colour
    assert line(page, "Posters").runs[0].colour == work.theme.ink


def test_a_list_beside_an_introduction_names_no_groups(tmp_path):
    order = ["cover", {"introduction": {"file": "text/about.md", "contents": True}}, "summary", "posters"]
    work = ended(tmp_path, studies(Alpha=2, Beta=1), running_order=order)
    assert "Alpha" not in [one.text.strip() for one in lines(work.pages[1])]
