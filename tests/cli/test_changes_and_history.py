"""``changes``, ``history`` and ``--as-of`` in the past, as users run them."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE, write_files
from example_plans import eight_weeks
from golden import check_golden
from mvpplan.cli import opening
from mvpplan.model.journey import Journey
from mvpplan.resources import examples
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from repository import Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

TAX = "title: Which tax service?\nowner: ana\ndue: {due}\nopened: 2026-11-02\n"
GUESTS = "title: Guests pay without account\nowner: ben\ncost: 2\nimpact: 4\nconfidence: {share}\n"


def commit(repository: Repository, day: str, files: dict[str, str], message: str = "A step") -> str:
    """Commit files at noon of a day; gives the beginning of the id."""
    repository.write(files)
    repository.git("add", "--all")
    moment = f"{day}T12:00:00+0000"
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    Repository(repository.top, dates).git("commit", "--allow-empty", "--message", message)
    return repository.git("rev-parse", "HEAD").strip()[:10]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three Fridays of a plan; today is the last of them."""
    made = new_repository(tmp_path / "repository", {})
    plan = {"mvpplan.yaml": PLAN_FILE, "assumptions/guests.yaml": GUESTS.format(share=0.8)}
    commit(made, "2026-11-06", {**plan, "decisions/tax.yaml": TAX.format(due="2026-11-13")}, "One")
    later = {"decisions/tax.yaml": TAX.format(due="2026-11-20")}
    commit(made, "2026-11-13", later, "Two *stars*")
    latest = {
        "decisions/tax.yaml": TAX.format(due="2026-11-27"),
        "assumptions/guests.yaml": GUESTS.format(share=0.4),
    }
    commit(made, "2026-11-20", latest, "Three")
    return made


SLIPPED = "  tax  Which tax service?: due 2026-11-20 → 2026-11-27 (slip 2, 14 days in all)\n"
SINCE_FRIDAY = f"""\
Slipped (1)
{SLIPPED}
Estimated anew (1)
  guests  Guests pay without account: confidence 0.8 → 0.4
"""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "since 2026-11-13"),
        (["--since", "2026-11-13"], "since 2026-11-13"),
        (["--since", "2026-11-19"], "since 2026-11-19"),
        (["--since", "HEAD~1"], "since HEAD~1"),
        (["--since", "second"], "since second"),
    ],
)
def test_changes_since_a_day_or_a_revision(
    options: list[str], words: str, repository: Repository, run: Run
) -> None:
    repository.git("tag", "--annotate", "--message", "x", "second", "HEAD~1")
    result = run(repository.top, "changes", *options)
    assert (result.code, result.out) == (0, SINCE_FRIDAY)
    assert result.err == f"2 changes {words}\n"


def test_changes_in_the_past(repository: Repository, run: Run) -> None:
    (repository.top / "decisions/tax.yaml").unlink()
    result = run(repository.top, "changes", "--as-of", "2026-11-13")
    moved = "due 2026-11-13 → 2026-11-20"
    assert result.out == f"Slipped (1)\n  tax  Which tax service?: {moved}\n"
    assert result.err == "1 change since 2026-11-06\n"


def test_changes_of_another_revision(repository: Repository, run: Run) -> None:
    result = run(repository.top, "changes", "--rev", "HEAD~1", "--since", "2026-11-06")
    assert result.out.splitlines()[1:] == ["  tax  Which tax service?: due 2026-11-13 → 2026-11-20"]


def test_what_is_not_committed_counts(repository: Repository, run: Run) -> None:
    repository.write({"decisions/tax.yaml": TAX.format(due="2026-12-04")})
    result = run(repository.top, "changes", "--since", "HEAD")
    moved = "due 2026-11-27 → 2026-12-04 (slip 3, 21 days in all)"
    assert result.out == f"Slipped (1)\n  tax  Which tax service?: {moved}\n"
    past = run(repository.top, "changes", "--as-of", "2026-11-13")
    assert past.err == "1 change since 2026-11-06\n"


