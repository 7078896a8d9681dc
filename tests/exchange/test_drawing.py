"""Pictures drawn for terminals, also those that want to break something; and the process that draws them."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest

pytest.importorskip("PIL")

from PIL import Image

from readlater.exchange import drawing
from readlater.exchange.darkroom import Darkroom, Found
from readlater.exchange.drawing import PictureError, cells, look, png, sixels
from readlater.model import Original, Part

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def quarters(size: tuple[int, int] = (80, 40), mode: str = "RGB") -> Image.Image:
    """Red and green above, blue and white below."""
    width, height = size
    image = Image.new("RGB", size)
    for at, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        left, top = at % 2 * width // 2, at // 2 * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def corners(data: bytes, ground: tuple[int, int, int] = BLACK) -> list[tuple[int, int, int]]:
    """The colours in the corners of a picture of 8 by 4 cells: above left and right, below left and right."""
    drawn = cells(data, 8, 4, ground)
    assert len(drawn) == 8 * 8 * 3
    return [tuple(drawn[3 * at : 3 * at + 3]) for at in (0, 7, 56, 63)]  # type: ignore[misc]


def near(found: list[tuple[int, int, int]], wanted: list[tuple[int, int, int]], by: int = 24) -> bool:
    return all(
        abs(a - b) <= by for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )


def png_header(width: int, height: int) -> bytes:
    """A PNG that says that it is so large, and has next to nothing after that."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(bytes(10)))
    packed = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "P"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
        ("BMP", "RGB"),
        ("TIFF", "CMYK"),
    ],
)
def test_each_kind_is_drawn_in_its_colours(kind: str, mode: str) -> None:
    data = saved(quarters(mode=mode), kind)
    assert look(data) == (80, 40, kind, False)
    assert near(corners(data), [RED, GREEN, BLUE, WHITE], 48)


@pytest.mark.parametrize("mode", ["L", "1", "I;16", "LA", "RGBA"])
def test_each_mode_is_drawn(mode: str) -> None:
    image = Image.new(
        mode,
        (30, 30),
        65535 if mode == "I;16" else 255 if mode in ("L", "1") else (255, 255) if mode == "LA" else (*WHITE, 255),
    )
    assert near(corners(saved(image)), [WHITE] * 4)


def test_a_picture_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(quarters(), "JPEG", exif=exif)
    assert look(data)[:2] == (40, 80)
    assert near(corners(data), [BLUE, RED, WHITE, GREEN], 48)


def test_of_an_animation_the_first_picture_is_drawn() -> None:
    data = saved(quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (80, 40), BLUE)])
    assert look(data).moves
    assert near(corners(data), [RED, GREEN, BLUE, WHITE])


def test_the_ground_is_seen_through_a_picture() -> None:
    image = quarters(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 40, 20))
    ground = (200, 30, 10)
    assert near(corners(saved(image), ground), [ground, GREEN, BLUE, WHITE])
    paletted = image.convert("P", palette=Image.Palette.ADAPTIVE)
    assert near(corners(saved(paletted), ground)[:1], [ground])


