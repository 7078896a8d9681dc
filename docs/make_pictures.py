"""Makes the pictures of the README from the sample pages: ``make pictures``.

It needs rsvg-convert (librsvg2-bin) and Pillow. Every picture is the real screen over a real library of the samples;
nothing in it is painted by hand. The clock stands still, so that a picture changes only when the screen does. A picture
is a row of `PICTURES`; ``python docs/make_pictures.py NAME…`` makes some.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from picture_clock import go_on, put, stand
from picture_life import CATEGORIES, fill_a_year, live
from picture_svg import svg

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from readlater.library import Library
    from readlater.tui.app import ReadlaterApp

FOLDER = Path(os.environ.get("PICTURES_FOLDER") or Path(__file__).resolve().parent / "pictures")
"""Where the pictures go."""

ROOT = Path(__file__).resolve().parent.parent

IMPORTED, NOW = "2024-08-30T19:40", "2026-03-14T08:20"
"""When the library was made, and when its pictures are."""

COLOURS, EXACT = 96, 56
"""Colours of a picture: a screen has a few dozen, and the edges of letters mix them. The most frequent ones are kept as
they are; the others stand for all the rest, a thin line in a colour of its own included."""


@dataclass(frozen=True)
class Picture:
    """A row of the gallery.

    Attributes:
        name: of its file.
        columns: of the screen.
        rows: of the screen.
        theme: of the screen.
        opened: a query whose first article is opened; none: the list as it is.
        keys: what is typed after that: names of keys with spaces between them, or a text in quotes.
        settings: other settings than the usual ones.
        no_colour: whether no colours are wanted.
        page: a page that is imported for this picture, beside the sample pages.
        aged: whether the article is first made one that an older version extracted less well.
        year: whether there are so many articles and readings that they fill a calendar.
    """

    name: str
    columns: int
    rows: int
    theme: str
    opened: str = ""
    keys: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    no_colour: bool = False
    page: str = ""
    aged: bool = False
    year: bool = False


PICTURES = (
    Picture("wide", 140, 40, "ink", "title:alliance"),
    Picture("paper", 120, 36, "paper", "title:fsync"),
    Picture("night", 100, 30, "night", "title:fsync", "z"),
    Picture("black", 120, 36, "black", "title:berth title:61"),
    Picture("white", 120, 36, "white", "title:berth title:61"),
    Picture("zen", 100, 40, "ink", "title:berth title:61", "z pagedown"),
    Picture("drawer", 140, 36, "ink", "", "W f 'durab' enter"),
    Picture("groups", 120, 36, "ink", "", "V g 3 }"),
    Picture("jump", 100, 18, "ink", "", "ctrl+k 'tre'"),
    Picture("minutes", 100, 30, "ink", "", "P m '5' enter"),
    Picture("marking", 120, 36, "ink", "title:promises", "v ) ) v w w"),
    Picture("highlights", 140, 36, "ink", "", '" "'),
    Picture("review", 100, 30, "paper", "", '" r'),
    Picture("suggestions", 120, 36, "ink", "", "P n"),
    Picture("trail", 120, 18, "ink", "title:wakes", "w 1 pagedown w 1 pagedown [ w 3 pagedown w 2 pagedown [ ctrl+o"),
    Picture("statistics", 120, 40, "ink", "", "U h k", year=True),
    Picture("readings", 100, 14, "ink", "title:promises", "V r"),
    Picture("outline", 120, 36, "ink", "title:fsync", "O"),
    Picture("hints", 100, 30, "ink", "title:evening", "f", page="docs/pages/week.md"),
    Picture("which-key", 100, 30, "ink", "", "P"),
    Picture("palette", 100, 30, "ink", "", ": 'mark'"),
    Picture("search", 120, 30, "ink", "", "/ 'is:unread category:na'"),
    Picture("themes", 100, 30, "paper", "", "T / 'light'"),
    Picture("selection", 100, 30, "ink", "", "j x j x j x j"),
    Picture("history", 100, 30, "ink", "", "a j s j m j d H"),
    Picture("refresh", 100, 30, "ink", "title:numerals", "R", aged=True),
    Picture("help", 100, 36, "ink", "", "?"),
    Picture("medium", 80, 24, "ink", "title:berth title:61"),
    Picture("small", 40, 12, "ink"),
    Picture("small-reader", 40, 12, "paper", "title:altitude"),
    Picture("ascii", 80, 24, "ink", "title:berth title:61", settings={"ascii": True}),
    Picture("no-colour", 80, 24, "ink", "title:berth title:61", no_colour=True),
    Picture("terminal-colours", 100, 30, "ansi-dark", "title:fsync"),
)


async def draw(library_folder: Path, picture: Picture) -> str:
    """The picture as SVG."""
    from dataclasses import replace

    from readlater.config import Config
    from readlater.language.query import parse
    from readlater.library import Library
    from readlater.tui.app import ReadlaterApp

    stand(NOW)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC"}
    os.environ.pop("NO_COLOR", None)
    if picture.no_colour:
        os.environ["NO_COLOR"] = "1"
    with Library.open(library_folder) as library:
        library.set_setting("screen.theme", picture.theme)
        config = replace(Config(library=library_folder, time_zone="UTC"), **picture.settings)
        app = ReadlaterApp(library, config)
        try:
            async with app.run_test(size=(picture.columns, picture.rows)) as pilot:
                await settle(app, pilot)
                if picture.opened:
                    number = library.ids(parse(picture.opened))[0]
                    if picture.aged:
                        age(library, number)
                    app.main.articles.jump(app.main.articles.source.index_of(number))
                    await settle(app, pilot)
                    await pilot.press("enter")
                    await settle(app, pilot)
                for key in keys_of(picture.keys):
                    go_on(2)
                    await pilot.press(key)
                    await settle(app, pilot)
                light = not app.current_theme.dark
                ground, text = ("#f8f3e9", "#38322a") if light else ("#14161a", "#d8d5cd")
                return svg(app.screen._compositor.render_strips(), picture.columns, "readlater", ground, text)
        finally:
            app.close()


async def settle(app: ReadlaterApp, pilot: Pilot[None]) -> None:
    """Waits until nothing goes on but the watch over the library, and what comes a little later has come."""
    still = 0.0
    deadline = time.monotonic() + 20
    while still < 0.6 and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
        await pilot.pause()
        busy = any(not worker.is_finished and worker.group != "watch" for worker in app.workers)
        still = 0.0 if busy else still + 0.05


def keys_of(text: str) -> list[str]:
    """The keys in a row of the gallery: ``T / 'two words'``."""
    keys: list[str] = []
    for quoted, key in re.findall(r"'([^']*)'|(\S+)", text):
        keys += [_named(character) for character in quoted] if quoted else [_named(key)]
    return keys


def _named(key: str) -> str:
    """A key as Textual calls it."""
    from textual.keys import _character_to_key

    return _character_to_key(key) if len(key) == 1 else key


def age(library: Library, number: int) -> None:
    """Makes an article what a reader would have made of it that misses its title's end and a few paragraphs."""
    from readlater.language.analysis import analyse
    from readlater.library.refreshing import Renewal
    from readlater.model import Document, Draft

    article, document = library.article(number), library.document(number)
    blocks = document.blocks[:2] + document.blocks[4:]
    draft = Draft(
        Document(blocks), "markdown", "markdown/0", title=f"{article.title} - Home", language=article.language
    )
    library.refresh([Renewal(number, draft, analyse(draft))])


