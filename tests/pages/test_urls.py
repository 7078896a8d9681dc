from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.pages.urls import canonical_url, host_label, host_of, is_web_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Example.ORG:443/a/../b/./c?utm_source=x&id=3&fbclid=y#top", "https://example.org/b/c?id=3"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/%7euser/%e4%b8%ad", "https://example.org/~user/%E4%B8%AD"),
        ("https://example.org/중앙 일보", "https://example.org/%EC%A4%91%EC%95%99%20%EC%9D%BC%EB%B3%B4"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://example.org/app#!/story/5", "https://example.org/app#!/story/5"),
        ("https://example.org/app#/story/5", "https://example.org/app#/story/5"),
        ("https://example.org/a#:~:text=word", "https://example.org/a"),
        ("https://example.org/a?b=1&b=2&a=%2F+x", "https://example.org/a?b=1&b=2&a=%2F+x"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("//example.org/a", "https://example.org/a"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("ftp://example.org/a", ""),
        ("javascript:alert(1)", ""),
        ("file:///home/me/a.html", ""),
        ("https://example.org:99999/", ""),
        ("https:///a", ""),
        ("just words", ""),
        ("", ""),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(st.text(max_size=60))
def test_any_text_gives_a_canonical_url_or_none(text: str) -> None:
    once = canonical_url(text)
    assert canonical_url(once) == once


@given(
    st.sampled_from(["http", "https", "HTTP"]),
    st.text(alphabet="abcXYZ09-.éß中ü_", min_size=1, max_size=20),
    st.text(alphabet="aA/.%2e5f~ 中?&=+#!:@;", max_size=40),
)
def test_canonical_urls_stay_as_they_are(scheme: str, host: str, rest: str) -> None:
    once = canonical_url(f"{scheme}://{host}/{rest}")
    assert canonical_url(once) == once
    assert not once or (once.isascii() and " " not in once)


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www3.nhk.or.jp/nhkworld/en/news/20220114_04/", "nhk"),
        ("http://www.asiae.co.kr", "asiae"),
        ("https://www.bbc.co.uk/news", "bbc"),
        ("https://www.bbc.com/news", "bbc"),
        ("https://en.m.wikipedia.org/wiki/Clock", "wikipedia"),
        ("https://jane.github.io/post", "jane"),
        ("https://www.gov.uk/guidance", "gov"),
        ("https://t.co/x", "t"),
        ("http://192.168.0.1/a", "192.168.0.1"),
        ("localhost:8000", "localhost"),
        ("https://xn--bcher-kva.example/", "bücher"),
        ("not a url", ""),
    ],
)
def test_label(url: str, label: str) -> None:
    assert host_label(url) == label


def test_web_urls() -> None:
    assert is_web_url("https://example.org/a")
    assert not is_web_url("www.example.org")
    assert not is_web_url("mailto:a@example.org")
    assert host_of("https://www.Example.org/a") == "example.org"
