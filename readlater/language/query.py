"""The language of queries: what is typed into the search box, after ``readlater list`` and in saved filters.

::

    query   = [or]
    or      = and {("OR" | "|") and}                        OR binds looser than what stands side by side
    and     = unary {["AND"] unary}
    unary   = ("-" | "NOT") unary | primary
    primary = "(" or ")" | '"' phrase '"' | "#" tag | field | word ["*"]
    field   = text-field ":" value
            | number-field ":" ([operator] number | [number] ".." [number])
            | date-field ":" ([operator] day | [day] ".." [day])
            | "is:" state | "has:" thing | "sort:" order
    value   = word | '"' words '"'
    operator = "<" | "<=" | ">" | ">="
    day     = 2024 | 2024-03 | 2024-03-01 | today | yesterday | 7d | 2w | 6m | 1y

``OR``, ``AND`` and ``NOT`` are written in capitals, so that the words can be searched. Text fields are title, author,
site, category, tag, lang and text; number fields words, minutes, read (how often) and progress (per cent); date fields
saved, published and lastread. A day that is a length of time is the day so long ago: ``saved:7d`` is since then,
``saved:<1y`` before then. ``sort:`` may stand anywhere and the last one counts. Words that hold neither letter nor
digit are left out; a query of nothing else is refused. Anything in double quotes is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from readlater.errors import QueryError
from readlater.language.days import date_span
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Sort, Word

__all__ = [
    "DATE_FIELDS",
    "FIELDS",
    "NUMBER_FIELDS",
    "STATES",
    "TEXT_FIELDS",
    "THINGS",
    "date_span",
    "format_query",
    "parse",
]

TEXT_FIELDS = ("title", "author", "site", "category", "tag", "lang", "text")
NUMBER_FIELDS = ("words", "minutes", "read", "progress")
DATE_FIELDS = ("saved", "published", "lastread")
STATES = ("unread", "reading", "read", "archived", "favourite", "failed", "trashed", "noted")
THINGS = ("highlight", "note", "original", "summary")
FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, *DATE_FIELDS, "is", "has", "sort")

_OTHER_NAMES = {"by": "author", "byline": "author", "language": "lang", "mins": "minutes", "last-read": "lastread",
                "tags": "tag", "from": "site"}  # fmt: skip
_OTHER_VALUES = {"favorite": "favourite", "fav": "favourite", "starred": "favourite", "trash": "trashed",
                 "deleted": "trashed", "archive": "archived", "highlights": "highlight", "highlighted": "highlight",
                 "notes": "note"}  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {"is": STATES, "has": THINGS, "sort": tuple(sort.value for sort in Sort)}

_DEPTH = 40  # of parentheses and negations; far below what Python's and SQLite's own limits allow
_MOST = 200  # words and conditions
_FIELD = re.compile(r"(?P<name>[^\W\d_]+(?:-[^\W\d_]+)?):(?!//)", re.ASCII)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_OPERATOR = re.compile("<=|>=|<|>|=")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?", re.ASCII)
_KEYWORDS = ("OR", "AND", "NOT")
_PLAIN = re.compile(r'[^\s"()]+')


def parse(text: str, *, typing: bool = False) -> Query:
    """Return the query that ``text`` says.

    With ``typing`` nothing is refused: the last word is a prefix, what isn't finished yet (a quotation, a parenthesis,
    a field without value) is closed or left out, and what isn't understood is searched as text.

    Raises:
        QueryError: not with ``typing``; the message names the position and the nearest field or value that exists.
    """
    return _Parser(text, typing).query()


class _Parser:
    """A recursive-descent parser. ``_refuse`` raises, or while typing lets the parser go on without the part."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = text.translate(_QUOTES)
        self.typing = typing
        self.position = 0
        self.sort: Sort | None = None
        self.count = 0
        self.depth = 0
        self.skip_space()

    def query(self) -> Query:
        parts: list[Node] = []
        while True:
            parts.append(self.either())
            if self.position >= len(self.text):
                break
            self.refuse("The closing parenthesis at {at} has no opening one", self.position)
            self.position += 1
            self.skip_space()
        root = _and(parts)
        if root == And(()) and self.sort is None and self.text.strip():
            # Everything would be found, which nobody means who asks for something.
            self.refuse("There is no letter or digit in it to search for", 0)
        return Query(root, self.sort)

    def refuse(self, message: str, position: int) -> None:
        if not self.typing:
            raise QueryError(message.replace("{at}", f"position {position + 1}"), position)

    def skip_space(self) -> None:
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1

    def keyword(self, *names: str) -> bool:
        """Whether one of ``names`` stands here as a word by itself; if so it is passed over."""
        found = _PLAIN.match(self.text, self.position)
        if found is None or found[0] not in names:
            return False
        self.position = found.end()
        self.skip_space()
        return True

    def either(self) -> Node:
        parts: list[Node] = []
        while True:
            start = self.position
            part, empty = self.all()
            follows = self.keyword("OR", "|")
            if empty and (follows or parts):
                self.refuse("There is nothing beside the OR at {at}", max(0, min(start, len(self.text) - 1)))
            if not empty:
                parts.append(part)
            if not follows:
                break
            if self.position >= len(self.text) or self.text[self.position] == ")":
                self.refuse("There is nothing after the OR at the end, before {at}", self.position)
                break
        return _or(parts)

    def all(self) -> tuple[Node, bool]:
        """What stands side by side, and whether that is nothing at all (words left out count as something)."""
        parts: list[Node] = []
        empty = True
        while self.position < len(self.text) and self.text[self.position] != ")":
            saved = self.position
            if self.keyword("OR", "|"):
                self.position = saved
                break
            if self.keyword("AND"):
                if empty or self.position >= len(self.text) or self.text[self.position] == ")":
                    self.refuse("There is nothing on one side of the AND at {at}", saved)
                continue
            part = self.unary()
            empty = False
            if part is not None:
                parts.append(part)
        return _and(parts), empty

    def unary(self) -> Node | None:
        start = self.position
        minus = self.text[start] == "-" and start + 1 < len(self.text) and not self.text[start + 1].isspace()
        if minus:
            self.position += 1
        elif not self.keyword("NOT"):
            return self.primary()
        if self.position >= len(self.text) or self.text[self.position] == ")":
            self.refuse("There is nothing after the NOT at {at}", start)
            return None
        if self.depth >= _DEPTH:
            self.refuse("There are too many negations and parentheses at {at}", start)
            return None
        sort = self.sort
        self.depth += 1
        part = self.unary()
        self.depth -= 1
        if self.sort is not sort and part is None:
            self.refuse("The order at {at} can't be negated; write it without the minus", start)
        return None if part is None or part == And(()) else Not(part)

    def primary(self) -> Node | None:
        start = self.position
        character = self.text[start]
        if character == "(":
            self.position += 1
            self.skip_space()
            return self.group(start)
        if character == '"':
            return self.counted(self.phrase(), start)
        found = _PLAIN.match(self.text, start)
        if found is None:  # only ")" can stand here, behind a negation
            return None
        return self.counted(self.word(found[0], start), start)

    def group(self, start: int) -> Node | None:
        if self.depth >= _DEPTH:
            self.refuse("There are too many negations and parentheses at {at}", start)
            return None
        self.depth += 1
        part = self.either()
        self.depth -= 1
        if self.position < len(self.text):
            self.position += 1
        else:
            self.refuse("The parenthesis at {at} isn't closed", start)
        self.skip_space()
        return part

    def counted(self, part: Node | None, start: int) -> Node | None:
        self.count += part is not None
        if self.count > _MOST:
            self.refuse(f"The query has more than {_MOST} words and conditions, the first too many at {{at}}", start)
            return None
        return part

    def quoted(self) -> str:
        """The text of the quotation that begins here; its end is passed over."""
        start = self.position
        end = self.text.find('"', start + 1)
        if end < 0:
            self.refuse("The quotation mark at {at} isn't closed", start)
            end = len(self.text)
        self.position = min(end + 1, len(self.text))
        self.skip_space()
        return " ".join(self.text[start + 1 : end].split())

    def phrase(self) -> Node | None:
        text = self.quoted()
        return Phrase(text) if _has_word(text) else None

    def word(self, text: str, start: int) -> Node | None:
        named = _FIELD.match(text)
        if named is not None:
            return self.field(named["name"], text, start)
        self.position = start + len(text)
        last = self.position >= len(self.text)
        self.skip_space()
        if text.startswith("#") and _has_word(text):
            return Field("tag", ":", text[1:], position=start)
        return self.plain(text, last)

    def plain(self, text: str, last: bool) -> Node | None:
        """A word as it is searched; the last one while typing is a prefix."""
        bare = text.rstrip("*")
        if not _has_word(bare):
            return None
        return Word(bare, prefix=bare != text or (self.typing and last))

    def as_text(self, text: str, last: bool) -> Node | None:
        """The words of a field that does not exist."""
        parts = [part for part in (piece.lstrip("-#*|").rstrip("*") for piece in text.split(":")) if _has_word(part)]
        words: list[Node] = [Word(part) if part not in _KEYWORDS else Phrase(part) for part in parts]
        if words and last and isinstance(words[-1], Word):
            words[-1] = Word(words[-1].text, prefix=True)
        return _and(words) if words else None

    def field(self, typed: str, text: str, start: int) -> Node | None:
        name = _OTHER_NAMES.get(typed.lower(), typed.lower())
        value_at = start + len(typed) + 1
        self.position = start + len(text)
        if name not in FIELDS:
            if self.typing:
                last = self.position >= len(self.text)
                self.skip_space()
                return self.as_text(text, last)
            hint = _nearest(name, (*FIELDS, *_OTHER_NAMES))
            raise QueryError(
                f'Unknown field "{typed}" at position {start + 1}; {hint}, or put "{text}" in quotation marks', start
            )
        quoted = value_at == self.position < len(self.text) and self.text[self.position] == '"'
        value = self.quoted() if quoted else text[len(typed) + 1 :]
        self.skip_space()
        if not value:
            self.refuse(f'The field "{name}" at {{at}} has no value', start)
            return None
        if name in TEXT_FIELDS:
            return Field(name, ":", value, position=start) if _has_word(value) or name == "category" else None
        if name in _CHOICES:
            return self.choice(name, value, start, value_at)
        return self.comparison(name, value, start, value_at)

    def choice(self, name: str, value: str, start: int, value_at: int) -> Node | None:
        chosen = _OTHER_VALUES.get(value.lower(), value.lower())
        if chosen not in _CHOICES[name]:
            hint = _nearest(chosen, _CHOICES[name])
            self.refuse(f'Unknown value "{value}" of "{name}" at {{at}}; {hint}', value_at)
            return None
        if name == "sort":
            self.sort = Sort(chosen)
            return None
        return Field(name, ":", chosen, position=start)

    def comparison(self, name: str, value: str, start: int, value_at: int) -> Node | None:
        valid = _is_number if name in NUMBER_FIELDS else _is_day
        kind = "a number such as 500" if name in NUMBER_FIELDS else "a day such as 2024, 2024-03-01 or 7d"
        lower, dots, upper = value.partition("..")
        if dots:
            if (lower or upper) and all(valid(part) for part in (lower, upper) if part):
                return Field(name, "..", lower.lower(), upper.lower(), start)
        else:
            sign = _OPERATOR.match(value)
            operator = sign[0] if sign else ":"
            rest = value[len(operator) :] if sign else value
            if valid(rest):
                return Field(name, ":" if operator == "=" else operator, rest.lower(), position=start)
        self.refuse(f'"{value}" at {{at}} isn\'t {kind} (with <, <=, >, >= before it or .. between two)', value_at)
        return None


