"""The commands that edit records: what they write, what they say, and what they refuse."""

from __future__ import annotations

import re
import shlex
import shutil
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from conftest import Result
from golden import check_golden
from mvpplan.cli import opening
from mvpplan.model import RECORDS
from mvpplan.model.journey import Journey
from mvpplan.model.outline import outline
from mvpplan.resources import examples
from mvpplan.store.draft import Draft
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

EACH = """\
# Pay as a guest: the first scope of December
title: Do guests need an account?   # asked by sales, too
owner: ana
due: 2026-11-27      # before the freeze
assumptions: [card-first]
reviewers:
- mara
- ben   # delivery

notes: |
  One line
  # and no comment
"""
MANY = """\
card-first:
    title: Guests pay by card
    owner: "ben"
    impact: 3
    cost: 2-5   # days
# ---- later ----
wallet-first: {title: Guests pay by wallet, owner: ben, impact: 2, cost: 1}
"""
FILES: dict[str, str | bytes] = {
    "metrics/rework.yaml": b"title: Rework\nowner: ana\ndecisions: [guest-checkout]\n",
    "decisions/guest-checkout.yaml": EACH.encode(),
    "assumptions.yaml": MANY.encode(),
}


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a plan, without those that mvpplan keeps for itself."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    inside = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in inside.items() if not name.startswith(".mvpplan/")}


