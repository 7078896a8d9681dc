"""Highlights of several articles as Markdown for a notebook, as CSV for other programs, and as objects for JSON."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from io import StringIO
from typing import Any

from readlater.exchange.render.markdown import body
from readlater.exchange.render.quotation import highlight_blocks
from readlater.model import HIGHLIGHT_COLOURS, Block, BlockKind, Document, Highlight, Marked, Span, SpanKind

CSV_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""Those of Readwise, which other programs read, too."""


def highlight_record(highlight: Highlight, zone: tzinfo | None = None) -> dict[str, Any]:
    """The record of a highlight, its times in ``zone`` (None: the system's own)."""
    return {
        "id": highlight.uuid,
        "quote": highlight.quote,
        "note": highlight.note,
        "colour": highlight.colour or HIGHLIGHT_COLOURS[0],
        "created": _iso(highlight.created, zone),
        "updated": _iso(highlight.updated, zone),
        "seen": None if highlight.seen is None else _iso(highlight.seen, zone),
        "start": highlight.start,
        "end": highlight.end,
    }


def passage_record(marked: Marked, zone: tzinfo | None = None) -> dict[str, Any]:
    """The record of a highlight with that of its article."""
    return {
        **highlight_record(marked.highlight, zone),
        "article": {
            "id": marked.article_uuid,
            "title": marked.title,
            "byline": marked.byline,
            "site": marked.site,
            "url": marked.url,
            "category_id": marked.category_id,
        },
    }


def passages_csv(passages: Iterable[Marked], zone: tzinfo | None = None) -> str:
    """A table as Readwise takes it: a line of column names, then a line for each highlight.

    The location is the place of the passage in the article's text, in characters from its beginning.
    """
    out = StringIO(newline="")
    table = csv.writer(out)
    table.writerow(CSV_COLUMNS)
    for one in passages:
        highlight = one.highlight
        date = highlight.created.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
        table.writerow(
            (highlight.quote, one.title, one.byline or one.site, one.url, highlight.note, highlight.start, date)
        )
    return out.getvalue()


def passages_markdown(
    passages: Sequence[Marked], zone: tzinfo | None, document_of: Callable[[int], Document | None]
) -> str:
    """A heading for each article, and below it its passages as quotations, with the notes on them and their dates.

    ``document_of`` gives the document of an article by its number, None if it has none.
    """
    articles: dict[str, list[Marked]] = {}
    for one in passages:
        articles.setdefault(one.article_uuid, []).append(one)
    blocks: list[Block] = []
    for several in articles.values():
        blocks += _head(several[0])
        document = document_of(several[0].highlight.article_id)
        for one in several:
            blocks += _passage(one, document, zone)
    return body(Document(tuple(blocks))).strip() + "\n" if blocks else ""


def _head(marked: Marked) -> list[Block]:
    title = _line(marked.title) or marked.url or "Untitled"
    link = (Span(0, len(title), SpanKind.LINK, marked.url),) if marked.url else ()
    from_whom = ", ".join(dict.fromkeys(_line(fact) for fact in (marked.byline, marked.site) if fact))
    heading = Block(BlockKind.HEADING, title, link, level=2)
    return [heading, Block(BlockKind.PARAGRAPH, from_whom)] if from_whom else [heading]


def _passage(marked: Marked, document: Document | None, zone: tzinfo | None) -> list[Block]:
    highlight = marked.highlight
    noted = [Block(BlockKind.PARAGRAPH, part.strip()) for part in highlight.note.split("\n\n") if part.strip()]
    facts = f"{highlight.created.astimezone(zone):%Y-%m-%d}, {highlight.colour or HIGHLIGHT_COLOURS[0]}"
    return [
        *highlight_blocks(highlight, document),
        *noted,
        Block(BlockKind.PARAGRAPH, facts, (Span(0, len(facts), SpanKind.EMPHASIS),)),
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _iso(time: datetime, zone: tzinfo | None) -> str:
    return time.astimezone(zone).isoformat(timespec="seconds")
