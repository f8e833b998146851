"""Pages as a real browser shows, reads and prints them: Chromium, offline, with nothing to ask."""

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

MUST_RUN = bool(os.environ.get("MVPPLAN_CI"))
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_AXE = Path(sys.prefix, "node", "node_modules", "axe-core", "axe.min.js")
_OPTIONS = (
    "--no-sandbox",  # tests run as root, too
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = 360
"""The width of a small phone, in CSS pixels."""
_HEIGHT = 900
_DESKTOP = 1280
# Letters of the font that stands in for Arial where there is none.
OTHER_FONT = '* { font-family: "Narrower DejaVu" !important; }'


def missing(what: str) -> NoReturn:
    """Skip a test for want of a program, or fail it where every program has to be there."""
    if MUST_RUN:
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def running(home: Path) -> Iterator[Browser]:
    """Chromium, which may write to a folder of its own only."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        missing("Chromium is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", os.fspath(home))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
            patch.undo()
            yield browser
            browser.close()


@cache
def _axe() -> str:
    if not _AXE.exists():
        missing("axe-core is not installed; 'make test' installs it where npm is")
    return _AXE.read_text(encoding="utf-8")


@dataclass
class Viewer:
    """Opens files in the browser and keeps an eye on what they do.

    Attributes:
        faults: every request to anything but the file itself, every message of the console and
            every error of a script, of all pages that were opened.
    """

    browser: Browser
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(  # noqa: PLR0913 - one parameter for each setting
        self,
        file: Path,
        *,
        width: int = _DESKTOP,
        colors: Literal["light", "dark"] = "light",
        forced: bool = False,
        style: str = "",
        folder: Path | None = None,
    ) -> Page:
        """Open a file in a context of its own.

        Args:
            file: an HTML page.
            width: of the window, in CSS pixels.
            colors: what the reader prefers.
            forced: whether the reader forces colours of their own.
            style: more style, which the page's policy would not let in.
            folder: whose pages may be gone to from there.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": _HEIGHT},
            color_scheme=colors,
            forced_colors="active" if forced else "none",
            offline=True,
            bypass_csp=bool(style),
        )
        self._contexts.append(context)
        address = file.resolve().as_uri()
        allowed = folder.resolve().as_uri() + "/" if folder else address
        context.on("request", lambda request: self._asked(request, allowed))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        page = context.new_page()
        page.goto(address)
        if style:
            page.add_style_tag(content=style)
        return page

    def _asked(self, request: Request, allowed: str) -> None:
        if not request.url.startswith(allowed):
            self.faults.append(f"request: {request.url[:200]}")

    def _said(self, message: ConsoleMessage) -> None:
        self.faults.append(f"console: {message.text}")

    def close(self) -> None:
        """Close every page that was opened."""
        for context in self._contexts:
            context.close()


def printed(page: Page, paper: str) -> PdfReader:
    """What comes out of a printer on ``A4`` or ``Letter``, without backgrounds, as is usual."""
    return PdfReader(io.BytesIO(page.pdf(format=paper)))


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong with a page for readers with a disability, a line each.

    Args:
        page: the page as it is shown.
        rules: names of the rules to hold it to; by default all of them.
    """
    page.evaluate(_axe())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
