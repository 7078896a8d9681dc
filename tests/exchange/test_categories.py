"""Which category an imported article goes into."""

from __future__ import annotations

import pytest

from readlater.exchange.categories import category_for, host_fits
from readlater.model import Found
from tests.factories import draft

RULES = {"*.nhk.or.jp": "news/nhk", "example.org": "examples", "blog.*": "blogs"}
NHK = "https://www3.nhk.or.jp/nhkworld/en/news/20220114_04/"


def test_what_the_user_gave_goes_first() -> None:
    assert category_for(draft(url=NHK, category_id="kept"), given="mine", rules=RULES) == "mine"


def test_then_what_the_page_brought() -> None:
    assert category_for(draft(url=NHK, category_id="kept"), rules=RULES) == "kept"


def test_then_a_rule() -> None:
    assert category_for(draft(url=NHK), rules=RULES) == "news/nhk"


def test_then_the_host() -> None:
    assert category_for(draft(url=NHK)) == "nhk"


def test_a_host_that_only_the_text_names() -> None:
    page = draft(found={"host": (Found("www.asiae.co.kr", "text"),)})
    assert category_for(page) == "asiae"
    assert category_for(page, rules={"asiae.co.kr": "korea"}) == "korea"


def test_no_host_no_category() -> None:
    assert category_for(draft(), rules=RULES) == ""


@pytest.mark.parametrize(
    ("host", "pattern", "fits"),
    [
        ("example.org", "example.org", True),
        ("www.example.org", "example.org", True),
        ("old.example.org", "example.org", False),
        ("old.example.org", "*.example.org", True),
        ("example.org", "*.Example.org", True),
        ("notexample.org", "*.example.org", False),
        ("blog.example.net", "blog.*", True),
        ("blog.example.net", "", False),
    ],
)
def test_patterns(host: str, pattern: str, fits: bool) -> None:
    assert host_fits(host, pattern) is fits
