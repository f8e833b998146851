"""Links: every id, person and outcome that a record names must exist and make sense (MP2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, FieldPath, Problem, label
from mvpplan.model.fields import Impact, Outcome, Person, Ref
from mvpplan.model.graph import cycles
from mvpplan.model.nearest import Suggestions
from mvpplan.model.record import a_record_of, noun_of
from mvpplan.rules.named import meant_name, names_of_people, names_of_records
from mvpplan.rules.rule import error
from mvpplan.text.characters import clean
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan

# Following one of these from record to record must come to an end.
_ORDERED = ("depends_on", "requires", "supersedes")


def _references(plan: Plan) -> Iterator[tuple[str | None, FieldPath, str, tuple[str, ...]]]:
    """Every id that is named: by which record, where, which, and the kinds it may be of."""
    for link in plan.links:
        yield link.source, link.at, link.target, link.kinds
    for mention in plan.mentions:
        if isinstance(mention.marker, Ref):
            yield mention.record, mention.at, mention.value, mention.marker.kinds


def _field(at: FieldPath) -> str:
    """The field to name in a message: the id itself tells which item of a list is meant."""
    return label(at[:-1] if isinstance(at[-1], int) else at)


@error("MP201")
def unknown_id(plan: Plan) -> Iterator[Problem]:
    """Unknown id.

    A record names another one that is not in the plan: a typing error, or a record that was
    deleted or renamed while others still rely on it.

    Bad:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        assumptions: [tax-servce-answers]
        # assumptions/tax-service-answers.yaml
        title: The tax service answers within a second
        impact: 4
        cost: 2

    Good:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        assumptions: [tax-service-answers]
        # assumptions/tax-service-answers.yaml
        title: The tax service answers within a second
        impact: 4
        cost: 2
    """
    suggestions = Suggestions()
    known_ids: dict[tuple[str, ...], list[str]] = {}
    names: dict[tuple[str, ...], dict[str, str]] = {}
    for record, at, target, kinds in _references(plan):
        if plan.kind_of(target) is None:
            if kinds not in known_ids:
                known_ids[kinds] = _known(plan, kinds)
                names[kinds] = names_of_records(plan, known_ids[kinds])
            wanted = joined([noun_of(kind) for kind in kinds], "or") or "record"
            message = f"{_field(at)}: there is no {wanted} {clean(target)}"
            hint = meant_name(target, names[kinds], many=isinstance(at[-1], int))
            hint = hint or suggestions.hint(
                target, known_ids[kinds], f"add the {wanted}, or take the id out here"
            )
            yield Problem("MP201", record, at, message, hint)


def _known(plan: Plan, kinds: tuple[str, ...]) -> list[str]:
    """Every id of some kinds; of any kind if none is named."""
    return [
        each for each in (*plan.records, *plan.broken) if not kinds or plan.kind_of(each) in kinds
    ]


@error("MP202")
def wrong_kind(plan: Plan) -> Iterator[Problem]:
    """Id of the wrong kind.

    Fields that name other records each expect certain kinds; `mvpplan rank`, for one, follows
    `assumptions` to assumptions only.

    Bad:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        assumptions: [tax-provider]
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20

    Good:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        depends_on: [tax-provider]
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20
    """
    for record, at, target, kinds in _references(plan):
        kind = plan.kind_of(target)
        if kind and kinds and kind not in kinds and target != record:
            wanted = joined([a_record_of(each) for each in kinds], "or")
            message = f"{_field(at)}: {clean(target)} is {a_record_of(kind)}, not {wanted}"
            hint = f"name {wanted} here; {clean(target)} may belong into another field"
            yield Problem("MP202", record, at, message, hint)


@error("MP203")
def unknown_person(plan: Plan) -> Iterator[Problem]:
    """Unknown person.

    Owners, approvers and everybody else who is named must stand under `people` in the plan file,
    so that the report can ask them and an escalation finds the next step.

    Bad:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: anna
        due: 2026-11-27

    Good:
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
    """
    if "people" in plan.unsure:
        return
    suggestions, names = Suggestions(), names_of_people(plan)
    for mention in plan.mentions:
        if isinstance(mention.marker, Person) and mention.value not in plan.people:
            person = clean(mention.value)
            message = f"{_field(mention.at)}: {person} is not one of the people"
            hint = meant_name(mention.value, names, many=isinstance(mention.at[-1], int))
            hint = hint or suggestions.hint(
                person, plan.people, f"add {person} to people in {PLAN_FILE}"
            )
            yield Problem("MP203", mention.record, mention.at, message, hint)


@error("MP205")
def cycle(plan: Plan) -> Iterator[Problem]:
    """Cycle.

    Records that wait for each other in a circle can never be worked off, and escalations that go
    in a circle never end. The finding names the whole circle.

    Bad:
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20
        depends_on: [tax-at-checkout]
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        depends_on: [tax-provider]

    Good:
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-11-27
        depends_on: [tax-provider]
    """
    for field in _ORDERED:
        edges: dict[str, dict[str, FieldPath]] = {}
        for link in plan.links:
            if link.at[0] == field and link.source != link.target:
                edges.setdefault(link.source, {})[link.target] = link.at
        for path in cycles(edges):
            message = f"{field} goes in a circle: {_circle(path)}"
            at = edges[path[0]][path[1]]
            yield Problem("MP205", path[0], at, message, "take one of these links out")
    steps = {
        key: [person.escalates_to]
        for key, person in plan.settings.people.items()
        if person.escalates_to and person.escalates_to != key
    }
    for path in cycles(steps):
        message = f"escalates_to goes in a circle: {_circle(path)}"
        at = ("people", path[0], "escalates_to")
        yield Problem("MP205", None, at, message, "let the last step escalate to nobody")


def _circle(path: list[str]) -> str:
    return " → ".join(clean(step) for step in [*path, path[0]])


@error("MP206")
def link_to_itself(plan: Plan) -> Iterator[Problem]:
    """Link to itself.

    A record cannot wait for itself, replace itself or block itself.

    Bad:
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20
        depends_on: [tax-provider]

    Good:
        # decisions/tax-provider.yaml
        title: Which tax service?
        owner: ben
        due: 2026-11-20
    """
    for link in plan.links:
        if link.source == link.target:
            message = f"{_field(link.at)}: {link.target} names itself"
            yield Problem("MP206", link.source, link.at, message, "take the id out here")
    for key, person in plan.settings.people.items():
        if person.escalates_to == key:
            message = f"escalates_to: {clean(key)} escalates to themselves"
            at = ("people", key, "escalates_to")
            yield Problem("MP206", None, at, message, "name the next step up, or delete the line")


@error("MP207")
def unknown_outcome(plan: Plan) -> Iterator[Problem]:
    """Unknown protected outcome.

    What must not erode is named once, under `protects` in the plan file; a metric or a change
    that guards it names it from there.

    Bad:
        # mvpplan.yaml
        format: 1
        title: Guest checkout
        protects: {fast-purchase: Fast purchase journeys with minimal confusion}
        people: {ana: {name: Ana Ruiz}}
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        protects: [fast-purchases]

    Good:
        # mvpplan.yaml
        format: 1
        title: Guest checkout
        protects: {fast-purchase: Fast purchase journeys with minimal confusion}
        people: {ana: {name: Ana Ruiz}}
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        protects: [fast-purchase]
    """
    if "protects" in plan.unsure:
        return
    suggestions = Suggestions()
    known = plan.outcomes
    for mention in plan.mentions:
        if isinstance(mention.marker, Outcome) and mention.value not in known:
            outcome = clean(mention.value)
            message = f"{_field(mention.at)}: the plan protects nothing named {outcome}"
            hint = suggestions.hint(outcome, known, f"add {outcome} to protects in {PLAN_FILE}")
            yield Problem("MP207", mention.record, mention.at, message, hint)


def impact_off_scale(plan: Plan) -> Iterator[Problem]:
    """Impacts that the plan's scale does not have, which is a wrong value (MP103)."""
    scale = plan.settings.impact_scale
    if scale is None or "impact" in plan.unsure:
        return
    levels = ", ".join(str(level) for level in sorted(scale))
    for mention in plan.mentions:
        if isinstance(mention.marker, Impact) and mention.value not in scale:
            message = f"{_field(mention.at)}: {mention.value} is not on the plan's scale"
            hint = (
                f"write one of {levels}; amounts of money need impact: {{unit: EUR}} in {PLAN_FILE}"
            )
            yield Problem("MP103", mention.record, mention.at, message, hint)
