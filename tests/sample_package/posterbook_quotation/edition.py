"""The edition `tablet`: for reading on a screen, with bookmarks and links, smaller pictures and no tags."""

from posterbook.forms.edition import Edition

TABLET = Edition(
    "tablet", links=True, bookmarks=True, tagged=False, profile="sRGB.icc", most_ppi=150, kept_ppi=120
)
