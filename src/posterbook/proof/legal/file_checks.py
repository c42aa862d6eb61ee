"""Judges a file around its pages: boxes, what can change it when it is opened, annotations, what was added.

Faults of a page concern all blocks on it, faults of the file all blocks. Each is a code and a predicate; of
the file, a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.expected import Expected, ExpectedPage
from posterbook.proof.legal.file_reader import FileReader, contains, near
from posterbook.proof.legal.graphics_state import IDENTITY, bounding_box, grow, transform_box
from posterbook.proof.legal.painted_content import PaintedMark
from posterbook.proof.legal.streams import stream_bytes
from posterbook.proof.objects.values import WITHIN, Array, Dictionary, OpenFile, Stream, Value

Fault: TypeAlias = tuple[str, str]

ACTING: Final = {
    "/JavaScript": "JavaScript", "/Hide": "an action that hides something",
    "/Launch": "an action that starts a program",
    "/SetOCGState": "an action that switches layers", "/SubmitForm": "an action that sends a form",
    "/ImportData": "an action that fills in a form", "/Rendition": "an action that plays something",
    "/RichMediaExecute": "an action that plays something", "/GoTo3DView": "an action that turns a model",
    "/Trans": "an action that draws a transition",
}  # fmt: skip
"""Actions that can change what is shown (ISO 32000-1, table 198), and what a message calls them."""
AREAS: Final = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
"""Preferences by which a viewer shows or prints another part of the page than its crop box."""
HIDDEN, NO_VIEW = 2, 32
"""Flags of an annotation that is not shown (ISO 32000-1, table 165)."""
NO_ZOOM: Final = 8
"""The flag of an annotation that keeps its size and its upper left corner, however small its page shows."""
SMALLEST: Final = 4
"""How many times smaller a page may be shown and still be read."""
LEADERS: Final = ("/LL", "/LLE", "/LLO", "/CO")
"""How far the leader lines of a line, and its caption, stand off (ISO 32000-1, table 175)."""
ICON: Final = 24.0
"""How large the icon of a note is at most, from the upper left corner of its rectangle."""
STYLED: Final = 12.0
"""By how many times the width of its line an annotation that a viewer draws may leave its coordinates."""
HYBRID: Final = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)(?:S|#53)(?:t|#74)(?:m|#6[dD])")
"""The entry of a trailer that gives older programs other objects than newer ones, however it is written."""
MOST_OBJECTS: Final = 3_000_000
"""A file of more objects is not looked through."""


def page_faults(reader: FileReader, expected: Expected, page: ExpectedPage) -> Iterator[Fault]:
    """What is wrong with the boxes of a page that carries blocks."""
    boxes = reader.boxes(page.file_index)
    if boxes.turn:
        yield "legal-upright", "does not stand upright: the page is turned"
    if boxes.unit != 1:
        yield "legal-size", f"is scaled with its page, by {boxes.unit:g}"
    trim, margin = page.trim, 0.0 if expected.imposed else expected.margin
    around = 2 * expected.margin  # of a sheet with marks, as a cover around its spine
    sheet = Box(0, 0, expected.width + around, expected.height + around)
    paper = grow(trim, margin) if not expected.imposed else sheet
    if boxes.trim is None and margin:
        yield "legal-format", "cannot be placed: the page has lost its TrimBox"
    elif boxes.trim is not None and not expected.imposed and not near(boxes.trim, trim):
        yield "legal-format", "cannot be placed: the page is trimmed elsewhere than it was laid out"
    if not contains(paper, boxes.visible):
        yield "legal-format", "cannot be placed: the page is larger than it was laid out"
    elif not contains(boxes.visible, trim):
        yield "legal-cropped", "is cropped with its page"
    group = reader.pages[page.file_index].get("/Group")
    if isinstance(group, Dictionary) and "/CS" in group:
        yield from _group_faults(group)


def _group_faults(group: Value) -> Iterator[Fault]:
    if str(group["/CS"]) not in {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK"}:
        yield "legal-unclear", "stands on a page whose colours are blended in a space of their own"


def annotation_marks(reader: FileReader, index: int) -> Iterator[PaintedMark]:
    """What a viewer lays over a page, each within a box that it cannot leave."""
    given = reader.pages[index].get("/Annots")
    annotations = [one for one in given if isinstance(one, Dictionary)] if isinstance(given, Array) else []
    opened = [one["/Popup"] for one in annotations if one.get("/Open", False) and "/Popup" in one]
    for annotation in (*annotations, *opened):
        kind = str(annotation.get("/Subtype", "/annotation")).strip("/")
        words = str(annotation.get("/Contents", "")) if kind != "Link" else ""
        box = _extent(annotation, kind)
        if any(one.objgen == annotation.objgen for one in opened):
            box = _rectangle(annotation)
        if box is not None:
            bounded = None if "/FixedPrint" in annotation else box  # printed at a place of its own
            yield PaintedMark("annotation", f"an annotation ({kind})", bounded, words=words)


def _rectangle(annotation: Value) -> Box:
    return transform_box(IDENTITY, [float(one) for one in annotation["/Rect"]])


def _extent(annotation: Value, kind: str) -> Box | None:
    """Where an annotation shows anything; None if it does not."""
    width = _line_width(annotation)
    has_look = "/AP" in annotation
    if kind == "Link" and not has_look and not width:
        return None
    if kind == "Popup" and not (annotation.get("/Open", False) or _is_opened(annotation.get("/Parent"))):
        return None
    rect = _rectangle(annotation)
    if kind in {"Text", "FileAttachment", "Sound"}:
        return bounding_box([
            (rect.x, rect.bottom), (rect.right, rect.y), (rect.x + ICON, rect.bottom - ICON),
        ])  # fmt: skip
    if int(annotation.get("/F", 0)) & NO_ZOOM:  # where the page is shown small it reaches further
        low = rect.bottom - SMALLEST * rect.height
        rect = Box(rect.x, low, SMALLEST * rect.width, rect.bottom - low)
    if (
        has_look
        and int(annotation.get("/F", 0)) & (HIDDEN | NO_VIEW) == 0
        and kind in {"Widget", "Link", "Stamp"}
    ):
        return rect
    points = [(rect.x, rect.y), (rect.right, rect.bottom)]
    for key in ("/L", "/Vertices", "/QuadPoints", "/CL", "/InkList", "/Path"):
        numbers = _numbers(annotation.get(key))
        points += zip(numbers[::2], numbers[1::2], strict=False)
    far = sum(abs(number) for key in LEADERS for number in _numbers(annotation.get(key)))
    return grow(bounding_box(points), 0 if kind == "Widget" else STYLED * max(width, 1) + far)


def _is_opened(parent: Any) -> bool:  # noqa: ANN401 - an object of the file
    return isinstance(parent, Dictionary) and bool(parent.get("/Open", False))


def _line_width(annotation: Value) -> float:
    """The width of an annotation's border, 1 where it says nothing (ISO 32000-1, table 164).

    Where it says it twice, the larger: older programs follow one, newer the other.
    """
    style, border = annotation.get("/BS"), annotation.get("/Border")
    widths = [abs(float(style.get("/W", 1)))] if isinstance(style, Dictionary) else []
    if isinstance(border, Array) and len(border) > 2:
        widths.append(abs(float(border[2])))
    return max(widths, default=1.0)


def _numbers(given: Any) -> list[float]:  # noqa: ANN401 - an object of the file
    if given is None:
        return []
    if isinstance(given, Array):
        return [number for one in given for number in _numbers(one)]
    return [float(given)]


def profile_faults(reader: FileReader, profiles: Collection[bytes]) -> Iterator[Fault]:
    """Profiles by which a printer or viewer would read the colours of the file, other than ours."""
    for owner in (reader.file.catalogue, *reader.pages):
        intents = owner.get("/OutputIntents")
        for intent in intents if isinstance(intents, Array) else ():
            profile = intent.get("/DestOutputProfile")
            foreign = isinstance(profile, Stream) and stream_bytes(profile) not in profiles
            if foreign or "/DestOutputProfileRef" in intent:  # the latter lies outside of the file
                yield (
                    "legal-unclear",
                    "the colours of the file are read by a profile that is not posterbook's",
                )
                return


def file_faults(file: OpenFile, data: bytes) -> Iterator[Fault]:
    """What in a file can change what it shows, or lets programs read it in different ways."""
    root = file.catalogue
    if "/OCProperties" in root:
        yield "legal-active", "the file has layers that can be switched on and off"
    if "/NeedsRendering" in root or "/XFA" in _dictionary(root.get("/AcroForm")):
        yield "legal-active", "the file has an XFA form, which a viewer shows in place of the pages"
    if "/AlternatePresentations" in _dictionary(root.get("/Names")):
        yield (
            "legal-active",
            "the file has another presentation, which a viewer may show in place of the pages",
        )
    if "/Collection" in root:
        yield "legal-unclear", "the file is a portfolio: a viewer shows its attachments in place of the pages"
    preferences = _dictionary(root.get("/ViewerPreferences"))
    for key in AREAS:
        if str(preferences.get(key, "/CropBox")) != "/CropBox":
            yield (
                "legal-active",
                f"the file lets a viewer show or print another part of its pages ({key[1:]})",
            )
    yield from dict.fromkeys(_actions(file))
    if file.is_doubtful or not data.startswith(b"%PDF-") or HYBRID.search(data):
        yield "legal-unclear", "the file is damaged or pieced together, and programs may read it differently"


def _actions(file: OpenFile) -> Iterator[Fault]:
    """Every action and every trigger of one, wherever it hangs."""
    waiting: list[Any] = list(file.objects())
    passed = 0
    while waiting:
        one = waiting.pop()
        passed += 1
        if passed > MOST_OBJECTS:
            yield "legal-unclear", f"the file holds more than {MOST_OBJECTS} objects"
            return
        if isinstance(one, Array):
            waiting += [kid for kid in one if isinstance(kid, Array | Dictionary) and kid.objgen == WITHIN]
        elif isinstance(one, Dictionary | Stream):
            entries = dict(one.items())
            named = entries.get("/S")
            if "/JS" in entries or (str(named) in ACTING and "/P" not in entries):
                yield "legal-active", f"the file holds {ACTING.get(str(named), 'JavaScript')}"
            if "/AA" in entries:
                yield "legal-active", "the file holds an action that starts by itself"
            if "/PresSteps" in entries:
                yield "legal-active", "the file holds steps of a presentation"
            waiting += [
                kid
                for kid in entries.values()
                if isinstance(kid, Array | Dictionary) and kid.objgen == WITHIN
            ]


def _dictionary(given: Any) -> Mapping[str, Any]:  # noqa: ANN401 - an object of the file
    return dict(given.items()) if isinstance(given, Dictionary) else {}


def additions(reader: FileReader, expected: Expected) -> Iterator[str]:
    """What was added to a file beside the pages that are judged, in words."""
    more = len(reader.pages) - expected.file_pages
    if more > 0:
        yield f"{more} page{'s' * (more > 1)} at the end that posterbook did not make"
    root = reader.file.catalogue
    if "/AcroForm" in root:
        yield "a form or a field for a signature"
    if reader.file.has_attachments:
        yield "an attachment"
    others = [
        index for index in range(len(reader.pages)) if any(True for _ in annotation_marks(reader, index))
    ]
    if others:
        listed = ", ".join(str(index + 1) for index in others[:10])
        yield f"annotations or fields on page {listed}"
