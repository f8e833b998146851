"""The overview picture: every state has a place of its own, every move a line between two."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from mvpplan.reports.overview import HEIGHT, WIDTH, Line, overview

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = re.compile(r"-?\d+(?:\.\d)?")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    """Any graph, circles and moves to oneself included, each pair once."""
    count = draw(st.integers(1, 8))
    node = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(node, node), unique=True, max_size=16))


def ends(line: Line) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line begins and where it ends."""
    numbers = [float(each) for each in NUMBER.findall(line.path)]
    return (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


@given(graphs())
def test_any_graph_has_a_picture(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, moves = graph
    made = overview(count, moves, 0)
    assert made == overview(count, moves, 0)
    assert len(made.boxes) == count
    for one, other in combinations(made.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    for box in made.boxes:
        assert 0 <= box.x <= made.width - WIDTH
        assert 0 <= box.y <= made.height - HEIGHT
    assert [(line.start, line.end) for line in made.lines] == moves
    for line in made.lines:
        for (x, y), number in zip(ends(line), (line.start, line.end), strict=True):
            box = made.boxes[number]
            assert box.x - 0.1 <= x <= box.x + WIDTH + 0.1
            assert box.y - 0.1 <= y <= box.y + HEIGHT + 0.1
        assert max(float(each) for each in NUMBER.findall(line.path)) <= max(
            made.width, made.height
        )


def points(line: Line) -> Iterator[tuple[float, float]]:
    """Points all along a line."""
    x = y = 0.0
    for sign, numbers in re.findall(r"([MCV])([^MCV]*)", line.path):
        values = [float(each) for each in NUMBER.findall(numbers)]
        if sign == "C":
            (x1, x2, to_x), (y1, y2, to_y) = values[::2], values[1::2]
            for step in range(20):
                there = step / 20
                here = 1 - there
                shares = (here**3, 3 * here**2 * there, 3 * here * there**2, there**3)
                yield sumprod(shares, (x, x1, x2, to_x)), sumprod(shares, (y, y1, y2, to_y))
        else:
            to_x, to_y = (x, values[0]) if sign == "V" else values
        x, y = to_x, to_y


def sumprod(shares: tuple[float, ...], values: tuple[float, ...]) -> float:
    return sum(share * value for share, value in zip(shares, values, strict=True))


@given(graphs())
def test_no_line_runs_behind_a_state_that_it_does_not_lead_from_or_to(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    made = overview(*graph, 0)
    for line in made.lines:
        others = [
            box for number, box in enumerate(made.boxes) if number not in {line.start, line.end}
        ]
        for x, y in points(line):
            assert not any(
                box.x < x < box.x + WIDTH and box.y < y < box.y + HEIGHT for box in others
            )


@given(graphs())
def test_a_state_stands_below_those_that_lead_to_it_unless_they_are_in_a_circle(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    count, moves = graph
    forward = [(here, there) for here, there in moves if here < there]
    made = overview(count, forward, 0)
    for here, there in forward:
        assert made.boxes[here].y < made.boxes[there].y


def test_a_way_with_a_branch_and_a_way_back() -> None:
    made = overview(4, [(0, 1), (1, 2), (2, 1), (1, 3), (2, 3)], 0)
    assert [box.y for box in made.boxes] == [12, 96, 180, 264]
    assert [(line.start, line.end) for line in made.lines] == [
        (0, 1),
        (1, 2),
        (2, 1),
        (1, 3),
        (2, 3),
    ]
