"""What extracting an article again did to it."""

from __future__ import annotations

from enum import StrEnum

from readlater.model.values import dataclass


class RefreshOutcome(StrEnum):
    """What became of an article that was extracted again."""

    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # there is no better extraction: the article stays as it is
    FAILED = "failed"  # there is nothing to extract it from, or that can't be read


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that went from one value to another."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One article that was extracted again.

    Attributes:
        uuid: the article.
        title: its title, as it is now.
        outcome: what became of it.
        message: why, where it was not changed.
        fields: the fields that changed.
        before, after: its text before and after, both empty where the text stayed the same.
        words_before, words_after: their words.
        extractor: what made the document, such as ``html/2``.
        highlights: how many of its highlights were found again.
        lost: the quotes of highlights whose passage is no longer in the text; they are kept with their quote.
    """

    uuid: str
    title: str
    outcome: RefreshOutcome
    message: str = ""
    fields: tuple[FieldChange, ...] = ()
    before: str = ""
    after: str = ""
    words_before: int = 0
    words_after: int = 0
    extractor: str = ""
    highlights: int = 0
    lost: tuple[str, ...] = ()
