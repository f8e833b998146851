"""Where ``--out`` may write: over no record and no file of the plan that is not its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Result

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]

GATED: dict[str, str | bytes] = {
    "decisions/tax.yaml": "title: Tax\nowner: ana\n",
    "checkpoints/sync.yaml": "title: Sync\nkind: weekly\non: 2026-11-20\n",
}


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("checkpoints/sync.yaml", "would take the place of another record"),
        ("checkpoints/tax.yaml", "would take the place of another record"),
        ("decisions/gate.yaml", "would be no checkpoint of the plan"),
        ("checkpoints/Bad_Name.yaml", "would be no checkpoint of the plan"),
        ("gate.yaml", "would be no checkpoint of the plan"),
        ("mvpplan.yaml", "would be no checkpoint of the plan"),
    ],
)
def test_a_verdict_takes_the_place_of_no_other_record(
    plan: Make, run: Run, out: str, message: str
) -> None:
    folder = plan(GATED)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    result = run(folder, "gate", "retro", "--out", out)
    assert (result.code, result.out == "") == (2, False)
    hint = "name it checkpoints/retro-gate.yaml"
    assert result.err.splitlines()[-1] == f"mvpplan: {out} {message}; {hint}"
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_verdict_is_kept_and_replaced_by_the_next_of_its_gate(plan: Make, run: Run) -> None:
    folder = plan(GATED)
    kept = folder / "checkpoints" / "retro-gate.yaml"
    assert run(folder, "gate", "retro", "--out", "checkpoints/retro-gate.yaml").code == 1
    first = kept.read_bytes()
    (folder / "checkpoints" / "retro.yaml").write_text(
        "title: R\nkind: retro\nstatus: held\non: 2026-11-19\n"
    )
    assert run(folder, "gate", "retro", "--out", "checkpoints/retro-gate.yaml").code == 1
    assert kept.read_bytes() != first
    assert run(folder, "validate").code in (0, 1)
    other = run(folder, "gate", "scope", "--out", "checkpoints/retro-gate.yaml")
    assert (other.code, other.err.splitlines()[-1]) == (
        2,
        (
            "mvpplan: checkpoints/retro-gate.yaml would take the place of another record; name it"
            " checkpoints/scope-gate.yaml"
        ),
    )


@pytest.mark.parametrize("out", ["mvpplan.yaml", "decisions/tax.yaml", "./decisions/tax.yaml"])
def test_a_report_goes_over_no_file_of_the_plan(plan: Make, run: Run, out: str) -> None:
    folder = plan(GATED)
    result = run(folder, "weekly-report", "--out", out)
    message = f"mvpplan: {Path(out)} is a file of the plan; name another file\n"
    assert (result.code, result.out, result.err) == (2, "", message)
    assert (folder / "decisions" / "tax.yaml").read_text() == GATED["decisions/tax.yaml"]
