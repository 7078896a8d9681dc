"""The language of queries: what is typed into the search box, after ``readlater list`` and in saved filters.

::

    query    = [or]
    or       = and {("OR" | "|") and}                        OR binds looser than what stands side by side
    and      = unary {["AND"] unary}
    unary    = ("-" | "NOT") unary | primary
    primary  = "(" or ")" | '"' phrase '"' ["*"] | "#" tag | field | word ["*"]
    field    = name ":" values | name ":" "(" or ")"         words in the parentheses are values of the field
             | number-or-day-name comparison                 words<500
    values   = ["="] value {"," value}  names, choices and IDs: any of them; IDs: near to all of them together;
             |                        "=" before names: just this site, just this category and none below it
             | value                  texts, where a comma is a comma
             | comparison             numbers and days
    value    = (word | '"' words '"') ["*"] | "none" | "*"   with a star a beginning; has none; has any
    comparison = [operator] amount | [amount] ".." [amount] | amount "+"
    operator = "<" | "<=" | ">" | ">=" | "="
    amount   = 500 | 2k | 50% | 5min | 1h | day
    day      = 2024 | 2024-03 | 2024-03-01 | march 2024 | today | yesterday | monday | this week | last week
             | last-month | last year | 7d | -7d | 2w | 6m | 1y | 7 days ago

``OR``, ``AND`` and ``NOT`` are written in capitals, so that the words can be searched. The fields and what their values
are stand in `readlater.language.fields`, the days in `readlater.language.days`; days of several words need no quotation
marks. A day that is a length of time is the day so long ago: ``saved:7d`` is since then, ``saved:<1y`` before then,
``saved:-7d..-1d`` between. A range may be told from either end. ``sort:`` may stand anywhere and the last one counts.
Words that hold neither letter nor digit are left out; a query of nothing else is refused. Anything in double quotes is
text: ``tag:"none"`` is the tag of that name.

What `parse` returns has every value in one form (``saved:"Last week"``: ``last-week``, ``words:2k``: ``2000``), a list
as an `Or`, ``none`` as the empty value, a beginning as the operator ``*``. `format_query` writes it so that parsing it
gives the same.
"""

from __future__ import annotations

import re

from readlater.errors import QueryError
from readlater.language.amounts import Comparison, compared, leading, spoken
from readlater.language.fields import BY_NAME, LANGUAGES, LISTED, NAMES, FieldInfo, Kind, choice, nearest
from readlater.language.printing import format_query
from readlater.language.trees import all_of, any_of, has_word, short
from readlater.language.values import article_ids, cleaned, language_code
from readlater.model import And, Field, Node, Not, Phrase, Query, Sort, Word

__all__ = ["format_query", "parse"]

_DEPTH = 40  # of parentheses and negations; far below what Python's and SQLite's own limits allow
_MOST = 200  # words and conditions
_FIELD = re.compile(r"(?P<name>[^\W\d_]+(?:-[^\W\d_]+)?)(?::(?!//)|(?=[<>=]))", re.ASCII)
_KEYWORDS = ("OR", "AND", "NOT")
_PLAIN = re.compile(r'[^\s"()]+')
_PIECE = re.compile(r'[^\s"(),]+')
_COMPARED = (Kind.NUMBER, Kind.DAY)


def parse(text: str, *, typing: bool = False) -> Query:
    """Return the query that ``text`` says.

    With ``typing`` nothing is refused: the last word or value is a beginning, what isn't finished yet (a quotation, a
    parenthesis, a field without value) is closed or left out, and what isn't understood is searched as text.

    Raises:
        QueryError: not with ``typing``; the message names the position and the nearest field or value that exists.
    """
    return _Parser(text, typing).query()


