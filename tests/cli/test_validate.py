"""``mvpplan validate`` and ``explain`` as their users run them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from golden import check_golden
from mvpplan.resources import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

CLEAN = "title: Do guests need an account?\nowner: ana\ndue: 2026-11-27\n"


def test_a_clean_plan_says_so_on_standard_error_and_exits_0(plan: Make, mvpplan: Run) -> None:
    folder = plan({"decisions/guest-checkout.yaml": CLEAN})
    result = mvpplan("validate", cwd=folder)
    assert result.code == 0
    assert result.out == ""
    assert result.err == "1 record in 2 files: no findings\n"


def test_twelve_mistakes_in_a_pipe(tmp_path: Path, mvpplan: Run) -> None:
    shutil.copytree(examples() / "twelve-mistakes", tmp_path / "broken")
    result = mvpplan("validate", "--plan", "broken", cwd=tmp_path)
    assert result.code == 1
    assert result.err == (
        "12 records in 14 files: 12 errors and 0 warnings; 'mvpplan explain MP002' says more\n"
    )
    check_golden("twelve-mistakes.txt", result.out)


def test_twelve_mistakes_on_a_terminal_in_colour(tmp_path: Path, mvpplan: Run) -> None:
    shutil.copytree(examples() / "twelve-mistakes", tmp_path / "broken")
    result = mvpplan("validate", "--color", "always", cwd=tmp_path / "broken")
    check_golden("twelve-mistakes-colour.txt", result.out)


def test_json_has_every_key_of_the_contract(plan: Make, mvpplan: Run) -> None:
    folder = plan({"decisions/guest-checkout.yaml": "title: No owner\ndue: 2026-11-27\n"})
    result = mvpplan("validate", "--plan", folder, "--format", "json")
    assert result.code == 1
    assert result.json == {
        "version": 1,
        "findings": [
            {
                "code": "MP301",
                "severity": "error",
                "path": "decisions/guest-checkout.yaml",
                "line": 1,
                "column": 1,
                "record": "guest-checkout",
                "field": "owner",
                "message": "open decision guest-checkout has no owner",
                "hint": "add owner:",
            }
        ],
        "files": 2,
        "records": 1,
        "errors": 1,
        "warnings": 0,
    }


def test_warnings_alone_exit_0_and_are_marked(plan: Make, mvpplan: Run) -> None:
    folder = plan({"assumptions/lonely.yaml": "title: Nobody needs this\nimpact: 1\ncost: 1\n"})
    result = mvpplan("validate", cwd=folder)
    assert (result.code, result.out) == (
        0,
        (
            "assumptions/lonely.yaml:1:1: MP313 no decision relies on lonely [warning]\n"
            "    hint: add it to the assumptions of a decision, or close it with status: dropped\n"
        ),
    )


def test_paths_in_text_lead_from_the_current_folder(plan: Make, mvpplan: Run) -> None:
    folder = plan({"decisions/guest-checkout.yaml": "title: No owner\ndue: 2026-11-27\n"})
    for here, shown in (
        (folder, "decisions/guest-checkout.yaml:1:1:"),
        (folder.parent, "launch/decisions/guest-checkout.yaml:1:1:"),
        (folder / "decisions", "../decisions/guest-checkout.yaml:1:1:"),
    ):
        result = mvpplan("validate", "--plan", folder, cwd=here)
        assert result.out.startswith(shown)


def test_the_plan_is_found_above_and_beside(plan: Make, process: Run) -> None:
    folder = plan({"decisions/guest-checkout.yaml": CLEAN})
    folder.rename(folder.with_name("plan"))
    top = folder.parent
    for here in (top, top / "plan", top / "plan" / "decisions"):
        assert process("validate", cwd=here).code == 0
    assert process("validate", cwd=top, MVPPLAN_PLAN="plan").code == 0


def test_without_a_plan_it_cannot_run(tmp_path: Path, mvpplan: Run) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = mvpplan("validate", cwd=empty)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "mvpplan: there is no plan here: no mvpplan.yaml in this folder, in one above it, or in "
        "plan/; go to the folder of the plan, or name it with --plan\n"
    )


def test_a_named_folder_without_plan_file_is_a_finding(plan: Make, mvpplan: Run) -> None:
    folder = plan({"decisions/guest-checkout.yaml": CLEAN})
    (folder / "mvpplan.yaml").unlink()
    result = mvpplan("validate", "--plan", folder, cwd=folder)
    assert (result.code, result.out) == (
        1,
        (
            "mvpplan.yaml:1:1: MP006 there is no mvpplan.yaml in this folder\n"
            "    hint: add mvpplan.yaml with format: 1 and a title\n"
        ),
    )


def test_severities_and_waivers_of_the_plan(plan: Make, mvpplan: Run) -> None:
    folder = plan(
        {
            "mvpplan.yaml": """\
            format: 1
            title: Guest checkout
            people: {ana: {name: Ana Ruiz}}
            rules: {MP313: error, MP331: off, MP301: warning}
            waivers:
              - {rule: MP311, record: later, by: ana, why: pilot only, until: 2026-12-04}
            """,
            "decisions/open.yaml": "title: Nobody owns this\ndue: 2026-11-27\n",
            "assumptions/lonely.yaml": "title: Nobody needs this\nimpact: 1\ncost: 1\n",
            "assumptions/later.yaml": "title: No cost yet\nimpact: 1\n",
            "metrics/loose.yaml": "title: Nobody acts on this\n",
        }
    )
    found = mvpplan("validate", "--plan", folder, "--format", "json").json["findings"]
    assert [(each["code"], each["record"], each["severity"]) for each in found] == [
        ("MP313", "later", "error"),
        ("MP313", "lonely", "error"),
        ("MP301", "open", "warning"),
    ]


def test_explain_prints_the_page_of_a_rule(mvpplan: Run) -> None:
    result = mvpplan("explain", "mp301")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "MP301 Open decision without owner or due date (error)\n"
        "\n"
        "Every unresolved choice needs one named owner with a deadline. Without them it waits for\n"
        "everybody, and everybody waits for it.\n"
        "\n"
        "Bad:\n"
        "    # decisions/guest-checkout.yaml\n"
        "    title: Do guests need an account to pay?\n"
        "    owner: ana\n"
        "\n"
        "Good:\n"
        "    # decisions/guest-checkout.yaml\n"
        "    title: Do guests need an account to pay?\n"
        "    owner: ana\n"
        "    due: 2026-11-27\n"
    )


def test_explain_lists_rules_and_refuses_unknown_codes(mvpplan: Run) -> None:
    listed = mvpplan("explain")
    assert listed.out.splitlines()[0] == (
        "MP001  Unreadable: not UTF-8, too large, not a regular file, or leads out of the plan"
    )
    unknown = mvpplan("explain", "MP310")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith("mvpplan: there is no rule MP310; did you mean MP3")


def test_the_summary_is_added_to_the_page_of_the_job(
    plan: Make, tmp_path: Path, process: Run
) -> None:
    folder = plan({"decisions/guest-checkout.yaml": "title: No owner\ndue: 2026-11-27\n"})
    page = tmp_path / "summary.md"
    page.write_text("# before\n", encoding="utf-8")
    arguments = ("validate", "--plan", folder, "--format", "github")
    result = process(*arguments, GITHUB_STEP_SUMMARY=str(page))
    assert result.out.startswith("::error file=")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# before\n")
    assert "MP301" in text
    process("validate", "--plan", folder, GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8") == text
    lost = process(*arguments, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert (lost.code, lost.out) == (result.code, result.out)
    assert f"the job summary {tmp_path} cannot be written: Is a directory\n" in lost.err
