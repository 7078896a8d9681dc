"""Pictures as a terminal can show them: in cells of two colours, as PNG for kitty, as sixels. Knows Pillow, alone.

What comes from a page may be anything: this is run in a process of its own (`readlater.exchange.darkroom`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from readlater.errors import ReadlaterError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
MAX_BYTES = 20 * 2**20
_MAX_SIDE = 4096
"""Pixels of a side of what is drawn, whoever asks."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "ICO", "TIFF")
"""What browsers show; the other formats of Pillow are not even tried, some of them start programs."""

_APART = 48
"""Of 255: how much lighter or darker than its ground a drawing with see-through parts has to be."""

_COLOURS = 256
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
_SIX_BITS = bytes(range(63, 127)) + bytes(192)


class PictureError(ReadlaterError):
    """A picture can't be shown; says why."""


class Seen(NamedTuple):
    """What a picture is.

    Attributes:
        width: pixels, as it is to be looked at.
        height: the same.
        kind: its format, such as ``PNG``.
        moves: whether it is one of several pictures, of which the first is shown.
    """

    width: int
    height: int
    kind: str
    moves: bool


def look(data: bytes) -> Seen:
    """What a picture is, from its first bytes.

    Raises:
        PictureError: it is none, or too large.
    """
    image = _open(data)
    width, height = image.size
    if _is_on_its_side(image):
        width, height = height, width
    return Seen(width, height, image.format or "", bool(getattr(image, "is_animated", False)))


def cells(data: bytes, columns: int, rows: int, ground: tuple[int, int, int]) -> bytes:
    """The picture in cells: three bytes for each of ``columns`` times twice ``rows`` colours, row by row.

    Raises:
        PictureError: it can't be read.
    """
    return _drawn(data, columns, rows * 2, ground).tobytes()


def png(data: bytes, width: int, height: int, ground: tuple[int, int, int]) -> bytes:
    """The picture as PNG of so many pixels.

    Raises:
        PictureError: it can't be read.
    """
    out = BytesIO()
    _drawn(data, width, height, ground).save(out, "PNG", compress_level=3)
    return out.getvalue()


def sixels(data: bytes, width: int, height: int, ground: tuple[int, int, int]) -> bytes:
    """The picture as a sequence of sixels, of so many pixels.

    Raises:
        PictureError: it can't be read.
    """
    image = _drawn(data, width, height, ground).quantize(_COLOURS)
    width, height = image.size
    palette = (image.getpalette() or [])[: 3 * _COLOURS]
    out = [b'\x1bP0;1;0q"1;1;%d;%d' % (width, height)]
    for number in range(len(palette) // 3):
        shares = (round(value * 100 / 255) for value in palette[3 * number : 3 * number + 3])
        out.append(b"#%d;2;%d;%d;%d" % (number, *shares))
    pixels = image.tobytes()
    for top in range(0, height, 6):
        lines = [pixels[width * y : width * (y + 1)] for y in range(top, min(top + 6, height))]
        colours = [
            b"#%d%s" % (colour, _RUN.sub(_shortened, _band(lines, colour, width)))
            for colour in sorted(set(b"".join(lines)))
        ]
        out.append(b"$".join(colours) + b"-")
    out.append(b"\x1b\\")
    return b"".join(out)


def _band(lines: list[bytes], colour: int, width: int) -> bytes:
    """Six lines of pixels as one of sixels: which of the six have this colour, column by column."""
    only = _only(colour)
    bits = 0
    for number, line in enumerate(lines):
        bits |= int.from_bytes(line.translate(only), "little") << number
    return bits.to_bytes(width, "little").translate(_SIX_BITS)


@lru_cache(_COLOURS)
def _only(colour: int) -> bytes:
    """A table that leaves 1 of a colour, and 0 of all others."""
    return bytes(number == colour for number in range(256))


def _shortened(run: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(run.group()), run.group(1))


def _open(data: bytes) -> Image:
    """A picture of which only the first bytes are read yet."""
    import warnings

    from PIL import Image

    if len(data) > MAX_BYTES:
        raise PictureError(f"too large to be shown: {len(data) / 2**20:.0f} megabytes")
    Image.init()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=[one for one in _FORMATS if one in Image.OPEN])
            width, height = image.size
        except Image.DecompressionBombError as error:
            raise PictureError("too large to be shown") from error
        except Exception as error:  # Pillow's readers raise whatever their arithmetic raises
            raise PictureError("no picture that can be read") from error
    if width * height > MAX_PIXELS:
        raise PictureError(f"too large to be shown: {width} × {height}")
    return image


def _drawn(data: bytes, width: int, height: int, ground: tuple[int, int, int]) -> Image:
    """The picture in RGB, of so many pixels, upright, and on the ground's colour where one sees through it."""
    from PIL import Image

    width, height = max(1, min(width, _MAX_SIDE)), max(1, min(height, _MAX_SIDE))
    image = _open(data)
    try:
        turned = _is_on_its_side(image)
        image.draft("RGB", (2 * height, 2 * width) if turned else (2 * width, 2 * height))
        image = _upright(image)
        if image.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
            image = image.convert("RGBA").resize((width, height), Image.Resampling.BOX, reducing_gap=2.0)
            paper = Image.new("RGBA", image.size, (*_paper(image, ground), 255))
            return Image.alpha_composite(paper, image).convert("RGB")
        if image.mode.startswith("I;16"):
            image = image.point(lambda value: value / 256).convert("L")
        kind = Image.Resampling.LANCZOS if image.width > width else Image.Resampling.BICUBIC
        return image.convert("RGB").resize((width, height), kind, reducing_gap=2.0)
    except MemoryError as error:
        raise PictureError("it needs more memory than there is") from error
    except Exception as error:  # as above
        cut = "truncated" in str(error)
        raise PictureError("its end is missing" if cut else "damaged: it can't be read") from error


def _paper(image: Image, ground: tuple[int, int, int]) -> tuple[int, int, int]:
    """The colour to lay a picture with see-through parts on: the ground, unless one couldn't tell them apart."""
    from PIL import Image

    tiny = image.resize((16, 16), Image.Resampling.BOX).tobytes()
    cover = sum(tiny[3::4])
    if not cover:
        return ground
    shares = zip(tiny[0::4], tiny[1::4], tiny[2::4], tiny[3::4], strict=True)
    light = sum(alpha * _light(red, green, blue) for red, green, blue, alpha in shares) / cover
    if abs(light - _light(*ground)) >= _APART:
        return ground
    return (255, 255, 255) if light < 128 else (0, 0, 0)


def _light(red: int, green: int, blue: int) -> float:
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _orientation(image: Image) -> int:
    """How the camera was held, 1 to 8 as in EXIF."""
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # it is data of its own, and may be damaged where the picture isn't
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _is_on_its_side(image: Image) -> bool:
    return _orientation(image) >= 5


def _upright(image: Image) -> Image:
    from PIL import Image

    ways = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    way = ways.get(_orientation(image))
    return image if way is None else image.transpose(way)
