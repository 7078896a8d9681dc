"""Making the search index anew, with word of how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlater.cli.output import note, plural
from readlater.errors import LibraryBusyError

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.library.building import Progress

SILENT = 1.0
"""Seconds that nobody needs to be told of."""

_WHAT = "Making the index"


def bring_up_to_date(library: Library) -> None:
    """Makes the index anew that an older version of readlater has made; says so if it takes longer than a moment.

    Where it can't be done now the command goes on with the index as it is. Ctrl-C ends the command.
    """
    articles = library.outdated_index()
    if library.read_only:
        note(f"an older readlater made the search index of {plural(articles, 'article')}: search may miss some")
        return
    began = time.monotonic()
    try:
        with told(quiet=False, after=SILENT, articles=articles) as progress:
            library.rebuild(progress)
    except LibraryBusyError:
        note("another program is bringing the search index up to date: until then search may miss articles")
    except KeyboardInterrupt:
        note("the search index was not brought up to date; the next command begins again")
        raise
    else:
        if time.monotonic() - began > SILENT:
            note("the search index is up to date")


@contextmanager
def told(*, quiet: bool, after: float = 0.0, articles: int = 0) -> Iterator[Progress]:
    """Gives what shows how many articles are done: a bar on a terminal, else a line when it begins to take long.

    Args:
        quiet: show nothing.
        after: so many seconds nothing is shown.
        articles: how many there are, for the line.
    """
    began = time.monotonic()
    if quiet:
        yield lambda done, total: None
    elif sys.stderr is not None and sys.stderr.isatty():
        from contextlib import ExitStack

        from readlater.cli.bar import Show, progress_bar

        with ExitStack() as stack:
            shown: list[Show] = []

            def draw(done: int, total: int) -> None:
                if not shown and time.monotonic() - began >= after:
                    shown.append(stack.enter_context(progress_bar(_WHAT)))
                if shown:
                    shown[0](done, total, False)

            yield draw
    else:
        said: list[bool] = []

        def say(done: int, total: int) -> None:
            if not said and time.monotonic() - began >= after and done < total:
                said.append(True)
                note(f"bringing the search index of {plural(articles or total, 'article')} up to date…")

        yield say
