"""Give an example plan the history that led to it: eight weeks of commits in a new repository.

    python examples/eight_weeks.py guest-checkout /tmp/launch

Every week is the plan of today without what had not happened yet: records that came up later,
verdicts, readings and evidence of later days, and what was still open. Where dates slipped, owners
changed and estimates were corrected, ``BEFORE`` says what the files said until then. The last
commit is the example itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.model.outline import outline
from mvpplan.model.record import Record, written
from mvpplan.store.draft import Draft
from mvpplan.store.load import Loaded, load
from mvpplan.store.tree import WorkingTree
from mvpplan.text import edit
from mvpplan.text.nodes import Source
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan

LAST = {"guest-checkout": date(2026, 11, 20), "refund-handoff": date(2026, 11, 18)}
"""The review at which each example stands."""

OWNER = {"guest-checkout": "Ana Ruiz", "refund-handoff": "Noor Haddad"}
"""Who commits."""

WEEKS = 8


@dataclass(frozen=True)
class Was:
    """What a field said up to and with a day; without a value it was not there."""

    field: str
    value: str | None
    until: date


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


BEFORE: dict[str, tuple[Was, ...]] = {
    # guest-checkout
    "order-lookup": (Was("due", "2026-11-06", _day(11, 6)),),
    "tax-service": (
        Was("due", "2026-11-13", _day(11, 6)),
        Was("due", "2026-11-20", _day(11, 13)),
    ),
    "crm-matching": (Was("due", "2026-11-20", _day(11, 13)),),
    "erp-order-import": (Was("due", "2026-11-06", _day(10, 30)),),
    "tax-sandbox-access": (
        Was("due", "2026-11-13", _day(11, 6)),
        Was("owner", "ines", _day(11, 6)),
    ),
    "account-first-checkout": (Was("due", "2026-10-30", _day(10, 30)),),
    "erp-duplicate-customers": (Was("due", "2026-11-05", _day(11, 6)),),
    "wallet-domain-check": (Was("due", "2026-11-06", _day(10, 30)),),
    "fraud-screening": (Was("owner", "tomas", _day(11, 6)),),
    "email-matches-crm": (Was("confidence", "0.8", _day(11, 6)), Was("owner", None, _day(11, 6))),
    "tax-answers-in-time": (Was("cost", "1", _day(11, 6)),),
    "guest-pays": (Was("status", "draft", _day(11, 13)),),
    # refund-handoff
    "shared-refund-queue": (Was("due", "2026-10-21", _day(10, 21)),),
    "refund-approval-limits": (Was("due", "2026-10-28", _day(10, 28)),),
    "gift-returns": (
        Was("due", "2026-11-13", _day(11, 4)),
        Was("due", "2026-11-20", _day(11, 11)),
    ),
    "desk-cannot-see-payouts": (
        Was("due", "2026-11-11", _day(11, 4)),
        Was("due", "2026-11-18", _day(11, 11)),
    ),
    "provider-test-account": (Was("due", "2026-11-04", _day(10, 28)),),
    "promised-days": (Was("due", "2026-11-25", _day(11, 11)),),
    "refund-handoff": (Was("status", "draft", _day(11, 11)),),
}


def weeks(example: str) -> list[date]:
    """The days of the commits, oldest first."""
    return [LAST[example] - timedelta(weeks=number) for number in reversed(range(WEEKS))]


def rewound(loaded: Loaded, tree: WorkingTree, day: date) -> dict[str, str]:
    """The texts of the plan at the end of a day, by path."""
    draft = Draft(loaded, tree)
    plan = loaded.plan
    gone = {record.id for record in plan.records.values() if _came_up(plan, record) > day}
    for record in plan.records.values():
        if record.id not in gone:
            _rewind(draft, record, day)
            _unlink(draft, record.id, gone)
    for name in gone:
        _take_out(draft, name)
    texts = {path: source.text for path, source in loaded.sources.items()}
    texts |= {path: text or "" for path, text in draft.texts.items()}
    return {path: text for path, text in texts.items() if read(Source(path, text)).root}


def _came_up(plan: Plan, record: Record) -> date:
    """The day on which a record was written; what has no date was there from the beginning."""
    if record.opened is not None:
        return record.opened
    if plan.settings.outcome and record.id == plan.settings.outcome.metric:
        return date.min
    if isinstance(record, Metric):  # with the first decision that acts on it
        users = plan.each(Decision, record.decisions)
        return min(each.opened or date.min for each in users)
    if isinstance(record, Checkpoint) and record.kind_ == "weekly" and record.on:
        return record.on
    given = getattr(record, "on", None)
    return given if given and not isinstance(record, Checkpoint) else date.min


def _rewind(draft: Draft, record: Record, day: date) -> None:
    """Take out of a record what happened after a day."""
    for field in fields(record):
        held = getattr(record, field.name)
        if isinstance(held, tuple) and held and hasattr(held[0], "on"):
            later = [index for index, item in enumerate(held) if item.on and item.on > day]
            for index in reversed(later):
                draft.delete(record.id, (written(field.name), index))
            if len(later) == len(held):
                draft.delete(record.id, (written(field.name),))
    ended = record.on if isinstance(record, Checkpoint) else record.closed
    if not record.is_open and ended and ended > day:
        _open_again(draft, record)
    for was in reversed(BEFORE.get(record.id, ())):
        if day > was.until:
            continue
        if was.value is None:
            draft.delete(record.id, (was.field,))
        else:
            draft.set(record.id, (was.field,), Plain(was.value))


def _open_again(draft: Draft, record: Record) -> None:
    shape = type(record)
    still = "testing" if record.kind == "assumption" else None
    draft.set(record.id, ("status",), still or min(shape.open_statuses, key=_first_of(shape)))
    outcome = {
        "decision": ("choice", "why", "constraints", "behaviour", "acceptance"),
        "checkpoint": ("findings", "actions", "headline"),
        "scope": ("why", "revisit"),
        "feedback": (),
        "change": ("decided_by",),
    }.get(record.kind, (shape.reason,))
    for name in ("closed", *outcome):
        if draft.has(record.id, (name,)):
            draft.delete(record.id, (name,))


def _first_of(shape: type[Record]) -> Any:
    return outline(shape)["status"].choices.index


def _unlink(draft: Draft, record: str, gone: set[str]) -> None:
    """Take out the links to records that did not exist yet."""
    lists: dict[str, list[str]] = {}
    for link in draft.loaded.plan.links_from.get(record, []):
        if link.target in gone:
            lists.setdefault(str(link.at[0]), []).append(link.target)
    for name, targets in lists.items():
        held = draft.value(record, (name,))
        if isinstance(held, list) and all(isinstance(item, str) for item in held):
            for target in targets:
                draft.delete(record, (name, draft.value(record, (name,)).index(target)))
            if not draft.value(record, (name,)):
                draft.delete(record, (name,))
        elif held is not None:
            draft.delete(record, (name,))


def _take_out(draft: Draft, record: str) -> None:
    home = draft.home(record)
    if home.key is None:
        draft.texts[home.path] = ""
        return
    text = draft.texts.get(home.path)
    source = Source(home.path, text if text is not None else draft.loaded.sources[home.path].text)
    document = read(source)
    only = isinstance(document.root, dict) and list(document.root) == [home.key]
    draft.texts[home.path] = "" if only else edit.delete(document, (home.key,))


def build(example: str, folder: Path) -> None:
    """Make the repository in a new folder, the plan at its top."""
    plan = Path(__file__).parent / example
    tree = WorkingTree(plan)
    loaded = load(tree)
    folder.mkdir(parents=True)
    owner = OWNER[example]
    _git(folder, LAST[example], owner, "init", "--quiet", "--initial-branch=main")
    for day in weeks(example):
        for old in folder.iterdir():
            if old.name != ".git":
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        last = day == LAST[example]
        texts = {path: source.text for path, source in loaded.sources.items()} if last else None
        for path, text in (texts or rewound(loaded, tree, day)).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        _git(folder, day, owner, "add", "--all")
        _git(
            folder,
            day,
            owner,
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            f"Review of {day}",
        )


def _git(folder: Path, day: date, name: str, *arguments: str) -> None:
    """Run git as the owner of the example, in the afternoon of a day."""
    moment = f"{day}T15:00:00+0000"
    identity = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (
            ("NAME", name),
            ("EMAIL", f"{name.partition(' ')[0].lower()}@example.com"),
            ("DATE", moment),
        )
    }
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | identity, check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in LAST:
        sys.exit(f"usage: python {sys.argv[0]} {{{','.join(LAST)}}} NEW_FOLDER")
    build(sys.argv[1], Path(sys.argv[2]))
