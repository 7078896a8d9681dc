"""``readlater import``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import Column, is_terminal, line, note, plural, print_json, print_json_line, print_table
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.exchange.importer import ImportOptions, Progress
    from readlater.model import Ledger

EVERY_LINE = 25
"""Up to so many items the ledger on the screen has every line; beyond, those that are new are only counted."""


@click.command("import", short_help="Imports saved pages: files, folders, standard input.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--category", "-c", default="", metavar="ID", help="Put every article into this category.")
@click.option(
    "--tag", "-t", "tags", multiple=True, metavar="NAME", help="Give every article this tag; may be repeated."
)
@click.option("--as", "as_format", metavar="FORMAT", help="Read all pages as this form instead of looking at them.")
@click.option(
    "--workers", type=click.IntRange(0), default=0, metavar="N", help="Processes that read pages; 0: one a core."
)
@click.option("--watch", is_flag=True, help="Go on importing what comes into these folders, until Ctrl-C.")
@click.option("--while-parent", is_flag=True, hidden=True, help="End when the program that started this one has ended.")
@click.option("--json", "form", flag_value="json", help="The ledger as one object.")
@click.option("--json-lines", "form", flag_value="json-lines", help="One object a line: start, every item, end.")
@pass_session
def import_command(
    session: Session,
    paths: Sequence[str],
    dry_run: bool,
    category: str,
    tags: Sequence[str],
    as_format: str | None,
    workers: int,
    watch: bool,
    while_parent: bool,
    form: str | None,
) -> None:
    """Imports saved pages: files, folders with all below them, archives of pages, and standard input (-).

    What a file is, is seen by its content, never by its name. Importing the same page again adds nothing, and what is
    in the library already is not read again. At the end comes the ledger: a line for every item (new, merged, skipped
    and why, failed and why); the sums add up. Exit code 1 when an item failed, or when there was nothing to import.

    With --watch the paths are folders. What is there is imported, then every page that is saved there, a second or two
    later; the files stay where they are. Pages that were imported once are not imported again unless they change.

    \b
    --json         {"run", "dry_run", "seconds", "total", "new", "merged", "skipped", "failed", "copies",
                    "lines": [{"item", "outcome", "uuid", "title", "message", "copies"}]}
    --json-lines   {"event": "start", "total"},
                   {"event": "item", "item", "outcome", "uuid", "title", "message", "copies", "done", "total"},
                   {"event": "end", "run", "dry_run", "seconds", "total", "new", "merged", "skipped", "failed",
                   "copies"}
                   "copies" of an item are the articles that a new one is like: {"id", "title", "url", "containment",
                   "certain"}; at the end it is how many items have some.
                   "total" of the start is the number of files; archives raise it, and one file that holds several
                   articles has several items. With --watch this is repeated for whatever comes, with
                   {"event": "watching", "folders"} once and {"event": "note", "message"} between them.
    """  # noqa: D301 (click needs the backspace)
    from readlater.cli.forms import form_named
    from readlater.exchange.importer import ImportOptions, ImportStopped

    if not paths:
        raise UsageError("name what to import: readlater import PATH… (- is standard input)")
    options = ImportOptions(
        category=category.strip(),
        tags=tuple(tag.strip() for tag in tags if tag.strip()),
        as_format=form_named(as_format),
        dry_run=dry_run,
        rules=session.config.categories,
        tag_rules=session.config.tags,
        workers=workers,
    )
    if watch:
        from readlater.cli.watching import watch_folders

        watch_folders(session, paths, options, form, while_parent=while_parent)
        return
    began = time.monotonic()
    try:
        ledger = run_import(session, paths, options, form)
    except ImportStopped as stopped:
        ledger = stopped.ledger
        print_end(ledger, form, dry_run, time.monotonic() - began)
        kept = "nothing was to be stored" if dry_run else "all of it is kept"
        note(f"stopped after {len(ledger.lines):,} of {plural(stopped.total, 'item')}; {kept}")
        raise click.exceptions.Exit(128 + stopped.signal) from None
    print_end(ledger, form, dry_run, time.monotonic() - began)
    if failed(ledger):
        raise click.exceptions.Exit(1)


def run_import(session: Session, paths: Sequence[Any], options: ImportOptions, form: str | None = None) -> Ledger:
    """Imports, showing how far it is: as events on standard output, or as a bar on a terminal's standard error."""
    from readlater.exchange.importer import import_paths

    # A dry run makes no library where there is none.
    library = session.make_library() if session.has_library or not options.dry_run else None
    with _progress(form) as progress:
        return import_paths(library, paths, options=options, progress=progress)


