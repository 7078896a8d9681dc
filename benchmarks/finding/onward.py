"""How good suggestions of what to read next are, by simulated readers, and beside simpler ways to suggest.

A reader has some subjects, and finished some articles of each, one after the other as it came; some more by accident,
of any subject. What is suggested should be of the reader's subjects. The sets say which texts are on one subject.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.finding import sets
from benchmarks.report import Row
from readlater.library import Library, onward, similar

FIRST = 10
READERS = 40
"""Simulated readers of each set."""

TOLD = (("bbc", "cat"), ("livedoor", "cat"), ("korquad", "group"), *((name, "group") for name in sets.SETS[3:]))
"""The sets, and what of their records says which are on one subject."""

_SUBJECTS = 4
_READ = 12
_BY_ACCIDENT = 0.25
_MUCH_LATER = 2**52


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody read, the last one first, and the subjects that were read on purpose."""

    read: tuple[int, ...]
    subjects: frozenset[str]


Way = Callable[[Library, Reader], list[int]]
"""A way to suggest: the articles, the best first."""


def rows() -> Iterator[Row]:
    """For each set the share of the first ten that are on the reader's subjects, and how many subjects they cover."""
    sums: Counter[tuple[str, str]] = Counter()
    for name, field in TOLD:
        with sets.library_of(name) as (library, numbers):
            subject = {numbers[record["id"]]: str(record[field]) for record in sets.load(name)}
            result = measured(library, subject, WAYS)
            for way, (right, covered) in result.items():
                sums[way, "right"] += right
                sums[way, "covered"] += covered
            beside = ", ".join(f"{way} {100 * right:.0f}" for way, (right, _) in result.items() if way != "ours")
            yield Row(f"suggestions, {name}: on the subjects", 100 * result["ours"][0], "%", note=beside)
    for what, unit in (("right", "%"), ("covered", "% of the subjects")):
        means = {way: 100 * sums[way, what] / len(TOLD) for way in WAYS}
        beside = ", ".join(f"{way} {value:.1f}" for way, value in means.items() if way not in ("ours", "one profile"))
        title = "on the subjects" if what == "right" else "covered"
        yield Row(
            f"suggestions, mean: {title}", means["ours"], unit, None, f"{beside}, one profile", means["one profile"]
        )


def measured(
    library: Library, subject: Mapping[int, str], ways: Mapping[str, Way], readers: int = READERS
) -> dict[str, tuple[float, float]]:
    """For each way: discounted share of the first ten that are right, share of the reader's subjects among them."""
    everybody = list(_readers(subject, Random(11), readers))
    result = {}
    for way, suggest in ways.items():
        right = covered = 0.0
        for reader in everybody:
            _let_read(library, reader)
            found = suggest(library, reader)[:FIRST]
            left = sum(subject[number] in reader.subjects for number in subject) - len(
                [number for number in reader.read if subject[number] in reader.subjects]
            )
            right += _gain([subject[number] in reader.subjects for number in found], left)
            covered += len({subject[number] for number in found} & reader.subjects) / len(reader.subjects)
        result[way] = (right / len(everybody), covered / len(everybody))
    return result


def _gain(hits: Sequence[bool], left: int) -> float:
    """NDCG of the first ten."""
    ideal = sum(1 / math.log2(place + 2) for place in range(min(FIRST, left)))
    return sum(hit / math.log2(place + 2) for place, hit in enumerate(hits)) / ideal


def _readers(subject: Mapping[int, str], random: Random, count: int) -> Iterator[Reader]:
    of_subject: dict[str, list[int]] = {}
    for number, name in subject.items():
        of_subject.setdefault(name, []).append(number)
    large = sorted(name for name, numbers in of_subject.items() if len(numbers) >= 4)
    every = sorted(subject)
    for _ in range(count):
        chosen = random.sample(large, min(_SUBJECTS, max(2, len(large) // 2)))
        read: list[int] = []
        while len(read) < _READ:
            pool = every if random.random() < _BY_ACCIDENT else of_subject[random.choice(chosen)]
            # Half of a subject is left to be suggested.
            known = [number for number in read if subject[number] == subject[pool[0]]]
            if pool is not every and len(known) >= len(pool) // 2:
                pool = every
            number = random.choice(pool)
            if number not in read:
                read.append(number)
        yield Reader(tuple(read), frozenset(chosen))


def _let_read(library: Library, reader: Reader) -> None:
    """Makes the library one in which this reader has read, and nobody else."""
    with library._database.write(durable=False) as connection:
        connection.execute("UPDATE article SET state = 'unread', last_read = NULL WHERE state = 'read'")
        connection.executemany(
            "UPDATE article SET state = 'read', last_read = ? WHERE id = ?",
            [(1000 - place, number) for place, number in enumerate(reader.read)],
        )


def _ours(library: Library, reader: Reader) -> list[int]:
    with library._database.read() as connection:
        return [one.id for one in onward.onward(connection, _MUCH_LATER, FIRST)]


def _one_profile(library: Library, reader: Reader) -> list[int]:
    """What is nearest to all that was read, taken as one text."""
    with library._database.read() as connection:
        return [number for number, _ in similar.near(connection, reader.read, 60) if number not in reader.read]


def _last(library: Library, reader: Reader) -> list[int]:
    """What is nearest to the article that was read last."""
    with library._database.read() as connection:
        return [number for number, _ in similar.near(connection, reader.read[:1], 60) if number not in reader.read]


def _newest(library: Library, reader: Reader) -> list[int]:
    """What was saved last."""
    return [number for number in library.ids(limit=FIRST + len(reader.read)) if number not in reader.read]


WAYS: dict[str, Way] = {"ours": _ours, "one profile": _one_profile, "the last one": _last, "the newest": _newest}
