"""``mvpplan gate``: whether a gate opens, check by check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_gates
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import CannotRunError, ExitCode

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.gates.verdict import Verdict
    from mvpplan.model.settings import Settings
    from mvpplan.store.load import Loaded


def gate(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", autocompletion=complete_gates)
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Keep the verdict as a checkpoint record."),
    ] = None,
    list: Annotated[bool, typer.Option("--list", help="List the gates and their checks.")] = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say whether a gate opens, check by check.

    Example: mvpplan gate scope

    The gates are scope, build, midpoint, launch, sign-off and retro. Exits with 1 if one check
    fails. The plan file changes thresholds, drops and adds checks (gates: {scope: {impact: 3,
    decisions-owned: off}}), and waivers set a check aside until a day.
    """
    from mvpplan.cli.past import looked_back
    from mvpplan.gates import GATES
    from mvpplan.gates.verdict import verdict
    from mvpplan.output.gates import check_lines, verdict_lines, verdict_row
    from mvpplan.output.json import to_json
    from mvpplan.timeline.period import period_of

    if list:
        screen.show(check_lines(GATES), color)
        return
    if name is None:
        raise CannotRunError("which gate?", f"name one of {', '.join(GATES)}")
    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day, settings = as_of or opening.today(), loaded.plan.settings
    period = period_of(settings, day)
    plan_then, since = looked_back(folder, loaded, period, commit)
    found = verdict(plan_then, name, period, since)
    if format is Format.JSON:
        screen.emit(to_json({"as_of": day, **verdict_row(found)}))
    else:
        screen.show(verdict_lines(found, settings), color)
    if out is not None:
        _check_place(loaded, folder, out, name)
        screen.deliver(_record(found, settings, day), out)
    opening.warn_of_findings(loaded)
    if not found.passed:
        raise typer.Exit(ExitCode.FINDINGS)


def _check_place(loaded: Loaded, folder: Path, out: Path, gate: str) -> None:
    """Refuse a place where the verdict would be no record, or would take that of another one.

    Outside the plan any file will do; an earlier verdict of the same gate is replaced.
    """
    from mvpplan.model.checkpoint import Checkpoint
    from mvpplan.model.shape import SLUG
    from mvpplan.store.layout import place_of

    place, plan = out.resolve(), folder.resolve()
    if not place.is_relative_to(plan):
        return
    path = place.relative_to(plan).as_posix()
    found, example = place_of(path), f"name it {Checkpoint.folder}/{gate}-gate.yaml"
    if found is None or found.shape is not Checkpoint or not SLUG.match(found.id or ""):
        raise CannotRunError(f"{out} would be no checkpoint of the plan", example)
    kept, home = loaded.plan.records.get(found.id or ""), loaded.homes.get(found.id or "")
    is_free = home is None and not place.exists()
    is_earlier = kept is not None and kept.title in (_title(gate, passed=p) for p in (True, False))
    if not is_free and not (is_earlier and home is not None and home.path == path):
        raise CannotRunError(f"{out} would take the place of another record", example)


def _title(gate: str, *, passed: bool) -> str:
    return f"The {gate} gate {'opens' if passed else 'stays shut'}"


def _record(verdict: Verdict, settings: Settings, day: date) -> str:
    """The verdict as the text of a checkpoint that was held."""
    from mvpplan.output.gates import findings_of
    from mvpplan.text.edit import new_text
    from mvpplan.text.render import Plain

    owner = {"owner": settings.approver} if settings.approver else {}
    return new_text(
        {
            "title": _title(verdict.gate, passed=verdict.passed),
            **owner,
            "status": "held",
            "kind": verdict.gate,
            "on": Plain(day.isoformat()),
            "findings": findings_of(verdict, settings),
        },
        (),
        None,
    )
