"""The window on an article: what is shown of it and how it is set, and where in it the window stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from readlater.tui.layout.pieces import TITLE, Options
from readlater.tui.layout.pieces import Heading as ReaderHeading
from readlater.tui.widgets.reader_highlights import Highlights
from readlater.tui.widgets.reader_lines import PAUSE, SLICE, ReaderLines

if TYPE_CHECKING:
    from readlater.model import Document, Highlight
    from readlater.tui.layout import Finder, Layout
    from readlater.tui.layout.media import Album

LEAST_MEASURE = 30
MOST_MEASURE = 160
MOST_SPACING = 3
_OVERLAP = 2
"""Lines of the last page that stay in sight when a page is turned."""

Range = tuple[int, int]


class ReaderWindow(ReaderLines, inherit_bindings=False):
    """Shows an article and keeps its place.

    Places are offsets into `Document.text`; the place of the window is that of its top line, and it is kept when the
    window's size, the measure or what is shown of the article changes.
    """

    class Moved(Message):
        """The window stands elsewhere in the article.

        Attributes:
            place: offset of the top line.
            reached: how far the bottom of the window has ever been since the article was shown, 0 to 1.
            by_reader: False when it was only opened, resized or laid out anew.
        """

        def __init__(self, reader: ReaderWindow, place: int, reached: float, by_reader: bool) -> None:
            super().__init__()
            self.reader = reader
            self.place = place
            self.reached = reached
            self.by_reader = by_reader

    def __init__(
        self,
        *,
        measure: int = 72,
        align: str = "centre",
        spacing: int = 1,
        reorder: bool = False,
        ascii: bool = False,  # noqa: A002
        empty_text: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """An empty window.

        Args:
            measure: the most cells that a line of text takes.
            align: ``left``, or ``centre``: where in the pane the text stands.
            spacing: lines from one line of text to the next.
            reorder: whether text that runs from right to left is put into its visual order here.
            ascii: whether only ASCII decorates.
            empty_text: what is shown while there is no article.
            id: the widget's.
            classes: the widget's.
        """
        super().__init__(empty_text=empty_text, id=id, classes=classes)
        self._ascii = ascii
        self._measure = _clamp(measure)
        self._align = align
        self._spacing = max(1, min(MOST_SPACING, spacing))
        self._reorder = reorder
        self._direction = ""
        self._finder: Finder | None = None
        self._place = 0
        self._reached = 0.0
        self._show_cut = False
        self._album: Album | None = None

    # --- the article

    def show(
        self,
        document: Document,
        *,
        heading: ReaderHeading,
        place: int = 0,
        highlights: Sequence[Highlight] = (),
        album: Album | None = None,
        direction: str = "",
    ) -> None:
        """Show an article from a place on.

        Args:
            document: the article.
            heading: what stands above it.
            place: offset into `Document.text` to be at the top; 0 shows the heading too.
            highlights: the marked passages.
            album: its pictures.
            direction: ``rtl`` or ``ltr`` if it is known which way it runs.
        """
        self._album = album
        self._direction = direction
        self._document = document
        self._heading = heading
        self._finder = None
        self._clear_matches()
        self._painter.highlights = Highlights(highlights)
        self._reached = 0.0
        self._anchor = (TITLE, 0)
        self._place = self._waiting = max(0, place)
        if self in self.screen.selections:
            self.screen.clear_selection()
        self._lay_out()

    def clear(self) -> None:
        """Show no article but `empty_text`."""
        self._document = None
        self._layout_lines = None
        self._finder = None
        self._clear_matches()
        self._painter.highlights = Highlights()
        self._place, self._reached, self._anchor, self._waiting = 0, 0.0, (TITLE, 0), None
        self._strips.clear()
        self._set_height(0)
        self._settle(0)
        self.refresh()

    @property
    def document(self) -> Document | None:
        """The article that is shown."""
        return self._document

    @property
    def heading(self) -> ReaderHeading:
        """What stands above the article; may be changed while it is shown."""
        return self._heading

    @heading.setter
    def heading(self, heading: ReaderHeading) -> None:
        if heading != self._heading:
            self._heading = heading
            self._lay_out()

    @property
    def measure(self) -> int:
        """The most cells that a line of text takes."""
        return self._measure

    def set_measure(self, measure: int) -> int:
        """Set the measure, kept between 30 and 160, without leaving the place; returns what it is now."""
        measure = _clamp(measure)
        if measure != self._measure:
            self._measure = measure
            self._lay_out()
        return self._measure

    @property
    def column(self) -> int:
        """The cells that a line of text takes: the measure, or as many as there are."""
        return self._layout_lines.options.width if self._layout_lines is not None else self._measure

    @property
    def align(self) -> str:
        """``left``, or ``centre``: where in the pane the text stands."""
        return self._align

    def set_align(self, align: str) -> None:
        """Set the text in the middle of the pane (``centre``) or at its left, without leaving the place."""
        if align != self._align:
            self._align = align
            self._lay_out()

    @property
    def spacing(self) -> int:
        """Lines from one line of text to the next."""
        return self._spacing

    def set_spacing(self, spacing: int) -> None:
        """Set the lines 1 to 3 apart, without leaving the place."""
        if spacing != self._spacing:
            self._spacing = max(1, min(MOST_SPACING, spacing))
            self._lay_out()

    @property
    def show_cut(self) -> bool:
        """Whether the blocks that are no part of the body are shown."""
        return self._show_cut

    def set_show_cut(self, on: bool) -> None:
        """Show or hide the blocks that are no part of the body."""
        if on != self._show_cut:
            self._show_cut = on
            self._lay_out()

    def set_album(self, album: Album | None) -> None:
        """Take note of the article's pictures, of which more is known now, without leaving the place."""
        self._album = album
        self._lay_out()

    def repaint_pictures(self) -> None:
        """Paint anew: a picture was drawn."""
        self._repaint()

    @property
    def blocks_in_sight(self) -> Range:
        """The first and the last block of the document that the window shows; both `TITLE` if it shows none."""
        layout = self._layout_lines
        if layout is None:
            return TITLE, TITLE
        top = self.scroll_offset.y
        return layout.block_at(top), layout.block_at(max(top, min(top + self._window, layout.height - 1) - 1))

    @property
    def _picture_rows(self) -> int:
        """The most rows that a picture takes: some text is in sight with it, unless there is room for neither."""
        return max(4, self._window * 2 // 3)

    @property
    def cut_count(self) -> int:
        """How many blocks of the article are no part of the body and hidden."""
        from readlater.exchange.render.captions import is_shown

        blocks = self._document.blocks if self._document else ()
        return sum(not is_shown(blocks, index) for index in range(len(blocks)))

    # --- what finding needs

    def prepare_finding(self) -> None:
        """Work, between keys and frames, for a search that is about to come."""
        if self._document is not None:
            self._prepare(self._make_finder(self._document))

    def _prepare(self, finder: Finder) -> None:
        if finder is self._finder and not finder.prepare(SLICE):
            self.set_timer(PAUSE, partial(self._prepare, finder))

    def _make_finder(self, document: Document) -> Finder:
        if self._finder is None:
            from readlater.tui.layout import Finder

            self._finder = Finder(document.text)
        return self._finder

    # --- where the window stands

    @property
    def place(self) -> int:
        """Offset into `Document.text` of the top line; the exact one asked for until the reader moves."""
        return self._place

    @property
    def reached(self) -> float:
        """The furthest that the bottom of the window has been since the article was shown, 0 to 1 of its text."""
        return self._reached

    @property
    def percent(self) -> int:
        """How much of the text stands above the bottom of the window, 0 to 100."""
        return round(100 * self._bottom_share())

    @property
    def beyond_title(self) -> bool:
        """Whether the title, which stands below an empty line, is above the window."""
        return self.scroll_offset.y > 1

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def scroll_lines(self, n: int) -> None:
        """Move the window ``n`` lines down, up if negative."""
        self._move_by(n)

    def scroll_pages(self, n: float) -> None:
        """Move the window ``n`` pages down, up if negative; 0.5 is half a page. Whole pages overlap by two lines."""
        height = self._window
        lines = height * n if abs(n) < 1 else max(1, height - _OVERLAP) * n
        self._move_by(round(lines) or (1 if n > 0 else -1))

    def top(self) -> None:
        """Go to the beginning, with the title."""
        self._move_to(0)

    def bottom(self) -> None:
        """Go to the end."""
        self._move_to_end()

    def go_to(self, offset: int) -> None:
        """Go to an offset into `Document.text`; 0 shows the heading too."""
        layout = self._layout_lines
        if layout is None:
            self._place = self._waiting = max(0, offset)
            return
        self._move_to(layout.row_of(offset) if offset > 0 else 0)

    @property
    def place_below(self) -> int:
        """Offset into `Document.text` of what comes after the bottom line."""
        layout = self._layout_lines
        if layout is None:
            return 0
        return layout.end_at(min(layout.height, self.scroll_offset.y + self._window) - 1)

    def _bottom_share(self) -> float:
        """How much of the text stands above the bottom of the window, 0 to 1."""
        if self._layout_lines is None:
            return 0.0
        length = len(self._layout_lines.document.text)
        return self.place_below / length if length else 1.0

    # --- for the lines

    def _options(self) -> Options:
        width = self._width
        margin = 2 if width >= 46 else 1 if width >= 24 else 0
        column = max(8, min(self._measure, width - 2 * margin))
        self._left = margin if self._align == "left" else max(0, (width - column) // 2)
        signs = self._ascii or self.app.no_color
        return Options(
            width=column,
            room=max(column, width - self._left - margin),
            ascii=self._ascii,
            signs=signs,
            bars=signs or self.app.native_ansi_color,
            show_cut=self._show_cut,
            spacing=self._spacing,
            reorder=self._reorder,
            direction=self._direction,
            album=self._album,
            picture_rows=self._picture_rows,
        )

    def _needs_laying_out(self, layout: Layout) -> bool:
        return self._album is not None and layout.options.picture_rows != self._picture_rows

    def _arrived(self, *, by_reader: bool) -> None:
        super()._arrived(by_reader=by_reader)
        layout = self._layout_lines
        if layout is None or self._document is None:
            return
        if by_reader and self._place != (place := layout.place_at(self.scroll_offset.y)):
            self._place = place
        if by_reader:
            self._anchor = layout.locate(self.scroll_offset.y)
        self._reached = max(self._reached, self._bottom_share())
        self.post_message(self.Moved(self, self._place, self._reached, by_reader))

    def _clear_matches(self) -> None:
        self._painter.matches, self._painter.current, self._painter.pointed = [], -1, None
        self._painter.marking, self._painter.caret = None, -1


def _clamp(measure: int) -> int:
    return max(LEAST_MEASURE, min(MOST_MEASURE, measure))
