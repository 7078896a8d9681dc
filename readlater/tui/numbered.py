"""What a number before a command means where it is more than a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.tui.commands import Pane

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen


def next_unread(screen: MainScreen, steps: int) -> None:
    """So many unread articles on, or back; in the reader the last of them is opened."""
    before = screen.articles.index
    for _ in range(abs(steps)):
        if not screen.browsing.next_unread(1 if steps > 0 else -1):
            break
    if screen.articles.index != before and screen.pane is Pane.READER:
        screen.desk.open(screen.articles.current_id)


def read_on(screen: MainScreen, pages: int | None) -> None:
    """Down by so many pages; None: by one, which at the end of the article leads to the next."""
    if pages is None and screen.pane is Pane.READER:
        screen.moving.read_on()
    else:
        screen.moving.page(pages or 1)


def go_to_number(screen: MainScreen, number: int) -> None:
    """To the article of this number in the list; in the text, whose lines have no numbers, to so many percent."""
    if screen.pane is Pane.LIST:
        screen.articles.jump(max(0, min(number, len(screen.articles.source)) - 1))
    else:
        go_to_percent(screen, number)


def go_to_percent(screen: MainScreen, percent: int | None) -> None:
    """To so many percent of the list or the article; None: nobody said how many."""
    if percent is None:
        key = screen.keymap.label("move.percent", ascii=screen.config.ascii)
        screen.status.tell(f"type a number before it: 50{key} is the middle")
        return
    share = min(percent, 100) / 100
    if screen.pane is Pane.LIST:
        screen.articles.jump(max(0, round(share * len(screen.articles.source)) - 1))
    elif screen.pane is Pane.READER:
        document = screen.reader.document
        if share == 1:
            screen.desk.travelling.jump(screen.reader.bottom)
        elif document is not None:
            screen.desk.travelling.jump(round(share * len(document.text)))
    else:
        screen.moving.top() if share < 1 else screen.moving.bottom()
