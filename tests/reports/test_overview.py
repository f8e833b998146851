"""The overview picture: every state has a place of its own, every move a line between two."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mvpplan.reports.overview import HEIGHT, WIDTH, Line, overview

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