def test_a_branch_is_compared_with_where_the_two_parted(repository: Repository, run: Run) -> None:
    repository.git("switch", "--create", "feature/<x>")
    base = repository.git("rev-parse", "HEAD").strip()
    commit(repository, "2026-11-20", {"blockers/keys.yaml": "title: 'No *keys* <b>'\n"})
    repository.git("switch", "main")
    commit(repository, "2026-11-20", {"decisions/new.yaml": "title: New\n"})
    repository.git("switch", "feature/<x>")
    result = run(repository.top, "changes", "--since", "main", "--format", "markdown")
    assert result.out == (
        f"### What this changes in the plan, since it left main at {base[:10]}\n"
        "\n**Opened**\n\n"
        "- No \\*keys\\* \\<b\\> (`keys`): open\n"
    )
    repository.git("switch", "main")
    named = run(repository.top, "changes", "--since", "feature/<x>", "--format", "markdown")
    assert named.out.startswith(
        f"### What this changes in the plan, since it left feature/\\<x\\> at {base[:10]}\n"
    )


def test_as_of_a_day_before_the_revision_there_is_nothing_to_compare(
    repository: Repository, run: Run
) -> None:
    base = repository.git("rev-parse", "HEAD~1").strip()[:10]
    result = run(repository.top, "changes", "--as-of", "2026-11-13", "--since", "main")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"nothing has changed since it left main at {base}\n"


def test_nothing_has_changed(repository: Repository, run: Run) -> None:
    result = run(repository.top, "changes", "--since", "HEAD")
    assert (result.code, result.out, result.err) == (0, "", "nothing has changed since HEAD\n")
    page = run(repository.top, "changes", "--since", "HEAD", "--format", "markdown")
    assert page.out == (
        "### What this changes in the plan, since HEAD\n\nNothing in the plan has changed.\n"
    )


def test_changes_as_json(repository: Repository, run: Run) -> None:
    result = run(repository.top, "changes", "--format", "json")
    assert result.json == {
        "version": 1,
        "since": "since 2026-11-13",
        "as_of": "2026-11-20",
        "changes": [
            {
                "what": "slipped",
                "kind": "decision",
                "id": "tax",
                "title": "Which tax service?",
                "owner": "ana",
                "words": "due 2026-11-20 → 2026-11-27",
                "fields": ["due"],
                "days": 7,
                "slips": 2,
                "slipped_days": 14,
            },
            {
                "what": "re-estimated",
                "kind": "assumption",
                "id": "guests",
                "title": "Guests pay without account",
                "owner": "ben",
                "words": "confidence 0.8 → 0.4",
                "fields": ["confidence"],
                "days": None,
                "slips": None,
                "slipped_days": None,
            },
        ],
    }


def test_what_cannot_be_read_is_said_and_not_called_gone(repository: Repository, run: Run) -> None:
    repository.write({"decisions/tax.yaml": "title: ["})
    result = run(repository.top, "changes")
    assert "tax" not in result.out
    assert result.err == (
        "1 change since 2026-11-13\n1 record cannot be read and so cannot be compared: tax\n"
    )


HINT = "name a commit, a branch or a tag that 'git log' knows"
TOO_EARLY = "the plan is in git since 2026-11-06, not on {} yet; name a day from 2026-11-06 on"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "nope"], f"there is no revision nope; {HINT}"),
        (["--since=--output=x"], f"there is no revision --output=x; {HINT}"),
        (["--since", ""], f"there is no revision ; {HINT}"),
        (["--rev", "nope"], f"there is no revision nope; {HINT}"),
        (["--since", "2026-11-05"], TOO_EARLY.format("2026-11-05")),
        (["--as-of", "2026-11-01"], TOO_EARLY.format("2026-11-01")),
        (
            ["--since", "2026-11-21"],
            "--since 2026-11-21 is after 2026-11-20; give an earlier date",
        ),
        (["--since", "+10d"], "--since 2026-11-30 is after 2026-11-20; give an earlier date"),
        (
            ["--since", "2026-02-30"],
            "2026-02-30 is not a day of the calendar; the last day of that month is 2026-02-28",
        ),
        (
            ["--as-of", "2026-11-13", "--since", "2026-11-14"],
            "--since 2026-11-14 is after 2026-11-13; give an earlier date",
        ),
    ],
)
def test_what_changes_cannot_answer(
    arguments: list[str], message: str, repository: Repository, run: Run
) -> None:
    result = run(repository.top, "changes", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"mvpplan: {message}\n")


