"""Binary forms by their first bytes: what readlater does not read, and what to call it."""

from __future__ import annotations

SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x1f\x8b", 0, "gzip files in gzip files"),
    (b"BZh", 0, "bzip2 files"),
    (b"\xfd7zXZ\x00", 0, "xz files"),
    (b"\x28\xb5\x2f\xfd", 0, "zstd files"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z archives"),
    (b"Rar!\x1a\x07", 0, "rar archives"),
    (b"ustar", 257, "tar archives"),
    (b"bplist0", 0, "property lists"),
    (b"\x89PNG\r\n\x1a\n", 0, "images"),
    (b"\xff\xd8\xff", 0, "images"),
    (b"GIF87a", 0, "images"),
    (b"GIF89a", 0, "images"),
    (b"BM", 0, "images"),
    (b"II*\x00", 0, "images"),
    (b"MM\x00*", 0, "images"),
    (b"\x00\x00\x01\x00", 0, "images"),
    (b"WEBP", 8, "images"),
    (b"ftypavif", 4, "images"),
    (b"ftypheic", 4, "images"),
    (b"AT&TFORM", 0, "DjVu documents"),
    (b"%!PS-Adobe", 0, "PostScript"),
    (b"BOOKMOBI", 60, "Kindle books"),
    (b"ITSF", 0, "Windows help files"),
    (b"ftyp", 4, "videos"),
    (b"\x1aE\xdf\xa3", 0, "videos"),
    (b"OggS", 0, "sound files"),
    (b"ID3", 0, "sound files"),
    (b"fLaC", 0, "sound files"),
    (b"wOFF", 0, "fonts"),
    (b"wOF2", 0, "fonts"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "old Office documents"),
    (b"{\\rtf", 0, "RTF"),
    (b"SQLite format 3\x00", 0, "databases"),
    (b"\x7fELF", 0, "programs"),
    (b"mozLz40\x00", 0, "Firefox bookmark backups"),
)


def binary_kind(data: bytes) -> str:
    """What a file is that is no page, in the plural; empty if its first bytes do not tell."""
    for signature, offset, kind in SIGNATURES:
        if data.startswith(signature, offset) and not _is_chance(data, signature):
            return kind
    return ""


def _is_chance(data: bytes, signature: bytes) -> bool:
    """Whether a text merely begins with the letters of a short signature."""
    if signature == b"BM":
        return len(data) != int.from_bytes(data[2:6], "little")
    if signature == b"ID3":
        return len(data) < 10 or data[3] > 4
    if signature in (b"BZh", b"ITSF", b"wOFF", b"wOF2", b"OggS", b"fLaC"):
        return data[:64].isascii() and data[:64].decode("ascii").isprintable()
    return False
