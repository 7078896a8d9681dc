"""The pictures of an article one by one, each as large as fits, with its text below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from readlater.exchange.drawing import PictureError
from readlater.tui import graphics
from readlater.tui.plain import plain
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, wrap
from readlater.tui.widgets.reader_painter import colours
from readlater.tui.wrap import cells

if TYPE_CHECKING:
    from readlater.tui.keymap import Keymap
    from readlater.tui.pictures import PictureAlbum, Rows
    from readlater.tui.picturing import Picturing

_ENLARGED = {"half": 6.0, "kitty": 3.0, "sixel": 3.0}
"""How many times its size on a page a picture may be here."""

_CANNOT = "This picture can't be shown: "

_MOST_LINES = 4
"""Lines of the text below a picture."""

_STEPS = {
    **dict.fromkeys((Act.NEXT, Act.DOWN, Act.RIGHT, Act.PAGE_DOWN, Act.HALF_DOWN), 1),
    **dict.fromkeys((Act.PREVIOUS, Act.UP, Act.LEFT, Act.PAGE_UP, Act.HALF_UP), -1),
}


class PictureHead(LineWidget):
    """Which of the pictures it is."""

    DEFAULT_CSS = """
    PictureHead { background: $panel; }
    """

    line: Line = ()

    def lines(self, width: int) -> list[Line]:
        """One line."""
        return [self.line]


class PictureText(LineWidget):
    """The text of the picture."""

    DEFAULT_CSS = """
    PictureText { height: auto; max-height: 4; }
    """

    text = ""
    ellipsis = "…"

    def lines(self, width: int) -> list[Line]:
        """As many lines as the text needs, in the middle."""
        found: list[Line] = []
        for line in wrap(self.text, max(8, width - 4), _MOST_LINES, self.ellipsis) if self.text else []:
            found.append([Piece(" " * max(0, (width - cells(line)) // 2) + line)])
        return found

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are."""
        return max(1, len(self.lines(width)))


class PictureFoot(LineWidget):
    """The keys."""

    DEFAULT_CSS = """
    PictureFoot { background: $panel; }
    """

    keys: tuple[tuple[str, str, str], ...] = ()

    def lines(self, width: int) -> list[Line]:
        """One line."""
        line: list[Piece] = [Piece(" ")]
        for key, what, target in self.keys:
            line += [Piece(f"{key} ", "key", target), Piece(f"{what}   ", "dim", target)]
        return [line]


