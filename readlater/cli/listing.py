"""``readlater list`` and ``readlater search``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import MOST, Column, is_terminal, line, note, print_json_array, print_table
from readlater.cli.queries import QueryCommand
from readlater.cli.session import Session, pass_session
from readlater.errors import NotFoundError
from readlater.model import Query, Sort

if TYPE_CHECKING:
    from readlater.library.search import Snippet
    from readlater.model import ArticleRow

LIMIT = 60
"""Articles that are shown unless ``--limit`` says otherwise."""

_COLUMNS = (
    Column("ID", style="cyan"),
    Column("STATE", least=50),
    Column("SAVED", least=60),
    Column("WORDS", right=True, least=90),
    Column("TIME", right=True, least=40),
    Column("CATEGORY", style="green", shrink=True, least=76),
    Column("TITLE", shrink=True),
)

_EMPTY = "The library is empty. 'readlater import PATH' fills it, 'readlater demo' shows a full one."

_limit = click.option(
    "--limit", "-n", type=click.IntRange(0, MOST), metavar="N", help=f"At most N articles; 0: all. Without it {LIMIT}."
)
_json = click.option("--json", "as_json", is_flag=True, help="An array of articles, one on each line.")
_full = click.option("--full", is_flag=True, help="With --json: text and similar readings, too.")
_sort = click.option(
    "--sort",
    "-s",
    type=click.Choice([str(one) for one in Sort], case_sensitive=False),
    help="The order; a sort: in the query does the same.",
)


@click.command("list", cls=QueryCommand, short_help="Lists articles, the newest first.")
@click.argument("query", nargs=-1)
@_limit
@_sort
@_json
@_full
@click.option("--list", "--saved", "name", metavar="NAME", help="Of a saved search, or of a list such as continue.")
@click.option("--fields", is_flag=True, help="Show what QUERY can say, and list nothing.")
@pass_session
def list_command(
    session: Session,
    query: Sequence[str],
    limit: int | None,
    sort: str | None,
    as_json: bool,
    full: bool,
    name: str | None,
    fields: bool,
) -> None:
    """Lists the articles that fit QUERY, or all, the newest first.

    \b
    readlater list                              all articles
    readlater list is:unread 'words:<2000'      short ones not yet read
    readlater list tag:linux sort:oldest        by tag, the oldest first
    readlater list 'saved:last week' -tag:work  saved last week, without a tag
    readlater list 'glacier (alps OR andes)'    words, in the text or anywhere
    readlater list similar:3f2a91c0             near to an article, the nearest first
    readlater list is:reading 'left:<=10'       begun, and finished in ten minutes
    readlater list 'readon:last march'          what was read then
    readlater list --list continue              a list, or a saved search, by its name
    readlater list is:unread sort:random -n 1   any
    readlater list -- -is:archived              before a query that begins with -

    --fields shows all that QUERY can say, 'readlater searches' all lists. With --list and a QUERY those of the list are
    shown that fit it. What is in the trash is listed with is:trashed.
    """  # noqa: D301 (click needs the backspace)
    if fields:
        from readlater.cli.language import print_language

        print_language()
        return
    wanted = Query()
    if query:
        from readlater.language.query import parse

        wanted = parse(" ".join(query))
    if name is not None:
        wanted = _within(session, name, wanted)
    order = Sort(sort) if sort else wanted.sort
    if order is Sort.RANK:
        order = None if not _has_words(wanted) else order
    ids, cut = _cut(session.library.ids(wanted, order, _ask(limit)), limit)
    _show(session, ids, wanted, as_json=as_json, full=full)
    _tell_of_limit(cut)


def _within(session: Session, name: str, query: Query) -> Query:
    """The articles of a list that fit a query, in the query's order or that of the list."""
    from readlater.cli.searches import query_of
    from readlater.language.query import parse
    from readlater.model import And

    of_list = parse(query_of(session, name))
    root = of_list.root if query.root == And(()) else And((of_list.root, query.root))
    return Query(root, query.sort or of_list.sort)


@click.command("search", cls=QueryCommand, short_help="Searches the articles, the best matches first.")
@click.argument("query", nargs=-1, required=True)
@_limit
@_sort
@_json
@_full
@pass_session
def search_command(
    session: Session, query: Sequence[str], limit: int | None, sort: str | None, as_json: bool, full: bool
) -> None:
    """Searches text, title, byline, notes and highlights, and shows the best matches first, with what was found.

    \b
    readlater search kazakhstan troops          both words
    readlater search '"former soviet" OR csto'  a phrase, or a word
    readlater search title:russia -putin        a word in the title, another nowhere

    Of three words or more, or a question, articles with most of them come where none has all. Exit code 1 when nothing
    is found.
    """  # noqa: D301 (click needs the backspace)
    from readlater.language.query import parse

    text = " ".join(query)
    wanted = parse(text)
    result = session.library.search(wanted, limit=_ask(limit) or -1, sort=Sort(sort) if sort else None)
    ids, cut = _cut(result.ids, limit)
    if result.partial:
        note("no article has all of these words; those that are nearest to it come first")
    if as_json:
        print_json_array(_records(session, ids, full=full, snippets=wanted))
    elif ids:
        _print_found(session, ids, wanted)
    _tell_of_limit(cut, None if result.partial else result.total)
    if not ids:
        if as_json:
            raise click.exceptions.Exit(1)
        raise NotFoundError(f"nothing was found{_did_you_mean(session, text)}")


