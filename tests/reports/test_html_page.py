"""The weekly report as a page: read on screens and printed by a real browser."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from page_plans import COUNT, TEXTS, crowded

from browser import OTHER_FONT, PHONE, printed, violations
from mvpplan.reports.fit import fit
from mvpplan.reports.printed import PAGE, WEIGHTS, blocks, fits_page
from mvpplan.reports.render import render_report
from mvpplan.reports.weekly import weekly_context
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from mvpplan.timeline.period import period_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from browser import Viewer
    from conftest import Result

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

FRIDAY = date(2026, 11, 20)
WEEKS = {
    "guest-checkout": ("2026-10-23", "2026-11-20"),
    "refund-handoff": ("2026-11-04", "2026-11-18"),
}
MM = 96 / 25.4
SPARE = 1.0
"""By how much a block may be higher than computed, in mm: words in bold, rounding."""

# What is cut off or sticks out, where it is not meant to be out of sight.
CLIPPED = """() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect(), found = [];
  for (const each of document.querySelectorAll('.sheet *')) {
    if (each.closest('.visually-hidden, title')) continue;
    const box = each.getBoundingClientRect(), svg = each.closest('svg');
    const within = svg && svg !== each ? svg.getBoundingClientRect() : sheet;
    const out = box.left < within.left - .5 || box.right > within.right + .5
      || box.top < within.top - .5 || box.bottom > within.bottom + .5;
    const over = !svg && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
    if (out || over) found.push(`${each.tagName}.${each.className}: ${each.textContent}`);
  }
  return found;
}"""
# The height of each block with the space above it, and of the columns, in CSS pixels.
HEIGHTS = """() => {
  const box = one => document.querySelector(one).getBoundingClientRect();
  const asks = document.getElementById('asks').closest('section').getBoundingClientRect();
  const foot = document.querySelector('footer p').getBoundingClientRect();
  return {
    header: box('header').height,
    glance: box('.glance').bottom - box('header').bottom,
    columns: box('.columns').bottom - box('.glance').bottom,
    asks: asks.bottom - box('.columns').bottom,
    foot: foot.height,
    end: asks.bottom - box('.sheet').top,
  };
}"""
WORDS = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, td, th, svg text')]
  .filter(each => !each.querySelector('.visually-hidden')).map(each =>
    each.namespaceURI.endsWith('svg') ? each.textContent : each.innerText)"""


@dataclass(frozen=True)
class Sheet:
    """A report as it stands in a file, with what it was made from."""

    file: Path
    context: dict[str, Any]


def sheet(folder: Path, file: Path) -> Sheet:
    """Write the report of a plan as the command line does."""
    plan = load(WorkingTree(folder)).plan
    whole = weekly_context(plan, period_of(plan.settings, FRIDAY), None, 0)
    context = fit(whole, fits_page, WEIGHTS)
    file.write_text(render_report("weekly-report", "html", context), encoding="utf-8")
    return Sheet(file, context)


