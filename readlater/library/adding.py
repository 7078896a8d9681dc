"""What is given to the library to be added, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.model.values import dataclass

if TYPE_CHECKING:
    from readlater.library.prepared import Prepared
    from readlater.model import Analysis, Copy, Draft, Original, Outcome


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be added.

    Attributes:
        draft: what its page became.
        original: the page's bytes, if they are to be kept.
        analysis: of the draft; made here if it is None.
        item: the name of its line in the ledger of the import ``run`` (0: no import).
    """

    draft: Draft
    original: Original | None = None
    analysis: Analysis | None = None
    item: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What became of it: the article, whether it is new, and if it was merged why and what that changed.

    ``copies`` are the articles that a new one looks like a copy of, the surest first; the message says so, too.
    """

    uuid: str
    id: int
    outcome: Outcome
    message: str
    copies: tuple[Copy, ...] = ()


def pack(new: NewArticle) -> Prepared:
    """All work on an article that needs no library: what `Library.add_all` is then given is only written down.

    For other processes than the one that writes: the result is small, without the page's bytes and the draft's blocks.
    """
    from readlater.library import articles

    return articles.pack(new)
