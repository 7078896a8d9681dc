"""Which articles of a list are selected: all of 100,000 at the cost of one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Targets:
    """The selected articles at one moment; can be given to a thread, which then looks them up.

    Attributes:
        listed: the list.
        everything: whether all of it is selected but ``some``; otherwise only ``some`` are.
        some: articles.
    """

    __slots__ = ("everything", "listed", "some")

    def __init__(self, listed: array[int], everything: bool, some: frozenset[int]) -> None:
        self.listed = listed
        self.everything = everything
        self.some = some

    def __repr__(self) -> str:
        return f"<{len(self)} articles>"  # Textual writes down what its workers are called with: not 100,000 numbers

    def __len__(self) -> int:
        return len(self.listed) - len(self.some) if self.everything else len(self.some)

    def ids(self) -> list[int]:
        """The articles in the order of the list; some milliseconds for a long one."""
        if self.everything and not self.some:
            return self.listed.tolist()
        if self.everything:
            return [number for number in self.listed if number not in self.some]
        return [number for number in self.listed if number in self.some]

    def __contains__(self, article_id: object) -> bool:
        return (article_id in self.some) is not self.everything


class Selection:
    """Some articles of a list, or all of it but some."""

    def __init__(self, listed: array[int]) -> None:
        self._listed = listed
        self._everything = False
        self._some: set[int] = set()
        self.serial = 0
        """Raised by every change."""

    def __contains__(self, article_id: object) -> bool:
        return (article_id in self._some) is not self._everything

    def __len__(self) -> int:
        return len(self._listed) - len(self._some) if self._everything else len(self._some)

    @property
    def is_everything(self) -> bool:
        """Whether all of the list is selected."""
        return bool(self._listed) and len(self) == len(self._listed)

    def chosen(self) -> Targets:
        """What is selected now."""
        return Targets(self._listed, self._everything, frozenset(self._some))

    def put(self, ids: Iterable[int]) -> None:
        """Selects these articles of the list and no others."""
        self._everything, self._some = False, set(ids)
        self.serial += 1

    def select(self, ids: Iterable[int], on: bool = True) -> None:
        """Selects these articles of the list, too; or no longer."""
        if on is self._everything:
            self._some.difference_update(ids)
        else:
            self._some.update(ids)
        self.serial += 1

    def select_all(self) -> None:
        """Selects all of the list."""
        self._everything, self._some = True, set()
        self.serial += 1

    def clear(self) -> None:
        """Selects nothing."""
        self.put(())

    def take_from(self, other: Selection) -> None:
        """Selects what another one has."""
        self._listed, self._everything, self._some = other._listed, other._everything, other._some
        self.serial += 1


def rebased(chosen: Targets, listed: array[int]) -> Selection:
    """The selection in another list: what is in both. Some milliseconds for long lists: for a thread."""
    selection = Selection(listed)
    if chosen.everything:
        if chosen.listed == listed:
            selection.select_all()
            selection.select(chosen.some, False)
            return selection
        before = set(chosen.listed)
        before -= chosen.some
        new = {number for number in listed if number not in before}
        selection.select_all()
        selection.select(new, False)
    elif chosen.some:
        selection.put(chosen.some.intersection(listed))
    return selection
