"""One request and its answer: to an address that was checked, within limits of time and size."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from readlater.errors import FetchError
from readlater.pages.fetch.addresses import checked_addresses
from readlater.pages.fetch.decoding import ACCEPTED, unpacked
from readlater.pages.fetch.kinds import check_kind, media_type

if TYPE_CHECKING:
    import ssl

    from readlater.pages.fetch.options import FetchOptions

REDIRECTS = frozenset((301, 302, 303, 307, 308))


class BrokenError(FetchError):
    """The connection failed; worth another attempt."""

    def __init__(self, message: str) -> None:
        super().__init__(message, passing=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the body only of a page."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    cookies: tuple[str, ...] = ()
    data: bytes = b""


class Deadline:
    """When a fetch has to be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when it has passed."""
        return max(0.0, self._end - time.monotonic())

    def error(self) -> FetchError:
        """What is said when it has passed."""
        return FetchError(f"not done after {self.seconds:g} seconds", passing=True)


def ask(url: str, headers: Mapping[str, str], options: FetchOptions, deadline: Deadline) -> Answer:
    """Asks a server for ``url``, which is as `readlater.pages.urls.request_url` gives it.

    Raises:
        BrokenError: there was no connection, or it broke.
        FetchError: the server may not be asked, took too long, or gave what is no page.
    """
    import httpx

    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = checked_addresses(
        host, port, allow_private=options.allow_private, seconds=min(options.patience, deadline.left)
    )
    for place, address in enumerate(addresses, 1):
        try:
            return _ask_at(address, url, headers, options, deadline, others=len(addresses) - place)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if deadline.left and place < len(addresses):
                continue
            raise _connection_error(error, host, deadline) from error
        except httpx.TimeoutException as error:
            if not deadline.left:
                raise deadline.error() from error
            raise FetchError(f"{host} did not go on for {options.patience:g} seconds", passing=True) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            if not deadline.left:
                raise deadline.error() from error
            raise BrokenError(f"{host} broke off, or answered what is no HTTP") from error
    raise AssertionError("a host without addresses")


def _connection_error(error: Exception, host: str, deadline: Deadline) -> FetchError:
    """Why there is no connection, in words."""
    import ssl

    if not deadline.left:
        return deadline.error()
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = (cause.verify_message or "").rstrip(".")
            return FetchError(
                f"{host} can't prove that it is {host}: {why or 'its certificate is wrong'}", passing=True
            )
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"{host} does not speak a secure protocol that we know", passing=True)
        cause = cause.__cause__ or cause.__context__
    return BrokenError(f"{host} can't be reached")


def _ask_at(
    address: str, url: str, headers: Mapping[str, str], options: FetchOptions, deadline: Deadline, *, others: int
) -> Answer:
    """Asks the server at one of its addresses; ``others`` may be tried after it.

    The connection is made to the address itself, so that nobody looks the name up again. The server hears the name
    where it would have: in the ``Host`` header, and in the greeting of TLS, where its certificate is held against it.
    Every request has a connection of its own: two names at one address must not share one.
    """
    import httpx

    parts = urlsplit(url)
    target = httpx.URL(
        scheme=parts.scheme,
        host=address,
        port=parts.port,
        raw_path=(parts.path + (f"?{parts.query}" if parts.query else "")).encode("ascii"),
    )
    patience = max(0.01, min(options.patience, deadline.left))
    limits = {"connect": patience / (others + 1), "read": patience, "write": patience, "pool": patience}
    with _cutting_off(deadline) as trace:
        extensions: dict[str, Any] = {"timeout": limits, "trace": trace}
        if parts.scheme == "https":
            extensions["sni_hostname"] = parts.hostname
        request = httpx.Request(
            "GET",
            target,
            headers={"Host": parts.netloc, **headers, "Accept-Encoding": ACCEPTED, "Connection": "close"},
            extensions=extensions,
        )
        secure = _tls(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))
        with httpx.HTTPTransport(verify=secure, trust_env=False) as transport:
            response = transport.handle_request(request)
            try:
                return _answer(response, options.size_limit, deadline)
            finally:
                response.close()


def _answer(response: Any, size_limit: int, deadline: Deadline) -> Answer:
    """The answer with its body, if it is a page that is not too large."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    cookies = tuple(response.headers.get_list("set-cookie"))
    status = response.status_code
    if not 200 <= status < 300:
        return Answer(status, headers, cookies)
    check_kind(media_type(headers.get("content-type", ""))[0])
    too_large = FetchError(f"larger than {size_limit / 2**20:g} MB")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > size_limit:
        raise too_large
    body = bytearray()
    for piece in unpacked(response.iter_raw(), headers.get("content-encoding", "")):
        body += piece
        if len(body) > size_limit:
            raise too_large
        if not deadline.left:
            raise deadline.error()
    if not deadline.left:  # a connection that was cut looks like the end where no length was said
        raise deadline.error()
    return Answer(status, headers, cookies, bytes(body))


@contextlib.contextmanager
def _cutting_off(deadline: Deadline) -> Iterator[Any]:
    """Cuts the connection when the deadline has passed. Gives what HTTPX calls at every step of a connection.

    Time limits of a socket are for a single read: a server that sends a byte now and then, be it of the headers or of
    its certificate, would never meet one.
    """
    taken: list[socket.socket] = []

    def trace(step: str, info: Mapping[str, Any]) -> None:
        if step == "connection.connect_tcp.complete":
            connected = info["return_value"].get_extra_info("socket")
            # A second handle of the same connection: TLS takes the first one away.
            taken.append(connected.dup())

    def cut() -> None:
        for connection in taken:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(deadline.left, cut)
    timer.daemon = True
    timer.start()
    try:
        yield trace
    finally:
        timer.cancel()
        for connection in taken:
            connection.close()


@lru_cache(maxsize=1)
def _tls(file: str, folder: str) -> ssl.SSLContext:
    """What certificates are held against: those of ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``, else those of Mozilla."""
    import httpx

    try:
        return httpx.create_ssl_context()
    except OSError as error:  # SSLError is one
        raise FetchError(f"the certificates that SSL_CERT_FILE or SSL_CERT_DIR names can't be read: {error}") from error
