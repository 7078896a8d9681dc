"""Lines: never wider than the screen, never an order to the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlater.model import Article, ArticleRow, Counts, Keyword, Similar, State, SummarySource
from readlater.tui.commands import BY_ID
from readlater.tui.keymap import Keymap
from readlater.tui.screens.help import help_rows
from readlater.tui.views import BY_NAME, VIEWS
from readlater.tui.widgets.header import Header, PaneTitle, TitleRule
from readlater.tui.widgets.lines import Line, fit, in_ascii, line_width, plain, target_at, wrap
from readlater.tui.widgets.sidebar_lines import about_lines, similar_title
from readlater.tui.widgets.sidebar_parts import About, Manner
from readlater.tui.widgets.status_bar import StatusBar

TEXTS = st.lists(st.sampled_from([*"ab c日本語한글é-", "🏳️‍🌈", "e\u0301"]), max_size=60).map("".join)
NOW = datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
ROW = ArticleRow(
    1, "61e0bb0c-0058-4856-94ba-021035ed5dbd", "A title", "", "NHK", "https://example.org/", "nhk", "2022-01-14",
    NOW, None, 225, 1.0, 1, 0.0, State.UNREAD, False, False, None, "",
)  # fmt: skip
ARTICLE = Article(
    1, ROW.uuid, ROW.url, ROW.url, ROW.title, "", "NHK", "nhk", "NHK World", ("war",), "en", "ltr", "2022-01-14", "",
    NOW, NOW, None, 1, 225, 1.0, 0.0, 0, "", State.UNREAD, False, False, None, "", "What it says.",
    SummarySource.TEXT, "", "", "text/1", "",
)  # fmt: skip


def text_of(line: Line) -> str:
    return "".join(piece.text for piece in line)


@given(TEXTS, st.integers(1, 30))
def test_fit_is_never_too_wide(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


@given(TEXTS, st.integers(2, 30))
def test_wrap_loses_nothing_and_is_never_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrap_stops_at_its_limit_with_an_ellipsis() -> None:
    lines = wrap("one two three four five", 9, 2)
    assert lines == ["one two", "three fo…"] or lines == ["one two", "three…"]


def test_control_characters_are_left_out() -> None:
    assert plain("a\x1b]52;c;x\x07b\x9b") == "a]52;c;xb"


@pytest.mark.parametrize("width", [10, 20, 40, 80, 120, 200])
@pytest.mark.parametrize("query", ["", "kazakhstan is:unread words:<2000 " * 3])
def test_the_header_fits_and_says_where_one_is(width: int, query: str) -> None:
    header = Header()
    for view in VIEWS:
        header.show(view, Counts(1234, 56, 7890, 12345, 67, 8), query, "12 found" if query else "")
        line = header.lines(width)[0]
        assert line_width(line) <= max(width, 26)
        assert view.title in text_of(line)
        if width >= 40:
            assert line_width(line) == width


def test_the_header_shows_the_counts_and_can_be_clicked() -> None:
    header = Header()
    header.show(BY_NAME["archive"], Counts(3, 2, 1, 9, 4, 5), "", "")
    line = header.lines(120)[0]
    assert "Inbox 6" in text_of(line)
    assert "Archive 9" in text_of(line)
    assert target_at(line, text_of(line).index("Trash")) == "view:trash"


def test_the_rule_has_its_joints_over_the_borders() -> None:
    rule = TitleRule()
    rule.show(PaneTitle(0, "Inbox", True, "newest first"), PaneTitle(36, "NHK"), PaneTitle(88, "Similar"))
    text = text_of(rule.lines(120)[0])
    assert len(text) == 120
    assert text[36] == text[88] == "┬"
    assert text.startswith("▌Inbox · newest first ─")


def test_the_foot_keeps_help_when_there_is_no_room_for_more() -> None:
    bar = StatusBar()
    bar.show_hints([("space", "a very long hint indeed", "x"), ("q", "back", "y"), ("?", "keys", "z")])
    bar._position = "37 %"
    text = text_of(bar.lines(26)[0])
    assert "? keys" in text
    assert "q back" in text
    assert "long" not in text
    assert line_width(bar.lines(26)[0]) <= 26


def similar(number: int, score: float = 0.5, noted: bool = False) -> Similar:
    return Similar(replace(ROW, id=number, title=f"Title {number}"), score, ("csto", "kazakhstan"), noted)


def test_the_sidebar_has_its_sections_and_facts() -> None:
    about = About(ARTICLE, [similar(2), similar(3, 0.0, True)], [("Missing one", None)], [Keyword("csto", 1.0)])
    lines = about_lines(about, Manner(38, zone=UTC))
    text = "\n".join(text_of(line) for line in lines.lines)
    assert [title for _, title in lines.sections] == [
        "Similar Readings (3 items)",
        "Summary",
        "Statistics",
        "Details",
    ]
    assert similar_title(about) == "Similar Readings (3 items)"
    for part in (
        " 1 Title 2", " 2 Title 3", "csto · kazakhstan", "named by the page", "Missing one", "What it says.",
        "sentences of the article", "Words      225", "Read count 1", "Last read  never", "Category   nhk",
        "Created    Jan 14, 2022 08:51", "Tags       war", "Keywords   csto",
    ):  # fmt: skip
        assert part in text, part
    uuid = "".join(text.split())
    assert ROW.uuid in uuid
    assert {lines.whole[number] for number, line in enumerate(lines.lines) if "csto · kaz" in text_of(line)} == {0, 1}


@pytest.mark.parametrize("width", [12, 20, 32, 60])
@pytest.mark.parametrize("ascii_", [True, False])
def test_the_sidebar_is_never_too_wide(width: int, ascii_: bool) -> None:
    article = replace(ARTICLE, title="語" * 40, url="https://example.org/" + "x" * 200, summary="日本語の文。" * 20)
    about = About(article, [replace(similar(2), row=replace(ROW, title="語" * 90))])
    lines = about_lines(about, Manner(width, ascii=ascii_))
    assert max(line_width(line) for line in lines.lines) <= max(width, 26)


def test_ascii_mode_draws_with_ascii_only() -> None:
    about = About(ARTICLE, [similar(2)], [("Missing one", None)])
    for line in about_lines(about, Manner(32, ascii=True)).lines:
        assert in_ascii(text_of(line)).isascii(), text_of(line)


@pytest.mark.parametrize("preset", ["default", "vim", "emacs"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_help_lists_every_command_within_the_width(width: int, preset: str) -> None:
    rows = help_rows(Keymap({"preset": preset}), width)
    told = {row.command for row in rows}
    assert all(one in told for one in BY_ID if not one.startswith("sidebar.open-"))
    assert max(line_width(row.line) for row in rows) <= width


def test_help_can_be_searched() -> None:
    rows = help_rows(Keymap({"article.archive": "E"}), 120, "archive inbox")
    text = "\n".join(text_of(row.line) for row in rows)
    assert "E " in text
    assert "Archive, or back to the" in text
    assert "Trash" not in text
    assert "No command" in text_of(help_rows(Keymap(), 80, "xyzzy")[0].line)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("y m", {"article.copy-markdown"}),
        (
            "y",
            {
                "article.copy-url",
                "article.copy-link",
                "article.copy-title",
                "article.copy-markdown",
                "reader.copy-quote",
            },
        ),
        ("G", {"move.bottom"}),
        ("^w", set()),
        ("^W", {"screen.pane-wider", "screen.pane-narrower", "screen.pane-usual"}),
    ],
)
def test_help_finds_a_key(typed: str, found: set[str]) -> None:
    rows = help_rows(Keymap(), 80, typed)
    assert not found or text_of(rows[0].line) == f" The key {typed}"
    assert found <= {row.command for row in rows}
    if len(typed.split()[0]) == 1:
        assert {row.command for row in rows} - {""} == found
