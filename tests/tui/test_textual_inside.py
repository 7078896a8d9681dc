"""What of Textual is used that it does not promise: all of it is listed here.

Textual is pinned to a minor version. When the pin moves, what is listed has to be looked at again; a name that is gone
fails here. So does a private name of ours that hides one of Textual's by chance.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

import readlater.tui

LISTED = {
    "readlater.tui.app.ReadlaterApp": {"_bindings", "_driver"},
    "readlater.tui.driver.WaitingDriver": {"_debug", "_file"},
    "readlater.tui.served.ServedDriver": {"_app", "_write"},
    "readlater.tui.widgets.article_list.ArticleList": {"_scroll_to"},
    "readlater.tui.widgets.prompt_bar._Field": {"_on_key"},
    "readlater.tui.widgets.reader_lines.ReaderLines": {"_scroll_to", "_size_updated"},
    "readlater.tui.widgets.scrolling.Bar": {"_set_dirty"},
    "readlater.tui.widgets.scrolling.Scrolling": {"_scroll_update", "_size", "_size_updated", "_vertical_scrollbar"},
    "readlater.tui.widgets.straight.Straight": {"_set_dirty"},
}
"""Private names of a Textual class that a class of ours uses, or puts its own in the place of."""

IMPORTED = {
    ("textual._border", "get_box"),
    ("textual._xterm_parser", "XTermParser"),
    ("textual.keys", "_character_to_key"),
}
"""Private modules and names that are imported."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@cache
def source_of(cls: type) -> ast.Module:
    """A class as it is written."""
    return ast.parse(dedent(inspect.getsource(cls)))


@cache
def made_by(cls: type) -> frozenset[str]:
    """The private names that a class defines, or gives to its objects."""
    [written] = source_of(cls).body
    found = set()
    for node in written.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            found |= {ast.unparse(one) for one in getattr(node, "targets", [getattr(node, "target", None)]) if one}
    for node in ast.walk(written):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            found.add(node.attr)
    return frozenset(name for name in found if is_private(name))


def our_classes() -> Iterator[type]:
    for one in pkgutil.walk_packages([str(Path(readlater.tui.__file__).parent)], "readlater.tui."):
        module = importlib.import_module(one.name)
        yield from (cls for cls in vars(module).values() if inspect.isclass(cls) and cls.__module__ == one.name)


def test_private_names_of_textual_are_listed() -> None:
    found: dict[str, set[str]] = {}
    for cls in our_classes():
        theirs = {name for base in cls.__mro__ if base.__module__.startswith("textual") for name in made_by(base)}
        if not theirs:
            continue
        ours = {name for base in cls.__mro__ if base.__module__.startswith("readlater") for name in made_by(base)}
        named = {node.attr for node in ast.walk(source_of(cls)) if isinstance(node, ast.Attribute)}
        if names := (made_by(cls) & theirs) | ((named & theirs) - ours):
            found[f"{cls.__module__}.{cls.__name__}"] = names
    assert found == LISTED


def test_private_modules_of_textual_are_listed() -> None:
    found = set()
    for path in Path(readlater.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                for name in node.names:
                    if is_private(name.name) or "._" in (node.module or ""):
                        found.add((node.module, name.name))
    assert found == IMPORTED


def test_the_parser_tells_whether_it_waits() -> None:
    from textual._xterm_parser import XTermParser

    parser = XTermParser()
    assert parser._timeout_time is None
    list(parser.feed("\x1b"))
    assert parser._timeout_time is not None, "an escape may be the key, or the beginning of a sequence"
