from __future__ import annotations

from datetime import datetime

import pytest

from readlater.model import Block, BlockKind, Cut, Draft, SpanKind
from readlater.pages.read import read_page


def read(text: str) -> Draft:
    [draft] = read_page(text.encode(), as_format="markdown")
    return draft


def marked(block: Block, kind: SpanKind) -> list[tuple[str, str]]:
    return [(block.text[span.start : span.end], span.target) for span in block.spans if span.kind is kind]


@pytest.mark.parametrize(
    "front",
    [
        (
            'title: "The clock"\nsource: "https://a.example/x?utm_source=y"\nauthor:\n  - "[[Ann Lee]]"\n  - '
            '"[[Bo Ek]]"\npublished: 2022-01-14\ncreated: 2022-03-01\ndescription: "How it was '
            'made."\ntags:\n  - "clippings"\n  - "clocks"'
        ),
        (
            "title: The clock\nwebsite: The Valley Post\nsource: https://a.example/x\nauthors: [Ann Lee, Bo "
            "Ek]\npublished: 2022-01-14\nsaved: 2022-03-01\nsummary: How it was made.\nlabels: [clippings, "
            "clocks]"
        ),
        (
            "title: The clock\nurl: https://a.example/x\nauthor: Ann Lee, Bo Ek\ndate: Jan. 14, "
            "2022\ndate_saved: 2022/03/01\nexcerpt: How it was made.\ntags: '#clippings #clocks'"
        ),
    ],
    ids=["web-clipper", "readeck", "plugins"],
)
def test_front_matter_by_family(front: str) -> None:
    draft = read(f"---\n{front}\n---\n\nText of the note.\n")
    assert (draft.title, draft.url, draft.byline, draft.published) == (
        "The clock",
        "https://a.example/x",
        "Ann Lee, Bo Ek",
        "2022-01-14",
    )
    assert (draft.created, draft.summary, draft.tags) == (
        datetime(2022, 3, 1),
        "How it was made.",
        ("clippings", "clocks"),
    )
    assert draft.document.text == "Text of the note."


def test_a_broken_front_matter_is_text_and_a_title_with_a_colon_is_none() -> None:
    assert read("---\ntitle: The clock: a story\nurl: https://a.example/x\n---\nText.").title == "The clock: a story"
    draft = read("---\n{[ broken\n---\n\nText.")
    assert "broken" in draft.document.text
    assert read("---\na: &a [x]\nb: *a\n---\n\nText.").document.text == "Text."


def test_a_rule_in_the_body_is_no_front_matter() -> None:
    draft = read("---\ntitle: A\n---\n\nOne.\n\n---\n\nurl: two\n\n---\n\nThree.")
    assert [block.kind for block in draft.document.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
    ] or "Three." in draft.document.text
    assert draft.url == ""


def test_structure() -> None:
    draft = read(
        "# The clock\n\n## Parts\n\nSome *thin **and** thick*, `a < b`, ~~old~~, ==bright==, "
        "[link](https://a.example/x), [[Note|noted]] and a note.[^n]\n\n"
        "3. one\n   - inner\n4. two\n\n- [ ] open\n- [x] done\n\n> quoted\n>\n> > twice\n\n```py "
        "title=x\na = 1\n```\n\n| a | b |\n|---|--:|\n| 1 | **2** |"
        "\n\n![The dial](https://a.example/i.png)\n\n$$x^2$$\n\n[^n]: The *note*.\n"
    )
    assert draft.title == "The clock"
    blocks = draft.document.blocks
    assert (blocks[0].kind, blocks[0].cut) == (BlockKind.HEADING, Cut.REPETITION)
    paragraph = blocks[2]
    assert paragraph.text == "Some thin and thick, a < b, old, bright, link, noted and a note.[n]"
    for kind, expected in (
        (SpanKind.EMPHASIS, [("thin and thick", "")]),
        (SpanKind.STRONG, [("and", "")]),
        (SpanKind.CODE, [("a < b", "")]),
        (SpanKind.DELETED, [("old", "")]),
        (SpanKind.MARK, [("bright", "")]),
        (SpanKind.LINK, [("link", "https://a.example/x")]),
        (SpanKind.NOTE, [("[n]", "n")]),
    ):
        assert marked(paragraph, kind) == expected
    items = [(block.marker, block.level, block.text) for block in blocks if block.kind is BlockKind.ITEM]
    assert items == [("3.", 0, "one"), ("•", 1, "inner"), ("4.", 0, "two"), ("☐", 0, "open"), ("☑", 0, "done")]
    assert [(block.quote, block.text) for block in blocks if block.quote] == [(1, "quoted"), (2, "twice")]
    [code] = [block for block in blocks if block.kind is BlockKind.CODE]
    assert (code.text, code.language) == ("a = 1", "py")
    [table] = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert [[table.text[start:end] for start, end in row] for row in table.cells] == [["a", "b"], ["1", "2"]]
    assert (table.header_rows, marked(table, SpanKind.STRONG)) == (1, [("2", "")])
    assert [(block.text, block.source) for block in blocks if block.kind is BlockKind.IMAGE] == [
        ("The dial", "https://a.example/i.png")
    ]
    assert [block.source for block in blocks if block.kind is BlockKind.MATH] == ["x^2"]
    assert [(block.marker, block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE] == [("n", "The note.")]


def test_html_within() -> None:
    draft = read("Water is H<sub>2</sub>O.<br>So it is.\n\n<div><p>A <b>block</b>.</p><script>x</script></div>\n")
    assert draft.document.text == "Water is H2O.\nSo it is.\n\nA block."
    assert marked(draft.document.blocks[0], SpanKind.SUBSCRIPT) == [("2", "")]