def shown(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """What differs between two trees as text."""
    return "".join(f"{line}\n" for line in changed(before, after))


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The lines that differ between two trees, each with its sign, and the files they stand in."""
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = (files.get(name, b"").decode().splitlines() for files in (before, after))
        differing = [
            line for line in [*unified_diff(old, new, lineterm="", n=0)][2:] if line[:1] != "@"
        ]
        lines += [f"== {name}", *differing] if differing else []
    return lines


FIELDS = {
    "owner": "owner=ana",
    "due": "due=fri",
    "question": "question=Does it pay?",
    "impact": "impact=3",
    "cost": "cost=2-5",
    "confidence": "confidence=0.4",
    "fallback": "fallback=Invoices by hand",
    "fallback_by": "fallback_by=+2w",
    "customer_impact": "customer_impact=They wait a day",
    "communication": "communication={audience: support, message: It waits, by: ben, on: +1d}",
    "requested_by": "requested_by=mara",
    "effects": "effects={metric: rework, effect: two hours more}",
    "kind": "kind=weekly",
    "on": "on=fri",
    "from": "from=delivery",
    "to": "to=planning",
    "checkpoint": "checkpoint=+1w",
    "metric": "metric=rework",
    "needed_by": "needed_by=guest-checkout",
    "about": "about=guest-checkout.due",
    "by": "by=mara",
    "text": "text=Why then?",
    "action": "action=Answer it",
    "decisions": "decisions=guest-checkout",
    "direction": "direction=down",
    "unit": "unit=hours",
    "baseline": "baseline=12.5",
    "signal": "signal=Two in a row",
    "likelihood": "likelihood=3",
    "mitigation": "mitigation=A second reader",
    "context": "context=The first week, 2026",
    "pattern": "pattern=Ask early",
    "checklist": "checklist=Ask the bank: early",
    "status": "status=in",
    "contribution": "contribution=3",
    "effort": "effort=1/2/5",
}
OTHERWISE = {
    "metric": {"by": "by=2027-01-06"},
    "lesson": {"from": "from=guest-checkout"},
}
SETS = [
    (
        "guest-checkout  due=+10d",
        "guest-checkout: due: 2026-11-27 → 2026-11-30\n",
        [
            "== decisions/guest-checkout.yaml",
            "-due: 2026-11-27      # before the freeze",
            "+due: 2026-11-30      # before the freeze",
        ],
    ),
    (
        "card-first  owner=mara  cost=1/2/5",
        "card-first: owner: ben → mara\ncard-first: cost: 2-5 → 1/2/5\n",
        [
            "== assumptions.yaml",
            '-    owner: "ben"',
            '+    owner: "mara"',
            "-    cost: 2-5   # days",
            "+    cost: 1/2/5   # days",
        ],
    ),
    (
        "wallet-first  method=Ask twenty",
        "wallet-first: method: none → Ask twenty\n",
        [
            "== assumptions.yaml",
            "-wallet-first: {title: Guests pay by wallet, owner: ben, impact: 2, cost: 1}",
            (
                "+wallet-first: {title: Guests pay by wallet, owner: ben, impact: 2, cost: 1, "
                "method: Ask twenty}"
            ),
        ],
    ),
    (
        "guest-checkout  assumptions+=wallet-first  reviewers-=ben  tags+=pay,guest",
        (
            "guest-checkout: assumptions: card-first → card-first, wallet-first\n"
            "guest-checkout: reviewers: mara, ben → mara\n"
            "guest-checkout: tags: none → pay, guest\n"
        ),
        [
            "== decisions/guest-checkout.yaml",
            "-assumptions: [card-first]",
            "+assumptions: [card-first, wallet-first]",
            "-- ben   # delivery",
            "+tags:",
            "+- pay",
            "+- guest",
        ],
    ),
    (
        "guest-checkout  notes=",
        "guest-checkout: notes: One line # and no comment → none\n",
        [
            "== decisions/guest-checkout.yaml",
            "-",
            "-notes: |",
            "-  One line",
            "-  # and no comment",
        ],
    ),
    (
        "guest-checkout  target.metric=rework  target.value=3.5  target.by=fri",
        (
            "guest-checkout: target.metric: none → rework\n"
            "guest-checkout: target.value: none → 3.5\n"
            "guest-checkout: target.by: none → 2026-11-27\n"
        ),
        [
            "== decisions/guest-checkout.yaml",
            "+target:",
            "+  metric: rework",
            "+  value: 3.5",
            "+  by: 2026-11-27",
        ],
    ),
    (
        "guest-checkout  evidence+={what: One of ten, kind: test, on: today}",
        "guest-checkout: evidence: none → what One of ten; kind test; on 2026-11-20\n",
        [
            "== decisions/guest-checkout.yaml",
            "+evidence:",
            "+- {what: One of ten, kind: test, on: 2026-11-20}",
        ],
    ),
    ("guest-checkout  owner=ana  reviewers+=mara", "", []),
]


@pytest.mark.parametrize(("command", "said", "lines"), SETS, ids=[each[0] for each in SETS])
def test_set_changes_what_it_was_asked_to(
    plan: Make, run: Run, command: str, said: str, lines: list[str]
) -> None:
    folder = plan(FILES)
    before = tree(folder)
    result = run(folder, "set", *command.split("  "))
    assert (result.code, result.out) == (0, said)
    assert changed(before, tree(folder)) == lines


REFUSED = [
    (
        "set guest-checkout owner=zoe",
        1,
        (
            "decisions/guest-checkout.yaml:3:8: MP203 owner: zoe is not one of the people\n"
            "    hint: add zoe to people in mvpplan.yaml\n"
            "nothing was written; change the command, or add --force to write it anyway\n"
        ),
    ),
    (
        "set guest-checkout deu=fri",
        1,
        (
            "decisions/guest-checkout.yaml:13:1: MP101 deu is not a field of a decision\n"
            "    hint: did you mean due?\n"
            "nothing was written; change the command, or add --force to write it anyway\n"
        ),
    ),
    (
        "set guest-checkot due=fri",
        2,
        "mvpplan: there is no record guest-checkot; did you mean guest-checkout?\n",
    ),
    (
        "set guest-checkout due",
        2,
        (
            "mvpplan: 'due' is not FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE; put a value with "
            "spaces in quotes: 'why=It is late'\n"
        ),
    ),
    (
        "set guest-checkout owner+=ben",
        2,
        "mvpplan: owner is one value and no list; write owner=ben\n",
    ),
    (
        "set guest-checkout tags-=pay",
        2,
        (
            "mvpplan: tags of guest-checkout does not hold pay; mvpplan show guest-checkout "
            "shows what it holds\n"
        ),
    ),
    (
        "set guest-checkout evidence+=seen",
        2,
        "mvpplan: evidence needs fields; write evidence='{what: …, kind: …}'\n",
    ),
    (
        "set guest-checkout evidence+=[{what",
        2,
        (
            "mvpplan: [{what cannot be read: a bracket is opened and never closed, "
            "or a comma is missing; write it as in a file\n"
        ),
    ),
    (
        "close guest-checkout",
        2,
        (
            "mvpplan: it is not said how the decision ends; add --as, one of approved, "
            "rejected, deferred, superseded\n"
        ),
    ),
    (
        "close guest-checkout --as aproved",
        2,
        "mvpplan: a decision does not end as aproved; did you mean approved?\n",
    ),
    ("close rework --as done", 2, "mvpplan: a metric has no status: it never ends\n"),
    (
        "approve guest-checkout --by ana",
        2,
        (
            "mvpplan: Ana Ruiz owns guest-checkout and cannot approve it; let a reviewer do it, or "
            "write approve_own: true into mvpplan.yaml\n"
        ),
    ),
    (
        "approve rework --by mara",
        2,
        "mvpplan: a metric takes no approvals; mvpplan comment rework '…' leaves a comment\n",
    ),
    (
        "record guest-checkout 3",
        2,
        "mvpplan: guest-checkout is a decision and no metric\n",
    ),
    (
        "rename rework card-first",
        2,
        "mvpplan: card-first is taken, by assumptions.yaml; choose another id\n",
    ),
    (
        "rename rework Re_work",
        2,
        "mvpplan: Re_work is not an id; write small letters, digits and hyphens: re-work\n",
    ),
    ("new decison x", 2, "mvpplan: decison is no kind of record; did you mean decision?\n"),
    ("new decision", 2, 'mvpplan: a new decision needs a title; mvpplan new decision "…"\n'),
    (
        "new decision x owner=ana",
        1,
        (
            "decisions/x.yaml:1:1: MP301 open decision x has no due date\n"
            "    hint: add due:\n"
            "nothing was written; change the command, which has no question=… due=…, or add "
            "--force to write it anyway\n"
        ),
    ),
    (
        "comment rework.valeu Late",
        1,
        (
            "note: the comment names nobody who makes it; --by PERSON does\n"
            "feedback/rework-late.yaml:5:8: MP101 about: valeu is not a field of a metric\n"
            "    hint: write about: rework\n"
            "nothing was written; change the command, or add --force to write it anyway\n"
        ),
    ),
    (
        "comment rework ''",
        2,
        "mvpplan: the comment is empty; say in quotes what should change\n",
    ),
    ("show guest", 2, "mvpplan: there is no record guest; mvpplan list shows every record\n"),
    (
        "list decision --where onwer=ana",
        2,
        "mvpplan: onwer is no field of such a record; did you mean owner?\n",
    ),
    ("list decisio", 2, "mvpplan: decisio is no kind of record; did you mean decision?\n"),
]


@pytest.mark.parametrize(("command", "code", "said"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_is_refused_changes_nothing(
    plan: Make, run: Run, command: str, code: int, said: str
) -> None:
    folder = plan(FILES)
    before = tree(folder)
    assert run(folder, *shlex.split(command)) == Result(code, "", said)
    assert tree(folder) == before


def test_force_writes_what_is_refused_and_says_so(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    before = tree(folder)
    result = run(folder, "set", "guest-checkout", "owner=zoe", "--force")
    assert result == Result(
        0,
        "guest-checkout: owner: ana → zoe\n",
        "decisions/guest-checkout.yaml:3:8: MP203 owner: zoe is not one of the people\n"
        "    hint: add zoe to people in mvpplan.yaml\n"
        "written by force; 'mvpplan validate' shows what is wrong\n"
        "next: mvpplan show guest-checkout\n",
    )
    assert changed(before, tree(folder)) == [
        "== decisions/guest-checkout.yaml",
        "-owner: ana",
        "+owner: zoe",
    ]


def test_an_error_that_was_there_before_does_not_keep_others_from_working(
    plan: Make, run: Run
) -> None:
    folder = plan({**FILES, "decisions/tax.yaml": "title: Tax\n"})
    assert run(folder, "set", "guest-checkout", "due=fri").code == 0
    assert run(folder, "set", "tax", "question=Who pays it?").code == 0
    assert run(folder, "rename", "tax", "sales-tax").code == 0
    assert (folder / "decisions/sales-tax.yaml").read_text() == (
        "title: Tax\nquestion: Who pays it?\n"
    )


def test_a_dry_run_shows_the_change_and_writes_nothing(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    before = tree(folder)
    result = run(folder, "rename", "card-first", "card", "--dry-run")
    assert result == Result(
        0,
        """\
--- a/assumptions.yaml
+++ b/assumptions.yaml
@@ -1,4 +1,4 @@
-card-first:
+card:
     title: Guests pay by card
     owner: "ben"
     impact: 3
--- a/decisions/guest-checkout.yaml
+++ b/decisions/guest-checkout.yaml
@@ -2,7 +2,7 @@
 title: Do guests need an account?   # asked by sales, too
 owner: ana
 due: 2026-11-27      # before the freeze
-assumptions: [card-first]
+assumptions: [card]
 reviewers:
 - mara
 - ben   # delivery
""",
        "nothing was written; without --dry-run it will be\n",
    )
    assert tree(folder) == before
    assert not (folder / ".mvpplan").exists()


def test_a_warning_that_an_edit_brings_is_shown(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    result = run(folder, "set", "guest-checkout", "assumptions=wallet-first")
    assert result.err == (
        "assumptions.yaml:1:1: MP313 no decision relies on card-first [warning]\n"
        "    hint: add it to the assumptions of a decision, or close it with status: dropped\n"
        "next: mvpplan show guest-checkout\n"
    )


def test_a_decision_from_the_question_to_two_verdicts(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    before = tree(folder)
    evidence = "{what: 40 of 40 calls under a second, kind: test, on: 2026-11-18}"
    steps = [
        ["close", "card-first", "--as", "validated", "--evidence", evidence],
        [
            *("close", "guest-checkout", "--as", "approved", "--why", "It sells: see the test"),
            *("--evidence", "41 of 50 paid", "acceptance=A guest pays in a minute", "choice=Both"),
        ],
        ["approve", "guest-checkout", "--by", "mara", "--note", "Go"],
        ["approve", "guest-checkout", "--by", "ben", "--verdict", "changes", "--on", "2026-11-19"],
    ]
    said = [run(folder, *step) for step in steps]
    assert [each.code for each in said] == [0, 0, 0, 0]
    fingerprint = said[2].out.split()[-1]
    assert "".join(each.out for each in said) == (
        "card-first is validated as of 2026-11-20\n"
        "guest-checkout is approved as of 2026-11-20\n"
        "guest-checkout: acceptance: none → A guest pays in a minute\n"
        "guest-checkout: choice: none → Both\n"
        f"guest-checkout: Mara Lind says approved to {fingerprint}\n"
        f"guest-checkout: Ben Okafor says changes to {fingerprint}\n"
    )
    assert [each.err.splitlines()[-1] for each in said] == [
        "next: mvpplan weekly-report",
        "next: mvpplan approve guest-checkout --by mara",
        "next: mvpplan show guest-checkout",
        "next: mvpplan show guest-checkout",
    ]
    check_golden("editing/decision.diff", shown(before, tree(folder)))


def test_an_approval_of_what_is_still_open_says_what_it_lapses_by(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    result = run(folder, "approve", "guest-checkout", "--by", "mara")
    assert result.err.splitlines()[0] == (
        "note: guest-checkout is still open: when its status changes, the approval lapses"
    )
    result = run(folder, "approve", "guest-checkout", "--by", "ben", "--verdict", "changes")
    assert "still open" not in result.err


def test_an_approval_lapses_by_meaning_and_not_by_comments(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    run(folder, "approve", "guest-checkout", "--by", "mara")
    file = folder / "decisions/guest-checkout.yaml"
    text = file.read_text().replace("# asked by sales, too", "# asked by nobody\n")
    file.write_text(text.replace("owner: ana\n", "") + "owner: ana\n")
    assert "MP306" not in run(folder, "validate").out
    assert run(folder, "set", "guest-checkout", "due=2026-12-01") == Result(
        0,
        "guest-checkout: due: 2026-11-27 → 2026-12-01\n",
        "decisions/guest-checkout.yaml:10:53: MP306 guest-checkout changed after Mara Lind "
        "approved it on 2026-11-20 [warning]\n"
        "    hint: let Mara Lind read it again; it is v1-d271dd46be29520e now\n"
        "next: mvpplan show guest-checkout\n",
    )


def test_a_plan_may_let_people_approve_what_they_own(plan: Make, run: Run) -> None:
    settings = "format: 1\ntitle: a\napprove_own: true\npeople: {ana: {}, ben: {}, mara: {}}\n"
    folder = plan({**FILES, "mvpplan.yaml": settings})
    assert run(folder, "approve", "guest-checkout", "--by", "ana").code == 0


def test_a_comment_ends_at_an_action(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    before = tree(folder)
    words = ["guest-checkout.due", "Too late: the freeze\nstarts before", "--by", "mara"]
    assert run(folder, "comment", *words) == Result(
        0,
        "wrote feedback guest-checkout-too-late-the-freeze to "
        "feedback/guest-checkout-too-late-the-freeze.yaml\n",
        "next: mvpplan close guest-checkout-too-late-the-freeze --as accepted --why '…'\n",
    )
    ending = ["close", "guest-checkout-too-late-the-freeze", "--as", "accepted"]
    assert run(folder, *ending) == Result(
        2,
        "",
        "mvpplan: it is not said what was done about guest-checkout-too-late-the-freeze; "
        "add --why '…'\n",
    )
    assert run(folder, *ending, "--why", "Moved to Tuesday").code == 0
    check_golden("editing/comment.diff", shown(before, tree(folder)))


def test_readings_are_kept_in_order(plan: Make, run: Run) -> None:
    folder = plan(FILES)
    for day, value in (("2026-11-13", "31"), ("2026-11-06", "33.5"), ("2026-11-10", "-2")):
        assert run(folder, "record", "rework", "--on", day, "--note", "a: b", "--", value).code == 0
    assert run(folder, "record", "rework", "30").out == "rework: 30 on 2026-11-20\n"
    before = tree(folder)
    assert run(folder, "record", "rework", "3x", "--on", "today").code == 2
    assert run(folder, "record", "rework", "3x", "--on", "fri").code == 1
    assert tree(folder) == before
    assert (
        (folder / "metrics/rework.yaml").read_text()
        == """\
title: Rework
owner: ana
decisions: [guest-checkout]
readings:
  - {on: 2026-11-06, value: 33.5, note: "a: b"}
  - {on: 2026-11-10, value: -2, note: "a: b"}
  - {on: 2026-11-13, value: 31, note: "a: b"}
  - {on: 2026-11-20, value: 30}
"""
    )


@pytest.mark.parametrize("layout", ["each", "many"])
@pytest.mark.parametrize("shape", RECORDS, ids=lambda shape: shape.kind)
def test_a_new_record_of_every_kind_in_both_layouts(
    shape: type[Record], layout: str, plan: Make, run: Run
) -> None:
    there = "title: It is there\nnotes: no more\n"
    first = {f"{shape.folder}/there.yaml": there}
    if layout == "many":
        first = {f"{shape.folder}.yaml": "there:\n  " + there.replace("\n", "\n  ").rstrip(" ")}
    folder = plan({**FILES, **first})
    before = tree(folder)
    words = FIELDS | OTHERWISE.get(shape.kind, {})
    fields = [words[name] for name in shape.starts_with if name in words]
    result = run(folder, "new", shape.kind, "A first one", *fields)
    assert result.code == 0, result.err
    check_golden(f"editing/new-{shape.kind}-{layout}.diff", shown(before, tree(folder)))


@pytest.mark.parametrize("layout", ["each", "many"])
def test_the_example_in_a_new_journey_can_be_taken_as_it_is(
    layout: str, plan: Make, run: Run
) -> None:
    path = "journeys/guest-pays.yaml" if layout == "each" else "journeys.yaml"
    one = "title: A gift comes back\nstatus: dropped\nclosed: 2026-11-20\n"
    first: dict[str, str | bytes] = {"journeys/gift-return.yaml": one}
    if layout == "many":
        first = {path: "gift-return:\n  " + one.replace("\n", "\n  ").rstrip(" ")}
    folder = plan({**FILES, **first})
    assert run(folder, "new", "journey", "Guest pays", "owner=ana").code == 0
    head, said, lines = (folder / path).read_text().partition("An example. ")
    below = lines.splitlines(keepends=True)[1:]
    taken = "".join(line.replace("# ", "", 1) for line in below)
    (folder / path).write_text(head.rstrip(" #") + taken)
    assert said
    assert [each.id for each in load(WorkingTree(folder)).plan.of(Journey) if each.states] == [
        "guest-pays"
    ]
    assert run(folder, "validate").code == 0
    assert "journey" not in run(folder, "validate").out


EXAMPLES = ("guest-checkout", "refund-handoff")


def some_of_each_kind(loaded: Loaded) -> Iterator[Record]:
    """An open record of every kind that ends."""
    for shape in RECORDS:
        if shape.open_statuses:
            yield next(each for each in loaded.plan.of(shape) if each.is_open)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_record_of_every_kind_ends_in_every_way_and_opens_again(
    example: str, tmp_path: Path, run: Run
) -> None:
    shutil.copytree(examples() / example, tmp_path / example)
    folder = tmp_path / example
    for record in some_of_each_kind(load(WorkingTree(folder))):
        statuses = outline(type(record))["status"].choices
        for ending in statuses:
            if ending not in type(record).open_statuses:
                words = ["--as", ending, "--why", "It's so: yes", "--force"]
                close = run(folder, "close", record.id, *words)
                assert (close.code, close.out) == (0, f"{record.id} is {ending} as of 2026-11-20\n")
        reopen = run(folder, "reopen", record.id, "--force")
        assert (reopen.code, reopen.out) == (0, f"{record.id} is {statuses[0]} again\n")
        now = load(WorkingTree(folder)).plan.records[record.id]
        assert (now.status, now.closed) == (statuses[0], None)


@pytest.mark.parametrize("example", EXAMPLES)
def test_records_of_an_example_are_renamed_and_back(example: str) -> None:
    working = WorkingTree(examples() / example)
    loaded = load(working)
    for record in some_of_each_kind(loaded):
        there = Draft(loaded, working)
        assert there.rename(record.id, f"{record.id}-x") == len(mentions(loaded, record.id))
        result = there.result()
        assert [each for each in opening.findings(result) if each.severity == "error"] == []
        back = Draft(result, working)
        back.rename(f"{record.id}-x", record.id)
        for path, (_, after) in back.files.items():
            assert after is None or after == (working.root / path).read_bytes()


def mentions(loaded: Loaded, record: str) -> list[str]:
    """Every place in the text of a plan that names a record, but for the one where it stands."""
    found = re.compile(rf"(?<![\w/.-]){record}(?![\w-])")
    return [line for text in loaded.texts.values() for line in found.findall(text)][
        loaded.homes[record].key is not None :
    ]


def test_what_cannot_be_edited_is_told_as_the_edit_to_make_by_hand(plan: Make, run: Run) -> None:
    broken = "tax:\n  title: Tax\n  owner: ana\n  due: 2026-11-27\n  tags: &t [a]\n"
    folder = plan({"decisions.yaml": broken})
    before = tree(folder)
    assert run(folder, "set", "tax", "notes=Late").err == (
        "mvpplan: tax, notes cannot be edited: the file has faults that must be mended first; "
        "nothing was written; by hand, in decisions.yaml: notes: Late\n"
    )
    assert tree(folder) == before
