from __future__ import annotations

from pathlib import Path

import pytest

from readlater.language.words import count_words
from readlater.model import BlockKind, Cut
from readlater.pages.pasted.wrapped import join_wrapped
from readlater.pages.read import read_page
from tests.pages.pasted import CASES, DE_BODY, EN_BODY, KO, Pasted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_pasted_page_comes_out_clean(case: Pasted) -> None:
    [draft] = read_page(case.text.encode())
    assert draft.format == "text"
    assert [block.text for block in draft.document.body()] == list(case.body)
    assert draft.title == case.title
    assert (draft.byline, draft.site) == (case.byline, case.site)
    assert draft.published.startswith(case.published) if case.published else not draft.published
    assert draft.language == case.language


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_that_was_pasted_is_lost(case: Pasted) -> None:
    [draft] = read_page(case.text.encode())
    kept = "".join("".join(block.marker + block.text for block in draft.document.blocks).split())
    lost = [line for line in join_wrapped(case.text).split("\n") if "".join(line.split()) not in kept]
    assert not lost


def test_sub_headings_above_the_body_are_kept_as_headings() -> None:
    [draft] = read_page(KO.text.encode())
    headings = [block.text for block in draft.document.body() if block.kind is BlockKind.HEADING]
    assert headings == ["섬 주민들이 해설사로 나서는 등대 박물관"]


def test_a_caption_is_kept_but_hidden() -> None:
    [draft] = read_page(KO.text.encode())
    assert [block.text for block in draft.document.blocks if block.cut is Cut.CAPTION] == [
        "등대에서 내려다본 바다 [사진=새벽일보 자료]"
    ]


def test_an_article_twice_is_kept_once_even_if_its_lines_are_broken_differently() -> None:
    text = "\n".join(EN_BODY) + "\n" + " ".join(EN_BODY)
    [draft] = read_page(text.encode())
    assert [block.text for block in draft.document.body()] == list(EN_BODY)


def test_a_teaser_above_does_not_take_the_first_paragraph_away() -> None:
    text = "\n".join(
        [DE_BODY[0], "", *["Menü", "Suche", "Anmelden", "Teilen"] * 6, "", "Die Mühle mahlt wieder", "", *DE_BODY]
    )
    [draft] = read_page(text.encode())
    assert [block.text for block in draft.document.body()] == list(DE_BODY)


def test_a_note_without_prose_is_kept_whole() -> None:
    [draft] = read_page(b"milk\nbread\ntwo lemons\n")
    assert draft.document.text == "milk\n\nbread\n\ntwo lemons" or draft.title == "milk"
    assert "two lemons" in draft.document.text


def test_a_host_without_a_name_is_no_url() -> None:
    [draft] = read_page(("\n".join(EN_BODY) + "\n\n© www.valleypost.example. All rights reserved.").encode())
    assert draft.url == ""
    assert [entry.value for entry in draft.found["host"]] == ["valleypost.example"]


def test_a_labelled_address_is_the_url() -> None:
    [draft] = read_page(("Source: https://valleypost.example/clock?utm_source=x\n\n" + "\n".join(EN_BODY)).encode())
    assert draft.url == "https://valleypost.example/clock"
    assert draft.document.text.startswith(EN_BODY[0])


def test_the_pasted_news_page(shared_pages: Path) -> None:
    data = (shared_pages / "004_e151b0d1e5285770.txt").read_bytes()
    [draft] = read_page(data, name="004.txt")
    assert draft.title == "Russian Troops Deployed to Suppress Kazakhstan Unrest Begin Withdrawal"
    assert (draft.byline, draft.site, draft.published, draft.url) == ("Lee Hyun-woo", "The Asia Business Daily", "", "")
    assert [entry.value for entry in draft.found["host"]] == ["asiae.co.kr"]
    body = [block.text for block in draft.document.body()]
    assert body[0].startswith('"Withdrawal Complete by the 19th"')
    assert body[1] == "Russia's Influence Expected to Strengthen in Former Soviet States"
    assert len(body) == 7
    for chrome in (
        "본문",
        "bar_progress",
        "Text Size",
        "Close",
        "©",
        "Special Coverage",
        "Join us",
        "Top",
        "Image source",
    ):
        assert chrome not in draft.document.text
    assert draft.document.text.endswith("will return independently, the Russian Ministry of Defense said.")
    assert count_words(draft.document.text) > 250
