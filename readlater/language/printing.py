"""Queries as text, in the language that `readlater.language.query` reads."""

from __future__ import annotations

import re

from readlater.language.fields import BY_NAME, FieldInfo, Kind
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Word

_BARE = re.compile(r'[^\s"(),*]+')


def format_query(query: Query) -> str:
    """Return ``query`` in the language of queries; parsing it gives the same query (but for positions)."""
    text = _format(query.root)
    return f"{text} sort:{query.sort.value}".strip() if query.sort else text


def _format(node: Node) -> str:
    match node:
        case Word():
            return node.text + "*" * node.prefix
        case Phrase():
            return f'"{node.text}"' + "*" * node.prefix
        case Field():
            return _field(node)
        case Not():
            inner = _format(node.part)
            return f"-({inner})" if isinstance(node.part, And | Or | Not) else f"-{inner}"
        case And():
            return " ".join(f"({_format(part)})" if isinstance(part, Or) else _format(part) for part in node.parts)
        case Or():
            return " OR ".join(_format(part) for part in node.parts)


def _field(field: Field) -> str:
    info = BY_NAME.get(field.name)
    if field.operator == "..":
        return f"{field.name}:{field.value}..{field.upper}"
    if field.operator == "=" and info is not None:
        return f"{field.name}:={as_value(field.value, info)}"
    if field.operator not in (":", "*"):
        return f"{field.name}:{field.operator}{field.value}"
    if info is None or info.kind not in (Kind.TEXT, Kind.NAME):
        return f"{field.name}:{field.value or (info.absent if info else '')}"
    if field.operator == "*":
        return f"{field.name}:{as_value(field.value, info)}*"
    if not field.value:
        return f"{field.name}:{info.absent}"
    return f"{field.name}:{as_value(field.value, info)}"


def as_value(text: str, field: FieldInfo) -> str:
    """A text as it stands behind the colon of a field of texts or names: in quotation marks where it needs them."""
    bare = _BARE.fullmatch(text) and text.lower() != field.absent
    return text if bare else f'"{text}"'