def _nearest(text: str, known: Iterable[str]) -> str:
    """A hint: the known name nearest to ``text``, or all of them."""
    from difflib import get_close_matches

    known = list(known)
    near = get_close_matches(text, known, 1, 0.6)
    return f'did you mean "{near[0]}"' if near else f"known are {', '.join(known)}"


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.removesuffix("%")) is not None


def _is_day(text: str) -> bool:
    try:
        date_span(text, date(2024, 1, 1))
    except ValueError:
        return False
    return True


def _flat(parts: Iterable[Node], kind: type[And] | type[Or]) -> list[Node]:
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat += part.parts
        elif part != And(()):
            flat.append(part)
    return flat


def _and(parts: Iterable[Node]) -> Node:
    flat = _flat(parts, And)
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _or(parts: Iterable[Node]) -> Node:
    flat = _flat(parts, Or)
    if not flat:
        return And(())
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def format_query(query: Query) -> str:
    """Return ``query`` in the language that `parse` reads; parsing it gives the same query (but for positions)."""
    text = _format(query.root)
    return f"{text} sort:{query.sort.value}".strip() if query.sort else text


def _format(node: Node) -> str:
    match node:
        case Word():
            return node.text + "*" * node.prefix
        case Phrase():
            return f'"{node.text}"'
        case Field():
            value = node.value if _PLAIN.fullmatch(node.value) else f'"{node.value}"'
            if node.operator == "..":
                return f"{node.name}:{node.value}..{node.upper}"
            return f"{node.name}:{value}" if node.operator == ":" else f"{node.name}:{node.operator}{node.value}"
        case Not():
            inner = _format(node.part)
            return f"-({inner})" if isinstance(node.part, And | Or | Not) else f"-{inner}"
        case And():
            return " ".join(f"({_format(part)})" if isinstance(part, Or) else _format(part) for part in node.parts)
        case Or():
            return " OR ".join(_format(part) for part in node.parts)
