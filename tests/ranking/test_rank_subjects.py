"""Ranking scope and issues, the picture in the terminal, and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from golden import check_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]

FILES: dict[str, str | bytes] = {
    "scope.yaml": """\
        form: {title: "One *page*", contribution: 10, effort: 12}
        link: {title: Link in the mail, contribution: 6, effort: 1.5}
        import: {title: Import, contribution: 8, effort: 1/3/6, status: deferred,
                 why: Later, revisit: 2027-01-08}
        points: {title: Loyalty points, contribution: 1, effort: 5, status: out, why: No}
        empty: {title: Nobody has estimated it}
        """,
    "decisions.yaml": """\
        tax: {title: Tax, impact: 4, effort: 2, depends_on: [market]}
        market: {title: Market, impact: 1, effort: 1}
        done: {title: Done, impact: 5, effort: 1, status: rejected}
        """,
    "blockers.yaml": "keys: {title: No keys, impact: 3, effort: 1, blocks: [tax, market]}\n",
    "risks.yaml": """\
        slow: {title: Slow, impact: 2, effort: 0.5}
        odd: {title: Odd, impact: 9, effort: 1}
        gone: {title: Gone, impact: 5, effort: 1, status: closed}
        """,
}


def rows(result: Result) -> list[tuple[int, str, float | None, list[str]]]:
    found = result.json["items"]
    return [(each["rank"], each["id"], each["score"], each["requires"]) for each in found]


def test_scope_is_ranked_by_what_it_brings_for_its_effort(plan: Make, run: Run) -> None:
    result = run(plan(FILES), "rank", "scope", "--format", "json")
    assert rows(result) == [
        (1, "link", 4, []),
        (2, "import", pytest.approx(2.526, abs=1e-3), []),
        (3, "form", pytest.approx(0.833, abs=1e-3), []),
    ]
    assert [each["reason"] for each in result.json["unranked"]] == ["no contribution or effort"]
    assert (result.json["subject"], result.json["method"]) == ("scope", "contribution-per-effort")


def test_a_budget_says_which_items_fit_and_which_to_defer(plan: Make, run: Run) -> None:
    result = run(plan(FILES), "rank", "scope", "--budget", "14", "--format", "json")
    chosen = {each["id"]: each["chosen"] for each in result.json["items"]}
    assert chosen == {"link": True, "import": False, "form": True}  # 16 in 13.5, not 14 in 4.7
    assert result.json["budget"]["worth"] == 16


def test_issues_are_ranked_by_harm_for_their_effort_and_what_they_wait_for_comes_first(
    plan: Make, run: Run
) -> None:
    result = run(plan(FILES), "rank", "issues", "--format", "json")
    assert rows(result) == [
        (1, "slow", 4, []),
        (1, "keys", 4, []),
        (3, "market", 1, ["keys"]),
        (4, "tax", 4, ["keys", "market"]),
    ]
    unranked = [(each["id"], each["reason"]) for each in result.json["unranked"]]
    assert unranked == [("odd", "impact 9 is not on the plan's scale")]


def test_what_the_tables_and_the_picture_look_like(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    shown = [
        run(folder, "rank", "scope", "--budget", "14", "--chart").out,
        run(folder, "rank", "issues", "--chart").out,
        run(folder, "rank", "scope", "--format", "markdown", "--top", "2").out,
        run(folder, "rank", "issues", "--format", "markdown", "--budget", "2").out,
    ]
    check_golden("rank-subjects.txt", f"{'=' * 80}\n".join(shown))
    assert all(len(line) <= 80 for text in shown[:2] for line in text.splitlines())


def test_issues_that_wait_for_each_other_are_told(plan: Make, run: Run) -> None:
    files: dict[str, str | bytes] = {
        "blockers.yaml": "a: {title: A, blocks: [b]}\nb: {title: B, blocks: [a]}\n"
    }
    result = run(plan(files), "rank", "issues")
    assert (result.code, result.out) == (2, "") or result.code == 1
    assert "prerequisites go in a circle: a → b → a" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["scope", "--method", "voi"], "voi does not rank scope; choose one of contribution"),
        (["--method", "harm-per-effort"], "harm-per-effort does not rank assumptions; choose"),
        (["--method", "voi"], "the value of information is money, and impacts of this plan are"),
        (["--budget", "ten"], "ten is not a number or a range; write 10 or 7.5"),
        (["--budget", "2-5"], "2-5 is a range; a budget is one number, as in 10"),
        (["--budget", "-1"], "-1 is below 0; write 10 or 7.5"),
    ],
)
def test_what_cannot_be_asked_is_told(
    plan: Make, run: Run, arguments: list[str], message: str
) -> None:
    result = run(plan(FILES), "rank", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.replace("│", " ").split())
