"""Documents as they are stored: the text once, as text; the blocks beside it, without the text.

`pack` gives a compressed JSON array ``[version, block, block…]``. A block is ``[kind, text, extras]``; ``text`` is the
length of a body block, whose text is found in the document's text, or the text itself of a block that is not body
(captions, cut blocks). ``extras`` holds the other fields under one letter each and is left out when all are as usual.
The kinds are numbered by the tables below: add to their ends only.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from readlater.errors import ForeignLibraryError, NotFoundError
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.model.document import separator

VERSION = 1

_KINDS = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.ITEM,
    BlockKind.CODE,
    BlockKind.TABLE,
    BlockKind.IMAGE,
    BlockKind.CAPTION,
    BlockKind.VIDEO,
    BlockKind.MATH,
    BlockKind.TERM,
    BlockKind.DEFINITION,
    BlockKind.FOOTNOTE,
    BlockKind.RULE,
)
_SPANS = (
    SpanKind.EMPHASIS,
    SpanKind.STRONG,
    SpanKind.CODE,
    SpanKind.LINK,
    SpanKind.NOTE,
    SpanKind.MARK,
    SpanKind.DELETED,
    SpanKind.SUPERSCRIPT,
    SpanKind.SUBSCRIPT,
    SpanKind.KEYBOARD,
    SpanKind.MATH,
    SpanKind.RUBY,
)
_CUTS = (Cut.CAPTION, Cut.ACTION, Cut.BIOGRAPHY, Cut.REPETITION, Cut.CHROME, Cut.COMMENT)

_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
_SPAN_NUMBER = {kind: number for number, kind in enumerate(_SPANS)}
_CUT_NUMBER = {cut: number for number, cut in enumerate(_CUTS)}


def pack(document: Document) -> bytes:
    """The blocks of a document but for the text of its body; `unpack` needs `Document.text` beside it."""
    packed: list[Any] = [VERSION]
    for block in document.blocks:
        entry: list[Any] = [_KIND_NUMBER[block.kind], len(block.text) if block.is_body else block.text]
        extras = _extras(block)
        if extras:
            entry.append(extras)
        packed.append(entry)
    return zlib.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(structure: bytes, text: str) -> Document:
    """The document that was packed.

    Raises:
        ForeignLibraryError: structure and text are damaged or don't belong together.
    """
    try:
        packed = json.loads(zlib.decompress(structure))
        if packed[0] != VERSION:
            raise ValueError(f"form {packed[0]}")
        blocks: list[Block] = []
        position = 0
        previous: Block | None = None
        for kind, content, *extras in packed[1:]:
            values = _values(extras[0]) if extras else {}
            if isinstance(content, str):
                blocks.append(Block(_KINDS[kind], content, **values))
                continue
            if previous is not None:
                # What stands between two blocks depends on their kinds alone.
                position += len(separator(previous, Block(_KINDS[kind])))
            previous = Block(_KINDS[kind], text[position : position + content], **values)
            position += content
            blocks.append(previous)
        if position != len(text):
            raise ValueError(f"{position} of {len(text)} characters")
    except (zlib.error, ValueError, IndexError, KeyError, TypeError) as error:
        raise ForeignLibraryError(f"The stored document is damaged ({error}). Extract the article again.") from error
    return Document(tuple(blocks))


def _extras(block: Block) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if block.spans:
        extras["s"] = [
            [span.start, span.end - span.start, _SPAN_NUMBER[span.kind], *([span.target] if span.target else [])]
            for span in block.spans
        ]
    for letter, value in (
        ("l", block.level),
        ("q", block.quote),
        ("m", block.marker),
        ("g", block.language),
        ("u", block.source),
        ("h", block.header_rows),
        ("a", block.anchor),
    ):
        if value:
            extras[letter] = value
    if block.cells:
        extras["c"] = block.cells
    if block.cut is not None:
        extras["x"] = _CUT_NUMBER[block.cut]
    return extras


_NAMES = {
    "l": "level",
    "q": "quote",
    "m": "marker",
    "g": "language",
    "u": "source",
    "h": "header_rows",
    "a": "anchor",
}


def _values(extras: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for letter, value in extras.items():
        if letter == "s":
            values["spans"] = tuple(
                Span(start, start + length, _SPANS[kind], *target) for start, length, kind, *target in value
            )
        elif letter == "c":
            values["cells"] = tuple(tuple((start, end) for start, end in row) for row in value)
        elif letter == "x":
            values["cut"] = _CUTS[value]
        else:
            values[_NAMES[letter]] = value
    return values


def get(connection: sqlite3.Connection, article_id: int) -> Document:
    """The document of an article.

    Raises:
        NotFoundError: no such article.
        ForeignLibraryError: it is damaged.
    """
    row = connection.execute("SELECT structure, text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    document = unpack(*row)
    # The text is at hand: nobody needs to join it again.
    document.__dict__["text"] = row[1]
    return document


def text(connection: sqlite3.Connection, article_id: int) -> str:
    """The text of an article.

    Raises:
        NotFoundError: no such article.
    """
    row = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    return str(row[0])
