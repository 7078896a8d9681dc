from __future__ import annotations

import pytest

from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.choose import choose
from readlater.pages.html.clean import clean, weigh
from readlater.pages.html.parse import parse
from readlater.pages.html.voters import Vote, density_vote, readability_vote
from readlater.pages.html.writer import Candidate
from readlater.pages.lines import count_words
from tests.pages.pasted import DE_BODY, EN_BODY, FR_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY * 4)


def cleaned(markup: str) -> str:
    page = parse(f"<html><body>{markup}</body></html>")
    clean(page, weigh(page))
    return str(page.text_content())


def candidates_of(markup: str) -> list[Candidate]:
    candidates = BlockBuilder("").build(parse(f"<html><body>{markup}</body></html>"))
    for candidate in candidates:
        candidate.words = count_words(candidate.block.text)
    return candidates


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>rubbish</nav>",
        "<div role=navigation>rubbish</div>",
        "<div class='cookie-banner'>rubbish</div>",
        "<div class='siteNewsletter'>rubbish</div>",
        "<section id=related-posts>rubbish</section>",
        "<div hidden>rubbish</div>",
        "<div style='color:red; display: none'>rubbish</div>",
        "<aside>rubbish</aside>",
        "<button>rubbish</button>",
        "<template>rubbish</template>",
        "<div class=author-bio>rubbish</div>",
    ],
)
def test_chrome_is_cleaned_away(chrome: str) -> None:
    text = cleaned(f"<h1>The clock</h1>{PROSE}{chrome}")
    assert "rubbish" not in text
    assert EN_BODY[0] in text


@pytest.mark.parametrize(
    "part",
    [
        "<div class=has-sidebar>kept</div>",
        "<div class=post-content>kept</div>",
        "<p class=share-price>kept</p>",
        "<template shadowrootmode=open>kept</template>",
        "<div class=promotional>kept</div>",
        "<aside><figure>kept</figure></aside>",
    ],
)
def test_parts_of_the_article_stay(part: str) -> None:
    assert "kept" in cleaned(f"<h1>The clock</h1>{PROSE}{part}")


def test_what_holds_the_prose_is_never_chrome() -> None:
    assert EN_BODY[0] in cleaned(f"<nav><div class=newsletter hidden>{PROSE}</div></nav>")


def test_a_word_that_would_take_much_of_the_page_is_no_sign_of_chrome() -> None:
    parts = "".join(f"<div class='widget-related'><p>{text}</p></div>" for text in (*EN_BODY, *DE_BODY, *FR_BODY))
    assert EN_BODY[0] in cleaned(f"<h1>The clock</h1>{parts}")


def test_the_density_vote_finds_the_element_that_holds_the_prose() -> None:
    markup = f"<div id=a><p>Menu</p></div><div id=b><section>{PROSE}</section></div><div id=c><p>Short line.</p></div>"
    candidates = candidates_of(markup)
    vote = density_vote(parse(markup), candidates)
    inside = [candidate.block.text for candidate in candidates if candidate.number in vote.numbers]
    assert inside == list(EN_BODY * 4)


def test_a_vote_for_a_fragment_gives_way_to_the_next() -> None:
    candidates = candidates_of(f"<div>{PROSE}</div>")
    fragment = Vote("first", frozenset({candidates[0].number}), candidates[0].words)
    everything = Vote("second", frozenset(candidate.number for candidate in candidates), 1000)
    assert choose(candidates, [fragment, everything], "") == "second"
    assert all(candidate.keep for candidate in candidates)
    assert choose(candidates, [everything, fragment], "") == everything.name


def test_readability_votes_for_elements_of_our_own_tree() -> None:
    page = parse(f"<html><body><div class=menu><a href=/>Home</a></div><article>{PROSE}</article></body></html>")
    candidates = BlockBuilder("").build(page)
    vote = readability_vote(page, candidates)
    assert [candidate.block.text for candidate in candidates if candidate.number in vote.numbers] == list(EN_BODY * 4)
