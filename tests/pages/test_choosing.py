"""Who votes for what, and what becomes of it: every step of choosing by itself, and what is hidden in the end."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from readlater.model import BlockKind, Cut, Draft
from readlater.pages.clues.lines import count_words
from readlater.pages.html import choose as steps
from readlater.pages.html import voters
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.choose import choose
from readlater.pages.html.parse import parse
from readlater.pages.html.voters import Vote, density_vote, readability_vote, trafilatura_vote, vote_of
from readlater.pages.html.writer import Candidate
from readlater.pages.read import read_page
from tests.pages.pasted import DE_BODY, EN_BODY, FR_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY * 4)
SHORT = ("A bell.", "A chair and a lamp.", "Two boats.")


def page_of(markup: str) -> HtmlElement:
    return parse(f"<html><body>{markup}</body></html>")


def candidates_of(markup: str) -> list[Candidate]:
    candidates = BlockBuilder("").build(page_of(markup))
    for candidate in candidates:
        candidate.words = count_words(candidate.block.text)
    return candidates


def vote(name: str, candidates: list[Candidate], *texts: str, sees: bool = True) -> Vote:
    return vote_of(name, candidates, (candidate.block.text in texts for candidate in candidates), sees)


def kept(candidates: list[Candidate]) -> list[str]:
    return [candidate.block.text for candidate in candidates if candidate.keep]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(markup: str) -> Draft:
    [draft] = read_page(f"<html><head><title>The clock</title></head><body>{markup}</body></html>".encode())
    return draft


# The voters


def test_the_density_vote_finds_the_element_that_holds_the_prose() -> None:
    markup = f"<div id=a><p>Menu</p></div><div id=b><section>{PROSE}</section></div><div id=c><p>Short line.</p></div>"
    candidates = candidates_of(markup)
    found = density_vote(page_of(markup), candidates)
    assert [candidates[place].block.text for place in sorted(found.places)] == list(EN_BODY * 4)


@pytest.mark.parametrize("voter", [readability_vote, trafilatura_vote])
def test_a_library_votes_for_places_of_our_own(voter: voters.Voter) -> None:
    page = page_of(f"<div class=menu><a href=/>Home</a></div><article>{PROSE}</article>")
    candidates = BlockBuilder("").build(page)
    found = voter(page, candidates)
    assert [candidates[place].block.text for place in sorted(found.places)] == list(EN_BODY * 4)
    assert page.find(".//article") is not None, "the page is left as it is"


def test_trafilatura_has_short_lines_only_whole() -> None:
    candidates = candidates_of(paragraphs(EN_BODY[0], "the clock", "In 1962"))
    words = f"{EN_BODY[0]}\nIn 1962\nWhat the clock said to them"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(voters, "trafilatura_text", lambda page: words)
        assert sorted(trafilatura_vote(page_of(""), candidates).places) == [0, 2]


@pytest.mark.parametrize(
    ("voter", "part"),
    [(readability_vote, "readability_numbers"), (trafilatura_vote, "trafilatura_text")],
)
@pytest.mark.parametrize("error", [ValueError, RecursionError, KeyError])
def test_a_voter_that_fails_abstains(
    voter: voters.Voter, part: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(page: HtmlElement) -> NoReturn:
        raise error("of the library")

    monkeypatch.setattr(voters, part, fail)
    assert not voter(page_of(PROSE), candidates_of(PROSE)).places
    assert read(PROSE).document.text.startswith(EN_BODY[0])


def test_an_article_is_found_without_any_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", ModuleType("trafilatura"))
    monkeypatch.setitem(sys.modules, "readability.readability", ModuleType("readability.readability"))
    draft = read(f"<nav><a href=/>Home</a></nav><div>{PROSE}</div>")
    assert draft.document.text == "\n\n".join(EN_BODY * 4)
    assert draft.found["extraction"][0].value == "density"


def test_the_libraries_are_not_asked_about_books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voters, "MAX_TEXT", 100)
    assert not readability_vote(page_of(PROSE), candidates_of(PROSE)).places
    assert not trafilatura_vote(page_of(PROSE), candidates_of(PROSE)).places


# The steps of choosing


def test_a_vote_for_a_fragment_gives_way() -> None:
    candidates = candidates_of(f"<div>{PROSE}</div>")
    fragment = vote("first", candidates, EN_BODY[0])
    everything = vote("second", candidates, *EN_BODY)
    assert choose(candidates, [fragment, everything, everything], "") == "second"
    assert kept(candidates) == list(EN_BODY * 4)


def test_the_widest_vote_counts_only_where_the_others_found_next_to_nothing() -> None:
    notice = "A letter from us comes on every Friday."
    candidates = candidates_of(PROSE + paragraphs(notice))
    nothing, little = Vote("a"), vote("b", candidates, notice)
    half, everything = vote("c", candidates, *EN_BODY[:2]), vote("d", candidates, *EN_BODY)
    assert little.prose > 0
    assert steps.hear([nothing, little, everything]) == [everything]
    assert steps.hear([half, little, everything]) == [half]
    assert steps.hear([nothing, nothing, nothing])[0].places == frozenset()


def test_within_the_span_one_vote_is_enough_for_text_and_only_a_reader_of_text_for_links() -> None:
    body = (*EN_BODY, *DE_BODY)
    links = "<p><a href=/1>Another article</a></p>", "<p><a href=/2>Its second part</a></p>"
    gap = f"{links[0]}{links[1]}{paragraphs(FR_BODY[0])}" + "<p><a href=/3>A third one</a></p>" * 4
    candidates = candidates_of(paragraphs(*body[:4]) + gap + paragraphs(*body[4:]))
    sees = vote("sees", candidates, *body, FR_BODY[0], "Another article")
    reads = vote("reads", candidates, *body, "Its second part", sees=False)
    choose(candidates, [sees, reads, Vote("all")], "")
    assert kept(candidates) == [*body[:4], "Its second part", FR_BODY[0], *body[4:]]


def test_outside_the_span_one_vote_is_enough_for_much_prose_in_one_piece() -> None:
    long = " ".join(FR_BODY)
    body = tuple(f"{text} {number}" for number in range(3) for text in EN_BODY)
    teaser = "<p>Subscribe, and get a letter from us on every single Friday of the year.</p>"
    candidates = candidates_of(
        f"{paragraphs(long)}<p><a href=/>x</a></p>{paragraphs(*body)}<p><a href=/>y</a></p>{teaser}"
    )
    first = vote("first", candidates, *body)
    second = vote("second", candidates, long, *body, candidates[-1].block.text)
    choose(candidates, [first, second, Vote("all")], "")
    assert kept(candidates) == [long, *body]


def test_short_lines_right_behind_the_prose_are_kept_if_they_stand_beside_it() -> None:
    items = "".join(f"<li>{text}</li>" for text in SHORT)
    markup = f"<div id=a>{PROSE}<ul>{items}</ul><p>Price: 12 crowns</p></div><div><p>All prices in crowns</p></div>"
    candidates = candidates_of(markup)
    found = vote("found", candidates, *EN_BODY)
    widest = vote_of("all", candidates, [True] * len(candidates))
    choose(candidates, [found, found, widest], "")
    assert kept(candidates) == [*EN_BODY * 4, *SHORT, "Price: 12 crowns"]


def test_pictures_within_the_text_are_kept_though_only_a_reader_of_text_voted() -> None:
    picture = (
        "<figure><img src=a.jpg alt=clock width=600 height=400><figcaption>The clock in winter</figcaption></figure>"
    )
    candidates = candidates_of(
        f"<img src=logo.png alt=logo width=600 height=400>{PROSE}{picture * 3}{PROSE}{paragraphs(*SHORT)}{picture}"
    )
    reads = vote("reads", candidates, *EN_BODY, sees=False)
    choose(candidates, [Vote("none"), reads, Vote("all")], "")
    pictures = [candidate.keep for candidate in candidates if candidate.block.kind is BlockKind.IMAGE]
    assert pictures == [False, True, True, True, False]


def test_a_heading_with_nothing_behind_it_is_dropped() -> None:
    candidates = candidates_of(f"<h2>Years</h2>{PROSE}<h2>More</h2><h3>And more</h3>")
    everything = vote("all", candidates, *EN_BODY, "Years", "More", "And more")
    choose(candidates, [everything, everything, everything], "")
    assert kept(candidates)[0] == "Years"
    assert kept(candidates)[-1] == EN_BODY[-1]


BLOCKS = st.lists(
    st.sampled_from(("<p>{0}</p>", "<p><a href=/>{0}</a></p>", "<h2>{0}</h2>", "<li>{0}</li>")), max_size=12
)


@given(blocks=BLOCKS, data=st.data())
def test_votes_of_any_kind_are_taken(blocks: list[str], data: st.DataObject) -> None:
    texts = (*EN_BODY, *SHORT, *DE_BODY)
    candidates = candidates_of("".join(block.format(texts[at % len(texts)]) for at, block in enumerate(blocks)))
    places = st.frozensets(st.sampled_from(range(len(candidates)))) if candidates else st.just(frozenset[int]())
    votes = [
        vote_of(name, candidates, (place in taken for place in range(len(candidates))), sees=name != "b")
        for name in "abc"
        for taken in [data.draw(places)]
    ]
    assert choose(candidates, votes, "") != ""
    named = frozenset[int]().union(*(one.places for one in votes))
    assert not any(candidate.keep for candidate in candidates) or named, "nothing is kept without any vote"


# What is hidden


COMMENTS = "".join(f"<div class=c><p>{text}</p></div>" for text in FR_BODY)


def test_readers_comments_and_the_biography_are_hidden_in_the_document_and_not_in_its_text() -> None:
    draft = read(
        f"<article><h1>The clock</h1>{paragraphs(*EN_BODY, *DE_BODY)}</article>"
        f"<div class=author-bio><p>Nora Weir repairs clocks in a small town.</p></div>"
        f"<section id=comments><h2>Letters</h2>{COMMENTS}<form><textarea></textarea><button>Send</button></form>"
        f"</section>"
        f"<nav><a href=/>Home</a></nav><footer><p>Copyright of somebody</p></footer>"
    )
    cuts = {block.text: block.cut for block in draft.document.blocks if block.cut}
    assert draft.document.text == "\n\n".join((*EN_BODY, *DE_BODY))
    assert cuts["Nora Weir repairs clocks in a small town."] is Cut.BIOGRAPHY
    assert all(cuts[text] is Cut.COMMENT for text in FR_BODY)
    assert not {"Send", "Home", "Copyright of somebody"} & set(cuts)


def test_what_nobody_kept_of_the_articles_own_element_is_hidden() -> None:
    more = "".join(f"<li><a href=/{number}>Another clock, number {number}</a></li>" for number in range(3))
    draft = read(
        f"<div class=z1><p><a href=/>Front page</a></p></div><div class=q1>{paragraphs(*EN_BODY)}<ul>{more}</ul>"
        f"{paragraphs(*DE_BODY)}</div><div class=z2><ul>{more.replace('clock', 'boat')}</ul></div>"
    )
    cuts = {block.text: block.cut for block in draft.document.blocks if block.cut}
    assert draft.document.text == "\n\n".join((*EN_BODY, *DE_BODY))
    assert cuts == dict.fromkeys((f"Another clock, number {number}" for number in range(3)), Cut.ACTION)


def test_a_page_of_which_little_is_the_article_hides_nothing_of_the_rest() -> None:
    chrome = "".join(f"<p><a href=/{number}>A boat, number {number}, is sold</a></p>" for number in range(300))
    draft = read(f"<div class=q1>{paragraphs(*EN_BODY)}{chrome}</div>")
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert len(draft.document.blocks) < 20


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<p>» See also: <a href=/1>A bell for the station</a></p>", Cut.ACTION),
        ("<p>As an ABC Associate we earn from qualifying purchases.</p>", Cut.ACTION),
        ("<p>Watch the water until it boils, and then take it off the fire.</p>", None),
    ],
)
def test_lines_that_lead_elsewhere_and_lines_that_only_begin_so(markup: str, why: Cut | None) -> None:
    draft = read(f"<article>{paragraphs(*EN_BODY)}{markup}{paragraphs(*DE_BODY)}</article>")
    [block] = [block for block in draft.document.blocks if block.text not in (*EN_BODY, *DE_BODY)]
    assert block.cut is why


def test_credits_at_the_end_are_no_part_of_the_text() -> None:
    said = ("Reporting by Ann Low.", "Kurt Moos contributed to this report.")
    draft = read(f"<article>{paragraphs(*EN_BODY, *said)}</article>")
    assert [block.text for block in draft.document.blocks if block.cut is not None] == list(said)


def test_what_is_said_of_the_writer_below_the_article_is_a_biography_whatever_the_trade() -> None:
    draft = read(
        f"<article><h1>The clock</h1><p>By Nora Weir</p>{paragraphs(*EN_BODY)}"
        "<p>Nora Weir keeps bees and repairs clocks.</p></article>"
    )
    assert draft.byline == "Nora Weir"
    assert draft.document.blocks[-1].cut is Cut.BIOGRAPHY


def test_entries_of_one_make_are_no_repetitions() -> None:
    entries = [
        f"{town} has one quay, two cranes and a ferry that leaves when the captain has finished his coffee, which is "
        "seldom before nine, and never on a Sunday in winter, when nobody wants to go anywhere by boat."
        for town in ("Ostmark", "Westmark", "Sundmark", "Nordmark")
    ]
    assert read(f"<article>{paragraphs(*EN_BODY, *entries)}</article>").document.text.endswith("\n\n".join(entries))


def test_a_second_copy_of_a_paragraph_with_another_word_in_it_is_a_repetition() -> None:
    long = " ".join(EN_BODY[:2])
    draft = read(f"<article>{paragraphs(long, *DE_BODY, long.replace('clock', 'watch', 1), *FR_BODY)}</article>")
    assert [block.cut for block in draft.document.blocks if block.cut] == [Cut.REPETITION]
