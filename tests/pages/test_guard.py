from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.model import Draft
from readlater.pages.guard import MAX_MARKUP, flatten, guard
from readlater.pages.html.parse import parse
from readlater.pages.read import read_page
from readlater.pages.sniff import FORMATS
from tests.pages.pasted import EN_BODY

ARTICLE = "<article><h1>The clock</h1>" + "".join(f"<p>{text}</p>" for text in EN_BODY) + "</article>"


def test_what_a_reader_sees_is_left_as_it_is() -> None:
    markup = (
        f"<html><head><title>a</title></head><body>{ARTICLE}<p title='a > b'>x &lt; y &#8220;z&#8221;</p></body></html>"
    )
    assert guard(markup) == markup.replace("</body></html>", "")


def test_control_characters_and_references_to_them_go() -> None:
    assert guard("<p>a\x00b&#27;c&#x1b;d&#0;e&#9;f&#xD800;g") == "<p>ab c d e&#9;f g"


def test_data_and_formulas_in_scripts_stay() -> None:
    kept = '<script type="application/ld+json">{"a": 1}</script><script type="math/tex">x</script>'
    assert guard(kept + "<script>y</script>") == kept


def test_the_size_is_capped() -> None:
    assert len(guard("<p>word</p>" * 2_000_000)) <= MAX_MARKUP


def test_flattening_keeps_words_apart() -> None:
    deep = "<div>" * 200 + "<div>one</div><div>two</div><b>three</b>" + "</div>" * 200
    text = parse(deep).text_content()
    assert [word for word in ("one", "two", "three") if word in text] == ["one", "two", "three"]
    assert "onetwo" not in flatten(deep).replace("<br>", " ")


_MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<b>",
                "<i>",
                "</i>",
                "<a",
                "href='x'>",
                "</a>",
                "<ul>",
                "<ol>",
                "<li>",
                "</ul>",
                "<table>",
                "<tr>",
                "<td>",
                "<th>",
                "</table>",
                "<pre>",
                "<code>",
                "</pre>",
                "<br>",
                "<br>",
                "<img",
                "src=a",
                "alt=b>",
                "<blockquote>",
                "</blockquote>",
                "<h1>",
                "</h1>",
                "<h2>",
                "<figure>",
                "<figcaption>",
                "<math>",
                "<ruby>",
                "<rt>",
                "<dl>",
                "<dt>",
                "<dd>",
                "<sup>",
                "<script>",
                "</script>",
                "<style>",
                "<!--",
                "-->",
                "<template>",
                "<iframe",
                "src='https://youtu.be/x'>",
                "<input",
                "type=checkbox>",
                "<svg>",
                "<noscript>",
                "<form>",
                "<nav>",
                "&amp;",
                "&#27;",
                "&#xD800;",
                "&nbsp;",
                "<html>",
                "<body>",
                "<title>",
                "<time",
                "datetime=2022>",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_MARKUP)
def test_any_markup_is_read(parts: list[str]) -> None:
    for draft in read_page(("<html>" + " ".join(parts)).encode("utf-8", "surrogatepass"), as_format="html"):
        check(draft)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([None, *FORMATS]))
def test_any_bytes_give_drafts_or_a_page_error(data: bytes, form: str | None) -> None:
    drafts, message = [], ""
    try:
        drafts = read_page(data, name="x", as_format=form)
    except PageError as error:
        message = str(error)
    assert bool(drafts) != bool(message)
    assert "\n" not in message
    for draft in drafts:
        check(draft)


_LINES = st.lists(
    st.sampled_from(
        [
            *EN_BODY,
            "",
            "Summary",
            "Statistics",
            "225",
            "Words1",
            "Read CountDetails",
            "Similar Readings (3 items)",
            "Similar Readings (99999 items)",
            "ID: x",
            "ID:",
            "Category ID: a",
            "URL: https://a.example/",
            "Date: Jan. 14, 2022",
            "Date: never",
            "Created: 2022/01/14 08:51",
            "Last Read: 2022/01/14 08:51본문",
            "Updated:",
            "# Title",
            "---",
            "title: a",
            "> quote",
            "- item",
            "| a | b |",
            "|---|---|",
            "```",
            "[^1]: note",
            "==x==",
            "©",
            "By A",
            "1. x",
            "\t",
            "한국어 문장입니다.",
        ]
    ),
    max_size=25,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_LINES, st.sampled_from(["text", "tracker", "markdown", "mhtml"]))
def test_any_lines_are_read(lines: list[str], form: str) -> None:
    try:
        drafts = read_page("\n".join(lines).encode(), as_format=form)
    except PageError:
        return
    for draft in drafts:
        check(draft)


def check(draft: Draft) -> None:
    """Everything that the rest of the program relies on."""
    assert draft.failed == "" or draft.document.blocks == ()
    for block in draft.document.blocks:
        assert block.text.encode("utf-8") is not None
        last = 0
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
            assert span.start >= last
            last = span.start
        for row in block.cells:
            for start, end in row:
                assert 0 <= start <= end <= len(block.text)
    assert len(draft.document.starts) == len(draft.document.blocks)
    assert "\x1b" not in draft.document.text + draft.title + draft.byline + draft.url
