"""To an article by a part of its title: what is typed, and below it the articles that fit, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from readlater.model import State
from readlater.tui import formatting
from readlater.tui.dispatch import key_name
from readlater.tui.keymap import key_label
from readlater.tui.plain import plain
from readlater.tui.screens.cursor_lines import FAR, CursorLines
from readlater.tui.screens.help import HelpBar
from readlater.tui.widgets.article_lines import ASCII, UNICODE, title_of
from readlater.tui.widgets.lines import Line, LineWidget, Piece
from readlater.tui.wrap import cells, char_widths, fit

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.tui.jumping import Jumping, Offer
    from readlater.tui.keymap import Keymap

_WIDE = 60
"""Cells from which on it is told beside a title where the article is from."""
_SITE, _EXTENT = 5, 7
"""The column of sites takes one in so many cells; that of minutes, these."""
_MOST_OF_SITE = 24
_SIGNS = {State.UNREAD: "link", State.READING: "accent", State.READ: "dim"}
"""The roles of the signs."""

_BEFORE = 2
"""Thirds of the room that a title has up to the end of what fits in it, where its beginning is cut off."""
_MOST_TYPED = 200


class JumpLines(CursorLines, can_focus=False):
    """The articles, a line each."""

    AT_ONCE = True

    def __init__(self, config: Config) -> None:
        super().__init__(ascii=config.ascii)
        self._signs = ASCII if config.ascii else UNICODE
        self._speed = config.reading_speed
        self._offers: Sequence[Offer] = ()
        self._empty = ""

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self._offers)

    @property
    def offer(self) -> Offer | None:
        """The article under the cursor."""
        return self._offers[self._cursor] if self._offers else None

    def put(self, offers: Sequence[Offer], empty: str, current: int) -> None:
        """Shows these articles, with the cursor on the one with the number ``current``, else on the first."""
        self._offers, self._empty = offers, empty
        self._cursor = next((at for at, offer in enumerate(offers) if offer.row.id == current), 0)
        self.virtual_size = Size(self.size.width, len(offers))
        self._reveal()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        index, width = y + int(self.scroll_offset.y), self.size.width
        if not self._offers:
            text = fit(self._empty, width - 2, self._signs.ellipsis)
            return self.draw([Piece(f" {text}", "dim")] if y == 1 else (), width)
        if index >= len(self._offers):
            return self.draw((), width)
        here = index == self._cursor
        return self.draw(self.line(self._offers[index], width, cursor=here), width, cursor=here)

    def line(self, offer: Offer, width: int, *, cursor: bool) -> Line:
        """An article in pieces: its state, its title with what fits in it; where there is room, where it is from."""
        row, signs = offer.row, self._signs
        sign = {State.UNREAD: signs.unread, State.READING: signs.reading, State.READ: signs.read}[row.state]
        lead = [Piece(signs.cursor if cursor else " ", "accent"), Piece(f"{sign} ", _SIGNS[row.state])]
        facts = self._facts(offer, min(_MOST_OF_SITE, width // _SITE)) if width >= _WIDE else ""
        room = width - 4 - cells(facts)
        read = "dim" if row.state is State.READ else ""
        title = title_pieces(title_of(row), offer.marks, room, signs.ellipsis, read)
        space = room - sum(cell_len(piece.text) for piece in title)
        return [*lead, *title, Piece(" " * max(0, space)), Piece(facts, "dim")]

    def _facts(self, offer: Offer, room: int) -> str:
        """Two columns: ``  example.org            43 %``, and ``5 min`` where nothing has been read."""
        row, signs = offer.row, self._signs
        site = fit(plain(row.site or row.category_id), room, signs.ellipsis)
        extent = formatting.minutes(row.minutes, self._speed) if row.word_count else ""
        if row.state is State.READING:
            extent = f"{round(100 * row.progress)} %"
        archived = signs.archived if row.archived else " "
        return f"  {archived} {site}{' ' * (room - cells(site))}{extent:>{_EXTENT}}"


def title_pieces(title: str, marks: Sequence[tuple[int, int]], room: int, ellipsis: str, role: str = "") -> list[Piece]:
    """A title in at most ``room`` cells with what fits in it marked; ``role`` is that of the rest.

    Where that would be cut off, the beginning of the title is cut off instead.
    """
    start = 0
    if marks and cells(title) > room:
        widths, last = char_widths(title), marks[0][1]
        if sum(widths[:last]) + cells(ellipsis) > room:
            while start < marks[0][0] and sum(widths[start:last]) > room * _BEFORE // 3:
                start += 1
    head = ellipsis if start else ""
    shown = fit(title[start:], max(1, room - cells(head)), ellipsis)
    kept = len(shown) if shown == title[start:] else max(0, len(shown) - len(ellipsis))
    pieces = [Piece(head, "dim")] if head else []
    at = 0
    for first, last in marks:
        first, last = max(at, min(first - start, kept)), max(at, min(last - start, kept))
        pieces += [Piece(shown[at:first], role), Piece(shown[first:last], "current")]
        at = last
    return [piece for piece in (*pieces, Piece(shown[at:], role)) if piece.text]


class JumpScreen(Screen[None]):
    """Letters narrow the list, Enter opens the article, Tab shows it in the list, Escape leaves.

    No widget of it has the focus: what is typed while the screen opens is not lost.
    """

    AUTO_FOCUS = ""

    def __init__(self, jumping: Jumping, keymap: Keymap, config: Config) -> None:
        super().__init__()
        self._jumping = jumping
        self._again = keymap.keys("list.jump")
        self._ascii = config.ascii
        self._head, self._foot = HelpBar(), HelpBar()
        self._lines = JumpLines(config)
        self._counted = ""
        self._moved = False
        self._wanted = ""
        self._late: list[str] = []
        self._begun = self._left = False
        self._settled = False
        self._shown = ""
        self.text = ""
        """What was typed."""

    def compose(self) -> ComposeResult:
        """What was typed, the articles, the keys."""
        self._tell()
        yield self._head
        yield self._lines
        yield self._foot

    def show(self, text: str, offers: Sequence[Offer], total: int, *, complete: bool) -> None:
        """Shows what was found for a text.

        Args:
            text: the text; the cursor stays where somebody moved it as long as that is the same.
            offers: the articles.
            total: among how many titles.
            complete: whether these are all: what was chosen before is chosen now.
        """
        before = self._lines.offer
        stay = before.row.id if before is not None and self._moved and text == self._shown else 0
        self._shown = text
        if text.strip():
            among = formatting.plural(total, "article") if complete else "reading the titles"
            self._counted = f"{formatting.number(len(offers))} of {among}" if complete else among
            empty = "No title is like that." if complete else ""
        else:
            self._counted, empty = "read last first", "Type a part of a title, or the first letters of its words."
        self._lines.put(offers, empty, stay)
        self._tell()
        self._settled = complete
        self._carry_out()

    def on_mount(self) -> None:
        """From now on it can be closed: a screen that is closed before it runs never ends."""
        self.call_later(self._begin)

    def _begin(self) -> None:
        self._begun = True
        self._carry_out()

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """A key, wherever it came from: see `press`."""
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+q":
            self.app.call_later(self.app.run_action, "quit")
        else:
            self.press(key_name(event.key, event.character))

    def press(self, name: str) -> None:
        """Does what a key means, by the name that the registry uses: types, moves, chooses, or leaves.

        After the choice, a key is for what was chosen.
        """
        if self._left:
            self._jumping.pass_on(name)
        elif name in ("escape", "ctrl+g", "ctrl+c") or (name == "backspace" and not self.text):
            self._want("escape")
        elif self._wanted:
            self._late.append(name)
        elif name in ("enter", "tab"):
            self._want(name)
        elif step := self._step(name):
            self._moved = True
            self._lines.move(step)
        else:
            self._edit(name)

    def _step(self, name: str) -> int:
        """By how many lines a key moves."""
        page = max(1, self._lines.size.height - 1)
        steps = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": page, "pageup": -page}
        return {**dict.fromkeys(self._again, 1), **steps, "home": -FAR, "end": FAR}.get(name, 0)

    def _edit(self, name: str) -> None:
        """A key that changes what was typed, at its end."""
        if name == "backspace":
            self._type(self.text[:-1])
        elif name in ("ctrl+w", "alt+backspace"):
            self._type(self.text.rstrip().rpartition(" ")[0])
        elif name == "ctrl+u":
            self._type("")
        elif name == "space" or len(name) == 1:
            self._type(self.text + (" " if name == "space" else name))

    def on_paste(self, event: events.Paste) -> None:
        """Takes what is pasted as typed."""
        event.stop()
        self._type(self.text + " ".join(event.text.split()))

    def on_cursor_lines_clicked(self) -> None:
        """Opens it."""
        self._want("enter")

    def on_line_widget_clicked(self, message: LineWidget.Clicked) -> None:
        """What the foot tells, clicked."""
        message.stop()
        self.press(message.target)

    def _type(self, text: str) -> None:
        self.text, self._moved = text[:_MOST_TYPED], False
        self._tell()
        self._jumping.look(self.text)

    def _want(self, key: str) -> None:
        self._wanted = key
        self._carry_out()

    def _carry_out(self) -> None:
        """Does what the last key asked for, as soon as it can be: what is chosen is of the answer to what was typed."""
        key, offer = self._wanted, self._lines.offer
        if not key or not self._begun or not (key == "escape" or (self._settled and self._shown == self.text)):
            return
        late, self._late, self._wanted = self._late, [], ""
        self._left = key == "escape" or offer is not None
        if key == "escape":
            self._jumping.close()
        elif offer is not None:
            (self._jumping.open if key == "enter" else self._jumping.point_at)(offer.row.id)
        for name in late:
            self.press(name)

    def _tell(self) -> None:
        """Writes what was typed, what was found, and the keys."""
        caret = "_" if self._ascii else "▏"
        typed = [
            Piece(plain(f"x{self.text}x")[1:-1] if self.text.strip() else self.text, "strong"),
            Piece(caret, "accent"),
        ]
        self._head.show([Piece(" Jump to ", "current"), *typed], [Piece(f"{self._counted} ", "dim")])
        told = (("enter", "open"), ("tab", "in the list"), ("escape", "close"))
        self._foot.show(
            [
                piece
                for key, does in told
                for piece in (
                    Piece(f" {key_label(key, ascii=self._ascii)} ", "key", key),
                    Piece(f"{does}  ", "dim", key),
                )
            ]
        )
