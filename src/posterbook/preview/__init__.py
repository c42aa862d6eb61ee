"""The live desk: a server on this machine that shows a booklet's pages in a browser while it is written."""

from posterbook.preview.desk import Answer, Desk, NotTakenError
from posterbook.preview.server import PreviewServer
from posterbook.preview.watching import watch

__all__ = ["Answer", "Desk", "NotTakenError", "PreviewServer", "watch"]
