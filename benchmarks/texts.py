"""Generated texts for the screen's benchmarks."""

from __future__ import annotations

import random

_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ge",
    "ho",
    "ja",
    "ki",
    "lo",
    "mu",
    "ne",
    "pa",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "zo",
)


def marker(number: int) -> str:
    """The word that text ``number`` begins with and no other text holds."""
    return f"Marker{number:04d}"


def article_text(number: int, words: int) -> str:
    """A text of ``words`` words in paragraphs of about 60, the same for the same arguments."""
    generator = random.Random(number * 1_000_003 + words)
    lexicon = ["".join(generator.choices(_SYLLABLES, k=generator.randint(1, 4))) for _ in range(4000)]
    parts: list[str] = []
    left = words - 1
    while left > 0:
        size = min(left, generator.randint(30, 90))
        parts.append(" ".join(generator.choices(lexicon, k=size)).capitalize() + ".")
        left -= size
    return f"{marker(number)} " + "\n\n".join(parts)
