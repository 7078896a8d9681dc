"""Makes the pictures of the README from the sample pages: ``make pictures``; needs rsvg-convert (librsvg2-bin).

Every picture is the real screen over a real library of the samples; nothing in it is painted by hand.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.library import Library

FOLDER = Path(__file__).resolve().parent / "pictures"


@dataclass(frozen=True)
class Picture:
    """A file name, columns and rows, the theme, a query whose first article is opened, and keys typed after that."""

    name: str
    columns: int
    rows: int
    theme: str
    search: str
    keys: tuple[str, ...] = ()
    aged: bool = False
    """Whether the article is first made one that an older version extracted less well."""
    pause: float = 1.0


PICTURES = (
    Picture("wide", 140, 40, "ink", "title:alliance"),
    Picture("paper", 120, 36, "paper", "title:fsync"),
    Picture("medium", 80, 24, "ink", "title:berth"),
    Picture("search", 120, 30, "ink", "", ("/", *"is:unread ka")),
    Picture("refresh", 100, 30, "ink", "title:numerals", ("R",), aged=True, pause=6.0),
    Picture("help", 100, 36, "ink", "", ("?",)),
)


async def draw(library_folder: Path, picture: Picture) -> str:
    """The picture as SVG."""
    from readlater.config import load
    from readlater.language.query import parse
    from readlater.library import Library
    from readlater.tui.app import ReadlaterApp

    with Library.open(library_folder) as library:
        library.set_setting("screen.theme", picture.theme)
        app = ReadlaterApp(library, load(library=library_folder))
        async with app.run_test(size=(picture.columns, picture.rows)) as pilot:
            await pilot.pause(1.0)
            app.theme = picture.theme
            if picture.search:
                number = library.ids(parse(picture.search))[0]
                if picture.aged:
                    age(library, number)
                app.main.articles.jump(app.main.articles.source.index_of(number))
                await pilot.pause(0.5)
                await pilot.press("enter")
            await pilot.press(*("space" if key == " " else key for key in picture.keys))
            await pilot.pause(picture.pause)
            return app.export_screenshot(title="readlater")


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


def png(svg: str, path: Path) -> None:
    """Writes the picture as PNG; the fonts that the SVG would fetch are left to the machine.

    Rich lays the text out for a font whose characters are 0.61 em wide and DejaVu's are 0.602; and rsvg drops the
    spaces that a text begins with, which are put into its position instead.
    """
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = svg.replace("font-size: 20px", f"font-size: {20 * 0.61 / 0.602:.3f}px")
    svg = re.sub(r'(<text class="[^"]*" x=")([\d.]+)("[^>]*>)((?:&#160;)+)', _moved, svg)
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(svg)
        file.flush()
        subprocess.run(["rsvg-convert", "--zoom", "1.0", "-o", str(path), file.name], check=True)


def _moved(found: re.Match[str]) -> str:
    """The beginning of a text without its leading spaces, moved by their width (12.2 units each)."""
    before, position, rest, spaces = found.groups()
    return f"{before}{float(position) + 12.2 * (len(spaces) // len('&#160;')):.1f}{rest}"


def main() -> int:
    """Makes all pictures, or those named as arguments; returns the exit code."""
    if not shutil.which("rsvg-convert"):
        print("rsvg-convert is missing: install librsvg2-bin", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        samples = Path(__file__).resolve().parent.parent / "data" / "pages"
        command = [sys.executable, "-m", "readlater", "--library", str(library), "import", str(samples)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                png(asyncio.run(draw(library, picture)), FOLDER / f"{picture.name}.png")
                print(FOLDER / f"{picture.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
