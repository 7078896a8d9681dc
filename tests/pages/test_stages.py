from __future__ import annotations

import pytest

from readlater.pages.html.aside import ASIDE
from readlater.pages.html.clean import clean, weigh
from readlater.pages.html.parse import parse
from tests.pages.pasted import DE_BODY, EN_BODY, FR_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY * 4)


def cleaned(markup: str) -> str:
    page = parse(f"<html><body>{markup}</body></html>")
    clean(page, weigh(page))
    return str(page.text_content())


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>rubbish</nav>",
        "<div role=navigation>rubbish</div>",
        "<div class='cookie-banner'>rubbish</div>",
        "<div class='siteNewsletter'>rubbish</div>",
        "<div hidden>rubbish</div>",
        "<div style='color:red; display: none'>rubbish</div>",
        "<aside>rubbish</aside>",
        "<button>rubbish</button>",
        "<template>rubbish</template>",
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
        "<div class='main sidebar-enabled--false'>kept</div>",
        "<div class=social-media-embed><blockquote>kept</blockquote></div>",
        "<div class=content-box>kept</div>",
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


@pytest.mark.parametrize(
    ("beside", "why"),
    [
        ("<section id=related-posts>rubbish</section>", "action"),
        ("<div class=author-bio>rubbish</div>", "biography"),
        ("<div id=comments><div>rubbish</div><form>Write one</form></div>", "comment"),
    ],
)
def test_what_stands_beside_the_article_is_marked_and_not_lost(beside: str, why: str) -> None:
    page = parse(f"<html><body><h1>The clock</h1>{PROSE}{beside}</body></html>")
    clean(page, weigh(page))
    [marked] = page.xpath(f"//*[@{ASIDE}]")
    assert marked.get(ASIDE) == why
    assert "".join(marked.itertext()) == "rubbish"


REMARK = f"<aside><p>{DE_BODY[0]} {DE_BODY[1]}</p></aside>"
TEASER = f"<aside><a href=/1>{DE_BODY[0]} {DE_BODY[1]}</a></aside>"


@pytest.mark.parametrize(
    ("markup", "stays"),
    [
        (f"<p>{FR_BODY[0]}</p>{REMARK}<p>{FR_BODY[1]}</p>", True),
        (f"<p>{FR_BODY[0]}</p>{TEASER}<p>{FR_BODY[1]}</p>", False),
        (f"<p>{FR_BODY[0]}</p><aside><p>{DE_BODY[0][:80]}</p></aside><p>{FR_BODY[1]}</p>", False),
        (f"<p>{FR_BODY[0]}</p><div>{FR_BODY[1]}</div>{REMARK}", False),
    ],
)
def test_an_aside_between_paragraphs_is_a_remark_if_it_is_prose(markup: str, stays: bool) -> None:
    assert (DE_BODY[0][:80] in cleaned(PROSE + markup)) is stays


@pytest.mark.parametrize(
    ("hidden", "stays"),
    [
        (f"<div class=accordion-content style='display:none'><p>{DE_BODY[0]}</p></div>", True),
        (f"<div role=tabpanel hidden><p>{DE_BODY[0]}</p></div>", True),
        (f"<div class=tooltip style='display:none'><p>{DE_BODY[0]}</p></div>", False),
        (f"<div class=collapse style='display:none'><a href=/>{DE_BODY[0]}</a></div>", False),
    ],
)
def test_what_the_reader_unfolds_is_no_chrome(hidden: str, stays: bool) -> None:
    assert (DE_BODY[0] in cleaned(PROSE + hidden)) is stays
