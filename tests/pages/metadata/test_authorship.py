"""Who wrote a page, when, and for whom, where only its markup or the lines by its title say it."""

from __future__ import annotations

import json

import pytest

from readlater.model import Draft
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
URL = "https://valleypost.example/a/clock"


def read(head: str = "", about: str = "", after: str = "", title: str = "The clock") -> Draft:
    """A page whose title is a heading with ``about`` behind it."""
    [draft] = read_page(
        (
            f"<html><head><title>{title}</title>{head}</head><body><main><h1>The clock</h1>{about}{PROSE}{after}"
            "</main></body></html>"
        ).encode(),
        url=URL,
    )
    return draft


def ld(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **thing})}</script>'


def author(**who: object) -> str:
    return ld(**{"@type": "Article", "author": who})


@pytest.mark.parametrize(
    ("about", "byline"),
    [
        (
            '<p class=byline>글쓴이 <span class="author vcard"><a class="url fn n" href=/x>남태오</a></span></p>',
            "남태오",
        ),
        ("<div class=byline>بواسطة <span class=author>هيثم الزيّات</span></div>", "هيثم الزيّات"),
        ("<div class=byline>文 <a rel=author href=/x>早瀬 みのり</a></div>", "早瀬 みのり"),
        ("<div class=byline><i>&amp;</i> <a href=/u/lee>Ann Lee</a> <span>Writer, Clocks</span></div>", "Ann Lee"),
        (
            "<span class=author-name><a class=author-link href=/x>Ann Lee</a><span>, Clock Expert</span></span>",
            "Ann Lee",
        ),
        ("<span class=author>By Ann Lee with Bo Ek</span>", "Ann Lee, Bo Ek"),
        ("<div><p>Ann Lee | Senior Writer | July 2, 2025</p></div>", "Ann Lee"),
        ("<div><span>Published August 7, 2023</span><span>by Ann Lee</span></div>", "Ann Lee"),
        ("<p>by <a href=/author/ann/>Ann</a> · Dec 20, 2025 at 3:00 am</p>", "Ann"),
        ("<div class=meta><p class=byline>Written by Ann Lee, a researcher on the team.</p></div>", "Ann Lee"),
        ("<p><a href=https://elsewhere.example/people/ann>Ann Lee</a></p>", ""),
        ("<p><a href=/tags/clocks>Clocks and Bells</a></p>", ""),
        ("<article><footer><a rel=author href=/x>Ann Lee</a></footer></article>", "Ann Lee"),
        ("<footer><a rel=author href=/x>Ann Lee</a></footer>", ""),
        ("<div class=comment-list><span class=author>Ann Lee</span></div>", ""),
    ],
)
def test_a_byline_in_markup_or_by_the_title(about: str, byline: str) -> None:
    assert read(about=about).byline == byline


SITE = "<meta property=og:site_name content='Valley Post'>"


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        # The site itself is the writer where its data says so and nothing else names one.
        (author(**{"@type": "Organization", "name": "Valley Post"}) + SITE, "Valley Post"),
        (author(**{"@type": "Organization", "name": "ValleyPost"}), "ValleyPost"),
        (ld(**{"@type": "WebPage", "author": {"@type": "Organization", "name": "Valley Post"}}) + SITE, ""),
        (author(**{"@type": "Person", "name": "Valley Post"}) + SITE, "Valley Post"),
        (author(**{"@type": "Organization", "name": "Bureau for Clocks and Bells"}), "Bureau for Clocks and Bells"),
        (author(name="Ann (Bell) Lee"), "Ann (Bell) Lee"),
        (author(name="ann-lee4"), ""),
        ("<meta name=author content='page.head.author'>", ""),
        ("<meta name=author content='{{ author }}'>", ""),
        ("<meta name=author content='valleypost'>", ""),
        ("<meta name=twitter:label2 content='Written by'><meta name=twitter:data2 content='Ann Lee'>", "Ann Lee"),
        ("<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='Ann Lee'>", ""),
    ],
)
def test_what_data_names_is_not_always_a_writer(head: str, byline: str) -> None:
    assert read(head).byline == byline


def test_a_writer_that_the_page_shows_goes_before_one_that_it_does_not() -> None:
    about = "<p class=byline>By <a href=/bo>Bo Ek</a></p>"
    assert read(author(name="Ann Lee"), about).byline == "Bo Ek"
    assert read(author(name="Ann Lee"), about, "<p>Ann Lee wrote this.</p>").byline == "Ann Lee"
    assert read(author(name="ann-lee4"), "", "<p>ann-lee4 wrote this.</p>").byline == "ann-lee4"


