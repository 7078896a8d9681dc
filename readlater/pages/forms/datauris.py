"""Data addresses in markup (``data:image/png;base64,…``), which hold a picture's bytes: their places and short names.

A large one is far too long for a document; its short name says what it is and which one it is, so that the bytes are
found again in the page as it was saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

MAX_KEPT = 2048
"""Characters above which a data address is known by its short name only."""

_START = re.compile(r"data:(?=[a-z]{2,20}/|[;,])", re.IGNORECASE)
_KIND = re.compile(r"data:([\w.+-]{0,60}/?[\w.+-]{0,60})", re.IGNORECASE)
_END = re.compile(r"""["'()<>\s]""")
_SHORT = re.compile(r"data:[\w.+/-]*;sha256=([0-9a-f]{16}),")


def data_uris(markup: str) -> Iterator[tuple[int, int]]:
    """Where data addresses stand in markup: (start, end), in order. Linear in the length of the text.

    One that is not in Base64 may hold spaces and quotation marks, and ends where the attribute does that it stands in.
    """
    missing: set[str] = set()  # quotation marks that do not come any more
    position = 0
    while (match := _START.search(markup, position)) is not None:
        start = match.start()
        quote = markup[start - 1 : start]
        end = -1
        if quote in ("'", '"') and quote not in missing and ";base64," not in markup[start : start + 200]:
            end = markup.find(quote, match.end())
            if end < 0:
                missing.add(quote)
        if end < 0:
            closing = _END.search(markup, match.end())
            end = closing.start() if closing else len(markup)
        yield start, end
        position = max(end, match.end())


def short_name(uri: str) -> str:
    """The name of a large data address: its media type and the beginning of the SHA-256 of its text in the markup."""
    kind = _KIND.match(uri)
    digest = sha256(uri.encode("utf-8", "replace")).hexdigest()
    return f"data:{kind.group(1).lower() if kind else ''};sha256={digest[:16]},"


def is_short_name(source: str) -> bool:
    """Whether a picture's source is the short name of a data address."""
    return _SHORT.fullmatch(source) is not None
