"""``readlater keywords`` and ``readlater summary``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import MOST, Column, line, note, print_json, print_json_array, print_table
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.model import Article, Keyword

SOURCES = {
    "page": "from the page",
    "text": "sentences of the article",
    "reader": "your own",
    "command": "made by your command",
}
"""Where a summary comes from, in words."""


@click.command("keywords", short_help="Lists the keywords of articles.")
@click.argument("keys", nargs=-1, metavar="[ID...]")
@click.option("--query", "-q", metavar="QUERY", help="Of all articles that QUERY finds, such as category:nhk.")
@click.option(
    "--limit", "-n", type=click.IntRange(1, MOST), metavar="N", help="At most N.  [default: 10, of several 20]"
)
@click.option("--json", "as_json", is_flag=True, help="An array with text, score, query.")
@pass_session
def keywords_command(
    session: Session, keys: Sequence[str], query: str | None, limit: int | None, as_json: bool
) -> None:
    """Lists the keywords of the article ID, the most telling first.

    Of several articles, or of those that QUERY finds, what sets them apart from the rest of the library. ID may be -
    for IDs on standard input. "query" in the JSON is the query that finds the articles with the keyword.
    """
    found = _keywords(session, keys, query, limit)
    if as_json:
        from readlater.cli.records import keyword_records
        from readlater.language.keywords import query_for

        records = zip(keyword_records(found), found, strict=True)
        print_json_array({**record, "query": query_for(one.text)} for record, one in records)
    elif found:
        columns = (Column("KEYWORD", shrink=True), Column("SCORE", right=True, style="dim"))
        print_table(columns, [(one.text, f"{one.score:.1f}") for one in found])
    else:
        note("no keywords were found")


def _keywords(session: Session, keys: Sequence[str], query: str | None, limit: int | None) -> list[Keyword]:
    if bool(keys) == (query is not None):
        raise UsageError("name articles, or give a query: readlater keywords ID…, or readlater keywords --query QUERY")
    library = session.library
    if query is not None:
        from readlater.language.query import parse

        return library.keywords_of_query(parse(query), limit or 20)
    ids = session.article_ids(keys)
    return library.keywords(ids[0], limit or 10) if len(ids) == 1 else library.keywords_of(ids, limit or 20)


@click.command("summary", short_help="Shows the summary of an article, or has it made by your command.")
@click.argument("key", metavar="ID")
@click.option("--command", "by_command", is_flag=True, help="Have the setting summary_command make it, and keep that.")
@click.option("--json", "as_json", is_flag=True, help="An object with id, summary, summary_source, sentences.")
@pass_session
def summary_command(session: Session, key: str, by_command: bool, as_json: bool) -> None:
    """Shows the summary of the article ID, where it comes from, and where its sentences stand in the text.

    With --command the program in the setting summary_command gets the text on its standard input, and what it prints
    becomes the article's summary; 'readlater undo' takes that back.

    \b
    --json  {"id", "summary", "summary_source", "sentences": [{"text", "start", "end", "at"}]}
            start, end: where the sentence stands in the article's text ('show ID --text'), in characters
            at: the same as a share of the text, 0 to 1
    """  # noqa: D301 (click needs the backspace)
    library = session.library
    number = session.article_id(key)
    article, text = library.article(number), library.text(number)
    if by_command:
        from readlater.exchange.summarising import summarise_with

        config = session.config
        summary = summarise_with(config.summary_command, article, text, config.summary_timeout)
        library.set_summary(number, summary)
        article = library.article(number)
    sentences = _sentences(article, text)
    if as_json:
        print_json(
            {
                "id": article.uuid,
                "summary": article.summary,
                "summary_source": str(article.summary_source),
                "sentences": sentences,
            }
        )
    elif article.summary:
        line(article.summary)
        line(f"({SOURCES[str(article.summary_source)]})")
        if sentences:
            line()
            print_table(
                (Column("AT", right=True, style="cyan"), Column("SENTENCE", shrink=True)),
                [(f"{one['at']:.0%}", one["text"]) for one in sentences],
            )
    else:
        note("the article has no summary")


def _sentences(article: Article, text: str) -> list[dict[str, Any]]:
    """The sentences of the summary that stand in the text, and where."""
    from readlater.language.summary import places

    return [
        {"text": article.summary[first:last], "start": start, "end": end, "at": round(start / len(text), 4)}
        for (first, last), (start, end) in places(article.summary, text)
    ]
