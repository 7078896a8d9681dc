"""Suggestions by similar readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.library import Library
from readlater.library.suggesting import LEAST, Vote, category_vote, is_of_site
from tests.factories import draft

GARDEN = ["compost", "seedlings", "pruning", "mulch", "perennials", "greenhouse", "trellis", "tomatoes", "topsoil"]
GARDEN += ["aphids", "hedges", "watering"]
SKY = ["telescope", "nebula", "comet", "orbit", "eclipse", "supernova", "galaxy", "asteroid", "observatory"]
SKY += ["meteor", "spectrum", "parallax"]


def about(words: list[str], number: int) -> str:
    """A text about a topic: each number says something else of it."""
    chosen = [words[(number + step) % len(words)] for step in range(8)]
    chosen = [words[(number + step) % len(words)] for step in range(6)]
    return f"Number {number}: " + ". ".join(" ".join(chosen[at:]) for at in range(6))


@pytest.fixture
def sorted_ones(library: Library) -> dict[str, list[int]]:
    """Twelve articles on gardens, and twelve on the sky; none is in a category yet."""
    return {
        topic: [
            library.add(draft(f"{topic} {n}", about(words, n), url=f"https://{topic}{n}.example/a")).id
            for n in range(12)
        ]
        for topic, words in (("garden", GARDEN), ("sky", SKY))
    }


def shown(library: Library, number: int) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in library.suggestions(number)]


def file_all(library: Library, topics: dict[str, list[int]]) -> None:
    garden, sky = topics["garden"][1:], topics["sky"][1:]
    library.sort_into({"home/garden": garden, "science": sky}, {"Plants": garden, "stars": sky})


def test_the_category_and_the_tag_of_similar_readings(library: Library, sorted_ones: dict[str, list[int]]) -> None:
    file_all(library, sorted_ones)
    category, tag = library.suggestions(sorted_ones["garden"][0])
    assert (category.kind, category.value) == ("category", "home/garden")
    assert LEAST <= category.confidence <= 1
    assert set(category.readings) <= set(sorted_ones["garden"])
    assert category.support == len(category.readings) >= 2
    assert (tag.kind, tag.value) == ("tag", "Plants")
    assert shown(library, sorted_ones["sky"][0]) == [("category", "science"), ("tag", "stars")]


def test_nothing_while_few_articles_are_sorted(library: Library, sorted_ones: dict[str, list[int]]) -> None:
    some = {topic: ids[1:10] for topic, ids in sorted_ones.items()}
    library.sort_into({"garden": some["garden"], "science": some["sky"]}, {})
    assert shown(library, sorted_ones["garden"][0]) == []


def test_nothing_that_the_article_has(library: Library, sorted_ones: dict[str, list[int]]) -> None:
    file_all(library, sorted_ones)
    new = sorted_ones["garden"][0]
    library.sort_into({"home/garden": [new]}, {"plants": [new]})
    assert shown(library, new) == []
    library.set_category([new], "mine")  # the reader's own choice
    assert shown(library, new) == []
    library.set_category([new], "home")  # a choice that can be made finer
    assert shown(library, new) == [("category", "home/garden")]


def test_nothing_that_the_reader_took_away_until_that_is_undone(
    library: Library, sorted_ones: dict[str, list[int]]
) -> None:
    file_all(library, sorted_ones)
    new = sorted_ones["garden"][0]
    library.sort_into({"home/garden": [new]}, {"Plants": [new]})
    library.untag([new], "plants")
    library.set_category([new], "")
    assert shown(library, new) == []
    assert library.refused(new) == {("tag", "plants"), ("category", "home/garden"), ("category", "home")}
    library.undo()
    library.undo()
    library.undo()
    assert shown(library, new) == [("category", "home/garden"), ("tag", "Plants")]


def test_categories_below_one_another_vote_for_what_they_share(
    library: Library, sorted_ones: dict[str, list[int]]
) -> None:
    garden = sorted_ones["garden"]
    beds = {f"home/{name}": garden[1 + at :: 4] for at, name in enumerate(("soil", "trees", "water", "glass"))}
    library.sort_into(beds | {"science": sorted_ones["sky"]}, {})
    assert shown(library, garden[0]) == [("category", "home")]


def test_a_category_that_is_only_a_site_has_no_vote_and_may_be_changed(library: Library) -> None:
    garden, sky = (
        [
            library.add(draft(f"{site} {n}", about(words, n), url=f"https://www.{site}.example/{n}")).id
            for n in range(12)
        ]
        for site, words in (("beds", GARDEN), ("stars", SKY))
    )
    library.sort_into({"beds": garden, "stars": sky}, {})
    new = library.add(draft("Pasted", about(GARDEN, 13))).id
    assert shown(library, new) == []
    library.set_category(garden[1:], "home/garden")
    assert shown(library, new) == [("category", "home/garden")]
    assert shown(library, garden[0]) == [("category", "home/garden")]


def test_one_article_is_no_pattern_and_nearer_ones_count_for_more(library: Library) -> None:
    near = [(1, 0.9), (2, 0.5), (3, 0.5), (4, 0.5)]
    ids = [library.add(draft(f"No {n}", f"words {n}")).id for n in range(4)]
    assert ids == [number for number, _ in near]
    library.sort_into({"one": [1], "other": [2, 3, 4]}, {})
    with library._database.read() as connection:
        vote = category_vote(connection, near)
        assert vote is not None
        assert (vote.value, vote.readings) == ("one", (1,))
        assert vote.share == pytest.approx(0.9**3 / (0.9**3 + 3 * 0.5**3 + 0.01))


def test_what_is_in_the_trash_has_no_vote(library: Library, sorted_ones: dict[str, list[int]]) -> None:
    file_all(library, sorted_ones)
    library.delete(sorted_ones["garden"][1:])
    library.set_category([library.add(draft(f"Other {n}", f"{n} {n}0 things")).id for n in range(20)], "other")
    assert shown(library, sorted_ones["garden"][0]) == []


def test_an_article_that_is_not_there_and_one_like_no_other(
    library: Library, sorted_ones: dict[str, list[int]]
) -> None:
    file_all(library, sorted_ones)
    assert library.suggestions(9999) == []
    assert library.suggestions(library.add(draft("Alone", "Quite unlike everything else here.")).id) == []
    assert library.suggestions(library.add(draft("Empty", "")).id) == []


def test_a_single_reading_is_not_enough(library: Library) -> None:
    topics = {
        topic: [library.add(draft(f"{topic} {n}", about(words, n))).id for n in range(12)]
        for topic, words in (("garden", GARDEN), ("sky", SKY))
    }
    library.sort_into(
        {"home": topics["garden"][1:2], "science": topics["sky"]}, {"x": [*topics["sky"], *topics["garden"][2:]]}
    )
    library.tag([library.add(draft(f"Filler {n}", f"{n} and {n}0")).id for n in range(9)], "x")
    library.set_category([library.add(draft(f"Filler {n}", f"{n} or {n}0")).id for n in range(9)], "other")
    assert ("category", "home") not in shown(library, topics["garden"][0])


def test_sorting_many_is_one_action(library: Library, sorted_ones: dict[str, list[int]]) -> None:
    garden, sky = sorted_ones["garden"], sorted_ones["sky"]
    assert (
        library.sort_into({"home": garden, "science": sky[:1]}, {"x": sky[:2]})
        == "moved 13 articles and tagged 2 articles"
    )
    assert library.article(sky[0]).category_id == "science"
    assert library.undo() == "moved 13 articles and tagged 2 articles"
    assert {library.article(number).category_id for number in garden} == {""}
    assert library.article(sky[0]).tags == ()
    actions = len(library.history())
    assert "nothing" in library.sort_into({}, {})
    assert len(library.history()) == actions


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_grows_with_the_share_of_the_votes(one: float, other: float) -> None:
    low, high = sorted((Vote("x", one, ()).confidence, Vote("x", other, ()).confidence))
    assert 0 <= low <= high <= 1
    assert (Vote("x", max(one, other), ()).confidence) == high


@pytest.mark.parametrize(
    ("category", "url", "its"),
    [
        ("nhk", "https://www3.nhk.or.jp/news/1", True),
        ("news/nhk", "https://www3.nhk.or.jp/news/1", True),
        ("NHK", "https://me:secret@nhk.example:8080/", True),
        ("news", "https://www3.nhk.or.jp/news/1", False),
        ("nhk", "", False),
        ("nhk", "not a url", False),
    ],
)
def test_categories_named_after_the_site(category: str, url: str, its: bool) -> None:
    assert is_of_site(category, url) is its
