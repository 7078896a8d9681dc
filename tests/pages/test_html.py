from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from readlater.model import Block, BlockKind, Cut, Draft, SpanKind
from readlater.pages.read import read_page
from tests.pages.pasted import DE_BODY, EN_BODY, FR_BODY, RU_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
NAV = "<nav><ul>" + "".join(f"<li><a href='/s{n}'>Section number {n}</a></li>" for n in range(12)) + "</ul></nav>"
FOOTER = "<footer><p>© 2022 The Valley Post. All rights reserved.</p><a href='/privacy'>Privacy</a></footer>"


def page(body: str, head: str = "", comment: str = "", attributes: str = 'lang="en"') -> bytes:
    return (
        f"<!DOCTYPE html>{comment}<html {attributes}><head><meta "
        f"charset=utf-8>{head}</head><body>{NAV}<main><article>{body}</article></main>{FOOTER}</body></html>"
    ).encode()


def read(
    body: str,
    head: str = "",
    comment: str = "",
    url: str = "https://valleypost.example/a/clock",
    attributes: str = 'lang="en"',
) -> Draft:
    [draft] = read_page(page(body, head, comment, attributes), url=url)
    return draft


def of_kind(draft: Draft, kind: BlockKind) -> list[Block]:
    return [block for block in draft.document.blocks if block.kind is kind]


def marked(block: Block, kind: SpanKind) -> list[tuple[str, str]]:
    return [(block.text[span.start : span.end], span.target) for span in block.spans if span.kind is kind]


def test_the_article_and_nothing_else() -> None:
    draft = read(
        f"<h1>The clock made of locomotives</h1>{PROSE}",
        "<title>The clock made of locomotives | The Valley Post</title>",
    )
    assert [block.text for block in draft.document.body()] == list(EN_BODY)
    assert draft.title == "The clock made of locomotives"
    assert draft.format == "html"
    assert draft.failed == ""


@pytest.mark.parametrize("body", [DE_BODY, FR_BODY, RU_BODY])
def test_other_languages(body: tuple[str, ...]) -> None:
    draft = read("".join(f"<p>{text}</p>" for text in body), attributes="")
    assert draft.document.text == "\n\n".join(body)
    assert draft.language in ("de", "fr", "ru")


def test_a_text_of_line_breaks_becomes_paragraphs() -> None:
    draft = read("<div>" + "<br><br>".join(EN_BODY) + "</div>")
    assert [block.text for block in draft.document.body()] == list(EN_BODY)
    draft = read(f"<p>{EN_BODY[0]}</p><p>{EN_BODY[1]}<br>{EN_BODY[2]}</p><p>{EN_BODY[3]}</p>")
    assert f"{EN_BODY[1]}\n{EN_BODY[2]}" in [block.text for block in draft.document.body()]


def test_headings_lists_and_quotes() -> None:
    draft = read(
        f"{PROSE}<h2 id=parts>Parts<a href='#parts'>¶</a></h2><p>Three things were needed, and all of "
        f"them were found in the yard behind the shed:</p>"
        "<ol start=3><li>wheels<ul><li>large ones<li>small ones</ul><li>a bell</ol>"
        f"<blockquote><p>{FR_BODY[0]}</p><blockquote><p>{FR_BODY[1]}</p></blockquote></blockquote><p>{DE_BODY[0]}</p>"
    )
    [heading] = of_kind(draft, BlockKind.HEADING)
    assert (heading.text, heading.level, heading.anchor) == ("Parts", 2, "parts")
    assert [(item.marker, item.level, item.text) for item in of_kind(draft, BlockKind.ITEM)] == [
        ("3.", 0, "wheels"),
        ("•", 1, "large ones"),
        ("•", 1, "small ones"),
        ("4.", 0, "a bell"),
    ]
    assert [(block.quote, block.text) for block in draft.document.blocks if block.quote] == [
        (1, FR_BODY[0]),
        (2, FR_BODY[1]),
    ]


