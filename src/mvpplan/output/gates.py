"""The verdict of a gate, for a terminal, as JSON, and as a record that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.output.lines import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.gates.check import Check
    from mvpplan.gates.verdict import Result, Verdict
    from mvpplan.model.settings import Settings


_DROPPED = "dropped by mvpplan.yaml"


def verdict_lines(verdict: Verdict, settings: Settings) -> Iterator[Line]:
    """A line for each check, below it why and which records, then the verdict."""
    for result in verdict.results:
        word, style = _word(result)
        yield line(
            Span(f"{word:6}", style),
            "  ",
            Span(result.check.name, "bold"),
            f": {result.check.asks}",
        )
        by = f" (set aside by {settings.name_of(result.waived_by)})" if result.waived_by else ""
        yield line(f"        {result.outcome.why}{by}")
        if result.outcome.records:
            yield line("        ", Span(", ".join(result.outcome.records), "cyan"))
        if not result.passed:
            for advice in result.outcome.advice:
                yield line(f"        {advice}")
    if verdict.dropped:
        yield line(Span("off     ", "dim"), f"{_DROPPED}: {', '.join(verdict.dropped)}")
    yield line()
    open_, style = ("opens", "bold green") if verdict.passed else ("stays shut", "bold red")
    yield line(Span(f"The {verdict.gate} gate {open_}.", style))


def _word(result: Result) -> tuple[str, str]:
    if result.outcome.passed:
        return "pass", "green"
    return ("waived", "yellow") if result.waived_by else ("fail", "bold red")


def check_lines(gates: dict[str, tuple[Check, ...]]) -> Iterator[Line]:
    """Every gate with its checks."""
    for name, checks in gates.items():
        yield line(Span(name, "bold"))
        for check in checks:
            yield line(f"  {check.name}: {check.asks}")


def verdict_row(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data."""
    return {
        "gate": verdict.gate,
        "passed": verdict.passed,
        "checks": [
            {
                "name": result.check.name,
                "asks": result.check.asks,
                "passed": result.passed,
                "why": result.outcome.why,
                "records": list(result.outcome.records),
                "waived_by": result.waived_by,
                "advice": list(result.outcome.advice),
            }
            for result in verdict.results
        ],
        "dropped": list(verdict.dropped),
    }


def findings_of(verdict: Verdict, settings: Settings) -> list[str]:
    """What a checkpoint record keeps of a verdict: a sentence for each check."""
    found = []
    for result in verdict.results:
        word, _ = _word(result)
        by = f", set aside by {settings.name_of(result.waived_by)}" if result.waived_by else ""
        named = f": {', '.join(result.outcome.records)}" if result.outcome.records else ""
        found.append(f"{result.check.name}, {word}{by}: {result.outcome.why}{named}")
    if verdict.dropped:
        found.append(f"{_DROPPED}: {', '.join(verdict.dropped)}")
    return found
