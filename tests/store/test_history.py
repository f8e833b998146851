"""What git knows of a plan: every commit, whatever shape the repository is in."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE
from mvpplan.errors import CannotRunError
from mvpplan.store import git
from mvpplan.store.commits import moved_from, standing
from mvpplan.store.history import History, commits_of, read_history
from mvpplan.store.load import load
from mvpplan.store.reading import Reading
from mvpplan.store.snapshot import Snapshot
from mvpplan.store.tree import WorkingTree
from repository import Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Mapping

Files = dict[str, str | None]
START = date(2026, 11, 1)


@dataclass
class Past:
    """A repository whose commits are told by their day in November 2026."""

    repository: Repository
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.repository.top

    def commit(self, day: int | str, files: Mapping[str, str | None], *options: str) -> str:
        """Change files, None to delete, and commit on a day; gives the id."""
        for name, text in files.items():
            if text is None:
                (self.folder / name).unlink()
            else:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.repository.git("add", "--all")
        return self.commit_staged(day, *options)

    def commit_staged(self, day: int | str, *options: str) -> str:
        self.on(day).git("commit", "--allow-empty", "--message", f"Day {day}", *options)
        return self.head()

    def on(self, day: int | str) -> Repository:
        moment = f"{day_of(day)}T12:00:00+0000"
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        return Repository(self.repository.top, dates)

    def head(self) -> str:
        return self.repository.git("rev-parse", "HEAD").strip()

    def read(self) -> History:
        return history(self.folder)


def day_of(day: int | str) -> date:
    return date(2026, 11, day) if isinstance(day, int) else date.fromisoformat(day)


def history(folder: Path, revision: str = "HEAD") -> History:
    return read_history(folder, load(WorkingTree(folder)), revision)


def told(read: History) -> list[str]:
    """Each commit with the titles that it gave to records; a dash where it took one out."""
    return [
        f"{step.commit.on:%m-%d} "
        + (
            ", ".join(
                f"{name}={record.title if record else '-'}"
                for name, record in sorted(step.records.items())
            )
            or "nothing"
        )
        for step in read.steps
    ]


def titles(read: History, day: int) -> dict[str, str] | None:
    """The titles of the records at the end of a day."""
    plan = read.plan_on(day_of(day))
    if plan is None:
        return None
    return {name: record.title for name, record in plan.records.items()}


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(new_repository(tmp_path / "repository", {}))


def test_records_that_move_between_layouts_do_not_appear_new(past: Past) -> None:
    a, b = "title: A\nowner: ana\n", "title: B\nowner: ben\n"
    both = "a:\n  title: A\n  owner: ana\nb: {title: B, owner: ben}\n"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": a, "decisions/b.yaml": b})
    past.commit(2, {"decisions/a.yaml": None, "decisions/b.yaml": None, "decisions.yaml": both})
    past.commit(3, {"decisions.yaml": None, "decisions.yml": both + "# moved\n"})
    past.commit(4, {"decisions.yml": None, "decisions/a.yml": a, "decisions/b.yaml": b})
    past.commit(5, {"decisions/a.yml": None, "decisions/c.yaml": a})
    assert told(past.read()) == [
        "11-01 a=A, b=B",
        "11-02 nothing",
        "11-03 nothing",
        "11-04 nothing",
        "11-05 a=-, c=A",
    ]


def test_another_id_keeps_the_life_of_the_record(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\ndue: 2026-11-10\n"})
    past.commit(2, {"decisions/a.yaml": "title: A\ndue: 2026-11-12\n"})
    past.commit(3, {"decisions/a.yaml": None, "decisions/b.yaml": "title: A\ndue: 2026-11-12\n"})
    lives = past.read().lives()
    assert [
        (commit and commit.on.day, state and (state.id, str(state.due)))
        for commit, state in lives["b"]
    ] == [(1, ("a", "2026-11-10")), (2, ("a", "2026-11-12")), (3, ("b", "2026-11-12"))]


def test_what_is_not_committed_ends_a_life(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    (past.folder / "decisions/a.yaml").rename(past.folder / "decisions/b.yaml")
    now = load(WorkingTree(past.folder)).plan
    lives = past.read().lives(now)
    assert {
        name: [(commit and commit.on.day, state and state.id) for commit, state in life]
        for name, life in lives.items()
    } == {"a": [(1, "a"), (None, None)], "b": [(1, "a"), (None, "b")]}


@pytest.mark.parametrize(
    "unreadable",
    ["title: [", "title: A\nowner: [x\n", "\0", "nonsense", "a: &x {title: A}\n", "x" * 2**20],
)
@pytest.mark.parametrize("path", ["decisions/a.yaml", "decisions.yaml"])
def test_what_cannot_be_read_stays_as_it_was(path: str, unreadable: str, past: Past) -> None:
    sound = "title: A\n" if "/" in path else "a: {title: A}\n"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, path: sound})
    past.commit(2, {path: unreadable})
    past.commit(3, {path: sound})
    past.commit(4, {path: unreadable})
    past.commit(5, {path: None})
    nothing = [f"11-0{day} nothing" for day in (2, 3, 4)]
    assert told(past.read()) == ["11-01 a=A", *nothing, "11-05 a=-"]


def test_one_record_of_many_that_cannot_be_read_stays_as_it_was(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions.yaml": "a: {title: A}\nb: {title: B}\n"})
    past.commit(2, {"decisions.yaml": "a: {titel: A}\nc: {title: C}\n"})
    assert told(past.read()) == ["11-01 a=A, b=B", "11-02 b=-, c=C"]


def test_a_record_in_two_files_is_taken_from_the_first_until_one_is_left(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: One\n"})
    past.commit(2, {"decisions.yaml": "a: {title: Many}\n"})
    past.commit(3, {"decisions/a.yaml": "title: Other\n"})
    past.commit(4, {"decisions.yaml": None})
    past.commit(5, {"decisions/a.yaml": None})
    expected = ["11-01 a=One", "11-02 a=Many", "11-03 nothing", "11-04 a=Other", "11-05 a=-"]
    assert told(past.read()) == expected


def test_what_the_files_say_now_does_not_change_what_they_said(past: Past) -> None:
    one = "title: One\n"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": one})
    past.commit(2, {"decisions/a.yaml": "title: Two\n"})
    before = told(past.read())
    (past.folder / "decisions.yaml").write_text("a: {title: Now}\n", encoding="utf-8")
    (past.folder / "decisions/a.yaml").write_text(one, encoding="utf-8")
    assert told(past.read()) == before == ["11-01 a=One", "11-02 a=Two"]


def test_a_plan_of_the_past_is_the_one_that_its_commit_holds(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions.yaml": "a: {title: A}\nb: {title: B}\n"})
    past.commit(2, {"decisions/c.yaml": "title: C\n", "blockers/x.yml": "title: X\n"})
    past.commit(3, {"decisions/a.yaml": "title: Twice\n", "mvpplan.yaml": PLAN_FILE + "team: T\n"})
    read = past.read()
    for step in read.steps:
        plan = load(Snapshot(past.folder, step.commit.id)).plan
        found = read.plan_at(step.commit.id)
        assert found is not None
        assert (found.settings, dict(found.records)) == (plan.settings, dict(plan.records))
        assert list(found.records) == list(plan.records)
    assert read.plan_at("0" * 40) is None


def test_what_was_made_on_a_branch_counts_from_the_merge(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.repository.git("switch", "--create", "branch")
    past.commit(2, {"decisions/b.yaml": "title: B\n"})
    past.commit(3, {"decisions/b.yaml": "title: B again\n"})
    past.repository.git("switch", "main")
    past.commit(4, {"decisions/c.yaml": "title: C\n"})
    past.on(5).git("merge", "--no-ff", "branch")
    assert told(past.read()) == ["11-01 a=A", "11-04 c=C", "11-05 b=B again"]
    assert titles(past.read(), 4) == {"a": "A", "c": "C"}


def test_a_squash_and_an_octopus_are_one_step_each(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE})
    for name in "abc":
        past.repository.git("switch", "--create", name, "main")
        past.commit(2, {f"decisions/{name}.yaml": "title: First\n"})
        past.commit(3, {f"decisions/{name}.yaml": "title: Last\n"})
    past.repository.git("switch", "main")
    past.repository.git("merge", "--squash", "a")
    past.commit_staged(4)
    past.on(5).git("merge", "--no-ff", "b", "c")
    assert told(past.read()) == ["11-01 nothing", "11-04 a=Last", "11-05 b=Last, c=Last"]


def test_several_commits_on_one_day_and_some_beside_the_plan(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: Morning\n"})
    past.commit(1, {"decisions/a.yaml": "title: Evening\n"})
    past.commit(2, {"decisions/.hidden.yaml": "title: X\n", ".git-keep": ""})
    past.commit(3, {"decisions/a.yaml": "title: Later\n"})
    read = past.read()
    assert titles(read, 1) == {"a": "Evening"}
    assert titles(read, 2) == {"a": "Evening"}
    assert told(read.until(day_of(1))) == ["11-01 a=Morning", "11-01 a=Evening"]


def test_commits_outside_of_the_plan_are_no_steps(past: Past) -> None:
    past.folder = past.repository.top / "plan"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    first = past.head()
    past.commit(2, {"../code.py": "pass\n", "../decisions/b.yaml": "title: B\n"})
    assert told(past.read()) == ["11-01 a=A"]
    texts = load(WorkingTree(past.folder)).texts
    assert git.commit(past.folder, texts) == first[:10]


def test_rewritten_dates_never_come_later_than_what_follows(past: Past) -> None:
    past.commit(5, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: Five\n"})
    past.commit(9, {"decisions/a.yaml": "title: Nine\n"})
    past.commit(7, {"decisions/a.yaml": "title: Seven\n"})
    past.commit("2031-01-01", {"decisions/a.yaml": "title: Ahead\n"})
    read = past.read()
    assert [titles(read, day) for day in (4, 5, 6, 7, 9, 20)] == [
        None,
        *({"a": "Five"}, {"a": "Five"}, {"a": "Seven"}, {"a": "Seven"}, {"a": "Seven"}),
    ]


@pytest.mark.parametrize(
    ("days", "counts"),
    [([], [0, 0, 0]), ([2], [0, 1, 1]), ([1, 3, 2], [1, 3, 3]), ([3, 3, 1], [3, 3, 3])],
)
def test_how_many_commits_stood(days: list[int], counts: list[int]) -> None:
    assert [standing([day_of(day) for day in days], day_of(day)) for day in (1, 2, 3)] == counts


def test_a_sub_folder_with_any_name(past: Past) -> None:
    past.folder = past.repository.top / ":(top) Plän für Ana [1]*"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    assert told(past.read()) == ["11-01 a=A"]


def test_a_detached_head_is_its_own_history(past: Past) -> None:
    first = past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.commit(2, {"decisions/a.yaml": "title: Main\n"})
    past.repository.git("switch", "--detach", first)
    past.commit(3, {"decisions/a.yaml": "title: Detached\n"})
    assert told(past.read()) == ["11-01 a=A", "11-03 a=Detached"]


def test_a_linked_work_tree(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.repository.git("worktree", "add", str(tmp_path / "linked"), "-b", "other")
    assert told(history(tmp_path / "linked")) == ["11-01 a=A"]


def test_a_submodule(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    outer = new_repository(tmp_path / "outer", {})
    allow = ("-c", "protocol.file.allow=always")
    outer.git(*allow, "submodule", "add", str(past.repository.top), "the plan")
    assert outer.commit().returncode == 0
    assert told(history(outer.top / "the plan")) == ["11-01 a=A"]


def clone(past: Past, target: Path, *options: str) -> Path:
    past.repository.git("config", "uploadpack.allowFilter", "true")
    past.repository.git("clone", *options, past.repository.top.as_uri(), str(target))
    return target


def test_a_shallow_clone_says_where_it_begins(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.commit(2, {"decisions/b.yaml": "title: B\n"})
    past.commit(3, {"decisions/a.yaml": "title: A again\n"})
    read = history(clone(past, tmp_path / "clone", "--depth", "2"))
    assert (read.complete, read.fetch) == (False, "git fetch --unshallow")
    assert told(read) == ["11-02 a=A, b=B", "11-03 a=A again"]
    assert titles(read, 1) is None


def test_a_blobless_clone_begins_where_it_holds_every_file(past: Past, tmp_path: Path) -> None:
    files: Files = {f"decisions/d{number}.yaml": f"title: D{number}\n" for number in range(120)}
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, **files})
    past.commit(2, {f"decisions/d{number}.yaml": "title: Other\n" for number in range(0, 120, 2)})
    past.commit(3, {"decisions/d1.yaml": "title: Last\n"})
    folder = clone(past, tmp_path / "clone", "--filter=blob:none")
    read = history(folder)
    assert (read.complete, read.fetch) == (False, "git fetch --refetch --no-filter")
    assert [step.commit.on.day for step in read.steps] == [3]
    plan = load(WorkingTree(folder)).plan
    found = read.plan_on(day_of(3))
    assert found is not None
    assert (found.settings, dict(found.records)) == (plan.settings, dict(plan.records))
    Repository(folder).git(*read.fetch.split()[1:])
    assert told(history(folder)) == told(past.read())


def test_a_blobless_clone_fetches_nothing(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.commit(2, {"decisions/a.yaml": "title: B\n"})
    folder = clone(past, tmp_path / "clone", "--filter=blob:none")
    (folder / "decisions/a.yaml").write_text("title: C\n", encoding="utf-8")
    Repository(folder).git("commit", "--all", "--message", "Here")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{trap}-sprung'\nexit 1\n", encoding="utf-8")
    trap.chmod(0o755)
    Repository(folder).git("config", "remote.origin.uploadpack", str(trap))
    assert [step.commit.subject for step in history(folder).steps] == ["Day 2", "Here"]
    # A git that does not know how to be told finds every way closed.
    monkeypatch.setattr("mvpplan.store.git._QUIET", {"GIT_ALLOW_PROTOCOL": "none"})
    assert [step.commit.subject for step in history(folder).steps] == ["Day 2", "Here"]
    assert not trap.with_name("trap-sprung").exists()


def test_a_blobless_clone_that_holds_nothing_of_the_last_commit(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    folder = clone(past, tmp_path / "clone", "--filter=blob:none", "--no-checkout")
    with pytest.raises(CannotRunError, match="does not hold what the files said") as caught:
        history(folder)
    assert caught.value.hint == "fetch it with git fetch --refetch --no-filter"


def test_a_clone_without_trees_says_so(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE})
    past.commit(2, {"decisions/a.yaml": "title: A\n"})
    folder = clone(past, tmp_path / "clone", "--filter=tree:0")
    with pytest.raises(CannotRunError, match="this clone does not hold all that its commits name"):
        history(folder)


def test_no_git_no_repository_and_no_commit(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    (past.folder / "mvpplan.yaml").write_text(PLAN_FILE, encoding="utf-8")
    with pytest.raises(CannotRunError, match=r"^no commit holds the plan yet$"):
        history(past.folder)
    assert commits_of(past.folder) == []
    (past.folder / "other").mkdir()
    past.repository.git("add", "--all")
    past.commit_staged(1)
    with pytest.raises(CannotRunError, match=r"^no commit holds the plan yet$"):
        history(past.folder / "other")
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "/nowhere")
        with pytest.raises(CannotRunError, match=r"^git is not installed$"):
            history(past.folder)
    (past.folder / ".git").rename(past.folder / "gone")
    with pytest.raises(CannotRunError, match=r"^the plan is not in a git repository$"):
        history(past.folder)


def write_commit(past: Past, raw: bytes) -> None:
    """Put a commit with any bytes on top, which git itself would not write."""
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=past.folder,
        input=raw,
        capture_output=True,
        check=True,
    )
    past.repository.git("update-ref", "HEAD", made.stdout.decode().strip())


def test_hostile_authors_subjects_and_dates(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.commit(2, {"decisions/a.yaml": "title: B\n"})
    trees = [past.repository.git("rev-parse", f"{name}^{{tree}}").strip() for name in ("@~1", "@")]
    author = b"\x01\x02:100644 \x1b[31mAna\xff".ljust(5000, b"x")
    subject = b"One\x01two\x02\n:100644 three\xff\n\nbody"
    for number, when in enumerate((b"<y> 1793880000 +0000", b"broken", b"<y> 999999999999 +0000")):
        head = f"tree {trees[number % 2]}\nparent {past.head()}\n".encode()
        lines = b"author " + author + b" <x> 0 +0000\ncommitter Y " + when
        write_commit(past, head + lines + b"\n\n" + subject + b"\n")
    read = past.read()
    assert told(read) == ["11-01 a=A", "11-02 a=B", "11-05 a=A", "11-05 a=B", "11-05 a=A"]
    commit = read.steps[-1].commit
    assert commit.author.encode(errors="surrogateescape") == author
    assert commit.subject.encode(errors="surrogateescape") == b"One\x01two\x02 :100644 three\xff"


def test_the_configuration_of_the_repository_changes_nothing(past: Past, tmp_path: Path) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.commit(2, {"decisions/a.yaml": None, "decisions/b.yaml": "title: A\n"})
    expected = told(past.read())
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{trap}-sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.clean", "gpg.program"):
        past.repository.git("config", name, str(trap))
    for name in ("filter.x.smudge", "diff.x.textconv", "diff.x.command", "core.sshCommand"):
        past.repository.git("config", name, str(trap))
    for name, value in (
        *(("log.follow", "true"), ("log.showSignature", "true"), ("log.showRoot", "false")),
        *(("diff.orderFile", "/nowhere"), ("diff.renames", "copies"), ("color.ui", "always")),
        *(("format.pretty", "raw"), ("core.abbrev", "5"), ("log.diffMerges", "off")),
        *(("core.quotePath", "true"), ("log.decorate", "full"), ("diff.noprefix", "true")),
        *(("i18n.logOutputEncoding", "UTF-16"), ("log.date", "relative"), ("diff.relative", "0")),
    ):
        past.repository.git("config", name, value)
    (past.folder / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    assert told(past.read()) == expected == ["11-01 a=A", "11-02 a=-, b=A"]
    assert not trap.with_name("trap-sprung").exists()


def test_links_and_executable_files(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    (past.folder / "decisions/a.yaml").chmod(0o755)
    (past.folder / "decisions/b.yaml").symlink_to("a.yaml")
    (past.folder / "decisions/out.yaml").symlink_to("/etc/passwd")
    (past.folder / "decisions/round.yaml").symlink_to("round.yaml")
    (past.folder / "blockers").symlink_to("decisions")
    past.commit(2, {})
    past.commit(3, {"decisions/a.yaml": "title: Both\n"})
    past.commit(4, {"decisions/b.yaml": None})
    read = past.read()
    assert told(read) == ["11-01 a=A", "11-02 b=A", "11-03 a=Both, b=Both", "11-04 b=-"]


def test_a_bare_repository_beside_its_work_tree(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    (past.folder / ".git").rename(tmp_path / "bare.git")
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / "bare.git"))
    monkeypatch.chdir(past.folder)
    assert told(history(past.folder)) == ["11-01 a=A"]
    assert told(history(Path())) == ["11-01 a=A"]
    monkeypatch.setenv("GIT_WORK_TREE", os.fspath(past.folder))
    monkeypatch.chdir(tmp_path)
    assert told(history(past.folder)) == ["11-01 a=A"]


def test_a_folder_that_got_another_name_begins_there(past: Past) -> None:
    past.folder = past.repository.top / "old name"
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: A\n"})
    past.repository.git("mv", "old name", "new")
    past.folder = past.repository.top / "new"
    past.commit(2, {})
    read = past.read()
    assert told(read) == ["11-02 a=A"]
    assert moved_from(past.folder, read.steps[0].commit.id, "mvpplan.yaml") == "old name"


def test_a_folder_that_was_always_there_came_from_nowhere(past: Past) -> None:
    first = past.commit(1, {"mvpplan.yaml": PLAN_FILE})
    second = past.commit(2, {"decisions/a.yaml": "title: A\n"})
    assert [moved_from(past.folder, each, "mvpplan.yaml") for each in (first, second)] == [None] * 2


def test_a_year_of_weeks_is_read_in_one_batch_and_each_version_once(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks, records = 52, 300
    past.repository.git("config", "core.autocrlf", "false")
    build_year(past, weeks, records)
    past.repository.git("reset", "--hard", "--quiet", "main")
    loaded = load(WorkingTree(past.folder))

    read: list[tuple[str, bytes]] = []
    started: list[str] = []
    reading, popen = Reading.file, subprocess.Popen

    def reading_file(self: Reading, path: str, data: bytes) -> None:
        read.append((path, data))
        reading(self, path, data)

    def starting(command: list[str], **options: object) -> object:
        started.extend(word for word in ("log", "cat-file") if word in command)
        return popen(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Reading, "file", reading_file)
    monkeypatch.setattr(subprocess, "Popen", starting)
    found = read_history(past.folder, loaded)

    assert started == ["log", "cat-file"]
    # What the files say now was read already.
    versions = sum(len(changed(week, records)) for week in range(1, weeks))
    assert len(read) == len(set(read)) == versions
    for week in (0, 1, 25, weeks - 1):
        plan = found.plan_on(START + timedelta(weeks=week))
        assert plan is not None
        assert {name: record.title for name, record in plan.records.items()} == {
            f"d{number}": f"Week {last_change(number, week, records)}" for number in range(records)
        }


def last_change(number: int, week: int, records: int) -> int:
    """The last week up to one in which a record changed."""
    return max(each for each in range(week + 1) if not each or number in changed(each, records))


def changed(week: int, records: int) -> set[int]:
    """The numbers of the records that a week's commit changes."""
    return {number for number in range(records) if (number + 7 * week) % 20 == 0}


