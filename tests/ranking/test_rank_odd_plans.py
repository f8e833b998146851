"""``mvpplan rank`` on plans with odd numbers and dates: it never breaks, and hides no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

GO = "{title: Go?, owner: ana, due: 2026-11-27, assumptions: [a, b]}"
B = "b: {title: Wallets are wanted, impact: 2, cost: 1}"
MONEY = "{format: 1, title: Guest checkout, people: {ana: {name: Ana}}, impact: {unit: EUR}}"


@pytest.mark.parametrize(
    ("decision", "fields"),
    [
        (GO, "impact: 5, cost: 2, requires: [a]"),
        (GO, f"impact: 5, cost: 1-{'9' * 60}"),
        (GO, f"impact: 5, cost: 0.{'0' * 27}1-{'9' * 28}"),
        (GO, "impact: 3.5, cost: 1"),
        (GO.replace("2026-11-27", "0001-01-02"), "impact: 5, cost: 1, duration: 3"),
        (GO.replace("2026-11-27", "9999-12-31"), "impact: 5, cost: 1, duration: 36500"),
    ],
    ids=["requires-itself", "wide-range", "wider-range", "off-scale", "year-1", "year-9999"],
)
def test_an_odd_record_breaks_nothing_and_leaves_the_others_ranked(
    decision: str,
    fields: str,
    plan: Callable[..., Path],
    mvpplan: Callable[..., Result],
) -> None:
    folder = plan(
        {
            "decisions/go.yaml": decision,
            "assumptions.yaml": f"a: {{title: Guests pay, {fields}}}\n{B}\n",
        }
    )
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=folder)
    assert "Traceback" not in result.err
    assert result.code == 0
    assert "Wallets are wanted" in result.out


def test_a_huge_number_pushes_no_title_and_no_rank_off_the_table(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    folder = plan(
        {
            "mvpplan.yaml": MONEY,
            "decisions/go.yaml": GO,
            "assumptions.yaml": f"""\
                a: {{title: Guests pay, impact: {"9" * 29}, cost: 0.0000000000000000000000001}}
                {B}
                """,
        }
    )
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=folder)
    rows = [line for line in result.out.splitlines() if line.lstrip().startswith(("1 ", "2 "))]
    assert [row.split()[0] for row in rows] == ["1", "2"]
    assert "Guests" in rows[0]
    assert "Wallets" in rows[1]
    assert max(len(line) for line in result.out.splitlines()) <= 80


def test_what_a_title_holds_is_shown_as_it_is_and_controls_nothing(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    folder = plan(
        {
            "decisions/go.yaml": GO,
            "assumptions.yaml": """\
                a: {title: "[bold]::error::Guests[/bold] \\e[31mpay\\u202e :smile:", impact: 5,
                    cost: 1}
                """,
        }
    )
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=folder)
    shown = " ".join(result.out.split())
    assert "[bold]::error::Guests[/bold]" in shown
    assert "<U+001B>[31mpay<U+202E>" in shown
    assert ":smile:" in shown
    assert "\x1b" not in result.out
