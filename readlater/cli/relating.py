"""``readlater similar`` and ``readlater next``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from readlater.cli.output import MOST, Column, note, print_json_array, print_table
from readlater.cli.queries import QueryCommand
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.model import NextReading, Similar


@click.command("similar", short_help="Lists the similar readings of articles or of a text.")
@click.argument("keys", nargs=-1, metavar="[ID]...")
@click.option("--text", metavar="TEXT", help="What is similar to TEXT, such as a passage.")
@click.option(
    "--limit", "-n", type=click.IntRange(1, MOST), default=5, show_default=True, metavar="N", help="At most N."
)
@click.option(
    "--json", "as_json", is_flag=True, help="An array with id, title, url, score, shared, noted, state, progress."
)
@pass_session
def similar_command(session: Session, keys: Sequence[str], text: str | None, limit: int, as_json: bool) -> None:
    """Lists the articles of the library that are most like the article ID, and the keywords that they share.

    Several IDs: what is like all of them together. - reads a text from standard input: what is like that text, in
    whatever language. Copies of the articles, and what is in the trash, are left out.

    SCORE tells how alike the keywords are, from 0 to 1, and means the same for every article: 0.9 is nearly the same
    text, 0.3 and more the same event or subject, 0.15 the same field.
    """
    found = _found(session, keys, text, limit)
    if as_json:
        from readlater.cli.records import similar_record

        print_json_array(map(similar_record, found))
    elif found:
        _print(found)
    else:
        note("no article of this library is like " + ("them" if len(keys) > 1 else "it"))


def _found(session: Session, keys: Sequence[str], text: str | None, limit: int) -> list[Similar]:
    if text is None and list(keys) == ["-"]:
        return _similar_to_text(session, sys.stdin.read(), "on standard input", limit)
    if text is not None:
        if keys:
            raise UsageError("--text and IDs do not go together; give one of them")
        return _similar_to_text(session, text, "in --text", limit)
    if not keys:
        raise UsageError("what should they be similar to? Give an ID, --text TEXT, or - for a text on standard input")
    if "-" in keys:
        raise UsageError("- (a text on standard input) does not go together with IDs; give one of them")
    ids = session.article_ids(keys)
    return session.library.similar(ids[0], limit) if len(ids) == 1 else session.library.similar_to(ids, limit)


def _similar_to_text(session: Session, text: str, where: str, limit: int) -> list[Similar]:
    if not any(character.isalnum() for character in text):
        raise UsageError(f"there are no words {where} that anything could be similar to")
    return session.library.similar_to_text(text, limit)


def _print(found: Sequence[Similar]) -> None:
    from readlater.cli.records import short_id

    columns = (
        Column("ID", style="cyan"),
        Column("SCORE", right=True),
        Column("TITLE", shrink=True),
        Column("STATE", least=80),
        Column("SHARED", style="dim", shrink=True, least=60),
    )
    rows = [
        (
            short_id(one.row.uuid),
            f"{one.score:.2f}" if one.score else "noted",
            one.row.title or one.row.url,
            f"{round(100 * one.row.progress)} %" if one.row.state == "reading" else str(one.row.state),
            ", ".join(one.shared),
        )
        for one in found
    ]
    print_table(columns, rows)


@click.command("next", cls=QueryCommand, short_help="Suggests what to read next.")
@click.argument("query", nargs=-1)
@click.option(
    "--limit", "-n", type=click.IntRange(1, MOST), default=10, show_default=True, metavar="N", help="At most N."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="An array with id, title, url, site, state, minutes, score, shared, because.",
)
@pass_session
def next_command(session: Session, query: Sequence[str], limit: int, as_json: bool) -> None:
    """Suggests unread articles: those nearest to what you lately finished, marked or made a favourite, and to which.

    With a QUERY only articles that meet it. Archived articles, and what is put off, are left out. Nothing leaves your
    computer: an article counts by the keywords that it shares with what you read, and one that is near to several of
    these counts more.

    \b
    readlater next
    readlater next 'minutes:<10'                  what takes less than ten minutes
    readlater next category:tech -n 3
    """  # noqa: D301 (click needs the backspace)
    among = None
    if query:
        from readlater.language.query import parse

        among = session.library.ids(parse(" ".join(query)))
    found = session.library.next_readings(limit, among)
    if as_json:
        from readlater.cli.records import next_record

        print_json_array(next_record(one, minutes=round(session.config.minutes(one.row.minutes), 1)) for one in found)
    elif found:
        _print_next(session, found)
    else:
        which = "unread article that fits" if query else "unread article"
        note(f"nothing to suggest: no {which} is like what you lately read, marked or made a favourite")


def _print_next(session: Session, found: Sequence[NextReading]) -> None:
    from readlater.cli.records import minutes_words, short_id

    columns = (
        Column("ID", style="cyan"),
        Column("TITLE", shrink=True),
        Column("TIME", right=True),
        Column("BECAUSE", style="dim", shrink=True, least=60),
        Column("SHARED", style="dim", shrink=True, least=100),
    )
    rows = [
        (
            short_id(one.row.uuid),
            one.row.title or one.row.url,
            minutes_words(session.config.minutes(one.row.minutes)),
            f"{one.kind}: {one.because.title or one.because.url}",
            ", ".join(one.shared),
        )
        for one in found
    ]
    print_table(columns, rows)
