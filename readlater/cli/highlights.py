"""``readlater highlights``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from readlater.cli.output import MOST, is_terminal, line, note, print_json_array
from readlater.cli.queries import QueryCommand
from readlater.cli.session import Session, pass_session
from readlater.errors import NotFoundError, UsageError
from readlater.model import Query

if TYPE_CHECKING:
    from readlater.model import Document, Marked

LIMIT = 60
"""Highlights that are shown unless ``--limit`` says otherwise; what goes into a file is all."""


@click.command("highlights", cls=QueryCommand, short_help="Lists highlights, the newest first.")
@click.argument("query", nargs=-1)
@click.option("--article", "key", metavar="ID", help="Only those of the article ID, in the order of its text.")
@click.option("--review", is_flag=True, help="Some of the past to be seen again; they count as seen then.")
@click.option("--json", "as_json", is_flag=True, help="An array of highlights, one on each line.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Markdown for a notebook: by article, as quotations.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV with the columns of Readwise.")
@click.option(
    "--limit", "-n", type=click.IntRange(0, MOST), metavar="N", help=f"At most N; 0: all. Without it {LIMIT}."
)
@pass_session
def highlights_command(
    session: Session,
    query: Sequence[str],
    key: str | None,
    review: bool,
    as_json: bool,
    as_markdown: bool,
    as_csv: bool,
    limit: int | None,
) -> None:
    """Lists the highlights that fit QUERY, or all, the newest first.

    \b
    readlater highlights fsync                      a word in the passage, the note on it or the title
    readlater highlights fsync 'marked:last year'   marked in a time
    readlater highlights colour:green has:note      green ones with a note
    readlater highlights tag:linux sort:oldest      of articles with a tag, the first marked first
    readlater highlights --markdown > notes.md      all, for a notebook
    readlater highlights --review                   some of those that were seen longest ago

    Words are looked for in the passages and the notes on them, where a part of a word is enough, and in the titles;
    marked:, colour:, note: and has:note ask for the highlight, all other fields for its article ('readlater list
    --fields' shows them).

    With --json the keys are {"id", "quote", "note", "colour", "created", "updated", "seen", "start", "end", "article"},
    "article" being {"id", "title", "byline", "site", "url", "category_id"}; --markdown and --csv give all of them, too,
    unless --limit says otherwise.
    """  # noqa: D301 (click needs the backspace)
    if as_json + as_markdown + as_csv > 1:
        raise UsageError("--json, --markdown and --csv do not go together; give one of them")
    if review and (query or key):
        raise UsageError("--review chooses by itself; it takes neither a query nor --article")
    found, cut = _reviewed(session, limit) if review else _found(session, query, key, limit, as_markdown or as_csv)
    if as_json:
        from readlater.exchange.render.passages import passage_record

        print_json_array(passage_record(one, session.zone) for one in found)
    elif as_markdown:
        from readlater.exchange.render.passages import passages_markdown

        print(passages_markdown(found, session.zone, partial(_document, session)), end="")
    elif as_csv:
        from readlater.exchange.render.passages import passages_csv

        print(passages_csv(found, session.zone), end="")
    else:
        _print(session, found, asked=bool(query or key), review=review)
    if cut:
        note(f"these are the first {LIMIT}; --limit 0 gives all")
    if review and found and not session.library.read_only:
        session.library.seen([one.highlight.uuid for one in found])


def _document(session: Session, number: int) -> Document | None:
    """An article's document, None if it has none."""
    try:
        return session.library.document(number)
    except NotFoundError:
        return None


def _found(
    session: Session, query: Sequence[str], key: str | None, limit: int | None, whole: bool
) -> tuple[list[Marked], bool]:
    """The highlights to show, and whether the default limit left some out."""
    wanted = Query()
    if query:
        from readlater.language.query import parse

        wanted = parse(" ".join(query))
    article = session.article_id(key) if key is not None else 0
    default = limit is None and not whole
    found = session.library.marked(wanted, limit=LIMIT + 1 if default else limit or None, article=article)
    return (found[:LIMIT], len(found) > LIMIT) if default else (found, False)


def _reviewed(session: Session, limit: int | None) -> tuple[list[Marked], bool]:
    from readlater.library.remembering import REVIEWED

    return session.library.review(REVIEWED if limit is None else limit or MOST), False


def _print(session: Session, found: Sequence[Marked], *, asked: bool, review: bool) -> None:
    """Each highlight with its passage, the note on it and where it is from."""
    if not found:
        if review and session.library.reviewed():
            note("all highlights were seen today")
        elif is_terminal():
            line("No highlight fits." if asked else "There are no highlights yet; on the screen v begins one.")
        return
    if is_terminal():
        _draw(session, found)
        return
    from readlater.cli.records import short_id

    for one in found:
        line(f"{short_id(one.article_uuid)}  {' '.join(one.highlight.quote.split())}")
        if one.highlight.note:
            line(f"          note: {' '.join(one.highlight.note.split())}")
        line(f"          {_source(session, one)}")


def _source(session: Session, one: Marked) -> str:
    facts = (one.title or one.url, one.site, f"{session.local(one.highlight.created):%Y-%m-%d}", one.highlight.colour)
    return " · ".join(fact for fact in facts if fact)


_STYLES = {"": "yellow", "green": "green", "blue": "blue", "pink": "magenta", "purple": "magenta"}


def _draw(session: Session, found: Sequence[Marked]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from readlater.cli.output import console
    from readlater.cli.records import short_id

    screen = console()
    for one in found:
        highlight = one.highlight
        # A bar of the colour before every line of the passage, as in a book.
        width = max(20, screen.width - 12)
        bar = _STYLES.get(highlight.colour, "yellow")
        for text in Text(highlight.quote.replace("\t", "  ")).wrap(screen, width):
            screen.print(Text.assemble(("| " if session.config.ascii else "▌ ", bar), text))
        if highlight.note:
            screen.print(Padding(Text(highlight.note, style="italic"), (0, 0, 0, 2)))
        screen.print(
            Text.assemble("  ", (short_id(one.article_uuid), "cyan"), (f"  {_source(session, one)}", "dim")),
            Text(),
            sep="\n",
        )
