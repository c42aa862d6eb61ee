"""The bar that a terminal shows."""

import io
import time

from posterbook.cli.progress import bar, progress


def test_the_bar_names_the_stage_that_is_under_way():
    assert bar(0) == "[.....] load"
    assert bar(2) == "[##...] layout"
    assert bar(5) == "[#####] finish"


def test_a_short_run_shows_no_bar():
    terminal = io.StringIO()
    with progress((), terminal):
        pass
    assert terminal.getvalue() == ""


def test_a_long_run_shows_its_stage_and_wipes_it_away():
    terminal = io.StringIO()
    with progress(("load", "compose"), terminal, patience=0):
        until_written(terminal)
    shown = terminal.getvalue()
    assert shown.startswith("\r[##...] layout")
    assert shown.endswith(" \r")
    assert "\n" not in shown


def until_written(stream):
    while not stream.getvalue():
        time.sleep(0.005)
