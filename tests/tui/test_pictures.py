"""Pictures in the text and one by one: what is drawn, when, and what is said where nothing can be."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

pytest.importorskip("PIL")

from readlater.exchange.darkroom import Found
from readlater.library import Library
from readlater.model import Block, BlockKind, Document
from readlater.tui.layout import Layout
from readlater.tui.layout.pieces import Options
from readlater.tui.pictures import MOST_DRAWN, Asked, PictureAlbum, half_rows, kitty_rows
from readlater.tui.screens.picture import PictureScreen
from tests.tui.driving import driving
from tests.tui.pictures import drawn_rows, hexes, ink, open_pictures

# --- an album and its boxes


def album_of(*blocks: Block, way: str = "half", **known: Found) -> PictureAlbum:
    album = PictureAlbum(1, Document(blocks), way, (10, 20))
    album.found = [known.get(source.partition(":")[2], Found(False)) for source in album.sources]
    album.inline = True
    return album


def picture(name: str, alt: str = "Boats") -> Block:
    return Block(BlockKind.IMAGE, alt, source=f"part:{name}")


def shown(layout: Layout) -> list[str]:
    return ["".join(piece.text for piece in layout.pieces(y)) for y in range(layout.height)]


def test_the_height_of_a_picture_is_known_before_it_is_drawn() -> None:
    block = picture("a", "Boats in the harbour")
    album = album_of(block, a=Found(True, 400, 200, "PNG"))
    asked: list[Asked] = []
    album.wanted = lambda one, _now: asked.append(one)
    layout = Layout(Document((block,)), Options(width=40, room=40, album=album, picture_rows=20))
    assert layout.height == 10 + 1 + 1
    assert asked == []
    assert shown(layout)[0] == "▧ "
    assert asked[0] == (0, 40, 10)
    assert shown(layout)[10] == "Boats in the harbour"
    pixels = bytes((1, 2, 3)) * (40 * 10) + bytes((4, 5, 6)) * (40 * 10)
    album.put(asked[0], half_rows(pixels, 40, 10, "picture:part:a"))
    assert shown(layout)[:10] == ["▀" * 40] * 10
    assert layout.height == 12
    [piece] = layout.pieces(0)
    assert piece.roles == ("#010203#010203",)
    assert piece.target == "picture:part:a"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Found(False), "▧ Boats · not kept"),
        (Found(True, kind="SVG", error="a drawing"), "▧ Boats · SVG"),
        (Found(True, error="damaged"), "▧ Boats · can't be shown"),
        (Found(True, 16, 16, "PNG"), "▧ Boats · 16×16"),
        (Found(True, 400, 4, "GIF"), "▧ Boats · 400×4"),
    ],
)
def test_what_is_not_shown_says_why(found: Found, said: str) -> None:
    block = picture("a")
    options = Options(width=40, room=40, album=album_of(block, a=found), picture_rows=20)
    assert shown(Layout(Document((block,)), options)) == [said, ""]


def test_where_pixels_are_fine_a_picture_is_as_large_as_elsewhere() -> None:
    block = picture("a")
    sizes = []
    for cell in ((10, 20), (20, 40), (6, 12)):
        album = PictureAlbum(1, Document((block,)), "kitty", cell)
        album.found, album.inline = [Found(True, 400, 200, "PNG")], True
        sizes.append(album.frame("part:a", 72, 30))
    assert sizes == [(40, 10), (40, 10), (67, 17)]


def test_in_ascii_there_are_names_only() -> None:
    block = picture("a")
    album = album_of(block, way="off", a=Found(True, 400, 200, "PNG"))
    options = Options(width=40, room=40, ascii=True, album=album, picture_rows=20)
    assert shown(Layout(Document((block,)), options)) == ["[image] Boats - 400x200", ""]


def test_a_caption_is_not_repeated_below_its_picture() -> None:
    block = picture("a")
    album = album_of(block, a=Found(True, 400, 200, "PNG"))
    document = Document((block, Block(BlockKind.CAPTION, "Boats")))
    layout = Layout(document, Options(width=40, room=40, album=album, picture_rows=20))
    assert [line.strip() for line in shown(layout)[10:]] == ["Boats", ""]


def test_the_place_below_a_picture_is_the_same_with_and_without_it() -> None:
    block = picture("a")
    document = Document((Block(BlockKind.PARAGRAPH, "First."), block, Block(BlockKind.PARAGRAPH, "Last.")))
    album = album_of(block, a=Found(True, 400, 200, "PNG"))
    for options in (Options(), Options(album=album, picture_rows=20)):
        layout = Layout(document, options)
        assert layout.pieces(layout.row_of(document.starts[2]))[-1].text == "Last."
        assert layout.place_at(layout.row_of(document.starts[2])) == document.starts[2]


def test_rows_of_half_blocks_have_both_colours() -> None:
    pixels = bytes([1, 1, 1, 2, 2, 2, 2, 2, 2]) + bytes([9, 9, 9, 8, 8, 8, 8, 8, 8])
    assert [(piece.text, piece.roles) for piece in half_rows(pixels, 3, 1)[0]] == [
        ("▀", ("#010101#090909",)),
        ("▀▀", ("#020202#080808",)),
    ]


def test_rows_for_kitty_have_the_number_as_their_colour() -> None:
    rows = kitty_rows(258, 4, 2, "picture:x")
    assert [row[0].roles for row in rows] == [("#000102",)] * 2
    assert rows[0][0].text != rows[1][0].text


def test_only_some_drawn_pictures_are_kept_and_only_one_size_of_each() -> None:
    blocks = [picture(str(number)) for number in range(MOST_DRAWN + 2)]
    album = album_of(*blocks, **{str(number): Found(True, 400, 200, "PNG") for number in range(MOST_DRAWN + 2)})
    for number in range(MOST_DRAWN):
        assert album.put(Asked(number, *(album.frame(f"part:{number}", 40, 20) or ())), ()) == []
    assert album.frame("part:3", 30, 20) == (30, 8)
    assert album.put(Asked(3, 30, 8), ()) == [(3, 40, 10)]
    assert album.put(Asked(MOST_DRAWN, 40, 10), ()) == [(0, 40, 10)]
    assert not album.has(Asked(0, 40, 10))
    assert album.has(Asked(1, 40, 10))


def test_a_picture_that_cannot_be_drawn_is_not_asked_for_again() -> None:
    block = picture("a")
    album = album_of(block, a=Found(True, 400, 200, "PNG"))
    assert album.frame("part:a", 40, 20) is not None
    album.give_up(0, "its end is missing")
    assert album.frame("part:a", 40, 20) is None
    assert album.facts("part:a") == "PNG"


# --- in the reader


async def test_pictures_stand_in_the_text(pictures: Library) -> None:
    async with driving(pictures, (100, 40), pictures="half") as driver:
        await open_pictures(driver)
        rows = drawn_rows(driver)
        assert ink(driver, rows[0]) == hexes("red")
        assert {"#000000"} in [ink(driver, y) for y in rows]
        assert "A red flag" in driver.frame
        assert "▧ A red flag" not in driver.frame
        await driver.press("space")
        assert hexes("green") in [ink(driver, y) for y in drawn_rows(driver)]


async def test_what_cannot_be_shown_is_named_in_the_text(pictures: Library) -> None:
    async with driving(pictures, (100, 60), pictures="half") as driver:
        await open_pictures(driver)
        driver.main.reader.scroll_lines(25)
        await driver.settle()
        for said in ("▧ A lost flag · not kept", "▧ A plan flag · SVG", "▧ The ferry · not kept · example.org"):
            assert said in driver.frame
        assert "▧ A broken flag" in driver.frame


async def test_for_a_terminal_that_is_not_known_they_are_named_until_they_are_asked_for(pictures: Library) -> None:
    async with driving(pictures, (100, 40)) as driver:
        await open_pictures(driver)
        assert drawn_rows(driver) == []
        assert "▧ A red flag · 400×200" in driver.frame
        await driver.press("V", "p")
        assert drawn_rows(driver)
        assert driver.main.status.message == "pictures are shown in the text"
    async with driving(pictures, (100, 40)) as driver:
        await open_pictures(driver)
        assert drawn_rows(driver), "it was remembered"
        await driver.press("V", "p")
        assert drawn_rows(driver) == []
    assert pictures.setting("screen.pictures") == "off"


async def test_the_text_does_not_move_when_pictures_come(pictures: Library) -> None:
    async with driving(pictures, (100, 30)) as driver:
        await open_pictures(driver)
        reader = driver.main.reader
        reader.go_to(pictures.document(1).starts[9])
        await driver.settle()
        row, place = driver.rows[2], reader.place
        assert "Paragraph 4" in row
        await driver.press("V", "p")
        assert (driver.rows[2], reader.place) == (row, place)
        await driver.pilot.resize_terminal(90, 20)
        await driver.settle()
        assert reader.place == place
        assert "Paragraph 4" in driver.rows[2]


async def test_a_picture_leaves_room_for_text_in_a_small_window(pictures: Library) -> None:
    async with driving(pictures, (100, 40), pictures="half") as driver:
        await open_pictures(driver)
        await driver.pilot.resize_terminal(40, 12)
        await driver.settle()
        driver.main.reader.go_to(pictures.document(1).starts[2])
        driver.main.reader.scroll_lines(-8)
        await driver.settle()
        assert 1 <= len(drawn_rows(driver)) <= 8


async def test_a_preview_does_not_open_the_page(pictures: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the page was opened")

    monkeypatch.setattr("readlater.exchange.darkroom.Darkroom.find", forbidden)
    async with driving(pictures, (100, 40), pictures="half") as driver:
        assert driver.main.picturing.way == "half", "it is there already, because of another article"
        driver.main.articles.jump(driver.main.articles.source.index_of(1))
        await driver.settle()
        assert "▧ A red flag" in driver.frame


@pytest.mark.parametrize(
    ("settings", "environ"),
    [
        ({"ascii": True, "pictures": "half"}, {}),
        ({"pictures": "half"}, {"NO_COLOR": "1"}),
        ({"pictures": "off"}, {}),
        ({}, {"COLORTERM": ""}),
    ],
)
async def test_where_pictures_cannot_be_shown_they_are_named(
    pictures: Library, settings: dict[str, Any], environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with driving(pictures, (100, 40), **settings) as driver:
        await open_pictures(driver)
        assert drawn_rows(driver) == []
        assert ("[image] A red flag - 400x200" if "ascii" in settings else "▧ A red flag · 400×200") in driver.frame
        for keys in (("V", "p"), ("I",)):
            driver.main.status.tell("")
            await driver.press(*keys)
            assert driver.main.status.message.startswith(("pictures need", "pictures are off", "this terminal has"))
        assert drawn_rows(driver) == []


async def test_without_pillow_it_says_what_to_install(pictures: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.picturing.can_draw", lambda: False)
    async with driving(pictures, (100, 40)) as driver:
        await open_pictures(driver)
        for keys in (("V", "p"), ("I",)):
            driver.main.status.tell("")
            await driver.press(*keys)
            assert driver.main.status.message == "pictures need an extra: pip install 'readlater[pictures]'"
        assert "▧ A red flag" in driver.frame
    async with driving(pictures, (100, 40), pictures="half") as driver:
        await open_pictures(driver)
        assert drawn_rows(driver) == []


async def test_a_process_that_dies_costs_a_picture_and_nothing_else(
    pictures: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(pictures, (100, 40)) as driver:
        await open_pictures(driver)
        process = driver.main.picturing._darkroom._process
        assert process is not None
        process.kill()
        process.wait()
        await driver.press("V", "p")
        assert hexes("red") not in [ink(driver, y) for y in drawn_rows(driver)]
        assert "▧ A red flag · PNG" in driver.frame
        assert hexes("green") in [ink(driver, y) for y in drawn_rows(driver)]


# --- kitty


class Terminal:
    """What the program sends besides its cells."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[str] = []
        monkeypatch.setattr("readlater.tui.picturing.Picturing.write", lambda _, sequence: self.sent.append(sequence))

    @property
    def held(self) -> set[int]:
        """The numbers of the pictures that it has and was not told to forget."""
        held: set[int] = set()
        for sequence in self.sent:
            numbers = {int(number) for number in re.findall(r"[,G]i=(\d+)", sequence)}
            held = held - numbers if "a=d" in sequence else held | numbers
        return held


