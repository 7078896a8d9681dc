"""An article with pictures, for tests."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from readlater.library import Library
from readlater.model import Block, BlockKind, Document, Original, Part
from tests.factories import draft
from tests.tui.driving import Driver, make_library

COLOURS = {"red": (220, 30, 30), "green": (30, 160, 60), "blue": (40, 80, 220)}
"""The names of pictures that are kept, and their colours: above; below they are black."""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (400, 200), kind: str = "PNG") -> bytes:
    """A picture of a colour, its lower half black."""
    from PIL import Image

    image = Image.new("RGB", size, colour)
    image.paste((0, 0, 0), (0, size[1] // 2, *size))
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def text(number: int) -> Block:
    """A paragraph of some lines."""
    return Block(BlockKind.PARAGRAPH, f"Paragraph {number} tells of the harbour, the ferry and the lighthouse. " * 5)


def image(name: str, alt: str = "") -> Block:
    """A picture that came in the page's own folder."""
    return Block(BlockKind.IMAGE, alt or f"A {name} flag", source=f"part:page_files/{name}.png")


DOCUMENT = Document(
    (
        text(1),
        image("red"),
        text(2),
        image("green"),
        text(3),
        image("lost"),
        image("plan"),
        image("broken"),
        Block(BlockKind.IMAGE, "The ferry", source="https://example.org/ferry.jpg"),
        text(4),
        image("blue"),
        *(text(number) for number in range(5, 12)),
    )
)


def parts() -> tuple[Part, ...]:
    """The files that were kept with it."""
    files = {name: picture(colour) for name, colour in COLOURS.items()}
    files |= {"plan": SVG, "broken": picture(COLOURS["red"], (900, 700), "JPEG")[:900]}
    return tuple(Part(f"part:page_files/{name}.png", "image/png", data) for name, data in files.items())


def picture_library(folder: Path, kept: tuple[Part, ...] | None = None) -> Library:
    """A library of one article with seven pictures, of which five were kept and three can be shown."""
    library = make_library(folder, [])
    page = Original(b"<p>page</p>", "text/html", parts=parts() if kept is None else kept)
    library.add(replace(draft("The flags of the harbour"), document=DOCUMENT), page)
    library.add(draft("No pictures at all"), Original(b"<p>two</p>", "text/html"))
    return library


async def open_pictures(driver: Driver) -> None:
    """Opens the article with the pictures."""
    main = driver.main
    main.articles.jump(main.articles.source.index_of(1))
    await driver.settle()
    await driver.press("enter")
    assert main.desk.shown_id == 1


def ink(driver: Driver, y: int) -> set[str]:
    """The colours of the half blocks, above, in a row of the screen."""
    strip = driver.app.screen._compositor.render_strips()[y]
    return {
        segment.style.color.triplet.hex
        for segment in strip
        if "▀" in segment.text and segment.style and segment.style.color and segment.style.color.triplet
    }


def hexes(name: str) -> set[str]:
    """What `ink` finds in the upper half of a picture."""
    return {f"#{bytes(COLOURS[name]).hex()}"}


def drawn_rows(driver: Driver) -> list[int]:
    """The rows of the screen with half blocks."""
    return [y for y, row in enumerate(driver.rows) if "▀" in row]