def squeezed(text: str) -> str:
    """Text without white space, with its ligatures taken apart."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def is_chinese(text: str) -> bool:
    """Whether a text has letters that few machines of ours can print."""
    return any(unicodedata.east_asian_width(sign) == "W" for sign in text)


def assert_prints_on_one_page(page: Page) -> None:
    """On both papers everything that the page says stands on a single sheet, nothing cut off."""
    page.emulate_media(media="print")
    assert page.evaluate(CLIPPED) == []
    words = [squeezed(each) for each in page.evaluate(WORDS) if not is_chinese(each)]
    assert len(words) > 10
    sheets = [printed(page, paper).pages for paper in ("A4", "Letter")]
    assert [len(pages) for pages in sheets] == [1, 1]
    text = squeezed(sheets[-1][0].extract_text())
    assert [each for each in words if each not in text] == []
    page.emulate_media(media="screen")


def test_an_empty_plan_prints_on_one_page(plan: Make, viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(sheet(plan({}), tmp_path / "page.html").file)
    assert_prints_on_one_page(page)
    assert violations(page) == []


@pytest.mark.parametrize("example", WEEKS)
def test_every_week_of_an_example_prints_on_one_page(
    example: str, history: Callable[[str], Path], run: Run, viewer: Viewer, tmp_path: Path
) -> None:
    for day in WEEKS[example]:
        file = tmp_path / f"{day}.html"
        written = run(history(example), "weekly-report", "--as-of", day, "--out", str(file))
        assert written.code == 0
        assert_prints_on_one_page(viewer.open(file))


def assert_no_higher_than_computed(page: Page, made: Sheet) -> dict[str, float]:
    """No block of the page is higher than what was computed without a browser."""
    page.emulate_media(media="print")
    computed, real = blocks(made.context), page.evaluate(HEIGHTS)
    for block in ("header", "glance", "columns", "asks"):
        assert real[block] / MM <= computed[block] + SPARE, block
    return dict(real)


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_with_500_open_records_fills_one_page(
    name: str, plan: Make, viewer: Viewer, tmp_path: Path
) -> None:
    made = sheet(plan(crowded(TEXTS[name])), tmp_path / "page.html")
    assert made.context["left_out"] > COUNT
    page = viewer.open(made.file)
    assert_prints_on_one_page(page)
    real = assert_no_higher_than_computed(page, made)
    if TEXTS[name].isascii():  # other letters are counted rather too wide
        assert real["end"] / MM >= 0.85 * PAGE


def test_the_page_fits_where_there_is_no_arial_too(
    plan: Make, viewer: Viewer, tmp_path: Path
) -> None:
    made = sheet(plan(crowded(TEXTS["long"])), tmp_path / "page.html")
    page = viewer.open(made.file, style=OTHER_FONT)
    assert_prints_on_one_page(page)
    assert_no_higher_than_computed(page, made)


@pytest.fixture
def example(run: Run, tmp_path: Path, history: Callable[[str], Path]) -> Path:
    """The report of the example on its last Friday."""
    file = tmp_path / "weekly.html"
    options = ("--as-of", "2026-11-20", "--format", "html", "--out", str(file))
    result = run(history("guest-checkout"), "weekly-report", *options)
    assert result.err.endswith(f"wrote {file}; open it in a browser, mail it or print it\n")
    return file


def test_everybody_can_read_the_page(example: Path, viewer: Viewer) -> None:
    assert violations(viewer.open(example)) == []
    assert violations(viewer.open(example, width=PHONE)) == []
    assert violations(viewer.open(example, colors="dark"), "color-contrast") == []


@pytest.mark.parametrize("name", ["long", "one word"])
def test_a_phone_scrolls_down_only(name: str, plan: Make, viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(sheet(plan(crowded(TEXTS[name])), tmp_path / "page.html").file, width=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    assert page.evaluate(CLIPPED) == []


def test_a_screen_reader_is_told_what_the_pictures_show(example: Path, viewer: Viewer) -> None:
    page = viewer.open(example)
    headings = page.locator("h1, h2, h3").all_inner_texts()
    assert [" ".join(each.split()) for each in headings] == [
        "Guest checkout, first scope",
        "Alert level AMBER",
        "Why amber",
        "Headline",
        "Decisions closed",
        "Decisions due next",
        "Blockers open",
        "Metric movement",
        "Riskiest assumptions",
        "Scope changes",
        "Asks",
    ]
    pictures = page.get_by_role("img")
    assert pictures.count() == page.locator("svg:not([aria-hidden])").count() >= 4
    assert [page.locator(f"svg[role=img] >> nth={n} >> title").text_content() for n in (0, -1)] == [
        (
            "Rework after handoff, hours a week: 46 on Fri 16 Oct, 44 on Fri 23 Oct,"
            " 41 on Fri 30 Oct, 43 on Fri 6 Nov, 38 on Fri 13 Nov, 35 on Fri 20 Nov;"
            " baseline 46; target 20 by Wed 6 Jan 2027; guardrail 55; less is better"
        ),
        (
            "Impact × doubt against cost of 14 assumptions: 1 at 0.8 points, free;"
            " 2 at 3.2 points for 0.5 days; 3 at 0.5 points for 0.5 days;"
            " 11 others at 0.3 to 8 for 0.5 to 1.83"
        ),
    ]
    for role, name in (("banner", None), ("main", None), ("contentinfo", None)):
        assert page.get_by_role(role, name=name).count() == 1  # type: ignore[arg-type]
    asks = page.get_by_role("table", name="Who has to do what by when")
    assert asks.get_by_role("columnheader").all_text_contents() == ["By", "Who", "What"]


def test_the_alert_level_has_a_word_and_a_shape_beside_its_colour(
    plan: Make, viewer: Viewer, tmp_path: Path
) -> None:
    late = "title: Late\nowner: ana\ndue: {}\n"
    days = {"green": "2026-12-11", "amber": "2026-11-13", "red": "2026-11-12"}
    told = []
    for number, (level, day) in enumerate(days.items()):
        folder = plan({"decisions/late.yaml": late.format(day)})
        page = viewer.open(sheet(folder, tmp_path / f"{number}.html").file)
        word = page.locator(".badge .level").inner_text()
        shape = page.locator(".badge svg path").get_attribute("d")
        told.append((level, word, shape))
    assert [word for _, word, _ in told] == ["GREEN", "AMBER", "RED"]
    assert len({shape for _, _, shape in told}) == 3


def test_paper_is_light_whatever_the_screen_is(example: Path, viewer: Viewer) -> None:
    page = viewer.open(example, colors="dark")
    ink = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(ink) == "rgb(233, 237, 242)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(25, 33, 43)"


def test_pictures_have_the_colours_that_a_reader_forces(example: Path, viewer: Viewer) -> None:
    page = viewer.open(example, forced=True)
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    for line in ("polyline.readings", "line.target", "line.guardrail", "path.axis"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{line}')).stroke") == ink
    assert page.evaluate("getComputedStyle(document.querySelector('svg text')).fill") == ink


def test_the_policy_of_the_page_lets_nothing_in(example: Path, viewer: Viewer) -> None:
    text = example.read_text(encoding="utf-8")
    assert "<script" not in text
    assert " style=" not in text
    page = viewer.open(example)
    page.evaluate(
        """() => {
          const add = (tag, more) => document.body.append(
            Object.assign(document.createElement(tag), more));
          add('script', {textContent: 'document.title = "owned"'});
          add('img', {src: 'https://example.com/x.png'});
          add('style', {textContent: 'h1 { display: none }'});
        }"""
    )
    assert page.title() == "Guest checkout, first scope: weekly update, Fri 20 Nov 2026"
    assert page.locator("h1").is_visible()
    refused = [fault for fault in viewer.faults if "Content Security Policy" in fault]
    assert len(refused) == 3
    viewer.faults.clear()
