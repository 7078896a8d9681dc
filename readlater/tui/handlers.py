"""Which method carries out which command: the other half of the registry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from readlater.tui.handlers_finding import finding_handlers
from readlater.tui.numbered import go_to_number, go_to_percent, next_unread, read_on

if TYPE_CHECKING:
    from readlater.tui.dispatch import Dispatch
    from readlater.tui.screens.main import MainScreen

Handlers = dict[str, Callable[[], object]]


def make_handlers(screen: MainScreen, dispatch: Dispatch) -> Handlers:
    """Command id → what carries it out. What is behind a ``lambda`` is only made when it is first needed."""
    return {
        **_moving(screen, dispatch),
        **_list(screen),
        **finding_handlers(screen, dispatch),
        **_article(screen),
        **_reader(screen, dispatch),
        **_screen(screen, dispatch),
        **_app(screen),
    }


def _moving(screen: MainScreen, dispatch: Dispatch) -> Handlers:
    moving, desk = screen.moving, screen.desk
    return {
        "move.down": lambda: moving.move(dispatch.times),
        "move.up": lambda: moving.move(-dispatch.times),
        "move.page-down": lambda: moving.page(dispatch.times),
        "move.page-up": lambda: moving.page(-dispatch.times),
        "move.half-down": lambda: moving.page(0.5 * dispatch.times),
        "move.half-up": lambda: moving.page(-0.5 * dispatch.times),
        "move.top": lambda: go_to_number(screen, dispatch.times) if dispatch.counted else moving.top(),
        "move.bottom": lambda: go_to_number(screen, dispatch.times) if dispatch.counted else moving.bottom(),
        "move.percent": lambda: go_to_percent(screen, dispatch.times if dispatch.counted else None),
        "move.count": dispatch.count,
        "move.next-article": lambda: moving.next_article(dispatch.times),
        "move.previous-article": lambda: moving.next_article(-dispatch.times),
        "move.next-unread": lambda: next_unread(screen, dispatch.times),
        "move.previous-unread": lambda: next_unread(screen, -dispatch.times),
        "move.back": lambda: desk.travelling.go(-dispatch.times),
        "move.forward": lambda: desk.travelling.go(dispatch.times),
        "move.set-mark": lambda: screen.marking.set(),
        "move.go-to-mark": lambda: screen.marking.go(),
        "reader.read-on": lambda: read_on(screen, dispatch.times if dispatch.counted else None),
        "reader.next-heading": lambda: moving.next_heading(dispatch.times),
        "reader.previous-heading": lambda: moving.next_heading(-dispatch.times),
    }


def _list(screen: MainScreen) -> Handlers:
    browsing, moving = screen.browsing, screen.moving
    handlers: Handlers = {
        "list.open": moving.open,
        "list.search": browsing.search,
        "list.sort": browsing.choose_sort,
        "list.select": lambda: screen.selecting.toggle(),
        "list.select-range": lambda: screen.selecting.range(),
        "list.select-all": lambda: screen.selecting.all(),
        "list.clear-selection": moving.clear_selection,
        "list.similar": lambda: screen.relating.more_like(),
        "list.keywords": lambda: screen.relating.keywords(),
    }
    for view in ("inbox", "unread", "reading", "favourites", "archive", "trash", "all"):
        handlers[f"list.{view}"] = partial(browsing.open_view, view)
    return handlers


def _article(screen: MainScreen) -> Handlers:
    changing = screen.changing
    handlers: Handlers = {
        "article.archive": changing.archive,
        "article.favourite": changing.favourite,
        "article.mark-read": changing.mark_read,
        "article.tags": lambda: screen.editing.tags(),
        "article.category": lambda: screen.editing.category(),
        "article.delete": changing.delete,
        "article.purge": lambda: screen.editing.purge(),
        "article.refresh": lambda: screen.refreshing.refresh(),
        "article.accept": lambda: screen.relating.accept(),
        "article.merge": lambda: screen.relating.merge(),
        "article.not-copy": lambda: screen.relating.not_copy(),
        "article.summarise": lambda: screen.relating.summarise(),
        "article.browser": lambda: screen.sharing.open_in_browser(),
        "article.original": lambda: screen.sharing.open_original(),
        "article.copy-url": lambda: screen.sharing.copy_url(),
        "article.copy-link": lambda: screen.sharing.copy_link(),
        "article.copy-title": lambda: screen.sharing.copy_title(),
        "article.copy-markdown": lambda: screen.sharing.copy_markdown(),
        "article.pipe": lambda: screen.sharing.pipe(),
    }
    for name in ("title", "byline", "site", "published", "url"):
        handlers[f"article.{name}"] = partial(_edit, screen, name)
    return handlers


def _edit(screen: MainScreen, field: str) -> None:
    screen.editing.field(field)


def _reader(screen: MainScreen, dispatch: Dispatch) -> Handlers:
    desk = screen.desk
    return {
        "reader.find": desk.finding.ask,
        "reader.next-match": lambda: desk.finding.next(dispatch.times),
        "reader.previous-match": lambda: desk.finding.next(-dispatch.times),
        "reader.follow": lambda: screen.hints.follow(),
        "reader.save-link": lambda: screen.hints.save(),
        "reader.links": lambda: screen.hints.list_all(),
        "reader.outline": lambda: screen.outlining.toggle(),
        "reader.pictures": lambda: screen.picturing.show(),
        "reader.inline-pictures": lambda: screen.picturing.toggle_inline(),
        "reader.hidden": desk.toggle_hidden,
        "reader.similar-passage": lambda: screen.relating.similar_to_passage(),
        "reader.narrower": lambda: screen.typesetting.widen(-1),
        "reader.wider": lambda: screen.typesetting.widen(1),
        "reader.align": lambda: screen.typesetting.align(),
        "reader.spacing": lambda: screen.typesetting.space(),
        "reader.copy-quote": lambda: screen.sharing.copy_quote(),
        "reader.speak": lambda: screen.speaking.toggle(),
        "reader.next-sentence": lambda: screen.speaking.point(1),
        "reader.previous-sentence": lambda: screen.speaking.point(-1),
    }


def _screen(screen: MainScreen, dispatch: Dispatch) -> Handlers:
    moving = screen.moving
    handlers: Handlers = {
        "sidebar.toggle": moving.toggle_sidebar,
        "sidebar.open": screen.sidebar.choose,
        "outline.open": lambda: screen.outlining.choose(),
        "screen.next-pane": lambda: moving.turn(dispatch.times),
        "screen.previous-pane": lambda: moving.turn(-dispatch.times),
        "screen.left": moving.left,
        "screen.right": moving.right,
        "screen.pane-wider": lambda: screen.sizing.widen(1),
        "screen.pane-narrower": lambda: screen.sizing.widen(-1),
        "screen.pane-usual": lambda: screen.sizing.usual(),
        "screen.zen": moving.zen,
        "screen.theme": moving.choose_theme,
    }
    for number in range(1, 10):
        handlers[f"sidebar.open-{number}"] = partial(moving.open_similar, number)
    return handlers


def _app(screen: MainScreen) -> Handlers:
    changing, moving = screen.changing, screen.moving
    return {
        "app.undo": changing.undo,
        "app.redo": changing.redo,
        "app.history": lambda: screen.journal.show(),
        "app.add": lambda: screen.adding.ask(),
        "app.import": lambda: screen.importing.ask(),
        "app.samples": lambda: screen.importing.samples(),
        "app.help": lambda: screen.app.run_action_later("help"),
        "app.palette": lambda: screen.app.run_action_later("palette"),
        "app.back": moving.back,
        "app.cancel": moving.cancel,
        "app.quit": moving.quit,
    }
