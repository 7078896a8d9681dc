from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.language.query import parse
from readlater.library import Library, NewArticle
from tests.factories import draft


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Ten articles: names of all kinds, some used more than others, and one in the trash."""
    with Library.open(tmp_path_factory.mktemp("completing") / "library") as library:
        added = library.add_all(
            [
                NewArticle(
                    draft(
                        f"Glacier {number}",
                        f"The glaciers of the Alps, part {number}. Glass and gloves.",
                        tags=("linux",) + ("to do",) * (number % 2) + ("lisp",) * (number > 7),
                        site="Nature" if number < 6 else "New York Times",
                        byline="Ann Lee" if number < 4 else "Bo Ek",
                        category_id="tech/storage" if number < 5 else "art",
                    )
                )
                for number in range(10)
            ]
        )
        library.delete([added[9].id])
        yield library


def offered(library: Library, text: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.count) for one in library.completions(text, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tag:", [("linux", 9), ('"to do"', 4), ("lisp", 1), ("none", None)]),
        ("tag:li", [("linux", 9), ("lisp", 1)]),
        ("#LI", [("#linux", 9), ("#lisp", 1)]),
        ("-tag:linux,t", [('"to do"', 4)]),
        ('tag:"to', [('"to do"', 4)]),
        ("tag:do", [('"to do"', 4)]),
        ("category:", [("tech", 5), ("tech/storage", 5), ("art", 4), ("none", None)]),
        ("category:sto", [("tech/storage", 5)]),
        ("site:n", [("Nature", 6), ('"New York Times"', 3), ("none", None)]),
        ("site:york", [('"New York Times"', 3)]),
        ("author:lee", [('"Ann Lee"', 4)]),
        ("author:b", [('"Bo Ek"', None)]),
        ("lang:", [("en", None), ("none", None)]),
        ("lang:eng", [("en", None)]),
        ("glac", [("glacier", 10), ("glaciers", 10)]),
        ("title:glov", [("gloves", None)]),
        ("is:dup", [("duplicate", None)]),
        ("tag:(linux OR l", [("linux", 9), ("lisp", 1)]),
        ("zzzz", []),
    ],
)
def test_what_is_in_the_library_is_offered_the_most_used_first(
    library: Library, text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert offered(library, text) == expected


def test_fields_come_before_words(library: Library) -> None:
    texts = [text for text, _ in offered(library, "ti")]
    assert texts[0] == "title:"


def test_articles_are_offered_by_title_and_by_id(library: Library) -> None:
    newest = library.completions("similar:", 8)
    assert [one.help for one in newest][:2] == ["Glacier 8", "Glacier 7"]
    [one] = [one for one in library.completions('similar:"glacier 7', 18) if one.help == "Glacier 7"]
    assert library.row(library.find_id(one.text)).title == "Glacier 7"
    assert one.text in [each.text for each in library.completions(f"similar:{one.text[:5]}", 13)]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(st.sampled_from('glat:,"()-# \0\ud800n東<.'), max_size=24)
    | st.text(max_size=20)
    | st.builds(
        "{}:{}".format,
        st.sampled_from(("tag", "site", "author", "lang", "similar", "category", "note")),
        st.text(max_size=6),
    ),
    cursor=st.integers(0, 24),
)
def test_whatever_is_typed_what_is_offered_can_be_asked(library: Library, text: str, cursor: int) -> None:
    for one in library.completions(text, cursor):
        library.ids(parse(text[: one.start] + one.text + text[one.end :], typing=True))