def test_inline_marks_and_links() -> None:
    draft = read(
        f"{PROSE}<p>It has <em>many <strong>parts</strong></em>, a <a href='../b?x=1'>list</a> of them, "
        f"an <a href='javascript:x()'>odd</a> one,"
        " a <a href='#top'>way up</a>, <code>a&lt;b</code>, H<sub>2</sub>O, <kbd>Ctrl</kbd>, "
        "<del>old</del>, <mark>bright</mark> and more besides.</p>"
    )
    block = next(block for block in draft.document.blocks if block.text.startswith("It has"))
    assert block.text.startswith(
        "It has many parts, a list of them, an odd one, a way up, a<b, H2O, Ctrl, old, bright and"
    )
    assert marked(block, SpanKind.EMPHASIS) == [("many parts", "")]
    assert marked(block, SpanKind.STRONG) == [("parts", "")]
    assert marked(block, SpanKind.LINK) == [("list", "https://valleypost.example/b?x=1"), ("way up", "#top")]
    assert marked(block, SpanKind.CODE) == [("a<b", "")]
    assert marked(block, SpanKind.SUBSCRIPT) == [("2", "")]
    assert [marked(block, kind) for kind in (SpanKind.KEYBOARD, SpanKind.DELETED, SpanKind.MARK)] == [
        [("Ctrl", "")],
        [("old", "")],
        [("bright", "")],
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<pre><code class="language-python">def f():\n    return "&lt;"\n</code></pre>',
        '<div class="highlight-source-python"><pre>def f():\n    <span class=k>return</span> "&lt;"</pre></div>',
        '<pre data-lang="python">\ndef f():<br>    return "&lt;"</pre>',
        (
            '<table class="highlighttable"><tr><td class=linenos><pre>1\n2</pre></td><td class=code><div '
            'class="highlight python"><pre lang=python>def f():\n    return '
            '"&lt;"</pre></div></td></tr></table>'
        ),
    ],
)
def test_code(markup: str) -> None:
    [code] = of_kind(read(PROSE + markup + PROSE.replace("clock", "engine").replace("shed", "yard")), BlockKind.CODE)
    assert (code.text, code.language) == ('def f():\n    return "<"', "python")


def test_tables() -> None:
    draft = read(
        PROSE + "<table><caption>Weights of the parts</caption><thead><tr><th>Part<th>Weight</thead><tr><td "
        "rowspan=2>Wheel<td>40 | 50 kg<tr><td><b>60</b> kg<tr><td colspan=2>Bell</table>"
        f"<table><tr><td><p>{DE_BODY[0]}</p><p>{DE_BODY[1]}</p></td></tr></table>"
    )
    [table] = of_kind(draft, BlockKind.TABLE)
    assert [[table.text[start:end] for start, end in row] for row in table.cells] == [
        ["Part", "Weight"],
        ["Wheel", "40 | 50 kg"],
        ["", "60 kg"],
        ["Bell", ""],
    ]
    assert table.header_rows == 1
    assert marked(table, SpanKind.STRONG) == [("60", "")]
    assert DE_BODY[1] in [block.text for block in of_kind(draft, BlockKind.PARAGRAPH)]
    assert [block.text for block in of_kind(draft, BlockKind.CAPTION)] == ["Weights of the parts"]


def test_images_and_captions() -> None:
    first, *rest = EN_BODY
    draft = read(
        f"<p>{first}</p><figure><img src='data:image/gif;base64,R0lGOD' data-src='/img/clock.jpg' "
        f"alt='The clock'><figcaption>The clock in its shed. (Photo: A. Norton)</figcaption></figure>"
        f"<p>{rest[0]}</p><p><img srcset='/s.jpg 300w, /l.jpg 900w' alt=''><img src=/pixel.gif width=1 height=1></p>"
        + "".join(f"<p>{text}</p>" for text in rest[1:])
    )
    images = of_kind(draft, BlockKind.IMAGE)
    assert [(image.text, image.source) for image in images] == [
        ("The clock", "https://valleypost.example/img/clock.jpg"),
        ("", "https://valleypost.example/l.jpg"),
    ]
    [caption] = of_kind(draft, BlockKind.CAPTION)
    assert (caption.text, caption.cut) == ("The clock in its shed. (Photo: A. Norton)", Cut.CAPTION)
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_footnotes() -> None:
    draft = read(
        f"<p>{EN_BODY[0]}<sup><a href='#fn1'>[1]</a></sup></p>"
        + "".join(f"<p>{text}</p>" for text in EN_BODY[1:])
        + (
            "<ol><li id=fn1>The parts came from nine engines, three of which had been built in the same "
            "year. <a href='#r1'>↩</a></li></ol>"
        )
    )
    assert marked(draft.document.blocks[0], SpanKind.NOTE) == [("[1]", "1")]
    [note] = of_kind(draft, BlockKind.FOOTNOTE)
    assert (note.marker, note.anchor, note.text) == (
        "1",
        "fn1",
        "The parts came from nine engines, three of which had been built in the same year.",
    )


