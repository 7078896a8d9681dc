"""Which addresses are connected to."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from readlater.errors import FetchError
from readlater.pages.fetch import fetch
from readlater.pages.fetch.addresses import checked_addresses, is_public
from readlater.pages.urls import canonical_url
from tests.serving import Site, page, redirect

from .conftest import LOCAL


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:192.168.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "no address",
        "",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2001:4860:4860::8888",
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


LOOPBACK = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f.1/ http://0x7f000001/ http://0x7F.0.0.1/
http://017700000001/ http://0177.0.0.1/ http://00000177.0.0.1/ http://①②⑦.0.0.1/ http://１２７．０．０．１/
http://127。0。0。1/ http://127.0.0.1./ http://%31%32%37.0.0.1/ http://user@127.0.0.1/ http://8.8.8.8@127.0.0.1/
http://[::1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[0:0:0:0:0:0:0:1]/ http://[::127.0.0.1]/
http://[64:ff9b::127.0.0.1]/ http://[2002:7f00:1::]/ http://0/ http://0.0.0.0/ http:\\\\127.0.0.1\\a http:/127.0.0.1/a
http://example.org\\@127.0.0.1/@127.0.0.1/ //127.0.0.1/
"""


@pytest.mark.parametrize("url", LOOPBACK.split())
def test_every_spelling_of_this_machine_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: Any, **__: Any) -> None:
        raise AssertionError("something was looked up or connected to")

    monkeypatch.setattr(socket, "create_connection", no_network)
    if "example.org" in url:
        # A browser takes the backslash for a slash: the host is what stands before it.
        assert canonical_url(url).startswith("http://example.org/@")
        return
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(FetchError, match="not in the open internet") as caught:
        fetch(url)
    assert not caught.value.passing
    assert "allow_private" in str(caught.value)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "data:text/html,a", "javascript:1", "gopher://a/", ""]
)
def test_other_schemes_are_refused_before_anything_is_opened(url: str) -> None:
    with pytest.raises(FetchError, match="no web address") as caught:
        fetch(url)
    assert not caught.value.passing


def test_every_address_of_a_name_is_checked(names: dict[str, list[list[str]]]) -> None:
    names["mixed.test"] = [["8.8.8.8", "192.168.0.1"]]
    with pytest.raises(FetchError, match=r"mixed\.test \(192\.168\.0\.1\) is not in the open internet"):
        checked_addresses("mixed.test", 80, allow_private=False, seconds=5)
    names["public.test"] = [["8.8.8.8", "2606:4700::1111"]]
    assert checked_addresses("public.test", 80, allow_private=False, seconds=5) == ["8.8.8.8", "2606:4700::1111"]


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_checked(
    names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another address the second time it is asked for: the second time never comes."""
    names["rebinding.test"] = [["8.8.8.8"], ["127.0.0.1"]]
    connected: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr("readlater.pages.fetch.fetching.time.sleep", lambda _: None)
    with pytest.raises(FetchError, match=r"rebinding\.test"):
        fetch("http://rebinding.test/a")
    assert connected == [("8.8.8.8", 80)]


def test_the_name_is_what_the_server_hears(site: Site, names: dict[str, list[list[str]]]) -> None:
    names["page.test"] = [["127.0.0.1"], ["8.8.8.8"]]
    site["/a"] = page(b"<p>here")
    fetched = fetch(site.url("/a", "page.test"), options=LOCAL)
    assert fetched.data == b"<p>here"
    assert fetched.final_url == site.url("/a", "page.test")
    assert site.requests[0].headers["Host"] == f"page.test:{site.port}"


def test_another_address_of_the_name_is_tried(site: Site, names: dict[str, list[list[str]]]) -> None:
    names["page.test"] = [["127.0.0.2", "::1", "127.0.0.1"]]
    site["/a"] = page(b"<p>here")
    assert fetch(site.url("/a", "page.test"), options=LOCAL).data == b"<p>here"


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes as public; where it redirects to is checked again."""
    names["public.test"] = [["127.0.0.1"]]
    site["/a"] = redirect(f"http://192.168.0.1:{site.port}/secret")
    site["/b"] = redirect(f"http://localhost:{site.port}/secret")
    names["localhost"] = [["127.0.0.2"]]
    monkeypatch.setattr("readlater.pages.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="not in the open internet"):
            fetch(site.url(path, "public.test"))
    assert site.paths() == ["/a", "/b"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "data:text/html,x", "http://[::1"])
def test_a_redirect_to_what_is_no_web_address_is_refused(site: Site, target: str) -> None:
    site["/a"] = redirect(target)
    with pytest.raises(FetchError, match="redirected to what is no web address"):
        fetch(site.url("/a"), options=LOCAL)


def test_a_name_that_is_not_there_may_be_there_later(names: dict[str, list[list[str]]]) -> None:
    with pytest.raises(FetchError, match=r"nowhere\.test can't be found") as caught:
        fetch("http://nowhere.test/")
    assert caught.value.passing


def test_a_name_that_nobody_can_look_up(names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise UnicodeError("label too long")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(FetchError, match="can't be the name of a host"):
        fetch(f"http://{'a' * 70}.test/")
