from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from readlater.pages.fetch import FetchOptions
from tests.serving import Site, serving

LOCAL = FetchOptions(allow_private=True, timeout=5.0, patience=2.0)
"""For tests: the server is on this machine."""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which take no time; those of other threads, such as a server's, do."""
    taken: list[float] = []
    here, usual = threading.get_ident(), time.sleep
    monkeypatch.setattr(
        "readlater.pages.fetch.fetching.time.sleep",
        lambda seconds: taken.append(seconds) if threading.get_ident() == here else usual(seconds),
    )
    return taken


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Host names for tests: what each means the first time that it is looked up, the second time…

    Nothing else is ever looked up.
    """
    import socket

    known: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        text = host.decode() if isinstance(host, bytes) else str(host)
        if text.replace(".", "").isdigit() or ":" in text:
            return real(host, port, *rest, **more)
        meanings = known.get(text)
        if not meanings:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        meaning = meanings.pop(0) if len(meanings) > 1 else meanings[0]
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in meaning
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known
