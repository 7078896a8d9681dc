"""Site, language, description, picture, section and tags of a page."""

from __future__ import annotations

import json

import pytest

from readlater.model import Draft
from readlater.pages.metadata.describing import is_summary, language_tag
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
TITLE = "The clock that was made of engines"
SUMMARY = "A railway engineer built a clock from the parts of old engines, and it strikes at noon."
URL = "<link rel=canonical href=https://valleypost.example/the/clock>"


def read(head: str = "", body: str = "", attributes: str = "") -> Draft:
    markup = (
        f"<!doctype html><html {attributes}><head><title>{TITLE}</title>{head}</head><body>"
        f"<article><h1>{TITLE}</h1>{body}{PROSE}</article></body></html>"
    )
    [draft] = read_page(markup.encode())
    return draft


def ld(kind: str, **thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **thing})}</script>'


PUBLISHER = ld("Article", publisher={"@type": "Organization", "name": "The Valley Post"})


@pytest.mark.parametrize(
    ("attributes", "head", "language", "source"),
    [
        ("lang=de", "<meta property=og:locale content=en_US>", "de", "lang"),
        ("lang=en-GB", "", "en-GB", "lang"),
        ("lang=zh-Hant-TW", "", "zh-Hant-TW", "lang"),
        ("lang=pt_BR", "", "pt-BR", "lang"),
        ("lang=''", "<meta property=og:locale content=en_US>", "en-US", "og:locale"),
        ("xml:lang=fr", "", "fr", "lang"),
        ("", "<meta http-equiv=content-language content='de, en'>", "de", "content-language"),
        ("", "<meta name=language content=Deutsch>", "de", "language"),
        ("", "<meta name=DC.language content=it>", "it", "dc.language"),
        ("", ld("NewsArticle", inLanguage="es-MX"), "es-MX", "json-ld"),
        ("", ld("NewsArticle", inLanguage={"@type": "Language", "name": "Spanish"}), "es", "json-ld"),
        ("lang='{{ lang }}'", "<meta property=og:locale content=pl_PL>", "pl-PL", "og:locale"),
        ("lang=und", "<meta property=og:locale content=pl_PL>", "pl-PL", "og:locale"),
    ],
)
def test_the_declared_language(attributes: str, head: str, language: str, source: str) -> None:
    draft = read(head, attributes=attributes)
    assert draft.language == language
    assert draft.found["language"][0].source == source


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("EN-us", "en-US"),
        ("en_US.UTF-8", "en-US"),
        ("de-", "de"),
        ("English", "en"),
        ("cn", "zh"),
        ("jp-JP", "ja-JP"),
        ("iw", "he"),
        ("x-default", ""),
        ("german!", ""),
    ],
)
def test_language_tags(value: str, tag: str) -> None:
    assert language_tag(value) == tag


@pytest.mark.parametrize(
    ("attributes", "direction"),
    [
        ("dir=rtl", "rtl"),
        ("dir=RTL lang=en", "rtl"),
        ("dir=auto lang=en", "ltr"),
        ("lang=en", "ltr"),
    ],
)
def test_direction(attributes: str, direction: str) -> None:
    assert read(attributes=attributes).direction == direction


@pytest.mark.parametrize(
    ("markup", "direction"),
    [
        ("<html dir=ltr><body><article dir=rtl>{}</article>", "rtl"),
        ("<html dir=ltr><body><div dir=rtl><main>{}</main></div>", "rtl"),
        ("<html dir=rtl><body><div>{}</div>", "rtl"),
        ("<html><body><nav dir=rtl>x</nav><div>{}</div>", "ltr"),
    ],
)
def test_the_direction_is_that_of_what_is_nearest_to_the_article(markup: str, direction: str) -> None:
    [draft] = read_page(markup.format(f"<h1>{TITLE}</h1>{PROSE}").encode())
    assert draft.direction == direction


def test_the_opening_of_the_body_is_the_last_candidate_for_an_excerpt() -> None:
    first = " ".join(EN_BODY[0].split())
    draft = read(f"<meta name=description content='{SUMMARY}'>", body="<p>Short.</p>")
    assert [(one.value, one.source) for one in draft.found["summary"]] == [(SUMMARY, "description"), (first, "text")]
    draft = read()
    assert (draft.summary, [(one.value, one.source) for one in draft.found["summary"]]) == ("", [(first, "text")])


