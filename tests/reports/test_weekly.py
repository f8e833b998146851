"""The weekly report: whole pages, the page limit, and the alert level."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NO_GIT
from golden import check_golden
from mvpplan.reports.alert import alert
from mvpplan.reports.fit import PAGE_LINES, fit
from mvpplan.reports.render import SUFFIXES, render_on_one_page
from mvpplan.reports.sections import SECTIONS
from mvpplan.reports.weekly import weekly_context
from mvpplan.resources import examples
from mvpplan.timeline.period import period_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result
    from mvpplan.store.load import Loaded

    Make = Callable[[dict[str, str | bytes]], Path]
    Load = Callable[[dict[str, str | bytes]], Loaded]
    Run = Callable[..., Result]

FRIDAY = date(2026, 11, 20)
DAYS = {"guest-checkout": "2026-11-20", "refund-handoff": "2026-11-18"}


@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("name", DAYS)
def test_the_report_of_an_example(name: str, format: str, tmp_path: Path, mvpplan: Run) -> None:  # noqa: A002
    shutil.copytree(examples() / name, tmp_path / name)
    result = mvpplan(
        "weekly-report", "--plan", name, "--as-of", DAYS[name], "--format", format, cwd=tmp_path
    )
    assert (result.code, result.err) == (0, NO_GIT)
    assert format == "html" or len(result.out.splitlines()) <= PAGE_LINES
    check_golden(f"{name}.{SUFFIXES[format]}", result.out)


def test_an_empty_plan_says_so_section_by_section(plan: Make, mvpplan: Run) -> None:
    result = mvpplan("weekly-report", "--plan", plan({}), "--as-of", "2026-11-20")
    assert result.out == (
        "# Guest checkout: weekly update, Fri 20 Nov 2026\n"
        "\n"
        "**Period:** after Fri 13 Nov, up to Fri 20 Nov\n"
        "\n"
        "**Alert level: GREEN**: nothing is late, escalating or drifting\n"
        "\n"
        "**Headline:** none written for this period\n"
        "\n"
        "## Decisions closed\n"
        "None in this period.\n"
        "\n"
        "## Decisions due next\n"
        "No decision is open.\n"
        "\n"
        "## Blockers open\n"
        "Nothing blocks the team.\n"
        "\n"
        "## Metric movement\n"
        "No metric is kept.\n"
        "\n"
        "## Riskiest assumptions\n"
        "No open assumption can be ranked.\n"
        "\n"
        "## Scope changes\n"
        "None in this period.\n"
        "\n"
        "## Asks\n"
        "Nobody has to act before the next review.\n"
        "\n"
        "---\n"
        "As of 2026-11-20, not in git; period by the dates in the files; nothing left out\n"
    )


def test_the_footer_names_the_commit(plan: Make, mvpplan: Run) -> None:
    folder = plan({})
    git = ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.com"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    shown = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    report = mvpplan("weekly-report", "--plan", folder, "--as-of", "2026-11-20").out
    assert f"As of 2026-11-20, commit {shown}; " in report
    (folder / "mvpplan.yaml").write_text("format: 1\ntitle: Changed\n", encoding="utf-8")
    report = mvpplan("weekly-report", "--plan", folder, "--as-of", "2026-11-20").out
    assert f"commit {shown} with changes not committed; " in report


def many(kind: str, count: int, fields: str) -> dict[str, str | bytes]:
    """A file of many records of a kind."""
    records = "".join(
        f"{kind}-{number}: {{title: {kind} {number}, {fields}}}\n" for number in range(count)
    )
    return {f"{kind}s.yaml": records}


@pytest.mark.parametrize("format", SUFFIXES)
def test_five_hundred_open_records_still_fit_the_page(format: str, loaded: Load) -> None:  # noqa: A002
    told = "communication: {audience: sales, message: Wait, by: ana, on: 2026-11-21}"
    files = (
        many("decision", 200, "owner: ana, due: 2026-11-10")
        | many("blocker", 200, f"owner: ben, due: 2026-11-10, fallback: None, {told}")
        | many("metric", 100, "owner: ana, unit: s, fresh_for: 7")
    )
    plan = loaded(files).plan
    context = weekly_context(plan, period_of(plan.settings, FRIDAY), None, 0)
    text = render_on_one_page("weekly-report", format, context)
    assert format == "html" or len(text.splitlines()) <= PAGE_LINES
    assert "+19" in text
    for item in ("decision 0", "blocker 0", "metric 0"):
        assert item in text


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7), st.integers(1, 3))
def test_fit_keeps_the_first_items_counts_the_rest_and_leaves_no_room(
    sizes: list[int], weight: int
) -> None:
    sections = {
        name: {"rows": [f"{name} {number}" for number in range(size)]}
        for name, size in zip(SECTIONS, sizes, strict=True)
    }

    def render(context: Any) -> str:
        lines = [f"left out: {context['left_out']}"]
        for section in context["sections"].values():
            lines += section["rows"] + ([f"+{section['more']} more"] if section["more"] else [])
        return "\n".join(lines) + "\n"

    rest = {"alert": {"reasons": []}, "narrative": []}
    given = {"sections": sections, **rest}
    text = render(fit(given, lambda cut: render(cut).count("\n") <= 30, {"asks": weight}))
    assert text.count("\n") <= 30
    assert text.count("\n") == 30 or "more" not in text
    shown = [line for line in text.splitlines() if not line.startswith(("+", "left"))]
    expected = int(text.split("\n")[0].removeprefix("left out: "))
    assert len(shown) + expected == sum(sizes)
    for name, size in zip(SECTIONS, sizes, strict=True):
        kept = [line for line in shown if line.startswith(f"{name} ")]
        assert kept == sections[name]["rows"][: len(kept)]
        assert bool(kept) == bool(size)


def test_what_the_reasons_and_the_narrative_lose_is_counted(plan: Make, mvpplan: Run) -> None:
    findings = ", ".join(f"Finding {number}" for number in range(5))
    folder = plan(
        {
            "checkpoints/c.yaml": f"title: C\nstatus: held\non: 2026-11-20\nheadline: Slow\n"
            f"findings: [{findings}]\n"
        }
    )
    report = mvpplan("weekly-report", "--plan", folder, "--as-of", "2026-11-20").out
    assert "**Headline:** Slow\n- Finding 0\n- Finding 1\n- Finding 2\n- +2 more\n" in report
    assert report.endswith("; 2 lines left out\n")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, ["Decisions: 0 closed; 0 open", "Blockers: 0 open; none late", "Asks: 0; {review}"]),
        (
            {
                "mvpplan.yaml": "format: 1\ntitle: L\nlaunch: 2026-11-20\noutcome: {metric: m}\n",
                "decisions.yaml": (
                    "a: {title: A, due: 2026-11-12}\nb: {title: B}\n"
                    "c: {title: C, status: rejected, closed: 2026-11-18}\n"
                ),
                "blockers.yaml": "d: {title: D, due: 2026-11-19}\n",
                "metrics.yaml": "m: {title: M, target: 3, unit: s}\nn: {title: N}\n",
            },
            [
                "Launch: Fri 20 Nov; today",
                "Decisions: 1 closed; 2 open, 1 late, 1 escalating",
                "Blockers: 1 open; 1 late, 1 escalating",
                "Outcome: M: no reading; target 3",
            ],
        ),
        (
            {
                "mvpplan.yaml": "format: 1\ntitle: L\nlaunch: 2026-11-19\noutcome: {metric: m}\n",
                "metrics.yaml": "m: {title: M, unit: s, readings: [{on: 2026-11-20, value: 1}]}\n",
            },
            [
                "Launch: Thu 19 Nov; 1 day ago",
                "Decisions: 0 closed; 0 open",
                "Blockers: 0 open; none late",
                "Outcome: M: 1; s, target none",
            ],
        ),
    ],
)
def test_the_facts_that_a_reader_looks_for_first(
    files: dict[str, str | bytes], told: list[str], loaded: Load
) -> None:
    plan = loaded(files).plan
    facts = weekly_context(plan, period_of(plan.settings, FRIDAY), None, 0)["facts"]
    review = "by the review of Fri 27 Nov"
    assert [f"{each['name']}: {each['value']}; {each['note']}" for each in facts] == [
        each.format(review=review) for each in told
    ]


SOUND = "owner: ben\nfallback: Launch without\ncustomer_impact: None\n"


@pytest.mark.parametrize(
    ("files", "level", "reasons"),
    [
        ({}, "green", ()),
        (
            {"blockers/b.yaml": f"title: B\ndue: 2026-11-19\nfallback_by: 2026-11-18\n{SOUND}"},
            "red",
            ("1 blocker past due with no fallback left: b",),
        ),
        (
            {"blockers/b.yaml": f"title: B\ndue: 2026-11-19\n{SOUND}"},
            "amber",
            ("1 blocker past due: b",),
        ),
        (
            {"blockers/b.yaml": f"title: B\ndue: 2026-11-30\nfallback_by: 2026-11-24\n{SOUND}"},
            "amber",
            ("1 fallback expiring before the next review: b",),
        ),
        (
            {"decisions/d.yaml": "title: D\nowner: ana\ndue: 2026-11-12\n"},
            "red",
            ("1 decision past due for more than a review cycle: d",),
        ),
        (
            {"decisions/d.yaml": "title: D\nowner: ana\ndue: 2026-11-13\n"},
            "amber",
            ("1 decision past due: d",),
        ),
        (
            {"decisions/d.yaml": "title: D\nowner: ana\nopened: 2026-11-01\ndue: 2026-12-01\n"},
            "amber",
            ("1 item open too long and escalating: d",),
        ),
        (
            {
                "decisions/d.yaml": "title: D\nstatus: approved\nassumptions: [a]\n",
                "assumptions/a.yaml": "title: A\nstatus: invalidated\n",
            },
            "red",
            ("1 approved decision resting on an assumption that turned out false: d",),
        ),
        (
            {
                "risks.yaml": "r: {title: R, due: 2026-11-19}\ns: {title: S, status: occurring}\n",
                "feedback.yaml": "f: {title: F, due: 2026-11-19}\ng: {title: G, due: 2026-11-20}\n",
                "dependencies.yaml": "e: {title: E, checkpoint: 2026-11-19}\n",
                "checkpoints/c.yaml": (
                    "title: C\nstatus: held\non: 2026-11-13\n"
                    "actions: [{what: Call, owner: ana, due: 2026-11-19}]\n"
                ),
            },
            "amber",
            (
                "3 other records past due: r, e and f",
                "1 risk occurring: s",
                "1 review with an action past due: c",
            ),
        ),
        (
            {"metrics/m.yaml": "title: M\nfresh_for: 7\nreadings: [{on: 2026-11-01, value: 1}]\n"},
            "amber",
            ("1 metric without a fresh reading: m",),
        ),
    ],
)
def test_the_alert_level_follows_its_rules(
    files: dict[str, str | bytes], level: str, reasons: tuple[str, ...], loaded: Load
) -> None:
    plan = loaded(files).plan
    found = alert(plan, period_of(plan.settings, FRIDAY))
    assert (found.level, found.reasons) == (level, reasons)


def test_errors_in_the_files_are_said_in_the_footer(plan: Make, mvpplan: Run) -> None:
    folder = plan({"decisions/d.yaml": "title: D\n", "blockers/broken.yaml": "title: a: b\n"})
    report = mvpplan("weekly-report", "--plan", folder, "--as-of", "2026-11-20").out
    assert "2 errors in the files: mvpplan validate" in report


def test_out_writes_the_file_and_nothing_else(plan: Make, mvpplan: Run, tmp_path: Path) -> None:
    folder = plan({})
    result = mvpplan("weekly-report", "--plan", folder, "--as-of", "2026-11-20", "--out", "w.md")
    assert (result.code, result.out, result.err) == (0, "", f"{NO_GIT}wrote w.md\n")
    assert (tmp_path / "w.md").read_text(encoding="utf-8").startswith("# Guest checkout: weekly")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "launch", "w.md"]


@pytest.mark.parametrize(
    ("name", "options", "start", "note"),
    [
        ("w.html", [], "<!doctype html>", "; open it in a browser, mail it or print it"),
        ("W.HTM", [], "<!doctype html>", "; open it in a browser, mail it or print it"),
        ("w.html", ["--format", "markdown"], "# Guest checkout", ""),
        ("w.txt", [], "# Guest checkout", ""),
    ],
)
def test_the_name_of_the_file_tells_the_format(  # noqa: PLR0913, PLR0917 - fixtures and a table
    name: str, options: list[str], start: str, note: str, plan: Make, mvpplan: Run, tmp_path: Path
) -> None:
    out = ["--as-of", "2026-11-20", "--out", name, *options]
    result = mvpplan("weekly-report", "--plan", plan({}), *out)
    assert (result.code, result.out, result.err) == (0, "", f"{NO_GIT}wrote {name}{note}\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
