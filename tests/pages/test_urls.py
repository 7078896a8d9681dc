from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from readlater.pages.urls import (
    MOST_CHARACTERS,
    canonical_url,
    host_label,
    host_of,
    is_web_url,
    request_url,
    without_credentials,
)
from tests.conftest import SHARED

SAMPLES = Path(__file__).resolve().parent.parent.parent / "data" / "pages"

SAME = """
HTTPS://Example.ORG:443/a/../b/./c?utm_source=x&id=3&fbclid=y#top   https://example.org/b/c?id=3

# scheme, host and port
http://example.org:80                           http://example.org/
http://example.org:8080/                        http://example.org:8080/
https://example.org:80/                         https://example.org:80/
http://example.org:443/                         http://example.org:443/
https://example.org:/a                          https://example.org/a
https://example.org:0443/a                      https://example.org/a
HtTpS://EXAMPLE.org/A                           https://example.org/A
https://example.org./a                          https://example.org/a
https://example.org.:443/a                      https://example.org/a
https://www.example.org/a                       https://www.example.org/a
https://WWW2.example.org/a                      https://www2.example.org/a
https://m.example.org/a                         https://m.example.org/a
https://en.m.example.org/wiki/A                 https://en.m.example.org/wiki/A
https://amp.example.org/a                       https://amp.example.org/a
https://example.org/amp/a                       https://example.org/amp/a
https://example.org/a?amp=1                     https://example.org/a?amp=1
https://foo_bar.example.org/a                   https://foo_bar.example.org/a
https://ends-.example.org/a                     https://ends-.example.org/a
https://user:secret@example.org/a               https://example.org/a
https://user@example.org:8443/a                 https://example.org:8443/a
https://a@b@example.org/a                       https://example.org/a
//example.org/a                                 https://example.org/a
www.example.org/a                               https://www.example.org/a
www.example.org                                 https://www.example.org/
www.example.org:8080/a                          https://www.example.org:8080/a
http:/example.org/a                             http://example.org/a
https://localhost:8000/a                        https://localhost:8000/a

# other alphabets
https://bücher.example/a                        https://xn--bcher-kva.example/a
https://BÜCHER.example/a                        https://xn--bcher-kva.example/a
https://xn--bcher-kva.example/a                 https://xn--bcher-kva.example/a
https://XN--BCHER-KVA.example/a                 https://xn--bcher-kva.example/a
https://b%C3%BCcher.example/a                   https://xn--bcher-kva.example/a
https://bu\u0308cher.example/a                  https://xn--bcher-kva.example/a
https://faß.example/a                           https://xn--fa-hia.example/a
https://fass.example/a                          https://fass.example/a
https://i❤.example/                             https://xn--i-7iq.example/
https://☃.example/                              https://xn--n3h.example/
https://例え。テスト/a                            https://xn--r8jz45g.xn--zckzah/a
https://ｅｘａｍｐｌｅ．org/a                          https://example.org/a
https://ex\u00adample.org/a                     https://example.org/a
https://пример.испытание/                       https://xn--e1afmkfd.xn--80akhbyknj4f/
https://%65xample.org/a                         https://example.org/a

# addresses in numbers
http://192.168.0.1/a                            http://192.168.0.1/a
http://2130706433/                              http://127.0.0.1/
http://0x7f.1/                                  http://127.0.0.1/
http://0177.0.0.1/                              http://127.0.0.1/
http://127.1/                                   http://127.0.0.1/
http://①②⑦.0.0.1/                               http://127.0.0.1/
http://１２７.0.0.1/                               http://127.0.0.1/
https://[2001:DB8::1]:443/a                     https://[2001:db8::1]/a
https://[2001:0db8:0:0:0:0:0:1]/a               https://[2001:db8::1]/a
https://[1:0:0:2:0:0:0:3]/                      https://[1:0:0:2::3]/
https://[::]/                                   https://[::]/
http://[::FFFF:1.2.3.4]:8080/                   http://[::ffff:102:304]:8080/

# path
https://example.org                             https://example.org/
https://example.org/a                           https://example.org/a
https://example.org/a/                          https://example.org/a/
https://example.org//a//b                       https://example.org//a//b
https://example.org/a/index.html                https://example.org/a/index.html
https://example.org/a/./b/../c                  https://example.org/a/c
https://example.org/a/..                        https://example.org/
https://example.org/a/%2e%2E/b                  https://example.org/b
https://example.org/../../a                     https://example.org/a
https://example.org/%7euser/%e4%b8%ad           https://example.org/~user/%E4%B8%AD
https://example.org/%41%2d%5f                   https://example.org/A-_
https://example.org/a%2fb                       https://example.org/a%2Fb
https://example.org/a%20b                       https://example.org/a%20b
https://example.org/a+b                         https://example.org/a+b
https://example.org/중앙_일보                       https://example.org/%EC%A4%91%EC%95%99_%EC%9D%BC%EB%B3%B4
https://example.org/caf%e9                      https://example.org/caf%E9
https://example.org/100%                        https://example.org/100%25
https://example.org/%zz                         https://example.org/%25zz
https://example.org/a;jsessionid=1A2B.node1     https://example.org/a
https://example.org/a;jsessionid=1A2B?id=3      https://example.org/a?id=3
https://example.org/a;JSESSIONID=1/b;v=2        https://example.org/a/b;v=2
https://example.org/a;v=1                       https://example.org/a;v=1
https:\\\\example.org\\a\\b?c\\d                https://example.org/a/b?c%5Cd
https://example.org\\@evil.example/             https://example.org/@evil.example/
http:\\/example.org/a                           http://example.org/a

# query
https://example.org/a?                          https://example.org/a
https://example.org/a?#                         https://example.org/a
https://example.org/a?&&                        https://example.org/a
https://example.org/a?b                         https://example.org/a?b
https://example.org/a?b=                        https://example.org/a?b=
https://example.org/?p=12                       https://example.org/?p=12
https://example.org/a?b=1&b=2&a=%2F+x           https://example.org/a?b=1&b=2&a=%2F+x
https://example.org/a?B=1&a=2                   https://example.org/a?B=1&a=2
https://example.org/a?q=a&amp;utm_medium=x      https://example.org/a?q=a
https://example.org/a?UTM_Source=x              https://example.org/a
https://example.org/a?utm%5Fsource=x            https://example.org/a
https://example.org/a?gclid=1&page=2&msclkid=3  https://example.org/a?page=2
https://example.org/a?mc_cid=1&mc_eid=2         https://example.org/a
https://example.org/a?PHPSESSID=1&id=2          https://example.org/a?id=2
https://example.org/a?_ga=1.2&_gl=3&srsltid=4   https://example.org/a
https://example.org/a?wt.mc_id=1                https://example.org/a
https://example.org/a?ref=3&source=rss&id=4     https://example.org/a?ref=3&source=rss&id=4
https://example.org/a?pk_id=3&ns_id=4           https://example.org/a?pk_id=3&ns_id=4
https://example.org/s?share_id=77               https://example.org/s?share_id=77
https://example.org/a?x[]=1                     https://example.org/a?x%5B%5D=1
https://example.org/a?u=http://b.example/?c=d   https://example.org/a?u=http://b.example/?c=d

# fragment
https://example.org/a#part-2                    https://example.org/a
https://example.org/a#                          https://example.org/a
https://example.org/a#:~:text=word              https://example.org/a
https://example.org/a#part:~:text=word          https://example.org/a
https://example.org/app#!/story/5               https://example.org/app#!/story/5
https://example.org/app#!story/5                https://example.org/app#!story/5
https://example.org/app#/story/5                https://example.org/app#/story/5
https://example.org/app#/story/5:~:text=word    https://example.org/app#/story/5
https://example.org/app#/story?id=%e4           https://example.org/app#/story?id=%E4
https://example.org/app#/                       https://example.org/app
https://example.org/app#!/                      https://example.org/app
https://example.org/app#!                       https://example.org/app
https://example.org/app#/:~:text=word           https://example.org/app

# a URL within a URL
https://web.archive.org/web/2020/http://example.org/a?b=1       https://web.archive.org/web/2020/http://example.org/a?b=1
https://www.google.com/amp/s/example.org/a                      https://www.google.com/amp/s/example.org/a
https://example-org.cdn.ampproject.org/c/s/example.org/a?usqp=1 https://example-org.cdn.ampproject.org/c/s/example.org/a
"""
"""A URL and its canonical form, a row each."""


