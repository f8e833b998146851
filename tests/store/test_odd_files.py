"""What is no regular UTF-8 file within the plan is named and never waited for (MP001)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from store_views import with_hints

from conftest import findings_of
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Result
    from mvpplan.store.load import Loaded

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"


def told(folder: Path) -> list[str]:
    """Everything that is found in a plan, with hints."""
    return with_hints(findings_of(folder))


def test_a_pipe(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    os.mkfifo(folder / "decisions" / "pipe.yaml")
    assert told(folder) == [
        (
            "decisions/pipe.yaml:1:1: MP001 not a regular file | "
            "delete it, or rename it to something not YAML"
        )
    ]


def test_a_link_to_a_file_of_the_plan_is_read(plan: Callable[..., Path]) -> None:
    folder = plan({"notes/a.txt": DECISION})
    (folder / "decisions").mkdir()
    (folder / "decisions" / "a.yaml").symlink_to("../notes/a.txt")
    assert list(load(WorkingTree(folder)).plan.records) == ["a"]


@pytest.mark.parametrize("target", ["../../outside.yaml", "/etc/passwd", "/dev/zero"])
def test_a_link_that_leads_out_of_the_plan(target: str, plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder.parent / "outside.yaml").write_text(DECISION)
    (folder / "decisions" / "b.yaml").symlink_to(target)
    assert told(folder) == [
        "decisions/b.yaml:1:1: MP001 the link leads out of the plan | put the file itself here"
    ]


def test_a_link_by_way_of_another_that_leads_out(plan: Callable[..., Path]) -> None:
    folder = plan({})
    (folder.parent / "outside.yaml").write_text(DECISION)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "a.yaml").symlink_to("../way.txt")
    (folder / "way.txt").symlink_to("../outside.yaml")
    (found,) = told(folder)
    assert found.startswith("decisions/a.yaml:1:1: MP001 the link leads out of the plan")


def test_a_plan_that_is_reached_by_a_link_is_read(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder.parent / "way").symlink_to("launch")
    assert told(folder.parent / "way") == []


def test_a_link_to_nothing(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder / "decisions" / "b.yaml").symlink_to("gone.yaml")
    (found,) = told(folder)
    assert found.startswith("decisions/b.yaml:1:1: MP001 ")
    assert "link" in found


@pytest.mark.parametrize("names", [["a.yaml"], ["a.yaml", "b.yaml"]], ids=["itself", "another"])
def test_links_that_go_in_a_circle(names: list[str], plan: Callable[..., Path]) -> None:
    folder = plan({})
    (folder / "decisions").mkdir()
    for name, target in zip(names, [*names[1:], names[0]], strict=True):
        (folder / "decisions" / name).symlink_to(target)
    assert [found.partition(" ")[0] for found in told(folder)] == [
        f"decisions/{name}:1:1:" for name in names
    ]


def test_a_link_to_itself_that_is_no_yaml_is_passed_over(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder / "current").symlink_to("current")
    assert told(folder) == []


@pytest.mark.parametrize("target", ["../elsewhere", "decisions", "."])
def test_a_link_to_a_folder_is_named_and_not_followed(
    target: str, plan: Callable[..., Path]
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "b.yaml").write_text(DECISION)
    (folder / "blockers").symlink_to(target)
    (found,) = told(folder)
    assert found.startswith("blockers:1:1: MP001 ")
    assert "link" in found


@pytest.mark.parametrize("name", ["decisions/b.yaml", "metrics.yml"])
def test_a_folder_by_the_name_of_a_file(name: str, plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION, f"{name}/c.yaml": "a: b: c"})
    assert told(folder) == [
        f"{name}:1:1: MP001 the name of a file, but a folder | rename the folder"
    ]


def test_a_file_that_may_not_be_opened(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan({"decisions/a.yaml": DECISION, "decisions/secret.yaml": DECISION})
    really_open = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("secret.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return really_open(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    (found,) = told(folder)
    message, _, hint = found.partition(" | ")
    assert message == (
        "decisions/secret.yaml:1:1: MP001 the file cannot be opened: Permission denied"
    )
    assert "permissions" in hint


def test_a_folder_that_may_not_be_opened_is_not_told_to_be_renamed(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan({"decisions/a.yaml": DECISION, "blockers/b.yaml": "title: b\n"})
    really_scan = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "blockers":
            raise PermissionError(13, "Permission denied", path)
        return really_scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = told(folder)
    assert found.startswith("blockers:1:1: MP001 ")
    assert "Permission denied" in found
    assert "rename" not in found


def test_a_file_that_is_deleted_meanwhile(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    listing = WorkingTree(folder).listing()
    monkeypatch.setattr(WorkingTree, "listing", lambda _: listing)
    (folder / "decisions" / "a.yaml").unlink()
    (found,) = told(folder)
    assert found.startswith("decisions/a.yaml:1:1: MP001 the file cannot be opened: No such file")


def test_a_file_of_more_than_a_mebibyte(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION.ljust(1024 * 1024 * 3 // 2, "#")})
    assert told(folder) == [
        (
            "decisions/a.yaml:1:1: MP001 the file has 1.5 MiB; a plan file has at most 1 MiB | "
            "put fewer records into one file"
        )
    ]


def test_a_file_of_a_mebibyte_is_read(loaded: Callable[..., Loaded]) -> None:
    read = loaded({"decisions/a.yaml": DECISION.ljust(1024 * 1024, "#")})
    assert (list(read.plan.records), read.problems) == (["a"], ())


def test_utf_16(plan: Callable[..., Path]) -> None:
    assert told(plan({"decisions/a.yaml": DECISION.encode("utf-16")})) == [
        "decisions/a.yaml:1:1: MP001 the file is UTF-16, not UTF-8 | save it again as UTF-8"
    ]


def test_another_encoding_is_shown_on_its_line(plan: Callable[..., Path]) -> None:
    latin = (DECISION + "notes: Prüfung\n").encode("latin-1")
    assert told(plan({"decisions/a.yaml": latin})) == [
        (
            "decisions/a.yaml:4:10: MP001 the file is not UTF-8: line 4 holds the byte 0xFC | "
            "save it again as UTF-8; in an editor this is often 'Save with encoding'"
        )
    ]


ODD_NAMES = {
    b"a b.yaml": "a b.yaml",
    b"c\nd.yaml": "c d.yaml",
    b"\x1b[31m.yaml": "<U+001B>[31m.yaml",
    b"\xff.yaml": "<U+DCFF>.yaml",
    "user\u202egpj.yaml".encode(): "user<U+202E>gpj.yaml",
}


def test_a_file_name_of_any_bytes_is_named(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    for name in ODD_NAMES:
        with open(os.fsencode(folder) + b"/decisions/" + name, "wb") as file:  # noqa: PTH123 - Path takes no bytes
            file.write(DECISION.encode())
    assert {os.fsencode(each.path): each.code for each in findings_of(folder)} == {
        b"decisions/" + name: "MP104" for name in ODD_NAMES
    }
    done = mvpplan("validate", cwd=folder)
    assert sorted(line.partition(":")[0] for line in done.out.splitlines()[::2]) == sorted(
        f"decisions/{shown}" for shown in ODD_NAMES.values()
    )
    assert done.code == 1


def test_a_folder_of_any_bytes_is_named(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    odd = os.fsencode(folder) + b"/d\xfe"
    os.mkdir(odd)  # noqa: PTH102 - Path takes no bytes
    with open(odd + b"/b.yaml", "wb") as file:  # noqa: PTH123 - the same
        file.write(DECISION.encode())
    (found,) = findings_of(folder)
    assert (found.code, os.fsencode(found.path)) == ("MP005", b"d\xfe/b.yaml")
