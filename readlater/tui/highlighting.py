"""Marking passages in the reader, and changing what is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError
from readlater.model import HIGHLIGHT_COLOURS, Highlight, kept_colour
from readlater.tui.commands import Pane

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.mark_mode import MarkMode
    from readlater.tui.parts import Parts, Range
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.shown_highlights import ShownHighlights

_COLOUR = "highlight-colour"
"""The setting of the screen that keeps the colour that was used last."""


class Highlighting:
    """The highlights of the article that is shown: painted, made, changed and taken away, each as one change.

    What is changed is painted at once and written in a thread.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._parts: Parts | None = None
        self._last = -1
        """Where the passage ends that was marked last in this article, -1: none was."""
        self._recent: Range | None = None
        """Where the highlight stands that was chosen last."""

    @cached_property
    def mode(self) -> MarkMode:
        """What takes the keys while a passage is being marked or a highlight is chosen."""
        from readlater.tui.mark_mode import MarkMode

        return MarkMode(self._screen, self)

    def forget(self) -> None:
        """Another text is shown: nothing was marked or chosen in it yet."""
        self._last, self._recent = -1, None
        if self._is_marking:
            self.mode.end()

    def parts(self) -> Parts | None:
        """The parts of the text that is shown; None if no article is, or it has no text."""
        document = self._screen.reader.document
        if document is None or not document.text:
            return None
        if self._parts is None or self._parts.document is not document:
            from readlater.tui.parts import Parts

            self._parts = Parts(document)
        return self._parts

    # --- commands

    def start(self) -> None:
        """Begins to mark: what is selected, found or pointed at, else the first sentence in sight; or changes one."""
        screen, parts = self._screen, self.parts()
        if parts is None:
            screen.status.tell("there is no text to highlight")
            return
        screen.focus_pane_reader()
        if (selected := self._selected()) is not None:
            self.mode.hold(parts, selected, free=True)
        elif (meant := self._meant()) is not None:
            highlight = screen.reader.highlights.holding(*meant)
            if highlight is not None:
                self.choose(highlight)
            else:
                self.mode.hold(parts, meant)
        else:
            self.mode.pick(parts, self._first(parts))

    def mark_meant(self) -> None:
        """Marks what is selected with the mouse, or the sentence that is pointed at."""
        screen, parts = self._screen, self.parts()
        passage = self._selected() or self._pointed()
        if parts is not None and passage is not None:
            screen.clear_selection()
            self.mark(*parts.whole(*passage))
        elif screen.reader.text_selection is not None:
            screen.status.tell("what is selected is no part of the article's text, and can't be highlighted")
        else:
            key = screen.keymap.label("highlight.start", ascii=screen.config.ascii)
            screen.status.tell(f"nothing is selected · {key} begins a highlight" if key else "nothing is selected")

    def go(self, steps: int) -> None:
        """To the highlight so many further down, or up if negative, round the ends; it can be changed there."""
        screen, reader = self._screen, self._screen.reader
        highlights = list(reader.highlights)
        if not highlights:
            screen.status.tell("this article has no highlights")
            return
        order = [_order(one) for one in highlights]
        if self._recent is not None and reader.shows(*self._recent):
            start, end = self._recent
            find = bisect_right if steps > 0 else bisect_left
            at = find(order, (start, -end)) + steps - (steps > 0)
        elif steps > 0:
            at = bisect_left(order, (reader.place,)) + steps - 1
        else:
            at = bisect_left(order, (reader.place_below,)) + steps
        self._go_to(highlights[at % len(highlights)])

    def _go_to(self, highlight: Highlight) -> None:
        """Goes to a highlight of the article that is shown, and chooses it."""
        screen = self._screen
        screen.desk.travelling.jump(lambda: screen.reader.point_at(highlight.start, highlight.end))
        screen.reader.stop_pointing()
        self.choose(highlight)

    def open(self, article_id: int, highlight: Highlight) -> None:
        """Opens an article at one of its highlights, which is chosen there; the way back leads to where it was."""

        def arrive() -> None:
            screen = self._screen
            length = len(screen.reader.document.text) if screen.reader.document is not None else 0
            if highlight.start < highlight.end <= length:
                self._go_to(highlight)
            else:
                quote = " ".join(highlight.quote.split())
                screen.status.tell(f"no longer in the text: {quote}")

        self._screen.desk.open(article_id, then=arrive)

    def choose(self, highlight: Highlight) -> None:
        """Takes a highlight of the article that is shown to be changed: its colour, note, ends; or to be removed."""
        self._screen.focus_pane_reader()
        parts = self.parts()
        if parts is not None:
            self._recent = highlight.start, highlight.end
            self.mode.choose(parts, highlight)

    # --- the mouse

    def selected(self) -> None:
        """The mouse was let go of: words that it selected can be marked by a key or a click."""
        parts, passage = self.parts(), self._selected()
        if self._screen.foot.is_open:
            return
        if parts is not None and passage is not None and self._screen.pane is Pane.READER:
            self.mode.offer(parts, passage)
        elif self._is_marking and self.mode.is_offering:
            self.mode.end()

    def left(self) -> None:
        """The reader lost the keys."""
        if self._is_marking and not self._screen.foot.is_open:
            self.mode.end()

    # --- what is meant

    @property
    def _shown(self) -> ShownHighlights:
        return self._screen.desk.highlights

    @property
    def _is_marking(self) -> bool:
        return "mode" in self.__dict__ and self.mode.is_on

    def _selected(self) -> Range | None:
        """What the mouse selected of the text."""
        selected = self._screen.reader.selected_range()
        if selected is None:
            return None
        parts = self.parts()
        return selected if parts is not None and parts.whole(*selected)[0] < parts.whole(*selected)[1] else None

    def _pointed(self) -> Range | None:
        """The sentence that is pointed at, if it is in sight."""
        speaking = self._screen.made("speaking")
        pointed: Range | None = speaking.pointed if speaking is not None else None
        return pointed if pointed is not None and self._screen.reader.shows(*pointed) else None

    def _meant(self) -> Range | None:
        """The sentence that is pointed at, else what was found, if it is in sight and not marked already."""
        reader, match = self._screen.reader, self._screen.reader.match_range
        if match is not None and (not reader.shows(*match) or reader.highlights.holding(*match) is not None):
            match = None
        return self._pointed() or match

    def _first(self, parts: Parts) -> Range:
        """The sentence after what was marked last, if that is in sight; else the first that begins in the window."""
        from readlater.tui.parts import Unit

        reader, place = self._screen.reader, self._screen.reader.place
        last = min(self._last, len(parts.document.text) - 1)
        if last >= 0 and reader.shows(last, last + 1):
            place = last
        sentence = parts.at(Unit.SENTENCE, place)
        assert sentence is not None  # there is text
        if sentence[0] < place:
            following = parts.after(Unit.SENTENCE, place)
            sentence = following if following is not None and reader.shows(*following) else sentence
        return sentence

    # --- changing them

    @property
    def colour(self) -> str:
        """The colour in which highlights are made: the one that was used last."""
        kept = self._screen.library.setting(f"screen.{_COLOUR}")
        return kept if kept in HIGHLIGHT_COLOURS else HIGHLIGHT_COLOURS[0]

    def refuses(self) -> bool:
        """Whether nothing can be marked or changed, as it says."""
        if self._screen.library.read_only:
            self._screen.status.warn("not highlighted: the library can't be written")
        return self._screen.library.read_only

    def mark(self, start: int, end: int, *, colour: str = "", note: str = "") -> None:
        """Marks a passage of the article that is shown; one that it overlaps grows by it instead.

        Args:
            start: offset into `Document.text`.
            end: likewise, exclusive.
            colour: one of `HIGHLIGHT_COLOURS`; empty: that of the highlight that grows, or the one used last.
            note: what is noted on it.
        """
        screen, document = self._screen, self._screen.reader.document
        if document is None or not 0 <= start < end <= len(document.text):
            screen.status.tell("nothing to highlight: it is no part of the article's text")
            return
        self._last = end
        touched = screen.reader.highlights.between(start, end)
        if len(touched) == 1:
            one = touched[0]
            both = f"{one.note}\n{note}".strip() if note and one.note else note or one.note
            self.change(one, start=min(start, one.start), end=max(end, one.end), colour=colour or one.colour, note=both)
            return
        article_id, colour = screen.desk.shown_id, colour or self.colour
        now, text = datetime.now(UTC), document.text[start:end]
        made = Highlight("", article_id, start, end, text, "", "", note, kept_colour(colour), now, now)

        def write(library: Library) -> str:
            library.add_highlight(article_id, start, end, note, colour)
            return "highlighted a passage"

        self._write([*self._shown.all, made], write, colour)

    def change(
        self,
        highlight: Highlight,
        *,
        start: int | None = None,
        end: int | None = None,
        colour: str | None = None,
        note: str | None = None,
    ) -> Highlight:
        """Changes what is given of a highlight; returns it as it is to be."""
        changed = replace(
            highlight,
            start=highlight.start if start is None else start,
            end=highlight.end if end is None else end,
            colour=highlight.colour if colour is None else kept_colour(colour),
            note=highlight.note if note is None else note.strip(),
        )
        if changed == highlight:
            self._screen.status.tell("nothing to change")
            return highlight

        def write(library: Library) -> str:
            return library.edit_highlight(
                _uuid(highlight, library),
                note=None if changed.note == highlight.note else changed.note,
                colour=None if changed.colour == highlight.colour else changed.colour,
                start=None if changed.start == highlight.start else changed.start,
                end=None if changed.end == highlight.end else changed.end,
            )

        shown = [changed if _is_same(one, highlight) else one for one in self._shown.all]
        self._write(shown, write, colour or "")
        return changed

    def remove(self, highlight: Highlight) -> None:
        """Takes a highlight away."""
        shown = [one for one in self._shown.all if not _is_same(one, highlight)]
        self._write(shown, lambda library: library.remove_highlight(_uuid(highlight, library)))

    def _write(self, shown: list[Highlight], write: Callable[[Library], str], colour: str = "") -> None:
        """Paints what will be, writes it, and tells how it is undone; ``colour``: the one that was used, if any."""
        screen = self._screen
        if self.refuses():
            return
        self._shown.paint(shown)
        if colour and colour != self.colour:
            screen.remember(_COLOUR, colour)
        article_id = self._shown.article

        async def writing() -> None:
            try:
                label = await screen.background.write(write)
            except Exception:
                self._shown.look_up()
                raise
            finally:
                self._shown.writing -= 1
            screen.status.tell(screen.changing.with_undo(label))
            screen.after_change([article_id])

        self._shown.writing += 1
        screen.work(writing, "highlight", exclusive=False)


def _is_same(one: Highlight, other: Highlight) -> bool:
    """Whether these are one highlight, however it was changed; one that is being written has no UUID yet."""
    return one.uuid == other.uuid if one.uuid and other.uuid else one == other


def _order(highlight: Highlight) -> tuple[int, int]:
    """By what highlights are in order: where they begin, then the longest first."""
    return highlight.start, -highlight.end


def _uuid(highlight: Highlight, library: Library) -> str:
    """The highlight's UUID; of one that was being written when it was chosen, by where it stands.

    Raises:
        NotFoundError: it is gone.
    """
    if highlight.uuid:
        return highlight.uuid
    for one in library.highlights(highlight.article_id):
        if (one.start, one.end) == (highlight.start, highlight.end):
            return one.uuid
    raise NotFoundError("The highlight is gone.")