def _did_you_mean(session: Session, text: str) -> str:
    """A question about the spelling of a query, or nothing."""
    *some, last = [f"“{proposal}”" for proposal in session.library.spelling(text)] or [""]
    return f"; did you mean {', '.join(some)}{' or ' * bool(some)}{last}?" if last else ""


def _has_words(query: Query) -> bool:
    """Whether there is anything to rank by."""
    from readlater.model import And, Not, Or, Phrase, Word

    pending: list[Any] = [query.root]
    while pending:
        part = pending.pop()
        if isinstance(part, Word | Phrase):
            return True
        if isinstance(part, And | Or):
            pending.extend(part.parts)
        elif isinstance(part, Not):
            pending.append(part.part)
    return False


def _ask(limit: int | None) -> int | None:
    """How many to ask the library for: one more than is shown by default, to know whether there are more."""
    return LIMIT + 1 if limit is None else limit or None


def _cut(ids: Sequence[int], limit: int | None) -> tuple[list[int], bool]:
    """The articles to show, and whether the default limit left some out."""
    if limit is None:
        return list(ids[:LIMIT]), len(ids) > LIMIT
    return list(ids[:limit] if limit else ids), False


def _tell_of_limit(cut: bool, total: int | None = None) -> None:
    if cut:
        of = f" of {total:,}" if total else ""
        note(f"these are the first {LIMIT}{of}; --limit 0 gives all")


def _show(session: Session, ids: list[int], query: Query, *, as_json: bool, full: bool) -> None:
    if as_json:
        print_json_array(_records(session, ids, full=full))
        return
    if ids:
        print_rows(session, ids)
    elif is_terminal():
        line("No article fits." if session.library.counts().total else _EMPTY)


def print_rows(session: Session, ids: Sequence[int]) -> None:
    """A table of articles, a line each."""
    print_table(_COLUMNS, [_cells(session, row) for row in session.library.rows(ids)])


def _records(
    session: Session, ids: Sequence[int], *, full: bool, snippets: Query | None = None
) -> Iterator[dict[str, Any]]:
    from readlater.cli.records import article_record

    for number in ids:
        try:
            record = article_record(session, session.library.article(number), full=full)
        except NotFoundError:  # another program removed it for good this very moment
            continue
        if snippets is not None:
            snippet = session.library.snippet(number, snippets)
            marks = [list(mark) for mark in snippet.marks]
            record["snippet"] = {"text": snippet.text, "marks": marks, "source": snippet.source}
        yield record


def _cells(session: Session, row: ArticleRow) -> tuple[str, ...]:
    from readlater.cli.records import minutes_words, short_id

    return (
        short_id(row.uuid),
        state_words(row),
        session.local(row.created).date().isoformat(),
        f"{row.word_count:,}",
        minutes_words(session.config.minutes(row.minutes)) if row.word_count else "",
        row.category_id,
        row.title or row.url or "(no title)",
    )


def state_words(row: ArticleRow) -> str:
    """The state of an article in a word or two: ``unread``, ``reading 30%``, ``read x2 *``, ``trash``.

    ``*`` is a favourite; an archived article says so, and one that is put off; one that could not be read says
    ``failed``.
    """
    if row.deleted is not None:
        return "trash"
    words = "failed" if row.failed else str(row.state)
    if row.state == "reading":
        words = f"reading {row.progress:.0%}"
    elif row.read_count > 1:
        words = f"read x{row.read_count}"
    put_off = row.snoozed is not None and row.snoozed > datetime.now(UTC)
    shelf = " archived" if row.archived else " snoozed" if put_off else ""
    return words + shelf + (" *" if row.favourite else "")


def _from(snippet: Snippet) -> str:
    """What a passage is from, where it is not from the text."""
    return "" if snippet.source == "text" else f"{snippet.source}: "


def _print_found(session: Session, ids: list[int], query: Query) -> None:
    """Every article found with the passage that holds the words."""
    from readlater.cli.records import short_id

    rows = session.library.rows(ids)
    if not is_terminal():
        for row in rows:
            line(f"{short_id(row.uuid)}  {row.title or row.url}")
            snippet = session.library.snippet(row.id, query)
            found = " ".join(snippet.text.split())
            line(f"          {_from(snippet)}{found}" if found else "")
        return
    from rich.padding import Padding
    from rich.text import Text

    from readlater.cli.output import console

    screen = console()
    for row in rows:
        snippet = session.library.snippet(row.id, query)
        # Same length, so that the marks still fit.
        passage = Text(snippet.text.replace("\n", " "))
        for start, end in snippet.marks:
            passage.stylize("bold reverse", start, end)
        passage = Text.assemble((_from(snippet), "dim"), passage)
        screen.print(
            Text.assemble((short_id(row.uuid), "cyan"), "  ", (row.title or row.url, "bold"), (f"  {row.site}", "dim"))
        )
        screen.print(Padding(passage, (0, 0, 1, 10)))
