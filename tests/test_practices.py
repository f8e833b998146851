"""Every practice that is a record, a field or a rule: who forgets it is told.

The numbers are those of the practices of the two playbooks, customer success and RevOps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE, findings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[[dict[str, str | bytes]], list[str]]

DECISION = {
    "decisions/guest-checkout.yaml": """\
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        """
}
METRIC = DECISION | {
    "metrics/checkout-time.yaml": """\
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        """
}
APPROVED = """\
title: Do guests need an account to pay?
status: approved
closed: 2026-11-20
why: Guests leave at the account step
"""
EVIDENCE = "evidence: [{what: 61 % of 212 leavers name the account step, on: 2026-11-12}]\n"
ACCEPTANCE = "acceptance: [A guest can pay with an email address only]\n"
BUILD_SCOPE = """\
constraints: [Carts over 500 EUR keep the account step]
behaviour: The account is offered after the payment
target: {metric: checkout-time, value: 90}
"""
BLOCKER = """\
title: No access to the sandbox of the tax service
owner: ben
due: 2026-11-24
fallback: Launch with the table of last year's rates
customer_impact: Guests would see the price without tax
"""


@pytest.fixture
def told(plan: Callable[[dict[str, str | bytes]], Path]) -> Told:
    """Write a plan and return what its team is told, as ``CODE record: message``."""
    return lambda files: [
        f"{each.code} {each.record}: {each.message}" for each in findings_of(plan(files))
    ]


def test_row_01_stakeholder_input_becomes_decisions_with_owners(told: Told) -> None:
    decision = "title: Do guests need an account to pay?\ndue: 2026-11-27\n"
    assert told({"decisions/guest-checkout.yaml": decision}) == [
        "MP301 guest-checkout: open decision guest-checkout has no owner"
    ]
    assert told({"decisions/guest-checkout.yaml": decision + "owner: ana\n"}) == []


def test_row_02_assumptions_have_an_impact_and_a_cost_to_be_ranked_by(told: Told) -> None:
    files = {
        "decisions/tax.yaml": "title: t\nowner: ana\ndue: 2026-11-27\nassumptions: [answers]\n"
    }
    assumption = "title: The tax service answers within a second\n"
    assert told({**files, "assumptions/answers.yaml": assumption}) == [
        "MP311 answers: open assumption answers has no impact or cost"
    ]
    assert told({**files, "assumptions/answers.yaml": assumption + "impact: 4\ncost: 2\n"}) == []


def test_row_03_each_dependency_has_one_owner_and_a_checkpoint_with_a_metric(told: Told) -> None:
    dependency = "title: Tax tables for the ten largest states\n"
    assert told({**METRIC, "dependencies/tables.yaml": dependency}) == [
        "MP342 tables: pending dependency tables has no owner, checkpoint or metric"
    ]
    dependency += "owner: ben\ncheckpoint: 2026-11-27\nmetric: checkout-time\n"
    assert told({**METRIC, "dependencies/tables.yaml": dependency}) == []


def test_row_05_open_blockers_have_a_communication_plan(told: Told) -> None:
    assert told({"blockers/tax-sandbox.yaml": BLOCKER}) == [
        "MP322 tax-sandbox: open blocker tax-sandbox has no communication plan"
    ]
    plan = "communication: {audience: Sales, message: Tax is late, by: ana, on: 2026-11-20}\n"
    assert told({"blockers/tax-sandbox.yaml": BLOCKER + plan}) == []


def test_row_06_dependencies_between_functions_have_an_owner_and_a_checkpoint(told: Told) -> None:
    dependency = "title: Reply templates that a guest can follow\nfrom: support\nto: delivery\n"
    dependency += "needed_by: [guest-checkout]\nmetric: checkout-time\n"
    assert told({**METRIC, "dependencies/replies.yaml": dependency}) == [
        "MP342 replies: pending dependency replies has no owner or checkpoint"
    ]
    dependency += "owner: ben\ncheckpoint: 2026-11-27\n"
    assert told({**METRIC, "dependencies/replies.yaml": dependency}) == []


def test_row_09_each_risk_has_signal_mitigation_fallback_and_owner(told: Told) -> None:
    risk = "title: The catalogue team delivers late\ndue: 2026-12-04\nmetric: checkout-time\n"
    assert told({**METRIC, "risks/late-catalogue.yaml": risk}) == [
        (
            "MP341 late-catalogue: "
            "watched risk late-catalogue has no signal, mitigation, fallback or owner"
        )
    ]
    risk += "signal: Fewer than 40 items a week\nmitigation: A daily export of what is done\n"
    risk += "fallback: Launch with the 300 items that sell most\nowner: ben\n"
    assert told({**METRIC, "risks/late-catalogue.yaml": risk}) == []


def test_row_10_a_metric_has_a_decision_owner(told: Told) -> None:
    metric = "title: Time from cart to payment\nowner: ana\n"
    assert told({**DECISION, "metrics/checkout-time.yaml": metric}) == [
        "MP331 checkout-time: metric checkout-time has no decision that acts on it (decisions)"
    ]
    metric += "decisions: [guest-checkout]\n"
    assert told({**DECISION, "metrics/checkout-time.yaml": metric}) == []


def test_row_12_somebody_tells_customers_when_a_tradeoff_affects_them(told: Told) -> None:
    plan = "communication: {audience: Sales, message: Tax may come later}\n"
    assert told({"blockers/tax-sandbox.yaml": BLOCKER + plan}) == [
        "MP322 tax-sandbox: the communication plan of tax-sandbox has no by or on"
    ]
    plan = "communication: {audience: Sales, message: Tax is late, by: ana, on: 2026-11-20}\n"
    assert told({"blockers/tax-sandbox.yaml": BLOCKER + plan}) == []


def test_row_12_escalation_ends_at_somebody(told: Told) -> None:
    people = "format: 1\ntitle: t\npeople: {ana: {escalates_to: mara}, mara: {escalates_to: "
    assert told({"mvpplan.yaml": people + "ana}}\n"}) == [
        "MP205 None: escalates_to goes in a circle: ana → mara → ana"
    ]
    assert told({"mvpplan.yaml": people + "~}}\n"}) == []


def test_row_13_each_open_blocker_has_a_due_date_and_a_fallback(told: Told) -> None:
    blocker = """\
        title: No access to the sandbox of the tax service
        owner: ben
        %s
        customer_impact: Guests would see the price without tax
        communication: {audience: Sales, message: Tax is late, by: ana, on: 2026-11-20}
        """
    assert told({"blockers/tax-sandbox.yaml": blocker % "due:"}) == [
        "MP321 tax-sandbox: open blocker tax-sandbox has no due date or fallback"
    ]
    way_out = "due: 2026-11-24\n        fallback: Launch with the old rates"
    assert told({"blockers/tax-sandbox.yaml": blocker % way_out}) == []


def test_row_14_one_outcome_is_measured(told: Told) -> None:
    outcome = PLAN_FILE + "outcome: {metric: checkout-tme, signal: Buying is quick}\n"
    assert told({**METRIC, "mvpplan.yaml": outcome}) == [
        "MP201 None: outcome, metric: there is no metric checkout-tme"
    ]
    assert told({**METRIC, "mvpplan.yaml": outcome.replace("tme", "time")}) == []


def test_row_16_each_unresolved_choice_has_one_owner_and_a_deadline(told: Told) -> None:
    decision = "title: Do guests need an account to pay?\n"
    assert told({"decisions/guest-checkout.yaml": decision}) == [
        "MP301 guest-checkout: open decision guest-checkout has no owner or due date"
    ]
    decision += "owner: ana\ndue: 2026-11-27\n"
    assert told({"decisions/guest-checkout.yaml": decision}) == []


def test_row_17_evidence_supports_decisions(told: Told) -> None:
    approved = APPROVED + ACCEPTANCE + BUILD_SCOPE
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved}) == [
        "MP302 guest-checkout: approved decision guest-checkout has no evidence that supports it"
    ]
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved + EVIDENCE}) == []


def test_row_17_without_the_signal_the_decision_stays_open(told: Told) -> None:
    files = {
        **METRIC,
        "assumptions/loses-buyers.yaml": "title: The account loses buyers\nimpact: 5\ncost: 2\n",
    }
    relies = "assumptions: [loses-buyers]\n"
    approved = APPROVED + EVIDENCE + ACCEPTANCE + BUILD_SCOPE + relies
    assert told({**files, "decisions/guest-checkout.yaml": approved}) == [
        "MP305 guest-checkout: approved decision guest-checkout relies on loses-buyers, untested"
    ]
    still_open = "title: t\nowner: ana\ndue: 2026-11-27\n" + relies
    assert told({**files, "decisions/guest-checkout.yaml": still_open}) == []


def test_row_18_approved_decisions_say_what_they_mean_for_the_build(told: Told) -> None:
    approved = APPROVED + EVIDENCE + ACCEPTANCE
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved}) == [
        (
            "MP304 guest-checkout: approved decision guest-checkout has no constraints, "
            "expected behaviour or measurable target"
        )
    ]
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved + BUILD_SCOPE}) == []


def test_row_19_a_review_after_release_is_dated(told: Told) -> None:
    review = """\
        title: Did the first month show what we promised?
        kind: post-release
        status: held
        about: [checkout-time]
        on: %s
        """
    assert told({**METRIC, "checkpoints/first-month.yaml": review % ""}) == [
        "MP307 first-month: held checkpoint first-month has no date (on)"
    ]
    assert told({**METRIC, "checkpoints/first-month.yaml": review % "2027-01-06"}) == []


def test_row_20_somebody_owns_the_final_approval_call(told: Told) -> None:
    assert told({"mvpplan.yaml": PLAN_FILE + "approver: RevOps\n"}) == [
        "MP203 None: approver: RevOps is not one of the people"
    ]
    assert told({"mvpplan.yaml": PLAN_FILE + "approver: ana\n"}) == []


def test_row_22_each_review_comment_resolves_to_an_action_of_its_owner(told: Told) -> None:
    comment = "title: The empty cart says nothing helpful\nabout: guest-checkout\nby: mara\n"
    assert told({**DECISION, "feedback/empty-cart.yaml": comment}) == [
        "MP344 empty-cart: open feedback empty-cart has no owner, action or due date"
    ]
    comment += "owner: ben\naction: Write the text with Support\ndue: 2026-11-25\n"
    assert told({**DECISION, "feedback/empty-cart.yaml": comment}) == []


def test_row_23_findings_of_a_review_become_dated_actions(told: Told) -> None:
    review = """\
        title: Walk through the payment with a declined card
        kind: build
        status: held
        on: 2026-11-18
        findings: [A broken-off challenge ends on an empty page]
        actions: [{what: Draw the missing screen, owner: ben%s}]
        """
    assert told({"checkpoints/walk.yaml": review % ""}) == [
        "MP345 walk: action 1 of held checkpoint walk has no date"
    ]
    assert told({"checkpoints/walk.yaml": review % ", due: 2026-11-24"}) == []


def test_row_24_no_change_of_scope_without_a_written_assessment(told: Told) -> None:
    change = "title: Take gift cards into the first scope\nstatus: accepted\nrequested_by: mara\n"
    assert told({**METRIC, "changes/gift-cards.yaml": change}) == [
        "MP343 gift-cards: accepted change gift-cards has no written effect on a metric"
    ]
    change += "effects: [{metric: checkout-time, effect: About 4 seconds more}]\n"
    assert told({**METRIC, "changes/gift-cards.yaml": change}) == []


def test_row_25_what_the_go_to_market_sync_finds_has_an_owner(told: Told) -> None:
    sync = """\
        title: Do mails and banners promise what we deliver?
        kind: go-to-market
        status: held
        on: 2026-12-04
        actions: [{what: Take the five days out of the sale mail, due: 2026-12-05%s}]
        """
    assert told({"checkpoints/messages.yaml": sync % ""}) == [
        "MP345 messages: action 1 of held checkpoint messages has no owner"
    ]
    assert told({"checkpoints/messages.yaml": sync % ", owner: ana"}) == []


def test_row_26_approved_decisions_have_testable_acceptance_criteria(told: Told) -> None:
    approved = APPROVED + EVIDENCE + BUILD_SCOPE
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved}) == [
        "MP303 guest-checkout: approved decision guest-checkout has no acceptance criteria"
    ]
    assert told({**METRIC, "decisions/guest-checkout.yaml": approved + ACCEPTANCE}) == []


def test_row_28_the_monitor_after_launch_is_a_person(told: Told) -> None:
    assert told({"mvpplan.yaml": PLAN_FILE + "monitor: everybody\n"}) == [
        "MP203 None: monitor: everybody is not one of the people"
    ]
    assert told({"mvpplan.yaml": PLAN_FILE + "monitor: ben\n"}) == []


def test_row_30_conflicting_direction_isolates_a_decision_on_a_day(told: Told) -> None:
    decision = "title: First or last touch?\nowner: ana\ndue: 2026-12-11\nisolated: "
    assert told({"decisions/attribution.yaml": decision + "true\n"}) == [
        "MP103 attribution: isolated: true is not a date"
    ]
    assert told({"decisions/attribution.yaml": decision + "2026-11-18\n"}) == []


def test_row_32_what_the_rehearsal_finds_is_closed_by_somebody(told: Told) -> None:
    rehearsal = """\
        title: Rehearsal of one bad evening
        kind: rehearsal
        status: held
        on: 2026-12-02
        scenario: Conversion falls for the second day and nobody reaches Ben
        actions: [{what: Give Mara the switch as well%s}]
        """
    assert told({"checkpoints/rehearsal.yaml": rehearsal % ""}) == [
        "MP345 rehearsal: action 1 of held checkpoint rehearsal has no owner or date"
    ]
    done = ", owner: ben, due: 2026-12-03, done: true"
    assert told({"checkpoints/rehearsal.yaml": rehearsal % done}) == []


def test_row_33_a_lesson_names_the_records_that_taught_it(told: Told) -> None:
    lesson = """\
        title: Put a partner's service under load before choosing it
        checklist: [The busiest hour of last season exists as a load script]
        from: [%s]
        """
    assert told({**DECISION, "lessons/load-first.yaml": lesson % "guest-chekout"}) == [
        "MP201 load-first: from: there is no record guest-chekout"
    ]
    assert told({**DECISION, "lessons/load-first.yaml": lesson % "guest-checkout"}) == []


def test_row_34_a_metric_names_the_outcome_that_it_preserves(told: Told) -> None:
    metric = """\
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        signal: First-time buyers get through without stopping
        protects: [%s]
        """
    assert told({**DECISION, "metrics/checkout-time.yaml": metric % "speed"}) == [
        "MP207 checkout-time: protects: the plan protects nothing named speed"
    ]
    assert told({**DECISION, "metrics/checkout-time.yaml": metric % "fast-purchase"}) == []


def test_row_36_reviewers_are_accountable_people(told: Told) -> None:
    decision = "title: Do guests need an account?\nowner: ana\ndue: 2026-11-27\nreviewers: "
    assert told({"decisions/guest-checkout.yaml": decision + "[mara, Legal]\n"}) == [
        "MP203 guest-checkout: reviewers: Legal is not one of the people"
    ]
    assert told({"decisions/guest-checkout.yaml": decision + "[mara, ben]\n"}) == []


def test_row_40_what_is_deferred_has_a_reason_and_a_day_to_look_again(told: Told) -> None:
    item = "title: Welcome codes that work once per guest\nstatus: deferred\n"
    assert told({"scope/welcome-code.yaml": item}) == [
        (
            "MP308 welcome-code: "
            "deferred scope item welcome-code has no reason (why) or date to revisit it"
        )
    ]
    item += "why: A change to the basket in freeze weeks\nrevisit: 2027-01-15\n"
    assert told({"scope/welcome-code.yaml": item}) == []


def test_row_41_a_review_cycle_has_a_length_that_can_be_shortened(told: Told) -> None:
    assert told({"mvpplan.yaml": PLAN_FILE + "review: {every: more often}\n"}) == [
        "MP103 None: review, every: more often is not a length of time"
    ]
    assert told({"mvpplan.yaml": PLAN_FILE + "review: {every: 3d}\n"}) == []


def test_row_46_a_comment_is_tied_to_a_section(told: Told) -> None:
    comment = """\
        title: The empty cart says nothing helpful
        about: guest-checkout.%s
        owner: ben
        action: Write the text with Support
        due: 2026-11-25
        """
    assert told({**DECISION, "feedback/empty-cart.yaml": comment % "texts"}) == [
        "MP101 empty-cart: about: texts is not a field of a decision"
    ]
    assert told({**DECISION, "feedback/empty-cart.yaml": comment % "behaviour"}) == []


def test_row_46_an_approval_holds_for_what_was_read(told: Told) -> None:
    decision = """\
        title: %s
        owner: ana
        due: 2026-12-04
        approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0e89ecd5b8455c42}]
        """
    assert told({"decisions/guest-checkout.yaml": decision % "Do guests need a password?"}) == [
        "MP306 guest-checkout: guest-checkout changed after Mara Lind approved it on 2026-11-20"
    ]
    read = decision % "Do guests need an account to pay?"
    assert told({"decisions/guest-checkout.yaml": read}) == []
