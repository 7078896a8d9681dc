from __future__ import annotations

import json

import pytest

from readlater.model import Draft
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)


def read(head: str, body: str = "", attributes: str = "", url: str = "") -> Draft:
    [draft] = read_page(
        (
            f"<!doctype html><html {attributes}><head>{head}</head><body><article>{body}{PROSE}</article></body></html>"
        ).encode(),
        url=url,
    )
    return draft


def ld(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **thing})}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>The clock - The Valley Post</title><meta property=og:site_name content='The Valley Post'>",
            "",
            "The clock",
        ),
        (
            (
                "<title>Valley Post: News | The old clock made of parts |"
                " Valley Post</title><meta property=og:site_name content='Valley Post'>"
            ),
            "<h1>The old clock made of parts</h1>",
            "The old clock made of parts",
        ),
        (
            "<meta property=og:title content='A clock of engines'><title>x</title>",
            "<h1>The clock made of engines, and who built it</h1>",
            "The clock made of engines, and who built it",
        ),
        ("<title>The clock that would not stop – and why</title>", "", "The clock that would not stop – and why"),
        ("<meta property=og:title content='Fish &amp;amp; chips'>", "", "Fish & chips"),
        (ld(**{"@type": "NewsArticle", "headline": "From the data"}), "", "From the data"),
        ("<title>Home</title>", "<h1>The real name</h1>", "The real name"),
        (
            "<title>Two bells - The book of clocks</title>",
            "<nav><h1>The book of clocks</h1></nav><main><h1>Two bells</h1></main>",
            "Two bells",
        ),
        ("<title>Print - The clock that would not stop</title>", "", "The clock that would not stop"),
        ("<title>The clock that would not stop | Printable Version</title>", "", "The clock that would not stop"),
        ("<title>Druckansicht: eine Uhr in Teilen</title>", "", "Druckansicht: eine Uhr in Teilen"),
        ("<title>時計の話 | 山里新聞</title><meta property=og:site_name content='山里新聞'>", "", "時計の話"),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (
            ld(**{"@type": "Article", "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}]}),
            "",
            "Ann Lee, Bo Ek",
        ),
        (ld(**{"@graph": [{"@type": "WebPage"}, {"@type": ["BlogPosting"], "author": "Ann Lee"}]}), "", "Ann Lee"),
        ("<meta name=author content='By ANN LEE'>", "", "Ann Lee"),
        (
            "<meta property=article:author content='https://facebook.example/ann'>",
            "<span class=byline>By Ann Lee, Staff Writer</span>",
            "Ann Lee",
        ),
        ("<meta name=dc.creator content='Ann Lee'>", "", "Ann Lee"),
        ("", "<a rel=author href=/ann>Ann Lee</a>", "Ann Lee"),
        ("", "", ""),
    ],
)
def test_byline(head: str, body: str, byline: str) -> None:
    assert read(head, body).byline == byline


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (
            ld(**{"@type": "NewsArticle", "datePublished": "2022-01-14T08:51:00+09:00", "dateModified": "2022-02-01"}),
            "",
            "2022-01-14T08:51:00+09:00",
        ),
        ("<meta property=article:published_time content='2022-01-14T08:51:00Z'>", "", "2022-01-14T08:51:00+00:00"),
        ("<meta name=dc.date content='2022-01'>", "", "2022-01"),
        ("", "<time datetime=2022-01-14 pubdate>Friday</time>", "2022-01-14"),
        ("", "<p class=post-date>14. Januar 2022</p>", "2022-01-14"),
        ("<link rel=canonical href=https://valleypost.example/2022/01/14/clock/>", "", "2022-01-14"),
        ("<meta property=article:modified_time content=2022-02-01>", "<p>© 2019</p>", ""),
    ],
)
def test_published(head: str, body: str, published: str) -> None:
    draft = read(head, body)
    assert ("" if draft.published_approximate else draft.published) == published
    assert not draft.modified or draft.modified == "2022-02-01"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=https://a.example/x?utm_source=y>", "https://a.example/x"),
        ("<link rel=canonical href=/x><base href=https://a.example/>", "https://a.example/x"),
        ("<link rel=canonical href=''><meta property=og:url content=https://a.example/x>", "https://a.example/x"),
        (
            "<link rel=canonical href=https://a.example/><meta property=og:url content=https://a.example/x>",
            "https://a.example/x",
        ),
        (ld(**{"@type": "Article", "mainEntityOfPage": {"@id": "https://a.example/x"}}), "https://a.example/x"),
        ("<base href=https://a.example/dir/>", "https://a.example/dir/"),
        ("<link rel=canonical href='javascript:x'>", ""),
        ("", ""),
    ],
)
def test_url(head: str, url: str) -> None:
    assert read(head).url == url


def test_an_address_from_outside_wins() -> None:
    assert read("<link rel=canonical href=https://a.example/x>", url="https://b.example/y").url == "https://b.example/y"


def test_the_other_fields() -> None:
    draft = read(
        "<meta property=og:site_name content='The Valley Post'><meta name=description content='A railway "
        "engineer built a clock from the parts of old engines.'>"
        "<meta property=og:image content=/img/clock.jpg><meta name=keywords content='clocks, railways; "
        "Clocks, 時計'><link rel=canonical href=https://valleypost.example/x>",
        attributes="lang=en_GB dir=ltr",
    )
    assert (draft.site, draft.language, draft.direction) == ("The Valley Post", "en-GB", "ltr")
    assert draft.summary == "A railway engineer built a clock from the parts of old engines."
    assert draft.lead_image == "https://valleypost.example/img/clock.jpg"
    assert draft.tags == ("clocks", "railways", "時計")
    assert draft.found["summary"][0].source == "description"


@pytest.mark.parametrize(
    "said", ["The clock", "Clock", "The Valley Post", "https://a.example/", "The clock | News", "{{ description }}"]
)
def test_a_description_that_says_nothing_is_no_summary(said: str) -> None:
    assert (
        read(
            f"<title>The clock</title><meta property=og:site_name content='The Valley Post'><meta "
            f"name=description content='{said}'>"
        ).summary
        == ""
    )


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[" * 50_000,
        '{"@type": ["Article", 3], "author": [[[{"name": 5}]]], "datePublished": {"a": 1}}',
        "null",
        '{"@graph": {"@graph": {"@graph": []}}}',
    ],
)
def test_strange_data_is_passed_over(text: str) -> None:
    draft = read(f'<title>The clock</title><script type="application/ld+json">{text}</script>')
    assert (draft.title, draft.byline, draft.published) == ("The clock", "", "")
