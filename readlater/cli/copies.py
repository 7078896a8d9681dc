"""Articles that are saved twice: ``readlater duplicates`` and ``readlater merge``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import Column, line, note, plural, print_json_array, print_table
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.model import ArticleRow, Copy


@click.command("duplicates", short_help="Lists articles that look like copies of each other.")
@click.option("--check", is_flag=True, help="Compare all articles of the library anew; Ctrl-C keeps what was found.")
@click.option("--json", "as_json", is_flag=True, help="An array with an object a group.")
@pass_session
def duplicates_command(session: Session, check: bool, as_json: bool) -> None:
    """Lists the articles that are in the library twice, or look like it: the same text, or much of it, under another
    address, edited, or cut short at a paywall.

    Every article is compared with the library when it is saved; --check compares those again that were saved by an
    older version. Nothing is merged by itself: 'readlater merge KEEP DROP' does, and 'readlater merge --not KEEP DROP'
    says that two articles are different ones. In each group the first one is the one that had better be kept.

    \b
    --json  [{"keep": {"id", "title", "url", "site", "published", "created", "word_count"},
              "copies": [{"id", "title", "url", "containment", "certain", "site", "published", "created",
                          "word_count"}]}]
    """  # noqa: D205, D301 (the first sentence is long; click needs the backspace)
    if check:
        _check(session)
    groups = session.library.all_copies()
    if as_json:
        print_json_array(_record(session, kept, others) for kept, others in groups)
        return
    if not groups:
        note("no article looks like a copy of another one")
        return
    columns = (
        Column("ID", style="cyan"),
        Column("", right=True),
        Column("TITLE", shrink=True),
        Column("SITE", shrink=True, least=60),
        Column("SAVED"),
        Column("WORDS", right=True),
    )
    print_table(columns, [row for kept, others in groups for row in _rows(session, kept, others)])
    copies = sum(len(others) for _, others in groups)
    note(f"{plural(copies, 'copy', 'copies')}; 'readlater merge KEEP DROP' makes one article of two")


@click.command("merge", short_help="Makes one article of two copies.")
@click.argument("keep", metavar="KEEP")
@click.argument("drop", metavar="DROP")
@click.option("--take-text", is_flag=True, help="Keep the text of DROP, not that of KEEP.")
@click.option("--not", "different", is_flag=True, help="They are two different articles: don't list them again.")
@pass_session
def merge_command(session: Session, keep: str, drop: str, take_text: bool, different: bool) -> None:
    """Makes one article of two: the article KEEP stays, and DROP goes to the trash.

    KEEP gets what you did with DROP: readings, tags, notes, highlights, favourite; and the category, the address and
    other fields where it has none. Its text stays as it is unless --take-text. 'readlater undo' takes all of it back.
    """
    if different and take_text:
        raise UsageError("--not merges nothing, so there is no text to take")
    first, second = session.article_id(keep), session.article_id(drop)
    if different:
        line(session.library.not_copies(first, second))
    else:
        line(session.library.unite(first, second, take_text=take_text))


def _check(session: Session) -> None:
    """Looks through the whole library, showing how far it is."""
    ids = list(session.library.ids())
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done = count
        show(count)

    try:
        with _progress(len(ids)) as show:
            session.library.look_for_copies(ids, told)
    except KeyboardInterrupt:
        note(f"stopped after {done:,} of {plural(len(ids), 'article')}; what was found is kept")
        raise


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda count: None
        return
    from readlater.cli.bar import progress_bar

    with progress_bar("Comparing") as show:
        yield lambda count: show(count, total, False)


def _rows(session: Session, kept: ArticleRow, others: list[Copy]) -> list[tuple[str, ...]]:
    """The lines of a group: the article that had better be kept, and below it its copies."""
    shown = [_row(session, kept, "")]
    for copy in others:
        share = f"{copy.containment:.0%}"
        shown.append(_row(session, copy.row, f"= {share}" if copy.certain else f"~ {share}"))
    return shown


def _row(session: Session, row: ArticleRow, share: str) -> tuple[str, ...]:
    from readlater.cli.records import short_id

    saved = (session.iso(row.created) or "")[:10]
    return short_id(row.uuid), share, row.title or row.url, row.site, saved, f"{row.word_count:,}"


def _record(session: Session, kept: ArticleRow, others: list[Copy]) -> dict[str, Any]:
    from readlater.cli.records import copy_record

    keep = {"id": kept.uuid, "title": kept.title, "url": kept.url}
    return {
        "keep": keep | _facts(session, kept),
        "copies": [copy_record(copy) | _facts(session, copy.row) for copy in others],
    }


def _facts(session: Session, row: ArticleRow) -> dict[str, Any]:
    return {
        "site": row.site,
        "published": row.published,
        "created": session.iso(row.created),
        "word_count": row.word_count,
    }