def failed(ledger: Ledger) -> bool:
    """Whether an item failed, or there was nothing to import at all."""
    from readlater.model import Outcome

    return bool(ledger.count(Outcome.FAILED)) or not (ledger.count(Outcome.NEW) or ledger.count(Outcome.MERGED))


@contextmanager
def _progress(form: str | None) -> Iterator[Callable[[Progress], None]]:
    if form == "json-lines":
        yield print_event
    elif sys.stderr is not None and sys.stderr.isatty():
        from readlater.cli.bar import progress_bar

        with progress_bar("Importing") as show:
            yield lambda progress: show(
                progress.done, progress.total, progress.line is not None and progress.line.outcome == "failed"
            )
    else:
        yield lambda progress: None


def print_event(progress: Progress) -> None:
    """The start of an import, or an item of it, as a line of JSON."""
    from readlater.cli.records import ledger_record

    if progress.line is None:
        print_json_line({"event": "start", "total": progress.total})
    else:
        how_far = {"done": progress.done, "total": progress.total}
        print_json_line({"event": "item", **ledger_record(progress.line), **how_far})


def ledger_counts(ledger: Ledger) -> dict[str, int]:
    """The number of lines, how many there are of each outcome, and how many new articles look like copies."""
    from readlater.model import Outcome

    outcomes = {str(outcome): ledger.count(outcome) for outcome in Outcome}
    return {"total": len(ledger.lines)} | outcomes | {"copies": ledger.copied}


def print_end(ledger: Ledger, form: str | None, dry_run: bool, seconds: float) -> None:
    """The ledger in the form asked for."""
    head = {"run": ledger.run, "dry_run": dry_run, "seconds": round(seconds, 2), **ledger_counts(ledger)}
    if form == "json-lines":
        print_json_line({"event": "end", **head})
    elif form == "json":
        from readlater.cli.records import ledger_record

        print_json({**head, "lines": [ledger_record(one) for one in ledger.lines]})
    else:
        print_ledger(ledger, dry_run=dry_run)


def print_ledger(ledger: Ledger, *, dry_run: bool = False) -> None:
    """The ledger for people: the lines (of a long one only those that say more than "new"), and the sums."""
    from readlater.model import Outcome

    short = len(ledger.lines) <= EVERY_LINE or not is_terminal()
    rows = [
        (str(one.outcome), one.item, one.message or one.title)
        for one in ledger.lines
        if short or one.outcome is not Outcome.NEW or one.message
    ]
    if rows:
        print_table((Column("", style="bold"), Column("", shrink=True), Column("", shrink=True)), rows, heading=False)
    print_sums(ledger, dry_run=dry_run)


def print_sums(ledger: Ledger, *, dry_run: bool = False) -> None:
    """How many items there are of each outcome."""
    from readlater.model import Outcome

    counts = ledger_counts(ledger)
    sums = " + ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome)
    would = " (a dry run: nothing was stored)" if dry_run else ""
    line(f"{plural(counts['total'], 'item')} = {sums}{would}")
    if ledger.copied:
        alike = "is like one" if ledger.copied == 1 else "are like others"
        line(f"{plural(ledger.copied, 'new article')} {alike} in the library; 'readlater duplicates' shows them")
