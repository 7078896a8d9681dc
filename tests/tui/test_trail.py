"""The trail as a tree: back and forward as in a browser, and what was left aside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readlater.tui.trail import Step, Trail, Visit


def shown(trail: Trail) -> list[tuple[int, int]]:
    """(article, depth) of every line."""
    return [(row.visit.step.article, row.depth) for row in trail.rows()]


def test_what_was_left_aside_stands_behind_the_place_where_that_was() -> None:
    trail = Trail()
    for article in (1, 2, 3):
        trail.open(article, f"article {article}")
    trail.go(-2)
    trail.open(4)
    assert shown(trail) == [(1, 0), (2, 1), (3, 1), (4, 0)]
    assert trail.go(1) is None
    aside = next(row.visit for row in trail.rows() if row.visit.step.article == 2)
    assert trail.go_to(aside) == Step(2)
    assert shown(trail) == [(1, 0), (4, 1), (2, 0), (3, 0)]
    assert trail.go(1) == Step(3)
    assert trail.go(-2) == Step(1)
    assert trail.go(2) == Step(3)


def test_the_next_other_article_on_either_side() -> None:
    trail = Trail()
    assert trail.to_other(-1) is None
    trail.open(1, "one")
    trail.open(2, "two")
    trail.jump()
    trail.open(3, "three")
    trail.go(-1)
    before, after = trail.to_other(-1), trail.to_other(1)
    assert before is not None
    assert after is not None
    assert (before[0], before[1].title) == (-2, "one")
    assert (after[0], after[1].title) == (1, "three")


@given(st.lists(st.tuples(st.sampled_from(("open", "jump", "back", "forward", "to")), st.integers(0, 9)), max_size=60))
def test_it_is_a_browser_that_forgets_nothing(acts: list[tuple[str, int]]) -> None:
    trail, made = Trail(), 0
    way: list[Visit] = []
    at = -1
    for act, number in acts:
        before = trail.here
        if act in ("open", "jump"):
            trail.open(number) if act == "open" else trail.jump()
            if trail.here is not before:
                made += 1
                assert trail.here is not None
                way = [*way[: at + 1], trail.here]
                at += 1
        elif act == "to" and made:
            visit = trail.rows()[number % made].visit
            trail.go_to(visit)
            way = [row.visit for row in trail.rows() if row.depth == 0]
            at = way.index(visit)
        elif act in ("back", "forward"):
            step = trail.go(-1 if act == "back" else 1)
            there = at + (-1 if act == "back" else 1)
            if 0 <= there < len(way):
                at = there
                assert step == way[at].step
            else:
                assert step is None
        assert trail.here is (way[at] if way else None)
        rows = trail.rows()
        assert len(rows) == len({row.visit for row in rows}) == made
        assert [row.visit for row in rows if row.depth == 0] == way


def test_only_so_many_are_kept() -> None:
    trail = Trail()
    for article in range(250):
        trail.open(article)
    assert len(trail.rows()) == 200
    assert trail.go(-199) == Step(50)
    assert trail.go(-1) is None
