"""Plain text."""

from __future__ import annotations

from readlater.model import Document


def plain(document: Document) -> str:
    """The text that is searched, counted and summarised, and that all offsets point into: `Document.text`."""
    return document.text


def wrapped(document: Document, width: int) -> str:
    """The text with lines of at most ``width`` characters, broken between words; code and tables are left as they are.

    Only line breaks are added: without white space it is the same as `plain`.
    """
    import textwrap

    from readlater.model.document import BlockKind, separator

    wrapper = textwrap.TextWrapper(
        width=max(width, 1), break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True, expand_tabs=False
    )
    parts: list[str] = []
    previous = None
    for block in document.body():
        if previous is not None:
            parts.append(separator(previous, block))
        if block.kind in (BlockKind.CODE, BlockKind.TABLE):
            parts.append(block.text)
        else:
            parts.append("\n".join(wrapper.fill(line) for line in block.text.split("\n")))
        previous = block
    return "".join(parts)
