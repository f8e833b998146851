"""Asks: nothing that is due up to the next review is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mvpplan.reports.alert import alert
from mvpplan.reports.asks import asks
from mvpplan.timeline.changes import moved
from mvpplan.timeline.period import period_of
from mvpplan.timeline.since import Since

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded

FRIDAY = date(2026, 11, 20)

DUE: dict[str, str | bytes] = {
    "decisions.yaml": """\
        tax: {title: Tax, owner: ana, due: 2026-11-27}
        later: {title: Later, owner: ana, due: 2026-11-28}
        torn: {title: Torn, owner: ben, isolated: 2026-11-19}
        pay: {title: Pay, status: approved, owner: ana, reviewers: [ben, mara]}
        """,
    "blockers.yaml": """\
        keys: {title: No keys, owner: ben, due: 2026-11-19, fallback: A table,
               fallback_by: 2026-11-25,
               communication: {audience: Support, message: Totals stay, by: ana, on: 2026-11-23}}
        """,
    "risks.yaml": "late: {title: Late, owner: mara, due: 2026-11-19}\n",
    "changes.yaml": "more: {title: More, owner: ana, due: 2026-11-24}\n",
    "feedback.yaml": "why: {title: Why?, owner: ben, due: 2026-11-21}\n",
    "dependencies.yaml": "data: {title: Data, owner: ben, checkpoint: 2026-11-26}\n",
    "assumptions.yaml": "buy: {title: They buy, owner: ana, due: 2026-11-23}\n",
    "metrics/time.yaml": "title: Time\nowner: mara\nfresh_for: 7\n",
    "checkpoints/sync.yaml": """\
        title: Sync
        owner: ana
        status: held
        on: 2026-11-13
        actions:
          - {what: Call the bank, owner: mara, due: 2026-11-24}
          - {what: Done, owner: mara, due: 2026-11-18, done: true}
          - {what: Much later, owner: mara, due: 2026-12-24}
        """,
}


def test_who_has_to_do_what_by_when(loaded: Callable[..., Loaded]) -> None:
    plan = loaded(DUE).plan
    found = asks(plan, period_of(plan.settings, FRIDAY))
    assert [f"{each.by:%d} {each.who}: {each.what}" for each in found] == [
        "19 ben: resolve: No keys",
        "19 mara: see to: Late",
        "20 ana: step in on No keys (1 day past due)",
        "21 ben: settle the direction of: Torn",
        "21 ben: answer: Why?",
        "23 ana: test: They buy",
        "23 ana: tell Support: Totals stay",
        "24 ana: decide on: More",
        "24 mara: Call the bank",
        "25 ben: take the fallback or let it go: A table",
        "26 ben: settle: Data",
        "27 ben: say yes or no to: Pay",
        "27 mara: say yes or no to: Pay",
        "27 ana: decide: Tax",
        "27 mara: add a reading of Time",
    ]


def test_taking_an_open_record_out_of_the_files_makes_no_week_better(
    loaded: Callable[..., Loaded],
) -> None:
    before = loaded({"blockers.yaml": "a: {title: A, due: 2026-11-12}\nb: {title: B}\n"}).plan
    after = loaded({"blockers.yaml": "b: {title: B}\n"}).plan
    assert [each.what for each in moved(before, after)] == ["removed"]
    period = period_of(after.settings, FRIDAY)
    found = alert(after, period, Since(before))
    assert (found.level, found.reasons) == ("amber", ("1 open record removed from the files: a",))
