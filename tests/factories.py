"""Drafts, documents and libraries for tests."""

from __future__ import annotations

from typing import Any

from readlater.model import Block, BlockKind, Document, Draft


def document(text: str) -> Document:
    """A document of paragraphs, one for each part of ``text`` between empty lines."""
    return Document(tuple(Block(BlockKind.PARAGRAPH, part.strip()) for part in text.split("\n\n") if part.strip()))


def draft(title: str = "A title", text: str = "Some words that were saved.", **fields: Any) -> Draft:
    """A draft article with one paragraph for each part of ``text`` between empty lines."""
    values: dict[str, Any] = {"format": "text", "extractor": "text/1", "language": "en"} | fields
    return Draft(document=document(text), title=title, **values)
