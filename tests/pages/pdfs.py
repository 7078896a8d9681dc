"""PDF files, written here byte by byte."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of text: where it stands (points from the lower left), how large, and in bold or not."""

    text: str
    x: float = 72
    y: float = 720
    size: float = 11
    bold: bool = False


def pdf(pages: Sequence[Sequence[Line]], info: str = "", *, compress: bool = True) -> bytes:
    """A PDF of these pages (612 × 792 points); ``info`` is the inside of its information dictionary."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    kids = []
    for lines in pages:
        content = "".join(_shown(line) for line in lines).encode("cp1252")
        stream = zlib.compress(content) if compress else content
        kind = b" /Filter /FlateDecode" if compress else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), kind, stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _shown(line: Line) -> str:
    text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F{2 if line.bold else 1} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm ({text}) Tj ET\n"


def column(texts: Sequence[str], *, x: float = 72, y: float = 700, size: float = 11, pitch: float = 14) -> list[Line]:
    """Lines below each other; an empty one leaves a gap."""
    return [Line(text, x, y - pitch * number, size) for number, text in enumerate(texts) if text]
