"""The documents are what the program says, and the examples are what they promise."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from conftest import NO_GIT, findings_of
from example_plans import SOUND
from mvpplan.model import KINDS
from mvpplan.resources import examples, templates
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Result

TOP = Path(__file__).parents[1]
MISTAKES = 12


def pages() -> dict[str, Callable[[], str]]:
    made = runpy.run_path(str(TOP / "docs" / "write.py"))
    return cast("dict[str, Callable[[], str]]", made["PAGES"])


@pytest.mark.parametrize("page", pages())
def test_a_document_is_current(page: str) -> None:
    assert (TOP / page).read_text(encoding="utf-8") == pages()[page]()


def test_the_readme_shows_every_picture() -> None:
    made = runpy.run_path(str(TOP / "docs" / "pictures.py"))
    there = {path.name for path in made["FOLDER"].iterdir()}
    shown = re.findall(
        r"\(docs/pictures/([^)]+)\)", (TOP / "README.md").read_text(encoding="utf-8")
    )
    assert set(made["PICTURES"]) == there == set(shown)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (TOP / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    for target in targets:
        assert target.startswith("https://") or (TOP / target).exists(), target


@pytest.mark.parametrize("folder", SOUND, ids=lambda path: path.name)
def test_an_example_validates_clean(folder: Path) -> None:
    assert findings_of(folder) == []


@pytest.mark.parametrize("folder", SOUND, ids=lambda path: path.name)
def test_an_example_has_the_size_of_a_real_plan(folder: Path) -> None:
    plan = load(WorkingTree(folder)).plan
    records: dict[str, list[str | None]] = {}
    for record in plan.records.values():
        records.setdefault(record.kind, []).append(record.status)
    assert records.keys() == KINDS.keys()
    assert len(records["decision"]) >= 8
    assert set(records["decision"]) == {"open", "approved", "rejected", "deferred", "superseded"}
    assert len(records["assumption"]) >= 12
    assert len(records["blocker"]) >= 5
    assert len(records["metric"]) >= 6
    assert {"draft", "reviewed"} <= {*records["journey"]}
    assert len(plan.people) >= 6


def test_the_broken_example_shows_twelve_mistakes_one_in_a_file() -> None:
    found = findings_of(examples() / "twelve-mistakes")
    assert len(found) == len({finding.path for finding in found}) == MISTAKES


@pytest.mark.parametrize("folder", SOUND, ids=lambda path: path.name)
@pytest.mark.parametrize("command", ["rank", "weekly-report"])
def test_an_example_ranks_and_reports(
    folder: Path, command: str, tmp_path: Path, mvpplan: Callable[..., Result]
) -> None:
    copy = shutil.copytree(folder, tmp_path / folder.name)  # out of our own repository
    result = mvpplan(command, "--plan", copy, "--as-of", "2026-11-20")
    assert (result.code, result.err) == (0, NO_GIT)
    assert folder.name in result.out or "first scope" in result.out or "Refund" in result.out


def test_the_templates_come_along() -> None:
    names = {path.name for path in templates("reports").iterdir()}
    assert names == {f"weekly-report.{suffix}.j2" for suffix in ("md", "txt", "html")}
    pages = {path.name.partition(".")[2] for path in templates("pages").iterdir()}
    assert pages == {"css", "print.css", "js", "html.j2"}
