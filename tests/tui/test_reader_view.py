"""The reader: where it stands, what it paints, what it tells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.selection import Selection

from readlater.model import Block, BlockKind, Cut, Document, Highlight, Span, SpanKind
from readlater.tui.link_places import block_named
from readlater.tui.widgets.reader_view import ReaderHeading, ReaderView

HEADING = ReaderHeading("A title", "Site · Jan 14, 2022 · 225 words · 1 min")
SOME_DAY = datetime(2022, 1, 14, tzinfo=UTC)
WORDS = "the quick brown fox jumps over the lazy dog and runs "
LINK = Block(
    BlockKind.PARAGRAPH,
    "A link here and an anchor there.",
    (Span(2, 6, SpanKind.LINK, "https://example.org/x"), Span(19, 25, SpanKind.LINK, "#end")),
)


def long_document(count: int = 40) -> Document:
    blocks = [Block(BlockKind.PARAGRAPH, f"Paragraph {n}. " + (WORDS * 4).strip()) for n in range(count)]
    blocks.insert(20, Block(BlockKind.HEADING, "Half way", level=2))
    return Document((*blocks, Block(BlockKind.PARAGRAPH, "The end.", anchor="end")))


class ReaderApp(App[None]):
    CSS = "ReaderView { height: 1fr; }"

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.options = options
        self.moves: list[tuple[int, float, bool]] = []
        self.targets: list[str] = []
        self.marks: list[tuple[int, int] | None] = []

    def compose(self) -> ComposeResult:
        yield ReaderView(empty_text="Nothing open.", **self.options)

    @property
    def reader(self) -> ReaderView:
        return self.query_one(ReaderView)

    def on_reader_window_moved(self, message: ReaderView.Moved) -> None:
        self.moves.append((message.place, message.reached, message.by_reader))

    def on_reader_view_link_chosen(self, message: ReaderView.LinkChosen) -> None:
        self.targets.append(message.target)
        self.marks.append(message.mark)

    def frame(self) -> list[str]:
        return [self.reader.render_line(y).text.rstrip() for y in range(self.reader.size.height)]

    def style_of(self, text: str) -> Style:
        for y in range(self.reader.size.height):
            for segment in self.reader.render_line(y):
                if text in segment.text and segment.style is not None:
                    return segment.style
        raise AssertionError(f"{text!r} isn't painted")


async def test_it_shows_an_article_below_its_title() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Nothing open." in "\n".join(app.frame())
        app.reader.show(Document((Block(BlockKind.PARAGRAPH, "Some words."),)), heading=HEADING)
        await pilot.pause()
        assert app.frame()[:7] == ["", "  A title", "  " + HEADING.byline, "  " + "─" * 55, "", "  Some words.", ""]
        assert (app.reader.place, app.reader.reached, app.reader.percent) == (0, 1.0, 100)
        assert app.moves == [(0, 1.0, False)]
        app.reader.clear()
        assert "Nothing open." in "\n".join(app.frame())
        assert app.reader.document is None


@pytest.mark.parametrize("size", [(12, 5), (30, 8), (60, 20), (200, 50)])
async def test_every_line_is_exactly_as_wide_as_the_pane(size: tuple[int, int]) -> None:
    app = ReaderApp()
    async with app.run_test(size=size) as pilot:
        for document in (long_document(), Document((LINK,)), Document()):
            app.reader.show(document, heading=HEADING)
            await pilot.pause()
            width = app.reader.scrollable_content_region.width
            for y in range(app.reader.size.height):
                strip = app.reader.render_line(y)
                assert cell_len(strip.text) == strip.cell_length == width


async def test_lines_keep_to_the_measure_in_the_middle_of_a_wide_pane() -> None:
    app = ReaderApp()
    async with app.run_test(size=(121, 30)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        texts = [line for line in app.frame() if "quick" in line]
        assert all(line.startswith(" " * 24 + line.strip()[0]) for line in texts)
        assert max(map(len, texts)) <= 24 + 72
        assert app.reader.set_measure(40) == 40
        assert max(len(line) for line in app.frame()) <= 40 + 40
        assert app.reader.set_measure(5) == 30
        assert app.reader.set_measure(1000) == 160


async def test_moving_tells_where_it_is_and_how_far_it_has_been() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        document = long_document()
        app.reader.show(document, heading=HEADING)
        await pilot.pause()
        first = app.reader.reached
        assert 0 < first < 0.2
        app.reader.scroll_lines(5)
        assert app.reader.place == 0
        app.reader.scroll_pages(1)
        place = app.reader.place
        assert document.text[place:].startswith(app.frame()[0].strip())
        app.reader.scroll_pages(0.5)
        assert app.reader.place > place
        app.reader.bottom()
        assert (app.reader.reached, app.reader.percent) == (1.0, 100)
        assert "The end." in "\n".join(app.frame())
        app.reader.top()
        assert app.reader.place == 0
        assert app.reader.percent < 20
        assert app.reader.reached == 1.0
        app.reader.scroll_lines(-1)
        await pilot.pause()
        assert app.moves[0] == (0, first, False)
        assert all(by_reader for _place, _reached, by_reader in app.moves[1:])
        assert app.moves[-1] == (0, 1.0, True)


async def test_a_page_turned_keeps_two_lines() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        last = app.frame()[-2:]
        app.reader.scroll_pages(1)
        assert app.frame()[:2] == last


async def test_the_place_is_kept_whatever_the_width() -> None:
    app = ReaderApp()
    document = long_document()
    place = document.text.index("lazy", 3000) + 2
    async with app.run_test(size=(100, 20)) as pilot:
        app.reader.show(document, heading=HEADING, place=place)
        await pilot.pause()
        line = document.text[place - 2 : place + 2]
        for width in (60, 33, 140, 21, 100):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert app.reader.place == place
            assert line in app.frame()[0]
        for measure in (30, 50, 90):
            app.reader.set_measure(measure)
            assert app.reader.place == place
            assert line in app.frame()[0]
        app.reader.set_show_cut(True)
        assert app.reader.place == place
        assert not any(by_reader for _place, _reached, by_reader in app.moves)


async def test_it_opens_where_it_was_left_even_at_the_very_end() -> None:
    app = ReaderApp()
    document = long_document()
    async with app.run_test(size=(60, 20)) as pilot:
        place = len(document.text) - 3
        app.reader.show(document, heading=HEADING, place=place)
        await pilot.pause()
        assert "The end." in "\n".join(app.frame())
        assert app.reader.place == place
        app.reader.show(document, heading=HEADING)
        await pilot.pause()
        assert app.reader.place == 0
        assert app.frame()[1] == "  A title"


async def test_a_larger_window_at_the_end_is_no_move_of_the_reader() -> None:
    app = ReaderApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        app.reader.bottom()
        place = app.reader.place
        await pilot.pause()
        app.moves.clear()
        for size in ((40, 30), (90, 30), (90, 50), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.reader.place == place
        assert app.moves
        assert not any(by_reader for _place, _reached, by_reader in app.moves)
        app.reader.show(Document((LINK,)), heading=HEADING)
        await pilot.pause()
        assert not any(by_reader for _place, _reached, by_reader in app.moves)


async def test_the_wheel_moves_the_reader() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        for _ in range(12):
            app.reader._on_mouse_scroll_down(
                MouseScrollDown(app.reader, 5, 5, 0, 0, 0, False, False, False, screen_x=5, screen_y=5)
            )
        await pilot.pause()
        assert app.moves[-1][2]
        assert app.reader.place > 0


async def test_shown_before_it_has_a_size() -> None:
    class Early(ReaderApp):
        def on_mount(self) -> None:
            self.reader.show(long_document(), heading=HEADING, place=2000)

    app = Early()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.reader.place == 2000
        assert app.moves[-1][0] == 2000


async def test_go_to_and_outline() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        [(level, text, offset)] = app.reader.outline()
        assert (level, text) == (2, "Half way")
        app.reader.go_to(offset)
        assert app.frame()[0] == "  Half way"
        app.reader.show_block(block_named(long_document(), "#end"))
        assert "The end." in "\n".join(app.frame())


async def test_find_goes_round_and_marks() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        assert app.reader.find("PARAGRAPH 3") == 0
        assert app.reader.find("paragraph 3") == 11
        assert (app.reader.match, app.reader.matches) == (1, 11)
        assert "Paragraph 3." in "\n".join(app.frame())
        current = app.style_of("Paragraph 3")
        assert current.bgcolor != app.style_of("quick").bgcolor
        assert current.bold
        assert app.reader.next_match() == 2
        assert "Paragraph 30." in "\n".join(app.frame())
        assert app.style_of("Paragraph 3").bgcolor == current.bgcolor
        assert app.reader.next_match(-1) == 1
        assert app.reader.next_match(-1) == 11
        assert app.reader.next_match() == 1
        assert app.reader.find("") == 0
        assert app.reader.next_match() == 0


async def test_find_across_the_lines_and_blocks() -> None:
    app = ReaderApp()
    async with app.run_test(size=(30, 20)) as pilot:
        app.reader.show(Document((Block(BlockKind.PARAGRAPH, WORDS * 2),)), heading=HEADING)
        await pilot.pause()
        assert app.reader.find("over the lazy dog") == 2
        painted = [
            segment.text
            for y in range(20)
            for segment in app.reader.render_line(y)
            if segment.style and segment.style.bold and segment.style.bgcolor != app.style_of("quick").bgcolor
        ]
        assert "".join(painted).replace(" ", "") == "overthelazydog"


def highlighted(start: int, end: int, colour: str = "", note: str = "") -> Highlight:
    return Highlight(f"{start}-{end}", 1, start, end, "", "", "", note, colour, SOME_DAY, SOME_DAY)


async def test_highlights_are_marked_in_their_colours_as_far_as_they_go() -> None:
    app = ReaderApp()
    document = Document((Block(BlockKind.PARAGRAPH, WORDS), Block(BlockKind.PARAGRAPH, "sphinx of quartz")))
    async with app.run_test(size=(60, 20)) as pilot:
        lost = highlighted(10, 10, note="no longer in the text")
        app.reader.show(document, heading=HEADING, highlights=[lost, highlighted(4, 9, note="fast")])
        await pilot.pause()
        quick, plain = app.style_of("quick").bgcolor, app.style_of("brown").bgcolor
        assert quick != plain
        assert [line[:2] for line in app.frame() if "quick" in line] == ["✎ "]
        app.reader.show_highlights([highlighted(10, len(WORDS) + 8, "green"), highlighted(16, 19, "pink")])
        assert app.style_of("quick").bgcolor == plain
        green = app.style_of("brown").bgcolor
        assert green not in (quick, plain)
        assert app.style_of("fox").bgcolor not in (quick, plain, green)  # the later one lies above
        assert app.style_of("sphinx").bgcolor == green
        assert app.style_of(" of quartz").bgcolor == plain
        assert "✎" not in "\n".join(app.frame())


async def test_highlights_are_in_brackets_where_signs_are_wanted_and_no_line_is_wider() -> None:
    app = ReaderApp(ascii=True)
    text = "alpha beta gamma, delta `epsilon zeta"
    async with app.run_test(size=(60, 12)) as pilot:
        spots = [(0, 5), (6, 16), (18, 23), (33, 37)]
        found = [highlighted(start, end, note="so" if not start else "") for start, end in spots]
        app.reader.show(Document((Block(BlockKind.PARAGRAPH, text),)), heading=HEADING, highlights=found)
        await pilot.pause()
        row = next(y for y, line in enumerate(app.frame()) if "alpha" in line)
        assert app.frame()[row] == "*[alpha]beta gamma,[delta]`epsilon[zeta]"
        assert app.reader.render_line(row).cell_length == app.reader.scrollable_content_region.width


async def test_what_is_marked_in_code_with_tabs_and_round_what_is_set_in_is_marked_and_nothing_more() -> None:
    app = ReaderApp()
    ruby = Block(BlockKind.PARAGRAPH, "The 漢字 here.", (Span(4, 6, SpanKind.RUBY, "kanji"),))
    document = Document((Block(BlockKind.CODE, "if a:\n\tb = a\tand\tc"), ruby))
    at = document.text.index("a\tand")
    base = document.text.index("The")
    found = [highlighted(at, at + 5), highlighted(base, base + 11)]
    async with app.run_test(size=(60, 14)) as pilot:
        app.reader.show(document, heading=HEADING, highlights=found)
        await pilot.pause()
        grounds = {app.style_of("The").bgcolor, app.style_of("and").bgcolor}
        lines = [[one for one in app.reader.render_line(y) if one.style is not None] for y in range(14)]
        marked = ["".join(one.text for one in line if one.style and one.style.bgcolor in grounds) for line in lines]
        assert [text for text in marked if text] == ["a   and", "The 漢字(kanji) here"]


async def test_links_lead_out_by_click_and_by_the_terminals_own_way() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((LINK, *long_document().blocks)), heading=HEADING)
        await pilot.pause()
        row = next(y for y, line in enumerate(app.frame()) if "A link here" in line)
        assert app.style_of("link").link == "https://example.org/x"
        assert app.style_of("link").underline
        await pilot.click(ReaderView, offset=(2 + 3, row))
        await pilot.pause()
        assert app.targets == ["https://example.org/x"]
        await pilot.click(ReaderView, offset=(2 + 20, row))
        await pilot.pause()
        assert app.targets == ["https://example.org/x", "#end"]
        assert app.marks == [(2, 6), (19, 25)]
        assert app.reader.links() == [(1, "link", "https://example.org/x"), (2, "anchor", "#end")]


async def test_a_hostile_link_is_not_given_to_the_terminal() -> None:
    app = ReaderApp()
    block = Block(BlockKind.PARAGRAPH, "click", (Span(0, 5, SpanKind.LINK, "https://x/\x1b\\\x1b]52;c;y\x07"),))
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((block,)), heading=HEADING)
        await pilot.pause()
        assert app.style_of("click").link is None


async def test_hidden_blocks() -> None:
    app = ReaderApp()
    blocks = (Block(BlockKind.PARAGRAPH, "Body."), Block(BlockKind.PARAGRAPH, "Subscribe!", cut=Cut.CHROME))
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document(blocks), heading=HEADING)
        await pilot.pause()
        assert app.reader.cut_count == 1
        assert "Subscribe!" not in "\n".join(app.frame())
        app.reader.set_show_cut(True)
        assert "┊ Subscribe!" in "\n".join(app.frame())


async def test_what_is_selected_is_the_articles_own_text() -> None:
    app = ReaderApp()
    text = "A paragraph that is longer than one line of this very narrow pane."
    document = Document(
        (
            Block(BlockKind.PARAGRAPH, text),
            Block(BlockKind.ITEM, "first", marker="•"),
            Block(BlockKind.ITEM, "second", marker="•"),
        )
    )
    async with app.run_test(size=(30, 20)) as pilot:
        app.reader.show(document, heading=HEADING)
        await pilot.pause()
        reader = app.reader
        row = next(y for y, line in enumerate(app.frame()) if "A paragraph" in line)
        last = next(y for y, line in enumerate(app.frame()) if "second" in line)
        left = len(reader.render_line(row).text) - len(reader.render_line(row).text.lstrip())
        end = reader.render_line(last).text.index("second") + 3
        selection = Selection(Offset(left + 2, row), Offset(end, last))
        assert reader.get_selection(selection) == (text[2:] + "\n\nfirst\nsec", "\n")
        app.screen.selections = {reader: selection}
        await pilot.pause()
        assert reader.selected_range() == (2, document.text.index("second") + 3)
        everything = reader.get_selection(Selection(None, None))
        assert everything is not None
        assert everything[0] == "A title\n\n" + document.text
        reader.set_measure(30)
        await pilot.resize_terminal(25, 20)
        assert reader.selected_range() is None, "a selection of lines that are no more"


async def test_dragging_selects_and_two_clicks_select_a_word() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((LINK,)), heading=HEADING)
        await pilot.pause()
        row = next(y for y, line in enumerate(app.frame()) if "A link here" in line)
        await pilot.mouse_down(ReaderView, offset=(4, row))
        await pilot.hover(ReaderView, offset=(12, row))
        await pilot.mouse_up(ReaderView, offset=(12, row))
        await pilot.pause()
        assert app.screen.get_selected_text() == "link here"
        assert app.targets == []
        await pilot.click(ReaderView, offset=(10, row), times=2)
        await pilot.pause()
        assert app.screen.get_selected_text() == "here"


async def test_code_is_coloured_after_its_first_sight() -> None:
    app = ReaderApp()
    block = Block(BlockKind.CODE, "def f():\n    return 77", language="python")
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((block,)), heading=HEADING)
        await pilot.pause()
        await pilot.pause()
        assert app.style_of("def").bold
        assert not app.style_of("77").bold


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_themes(theme: str) -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((LINK, Block(BlockKind.CODE, "x = 1"))), heading=HEADING)
        app.theme = theme
        await pilot.pause()
        await pilot.pause()
        assert app.style_of("link").underline
        assert ("▏ x = 1" in "\n".join(app.frame())) == theme.startswith("ansi")


async def test_without_colour_characters_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp()
    block = Block(BlockKind.PARAGRAPH, "run ls now", (Span(4, 6, SpanKind.CODE),))
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((block,)), heading=HEADING)
        await pilot.pause()
        assert "run `ls` now" in "\n".join(app.frame())


async def test_only_visible_lines_are_painted() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(long_document(600), heading=HEADING)
        await pilot.pause()
        assert len(app.reader._strips) <= 20
        app.reader.bottom()
        await pilot.pause()
        assert len(app.reader._strips) <= 40
