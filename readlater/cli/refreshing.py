"""``readlater refresh``."""

from __future__ import annotations

import difflib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import Column, is_terminal, line, note, plural, print_json, print_json_line, print_table
from readlater.cli.queries import QueryCommand
from readlater.cli.session import Session, pass_session
from readlater.model import Refreshed, RefreshOutcome

if TYPE_CHECKING:
    from readlater.exchange.refreshing import RefreshProgress

EVERY_LINE = 25
"""Up to so many articles each has a line; beyond, those that stayed the same are only counted."""

_COLUMNS = (Column(""), Column("", style="cyan"), Column("", shrink=True), Column("", shrink=True))


@click.command("refresh", cls=QueryCommand, short_help="Extracts articles again from the pages that were kept.")
@click.argument("query", nargs=-1)
@click.option("--id", "keys", multiple=True, metavar="ID", help="This article; may be repeated. - is standard input.")
@click.option("--all", "everything", is_flag=True, help="All articles, also those that the present version has made.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--diff", is_flag=True, help="Show how the texts changed, line by line.")
@click.option("--as", "as_format", metavar="FORMAT", help="Read the pages as this form instead of looking at them.")
@click.option("--workers", type=click.IntRange(0), default=0, metavar="N", help="Processes that read; 0: one a core.")
@click.option("--json", "form", flag_value="json", help="The results as one object.")
@click.option("--json-lines", "form", flag_value="json-lines", help="One object a line: start, every item, end.")
@pass_session
def refresh_command(
    session: Session,
    query: Sequence[str],
    keys: Sequence[str],
    everything: bool,
    dry_run: bool,
    diff: bool,
    as_format: str | None,
    workers: int,
    form: str | None,
) -> None:
    """Extracts articles again from the pages that were kept, and says what changed.

    Without QUERY or --id: those that an older version of readlater has extracted, and those in whose page no article
    was found. What you set by hand stays; highlights and the place where you stopped are found again in the new text;
    'readlater undo' takes it back. A page in which nothing is found any more changes nothing.

    \b
    readlater refresh                      what can have become better
    readlater refresh is:failed            pages without an article
    readlater refresh --dry-run --diff site:example.org
    --json        {"dry_run", "seconds", "total", "changed", "same", "kept", "failed", "lines": [item, …]}
                  item: {"id", "title", "outcome", "message", "fields": [{"name", "before", "after"}],
                  "words_before", "words_after", "extractor", "highlights", "lost", "diff"}
    --json-lines  {"event": "start", "total"}, {"event": "item", …}, {"event": "end", …}
    """  # noqa: D301 (click needs the backspace)
    from readlater.cli.forms import form_named
    from readlater.exchange.refreshing import RefreshOptions, RefreshStopped, refresh

    ids = _ids(session, query, keys, everything)
    options = RefreshOptions(dry_run=dry_run, as_format=form_named(as_format), workers=workers)
    began = time.monotonic()
    stopped = False
    with _progress(form) as progress:
        try:
            results = refresh(session.library, ids, options=options, progress=progress)
        except RefreshStopped as stop:
            results, stopped = stop.results, True
    _print_end(results, form, dry_run, diff, time.monotonic() - began)
    if stopped:
        note(f"stopped after {len(results):,} of {plural(len(ids), 'article')}; all of it is kept")
        raise click.exceptions.Exit(130)
    if any(one.outcome is RefreshOutcome.FAILED for one in results):
        raise click.exceptions.Exit(1)


def _ids(session: Session, query: Sequence[str], keys: Sequence[str], everything: bool) -> list[int]:
    """The articles to extract again."""
    from readlater.model import Query

    if keys:
        return session.article_ids(keys)
    if query:
        from readlater.language.query import parse

        return list(session.library.ids(parse(" ".join(query))))
    if everything:
        return list(session.library.ids(Query()))
    from readlater.pages.extractors import CURRENT

    return session.library.outdated(CURRENT)


