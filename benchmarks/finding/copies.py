"""How well copies are recognised: articles saved again in five ways, and articles that are only near each other.

Each of `SAMPLE` articles of a set is added again to the library of the whole set, with another address: with other
markup; with what a site puts around it; with one word in ten (one character in twenty, where words have no spaces)
replaced by one of another article; cut to its first 40 %; with 30 % of another story behind it. It is recognised if it
becomes no article of its own, or is called a copy of the right one. In the sets without titles neither has one. Records
that are hardly more than a title (fewer than `readlater.library.copies.LEAST` shingles) are not taken.

*False alarms* are the articles of the set itself that are called copies of each other, but for those that are: of the
same title, or with nine tenths of the shorter text in the longer one (news sites publish some stories twice).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

from benchmarks.finding import sets
from benchmarks.report import Row, percentile
from readlater.language.scripts import SPACELESS_RUN
from readlater.language.shingles import shingles
from readlater.library import Library, NewArticle, copies
from readlater.model import Draft, Outcome

SETS = ("bbc", "livedoor", "korquad", "xquad_en", "xquad_ru", "xquad_zh", "xquad_th", "xquad_ar")
SAMPLE = 120
"""Articles of a set that are saved again in each of the ways."""

TWICE = 0.9
"""Containment from which two articles of a set are taken for the same one."""

_ABOVE = "Home News Sport Weather Search Sign in. Our best stories every morning: subscribe to the newsletter."
_BELOW = (
    "We use cookies to make this site work. Share this on your favourite network. Most read this week. Related"
    " stories. All rights reserved. Terms of use. Privacy. About us. Contact. Advertise with us. Follow us for more."
)

Record = dict[str, Any]


def _markup(record: Record, other: Record, random: Random) -> str:
    text = re.sub(r"\s*\n\s*", "\n\n", str(record["text"]))
    return text.replace('"', "”").replace("'", "’").replace(" - ", " – ")


def _boilerplate(record: Record, other: Record, random: Random) -> str:
    return f"{_ABOVE}\n{record['text']}\n{_BELOW}"


def _edited(record: Record, other: Record, random: Random) -> str:
    text = str(record["text"])
    if record["lang"] != "ko" and sum(map(len, SPACELESS_RUN.findall(text))) > len(text) / 2:
        pool = [one for one in other["text"] if not one.isspace()]
        return "".join(random.choice(pool) if random.random() < 0.05 and not one.isspace() else one for one in text)
    pool = str(other["text"]).split()
    lines = (
        " ".join(random.choice(pool) if word and random.random() < 0.1 else word for word in line.split(" "))
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _cut(record: Record, other: Record, random: Random) -> str:
    text = str(record["text"])
    return text[: int(0.4 * len(text))]


def _joined(record: Record, other: Record, random: Random) -> str:
    text = str(record["text"])
    return f"{text}\n{other['text'][: int(0.3 * len(text))]}"


KINDS: dict[str, tuple[Callable[[Record, Record, Random], str], float]] = {
    "other markup": (_markup, 99),
    "boilerplate around it": (_boilerplate, 99),
    "edited": (_edited, 99),
    "cut to 40 %": (_cut, 95),
    "30 % of another story": (_joined, 99),
}
"""Way of saving again → what makes it, and the least recall in per cent."""


def rows() -> Iterator[Row]:
    """Recall of each way of saving again and false alarms, by set and in the mean, and what an article costs."""
    recall: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for name in SETS:
        with sets.library_of(name) as (library, numbers):
            alarms, milliseconds = _alarms(library, sorted(set(numbers.values())))
            for kind, (_, floor) in KINDS.items():
                recall[kind].append(_recall(name, library, numbers, kind))
                yield Row(f"copies, {name}: {kind}", recall[kind][-1], "%", limit=floor, at_least=True)
        yield Row(f"copies, {name}: false alarms", alarms, "%", limit=1)
        yield Row(f"copies, {name}: cost of an article", milliseconds, "ms", note="CPU, mean")
    for kind, (_, floor) in KINDS.items():
        yield Row(f"copies, mean: {kind}", fmean(recall[kind]), "%", limit=floor, at_least=True)


def costs(folder: Path, count: int = 300) -> Iterator[Row]:
    """What it costs to look for the copies of one article more in a large library: milliseconds of CPU."""
    with Library.open(folder) as library, library._database.read() as connection:
        numbers = Random(11).sample(list(library.ids()), count)
        copies.look(connection, numbers[0])  # reads what is kept between calls
        times = []
        for number in numbers:
            began = time.thread_time()
            copies.look(connection, number)
            times.append((time.thread_time() - began) * 1e3)
    yield Row("copies of an article, CPU, mean", fmean(times), "ms", limit=4)
    yield Row("copies of an article, CPU, p95", percentile(times, 95), "ms")


def _recall(name: str, library: Library, numbers: dict[str, int], kind: str) -> float:
    """How many per cent of the articles are recognised; the library is left as it was."""
    records = sets.load(name)
    random = Random(f"{name} {kind}")
    texts = [at for at, record in enumerate(records) if len(shingles(record["text"])) >= copies.LEAST]
    chosen = random.sample(texts, min(SAMPLE, len(texts)))
    recognised = 0
    for start in range(0, len(chosen), 40):
        part = chosen[start : start + 40]
        drafts = [_again(kind, records, at, random) for at in part]
        added = library.add_all([NewArticle(draft) for draft in drafts])
        for at, one in zip(part, added, strict=True):
            wanted = numbers[records[at]["id"]]
            recognised += one.id == wanted or wanted in {copy.row.id for copy in one.copies}
        new = [one.id for one in added if one.outcome is Outcome.NEW]
        library.delete(new)
        library.purge_trash(0)
    return 100 * recognised / len(chosen)


def _again(kind: str, records: Sequence[Record], at: int, random: Random) -> Draft:
    other = records[(at + random.randrange(1, len(records))) % len(records)]
    text = KINDS[kind][0](records[at], other, random)
    return replace(sets.draft_of({**records[at], "text": text}), url=f"https://again.example.org/{at}")


def _alarms(library: Library, numbers: Sequence[int]) -> tuple[float, float]:
    """How many per cent of the articles are wrongly called copies, and milliseconds of CPU for each article."""
    began = time.process_time()
    library.look_for_copies(numbers)
    milliseconds = (time.process_time() - began) / len(numbers) * 1e3
    alarmed = 0
    for number in numbers:
        title = library.row(number).title
        found = library.copies(number)
        alarmed += any(
            copy.containment < TWICE and not copies.same_title(title, copy.row.title) for copy in found
        ) and not any(copy.containment >= TWICE for copy in found)
    return 100 * alarmed / len(numbers), milliseconds


if __name__ == "__main__":
    from benchmarks.report import print_table

    print_table(rows())
