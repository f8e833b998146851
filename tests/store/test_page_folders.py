"""Folders of pages: only what changed is written, and nothing that is not ours is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.store.pages import Written, write_pages

if TYPE_CHECKING:
    from pathlib import Path

MARK = "<meta ours>"


def page(text: str) -> str:
    return f"<!doctype html>{MARK}{text}\n"


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = {"index.html": page("1"), "records/a.html": page("a"), "records/b.html": page("b")}
    assert write_pages(folder, first, MARK, ["records"]) == Written(3, 0, 0)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    assert write_pages(folder, first, MARK, ["records"]) == Written(0, 3, 0)
    assert times == {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    second = {"index.html": page("2"), "records/a.html": page("a")}
    assert write_pages(folder, second, MARK, ["records"]) == Written(1, 1, 1)
    assert held(folder) == second


def test_pages_in_a_folder_of_their_own_stay_there(tmp_path: Path) -> None:
    inner = {"index.html": page("inner"), "records/a.html": page("a")}
    write_pages(tmp_path / "other", inner, MARK, ["records"])
    outer = {"index.html": page("outer")}
    assert write_pages(tmp_path, outer, MARK, ["records"]) == Written(1, 0, 0)
    assert held(tmp_path) == outer | {f"other/{path}": text for path, text in inner.items()}


def test_pages_of_another_plan_are_refused_until_their_index_is_gone(tmp_path: Path) -> None:
    def index(plan: str) -> dict[str, str]:
        return {"index.html": page(f'<meta name="mvpplan-plan" content="{plan}">')}

    first = index("Sweets &amp; more\x1b")
    write_pages(tmp_path, first, MARK)
    assert write_pages(tmp_path, first, MARK) == Written(0, 1, 0)
    with pytest.raises(CannotRunError) as caught:
        write_pages(tmp_path, index("Shoes"), MARK)
    assert (str(caught.value), caught.value.hint) == (
        f"{tmp_path} holds the pages of another plan: Sweets & more<U+001B>",
        f"name another folder, or delete {tmp_path / 'index.html'} if this plan was called so",
    )
    assert held(tmp_path) == first
    (tmp_path / "index.html").unlink()
    assert write_pages(tmp_path, index("Shoes"), MARK) == Written(1, 0, 0)


def test_a_file_that_is_not_ours_is_neither_replaced_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("<p>mine", encoding="utf-8")
    write_pages(tmp_path, {"index.html": page("1")}, MARK)
    with pytest.raises(CannotRunError, match=r"about\.html is there and is no page of mvpplan"):
        write_pages(tmp_path, {"index.html": page("2"), "about.html": page("2")}, MARK)
    assert held(tmp_path) == {"about.html": "<p>mine", "index.html": page("1")}


def test_a_link_in_the_place_of_a_page_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text(page("outside"), encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").symlink_to(outside)
    with pytest.raises(CannotRunError, match="is there and is no page of mvpplan"):
        write_pages(folder, {"index.html": page("1")}, MARK)
    assert outside.read_text(encoding="utf-8") == page("outside")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(CannotRunError, match="cannot be written"):
        write_pages(tmp_path / "site", {"index.html": page("1")}, MARK)
