"""The sample pages in data/: each is read as it should be, and in a library of all of them neighbours are of a topic.

What is in every page stands in samples_expected.json: its fields, a range for its words, phrases that its text holds,
and the chrome around it, of which nothing may be left.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from readlater.language.analysis import analyse
from readlater.library import Library
from readlater.model import Draft
from readlater.pages.containers import members
from readlater.pages.read import read_page
from readlater.pages.sniff import FORMATS
from readlater.pages.urls import canonical_url

PAGES = Path(__file__).parent.parent / "data" / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "samples_expected.json").read_text(encoding="utf-8")
)
TRACKED = sorted(name for name, page in EXPECTED.items() if page["form"] == "tracker")
LONG_ENOUGH = 24
"""A chrome string of so many code points cannot stand in the text by chance; shorter ones ("Share") can, as words."""


@cache
def draft_of(name: str) -> Draft:
    """The one draft that the sample page gives; behind a ``#`` stands how the address of a page of an archive ends."""
    file, _, ending = name.partition("#")
    data = (PAGES / file).read_bytes()
    if ending:
        (page,) = (page for page in members(BytesIO(data), file) if page.url.endswith(ending))
        (draft,) = read_page(page.data, name=page.name, url=page.url, charset=page.charset, saved=page.saved)
    else:
        (draft,) = read_page(data, name=file.rpartition("/")[2])
    return draft


def text_of(name: str) -> str:
    """The page's text with every kind of white space within a line as a plain space."""
    return "\n".join(" ".join(line.split()) for line in draft_of(name).document.text.splitlines())


def test_the_table_names_the_files() -> None:
    files = (path.relative_to(PAGES) for path in PAGES.rglob("*") if path.is_file())
    pages = sorted(str(file) for file in files if not file.parent.name.endswith("_files"))
    assert sorted({name.partition("#")[0] for name in EXPECTED}) == pages


def test_the_samples_are_varied() -> None:
    languages = Counter(page["language"] for page in EXPECTED.values())
    topics = Counter(page["topic"] for page in EXPECTED.values())
    forms = Counter(page["form"] for page in EXPECTED.values())
    assert len(EXPECTED) >= 46
    assert all(languages[language] >= 3 for language in ("en", "ko", "ja", "zh", "ru", "ar", "de", "es"))
    assert len(topics) == 8
    assert min(topics.values()) >= 5
    assert set(forms) == set(FORMATS) - {"pdf"}  # a PDF can be read only with the extra
    assert sum(path.stat().st_size for path in PAGES.rglob("*") if path.is_file()) < 1_500_000


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_form(name: str) -> None:
    draft = draft_of(name)
    assert draft.format == EXPECTED[name]["form"]
    assert draft.failed == ""


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_title(name: str) -> None:
    title, expected = draft_of(name).title, EXPECTED[name]["title"]
    assert title.startswith(expected) if EXPECTED[name].get("title_is_prefix") else title == expected


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_byline_date_url_site(name: str) -> None:
    draft, expected = draft_of(name), EXPECTED[name]
    assert draft.byline.casefold() == expected["byline"].casefold()
    assert draft.published[:10] == expected["published"][:10]
    assert draft.url == (canonical_url(expected["url"]) if expected["url"] else "")
    if expected["site"]:
        assert draft.site == expected["site"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_language_and_words(name: str) -> None:
    analysis = analyse(draft_of(name))
    fewest, most = EXPECTED[name]["words"]
    assert analysis.language.partition("-")[0] == EXPECTED[name]["language"]
    assert fewest <= analysis.word_count <= most


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_body_is_complete(name: str) -> None:
    text = text_of(name)
    assert [phrase for phrase in EXPECTED[name]["contains"] if phrase not in text] == []


@pytest.mark.parametrize("name", sorted(name for name, page in EXPECTED.items() if page.get("once")))
def test_a_pull_quote_is_not_read_twice(name: str) -> None:
    assert [text_of(name).count(sentence) for sentence in EXPECTED[name]["once"]] == [1]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_chrome_is_left(name: str) -> None:
    text = text_of(name)
    lines = set(text.splitlines())
    left = [
        chrome
        for chrome in (" ".join(string.split()) for string in EXPECTED[name]["chrome"])
        if chrome in lines or (len(chrome) >= LONG_ENOUGH and chrome in text)
    ]
    assert left == []


@pytest.mark.parametrize("name", TRACKED)
def test_what_the_tracker_kept(name: str) -> None:
    draft, expected = draft_of(name), EXPECTED[name]
    assert draft.uuid == expected["uuid"]
    assert draft.category_id == expected["category"]
    assert draft.read_count == expected["read_count"]
    assert list(draft.similar_titles) == expected["similar"]
    assert draft.summary.startswith(expected["summary_starts"])
    for field in ("created", "updated", "last_read"):
        assert getattr(draft, field) == datetime.fromisoformat(expected[field])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A library of all samples and which article each of them became."""
    with Library.open(tmp_path_factory.mktemp("samples")) as library:
        ids = {name: library.add(draft_of(name)).id for name in sorted(EXPECTED)}
        yield library, ids


def test_every_sample_becomes_an_article(library: Any) -> None:
    store, ids = library
    assert len(set(ids.values())) == len(EXPECTED)
    assert store.counts().total == len(EXPECTED)


def test_neighbours_are_of_the_same_topic(library: Any) -> None:
    """Of the pages that have company in their topic and language, four in five have it as their nearest neighbour."""
    store, ids = library
    names = {number: name for name, number in ids.items()}
    company = Counter((page["topic"], page["language"]) for page in EXPECTED.values())
    right, wrong = 0, []
    for name, page in EXPECTED.items():
        if company[page["topic"], page["language"]] < 2:
            continue
        near = [other for other in store.similar(ids[name], limit=5) if other.score > 0]
        best = max(near, key=lambda other: other.score, default=None)
        if best is not None and EXPECTED[names[best.row.id]]["topic"] == page["topic"]:
            right += 1
        else:
            wrong.append((name, best and names[best.row.id]))
    assert right / (right + len(wrong)) >= 0.8, wrong


def test_a_noted_title_finds_its_article(library: Any) -> None:
    """Both trackers list pages of this library as similar; those titles resolve to the articles, others stay notes."""
    store, ids = library
    csto = dict(store.noted_similar(ids["alliance/csto-mission-ends.txt"]))
    train = dict(store.noted_similar(ids["night-trains/night-train-returns-to-coast.txt"]))
    gazette = ids["alliance/compact-troops-begin-leaving-velmark.html"]
    assert csto["Compact troops begin leaving Velmark after nine days"] == gazette
    assert csto["Uranium price falls back after unrest"] is None
    assert train["Berth 61"] == ids["night-trains/berth-sixty-one.html"]
