"""An article that is about to be added, with all that can be worked out before a transaction begins."""

from __future__ import annotations

from dataclasses import dataclass

from readlater.library.adding import NewArticle
from readlater.library.originals import Compressed
from readlater.model import Analysis


@dataclass(frozen=True, slots=True)
class Prepared:
    """A `NewArticle`, analysed and packed: by the library, or before by whoever has the time (`articles.pack`).

    Attributes:
        new: what was given.
        analysis: of its draft.
        content: `identity.content_hash` of its text; None if it has no text.
        uuid: that it gets if it is new.
        structure: `documents.pack` of its document.
        text: the document's text.
        address: SHA-256 of its original; None if it brings none.
        packed: the original as it will be stored; None: that is still to be made of ``new.original``.
    """

    new: NewArticle
    analysis: Analysis
    content: bytes | None
    uuid: str
    structure: bytes
    text: str
    address: bytes | None
    packed: Compressed | None = None
