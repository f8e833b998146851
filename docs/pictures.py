"""Take the pictures of pages that documents show, with Chromium.

    python docs/pictures.py

The pages are those of the example with its eight weeks, on the day on which its story stands. Take
them again when a page looks different; no test compares them byte by byte.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOP = Path(__file__).parents[1]
FOLDER = TOP / "docs" / "pictures"
EXAMPLE = "guest-checkout"
TODAY = "2026-11-20"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Picture:
    """A page and how to look at it.

    Attributes:
        command: what writes the page: arguments of mvpplan, without those that name plan and file.
        page: the page among those that the command writes, if it writes a folder of them.
        clicks: what to click before, as selectors.
        width: of the window, in CSS pixels.
        height: of the window; None takes the page as high as it is.
    """

    command: tuple[str, ...]
    page: str = ""
    clicks: tuple[str, ...] = ()
    width: int = 1200
    height: int | None = None


PICTURES = {
    "weekly-report.png": Picture(("weekly-report", "--as-of", TODAY)),
    "prototype.png": Picture(
        ("prototype", "guest-pays", "--as-of", TODAY),
        page="guest-pays.html",
        clicks=("label:has-text('declined')", *[".move"] * 3, "text=Pay by card >> nth=0"),
        height=960,
    ),
    "site.png": Picture(
        ("site", "--as-of", TODAY), page="records/order-lookup.html", width=1200, height=900
    ),
}
"""Every picture by the name of its file."""


def take(browser: Browser, plan: Path, picture: Picture, file: Path) -> None:
    """Write a page of a plan and take its picture."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "pages" if picture.page else "page.html")
        command = [sys.executable, "-m", "mvpplan", *picture.command]
        subprocess.run([*command, "--plan", plan, "--out", out], check=True)
        shown = browser.new_page(viewport={"width": picture.width, "height": picture.height or 800})
        shown.goto((out / picture.page).as_uri())
        for selector in picture.clicks:
            shown.click(selector)
        shown.screenshot(path=file, full_page=picture.height is None)
        shown.close()


def main() -> None:
    """Take all pictures."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium is not installed")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plan = Path(folder, EXAMPLE)
        script = TOP / "examples" / "eight_weeks.py"
        subprocess.run([sys.executable, script, EXAMPLE, plan], check=True)
        browser = playwright.chromium.launch(executable_path=program)
        for name, picture in PICTURES.items():
            take(browser, plan, picture, FOLDER / name)
        browser.close()


if __name__ == "__main__":
    main()
