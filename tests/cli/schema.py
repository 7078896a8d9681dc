"""The JSON contract as types, and the check of a record against it."""

from __future__ import annotations

import re
from typing import Any

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+|-)\d\d:\d\d")

ARTICLE: dict[str, Any] = {
    "id": str,
    "url": str,
    "url_original": str,
    "title": str,
    "byline": str,
    "site": str,
    "category_id": str,
    "category": str,
    "tags": [str],
    "language": str,
    "direction": str,
    "published": str,
    "published_approximate": bool,
    "modified": str,
    "created": TIME,
    "updated": TIME,
    "last_read": (TIME, None),
    "read_count": int,
    "word_count": int,
    "minutes": float,
    "progress": float,
    "state": {"unread", "reading", "read"},
    "archived": bool,
    "favourite": bool,
    "deleted": (TIME, None),
    "snoozed": (TIME, None),
    "failed": str,
    "summary": str,
    "summary_source": {"page", "text", "reader", "command"},
    "note": str,
    "lead_image": str,
    "extractor": str,
    "original": str,
    "keywords": [{"text": str, "score": float}],
}

SIMILAR = {
    "id": str,
    "title": str,
    "url": str,
    "score": float,
    "shared": [str],
    "noted": bool,
    "state": {"unread", "reading", "read"},
    "progress": float,
}

NEXT = {
    "id": str,
    "title": str,
    "url": str,
    "site": str,
    "state": str,
    "minutes": float,
    "score": float,
    "shared": [str],
    "because": {"id": str, "title": str, "did": {"read", "marked", "favourite"}},
}

SUGGESTION = {
    "kind": {"category", "tag"},
    "value": str,
    "confidence": float,
    "support": int,
    "readings": [{"id": str, "title": str}],
}

COPY = {"id": str, "title": str, "url": str, "containment": float, "certain": bool}

ARTICLE_FULL = ARTICLE | {
    "similar": [SIMILAR],
    "noted": [{"title": str, "id": (str, None)}],
    "copies": [COPY],
    "text": str,
}

READING = {
    "id": str,
    "device": str,
    "started": TIME,
    "ended": TIME,
    "active_seconds": float,
    "progress_from": float,
    "progress_to": float,
    "words": int,
    "counted": bool,
}

LINE = {
    "item": str,
    "outcome": {"new", "merged", "skipped", "failed"},
    "uuid": str,
    "title": str,
    "message": str,
    "copies": [COPY],
}

COUNTS = {
    "run": int,
    "dry_run": bool,
    "seconds": float,
    "total": int,
    "new": int,
    "merged": int,
    "skipped": int,
    "failed": int,
    "copies": int,
}


def check(value: Any, kind: Any, where: str = "") -> None:
    """Asserts that a JSON value is of a kind: a type, a pattern, one of a set or tuple, an array, an object."""
    if isinstance(kind, dict):
        assert isinstance(value, dict), where
        assert list(value) == list(kind), f"{where}: the keys and their order"
        for name, part in kind.items():
            check(value[name], part, f"{where}.{name}")
    elif isinstance(kind, list):
        assert isinstance(value, list), where
        for number, part in enumerate(value):
            check(part, kind[0], f"{where}[{number}]")
    elif isinstance(kind, tuple):
        if value is not None:
            check(value, kind[0], where)
    elif isinstance(kind, set):
        assert value in kind, where
    elif isinstance(kind, re.Pattern):
        assert isinstance(value, str), where
        assert kind.fullmatch(value), f"{where}: {value}"
    elif kind is float:
        assert type(value) in (int, float), where
    else:
        assert type(value) is kind, f"{where}: {value!r}"
