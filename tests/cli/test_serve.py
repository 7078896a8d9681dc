"""``readlater serve``: the screen in a browser, and who is not let in."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from readlater.cli.serving import GuardedServer, Place  # noqa: E402
from readlater.library import Library  # noqa: E402
from tests.tui.driving import ARTICLES, make_library  # noqa: E402

CODES = re.compile(r"\x1b(?:\[[0-9;?<>=]*[a-zA-Z$]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")


class Served:
    """A running ``readlater serve`` and a client that acts as a browser."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.base, self.token = url.split("/?token=")

    def children(self) -> list[int]:
        """The processes that it started."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split()]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The real server over a library, at a free port."""
    make_library(tmp_path / "library").close()
    process = subprocess.Popen(
        [sys.executable, "-m", "readlater", "--library", str(tmp_path / "library"), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, process.stderr.read() if process.stderr else "")
        yield Served(process, found[0])
    finally:
        process.kill()
        process.communicate()


@asynccontextmanager
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A client that keeps cookies of addresses, as a browser does."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def screen_until(socket_: aiohttp.ClientWebSocketResponse, *words: str) -> str:
    """What the screen wrote until it has all the words."""
    text = ""
    async with asyncio.timeout(30):
        async for message in socket_:
            if message.type is aiohttp.WSMsgType.BINARY:
                text += CODES.sub("", message.data.decode())
                if all(word in text for word in words):
                    return text
    raise AssertionError(f"the screen ended without {words}:\n{text}")


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    """The status of an answer; that of the handshake for a WebSocket."""
    if "/ws" in url:
        try:
            async with session.ws_connect(url, headers=headers):
                return 101
        except aiohttp.WSServerHandshakeError as error:
            return int(error.status)
    async with session.get(url, headers=headers, allow_redirects=False) as response:
        return int(response.status)


async def test_the_library_is_on_the_screen_of_a_browser(served: Served) -> None:
    async with browser() as session:
        async with session.get(served.url) as response:
            assert response.status == 200
            page = await response.text()
        assert "<title>readlater</title>" in page
        assert not re.findall(r"(?:https?:)?//(?!127\.0\.0\.1)[\w.-]+\.\w+", page), "the page asks another server"
        assert served.token not in page
        async with session.ws_connect(f"{served.base}/ws?width=100&height=30", headers={"Origin": served.base}) as ws:
            await screen_until(ws, *(one.title[:16] for one in ARTICLES))
            children = served.children()
            assert children
            await ws.send_json(["stdin", "/"])
            await ws.send_json(["stdin", "qzqz"])
            await screen_until(ws, "qzqz")
            await ws.send_json(["stdin", "\x11"])
            async for _ in ws:
                pass
        await gone(children)


async def test_the_address_that_was_printed_sets_a_cookie_for_nobody_else(served: Served) -> None:
    async with browser() as session:
        assert await status(session, served.base) == 403
        async with session.get(served.url) as response:
            cookie = response.headers["Set-Cookie"]
            policy = response.headers["Content-Security-Policy"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert await status(session, served.base) == 200
        assert await status(session, f"{served.base}/static/js/textual.js") == 200
        assert await status(session, f"{served.base}/static/../server.py") in (403, 404)


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/static/", "/download/x", "/other"])
async def test_without_the_secret_nothing_is_given_away(served: Served, path: str) -> None:
    async with browser() as session:
        assert await status(session, served.base + path, Origin=served.base) == 403
        wrong = f"readlater-{served.base.rpartition(':')[2]}=ünd{served.token[3:]}"
        assert await status(session, served.base + path, Origin=served.base, Cookie=wrong.replace("ü", "u")) == 403
        assert await status(session, f"{served.base}{path}?token={served.token[:-1]}", Origin=served.base) == 403


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/x"])
async def test_a_page_of_another_server_is_not_let_in_with_the_cookie(served: Served, path: str) -> None:
    port = served.base.rpartition(":")[2]
    async with browser() as session:
        assert await status(session, served.url) == 200
        for origin in ("http://evil.example", "null", f"http://127.0.0.1.evil.example:{port}", "http://127.0.0.1:1"):
            assert await status(session, served.base + path, Origin=origin) == 403, origin
        for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "169.254.0.1", "", ":"):
            assert await status(session, served.base + path, Host=host, Origin=f"http://{host}") == 403, host


async def test_a_websocket_has_to_say_where_it_comes_from(served: Served) -> None:
    async with browser() as session:
        assert await status(session, served.url) == 200
        assert await status(session, f"{served.base}/ws") == 403


async def test_what_is_no_message_ends_the_window_but_not_the_server(served: Served) -> None:
    async with browser() as session:
        assert await status(session, served.url) == 200
        for rubbish in ("", "{}", "[]", '["stdin"]', '["stdin", 1]', '["resize", null]', '["resize", {"width": "x"}]'):
            async with session.ws_connect(f"{served.base}/ws?width=-5&height=x", headers={"Origin": served.base}) as ws:
                await ws.send_str(rubbish)
                if "width" not in rubbish:
                    async for _ in ws:
                        pass
        assert await status(session, served.base) == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_ctrl_c_ends_the_server_and_its_screens(served: Served, number: signal.Signals) -> None:
    async with browser() as session:
        await session.get(served.url)
        async with session.ws_connect(f"{served.base}/ws", headers={"Origin": served.base}) as ws:
            await screen_until(ws, "Inbox")
            children = served.children()
            served.process.send_signal(number)
            async for _ in ws:
                pass
    out, err = await asyncio.to_thread(served.process.communicate)
    assert served.process.returncode == 0
    assert "Traceback" not in out + err
    await gone(children)


async def test_no_screen_outlives_a_server_that_is_killed(served: Served) -> None:
    async with browser() as session:
        await session.get(served.url)
        async with session.ws_connect(f"{served.base}/ws", headers={"Origin": served.base}) as ws:
            await screen_until(ws, "Inbox")
            children = served.children()
            assert children
            served.process.kill()
    await gone(children)


async def gone(children: list[int]) -> None:
    """Waits until none of the processes runs any more."""
    async with asyncio.timeout(20):
        while any(runs(child) for child in children):
            await asyncio.sleep(0.02)


def runs(number: int) -> bool:
    """Whether the process is there and has not ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def serve(library: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs ``readlater serve`` where it ends by itself."""
    command = [sys.executable, "-m", "readlater", "--library", str(library), "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ | environ)


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = serve(tmp_path / "library", "--port", str(port))
    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is in use" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    done = serve(tmp_path / "library", "--host", "192.0.2.1")
    assert done.returncode == 1
    assert "can't listen at 192.0.2.1" in done.stderr


def test_a_mistake_in_the_configuration_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("widht = 3\n")
    done = serve(tmp_path / "library", READLATER_CONFIG=str(tmp_path / "config.toml"))
    assert done.returncode == 2
    assert "widht" in done.stderr


def test_what_is_missing_is_told_with_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "textual_serve.py").write_text("raise ModuleNotFoundError(name='textual_serve')\n")
    done = serve(tmp_path / "library", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "pip install 'readlater[serve]'" in done.stderr


@pytest.mark.parametrize(
    ("listens", "host", "ours"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:9000", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("::1", "[::1]", True),
        ("127.0.0.1", "192.168.1.2:8000", False),
        ("0.0.0.0", "192.168.1.2:8000", True),
        ("0.0.0.0", "evil.example:8000", False),
        ("desk.example", "desk.example:8000", True),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[", False),
    ],
)
def test_the_names_of_the_server(listens: str, host: str, ours: bool) -> None:
    server = GuardedServer(["true"], Place(listens, 8000, "secret"))
    assert server._is_our_name(host) is ours


def test_the_library_is_opened_with_the_same_options(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from readlater.cli.group import main

    folder = tmp_path / "a library; rm -rf x"
    Library.open(folder, create=True).close()
    with patch("readlater.cli.serving.serve") as started:
        result = CliRunner().invoke(main, ["--library", str(folder), "serve", "--port", "0"])
    assert result.exit_code == 0, result.output
    command = started.call_args.args[0]
    assert command[command.index("--library") + 1] == str(folder)
    assert str(folder) in __import__("shlex").split(GuardedServer(command, Place("127.0.0.1", 1, "x")).command)
