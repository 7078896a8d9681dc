"""Link hints: numbers on the links and notes in sight, one of which is typed to go there."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from readlater.tui import link_places
from readlater.tui.commands import Pane
from readlater.tui.keymap import key_label
from readlater.tui.link_places import NOTE, REFERENCE, LinkPlace, Numbers
from readlater.tui.plain import plain
from readlater.tui.widgets.lines import Piece, fit, line_width

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

Range = tuple[int, int]

_MOVES = frozenset(
    {"move.down", "move.up", "move.page-down", "move.page-up", "move.half-down", "move.half-up", "move.top"}
    | {"move.bottom", "reader.next-heading", "reader.previous-heading"}
)
"""The commands that move the text below the numbers, which are then given anew."""

_LEAST_FOR_TARGET = 24
_KEYS_WIDTH = 56


class Doing(StrEnum):
    """What is done with the link whose number is typed."""

    OPEN = "Open"
    BROWSER = "Open in the browser"
    COPY = "Copy"
    SAVE = "Save"


_KEYS = {"o": Doing.BROWSER, "y": Doing.COPY, "s": Doing.SAVE, "A": Doing.SAVE}
"""The keys that say what is to be done; again: what was to be done before."""

_HELP = (("y", "copy"), ("s", "save"), ("o", "browser"), ("tab", "list all"), ("esc", "leave"))


class Hints:
    """Follows, copies and saves links by their numbers, from a list, or as they are clicked."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._usual = Doing.OPEN
        self._doing = Doing.OPEN
        self._places: list[LinkPlace] = []
        self._numbers = Numbers(0)
        self._article = 0

    def follow(self) -> None:
        """Numbers the links in sight; the one typed is opened."""
        self._begin(Doing.OPEN)

    def save(self) -> None:
        """Numbers the links in sight; the one typed is added to the library."""
        self._begin(Doing.SAVE)

    # --- numbers

    def _begin(self, doing: Doing) -> None:
        screen = self._screen
        if screen.pane is not Pane.READER:
            return
        self._usual = self._doing = doing
        self._places = screen.reader.links_in_sight()
        if not self._places:
            self._tell_none()
            return
        self._article = screen.desk.shown_id
        screen.dispatch.divert(self._key)
        self.number()

    def _tell_none(self) -> None:
        count = len(self._screen.reader.links())
        key = self._screen.keymap.label("reader.links", ascii=self._screen.config.ascii)
        lists = f" · {key} lists all {count:,}" if key and count else ""
        self._screen.status.tell(f"no links in sight{lists}" if count else "this article has no links")

    def number(self) -> None:
        """Gives the links in sight their numbers, anew after the text moved."""
        screen = self._screen
        if screen.desk.shown_id != self._article or screen.pane is not Pane.READER:
            self.end()
            return
        self._places = screen.reader.links_in_sight()
        self._numbers = Numbers(len(self._places))
        self._show()

    def choose(self, number: int) -> None:
        """Takes the link of a number, as if that had been typed."""
        if self._screen.reader.has_badges and 0 < number <= len(self._places):
            self._act(self._places[number - 1])

    def end(self) -> None:
        """Takes the numbers away."""
        if self._screen.reader.has_badges:
            self._screen.reader.hide_badges()
            self._screen.dispatch.divert(None)
            self._screen.status.show_line(())

    def _show(self) -> None:
        reader = self._screen.reader
        width = reader.scrollable_content_region.width or reader.size.width
        reader.show_badges(
            link_places.badges(self._places, self._numbers, left=reader.left, width=width, signs=reader.signs)
        )
        self._screen.status.show_line(self._line(self._screen.status.size.width))

    def _line(self, width: int) -> list[Piece]:
        """What can be typed: ``Open 1–12: 1_  example.org/harbour   y copy  s save  …``."""
        count, typed = self._numbers.count, self._numbers.typed
        one = self._meant()
        ellipsis = "..." if self._screen.config.ascii else "…"
        line = [Piece(f" {self._doing} ", "current")]
        if not count:
            line.append(Piece("no links in sight ", "dim"))
        elif typed:
            line.append(Piece(f"{typed}_ ", "key"))
        else:
            line.append(Piece("1 " if count == 1 else f"1–{count} ", "key"))
        if one is not None:
            keys = _KEYS_WIDTH if width >= _KEYS_WIDTH + 60 else 0
            room = max(_LEAST_FOR_TARGET, width - line_width(line) - keys) - 2
            line.append(Piece(f"{fit(self._words(one), room, ellipsis)}  ", "accent"))
        more = [(key_label("enter", ascii=self._screen.config.ascii), "accept")] if one is not None else []
        for key, does in (*more, *_HELP):
            if line_width(line) + len(key) + len(does) + 4 <= width:
                line += [Piece(f" {key} ", "key"), Piece(f"{does} ", "dim")]
        return line

    def _words(self, place: LinkPlace) -> str:
        """Where a link leads, as far as that can be said in a line."""
        target = place.target
        if target.startswith(NOTE):
            return f"note {plain(target.removeprefix(NOTE))}"
        if target.startswith(REFERENCE):
            return f"back to where note {plain(target.removeprefix(REFERENCE))} is referred to"
        if target.startswith("#"):
            return f"{plain(target)} in this article"
        inside = "in the library: " if target in self._screen.desk.inside.articles else ""
        return inside + plain(target)

    def _meant(self) -> LinkPlace | None:
        """The link that Enter would take."""
        number = self._numbers.number or (1 if self._numbers.count == 1 else 0)
        return self._places[number - 1] if number else None

    # --- keys

    def _key(self, name: str) -> bool:
        """Takes a key while there are numbers; False: it means what it always does."""
        screen = self._screen
        command = screen.keymap.command(name, Pane.READER)
        identity = command.id if command is not None else ""
        if screen.pane is not Pane.READER or not screen.reader.has_badges or identity == "app.quit":
            self.end()
            return identity != "app.quit" or name == "ctrl+c"
        if len(name) == 1 and name in "0123456789":
            number = self._numbers.type(name)
            if number:
                self.choose(number)
            else:
                self._show()
        elif name == "backspace":
            if self._numbers.back():
                self._show()
            else:
                self.end()
        elif name == "enter":
            if (place := self._meant()) is not None:
                self._act(place)
        elif name == "tab":
            self.end()
            self.list_all()
        elif name in _KEYS:
            self._do(_KEYS[name])
        elif identity == "reader.save-link":
            self._do(Doing.SAVE)
        elif identity in _MOVES or (identity == "reader.read-on" and not screen.reader.at_end):
            screen.perform(identity)
            self.number()
        else:
            self.end()
        return True

    def _do(self, doing: Doing) -> None:
        """Says what is to be done; again: what was to be done at first."""
        self._doing = doing if doing is not self._doing else self._usual
        self._show()

    def _act(self, place: LinkPlace) -> None:
        document = self._screen.reader.document
        self.end()
        mark = link_places.passage_of(document, place) if document is not None else None
        self.do(self._doing, place.target, mark)

    # --- all of them

    def list_all(self) -> None:
        """Lists the article's links; the one chosen is opened, copied or saved."""
        from readlater.tui.widgets.choice_bar import Choice

        links = self._screen.reader.links()
        if not links:
            self._screen.status.tell("this article has no links")
            return
        inside = self._screen.desk.inside.articles
        room = max(_LEAST_FOR_TARGET, self._screen.size.width // 2)
        ellipsis = "..." if self._screen.config.ascii else "…"
        choices = [
            Choice(
                str(number),
                fit(plain(text) or target, room, ellipsis),
                f"in the library: {target}" if target in inside else target,
            )
            for number, text, target in links
        ]
        targets = {str(number): target for number, _, target in links}
        self._screen.foot.choose(
            f"Links ({len(links):,})", choices, chosen=lambda number: self._ask_what(targets[number])
        )

    def _ask_what(self, target: str) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        if not link_places.is_web(target):
            self.do(Doing.OPEN, target)
            return
        inside = target in self._screen.desk.inside.articles
        choices = [Choice(Doing.OPEN.value, "Open", "in the library" if inside else "in the browser")]
        if inside:
            choices.append(Choice(Doing.BROWSER.value, "Open in the browser"))
        choices.append(Choice(Doing.COPY.value, "Copy the address"))
        if not inside:
            choices.append(Choice(Doing.SAVE.value, "Save it to the library"))
        self._screen.foot.choose(plain(target), choices, chosen=lambda doing: self.do(Doing(doing), target))

    # --- what becomes of a link

    def open(self, target: str, mark: Range | None = None) -> None:
        """Follows a link: within the article, to another one of the library, else in the browser.

        Args:
            target: where it leads.
            mark: where it stands in the text, to point at it when the reader comes back.
        """
        self.end()
        self.do(Doing.OPEN, target, mark)

    def do(self, doing: Doing, target: str, mark: Range | None = None) -> None:
        """Does something with a link."""
        screen = self._screen
        if target.startswith("picture:"):
            screen.follow(target)
        elif target.startswith("#") and doing is Doing.OPEN:
            self._go_within(target, mark)
        elif target.startswith("#"):
            self._do_address(doing, self._address_of(target))
        elif doing is Doing.OPEN and link_places.is_web(target):
            screen.work(partial(self._follow, target, mark), "follow")
        elif doing is Doing.OPEN and not target.lower().startswith("mailto:"):
            screen.status.warn(f"not opened: '{plain(target)}' is no web address")
        else:
            self._do_address(doing, target)

    def _do_address(self, doing: Doing, target: str) -> None:
        screen = self._screen
        if not target:
            screen.status.tell("a place within the article, without an address of its own")
        elif doing is Doing.COPY:
            screen.sharing.copy(target)
        elif doing is not Doing.SAVE:
            screen.sharing.follow(target)
        elif not link_places.is_web(target):
            screen.status.warn(f"not saved: '{plain(target)}' is no web page")
        elif screen.library.read_only:
            screen.status.warn("not saved: the library can't be written")
        else:
            screen.adding.add([target], point=False)

    def _address_of(self, target: str) -> str:
        """The address of a place within the article; empty if it has none."""
        article = self._screen.desk.article
        if article is None or not article.url or target.startswith((NOTE, REFERENCE)):
            return ""
        return article.url.partition("#")[0] + target

    async def _follow(self, target: str, mark: Range | None) -> None:
        desk = self._screen.desk
        article = await desk.inside.article_at(target)
        fragment = target.partition("#")[2]
        if not article:
            self._screen.sharing.follow(target)
        elif article == desk.shown_id:
            self._go_within(f"#{fragment}", mark)
        else:
            desk.travelling.leave_by(mark)
            desk.open(article, then=partial(self._show_part, f"#{fragment}") if fragment else None)

    def _go_within(self, target: str, mark: Range | None) -> None:
        """Goes to a note, to where it is referred to, or to a part of the article."""
        screen, reader = self._screen, self._screen.reader
        document = reader.document
        if document is None:
            return
        screen.focus_pane_reader()
        if target.startswith(REFERENCE):
            self._go_to_reference(target, mark)
        elif target in ("#", "#top") and link_places.block_named(document, target) < 0:
            screen.desk.travelling.jump(reader.top, mark=mark)
        elif link_places.block_named(document, target) < 0:
            what = f"note {target.removeprefix(NOTE)}" if target.startswith(NOTE) else f"'{target}'"
            screen.status.tell(f"{plain(what)} is not in the article")
        else:
            screen.desk.travelling.jump(partial(self._show_part, target), mark=mark)
            self._tell_way_back("the note" if target.startswith(NOTE) else "")

    def _show_part(self, target: str) -> None:
        reader = self._screen.reader
        number = link_places.block_named(reader.document, target) if reader.document is not None else -1
        if number < 0:
            return
        if reader.is_hidden(number):
            reader.set_show_cut(True)
            self._screen.status.tell("it is in a part that was hidden")
        reader.show_block(number, stay=target.startswith(NOTE))

    def _go_to_reference(self, target: str, mark: Range | None) -> None:
        """Goes from a note to where it is referred to: where the reader came from, else the first such place."""
        screen = self._screen
        document = screen.reader.document
        assert document is not None
        places = link_places.references(document, target)
        marks = [found for place in places if (found := link_places.passage_of(document, place)) is not None]
        before = screen.desk.travelling.trail.previous
        if before is not None and before.article == screen.desk.shown_id and before.mark in marks:
            screen.desk.travelling.go(-1)
        elif marks:
            screen.desk.travelling.jump(lambda: screen.reader.point_at(*marks[0]), mark=mark or (0, 0))
        else:
            screen.status.tell("the article does not refer to this note")

    def _tell_way_back(self, what: str) -> None:
        status = self._screen.status
        key = self._screen.keymap.label("move.back", ascii=self._screen.config.ascii)
        if key and not status.message:
            status.tell(f"{what} · {key} goes back".removeprefix(" · "))