async def test_kitty_gets_each_picture_once_and_forgets_it(pictures: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch)
    async with driving(pictures, (100, 40), pictures="kitty") as driver:
        await open_pictures(driver)
        assert drawn_rows(driver) == []
        row = next(row for row in driver.rows if "\U0010eeee" in row)
        assert row.count("\U0010eeee") == 40, "as many cells as it has pixels, and no more"
        assert len(terminal.sent) == len(terminal.held) == 2, "the one in sight and the next"
        data = "".join(re.findall(r";([^\x1b]*)\x1b", terminal.sent[0]))
        assert base64.b64decode(data).startswith(b"\x89PNG")
        await driver.press("space", "b", "space", "b")
        assert len(terminal.sent) == len(terminal.held) == 3
        await driver.press("q", "g")
        driver.main.articles.jump(driver.main.articles.source.index_of(2))
        await driver.settle()
        assert driver.main.desk.shown_id == 2
        assert terminal.held == set()


async def test_kitty_forgets_all_at_the_end(pictures: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch)
    async with driving(pictures, (100, 40), pictures="kitty") as driver:
        await open_pictures(driver)
        await driver.press("I")
        assert isinstance(driver.app.screen, PictureScreen)
        assert terminal.held
    assert terminal.held == set()


async def test_the_screen_of_a_picture_draws_sixels_where_it_stands(
    pictures: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch)
    async with driving(pictures, (80, 24), pictures="sixel") as driver:
        await open_pictures(driver)
        assert drawn_rows(driver), "in the text they are of half blocks"
        assert terminal.sent == []
        await driver.press("I")
        [sequence] = terminal.sent
        assert re.match(r"\x1b7\x1b\[\d+;\d+H\x1bP0;1;0q", sequence)
        assert sequence.endswith("\x1b\\\x1b8")
        await driver.press("n")
        assert len(terminal.sent) == 2
