"""``readlater demo``: a library of the sample pages to try everything with."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click

from readlater.cli.output import line, note, plural
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError


@click.command("demo", short_help="Opens a throw-away library made of sample pages.")
@click.option("--keep", metavar="DIR", help="Make the library in this folder and keep it.")
@pass_session
def demo_command(session: Session, keep: str | None) -> None:
    """Imports the sample pages into a throw-away library and opens it on the screen.

    Where there is no terminal it says what it made and lists it.
    """
    from readlater.exchange.samples import sample_folder

    folder = sample_folder()
    if keep is not None:
        if not keep.strip():
            raise UsageError("--keep needs the name of a folder")
        _run(session, Path(keep), folder)
        note(f"the library is in {session.config.library}; open it with: readlater --library {keep}")
        return
    with _ended_tidily(), TemporaryDirectory(prefix="readlater-demo-") as temporary:
        try:
            _run(session, Path(temporary) / "library", folder)
        finally:
            session.close()


def _run(session: Session, library: Path, samples: Path) -> None:
    from readlater.cli.importing import failed, print_ledger, run_import
    from readlater.cli.listing import print_rows
    from readlater.cli.screen import has_terminal, open_screen
    from readlater.exchange.importer import ImportOptions

    session.use_library(library)
    ledger = run_import(
        session, [samples], ImportOptions(rules=session.config.categories, tag_rules=session.config.tags)
    )
    if failed(ledger):
        print_ledger(ledger)
    if has_terminal():
        open_screen(session)
        return
    count = plural(session.library.counts().total, "sample article")
    line(f"A library of {count}, made in {session.config.library}:")
    line()
    print_rows(session, list(session.library.ids()))


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Lets a closed terminal or a `kill` end the program like an exit, so that the throw-away library is removed."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
