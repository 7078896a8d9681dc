"""The lists of highlights, and the review of those of the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, ReadlaterError
from readlater.tui.commands import Pane

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Marked, Query
    from readlater.tui.screens.highlights import HighlightsScreen
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.screens.marked_screen import MarkedScreen
    from readlater.tui.screens.review import ReviewScreen


class Remembering:
    """Shows highlights, and does what is asked for them there."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._text = ""
        self._at = 0

    # --- showing

    def all(self) -> None:
        """Lists all highlights: as they were left the last time."""
        self._show(text=self._text, at=self._at)

    def here(self) -> None:
        """Lists the highlights of the article: the one under the cursor of the list, or the one that is shown."""
        screen = self._screen
        article = screen.articles.current_id if screen.pane is Pane.LIST else screen.desk.shown_id
        if not article:
            screen.status.tell("there is no article here")
            return
        self._show(article=article)

    def _show(self, *, article: int = 0, text: str = "", at: int = 0) -> None:
        from readlater.tui.screens.highlights import HighlightsScreen

        screen = self._screen
        screen.app.push_screen(HighlightsScreen(self, screen.keymap, screen.config, article=article, text=text, at=at))

    def leave(self, shown: HighlightsScreen) -> None:
        """Remembers where the list of all was left."""
        if not shown.article:
            self._text, self._at = shown.text, shown.at

    @property
    def begins(self) -> str:
        """The key that begins a highlight."""
        return self._screen.keymap.label("highlight.start", ascii=self._screen.config.ascii) or "a command"

    # --- looking up

    def fetch(self, numbers: Sequence[int]) -> Mapping[int, Marked]:
        """The highlights of some numbers: as many as a screen holds take less than a millisecond."""
        try:
            return self._screen.library.marked_at(numbers)
        except ReadlaterError as error:
            self._screen.status.warn(str(error))
            return {}

    def again(self, several: Sequence[Marked]) -> list[Marked]:
        """Some highlights as they now are, without those that are gone."""
        articles = dict.fromkeys(one.highlight.article_id for one in several)
        try:
            found = [one for article in articles for one in self._screen.library.marked(article=article)]
        except ReadlaterError as error:
            self._screen.status.warn(str(error))
            return [*several]
        by_uuid = {one.highlight.uuid: one for one in found}
        return [by_uuid[one.highlight.uuid] for one in several if one.highlight.uuid in by_uuid]

    def look_up(self, shown: HighlightsScreen, query: Query, article: int) -> None:
        """Finds highlights in a thread, and shows them; a newer search takes the place of an older one."""
        from readlater.library.passages import wanted

        async def looking() -> None:
            try:
                # No search, which one of the list of articles would interrupt: it takes 40 ms at most.
                numbers = await self._screen.background.read(lambda library: library.marked_ids(query, article=article))
            except ReadlaterError as error:
                shown.point_out(error)
                return
            if shown.is_attached:
                shown.show(query, numbers, wanted(query.root))

        self._screen.work(looking, "highlight-list")

    def complete(self, shown: HighlightsScreen, text: str, cursor: int) -> None:
        """Offers what a query that is being typed may become."""

        async def offering() -> None:
            offered = await self._screen.background.read(lambda library: library.completions(text, cursor))
            if shown.is_attached and shown.prompt.kind and shown.prompt.field.value == text:
                shown.prompt.offer(offered)

        self._screen.work(offering, "offer")

    # --- changing

    def refuses(self, shown: MarkedScreen) -> bool:
        """Whether nothing can be changed, as it says: before somebody types a note for nothing."""
        if self._screen.library.read_only:
            shown.tell("the library can't be written", wrong=True)
        return self._screen.library.read_only

    def change(
        self,
        shown: MarkedScreen,
        marked: Marked,
        *,
        note: str | None = None,
        colour: str | None = None,
    ) -> None:
        """Changes the note on a highlight, or its colour."""
        uuid = marked.highlight.uuid
        self._write(shown, marked, lambda library: library.edit_highlight(uuid, note=note, colour=colour))

    def remove(self, shown: MarkedScreen, marked: Marked) -> None:
        """Takes a highlight away."""
        self._write(shown, marked, lambda library: library.remove_highlight(marked.highlight.uuid), gone=True)

    def _write(
        self,
        shown: MarkedScreen,
        marked: Marked,
        change: Callable[[Library], str],
        *,
        gone: bool = False,
    ) -> None:
        async def writing() -> None:
            try:
                label = await self._screen.background.write(change)
            except NotFoundError as error:  # another program removed it
                if shown.is_attached:
                    await self._renew(shown, str(error), gone=True)
                return
            except ReadlaterError as error:
                shown.tell(str(error), wrong=True)
                return
            self._screen.after_change([marked.highlight.article_id])
            if shown.is_attached:
                undo = self._screen.keymap.label("app.undo", ascii=self._screen.config.ascii)
                told = f"{label} · {undo} undoes it" if undo and gone else label
                await self._renew(shown, told, gone=gone)

        self._screen.work(writing, "highlight-list-change", exclusive=False)

    async def _renew(self, shown: MarkedScreen, text: str, *, gone: bool) -> None:
        """Shows the highlights as they now are."""
        shown.renew(text)
        if gone:
            shown.load()

    def undo(self, shown: MarkedScreen, *, forward: bool = False) -> None:
        """Takes the last change back, or makes it again."""

        async def undoing() -> None:
            try:
                label = await self._screen.background.write(
                    lambda library: library.redo() if forward else library.undo()
                )
            except ReadlaterError as error:
                shown.tell(str(error), wrong=True)
                return
            if label is not None:
                self._screen.after_change([])
            if shown.is_attached:
                what = "done again" if forward else "undone"
                told = f"{what}: {label}" if label is not None else f"nothing to be {what}"
                await self._renew(shown, told, gone=label is not None)

        self._screen.work(undoing, "highlight-list-change", exclusive=False)

    # --- using

    def open(self, marked: Marked) -> None:
        """Goes to where the passage stands in its article."""
        self._screen.highlighting.open(marked.highlight.article_id, marked.highlight)

    def similar(self, marked: Marked) -> None:
        """Lists what is similar to the passage."""
        self._screen.relating.similar_to_text(marked.highlight.quote, article=marked.highlight.article_id)

    def copy(self, shown: MarkedScreen, marked: Marked) -> None:
        """Copies the passage as a quotation with its source."""
        zone = self._screen.config.zone

        async def copying() -> None:
            try:
                text = await self._screen.background.read(partial(_quotation, marked=marked, zone=zone))
            except ReadlaterError as error:
                shown.tell(str(error), wrong=True)
                return
            self._screen.sharing.copy(text, "a highlight as a quotation")
            if shown.is_attached:
                shown.tell("copied as a quotation")

        self._screen.work(copying, "copy-highlight")

    # --- the review

    def review(self) -> None:
        """Shows some highlights of the past, one by one."""

        async def reviewing() -> None:
            from readlater.tui.screens.review import ReviewScreen

            due, seen = await self._screen.background.read(_due)
            if not due:
                self._screen.status.tell(
                    "all highlights were seen today" if seen else "there are no highlights to be seen again yet"
                )
                return
            screen = self._screen
            screen.app.push_screen(ReviewScreen(self, screen.keymap, screen.config, due))

        self._screen.work(reviewing, "review")

    def see(self, marked: Marked) -> None:
        """Notes that a highlight was seen; not in a library that can only be read."""
        if not self._screen.library.read_only:
            uuids = [marked.highlight.uuid]
            self._screen.work(
                lambda: self._screen.background.write(lambda library: library.seen(uuids)), "seen", exclusive=False
            )

    def more(self, shown: ReviewScreen) -> None:
        """Shows further ones."""

        async def looking() -> None:
            due, _ = await self._screen.background.write(_due)  # after what was seen just now
            if shown.is_attached:
                shown.go_on(due)

        self._screen.work(looking, "review")


def _due(library: Library) -> tuple[list[Marked], int]:
    """What is left of today's highlights, or as many more; and how many were seen today."""
    from readlater.library.remembering import REVIEWED

    seen = library.reviewed()
    return library.review(REVIEWED - seen if seen < REVIEWED else REVIEWED), seen


def _quotation(library: Library, *, marked: Marked, zone: object) -> str:
    """The passage as it is set in its article; as plain text if it is no longer there."""
    from readlater.exchange.render.head import head_of
    from readlater.exchange.render.quotation import quotation_of_highlight

    highlight = marked.highlight
    head = head_of(library.article(highlight.article_id), library.zone)
    try:
        document = library.document(highlight.article_id)
    except NotFoundError:
        document = None
    return quotation_of_highlight(highlight, document, head)
