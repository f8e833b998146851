"""The site in a real browser: it is searched, followed and read from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from browser import PHONE, violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from browser import Viewer
    from conftest import Result

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]


SANDBOX = "No sandbox keys for tax calls without a customer id"


@pytest.fixture
def site(history: Callable[[str], Path], tmp_path: Path, run: Run) -> Path:
    """The pages of an example with its eight weeks."""
    folder = tmp_path / "site"
    run(history("guest-checkout"), "site", "--out", f"{folder}")
    return folder


def titles(page: Page) -> list[str]:
    return page.locator("#results a").all_inner_texts()


def search(page: Page, words: str) -> list[str]:
    page.get_by_role("searchbox").fill(words)
    return titles(page)


def test_the_search_finds_what_is_meant_and_leads_there(site: Path, viewer: Viewer) -> None:
    page = viewer.open(site / "index.html", folder=site)
    assert search(page, "keys customer id") == [SANDBOX]
    assert page.locator("#found").inner_text() == "1 record found."
    assert search(page, "TAX us sales")[0] == "How US sales tax is calculated for guests"
    assert search(page, "212 duplicates") == [
        "Guest orders go into the ERP under one guest account per market"
    ]
    assert search(page, ".*") == []
    assert page.locator("#found").inner_text() == "0 records found."
    assert search(page, "<b>") == []
    assert search(page, "  ") == []
    assert page.locator("#found").inner_text() == ""
    assert len(search(page, "a")) == 50
    assert page.locator("#found").inner_text().endswith(" records found, the first 50 are shown.")
    search(page, "keys customer id")
    page.get_by_role("link", name="No sandbox keys").click()
    expect(page.locator("h1")).to_have_text(SANDBOX)
    page.go_back()
    assert titles(page) == [SANDBOX]


def test_a_search_has_an_address(site: Path, viewer: Viewer) -> None:
    page = viewer.open(site / "index.html", folder=site)
    page.evaluate("location.hash = '#q=keys%20customer%20id'")
    expect(page.locator("#results a")).to_have_count(1)
    page.evaluate("location.hash = '#%E0%A4%A'")
    expect(page.locator("#results a")).to_have_count(0)


def test_keyboard_alone_is_enough_to_find_a_record(site: Path, viewer: Viewer) -> None:
    page = viewer.open(site / "index.html", folder=site)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("keys customer id")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(SANDBOX)


def test_a_record_leads_both_ways_to_its_week_and_to_its_journey(
    site: Path, viewer: Viewer
) -> None:
    page = viewer.open(site / "records" / "guest-pays.html", folder=site)
    page.get_by_role("link", name="Click through this journey").click()
    expect(page.locator("#name")).to_have_text("basket")
    page.go_back()
    page.locator("#relied-on-by").locator("..").get_by_role("link").first.click()
    relied = page.locator("h1").inner_text()
    page.locator("#relies-on").locator("..").get_by_role(
        "link", name="A guest pays without an account"
    ).click()
    expect(page.locator("h1")).to_have_text("A guest pays without an account")
    assert relied != "A guest pays without an account"
    page.get_by_role("link", name="Weekly reports").click()
    page.get_by_role("link", name="2026-11-20").click()
    expect(page.locator("h1")).to_contain_text("Guest checkout, first scope")


@pytest.mark.parametrize(
    ("names", "width", "colors"),
    [
        (("index", "records/order-lookup"), 1280, "dark"),
        (("owners", "records/guest-pays"), PHONE, "light"),
    ],
)
def test_readers_with_a_disability_find_nothing_wrong(
    names: tuple[str, ...], width: int, colors: Literal["light", "dark"], site: Path, viewer: Viewer
) -> None:
    for name in names:
        page = viewer.open(site / f"{name}.html", width=width, colors=colors)
        if name.startswith("records"):
            page.locator("summary").click()
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


HOSTILE = "</script><img src=x onerror=alert(1)> {{7*7}} \\u202e"


def test_what_a_stranger_wrote_is_text_and_nothing_runs(
    plan: Make, run: Run, viewer: Viewer
) -> None:
    files: dict[str, str | bytes] = {
        "mvpplan.yaml": f'format: 1\ntitle: "{HOSTILE}"\npeople: {{ana: {{name: "{HOSTILE}"}}}}\n',
        "decisions/tax.yaml": f'title: "{HOSTILE}"\nowner: ana\nquestion: "{HOSTILE}"\n'
        'links: ["javascript:alert(1)", "https://example.com/a?b=<c>&d"]\n',
    }
    folder = plan(files)
    run(folder, "site", "--out", "site")
    shown = HOSTILE.replace("\\u202e", "<U+202E>")
    for name in ("index", "kinds", "owners", "records/tax"):
        page = viewer.open(folder / "site" / f"{name}.html", folder=folder / "site")
        assert shown in page.locator("body").inner_text()
    page = viewer.open(folder / "site" / "index.html")
    assert search(page, "onerror") == [shown]
    page = viewer.open(folder / "site" / "records" / "tax.html")
    hrefs = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    assert [href for href in hrefs if not href.startswith("file:")] == ["https://example.com/a?b="]
