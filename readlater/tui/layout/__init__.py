"""A document as lines of a given width. Knows the model and cell widths; knows nothing of Textual.

`Layout` cuts a document into boxes, one per block, that know their height at once and make the pieces of a line only
when it is painted. A piece is text with the names of its styles and where it stands in its block; decoration (bars,
bullets, table lines) is of pieces too, without a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.tui.layout.pieces import Heading, Options, Piece

if TYPE_CHECKING:
    from readlater.tui.layout.document import Layout
    from readlater.tui.layout.find import Finder


def __getattr__(name: str) -> object:
    """What makes lines and what finds in them, imported with the first article."""
    if name == "Layout":
        from readlater.tui.layout.document import Layout

        return Layout
    if name == "Finder":
        from readlater.tui.layout.find import Finder

        return Finder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Finder", "Heading", "Layout", "Options", "Piece"]
