"""Which run of lines in a pasted text is the article: the best-scoring one, and what belongs to it beyond its edges."""

from __future__ import annotations

from dataclasses import dataclass

from readlater.pages.clues.lines import Line
from readlater.pages.clues.people import is_date_line
from readlater.pages.pasted.headline import find_title
from readlater.pages.pasted.signed import first_words

_CANDIDATES = 8
"""Runs of lines that are compared."""

_LEAST_SHARE = 0.1
"""Share of the best run's score below which another is no rival to it."""

_TITLED = 0.5
"""How much more a run is worth below a line that says what it says, as an article's title does."""

_BRIDGE = 0.3
"""Share of the longer words of a run that the body knows if it is a part of the body."""

_LITTLE_PROSE = 12.0
"""Score of the best run below which a page may be one whose article is a list."""

_LISTED = 8
"""Lines of such a list."""

_LIST_WIDTH = 120
"""Columns of a list that count one: half as much as those of prose."""

_AFTERWORD = 0.25
"""Share of an article's prose that what is said about its writer takes at most."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of lines and its score."""

    start: int
    end: int
    score: float


def find_body(lines: list[Line]) -> tuple[int, int]:
    """Where the article begins and ends; all lines but chrome at the edges where none is prose."""
    runs = _runs(lines)
    listed = _list_below_date(lines) if runs and runs[0].score < _LITTLE_PROSE else None
    runs += [listed] if listed else []
    if not runs or not any(line.prose for line in lines[runs[0].start : runs[0].end]):
        return _without_edges(lines)
    if listed and _worth(lines, listed) > max(_worth(lines, run) for run in runs[:-1]):
        return listed.start, listed.end
    runs = runs[:-1] if listed else runs
    body = max(runs, key=lambda run: _worth(lines, run)) if len(runs) > 1 else runs[0]
    start, end = _bridged(lines, body, runs)
    return _widened(lines, start, end)


def _runs(lines: list[Line]) -> list[_Run]:
    """The best-scoring run, the best ones of what it leaves on both sides, and so on; the best first."""
    found: list[_Run] = []
    rest = [(0, len(lines))]
    while rest and len(found) < 2 * _CANDIDATES:
        first, last = rest.pop(0)
        run = _best_run(lines, first, last)
        if run is None or (found and run.score < _LEAST_SHARE * found[0].score):
            continue
        found.append(run)
        rest += [(first, run.start), (run.end, last)]
    return sorted(found, key=lambda run: -run.score)[:_CANDIDATES]


def _best_run(lines: list[Line], first: int, last: int) -> _Run | None:
    """The run of lines from ``first`` to ``last`` whose scores have the greatest sum, or None if none is above 0."""
    best: _Run | None = None
    total, start = 0.0, first
    for index in range(first, last):
        if total <= 0:
            total, start = 0.0, index
        total += lines[index].score
        if total > (best.score if best else 0.0):
            best = _Run(start, index + 1, total)
    return best


def _list_below_date(lines: list[Line]) -> _Run | None:
    """The longest run of lines below a title and its date that are no controls and no dates: a table, a calendar."""
    best: _Run | None = None
    for index in range(1, len(lines) - _LISTED):
        line, above = lines[index], lines[index - 1]
        if not (line.meta and is_date_line(line.text)) or above.is_around or not (2 <= above.words <= 20):
            continue
        start = index + 1
        while start < len(lines) and lines[start].chrome:
            start += 1
        end = start
        while end < len(lines) and not (lines[end].is_around and not lines[end].rule):
            end += 1
        score = sum(other.width for other in lines[start:end]) / _LIST_WIDTH
        if end - start >= _LISTED and (best is None or score > best.score):
            best = _Run(start, end, score)
    return best


def _worth(lines: list[Line], run: _Run) -> float:
    """The score of a run, and more where a title stands above it."""
    at, _, value = find_title(lines, run.start, run.end)
    return run.score * (1 + _TITLED * min(1.0, value / 4)) if at is not None else run.score


def _bridged(lines: list[Line], body: _Run, runs: list[_Run]) -> tuple[int, int]:
    """The body with the runs beside it that speak of the same things, and what stands between them."""
    start, end = body.start, body.end
    known = set(first_words(" ".join(line.text for line in lines[start:end])))
    for run in sorted(runs, key=lambda other: abs(other.start - body.start)):
        if run.start >= end:
            gap = lines[end : run.start]
        elif run.end <= start:
            gap = lines[run.end : start]
        else:
            continue
        if any(line.comments or line.ending or line.legal for line in gap):
            continue
        # Byline and date stand between a caption or a teaser and the article.
        if run.end <= start and any(line.meta for line in gap) and run.end - run.start < 3:
            continue
        words = set(first_words(" ".join(line.text for line in lines[run.start : run.end])))
        room = sum(line.width for line in lines[run.start : run.end] + lines[start:end])
        if len(words & known) < _BRIDGE * len(words) or sum(line.width for line in gap) > room:
            continue
        start, end = min(start, run.start), max(end, run.end)
        known |= words
    return start, end


def _widened(lines: list[Line], start: int, end: int) -> tuple[int, int]:
    """The body with lines at its edges that score too little to carry themselves."""
    # The first paragraph may have stood above already, as a teaser, and then scored nothing here.
    while start > 0 and lines[start - 1].repeat and lines[start - 1].prose:
        start -= 1
    # A closing line: a short last sentence, the last item of a list.
    while end < len(lines):
        line = lines[end]
        closing = (line.ends and line.words >= 2) or (line.mark and line.words >= 2 and lines[end - 1].mark)
        if not closing or line.gap or line.repeat or line.is_around:
            break
        end += 1
    return start, end


def _without_edges(lines: list[Line]) -> tuple[int, int]:
    """All lines but chrome at both ends: a text without prose is a list, a poem or a note."""
    start, end = 0, len(lines)
    while start < end and (lines[start].chrome or lines[start].legal):
        start += 1
    while end > start and (lines[end - 1].chrome or lines[end - 1].legal or lines[end - 1].ending):
        end -= 1
    return start, end


def before_endings(lines: list[Line], start: int, end: int) -> int:
    """Where the body ends if comments or a list of other articles stand within the run."""
    total = sum(line.width for line in lines[start:end] if line.prose) or 1
    before = 0
    for index in range(start, end):
        line = lines[index]
        if line.prose and not line.repeat:
            before += line.width
        if before < 200 or not (line.comments or line.ending or line.afterword):
            continue
        if line.comments:
            return index
        after = [other for other in lines[index + 1 : end] if not other.repeat]
        prose = [other for other in after if other.prose]
        if line.afterword:
            if prose and sum(other.width for other in prose) < _AFTERWORD * total and not any(o.mark for o in after):
                return index
            continue
        # Prose right behind a box of links means that the box stood within the article.
        if sum(other.width for other in prose) < 0.45 * total or len(prose) * 2.2 < len(after):
            return index
    return end
