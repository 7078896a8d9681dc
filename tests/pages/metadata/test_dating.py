"""When a page was published: what it says in any form, and what is guessed when it says nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.model import Draft
from readlater.pages.metadata.guessing import date_in_state
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
TITLE = "The clock that was made of engines"


def read(head: str = "", about: str = "", after: str = "", attributes: str = "", title: str = TITLE) -> Draft:
    markup = (
        f"<!doctype html><html {attributes}><head><title>{title}</title>{head}</head><body>"
        f"<article><h1>{title}</h1>{about}{PROSE}</article>{after}</body></html>"
    )
    [draft] = read_page(markup.encode())
    return draft


def ld(kind: str, **thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **thing})}</script>'


@pytest.mark.parametrize(
    ("head", "about", "published"),
    [
        # Data.
        (ld("TechArticle", datePublished="2019-05-03"), "", "2019-05-03"),
        (ld("CreativeWork", datePublished="2019-05-03"), "", "2019-05-03"),
        (ld("Article", datePublished="1968-07-20"), "", "1968-07-20"),
        (ld("Comment", datePublished="2019-05-03"), "", ""),
        (ld("CreativeWork", datePublished="2019-05-03") + ld("Book", datePublished="2018-01-02"), "", ""),
        (ld("Article", datePublished="1970-01-01T00:00:00Z"), "", ""),
        ("<meta name=DC.date.issued content=2019-05-03>", "", "2019-05-03"),
        ("<meta property=dcterms:created content=2019-05-03>", "", "2019-05-03"),
        ("<meta name=parsely-pub-date content=2019-05-03T10:00:00Z>", "", "2019-05-03T10:00:00+00:00"),
        ("<meta name=citation_publication_date content=2019/05/03>", "", "2019-05-03"),
        ("<meta name=sailthru.date content='Fri, 03 May 2019 10:00:00 +0000'>", "", "2019-05-03T10:00:00+00:00"),
        # Elements.
        ("", "<span itemprop=datePublished content=2019-05-03>Friday</span>", "2019-05-03"),
        ("", "<span property='schema:datePublished' content=2019-05-03>Friday</span>", "2019-05-03"),
        ("", "<span property='dc:date' content=2019-05-03>Friday</span>", "2019-05-03"),
        ("", "<time class=dt-published datetime=2019-05-03>Friday</time>", "2019-05-03"),
        # Lines by the title.
        ("", "<p>By Dr. Ann Lee - May 3, 2019</p>", "2019-05-03"),
        ("", "<div><div>Ann Lee</div><div>03.05.2019</div></div>", "2019-05-03"),
        # A label anywhere.
        ("", f"{PROSE}<p>Published on 3 May 2019 by the museum</p>", "2019-05-03"),
        ("", f"{PROSE}<div>Veröffentlicht am <b>3. Mai 2019</b></div>", "2019-05-03"),
        ("", f"{PROSE}<div>Publié le 3 mai 2019</div>", "2019-05-03"),
        ("", f"{PROSE}<div>Publicado el 3 de mayo de 2019</div>", "2019-05-03"),
        ("", f"{PROSE}<div>Опубликовано: 3 мая 2019</div>", "2019-05-03"),
        ("", f"{PROSE}<div>发布时间：2019-05-03</div>", "2019-05-03"),
        ("", f"{PROSE}<div>公開日：2019年5月3日</div>", "2019-05-03"),
        ("", f"{PROSE}<div>입력 2019.05.03</div>", "2019-05-03"),
        ("", f"{PROSE}<p>Posted on 3 May 2019</p><p>Posted on 4 May 2019</p>", ""),
        # A sentence that says it better than the line by the title.
        (
            "",
            f"<p>30 Sep 2022</p>{PROSE}<p>This article was originally published on 26 Sep 2019 but was changed.</p>",
            "2019-09-26",
        ),
        # What stands about, but is not it.
        ("", f"{PROSE}<p>The fair of 3 May 2019 was the last.</p>", ""),
    ],
)
def test_published(head: str, about: str, published: str) -> None:
    draft = read(head, about)
    assert draft.published == published
    assert not draft.published_approximate


@pytest.mark.parametrize(
    ("attributes", "published"),
    [("lang=en-US", "2019-05-03"), ("lang=en-GB", "2019-03-05"), ("lang=fr", "2019-03-05"), ("lang=en", "2019")],
)
def test_the_language_says_what_comes_first(attributes: str, published: str) -> None:
    assert read(about="<p>05/03/2019</p>", attributes=attributes).published == published


def test_of_several_dates_that_which_is_shown_is_right() -> None:
    head = ld("Article", datePublished="2019-05-09") + "<meta name=date content=2019-05-03>"
    assert read(head).published == "2019-05-09"
    assert read(head, "<p>May 3, 2019</p>").published == "2019-05-03"
    assert read(head, "<p>Updated May 3, 2019</p>").published == "2019-05-09"


def test_a_clock_in_utc_gives_way_to_the_day_that_the_address_has() -> None:
    head = "<meta property=article:published_time content=2019-05-04T03:05:00Z>"
    link = "<link rel=canonical href=https://a.example/{}/the-clock>"
    assert read(head + link.format("2019/05/03")).published == "2019-05-03"
    assert read(head + link.format("20190503")).published == "2019-05-03"
    assert read(head + link.format("2019/04/03")).published == "2019-05-04T03:05:00+00:00"
    assert read(head.replace("Z>", "+02:00>") + link.format("2019/05/03")).published == "2019-05-04T03:05:00+02:00"


def test_a_heading_that_nearly_is_the_title_has_the_date_by_it() -> None:
    markup = (
        "<title>Seven ways to mend a wooden clock</title><body><nav><h2>News</h2></nav><h2>Seven ways to mend your "
        f"wooden clock</h2><p>May 3, 2019</p>{PROSE}"
    )
    [draft] = read_page(f"<html>{markup}</html>".encode())
    assert draft.published == "2019-05-03"


def test_the_future_is_no_date_of_publication() -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    assert read(ld("Article", datePublished=tomorrow)).published == ""


def test_a_list_of_dated_things_below_the_title_gives_none() -> None:
    events = "".join(f"<li><div class=x>{day} May 2019</div><b>A fair</b></li>" for day in (3, 3, 4, 4, 4))
    assert read(about=f"<ul>{events}</ul>").published == ""


# Guesses.


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("<meta property=article:modified_time content=2019-05-03>", ""),
        ("<meta name=last-updated content=2019-05-03>", ""),
        ("", "<p>Last updated: May 3, 2019</p>"),
        (ld("Article", dateModified="2019-05-03"), ""),
    ],
)
def test_a_change_is_a_guess(head: str, about: str) -> None:
    draft = read(head, about)
    assert (draft.published, draft.published_approximate) == ("2019-05-03", True)
    assert (draft.modified, draft.found["published"][0].source) == ("2019-05-03", "modified")


def test_what_is_said_is_no_guess() -> None:
    draft = read(ld("Article", datePublished="2019-05-01", dateModified="2019-05-03"))
    assert (draft.published, draft.published_approximate) == ("2019-05-01", False)


@pytest.mark.parametrize(
    "after",
    [
        "<p>The clock was seen in town: 2019-05-03</p><p>It struck at noon.</p>",
        "<div>Timestamp 2019-05-03 10:00:00</div>",
    ],
)
def test_a_date_that_is_only_found_is_a_guess(after: str) -> None:
    draft = read(about=f"{PROSE}{after}")
    assert draft.published == "2019-05-03"
    assert draft.published_approximate
    assert draft.found["published"][0].source == "htmldate"


@pytest.mark.parametrize(
    "after",
    [
        "<footer>© 2019-05-03 The Valley Post</footer>",
        "<p>Copyright 2019</p>",
        "<div class=comments><p>Bo wrote at 2019-05-03 10:00:00: It stopped.</p></div>",
        "<aside><p>Timestamp 2019-05-03 10:00:00</p></aside>",
        "<ul class=related><li><a href=/b>A bell, 2019-05-03</a></li></ul>",
        "<div class='recent posts'><p>2019-05-03</p><p>2018-05-03</p></div>",
        "<p>(As of 2019-05-03, and with a new spring, the clock of the valley strikes each quarter of the hour.)</p>",
        "<p>Since 1999 the clock has struck 2019 times.</p>",
    ],
)
def test_dates_of_something_else_are_no_guess(after: str) -> None:
    draft = read(after=after)
    assert (draft.published, draft.published_approximate) == ("", False)


def test_the_day_of_saving_is_no_guess() -> None:
    comment = "<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: {} 10:00:00 GMT+0000\n-->"
    markup = "<!doctype html><html>{}<head><title>The clock</title></head><body>{}<p>At 2019-05-03</p></body></html>"
    for day, published in (("Fri May 03 2019", ""), ("Sat May 04 2019", "2019-05-03")):
        [draft] = read_page(markup.format(comment.format(day), PROSE).encode())
        assert draft.published == published


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        ('<script>{"datePublished":"2019-05-03T10:00:00Z"}</script>', "2019-05-03T10:00:00Z"),
        ('<i props="{&quot;publishedAt&quot;:&quot;2019-05-03&quot;}">', "2019-05-03"),
        (r'<script>x("{\"published_at\":\"2019-05-03\"}")</script>', "2019-05-03"),
        ('<script>[{"publishDate":"2019-05-03"},{"publishDate":"2019-05-03T10:00"}]</script>', "2019-05-03"),
        ('<script>[{"publishDate":"2019-05-03"},{"publishDate":"2019-05-04"}]</script>', ""),
        ('<script>{"published":true,"date":"2019-05-03"}</script>', ""),
    ],
)
def test_data_for_scripts(markup: str, date: str) -> None:
    assert date_in_state(markup) == date


def test_data_for_scripts_is_looked_at() -> None:
    draft = read(after='<script>x={"datePublished":"2019-05-03"}</script>')
    assert (draft.published, draft.found["published"][0].source) == ("2019-05-03", "state")


@given(st.text(alphabet='{}[]":\\&quot;publishedAt0129-T', max_size=300))
def test_any_data_for_scripts_gives_a_date_or_nothing(markup: str) -> None:
    date = date_in_state(markup)
    assert date == "" or date[:10] in markup
