"""From a key to what it does: the registry's commands and the methods that carry them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from readlater.tui.commands import BY_ID, Pane
from readlater.tui.keymap import normalise

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_MOST = 9999
_MEASURE_STEP = 4


class Dispatch:
    """Carries out the commands of the main screen; knows a count that was typed before one."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._count = ""
        self._before_sidebar = Pane.LIST
        self.handlers: dict[str, Callable[[], object]] = self._make_handlers()

    # --- keys

    def key(self, key: str, character: str | None) -> bool:
        """Does what a key means in the pane that has the keys; whether it means anything."""
        screen = self._screen
        typed = (
            character if character and len(character) == 1 and character.isprintable() and character != " " else None
        )
        name = typed or _usual(key)
        if name == "ctrl+c" and screen.get_selected_text():
            return False
        if screen.empty:
            return self._key_when_empty(name)
        command = screen.keymap.command(normalise(name) if typed else name, screen.pane)
        if typed and typed in "0123456789" and (self._count or command is None) and (self._count or typed != "0"):
            self._count = str(min(_MOST, int(self._count + typed)))
            screen.status.tell(self._count)
            return True
        if command is None:
            self._count = ""
            return False
        screen.status.clear()
        self.perform(command.id)
        self._count = ""
        return True

    def _key_when_empty(self, name: str) -> bool:
        keys = self._screen.keymap
        command = keys.command(name, Pane.LIST)
        if name == "enter" or name in keys.keys("list.sort"):
            self.perform("app.samples")
        elif command is not None and (command.id.startswith("app.") or command.id == "screen.theme"):
            self.perform(command.id)
        else:
            return False
        return True

    def perform(self, command_id: str) -> None:
        """Carries out a command; KeyError if there is none of this id."""
        self.handlers[command_id]()

    def hint(self, command_id: str) -> str:
        """What the foot of the screen calls a command here."""
        if command_id == "app.back" and self._screen.pane is Pane.SIDEBAR:
            return "close"
        return BY_ID[command_id].hint or BY_ID[command_id].title.lower()

    @property
    def _times(self) -> int:
        return int(self._count) if self._count else 1

    # --- handlers

    def _make_handlers(self) -> dict[str, Callable[[], object]]:
        screen = self._screen
        browsing, desk, changing = screen.browsing, screen.desk, screen.changing
        handlers: dict[str, Callable[[], object]] = {
            "move.down": lambda: self._move(self._times),
            "move.up": lambda: self._move(-self._times),
            "move.page-down": lambda: self._page(self._times),
            "move.page-up": lambda: self._page(-self._times),
            "move.half-down": lambda: self._page(0.5 * self._times),
            "move.half-up": lambda: self._page(-0.5 * self._times),
            "move.top": self._top,
            "move.bottom": self._bottom,
            "move.next-article": lambda: self._next_article(self._times),
            "move.previous-article": lambda: self._next_article(-self._times),
            "move.next-unread": lambda: self._next_unread(1),
            "move.previous-unread": lambda: self._next_unread(-1),
            "move.back": lambda: desk.go(-1),
            "move.forward": lambda: desk.go(1),
            "list.open": self._open,
            "list.similar": lambda: screen.relating.more_like(),
            "list.keywords": lambda: screen.relating.keywords(),
            "list.search": browsing.search,
            "list.sort": browsing.choose_sort,
            "list.select": self._select,
            "list.clear-selection": self._clear_selection,
            "list.favourites": lambda: browsing.open_view("favourites"),
            "article.archive": changing.archive,
            "article.favourite": changing.favourite,
            "article.mark-read": changing.mark_read,
            "article.tags": changing.edit_tags,
            "article.category": changing.edit_category,
            "article.title": changing.edit_title,
            "article.delete": changing.delete,
            "article.refresh": lambda: screen.refreshing.refresh(),
            "article.accept": lambda: screen.relating.accept(),
            "article.merge": lambda: screen.relating.merge(),
            "article.not-copy": lambda: screen.relating.not_copy(),
            "article.summarise": lambda: screen.relating.summarise(),
            "article.browser": changing.open_in_browser,
            "article.copy-url": changing.copy_url,
            "article.copy-link": changing.copy_link,
            "reader.find": desk.find,
            "reader.next-match": lambda: desk.next_match(1),
            "reader.previous-match": lambda: desk.next_match(-1),
            "reader.links": desk.links,
            "reader.outline": desk.outline,
            "reader.hidden": desk.toggle_hidden,
            "reader.similar-passage": lambda: screen.relating.similar_to_passage(),
            "reader.narrower": lambda: self._measure(-_MEASURE_STEP),
            "reader.wider": lambda: self._measure(_MEASURE_STEP),
            "sidebar.toggle": self._toggle_sidebar,
            "sidebar.open": screen.sidebar.choose,
            "screen.next-pane": lambda: self._turn(1),
            "screen.previous-pane": lambda: self._turn(-1),
            "screen.left": self._left,
            "screen.right": self._right,
            "screen.zen": self._zen,
            "screen.theme": self._choose_theme,
            "app.undo": changing.undo,
            "app.redo": changing.redo,
            "app.add": lambda: screen.adding.ask(),
            "app.import": lambda: screen.importing.ask(),
            "app.samples": lambda: screen.importing.samples(),
            "app.help": lambda: screen.app.run_action_later("help"),  # type: ignore[attr-defined]
            "app.palette": lambda: screen.app.run_action_later("palette"),  # type: ignore[attr-defined]
            "app.back": self._back,
            "app.cancel": self._cancel,
            "app.quit": self._quit,
        }
        for view in ("inbox", "unread", "reading", "archive", "trash", "all"):
            handlers[f"list.{view}"] = lambda view=view: browsing.open_view(view)  # type: ignore[misc]
        for number in range(1, 10):
            handlers[f"sidebar.open-{number}"] = lambda number=number: self._open_similar(number)  # type: ignore[misc]
        return handlers

    def _move(self, n: int) -> None:
        screen = self._screen
        if screen.pane is Pane.LIST:
            screen.articles.move(n)
        elif screen.pane is Pane.READER:
            screen.reader.scroll_lines(n)
        else:
            screen.sidebar.move(n)

    def _page(self, n: float) -> None:
        screen = self._screen
        if screen.pane is Pane.LIST and n != int(n):
            screen.articles.move(int(n * max(2, screen.articles.size.height // 2)))
        elif screen.pane is Pane.LIST:
            screen.articles.page(int(n))
        elif screen.pane is Pane.READER:
            screen.reader.scroll_pages(n)
        else:
            screen.sidebar.page(n)

    def _top(self) -> None:
        screen = self._screen
        if screen.pane is Pane.READER:
            screen.reader.top()
        else:
            (screen.articles if screen.pane is Pane.LIST else screen.sidebar).first()

    def _bottom(self) -> None:
        screen = self._screen
        if screen.pane is Pane.READER:
            screen.reader.bottom()
        else:
            (screen.articles if screen.pane is Pane.LIST else screen.sidebar).last()

    def _next_article(self, step: int) -> None:
        screen = self._screen
        before = screen.articles.index
        screen.articles.move(step)
        if screen.pane is Pane.READER:
            if screen.articles.index == before:
                screen.status.tell("the last article of the list" if step > 0 else "the first article of the list")
            else:
                screen.desk.open(screen.articles.current_id)

    def _open(self) -> None:
        """Opens what is under the cursor; where nothing was found, searches for what was probably meant."""
        article_id = self._screen.articles.current_id
        if article_id:
            self._screen.desk.open(article_id)
        else:
            self._screen.browsing.searching.take_instead()

    def _next_unread(self, step: int) -> None:
        screen = self._screen
        if screen.browsing.next_unread(step) and screen.pane is Pane.READER:
            screen.desk.open(screen.articles.current_id)

    def _select(self) -> None:
        self._screen.articles.toggle_selected()
        self._screen.articles.move(1)
        self._screen.show_position()

    def _clear_selection(self) -> bool:
        selected = bool(self._screen.articles.selected)
        self._screen.articles.clear_selected()
        self._screen.show_position()
        return selected

    def _measure(self, step: int) -> None:
        reader = self._screen.reader
        measure = reader.set_measure(reader.measure + step)
        self._screen.remember("measure", str(measure))
        self._screen.status.tell(f"lines of {measure} columns")

    def _open_similar(self, number: int) -> None:
        if not self._screen.sidebar.choose_similar(number - 1):
            self._screen.status.tell(f"there is no similar reading {number}")

    # --- panes

    def _toggle_sidebar(self) -> None:
        screen = self._screen
        if screen.pane is Pane.SIDEBAR:
            screen.sidebar_wanted = False
            screen.go_to(self._before_sidebar)
            screen.arrange_panes()
        else:
            self._before_sidebar = screen.pane
            screen.zen = False
            screen.sidebar_wanted = True
            screen.go_to(Pane.SIDEBAR)
        screen.remember("sidebar", "on" if screen.sidebar_wanted else "off")

    def _turn(self, step: int) -> None:
        screen = self._screen
        order = list(Pane) if len(screen.shown_panes) == 1 and not screen.zen else list(screen.shown_panes)
        screen.go_to(order[(order.index(screen.pane) + step) % len(order)])

    def _left(self) -> None:
        if self._screen.pane is Pane.SIDEBAR:
            self._screen.go_to(Pane.READER)
        else:
            self._screen.back_to_list()

    def _right(self) -> None:
        if Pane.SIDEBAR in self._screen.shown_panes:
            self._before_sidebar = self._screen.pane
            self._screen.go_to(Pane.SIDEBAR)

    def _zen(self) -> None:
        screen = self._screen
        screen.zen = not screen.zen
        screen.pane = Pane.READER if screen.zen else screen.pane
        screen.arrange_panes()

    def _cancel(self) -> bool:
        """Closes what is open; whether something was."""
        screen = self._screen
        if screen.pane is Pane.SIDEBAR:
            screen.go_to(self._before_sidebar)
            return True
        if screen.pane is Pane.READER:
            if screen.desk.stop_finding():
                return True
            if screen.zen:
                self._zen()
                return True
            screen.back_to_list()
            return True
        return self._clear_selection() or screen.browsing.clear()

    # --- the program

    def _back(self) -> None:
        if not self._cancel():
            self._quit()

    def _choose_theme(self) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        app = self._screen.app
        before = app.theme
        names = sorted(app.available_themes, key=lambda name: (name not in ("ink", "paper"), name))
        choices = [Choice(name, name, "light" if not app.available_themes[name].dark else "") for name in names]

        def point(name: str) -> None:
            app.theme = name

        def take(name: str) -> None:
            app.theme = name
            self._screen.remember("theme", name)

        self._screen.foot.choose("Theme", choices, before, chosen=take, pointed=point, left=lambda: point(before))

    def _quit(self) -> None:
        self._screen.app.run_action_later("quit")  # type: ignore[attr-defined]


def _usual(key: str) -> str:
    """A key by the name that the registry uses."""
    return {"ctrl+h": "backspace", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+i": "tab"}.get(key, key)
