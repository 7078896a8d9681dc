"""A web server within the test, on this machine only: what it answers is up to the test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass
class Request:
    """What was asked."""

    path: str
    headers: Message


@dataclass
class Site:
    """The server and what was asked of it."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.path for request in self.requests]

    def __setitem__(self, path: str, answer: Answer) -> None:
        self.answers[path] = answer


class Handler(BaseHTTPRequestHandler):
    """One request; with shorthands for answers."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append(Request(self.path, self.headers))
        answer = self.site.answers.get(self.path) or self.site.answers.get(self.path.partition("?")[0])
        if answer is None:
            self.reply(404, b"<p>not here", {"Content-Type": "text/html"})
        else:
            with suppress(OSError):
                answer(self)

    def reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        """Bytes as they are, nothing before them."""
        self.wfile.write(data)
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def page(body: bytes, mime: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """An answer with a page."""
    return lambda handler: handler.reply(
        status, body, {"Content-Type": mime, **{name.replace("_", "-"): value for name, value in headers.items()}}
    )


def redirect(target: str, status: int = 302, **headers: str) -> Answer:
    """An answer that leads elsewhere."""
    return lambda handler: handler.reply(
        status, b"", {"Location": target, **{name.replace("_", "-"): value for name, value in headers.items()}}
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are no news."""


@contextmanager
def serving(context: Any = None) -> Iterator[Site]:
    """A server; with ``context`` (of TLS) a secure one."""
    site = Site(0, "https" if context else "http")
    handler = type("OfThisSite", (Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.port = server.server_address[1]
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article_html(title: str, about: str = "the harbour", *, head: str = "") -> bytes:
    """A page with an article of some length."""
    sentence = f"This is what we know about {about}, and it is told at some length so that it is an article."
    paragraphs = "".join(f"<p>{sentence} {number} more things were said about {about}.</p>" for number in range(8))
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()
