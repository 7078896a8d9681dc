"""Text without what a terminal would obey instead of showing."""

from __future__ import annotations

import re

from readlater.tui.wrap import SOFT_HYPHEN

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Characters that would speak to the terminal, or that a terminal can't be sent."""

_UNSEEN = frozenset(
    f" \n\t\r{SOFT_HYPHEN}\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\xa0"
)
_NOTHING = dict.fromkeys(map(ord, _UNSEEN))


def clean(text: str) -> str:
    """The text with every control character replaced by a space; of the same length."""
    if text.isprintable():
        return text
    text = text.replace("\t", " ")
    return _CONTROL.sub(" ", text)


def is_blank(text: str) -> bool:
    """Whether nothing of the text is to be seen: it is empty, or all of it white space and characters without width."""
    return not text or text.isspace() or (text[0] in _UNSEEN and not clean(text).translate(_NOTHING).strip())


def plain(text: str) -> str:
    """The text without control characters, soft hyphens and line breaks, for what is shown without a place."""
    return " ".join(clean(text).replace(SOFT_HYPHEN, "").split())
