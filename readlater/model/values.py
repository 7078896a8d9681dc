"""Frozen dataclasses that cost nothing until they are used.

``dataclasses.dataclass(frozen=True, slots=True)`` compiles six methods for every class, which takes 0.5 to 0.8 ms, and
a program that shows one list would wait for twenty classes. Here five of them are shared functions, and ``__init__`` is
compiled when the first value is made. What is made is a dataclass: `dataclasses.replace`, `fields` and `asdict` work.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # type checkers shall see what they know
else:
    Made = TypeVar("Made", bound=type)

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """A decorator that does what the one of `dataclasses` does; both arguments must be true."""
        if not (frozen and slots):
            raise TypeError("only frozen dataclasses with slots are made here")
        return _make

    def _make(cls: Made) -> Made:
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
        names = made.__match_args__
        values = attrgetter(*names)

        def __init__(self: object, *given: object, **named: object) -> None:
            # The real one takes this one's place, for this value and all that come.
            made.__init__ = _initialiser(made)
            made.__init__(self, *given, **named)

        def __eq__(self: object, other: object) -> bool:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self: object) -> int:
            return hash(values(self))

        def __setstate__(self: object, state: list[object]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        for method in (__init__, __eq__, __hash__, __setstate__, _repr, _getstate, _setattr, _delattr):
            name = method.__name__ if method.__name__.startswith("__") else f"_{method.__name__}__"
            setattr(made, name, method)
        return made

    def _initialiser(made: type) -> Any:
        """The compiled ``__init__`` of a class."""
        scope: dict[str, Any] = {"missing": dataclasses.MISSING}
        arguments, lines = [], []
        for one in dataclasses.fields(made):
            name = one.name
            scope[f"set_{name}"] = getattr(made, name).__set__
            argument, value = name, name
            if one.default is not dataclasses.MISSING:
                scope[f"default_{name}"] = one.default
                argument = f"{name}=default_{name}"
            elif one.default_factory is not dataclasses.MISSING:
                scope[f"make_{name}"] = one.default_factory
                argument, value = f"{name}=missing", f"make_{name}() if {name} is missing else {name}"
            arguments.append(argument)
            lines.append(f"    set_{name}(self, {value})")
        body = "\n".join(lines) or "    pass"
        exec(f"def __init__(self, {', '.join(arguments)}):\n{body}", scope)
        initialiser = scope["__init__"]
        initialiser.__qualname__ = f"{made.__qualname__}.__init__"
        return initialiser

    def _repr(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({shown})"

    def _getstate(self: object) -> list[object]:
        return [getattr(self, name) for name in self.__match_args__]

    def _setattr(self: object, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _delattr(self: object, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


__all__ = ["dataclass"]