@pytest.mark.parametrize(
    ("about", "published", "modified"),
    [
        ("<p>A bell, too.</p><p class=x1>December 13, 2025</p>", "2025-12-13", ""),
        ("<h5><span>2024-11-06</span></h5>", "2024-11-06", ""),
        ("<div><span>December 18, 2025・ 3 min read</span></div>", "2025-12-18", ""),
        ("<div><b>Last updated:</b></div><div>August 1, 2025</div>", "", "2025-08-01"),
        (
            "<div>Updated <time datetime=2026-01-16T08:00:00Z>January 16, 2026</time></div>",
            "",
            "2026-01-16T08:00:00+00:00",
        ),
        ("<div><span class=x>Last Updated</span> <span class=date>Feb 27, 2026</span></div>", "", "2026-02-27"),
        (
            "<p>2 May 2024</p><footer><time datetime=2024-05-02T10:00:00Z>x</time></footer>"
            "<time datetime=2024-05-02T09:30:00Z>x</time>",
            "2024-05-02T09:30:00+00:00",
            "",
        ),
        (f"<p>{EN_BODY[0]}</p><p>{EN_BODY[1]}</p><p>December 13, 2025</p>", "", ""),
        ("".join(f"<li><b>{day} May 2024</b><p>A fair of clocks</p></li>" for day in range(1, 6)), "", ""),
    ],
)
def test_a_date_by_the_title(about: str, published: str, modified: str) -> None:
    draft = read(about=about)
    said = "" if draft.published_approximate else draft.published
    assert (said, draft.modified) == (published, modified)


def test_elements_that_are_named_alike_and_hold_several_dates_are_a_list() -> None:
    cards = [f"<div class=card><span class=card-date>{day} May 2024</span></div>" for day in (1, 2)]
    assert read(after="".join(cards)).published == ""
    assert read(after=cards[0]).published == "2024-05-01"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta name=published-date content=2021-02-16>", "2021-02-16"),
        ("<meta property=article:published_time content='Thu, 09/25/2025 - 11:38'>", "2025-09-25"),
        ("<meta name=last-updated-date content=2021-02-16>", ""),
    ],
)
def test_dates_in_meta_elements(head: str, published: str) -> None:
    draft = read(head)
    assert ("" if draft.published_approximate else draft.published[:10]) == published


@pytest.mark.parametrize(
    ("after", "site"),
    [
        ("<a href=/><img alt='' src=x>Степной обозреватель</a>", "Степной обозреватель"),
        ("<a href=https://valleypost.example><img alt='Степной обозреватель' src=x></a>", "Степной обозреватель"),
        ("<footer><p>© 2024 Степной обозреватель</p></footer>", "Степной обозреватель"),
        ("<a href=/steppe>Степной обозреватель</a>", ""),
        ("<a href=/>Home</a>", ""),
    ],
)
def test_the_end_of_the_title_that_leads_home_is_the_site(after: str, site: str) -> None:
    draft = read(after=after, title="The clock - Степной обозреватель")
    assert (draft.title, draft.site) == ("The clock", site)


@pytest.mark.parametrize("label", ["Written by:", "By", "Autor:", "Автор", "作者："])
def test_a_label_on_a_line_of_its_own(label: str) -> None:
    assert read(about=f"<div>{label}</div><div>Ann Lee</div><div>May 3, 2019</div>").byline == "Ann Lee"
    assert read(about=f"<div>{label}</div><div>May 3, 2019</div><div>Share</div>").byline == ""


def test_the_site_is_the_writer_only_if_nothing_names_another() -> None:
    head = author(**{"@type": "Organization", "name": "Valley Post"}) + SITE
    assert read(head, "<p>By Ann Lee</p>").byline == "Ann Lee"
    draft = read(head)
    assert [(one.value, one.source) for one in draft.found["byline"]] == [("Valley Post", "site")]


MANY = "".join(
    f"<p>Clock number {place} stands in a street that nobody has called by its name.</p>" for place in range(12)
)
"""So many paragraphs that what follows is far from the title."""


@pytest.mark.parametrize(
    ("about", "after", "byline"),
    [
        # A name alone, and one beside a date, are the writer's if a portrait or an element for the writer says so.
        ("<div>Ann Lee</div><div>Bell Keeper</div>", "<img alt='Ann Lee' src=x>", "Ann Lee"),
        ("<div>Ann Lee</div>", "<img alt='Picture of Ann Lee' src=x>", "Ann Lee"),
        ("<div>Ann Lee</div>", "<img alt='Ann Lee’s photo' src=x>", "Ann Lee"),
        ("<div>Dec 17, 2025 Ann Lee</div>", "<div class=authorBox><b>Ann Lee</b> keeps clocks.</div>", "Ann Lee"),
        ("<div>Market Reports</div><div>Dec 17, 2025</div>", "", ""),
        ("<div>Market Reports</div>", "<img alt='A market' src=x>", ""),
        # Words that say who wrote it count wherever they stand, if they name one only.
        ("", "<div>Written by Ann Lee</div>", "Ann Lee"),
        ("", "<div><div>Article written by:</div><div>Ann Lee, MD</div></div>", "Ann Lee, MD"),
        ("", "<p>Geschrieben von Ann Lee</p>", "Ann Lee"),
        ("", "<div>Written by Ann Lee</div><div>Written by Bo Ek</div>", ""),
        ("", "<p>The tune was written by the keeper of the clock in one night.</p>", ""),
        ("", "<aside><p>Written by Ann Lee</p></aside>", ""),
    ],
)
def test_a_name_that_only_its_surroundings_make_the_writers(about: str, after: str, byline: str) -> None:
    assert read(about=about, after=MANY + after).byline == byline


def test_roles_behind_names_go() -> None:
    about = "<div class=field-authors>Authors: Ann Lee and Bo Ek, Extension horticulture educators</div>"
    assert read(about=about).byline == "Ann Lee and Bo Ek"