class PictureView(Drawn):
    """A picture in the middle, or a text that says why there is none."""

    DEFAULT_CSS = """
    PictureView { height: 1fr; }
    """

    rows: Rows = ()
    text = ""
    offset_left = 0
    offset_top = 0

    class Resized(Message):
        """There is more room, or less."""

    def on_resize(self) -> None:
        """Tells."""
        self.post_message(self.Resized())

    def show_text(self, text: str) -> None:
        """Shows a text in the place of a picture."""
        self.rows, self.text = (), text
        self.refresh()

    def show_rows(self, rows: Rows, left: int, top: int) -> None:
        """Shows rows of a picture, so many cells from the left and from the top."""
        self.rows, self.text, self.offset_left, self.offset_top = rows, "", left, top
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if self.text:
            lines = wrap(self.text, max(8, width - 4))
            row = y - max(0, (self.size.height - len(lines)) // 2)
            text = lines[row] if 0 <= row < len(lines) else ""
            return self.draw([Piece(" " * max(0, (width - cells(text)) // 2)), Piece(text, "dim")], width)
        base = self.role_style("")
        row = y - self.offset_top
        if not 0 <= row < len(self.rows):
            return Strip.blank(width, base)
        drawn = [Segment(piece.text, colours(piece.roles[-1])) for piece in self.rows[row]]
        return Strip([Segment(" " * self.offset_left, base), *drawn]).adjust_cell_length(width, base)


class PictureScreen(Screen[None]):
    """The pictures that were saved with an article's page."""

    AUTO_FOCUS = ""

    def __init__(
        self,
        picturing: Picturing,
        album: PictureAlbum,
        start: int,
        keymap: Keymap,
        *,
        ascii: bool = False,  # noqa: A002
    ) -> None:
        super().__init__()
        self._ascii = ascii
        self._picturing = picturing
        self._album = album
        self._kept = album.kept
        self._at = self._kept.index(start) if start in self._kept else 0
        self._head, self._text, self._foot = PictureHead(), PictureText(), PictureFoot()
        self._text.ellipsis = "..." if ascii else "…"
        self._view = PictureView()
        self._sent = 0
        """The number that the terminal has the picture by."""
        self._sixels = ""
        self._place = (0, 0)
        # The key that shows the pictures hides them, too.
        self._keys = SideKeys(keymap, also={"reader.pictures": Act.CLOSE}, own={Act.OUTSIDE: "oO"})
        letters = all(len(self._keys.key(act)) == 1 for act in (Act.NEXT, Act.PREVIOUS))
        told = (
            (Act.NEXT if letters else Act.RIGHT, "next", "next"),
            (Act.PREVIOUS if letters else Act.LEFT, "previous", "previous"),
            (Act.OUTSIDE, "open in a viewer", "open"),
            (Act.CLOSE, "back", "back"),
        )
        self._foot.keys = tuple((self._keys.label(act, ascii=ascii), does, target) for act, does, target in told)
        if len(self._kept) < 2:
            self._foot.keys = self._foot.keys[2:]

    def compose(self) -> ComposeResult:
        """Head, picture, text and foot."""
        yield self._head
        yield self._view
        yield self._text
        yield self._foot

    @property
    def number(self) -> int:
        """Which picture of the album is shown."""
        return self._kept[self._at]

    def on_mount(self) -> None:
        """Shows the first one."""
        self._show()

    def _show(self) -> None:
        """Shows the picture at which it stands; drawing it is begun."""
        one, text = self._album.found[self.number], self._album.texts[self.number]
        missing = len(self._album.sources) - len(self._kept)
        facts = [
            f"{one.width}{'x' if self._ascii else '×'}{one.height}" if one.width else "",
            one.kind,
            "moves" if one.moves else "",
        ]
        facts.append(f"{missing} more not kept" if missing else "")
        about = (" - " if self._ascii else " · ").join(fact for fact in facts if fact)
        self._head.line = [
            Piece(f" Picture {self._at + 1} of {len(self._kept)}", "strong"),
            Piece(f"   {about}" if about else "", "dim"),
        ]
        self._head.refresh()
        self._text.text = plain(text)
        self._text.refresh(layout=True)
        self._view.show_text(_CANNOT + one.error if one.error else "")
        self._sixels = ""
        self.call_after_refresh(self._draw)  # the text may have left more room, or less

    def _draw(self) -> None:
        """Begins to draw the picture for the window as it is now."""
        if self.is_attached and self._view.size.width and not self._album.found[self.number].error:
            # Not yet a coroutine, which would be left behind if it were cancelled now.
            drawing: Any = partial(self._drawing, self.number)
            self.run_worker(drawing, group="draw", exclusive=True)

    async def _drawing(self, number: int) -> None:
        one, view = self._album.found[number], self._view
        way = self._picturing.way
        width, height = (min(side, graphics.MOST_CELLS) for side in view.size)
        cell = self._album.cell
        most = _ENLARGED.get(way, 1.0) * graphics.natural(cell)
        columns, rows = graphics.fitted((one.width, one.height), width, max(1, height), cell, most)
        try:
            drawn, sequence, sent = await self._picturing.draw_large(self._album, number, way, columns, rows)
        except PictureError as error:
            view.show_text(_CANNOT + str(error))
            return
        left, top = (view.size.width - columns) // 2, max(0, (view.size.height - rows) // 2)
        self._forget()
        self._sent = sent
        if sent:
            self._picturing.write(sequence)
        view.show_rows(drawn, left, top)
        if sequence and not sent:
            self._sixels, self._place = sequence, (view.region.x + left, view.region.y + top)
            self.call_after_refresh(self._put_sixels)

    def _put_sixels(self) -> None:
        """Draws sixels over the empty cells, which were painted just now."""
        if self._sixels and self.app.screen is self:
            self._picturing.write(graphics.at(*self._place, self._sixels))

    def _forget(self) -> None:
        """Makes the terminal forget the picture."""
        if self._sent:
            self._picturing.write(graphics.deleted(self._sent))
            self._sent = 0

    def on_unmount(self) -> None:
        """Leaves nothing in the terminal."""
        self._forget()

    @on(PictureView.Resized)
    def _resized(self) -> None:
        """Draws anew."""
        if self._sixels:
            self._sixels = ""
            self._view.refresh()
        self._draw()

    # --- keys and clicks

    def on_key(self, event: events.Key) -> None:
        """Goes on, back, or closes."""
        act = self._keys.act(event.key, event.character)
        if act in (Act.CLOSE, Act.OPEN):
            self.dismiss()
        elif act in _STEPS:
            self._step(_STEPS[act])
        elif act in (Act.TOP, Act.BOTTOM):
            self._go(0 if act is Act.TOP else len(self._kept) - 1)
        elif act is Act.OUTSIDE:
            self._open()
        elif act is Act.QUIT:
            self.app.call_later(self.app.run_action, "quit")
        elif act is not Act.WAIT:
            return
        event.stop()
        event.prevent_default()

    def _step(self, steps: int) -> None:
        self._go(max(0, min(self._at + steps, len(self._kept) - 1)))

    def _go(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._show()

    def _open(self) -> None:
        """Gives the picture to the system's viewer."""
        opening: Any = partial(self._opening, self.number)
        self.run_worker(opening, group="open")

    async def _opening(self, number: int) -> None:
        said = await self._picturing.open_outside(self._album, number)
        if said and self.is_attached:
            self._head.line = [Piece(f" {plain(said)}", "strong")]
            self._head.refresh()

    @on(LineWidget.Clicked)
    def _clicked(self, message: LineWidget.Clicked) -> None:
        if message.target == "back":
            self.dismiss()
        elif message.target == "open":
            self._open()
        else:
            self._step(1 if message.target == "next" else -1)

    def on_click(self, event: events.Click) -> None:
        """A click on the right half goes on, one on the left half back."""
        if self._view.region.contains(event.screen_x, event.screen_y):
            self._step(1 if event.screen_x >= self.size.width // 2 else -1)

    def on_mouse_scroll_down(self) -> None:
        """The wheel goes on."""
        self._step(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel goes back."""
        self._step(-1)
