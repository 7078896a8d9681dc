"""What can stand at the cursor of a query that is being typed: fields, and values that the language knows itself.

Nothing here looks into a library; what is in one is offered by `readlater.library.completing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from readlater.language.days import MONTHS, RELATIVE, SEASONS, WEEKDAYS
from readlater.language.fields import BY_NAME, FIELDS, LANGUAGES, LISTED, NAMES, FieldInfo, Kind
from readlater.language.printing import as_value
from readlater.language.values import cleaned
from readlater.model import Completion
from readlater.model.values import dataclass

_FIELD = re.compile(r"([a-z]+(?:-[a-z]+)?):", re.IGNORECASE | re.ASCII)
_REST = re.compile(r'[^\s"(),]+')
_BEFORE_AMOUNT = re.compile(r"(?:<=|>=|<|>|=)?(?:.*\.\.)?\s*")
_LANGUAGE_NAMES = {code: name.capitalize() for name, code in LANGUAGES.items()}
_AMOUNTS: dict[str, tuple[tuple[str, str], ...]] = {
    "words": (("<500", "fewer than 500"), ("500..2000", "500 to 2,000"), (">2000", "more than 2,000")),
    "minutes": (("<5", "under 5 minutes"), ("5..10", "5 to 10 minutes"), (">20", "over 20 minutes")),
    "left": (("<=5", "5 minutes at most"), ("<=10", "10 minutes at most"), ("<=30", "half an hour at most")),
    "read": (("0", "never"), (">0", "once at least"), (">2", "more than twice")),
    "progress": ((">0", "begun"), (">50", "past the middle"), ("<90", "not to the end")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a query the cursor is.

    Attributes:
        field: the field whose value is being typed; None: a word, or the name of a field.
        text: what is typed of it up to the cursor, without quotation mark.
        start, end: what a completion takes the place of.
        quoted: it was begun with a quotation mark.
        tag: it was begun with ``#``.
    """

    field: FieldInfo | None
    text: str
    start: int
    end: int
    quoted: bool = False
    tag: bool = False


def place(text: str, cursor: int) -> Place | None:
    """What is being typed at ``cursor``; None within a phrase, which nothing completes."""
    text = cleaned(text)
    cursor = max(0, min(cursor, len(text)))
    start, scope, quote = _token(text, cursor)
    while text[start:cursor].startswith("-"):
        start += 1
    token = text[start:cursor]
    if token.startswith("#"):
        return Place(BY_NAME["tag"], token[1:], start, _end(text, cursor), tag=True)
    field, value_at = scope, start
    named = _FIELD.match(token)
    if named is not None and named[1].lower() in NAMES:
        field, value_at = BY_NAME[NAMES[named[1].lower()]], start + named.end()
    if field is None:
        return None if quote >= 0 or '"' in token else Place(None, token, start, _end(text, cursor))
    if quote >= 0:
        closing = text.find('"', cursor)
        return Place(field, text[quote + 1 : cursor], quote, closing + 1 or cursor, quoted=True)
    value = text[value_at:cursor]
    if field.kind in LISTED:
        if field.kind is Kind.NAME and value.startswith("="):
            value_at, value = value_at + 1, value[1:]
        value_at += value.rfind(",") + 1  # there is no open quotation here, and a closed one holds no cursor
    elif field.kind in (Kind.NUMBER, Kind.DAY) and (before := _BEFORE_AMOUNT.match(value)):
        value_at += before.end()
    return Place(field, text[value_at:cursor], value_at, _end(text, cursor))


def _token(text: str, cursor: int) -> tuple[int, FieldInfo | None, int]:
    """Where the token at the cursor begins, in the parentheses of which field, and where its quotation (-1: none)."""
    start, quote = 0, -1
    scopes: list[FieldInfo | None] = [None]
    for at, character in enumerate(text[:cursor]):
        if quote >= 0:
            quote = -1 if character == '"' else quote
        elif character == '"':
            quote = at
        elif character == "(":
            named = _FIELD.fullmatch(text[start:at].lstrip("-"))
            name = NAMES.get(named[1].lower()) if named else None
            scopes.append(BY_NAME[name] if name else scopes[-1])
            start = at + 1
        elif character == ")":
            scopes = scopes[:-1] or [None]
            start = at + 1
        elif character.isspace():
            start = at + 1
    return start, scopes[-1], quote


def _end(text: str, cursor: int) -> int:
    """The end of the word that goes on behind the cursor."""
    rest = _REST.match(text, cursor)
    return rest.end() if rest else cursor


def known(at: Place) -> list[Completion]:
    """What the language itself offers there, the likeliest first."""
    if at.field is None:
        return _fields(at)
    wanted = at.text.lower()
    match at.field.kind:
        case Kind.CHOICE | Kind.ORDER:
            return _among(at, at.field.choices, wanted)
        case Kind.DAY:
            names = [(name, "the latest one") for name in (*WEEKDAYS, *MONTHS, *SEASONS)] if wanted else []
            return _among(at, (*RELATIVE, *names, *_absent(at.field)), re.sub(r"[\s_]+", "-", wanted))
        case Kind.NUMBER:
            return _among(at, _AMOUNTS[at.field.name], wanted)
    return []


def last(at: Place) -> list[Completion]:
    """What is offered behind the values of the library: the word for articles that have none."""
    if at.field is None or at.field.kind not in (Kind.NAME, Kind.TEXT) or at.quoted or at.tag:
        return []
    return _among(at, _absent(at.field), at.text.lower())


def _absent(field: FieldInfo) -> tuple[tuple[str, str], ...]:
    return ((field.absent, "has none"),) if field.absent else ()


def _fields(at: Place) -> list[Completion]:
    wanted = at.text.lower()
    own = [field for field in FIELDS if field.name.startswith(wanted)]
    other = [
        field
        for field in FIELDS
        if wanted and field not in own and any(alias.startswith(wanted) for alias in field.aliases)
    ]
    return [Completion(f"{field.name}:", at.start, at.end, field.help) for field in (*own, *other)]


def _among(at: Place, values: Iterable[tuple[str, str]], wanted: str) -> list[Completion]:
    return [Completion(value, at.start, at.end, text) for value, text in values if value.startswith(wanted)]


def completion(at: Place, value: str, text: str = "", count: int | None = None) -> Completion:
    """The completion with a value of the library, in quotation marks where it needs them."""
    field = at.field
    if field is None:
        return Completion(value, at.start, at.end, text, count)
    written = as_value(value, field)
    if at.quoted and not written.startswith('"'):
        written = f'"{written}"'
    if at.tag:
        written = f"#{written}" if not written.startswith('"') else f"{field.name}:{written}"
    return Completion(written, at.start, at.end, text, count)


def language_name(code: str) -> str:
    """The English name of a language; empty if it is not among the known ones."""
    return _LANGUAGE_NAMES.get(code, "")
