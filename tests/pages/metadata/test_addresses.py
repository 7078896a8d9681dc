"""Where a page comes from: the order of trust, and the traps in it."""

from __future__ import annotations

import json

import pytest

from readlater.model import Draft
from readlater.pages.html.extract import read_html
from readlater.pages.html.parse import parse
from readlater.pages.metadata.reading import read_metadata
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
SINGLEFILE = "<!--\n Page saved with SingleFile \n url: {} \n saved date: Thu Mar 10 2022 19:12:36 GMT+0000\n-->"
SAVED = "<!-- saved from url=(0099){} -->"
CANONICAL = "<link rel=canonical href='{}'>"
OG = "<meta property=og:url content='{}'>"
BASE = "<base href='{}'>"
A, B, C, D = (f"https://{host}.example/the/clock" for host in "abcd")


def ld(kind: str = "NewsArticle", **thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **thing})}</script>'


def read(head: str, comment: str = "", url: str = "", attributes: str = "") -> Draft:
    markup = (
        f"<!doctype html>{comment}<html {attributes}><head><title>The clock</title>{head}</head><body>"
        f"<article><h1>The clock</h1>{PROSE}</article></body></html>"
    )
    return read_html(markup, "html", url)


@pytest.mark.parametrize(
    ("head", "comment", "url"),
    [
        # Each source goes before the next.
        (CANONICAL.format(B) + OG.format(C) + ld(url=D), SAVED.format(A), A),
        (CANONICAL.format(B) + OG.format(C) + ld(url=D), SINGLEFILE.format(A), A),
        (ld(url=D) + OG.format(C) + CANONICAL.format(B), "", B),
        (BASE.format(A) + ld(mainEntityOfPage=D) + OG.format(C), "", C),
        (BASE.format(A) + ld(mainEntityOfPage={"@id": D}), "", D),
        (BASE.format(A) + ld(url=D), "", D),
        (BASE.format(A), "", A),
        # What was written when the page was saved, if it is no address of the web.
        (CANONICAL.format(B), SAVED.format("about:internet"), B),
        (CANONICAL.format(B), SAVED.format("file:///home/ann/clock.html"), B),
        (CANONICAL.format(B), SINGLEFILE.format("file:///home/ann/clock.html"), B),
        ("", SAVED.format("about:internet"), ""),
        # Canonical links that are none.
        (CANONICAL.format("") + OG.format(C), "", C),
        (CANONICAL.format("#") + OG.format(C), "", C),
        (CANONICAL.format("javascript:void(0)") + OG.format(C), "", C),
        (CANONICAL.format("https://localhost/clock") + OG.format(C), "", C),
        # Relative ones.
        (CANONICAL.format("/the/clock"), "", ""),
        (CANONICAL.format("/the/clock") + BASE.format("https://b.example/x/"), "", B),
        (CANONICAL.format("/the/other") + OG.format(C), "", "https://c.example/the/other"),
        (CANONICAL.format("www.b.example/the/clock"), "", "https://www.b.example/the/clock"),
        (CANONICAL.format("//b.example/the/clock"), "", B),
        # Several.
        (CANONICAL.format(B) + CANONICAL.format(C), "", B),
        (CANONICAL.format(B) + CANONICAL.format(C) + OG.format(C), "", C),
        # The home page is not the address of an article.
        (CANONICAL.format("https://b.example/") + OG.format("https://b.example/the/clock"), "", B),
        (CANONICAL.format("https://b.example") + ld(url=B), "", B),
        (CANONICAL.format("https://b.example/") + "<meta property=og:type content=article>", "", ""),
        (CANONICAL.format("https://b.example/") + ld(headline="The clock"), "", ""),
        (CANONICAL.format("https://b.example/"), "", "https://b.example/"),
    ],
)
def test_the_order_of_trust(head: str, comment: str, url: str) -> None:
    draft = read(head, comment)
    assert draft.url_original == url
    assert draft.url == ""


def test_what_is_known_from_outside_wins() -> None:
    assert read(CANONICAL.format(B), SAVED.format(C), url=A).url_original == A


def test_links_are_whole_even_if_the_address_is_only_that_of_the_home_page() -> None:
    markup = f"<html>{CANONICAL.format('https://b.example/')}{ld(headline='x')}<a href=/y>y</a></html>"
    assert read_metadata(parse(markup), markup).base == "https://b.example/"


@pytest.mark.parametrize(
    ("saved", "attributes", "canonical", "url"),
    [
        # AMP.
        ("https://a.example/amp/the/clock", "", A, A),
        ("https://a.example/the/clock/amp/", "", A, A),
        ("https://a.example/the/clock.amp.html", "", A, A),
        ("https://a.example/the/clock?amp=1", "", A, A),
        ("https://a.example/the/clock?outputType=amp", "", A, A),
        ("https://amp.a.example/the/clock", "", A, A),
        ("https://a.example/c/1", "amp", A, A),
        ("https://a.example/c/1", "⚡", A, A),
        ("https://a-example.cdn.ampproject.org/c/s/a.example/the/clock", "", A, A),
        ("https://www.google.com/amp/s/a.example/the/clock", "", A, A),
        # Print and mobile.
        ("https://a.example/print/the/clock", "", A, A),
        ("https://a.example/the/clock?print=1", "", A, A),
        ("https://a.example/the/clock?view=print", "", A, A),
        ("https://m.a.example/the/clock", "", "https://www.a.example/the/clock", "https://www.a.example/the/clock"),
        # Not what they name: another site, the home page, an article that is no version of another.
        ("https://a.example/amp/the/clock", "", B, ""),
        ("https://a.example/amp/the/clock", "", "https://a.example/", ""),
        ("https://a.example/the/clock?page=2", "", A, ""),
        ("https://a.example/blueprint/clock", "", A, ""),
        ("https://a.example/camp/clock", "", A, ""),
        ("https://a.example/the/clock", "amp", A, ""),
    ],
)
def test_a_version_stands_for_its_article(saved: str, attributes: str, canonical: str, url: str) -> None:
    for draft in (
        read(CANONICAL.format(canonical), SAVED.format(saved), attributes=attributes),
        read(CANONICAL.format(canonical), url=saved, attributes=attributes),
    ):
        assert (draft.url, draft.url_original) == (url, saved)


def test_the_candidates_are_kept_with_their_sources() -> None:
    draft = read(CANONICAL.format(B) + OG.format(C) + ld(url=D), SAVED.format(A))
    assert [(entry.value, entry.source) for entry in draft.found["url"]] == [
        (A, "saved-from"),
        (B, "canonical"),
        (C, "og"),
        (D, "json-ld"),
    ]


def test_pages_without_an_address_have_none() -> None:
    [draft] = read_page(f"<html><body>{PROSE}</body></html>".encode())
    assert (draft.url, draft.url_original) == ("", "")
