"""Pages of a PDF become pictures, drawn by PDFium: for `posterbook preview`."""

from __future__ import annotations

import io
from threading import Lock
from typing import Final

from posterbook.errors import UsageError, error

MOST_PIXELS: Final = 30_000_000


class Painter:
    """Draws one page at a time: PDFium is not made for several threads."""

    def __init__(self) -> None:
        """Raises UsageError where PDFium is not installed."""
        try:
            from pypdfium2 import PdfDocument  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as failure:
            hint = "install it with: pip install 'posterbook[preview]'"
            raise UsageError(
                error("extra-missing", "the preview needs PDFium, which is not installed", hint=hint)
            ) from failure
        self._open, self._lock = PdfDocument, Lock()

    def png(self, pdf: bytes, scale: float) -> bytes:
        """The first page of a PDF, so many pixels to the point, but never more than a screen can use."""
        with self._lock, self._open(pdf) as document:
            page = document[0]
            width, height = page.get_size()
            scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
            picture = page.render(scale=scale).to_pil()
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=1)  # it goes nowhere but to this machine's own browser
        return file.getvalue()