@pytest.mark.parametrize(
    ("head", "summary", "source"),
    [
        (
            f"<meta property=og:description content='{SUMMARY}'><meta name=description content=x>",
            SUMMARY,
            "og:description",
        ),
        (f"<meta name=description content='{SUMMARY}'>", SUMMARY, "description"),
        (f"<meta name=DC.description content='{SUMMARY}'>", SUMMARY, "dc.description"),
        (f"<meta name=dcterms.abstract content='{SUMMARY}'>", SUMMARY, "dcterms.abstract"),
        (f"<meta name=twitter:description content='{SUMMARY}'>", SUMMARY, "twitter:description"),
        (ld("Article", description=SUMMARY), SUMMARY, "json-ld"),
        # What the article's data says goes before what is made for previews, but not if it is the text, cut off.
        (
            f"<meta property=og:description content='Come and see!'>{ld('Article', description=SUMMARY)}",
            SUMMARY,
            "json-ld",
        ),
        (
            f"<meta property=og:description content='{SUMMARY}'>"
            + ld("Article", description="The railway had closed, and nobody knew what to do with the engines that…"),
            SUMMARY,
            "og:description",
        ),
        (
            f"<meta property=og:description content='{SUMMARY}'>" + ld("Article", description="So it went on. " * 30),
            SUMMARY,
            "og:description",
        ),
        (f"<meta property=og:description content='&lt;p&gt;{SUMMARY}&lt;/p&gt;'>", SUMMARY, "og:description"),
        # The slogan of the site, the title again, and what templates write are passed over for what says something.
        (
            "<meta property=og:description content='News and views from the valley, every day of the week.'>"
            + ld("WebSite", description="News and views from the valley, every day of the week.")
            + f"<meta name=description content='{SUMMARY}'>",
            SUMMARY,
            "description",
        ),
        (
            f"<meta property=og:description content='{TITLE}'><meta name=description content='{SUMMARY}'>",
            SUMMARY,
            "description",
        ),
        (
            f"<meta property=og:description content='Read more about this and other stories here'>"
            f"<meta name=description content='{SUMMARY}'>",
            SUMMARY,
            "description",
        ),
    ],
)
def test_the_page_describes_itself(head: str, summary: str, source: str) -> None:
    draft = read(head)
    assert (draft.summary, draft.found["summary"][0].source) == (summary, source)


@pytest.mark.parametrize(
    "said",
    [
        "Read more",
        "Click here to read more about all of this now",
        "Just another WordPress site",
        "We use cookies on this site so that you have the best experience with it",
        "{{ page.description }} of the page that has no description at all here",
        "続きを読む",
    ],
)
def test_what_templates_write_describes_nothing(said: str) -> None:
    assert not is_summary(said, "the clock", set())


@pytest.mark.parametrize(
    ("head", "site", "source"),
    [
        ("<meta property=og:site_name content='The Valley Post'>", "The Valley Post", "og"),
        ("<meta name=application-name content='The Valley Post'>", "The Valley Post", "application-name"),
        (ld("Article", publisher={"@type": "Organization", "name": "The Valley Post"}), "The Valley Post", "json-ld"),
        (
            ld(
                "x",
                **{
                    "@graph": [
                        {"@type": "Article", "publisher": {"@id": "#us"}},
                        {"@type": "Thing", "@id": "#us", "name": "The Valley Post"},
                    ]
                },
            ),
            "The Valley Post",
            "json-ld",
        ),
        ("<meta name=dcterms.publisher content='The Valley Post'>", "The Valley Post", "dcterms.publisher"),
    ],
)
def test_site(head: str, site: str, source: str) -> None:
    draft = read(head)
    assert (draft.site, draft.found["site"][0].source) == (site, source)


@pytest.mark.parametrize(
    ("head", "site"),
    [
        # The data's publisher goes before a name for the home screen, and before what is no name to read.
        ("<meta name=application-name content=VP>" + PUBLISHER, "The Valley Post"),
        ("<meta property=og:site_name content=valleypost.example>" + URL + PUBLISHER, "The Valley Post"),
        ("<meta property=og:site_name content=thevalleypost>" + PUBLISHER, "The Valley Post"),
        ("<meta property=og:site_name content=valley-post>" + PUBLISHER, "The Valley Post"),
        ("<meta property=og:site_name content='The Valley Post: All That Happens'>" + PUBLISHER, "The Valley Post"),
        ("<meta property=og:site_name content='All That Happens | The Valley Post'>" + PUBLISHER, "The Valley Post"),
        # But not before the site's own name, nor if it is the company behind it.
        ("<meta property=og:site_name content='The Daily Bell'>" + PUBLISHER, "The Daily Bell"),
        (
            "<meta name=application-name content='The Daily Bell'>"
            + ld("Article", publisher={"@type": "Organization", "name": "Valley Media Ltd"}),
            "The Daily Bell",
        ),
        ("<meta property=og:site_name content=valleypost.example>" + URL, "valleypost.example"),
        (URL + ld("Article", publisher={"name": "St. Valleypost School"}), "St. Valleypost School"),
    ],
)
def test_the_best_name_of_a_site(head: str, site: str) -> None:
    assert read(head).site == site