def rows() -> list[tuple[str, str]]:
    found = [line.split() for line in SAME.splitlines() if line.strip() and not line.startswith("# ")]
    return [(url, canonical) for url, canonical in found]


def test_the_table_is_long() -> None:
    assert len(rows()) >= 80


@pytest.mark.parametrize(("url", "canonical"), rows())
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical
    assert is_web_url(canonical)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("  https://example.org/a \n", "https://example.org/a"),
        ("https://example.org/a\nb/\tc", "https://example.org/ab/c"),
        ("\ufeffhttps://example.org/a\u200b", "https://example.org/a"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/" + "a" * 10_000, "https://example.org/" + "a" * 10_000),
        ("https://example.org/" + "a" * MOST_CHARACTERS, ""),
    ],
)
def test_spaces_and_length(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///home/me/a.html",
        "mailto:a@example.org",
        "httpx://example.org/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https:///a",
        "https://",
        "http:example.org",
        "https://.example.org/",
        "https://example..org/",
        "https://exa mple.org/",
        "https://exa<mple.org/",
        "https://example.org%2Fa/",
        "https://%ff.example/",
        "https://\ufffd.example/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://08.1/",
        "http://example.1/",
        "http://4294967296/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[1:2]/",
        "https://example.org/\x00a",
        "example.org/a",
        "just words",
        "",
    ],
)
def test_no_web_url(url: str) -> None:
    assert canonical_url(url) == ""
    assert request_url(url) == ""
    assert not is_web_url(url)


