"""The reader: previewing what is under the cursor, opening it, and recording how it was read."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, ReadlaterError
from readlater.model import Article, Document
from readlater.tui import formatting
from readlater.tui.trail import Trail
from readlater.tui.widgets.lines import in_ascii
from readlater.tui.widgets.reader_view import ReaderHeading, ReaderView
from readlater.tui.widgets.sidebar_parts import About

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library import Library
    from readlater.library.sitting import Sitting
    from readlater.tui.screens.main import MainScreen

PREVIEW_PAUSE = 0.07
"""Seconds that the cursor rests on an article before it is previewed: a held key previews nothing."""

SIMILAR_PAUSE = 0.12
"""Seconds more before its similar readings are looked for."""

SAVE_PAUSE = 1.0
"""Seconds after a movement until the place is saved."""

SIMILAR_LIMIT = 5
KEYWORDS = 8
"""How many similar readings and keywords the sidebar shows."""


class Desk:
    """The article in the reader: shown as a preview, or open, which is a reading."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.article: Article | None = None
        """What the reader shows."""
        self._document: Document | None = None
        self._sitting: Sitting | None = None
        self._opened = 0
        self._opening = 0
        self._saving = False
        self._recording: set[int] = set()
        self._trail = Trail()
        self._trail_place = 0
        self._moved_early = False

    @property
    def is_open(self) -> bool:
        """Whether a reading is going on (otherwise the reader shows a preview)."""
        return self._opened != 0

    @property
    def shown_id(self) -> int:
        """The article that the reader shows, or 0."""
        return self.article.id if self.article else 0

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
        about = self._screen.sidebar.about
        if self.article is not None and about is not None and about.similar is None:
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

    def _fetch_now(self, article_id: int) -> tuple[Article, Document]:
        """The same on the UI's thread, 1 ms for 2,000 words: nothing is painted in between that nobody waits for."""
        library = self._screen.library
        kept = self._document if self.shown_id == article_id else None
        return library.article(article_id), kept or library.document(article_id)

    async def _fetch(self, article_id: int) -> tuple[Article, Document]:
        if self.article is not None and self._document is not None and self.article.id == article_id:
            document = self._document
            return await self._screen.background.read(lambda library: (library.article(article_id), document))
        return await self._screen.background.read(
            lambda library: (library.article(article_id), library.document(article_id))
        )

    def _show(self, article: Article, document: Document, place: int, *, sidebar: bool = True) -> None:
        """Shows an article from a place on; what is not the text itself may follow in the next frame."""
        screen = self._screen
        byline = formatting.byline(article, screen.config.reading_speed)
        heading = ReaderHeading(
            title=article.title or article.url or "Untitled",
            byline=in_ascii(byline) if screen.config.ascii else byline,
            note=formatting.why_failed(article, whole=not document.blocks),
            advice=self._advice(article),
        )
        self.article, self._document = article, document
        screen.reader.show(document, heading=heading, place=place)
        if sidebar:
            self._show_details(article)
        screen.show_titles()
        screen.show_position()

    def _advice(self, article: Article) -> str:
        """The keys that help where the page is no article."""
        if not article.failed:
            return ""
        keymap, ascii_ = self._screen.keymap, self._screen.config.ascii
        does = [("article.refresh", "fetches it" if formatting.was_never_fetched(article) else "tries again")]
        if article.url:
            does.append(("article.browser", "opens it in the browser"))
        does.append(("article.delete", "deletes it"))
        keys = [(keymap.label(command, ascii=ascii_), what) for command, what in does]
        return (" - " if ascii_ else " · ").join(f"{key} {what}" for key, what in keys if key)

    def _show_details(self, article: Article) -> None:
        sidebar = self._screen.sidebar
        if sidebar.about is None or sidebar.about.article.id != article.id:
            sidebar.show(About(article))
            self._screen.show_titles()

    async def _look_around(self, article: Article) -> None:
        document = self._document
        text = document.text if document is not None and self.shown_id == article.id else ""
        about = await self._screen.background.read(
            partial(_about, article=article, text=text, config=self._screen.config)
        )
        if self.article is not None and self.article.id == article.id:
            self._screen.sidebar.show(about)
            self._screen.show_titles()

    # --- opening

    def open(self, article_id: int, *, place: int | None = None, trail: bool = True) -> None:
        """Opens an article: a reading begins. ``place``: where (None: where the last reading stopped)."""
        if article_id:
            self._opening = article_id
            # Now, and not when it has been fetched: the next key is already for the reader.
            self._screen.focus_pane_reader()
            shown = None
            if article_id != self._opened and article_id not in self._recording:
                try:
                    shown = self._show_opened(article_id, place, trail)
                except ReadlaterError as error:
                    self._opening = 0
                    self._screen.status.warn(str(error))
                    return
            self._screen.work(partial(self._open, article_id, place, trail, shown), "article")

    async def _open(self, article_id: int, place: int | None, trail: bool, shown: Article | None) -> None:
        try:
            article = await self._begin(article_id, place, trail, shown)
        finally:
            if self._opening == article_id:
                self._opening = 0
        if article is not None:
            await self._look_around(article)

    def _show_opened(self, article_id: int, place: int | None, trail: bool) -> Article:
        """Shows the article that is being opened; its reading has still to begin."""
        screen = self._screen
        self._moved_early = False
        article, document = self._fetch_now(article_id)
        self._finish()
        self._trail.leave(self._trail_place)
        if trail:
            self._trail.open(article_id)
        self._opened = article_id
        self._show(article, document, article.place if place is None else place, sidebar=False)
        screen.point_at(article_id)
        if place is None and article.place:
            top = screen.keymap.label("move.top", ascii=screen.config.ascii)
            hint = f" · {top} goes to the top" if top else ""
            screen.status.tell(f"resumed at {round(article.progress * 100)} %{hint}")
        return article

    async def _begin(self, article_id: int, place: int | None, trail: bool, article: Article | None) -> Article | None:
        """Begins the reading of ``article``, shown first if it is not yet; None if it was open already."""
        screen = self._screen
        if article is None:
            if self._opened == article_id:
                return None
            await screen.background.write(lambda _: None)  # left a moment ago: where, is being written
            article = self._show_opened(article_id, place, trail)
        sitting = await screen.background.write(
            lambda library: library.begin_reading(article_id, count=screen.config.count_reading)
        )
        if self._opened != article_id:
            return None
        self._sitting = sitting
        self._show_details(article)
        screen.remember("last", str(article_id))
        self._note_progress(by_reader=self._moved_early)
        return article

    def show_passage(self, start: int, end: int) -> None:
        """Goes to a passage of the article that is shown, and marks it until the next key; opens it if need be."""
        if not self.shown_id:
            return
        if not self.is_open:
            self.open(self.shown_id, place=start)
        self._screen.focus_pane_reader()
        self._screen.reader.point_at(start, end)

    def go(self, steps: int) -> None:
        """Back (or forward) through the articles that were opened."""
        self._trail.leave(self._trail_place)
        step = self._trail.go(steps)
        if step is None:
            self._screen.status.tell("no article before this one" if steps < 0 else "no article after this one")
            return
        self.open(step[0], place=step[1], trail=False)

    # --- reading

    def moved(self, message: ReaderView.Moved) -> None:
        """The reader's window stands elsewhere."""
        if self.is_open:
            self._note_progress(by_reader=message.by_reader)
        self._screen.show_position()

    def _note_progress(self, *, by_reader: bool) -> None:
        reader = self._screen.reader
        self._trail_place = reader.place
        if self._sitting is None:
            self._moved_early |= by_reader  # told to the sitting as soon as there is one
            return
        self._sitting.progress(reader.place, reader.reached, by_reader)
        if by_reader and not self._saving:
            self._saving = True
            self._screen.set_timer(SAVE_PAUSE, self._save)

    def _save(self) -> None:
        self._saving = False
        sitting = self._sitting
        if sitting is not None:
            now = datetime.now(UTC)
            self._screen.work(lambda: self._screen.background.write(lambda _: sitting.save(now)), "save")

    def touch(self) -> None:
        """A key was pressed: somebody is reading."""
        if self._sitting is not None:
            self._sitting.touch(datetime.now(UTC))

    def leave(self) -> None:
        """The reader goes back to the list: the reading is over, the article stays as a preview."""
        if self._opening:
            self._screen.cancel_work("article")
            self._opening = 0
            self.preview(self._screen.articles.current_id)
        self._trail.leave(self._trail_place)
        self._finish()

    def _finish(self) -> None:
        """Ends the reading now; it is recorded in a moment."""
        article_id, sitting = self._opened, self._sitting
        self._opened, self._sitting = 0, None
        if sitting is not None:
            self._recording.add(article_id)
            self._screen.work(partial(self._record, article_id, sitting), f"finish-{article_id}", exclusive=False)

    async def finish(self) -> None:
        """Ends the reading, if there is one, and records it."""
        article_id, sitting = self._opened, self._sitting
        self._opened, self._sitting = 0, None
        if sitting is not None:
            await self._record(article_id, sitting)

    async def _record(self, article_id: int, sitting: Sitting) -> None:
        now = datetime.now(UTC)
        try:
            await self._screen.background.write(lambda _: sitting.finish(now))
        finally:
            self._recording.discard(article_id)
        self._screen.after_change([article_id])

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
            return
        if self.article is None or self.article.id != old.id:
            return
        if article.title != old.title or document != self._document:
            self._show(article, document, self._screen.reader.place)
        self.article = article
        await self._look_around(article)

    # --- going to a part of it

    def links(self) -> None:
        """Lists the article's links."""
        from readlater.tui.widgets.choice_bar import Choice

        links = self._screen.reader.links()
        if not links:
            self._screen.status.tell("this article has no links")
            return
        choices = [Choice(target, text or target, target) for _, text, target in links]
        self._screen.foot.choose("Open a link in the browser", choices, chosen=self._screen.follow)

    def outline(self) -> None:
        """Lists the article's headings."""
        from readlater.tui.widgets.choice_bar import Choice

        outline = self._screen.reader.outline()
        if not outline:
            self._screen.status.tell("this article has no headings")
            return
        least = min(level for level, _, _ in outline)
        choices = [Choice(str(offset), "  " * (level - least) + text) for level, text, offset in outline]
        self._screen.foot.choose("Go to", choices, chosen=lambda offset: self._screen.reader.go_to(int(offset)))

    def toggle_hidden(self) -> None:
        """Shows or hides what is no part of the body."""
        reader = self._screen.reader
        if not reader.cut_count:
            self._screen.status.tell("nothing is hidden in this article")
            return
        reader.set_show_cut(not reader.show_cut)
        parts = formatting.plural(reader.cut_count, "part")
        self._screen.status.tell(f"{parts} shown" if reader.show_cut else f"{parts} hidden")

    # --- finding

    def find(self) -> None:
        """Opens the line for finding words in the article."""
        reader = self._screen.reader
        self._screen.foot.ask(
            "find",
            "",
            typed=self._find,
            entered=self._found,
            left=lambda: reader.find(""),
            moved=reader.scroll_lines,
        )

    def _find(self, text: str) -> None:
        count = self._screen.reader.find(text.strip())
        self._screen.foot.note(formatting.plural(count, "match", "matches") if text.strip() else "")

    def _found(self, text: str) -> None:
        self._find(text)
        self._screen.foot.close_prompt()
        reader = self._screen.reader
        if text.strip():
            keys = self._screen.keymap
            more = f" · {keys.label('reader.next-match')} {keys.label('reader.previous-match')} next, previous"
            count = reader.matches
            self._screen.status.tell(
                f"{formatting.plural(count, 'match', 'matches')}{more}" if count else f"'{text.strip()}' is not in it"
            )

    def next_match(self, step: int) -> None:
        """The next place that was found, or the next unread article if nothing is searched."""
        reader = self._screen.reader
        if reader.matches:
            number = reader.next_match() if step > 0 else reader.previous_match()
            self._screen.status.tell(f"{number} of {formatting.plural(reader.matches, 'match', 'matches')}")
        elif self._screen.browsing.next_unread(step):
            self.open(self._screen.articles.current_id)

    def stop_finding(self) -> bool:
        """Ends the search within the article; whether there was one."""
        if not self._screen.reader.matches:
            return False
        self._screen.reader.find("")
        return True


def _about(library: Library, *, article: Article, text: str, config: Config) -> About:
    """What the sidebar shows of an article; in a thread."""
    from readlater.exchange import categories
    from readlater.language import summary

    suggested = categories.suggestions(library, article.id, config.categories, config.tags)
    return About(
        article,
        library.similar(article.id, SIMILAR_LIMIT),
        library.noted_similar(article.id),
        library.keywords(article.id, KEYWORDS),
        library.copies(article.id),
        sorted(suggested, key=lambda one: one.kind != "category"),
        summary.places(article.summary, text),
    )
