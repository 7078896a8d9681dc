"""Frozen values that every part shares. Imports the standard library only.

The modules behind the names are imported when a name is first used: making a dataclass costs about half a millisecond,
and a command that lists articles needs a third of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.model.article import (
        Article,
        ArticleRow,
        Category,
        Counts,
        Keyword,
        State,
        SummarySource,
    )
    from readlater.model.document import Block, BlockKind, Cut, Document, Span, SpanKind
    from readlater.model.draft import Analysis, Candidate, Draft, Found, Original, Part
    from readlater.model.finding import Grouped, Grouping, SavedSearch, Shelves, TitleMatch
    from readlater.model.ledger import Ledger, LedgerLine, Outcome
    from readlater.model.query import And, Completion, Field, Node, Not, Or, Phrase, Query, Sort, Word
    from readlater.model.reading import HIGHLIGHT_COLOURS, Highlight, Marked, Reading, kept_colour
    from readlater.model.refresh import FieldChange, Refreshed, RefreshOutcome
    from readlater.model.relating import Copy, NextReading, Similar, Suggestion

_HOMES = {
    "article": ("Article", "ArticleRow", "Category", "Counts", "Keyword", "State", "SummarySource"),
    "document": ("Block", "BlockKind", "Cut", "Document", "Span", "SpanKind"),
    "draft": ("Analysis", "Candidate", "Draft", "Found", "Original", "Part"),
    "finding": ("Grouped", "Grouping", "SavedSearch", "Shelves", "TitleMatch"),
    "ledger": ("Ledger", "LedgerLine", "Outcome"),
    "query": ("And", "Completion", "Field", "Node", "Not", "Or", "Phrase", "Query", "Sort", "Word"),
    "reading": ("HIGHLIGHT_COLOURS", "Highlight", "Marked", "Reading", "kept_colour"),
    "relating": ("Copy", "NextReading", "Similar", "Suggestion"),
    "refresh": ("FieldChange", "RefreshOutcome", "Refreshed"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """The value's class, from the module that defines it."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


__all__ = [
    "HIGHLIGHT_COLOURS",
    "Analysis",
    "And",
    "Article",
    "ArticleRow",
    "Block",
    "BlockKind",
    "Candidate",
    "Category",
    "Completion",
    "Copy",
    "Counts",
    "Cut",
    "Document",
    "Draft",
    "Field",
    "FieldChange",
    "Found",
    "Grouped",
    "Grouping",
    "Highlight",
    "Keyword",
    "Ledger",
    "LedgerLine",
    "Marked",
    "NextReading",
    "Node",
    "Not",
    "Or",
    "Original",
    "Outcome",
    "Part",
    "Phrase",
    "Query",
    "Reading",
    "RefreshOutcome",
    "Refreshed",
    "SavedSearch",
    "Shelves",
    "Similar",
    "Sort",
    "Span",
    "SpanKind",
    "State",
    "Suggestion",
    "SummarySource",
    "TitleMatch",
    "Word",
    "kept_colour",
]
