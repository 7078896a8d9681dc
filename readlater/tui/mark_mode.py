"""The keys while a passage is being marked or a highlight is chosen, and the line that tells them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING

from readlater.language.words import count_words
from readlater.model import HIGHLIGHT_COLOURS, Highlight
from readlater.tui.commands import Pane
from readlater.tui.formatting import plural
from readlater.tui.keymap import key_label
from readlater.tui.notes import field_of, note_of
from readlater.tui.parts import Parts, Range, Unit
from readlater.tui.plain import plain
from readlater.tui.stretch import Stretch
from readlater.tui.widgets.lines import Piece, fit, line_width

if TYPE_CHECKING:
    from readlater.tui.highlighting import Highlighting
    from readlater.tui.screens.main import MainScreen

_PARTS = {
    "l": (Unit.CHARACTER, 1),
    "right": (Unit.CHARACTER, 1),
    "h": (Unit.CHARACTER, -1),
    "left": (Unit.CHARACTER, -1),
    "w": (Unit.WORD, 1),
    "ctrl+right": (Unit.WORD, 1),
    "b": (Unit.WORD, -1),
    "ctrl+left": (Unit.WORD, -1),
    ")": (Unit.SENTENCE, 1),
    "(": (Unit.SENTENCE, -1),
    "}": (Unit.PARAGRAPH, 1),
    "{": (Unit.PARAGRAPH, -1),
}
"""The keys that go from part to part."""

_LINES = {"j": 1, "down": 1, "k": -1, "up": -1}

_COMMANDS = {
    "reader.next-sentence": ")",
    "reader.previous-sentence": "(",
    "reader.next-heading": "}",
    "reader.previous-heading": "{",
    "move.down": "j",
    "move.up": "k",
}
"""Commands whose keys, where they were given others, go here as these keys do."""

_PAGES = {"move.page-down": 1.0, "move.page-up": -1.0, "move.half-down": 0.5, "move.half-up": -0.5}

_HELP = "app.help"

_LEAVING = ("escape", "q", "backspace", "ctrl+c", "ctrl+g")

_LONG = 20_000
"""Characters of a passage whose words are not counted at every key."""

_LEAST_FOR_NOTE = 8

_NARROW = 60
"""Cells below which the line has no room to say what it is about."""


class _Doing(Enum):
    PICKING = auto()
    HOLDING = auto()
    CHOSEN = auto()
    OFFERING = auto()


class MarkMode:
    """What becomes of keys: first a passage goes about the text, then, held, one of its ends; or one was chosen."""

    def __init__(self, screen: MainScreen, highlighting: Highlighting) -> None:
        self._screen = screen
        self._highlighting = highlighting
        self._doing: _Doing | None = None
        self._stretch: Stretch | None = None
        self._parts: Parts | None = None
        self._passage: Range = (0, 0)
        self._highlight: Highlight | None = None
        self._cell: int | None = None
        """Where in its line somebody is who goes from line to line."""

    @property
    def is_on(self) -> bool:
        """Whether it takes keys."""
        return self._doing is not None

    @property
    def is_offering(self) -> bool:
        """Whether it only offers to mark what the mouse selected."""
        return self._doing is _Doing.OFFERING

    @property
    def chosen(self) -> Highlight | None:
        """The highlight that is being changed."""
        return self._highlight if self.is_on else None

    # --- how it begins and ends

    def pick(self, parts: Parts, passage: Range) -> None:
        """Lets a passage go about the text."""
        self._begin(_Doing.PICKING, parts, Stretch(parts, passage))

    def hold(self, parts: Parts, passage: Range, *, free: bool = False, highlight: Highlight | None = None) -> None:
        """Lets the end of a passage go; ``free``: back into the passage, too. ``highlight``: the one it is of."""
        stretch = Stretch(parts, passage)
        if free:
            stretch.hold_start()
        else:
            stretch.hold()
        self._screen.clear_selection()
        self._begin(_Doing.HOLDING, parts, stretch)
        self._highlight = highlight

    def choose(self, parts: Parts, highlight: Highlight) -> None:
        """Chooses a highlight."""
        self._begin(_Doing.CHOSEN, parts, None)
        self._highlight = highlight
        self._passage = (highlight.start, highlight.end)
        self._show()

    def offer(self, parts: Parts, passage: Range) -> None:
        """Offers to mark what the mouse selected."""
        self._begin(_Doing.OFFERING, parts, None)
        self._passage = parts.whole(*passage)
        self._show()

    def _begin(self, doing: _Doing, parts: Parts, stretch: Stretch | None) -> None:
        self._doing, self._parts, self._stretch, self._highlight, self._cell = doing, parts, stretch, None, None
        self._screen.dispatch.divert(self._key)
        if stretch is not None:
            self._show()

    def end(self) -> None:
        """Gives the keys back."""
        if self._doing is not None:
            self._doing = self._stretch = self._highlight = None
            self._screen.reader.show_marking(None)
            self._screen.dispatch.divert(None)
            self._screen.status.show_line(())

    # --- keys

    def _key(self, name: str) -> bool:
        """Takes a key; False: it means what it always does."""
        screen = self._screen
        if self._doing is None or self._parts is None or screen.pane is not Pane.READER:
            self.end()
            return False
        if self._parts.document is not screen.reader.document:
            self.end()
            return False
        command = screen.keymap.command(name, Pane.READER)
        identity = command.id if command is not None else ""
        if name in _LEAVING:
            self._leave()
        elif len(name) == 1 and "1" <= name <= str(len(HIGHLIGHT_COLOURS)):
            self._commit(colour=HIGHLIGHT_COLOURS[int(name) - 1])
        elif name == "n":
            self._ask_note()
        elif name == "c":
            self._ask_colour()
        elif name == "M":
            self._similar()
        elif identity == _HELP and name not in _PARTS:
            self._tell_all()
        elif self._stretch is not None:
            return self._marking_key(self._stretch, name, identity)
        elif self._highlight is not None:
            return self._chosen_key(self._highlight, name)
        elif name == "enter":
            self._commit()
        elif identity == "highlight.start":
            self.hold(self._parts, self._passage, free=True)
        else:
            self.end()
            return False
        return True

    def _chosen_key(self, highlight: Highlight, name: str) -> bool:
        """A key while a highlight is chosen; what means nothing for it, means what it always does."""
        if name in ("enter", "v") and self._parts is not None:
            self.hold(self._parts, (highlight.start, highlight.end), free=True, highlight=highlight)
        elif name in ("d", "delete"):
            self.end()
            self._highlighting.remove(highlight)
        elif name in ("tab", "shift+tab"):
            self._highlighting.go(1 if name == "tab" else -1)
        else:
            self.end()
            if name == "y":  # y q copies it
                self._screen.reader.mark_passage(highlight.start, highlight.end)
            return False
        return True

    def _marking_key(self, stretch: Stretch, name: str, identity: str) -> bool:
        """A key while a passage is being marked; what means nothing here is not done by mistake."""
        name = _COMMANDS.get(identity, name) if name not in _PARTS else name
        if name in _PARTS:
            self._cell = None
            stretch.move(*_PARTS[name])
        elif name in _LINES:
            self._go_lines(stretch, _LINES[name])
        elif identity in _PAGES:
            self._go_lines(stretch, round(_PAGES[identity] * max(2, self._screen.reader.size.height - 2)))
        elif name in ("0", "^", "home", "$", "end"):
            self._go_in_line(stretch, end=name in ("$", "end"))
        elif identity in ("move.top", "move.bottom"):
            stretch.go_to(0 if identity == "move.top" else len(stretch.parts.document.text), stretch.unit)
        elif name == "enter":
            self._commit()
            return True
        elif name in ("v", "space"):
            self._toggle(stretch)
        elif name == "o":
            stretch.swap()
            self._doing = _Doing.HOLDING
        elif identity == "app.quit" or identity == "reader.find" or identity in ("app.palette", "app.undo"):
            self.end()
            return False
        elif name == "y":
            passage = stretch.passage
            self.end()
            self._screen.reader.mark_passage(*passage)
            return False
        self._show()
        return True

    def _toggle(self, stretch: Stretch) -> None:
        """Holds the passage, or lets all of it go again."""
        if not stretch.is_held:
            stretch.hold()
            self._doing = _Doing.HOLDING
        elif self._highlight is None:
            stretch.release()
            self._doing = _Doing.PICKING

    def _go_lines(self, stretch: Stretch, lines: int) -> None:
        reader, place = self._screen.reader, stretch.caret
        if self._cell is None:
            self._cell = reader.cell_of(place)
        found = reader.place_beside(place, lines, self._cell)
        if found is not None:
            stretch.go_to(found)

    def _go_in_line(self, stretch: Stretch, *, end: bool) -> None:
        line = self._screen.reader.line_of(stretch.caret)
        self._cell = None
        if line is not None:
            stretch.go_to(max(line[0], line[1] - 1) if end else line[0])

    def _leave(self) -> None:
        if self.is_offering:
            self._screen.clear_selection()
        self.end()

    def _tell_all(self) -> None:
        """Tells all keys, those included for which the line has no room."""
        choices: list[tuple[str, str]] = []
        for keys, does, press in self._keys():
            here, _, back = keys.partition(" ")
            choices += [(here, does), (back, f"{does} back")] if back else [(press, does)]
        self._screen.dispatch.await_key("Highlight", choices, self._key, left=self._show)

    # --- what becomes of the passage

    def _commit(self, colour: str | None = None, note: str | None = None) -> None:
        """Marks the passage, or changes the highlight; nothing if another text came in between."""
        if not self.is_on:
            self._screen.status.warn("not highlighted: another text is shown now")
            return
        highlight, stretch, passage = self._highlight, self._stretch, self._passage
        chosen = self._doing is _Doing.CHOSEN
        if highlight is None and colour is None and note is None and stretch is not None and not stretch.is_held:
            around = self._screen.reader.highlights.holding(*passage)
            if around is not None:
                self._highlighting.choose(around)
                return
        self.end()
        self._screen.clear_selection()
        if highlight is None:
            self._highlighting.mark(*passage, colour=colour or "", note=note or "")
        else:
            changed = self._highlighting.change(highlight, start=passage[0], end=passage[1], colour=colour, note=note)
            if chosen:  # what it is of stays chosen: the next key must not be for the article
                self._highlighting.choose(changed)

    def _ask_note(self) -> None:
        if self._highlighting.refuses():
            self.end()
            return

        def entered(text: str) -> None:
            self._screen.foot.close_prompt()
            self._commit(note=note_of(text))

        before = field_of(self._highlight.note) if self._highlight is not None else ""
        self._screen.foot.ask("note", before, entered=entered, left=self._show, placeholder="what you think of it")

    def _ask_colour(self) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        current = self._highlight.colour if self._highlight is not None else self._highlighting.colour
        self._screen.foot.choose(
            "Colour",
            [Choice(name, name.capitalize()) for name in HIGHLIGHT_COLOURS],
            current or HIGHLIGHT_COLOURS[0],
            chosen=lambda name: self._commit(colour=name),
            left=self._show,
        )

    def _similar(self) -> None:
        document, article = self._screen.reader.document, self._screen.desk.article
        text = document.text[slice(*self._passage)] if document is not None else ""
        self.end()
        self._screen.clear_selection()
        self._screen.relating.similar_to_text(text, language=article.language if article is not None else "")

    # --- what is shown

    def _show(self) -> None:
        """Paints the passage, brings the end that goes into sight, and tells the keys."""
        screen, stretch = self._screen, self._stretch
        if self._doing is None:
            return
        if stretch is not None:
            self._passage = stretch.passage
            if not stretch.is_held:  # all of it, if there is room
                screen.reader.bring(self._passage[1] - 1)
            screen.reader.bring(stretch.caret)
        if not self.is_offering:
            screen.reader.show_marking(self._passage, stretch.caret if stretch is not None and stretch.is_held else -1)
        screen.status.show_line(self._line(screen.status.size.width))

    def _line(self, width: int) -> list[Piece]:
        """``Highlight · 12 words   ⏎ mark  v from here  w word  …``: what can be typed, as much as fits."""
        ascii_ = self._screen.config.ascii
        middle = " - " if ascii_ else " · "
        line = [Piece(" Highlight", "current"), Piece(f"{middle}{self._about()}  ", "dim")]
        if width < _NARROW:
            line = [Piece(f" {self._about()}  ", "current")]
        keys = list(self._keys())
        for key in [key for key in self._screen.keymap.keys(_HELP) if key not in _PARTS][:1]:
            keys.insert(2 if width < _NARROW else len(keys), (key, "keys", key))
        note = plain(self._highlight.note) if self._highlight is not None and self._stretch is None else ""
        if note:
            least = sum(len(does) + 3 + len(key_label(key, ascii=ascii_)) for key, does, _ in keys[:4])
            room = max(_LEAST_FOR_NOTE, width - line_width(line) - least - 4)
            line.append(Piece(f"{fit(' '.join(note.split()), room, '...' if ascii_ else '…')}  ", "accent"))
        for key, does, press in keys:
            label = " ".join(key_label(one, ascii=ascii_) for one in key.split())
            pieces = [Piece(f" {label} ", "key", f"type:{press}"), Piece(f"{does} ", "dim", f"type:{press}")]
            if line_width([*line, *pieces]) <= width:
                line += pieces
        return line

    def _about(self) -> str:
        start, end = self._passage
        if self._highlight is not None and self._stretch is None:
            all_ = [(one.start, one.end) for one in self._screen.reader.highlights]
            at = all_.index(self._passage) + 1 if self._passage in all_ else 0
            which = f"{at} of {len(all_)}, " if at and len(all_) > 1 else ""
            return which + (self._highlight.colour or HIGHLIGHT_COLOURS[0])
        if end - start > _LONG:
            return f"{end - start:,} characters"
        text = self._parts.document.text[start:end] if self._parts is not None else ""
        return plural(count_words(text), "word")

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        """(keys, what they do, the one that a click presses), the most useful first."""
        colours = f"1-{len(HIGHLIGHT_COLOURS)}"
        if self._doing is _Doing.CHOSEN:
            yield from (("n", "note", "n"), (colours, "colour", "c"), ("v", "change", "v"), ("d", "remove", "d"))
            yield from (("tab", "next", "tab"), ("M", "similar", "M"), ("esc", "leave", "escape"))
            return
        yield ("enter", "mark" if self._highlight is None else "keep", "enter")
        if self._doing is _Doing.OFFERING:
            yield from (("n", "note", "n"), (colours, "colour", "c"), ("v", "change", "v"), ("M", "similar", "M"))
            yield ("esc", "leave", "escape")
            return
        if self._doing is _Doing.HOLDING:
            yield ("o", "other end", "o")
        else:
            yield ("v", "from here", "v")
        yield from (("esc", "leave", "escape"), (") (", "sentence", ")"), ("w b", "word", "w"), ("n", "note", "n"))
        yield from ((colours, "colour", "c"), ("} {", "paragraph", "}"), ("j k", "line", "j"))
        yield from (("l h", "letter", "l"), ("M", "similar", "M"))
