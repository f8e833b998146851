"""The nearest known word to one that is misspelt."""

from __future__ import annotations

import pytest

from mvpplan.model.nearest import nearest, suggestion


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("onwer", "owner"),
        ("OWNER", "owner"),
        ("owner", "owner"),
        ("ownr", "owner"),
        ("depends-on", "depends_on"),
        ("title", "title"),
        ("titles", "title"),
        ("zzz", None),
        ("", None),
        ("x" * 1_000_000, None),
    ],
)
def test_the_nearest_of_a_few_fields(word: str, near: str | None) -> None:
    assert nearest(word, ["title", "owner", "due", "depends_on"]) == near


def test_a_word_keeps_the_capitals_it_is_known_with() -> None:
    assert nearest("mp301", ["MP301", "MP302"]) == "MP301"


def test_nothing_is_near_if_nothing_is_known() -> None:
    assert nearest("owner", []) is None


def test_a_suggestion_or_what_to_do_otherwise() -> None:
    assert suggestion("onwer", ["owner"], "delete it") == "did you mean owner?"
    assert suggestion("colour", ["owner"], "delete it") == "delete it"
