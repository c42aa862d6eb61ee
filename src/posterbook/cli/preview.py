"""`posterbook preview`: the live desk, the pages in a browser while they are written."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command

if TYPE_CHECKING:
    from posterbook.api.previewing import OpenIn

WINDOWED = ("code", "codium", "cursor", "zed", "subl", "gedit", "kate", "notepad++")
"""Editors with a window of their own; one in a terminal has no terminal here."""
FILE_LINE_COLUMN = ("subl", "zed")


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_design(parser)
    options.add_language(parser)
    options.add_as_of(parser)
    parser.add_argument("--port", type=int, default=0, metavar="NUMBER", help="where it answers (a free one)")
    parser.add_argument("--no-open", action="store_true", help="only print the address")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _preview(asked))


def _preview(asked: argparse.Namespace) -> Outcome:
    import secrets
    from threading import Event, Thread

    from posterbook.api.previewing import LiveDesk
    from posterbook.api.typesetting import check_page
    from posterbook.errors import ContentError, UsageError, error
    from posterbook.loading import design_tokens
    from posterbook.preview import PreviewServer, watch
    from posterbook.preview.watching import stamps

    check_page(design_tokens(), asked.page)
    if not asked.folder.is_dir():
        hint = f"make one with `posterbook new {asked.folder}`"
        raise ContentError(error("no-folder", f"there is no folder '{asked.folder}'", hint=hint))
    moment = options.embargo_moment(asked.as_of)
    desk = LiveDesk(
        asked.folder,
        page=asked.page,
        theme=asked.theme,
        language=asked.language,
        as_of=moment,
        open_in=_editor(),
    )
    try:
        server = PreviewServer(desk, secrets.token_urlsafe(24), asked.port)
    except (OSError, OverflowError) as failure:
        hint = "leave --port out: a free one is taken"
        reason = "there is none of that number" if isinstance(failure, OverflowError) else failure.strerror
        message = f"cannot answer at port {asked.port}: {(reason or '').lower()}"
        raise UsageError(error("port-taken", message, hint=hint)) from None
    before = stamps(asked.folder)
    print(f"{server.address}\n(Ctrl+C ends it)", flush=True)
    gc.enable()  # unlike a build, which ends before garbage counts, a desk stands for days
    stop = Event()
    Thread(target=server.serve_forever, daemon=True).start()
    if not asked.no_open:
        import webbrowser

        Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
    try:
        desk.refresh()
        watch(asked.folder, desk.refresh, stop, before)
    finally:
        server.is_open = False
        server.shutdown()
        server.server_close()
    return Outcome()


def _editor() -> OpenIn | None:
    """What opens a file at its place: $VISUAL or $EDITOR if it has a window, else `code`; None for none."""
    import shlex
    import shutil
    import subprocess

    named = [shlex.split(os.environ.get(name, "")) for name in ("VISUAL", "EDITOR")]
    for words in (*filter(None, named), ["code"]):
        name = Path(words[0]).stem
        program = shutil.which(words[0])
        if name in WINDOWED and program:
            break
    else:
        return None

    def open_in(file: Path, line: int, column: int) -> None:
        if name in {"code", "codium", "cursor"}:
            place = ["-g", f"{file}:{line}:{column}"]
        elif name in FILE_LINE_COLUMN:
            place = [f"{file}:{line}:{column}"]
        else:
            place = [str(file)]
        command = [program or name, *words[1:], *place]
        # the user's own editor, which the environment names
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)  # noqa: S603

    return open_in


PREVIEW = Command(
    "preview",
    "show the booklet's pages in a browser, anew after each change",
    "posterbook preview my-booklet",
    _add_options,
    _run,
)
