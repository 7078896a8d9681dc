"""The server behind ``readlater serve``: textual-serve's, behind a door.

Any page in the reader's browser may send requests to this machine, and open a WebSocket to it; the screen can import
files and run the commands of the configuration. So every request, also for a font, has to

* name this server as its host, not some name that was made to point here (DNS rebinding),
* come from a page of this server, if it says where it comes from, and a WebSocket has to say it,
* bring the secret of this start: in the address that was printed, and from then on in a cookie that the browser sends
  to nobody else and with no request of another site.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hmac
import ipaddress
import secrets
import shlex
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import jinja2
from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from readlater.errors import ReadlaterError
from readlater.model.values import dataclass
from readlater.terminal import SERVED_DRIVER

MOST_SCREENS = 16
"""Screens at a time; each is a process of its own."""

_STOP_SECONDS = 3.0
"""How long a screen may take to end in order before it is ended."""

_MOST_CELLS = 500

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is, and the secret that opens it."""

    host: str
    port: int
    token: str

    @property
    def url(self) -> str:
        """The address for the browser; a server that listens everywhere is also here."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: a browser gives cookies to all ports of a host."""
        return f"readlater-{self.port}"


class Screen(AppService):
    """One screen: the program in a process, for one browser window."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment: dict[str, str] = super()._build_environment(width, height)
        environment["TEXTUAL_DRIVER"] = SERVED_DRIVER
        for name in ("NO_COLOR", "COLORFGBG"):  # they speak of the terminal that the server was started in
            environment.pop(name, None)
        return environment

    async def end(self) -> None:
        """Ends the program: in order, or else at once."""
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.stop(), _STOP_SECONDS)
        process = self._process
        if process is None:
            return
        try:
            await asyncio.wait_for(process.wait(), 1.0)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class GuardedServer(Server):
    """textual-serve's server with the door, our own page, and screens that end."""

    def __init__(self, command: Sequence[str], place: Place) -> None:
        # exec: no shell between the server and the program, which would outlive one of them.
        super().__init__(f"exec {shlex.join(command)}", place.host, place.port, title="readlater")
        self.place = place
        self.templates_path = Path(__file__).parent
        self._windows: set[web.WebSocketResponse] = set()
        self._secret = place.token.encode()

    async def make(self) -> web.Application:
        """The application."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lets in who may come in, and says nothing to others."""
        wrong = self._wrong(request)
        try:
            response = web.Response(status=403, text=f"{wrong}\n") if wrong else await handler(request)
        except web.HTTPException as answer:
            response = web.Response(status=answer.status, text=f"{answer.reason}\n")
        if not response.prepared:
            response.headers.update(_headers(request))
        return response

    def _wrong(self, request: web.Request) -> str:
        """Why a request is refused; empty if it is not."""
        host = request.headers.get("Host", "")
        if not self._is_our_name(host):
            return "this server has another name"
        origin = request.headers.get("Origin")
        if origin is None and request.path == "/ws":
            return "no origin"
        if origin is not None and origin != f"http://{host}":
            return "another origin"
        given = request.cookies.get(self.place.cookie, "")
        if request.path == "/" and not self._is_secret(given):
            given = request.query.get("token", "")
        if not self._is_secret(given):
            return "open the address that readlater printed when it was started: it holds this start's secret"
        return ""

    def _is_secret(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._secret)

    def _is_our_name(self, host: str) -> bool:
        """Whether a request means us by the name that it asks for.

        A name that somebody made to point here is the danger; an address can't be such a name. The port may differ: it
        does where ssh forwards another one.
        """
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        if not name:
            name, port = port, ""
        name = name.lower().removeprefix("[").removesuffix("]")
        if name in ("localhost", self.place.host.lower()):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not is_loopback(self.place.host)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(self.templates_path), autoescape=True)
        size = max(6, min(to_int(request.query.get("fontsize", "16"), 16), 64))
        request["nonce"] = secrets.token_urlsafe(16)
        text = environment.get_template("serve.html").render(
            nonce=request["nonce"], font_size=size, websocket=f"ws://{request.headers['Host']}/ws"
        )
        response = web.Response(text=text, content_type="text/html")
        # Not for https only, for there is none; not for long: it ends with the browser, and with the server.
        response.set_cookie(self.place.cookie, self.place.token, httponly=True, samesite="Strict", path="/")
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A browser window: starts a screen for it, and ends it with the window."""
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)
        if len(self._windows) >= MOST_SCREENS:
            await websocket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return websocket
        width, height = (
            max(1, min(to_int(request.query.get(side, ""), usual), _MOST_CELLS))
            for side, usual in (("width", 80), ("height", 24))
        )

        async def close() -> None:
            await websocket.close()

        screen = Screen(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        self._windows.add(websocket)
        try:
            await screen.start(width, height)
            # What comes from the window but is not understood ends it: nobody but our own page should speak here.
            with contextlib.suppress(ValueError, TypeError, LookupError, AssertionError, AttributeError):
                await self._process_messages(websocket, screen)
        finally:
            self._windows.discard(websocket)
            await asyncio.shield(screen.end())
        return websocket

    async def on_shutdown(self, app: web.Application) -> None:
        """Closes all windows; their screens end with them."""
        for websocket in list(self._windows):
            with contextlib.suppress(Exception):
                await websocket.close(code=WSCloseCode.GOING_AWAY)


def _headers(request: web.Request) -> dict[str, str]:
    """What the browser may do with what we send: nothing that leaves this server."""
    host = request.headers.get("Host", "") if request.get("nonce") else ""
    script = f"'nonce-{request['nonce']}'" if host else "'none'"
    return {
        "Content-Security-Policy": f"default-src 'none'; script-src {script}; style-src 'self' 'unsafe-inline'; "
        f"font-src 'self' data:; img-src 'self' data:; connect-src 'self'{f' ws://{host}' if host else ''}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach this address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(command: Sequence[str], host: str, port: int, told: Callable[[Place], object]) -> None:
    """Serves the screen that the command shows until Ctrl-C.

    Args:
        command: the program with its arguments.
        host: the address to listen at.
        port: the port; 0 for any.
        told: called with where the server is, once it listens.

    Raises:
        ReadlaterError: it can't listen there; says why, and what to do.
    """
    listener = _listen(host, port)
    place = Place(host, listener.getsockname()[1], secrets.token_urlsafe(32))
    try:
        asyncio.run(_serve(GuardedServer(command, place), listener, lambda: told(place)))
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    listener = None
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(64)
    except (OSError, UnicodeError) as error:
        if listener is not None:
            listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ReadlaterError(
                f"port {port} of {host} is in use by another program: take another one, such as --port "
                f"{port + 1 if port < 65535 else 8000}, or --port 0 for any that is free"
            ) from error
        if isinstance(error, OSError) and error.errno == errno.EACCES:
            raise ReadlaterError(f"port {port} may not be used without more rights: take one above 1023") from error
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadlaterError(f"can't listen at {host}: {reason}") from error
    return listener


async def _serve(server: GuardedServer, listener: socket.socket, told: Callable[[], object]) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    runner = web.AppRunner(await server.make(), access_log=None, shutdown_timeout=_STOP_SECONDS + 1)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        told()
        sys.stdout.flush()
        await stopped.wait()
    finally:
        await runner.cleanup()
