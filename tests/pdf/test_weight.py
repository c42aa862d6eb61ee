"""What a file is made of."""

from posterbook.pdf.weight import REST, size, too_heavy, weigh


def test_the_parts_make_up_the_whole(finished):
    shares = weigh(finished)
    assert sum(share.weight for share in shares) == len(finished)
    assert [share.weight for share in shares] == sorted((share.weight for share in shares), reverse=True)


def test_fonts_pages_and_the_rest_are_named(finished):
    names = {share.name for share in weigh(finished)}
    assert {"text of 3 pages", REST, "colour profile", "font SourceSans3-Regular"} <= names


def test_a_file_within_the_limit_is_not_weighed(finished):
    assert too_heavy("a.pdf", finished, len(finished)) == []


def test_a_file_beyond_the_limit_is_refused_by_its_largest_parts(finished):
    (problem,) = too_heavy("a.pdf", finished, len(finished) - 1)
    assert problem.code == "too-big"
    assert problem.message.startswith("a.pdf has ")
    assert problem.message.count(",") >= 5
    assert f"{weigh(finished)[0].name} " in problem.message


def test_sizes_are_told_in_the_unit_that_suits_them():
    assert [size(999), size(94_100), size(10_000_000)] == ["999 bytes", "94.1 kB", "10.0 MB"]
