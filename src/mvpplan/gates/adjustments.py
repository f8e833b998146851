"""What a plan file changes about gates and sets aside of them, judged before it is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.gates import CHECKS, GATES
from mvpplan.model.nearest import suggestion
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mvpplan.gates.check import Check
    from mvpplan.model.settings import Settings

_SWITCH = ("on", "off")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?\Z")
_LIST_THEM = "'mvpplan gate --list' names them"


def checks_of(gate: str, options: Mapping[str, str]) -> list[Check]:
    """The checks of a gate with those that the plan file adds, and without those it drops."""
    return [check for check in _with_added(gate, options) if options.get(check.name) != "off"]


def dropped(gate: str, options: Mapping[str, str]) -> list[Check]:
    """The checks of a gate that the plan file drops."""
    return [check for check in GATES[gate] if options.get(check.name) == "off"]


def _with_added(gate: str, options: Mapping[str, str]) -> list[Check]:
    added = [check for name, check in CHECKS.items() if options.get(name) == "on"]
    return [*GATES[gate], *(check for check in added if check not in GATES[gate])]


def faults(settings: Settings) -> Iterator[Problem]:
    """A problem (MP103) for every gate, check and threshold that does not exist or says nothing."""
    for gate, options in settings.gates.items():
        if gate in GATES:
            for name, value in options.items():
                yield from _fault(gate, options, name, value)
        else:
            hint = suggestion(gate, list(GATES), f"choose one of {', '.join(GATES)}")
            message = f"gates: there is no gate {clean(gate)}"
            yield Problem("MP103", None, ("gates", gate), message, hint, at_key=True)
    for index, waiver in enumerate(settings.waivers):
        if not waiver.rule.startswith("MP") and waiver.rule not in CHECKS:
            hint = suggestion(waiver.rule, list(CHECKS), _LIST_THEM)
            message = f"there is no rule and no check of a gate named {clean(waiver.rule)}"
            yield Problem("MP103", None, ("waivers", index, "rule"), message, hint)


def _fault(gate: str, options: Mapping[str, str], name: str, value: str) -> Iterator[Problem]:
    at = ("gates", gate, name)
    where, takes = f"gates, {gate}", {t for c in _with_added(gate, options) for t in c.takes}
    if name in CHECKS:
        if value not in _SWITCH:
            message = f"{where}, {name}: {clean(value)} is neither on nor off"
            hint = f"write {name}: off to drop the check, on to add it"
            yield Problem("MP103", None, at, message, hint)
    elif name not in takes:
        hint = suggestion(name, [*CHECKS, *takes], _LIST_THEM)
        message = f"{where}: there is no check {clean(name)}"
        yield Problem("MP103", None, at, message, hint, at_key=True)
    elif not _NUMBER.match(value):
        message = f"{where}, {name}: {clean(value)} is not a number"
        yield Problem("MP103", None, at, message, f"write gates: {{{gate}: {{{name}: 4}}}}")
