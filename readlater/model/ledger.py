"""The ledger: what an import did, a line per item; the sums always add up."""

from __future__ import annotations

from enum import StrEnum

from readlater.model.relating import Copy
from readlater.model.values import dataclass


class Outcome(StrEnum):
    """What became of one item of an import."""

    NEW = "new"
    MERGED = "merged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One item: its name (a path, or a path within an archive), what became of it, the article and why.

    ``copies`` are the articles that a new one looks like a copy of; a ledger that is read back later has only the
    message.
    """

    item: str
    outcome: Outcome
    uuid: str = ""
    title: str = ""
    message: str = ""
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines of one import. ``run`` is its number in the library, 0 for a dry run."""

    run: int
    lines: tuple[LedgerLine, ...]

    def count(self, outcome: Outcome) -> int:
        """How many items had this outcome; the four counts add up to ``len(lines)``."""
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def copied(self) -> int:
        """How many new articles look like copies of others."""
        return sum(bool(line.copies) for line in self.lines)
