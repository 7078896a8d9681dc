"""The readers of pages, each with its version: what an article's ``extractor`` can be.

A version goes up when a reader makes something better of pages that it has read before: then they are worth reading
again, from their originals.
"""

from __future__ import annotations

VERSIONS = {"html": 2, "text": 2, "markdown": 2, "epub": 1, "pdf": 1, "mail": 1}
"""Reader → version."""

CURRENT = frozenset(f"{name}/{version}" for name, version in VERSIONS.items())
"""The readers as they are now, by the names that articles keep."""


def extractor(name: str) -> str:
    """A reader with its version, such as ``html/2``."""
    return f"{name}/{VERSIONS[name]}"