def test_a_day_before_a_shallow_clone_begins(
    repository: Repository, run: Run, mvpplan: Run
) -> None:
    clone = repository.top.parent / "clone"
    repository.git("clone", "--depth", "2", repository.top.as_uri(), str(clone))
    result = mvpplan("changes", "--since", "2026-11-06", cwd=clone)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "mvpplan: this clone of the repository goes back to 2026-11-13 only; "
        "fetch the rest with git fetch --unshallow\n"
    )
    report = run(clone, "weekly-report", "--as-of", "2026-11-13")
    why = "this clone of the repository goes back to 2026-11-13 only"
    assert f"period by the dates in the files ({why})" in report.out
    life = run(clone, "history", "tax")
    here = Repository(clone).git("rev-parse", "HEAD").strip()[:10]
    assert life.out == f"2026-11-20  Ana  Three  {here}\n  slipped  due 2026-11-20 → 2026-11-27\n"
    assert life.err == (
        "tax was there already when this clone begins, on 2026-11-13; "
        "fetch what was before with git fetch --unshallow\n"
    )


def test_the_life_of_a_record(repository: Repository, run: Run) -> None:
    ids = repository.git("log", "--format=%H", "--reverse").split()
    repository.write({"decisions/tax.yaml": TAX.format(due="2026-11-27") + "status: deferred\n"})
    result = run(repository.top, "history", "tax")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"2026-11-06  Ana  One  {ids[0][:10]}\n"
        "  opened  open\n"
        f"2026-11-13  Ana  Two *stars*  {ids[1][:10]}\n"
        "  slipped  due 2026-11-13 → 2026-11-20\n"
        f"2026-11-20  Ana  Three  {ids[2][:10]}\n"
        "  slipped  due 2026-11-20 → 2026-11-27\n"
        "not committed yet\n"
        "  closed  open → deferred\n"
    )
    then = run(repository.top, "history", "tax", "--as-of", "2026-11-13")
    assert then.out == "".join(result.out.splitlines(keepends=True)[:4])


def test_the_life_of_a_record_as_json(repository: Repository, run: Run) -> None:
    ids = repository.git("log", "--format=%H", "--reverse").split()
    repository.write({"assumptions/guests.yaml": GUESTS.format(share=0.3)})
    found = run(repository.top, "history", "guests", "--format", "json").json
    assert {name: found[name] for name in ("version", "id", "complete")} == {
        "version": 1,
        "id": "guests",
        "complete": True,
    }
    told = [
        (
            *(each[name] for name in ("commit", "on", "author", "subject")),
            *((change["what"], change["words"]) for change in each["changes"]),
        )
        for each in found["commits"]
    ]
    assert told == [
        (ids[0], "2026-11-06", "Ana", "One", ("opened", "untested")),
        (ids[2], "2026-11-20", "Ana", "Three", ("re-estimated", "confidence 0.8 → 0.4")),
        (None, None, None, None, ("re-estimated", "confidence 0.4 → 0.3")),
    ]


def test_a_record_that_is_gone_and_one_that_has_another_id(
    repository: Repository, run: Run
) -> None:
    (repository.top / "assumptions/guests.yaml").unlink()
    repository.git("mv", "decisions/tax.yaml", "decisions/vat.yaml")
    here = commit(repository, "2026-11-20", {}, "Four")
    assert run(repository.top, "history", "guests").out.endswith(
        f"2026-11-20  Ana  Four  {here}\n  removed  untested\n"
    )
    renamed = run(repository.top, "history", "vat").out
    assert renamed.count("slipped") == 2
    assert renamed.endswith(f"2026-11-20  Ana  Four  {here}\n  renamed  was tax\n")


