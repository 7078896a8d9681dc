"""Which addresses may be connected to: what a host name means, and whether that lies in the open internet.

A page names other pages, and what it names is fetched from *this* machine, for which doors are open that are closed to
the page's author: the router, a printer, a service on a local port. So the name is looked up once, every address that
it has is checked, and the connection goes to one that was checked, whatever the name would mean a moment later.
"""

from __future__ import annotations

import queue
import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from readlater.errors import FetchError

MOST_ADDRESSES = 4
"""Of a host with more addresses only so many are tried."""

_REFUSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # a provider's own network
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_OPEN_6 = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for the open internet…"""
_REFUSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, among them Teredo, which holds IPv4 addresses
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds IPv4 addresses
        "3fff::/20",  # documentation
    )
)
"""…but for these. NAT64, mapped addresses, link-local and private ones all lie outside of it."""


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open internet: by the registries of IANA, not by the version of Python."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _REFUSED_4)
    mapped = ip.ipv4_mapped
    if mapped is not None:
        return is_public(str(mapped))
    return ip in _OPEN_6 and not any(ip in network for network in _REFUSED_6)


def checked_addresses(host: str, port: int, *, allow_private: bool, seconds: float) -> list[str]:
    """The addresses of a host, all of them checked, in the order in which the system would try them.

    Raises:
        FetchError: there is no such host, or one of its addresses is not in the open internet.
    """
    found = _addresses(host, port, seconds)
    if allow_private:
        return found[:MOST_ADDRESSES]
    refused = next((address for address in found if not is_public(address)), None)
    if refused is not None:
        which = refused if refused == host else f"{host} ({refused})"
        raise FetchError(
            f"{which} is not in the open internet; to fetch from your own network set allow_private = true"
            " under [fetch] in the configuration"
        )
    return found[:MOST_ADDRESSES]


def _addresses(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host; itself if it is one."""
    try:
        literal: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:
        return _looked_up(host, port, seconds)
    return [str(literal)]


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Asks the system, which has no time limit of its own: on a thread that is left behind when it takes too long."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="look up").start()
    try:
        answer = answers.get(timeout=max(0.0, seconds))
    except queue.Empty:
        raise FetchError(f"{host} was not found in time (is there a connection?)", passing=True) from None
    if isinstance(answer, UnicodeError):  # a label of more than 63 characters
        raise FetchError(f"{host} can't be the name of a host")
    if isinstance(answer, OSError) or not answer:
        raise FetchError(f"{host} can't be found: no connection, or no such host", passing=True)
    return answer
