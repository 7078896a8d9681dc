"""EPUB files, written here byte by byte."""

from __future__ import annotations

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PROSE = (
    "The wheel at the old mill turned for two hundred years before the river was led away, and when it stopped the "
    "village fell quiet. Nobody had noticed how loud the water was until it was gone, and then nobody could sleep. "
)


def xhtml(body: str, title: str = "", head: str = "") -> str:
    """A chapter's file."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )


def epub(
    chapters: dict[str, str | bytes],
    fields: str = "<dc:title>The Mill</dc:title>",
    *,
    folder: str = "OEBPS/",
    titles: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
    spine: list[str] | None = None,
    mimetype_first: bool = True,
) -> bytes:
    """An EPUB of these chapters (path → markup); ``titles`` is its table of contents, ``files`` are further entries."""
    manifest = "".join(
        f'<item id="i{number}" href="{path}" media-type="application/xhtml+xml"/>'
        for number, path in enumerate(chapters)
    )
    paths = list(chapters)
    order = "".join(f'<itemref idref="i{paths.index(path) if path in paths else 999}"/>' for path in (spine or paths))
    manifest += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    manifest += '<item id="cov" href="images/cover.png" media-type="image/png" properties="cover-image"/>'
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{path}"/></navPoint>'
        for path, title in (titles or {}).items()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype_first:
            archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER.format(f"{folder}content.opf"))
        archive.writestr(
            f"{folder}content.opf",
            '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
            f'{fields}</metadata><manifest>{manifest}</manifest><spine toc="ncx">{order}</spine></package>',
        )
        archive.writestr(
            f"{folder}toc.ncx",
            f'<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>',
        )
        for path, markup in chapters.items():
            archive.writestr(f"{folder}{path}", markup)
        for path, data in (files or {}).items():
            archive.writestr(path, data)
    return buffer.getvalue()