def test_definitions_formulas_ruby_and_video() -> None:
    draft = read(
        PROSE + "<dl><dt>Dial</dt><dd>The face of the clock, which is made of enamel and brass.</dd></dl>"
        "<p>Its period is <math alttext='T=2\\pi'><mi>T</mi></math> seconds, as was measured on "
        "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby> hill by night.</p>"
        "<p><span class=katex><span class=katex-mathml><math "
        "display=block><semantics><mi>x</mi><annotation "
        "encoding='application/x-tex'>x^2</annotation></semantics></math></span>"
        "<span class=katex-html aria-hidden=true>x2</span></span></p>"
        "<iframe src='https://www.youtube.com/embed/abcdef12345' title='The clock strikes'></iframe><iframe src='https://ads.example/x'></iframe>"
        + f"<p>{DE_BODY[0]}</p>"
    )
    assert [block.text for block in of_kind(draft, BlockKind.TERM)] == ["Dial"]
    assert of_kind(draft, BlockKind.DEFINITION)[0].text.startswith("The face")
    block = next(block for block in draft.document.blocks if block.text.startswith("Its period"))
    assert marked(block, SpanKind.MATH) == [("T=2\\pi", "T=2\\pi")]
    assert marked(block, SpanKind.RUBY) == [("東", "とう")]
    [math] = of_kind(draft, BlockKind.MATH)
    assert (math.text, math.source) == ("x^2", "x^2")
    assert [(video.text, video.source) for video in of_kind(draft, BlockKind.VIDEO)] == [
        ("The clock strikes", "https://www.youtube.com/watch?v=abcdef12345")
    ]


def test_what_is_tidied_away_stays_hidden() -> None:
    draft = read(
        f"<h1>The clock</h1><p>By Alice Norton</p><p>January 14, 2022</p>{PROSE}<p>Read more: <a "
        f"href=/b>The bell of the station</a></p>"
        f"<p>{EN_BODY[1]}</p><p>Alice Norton is a reporter for The Valley Post. Follow her on Twitter @alice.</p>",
        "<title>The clock</title>",
    )
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert {block.cut for block in draft.document.blocks} >= {
        None,
        Cut.ACTION,
        Cut.REPETITION,
        Cut.BIOGRAPHY,
        Cut.CHROME,
    }


def test_a_form_that_swallows_the_page_is_not_taken_away() -> None:
    draft = read(f"<form id=search class=newsletter><div>{PROSE}</div></form>")
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_comments_larger_than_the_article_are_left_out() -> None:
    comments = "".join(
        (
            f"<div class=comment-body><p>Reader {n} says that this is a fine clock, and tells a long story "
            f"about another one that stood in the hall of number {n}.</p></div>"
        )
        for n in range(30)
    )
    draft = read(f"<h1>The clock</h1>{PROSE}<div id=comments class=comments-area><h3>30 Comments</h3>{comments}</div>")
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_content_behind_the_end_of_the_page_is_read() -> None:
    [draft] = read_page(
        (
            f"<html><body><header><a href=/>Home</a></header></body></html><div><h1>The clock</h1>{PROSE}</div></html>"
        ).encode()
    )
    assert draft.document.text == "\n\n".join(EN_BODY)


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        (
            "<html><head><title>App</title><script src=a.js></script></head><body><div id=root></div></body></html>",
            "shell",
        ),
        (
            (
                "<html><title>Log in</title><body><form><p>Log in to go on</p><input name=u><input "
                "type=password></form></body></html>"
            ),
            "log in",
        ),
        (
            (
                "<html><title>Just a moment...</title><body><p>Checking your browser before you go on. "
                "Please enable JavaScript.</p></body></html>"
            ),
            "notice",
        ),
        ("<html></html>", "shell"),
    ],
)
def test_pages_without_an_article_say_why(markup: str, word: str) -> None:
    [draft] = read_page(markup.encode())
    assert word in draft.failed
    assert draft.document.blocks == ()


def test_a_short_page_is_still_an_article() -> None:
    [draft] = read_page(
        b"<html><head><title>Note</title></head><body><p>The shed is closed on Monday. Come back on "
        b"Tuesday after ten, and bring a friend.</p></body></html>"
    )
    assert draft.failed == ""
    assert draft.document.text.startswith("The shed is closed")


