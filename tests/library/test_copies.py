"""Articles that are in the library twice."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from readlater.library import Library, NewArticle, copies
from readlater.library.refreshing import Renewal
from readlater.model import Copy, Outcome
from tests.factories import draft

WORDS = [f"{first}{last}" for first in ("har", "mel", "sto", "vin", "lau", "per", "dro") for last in
         ("bour", "ten", "gard", "nica", "ssel", "thorn", "mory", "phine", "dock", "wick", "laine")]  # fmt: skip


def story(seed: int, words: int = 240) -> str:
    """A story of invented words, another one for each seed."""
    random = Random(seed)
    said = [f"{random.choice(WORDS)}{random.randrange(9)}" for _ in range(words)]
    return ".\n\n".join(" ".join(said[start : start + 30]) for start in range(0, words, 30)) + "."


def edited(text: str, every: int = 10) -> str:
    words = text.split(" ")
    return " ".join("altered" if number % every == every // 2 else word for number, word in enumerate(words))


def add(library: Library, name: str, text: str, title: str = "") -> int:
    return library.add(draft(title or f"Title {name}", text, url=f"https://example.org/{name}")).id


def found(library: Library, number: int) -> list[tuple[int, bool]]:
    return [(copy.row.id, copy.certain) for copy in library.copies(number)]


@pytest.fixture
def first(library: Library) -> int:
    """A story, in a library with others."""
    for seed in range(50, 60):
        add(library, f"other-{seed}", story(seed))
    return add(library, "first", story(1))


@pytest.mark.parametrize(
    ("name", "text", "certain"),
    [
        ("cut at a paywall", story(1)[:700], True),
        ("with what the site adds", f"Read more.\n\n{story(1)}\n\nSubscribe to our letter and never miss one.", True),
        ("with a part of another story", f"{story(1)}\n\n{story(50)[:500]}", True),
        ("edited", edited(story(1)), False),
        ("edited and cut", edited(story(1), 14)[:900], True),
    ],
)
def test_a_copy_is_found(library: Library, first: int, name: str, text: str, certain: bool) -> None:
    added = library.add(draft("Another title", text, url="https://example.net/copy"))
    assert added.outcome is Outcome.NEW, name
    assert [copy.row.id for copy in added.copies] == [first]
    assert added.message.startswith("already saved as “Title first”" if certain else "looks like a copy of “Title fir")
    assert found(library, added.id) == [(first, certain)]
    assert found(library, first) == [(added.id, certain)]
    assert library.check() == []


def test_another_story_is_none(library: Library, first: int) -> None:
    number = add(library, "second", story(2))
    assert found(library, number) == found(library, first) == []


def test_a_story_that_goes_on_is_none(library: Library, first: int) -> None:
    """It begins with what is new and repeats what was said before."""
    number = add(library, "next", story(1, 240)[:900] + "\n\n" + story(3, 60))
    assert found(library, number) == [(first, False)]
    number = add(library, "sequel", story(4, 70) + "\n\n" + story(1)[:1100])
    assert first not in dict(found(library, number))


def test_columns_of_a_series_are_none(library: Library) -> None:
    """Three quarters of each are the frame; the title says of none that it is the same."""
    frame = story(7, 180)
    numbers = [add(library, f"column-{seed}", f"{frame}\n\n{story(seed, 60)}") for seed in range(20, 26)]
    assert all(found(library, number) == [] for number in numbers[3:])
    again = add(library, "copy", f"{frame}\n\n{edited(story(24, 60))}")
    assert [number for number, _ in found(library, again)] == [numbers[4]]


def test_notices_are_none(library: Library) -> None:
    notice = "Please enable cookies and reload this page to go on reading. We check that you are no machine."
    for number in range(4):
        assert found(library, add(library, f"notice-{number}", notice + f" Code {number}.", f"Site {number}")) == []


def test_a_page_that_is_no_article_is_none(library: Library, first: int) -> None:
    number = library.add(draft("Failed", story(1)[:900], url="https://example.net/f", failed="it asks to log in")).id
    assert found(library, number) == found(library, first) == []


def test_a_short_text_in_a_long_one_only_looks_like_a_copy(library: Library) -> None:
    digest = add(library, "digest", "\n\n".join(story(seed, 60) for seed in (3, 3, 0, 1, 2)))
    number = add(library, "one", story(3, 60))
    assert found(library, number) == [(digest, False)]


def test_articles_that_come_together_see_each_other(library: Library) -> None:
    items = [NewArticle(draft("A", story(1), url="https://example.org/1")),
             NewArticle(draft("B", edited(story(1)), url="https://example.org/2"))]  # fmt: skip
    one, other = library.add_all(items)
    assert (one.message, one.copies) == ("", ())
    assert [copy.row.id for copy in other.copies] == [one.id]


def test_several_copies_are_all_found(library: Library, first: int) -> None:
    texts = [story(1)[:700], f"{story(1)}\n\nSubscribe now, it costs nothing.", f"{story(1)}\n\n{story(50)[:500]}"]
    numbers = [add(library, f"copy-{number}", text) for number, text in enumerate(texts)]
    assert {number for number, _ in found(library, first)} == set(numbers)
    [(kept, others)] = library.all_copies()
    assert {kept.id, *(copy.row.id for copy in others)} == {first, *numbers}
    assert kept.id == numbers[2]


def test_groups_keep_the_longest_then_the_oldest(library: Library, first: int) -> None:
    cut = add(library, "cut", story(1)[:700])
    edit = add(library, "edit", edited(story(1)))
    [(kept, others)] = library.all_copies()
    assert kept.id == first
    assert [copy.row.id for copy in others] == [cut, edit]
    assert all(isinstance(copy, Copy) for copy in others)


def test_another_text_is_compared_anew(library: Library, first: int) -> None:
    number = add(library, "copy", edited(story(1)))
    assert found(library, first)
    new = draft("Title copy", story(9), url="https://example.org/copy", extractor="text/2")
    from readlater.language.analysis import analyse

    library.refresh([Renewal(number, new, analyse(new))])
    assert found(library, first) == found(library, number) == []
    library.undo()
    assert found(library, first) == [(number, False)]
    library.redo()
    assert found(library, first) == []


def test_a_refresh_finds_copies(library: Library, first: int) -> None:
    number = add(library, "stub", "Nothing but a teaser.")
    new = draft("Title stub", edited(story(1)), url="https://example.org/stub", extractor="text/2")
    from readlater.language.analysis import analyse

    library.refresh([Renewal(number, new, analyse(new))])
    assert found(library, first) == [(number, False)]


def test_trash_and_purge(library: Library, first: int) -> None:
    number = add(library, "copy", edited(story(1)))
    library.delete([number])
    assert found(library, first) == []
    assert library.all_copies() == []
    library.restore([number])
    assert found(library, first) == [(number, False)]
    library.delete([number])
    library.purge_trash(0)
    assert found(library, first) == []
    assert library.check() == []


def test_what_the_reader_said_stays_said(library: Library, first: int) -> None:
    number = add(library, "copy", edited(story(1)))
    assert library.not_copies(first, number) == "noted that “Title first” and “Title copy” are two articles"
    assert found(library, first) == []
    assert library.look_for_copies([first, number]) == 0
    assert found(library, first) == []
    library.undo()
    assert found(library, first) == [(number, False)]
    library.redo()
    assert found(library, first) == []


def test_it_can_be_said_before_they_are_found(library: Library) -> None:
    one, other = add(library, "a", story(1)), add(library, "b", story(2))
    library.not_copies(one, other)
    library.undo()
    with library._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM copy").fetchone() == (0,)


def test_looking_through_the_library_may_be_broken_off(library: Library, first: int) -> None:
    number = add(library, "copy", edited(story(1)))
    with library._database.write() as connection:
        connection.execute("DELETE FROM copy")
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.look_for_copies(list(library.ids()), stop)
    assert found(library, first) == [(number, False)]
    assert library.look_for_copies(list(library.ids()), told.append) == 2
    assert told[-1] == len(library.ids())


def test_the_condition_of_a_query(library: Library, first: int) -> None:
    number = add(library, "copy", edited(story(1)))

    def duplicates() -> list[int]:
        with library._database.read() as connection:
            rows = connection.execute(f"SELECT id FROM article WHERE {copies.DUPLICATE} AND deleted IS NULL")
            return [row[0] for row in rows]

    assert duplicates() == [first, number]
    library.delete([number])
    assert duplicates() == []
    library.undo()
    library.not_copies(first, number)
    assert duplicates() == []


def test_titles() -> None:
    assert copies.same_title("A Tale of two Cities", "a tale of two cities!")
    assert copies.same_title("A Tale of two Cities", "A tale of two cities | The Daily News")
    assert not copies.same_title("News", "News of the day")
    assert not copies.same_title("Market report of 3 May", "Market report of 10 May")
    assert not copies.same_title("", "")


def test_a_rolled_back_save_leaves_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        one = add(library, "a", story(1))

        def fail(*_: object) -> None:
            raise RuntimeError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("readlater.library.articles._with_copies", fail)
            with pytest.raises(RuntimeError):
                add(library, "b", edited(story(1)))
        assert found(library, one) == []
        other = add(library, "c", edited(story(1)))
        assert found(library, one) == [(other, False)]
