"""JSON Schema of single values: how each form of value is written, and what the plan knows.

YAML's own types stand between the file and an editor: a title ``007`` reaches it as a number. So
text takes every single value, and only forms that mvpplan refuses are refused. No schema here
lists ``null`` or several types where editors would offer them for completion: what is no single
value is refused by ``if`` and ``then`` instead, which they do not complete from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mvpplan.model.fields import (
    Amount,
    ConditionText,
    Day,
    Days,
    Flag,
    Impact,
    Likelihood,
    Number,
    Person,
    Positive,
    Ref,
    Share,
    StateName,
    Word,
)
from mvpplan.model.quantity import NUMBER
from mvpplan.model.settings import Cycle, PlanFormat, RuleCode, Waived
from mvpplan.text.characters import clean
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from mvpplan.model.outline import Marker
    from mvpplan.model.plan import Plan

Schema = dict[str, Any]

SLUG = "[a-z0-9][a-z0-9-]{0,63}"
NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
"""What an empty value is; as ``type: null`` editors would offer it."""

_LONGEST = 100
_MANY = 1000
_SLUG = re.compile(rf"{SLUG}\Z")
# What a plain YAML value may hold, and an editor's snippet too, without quotes or escapes.
_PLAIN = re.compile(r"\w(?:[\w .@-]*\w)?\Z")
_DATE = (
    "^(?:19|2[01])[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$"
)
_RANGE = rf"^{NUMBER}(?: *- *{NUMBER}| */ *{NUMBER} */ *{NUMBER})$"


def single(message: str, **more: Any) -> Schema:
    """The schema of one value of any of YAML's types; ``message`` says what to write instead."""
    return {
        "if": {"type": ["array", "object", "null"]},
        "then": {"type": "string", "errorMessage": message},
        "errorMessage": message,
        **more,
    }


def _number(message: str, **more: Any) -> Schema:
    return {"type": "number", "errorMessage": message, **more}


def _choice(message: str, pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern, "errorMessage": message}


FORMS: dict[Any, tuple[str, Schema]] = {
    str: ("text", single("write text; a colon or a # in it needs quotes around it all")),
    Day: ("date", _choice("write a date, year-month-day, as in 2026-11-27", _DATE)),
    Number: ("number", _number("write a number without quotes, with a point before decimals")),
    Positive: ("positive", _number("write a number, 0 or more, without quotes", minimum=0)),
    Share: ("share", _number("write a number from 0 to 1, as in 0.6", minimum=0, maximum=1)),
    Days: (
        "days",
        {
            "type": "integer",
            "minimum": 0,
            "maximum": 36500,
            "errorMessage": "write whole calendar days, as in 10",
        },
    ),
    Likelihood: (
        "likelihood",
        {"enum": [1, 2, 3, 4, 5], "errorMessage": "write a whole number from 1 to 5"},
    ),
    ConditionText: (
        "condition",
        single("write a condition, as in: card is declined or card is expired"),
    ),
    Amount: (
        "quantity",
        {
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": _RANGE,
            "errorMessage": "write 3, 2-5 or 1/2/5, without quotes",
        },
    ),
    Flag: (
        "flag",
        {
            "anyOf": [
                {"type": "boolean", "errorMessage": "write true or false"},
                _choice("write true or false", "^(?:true|false)$"),
            ]
        },
    ),
    Cycle: (
        "cycle",
        _choice("write days or weeks, as in 10d or 1w", "^[1-9][0-9]? ?(?:d|days?|w|weeks?)$"),
    ),
    Word: ("word", single("write one word without spaces and brackets", pattern=r"^[^\s()]+$")),
    Waived: (
        "waived",
        single(
            "write a code from MP2 up, like MP322, or the name of a gate check",
            pattern="^(?!MP[01][0-9]{2}$)",
        ),
    ),
    PlanFormat: (
        "format",
        {"anyOf": [{"enum": [1], "errorMessage": "write 1"}, _choice("write 1", "^1$")]},
    ),
}
"""The form of each type of field: a name and its schema."""

KEYS: dict[Any, Schema] = {
    Word: {"pattern": r"^[^\s()]+$", "errorMessage": "write one word without brackets"},
    StateName: {"pattern": r"^[^\s.]+$", "errorMessage": "write a word without spaces and points"},
    Positive: {"pattern": f"^{NUMBER}$", "errorMessage": "write a number, 0 or more"},
    RuleCode: {
        "pattern": "^MP[2-9][0-9]{2}$",
        "errorMessage": "write a code from MP2 up, like MP322",
    },
}
"""The form of keys that are not just any text; without a type, for YAML may read a number."""


def pointing(plan: Plan, marker: Marker) -> tuple[str, Schema]:
    """The form of a value that must be known to the plan: a name and its schema.

    What is known is offered with its title; what is not may be about to be added, and is accepted.
    """
    if isinstance(marker, Ref):
        return _reference(plan, marker)
    if isinstance(marker, Impact):
        return _impact(plan)
    if isinstance(marker, Person):
        entries = {key: plan.settings.people.get(key) for key in plan.people}
        names = {key: entry.name if entry else None for key, entry in entries.items()}
        return "person", _offering(names, single("write a key of people"))
    meanings = {key: plan.settings.protects.get(key) for key in plan.outcomes}
    return "outcome", _offering(meanings, single("write a key of protects"))


def _reference(plan: Plan, marker: Ref) -> tuple[str, Schema]:
    known: dict[str, str | None] = {
        record.id: record.title
        for record in plan.records.values()
        if not marker.kinds or record.kind in marker.kinds
    }
    for record, kind in plan.broken.items():
        if _SLUG.match(record) and (not marker.kinds or kind in marker.kinds):
            known.setdefault(record, None)
    name = "-or-".join(marker.kinds) + "-id" if marker.kinds else "any-id"
    pattern, message = f"^{SLUG}$", "write an id: small letters, digits and hyphens"
    if marker.section:
        name, pattern = "section", rf"^{SLUG}(?:\.[^.\s]+)*$"
        message = "write an id, or an id and a field, as in tax-service.options"
    return name, _offering(known, single(message, pattern=pattern))


def _impact(plan: Plan) -> tuple[str, Schema]:
    scale = plan.settings.impact_scale
    if scale is None or "impact" in plan.unsure:
        return "impact", FORMS[Positive][1]
    levels = [int(level) if level == int(level) else float(level) for level in sorted(scale)]
    shown = ", ".join(str(level) for level in levels)
    message = f"write a level of the plan's scale: {shown}"
    return "impact", {"enum": levels, "errorMessage": message}


def _offering(titles: dict[str, str | None], form: Schema) -> Schema:
    """A form that offers keys for completion, sorted; those that would need quotes are left out.

    An ``enum`` would refuse new ones, and every hover and message would list them all. But the
    language server needs the square of their number for snippets: many are an ``enum`` that
    nothing matches, in an alternative, which it completes from all the same.
    """
    keys = [key for key in sorted(titles) if _PLAIN.match(key) and clean(key) == key]
    texts = [shortened(clean(titles[key] or ""), _LONGEST) for key in keys]
    if len(keys) > _MANY:
        return {"anyOf": [form, {"enum": keys, "enumDescriptions": texts, "not": {}}]}
    offers = [
        {"label": key, "body": key} | ({"description": text} if text else {})
        for key, text in zip(keys, texts, strict=True)
    ]
    return form | ({"defaultSnippets": offers} if offers else {})