class _Parser:
    """A recursive-descent parser. ``refuse`` raises, or while typing lets the parser go on without the part."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = cleaned(text)
        self.typing = typing
        self.position = 0
        self.sort: Sort | None = None
        self.count = 0
        self.depth = 0
        self.scope: FieldInfo | None = None
        """The field whose values the words are that stand in its parentheses."""
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
        root = all_of(parts)
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

    # --- what binds words together

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
        return any_of(parts)

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
        return all_of(parts), empty

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
            return self.group(start)
        if character == '"':
            text, begun = self.quoted()
            self.skip_space()
            if self.scope is not None:
                return self.value(self.scope, text, start, start, quoted=True, begun=begun)
            return self.counted(Phrase(text, begun) if has_word(text) else None, start)
        found = _PLAIN.match(self.text, start)
        if found is None:  # only ")" can stand here, behind a negation
            return None
        return self.word(found[0], start)

    def group(self, start: int, scope: FieldInfo | None = None) -> Node | None:
        self.position += 1
        self.skip_space()
        if self.depth >= _DEPTH:
            self.refuse("There are too many negations and parentheses at {at}", start)
            return None
        outer, self.scope = self.scope, scope or self.scope
        self.depth += 1
        part = self.either()
        self.depth -= 1
        self.scope = outer
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

    # --- words

    def quoted(self) -> tuple[str, bool]:
        """The text of the quotation that begins here, and whether it is a beginning: with a star, or not closed yet."""
        start = self.position
        end = self.text.find('"', start + 1)
        begun = end < 0
        if begun:
            self.refuse("The quotation mark at {at} isn't closed", start)
            end = len(self.text)
        self.position = min(end + 1, len(self.text))
        if self.text[self.position : self.position + 1] == "*":
            self.position += 1
            begun = True
        return " ".join(self.text[start + 1 : end].split()), begun

    def word(self, text: str, start: int) -> Node | None:
        named = _FIELD.match(text)
        if named is not None and (text[named.end() - 1] == ":" or self.is_compared(named["name"])):
            return self.field(named["name"], text, start, start + named.end())
        if self.scope is not None:
            return self.values(self.scope, start, start)
        self.position = start + len(text)
        last = self.position >= len(self.text)
        self.skip_space()
        if text.startswith("#") and has_word(text):
            return self.value(BY_NAME["tag"], text[1:], start, start, begun=self.typing and last)
        bare = text.rstrip("*")
        if not has_word(bare):
            return None
        return self.counted(Word(bare, prefix=bare != text or (self.typing and last)), start)

    def is_compared(self, name: str) -> bool:
        """Whether a field is one that ``<`` may stand behind without a colon."""
        known = NAMES.get(name.lower())
        return known is not None and BY_NAME[known].kind in _COMPARED

    def as_text(self, text: str, start: int) -> Node | None:
        """The words of a field that does not exist."""
        last = self.position >= len(self.text)
        self.skip_space()
        parts = [
            part for part in (piece.lstrip("-#*|").rstrip("*") for piece in re.split("[:<>=]", text)) if has_word(part)
        ]
        words: list[Node] = [Word(part) if part not in _KEYWORDS else Phrase(part) for part in parts]
        if words and last and isinstance(words[-1], Word):
            words[-1] = Word(words[-1].text, prefix=True)
        return self.counted(all_of(words), start) if words else None

    # --- fields

    def field(self, typed: str, text: str, start: int, value_at: int) -> Node | None:
        name = NAMES.get(typed.lower())
        if name is None:
            self.position = start + len(text)
            if self.typing:
                return self.as_text(text, start)
            raise QueryError(
                f'Unknown field "{short(typed)}" at position {start + 1}; {nearest(typed, NAMES, BY_NAME)}; '
                f'to search for it as text, write "{short(text)}" in quotation marks',
                start,
            )
        info = BY_NAME[name]
        self.position = value_at
        if self.text[value_at : value_at + 1] == "(" and info.kind is not Kind.ORDER:
            return self.group(value_at, info)
        return self.values(info, start, value_at)

    def values(self, info: FieldInfo, start: int, value_at: int) -> Node | None:
        """The values that stand here as a condition; several are an `Or`."""
        if info.kind in _COMPARED and self.text[value_at : value_at + 1] != '"':
            return self.comparison(info, start, value_at)
        parts: list[Node] = []
        given = False
        exact = info.kind is Kind.NAME and self.text[value_at : value_at + 1] == "="
        self.position += exact
        for text, at, is_quoted, begun in self.pieces(info.kind in LISTED):
            given = True
            part = self.value(info, text, start, at, quoted=is_quoted or exact, begun=begun and not exact)
            if exact and isinstance(part, Field) and part.value:
                part = Field(info.name, "=", part.value, position=start)
            if part is not None:
                parts.append(part)
        if not given:
            self.without_value(info, start)
            return None
        if info.kind is Kind.ID and parts:
            together = ",".join(part.value for part in parts if isinstance(part, Field))
            return Field(info.name, ":", together, position=start)
        return any_of(parts) if parts else None

    def without_value(self, info: FieldInfo, start: int) -> None:
        self.refuse(
            f'The field "{info.name}" at {{at}} has no value; write it right behind the colon: {info.example}', start
        )

    def pieces(self, listed: bool) -> list[tuple[str, int, bool, bool]]:
        """The values that stand here: text, position, whether in quotation marks, whether it may go on."""
        found: list[tuple[str, int, bool, bool]] = []
        while self.position < len(self.text):
            at = self.position
            if self.text[at] == '"':
                text, begun = self.quoted()
                found.append((text, at, True, begun))
            elif plain := (_PIECE if listed else _PLAIN).match(self.text, at):
                self.position = plain.end()
                found.append((plain[0], at, False, self.typing and self.position >= len(self.text)))
            if not listed or self.text[self.position : self.position + 1] != ",":
                break
            self.position += 1
        self.skip_space()
        return [piece for piece in found if piece[0] or piece[2]]

    def value(
        self, info: FieldInfo, text: str, start: int, at: int, *, quoted: bool = False, begun: bool = False
    ) -> Node | None:
        """One value of a field; ``begun``: it may be the beginning of a longer one."""
        match info.kind:
            case Kind.NUMBER | Kind.DAY:
                return self.counted(self.compare(info, text, start, at), start)
            case Kind.CHOICE | Kind.ORDER:
                return self.counted(self.choice(info, text, start, at), start)
            case Kind.ID:
                return self.counted(self.article(info, text, start, at), start)
        star = not quoted and text.endswith("*")
        bare = text.rstrip("*") if star else text
        if info.absent and not quoted and bare.lower() == info.absent:
            return self.counted(Field(info.name, ":", "", position=start), start)
        if info.absent and star and not bare:
            return self.counted(Not(Field(info.name, ":", "", position=start)), start)
        if not bare:
            if not quoted or info.kind is Kind.TEXT:
                return None
            return self.counted(Field(info.name, ":", "", position=start), start) if info.absent else None
        if info.kind is Kind.TEXT and not has_word(bare):
            return None
        beginning = star or begun
        if info.name == "lang":
            return self.counted(self.language(info, bare, start, at, beginning), start)
        operator = "*" if beginning and info.name != "site" else ":"
        return self.counted(Field(info.name, operator, bare, position=start), start)

    def language(self, info: FieldInfo, text: str, start: int, at: int, beginning: bool) -> Node | None:
        if beginning and text.lower() not in LANGUAGES:
            return Field(info.name, "*", text.lower(), position=start)
        code = language_code(text)
        if code is not None:
            return Field(info.name, ":", code, position=start)
        hint = nearest(text, LANGUAGES, ()) or 'write a code such as "en", or its English name'
        self.refuse(f'Unknown language "{short(text)}" at {{at}}; {hint}', at)
        return None

    def article(self, info: FieldInfo, text: str, start: int, at: int) -> Node | None:
        key = article_ids(text)
        if key is None:
            self.refuse(f'"{short(text)}" at {{at}} is no article ID; give at least its first 4 hex digits', at)
            return None
        return Field(info.name, ":", key, position=start)

    def choice(self, info: FieldInfo, text: str, start: int, at: int) -> Node | None:
        chosen = choice(info, text)
        if chosen is None:
            hint = nearest(text, [one for one, _ in info.choices])
            self.refuse(f'Unknown value "{short(text)}" of "{info.name}" at {{at}}; {hint}', at)
            return None
        if info.kind is Kind.ORDER:
            self.sort = Sort(chosen[1])
            return None
        return Field(chosen[0], ":", chosen[1], position=start)

    def comparison(self, info: FieldInfo, start: int, value_at: int) -> Node | None:
        """A number or day, or several words that are one: the longest that can be understood."""
        first = _PLAIN.match(self.text, value_at)
        end = spoken(self.text, value_at, info) or (first.end() if first else 0)
        if not end:
            self.skip_space()
            self.without_value(info, start)
            return None
        text = self.text[value_at:end]
        rest = self.text[end:]
        unfinished = self.typing and compared(text, info) is None and leading(text)
        if unfinished and len(rest.split()) == 1 and not rest[-1].isspace():
            end = len(self.text)  # "last w" will be "last week"
        self.position = end
        self.skip_space()
        return self.counted(self.compare(info, text, start, value_at), start)

    def compare(self, info: FieldInfo, text: str, start: int, at: int) -> Node | None:
        found: Comparison | None = compared(text, info)
        if found is None:
            number = info.kind is Kind.NUMBER
            kind = "a number such as 500" if number else "a day such as 2024, 2024-03-01, last-week or 7d"
            self.refuse(f'"{short(text)}" at {{at}} isn\'t {kind} (with <, <=, >, >= before it or .. between two)', at)
            return None
        return Field(info.name, found.operator, found.value, found.upper, start)
