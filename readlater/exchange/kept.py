"""A page as it was kept, as files that a browser can open without asking the network and without running anything.

The bytes are the page's own, except those of HTML: it is written as UTF-8, and what it could do is forbidden at its
very beginning (Content-Security-Policy): scripts, frames, forms and every request to the network. A saved page is
somebody else's program, and from a file it would run with the rights of a file. ``<meta>`` and ``<link>``, which
can lead the browser elsewhere without any of these, become elements that mean nothing.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from readlater.errors import PageError, ReadlaterError
from readlater.model import Original
from readlater.pages import sniff
from readlater.pages.decode import decode
from readlater.pages.forms.gzipped import unpacked
from readlater.pages.forms.kept import PART

_SUFFIXES = {
    sniff.MHTML: ".mhtml",
    sniff.MAIL: ".eml",
    sniff.WEBARCHIVE: ".webarchive",
    sniff.EPUB: ".epub",
    sniff.PDF: ".pdf",
}
_MARKUP = (sniff.HTML, sniff.SINGLEFILE, sniff.SAVED)

_POLICY = (
    "default-src 'none'; script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; "
    "img-src data: file:; media-src data:; font-src data:; style-src 'unsafe-inline' data:; "
    "base-uri 'none'; form-action 'none'"
)
_HEAD = (
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    '<meta http-equiv="x-dns-prefetch-control" content="off">'
    '<meta name="referrer" content="no-referrer">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)
_DOCTYPE = re.compile(r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(<!doctype[^>]{0,400}>)", re.IGNORECASE)
_LEADS_ELSEWHERE = re.compile(r"<(meta|link)(?=[\s/>])", re.IGNORECASE)
_NAME = re.compile(r"[^\x00-\x1f\x7f/\\]{1,200}")


def harmless(html: str) -> str:
    """HTML that shows what it showed, and does nothing."""
    doctype = _DOCTYPE.match(html)
    # An unknown element may stand in the head only by one of the names that were elements once.
    inert = _LEADS_ELSEWHERE.sub(r'<basefont data-was="\1"', html.lstrip("\ufeff"))
    return f"{doctype[1] if doctype else ''}{_HEAD}{inert}"


def write_kept(original: Original, folder: Path) -> Path:
    """Writes a kept page, and what was saved beside it under a relative name, into a folder; the page's file.

    All files can be read by their owner only.

    Raises:
        ReadlaterError: they can't be written.
    """
    try:
        data = unpacked(original.data, "The page")
        form = sniff.sniff(data, original.name)
    except PageError:
        data, form = original.data, ""
    suffix = ".html" if form in _MARKUP else _SUFFIXES.get(form, ".txt")
    if form in _MARKUP:
        # A byte order mark goes before everything else that says how the page is to be read.
        data = ("\ufeff" + harmless(decode(data, original.charset).text)).encode("utf-8", "replace")
    path = folder / f"page{suffix}"
    try:
        _write(path, data)
        if form in _MARKUP:
            for part in original.parts:
                beside = _beside(part.name)
                if beside is not None and part.mime.startswith("image/") and "svg" not in part.mime:
                    place = folder.joinpath(*beside.parts)
                    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    if not place.exists():
                        _write(place, part.data)
    except OSError as error:
        raise ReadlaterError(f"{folder}: can't be written: {error.strerror or error}") from error
    return path


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:
        file.write(data)


def _beside(name: str) -> PurePosixPath | None:
    """Where a file lay that the page calls so, seen from the page; None if that is not beside it."""
    if not name.startswith(PART):
        return None
    written = unquote(re.split(r"[?#]", name.removeprefix(PART))[0]).replace("\\", "/")
    parts = [part for part in written.split("/") if part not in ("", ".")]
    if not parts or written.startswith("/") or ".." in parts or ":" in parts[0]:
        return None
    return PurePosixPath(*parts) if all(_NAME.fullmatch(part) for part in parts) and len(parts) <= 8 else None
