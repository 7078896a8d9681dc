"""Keywords: what is a candidate, how it is shown, which one goes before which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.language.analysis import analyse
from readlater.language.keywords import query_for, rank
from readlater.language.query import parse
from readlater.language.unfit import unfit_stems
from readlater.language.units import units
from readlater.model import Candidate, Phrase, Word
from tests.factories import draft


def keywords(text: str, title: str = "", language: str = "en", limit: int = 10) -> list[str]:
    found = analyse(draft(title, text, language=language))
    return [keyword.text for keyword in rank(found.candidates, lambda stem: 1, 10, limit)]


def test_a_word_is_shown_as_it_mostly_stands_within_sentences() -> None:
    found = keywords(
        "Pumps leak. Pumps leak. Pumps leak. We saw the pumps and the pumps of NASA, where NASA's pumps leak."
    )
    assert {"pumps", "NASA"} <= set(found)


def test_possessives_and_inflections_are_one_keyword() -> None:
    found = keywords(
        "The harbour's pilots met. A harbour needs a pilot. All harbours have pilots, and this harbour too."
    )
    assert sum(word.startswith("harbour") for word in found) == 1
    assert sum(word.startswith("pilot") for word in found) == 1


def test_names_hold_their_small_words_and_their_stop_words() -> None:
    text = (
        "Critics of the Bank of England said so. Later the Bank of England replied. People in New York laughed,"
        " and in New York they also wept. She met Simone de Beauvoir; then Simone de Beauvoir left."
    )
    found = keywords(text, limit=12)
    assert {"Bank of England", "New York", "Simone de Beauvoir"} <= set(found)
    assert "York" not in found


def test_a_hyphen_makes_one_word() -> None:
    text = "An anti-drug campaign began. That anti-drug campaign failed. An X-ray showed it; the X-ray was clear."
    found = keywords(text)
    assert "anti-drug campaign" in found
    assert "X-ray" in found
    assert "pan y vino" not in keywords("Compra pan y vino. Vende pan y vino.", language="es")


def test_numbers_belong_to_names_only() -> None:
    text = (
        "He plays Tomb Hunter 2 often, and so Tomb Hunter 2 sold 5000 copies. The 5G net and 2005 were 3 bad 5G years."
    )
    found = keywords(text)
    assert "Tomb Hunter 2" in found
    assert "5G" in found
    assert not any(word.isdigit() for word in found)


def test_a_part_that_never_stands_alone_is_left_out() -> None:
    text = "The petrol bomb hit. A petrol bomb burnt. One petrol bomb fell."
    text += " The trade deal and a trade deal: trade is trade."
    found = keywords(text)
    assert "petrol bomb" in found
    assert "petrol" not in found
    assert {"trade", "trade deal"} <= set(found)


def test_days_and_those_who_speak_are_no_keywords() -> None:
    text = (
        "On Tuesday he said it. On Tuesday she told them. He told us on Tuesday afternoon that in January, in January,"
        " they reportedly told him. Tuesday afternoon was Black Friday, and Black Friday was allegedly told."
    )
    found = keywords(text)
    assert "Black Friday" in found
    assert "Bennett told Ann" not in keywords("Bennett told Ann that. Later Bennett told Ann so.")
    assert not {"Tuesday", "January", "told", "Tuesday afternoon", "reportedly", "allegedly"} & set(found)


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [
        ("de", "Am Montag sagte er, der Deich breche. Am Montag sagte sie, der Deich halte.", {"Montag", "sagte"}),
        (
            "fr",
            "Lundi il a déclaré que la digue cède. Lundi elle a déclaré le contraire de la digue.",
            {"lundi", "déclaré"},
        ),
        ("es", "El lunes dijo que el dique cede. El lunes afirmó que el dique resiste.", {"lunes", "dijo", "afirmó"}),
        ("ru", "В понедельник он сказал, что дамба рухнет. В понедельник дамба стояла.", {"понедельник", "сказал"}),
        (
            "tr",
            "Pazartesi baraj yıkıldı dedi. Pazartesi baraj duruyor diye belirtti.",
            {"Pazartesi", "dedi", "belirtti"},
        ),
        (
            "ko",
            "월요일 정부는 제방을 말했다. 월요일 정부가 제방을 밝혔다. 제방이 크다.",
            {"월요일", "말했다", "밝혔다"},
        ),
    ],
)
def test_so_in_other_languages(language: str, text: str, never: set[str]) -> None:
    found = keywords(text, language=language)
    assert found
    assert not {word.lower() for word in never} & {word.lower() for word in found}


def test_every_list_of_unfit_words_is_used() -> None:
    for language in ("en", "de", "ja", "zh", "ar", "hi", "nb"):
        assert unfit_stems(language)
    assert unfit_stems("nb") == unfit_stems("no")
    assert "march" not in unfit_stems("en")  # it is a demonstration, too


def test_addresses_give_no_keywords() -> None:
    text = (
        "See https://www.example.org/zebrafish/index and mail ann@zebrafish.example for corals. Corals live in reefs."
    )
    found = [word.lower() for word in keywords(text)]
    assert "corals" in found
    assert not {"https", "www", "zebrafish", "index"} & set(found)


def test_the_title_counts_but_its_capitals_do_not() -> None:
    text = "We mend old pumps with care. The valves of pumps leak; valves and seals wear. Seals of valves wear out."
    found = keywords(text, title="Mending Old Pumps Of Brass")
    assert "pumps" in found
    assert "Pumps Of Brass" not in found


def test_vietnamese_syllables_come_after_words() -> None:
    text = "tàu vũ trụ bay cao. tàu vũ trụ hạ cánh. phi hành gia lái tàu vũ trụ. vũ trụ rộng."
    assert " " in keywords(text, language="vi")[0]


def test_thai_words_are_not_cut_within_a_syllable() -> None:
    text = "นักบินอวกาศกลับบ้าน และนักบินอวกาศยิ้ม เมื่อยานของนักบินอวกาศลง ห้องของยานร้อน ห้องของเขาเย็น"
    found = keywords(text, language="th")
    assert any("นักบินอวกาศ" in word for word in found)
    assert not any(word.startswith(("ง", "ะ", "า")) or "ของ" in word for word in found)


def test_thai_words_with_a_word_of_grammar_in_them_stay_whole() -> None:
    runs = ["นักท่องเที่ยวมาเมืองใต้", "ชอบท่องเที่ยว", "โครงการของเมืองใต้", "เพราะโครงการนี้ดี", "ทางใต้โครงการ"]
    found = {unit.text for unit in units(runs, "th")}
    assert "โครงการ" in found
    assert any("ท่องเที่ยว" in word for word in found)
    assert not any(word.startswith("งใ") for word in found)


def test_korean_nouns_without_particles_and_verbs() -> None:
    runs = ["돈을", "제주도", "제주도에", "더욱히", "정부는", "정부가", "겨냥하는", "년부터"]
    assert {unit.text for unit in units(runs, "ko")} == {"제주도", "정부"}


def test_chinese_years_and_measures_are_no_words() -> None:
    runs = ["年苏格兰议会", "年苏格兰人", "苏格兰议会", "三种鸟", "看三种鱼", "日本人", "在日本的"]
    found = {unit.text for unit in units(runs, "zh")}
    assert {"苏格兰议会", "日本"} <= found
    assert not {"年苏格兰", "三种"} & found


def candidate(words: str, count: int, first: int = 0, weight: float = 1.0) -> Candidate:
    return Candidate(words, tuple(words.split()), count, first, weight)


def test_a_phrase_takes_the_place_of_its_word_if_the_word_hardly_stands_alone() -> None:
    found = [candidate("alliance", 10, weight=2), candidate("military alliance", 9, weight=1.5)]
    assert [one.text for one in rank(found, lambda stem: 1, 10)] == ["military alliance"]
    found = [candidate("alliance", 10, weight=2), candidate("military alliance", 7, weight=1.5)]
    assert [one.text for one in rank(found, lambda stem: 1, 10)] == ["alliance", "military alliance"]


def test_phrases_that_share_most_words_are_one() -> None:
    found = [candidate("a b c", 3, weight=3), candidate("b c d", 3, weight=2), candidate("c e", 3)]
    assert [one.text for one in rank(found, lambda stem: 1, 10)] == ["a b c", "c e"]


candidates = st.lists(
    st.builds(
        candidate,
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True).map(" ".join),
        st.integers(1, 9),
        st.integers(0, 99),
        st.floats(0.1, 9),
    ),
    max_size=30,
)


@given(candidates, st.integers(0, 12))
@settings(max_examples=60)
def test_rank_keeps_the_limit_and_the_order(found: list[Candidate], limit: int) -> None:
    ranked = rank(found, lambda stem: 1, 100, limit)
    assert len(ranked) <= limit
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert len({one.text for one in ranked}) == len(ranked)


@pytest.mark.parametrize(("keyword", "query"), [("bread", "bread"), ("rye bread", '"rye bread"'), ("X-ray", '"X-ray"'),
                                                ("OR", '"OR"'), ("AT&T", '"AT&T"'), ("咖啡", "咖啡")])  # fmt: skip
def test_the_query_for_a_keyword(keyword: str, query: str) -> None:
    assert query_for(keyword) == query
    assert parse(query).root in (Word(keyword), Phrase(keyword), Word(keyword, True))
