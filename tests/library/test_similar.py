from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from readlater.language.analysis import analyse
from readlater.library import Library, NewArticle, marking, vectors
from readlater.model import Draft
from tests.factories import draft

FIRST = (
    "A Russia-led military alliance has begun withdrawing its forces from Kazakhstan after protests. The CSTO sent"
    " troops at the request of the government. The withdrawal of the CSTO will be completed on Wednesday."
)
SECOND = (
    "The peacekeeping forces of the CSTO have begun to leave. The troops were sent to suppress the unrest in"
    " Kazakhstan, and their withdrawal will be completed by the 19th, the ministry said."
)
OTHER = "To bake bread you need flour, water, salt and yeast. Knead the dough and let it rest before baking it."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        yield library


def add(library: Library, *drafts: Draft) -> list[int]:
    return [one.id for one in library.add_all([NewArticle(one) for one in drafts])]


def test_two_articles_are_each_others_similar_reading(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Troops go", SECOND))
    for here, there in ((first, second), (second, first)):
        (found,) = library.similar(here)
        assert found.row.id == there
        assert {"csto", "kazakhstan", "withdrawal"} <= set(found.shared)
        assert 0.1 < found.score < 0.9


def test_what_has_little_in_common_is_not_similar(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Bread", OTHER))
    assert library.similar(first) == []
    assert library.similar(second) == []


def test_the_same_text_under_two_titles_is_nearest(library: Library) -> None:
    numbers = add(
        library,
        draft("Alliance leaves", FIRST),
        draft("Troops go", SECOND),
        draft("Again", FIRST + " Again."),
        draft("Bread", OTHER),
    )
    found = library.similar(numbers[0])
    assert [one.row.id for one in found] == [numbers[2], numbers[1]]
    assert found[0].score > 0.9 > found[1].score


def test_shared_keywords_stand_in_both_texts(library: Library) -> None:
    numbers = add(
        library,
        draft(
            "Les réformes", "La réforme des écoles : les réformes de l’éducation divisent les écoles.", language="fr"
        ),
        draft(
            "Une réforme", "Une réforme de l’éducation et des écoles est votée. Les écoles attendent.", language="fr"
        ),
        draft("Bread", OTHER),
    )
    (found,) = library.similar(numbers[0])
    texts = [library.row(number).title.lower() + "\n" + library.text(number).lower() for number in numbers[:2]]
    assert found.shared
    for word in found.shared:
        assert all(word in marking.fold_in_place(text) for text in texts)
    assert len(set(found.shared)) == len(found.shared)


def test_words_without_spaces_are_shared_whole(library: Library) -> None:
    numbers = add(
        library,
        draft("철군", "카자흐스탄은 평화를 원한다. 카자흐스탄의 정부는 말했다.", language="ko"),
        draft("평화유지군", "평화유지군은 카자흐스탄에 있다. 카자흐스탄에서 정부군이 싸웠다.", language="ko"),
        draft("빵", "밀가루와 물로 만든 음식이다.", language="ko"),
    )
    (found,) = library.similar(numbers[0])
    assert "카자흐스탄" in found.shared


def test_the_trash_is_left_out(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Troops go", SECOND))
    library.delete([second])
    assert library.similar(first) == []
    library.undo()
    assert [one.row.id for one in library.similar(first)] == [second]


def test_articles_added_and_changed_later_are_seen_at_once(library: Library) -> None:
    (first,) = add(library, draft("Alliance leaves", FIRST))
    assert library.similar(first) == []
    (second,) = add(library, draft("Troops go", SECOND))
    assert [one.row.id for one in library.similar(first)] == [second]
    library.edit([second], title="Kazakhstan and the CSTO")
    assert [one.row.id for one in library.similar(first)] == [second]
    assert library.similar(first)[0].shared[0] in ("kazakhstan", "csto")


def test_an_article_without_words_has_no_neighbours(library: Library) -> None:
    numbers = add(library, draft("", "…", url="https://a.example/"), draft("", "— —", url="https://b.example/"))
    assert library.similar(numbers[0]) == []


def test_an_unknown_article_has_no_neighbours(library: Library) -> None:
    assert library.similar(12345) == []


def test_keywords_are_ranked_by_what_is_rare_in_the_library(library: Library) -> None:
    add(library, *(draft(f"Number {n}", f"Bread and flour number {n}. Bread rises in the oven.") for n in range(8)))
    (last,) = add(library, draft("Zeppelins", "Bread for the zeppelin. The zeppelin carries bread and ballast."))
    words = [keyword.text.lower() for keyword in library.keywords(last)]
    assert "zeppelin" in words[0]
    assert words.index("zeppelin") < words.index("bread")
    assert len(library.keywords(last, limit=1)) == 1


def synthetic(random: Random, number: int) -> Draft:
    topic = number % 8
    words = [f"topic{topic}x{int(30 * random.random() ** 2)}" for _ in range(40)]
    words += [f"word{int(400 * random.random() ** 2)}" for _ in range(80)]
    random.shuffle(words)
    return draft(f"Title {number}", " ".join(words), url=f"https://example.org/{number}")


def test_two_stages_find_nearly_what_comparing_with_all_articles_finds(library: Library) -> None:
    random = Random(7)
    drafts = [synthetic(random, number) for number in range(320)]
    numbers = add(library, *drafts)
    counted = {number: analyse(one).counts for number, one in zip(numbers, drafts, strict=True)}
    df = Counter(stem for counts in counted.values() for stem in counts)

    def weighed(counts: dict[str, int]) -> dict[str, float]:
        return {
            stem: (1 + math.log(count)) * vectors.idf(df[stem], len(drafts))
            for stem, count in counts.items()
            if df[stem] > 1
        }

    weights = {number: weighed(counts) for number, counts in counted.items()}
    lengths = {number: math.sqrt(sum(value * value for value in one.values())) for number, one in weights.items()}

    def exact(here: int) -> list[int]:
        def cosine(there: int) -> float:
            mine, theirs = weights[here], weights[there]
            return sum(value * theirs.get(stem, 0.0) for stem, value in mine.items()) / (lengths[here] * lengths[there])

        return sorted((number for number in numbers if number != here), key=cosine, reverse=True)[:5]

    sample = numbers[::16]
    hits = sum(len({one.row.id for one in library.similar(here)} & set(exact(here))) for here in sample)
    assert hits >= 0.85 * 5 * len(sample)