@contextmanager
def _progress(form: str | None) -> Iterator[Callable[[RefreshProgress], None]]:
    if form == "json-lines":
        yield _print_event
    elif sys.stderr is not None and sys.stderr.isatty():
        from readlater.cli.bar import progress_bar

        with progress_bar("Extracting") as show:
            yield lambda progress: show(
                progress.done,
                progress.total,
                progress.result is not None and progress.result.outcome is RefreshOutcome.FAILED,
            )
    else:
        yield lambda progress: None


def _print_event(progress: RefreshProgress) -> None:
    if progress.result is None:
        print_json_line({"event": "start", "total": progress.total})
    else:
        print_json_line({"event": "item", **_record(progress.result, diff=True)})


def _record(one: Refreshed, *, diff: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": one.uuid,
        "title": one.title,
        "outcome": str(one.outcome),
        "message": one.message,
        "fields": [{"name": field.name, "before": field.before, "after": field.after} for field in one.fields],
        "words_before": one.words_before,
        "words_after": one.words_after,
        "extractor": one.extractor,
        "highlights": one.highlights,
        "lost": list(one.lost),
    }
    if diff:
        record["diff"] = text_diff(one)
    return record


def text_diff(one: Refreshed) -> list[str]:
    """How the text changed: lines that begin with ``-`` (gone), ``+`` (new) or a space (around them)."""
    before, after = ([line for line in text.splitlines() if line] for text in (one.before, one.after))
    lines = difflib.unified_diff(before, after, lineterm="", n=1)
    return [line for line in lines if not line.startswith(("---", "+++"))]


def changes_in_words(one: Refreshed) -> str:
    """What changed, in a line."""
    if one.outcome is not RefreshOutcome.CHANGED:
        return one.message
    said: list[str] = []
    if one.words_before != one.words_after:
        said.append(f"{one.words_before:,} → {plural(one.words_after, 'word')}")
    elif one.before:
        said.append("the text")
    if one.fields:
        said.append(", ".join(field.name.replace("_", " ") for field in one.fields))
    if one.highlights:
        said.append(f"{plural(one.highlights, 'highlight')} found again")
    if one.lost:
        said.append(f"{plural(len(one.lost), 'highlight')} not in the new text (kept as a quote)")
    return "; ".join(said) or "the layout"


def _print_end(results: Sequence[Refreshed], form: str | None, dry_run: bool, diff: bool, seconds: float) -> None:
    counts = {str(outcome): sum(one.outcome is outcome for one in results) for outcome in RefreshOutcome}
    head = {"dry_run": dry_run, "seconds": round(seconds, 2), "total": len(results), **counts}
    if form == "json-lines":
        print_json_line({"event": "end", **head})
        return
    if form == "json":
        print_json({**head, "lines": [_record(one, diff=diff) for one in results]})
        return
    from readlater.cli.records import short_id

    every = len(results) <= EVERY_LINE or not is_terminal()
    shown = [one for one in results if every or one.outcome is not RefreshOutcome.SAME]
    if diff:
        _print_diffs(shown)
    elif shown:
        rows = [(str(one.outcome), short_id(one.uuid), one.title, changes_in_words(one)) for one in shown]
        print_table(_COLUMNS, rows, heading=False)
    sums = " + ".join(f"{counts[outcome]:,} {outcome}" for outcome in RefreshOutcome)
    line(f"{plural(len(results), 'article')} = {sums}{' (a dry run: nothing was changed)' if dry_run else ''}")


def _print_diffs(results: Sequence[Refreshed]) -> None:
    from readlater.cli.records import short_id

    for one in results:
        line(
            f"{one.outcome}  {short_id(one.uuid)}  {one.title}"
            + (f": {said}" if (said := changes_in_words(one)) else "")
        )
        for field in one.fields:
            line(f"  {field.name}: {field.before or '(none)'} → {field.after or '(none)'}")
        for changed in text_diff(one):
            line(f"  {changed}")
        line()