def test_a_site_that_nothing_names_has_no_name() -> None:
    assert read(URL).site == ""


def test_writers_are_found_by_reference() -> None:
    graph = [
        {"@type": "BlogPosting", "author": [{"@id": "#ann"}, {"@id": "#bo"}]},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Person", "@id": "#bo", "name": "Bo Ek"},
    ]
    assert read(ld("x", **{"@graph": graph})).byline == "Ann Lee, Bo Ek"


@pytest.mark.parametrize(
    ("head", "body", "image", "source"),
    [
        (URL + "<meta property=og:image content=/a.jpg>", "", "https://valleypost.example/a.jpg", "og:image"),
        (URL + ld("Article", image={"url": "/b.jpg"}), "", "https://valleypost.example/b.jpg", "json-ld"),
        (URL + ld("Article", image=["/b.jpg", "/c.jpg"]), "", "https://valleypost.example/b.jpg", "json-ld"),
        (URL + "<link rel=image_src href=/d.jpg>", "", "https://valleypost.example/d.jpg", "image_src"),
        (URL, "<img itemprop=image src=/e.jpg>", "https://valleypost.example/e.jpg", "itemprop"),
        (URL, "<img src=/f.jpg width=800 height=400>", "https://valleypost.example/f.jpg", "img"),
        (URL, "<figure><img src=/g.jpg></figure>", "https://valleypost.example/g.jpg", "img"),
    ],
)
def test_lead_image(head: str, body: str, image: str, source: str) -> None:
    draft = read(head, body)
    assert (draft.lead_image, draft.found["lead_image"][0].source) == (image, source)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property=og:image content=https://a.example/site-logo.png>", ""),
        ("<meta property=og:image content='data:image/png;base64,AAAA'>", ""),
        (URL, "<img src=/h.gif width=1 height=1>"),
        (URL, "<img src=/h.jpg width=80>"),
    ],
)
def test_logos_and_pixels_are_no_lead_image(head: str, body: str) -> None:
    assert read(head, body).lead_image == ""


@pytest.mark.parametrize(
    ("head", "category", "source"),
    [
        ("<meta property=article:section content=Science>", "Science", "article:section"),
        (ld("NewsArticle", articleSection=["Science", "Clocks"]), "Science", "json-ld"),
        ("<meta name=parsely-section content=Science>", "Science", "parsely-section"),
    ],
)
def test_the_section_is_offered_as_category(head: str, category: str, source: str) -> None:
    draft = read(head)
    assert (draft.found["category"][0].value, draft.found["category"][0].source) == (category, source)
    assert (draft.category_id, draft.tags) == ("", ())


@pytest.mark.parametrize(
    ("head", "body", "tags"),
    [
        (
            "<meta property=article:tag content=clocks><meta property=article:tag content=trains>",
            "",
            ("clocks", "trains"),
        ),
        (ld("NewsArticle", keywords="clocks, trains"), "", ("clocks", "trains")),
        (ld("NewsArticle", keywords=["clocks", "Clocks", "trains"]), "", ("clocks", "trains")),
        ("", "<a rel=tag href=/t/c>#clocks</a> <a rel='category tag' href=/t/t>trains</a>", ("clocks", "trains")),
        ("<meta name=parsely-tags content='clocks,trains'>", "", ("clocks", "trains")),
        ("<meta name=dc.subject content='clocks; trains'>", "", ("clocks", "trains")),
        ("<meta name=keywords content='clocks, trains'>", "", ("clocks", "trains")),
        ("<meta name=keywords content=trains><meta property=article:tag content=clocks>", "", ("clocks",)),
        (f"<meta name=keywords content='{', '.join(f'cheap clock {n}' for n in range(20))}'>", "", ()),
    ],
)
def test_tags(head: str, body: str, tags: tuple[str, ...]) -> None:
    draft = read(head, body)
    assert draft.tags == tags
    assert tuple(entry.value for entry in draft.found.get("tags", ())) == tags
