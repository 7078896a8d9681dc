"""The host of a URL as browsers understand it: in ASCII, IPv4 addresses in their usual spelling, IPv6 in brackets.

Follows the host parser of the WHATWG URL standard, so that what we take for an address is what a browser would
connect to: ``http://2130706433/``, ``http://0x7f.1/`` and ``http://①②⑦.0.0.1/`` are all ``http://127.0.0.1/``.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_NAME = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+")
_IPV6 = re.compile(r"[0-9a-fA-F:.]+")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def ascii_host(host: str) -> str:
    """The one spelling of a host in ASCII, or an empty string if it can't be one. IPv6 addresses get their brackets."""
    if ":" in host:  # the brackets were taken off by who split the URL
        return _ipv6(host)
    try:
        host = unquote(host, errors="strict")
    except UnicodeDecodeError:
        return ""
    host = (host if host.isascii() else _ascii(host)).lower().removesuffix(".")
    if not _NAME.fullmatch(host):
        return ""
    return _ipv4(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def unicode_label(label: str) -> str:
    """A label of a host as its readers write it."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _ascii(host: str) -> str:
    """A host name in its IDNA form, or an empty string if it has characters that no host has.

    The mapping is that of UTS 46 without its transitional rules, as in every browser: ``ß`` stays itself. The labels
    are not held against IDNA 2008, which has no place for the emoji that are registered.
    """
    import idna

    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
        labels = [
            label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
            for label in mapped.split(".")
        ]
    except UnicodeError:
        return ""
    return ".".join(labels)


def _ipv4(host: str) -> str:
    """An IPv4 address of one to four numbers, decimal, octal or hexadecimal, as four decimal ones; else nothing."""
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return ""
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return ""
    last = 256 ** (5 - len(numbers))
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= last:
        return ""
    value = numbers[-1] + sum(number << (24 - 8 * place) for place, number in enumerate(numbers[:-1]))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)


def _ipv6(host: str) -> str:
    """An IPv6 address in the spelling of RFC 5952, in brackets; without a zone, which means nothing elsewhere."""
    from ipaddress import IPv6Address

    if not _IPV6.fullmatch(host):
        return ""
    try:
        groups = IPv6Address(host).exploded.split(":")
    except ValueError:
        return ""
    # Not `compressed`, which writes mapped IPv4 addresses one way or the other, by the version of Python.
    short = ":".join(f"{int(group, 16):x}" for group in groups)
    runs = re.findall(r"(?:^|(?<=:))0(?::0)+(?=:|$)", short)
    if runs:
        longest = max(runs, key=len)
        head, _, tail = f":{short}:".partition(f":{longest}:")
        short = f"{head.lstrip(':')}::{tail.rstrip(':')}"
    return f"[{short}]"
