from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.pages.typed import typed_url, urls_in
from readlater.pages.urls import is_web_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a?utm_source=x#b", "https://example.org/a?utm_source=x#b"),
        ("  <https://example.org/a>  ", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("//example.org/a", "https://example.org/a"),
        ("example.org", "https://example.org"),
        ("example.org/a.html", "https://example.org/a.html"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("bücher.example", "https://bücher.example"),
        ("page.html", ""),
        ("notes.md", ""),
        ("./page.html", ""),
        ("/home/me/page.html", ""),
        ("pages/page.html", ""),
        ("just words", ""),
        ("word", ""),
        ("1.5", ""),
        ("me@example.org", ""),
        ("mailto:me@example.org", ""),
        ("file:///etc/passwd", ""),
        ("ftp://example.org/", ""),
        ("", ""),
    ],
)
def test_what_a_person_types(text: str, url: str) -> None:
    assert typed_url(text) == url


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://example.org/a, and http://example.org/b.", ["https://example.org/a", "http://example.org/b"]),
        ("[a](https://example.org/a) and (https://example.org/b).", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/wiki/A_(b)", ["https://example.org/wiki/A_(b)"]),
        ("(https://example.org/wiki/A_(b))", ["https://example.org/wiki/A_(b)"]),
        ("<https://example.org/a> “https://example.org/b”", ["https://example.org/a", "https://example.org/b"]),
        ('<a href="https://example.org/a">https://example.org/a</a>', ["https://example.org/a"]),
        (
            "これはhttps://example.org/a。そして「https://example.org/é」",
            ["https://example.org/a", "https://example.org/é"],
        ),
        ("**https://example.org/a**!", ["https://example.org/a"]),
        ("http:// https://. nothing www.example.org", []),
        ("https://example.org/a\nhttps://example.org/a", ["https://example.org/a"]),
    ],
)
def test_addresses_in_a_text(text: str, urls: list[str]) -> None:
    assert urls_in(text) == urls


@given(st.text(alphabet="htps:/.www exampl()[]<>,?#\n\u200bé。", max_size=60))
def test_whatever_is_found_is_an_address(text: str) -> None:
    assert all(is_web_url(url) for url in urls_in(text))
    assert not typed_url(text) or is_web_url(typed_url(text))
