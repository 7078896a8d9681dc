"""The order of the list, and the groups that it is in, as they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.model import Sort
from readlater.tui.views import SORTS

if TYPE_CHECKING:
    from readlater.model import Grouping
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.searching import Searching
    from readlater.tui.views import View


class Ordering:
    """The part of `Browsing` by which it is chosen how the list is ordered."""

    if TYPE_CHECKING:
        _screen: MainScreen
        view: View
        sort: Sort
        grouping: Grouping | None
        searching: Searching

        @property
        def in_view(self) -> bool:
            """Whether the list shows a view, and not a list that is left for one."""

        def load(self) -> None:
            """Looks up what the list shows."""

    def choose_sort(self) -> None:
        """Asks for the order of the list."""
        from readlater.tui.widgets.choice_bar import Choice

        offered = (sort for sort in SORTS if sort is not Sort.SNOOZED or sort is self.order)
        orders = [Choice(sort.value, SORTS[sort]) for sort in offered]
        if first := self.searching.rank(self.view) or self.view.aside:
            orders.insert(0, Choice(Sort.RANK.value, first))
        self._screen.foot.choose("Order of the list", orders, self.order.value, chosen=self._set_sort)

    @property
    def order(self) -> Sort:
        """The order that the list has now; `Sort.RANK` for the one that it has by itself."""
        return self.searching.order_of(self.view, self.sort)

    def _set_sort(self, value: str) -> None:
        sort = Sort(value)
        if sort is Sort.RANDOM:
            self._screen.library.shuffle()
        if self.searching.has_own_order(self.view):
            self.searching.order = sort  # of what is searched now; the list's own stays
        elif not self.in_view:
            self.searching.list_order = None if sort is Sort.RANK else sort
        else:
            self.sort = sort
            self._screen.remember("sort", value)
        self.load()

    def group(self, grouping: Grouping | None) -> None:
        """Puts the list into groups; None: no longer."""
        self.grouping = grouping
        self._screen.remember("group", grouping.value if grouping else "")
        self.load()
