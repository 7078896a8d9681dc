"""The pictures of an article: one by one on a screen of their own, or in the text.

They come from what was kept of the page, never from the network. Another process finds and draws them
(`readlater.exchange.darkroom`); threads wait for it.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from readlater.errors import LibraryError, ReadlaterError
from readlater.exchange.darkroom import Darkroom, Found, can_draw
from readlater.exchange.drawing import PictureError
from readlater.model import BlockKind, Document
from readlater.tui import graphics
from readlater.tui.layout.media import PICTURE
from readlater.tui.link_places import is_web
from readlater.tui.pictures import Asked, PictureAlbum, Rows, half_rows, kitty_rows
from readlater.tui.viewer import Viewer

if TYPE_CHECKING:
    from readlater.model import Article
    from readlater.tui.screens.main import MainScreen

INSTALL = "pictures need an extra: pip install 'readlater[pictures]'"

LOAD_PAUSE = 0.03
"""Seconds until the pictures of an article are looked for: its text is painted first."""

_REMEMBERED = "pictures"

_QUEUED = 12
"""Pictures that wait to be drawn; what was wanted long ago is out of sight by now, or will be wanted again."""

Result = TypeVar("Result")


class Picturing:
    """Shows pictures."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._darkroom = Darkroom()
        self._viewer = Viewer()
        self._album: PictureAlbum | None = None
        self._queue: list[Asked] = []
        self._drawing = False
        self._sent: dict[Asked, int] = {}
        self._serial = itertools.count(int.from_bytes(os.urandom(3)) // 2 + 1)
        self.way = graphics.way(
            screen.config.pictures,
            os.environ,
            screen.app.console.color_system,
            plain=screen.config.ascii or screen.app.no_color,
        )
        self._cell = graphics.cell_size() if self.way != "off" else graphics.CELL
        self._inline = self._first_inline()
        screen.app.theme_changed_signal.subscribe(screen, self._draw_anew)
        screen.app.app_resume_signal.subscribe(screen, self._draw_anew)

    def _first_inline(self) -> bool:
        """Whether pictures are shown in the text: as they were last, else where they look well, or were asked for."""
        remembered = self._screen.library.setting(f"screen.{_REMEMBERED}")
        if remembered in ("on", "off"):
            return remembered == "on"
        return self.way == "kitty" or self._screen.config.pictures not in ("auto", "off")

    @property
    def _shows_inline(self) -> bool:
        return self._inline and self.way != "off" and can_draw()

    # --- for the reader

    def album_for(self, article: Article, document: Document) -> PictureAlbum | None:
        """The pictures of an article that is about to be shown; what is not known of them yet follows.

        For a preview the page is not opened.
        """
        album = self._album
        sources = _sources(document)
        if album is None or album.key != article.id or album.sources != sources:
            self._leave()
            album = None
        if sources and self._screen.desk.is_open and (album is None or not album.found):
            album = album or self._new_album(article.id, document)
            self._screen.work(partial(self._load_soon, album), "pictures")
        return album

    def _new_album(self, key: int, document: Document) -> PictureAlbum:
        album = self._album = PictureAlbum(key, document, self.way, self._cell)
        album.inline = self._shows_inline
        album.wanted = self._want
        return album

    def _leave(self) -> None:
        """Forgets the pictures of the article before."""
        self._album = None
        self._queue.clear()
        self._forget_sent()

    async def _load_soon(self, album: PictureAlbum) -> None:
        await asyncio.sleep(LOAD_PAUSE)
        await self._load(album)

    async def _load(self, album: PictureAlbum) -> bool:
        """Finds out what is known of the pictures, and shows it; whether that is still of interest."""
        if not album.found:
            try:
                original = await self._screen.background.read(lambda library: library.original(album.key))
                found = await self._apart(partial(self._darkroom.find, album.key, original, album.sources))
            except (PictureError, LibraryError) as error:
                found = [Found(False, error=str(error)) for _ in album.sources]
            if self._album is not album:
                return False
            album.found = found
            if self._screen.desk.shown_id == album.key:
                self._screen.reader.set_album(album)
        return self._album is album

    async def _apart(self, work: Callable[[], Result]) -> Result:
        """Waits for the other process in a thread.

        What goes wrong is raised here and not there: at the end of the program nobody is left to hear of it.
        """

        def tried() -> tuple[Result | None, ReadlaterError | None]:
            try:
                return work(), None
            except ReadlaterError as error:
                return None, error

        made, error = await self._screen.background.apart(tried)
        if error is not None:
            raise error
        return made  # type: ignore[return-value]

    # --- drawing those in the text

    def _want(self, asked: Asked, now: bool) -> None:
        """A picture is in sight (``now``), or may soon be, and not drawn."""
        if asked in self._queue:
            if not now:
                return
            self._queue.remove(asked)
        self._queue.insert(0 if now else len(self._queue), asked)
        del self._queue[_QUEUED:]
        if not self._drawing:
            self._drawing = True
            self._screen.work(self._draw_wanted, "pictures-draw", exclusive=False)

    async def _draw_wanted(self) -> None:
        try:
            while self._queue and self._album is not None:
                album, asked = self._album, self._queue.pop(0)
                if not album.has(asked):
                    await self._draw_one(album, asked)
        finally:
            self._drawing = False

    async def _draw_one(self, album: PictureAlbum, asked: Asked) -> None:
        reader = self._screen.reader
        try:
            rows, sequence, number = await self._apart(
                partial(self._drawn, album, asked, self.ground, next(self._serial))
            )
        except PictureError as error:
            if self._album is album:
                album.give_up(asked.number, str(error))
                reader.set_album(album)
            return
        if self._album is not album:
            return
        if sequence:
            self.write(sequence)
            self._sent[asked] = number
        for given_up in album.put(asked, rows):
            self._forget_sent(given_up)
        reader.repaint_pictures()

    def _drawn(
        self, album: PictureAlbum, asked: Asked, ground: tuple[int, int, int], serial: int
    ) -> tuple[Rows, str, int]:
        """A picture in rows of pieces, what the terminal must be sent for it, and its number there. In a thread."""
        number, columns, rows = asked
        target = PICTURE + album.sources[number]
        if album.way == "kitty":
            size = columns * album.cell[0], rows * album.cell[1]
            png = self._darkroom.draw(album.key, number, "png", *size, ground)
            return kitty_rows(serial, columns, rows, target), graphics.sent(serial, png, columns, rows), serial
        drawn = half_rows(self._darkroom.draw(album.key, number, "cells", columns, rows, ground), columns, rows, target)
        self._make_styles(drawn)
        return drawn, "", 0

    def _make_styles(self, rows: Rows) -> None:
        """Makes the styles of a picture's cells here, in a thread: a thousand of them would hold up a key."""
        from rich.console import COLOR_SYSTEMS

        from readlater.tui.widgets.reader_painter import colours

        system = COLOR_SYSTEMS.get(self._screen.app.console.color_system or "")
        for line in rows:
            for piece in line:
                colours(piece.roles[-1]).render(" ", color_system=system)

    async def draw_large(
        self, album: PictureAlbum, number: int, way: str, columns: int, rows: int
    ) -> tuple[Rows, str, int]:
        """A picture for the screen of one: its rows, what the terminal must be sent for it, and its number there.

        Raises:
            PictureError: it can't be drawn.
        """
        apart = self._apart
        if way == "sixel":
            size = columns * album.cell[0], rows * album.cell[1]
            draw = partial(self._darkroom.draw, album.key, number, "sixels", *size, self.ground)
            return (), (await apart(draw)).decode("ascii"), 0
        return await apart(partial(self._drawn, album, Asked(number, columns, rows), self.ground, next(self._serial)))

    def write(self, sequence: str) -> None:
        """Gives the terminal a sequence."""
        self._screen.app.write_to_terminal(sequence)

    def _forget_sent(self, asked: Asked | None = None) -> None:
        """Makes the terminal forget a picture, or all of them."""
        for one in [asked] if asked is not None else list(self._sent):
            number = self._sent.pop(one, 0)
            if number:
                self.write(graphics.deleted(number))

    @property
    def ground(self) -> tuple[int, int, int]:
        """The colour behind the text, which is seen through pictures."""
        _, colour = self._screen.reader.background_colors
        if colour.ansi is not None or colour.a == 0:
            return (0, 0, 0) if self._screen.app.current_theme.dark else (255, 255, 255)
        return colour.rgb

    def _draw_anew(self, _: object) -> None:
        """Another theme is another ground; and after another program the terminal may have forgotten everything."""
        if self._album is not None:
            self._forget_sent()
            self._album.forget_drawn()
            self._screen.reader.repaint_pictures()

    # --- commands

    def toggle_inline(self) -> None:
        """Shows the pictures in the text, or their captions."""
        status = self._screen.status
        if why := self._why_not():
            status.warn(why)
            return
        self._inline = not self._inline
        self._screen.remember(_REMEMBERED, "on" if self._inline else "off")
        album = self._album
        if album is not None:
            album.inline = self._shows_inline
            self._screen.reader.set_album(album)
        status.tell("pictures are shown in the text" if self._inline else "pictures are named in the text")

    def _why_not(self) -> str:
        """Why no pictures can be shown here; empty if they can."""
        screen = self._screen
        if screen.config.pictures == "off":
            return "pictures are off: see `pictures` in the configuration"
        if screen.config.ascii or screen.app.no_color:
            return "pictures need colours, and more characters than ASCII has"
        if self.way == "off":
            return "this terminal has too few colours for pictures: set `pictures` in the configuration to try"
        return "" if can_draw() else INSTALL

    def show(self) -> None:
        """Shows the pictures one by one, from the one that is nearest."""
        self._show("")

    def open(self, source: str) -> None:
        """Shows the pictures one by one, from the one that the article calls so."""
        self._show(source)

    def _show(self, source: str) -> None:
        desk = self._screen.desk
        document = self._screen.reader.document
        if desk.article is None or document is None:
            self._screen.status.tell("no article is shown")
        elif not _sources(document):
            self._screen.status.tell("this article has no pictures")
        else:
            self._screen.work(partial(self._show_from, desk.article.id, document, source), "pictures")

    async def _show_from(self, key: int, document: Document, source: str) -> None:
        screen = self._screen
        album = self._album
        if album is None or album.key != key or album.sources != _sources(document):
            self._leave()
            album = self._new_album(key, document)
        if not await self._load(album) or screen.app.screen is not screen:
            return
        if source and not self._is_kept(album, source):
            if is_web(source):
                screen.follow(source)
            else:
                screen.status.tell("this picture was not saved with the page")
            return
        if not album.kept:
            count = len(album.sources)
            whose = f"none of its {count} pictures was" if count > 1 else "its picture was not"
            screen.status.tell(f"{whose} saved with the page")
            return
        if why := self._why_not():
            screen.status.warn(why)
            return
        from readlater.tui.screens.picture import PictureScreen

        start = album.number_of(source) if source else self._nearest(album, document)
        screen.app.push_screen(PictureScreen(self, album, start, screen.keymap, ascii=screen.config.ascii))

    def _is_kept(self, album: PictureAlbum, source: str) -> bool:
        one = album.of(source)
        return one is not None and one.kept

    def _nearest(self, album: PictureAlbum, document: Document) -> int:
        """The first picture in sight, or else the one that is nearest."""
        first, last = self._screen.reader.blocks_in_sight
        numbers: list[tuple[int, int]] = []
        for index, block in enumerate(document.blocks):
            if block.kind is BlockKind.IMAGE and self._is_kept(album, block.source):
                away = 0 if first <= index <= last else min(abs(index - first), abs(index - last))
                numbers.append((away, album.number_of(block.source)))
        return min(numbers, default=(0, album.kept[0]), key=lambda one: one[0])[1]

    async def open_outside(self, album: PictureAlbum, number: int) -> str:
        """Gives a picture to the system's viewer; what there is to be said about it."""
        if self._screen.app.is_web:  # the viewer would open where the server is, not before the one who reads
            return "pictures are opened in the terminal only, not in a browser's page"
        try:
            data, suffix = await self._apart(partial(self._darkroom.file, album.key, number))
            return await self._apart(partial(self._viewer.open, data, suffix))
        except ReadlaterError as error:
            return str(error)

    def stop(self) -> None:
        """Ends the process that draws, and makes the terminal forget."""
        self._leave()
        self._darkroom.stop()
        self._viewer.close()


def _sources(document: Document) -> tuple[str, ...]:
    found = {block.source: None for block in document.blocks if block.kind is BlockKind.IMAGE and block.source}
    return tuple(found)
