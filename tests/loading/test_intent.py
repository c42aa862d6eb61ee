"""The ICC profile that booklet.yaml names for print."""

import shutil

import pytest

from posterbook.assets import assets_folder
from posterbook.errors import AssetError
from posterbook.loading import load, read_output_intent
from posterbook.pages import kinds


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "posters").mkdir()
    (tmp_path / "posters" / "1.yaml").write_text("number: 1\ntitle: T\nsections: {A: b}\n")
    for name in ("FOGRA39", "sRGB"):
        shutil.copy(assets_folder() / "icc" / f"{name}.icc", tmp_path)
    return tmp_path


def intent(folder, name):
    (folder / "booklet.yaml").write_text(f"title: T\nrunning_order: [posters]\noutput_intent: {name}\n")
    booklet, _ = load(folder, kinds())
    return read_output_intent(folder, booklet)


def test_the_bytes_of_a_profile_in_the_folder_are_read(folder):
    assert intent(folder, "FOGRA39.icc") == (assets_folder() / "icc" / "FOGRA39.icc").read_bytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sRGB.icc", "is no profile of a printer or press"),
        ("posters/1.yaml", "is not an ICC profile"),
        ("none.icc", "is missing"),
        ("../FOGRA39.icc", "lies outside the content folder"),
        ("/etc/hostname", "lies outside the content folder"),
    ],
)
def test_what_is_no_profile_is_refused_at_its_line(folder, name, reason):
    with pytest.raises(AssetError) as caught:
        intent(folder, name)
    (problem,) = caught.value.problems
    assert problem.message == f"'{name}' {reason}"
    assert problem.where.path == ("output_intent",)


def test_a_link_that_leads_out_is_refused(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "x.icc"
    shutil.copy(folder / "FOGRA39.icc", other)
    (folder / "link.icc").symlink_to(other)
    with pytest.raises(AssetError, match="outside"):
        intent(folder, "link.icc")
