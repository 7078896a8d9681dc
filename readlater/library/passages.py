"""How a marked passage and the note on it are searched."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from readlater.library.marking import fold_in_place
from readlater.model import And, Field, Node, Or, Phrase, Word

_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")


def folded(quote: str, note: str) -> str:
    """What a search among highlights looks in: passage and note, without capitals and accents, on one line."""
    return folded_text(f"{quote} {note}")


def folded_text(text: str) -> str:
    """A text as it is compared there: no capitals, no accents, one kind of apostrophe, one space between words."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return " ".join(fold_in_place(text).split())


def wanted(node: Node) -> list[str]:
    """The words and phrases of a query that a highlight is found by, those of its note too, as they are compared."""
    match node:
        case Word() | Phrase():
            return [folded_text(node.text)]
        case Field() if node.name == "note" and node.value:
            return [folded_text(node.value)]
        case And() | Or():
            return [text for part in node.parts for text in wanted(part)]
        case _:
            return []


def places(text: str, sought: Iterable[str]) -> list[tuple[int, int]]:
    """Where in a text (on one line) any of these stands, as (start, end) in order; they do not overlap."""
    folded_line = fold_in_place(text.translate(_APOSTROPHES))
    found: list[tuple[int, int]] = []
    for one in sought:
        at = folded_line.find(one) if one else -1
        while at >= 0:
            found.append((at, at + len(one)))
            at = folded_line.find(one, at + len(one))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return kept
