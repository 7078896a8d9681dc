from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.language.analysis import analyse
from readlater.library import Library, NewArticle, frequencies, similar, vectors
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
        assert {"CSTO", "Kazakhstan", "withdrawal"} <= set(found.shared)
        assert 0.1 < found.score < 0.9


def test_what_has_little_in_common_is_not_similar(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Bread", OTHER))
    assert library.similar(first) == []
    assert library.similar(second) == []


def test_a_page_without_an_article_is_similar_to_nothing(library: Library) -> None:
    article, *pages = add(
        library,
        draft("Please wait a moment", "At this moment the CSTO forces withdraw. " + FIRST),
        draft("Just a moment 1", "", url="https://example.org/1", failed="only a notice for browsers"),
        draft("Just a moment 2", "", url="https://example.org/2", failed="only a notice for browsers"),
    )
    for number in (article, *pages):
        assert library.similar(number) == []
    assert library.similar_to(pages) == []
    assert library.similar_to_text("wait a moment") != []
    assert {one.row.id for one in library.similar_to_text("wait a moment")} == {article}


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
    texts = [library.row(number).title + "\n" + library.text(number) for number in numbers[:2]]
    assert found.shared
    for word in found.shared:
        assert all(word in text for text in texts)
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
    assert library.similar(first)[0].shared[0] in ("Kazakhstan", "CSTO")


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


def test_words_that_both_have_next_to_each_other_are_one_reason(library: Library) -> None:
    first, _ = add(
        library,
        draft("Alliance", "The alliance of former Soviet states met in Yerevan. Former Soviet republics argued."),
        draft("Republics", "Two former Soviet republics left the alliance. The alliance is weak."),
    )
    (found,) = library.similar(first)
    assert "former Soviet" in found.shared or "Soviet republics" in found.shared
    assert "Soviet" not in found.shared
    assert "alliance" in found.shared


def test_fillers_and_forms_of_one_word_are_no_reasons(library: Library) -> None:
    first, _ = add(
        library,
        draft("Baraj", "Yeni barajın suyu azaldı. Baraj sahip olduğu suyu kaybetti. Orman yanıyor.", language="tr"),
        draft("Kuraklık", "Baraj boş, barajın yeni kapakları açık. Su yok, orman sahip arıyor.", language="tr"),
    )
    (found,) = library.similar(first)
    assert len([word for word in found.shared if word.lower().startswith("baraj")]) == 1
    assert not {"yeni", "Yeni", "sahip"} & set(found.shared)


def test_vietnamese_syllables_are_reasons_only_within_words(library: Library) -> None:
    first, _ = add(
        library,
        draft("Trường", "Các sinh viên học tại trường công lập. Nhiều sinh viên ở Harvard.", language="vi"),
        draft("Lớp", "Lớp học có sinh viên của Harvard, thuộc trường công lập.", language="vi"),
    )
    (found,) = library.similar(first)
    assert {"sinh viên", "Harvard"} <= set(found.shared)
    assert not {"sinh", "viên", "học"} & set(found.shared)


def test_an_arabic_reason_goes_without_the_conjunction_written_with_it(library: Library) -> None:
    first, _ = add(
        library,
        draft("المدينة", "الأشجار والحدائق في المدينة. الحدائق والأشجار تبرد الهواء.", language="ar"),
        draft("الحر", "المدينة حارة والحدائق قليلة والأشجار ماتت في الهواء.", language="ar"),
    )
    (found,) = library.similar(first)
    assert {"الحدائق", "الأشجار"} <= set(found.shared)


def test_a_word_in_two_forms_is_shown_as_it_stands_in_both(library: Library) -> None:
    first, second = add(
        library,
        draft("Выборы", "Парламент страны принял закон о выборах. Депутаты спорили о выборах.", language="ru"),
        draft("Закон", "Депутатам парламента закон о выборах не понравился.", language="ru"),
    )
    (found,) = library.similar(first)
    assert "выборах" in found.shared
    for word in found.shared:
        assert word in library.row(first).title + library.text(first)
        assert word in library.row(second).title + library.text(second)


def test_long_articles_of_a_small_library_need_more_than_everyday_words(library: Library) -> None:
    random = Random(5)
    own = [f"{letter}{number}word" for letter in "abcdefgh" for number in "qwertyuiopasdfghjklzxcvbnm"]
    everyday = [f"every{letter}{other}day" for letter in "abcdefgh" for other in "abcdefgh"]
    texts = [
        " ".join(random.sample(own[place * 26 :][:26], 26) * 3 + random.sample(everyday, 20)) for place in range(8)
    ]
    numbers = add(library, *(draft(f"Title {place}", text) for place, text in enumerate(texts)))
    assert all(library.similar(number) == [] for number in numbers)


def test_what_much_of_the_library_has_is_no_reason(library: Library) -> None:
    numbers = add(
        library,
        draft("One", "Football fans cheered the goalkeeper Petrescu. Petrescu saved a penalty in football."),
        draft("Two", "The penalty was saved by Petrescu; football pundits praised the goalkeeper."),
        *(draft(f"Match {place}", f"Football in town{place}q, a cup{place}z of football.") for place in range(30)),
    )
    found = library.similar(numbers[0])[0]
    assert found.row.id == numbers[1]
    assert "Petrescu" in found.shared
    assert not any("ootball" in word for word in found.shared)


def test_numbers_and_single_letters_are_no_reasons(library: Library) -> None:
    first, _ = add(
        library,
        draft("Budget 2024", "Budget of 2024: spending of 2024 is up, says plan B and x of 1999."),
        draft("Plan 2024", "The budget for 2024 and spending in 1999, plan B, x."),
    )
    (found,) = library.similar(first)
    assert {"2024", "1999", "B", "x"}.isdisjoint(found.shared)
    assert "spending" in found.shared


def test_copies_are_left_out_unless_the_reader_said_that_they_are_two(library: Library) -> None:
    first, second, third = add(
        library,
        draft("Alliance leaves", FIRST, url="https://a.example/"),
        draft("Troops go", SECOND, url="https://b.example/"),
        draft("Alliance leaves", FIRST + " More soon.", url="https://c.example/"),
    )
    with library._database.write() as connection:
        connection.execute("DELETE FROM copy")
        connection.execute("INSERT INTO copy VALUES (?, ?, 0.9, 0)", (third, first))
    assert [one.row.id for one in library.similar(first)] == [second]
    assert first not in [one.row.id for one in library.similar(third)]
    with library._database.write() as connection:
        connection.execute("UPDATE copy SET dismissed = 1")
    assert [one.row.id for one in library.similar(first)] == [third, second]


def test_what_is_nearest_may_be_a_copy_or_in_the_trash(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Troops go", SECOND))
    library.delete([second])
    with library._database.read() as connection:
        assert [number for number, _ in similar.nearest(connection, first)] == [second]
        assert similar.near(connection, [first]) == []
        assert similar.nearest(connection, 999) == []


def test_the_nearest_of_an_article_that_is_being_added(library: Library) -> None:
    (first,) = add(library, draft("Alliance leaves", FIRST))
    one = draft("Troops go", SECOND, url="https://b.example/")

    def add_and_give_up() -> None:
        with library._database.write() as connection:
            (second,) = add(library, one)
            assert [number for number, _ in similar.nearest(connection, second)] == [first]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_give_up()
    assert library.similar(first) == []
    add(library, one)
    assert len(library.similar(first)) == 1


def test_similar_to_several_is_near_to_all_of_them(library: Library) -> None:
    bread, troops, both, other = add(
        library,
        draft("Bread", OTHER),
        draft("Alliance leaves", FIRST),
        draft("Both", "The CSTO troops in Kazakhstan bake bread of flour, water and yeast before the withdrawal."),
        draft("Zeppelins", "A zeppelin is an airship that carries ballast."),
    )
    (found,) = library.similar_to([bread, troops])
    assert found.row.id == both
    assert {"CSTO", "flour"} <= set(found.shared)
    assert library.similar_to([bread]) == library.similar(bread)
    assert library.similar_to([]) == []
    assert library.similar_to([12345, other]) == []


def test_similar_to_a_text_in_whatever_language(library: Library) -> None:
    english, russian = add(
        library,
        draft("Troops go", SECOND),
        draft("Выборы", "Парламент страны принял закон о выборах. Депутаты спорили о выборах.", language="ru"),
    )
    (found,) = library.similar_to_text("What will the CSTO do in Kazakhstan after the withdrawal?")
    assert found.row.id == english
    assert set(found.shared) == {"CSTO", "Kazakhstan", "withdrawal"}
    (found,) = library.similar_to_text("Новый закон о выборах в парламент")
    assert found.row.id == russian
    for nothing in ("", "… — !", "zzzz qqqq", "the of and"):
        assert library.similar_to_text(nothing) == []


def test_one_word_and_very_long_articles(library: Library) -> None:
    random = Random(3)
    long = " ".join(f"word{int(9000 * random.random() ** 2)}" for _ in range(50_000))
    one, word, novel = add(
        library, draft("", "Zeppelin", url="https://a.example/"), draft("", "zeppelin ballast"), draft("Novel", long)
    )
    assert [found.row.id for found in library.similar(one)] == [word]
    assert library.similar(novel) == []


def test_a_damaged_vector_is_no_reason_to_fail(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Troops go", SECOND))
    for blob in (b"", b"\x01", vectors.pack_vector({999_999: 2, 5: 1}), b"\xff" * 40):
        with library._database.write() as connection:
            connection.execute("UPDATE vector SET terms = ? WHERE article_id = ?", (blob, second))
            connection.execute("UPDATE index_state SET value = value + 1 WHERE name = 'generation'")
        assert library.similar(first) == []
        assert library.similar(second) == []
        assert any("keyword vectors are damaged" in finding for finding in library.check())


def test_an_index_of_another_layout_finds_nothing_until_it_is_rebuilt(library: Library) -> None:
    first, second = add(library, draft("Alliance leaves", FIRST), draft("Troops go", SECOND))
    with library._database.write() as connection:
        connection.execute("DELETE FROM index_state WHERE name = 'layout'")
    assert library.similar(first) == library.similar_to([first, second]) == library.similar_to_text(FIRST) == []
    library.rebuild()
    assert [one.row.id for one in library.similar(first)] == [second]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 30), max_size=40), min_size=1, max_size=14), st.data())
