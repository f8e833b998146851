"""Figures of journeys, on journeys that can be counted by hand."""

from __future__ import annotations

import pytest

from journey_machines import GUEST_PAYS, journey
from mvpplan.journeys.figures import Completion, completion, completion_of, handoffs
from mvpplan.journeys.walk import Walk
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings

REFUSED = {"title": "Refused", "path": ["cart", "address", "payment", "refused"]}
EMPTY = {"title": "Empty", "path": ["cart", "empty-cart", "left"]}


@pytest.mark.parametrize(
    ("exceptions", "covered"),
    [
        ([], 0),
        ([REFUSED], 0),
        ([REFUSED | {"acceptance": "Nothing is charged"}], 1),
        ([REFUSED | {"acceptance": "Nothing is charged"}, EMPTY | {"acceptance": "It is said"}], 2),
    ],
)
def test_an_error_state_is_covered_by_an_exception_with_acceptance(
    exceptions: list[dict[str, object]], covered: int
) -> None:
    made = journey(GUEST_PAYS | {"exceptions": exceptions})
    assert completion(Walk(made)) == Completion(covered, 2)
    assert completion_of(Plan(no_settings(), {made.id: made})) == Completion(covered, 2)


def test_an_error_state_that_nothing_leads_to_does_not_count() -> None:
    states = {**GUEST_PAYS["states"], "lost": {"kind": "error"}}
    assert completion(Walk(journey(GUEST_PAYS | {"states": states}))) == Completion(0, 2)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ([], 0),
        (["cart"], 0),
        (["cart", "address", "payment", "paid"], 0),
        (["refused", "phone-order", "paid"], 2),
        (["refused", "unknown", "phone-order"], 1),
    ],
)
def test_hands_change_where_another_role_acts(path: list[str], count: int) -> None:
    assert handoffs(journey(GUEST_PAYS), path) == count
