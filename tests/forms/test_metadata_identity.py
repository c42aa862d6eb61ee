"""The name of a document that is the same for the same description."""

from uuid import NAMESPACE_URL, uuid5

from posterbook.forms.metadata import Metadata


def test_the_name_of_a_document_is_the_uuid_of_its_description():
    for title in ("Posters", "Poster «é» 海報", ""):
        description = f"{title}\n\n\nen\nNone"
        assert Metadata(title=title).identity == f"uuid:{uuid5(NAMESPACE_URL, description)}"
