"""A process of its own that finds the pictures of a kept page and draws them.

Files from pages are untrusted, and the libraries that decode them are written in C: what breaks them shall not break
the screen. The process knows one page at a time; it has limits of time and memory, and a new one takes the place of one
that dies. Nothing here uses the network.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from readlater.exchange.drawing import PictureError

if TYPE_CHECKING:
    from readlater.model import Original

COMPUTING = 8.0
"""Seconds of computing that one request may take."""

WAITING = 30.0
"""Seconds that it may take by the clock."""

MEMORY = 1024 * 2**20
"""Bytes that the process may have."""

_SIZE = struct.Struct("<Q")

Colour = tuple[int, int, int]


class Found(NamedTuple):
    """What is known of a picture that an article asks for.

    Attributes:
        kept: whether it was saved with the page.
        width: pixels, 0 if it can't be shown.
        height: the same.
        kind: its format, such as ``PNG``; ``SVG`` for drawings, which are never shown.
        moves: whether it is the first of several.
        error: why it can't be shown, or empty.
    """

    kept: bool
    width: int = 0
    height: int = 0
    kind: str = ""
    moves: bool = False
    error: str = ""


@cache
def can_draw() -> bool:
    """Whether what draws pictures is installed (the extra ``pictures``); it is not imported for that."""
    return find_spec("PIL") is not None


class _Sent(NamedTuple):
    """A page as it is sent: without its bytes, which would be copied once more, and those besides."""

    key: int
    bare: Original
    sources: tuple[str, ...]
    blobs: list[bytes]


class Darkroom:
    """Finds and draws pictures. Its methods wait, and are called from threads; one request is done at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._page: _Sent | None = None
        self._told = False
        self._ended = False

    def find(self, key: int, original: Original | None, sources: Sequence[str]) -> list[Found]:
        """Takes a page in the place of the one before, and says what is known of the pictures it is asked for.

        Args:
            key: a number for the page, which the other methods are to name.
            original: the page; None if it was not kept.
            sources: what the article calls its pictures.

        Raises:
            PictureError: the process could not be started, or died of the page.
        """
        if original is None:
            return [Found(False) for _ in sources]
        blobs = [original.data, *(part.data for part in original.parts)]
        bare = replace(original, data=b"", parts=tuple(replace(part, data=b"") for part in original.parts))
        with self._lock:
            self._page = _Sent(key, bare, tuple(sources), blobs)
            self._told = False
            return self._tell_page()

    def draw(self, key: int, number: int, way: str, width: int, height: int, ground: Colour = (0, 0, 0)) -> bytes:
        """Draws a picture of the page.

        Args:
            key: the page's number.
            number: which of the sources that `find` was asked for, from 0.
            way: ``cells`` (width and height are cells), ``png`` or ``sixels`` (they are pixels).
            width: how wide.
            height: how high.
            ground: the colour to be seen through the picture.

        Raises:
            PictureError: it can't be drawn, or the page is no longer the one that was asked for.
        """
        with self._lock:
            self._have(key)
            return self._ask((way, number, width, height, ground))[1]

    def file(self, key: int, number: int) -> tuple[bytes, str]:
        """The bytes of a picture as they were kept, and the ending of its file's name.

        Raises:
            PictureError: it isn't there.
        """
        with self._lock:
            self._have(key)
            suffix, data = self._ask(("file", number))
            return data, str(suffix)

    def stop(self) -> None:
        """Ends the process for good; who waits for it gets a PictureError."""
        self._ended = True
        self._end()

    # --- the process

    def _have(self, key: int) -> None:
        """Sees to it that the process knows the page."""
        if self._page is None or self._page.key != key:
            raise PictureError("another article is shown")
        if self._process is None or not self._told:
            self._tell_page()

    def _tell_page(self) -> list[Found]:
        assert self._page is not None
        found, _ = self._ask(("page", self._page.bare, self._page.sources), self._page.blobs)
        self._told = True
        return [Found(*one) for one in found]

    def _ask(self, request: tuple[Any, ...], blobs: Sequence[bytes] = ()) -> tuple[Any, bytes]:
        if self._ended:
            raise PictureError("the program is ending")
        try:
            process = self._process or self._start()
        except OSError as error:
            raise PictureError(f"no process can be started: {error.strerror}") from error
        assert process.stdin is not None
        assert process.stdout is not None
        patience = threading.Timer(WAITING, process.kill)
        patience.daemon = True
        patience.start()
        try:
            _write(process.stdin, pickle.dumps((request, len(blobs))), *blobs)
            # Never pickles from there: that process reads what strangers wrote.
            good, answer = json.loads(_read(process.stdout))
            data = _read(process.stdout)
        except (OSError, EOFError, ValueError) as error:
            self._end()
            raise PictureError("it could not be read in reasonable time and memory") from error
        finally:
            patience.cancel()
        if not good:
            raise PictureError(str(answer))
        return answer, data

    def _start(self) -> subprocess.Popen[bytes]:
        self._told = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "readlater.exchange.darkroom"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C of the terminal is not for it
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()


