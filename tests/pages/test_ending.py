"""What stands in and behind the text: notes, boxes to subscribe with, lists of other articles and comments."""

from __future__ import annotations

import pytest

from readlater.model import BlockKind, Draft, SpanKind
from readlater.pages.html.ending import _counts_comments
from readlater.pages.read import read_page
from tests.pages.pasted import DE_BODY, EN_BODY, FR_BODY

BODY = (*EN_BODY, *DE_BODY)
RELATED = (
    "<div class=q4><h2>More from the yard</h2><div class=q5><a href=/1><h3>A bell for the station</h3></a></div></div>"
)


def read(*parts: str) -> Draft:
    """A page whose class names say nothing."""
    inside = f"<div class=q1><h1 class=q2>The clock</h1>{''.join(parts)}</div>"
    [draft] = read_page(f"<html><body><div id=root>{inside}</div></body></html>".encode())
    return draft


def paragraphs(*texts: str) -> str:
    return "".join(f'<p class="q3">{text}</p>' for text in texts)


BOX = (
    "<div class=q6><div class=q7><span>Der Brief am Freitag</span><p class=q8>Das Beste der Woche, kurz erzählt.</p>"
    "<form><label>Email</label>{field}<button>OK</button></form></div></div>"
)


@pytest.mark.parametrize("field", ["<input type=email>", "<input name=EMAIL>", "<input type=text id=mc-email>"])
def test_a_box_about_a_field_for_an_address_is_left_out(field: str) -> None:
    draft = read(paragraphs(*BODY[:2]), BOX.format(field=field), paragraphs(*BODY[2:]))
    assert draft.document.text == "\n\n".join(BODY)


def test_a_box_about_another_field_or_with_much_prose_stays() -> None:
    draft = read(paragraphs(*BODY[:2]), BOX.format(field="<input name=remail2>"), paragraphs(*BODY[2:]))
    assert "Das Beste der Woche, kurz erzählt." in draft.document.text
    draft = read(
        paragraphs(*BODY, *(f"{text} {number}" for number in range(4) for text in BODY)),
        f"<div class=q6><p class=q3>{FR_BODY[0]} {FR_BODY[1]}</p><input type=email></div>",
        paragraphs(*FR_BODY[2:]),
    )
    assert FR_BODY[1] in draft.document.text


def test_a_form_that_holds_the_article_stays() -> None:
    assert read(f"<form>{paragraphs(*BODY)}<input type=email></form>").document.text == "\n\n".join(BODY)


def test_what_stands_behind_other_articles_in_other_elements_is_left_out() -> None:
    comments = (
        "<div class=q9><h2>Letters</h2><div class=qa><div class=qb>Geoff</div><div class=qc>Nobody mentions the noise "
        "that it makes at noon. I live next door, and I would like that to be written down somewhere.</div></div></div>"
    )
    assert read(paragraphs(*BODY), RELATED, comments).document.text == "\n\n".join(BODY)


def test_the_text_goes_on_behind_a_list_of_other_articles() -> None:
    draft = read(paragraphs(*BODY[:-1]), RELATED, paragraphs(BODY[-1]))
    assert draft.document.text.endswith(BODY[-1])


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        *((said, True) for said in ("2 comments", "1 Kommentar", "Kommentare (3)", "댓글 3개", "评论 12", "3条评论")),
        *(
            (said, True)
            for said in ("コメント 3件", "1.234 Kommentare", "Комментарии: 2", "12 commentaires", "تعليقات 4")
        ),
        *((said, False) for said in ("Comments", "2. Comments", "3 Discussion", "16. Thought", "2 commas", "1968")),
    ],
)
def test_a_heading_that_counts_comments(said: str, counts: bool) -> None:
    assert _counts_comments(said) is counts


def test_what_stands_behind_the_number_of_comments_is_left_out() -> None:
    draft = read(
        paragraphs(*BODY),
        "<h2>2 comments</h2>",
        paragraphs("Geoff", "I saw it once, and it was ten minutes slow that day."),
    )
    assert draft.document.text == "\n\n".join(BODY)


def notes(cited: str) -> str:
    return (
        "<hr><section class=footnotes><ol><li id=fn1><p>The parts came from nine engines.<a href=#r1>↩</a></p>"
        f"<p>Three of them stood in the yard.</p></li><li id=fn2><p>{cited}</p></li></ol></section>"
    )


def test_the_notes_of_the_text_are_kept_where_they_stand() -> None:
    first, *rest = BODY
    draft = read(
        paragraphs(f"{first}<sup id=r1><a href=#fn1>1</a></sup>", *rest), notes("Nobody refers to this one, ever.")
    )
    kept = [block for block in draft.document.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [(block.marker, block.text) for block in kept] == [
        ("1", "The parts came from nine engines."),
        ("", "Three of them stood in the yard."),
    ]
    assert any(span.kind is SpanKind.NOTE for span in draft.document.blocks[1].spans)
    assert "Nobody refers to this one" not in draft.document.text
