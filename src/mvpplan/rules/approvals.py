"""The discipline of approvals: a verdict holds for what was read, not for what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.fingerprint import fingerprint, lapsed
from mvpplan.rules.rule import warning
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@warning("MP306")
def approval_lapsed(plan: Plan) -> Iterator[Problem]:
    """Approval lapsed: the record changed after it.

    An approval names in `of` the fingerprint of what was approved. Comments, layout, order of
    fields, notes and feedback do not change the fingerprint; everything else does, because nobody
    has approved what they have not read. A later verdict of the same person replaces the earlier.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-12-04
        approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0a1b2c3d4e5f6071}]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-12-04
        approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0e89ecd5b8455c42}]
    """
    for record in plan.records.values():
        for index, approval in lapsed(record):
            name = clean(plan.settings.name_of(approval.by))
            message = f"{record.id} changed after {name} approved it on {approval.on}"
            hint = f"let {name} read it again; it is {fingerprint(record)} now"
            yield Problem("MP306", record.id, ("approvals", index, "of"), message, hint)
