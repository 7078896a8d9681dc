"""An article of many links, for journeys from link to link."""

from __future__ import annotations

from dataclasses import replace

from readlater.model import Block, BlockKind, Document, Draft, Span, SpanKind
from tests.factories import draft
from tests.tui.driving import Driver

FILLER = "tells of the harbour, the ferry and the lighthouse keeper, of storms and of the tide. " * 3
LETTER = "https://example.org/letter"


def paragraph(text: str, *links: tuple[str, str], anchor: str = "") -> Block:
    """A paragraph in which each of these words is a link; ``[1]`` to ``[9]`` become references to notes."""
    spans = [Span(text.index(word), text.index(word) + len(word), SpanKind.LINK, to) for word, to in links]
    for label in "123456789":
        while f"[{label}]" in text:
            at = text.index(f"[{label}]")
            text = text[:at] + label + text[at + 3 :]
            spans = [
                replace(span, start=span.start - 2, end=span.end - 2) if span.start > at else span for span in spans
            ]
            spans.append(Span(at, at + 1, SpanKind.NOTE, label))
    return Block(BlockKind.PARAGRAPH, text, tuple(sorted(spans, key=lambda span: span.start)), anchor=anchor)


def fillers(name: str, count: int = 20) -> list[Block]:
    return [paragraph(f"{name} {number} {FILLER}") for number in range(count)]


MANY = Document(
    (
        paragraph(
            "The harbour has a letter and a ferry. The keeper[1] and his dog[2] are known. See the tides below.",
            ("letter", "HTTP://Example.org:80/letter?utm_source=harbour"),
            ("ferry", "https://nowhere.example/ferry"),
            ("the tides", "#tides"),
        ),
        paragraph(
            "Also one, two, three, four, five, six, seven and mail.",
            *((word, f"https://a.example/{word}") for word in ("one", "two", "three", "four", "five", "six", "seven")),
            ("mail", "mailto:keeper@example.org"),
        ),
        *fillers("Paragraph"),
        Block(BlockKind.HEADING, "Tides", level=2, anchor="tides"),
        paragraph("They rise, they fall, and the dog[2] swims in them."),
        *fillers("Afterwards"),
        Block(BlockKind.FOOTNOTE, "His name was Elias.", marker="1"),
        Block(BlockKind.FOOTNOTE, "A spaniel.", marker="2"),
    )
)
"""Links 1 to 13 are in sight at first: letter, ferry, keeper's note, dog's note, tides, seven words, mail."""


def drafts(document: Document = MANY) -> list[Draft]:
    return [
        replace(draft("The letter", url=LETTER), document=Document(tuple(fillers("Letter")))),
        replace(draft("The harbour and its links", url="https://example.org/harbour"), document=document),
    ]


async def read(driver: Driver) -> list[str]:
    """Opens the article of many links; what is on the screen then."""
    await driver.press("g", "enter")
    assert driver.main.desk.article is not None
    assert driver.main.desk.article.title == "The harbour and its links"
    return driver.rows


def line_with(driver: Driver, text: str) -> str:
    return next((row for row in driver.rows if text in row), "")
