"""The reader: previewing what is under the cursor, opening it, and recording how it was read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readlater.errors import NotFoundError, ReadlaterError
from readlater.model import Article, BlockKind, Document
from readlater.tui import formatting
from readlater.tui.about import about, advice, places_again
from readlater.tui.commands import Pane
from readlater.tui.finding import Finding
from readlater.tui.inside import Inside
from readlater.tui.recording import Recording
from readlater.tui.shown_highlights import ShownHighlights
from readlater.tui.travelling import Travelling
from readlater.tui.widgets.lines import in_ascii
from readlater.tui.widgets.reader_view import ReaderHeading, ReaderView
from readlater.tui.widgets.sidebar_parts import About

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

PREVIEW_PAUSE = 0.07
"""Seconds that the cursor rests on an article before it is previewed: a held key previews nothing."""

SIMILAR_PAUSE = 0.12
"""Seconds more before its similar readings are looked for."""

LONG = 5000
"""Words from which on an article is read from the library in a thread."""


class _Arrival(NamedTuple):
    """Where in an article somebody arrives who opens it: the arguments of `Desk.open`."""

    place: int | None
    trail: bool
    then: Callable[[], object] | None


class Desk:
    """The article in the reader: shown as a preview, or open, which is a reading."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.article: Article | None = None
        """What the reader shows."""
        self._document: Document | None = None
        self._opened = 0
        self._opening = 0
        self._early: list[tuple[str, str | None]] | None = None
        """The keys that were typed while the article that is being opened is fetched."""
        self._recording = Recording(screen)
        self.travelling = Travelling(screen, self)
        self.finding = Finding(screen)
        self.inside = Inside(screen)
        self.highlights = ShownHighlights(screen)

    @property
    def is_open(self) -> bool:
        """Whether a reading is going on (otherwise the reader shows a preview)."""
        return self._opened != 0

    @property
    def shown_id(self) -> int:
        """The article that the reader shows, or 0."""
        return self.article.id if self.article else 0

    @property
    def shown_title(self) -> str:
        """What the article is called that the reader shows, or empty."""
        return (self.article.title or self.article.url) if self.article else ""

    # --- previewing

    def preview(self, article_id: int) -> None:
        """Shows an article without opening it, once the cursor rests on it."""
        if article_id and article_id == self._screen.articles.current_id and not self._opening:
            self._screen.work(partial(self._preview, article_id), "article")

    async def _preview(self, article_id: int) -> None:
        await asyncio.sleep(PREVIEW_PAUSE)
        if article_id != self.shown_id:
            article, document = await self._fetch(article_id)
            self._finish()
            self._show(article, document, 0)
        await asyncio.sleep(SIMILAR_PAUSE)
        shown = self._screen.sidebar.about
        if self.article is not None and shown is not None and shown.similar is None:
            await self._look_around(self.article)

    def nothing(self) -> None:
        """The list is empty: so is the reader, unless an article is open."""
        if self.is_open:
            return
        self._screen.cancel_work("article")
        self.article = self._document = None
        self._screen.reader.clear()
        self._screen.sidebar.show(None)
        self._screen.show_titles()
        self._screen.show_position()

    def _fetch_now(self, article_id: int) -> tuple[Article, Document] | None:
        """The same on the UI's thread, 1 ms for 2,000 words: nothing is painted in between that nobody waits for.

        None for an article that is too long for that.
        """
        library = self._screen.library
        article = library.article(article_id)
        if self.shown_id == article_id and self._document is not None:
            return article, self._document
        return None if article.word_count > LONG else (article, library.document(article_id))

    async def _fetch(self, article_id: int) -> tuple[Article, Document]:
        if self.article is not None and self._document is not None and self.article.id == article_id:
            document = self._document
            return await self._screen.background.read(lambda library: (library.article(article_id), document))

        def fetch(library: Library) -> tuple[Article, Document]:
            import readlater.tui.layout.document  # noqa: F401 - 15 ms the first time, which are not to be the event loop's

            return library.article(article_id), library.document(article_id)

        return await self._screen.background.read(fetch)

    def _show(self, article: Article, document: Document, place: int, *, sidebar: bool = True) -> None:
        """Shows an article from a place on; what is not the text itself may follow in the next frame."""
        screen = self._screen
        byline = formatting.byline(article, screen.config.reading_speed)
        heading = ReaderHeading(
            title=article.title or article.url or "Untitled",
            byline=in_ascii(byline) if screen.config.ascii else byline,
            note=formatting.notice(article, whole=not document.blocks),
            advice=advice(article, screen.keymap, ascii=screen.config.ascii),
        )
        self.article, self._document = article, document
        pictured = self.is_open and any(block.kind is BlockKind.IMAGE for block in document.blocks)
        known = pictured or screen.made("picturing") is not None
        album = screen.picturing.album_for(article, document) if known else None
        screen.reader.show(document, heading=heading, place=place, direction=article.direction, album=album)
        self.highlights.show(article.id)
        if sidebar:
            self._show_details(article)
        screen.show_titles()
        screen.show_position()

    def _show_details(self, article: Article) -> None:
        sidebar = self._screen.sidebar
        if sidebar.about is None or sidebar.about.article.id != article.id:
            sidebar.show(About(article))
            self._screen.show_titles()

    async def _look_around(self, article: Article) -> None:
        document = self._document
        text = document.text if document is not None and self.shown_id == article.id else ""
        found = await self._screen.background.read(
            partial(about, article=article, text=text, config=self._screen.config)
        )
        if self.article is not None and self.article.id == article.id:
            self._screen.sidebar.show(found)
            self._screen.show_titles()
        if document is not None:
            await self.inside.look_up(document)

    # --- opening

    def open(
        self,
        article_id: int,
        *,
        place: int | None = None,
        trail: bool = True,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Opens an article: a reading begins.

        Args:
            article_id: which one.
            place: where (None: where the last reading stopped).
            trail: whether that is a step of the trail; not for going back.
            then: called when the article is shown.
        """
        if article_id and article_id == self._opened:
            self._screen.focus_pane_reader()
            if then is not None:
                then()
        elif article_id:
            self._opening = article_id
            # Now, and not when it has been fetched: the next key is already for the reader.
            self._screen.focus_pane_reader()
            shown, arrival = None, _Arrival(place, trail, then)
            if not self._recording.is_ending(article_id):
                try:
                    fetched = self._fetch_now(article_id)
                except ReadlaterError as error:
                    self._opening = 0
                    self._screen.status.warn(str(error))
                    return
                if fetched is not None:
                    shown = self._show_opened(*fetched, arrival)
            self._early = [] if shown is None else None
            self._screen.work(partial(self._open, article_id, arrival, shown), "article")

    async def _open(self, article_id: int, arrival: _Arrival, shown: Article | None) -> None:
        try:
            if shown is None and self._opened != article_id:
                await self._screen.background.write(lambda _: None)  # left a moment ago: where, is being written
                shown = self._show_opened(*await self._fetch(article_id), arrival)
                self._press_early()
            if shown is not None:
                await self._begin(shown)
        finally:
            if self._opening == article_id:
                self._opening, self._early = 0, None
        if shown is not None and self._opened == article_id:
            await self._look_around(shown)

    def hold(self, key: str, character: str | None) -> bool:
        """Keeps a key for the article that is being fetched; False if none is."""
        if self._early is not None:
            self._early.append((key, character))
        return self._early is not None

    def _press_early(self) -> None:
        early, self._early = self._early, None
        self._screen.press_kept(early or ())

    def _show_opened(self, article: Article, document: Document, arrival: _Arrival) -> Article:
        """Shows the article that is being opened; its reading has still to begin."""
        screen, (place, trail, then) = self._screen, arrival
        self.travelling.note_place()
        self._finish()
        self._recording.expect()
        if trail:
            self.travelling.trail.open(article.id, article.title or article.url)
        self._opened = article.id
        self._show(article, document, article.place if place is None else place, sidebar=False)
        screen.point_at(article.id)
        if then is not None:
            then()
        elif place is None and article.place:
            top = screen.keymap.label("move.top", ascii=screen.config.ascii)
            hint = f" · {top} goes to the top" if top else ""
            # Of this reading, not of the furthest; a reader that was hidden knows its lines a moment later.
            percent = screen.reader.percent or round(100 * article.place / max(1, len(document.text)))
            screen.status.tell(f"resumed at {percent} %{hint}")
        return article

    async def _begin(self, article: Article) -> None:
        """Begins the reading of the article that is shown."""
        screen = self._screen
        sitting = await screen.background.write(
            lambda library: library.begin_reading(article.id, count=screen.config.count_reading)
        )
        if self._opened != article.id:
            return
        self._show_details(article)
        screen.remember("last", str(article.id))
        self._recording.begin(sitting)

    def _take_up(self) -> None:
        """Somebody who went into a preview moves in it, and so reads: from there on, and nothing else moves for that.

        Where the last reading stopped is a step of the trail, for the place that is kept will be another one.
        """
        article, document, screen = self.article, self._document, self._screen
        if self.is_open or self._opening or article is None or document is None:
            return
        self._opened = article.id
        self._recording.expect()
        trail = self.travelling.trail
        trail.open(article.id, article.title or article.url)
        if article.place:
            trail.leave(article.id, article.place)
            trail.jump()
            back = screen.keymap.label("move.back", ascii=screen.config.ascii)
            share = round(100 * article.place / max(1, len(document.text)))
            hint = f" · {back} goes to where you were, at {share} %" if back else ""
            screen.status.tell(f"reading from here{hint}")
        if any(block.kind is BlockKind.IMAGE for block in document.blocks):
            screen.reader.set_album(screen.picturing.album_for(article, document))
        screen.point_at(article.id)
        screen.work(partial(self._record_taken_up, article), "article")

    async def _record_taken_up(self, article: Article) -> None:
        await self._begin(article)
        await self._look_around(article)

    def show_passage(self, start: int, end: int) -> None:
        """Goes to a passage of the article that is shown, and marks it until the next key; opens it if need be."""
        if not self.shown_id:
            return
        if not self.is_open:
            self.open(self.shown_id, place=start)
        self._screen.focus_pane_reader()
        self._screen.reader.point_at(start, end)

    # --- reading

    def moved(self, message: ReaderView.Moved) -> None:
        """The reader's window stands elsewhere."""
        if message.by_reader and self._screen.pane is Pane.READER and not self._screen.reader.is_looked_at:
            self._take_up()
        if self.is_open:
            self.travelling.note_place()
            self._recording.note(by_reader=message.by_reader)
        if self._screen.reader.has_badges:
            self._screen.hints.number()
        self._screen.show_position()

    def touch(self) -> None:
        """A key was pressed: somebody is reading."""
        self._recording.touch()

    def leave(self) -> None:
        """The reader goes back to the list: the reading is over, the article stays as a preview."""
        if self._opening:
            self._screen.cancel_work("article")
            self._opening, self._early = 0, None
            self.preview(self._screen.articles.current_id)
        self.travelling.note_place()
        self._finish()

    def _finish(self) -> None:
        """Ends the reading now; it is recorded in a moment."""
        if (speaking := self._screen.made("speaking")) is not None:
            speaking.stop()
        article_id, self._opened = self._opened, 0
        self._recording.end(article_id)

    async def finish(self) -> None:
        """Ends the reading, if there is one, and records it."""
        article_id, self._opened = self._opened, 0
        await self._recording.finish(article_id)

    # --- the article changed

    def refresh(self) -> None:
        """Shows the article's details as the library now has them; the text only if that changed too."""
        if self.article is not None:
            self._screen.work(partial(self._refresh, self.article), "details")

    async def _refresh(self, old: Article) -> None:
        try:
            article, document = await self._screen.background.read(
                lambda library: (library.article(old.id), library.document(old.id))
            )
        except NotFoundError:
            self._vanished(old)
            return
        if self.article is None or self.article.id != old.id:
            return
        place = self._screen.reader.place
        if self._document is not None and document != self._document:
            place = await self._find_again(old.id, self._document.text, document.text)
            if self.article is None or self.article.id != old.id:
                return
        moved = (article.deleted is None) is not (old.deleted is None)
        if moved or article.title != old.title or document != self._document:
            self._show(article, document, place)
        self.article = article
        self.highlights.show(article.id)
        await self._look_around(article)

    async def _find_again(self, article_id: int, old: str, new: str) -> int:
        """Where in another text of the article the reader is; the steps of the trail are found again, too."""
        self.travelling.note_place()
        place = self._screen.reader.place
        places = {place, *self.travelling.trail.places(article_id)}
        again = await self._screen.background.read(lambda _: places_again(places, old, new))
        self.travelling.trail.move(article_id, again)
        return again[place]

    def _vanished(self, article: Article) -> None:
        """The article that was shown has been deleted for ever."""
        if self.article is None or self.article.id != article.id:
            return
        if self.is_open:
            self._screen.status.warn(f"deleted for ever: {article.title or article.url}")
            self._screen.back_to_list()
        self.nothing()
        if self._screen.articles.current_id != article.id:  # else the list will soon be at another one
            self.preview(self._screen.articles.current_id)

    # --- going to a part of it

    def toggle_hidden(self) -> None:
        """Shows or hides what is no part of the body."""
        reader = self._screen.reader
        if not reader.cut_count:
            self._screen.status.tell("nothing is hidden in this article")
            return
        reader.set_show_cut(not reader.show_cut)
        parts = formatting.plural(reader.cut_count, "part")
        self._screen.status.tell(f"{parts} shown" if reader.show_cut else f"{parts} hidden")
