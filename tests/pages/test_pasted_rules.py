"""The rules by which an article is found in pasted text, one by one, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.model import BlockKind
from readlater.pages.clues.lines import Line, measure
from readlater.pages.pasted.text import read_text
from readlater.pages.pasted.wrapped import join_wrapped
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

TITLE = "Retired railwayman gives the station clock back its voice"
MENU = ["Home", "News", "Sport", "Search", "Log in"]
OTHER = [
    "The council of a distant town has voted to close its swimming pool at the end of the year.",
    "Nobody on the committee could say how the children would learn to swim after that.",
]


def body(*lines: str) -> list[str]:
    """The body of the article found in these lines."""
    return [block.text for block in read_text("\n".join(lines)).document.body()]


def hard_wrapped(paragraphs: tuple[str, ...] | list[str], columns: int, lead: str = "") -> str:
    """The paragraphs within a margin, ``lead`` before every line, an empty line between them."""
    out = []
    for paragraph in paragraphs:
        lines = [""]
        for word in paragraph.split():
            if lines[-1] and len(lead) + len(lines[-1]) + 1 + len(word) > columns:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        out.append("\n".join(lead + line for line in lines))
    return "\n\n".join(out)


def joined(text: str) -> list[str]:
    """The lines of the text with its paragraphs joined."""
    return [line for line in join_wrapped(text).split("\n") if line]


@pytest.mark.parametrize("columns", [40, 66, 72, 80, 100])
def test_paragraphs_broken_at_a_margin_are_whole_again(columns: int) -> None:
    assert joined(hard_wrapped(list(EN_BODY), columns)) == list(EN_BODY)


def test_a_table_beyond_the_margin_does_not_hide_it() -> None:
    table = "Year   " + "  ".join(f"{year}" for year in range(2000, 2030))
    text = hard_wrapped(list(EN_BODY), 72)
    assert joined(f"{text}\n\n{table}\n\n{text}") == [*EN_BODY, " ".join(table.split(" ")).strip(), *EN_BODY]


def test_quoted_lines_of_a_mail_lose_their_marks_within_a_paragraph() -> None:
    found = joined(hard_wrapped(list(EN_BODY), 72, lead="> "))
    assert found == [f"> {paragraph}" for paragraph in EN_BODY]


def test_paragraphs_of_one_length_were_not_broken() -> None:
    lines = [f"{sentence} and nobody had expected that it would ever happen again." for sentence in EN_BODY]
    text = "\n".join(line[:130].rsplit(" ", 1)[0] + "." for line in lines * 2)
    assert join_wrapped(text) == text


def test_a_list_of_links_was_not_broken() -> None:
    text = "\n".join(["Bridge closed until spring", "Ferry timetable for summer", "Market moves to the harbour"] * 8)
    assert join_wrapped(text) == text


def test_a_hyphen_at_the_margin_goes_only_if_the_word_is_known() -> None:
    paragraph = "The lighthouse keeper walked to the lighthouse every evening and counted the ships that went by. " * 3
    text = hard_wrapped([paragraph.strip()], 60)
    split = text.replace("lighthouse", "light-\nhouse", 1)
    assert "light-house" not in join_wrapped(split)


def test_chinese_broken_within_a_margin_has_no_spaces() -> None:
    sentence = "山谷里的河水在春天上涨，村里的人每天早晨都到桥边去看水位，然后回家做饭。"
    paragraph = sentence * 3
    text = "\n".join(paragraph[start : start + 20] for start in range(0, len(paragraph), 20))
    assert joined(text) == [paragraph]


def test_rules_between_sections_do_not_end_an_article() -> None:
    rule = "━" * 900
    assert body(*MENU, TITLE, EN_BODY[0], rule, *EN_BODY[1:]) == list(EN_BODY)


def test_pictures_without_words_are_cut() -> None:
    assert body(TITLE, EN_BODY[0], "[clock-300x200]", *EN_BODY[1:]) == list(EN_BODY)


@pytest.mark.parametrize(
    "banner",
    [
        "We use cookies to improve your experience. By clicking accept you agree to cookies from our partners. " * 3,
        "Wir verwenden Cookies. Mit dem Klick akzeptieren Sie Cookies zu den beschriebenen Zwecken. " * 4,
        "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с использованием cookie. " * 3,
    ],
)
def test_a_long_dialog_about_cookies_is_no_article(banner: str) -> None:
    assert body(banner, *MENU, TITLE, *EN_BODY) == list(EN_BODY)
    assert body(*MENU, TITLE, *EN_BODY, *MENU, banner) == list(EN_BODY)


@pytest.mark.parametrize(
    "heading",
    [
        "More stories from the valley",
        "Top stories in Nation",
        "Weitere Beiträge zum Thema",
        "Otras noticias relacionadas",
        "Другие новости по теме",
        "이 시각 주요 뉴스",
        "この記事の関連記事",
        "更多精彩内容",
        "المزيد من الأخبار",
    ],
)
def test_other_articles_below_their_heading_are_cut(heading: str) -> None:
    assert body(TITLE, *EN_BODY, heading, *OTHER) == list(EN_BODY)


def test_comments_longer_than_the_article_are_not_the_article() -> None:
    comments = [
        line
        for name in ("Anna", "Boris", "Carla", "Dinesh", "Erik")
        for line in (f"{name} Miller on September 20, 2018 at 10:07 am said:", *OTHER, *OTHER[::-1], "Reply")
    ]
    assert body(*MENU, TITLE, *EN_BODY, "Post navigation", *comments) == list(EN_BODY)


@pytest.mark.parametrize(
    "line",
    [
        "You have been successfully subscribed!",
        "You can unsubscribe at any time.",
        "Your email address will not be published. Required fields are marked *",
        "Get the day's top headlines delivered to your inbox every morning.",
        "Sie können den Newsletter jederzeit abbestellen.",
    ],
)
def test_what_forms_say_is_no_prose(line: str) -> None:
    assert not measure(line).prose
    assert body(TITLE, *EN_BODY[:2], line, *EN_BODY[2:]) == list(EN_BODY)


def test_teasers_that_are_cut_off_are_no_prose() -> None:
    assert not measure("Port workers in the north have gone back to work after a strike of nine...").prose
    assert measure("He stopped. Nobody spoke. The clock struck nine, and then it struck again, and again...").prose


def test_an_article_goes_on_below_a_box_of_links() -> None:
    box = ["Bridges", "Ferries", "Old stations", "Signals", "Timetables", "Tickets", "Sleeper trains", "Museums"] * 2
    found = body(*MENU, TITLE, *EN_BODY * 1, *box, "The clock of the station strikes the hours for visitors again.")
    assert found[: len(EN_BODY)] == list(EN_BODY)


def test_the_rows_of_a_table_stay_in_the_article() -> None:
    rows = [f"{place} Driver Number{place} {5000 - place} {place} {place + 3}" for place in range(1, 12)]
    found = body(TITLE, *EN_BODY, *rows, *EN_BODY[:0], "The table is brought up to date after every race of the year.")
    assert all(row in found for row in rows)


def test_a_numbered_list_between_links_stays() -> None:
    items = [
        line for n in range(1, 7) for line in (f"{n}) A clock for the hall, number {n}", f"https://shop.example/{n}")
    ]
    found = read_text("\n".join([TITLE, *EN_BODY, *items])).document
    assert [block.text for block in found.body() if "clock for the hall" in block.text] == [
        f"{n}) A clock for the hall, number {n}" for n in range(1, 7)
    ]


def test_a_calendar_below_its_title_and_date_is_the_article() -> None:
    rounds = [f"Round {n} of the season at the track of town {n}" for n in range(1, 13)]
    lines = [
        *MENU,
        "Calendar of the season",
        "Monday, January 22, 2018",
        "Share on Facebook",
        *rounds,
        "Tags",
        "racing",
    ]
    assert body(*lines, "About us", "This is the site for everybody who likes old cars.") == rounds


def test_a_question_asked_again_and_again_is_no_repetition() -> None:
    question = "What did you want to become when you were a child?"
    asked = [line for answer in EN_BODY for line in (question, answer)]
    assert body(TITLE, OTHER[0], *asked) == [OTHER[0], *asked]


def test_a_text_longer_than_a_page_is_kept_whole() -> None:
    paragraph = " ".join(EN_BODY)
    count = 1_100_000 // len(paragraph)
    found = read_text("\n\n".join([TITLE, *(f"{n} {paragraph}" for n in range(count))]))
    assert sum(1 for _ in found.document.body()) == count + 1
    assert not any(block.cut for block in found.document.blocks)


def test_very_many_short_lines_make_few_blocks_and_nothing_is_lost() -> None:
    lines = [f"line {n} of a log" for n in range(60_000)]
    blocks = read_text("\n".join(lines)).document.blocks
    assert len(blocks) < 2_000
    assert "\n".join(block.text for block in blocks).split("\n") == lines
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


_PIECES = st.one_of(
    st.sampled_from([*MENU, *EN_BODY, *OTHER, TITLE, "", "━━━━━━", "[img]", "Reply", "Tags", "1. one", "By Ann Lee"]),
    st.sampled_from(
        ["© 2020 Post", "Comments", "Related articles", "2024-01-15", "> quoted", "\t", "山の水。", "שלום."]
    ),
    st.text(max_size=90),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_no_text_raises_and_nothing_is_lost(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    if not text.strip():
        return
    [draft] = read_page(text.encode("utf-8", "replace"), as_format="text")
    assert draft.document.blocks or draft.failed or not draft.document.text


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_every_line_is_in_the_document(pieces: list[str]) -> None:
    from readlater.language.safe import safe_text

    text = safe_text("\n".join(pieces))
    kept = "".join("".join(block.marker + block.text for block in read_text(text).document.blocks).split())
    lost = [line for line in join_wrapped(text).split("\n") if "".join(line.split()).lstrip("-*•") not in kept]
    assert not [line for line in lost if not measure(" ".join(line.split())).mark]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=40))
def test_joining_joined_text_changes_nothing_but_white_space_before(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "".join(join_wrapped(text).split()) == "".join(text.split()) or "-\n" in text or ">" in text


def test_a_line_is_measured_without_its_drawings() -> None:
    line: Line = measure("│ Name │ Points ├" + "─" * 500)
    assert line.width < 40
