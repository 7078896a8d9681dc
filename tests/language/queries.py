"""Generated queries: trees in the form in which the parser gives them out."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from readlater.language.fields import COLOURS, ORDERS, STATES, THINGS
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Sort, Word

WORDS = ("zorb", "quix", "blat", "murk", "vond", "plim")
"""Words that no stemmer changes, of four letters: a longer unknown one would be taken for a form of a known one."""

RUNS = ("東京", "京都", "東京都")
BYLINES = ("Ann Vond", "Bo Plim", "Ann Plim", "")
SITES = ("Nature", "nature.example", "Zorb News", "flix.example", "Écho", "")
HOSTS = ("nature.example", "www.nature.example", "news.nature.example", "flix.example", "x.example", "net.gov:8080")
CATEGORIES = ("", "tech", "tech/quix", "tech/quix/deep", "technical", "Art", "none")
TAGS = ("linux", "Économie", "to do", "a,b", "C++", "none", "li")
LANGUAGES = ("en", "de", "pt-br", "ja", "")
DAYS = (
    "2024",
    "2024-02",
    "2024-02-29",
    "today",
    "yesterday",
    "7d",
    "2w",
    "6m",
    "1y",
    "this-week",
    "last-week",
    "monday",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
    "last-friday",
    "march",
    "last-march",
    "winter",
    "last-winter",
    "autumn-2023",
    "weekend",
    "last-weekend",
    "tomorrow",
    "next-week",
    "0d",
    "9999y",
)
COMPARISONS = ("<", "<=", ">", ">=", ":")
ABSENT = ("author", "site", "category", "tag", "lang")
DATED = ("saved", "published", "lastread", "readon", "marked", "snoozed")
ABSENT_DATES = DATED[1:]
NAMED = {
    "site": (
        "nature",
        "zorb",
        "NATURE.example",
        "x.example",
        "flix",
        "example",
        "gov",
        ".gov",
        "echo",
        "news.nature.example",
        "https://www.nature.example/a",
        "n%t_re",
        "net.gov:8080",
    ),
    "category": ("tech", "TECH", "tech/quix", "art", "none", "te", "quix", "tech/"),
    "tag": ("linux", "LINUX", "economie", "to do", "a,b", "c++", "none", "li", "nothing"),
    "lang": ("en", "de", "pt", "pt-br", "ja", "fr"),
}
CHOICES = {"is": STATES, "has": THINGS, "colour": COLOURS}
NUMBERS = {
    "words": ("0", "5", "30", "200", "2000", "12.5"),
    "minutes": ("0", "1", "2", "3", "0.5", "2.5"),
    "left": ("0", "1", "2", "0.5"),
    "read": ("0", "1", "3", "0.5"),
    "progress": ("0", "30", "50", "100"),
}


def _number(name: str) -> st.SearchStrategy[Field]:
    values = st.sampled_from(NUMBERS[name])
    return st.one_of(
        st.builds(Field, st.just(name), st.sampled_from(COMPARISONS), values),
        st.builds(Field, st.just(name), st.just(".."), values, values),
        st.builds(Field, st.just(name), st.just(".."), values),
        st.builds(Field, st.just(name), st.just(".."), st.just(""), values),
    )


def _day(name: str) -> st.SearchStrategy[Field]:
    values = st.sampled_from(DAYS)
    return st.one_of(
        st.builds(Field, st.just(name), st.sampled_from(COMPARISONS), values),
        st.builds(Field, st.just(name), st.just(".."), values, values),
        st.builds(Field, st.just(name), st.just(".."), values),
        st.builds(Field, st.just(name), st.just(".."), st.just(""), values),
    )


def _named(name: str) -> st.SearchStrategy[Field]:
    return st.builds(Field, st.just(name), st.sampled_from(_operators(name)), st.sampled_from(NAMED[name]))


def _chosen(name: str) -> st.SearchStrategy[Field]:
    return st.builds(Field, st.just(name), st.just(":"), st.sampled_from([value for value, _ in CHOICES[name]]))


def _operators(name: str) -> tuple[str, ...]:
    if name in ("site", "lang"):
        return (":", "=")
    return (":", "*", "=")


def every_field() -> list[Field]:
    """A condition for every field with every operator and value of these tables; no ranges."""
    found = [Field(name, ":", "") for name in (*ABSENT, *ABSENT_DATES)]
    for name, values in NAMED.items():
        found += [Field(name, operator, value) for value in values for operator in _operators(name)]
    for name, values in (*NUMBERS.items(), *((name, DAYS) for name in DATED)):
        found += [Field(name, operator, value) for value in values for operator in COMPARISONS]
    for name, choices in CHOICES.items():
        found += [Field(name, ":", value) for value, _ in choices]
    return found


words = st.sampled_from((*WORDS, "ann", "bo", "nowhere"))
phrases = st.lists(words, min_size=2, max_size=3).map(" ".join)
beginnings = st.tuples(words, st.integers(1, 3)).map(lambda pair: pair[0][: pair[1]])
_TEXT = st.sampled_from(("title", "author", "text", "note"))


def leaves(ids: Sequence[str]) -> st.SearchStrategy[Node]:
    """Conditions of every kind; ``ids`` are the beginnings of UUIDs that ``similar:`` may name."""
    articles = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True).map(",".join)
    return st.one_of(
        st.builds(Word, words | st.sampled_from(RUNS)),
        st.builds(Word, beginnings, st.just(True)),
        st.builds(Phrase, phrases | words),
        st.builds(Phrase, st.tuples(words, beginnings).map(" ".join), st.just(True)),
        st.builds(Field, _TEXT, st.just(":"), words | phrases | st.sampled_from(RUNS)),
        st.builds(Field, _TEXT, st.just("*"), beginnings),
        st.builds(Field, st.sampled_from((*ABSENT, *ABSENT_DATES)), st.just(":"), st.just("")),
        *map(_named, NAMED),
        *map(_number, NUMBERS),
        *map(_day, DATED),
        *map(_chosen, CHOICES),
        st.builds(Field, st.just("similar"), st.just(":"), articles),
    )


def _joined(kind: type[And] | type[Or], parts: Sequence[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return kind(tuple(flat))


def nodes(ids: Sequence[str]) -> st.SearchStrategy[Node]:
    """Trees of conditions."""
    return st.recursive(
        leaves(ids),
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.lists(inner, min_size=2, max_size=4).map(lambda parts: _joined(And, parts)),
            st.lists(inner, min_size=2, max_size=4).map(lambda parts: _joined(Or, parts)),
        ),
        max_leaves=8,
    )


def queries(ids: Sequence[str]) -> st.SearchStrategy[Query]:
    """Queries with and without an order, which is one that can be told."""
    orders = st.sampled_from([None, None, *(Sort(value) for value, _ in ORDERS if value != Sort.RANDOM)])
    return st.builds(Query, nodes(ids), orders)
