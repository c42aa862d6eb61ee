"""posterbook opens no connection: with all sockets blocked it builds, exports and proves as ever."""

from __future__ import annotations

import socket

import pytest

import posterbook
from posterbook.assets import example_folder


@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.slow
def test_no_connection_is_opened(no_sockets, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = posterbook.build(example_folder(), editions=("all",))
    assert all(posterbook.prove(one.path, example_folder()).holds for one in made.outputs)
    work = posterbook.typeset(posterbook.load(example_folder()))
    assert posterbook.export(work, "datacite").text
