"""Gates: every check with plans that pass, that fail and that are waived, and what changes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE
from mvpplan.errors import CannotRunError
from mvpplan.gates import CHECKS, GATES
from mvpplan.gates.verdict import verdict
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from mvpplan.timeline.period import Period, period_of
from mvpplan.timeline.since import Since

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.gates.verdict import Result, Verdict
    from mvpplan.store.load import Loaded

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]

FRIDAY = date(2026, 11, 20)
WEEK = timedelta(weeks=1)
EXAMPLES = Path(__file__).parents[2] / "examples"

MAPPED = """\
walk:
  title: A guest pays
  facts: {card: [accepted, declined]}
  start: cart
  states:
    cart:
      moves:
        - {do: Pay, to: paid, when: card is accepted}
        - {do: Pay, to: refused, when: card is declined}
    refused: {kind: error, moves: [{do: Use another card, to: cart, sets: {card: accepted}}]}
    paid: {kind: end}
  happy_path: [cart, paid]
  exceptions: [{title: The card is refused, path: [cart, refused, cart, paid]}]
  fallback: Support takes the order by phone
"""
"""A journey that has all that the build gate asks for."""

SPECIFIED = (
    "constraints: [EUR only], behaviour: The form has one page, acceptance: [It takes a minute],"
    " target: {metric: time, value: 90}"
)


DEFER_FORM = (
    "defer form: Form: contributes 2, needs 2 days of validation, and no answer by then from buy"
)


@dataclass(frozen=True)
class Case:
    """A plan, and what one check says of it on Friday 2026-11-20; it fails by default."""

    check: str
    files: Files
    why: str
    records: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    plan: str = ""
    passed: bool = False
    gate: str = field(default="", kw_only=True)


CASES = [
    # Of every gate
    Case("records-read", {}, "every record can be read", passed=True, gate="launch"),
    Case(
        "records-read",
        {"decisions/guest.yaml": "title: [", "metrics/time.yaml": "title: Time\ntarget: soon\n"},
        "cannot be read, and what cannot be read cannot be judged",
        ("guest", "time"),
        ("'mvpplan validate' says why",),
        gate="retro",
    ),
    # The scope gate
    Case(
        "outcome-measured",
        {"metrics/time.yaml": "title: Time to pay\nowner: ana\nbaseline: 118\ntarget: 0\n"},
        "time has an owner, a baseline and a target",
        plan="outcome: {metric: time}",
        passed=True,
    ),
    Case(
        "outcome-measured",
        {"metrics/time.yaml": "title: Time to pay\nbaseline: 0\n"},
        "the outcome metric has no owner or target",
        ("time",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "outcome-measured",
        {},
        "the plan names no outcome with a metric",
        advice=("write outcome: {metric: …} in mvpplan.yaml",),
    ),
    Case(
        "outcome-measured",
        {"metrics/time.yaml": "title: Time to pay\nowner: ana\nbaseline: fast\n"},
        "the outcome metric cannot be read",
        ("time",),
        ("'mvpplan validate' says why",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "outcome-measured",
        {"risks/time.yaml": "title: No time\n"},
        "the outcome names time, which is no metric",
        plan="outcome: {metric: time}",
    ),
    Case(
        "decisions-owned",
        {
            "decisions.yaml": """\
                open: {title: With both, owner: ana, due: 2026-11-27}
                made: {title: Nobody has to see to it, status: rejected}
                """
        },
        "every open decision has an owner and a due date",
        passed=True,
    ),
    Case(
        "decisions-owned",
        {
            "decisions.yaml": """\
                lonely: {title: Nobody sees to it, due: 2026-11-27}
                open: {title: With both, owner: ana, due: 2026-11-27}
                someday: {title: No day, owner: ana}
                """
        },
        "open without owner or due date",
        ("lonely", "someday"),
    ),
    Case(
        "assumptions-tested",
        {
            "scope.yaml": "form: {title: The form, decisions: [guest]}",
            "decisions.yaml": """\
                guest: {title: Guests, assumptions: [small, known, wrong]}
                later: {title: Not in scope, assumptions: [large]}
                """,
            "assumptions.yaml": """\
                small: {title: s, impact: 3}
                known: {title: k, impact: 5, status: validated}
                wrong: {title: w, impact: 5, status: invalidated}
                large: {title: l, impact: 5}
                """,
        },
        "no untested assumption of impact 4 or more lies under the scope; 1 open decision belongs"
        " to no scope item",
        passed=True,
    ),
    Case(
        "assumptions-tested",
        {"decisions.yaml": "guest: {title: Guests, assumptions: [gone]}"},
        "no untested assumption lies under the scope",
        passed=True,
    ),
    Case(
        "assumptions-tested",
        {
            "scope.yaml": "form: {title: The form, decisions: [guest]}",
            "decisions.yaml": """\
                guest: {title: Guests, assumptions: [tested, unknown], depends_on: [first]}
                first: {title: Has to be made before, assumptions: [under]}
                later: {title: Not in scope, assumptions: [beside]}
                """,
            "assumptions.yaml": """\
                beside: {title: b, impact: 5}
                tested: {title: t, impact: 4, status: testing}
                under: {title: u, impact: 5}
                unknown: {title: Nobody knows what hangs on it}
                """,
        },
        "impact of 4 or more, or not known, and not tested yet, under a decision in scope",
        ("tested", "under", "unknown"),
    ),
    Case(
        "assumptions-tested",
        {
            "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
            "assumptions.yaml": "buy: {title: They buy, impact: 20}",
        },
        "impacts are money, and the plan does not say from which amount on a test is needed",
        (),
        ("write gates: {scope: {impact: 10000}} in mvpplan.yaml",),
        plan="impact: {unit: EUR}",
    ),
    Case(
        "validation-fits",
        {
            "decisions.yaml": "guest: {title: Guests, assumptions: [buy, known]}",
            "assumptions.yaml": """\
                buy: {title: They buy, cost: 1}
                known: {title: Known, cost: 90, status: validated}
                """,
        },
        "1 day of validation left, capacity for 1.2 in 1 working day before 2026-11-23",
        plan="launch: 2026-11-23\ncapacity: 6",
        passed=True,
    ),
    Case(
        "validation-fits",
        {
            "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
            "assumptions.yaml": """\
                buy: {title: They buy, cost: 2, requires: [reach, made]}
                reach: {title: They can be reached, cost: 5, requires: [buy]}
                made: {title: Known, cost: 90, status: validated, requires: [never]}
                never: {title: Needed by nothing that is open, cost: 90}
                """,
        },
        "7 days of validation left, capacity for 6 in 5 working days before 2026-11-27",
        advice=("no item is in scope, so none can be deferred: write in scope/ what there is",),
        plan="launch: 2026-11-27\ncapacity: 6",
    ),
    Case(
        "validation-fits",
        {
            "decisions.yaml": "guest: {title: Guests, assumptions: [buy, pay]}",
            "assumptions.yaml": "buy: {title: They buy, cost: 2}\npay: {title: They pay}\n",
        },
        "2 days of validation left, capacity for 6 in 5 working days before 2026-11-27; what these"
        " tests cost is not known",
        ("pay",),
        plan="launch: 2026-11-27\ncapacity: 6",
    ),
    Case(
        "validation-fits",
        {
            "scope.yaml": "form: {title: Form, contribution: 2, decisions: [guest]}",
            "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
            "assumptions.yaml": "buy: {title: They buy, cost: 2, duration: 8}",
        },
        "2 days of validation left, capacity for 6 in 5 working days before 2026-11-27; no answer"
        " by then from buy",
        ("buy",),
        (
            DEFER_FORM,
            "that gives up 2 of contribution; no cheaper choice fits",
        ),
        plan="launch: 2026-11-27\ncapacity: 6",
    ),
    Case("validation-fits", {}, "the plan file gives no launch and no capacity"),
    Case("validation-fits", {}, "the plan file gives no capacity", plan="launch: 2026-11-27"),
    # The build gate
    Case(
        "decisions-approved",
        {
            "scope.yaml": "form: {title: The form, decisions: [guest, old]}",
            "decisions.yaml": """\
                guest: {title: Guests, status: approved}
                old: {title: Replaced, status: superseded}
                tax: {title: Not in scope}
                """,
        },
        "every decision in scope is approved",
        passed=True,
    ),
    Case(
        "decisions-approved",
        {
            "scope.yaml": "form: {title: The form, decisions: [guest]}",
            "decisions.yaml": """\
                guest: {title: Guests, status: approved, depends_on: [tax]}
                tax: {title: Has to be made before}
                """,
        },
        "in scope and not approved",
        ("tax",),
    ),
    Case(
        "decisions-approved",
        {
            "scope.yaml": """\
                form: {title: Nobody has decided it}
                page: {title: Rests on what was rejected, decisions: [guest]}
                card: {title: Deferred, status: deferred}
                """,
            "decisions.yaml": "guest: {title: Guests, status: rejected}",
        },
        "in scope and not approved, or in scope without a decision that stands",
        ("form", "page"),
    ),
    Case("decisions-approved", {}, "nothing is in scope: no decision is open or approved"),
    Case(
        "approvals-hold",
        {
            "decisions.yaml": """\
                guest:
                  title: Guests
                  status: approved
                  reviewers: [ben]
                  approvals:
                    - {by: ben, on: 2026-11-18, verdict: changes}
                    - {by: ben, on: 2026-11-19, verdict: approved}
                open: {title: Nobody has to have approved it, reviewers: [ben]}
                """
        },
        "every reviewer has approved what the decisions in scope say now",
        passed=True,
        gate="build",
    ),
    Case(
        "all-approvals-hold",
        {
            "scope.yaml": "form: {title: Form, decisions: [guest]}",
            "decisions.yaml": """\
                guest:
                  title: Guests
                  status: approved
                  reviewers: [ben]
                  approvals: [{by: ben, on: 2026-11-19, verdict: approved}]
                """,
        },
        "every reviewer has approved what the decisions say now",
        passed=True,
    ),
    Case(
        "all-approvals-hold",
        {
            "scope.yaml": "form: {title: Form, decisions: [guest]}",
            "decisions.yaml": """\
                guest: {title: Guests, status: approved}
                beside: {title: In no item of the scope, status: approved, reviewers: [ben]}
                """,
        },
        "approvals have lapsed, or reviewers have not approved",
        ("beside",),
        ("beside waits for the verdict of Ben Okafor",),
    ),
    Case(
        "approvals-hold",
        {
            "decisions.yaml": """\
                guest:
                  title: Guests
                  status: approved
                  reviewers: [ben, mara]
                  approvals:
                    - {by: ana, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}
                    - {by: ben, on: 2026-11-18, verdict: approved}
                    - {by: ben, on: 2026-11-19, verdict: changes}
                """
        },
        "approvals have lapsed, or reviewers have not approved",
        ("guest",),
        (
            (
                "guest has lost the approval of Ana Ruiz, goes against the last verdict of Ben"
                " Okafor and waits for the verdict of Mara Lind"
            ),
        ),
    ),
    Case(
        "decisions-supported",
        {
            "decisions.yaml": """\
                guest:
                  title: Guests
                  status: approved
                  assumptions: [buy]
                  evidence: [{what: 61 %, on: 2026-11-12}]
                """,
            "assumptions.yaml": "buy: {title: They buy, status: validated}",
        },
        "dated evidence and validated assumptions carry every approved decision in scope",
        passed=True,
    ),
    Case(
        "decisions-supported",
        {
            "decisions.yaml": """\
                guest:
                  title: Guests
                  status: approved
                  assumptions: [buy, gone]
                  evidence: [{what: Someday}, {what: No, on: 2026-11-12, supports: false}]
                """,
            "assumptions.yaml": "buy: {title: They buy, status: invalidated}",
        },
        "approved without dated evidence, or on an assumption that is not validated",
        ("guest",),
        ("guest has no dated evidence and relies on buy and gone",),
    ),
    Case(
        "decisions-specified",
        {"decisions.yaml": f"guest: {{title: Guests, status: approved, {SPECIFIED}}}"},
        "every approved decision in scope has constraints, behaviour, acceptance and a target",
        passed=True,
    ),
    Case(
        "decisions-specified",
        {"decisions.yaml": "guest: {title: g, status: approved, behaviour: b, acceptance: [a]}"},
        "approved without constraints, behaviour, acceptance or target",
        ("guest",),
        ("guest has no constraints or target",),
    ),
    Case(
        "journeys-mapped",
        {"journeys.yaml": "walk: {title: A guest pays, status: dropped}"},
        "no journey is in scope, so none has to be mapped",
        passed=True,
    ),
    Case(
        "journeys-mapped",
        {"journeys.yaml": MAPPED},
        "every journey in scope has a happy path, an exception and a fallback",
        passed=True,
    ),
    Case(
        "journeys-mapped",
        {
            "scope.yaml": """\
                form: {title: Form, decisions: [guest], journeys: [walk]}
                gift: {title: Gifts, status: deferred, decisions: [gifts], journeys: [gift]}
                """,
            "decisions.yaml": "guest: {title: Guests}\ngifts: {title: Gifts}\n",
            "journeys.yaml": f"{MAPPED}gift: {{title: In no scope, decisions: [gifts]}}\n",
        },
        "every journey in scope has a happy path, an exception and a fallback",
        passed=True,
    ),
    Case(
        "journeys-mapped",
        {
            "scope.yaml": "form: {title: Form, decisions: [guest], journeys: [sketch]}",
            "decisions.yaml": "guest: {title: Guests, depends_on: [card]}\ncard: {title: Cards}\n",
            "journeys.yaml": MAPPED.replace("  fallback: Support takes the order by phone\n", "")
            + "  decisions: [card]\nsketch: {title: Only a title, fallback: By phone}\n",
        },
        "without happy path, exception or fallback, or with one that cannot be gone",
        ("sketch", "walk"),
        ("sketch has no happy path or exception", "walk has no fallback"),
    ),
    Case(
        "journeys-mapped",
        {
            "journeys.yaml": MAPPED.replace("[cart, paid]", "[cart, refused, paid]").replace(
                "[cart, refused, cart, paid]", "[refused, cart, paid]"
            )
        },
        "without happy path, exception or fallback, or with one that cannot be gone",
        ("walk",),
        ("walk has a path that its moves do not allow: happy_path and exceptions 1, path",),
    ),
    Case(
        "journeys-mapped",
        {"journeys.yaml": MAPPED.replace("[cart, paid]", "[cart, refused]")},
        "without happy path, exception or fallback, or with one that cannot be gone",
        ("walk",),
        ("walk has a happy path that stops at refused, which is no end",),
    ),
    Case(
        "journeys-mapped",
        {"journeys.yaml": MAPPED.replace(", path: [cart, refused, cart, paid]", "")},
        "without happy path, exception or fallback, or with one that cannot be gone",
        ("walk",),
        ("walk has no exception with a path",),
    ),
    Case(
        "journeys-mapped",
        {"journeys.yaml": MAPPED.replace("start: cart", "start: basket")},
        "without happy path, exception or fallback, or with one that cannot be gone",
        ("walk",),
        ("walk cannot be walked through: 'mvpplan validate' says why",),
    ),
    Case(
        "all-approvals-hold",
        {
            "journeys.yaml": """\
                draft:
                  title: Nobody has approved it
                  approvals: [{by: mara, on: 2026-11-18, verdict: changes}]
                walk:
                  title: A guest pays
                  status: approved
                  approvals:
                    - {by: ben, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}
                """
        },
        "approvals have lapsed, or reviewers have not approved",
        ("walk",),
        ("walk has lost the approval of Ben Okafor",),
    ),
    # The midpoint gate
    Case(
        "mitigations-applied",
        {
            "risks.yaml": """\
                tax: {title: Tax, applied: [{on: 2026-11-13}]}
                over: {title: Over, status: closed}
                """,
            "checkpoints.yaml": """\
                today: {title: Held on the day itself, status: held, on: 2026-11-20}
                week: {title: Weekly, status: held, on: 2026-11-13}
                """,
        },
        "every open risk shows its mitigation in use since the checkpoint on 2026-11-13",
        passed=True,
    ),
    Case(
        "mitigations-applied",
        {
            "risks.yaml": """\
                never: {title: Never}
                old: {title: Too long ago, status: occurring, applied: [{on: 2026-11-12}]}
                soon: {title: Promised, applied: [{on: 2026-11-21}]}
                """,
            "checkpoints.yaml": "week: {title: Weekly, status: held, on: 2026-11-13}",
        },
        "no proof that the mitigation was in use since the checkpoint on 2026-11-13",
        ("never", "old", "soon"),
    ),
    Case(
        "mitigations-applied",
        {"risks.yaml": "tax: {title: Tax}"},
        "no proof that the mitigation was in use yet",
        ("tax",),
    ),
    Case(
        "directions-agree",
        {"decisions.yaml": "guest: {title: Guests, isolated: 2026-11-18}"},
        "no decision has waited for one direction for more than 48 hours",
        passed=True,
    ),
    Case(
        "directions-agree",
        {"decisions.yaml": "guest: {title: Guests, isolated: 2026-11-17}"},
        "isolated for more than 48 hours",
        ("guest",),
    ),
    Case(
        "scope-kept",
        {
            "scope.yaml": """\
                form: {title: From the start, opened: 2026-11-06}
                card: {title: Assessed, opened: 2026-11-07}
                page: {title: Not in, status: out, opened: 2026-11-07}
                """,
            "changes.yaml": "more: {title: Cards too, status: accepted, adds: [card]}",
            "checkpoints.yaml": "set: {title: s, kind: scope, status: held, on: 2026-11-06}",
        },
        "nothing came into the scope without an assessment",
        passed=True,
    ),
    Case(
        "scope-kept",
        {
            "scope.yaml": "card: {title: Cards, opened: 2026-11-07}",
            "changes.yaml": "more: {title: Only asked for, adds: [card]}",
            "checkpoints.yaml": "set: {title: s, kind: scope, status: held, on: 2026-11-06}",
        },
        "came into the scope after it was set on 2026-11-06, without an accepted change",
        ("card",),
    ),
    Case(
        "scope-kept",
        {
            "scope.yaml": "form: {title: The form}",
            "checkpoints/scope-gate.yaml": """\
                title: The scope gate stays shut
                kind: scope
                status: held
                on: 2026-11-06
                findings: ['decisions-owned, fail: open without owner or due date: guest']
                """,
        },
        "no scope checkpoint was held, so nobody knows what the scope was set to",
    ),
    Case(
        "metrics-steady",
        {
            "metrics/time.yaml": """\
                title: Time to pay
                direction: down
                baseline: 118
                guardrail: 110
                readings: [{on: 2026-11-13, value: 100}, {on: 2026-11-20, value: 110}]
                """
        },
        "no metric drifts or is beyond its guardrail",
        passed=True,
    ),
    Case(
        "metrics-steady",
        {
            "metrics.yaml": """\
                a:
                  title: a
                  direction: down
                  guardrail: 9
                  readings: [{on: 2026-11-20, value: 10}]
                b:
                  title: b
                  direction: up
                  readings: [{on: 2026-11-13, value: 3}, {on: 2026-11-20, value: 2}]
                """
        },
        "drifting or beyond the guardrail",
        ("a", "b"),
    ),
    # The launch gate
    Case(
        "outcome-shown",
        {
            "metrics/time.yaml": """\
                title: Time to pay
                fresh_for: 7
                readings: [{on: 2026-11-13, value: 100}, {on: 2026-11-27, value: 90}]
                """
        },
        "time was read on 2026-11-13",
        plan="outcome: {metric: time}",
        passed=True,
    ),
    Case(
        "outcome-shown",
        {
            "metrics/time.yaml": """\
                title: Time to pay
                fresh_for: 7
                readings: [{on: 2026-11-12, value: 100}, {on: 2026-11-27, value: 90}]
                """
        },
        "the outcome metric has no fresh reading",
        ("time",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "outcome-shown",
        {
            "metrics/time.yaml": """\
                title: Time to pay
                direction: down
                guardrail: 99
                readings: [{on: 2026-11-20, value: 100}]
                """
        },
        "the outcome metric is beyond its guardrail",
        ("time",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "outcome-shown",
        {
            "metrics/time.yaml": """\
                title: Time to pay
                direction: down
                baseline: 95
                readings: [{on: 2026-11-13, value: 90}, {on: 2026-11-20, value: 100}]
                """
        },
        "the outcome metric drifts: its last reading is worse than the one before",
        ("time",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "outcome-shown",
        {"metrics/time.yaml": "title: []"},
        "the outcome metric cannot be read",
        ("time",),
        ("'mvpplan validate' says why",),
        plan="outcome: {metric: time}",
    ),
    Case(
        "decisions-evidenced",
        {
            "decisions/guest.yaml": """\
                title: Guests
                evidence: [{what: They say so, kind: anecdote}, {what: 61 %, kind: data}]
                """
        },
        "data or a test speaks for every decision in scope",
        passed=True,
    ),
    Case(
        "decisions-evidenced",
        {
            "decisions.yaml": """\
                against: {title: a, evidence: [{what: 9 %, kind: test, supports: false}]}
                hearsay: {title: h, evidence: [{what: They say so, kind: anecdote}]}
                promised: {title: p, evidence: [{what: 61 %, kind: test, on: 2026-11-21}]}
                unsorted: {title: u, evidence: [{what: 61 %}]}
                """
        },
        "no data and no test speaks for it",
        ("against", "hearsay", "promised", "unsorted"),
    ),
    Case("monitor-named", {}, "Ben Okafor watches the numbers", plan="monitor: ben", passed=True),
    Case("monitor-named", {}, "nobody is named to watch the numbers after the launch"),
    Case(
        "messaging-confirmed",
        {
            "checkpoints/sync.yaml": """\
                title: Go-to-market sync
                kind: go-to-market
                status: held
                on: 2026-11-20
                actions: [{what: Change the banner, owner: ana, done: true}]
                """
        },
        "the go-to-market sync was held and its actions are done",
        passed=True,
    ),
    Case(
        "messaging-confirmed",
        {
            "checkpoints/sync.yaml": """\
                title: Go-to-market sync
                kind: go-to-market
                status: held
                on: 2026-11-20
                actions: [{what: Change the banner, owner: ana}]
                """
        },
        "actions of the go-to-market sync are not done",
        ("sync",),
    ),
    Case(
        "messaging-confirmed",
        {
            "checkpoints.yaml": """\
                coming: {title: c, kind: go-to-market, on: 2026-11-19}
                later: {title: l, kind: go-to-market, status: held, on: 2026-11-21}
                never: {title: n, kind: go-to-market, status: skipped, on: 2026-11-19}
                undated: {title: u, kind: go-to-market, status: held}
                """
        },
        "no go-to-market sync was held",
    ),
    Case(
        "blockers-covered",
        {
            "blockers.yaml": """\
                tax:
                  title: Tax
                  fallback: Last year's table
                  fallback_by: 2026-11-20
                  communication: {audience: Sales, message: Tax may come later}
                gone: {title: Gone, status: resolved}
                """
        },
        "every open blocker has a live fallback and a communication plan",
        passed=True,
    ),
    Case(
        "blockers-covered",
        {
            "blockers.yaml": """\
                bare: {title: b, communication: {by: ana}}
                late:
                  title: l
                  fallback: Last year's table
                  fallback_by: 2026-11-19
                  communication: {audience: Sales, message: Tax may come later}
                """
        },
        "open without a live fallback or a communication plan",
        ("bare", "late"),
        (
            "bare has no fallback and has no communication plan that says who is told what",
            "late could take its fallback until 2026-11-19 only",
        ),
    ),
    Case(
        "post-release-planned",
        {
            "checkpoints.yaml": """\
                early: {title: e, kind: post-release, on: 2026-12-06}
                month: {title: m, kind: post-release, on: 2027-01-06}
                week: {title: w, kind: post-release, on: 2026-12-14}
                """
        },
        "week looks on 2026-12-14 whether the metrics moved",
        plan="launch: 2026-12-07",
        passed=True,
    ),
    Case(
        "post-release-planned",
        {
            "checkpoints.yaml": """\
                someday: {title: s, kind: post-release}
                never: {title: n, kind: post-release, status: skipped, on: 2027-01-06}
                """
        },
        "no post-release checkpoint has a date",
    ),
    Case(
        "post-release-planned",
        {"checkpoints.yaml": "early: {title: e, kind: post-release, on: 2026-12-06}"},
        "no post-release checkpoint lies after the launch on 2026-12-07",
        ("early",),
        plan="launch: 2026-12-07",
    ),
    # The sign-off gate
    Case(
        "escalation-rehearsed",
        {
            "checkpoints.yaml": """\
                a-later: {title: l, kind: rehearsal, status: held, on: 2026-11-19, scenario: Tax}
                b-first: {title: f, kind: rehearsal, status: held, on: 2026-11-12, scenario: Tax}
                """
        },
        "a-later played a real scenario through",
        passed=True,
    ),
    Case(
        "escalation-rehearsed",
        {
            "checkpoints.yaml": """\
                coming: {title: c, kind: rehearsal, on: 2026-11-27, scenario: Tax}
                talked: {title: t, kind: rehearsal, status: held, on: 2026-11-12}
                """
        },
        "no rehearsal with a real scenario was held",
    ),
    Case("findings-closed", {}, "no action of a rehearsal is left to do", passed=True),
    Case(
        "findings-closed",
        {
            "checkpoints/played.yaml": """\
                title: Rehearsal
                kind: rehearsal
                status: held
                on: 2026-11-12
                actions: [{what: Name a deputy, done: true}, {what: Mend the list}]
                """
        },
        "actions of the rehearsal are not done",
        ("played",),
    ),
    # The retro gate
    Case(
        "retro-held",
        {"checkpoints.yaml": "look-back: {title: r, kind: retro, status: held, on: 2026-11-20}"},
        "look-back was held on 2026-11-20",
        passed=True,
    ),
    Case(
        "retro-held",
        {
            "checkpoints/retro-gate.yaml": """\
                title: The retro gate stays shut
                kind: retro
                status: held
                on: 2026-11-20
                findings: ['retro-held, fail: no retro was held']
                """
        },
        "no retro was held",
    ),
    Case(
        "standards-updated",
        {
            "lessons.yaml": "ask: {title: Ask early, pattern: Ask in the first week, from: [tax]}",
            "decisions.yaml": "tax: {title: Tax}",
        },
        "1 lesson with a pattern",
        passed=True,
    ),
    Case(
        "standards-updated",
        {
            "lessons.yaml": """\
                brought: {title: Brought along, pattern: Ask in the first week}
                vague: {title: Nothing to do, from: [tax]}
                """,
            "decisions.yaml": "tax: {title: Tax}",
        },
        "no lesson gives a pattern and names what taught it",
    ),
    Case(
        "readiness-listed",
        {"lessons.yaml": "ask: {title: Ask early, checklist: [Is it asked, Is it answered]}"},
        "2 checks for the next cycle",
        passed=True,
    ),
    Case(
        "readiness-listed",
        {"lessons.yaml": "ask: {title: Ask early}"},
        "no lesson adds to the readiness checklist",
    ),
]
FAILING = [case for case in CASES if not case.passed]


def name_of(case: Case) -> str:
    return f"{case.check}: {case.why}"


def gate_of(check: str) -> str:
    return next(gate for gate, checks in GATES.items() if CHECKS[check] in checks)


def ask(read: Read, gate: str, files: Files, plan: str = "", day: date = FRIDAY) -> Verdict:
    """The verdict of a gate on a plan; ``plan`` is added to the plan file."""
    found = read({"mvpplan.yaml": f"{PLAN_FILE}{dedent(plan)}\n", **files}).plan
    return verdict(found, gate, period_of(found.settings, day), Since())


def result_of(said: Verdict, check: str) -> Result:
    return next(result for result in said.results if result.check.name == check)


def told(read: Read, case: Case, plan: str = "") -> tuple[bool, str | None, Result]:
    """Whether the check of a case passed, who waived it, and the result."""
    gate = case.gate or gate_of(case.check)
    result = result_of(ask(read, gate, case.files, f"{case.plan}\n{plan}"), case.check)
    return result.passed, result.waived_by, result


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_what_a_check_says(loaded: Read, case: Case) -> None:
    passed, waived_by, result = told(loaded, case)
    outcome = result.outcome
    assert (passed, waived_by) == (case.passed, None)
    assert (outcome.why, outcome.records, outcome.advice) == (case.why, case.records, case.advice)


def test_every_check_has_a_case_that_passes_and_one_that_fails() -> None:
    assert {case.check for case in CASES if case.passed} == set(CHECKS)
    assert {case.check for case in FAILING} == set(CHECKS)


def test_a_check_has_one_name_and_a_gate_has_it_once() -> None:
    for checks in GATES.values():
        assert [CHECKS[check.name] for check in checks] == list(dict.fromkeys(checks))


@pytest.mark.parametrize("case", FAILING, ids=name_of)
def test_a_waiver_of_a_check_as_a_whole_sets_it_aside(loaded: Read, case: Case) -> None:
    waiver = f"waivers: [{{rule: {case.check}, by: mara, why: Pilot, until: 2026-11-20}}]"
    passed, waived_by, result = told(loaded, case, waiver)
    assert (passed, waived_by) == (True, "mara")
    assert (result.outcome.passed, result.outcome.why) == (False, case.why)


@pytest.mark.parametrize("case", FAILING, ids=name_of)
def test_waivers_of_every_record_set_a_check_aside(loaded: Read, case: Case) -> None:
    waivers = [
        f"{{rule: {case.check}, record: {record}, by: ben, why: Pilot, until: 2026-12-04}}"
        for record in case.records
    ]
    passed, waived_by, _ = told(loaded, case, f"waivers: [{', '.join(waivers)}]")
    assert (passed, waived_by) == ((True, "ben") if case.records else (False, None))


TWO_LOOSE: Files = {
    "decisions.yaml": "tax: {title: Tax, owner: ana}\nwallet: {title: Wallets, owner: ana}\n"
}


@pytest.mark.parametrize(
    ("waiver", "waived_by"),
    [
        ("{rule: decisions-owned, record: tax, by: mara, why: w, until: 2026-12-04}", None),
        ("{rule: decisions-owned, by: mara, why: w, until: 2026-11-20}", "mara"),
        ("{rule: decisions-owned, by: mara, why: w, until: 2026-11-19}", None),
        ("{rule: decisions-approved, by: mara, why: w, until: 2026-12-04}", None),
        ("{rule: MP301, by: mara, why: w, until: 2026-12-04}", None),
        (
            (
                "{rule: decisions-owned, record: tax, by: mara, why: w, until: 2026-11-20},"
                " {rule: decisions-owned, record: wallet, by: ben, why: w, until: 2026-11-19}"
            ),
            None,
        ),
        (
            (
                "{rule: decisions-owned, record: tax, by: mara, why: w, until: 2026-11-20},"
                " {rule: decisions-owned, record: wallet, by: ben, why: w, until: 2026-11-20}"
            ),
            "mara",
        ),
    ],
)
def test_a_waiver_covers_its_check_and_record_up_to_its_day(
    loaded: Read, waiver: str, waived_by: str | None
) -> None:
    said = ask(loaded, "scope", TWO_LOOSE, f"waivers: [{waiver}]")
    assert result_of(said, "decisions-owned").waived_by == waived_by


def test_a_gate_is_as_good_as_its_worst_check_and_the_order_of_checks_is_fixed(
    loaded: Read,
) -> None:
    said = ask(loaded, "retro", {"lessons.yaml": "ask: {title: Ask, checklist: [Is it asked]}"})
    assert [(each.check.name, each.passed) for each in said.results] == [
        ("records-read", True),
        ("retro-held", False),
        ("standards-updated", False),
        ("readiness-listed", True),
    ]
    assert not said.passed


def test_the_plan_file_drops_checks_and_adds_those_of_other_gates(loaded: Read) -> None:
    plan = """\
        gates:
          retro: {retro-held: off, standards-updated: off, monitor-named: on, readiness-listed: on}
        """
    said = ask(loaded, "retro", {}, dedent(plan))
    assert [each.check.name for each in said.results] == [
        "records-read",
        "readiness-listed",
        "monitor-named",
    ]
    assert said.dropped == ("retro-held", "standards-updated")


@pytest.mark.parametrize(
    ("gates", "message", "hint"),
    [
        ("{lanch: {}}", "gates: there is no gate lanch", "did you mean launch?"),
        (
            "{retro: {retro-hold: off}}",
            "gates, retro: there is no check retro-hold",
            "did you mean retro-held?",
        ),
        (
            "{retro: {retro-held: false}}",
            "gates, retro, retro-held: false is neither on nor off",
            "write retro-held: off to drop the check, on to add it",
        ),
        (
            "{retro: {impact: 4}}",
            "gates, retro: there is no check impact",
            "'mvpplan gate --list' names them",
        ),
    ],
)
def test_a_slip_in_the_plan_file_is_told_and_not_passed_over(
    loaded: Read, gates: str, message: str, hint: str
) -> None:
    with pytest.raises(CannotRunError) as raised:
        ask(loaded, "retro", {}, f"gates: {gates}")
    assert (str(raised.value), raised.value.hint) == (message, hint)


def test_a_gate_that_does_not_exist_is_told_with_the_nearest(loaded: Read) -> None:
    with pytest.raises(CannotRunError, match="there is no gate signoff") as raised:
        ask(loaded, "signoff", {})
    assert raised.value.hint == "did you mean sign-off?"


RELIED: Files = {
    "decisions.yaml": "guest: {title: Guests, assumptions: [buy, pay]}",
    "assumptions.yaml": "buy: {title: They buy, impact: 3}\npay: {title: They pay, impact: 5}\n",
}
MONEY: Files = {
    "decisions.yaml": "guest: {title: Guests, assumptions: [buy, pay]}",
    "assumptions.yaml": "buy: {title: b, impact: 900}\npay: {title: p, impact: 9000}\n",
}


@pytest.mark.parametrize(
    ("files", "settings", "records"),
    [
        (RELIED, "", ("pay",)),
        (RELIED, "gates: {scope: {impact: 3}}", ("buy", "pay")),
        (RELIED, "gates: {scope: {impact: 5.5}}", ()),
        (MONEY, "impact: {unit: EUR}\ngates: {scope: {impact: 1000}}", ("pay",)),
        (MONEY, "impact: {unit: EUR}\ngates: {scope: {impact: 900}}", ("buy", "pay")),
    ],
)
def test_the_plan_file_moves_the_threshold_of_impact(
    loaded: Read, files: Files, settings: str, records: tuple[str, ...]
) -> None:
    result = result_of(ask(loaded, "scope", files, settings), "assumptions-tested")
    assert (result.passed, result.outcome.records) == (not records, records)


def test_a_threshold_moves_a_check_that_another_gate_adds(loaded: Read) -> None:
    plan = "gates: {build: {assumptions-tested: on, impact: 3}}"
    result = result_of(ask(loaded, "build", RELIED, plan), "assumptions-tested")
    assert result.outcome.records == ("buy", "pay")


@pytest.mark.parametrize("given", ["high", "nan", "inf", "-1", "1e3", "off"])
def test_a_threshold_that_is_no_number_is_told(loaded: Read, given: str) -> None:
    with pytest.raises(CannotRunError) as raised:
        ask(loaded, "scope", RELIED, f"gates: {{scope: {{impact: {given}}}}}")
    assert str(raised.value) == f"gates, scope, impact: {given} is not a number"
    assert raised.value.hint == "write gates: {scope: {impact: 4}}"


@pytest.mark.parametrize(
    ("day", "launch", "says", "passed"),
    [
        # Friday before a launch on Monday: Friday itself is left
        (date(2026, 11, 20), date(2026, 11, 23), "capacity for 1 in 1 working day", True),
        (date(2026, 11, 21), date(2026, 11, 23), "capacity for 0 in 0 working days", False),
        (date(2026, 11, 22), date(2026, 11, 23), "capacity for 0 in 0 working days", False),
        (date(2026, 11, 23), date(2026, 11, 23), "capacity for 0 in 0 working days", False),
        (date(2026, 11, 24), date(2026, 11, 23), "capacity for 0 in 0 working days", False),
        # A launch on a Saturday or a Sunday: the Friday before is the last day to test
        (date(2026, 11, 20), date(2026, 11, 21), "capacity for 1 in 1 working day", True),
        (date(2026, 11, 20), date(2026, 11, 22), "capacity for 1 in 1 working day", True),
        (date(2026, 11, 20), date(2026, 11, 24), "capacity for 2 in 2 working days", True),
        (date(2026, 11, 20), date(2026, 12, 7), "capacity for 11 in 11 working days", True),
        (date(2026, 12, 30), date(2027, 1, 4), "capacity for 3 in 3 working days", True),
        (date(2028, 2, 28), date(2028, 3, 1), "capacity for 2 in 2 working days", True),
    ],
)
def test_capacity_counts_working_days_from_today_before_the_launch(
    loaded: Read, day: date, launch: date, says: str, passed: bool
) -> None:
    files: Files = {
        "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
        "assumptions.yaml": "buy: {title: They buy, cost: 1}",
    }
    said = ask(loaded, "scope", files, f"launch: {launch}\ncapacity: 5", day)
    result = result_of(said, "validation-fits")
    assert result.outcome.why == f"1 day of validation left, {says} before {launch}"
    assert result.passed == passed


@pytest.mark.parametrize(
    ("assumptions", "late"),
    [
        ("buy: {title: b, cost: 0, duration: 7}", ()),
        ("buy: {title: b, cost: 0, duration: 8}", ("buy",)),
        ("buy: {title: b, cost: 0, duration: 8, status: testing}", ()),
        (
            (
                "buy: {title: b, cost: 0, duration: 4, requires: [reach]}\n"
                "reach: {title: r, cost: 0, duration: 4}\n"
            ),
            ("buy",),
        ),
        (
            (
                "buy: {title: b, cost: 0, duration: 4, requires: [reach]}\n"
                "reach: {title: r, duration: 40, status: validated}\n"
            ),
            (),
        ),
        (
            (
                "buy: {title: b, cost: 0, duration: 4, requires: [reach]}\n"
                "reach: {title: r, cost: 0, duration: 4, requires: [buy]}\n"
            ),
            ("buy", "reach"),
        ),
    ],
)
def test_a_test_that_takes_longer_than_is_left_is_told_with_those_that_wait_for_it(
    loaded: Read, assumptions: str, late: tuple[str, ...]
) -> None:
    files: Files = {
        "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
        "assumptions.yaml": assumptions,
    }
    said = ask(loaded, "scope", files, "launch: 2026-11-27\ncapacity: 5")
    result = result_of(said, "validation-fits")
    assert (result.passed, result.outcome.records) == (not late, late)


@pytest.mark.parametrize(
    ("cost", "unit", "says"),
    [
        ("1", "days", "1 day of"),
        ("1.5", "days", "1.5 days of"),
        ("0", "hours", "0 hours of"),
        ("1", "hours", "1 hour of"),
        ("1", "EUR", "1 EUR of"),
        ("0.5/1/1.5", "days", "1 day of"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular(
    loaded: Read, cost: str, unit: str, says: str
) -> None:
    files: Files = {
        "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
        "assumptions.yaml": f"buy: {{title: They buy, cost: {cost}}}",
    }
    plan = f"launch: 2026-11-27\ncapacity: 5\ncost: {{unit: {unit}}}"
    result = result_of(ask(loaded, "scope", files, plan), "validation-fits")
    assert result.outcome.why.startswith(says)


def test_sums_that_read_the_same_and_differ_are_said_to_differ(loaded: Read) -> None:
    files: Files = {
        "decisions.yaml": "guest: {title: Guests, assumptions: [buy]}",
        "assumptions.yaml": "buy: {title: They buy, cost: 5.001}",
    }
    result = result_of(
        ask(loaded, "scope", files, "launch: 2026-11-27\ncapacity: 5"), "validation-fits"
    )
    assert result.outcome.why == (
        "5 days of validation left, just over the capacity for 5 in 5 working days before"
        " 2026-11-27"
    )


def test_what_git_shows_to_have_come_into_the_scope_counts_without_a_date(loaded: Read) -> None:
    checkpoint = "set: {title: s, kind: scope, status: held, on: 2026-11-06}"
    before: Files = {
        "checkpoints.yaml": checkpoint,
        "scope.yaml": "form: {title: f}\nback: {title: b, status: deferred}",
    }
    now: Files = {
        "checkpoints.yaml": checkpoint,
        "scope.yaml": "form: {title: f}\nback: {title: b}\nnew: {title: n}\n",
    }
    since = Since(before=loaded(before).plan)
    plan = loaded(now).plan
    result = result_of(
        verdict(plan, "midpoint", Period(FRIDAY - WEEK, FRIDAY), since), "scope-kept"
    )
    assert result.outcome.records == ("back", "new")
    # In the period in which the scope was set, its start says nothing about what came later.
    set_in = Period(date(2026, 10, 30), date(2026, 11, 6))
    assert result_of(verdict(plan, "midpoint", set_in, since), "scope-kept").passed


def test_the_same_plan_on_the_same_day_gets_the_same_verdict() -> None:
    for gate in GATES:
        period = Period(FRIDAY - WEEK, FRIDAY)
        first, second = (
            verdict(load(WorkingTree(EXAMPLES / "guest-checkout")).plan, gate, period, Since())
            for _ in range(2)
        )
        assert first == second


@pytest.mark.parametrize(
    ("example", "failing"),
    [
        (
            "guest-checkout",
            {
                "scope": ["assumptions-tested"],
                "build": ["decisions-approved", "approvals-hold"],
                "midpoint": ["mitigations-applied", "metrics-steady"],
                "launch": ["decisions-evidenced", "messaging-confirmed"],
                "sign-off": ["escalation-rehearsed", "all-approvals-hold"],
                "retro": ["retro-held"],
            },
        ),
        (
            "refund-handoff",
            {
                "scope": ["assumptions-tested"],
                "build": ["decisions-approved", "approvals-hold"],
                "midpoint": ["directions-agree", "metrics-steady"],
                "launch": ["decisions-evidenced", "messaging-confirmed"],
                "sign-off": ["escalation-rehearsed", "all-approvals-hold"],
                "retro": ["retro-held"],
            },
        ),
    ],
)
def test_the_gates_of_an_example(example: str, failing: dict[str, list[str]]) -> None:
    plan = load(WorkingTree(EXAMPLES / example)).plan
    period = period_of(plan.settings, FRIDAY)
    found = {
        gate: [
            each.check.name
            for each in verdict(plan, gate, period, Since()).results
            if not each.passed
        ]
        for gate in GATES
    }
    assert found == failing
