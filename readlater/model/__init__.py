"""Frozen values that every part shares. Imports the standard library only."""

from readlater.model.article import (
    Article,
    ArticleRow,
    Category,
    Counts,
    Keyword,
    Similar,
    State,
    SummarySource,
)
from readlater.model.document import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.model.draft import Analysis, Candidate, Draft, Found, Original
from readlater.model.ledger import Ledger, LedgerLine, Outcome
from readlater.model.query import And, Field, Node, Not, Or, Phrase, Query, Sort, Word
from readlater.model.reading import Highlight, Reading

__all__ = [
    "Analysis",
    "And",
    "Article",
    "ArticleRow",
    "Block",
    "BlockKind",
    "Candidate",
    "Category",
    "Counts",
    "Cut",
    "Document",
    "Draft",
    "Field",
    "Found",
    "Highlight",
    "Keyword",
    "Ledger",
    "LedgerLine",
    "Node",
    "Not",
    "Or",
    "Original",
    "Outcome",
    "Phrase",
    "Query",
    "Reading",
    "Similar",
    "Sort",
    "Span",
    "SpanKind",
    "State",
    "SummarySource",
    "Word",
]