def test_a_record_that_never_was(repository: Repository, mvpplan: Run) -> None:
    result = mvpplan("history", "taxx", cwd=repository.top)
    assert (result.code, result.out) == (2, "")
    message = "there is no record taxx, and there never was; did you mean tax?"
    assert result.err == f"mvpplan: {message}\n"


def test_a_record_that_could_never_be_read(repository: Repository, mvpplan: Run) -> None:
    repository.write({"decisions/broken.yaml": "title: ["})
    result = mvpplan("history", "broken", cwd=repository.top)
    message = "broken cannot be read, and never could; see mvpplan validate"
    assert (result.code, result.err) == (2, f"mvpplan: {message}\n")


def test_a_record_that_cannot_be_read_now(repository: Repository, run: Run) -> None:
    repository.write({"decisions/tax.yaml": "title: ["})
    result = run(repository.top, "history", "tax")
    assert "removed" not in result.out
    assert result.err == "tax cannot be read now: mvpplan validate\n"


def test_a_folder_that_got_another_name_says_what_is_not_followed(
    repository: Repository, run: Run, mvpplan: Run
) -> None:
    (repository.top / "plan").mkdir()
    repository.git("mv", "mvpplan.yaml", "decisions", "assumptions", "plan")
    commit(repository, "2026-11-20", {}, "Move")
    folder = repository.top / "plan"
    moved = "the plan came here from . on 2026-11-20, and is not followed there"
    result = mvpplan("changes", "--since", "2026-11-13", cwd=folder)
    message = f"mvpplan: {moved}; name a day from 2026-11-20 on\n"
    assert (result.code, result.err) == (2, message)
    life = run(folder, "history", "tax")
    assert (life.out.count("\n"), life.err) == (2, f"{moved}\n")
    assert f"({moved})" in run(folder, "weekly-report").out.replace("\n", " ")


HOSTILE = "\x1b[31m[link](javascript:x) `code` | <img src=x> ::error:: @everyone \u202e#1"


def test_hostile_texts_in_a_comment_on_a_pull_request(repository: Repository, run: Run) -> None:
    text = f'title: "{HOSTILE}"\nwhy: x\n'.replace("\x1b", "\\e")
    repository.write({"decisions/tax.yaml": text})
    result = run(repository.top, "changes", "--since", "HEAD", "--format", "markdown")
    shown = "\\[31m\\[link\\](javascript:x) \\`code\\` \\| \\<img src=x\\> ::error:: \\@everyone"
    lines = [line for line in result.out.splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert all(shown in line for line in lines)
    assert all(sign not in result.out for sign in ("\x1b", "\u202e", "\n::", " <img"))


def test_hostile_authors_and_subjects(repository: Repository, run: Run) -> None:
    repository.git("config", "user.name", "x")
    raw = (
        f"tree {repository.git('rev-parse', 'HEAD~1^{tree}').strip()}\n"
        f"parent {repository.git('rev-parse', 'HEAD').strip()}\n"
        "author \x1b[31mEve\x01 <x> 0 +0000\ncommitter Y <y> 1795176000 +0000\n\n"
        "::error::\u202ex\x02\n"
    ).encode() + b"\xff"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=repository.top,
        input=raw,
        capture_output=True,
        check=True,
    )
    repository.git("reset", "--quiet", "--hard", made.stdout.decode().strip())
    result = run(repository.top, "history", "tax")
    assert result.code == 0
    assert all(sign not in result.out for sign in ("\x1b", "\x01", "\x02", "\u202e", "\n::"))
    assert run(repository.top, "history", "tax", "--format", "json").json["commits"][-1]["author"]