@pytest.mark.parametrize(
    ("ink", "ground", "paper"), [(BLACK, BLACK, WHITE), (WHITE, WHITE, BLACK), (BLACK, WHITE, WHITE)]
)
def test_a_drawing_is_not_lost_on_a_ground_of_its_own_colour(
    ink: tuple[int, int, int], ground: tuple[int, int, int], paper: tuple[int, int, int]
) -> None:
    image = Image.new("RGBA", (80, 40), (0, 0, 0, 0))
    image.paste((*ink, 255), (40, 20, 80, 40))
    assert near(corners(saved(image), ground), [paper, paper, paper, ink])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>no picture</html>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff",
        saved(Image.new("RGB", (50, 50)), "PPM"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="no picture"):
        look(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_without_its_end_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((300, 300), 80).convert("RGB"), kind)
    with pytest.raises(PictureError, match=r"missing|damaged|no picture"):
        cells(data[: len(data) // 2], 10, 10, BLACK)


@pytest.mark.parametrize("size", [(30_000, 30_000), (2**31 - 1, 2**31 - 1), (8_000, 6_000)])
def test_a_picture_that_says_it_is_huge_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="too large"):
        look(png_header(*size))
    with pytest.raises(PictureError, match="too large"):
        cells(png_header(*size), 10, 10, BLACK)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(PictureError, match="21 megabytes"):
        look(saved(quarters()) + bytes(drawing.MAX_BYTES + 2**20))


def test_one_pixel_is_drawn() -> None:
    assert cells(saved(Image.new("RGB", (1, 1), RED)), 2, 1, BLACK) == bytes(RED) * 4


def test_png_is_made_as_large_as_it_is_asked_for() -> None:
    made = png(saved(quarters(), "JPEG"), 33, 21, BLACK)
    assert look(made) == (33, 21, "PNG", False)
    assert look(png(saved(quarters()), 100_000, 1, BLACK)).width == 4096


def unsixel(sequence: bytes) -> tuple[int, int, dict[tuple[int, int], int]]:
    """Width, height and the colour number of every pixel."""
    assert sequence.startswith(b'\x1bP0;1;0q"1;1;')
    assert sequence.endswith(b"\x1b\\")
    body = sequence[len(b'\x1bP0;1;0q"1;1;') : -2].decode()
    width, _, rest = body.partition(";")
    height = rest[: rest.index("#")]
    pixels: dict[tuple[int, int], int] = {}
    x = y = colour = at = 0
    body = rest[len(height) :]
    while at < len(body):
        sign = body[at]
        at += 1
        if sign == "#":
            end = at
            while body[end].isdigit() or body[end] == ";":
                end += 1
            colour = int(body[at:end].split(";")[0])
            at = end
        elif sign == "$":
            x = 0
        elif sign == "-":
            x, y = 0, y + 6
        else:
            count = 1
            if sign == "!":
                end = at
                while body[end].isdigit():
                    end += 1
                count, sign, at = int(body[at:end]), body[end], end + 1
            set_bits = [bit for bit in range(6) if ord(sign) - 63 >> bit & 1]
            pixels |= {(x + step, y + bit): colour for step in range(count) for bit in set_bits}
            x += count
    return int(width), int(height), pixels


def test_sixels_cover_every_pixel_once_in_its_colour() -> None:
    sequence = sixels(saved(quarters((40, 20))), 40, 20, BLACK)
    width, height, pixels = unsixel(sequence)
    assert (width, height) == (40, 20)
    assert set(pixels) == {(x, y) for x in range(40) for y in range(20)}
    found = {pixels[at] for at in ((1, 1), (38, 1), (1, 18), (38, 18))}
    assert len(found) == 4
    assert b"#%d;2;100;0;0" % pixels[1, 1] in sequence
    assert pixels[1, 1] == pixels[9, 3]


# --- the process


@pytest.fixture
def darkroom() -> Iterator[Darkroom]:
    made = Darkroom()
    yield made
    made.stop()


def uri(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def test_pictures_are_found_in_the_page_and_beside_it(darkroom: Darkroom) -> None:
    beside = saved(quarters((60, 30)), "JPEG")
    page = Original(b"<p>text", "text/html", parts=(Part("part:ferry_files/a.jpg", "image/jpeg", beside),))
    sources = [
        uri(saved(quarters())),
        "part:ferry_files/a.jpg",
        "https://example.org/b.png",
        uri(b"<svg></svg>", "svg+xml"),
    ]
    found = darkroom.find(7, page, sources)
    assert found[:3] == [Found(True, 80, 40, "PNG"), Found(True, 60, 30, "JPEG"), Found(False)]
    assert found[3].kind == "SVG"
    assert "SVG" in found[3].error
    assert near([tuple(darkroom.draw(7, 1, "cells", 8, 4)[:3])], [RED], 48)  # type: ignore[list-item]
    assert darkroom.file(7, 1) == (beside, ".jpg")
    assert darkroom.draw(7, 0, "png", 10, 10).startswith(b"\x89PNG")
    assert darkroom.draw(7, 0, "sixels", 10, 10).startswith(b"\x1bP")


def test_a_page_that_was_not_kept_has_no_pictures(darkroom: Darkroom) -> None:
    assert darkroom.find(1, None, ["part:a", "part:b"]) == [Found(False), Found(False)]


def test_a_damaged_picture_is_told_and_the_next_is_drawn(darkroom: Darkroom) -> None:
    noise = saved(Image.effect_noise((300, 300), 80).convert("RGB"), "JPEG")
    darkroom.find(1, Original(b"", "text/html"), [uri(noise[:2000], "jpeg"), uri(saved(quarters()))])
    with pytest.raises(PictureError, match=r"missing|damaged"):
        darkroom.draw(1, 0, "cells", 4, 4)
    assert len(darkroom.draw(1, 1, "cells", 4, 4)) == 96


def test_another_process_takes_the_place_of_one_that_died(darkroom: Darkroom) -> None:
    darkroom.find(1, Original(b"", "text/html"), [uri(saved(quarters()))])
    assert darkroom._process is not None
    darkroom._process.kill()
    darkroom._process.wait()
    with pytest.raises(PictureError, match="time and memory"):
        darkroom.draw(1, 0, "cells", 4, 4)
    assert len(darkroom.draw(1, 0, "cells", 4, 4)) == 96


def test_a_page_of_before_is_not_drawn_from(darkroom: Darkroom) -> None:
    darkroom.find(1, Original(b"", "text/html"), [uri(saved(quarters()))])
    darkroom.find(2, Original(b"", "text/html"), [uri(saved(quarters()))])
    with pytest.raises(PictureError, match="another article"):
        darkroom.draw(1, 0, "cells", 4, 4)


def test_after_its_end_nothing_is_started(darkroom: Darkroom) -> None:
    darkroom.stop()
    with pytest.raises(PictureError, match="ending"):
        darkroom.find(1, Original(b"", "text/html"), [uri(saved(quarters()))])
    assert darkroom._process is None
