from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from readlater.language.analysis import analyse
from readlater.language.keywords import rank
from readlater.language.stopwords import stop_words
from readlater.language.terms import ANALYSER_VERSION, fold, stems
from readlater.language.units import units
from readlater.language.words import count_words
from readlater.model import Block, BlockKind, Document, Draft
from tests.factories import draft
from tests.language.strategies import texts

KOREAN = "카자흐스탄에서 카자흐스탄은 전문가는 전문가 정부의 정부가"
NEWS = """A Russia-led military alliance has begun withdrawing its forces from Kazakhstan. The alliance, the CSTO, sent
them last week. It had been asked to by Kazakhstan's government, which faced protests.

The military alliance has six members. Kazakhstan's President Kassym-Jomart Tokayev said that order was restored.
Analysts say the protests surprised President Kassym-Jomart Tokayev. Does the CSTO stay? Its troops leave soon."""


def test_everything_that_the_library_stores() -> None:
    article = draft("Alliance withdraws from Kazakhstan", NEWS, byline="Jane Doe", language="en-GB")
    found = analyse(article)
    text = article.document.text
    assert found.version == ANALYSER_VERSION
    assert found.language == "en"
    assert found.word_count == count_words(text)
    assert found.minutes == pytest.approx(found.word_count / 238)
    assert found.text_stems.split() == stems(text, "en")
    assert found.title_stems.split() == stems(article.title, "en")
    assert found.byline_stems.split() == ["jane", "doe"]
    assert found.counts["kazakhstan"] == 3 + 2  # the title's counts twice
    assert not found.counts.keys() & {"the", "it", "from", "has"}
    assert ("withdrawing", "withdraw") in found.surfaces
    assert ("jane", "jane") in found.surfaces
    shown = {candidate.stems: candidate.surface for candidate in found.candidates}
    assert (shown["csto",], shown["kazakhstan",], shown["troop",]) == ("CSTO", "Kazakhstan", "troops")
    assert 0 < len(found.summary) <= 300


def test_keywords_are_telling_whole_and_without_stop_words() -> None:
    found = analyse(draft("Alliance withdraws", NEWS))
    assert len(found.candidates) <= 100
    words = {fold(word) for candidate in found.candidates for word in candidate.surface.replace("-", " ").split()}
    assert not words & stop_words("en")
    keywords = [keyword.text for keyword in rank(found.candidates, lambda stem: 9 if stem == "allianc" else 1, 10)]
    assert any("Kassym-Jomart Tokayev" in keyword for keyword in keywords)
    assert "CSTO" in keywords
    assert len(keywords) == len(set(keywords)) <= 10
    scores = [keyword.score for keyword in rank(found.candidates, lambda stem: 1, 10)]
    assert scores[0] >= scores[-1] > 0


def test_rare_stems_rank_before_common_ones() -> None:
    found = analyse(draft("x", "Zebra. Apple. Zebra. Apple."))
    assert rank(found.candidates, lambda stem: 90 if stem == "zebra" else 1, 100)[0].text.lower() != "zebra"
    assert rank(found.candidates, lambda stem: 90 if stem == "appl" else 1, 100)[0].text.lower() != "apple"


@given(texts, texts)
@settings(max_examples=60)
def test_no_text_breaks_anything(title: str, text: str) -> None:
    article = draft(title, text, language="")
    found = analyse(article)
    assert found == analyse(article)
    assert len(found.summary) <= 300
    assert {stem for _, stem in found.surfaces} == set(f"{found.title_stems} {found.text_stems}".split())
    assert all(candidate.stems and candidate.count > 0 for candidate in found.candidates)
    for keyword in rank(found.candidates, lambda stem: 1, 1):
        assert keyword.text


def test_units_read_as_words() -> None:
    japanese = {unit.text for unit in units(["軍事同盟がカザフスタンから撤退を開始した"], "ja")}
    assert japanese == {"軍事同盟", "カザフスタン", "撤退", "開始"}
    korean = {unit.text: unit.times for unit in units(KOREAN.split(), "ko")}
    assert korean == {"카자흐스탄": 2, "전문가": 2, "정부": 2}
    chinese = {unit.text for unit in units(["哈萨克斯坦政府说", "在哈萨克斯坦的部队", "部队离开", "新政府的"], "zh")}
    assert {"哈萨克斯坦", "部队", "政府"} <= chinese
    assert not {"哈萨", "萨克", "克斯坦"} & chinese


def test_arabic_stop_words_with_a_conjunction_are_stop_words() -> None:
    assert {"التي", "والتي", "فهذه"} <= stop_words("ar")
    assert not {"وزير", "والعالم"} & stop_words("ar")


def test_stop_words_keep_what_tells() -> None:
    assert {"the", "don", "would"} <= stop_words("en")
    assert not {"microsoft", "computer", "world"} & stop_words("en")
    assert "말했다" in stop_words("ko")


def test_the_shared_pages_tell_what_they_share(shared_pages: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(shared_pages.glob("*.txt"))]
    counts = [analyse(draft("", text, language="")).counts for text in texts]
    assert {"csto", "kazakhstan", "withdraw"} <= counts[0].keys() & counts[1].keys()


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, pkgutil, importlib, readlater.language as p\n"
        "for m in pkgutil.iter_modules(p.__path__, p.__name__ + '.'): importlib.import_module(m.name)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'Stemmer', 'stopwordsiso', 'difflib'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_summary_is_made_of_sentences_and_not_of_headings() -> None:
    blocks = (
        Block(BlockKind.HEADING, "The harbour pilots decide early", level=2),
        Block(BlockKind.PARAGRAPH, "The pilots of the harbour left their boats in the night. Nobody had told them to."),
    )
    heading_first = Draft(Document(blocks), "html", "html/1", title="Pilots", language="en")
    assert analyse(heading_first).summary.startswith("The pilots of the harbour left")
    only_heading = Draft(Document(blocks[:1]), "html", "html/1", title="Pilots", language="en")
    assert analyse(only_heading).summary == "The harbour pilots decide early"


def test_what_the_index_needs_comes_without_a_summary() -> None:
    article = draft("Alliance withdraws", NEWS)
    whole, index_only = analyse(article), analyse(article, summary=False)
    assert (index_only.summary, index_only.word_count, index_only.minutes) == ("", 0, 0)
    for name in ("language", "title_stems", "byline_stems", "text_stems", "counts", "surfaces", "candidates"):
        assert getattr(whole, name) == getattr(index_only, name)
