"""Files of a plan change wholly or not at all, and only if they are what was read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from writers import files, shielded, temporaries, unprivileged

from conftest import write_files
from mvpplan.errors import CannotRunError
from mvpplan.store.write import FileChange, write_changes, write_whole

__all__ = ["shielded"]  # a fixture


def refusal(folder: Path, *changes: FileChange) -> str:
    """Why changes are refused; fails if they are not, or if anything was changed."""
    before = files(folder)
    with pytest.raises(CannotRunError) as caught:
        write_changes(folder, changes)
    assert files(folder) == before
    assert temporaries(folder) == []
    return f"{caught.value} | {caught.value.hint}"


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def test_a_file_is_changed_one_made_and_one_deleted(tmp_path: Path) -> None:
    write_files(tmp_path, {"mvpplan.yaml": "format: 1\n", "decisions/old.yaml": "title: a\n"})
    write_changes(
        tmp_path,
        [
            FileChange("decisions/old.yaml", b"title: a\n", None),
            FileChange("mvpplan.yaml", b"format: 1\n", b"format: 1\ntitle: b\n"),
            FileChange("risks/deep/new.yaml", None, b"title: c\n"),
        ],
    )
    assert files(tmp_path) == {
        "mvpplan.yaml": b"format: 1\ntitle: b\n",
        "risks/deep/new.yaml": b"title: c\n",
    }
    assert temporaries(tmp_path) == []


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbftitle: a\r\nowner: ana\r\n", b"a\nb\r\nc\r\x1a\x00\xff", b""],
    ids=["BOM and CRLF", "any bytes", "nothing"],
)
def test_bytes_are_written_as_they_are(data: bytes, tmp_path: Path) -> None:
    write_changes(tmp_path, [FileChange("a.yaml", None, data)])
    assert files(tmp_path) == {"a.yaml": data}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").chmod(mode)
    write_changes(tmp_path, [FileChange("a.yaml", b"old", b"new")])
    assert mode_of(tmp_path / "a.yaml") == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_umask_gives(
    umask: int, mode: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        write_changes(tmp_path, [FileChange("a.yaml", None, b"new")])
        write_whole(tmp_path / "report.md", "new")
    finally:
        os.umask(before)
    assert (mode_of(tmp_path / "a.yaml"), mode_of(tmp_path / "report.md")) == (mode, mode)


def test_what_changes_nothing_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    inode = (tmp_path / "a.yaml").stat().st_ino
    write_changes(tmp_path, [FileChange("a.yaml", b"old", b"old"), FileChange("b", None, None)])
    assert (tmp_path / "a.yaml").stat().st_ino == inode


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    name = "ü" * 125 + ".yaml"
    write_changes(tmp_path, [FileChange(name, None, b"new")])
    assert files(tmp_path) == {name: b"new"}


def test_another_hard_link_keeps_the_old_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "backup.txt").hardlink_to(tmp_path / "a.yaml")
    write_changes(tmp_path, [FileChange("a.yaml", b"old", b"new")])
    assert files(tmp_path) == {"a.yaml": b"new", "backup.txt": b"old"}


# --- files that are not what was read


@pytest.mark.parametrize(
    ("on_disk", "change", "what"),
    [
        (b"theirs", FileChange("a.yaml", b"old", b"new"), "changed"),
        (b"old ", FileChange("a.yaml", b"old", b"new"), "changed"),
        (b"theirs", FileChange("a.yaml", b"old", None), "changed"),
        (b"theirs", FileChange("a.yaml", None, b"new"), "created"),
        (b"", FileChange("a.yaml", None, b"new"), "created"),
        (None, FileChange("a.yaml", b"old", b"new"), "deleted"),
        (None, FileChange("a.yaml", b"", b"new"), "deleted"),
        (None, FileChange("a.yaml", b"old", None), "deleted"),
    ],
)
def test_a_file_that_is_not_what_was_read(
    on_disk: bytes | None, change: FileChange, what: str, tmp_path: Path
) -> None:
    (tmp_path / "mvpplan.yaml").write_bytes(b"old")
    if on_disk is not None:
        (tmp_path / "a.yaml").write_bytes(on_disk)
    assert refusal(tmp_path, FileChange("mvpplan.yaml", b"old", b"new"), change) == (
        f"a.yaml was {what} by someone else meanwhile; nothing was changed | run the command again"
    )


def test_a_refused_write_leaves_no_new_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"theirs")
    new = FileChange("risks/deep/new.yaml", None, b"new")
    refusal(tmp_path, new, FileChange("a.yaml", b"old", b"new"))
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["home"]


@pytest.mark.parametrize("before", [b"old", None])
def test_what_is_no_file_any_more_is_neither_waited_for_nor_replaced(
    before: bytes | None, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    what = "changed" if before else "created"
    for name in ("pipe.yaml", "folder.yaml"):
        assert refusal(tmp_path, FileChange(name, before, b"new")) == (
            f"{name} was {what} by someone else meanwhile; nothing was changed"
            " | run the command again"
        )


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "risks").write_bytes(b"old")
    assert refusal(tmp_path, FileChange("risks/new.yaml", None, b"new")) == (
        "risks/new.yaml cannot be written: Not a directory; nothing was changed | try again"
    )


def test_a_full_name_of_bytes_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.yaml")
    write_changes(tmp_path, [FileChange(name, None, b"new")])
    assert files(tmp_path) == {name: b"new"}


# --- links


def test_a_link_is_written_where_it_leads(tmp_path: Path) -> None:
    write_files(tmp_path, {"shared/a.txt": "old"})
    (tmp_path / "a.yaml").symlink_to("shared/a.txt")
    write_changes(tmp_path, [FileChange("a.yaml", b"old", b"new")])
    assert (tmp_path / "a.yaml").is_symlink()
    assert files(tmp_path) == {"a.yaml": b"new", "shared/a.txt": b"new"}


def test_a_link_that_is_deleted_leaves_what_it_leads_to(tmp_path: Path) -> None:
    write_files(tmp_path, {"shared/a.txt": "old"})
    (tmp_path / "a.yaml").symlink_to("shared/a.txt")
    write_changes(tmp_path, [FileChange("a.yaml", b"old", None)])
    assert files(tmp_path) == {"shared/a.txt": b"old"}


def test_a_link_to_a_folder_of_the_plan_is_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"shared/a.yaml": "old"})
    (tmp_path / "decisions").symlink_to("shared")
    new = FileChange("decisions/b.yaml", None, b"new")
    write_changes(tmp_path, [FileChange("decisions/a.yaml", b"old", None), new])
    assert files(tmp_path / "shared") == {"b.yaml": b"new"}


def test_a_plan_that_is_reached_by_a_link(tmp_path: Path) -> None:
    write_files(tmp_path, {"launch/a.yaml": "old"})
    (tmp_path / "way").symlink_to("launch")
    write_changes(tmp_path / "way", [FileChange("a.yaml", b"old", b"new")])
    assert files(tmp_path / "launch") == {"a.yaml": b"new"}


@pytest.mark.parametrize("after", [b"new", None])
@pytest.mark.parametrize(
    "path", ["file.yaml", "nothing.yaml", "by-way.yaml", "folder/a.yaml", "git.yaml", "../a.yaml"]
)
def test_what_leads_out_of_the_plan_is_refused(
    path: str, after: bytes | None, tmp_path: Path
) -> None:
    write_files(tmp_path, {"launch/.git/config": "old", "outside/a.yaml": "old", "a.yaml": "old"})
    plan = tmp_path / "launch"
    (plan / "file.yaml").symlink_to("../outside/a.yaml")
    (plan / "nothing.yaml").symlink_to("../outside/new.yaml")
    (plan / "by-way.yaml").symlink_to("file.yaml")
    (plan / "folder").symlink_to("../outside")
    (plan / "git.yaml").symlink_to(".git/config")
    outside = files(tmp_path)
    assert refusal(plan, FileChange(path, b"old", after)) == (
        f"{path} leads out of the plan; nothing was changed | put the file itself here"
    )
    assert files(tmp_path) == outside


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    assert refusal(tmp_path, FileChange("a.yaml", None, b"new")) == (
        "a.yaml is a link that leads to itself; nothing was changed | remove the link"
    )


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    one, other = FileChange("a.yaml", b"old", b"new"), FileChange("b.yaml", b"old", b"newer")
    assert refusal(tmp_path, one, other) == (
        "a.yaml and b.yaml are one file; nothing was changed"
        " | replace the link by a file of its own"
    )
    write_changes(tmp_path, [one, FileChange("b.yaml", b"old", b"new")])
    assert files(tmp_path) == {"a.yaml": b"new", "b.yaml": b"new"}


# --- what is protected


@pytest.mark.parametrize("after", [b"new", None])
def test_a_read_only_file(after: bytes | None, shielded: Path) -> None:
    write_files(shielded, {"a.yaml": "old", "decisions/b.yaml": "old"})
    (shielded / "decisions" / "b.yaml").chmod(0o444)
    change = FileChange("decisions/b.yaml", b"old", after)
    told = (
        "decisions/b.yaml is read-only; nothing was changed | allow writing to it, or ask its owner"
    )
    assert refusal(shielded, FileChange("a.yaml", b"old", b"new"), change) == told
    with unprivileged(shielded):
        assert refusal(shielded, FileChange("a.yaml", b"old", b"new"), change) == told


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("decisions/b.yaml", b"old", b"new"),
        ("decisions/b.yaml", b"old", None),
        ("decisions/c.yaml", None, b"new"),
    ],
)
def test_a_read_only_folder(
    path: str, before: bytes | None, after: bytes | None, shielded: Path
) -> None:
    write_files(shielded, {"a.yaml": "old", "decisions/b.yaml": "old"})
    (shielded / "decisions").chmod(0o555)
    with unprivileged(shielded):
        change = FileChange(path, before, after)
        assert refusal(shielded, FileChange("a.yaml", b"old", b"new"), change) == (
            f"the folder of {path} is read-only; nothing was changed"
            " | allow writing to the folder, or ask its owner"
        )


def test_a_folder_that_cannot_be_made(shielded: Path) -> None:
    write_files(shielded, {"a.yaml": "old"})
    shielded.chmod(0o555)
    with unprivileged(shielded):
        assert refusal(shielded, FileChange("risks/new.yaml", None, b"new")) == (
            "risks/new.yaml cannot be written: Permission denied; nothing was changed"
            " | change its permissions, or ask its owner"
        )


def test_a_folder_that_may_be_written_but_not_read(shielded: Path) -> None:
    write_files(shielded, {"decisions/b.yaml": "old"})
    (shielded / "decisions").chmod(0o333)
    with unprivileged(shielded):
        write_changes(shielded, [FileChange("decisions/b.yaml", b"old", b"new")])
    (shielded / "decisions").chmod(0o755)
    assert files(shielded) == {"decisions/b.yaml": b"new"}


# --- what killed writers left


def test_only_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    left = ".b.yaml.mvpplan-0123456789abcdef.tmp"
    kept = [
        ".b.yaml.0123456789abcdef.tmp",
        ".b.yaml.mvpplan-0123456789ABCDEF.tmp",
        ".b.yaml.mvpplan-0123456789abcdef.tmp.yaml",
        "b.yaml.mvpplan-0123456789abcdef.tmp",
        "notes.tmp",
    ]
    write_files(tmp_path, {f"decisions/{name}": "x" for name in [left, *kept]})
    write_files(tmp_path, {left: "x", f"deep/{left}": "x", f"elsewhere/{left}": "x"})
    (tmp_path / "decisions" / f".link{left}").symlink_to("notes.tmp")
    (tmp_path / "risks").symlink_to("elsewhere")
    write_changes(tmp_path, [FileChange("deep/a.yaml", None, b"new")])
    there = [path.name for path in (tmp_path / "decisions").iterdir()]
    assert sorted(there) == sorted([*kept, f".link{left}"])
    assert [path.name for path in tmp_path.glob(".*")] == []
    assert temporaries(tmp_path / "deep") == []
    assert temporaries(tmp_path / "elsewhere") == [left]


# --- any changes


PATHS = ["mvpplan.yaml", "decisions/a.yaml", "decisions/b.yaml", "risks/deep/c.yaml"]
CONTENTS = st.none() | st.binary(max_size=20)


@given(
    st.dictionaries(st.sampled_from(PATHS), st.tuples(CONTENTS, CONTENTS)),
    st.dictionaries(st.sampled_from(PATHS), CONTENTS),
)
@example({"decisions/a.yaml": (b"a", None), "decisions/b.yaml": (None, b"a")}, {})
def test_all_changes_are_made_or_none(
    wanted: dict[str, tuple[bytes | None, bytes | None]], meddled: dict[str, bytes | None]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = {path: before for path, (before, _) in wanted.items()} | meddled
        disk = {path: data for path, data in held.items() if data is not None}
        write_files(folder, {**disk})
        changes = [FileChange(path, *pair) for path, pair in wanted.items()]
        stale = [each for each in changes if each.before not in (each.after, held[each.path])]
        if stale:
            assert "meanwhile; nothing was changed" in refusal(folder, *changes)
            return
        write_changes(folder, changes)
        after = held | {each.path: each.after for each in changes if each.after != each.before}
        assert files(folder) == {path: data for path, data in after.items() if data is not None}
        assert temporaries(folder) == []


# --- write_whole


def test_a_report_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "report.md").symlink_to("real.md")
    write_whole(tmp_path / "report.md", "ü\r\n\n")
    assert (tmp_path / "report.md").is_symlink()
    assert files(tmp_path) == {"real.md": b"\xc3\xbc\r\n\n", "report.md": b"\xc3\xbc\r\n\n"}
    assert mode_of(tmp_path / "real.md") == 0o640
    assert temporaries(tmp_path) == []


def test_a_report_cannot_replace_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "home", "new")
    assert temporaries(tmp_path) == []


def test_a_report_of_what_is_no_text_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "report.md", "\udcff")
    assert files(tmp_path) == {"report.md": b"old"}
    assert temporaries(tmp_path) == []
