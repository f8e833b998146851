"""``mvpplan record``: a new reading of a metric."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mvpplan.cli import opening, writing
from mvpplan.cli.completion import complete_metrics
from mvpplan.cli.options import OnOption, PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError


def record(
    metric: Annotated[str, typer.Argument(metavar="METRIC", autocompletion=complete_metrics)],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    on: OnOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What explains it.")
    ] = None,
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Add a reading to a metric.

    Example: mvpplan record rework-hours 31.5 --on 2026-11-20

    Readings are kept from the oldest to the newest, one a day.
    """
    from mvpplan.model.metric import Metric
    from mvpplan.text.render import Plain

    day = (on or opening.today()).isoformat()
    with writing.drafting(plan, dry_run=dry_run) as draft:
        shape = writing.shape_of(draft, metric)
        if shape is not Metric:
            raise CannotRunError(f"{metric} is a {shape.kind} and no metric")
        reading: dict[str, Any] = {"on": Plain(day), "value": Plain(value)}
        if note:
            reading["note"] = note
        readings = draft.value(metric, ("readings",)) or []
        if any(each["on"] == day for each in readings):
            hint = "correct it in the file, or name another day with --on"
            raise CannotRunError(f"{metric} has a reading on {day} already", hint)
        if all(each["on"] < day for each in readings):
            draft.append(metric, ("readings",), reading)
        else:
            later = [{**each, **_plain(each)} for each in readings]
            ordered = sorted([*later, reading], key=lambda each: str(each["on"]))
            draft.set(metric, ("readings",), ordered)
        unit = draft.value(metric, ("unit",))
        told = [f"{metric}: {value}{f' {unit}' if unit else ''} on {day}"]
        writing.finish(draft, told, "mvpplan weekly-report", force=force, dry_run=dry_run)


def _plain(reading: dict[str, str]) -> dict[str, str]:
    """The parts of a reading that stand without quotes."""
    from mvpplan.text.render import Plain

    return {name: Plain(reading[name]) for name in ("on", "value")}
