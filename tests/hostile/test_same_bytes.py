"""The same files and the same date give the same bytes, wherever and however mvpplan is run."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, Plain, lines, sound, write
from hostile_runs import in_process, in_shell

if TYPE_CHECKING:
    from pathlib import Path

# What shows no path: paths in text lead from the current folder, which is where one is.
COMMANDS = (
    "validate --format json",
    f"rank --as-of {AS_OF}",
    f"rank --as-of {AS_OF} --format json",
    f"rank --as-of {AS_OF} --color always",
    f"weekly-report --as-of {AS_OF}",
    f"weekly-report --as-of {AS_OF} --format text",
    f"weekly-report --as-of {AS_OF} --format html",
    f"graph --as-of {AS_OF}",
    f"graph --as-of {AS_OF} --all --format dot",
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with ties to break and faults to sort, outside of git."""
    names = [f"belief-{letter}" for letter in "qwertyuiopasdfghjkl"]
    ties = {name: {"title": name, "impact": Plain("4"), "cost": Plain("2-5")} for name in names}
    more = {
        "assumptions.yaml": lines(ties),
        "decisions/all.yaml": lines({"title": "All", "assumptions": names, "due": Plain(AS_OF)}),
        "decisions/x.yaml": b"titel: x\ndepends_on: [y, z]\n",
        "decisions.yml": b"all: {title: a}\nx: {}\nB: {title: b}\n",
        "x.yaml": b"{}",
    }
    return write(tmp_path_factory.mktemp("plan") / "launch", sound("Guests pay") | more)


@pytest.fixture(scope="module")
def expected(plan: Path) -> list[str]:
    return _outputs(plan)


def _outputs(plan: Path) -> list[str]:
    results = [in_process(*command.split(), "--plan", plan) for command in COMMANDS]
    assert [result.code for result in results] == [1, *[0] * (len(COMMANDS) - 1)]
    assert all(result.out for result in results)
    return [result.out for result in results]


def test_every_run_gives_the_same(plan: Path, expected: list[str]) -> None:
    assert _outputs(plan) == expected


@pytest.mark.parametrize(
    "settings",
    [
        "PYTHONHASHSEED=1 TZ=Pacific/Kiritimati LC_ALL=C",
        "PYTHONHASHSEED=4294967295 TZ=Pacific/Pago_Pago",
    ],
)
def test_hash_seed_time_zone_and_folder_change_nothing(
    settings: str, plan: Path, expected: list[str]
) -> None:
    some = [1, 6, 8]  # a process for each takes its time
    everything = "; echo ======; ".join(f"mvpplan {COMMANDS[number]}" for number in some)
    inside = in_shell(f"export {settings}; {everything}", plan / "decisions")
    assert inside.out.split("======\n") == [expected[number] for number in some]


def test_the_order_in_which_files_were_written_changes_nothing(
    plan: Path, expected: list[str], tmp_path: Path
) -> None:
    files = [path for path in plan.rglob("*") if path.is_file()]
    by_size = sorted(files, key=lambda path: (path.stat().st_size, path.name))
    for name, order in (("backwards", files[::-1]), ("by size", by_size)):
        folder = tmp_path / name
        for number, file in enumerate(order):
            copy = folder / file.relative_to(plan)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            os.utime(copy, (number, number))
        assert _outputs(folder) == expected


def test_another_folder_and_another_name_change_nothing(
    plan: Path, expected: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "another name" / "plan"
    shutil.copytree(plan, folder)
    assert _outputs(folder) == expected
    (tmp_path / "link").symlink_to(folder)
    assert _outputs(tmp_path / "link") == expected


def test_paths_in_json_lead_from_the_plan_wherever_one_is(plan: Path, expected: list[str]) -> None:
    for cwd, way in ((plan.parent, "launch"), (plan, "."), (plan / "decisions", "..")):
        result = in_shell(f"mvpplan validate --plan {way} --format json", cwd)
        assert result.out == expected[0]


def test_paths_in_text_lead_from_the_current_folder(plan: Path) -> None:
    for cwd, way in ((plan.parent, "launch/"), (plan, ""), (plan / "decisions", "../")):
        result = in_shell(f"mvpplan validate --plan ./{way}", cwd)
        assert f"\n{way}decisions/x.yaml:1:1: MP101 titel" in result.out


def test_a_template_of_a_team_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan", sound("Guests pay"))
    template = tmp_path / "own.j2"
    for text in ("{{ title }}\n", "{{ [title, team]|random }}{{ lipsum() }}{{ title.upper }}\n"):
        template.write_text(text, encoding="utf-8")
        report = [
            "weekly-report",
            "--plan",
            str(folder),
            "--as-of",
            AS_OF,
            "--template",
            str(template),
        ]
        first, second = in_process(*report), in_process(*report)
        assert (first.code, first.out) == (second.code, second.out)
