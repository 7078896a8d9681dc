"""Articles as the input of a shell command, and what the command prints, as it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import tzinfo
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, UsageError
from readlater.exchange import programs
from readlater.exchange.render.head import head_of
from readlater.model import Block, BlockKind, Document, Span, SpanKind

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Article

FORMS = ("text", "markdown", "html", "json", "original")
"""What a command may get. Of several articles at once: text and Markdown one after the other under their titles, JSON
with a line for each; HTML and the page as it was kept are of one article only."""

MOST_OUTPUT = 1_000_000
"""Bytes that are kept of what a command prints."""

MOST_ARTICLES = 1_000

_LINGER = 0.5
"""Seconds that what was printed may take to arrive once the command has ended."""

_GRACE = 1.0
"""Seconds that a command has to end in order when it is stopped."""


def rendered(
    library: Library,
    ids: Sequence[int],
    form: str,
    *,
    zone: tzinfo | None = None,
    minutes: Callable[[float], float] = float,
) -> bytes:
    """Articles in one of `FORMS`.

    Args:
        library: where they are.
        ids: which, in this order.
        form: one of `FORMS`.
        zone: of times (None: the system's own).
        minutes: minutes as they are counted to minutes at the reader's own speed.

    Raises:
        UsageError: they are too many for one command, or for this form.
        NotFoundError: the original was not kept.
    """
    if len(ids) > MOST_ARTICLES:
        raise UsageError(f"{len(ids):,} articles at once are too many: {MOST_ARTICLES:,} are possible")
    if len(ids) > 1 and form in ("html", "original"):
        what = "HTML is" if form == "html" else "the kept page is"
        raise UsageError(f"{what} given for one article at a time: choose text, Markdown or JSON")
    if form == "original":
        original = library.original(ids[0])
        if original is None:
            raise NotFoundError(f"the page of '{library.row(ids[0]).title}' was not kept")
        return original.data
    parts = [_one(library, library.article(number), form, len(ids) > 1, zone, minutes) for number in ids]
    return ("" if form == "json" else "\n\n").join(parts).encode("utf-8", "replace")


def _one(
    library: Library, article: Article, form: str, several: bool, zone: tzinfo | None, minutes: Callable[[float], float]
) -> str:
    if form == "json":
        import json

        from readlater.exchange.render.record import article_record

        record = article_record(library, article, full=True, zone=zone, minutes=minutes)
        return json.dumps(record, ensure_ascii=False) + "\n"
    document = library.document(article.id)
    if form == "text":
        return f"{article.title}\n\n{document.text}\n" if several else f"{document.text}\n"
    head = head_of(article, zone)
    if form == "html":
        from readlater.exchange.render.html import html

        return html(document, head)
    from readlater.exchange.render.markdown import body, markdown

    if not several:
        return markdown(document, head)
    titled = [Block(BlockKind.HEADING, article.title, level=1)]  # front matter can only stand at a file's beginning
    if article.url:
        titled.append(Block(BlockKind.PARAGRAPH, article.url, (Span(0, len(article.url), SpanKind.LINK, article.url),)))
    return body(Document((*titled, *document.blocks)))


def environment(library: Library, ids: Sequence[int]) -> dict[str, str]:
    """What a command is told: ``READLATER_COUNT``, and what there is to be told of a single article."""
    told = {"READLATER_COUNT": str(len(ids))}
    return told | programs.environment_of(library.article(ids[0])) if len(ids) == 1 else told


class Piped:
    """A shell command that runs beside us. What it prints is kept as it comes, up to `MOST_OUTPUT`, the rest read on.

    Attributes:
        command: as it was typed.
        left_out: bytes that it printed and that were not kept.
        code: its exit code, None while it runs.
        stopped: whether it was stopped.
        ended: whether it has ended and all was read.
    """

    def __init__(self, command: str, changed: Callable[[], object]) -> None:
        """``changed`` is called, on another thread, when it has printed something and when it has ended."""
        self.command = command
        self.left_out = 0
        self.code: int | None = None
        self.stopped = False
        self.ended = False
        self._changed = changed
        self._kept: list[bytes] = []
        self._size = 0
        self._errors = bytearray()
        self._asked = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def printed(self) -> bool:
        """Whether it has printed anything."""
        return self._size > 0

    @property
    def said(self) -> str:
        """The first line of what it wrote to its standard error, safe to show."""
        return programs.first_line(bytes(self._errors))

    def taken(self, number: int) -> tuple[bytes, int]:
        """What it printed since the ``number``-th piece, and the number of the next."""
        pieces = self._kept[number:]
        return b"".join(pieces), number + len(pieces)

    def run(self, parts: Iterable[bytes], told: Mapping[str, str]) -> None:
        """Runs it and returns when it has ended.

        Args:
            parts: what it gets on its standard input.
            told: what it finds in its environment besides our own.

        Raises:
            ReadlaterError: there is no shell.
        """
        with self._lock:
            if self.stopped:
                self.ended = True
                return
            process = self._process = programs.start(["sh", "-c", self.command], "pipe", told)
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        keep = programs.keep(self._errors, programs.MOST_ERRORS)
        threads = [
            threading.Thread(target=programs.give, args=(process.stdin, parts), daemon=True),
            threading.Thread(target=programs.take, args=(process.stdout, self._take), daemon=True),
            threading.Thread(target=programs.take, args=(process.stderr, keep), daemon=True),
        ]
        for thread in threads:
            thread.start()
        process.wait()
        # What it left running on purpose (a clipboard that xclip holds) goes on, and may hold the output open for ever.
        for thread in threads[1:]:
            thread.join(_LINGER)
        with self._lock:
            self.code = process.returncode
            self.ended = True
        self._changed()

    def _take(self, chunk: bytes) -> bool:
        fits = chunk[: max(0, MOST_OUTPUT - self._size)]
        if fits:
            self._size += len(fits)
            self._kept.append(fits)
        self.left_out += len(chunk) - len(fits)
        self._changed()
        return True

    def stop(self) -> None:
        """Asks it, and all that it started, to end; what does not within a second is ended."""
        with self._lock:
            self.stopped = True
            if self._process is None or self.code is not None:
                return
            self._asked = True
            with suppress(OSError, AttributeError):
                os.killpg(self._process.pid, signal.SIGTERM)
        timer = threading.Timer(_GRACE, self.kill)
        timer.daemon = True
        timer.start()

    def kill(self) -> None:
        """Ends it and all that it started, at once."""
        with self._lock:
            self.stopped = True
            if self._process is not None and (self.code is None or self._asked):
                programs.stop(self._process)


def chunks(data: bytes, size: int = 1 << 16) -> Iterator[bytes]:
    """Data in pieces."""
    return (data[at : at + size] for at in range(0, len(data), size))