@pytest.mark.parametrize("example", ["guest-checkout", "refund-handoff"])
def test_each_signal_and_escalation_of_an_example_comes_in_its_week(
    example: str, history: Callable[[str], Path], run: Run
) -> None:
    script = eight_weeks()
    folder = history(example)
    said = []
    for day in script.weeks(example):
        report = run(folder, "weekly-report", "--as-of", f"{day}").out
        level = re.search(r"Alert level: (\w+)", report)
        assert level is not None
        said.append(f"{day:%a %d %b}: {level[1]}")
        for item in run(folder, "status", "--as-of", f"{day}", "--format", "json").json["items"]:
            if item["kind"] == "signal":
                said.append(f"    {item['id']}: {item['reason']}")
            elif item["escalate_to"]:
                said.append(f"    {item['id']} to {item['escalate_to']}: {item['reason']}")
    check_golden(f"weeks/{example}.txt", "".join(f"{line}\n" for line in said))


@pytest.mark.parametrize(
    ("example", "stood"),
    [
        (
            "guest-checkout",
            {
                date(2026, 11, 6): {"guest-pays": "draft"},
                date(2026, 11, 13): {"guest-pays": "draft", "guest-finds-order": "draft"},
            },
        ),
        (
            "refund-handoff",
            {
                date(2026, 10, 28): {"refund-handoff": "draft"},
                date(2026, 11, 4): {"refund-handoff": "draft"},
                date(2026, 11, 11): {"refund-handoff": "draft"},
            },
        ),
    ],
)
def test_the_journeys_of_an_example_were_drafts_first_and_never_broken(
    example: str, stood: dict[date, dict[str, str]], tmp_path: Path
) -> None:
    script = eight_weeks()
    tree = WorkingTree(examples() / example)
    loaded = load(tree)
    for day in script.weeks(example)[-4:-1]:
        folder = tmp_path / f"{day}"
        write_files(folder, script.rewound(loaded, tree, day))
        then = load(WorkingTree(folder))
        journeys = {each.id: each.status for each in then.plan.of(Journey)}
        assert (day, journeys) == (day, stood.get(day, {}))
        # Metrics waited for the decisions that act on them, blockers for somebody to tell.
        assert {each.code for each in opening.findings(then)} <= {"MP201", "MP322", "MP331"}


@pytest.mark.parametrize("example", ["guest-checkout", "refund-handoff"])
def test_what_is_said_of_a_past_day_is_what_was_said_then(
    example: str,
    history: Callable[[str], Path],
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = eight_weeks()
    folder = shutil.copytree(history(example), tmp_path / "launch")
    repository = Repository(folder)
    # What happens beside the plan, or on a branch, changes no report.
    commit(repository, f"{script.LAST[example]}", {".other": "x"}, "Beside the plan")
    days: list[date] = script.weeks(example)
    ids = repository.git("rev-list", "--reverse", "HEAD").split()
    questions = (["weekly-report"], ["status"], ["rank"], ["gate", "scope"])

    def ask(*more: str) -> list[Result]:
        return [run(folder, *question, *more) for question in questions]

    then = {}
    for day, made in [*zip(days, [*ids[:-2], ids[-1]], strict=True)][::3]:  # each takes its time
        monkeypatch.setattr(opening, "today", lambda day=day: day)
        repository.git("switch", "--quiet", "--detach", made)
        then[day] = ask()
    repository.git("switch", "--quiet", "main")
    monkeypatch.setattr(opening, "today", lambda: date(2027, 1, 1))
    repository.write({"decisions/later.yaml": "title: Not committed\n"})
    for day, results in then.items():
        assert ask("--as-of", f"{day}") == results, day
    assert all(result.code in (0, 1) for results in then.values() for result in results)


def test_commits_that_are_dated_against_their_order_are_named(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "repository", {})
    first = {"mvpplan.yaml": PLAN_FILE, "decisions/tax.yaml": "title: Tax\nowner: ana\n"}
    commit(repository, "2026-11-12", first, "First")
    commit(repository, "2020-01-01", {"decisions/tax.yaml": "title: Tax\nowner: ben\n"}, "Old")
    made = repository.git("rev-parse", "HEAD").strip()[:10]
    expected = (
        f"note: commit {made} is dated 2020-01-01, before the one that it follows (2026-11-12):"
        " what changed on which day is not certain\n"
    )
    for question in (["status"], ["weekly-report"], ["changes", "--since", "2026-11-13"]):
        assert expected in run(repository.top, *question).err
