"""Front matter: the facts about an article as YAML at the head of a Markdown file.

The names are those of Obsidian's Web Clipper (title, source, author, published, created, description, tags), and our
own for what it does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from readlater.exchange.render.head import Head

_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")
_NOT_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def front_matter(head: Head) -> str:
    """The block between ``---`` lines; what is empty is left out."""
    kept: list[tuple[str, str | Sequence[str] | float | bool]] = [
        ("title", head.title),
        ("source", head.url),
        ("author", head.byline),
        ("site", head.site),
        ("published", head.published),
        ("created", head.created),
        ("description", head.summary),
        ("tags", head.tags),
        ("id", head.uuid),
        ("category", head.category),
        ("language", head.language),
        ("words", head.words),
        ("minutes", head.minutes),
    ]
    if head.state:
        kept += [("state", head.state), ("archived", head.archived), ("favourite", head.favourite)]
    kept += [("progress", head.progress), ("read_count", head.read_count), ("last_read", head.last_read)]
    kept.append(("note", head.note))
    lines = ["---"]
    for name, value in kept:
        if isinstance(value, bool):
            lines.append(f"{name}: {'true' if value else 'false'}")
        elif not value:
            continue
        elif isinstance(value, str):
            lines.append(f"{name}: {scalar(value)}")
        elif isinstance(value, int | float):
            lines.append(f"{name}: {value:g}" if isinstance(value, float) else f"{name}: {value}")
        else:
            lines.append(f"{name}:")
            lines.extend(f"  - {scalar(one)}" for one in value)
    return "\n".join([*lines, "---", ""])


def scalar(text: str) -> str:
    """A text as a YAML scalar: dates and simple words plain, the rest in double quotes, whose escapes are JSON's."""
    if _PLAIN_DATE.fullmatch(text) or (_PLAIN_WORD.fullmatch(text) and text.lower() not in _NOT_WORDS):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\N")
