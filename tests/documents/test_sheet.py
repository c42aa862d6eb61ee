"""What the papers that go with a booklet have in common."""

from posterbook.documents.sheet import with_raised_words
from posterbook.errors import Where
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import Piece, Text


def test_raised_and_lowered_words_are_set_as_such_and_other_marks_stay():
    wording = "60 mg/m^2^ of CO~2~, ~5 to ~6 days, 2^"
    text = Text(None, (Piece(wording, "body", None, Element(Role.P)),), Where(""))
    pieces = with_raised_words(text).pieces
    assert [(one.text, (one.rise > 0) - (one.rise < 0)) for one in pieces if one.text] == [
        ("60 mg/m", 0), ("2", 1), (" of CO", 0), ("2", -1), (", ~5 to ~6 days, 2^", 0),
    ]  # fmt: skip
    assert {one.scale < 1 for one in pieces if one.rise} == {True}
