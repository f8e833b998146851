"""Gates: lists of named checks that a plan has to pass, pure functions of a plan and a date."""

from mvpplan.gates import build, launch, midpoint, retro, scope, sign_off
from mvpplan.gates.check import Check

GATES: dict[str, tuple[Check, ...]] = {
    "scope": scope.CHECKS,
    "build": build.CHECKS,
    "midpoint": midpoint.CHECKS,
    "launch": launch.CHECKS,
    "sign-off": sign_off.CHECKS,
    "retro": retro.CHECKS,
}
"""The checks of each gate, in the order in which a plan meets the gates."""

CHECKS: dict[str, Check] = {check.name: check for checks in GATES.values() for check in checks}
"""Every check by its name, which waivers and the plan file use."""
