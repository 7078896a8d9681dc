"""Saving, renaming, changing and deleting what stands in the drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import QueryError, ReadlaterError
from readlater.language.query import format_query, parse
from readlater.model import And, Field, Node, Query, Sort
from readlater.tui.fields import complete_name, read_category, read_line
from readlater.tui.listed import SAVED
from readlater.tui.searching import without_place
from readlater.tui.shelf_tree import Kind, nodes_of
from readlater.tui.shelf_tree import Node as ShelfNode
from readlater.tui.views import ALL

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

_RENAMED = {
    Kind.SEARCH: "search",
    Kind.FOLDER: "folder",
    Kind.CATEGORY: "category",
    Kind.TAG: "tag",
    Kind.SITE: "site",
}
"""What can be renamed, and what the prompt calls it."""

_MOST_OFFERS = 12


class ShelfWriting:
    """Asks for names and queries, and writes them: one action each, taken back by one key."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    # --- keeping what the list shows

    def save(self) -> None:
        """Asks for a name for what is searched, in the view or list that it is searched in."""
        browsing, foot = self._screen.browsing, self._screen.foot
        if not browsing.text.strip() and not browsing.listed:
            search = self._screen.keymap.label("list.search", ascii=self._screen.config.ascii)
            self._screen.status.tell(f"nothing is searched: {search} searches, and this key keeps it")
            return
        if not browsing.listed and not browsing.in_view:
            self._screen.status.tell("this list is no search, and can't be kept as one")
            return
        try:
            query = self.present_query()
        except QueryError as error:
            self._screen.status.warn(str(error))
            return
        names = self._names(Kind.SEARCH)
        foot.ask(
            "save as",
            self._name_of(browsing.listed),
            entered=partial(self._name_entered, query),
            typed=partial(self._tell_replaced, [name for name, _ in names]),
            complete=lambda text: complete_name(text, self._folders(names) + names),
            placeholder=f"a name for {query}; a/b lies within a",
        )

    def _name_entered(self, query: str, name: str) -> None:
        key = f"{Kind.SEARCH}:{_as_path(name)}"
        self._write(lambda library: library.save_search(name, query), lambda: self._screen.shelving.point_at(key))

    def present_query(self) -> str:
        """What the list shows, in the language of queries.

        Raises:
            QueryError: what was typed can't be understood.
        """
        browsing = self._screen.browsing
        text, listed = browsing.text.strip(), browsing.listed
        base = parse(listed) if listed else Query(And(()) if browsing.view is ALL else browsing.view.root)
        typed = parse(text)
        own = typed.sort or base.sort
        order = browsing.order
        usual = Sort.RANK if browsing.searching.rank(browsing.view) else Sort.NEWEST
        if order in (Sort.RANK, own) or (own is None and order is usual):
            order = own or Sort.RANK  # the order that it has anyway, which the query need not name
        if base.root == And(()) and order is (typed.sort or Sort.RANK):
            return text
        if not text and order is (base.sort or Sort.RANK):
            return listed
        root = And((*_parts(base.root), *_parts(typed.root)))
        return format_query(Query(root, None if order is Sort.RANK else order))

    def _name_of(self, query: str) -> str:
        """The name of the saved search that the list shows, if it is one: what narrows it is likely to replace it."""
        return next((node.name for node in self._nodes(Kind.SEARCH) if node.query == query), "") if query else ""

    def _tell_replaced(self, names: Sequence[str], text: str) -> None:
        wanted = _as_path(text).casefold()
        taken = any(name.casefold() == wanted for name in names)
        self._screen.foot.note("takes the place of the one there is" if taken else "")

    # --- names

    def rename(self, node: ShelfNode) -> None:
        """Asks for another name; of what nests, for another path."""
        if node.kind not in _RENAMED:
            self._screen.status.tell("only saved searches, categories, tags and sites can be renamed here")
            return
        names = self._names(node.kind)
        before = node.name.rstrip("/")
        self._screen.foot.ask(
            _RENAMED[node.kind],
            before,
            entered=lambda text: self._renamed(node.kind, before, text),
            complete=lambda text: complete_name(text, names),
            placeholder="a name" if node.kind in (Kind.TAG, Kind.SITE) else "a name; a/b lies within a",
        )

    def _renamed(self, kind: Kind, before: str, text: str) -> None:
        foot = self._screen.foot
        try:
            new = read_category(text) if kind is Kind.CATEGORY else read_line(text)
        except QueryError as error:
            foot.point_out(str(error), error.position)
            return
        if not new:
            foot.point_out("a name is needed", 0)
        elif new == before:
            foot.close_prompt()
            self._screen.status.tell("nothing to change")
        else:
            shown, shelving = self._shown_in(kind, before), self._screen.shelving

            def follow() -> None:
                shelving.point_at(f"{kind}:{new}" + "/" * (kind is Kind.FOLDER))
                if shown is not None:
                    shelving.show_instead(f"{kind}:{new}{shown.name[len(before) :]}")

            self._write(partial(_RENAMING[kind], before, new), follow)

    def _shown_in(self, kind: Kind, name: str) -> ShelfNode | None:
        """What the list shows, if it is of this name, or lies within it."""
        drawer = self._screen.need_drawer()
        shown = next((one for one in self._nodes(kind) if one.key == drawer.current), None)
        return shown if shown is not None and f"{shown.name}/".startswith(f"{name}/") else None

    # --- queries

    def edit(self, node: ShelfNode) -> None:
        """Asks for another query of a saved search; if the list shows that search, it shows it anew."""
        if node.kind is not Kind.SEARCH:
            self._screen.status.tell("only saved searches have a query to be changed")
            return
        shown = self._screen.browsing.listed == node.query
        self._screen.foot.ask(
            node.name,
            node.query,
            entered=partial(self._edited, node, shown),
            typed=lambda _: self._screen.work(self._offer, "offer"),
            placeholder='words, "a phrase", tag:name, is:unread, words:<2000, sort:oldest',
            offers=True,
        )

    def _edited(self, node: ShelfNode, shown: bool, text: str) -> None:
        query = text.strip()
        try:
            parse(query)
        except QueryError as error:
            self._screen.foot.point_out(without_place(error), error.position)
            return
        browsing, name = self._screen.browsing, node.name

        def show() -> None:
            if shown:
                browsing.show_list(name, query, name=f"{SAVED}{name}")

        self._write(lambda library: library.save_search(name, query), show)

    async def _offer(self) -> None:
        """Offers how the query that is being typed may go on."""
        foot = self._screen.foot
        if not foot.offers:
            return
        field = foot.prompt.field
        text, cursor = field.value, field.cursor_position
        offered = await self._screen.background.search(lambda library: library.completions(text, cursor))
        if foot.offers and not foot.prompt.is_cycling and foot.prompt.field.value == text:
            foot.offer(offered[:_MOST_OFFERS])

    # --- deleting

    def delete(self, node: ShelfNode) -> None:
        """Deletes a saved search, or all in a folder."""
        if node.kind in (Kind.SEARCH, Kind.FOLDER):
            self._write(lambda library: library.delete_search(node.name))
        else:
            self._screen.status.tell("only saved searches can be deleted here")

    # --- what they have in common

    def _nodes(self, kind: Kind) -> list[ShelfNode]:
        drawer = self._screen.drawer
        return [node for node in nodes_of(drawer.sections) if node.kind is kind] if drawer is not None else []

    def _names(self, kind: Kind) -> list[tuple[str, int]]:
        """The names of a kind with their numbers; of saved searches, also before there was a drawer."""
        if kind is Kind.SEARCH and self._screen.drawer is None:
            return [(one.name, 0) for one in self._screen.library.saved_searches()]
        return [(node.name.rstrip("/"), node.count or 0) for node in self._nodes(kind)]

    @staticmethod
    def _folders(names: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """What searches lie within, to begin a name with."""
        paths = {name.rpartition("/")[0] for name, _ in names if "/" in name}
        return [(f"{path}/", 0) for path in sorted(paths)]

    def _write(self, write: Callable[[Library], str], then: Callable[[], object] | None = None) -> None:
        """Writes what was entered and tells it; what is refused is said below what was typed."""
        screen = self._screen

        async def writing() -> None:
            try:
                label = await screen.background.write(write)
            except ReadlaterError as error:
                screen.foot.point_out(str(error), 0)
                return
            screen.foot.close_prompt()
            changed = not label.endswith("already")
            screen.status.tell(screen.changing.with_undo(label) if changed else label)
            screen.after_change([])
            if then is not None:
                then()

        screen.work(writing, "prompt", exclusive=False)


def _as_path(text: str) -> str:
    """A name as it is saved: without spaces that say nothing."""
    return "/".join(" ".join(part.split()) for part in text.strip().strip("/").split("/"))


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else (node,)


def _rename_category(old: str, new: str, library: Library) -> str:
    return library.rename_category(old, new)


def _rename_search(old: str, new: str, library: Library) -> str:
    return library.rename_search(old, new)


def _rename_tag(old: str, new: str, library: Library) -> str:
    return library.rename_tag(old, new)


def _rename_site(old: str, new: str, library: Library) -> str:
    """Gives the articles of a site another name of it; those in the trash, too: they may come back."""
    named = Field("site", "=", old)
    queries = (Query(named), Query(And((named, Field("is", ":", "trashed")))))
    return library.edit([number for query in queries for number in library.ids(query)], site=new)


_RENAMING: dict[Kind, Callable[[str, str, Library], str]] = {
    Kind.SEARCH: _rename_search,
    Kind.FOLDER: _rename_search,
    Kind.CATEGORY: _rename_category,
    Kind.TAG: _rename_tag,
    Kind.SITE: _rename_site,
}