def test_singlefile() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://valleypost.example/clock?utm_medium=x \n saved "
        "date: Thu Mar 10 2022 19:12:36 GMT-0800 (Pacific Standard Time)\n-->"
    )
    blob = "A" * 300_000
    data = (
        f"<!DOCTYPE html> <html lang=en>{comment}<head><meta "
        f"charset=utf-8><style>body{{background:url(data:image/png;base64,{blob})}}</style>"
        f"<link rel=canonical href=https://other.example/z><title>The clock</title></head><body><img "
        f"src='data:image/png;base64,{blob}' alt='The clock'>"
        f"<div><template shadowrootmode=open><article><h1>The "
        f"clock</h1>{PROSE}</article></template></div></body></html>"
    )
    [draft] = read_page(data.encode())
    assert draft.format == "singlefile"
    assert draft.url == "https://valleypost.example/clock"
    assert draft.url_original == "https://valleypost.example/clock?utm_medium=x"
    assert draft.created is not None
    assert draft.created.astimezone(UTC) == datetime(2022, 3, 11, 3, 12, 36, tzinfo=UTC)
    assert draft.created.utcoffset() == timedelta(hours=-8)
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_saved_complete() -> None:
    comment = "<!-- saved from url=(0034)https://valleypost.example/a/clock -->"
    [draft] = read_page(
        page(PROSE, "<link rel=canonical href=https://other.example/z>", comment), saved=datetime(2022, 1, 14, 8, 51)
    )
    assert (draft.format, draft.url, draft.created) == (
        "saved-page",
        "https://valleypost.example/a/clock",
        datetime(2022, 1, 14, 8, 51),
    )
    assert [entry.source for entry in draft.found["url"]] == ["saved-from", "canonical"]


def test_text_that_a_terminal_would_obey_is_taken_out() -> None:
    draft = read(
        f"<h1>T\x1b]0;x\x07he &#27;[31mclock</h1>{PROSE}<p>It is <b>mar\x1b[31mked\u202e</b> by\u200b a "
        f"<a href='/x\u202ey'>bell</a> that rings at noon&#8238; each day of the week.</p>"
    )
    block = next(block for block in draft.document.blocks if block.text.startswith("It is"))
    assert block.text == "It is marked by a bell that rings at noon each day of the week."
    assert marked(block, SpanKind.STRONG) == [("marked", "")]
    everything = repr([(block.text, block.spans, block.source) for block in draft.document.blocks]) + draft.title
    assert "\\x1b" not in everything
    assert "\\u202e" not in everything


def test_pieces_of_code_that_only_styling_parts_are_lines() -> None:
    code = "<pre><code>a = 1</code><code>b = 2</code>\n<code>c</code></pre>"
    page = f"<article><p>{EN_BODY[0]}</p>{code}<p>{EN_BODY[1]}</p></article>"
    [listing] = of_kind(read(page), BlockKind.CODE)
    assert listing.text == "a = 1\nb = 2\nc"


def test_a_table_whose_cells_are_links_stays_in_the_text() -> None:
    links = [", ".join(f"<a href='/l{n}{k}'>lint-number-{n}-{k}</a>" for k in range(9)) for n in range(12)]
    rows = "".join(f"<tr><td><a href='/g{n}'>group {n}</a></td><td>{cell}</td></tr>" for n, cell in enumerate(links))
    head = "<thead><tr><th>Group</th><th>Lints</th></tr></thead>"
    table = f"<div class='table-wrapper'><table>{head}<tbody>{rows}</tbody></table></div>"
    body = f"<p>{EN_BODY[0]}</p><p>{EN_BODY[1]}</p>{table}<p>{EN_BODY[2]}</p><p>{EN_BODY[3]}</p>"
    draft = read(f"<nav><a href='/'>Home</a></nav><main><h1>Lint groups</h1>{body}</main>")
    assert "lint-number-8-3" in draft.document.text


@pytest.mark.parametrize(
    "page",
    [
        "<title>The lamps</title><article>{}</article>",
        "<!doctype html><title>The lamps</title><main>{}</main>",
        "<html><title>The lamps</title><header>A site</header><section>{}</section>",
        "<!doctype html><meta charset=utf-8><title>The lamps</title><header>A site</header>{}<footer>Foot</footer>",
        "<article><h1>The lamps</h1>{}</article>",
    ],
)
def test_the_tags_of_head_and_body_may_be_left_out(page: str) -> None:
    draft = read(page.format("".join(f"<p>{text}</p>" for text in EN_BODY)))
    assert (draft.failed, draft.title) == ("", "The lamps")
    assert [block.text for block in draft.document.body() if block.text in EN_BODY] == list(EN_BODY)
