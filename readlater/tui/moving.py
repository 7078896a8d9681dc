"""Moving about: within a pane, from article to article, from pane to pane, and out of what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.model import State
from readlater.tui.commands import Pane

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.widgets.article_list import ArticleList
    from readlater.tui.widgets.drawer import Drawer
    from readlater.tui.widgets.outline_pane import OutlinePane
    from readlater.tui.widgets.sidebar import Sidebar


class Moving:
    """Carries out the commands that move."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._before_sidebar = self._before_zen = Pane.LIST
        self._at_end = 0

    @property
    def _with_cursor(self) -> ArticleList | Drawer | OutlinePane | Sidebar:
        """What has a cursor: the pane with the keys, unless it is the reader."""
        screen = self._screen
        if screen.pane is Pane.DRAWER:
            return screen.need_drawer()
        if screen.pane is Pane.OUTLINE:
            return screen.need_outline()
        return screen.articles if screen.pane is Pane.LIST else screen.sidebar

    def move(self, n: int) -> None:
        """Moves the cursor, or the text, ``n`` lines down."""
        if self._screen.pane is Pane.READER:
            self._screen.reader.scroll_lines(n)
        else:
            self._with_cursor.move(n)

    def page(self, n: float) -> None:
        """Moves ``n`` pages down; 0.5 is half a page."""
        screen = self._screen
        if screen.pane is Pane.READER:
            screen.reader.scroll_pages(n)
        elif screen.pane is Pane.DRAWER:
            screen.need_drawer().page(n)
        elif screen.pane is Pane.OUTLINE:
            screen.need_outline().page(n)
        elif screen.pane is Pane.SIDEBAR:
            screen.sidebar.page(n)
        elif n != int(n):
            screen.articles.move(int(n * max(2, screen.articles.size.height // 2)))
        else:
            screen.articles.page(int(n))

    def top(self) -> None:
        """To the first line."""
        if self._screen.pane is Pane.READER:
            self._screen.reader.top()
        else:
            self._with_cursor.first()

    def bottom(self) -> None:
        """To the last line."""
        if self._screen.pane is Pane.READER:
            self._screen.reader.bottom()
        else:
            self._with_cursor.last()

    def next_article(self, step: int) -> None:
        """To another article of the list; in the reader it is opened."""
        screen = self._screen
        before = screen.articles.index
        screen.articles.move(step)
        if screen.pane is Pane.READER:
            if screen.articles.index == before:
                screen.status.tell("the last article of the list" if step > 0 else "the first article of the list")
            else:
                screen.desk.open(screen.articles.current_id)

    def open(self) -> None:
        """Opens what is under the cursor; where nothing was found, searches for what was probably meant."""
        article_id = self._screen.articles.current_id
        if article_id:
            self._screen.desk.open(article_id)
        else:
            self._screen.browsing.searching.take_instead()

    def next_unread(self, step: int) -> None:
        """To the next article that is not read; in the reader it is opened."""
        screen = self._screen
        if screen.browsing.next_unread(step) and screen.pane is Pane.READER:
            screen.desk.open(screen.articles.current_id)

    def read_on(self) -> None:
        """A page down in the article; at its end, the next unread article, once that was said."""
        screen = self._screen
        if not screen.reader.at_end:
            screen.reader.scroll_pages(1)
        elif self._at_end != screen.desk.shown_id:
            self._at_end = screen.desk.shown_id
            screen.status.tell("the end · once more for the next unread article")
        else:
            self._at_end = 0
            waiting = screen.articles.current_row  # an article that was left for one that is not in the list
            if waiting is not None and waiting.id != screen.desk.shown_id and waiting.state is State.UNREAD:
                screen.desk.open(waiting.id)
            else:
                self.next_unread(1)

    def moved(self) -> None:
        """The reader's window stands elsewhere: its end is to be said again."""
        if not self._screen.reader.at_end:
            self._at_end = 0

    def next_heading(self, step: int) -> None:
        """To a heading further down, or up."""
        self._screen.outlining.step(step)

    def clear_selection(self) -> bool:
        """Selects nothing; whether something was selected."""
        selected = bool(self._screen.articles.selection)
        self._screen.articles.clear_selected()
        self._screen.show_position()
        return selected

    def open_similar(self, number: int) -> None:
        """Opens a similar reading by its number."""
        if not self._screen.sidebar.choose_similar(number - 1):
            self._screen.status.tell(f"there is no similar reading {number}")

    # --- panes

    def toggle_sidebar(self) -> None:
        """Shows the sidebar and goes into it, or hides it."""
        screen = self._screen
        if screen.pane is Pane.SIDEBAR:
            screen.sidebar_wanted = False
            self._leave_sidebar()
            screen.arrange_panes()
        else:
            self._before_sidebar = screen.pane
            screen.zen = False
            screen.sidebar_wanted = True
            screen.go_to(Pane.SIDEBAR)
        screen.remember("sidebar", "on" if screen.sidebar_wanted else "off")

    def _leave_sidebar(self) -> None:
        """Goes to where the reader was before the sidebar."""
        before = self._before_sidebar
        self._screen.go_to(before if before in self._screen.all_panes else Pane.READER)

    def turn(self, step: int) -> None:
        """Goes to the next pane, or the one before."""
        screen = self._screen
        order = screen.all_panes if len(screen.shown_panes) == 1 and not screen.zen else list(screen.shown_panes)
        screen.go_to(order[(order.index(screen.pane) + step) % len(order)])

    def left(self) -> None:
        """Goes to the pane to the left; out of the article to the list."""
        screen = self._screen
        if screen.pane is Pane.SIDEBAR:
            screen.go_to(Pane.READER)
        elif screen.pane is Pane.READER and Pane.OUTLINE in screen.shown_panes:
            screen.go_to(Pane.OUTLINE)
        elif screen.pane is Pane.LIST:
            if screen.drawer_wanted:
                screen.go_to(Pane.DRAWER)
        else:
            screen.back_to_list()

    def right(self) -> None:
        """Goes from the reader to the sidebar."""
        if Pane.SIDEBAR in self._screen.shown_panes:
            self._before_sidebar = self._screen.pane
            self._screen.go_to(Pane.SIDEBAR)

    def zen(self) -> None:
        """The reader alone, with the article under the cursor if it was in the list; or all as it was before."""
        screen = self._screen
        if screen.zen:
            self._end_zen()
            return
        self._before_zen = screen.pane
        article = screen.articles.current_id if screen.pane is Pane.LIST else screen.desk.shown_id
        if not article:
            screen.status.tell("there is no article to read")
            return
        screen.zen = True
        if screen.pane is Pane.LIST:
            screen.desk.open(article)
        else:
            screen.go_to(Pane.READER)
        screen.arrange_panes()

    def _end_zen(self) -> None:
        screen = self._screen
        screen.zen = False
        if self._before_zen is Pane.LIST:
            screen.back_to_list()
        else:
            screen.go_to(self._before_zen if self._before_zen in screen.all_panes else Pane.READER)
        screen.arrange_panes()

    def cancel(self) -> bool:
        """Closes what is open; whether something was."""
        screen = self._screen
        if screen.pane is Pane.SIDEBAR:
            self._leave_sidebar()
        elif screen.pane is Pane.OUTLINE:
            screen.outlining.hide()
        elif screen.pane is Pane.DRAWER:
            screen.shelving.leave()
        elif screen.pane is Pane.READER:
            if screen.desk.finding.stop():
                return True
            if (speaking := screen.made("speaking")) is not None and speaking.forget():
                return True
            if screen.zen:
                self._end_zen()
            else:
                screen.back_to_list()
        else:
            return self.clear_selection() or screen.browsing.leave()
        return True

    # --- the program

    def back(self) -> None:
        """Closes what is open; at the list: quits."""
        if not self.cancel():
            self.quit()

    def choose_theme(self) -> None:
        """Asks for the colours."""
        from readlater.tui.theming import choose_theme

        choose_theme(self._screen)

    def quit(self) -> None:
        """Ends the program."""
        self._screen.app.run_action_later("quit")
