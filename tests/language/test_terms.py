from __future__ import annotations

import sqlite3
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readlater.language.stemming import stem_word
from readlater.language.terms import bigrams, fold, query_terms, runs, stems
from tests.language.strategies import texts

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
languages = st.sampled_from(
    ["", "en", "de", "fr", "tr", "ru", "el", "ar", "fa", "hi", "ja", "ko", "zh", "th", "vi", "sr"]
)


def as_indexed(text: str) -> list[str]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f'CREATE VIRTUAL TABLE f USING fts5(t, tokenize="{TOKENIZER}")')
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')")
        connection.execute("INSERT INTO f VALUES (?)", (text,))
        found = [term for term, _ in connection.execute("SELECT term, offset FROM v ORDER BY offset")]
    connection.close()
    return found


@given(texts, languages)
@settings(max_examples=150)
@example("İI ẞß ﷺ ½ ῼ ᾼ ў й ё é ﬁ ㎏ ② 葛󠄀 न्‍य ำ Ⅷ ǅ ʰ ͅ", "tr")
@example("ऩ ऱ ज़ हिन्दी चाँद C++ c# ٣ ९ Hawaiʻi مدرسة", "cs")
def test_the_index_takes_stems_as_they_are(text: str, language: str) -> None:
    found = stems(text, language)
    assert as_indexed(" ".join(found)) == found


@given(texts)
def test_folding_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


@given(texts, languages)
def test_every_word_can_be_found_by_typing_it(text: str, language: str) -> None:
    surfaces = query_terms(text)
    assert len(surfaces) == len(stems(text, language))
    for run in runs(text):
        assert (
            query_terms(text[run.start : run.end])[:1] == (bigrams(run.surface) if run.spaceless else [run.surface])[:1]
        )


@given(texts)
def test_runs_are_ordered_and_within_the_text(text: str) -> None:
    end = 0
    for run in runs(text):
        assert end <= run.start < run.end <= len(text)
        assert fold(run.surface) == run.surface != ""
        end = run.end


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kazakhstan's presidents said", "en", "kazakhstan presid said"),
        ("l’été d'Aix", "fr", "l ete d aix"),
        ("Häuser", "de", "haus"),
        ("домами п'ять п’ять пʼять", "ru", "дом пят пят пят"),
        ("重跑gen-itgc后", "zh", "重跑 gen itgc 后"),
        ("카자흐스탄 월", "ko", "카자 자흐 흐스 스탄 월"),
        ("東京タワーは高い", "ja", "東京 京タ タワ ワー ーは は高 高い"),
        ("snake_case __init__", "en", "snake case init"),
        ("ｶﾞﾗｽ", "ja", "ガラ ラス"),
        ("ＡＢＣ１２３", "en", "abc123"),
        ("running deployments", "ja", "run deploy"),
        ("الكتاب", "ar", "كتاب"),
        ("2,000 3.14", "en", "2 000 3 14"),
        ("C++ and C# or F#, not C, #1, a+b or i++j", "en", "cplusplus and csharp or fsharp not c 1 a b or i j"),
        ("psal C++", "cs", "psal cplusplus"),
        ("F-16 node.js .NET AT&T GPT-4o", "en", "f 16 node js net at t gpt 4o"),
        ("हिन्दी हिंदी ज़मीन जमीन चाँद चांद", "", "हिंद हिंद जमीन जमीन चांद चांद"),
        ("٢٠٢٢ ۲۰۲۲ २०२२ ๒๐๒๒", "", "2022 2022 2022 2022"),
        ("Hawaiʻi ʻokina", "", "hawaii okina"),
        ("Ὀδυσσεύς ΟΔΟΣ οδός", "fr", "οδυσσευσ οδ οδ"),
        ("קפה שָׁלוֹם", "he", "קפה שלום"),
        ("H₂O m² Ⅻ ﬁne", "de", "h2o m2 xii fin"),
    ],
)
def test_stems(text: str, language: str, expected: str) -> None:
    assert " ".join(stems(text, language)) == expected


@pytest.mark.parametrize("typed", ["zürich", "ZURICH", "Zürich", "Zu\u0308rich"])
def test_accents_and_case_make_no_difference_to_what_is_typed(typed: str) -> None:
    assert query_terms(typed) == ["zurich"] == [stem_word("Zürich", "de")[0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مدرسة", "مدرسه"),
        ("أحمد", "احمد"),
        ("کتاب", "كتاب"),
        ("على", "علي"),
        ("ёлка", "елка"),
        ("Straße", "STRASSE"),
        ("οδός", "ΟΔΟΣ"),
        ("đường", "duong"),
        ("ｗｉｄｔｈ", "width"),
        ("ﾊﾝｶｸ", "ハンカク"),
        ("हिन्दी", "हिंदी"),
    ],
)
def test_spellings_of_one_word_are_typed_alike(one: str, other: str) -> None:
    assert query_terms(one) == query_terms(other)


@given(st.text(st.sampled_from(list("aB9'’ sS+#.-_éß")), max_size=30))
def test_ascii_texts_are_cut_like_others(text: str) -> None:
    """Texts of ASCII characters have an expression of their own, for speed."""
    plain = text.encode("ascii", "ignore").decode()
    assert stems(plain, "en") == stems(f"{plain} é", "en")[:-1]


def test_turkish_dotless_i_is_found_by_a_plain_i() -> None:
    assert query_terms("ışık") == query_terms("IŞIK") == query_terms("isik") == ["isik"]
    assert query_terms("İstanbul") == ["istanbul"]


def test_threads_stem_alike() -> None:
    text = " ".join(f"running{i} deployments withdrawing nationally" for i in range(300))
    expected = stems(text, "en")
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(stems(text, "en") == expected)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 4