def png(picture: str, path: Path) -> None:
    """Writes a picture in SVG as PNG, with as few colours as do."""
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(picture)
        file.flush()
        subprocess.run(["rsvg-convert", "-o", str(path), file.name], check=True)
    from PIL import Image

    with Image.open(path) as opened:
        image = opened.convert("RGB")
    counted = sorted(image.getcolors(image.width * image.height), reverse=True)
    frequent = [channel for _, colour in counted[:EXACT] for channel in colour]
    rest = image.quantize(COLOURS - EXACT, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([*frequent, *rest[: 3 * (COLOURS - EXACT)]])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def run(when: str, *arguments: str, library: Path) -> None:
    """Runs a command of readlater at a time, in the project's folder: no path of this machine is in a picture."""
    command = [sys.executable, "docs/picture_clock.py", when, "--library", str(library), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def lived_in(folder: Path) -> None:
    """Makes a library that somebody has lived with, of the sample pages."""
    from readlater.library import Library

    for pages, category in CATEGORIES.items():
        run(IMPORTED, "import", f"data/pages/{pages}", "--category", category, library=folder)
    with Library.open(folder, zone=UTC) as library:
        live(library, datetime.fromisoformat(NOW).replace(tzinfo=UTC), put)


def a_year(folder: Path) -> None:
    """Fills a year of reading."""
    from readlater.library import Library

    with Library.open(folder, zone=UTC) as library:
        fill_a_year(library, datetime.fromisoformat(NOW).replace(tzinfo=UTC))


def main() -> int:
    """Makes all pictures, or those named as arguments; returns the exit code."""
    if not shutil.which("rsvg-convert"):
        print("rsvg-convert is missing: install librsvg2-bin", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    stand(NOW)  # before anything of readlater is imported
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        lived_in(library)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                copy = Path(folder) / picture.name  # what one picture changes is not in the next
                shutil.copytree(library, copy)
                if picture.page:
                    run(NOW, "import", picture.page, library=copy)
                if picture.year:
                    a_year(copy)
                path = FOLDER / f"{picture.name}.png"
                png(asyncio.run(draw(copy, picture)), path)
                print(f"{path.stat().st_size // 1024:4} kB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