@given(st.text(max_size=60))
@example("https://example.org/..;jsessionid=1/a")
@example("https://example.org/;jses;jsessionid=1sionid=2/")
def test_any_text_gives_a_canonical_url_or_none(text: str) -> None:
    once = canonical_url(text)
    assert canonical_url(once) == once
    assert is_web_url(once) == bool(once)


URLS = st.builds(
    lambda scheme, host, rest: f"{scheme}://{host}/{rest}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.text(alphabet="abcXYZ09-.éß中ü_①ｘ%[]:", min_size=1, max_size=20),
    st.text(alphabet="aA/.%2e5f~ 中?&=+#!:@;\\", max_size=40),
)


@given(URLS)
def test_canonical_urls_stay_as_they_are(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert is_web_url(url) == bool(once)
    assert not once or (once.isascii() and " " not in once and "@" not in urlsplit(once).netloc)


@given(URLS)
def test_what_is_asked_for_is_the_same_page(url: str) -> None:
    assert canonical_url(request_url(url).partition("#")[0]) == canonical_url(url).partition("#")[0]
    assert "#" not in request_url(url)


PARAMETERS = st.lists(
    st.tuples(
        st.sampled_from(["id", "p", "page", "q", "story", "v", "lang", "ref", "share_id", "date", "ID"]),
        st.text(alphabet="abc019-/ é", max_size=4),
    ),
    max_size=3,
)
MEANINGFUL = st.tuples(
    st.sampled_from(["http://example.org", "https://example.org", "https://www.example.org", "https://m.example.org"]),
    st.lists(st.sampled_from(["a", "A", "b", "", "index.html", "c;v=1", "c%2Fd", "é"]), max_size=3).map("/".join),
    PARAMETERS,
    st.sampled_from(["", "#/a", "#/b", "#!/a", "#!a"]),
)
"""Site, path, parameters and route: all that tells pages apart."""

Meaningful = tuple[str, str, list[tuple[str, str]], str]


def composed(parts: Meaningful, tracked: bool = False) -> str:
    from urllib.parse import urlencode

    site, path, parameters, route = parts
    query = urlencode([*parameters, ("utm_source", "mail")] if tracked else parameters)
    return f"{site}/{path}" + (f"?{query}" if query else "") + route


@given(MEANINGFUL, MEANINGFUL)
def test_pages_that_differ_are_never_merged(one: Meaningful, other: Meaningful) -> None:
    assume(composed(one) != composed(other))
    assert canonical_url(composed(one)) != canonical_url(composed(other, tracked=True))


@given(MEANINGFUL)
def test_how_a_reader_came_changes_nothing(one: Meaningful) -> None:
    assert canonical_url(composed(one)) == canonical_url(composed(one, tracked=True))


def test_no_two_sample_pages_are_merged() -> None:
    """The sample pages were saved from addresses of their own, however these are written in them."""
    from readlater.errors import PageError
    from readlater.pages.read import read_page

    texts: dict[str, str] = {}
    for path in sorted(SAMPLES.rglob("*")):
        if not path.is_file():
            continue
        try:
            drafts = read_page(path.read_bytes(), name=path.name)
        except PageError:
            continue
        for draft in drafts:
            if draft.url:
                title = texts.setdefault(draft.url, draft.title)
                assert title.casefold() == draft.title.casefold(), draft.url
    assert texts


def test_no_two_real_pages_are_merged() -> None:
    """Addresses of real pages that are all different."""
    truth = SHARED / "bench" / "extraction" / "ground-truth.json"
    if not truth.is_file():
        pytest.skip("the real pages are not here")
    known = {str(entry["url"]) for entry in json.loads(truth.read_text(encoding="utf-8")).values() if entry.get("url")}
    assert len(known) > 50
    assert len({canonical_url(url) for url in known} - {""}) == len(known)


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


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://user:pw@h.example/x", "http://h.example/x"),
        ("https://user@h.example", "https://h.example"),
        ("https://h.example/@user/x", "https://h.example/@user/x"),
        ("https://h.example?mail=a@b.example", "https://h.example?mail=a@b.example"),
        ("no address@all", "no address@all"),
    ],
)
def test_users_and_passwords_are_not_kept(url: str, plain: str) -> None:
    assert without_credentials(url) == plain
