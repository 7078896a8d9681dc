"""Web archives, written here record by record."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field

PROSE = b"The wheel at the old mill turned for two hundred years before the river was led away from it. " * 40


def page(title: str = "Mill", body: bytes = PROSE) -> bytes:
    """An HTML page with much text."""
    return b"<!doctype html><html><head><title>%s</title></head><body><p>%s</p></body></html>" % (title.encode(), body)


@dataclass
class Crawl:
    """Records one after the other; ``record`` and what follows add one, `plain` and `packed` give the file."""

    version: str = "WARC/1.0"
    records: list[bytes] = field(default_factory=list)

    def record(self, kind: str, url: str, block: bytes, content_type: str = "", **headers: str) -> None:
        lines = [self.version, f"WARC-Type: {kind}", f"WARC-Date: {headers.pop('date', '2022-01-02T03:04:05Z')}"]
        if url:
            lines.append(f"WARC-Target-URI: {url}")
        if content_type:
            lines.append(f"Content-Type: {content_type}")
        length = headers.pop("length", str(len(block)))
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines.append(f"Content-Length: {length}")
        self.records.append("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")

    def response(
        self,
        url: str,
        body: bytes,
        content_type: str = "text/html",
        status: str = "200 OK",
        http: str = "",
        **headers: str,
    ) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{http}\r\n".encode()
        self.record("response", url, head + body, "application/http; msgtype=response", **headers)

    def request(self, url: str, http: str) -> None:
        block = f"GET / HTTP/1.1\r\nHost: x\r\n{http}\r\n\r\n".encode()
        self.record("request", url, block, "application/http; msgtype=request")

    @property
    def plain(self) -> bytes:
        return b"".join(self.records)

    @property
    def packed(self) -> bytes:
        """One gzip member a record, as the standard says."""
        return b"".join(gzip.compress(record, mtime=0) for record in self.records)

    @property
    def packed_whole(self) -> bytes:
        """One gzip member for all."""
        return gzip.compress(self.plain, mtime=0)