def build_year(past: Past, weeks: int, records: int) -> None:
    """One commit a week, by the tool that git has for it."""
    lines: list[str] = []

    def put(path: str, text: str) -> None:
        lines.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}")

    for week in range(weeks):
        moment = 1793534400 + week * 7 * 86400  # noon of START
        lines.append(
            f"commit refs/heads/main\ncommitter Ana <ana@example.org> {moment} +0000\ndata 4\nweek"
        )
        if week == 0:
            put("mvpplan.yaml", PLAN_FILE)
        for number in range(records) if week == 0 else sorted(changed(week, records)):
            put(f"decisions/d{number}.yaml", f"title: Week {week}\n")
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=past.folder,
        input="\n".join([*lines, "done\n"]).encode(),
        check=True,
    )


def first_seen(past: Past) -> dict[str, str]:
    return {name: f"{day:%m-%d}" for name, day in past.read().first_seen().items()}


def test_another_id_makes_a_record_no_younger_even_if_it_is_edited_at_once(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: Tax\ndue: 2026-11-20\n"})
    past.commit(9, {"decisions/a.yaml": None, "decisions/b.yaml": "title: Tax\ndue: 2026-11-27\n"})
    assert first_seen(past)["b"] == "11-01"


def test_an_id_that_is_given_to_something_else_begins_anew(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: Tax\n"})
    past.commit(2, {"decisions/a.yaml": None})
    past.commit(9, {"decisions/a.yaml": "title: Refunds\n"})
    assert first_seen(past)["a"] == "11-09"


def test_a_record_that_comes_back_is_as_old_as_it_was(past: Past) -> None:
    past.commit(1, {"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": "title: Tax\n"})
    past.commit(2, {"decisions/a.yaml": None})
    past.commit(9, {"decisions/a.yaml": "title: Tax\nowner: ana\n"})
    assert first_seen(past)["a"] == "11-01"
