"""Folders of pages: only what changed is written, and nothing that is not ours is touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.store.pages import Written, page_there, write_pages

if TYPE_CHECKING:
    from pathlib import Path

MARK = "<meta ours>"
SEAL = re.compile(r'<meta name="mvpplan-seal" content="[0-9a-f]{16}">\n')


def page(text: str) -> str:
    return f"<!doctype html>{MARK}{text}\n"


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): SEAL.sub("", path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = {"index.html": page("1"), "records/a.html": page("a"), "records/b.html": page("b")}
    assert write_pages(folder, first, MARK) == Written(3, 0, 0)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    assert write_pages(folder, first, MARK) == Written(0, 3, 0)
    assert times == {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    second = {"index.html": page("2"), "records/a.html": page("a")}
    assert write_pages(folder, second, MARK) == Written(1, 1, 1)
    assert held(folder) == second


def test_pages_in_a_folder_of_their_own_stay_there(tmp_path: Path) -> None:
    inner = {"index.html": page("inner"), "records/a.html": page("a")}
    write_pages(tmp_path / "other", inner, MARK)
    outer = {"index.html": page("outer")}
    assert write_pages(tmp_path, outer, MARK) == Written(1, 0, 0)
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
    with pytest.raises(CannotRunError, match=r"about\.html is no page of mvpplan"):
        write_pages(tmp_path, {"index.html": page("2"), "about.html": page("2")}, MARK)
    assert held(tmp_path) == {"about.html": "<p>mine", "index.html": page("1")}


def test_a_link_in_the_place_of_a_page_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text(page("outside"), encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").symlink_to(outside)
    with pytest.raises(CannotRunError, match="is no page of mvpplan"):
        write_pages(folder, {"index.html": page("1")}, MARK)
    assert outside.read_text(encoding="utf-8") == page("outside")


def test_what_somebody_changed_or_copied_is_neither_replaced_nor_deleted(tmp_path: Path) -> None:
    write_pages(tmp_path, {"index.html": page("1"), "a.html": page("a"), "b.html": page("b")}, MARK)
    written = (tmp_path / "a.html").read_text(encoding="utf-8")
    own = {"copy.html": written, "notes.html": f"{written}My notes", "quote.html": page("mine")}
    for path, text in own.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert write_pages(tmp_path, {"index.html": page("1")}, MARK) == Written(0, 1, 2)
    assert held(tmp_path) == {
        "index.html": page("1"),
        **{path: SEAL.sub("", text) for path, text in own.items()},
    }
    (tmp_path / "index.html").write_text(page("1 and my notes"), encoding="utf-8")
    with pytest.raises(CannotRunError, match=r"index\.html is no page of mvpplan, or was changed"):
        write_pages(tmp_path, {"index.html": page("2")}, MARK)


def test_other_line_ends_change_no_page(tmp_path: Path) -> None:
    pages = {"index.html": page("1\r\nand 2\n3")}
    write_pages(tmp_path, pages, MARK)
    data = (tmp_path / "index.html").read_bytes()
    assert write_pages(tmp_path, pages, MARK) == Written(0, 1, 0)
    (tmp_path / "index.html").write_bytes(data.replace(b"\n", b"\r\n"))
    assert write_pages(tmp_path, pages, MARK) == Written(0, 1, 0)


def test_a_page_is_read_as_it_was_given(tmp_path: Path) -> None:
    write_pages(tmp_path, {"weekly/1.html": page("1")}, MARK)
    assert page_there(tmp_path, "weekly/1.html") == page("1")
    assert page_there(tmp_path, "weekly/2.html") is None
    (tmp_path / "weekly" / "2.html").write_bytes((tmp_path / "weekly" / "1.html").read_bytes())
    assert page_there(tmp_path, "weekly/2.html") is None


def test_a_linked_folder_in_it_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    folder.mkdir()
    (folder / "records").symlink_to(outside)
    with pytest.raises(CannotRunError, match="records is a link to somewhere else"):
        write_pages(folder, {"index.html": page("1"), "records/a.html": page("a")}, MARK)
    assert held(tmp_path) == {}


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(CannotRunError, match="cannot be written"):
        write_pages(tmp_path / "site", {"index.html": page("1")}, MARK)
