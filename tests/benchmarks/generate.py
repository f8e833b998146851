"""Make a plan of any size for measurements: one record a file, about 1 KB each.

python tests/benchmarks/generate.py FOLDER RECORDS
"""

from __future__ import annotations

import sys
from pathlib import Path

PLAN_FILE = """\
format: 1
title: A plan to measure with
review: {day: friday, every: 1w}
capacity: 6
people:
  ana: {name: Ana Ruiz, function: planning, escalates_to: mara}
  ben: {name: Ben Okafor, function: delivery, escalates_to: ana}
  mara: {name: Mara Lind, function: leadership}
protects: {fast-purchase: Fast purchase journeys with minimal confusion}
"""

DECISION = """\
title: Do guests of market {n} need an account before they pay?
owner: ana
status: open
opened: 2026-11-02
due: 2026-11-27
tags: [checkout, guest]
notes: >-
  Most shoppers on a phone leave when they are asked for an account before the payment step,
  and the support team hears about it every week in the calls about lost baskets.
question: Can a guest pay with an email address only, and when is the account offered?
function: planning
impact: 4
effort: 2-5
options:
  - Keep the account step and make it shorter
  - Offer the account after the payment
  - Ask for an email address only and send a link
depends_on: [{before}]
assumptions: [{assumption}]
evidence:
  - what: Survey in the checkout, 212 answers, 61 percent name the account as the reason
    kind: data
    on: 2026-11-12
    link: https://wiki.example.com/survey/212
constraints:
  - Baskets over 500 EUR keep the account step
reviewers: [ben]
"""

ASSUMPTION = """\
title: Guests of market {n} accept giving an email address before the payment
owner: ben
status: untested
opened: 2026-11-02
due: 2026-11-24
tags: [checkout, guest]
notes: >-
  Most shoppers on a phone leave when they are asked for an account before the payment step,
  and the support team hears about it every week in the calls about lost baskets.
impact: {impact}
confidence: 0.6
cost: 2-5
duration: 4
requires: [{before}]
method: Five calls with shoppers who left at the account step during the last two weeks
passes_if: At least four of the five would have paid as a guest
evidence:
  - what: Survey in the checkout, 212 answers, 61 percent name the account as the reason
    kind: data
    on: 2026-11-12
    link: https://wiki.example.com/survey/212
    supports: true
  - what: Call with the largest reseller, who orders for offices
    kind: anecdote
    on: 2026-11-15
    supports: false
"""

BLOCKER = """\
title: The payment provider has not opened the sandbox of market {n}
owner: ben
status: open
opened: 2026-11-09
due: 2026-11-24
tags: [payment]
notes: >-
  The account manager promised the keys twice; legal has to sign an annex first, and the annex
  waits for the address of the new office. Until then nobody can try a declined card.
impact: 3
effort: 1
customer_impact: Guests whose card is declined would see a blank page in the first week
fallback: Launch with the wallets only and add cards a week later
fallback_by: 2026-11-27
blocks: [{decision}]
communication:
  audience: Sales and support
  message: Cards may come a week after the wallets in market {n}
  by: ana
  on: 2026-11-20
escalated: {{to: mara, on: 2026-11-17}}
"""

METRIC = """\
title: Signed-out shoppers of market {n} who start the checkout and order
owner: ana
unit: percent
direction: up
baseline: 38.2
target: 44
by: 2027-01-06
signal: Lower rework volume after launch planning completes
protects: [fast-purchase]
decisions: [{decision}]
guardrail: 36
source: The funnel report of the shop, without staff and test orders, read every Friday
fresh_for: 8
notes: >-
  The share of all sessions without a login that reach the first step of the checkout and end in
  a paid order on the same day; sessions of the apps are counted from December on.
readings:
  - {{on: 2026-10-30, value: 38.1}}
  - {{on: 2026-11-06, value: 38.4, note: Campaign week}}
  - {{on: 2026-11-13, value: 38.6}}
  - {{on: 2026-11-20, value: 38.1, note: The wallet button was missing for two hours}}
"""


def generate(folder: Path, records: int) -> int:
    """Write a plan that validates clean; returns the bytes of its records."""
    size = 0
    for name in ("decisions", "assumptions", "blockers", "metrics"):
        (folder / name).mkdir(parents=True)
    (folder / "mvpplan.yaml").write_text(PLAN_FILE, encoding="utf-8")
    shapes = (
        ("decisions", "decision", DECISION),
        ("assumptions", "assumption", ASSUMPTION),
        ("blockers", "blocker", BLOCKER),
        ("metrics", "metric", METRIC),
    )
    for number in range(records):
        place, group = number % len(shapes), number // len(shapes)
        kind_folder, kind, shape = shapes[place]
        text = shape.format(
            n=group,
            impact=group % 5 + 1,
            before=f"{kind}-{group - 1}" if group % 4 else "",
            decision=f"decision-{group if place else 0}",
            assumption=f"assumption-{group}" if number + 1 < records else "",
        )
        size += len(text)
        (folder / kind_folder / f"{kind}-{group}.yaml").write_text(text, encoding="utf-8")
    return size


if __name__ == "__main__":
    written = generate(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{written / int(sys.argv[2]):.0f} bytes a record")
