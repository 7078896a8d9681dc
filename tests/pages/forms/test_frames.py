from __future__ import annotations

from html import escape

import pytest

from readlater.pages.forms.frames import Frame, prose, with_frames
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY, ZH_BODY

BODY = "".join(f"<p>{text}</p>" for text in EN_BODY)
ARTICLE = f"<html><head><title>Inner</title></head><body><article><h1>The clock</h1>{BODY}</article></body></html>"


def test_srcdoc_of_a_shell() -> None:
    page = "<html><head><title>The clock</title></head><body><nav><a href=/>Home</a></nav>"
    page += f'<iframe srcdoc="{escape(ARTICLE)}"></iframe></body></html>'
    [draft] = read_page(page.encode())
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.title == "The clock"


def test_addresses_are_those_seen_from_the_frame() -> None:
    frame = ARTICLE.replace(
        "<h1>", '<a href="../b">b</a><img src="c.png" srcset="d.png 1x, e.png 2x"><a href="#n">n</a><h1>'
    )
    spliced = with_frames(
        "<body><iframe src='x'></iframe><p>End</p>", lambda address, base: Frame(frame, "https://a.example/x/y")
    )
    assert 'href="https://a.example/b"' in spliced
    assert 'src="https://a.example/x/c.png"' in spliced
    assert 'srcset="https://a.example/x/d.png 1x, https://a.example/x/e.png 2x"' in spliced
    assert 'href="#n"' in spliced
    assert spliced.index("The clock") < spliced.index("End")
    assert "<iframe" not in spliced


@pytest.mark.parametrize(
    "tag",
    [
        "<iframe src=x title='Advertisement'>",
        "<iframe src=x id='comments'>",
        "<iframe src=x name=google_ads_frame>",
        "<iframe src=x style='display: none'>",
        "<iframe hidden='' src=x>",
    ],
)
def test_frames_that_say_that_they_are_something_else(tag: str) -> None:
    page = f"<body>{tag}</iframe></body>"
    assert with_frames(page, lambda address, base: Frame(ARTICLE)) == page


def test_a_consent_form_is_no_article() -> None:
    consent = (
        "<p>We and our partners use cookies to show you what you like, and your consent is needed for cookies.</p>"
    )
    page = "<body><iframe src=x></iframe></body>"
    assert with_frames(page, lambda address, base: Frame(consent * 10)) == page


def test_of_a_page_with_prose_nothing_is_changed() -> None:
    page = f"<body><article>{BODY}</article><iframe src=x></iframe></body>"
    assert with_frames(page, lambda address, base: Frame(ARTICLE)) == page


def test_frames_within_frames_come_to_an_end() -> None:
    asked: list[str] = []

    def find(address: str, base: str) -> Frame:
        asked.append(address)
        return Frame("<body>" + "<iframe src=x></iframe>" * 10)

    page = "<body><iframe src=x></iframe></body>"
    assert with_frames(page, find) == page
    assert len(asked) <= 1000


def test_the_title_of_a_frameset_is_that_of_its_article() -> None:
    page = "<html><head><title>The Post & Co</title></head><frameset><frame src=x></frameset></html>"
    spliced = with_frames(page, lambda address, base: Frame(ARTICLE.replace("Inner", "A &lt; B")))
    assert "<title>A &lt; B</title>" in spliced
    assert "The Post" not in spliced


def test_prose_is_what_there_is_to_read() -> None:
    assert prose(BODY) > 60
    assert prose(f"<p>{ZH_BODY[0]}</p>") > 15
    assert prose("<ul>" + "<li><a href=x>A link with a good many words in it, more than ten of them</a></li>" * 50) == 0
    assert prose("<script>" + " ".join(EN_BODY) + "</script>") == 0


@pytest.mark.parametrize(
    "markup",
    [
        "<iframe src='" * 3000,
        "<iframe " + "a=b " * 50_000 + ">",
        "<iframe srcdoc='&lt;iframe srcdoc=x&gt;'>" * 200,
        "<frame src=x>" * 5000,
    ],
)
def test_hostile_markup_comes_back(markup: str) -> None:
    assert isinstance(with_frames(markup, lambda address, base: None), str)
