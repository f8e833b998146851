"""People and records that are named in another way than by their key or id."""

from __future__ import annotations

import pytest

from mvpplan.rules.named import meant_name

PEOPLE = {"ana": "ana", "ana ruiz": "ana", "ben": "ben", "ben okafor": "ben"}
UNKNOWN = "delete the line until it is known"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Ana", "did you mean ana?"),
        ("Ana Ruiz", "did you mean ana?"),
        ("ana@example.com", "did you mean ana?"),
        ("ana, ben", "name one of them: ana"),
        ("Ana and Ben Okafor", "name one of them: ana"),
        ("ben/ana", "name one of them: ben"),
        ("ana\u00a0", "write ana, and delete the space beside it, which is no plain space"),
        ("TBD", UNKNOWN),
        ("n/a", UNKNOWN),
        ("ana and zoe", None),
        ("zoe", None),
        ("and", None),
        (",", None),
        ("ana, " * 100, None),
    ],
)
def test_a_person_who_is_named_otherwise(written: str, hint: str | None) -> None:
    assert meant_name(written, PEOPLE, many=False) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("ana, ben", "write each as an item of its own, without quotes: ana, ben"),
        ("Ana Ruiz", "did you mean ana?"),
        ("TBD", "delete it until it is known"),
    ],
)
def test_an_item_of_a_list_that_is_named_otherwise(written: str, hint: str) -> None:
    assert meant_name(written, PEOPLE, many=True) == hint
