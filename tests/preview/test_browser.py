"""The desk in headless Chromium: skipped without playwright's Python package and Debian's chromium.

`.ci/run` installs both, and axe-core from npm, whose path POSTERBOOK_AXE names.
"""

import os
import shutil
from pathlib import Path

import pytest

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)
CHROMIUM = shutil.which("chromium") or ""
AXE = os.environ.get("POSTERBOOK_AXE", "")
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
POSTER = "posters/03-981.yaml"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser, running):
    """The desk in a window, and whatever it asks for; an error of a script fails the test."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(10_000)
    opened.asked, failures = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda failure: failures.append(str(failure)))
    opened.on("console", lambda said: failures.append(said.text) if "Security Policy" in said.text else None)
    opened.goto(running.server.address)
    opened.locator("figure[data-place='0'] img[src]").wait_for()
    yield opened
    opened.close()
    assert not failures


def edit(running, old, new, name=POSTER):
    file = running.folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def picture_of(page, place):
    return page.locator(f"figure[data-place='{place}'] img").get_attribute("src")


def test_an_edit_changes_the_right_page_and_only_it_and_the_place_is_kept(page, running):
    for _ in range(5):
        page.keyboard.press("j")
    page.locator("figure[data-place='5'] img[src]").wait_for()
    page.locator("figure[data-place='4'] img[src]").wait_for()
    page.wait_for_timeout(500)
    top = page.locator("#pages").evaluate("box => box.scrollTop")
    before = {place: picture_of(page, place) for place in range(4, 6)}
    page.asked.clear()
    edit(running, "apoptosis", "apoptoses")
    page.locator("figure[data-place='5'].changed").wait_for()
    page.locator(f"figure[data-place='5'] img:not([src='{before[5]}'])").wait_for()
    assert top > 0
    assert page.locator("#pages").evaluate("box => box.scrollTop") == top
    assert picture_of(page, 4) == before[4]
    assert len([one for one in page.asked if "/picture?" in one]) == 1
    assert page.locator("figure.changed").count() == 1


def test_broken_yaml_leaves_the_last_good_pages_with_the_message_over_them(page, running):
    before = picture_of(page, 0)
    edit(running, "title:", "title: [")
    page.locator("#over").get_by_text(f"{POSTER}:3:10").wait_for()
    assert picture_of(page, 0) == before
    assert "1 problem" in page.locator("#live").inner_text()
    assert page.locator("#pages.stale").count() == 1
    edit(running, "title: [", "title:")
    page.locator("#over").wait_for(state="detached")
    assert page.locator("#live").inner_text() == "No problems"


def test_a_click_on_a_line_shows_file_line_and_column(page):
    page.keyboard.press("j")
    page.locator("figure[data-place='1'] .lines span", has_text="longest-standing").click()
    page.locator("#place").wait_for()
    assert page.locator("#place").inner_text().startswith("text/introduction.md:")


def test_a_form_writes_the_yaml_and_the_page_follows(page, running):
    file = running.folder / "booklet.yaml"
    before = picture_of(page, 0)
    comments = [line for line in file.read_text(encoding="utf-8").split("\n") if "#" in line]
    page.locator("figure[data-place='0'] .lines span", has_text="Voluntary Announcement").click()
    page.get_by_role("button", name="Edit here").click()
    box = page.get_by_label("kind", exact=True)
    box.fill("Involuntary <b>Announcement</b>")
    page.locator(".field", has=box).get_by_role("button", name="Save").click()
    page.locator(f"figure[data-place='0'] img:not([src='{before}'])").wait_for()
    after = file.read_text(encoding="utf-8")
    assert "Involuntary <b>Announcement</b>" in after
    assert [line for line in after.split("\n") if "#" in line] == comments
    assert page.locator("figure b").count() == 0


def test_a_conflict_is_told_in_the_form(page, running):
    page.locator("figure[data-place='0'] .lines span", has_text="Voluntary Announcement").click()
    page.get_by_role("button", name="Edit here").click()
    box = page.get_by_label("kind", exact=True)
    box.fill("Mine")
    edit(running, "kind: Voluntary", "kind: Their", "booklet.yaml")
    page.locator(".field", has=box).get_by_role("button", name="Save").click()
    page.locator(".state", has_text="has changed on disk").wait_for()
    assert box.input_value() == "Mine"
    assert "kind: Their" in (running.folder / "booklet.yaml").read_text(encoding="utf-8")


def test_what_a_record_says_is_text_and_never_markup(page, running):
    edit(running, "kind: Voluntary", "kind: <img src=x onerror=document.title=1> Voluntary", "booklet.yaml")
    page.locator(".lines span", has_text="<img").first.wait_for(state="attached")
    assert page.title() != "1"
    assert page.locator("img[onerror]").count() == 0


def test_no_request_leaves_the_machine_s_own_server(page, running):
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert page.asked
    assert all(one.startswith(running.server.address) for one in page.asked)


def test_another_site_s_page_learns_nothing(browser, running):
    foreign = browser.new_page()
    foreign.goto("data:text/html,<title>evil</title>")
    learned = foreign.evaluate(
        "address => fetch(address).then(answer => answer.text(), failure => 'refused')",
        running.server.address + "state",
    )
    foreign.close()
    assert learned == "refused"


@pytest.mark.parametrize("width", [390, 820, 1000, 1280])
def test_nothing_is_wider_than_the_window_or_the_place_of_the_pages(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.getElementById('pages').scrollWidth <= document.getElementById('pages').clientWidth"
    )


def test_keys_reach_pages_and_fields(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.type("981")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.place") == "5"


@pytest.mark.skipif(
    not Path(AXE).is_file(), reason="axe-core is not there: POSTERBOOK_AXE names its axe.min.js"
)
@pytest.mark.parametrize("state", ["pages", "problems", "form"])
def test_axe_finds_nothing_serious(page, running, state):
    if state == "problems":
        edit(running, "title:", "title: [")
        page.locator("#over").wait_for()
    if state == "form":
        page.locator("figure[data-place='0'] .lines span", has_text="Voluntary Announcement").click()
        page.get_by_role("button", name="Edit here").click()
        page.get_by_label("kind", exact=True).wait_for()
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    # the lines over a picture are its text, and transparent: the picture below them is what is seen
    found = page.evaluate("axe.run({exclude: [['.lines']]})")
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert not serious
