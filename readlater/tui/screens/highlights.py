"""All highlights, or an article's: searched as one types, changed, copied, and gone back to in their articles."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlater.errors import QueryError, ReadlaterError
from readlater.tui.formatting import number, plural
from readlater.tui.screens.marked_screen import MarkedScreen
from readlater.tui.side_keys import Act
from readlater.tui.widgets.foot_lines import caret_line, offer_line
from readlater.tui.widgets.highlight_lines import one_line
from readlater.tui.widgets.highlight_list import HighlightList
from readlater.tui.widgets.lines import Piece, plain

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.model import Marked, Query
    from readlater.tui.keymap import Keymap
    from readlater.tui.remembering import Remembering
    from readlater.tui.widgets.prompt_bar import PromptBar

_MOVES = {Act.PAGE_DOWN: 1.0, Act.PAGE_UP: -1.0, Act.HALF_DOWN: 0.5, Act.HALF_UP: -0.5}
_TOLD = (
    (Act.OPEN, "go there"),
    (Act.SEARCH, "search"),
    (Act.NOTE, "note"),
    (Act.COLOUR, "colour"),
    (Act.DELETE, "delete"),
    (Act.COPY, "copy"),
)
_OF_ONE = (Act.OPEN, Act.NOTE, Act.COLOUR, Act.DELETE, Act.COPY, Act.SIMILAR)
_SEARCH = "/"
_NARROW = 60
PLACEHOLDER = "words, colour:green, marked:2025, has:note, tag:name, is:unread"


class HighlightsScreen(MarkedScreen):
    """The list, full-screen.

    Args:
        remembering: what looks up and changes.
        article: the article whose highlights are shown at first; 0: all.
        text: the query that is searched at first.
        at: the number of the highlight that the cursor is on at first.
    """

    AUTO_FOCUS = "HighlightList"

    def __init__(
        self, remembering: Remembering, keymap: Keymap, config: Config, *, article: int = 0, text: str = "", at: int = 0
    ) -> None:
        self._list = HighlightList(config, remembering.fetch)
        super().__init__(self._list, remembering, keymap, config)
        self._article = article
        self.text = text
        """What is searched for."""
        self._text_of_all = ""
        self._at = at
        self._said: tuple[str, str] = ("", "accent")

    def on_mount(self) -> None:
        """Looks the highlights up."""
        self.tell_keys()
        self.load()

    @property
    def marked(self) -> Marked | None:
        """The highlight under the cursor."""
        return self._list.marked

    @property
    def article(self) -> int:
        """The article whose highlights are shown; 0: all are."""
        return self._article

    @property
    def at(self) -> int:
        """The number of the highlight under the cursor."""
        return self._list.number or self._at

    # --- looking up

    def load(self) -> None:
        """Looks up what is to be shown."""
        try:
            query = self._query()
        except QueryError as error:
            self.point_out(error)
            return
        self._remembering.look_up(self, query, self._article)

    def _query(self) -> Query:
        from readlater.language.query import parse

        return parse(self.text, typing=self.prompt.kind == _SEARCH)

    def show(self, query: Query, numbers: array[int], words: Sequence[str]) -> None:
        """Shows what was found; the cursor stays on the highlight that it was on, if that is among it.

        While a search is typed it goes to the first, whatever was found by the letters before.
        """
        wanted, before = self.at, self._list.cursor
        if self.prompt.kind == _SEARCH:
            cursor = 0
        else:
            cursor = numbers.index(wanted) if wanted in numbers else min(before, len(numbers) - 1)
        self._list.put(numbers, words, cursor, self._nothing())
        self._at = 0
        self._put_heading()

    def _nothing(self) -> str:
        if self.text.strip():
            return "No highlight fits. Words are looked for in passages, in the notes on them and in titles."
        if self._article:
            return "Nothing is highlighted in this article."
        return f"There are no highlights yet. In an article {self._remembering.begins} begins one."

    def point_out(self, error: ReadlaterError) -> None:
        """Says what is wrong with what is searched."""
        if isinstance(error, QueryError) and self.prompt.kind == _SEARCH:
            ellipsis = "..." if self._ascii else "…"
            column = self.prompt.column(error.position)
            self._foot.show(caret_line(str(error), column, self.size.width, ellipsis))
        else:
            self.tell(str(error), wrong=True)

    # --- what is said

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Says what was done, or what went wrong, until the cursor is moved or something else is shown."""
        self._said = text, "error" if wrong else "accent"
        self._put_heading()

    def _put_heading(self) -> None:
        text, role = self._said
        marked = self._list.marked
        title = " Highlights"
        if text and self.size.width < _NARROW:
            self.show_heading([Piece(title, "strong"), Piece(f"   {text}", role)])
            return
        if self._article and marked is not None and not text:
            quotes = ('"', '"') if self._ascii else ("“", "”")
            title += f" of {quotes[0]}{plain(one_line(marked.title or marked.url))}{quotes[1]}"
        count = len(self._list)
        facts = plural(count, "highlight") if not self.text.strip() else f"{number(count)} found"
        if count > 1:
            facts = f"{number(self._list.cursor + 1)} of {facts}"
        searched = f"   {self.text.strip()}" if self.text.strip() and self.prompt.kind != _SEARCH else ""
        pieces = [Piece(title, "strong"), Piece(f"   {facts}", "dim"), Piece(searched, "keyword")]
        self.show_heading([*pieces, Piece(f"   {text}", role)] if text else pieces)

    def tell_keys(self) -> None:
        """Says what the keys do."""
        turn = (Act.TURN, "of all" if self._article else "of this article")
        self.show_keys([*_TOLD, (Act.CLOSE, "all again" if self.text else "close"), turn, (Act.SIMILAR, "similar")], "")

    def scrolled(self, act: Act) -> bool:
        """Moves the cursor."""
        if act in (Act.TOP, Act.BOTTOM):
            (self._list.first if act is Act.TOP else self._list.last)()
        elif act in (Act.DOWN, Act.UP):
            self._list.move(1 if act is Act.DOWN else -1)
        elif act in _MOVES:
            self._list.page(_MOVES[act])
        else:
            return False
        self._forget_said()
        return True

    def on_highlight_list_moved(self) -> None:
        """Says where the cursor is."""
        self._put_heading()

    def _forget_said(self) -> None:
        """What was said was about what is left now."""
        self._said = ("", "accent")
        self._put_heading()

    # --- keys

    def done(self, act: Act) -> bool:
        """What is this screen's own."""
        marked = self._list.marked
        if act is Act.CLOSE:
            self._close()
        elif act is Act.SEARCH:
            self._search()
        elif act is Act.TURN:
            self._turn()
        elif act is Act.UNDO:
            self._remembering.undo(self)
        elif act is Act.REDO:
            self._remembering.undo(self, forward=True)
        elif act is Act.RIGHT or act in _OF_ONE:
            if marked is not None:
                if act in (Act.OPEN, Act.RIGHT, Act.SIMILAR):
                    self._remembering.leave(self)
                self.do(Act.OPEN if act is Act.RIGHT else act, marked)
        else:
            return False
        return True

    def on_highlight_list_clicked(self) -> None:
        """Goes there."""
        self.done(Act.OPEN)

    def _close(self) -> None:
        """Shows all again if something was searched; else closes."""
        self._forget_said()
        if self.text:
            self.text = ""
            self.tell_keys()
            self.load()
        else:
            self._remembering.leave(self)
            self.dismiss(None)

    def _turn(self) -> None:
        """From all to those of the article under the cursor, and back to what was searched; the cursor stays on it."""
        self._forget_said()
        marked = self._list.marked
        if self._article:
            self._article, self.text = 0, self._text_of_all
        elif marked is not None:
            self._article, self._text_of_all, self.text = marked.highlight.article_id, self.text, ""
        self.tell_keys()
        self.load()

    # --- what is typed

    def _search(self) -> None:
        self._forget_said()
        self.prompt.ask(_SEARCH, _SEARCH, self.text, placeholder=PLACEHOLDER)
        self._offer()

    def on_prompt_bar_typed(self, message: PromptBar.Typed) -> None:
        """Searches with every letter."""
        if message.kind == _SEARCH:
            self.text = message.value
            self.load()
            self._offer()

    def on_prompt_bar_moved(self, message: PromptBar.Moved) -> None:
        """Moves the cursor while something is typed."""
        self._list.move(message.lines)

    def _offer(self) -> None:
        field = self.prompt.field
        self._remembering.complete(self, field.value, field.cursor_position)

    def on_prompt_bar_offered(self) -> None:
        """Shows what the query may become."""
        if self.prompt.kind != _SEARCH:
            return
        if self.prompt.offers:
            self._foot.show(offer_line(self.prompt.offers, self.prompt.taken, self.size.width))
        else:
            self.tell_typing("all again")

    def entered(self, text: str) -> None:
        """Goes on with what was found; or a note was typed."""
        if self.prompt.kind != _SEARCH:
            super().entered(text)
            return
        from readlater.language.query import parse

        try:
            parse(text)
        except QueryError as error:
            self.point_out(error)
            return
        self.text = text.strip()
        self.end_prompt()
        self._put_heading()

    def left(self) -> None:
        """Shows all again; or the note stays as it was."""
        searched = self.prompt.kind == _SEARCH
        self.end_prompt()
        if searched:
            self.text = ""
            self.tell_keys()
            self.load()

    def renew(self, text: str) -> None:
        """Shows the highlights as they now are, and says what was done."""
        self._list.renew()
        self.tell(text)
