"""Prints the table of what is fast: ``python -m benchmarks.run [--articles 100000] [--only similar,search]``."""

from __future__ import annotations

import argparse
import compileall
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import commands, importing, jumping, make_library, screen, searching, similarity, stalls, stayed, store
from benchmarks.report import Row, print_table
from readlater.library import Library

SMALL = 100
"""Articles of the library that the large one is compared with."""


def _first_title(folder: Path) -> str:
    """How the first line of the list begins."""
    with Library.open(folder) as library:
        return library.row(library.ids(limit=1)[0]).title.split()[0]


def warm(folder: Path) -> None:
    """Compiles the program and reads the library once: no row is to measure Python's compiler or the disk."""
    for package in ("readlater", "benchmarks"):
        compileall.compile_dir(Path(__file__).parent.parent / package, quiet=1)
    with (folder / "library.db").open("rb") as file:
        while file.read(1 << 22):
            pass


def _screen(folder: Path) -> Iterator[Row]:
    small = make_library.make(make_library.default_folder(SMALL), SMALL, quiet=True)
    return screen.rows(folder, _first_title(folder), small, _first_title(small))


GROUPS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "screen": _screen,
    "stalls": stalls.rows,
    "similar": similarity.rows,
    "search": searching.rows,
    "store": store.rows,
    "stayed": stayed.rows,
    "jump": jumping.rows,
    "import": importing.rows,
    "commands": commands.rows,
}
"""What ``--only`` takes."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures readlater beside its baselines.")
    parser.add_argument("--articles", type=int, default=100_000, help="size of the library (default: 100000)")
    parser.add_argument("--folder", type=Path, help="where the generated library is kept (default: a temporary folder)")
    parser.add_argument("--only", default=",".join(GROUPS), help=f"which of {', '.join(GROUPS)} (default: all)")
    options = parser.parse_args()
    names = options.only.split(",")
    unknown = set(names) - set(GROUPS)
    if unknown:
        parser.error(f"unknown group {', '.join(sorted(unknown))}; known are {', '.join(GROUPS)}")
    folder = make_library.make(options.folder or make_library.default_folder(options.articles), options.articles)
    with Library.open(folder) as library:
        if library.outdated_index():
            library.rebuild()
    warm(folder)
    print(f"A library of {options.articles:,} articles in {folder}\n")
    print_table(row for name in names for row in GROUPS[name](folder))


if __name__ == "__main__":
    main()