def test_in_small_libraries_the_scores_are_exact(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[int]], data: st.DataObject
) -> None:
    """Articles of few words, some of them removed again, against a plain computation over all pairs."""
    drafts = [
        draft("", " ".join(f"word{number}" for number in words), url=f"https://example.org/{place}")
        for place, words in enumerate(texts)
    ]
    with Library.open(tmp_path_factory.mktemp("small")) as library:
        numbers = add(library, *drafts)
        gone = data.draw(st.sets(st.sampled_from(numbers), max_size=len(numbers) // 2))
        library.delete(gone)
        library.purge_trash(0)
        counts = {number: analyse(one).counts for number, one in zip(numbers, drafts, strict=True)}
        counts = {number: one for number, one in counts.items() if number not in gone}
        df = Counter(stem for one in counts.values() for stem in one)
        square = frequencies.squares(len(counts))

        def product(one: dict[str, int], other: dict[str, int]) -> float:
            return sum(
                (1 + math.log(count)) * (1 + math.log(other[stem])) * square[df[stem]]
                for stem, count in one.items()
                if stem in other
            )

        with library._database.read() as connection:
            for number, one in counts.items():
                expected = {
                    there: product(one, other) / math.sqrt(product(one, one) * product(other, other))
                    for there, other in counts.items()
                    if there != number and product(one, other)
                }
                found = dict(similar.nearest(connection, number, len(counts)))
                near = {there: score for there, score in expected.items() if score >= similar.FLOOR + 1e-9}
                assert found == pytest.approx({there: min(1.0, score) for there, score in near.items()})
