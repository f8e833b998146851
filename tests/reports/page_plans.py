"""Plans that a page of the report has to bear: far more open records than fit, and odd texts."""

from __future__ import annotations

COUNT = 500
"""How many records are open in a crowded plan."""

TEXTS = {
    "short": "Keys",
    "long": "We believe that most people who buy as guests would rather pay with the wallet of"
    " their phone than type the number of a card, see https://example.com/test",
    "one word": "W" * 130,
    "Chinese": "客户在结账时不想注册账户" * 11,
    "Russian": "Гости хотят платить без регистрации, " * 4,
}
"""What the titles of a crowded plan may be, by name."""


def crowded(text: str) -> dict[str, str | bytes]:
    """A plan with 500 open records, a text in every field of theirs that a report shows."""
    said = f'"{text}'
    settings = f"""\
format: 1
title: {said}"
objective: {said}"
team: {said}"
launch: 2026-12-07
approver: ana
outcome: {{metric: m-0}}
people:
  ana: {{name: Ana Ruiz, escalates_to: mara}}
  ben: {{name: {said}"}}
  mara: {{name: Mara Lind}}
"""
    held = f"""\
week:
  title: Review
  kind: weekly
  status: held
  on: 2026-11-20
  headline: {said} {text} {text} {text}"
  findings: [{said} 1", {said} 2", {said} 3", {said} 4"]
"""
    lines: dict[str, list[str]] = {name: [] for name in _FIELDS}
    for number in range(COUNT // len(_FIELDS)):
        day = 10 + number % 20
        for name, fields in _FIELDS.items():
            values = fields.format(number=number, day=day, said=said, level=1 + number % 5)
            lines[name].append(
                f'{name[0]}-{number}: {{title: {said} {name} {number}", {values}}}\n'
            )
    files: dict[str, str | bytes] = {"mvpplan.yaml": settings, "checkpoints.yaml": held}
    return files | {f"{name}.yaml": "".join(each) for name, each in lines.items()}


_FIELDS = {
    "decisions": "owner: ana, due: 2026-11-{day}, opened: 2026-10-01, assumptions: [a-{number}]",
    "blockers": (
        'owner: ben, due: 2026-11-{day}, fallback: {said}", fallback_by: 2026-11-25,'
        ' customer_impact: {said}"'
    ),
    "metrics": (
        'owner: ana, unit: {said}", fresh_for: 7, direction: up, baseline: {number},'
        " target: 900, by: 2027-01-06, guardrail: -900, readings:"
        " [{{on: 2026-11-01, value: 123456.78}}, {{on: 2026-11-08, value: {number}}}]"
    ),
    "assumptions": "owner: ben, impact: {level}, confidence: 0.{level}, cost: {level}",
    "scope": (
        'status: deferred, why: {said}", opened: 2026-11-01, closed: 2026-11-18,'
        " revisit: 2027-01-01"
    ),
}