def _read(pipe: IO[bytes]) -> bytes:
    """What one side sent, whose length stands before it."""
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    (size,) = _SIZE.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _write(pipe: IO[bytes], *parts: bytes) -> None:
    for data in parts:
        pipe.write(_SIZE.pack(len(data)))
        pipe.write(data)
    pipe.flush()


# --- within the process


class _Page:
    """The page that the process knows."""

    def __init__(self) -> None:
        self.pictures: list[tuple[bytes, str]] = []

    def take(self, bare: Original, sources: Sequence[str], blobs: Sequence[bytes]) -> list[Found]:
        """Finds the pictures of a page."""
        from readlater.pages.forms.pictures import Pictures, picture_kind

        parts = tuple(replace(part, data=data) for part, data in zip(bare.parts, blobs[1:], strict=True))
        kept = Pictures(replace(bare, data=blobs[0], parts=parts))
        self.pictures = []
        found = []
        for source in sources:
            part = kept.find(source)
            data = part.data if part is not None else b""
            mime, suffix = picture_kind(data) if data else ("", "")
            self.pictures.append((data, suffix))
            found.append(_found(data, mime))
        return found

    def draw(self, way: str, number: int, width: int, height: int, ground: Colour) -> bytes:
        """Draws one of them."""
        from readlater.exchange import drawing

        make = {"cells": drawing.cells, "png": drawing.png, "sixels": drawing.sixels}[way]
        return make(self.pictures[number][0], width, height, ground)


def _found(data: bytes, mime: str) -> Found:
    from readlater.exchange import drawing

    if not data:
        return Found(False)
    if mime == "image/svg+xml":
        return Found(True, kind="SVG", error="an SVG drawing, which is not shown here")
    try:
        return Found(True, *drawing.look(data))
    except PictureError as error:
        return Found(True, error=str(error))
    except ImportError:
        return Found(True, error="Pillow is not installed")


def serve(given: IO[bytes], taken: IO[bytes]) -> None:
    """What the process does: request in, answer out, until there are no more."""
    page = _Page()
    while True:
        try:
            (name, *arguments), count = pickle.loads(_read(given))
            blobs = [_read(given) for _ in range(count)]
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, COMPUTING)
        answer: tuple[bool, Any] = (True, None)
        data = b""
        try:
            if name == "page":
                bare, sources = arguments
                answer = True, page.take(bare, sources, blobs)
            elif name == "file":
                data, suffix = page.pictures[arguments[0]]
                answer = True, suffix
            else:
                data = page.draw(name, *arguments)
        except PictureError as error:
            answer = False, str(error)
        except MemoryError:
            answer = False, "it needs more memory than there is"
        except Exception as error:  # a page may be anything
            answer = False, f"it can't be read ({type(error).__name__})"
        signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            _write(taken, json.dumps(answer).encode(), data)
        except OSError:
            return


def _limit() -> None:
    """Sets `MEMORY`, where the system has such a limit and nobody set a lower one."""
    import resource

    kind = getattr(resource, "RLIMIT_DATA" if sys.platform == "linux" else "RLIMIT_AS", None)
    if kind is not None:
        _, hard = resource.getrlimit(kind)
        limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, hard))


if __name__ == "__main__":
    _limit()
    serve(sys.stdin.buffer, sys.stdout.buffer)
