"""``mvpplan schema``: what it prints, writes, and leaves alone."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.model import KINDS
from mvpplan.model.schema import KIND_NAMES
from mvpplan.store.editor import write_schemas
from mvpplan.text.jsonc import read_jsonc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

FILES: dict[str, str | bytes] = {"decisions/tax-service.yaml": "title: Which tax service?\n"}


@pytest.fixture
def folder(plan: Make) -> Path:
    """A plan in a folder of a repository."""
    made = plan(FILES)
    subprocess.run(["git", "init", "-q", made.parent], check=True)
    return made


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but git's own."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_it_lists_the_kinds(mvpplan: Run) -> None:
    result = mvpplan("schema")
    assert (result.code, len(result.out.splitlines())) == (0, len(KIND_NAMES))
    assert result.out.startswith(
        "plan        mvpplan.yaml\ndecision    decisions/*.yaml and decisions.yaml\n"
    )
    assert result.err == (
        "mvpplan schema KIND prints one of them; mvpplan schema --write sets up the editor\n"
    )


def test_it_prints_the_schema_of_a_kind_and_writes_nothing(folder: Path, mvpplan: Run) -> None:
    before = state(folder.parent)
    result = mvpplan("schema", "decision", "--plan", folder)
    assert (result.code, result.err) == (0, "")
    assert result.json["title"] == "Decision"
    assert mvpplan("schema", "plan", "--plan", folder).json["title"] == "Plan"
    assert state(folder.parent) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["decison"], "there is no kind decison; did you mean decision?"),
        (["x\x1b[31m"], "there is no kind x<U+001B>[31m; mvpplan schema lists them all"),
        (["plan"], "there is no plan here: no mvpplan.yaml in this folder, in one above it, or"),
        (["--write", "decision"], "--write writes the schemas of all kinds; leave out decision"),
    ],
)
def test_what_it_refuses(arguments: list[str], message: str, mvpplan: Run) -> None:
    result = mvpplan("schema", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"mvpplan: {message}")


def test_write_makes_schemas_and_settings_once(folder: Path, mvpplan: Run) -> None:
    first = mvpplan("schema", "--write", cwd=folder)
    assert (first.code, first.out) == (0, "")
    assert first.err == (
        "wrote 23 schemas to .mvpplan/schema\n"
        "wrote ../.vscode/settings.json; open a file of the plan in your editor\n"
    ).replace("23", str(len(KIND_NAMES) + len(KINDS)))
    written = state(folder.parent)
    entries = json.loads(written[".vscode/settings.json"])["yaml.schemas"]
    assert entries["./launch/.mvpplan/schema/plan.json"] == "launch/mvpplan.yaml"
    assert entries["./launch/.mvpplan/schema/decision.json"] == (
        "launch/decisions/*.{yaml,yml,YAML,YML}"
    )
    assert entries["./launch/.mvpplan/schema/decision-by-id.json"] == (
        "launch/decisions.{yaml,yml,YAML,YML}"
    )
    assert {name.removeprefix("./") for name in entries} <= written.keys()
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}
    second = mvpplan("schema", "--write", "--plan", folder, cwd=folder.parent)
    assert second.err == "the schemas and the settings are up to date\n"
    assert state(folder.parent) == written
    assert times == {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}


def test_a_new_record_changes_only_the_schemas_that_offer_it(folder: Path, mvpplan: Run) -> None:
    mvpplan("schema", "--write", cwd=folder)
    before = state(folder)
    (folder / "metrics").mkdir()
    (folder / "metrics" / "rework.yaml").write_text("title: Rework\n", encoding="utf-8")
    assert mvpplan("schema", "--write", cwd=folder).err.startswith("wrote 9 schemas to ")
    after = state(folder)
    changed = {name for name in before if before[name] != after[name]}
    assert ".mvpplan/schema/decision.json" in changed
    assert ".mvpplan/schema/assumption.json" not in changed
    assert mvpplan("validate", cwd=folder).err.startswith("2 records in 3 files")


def test_outside_a_repository_the_settings_stand_in_the_plan(plan: Make, mvpplan: Run) -> None:
    folder = plan(FILES)
    assert mvpplan("schema", "--write", cwd=folder).code == 0
    entries = json.loads((folder / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    assert entries["./.mvpplan/schema/plan.json"] == "mvpplan.yaml"


def test_settings_keep_every_byte(folder: Path, mvpplan: Run) -> None:
    path = folder.parent / ".vscode" / "settings.json"
    path.parent.mkdir()
    old = (
        b'\xef\xbb\xbf// ours\r\n{\r\n  // tabs\r\n  "editor.tabSize": 2,\r\n'
        b'  "yaml.schemas": { // more\r\n    "ci.json": "ci/*.yaml",\r\n'
        b'    "./launch/.mvpplan/schema/risk.json": "launch/risks/*.yaml", // mine\r\n  },\r\n}\r\n'
    )
    path.write_bytes(old)
    result = mvpplan("schema", "--write", cwd=folder)
    assert result.code == 0
    assert (
        "../.vscode/settings.json has other files for ./launch/.mvpplan/schema/risk.json; "
        "left as it is\n"
    ) in result.err
    new = path.read_bytes()
    at = old.index(b"// more") + len(b"// more")
    added = len(new) - len(old)
    assert (new[:at], new[at + added :]) == (old[:at], old[at:])
    data = read_jsonc(new.decode()).value
    assert data["yaml.schemas"]["ci.json"] == "ci/*.yaml"
    assert data["yaml.schemas"]["./launch/.mvpplan/schema/risk.json"] == "launch/risks/*.yaml"
    assert len(data["yaml.schemas"]) == len(KIND_NAMES) + len(KINDS) + 1
    mvpplan("schema", "--write", cwd=folder)
    assert path.read_bytes() == new


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        (b'{"a": 1', "a comma is missing in line 1"),
        (b'{"yaml.schemas": []}', "yaml.schemas holds no names with values"),
        (b"[]", "it holds no settings"),
        (b'{"a": 1, "a": 2}', "a name is given twice in line 1"),
        (b'{"a": "\xff"}', "it is not UTF-8"),
    ],
)
def test_unclear_settings_are_left_alone(
    old: bytes, reason: str, folder: Path, mvpplan: Run
) -> None:
    path = folder.parent / ".vscode" / "settings.json"
    path.parent.mkdir()
    path.write_bytes(old)
    result = mvpplan("schema", "--write", cwd=folder)
    assert result.code == 2
    assert result.err == (
        f"mvpplan: ../.vscode/settings.json is left as it is, because {reason}; "
        "add what is printed here to it by hand\n"
    )
    assert "./launch/.mvpplan/schema/plan.json" in result.json["yaml.schemas"]
    assert path.read_bytes() == old
    assert (folder / ".mvpplan" / "schema" / "plan.json").exists()


@pytest.mark.parametrize("link", ["../.vscode", ".mvpplan", ".mvpplan/schema", "settings"])
def test_links_that_lead_out_are_refused(
    link: str, folder: Path, tmp_path: Path, mvpplan: Run
) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    target = folder / link
    if link == "settings":
        target = folder.parent / ".vscode" / "settings.json"
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(outside / "x.json" if link == "settings" else outside)
    result = mvpplan("schema", "--write", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "leads out of" in result.err
    assert list(outside.iterdir()) == []


def test_a_folder_that_editors_cannot_name_is_refused(tmp_path: Path, mvpplan: Run) -> None:
    folder = tmp_path / "pläne"
    folder.mkdir()
    (folder / "mvpplan.yaml").write_text("format: 1\ntitle: Tax\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    result = mvpplan("schema", "--write", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "mvpplan: editors find no schema below pläne; rename the folder with letters, digits, "
        "spaces and - _ . @ only\n"
    )


def test_a_folder_in_the_way_is_named(folder: Path, mvpplan: Run) -> None:
    (folder / ".mvpplan").write_text("", encoding="utf-8")
    result = mvpplan("schema", "--write", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("mvpplan: .mvpplan/schema/plan.json cannot be written: ")


def test_what_may_not_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", path, text)

    monkeypatch.setattr("mvpplan.store.editor.write_whole", refuse)
    with pytest.raises(CannotRunError, match=r"plan\.json cannot be written: Permission denied"):
        write_schemas(folder, {"plan.json": "{}"})


def test_a_faulty_plan_has_schemas(plan: Make, mvpplan: Run) -> None:
    folder = plan({"mvpplan.yaml": "people: [\n", "decisions/x.yaml": "title: [no]\n"})
    result = mvpplan("schema", "decision", "--plan", folder)
    assert result.code == 0
    assert result.json["definitions"]["decision-id"]["defaultSnippets"][0]["label"] == "x"
