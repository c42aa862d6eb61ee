"""An independent judge: page-validation on every design of the example and a booklet of every trouble."""

import pytest
from page import SafetyLimits, validate_pdf_bytes
from tests.stress import stress_records, write_booklet

from posterbook import load, publish, typeset
from posterbook.assets import example_folder, starter_folder
from posterbook.design.theme import formats, themes
from posterbook.forms.edition import edition
from posterbook.loading import design_tokens

TOKENS = design_tokens()

pytestmark = pytest.mark.slow
DESIGNS = [
    (page, theme)
    for theme in themes(TOKENS)
    for page in formats(TOKENS)
    if page not in TOKENS["themes"][theme].get("pages_for", {})
]
WAIVED = {"PDFA2A-STREAM-LENGTH-001"}
"""page-validation 0.11.0 takes the byte 0D that ends some compressed streams for part of the line end."""
LIMITS = SafetyLimits(max_reference_depth=5000)  # bookmarks are a chain
MARK = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">
<rect x="0" y="0" width="100" height="40" fill="#204060"/></svg>"""
PICTURED = """
- number: 9
  title: What is seen
  link: https://doi.org/10.1000/xyz
  image: {file: mark.svg, alt: A dark box, caption: A box}
  sections: {Results: A box.}
"""


def faults(pdf: bytes, profile: str) -> list[str]:
    report = validate_pdf_bytes(pdf, profile=profile, limits=LIMITS)
    return [f"{one.rule_id}: {one.message}" for one in report.failures if one.rule_id not in WAIVED]


def screen(folder, page="", theme="") -> bytes:
    made = publish(typeset(load(folder), page=page, theme=theme), edition("screen"))
    return made.pdf


@pytest.fixture(scope="module", params=DESIGNS, ids="-".join)
def example_in_design(request):
    return screen(example_folder(), *request.param)


@pytest.fixture(scope="module", params=[("a5", "colour"), ("letter", "large-print")], ids="-".join)
def stress(request, tmp_path_factory):
    event = {"name": "Big Meeting", "short": "Big 2021"}
    folder = write_booklet(tmp_path_factory.mktemp("stress"), stress_records(40), event=event)
    return screen(folder, *request.param)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_example_conforms_in_every_design(example_in_design, profile):
    assert faults(example_in_design, profile) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_booklet_of_every_trouble_conforms(stress, profile):
    assert faults(stress, profile) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_booklet_without_issuer_legal_text_or_date_conforms(profile):
    assert faults(screen(starter_folder()), profile) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_booklet_of_pictures_and_codes_conforms(tmp_path, profile):
    (tmp_path / "mark.svg").write_text(MARK, encoding="utf-8")
    (tmp_path / "posters.yaml").write_text(PICTURED, encoding="utf-8")
    pictures = "logo: {file: mark.svg, alt: Our mark}\nsponsors: [{file: mark.svg, name: Alpha}]\n"
    (tmp_path / "booklet.yaml").write_text(f"title: Pictures\n{pictures}", encoding="utf-8")
    assert faults(screen(tmp_path), profile) == []


def test_the_judge_sees_a_fault(example):
    made = publish(example, edition("screen"))
    assert faults(made.pdf.replace(b"<pdfuaid:part>1</", b"<pdfuaid:part>9</"), "ua1") != []


def test_the_example_is_small_enough_for_a_letter(example):
    made = publish(example, edition("screen"))
    assert len(made.pdf) < 100_000
