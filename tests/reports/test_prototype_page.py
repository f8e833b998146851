"""The prototype in a real browser: every move is clicked, and it does what the journey says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from browser import PHONE, violations
from example_plans import SOUND
from journey_machines import GUEST_PAYS_FILE
from mvpplan.journeys.cover import cover
from mvpplan.journeys.trail import Trail
from mvpplan.journeys.walk import Walk
from mvpplan.model.journey import Journey
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser import Viewer
    from conftest import Result
    from mvpplan.journeys.cover import Route

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]

JOURNEYS = [
    (folder, journey) for folder in SOUND for journey in load(WorkingTree(folder)).plan.of(Journey)
]


def buttons(page: Page) -> list[str]:
    return page.locator("#moves button").all_text_contents()


SCREEN = """() => {
    const text = (id) => document.getElementById(id).textContent;
    const moves = [...document.querySelectorAll("#moves button")].map((each) => each.textContent);
    const look = document.getElementById("screen").className;
    return [text("name"), text("role"), text("shows"), look, ...moves];
}"""


def check_screen(page: Page, here: Trail) -> None:
    """What the screen shows is what the journey says of this point."""
    state = here.state
    assert page.evaluate(SCREEN) == [
        here.name,
        f"{state.role} acts" if state.role else "Nobody is named who acts",
        state.shows or "Nothing is said of what they see.",
        f"card screen {state.kind or 'usual'}",
        *(move.do for move in here.possible),
    ]


def go(page: Page, journey: Journey, route: Route) -> Trail:
    """Go along a route by clicking; every screen on the way is checked."""
    page.locator("#again").click()
    here = Trail(journey, journey.start or "")
    for number, (fact, values) in enumerate(journey.facts.items()):
        value = route.given.get(fact, values[0])
        page.locator(f'input[data-fact="{number}"][value="{values.index(value)}"]').check()
        here = here.told(fact, value)
    for step in route.steps:
        check_screen(page, here)
        page.locator("#moves button").nth(here.possible.index(step.move)).click()
        here = here.after(step.move)
    check_screen(page, here)
    return here


@pytest.mark.parametrize(
    ("folder", "journey"), JOURNEYS, ids=[f"{f.name}-{j.id}" for f, j in JOURNEYS]
)
def test_every_move_of_every_example_is_clicked(
    folder: Path, journey: Journey, tmp_path: Path, mvpplan: Run, viewer: Viewer
) -> None:
    mvpplan("prototype", journey.id, "--out", tmp_path / "pages", cwd=folder)
    page = viewer.open(tmp_path / "pages" / f"{journey.id}.html")
    plan = cover(Walk(journey))
    assert plan is not None
    assert plan.never == ()
    for route in plan.routes:
        here = go(page, journey, route)
        assert page.locator("#trail li").count() == len(here.path)
    taken = {(step.state, step.move.do) for route in plan.routes for step in route.steps}
    assert taken == {
        (name, move.do) for name, state in journey.states.items() for move in state.moves
    }


COMMENT = """\
title: The cart
about: guest-pays.states.refused
text: Say that the <b>cart</b> is kept
by: ben
on: 2026-11-19
owner: ana
action: Write it with Support
due: 2026-11-27
"""


@pytest.fixture
def pays(plan: Make, run: Run, viewer: Viewer) -> Page:
    """The journey of the handbook, open in the browser."""
    files: dict[str, str | bytes] = {
        "journeys/guest-pays.yaml": GUEST_PAYS_FILE,
        "feedback/cart-kept.yaml": COMMENT,
    }
    folder = plan(files)
    run(folder, "prototype", "--out", "pages")
    return viewer.open(folder / "pages" / "guest-pays.html")


def choose(page: Page, words: str) -> None:
    page.get_by_label(words, exact=True).check()


def do(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def test_facts_change_what_is_possible(pays: Page) -> None:
    choose(pays, "empty")
    assert pays.locator("#moves").inner_text().split("\n") == ["Pay as guest", "to empty-cart"]
    assert pays.locator("#blocked").inner_text().split("\n") == [
        "Pay as guest",
        "only when cart is filled",
    ]
    choose(pays, "filled")
    assert pays.locator("#moves").inner_text().split("\n") == ["Pay as guest", "to address"]
    assert pays.locator("#said").text_content() == "cart is filled, card is accepted"


def test_moves_set_facts_and_hands_change(pays: Page) -> None:
    choose(pays, "filled")
    choose(pays, "declined")
    for words in ("Pay as guest", "Continue", "Pay"):
        do(pays, words)
    assert pays.locator("#kind").inner_text() == "Something went wrong"
    assert pays.locator("#comments li p").all_inner_texts() == [
        "Say that the <b>cart</b> is kept",
        (
            "Ben Okafor on Thu 19 Nov. Ana Ruiz acts until Fri 27 Nov: Write it with Support"
            " (cart-kept)"
        ),
    ]
    assert pays.locator("#add").inner_text() == (
        'mvpplan comment guest-pays.states.refused "…" --by PERSON'
    )
    do(pays, "Use another card")
    assert pays.get_by_label("accepted", exact=True).is_checked()
    do(pays, "Back")
    assert pays.get_by_label("declined", exact=True).is_checked()
    do(pays, "Call us")
    assert pays.locator("#handoff").inner_text() == "shopper hands over to agent"
    assert pays.locator("#role").inner_text() == "agent acts"
    do(pays, "Take payment")
    assert pays.locator("#kind").inner_text() == "The journey ends here"


def test_the_trail_leads_back_and_the_picture_shows_where_one_is(pays: Page) -> None:
    choose(pays, "filled")
    for words in ("Pay as guest", "Continue", "Pay"):
        do(pays, words)
    assert pays.locator("#trail li").all_inner_texts() == [
        "cart",
        "Pay as guest → address",
        "Continue → payment",
        "Pay → paid",
    ]
    assert pays.locator(".box.here text").first.text_content() == "paid"
    assert pays.locator(".box.gone").count() == 3
    do(pays, "Pay as guest → address")
    assert pays.locator("#trail li").all_inner_texts() == ["cart", "Pay as guest → address"]
    assert pays.locator(".box.here text").first.text_content() == "address"
    assert pays.url.endswith("#address")
    do(pays, "Back")
    assert pays.locator("#back").is_disabled()
    do(pays, "Start again")
    assert pays.locator("#name").inner_text() == "cart"


def test_the_browser_leads_back_and_forth_and_keeps_the_way(pays: Page) -> None:
    choose(pays, "filled")
    do(pays, "Pay as guest")
    do(pays, "Continue")
    choose(pays, "declined")
    pays.go_back()
    assert pays.locator("#name").inner_text() == "address"
    assert pays.locator("#trail li").all_inner_texts() == ["cart", "Pay as guest → address"]
    pays.go_forward()
    assert pays.locator("#name").inner_text() == "payment"
    assert pays.get_by_label("declined", exact=True).is_checked()
    pays.reload()
    assert pays.locator("#name").inner_text() == "payment"
    assert pays.locator("#trail li").count() == 3
    assert pays.get_by_label("declined", exact=True).is_checked()
    pays.evaluate("location.hash = '#nowhere'")
    expect(pays.locator("#trail li")).to_have_count(3)
    assert pays.url.endswith("#payment")
    pays.evaluate("history.replaceState({version: 1, trail: [{state: 99}]}, '', '#address')")
    pays.reload()
    assert pays.locator("#trail li").all_inner_texts() == ["address"]


def test_a_fact_with_many_values_is_a_list_to_choose_from(
    plan: Make, run: Run, viewer: Viewer
) -> None:
    values = [f"v{number}" for number in range(2000)]
    text = f"""\
title: Many values
facts: {{size: [{", ".join(values)}]}}
start: ask
states:
  ask:
    moves:
      - {{do: Go, to: done, when: size is v1234}}
      - {{do: Reset, to: ask, sets: {{size: v7}}}}
  done: {{kind: end}}
"""
    folder = plan({"journeys/many.yaml": text})
    run(folder, "prototype", "--out", "pages")
    page = viewer.open(folder / "pages" / "many.html")
    assert buttons(page) == ["Reset"]
    page.get_by_label("size is").select_option("v1234")
    assert buttons(page) == ["Go", "Reset"]
    do(page, "Reset")
    assert page.get_by_label("size is").input_value() == "7"
    assert violations(page) == []


def test_the_picture_scrolls_to_where_one_is(plan: Make, run: Run, viewer: Viewer) -> None:
    wide = "".join(f"      - {{do: To {n}, to: s{n}}}\n" for n in range(20))
    ends = "".join(f"  s{n}: {{kind: end}}\n" for n in range(20))
    text = f"title: Wide\nstart: ask\nstates:\n  ask:\n    moves:\n{wide}{ends}"
    folder = plan({"journeys/wide.yaml": text})
    run(folder, "prototype", "--out", "pages")
    page = viewer.open(folder / "pages" / "wide.html", width=PHONE)
    for target in ("To 19", "To 0"):
        do(page, target)
        box = page.locator(".box.here rect").bounding_box()
        frame = page.locator(".picture").bounding_box()
        assert box is not None
        assert frame is not None
        assert frame["x"] <= box["x"] < box["x"] + box["width"] <= frame["x"] + frame["width"]
        do(page, "Start again")


def test_an_address_leads_to_a_state(pays: Page, viewer: Viewer) -> None:
    pays.evaluate("location.hash = '#refused'")
    expect(pays.locator("#name")).to_have_text("refused")
    pays.evaluate("location.hash = '#%E0%A4%A'")
    expect(pays.locator("#name")).to_have_text("refused")
    assert viewer.faults == []


def test_keyboard_alone_is_enough(pays: Page) -> None:
    pays.keyboard.press("Tab")  # the list of journeys
    pays.keyboard.press("Tab")
    assert pays.evaluate("document.activeElement.textContent") == "Pay as guest"
    pays.keyboard.press("Enter")
    assert pays.evaluate("document.activeElement.textContent") == "empty-cart"
    pays.keyboard.press("Tab")
    pays.keyboard.press("Space")
    assert pays.locator("#name").inner_text() == "left"
    pays.keyboard.press("Tab")
    assert pays.evaluate("document.activeElement.textContent") == "Back"
    pays.keyboard.press("Enter")
    assert pays.locator("#name").inner_text() == "empty-cart"
    for _ in range(4):  # the move, back, again, and into the first fact
        pays.keyboard.press("Tab")
    pays.keyboard.press("ArrowRight")
    assert pays.get_by_label("filled", exact=True).is_checked()


@pytest.mark.parametrize(("width", "colors"), [(1280, "dark"), (PHONE, "light")])
def test_readers_with_a_disability_find_nothing_wrong(
    width: int, colors: Literal["light", "dark"], plan: Make, run: Run, viewer: Viewer
) -> None:
    folder = plan({"journeys/guest-pays.yaml": GUEST_PAYS_FILE, "feedback/cart.yaml": COMMENT})
    run(folder, "prototype", "--out", "pages")
    page = viewer.open(folder / "pages" / "index.html", width=width, colors=colors)
    assert violations(page) == []
    page = viewer.open(folder / "pages" / "guest-pays.html", width=width, colors=colors)
    do(page, "Pay as guest")  # into a state where something went wrong
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_its_script_a_page_lists_every_state(pays: Page, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(pays.url)
    assert "This page needs its own script" in page.locator("main").inner_text()
    names = page.locator(".states dt").all_inner_texts()
    assert [name.split()[0] for name in names] == [
        *("cart", "empty-cart", "address", "payment", "refused", "phone-order", "paid", "left"),
    ]
    context.close()


HOSTILE = "</script><img src=x onerror=alert(1)>"


def test_what_a_stranger_wrote_is_text_and_nothing_runs(
    plan: Make, run: Run, viewer: Viewer
) -> None:
    text = GUEST_PAYS_FILE.replace("Items, total, one button", HOSTILE)
    text = text.replace("do: Continue", f"do: '{HOSTILE} \u202e'").replace("agent", "__proto__")
    text = re.sub(r"\bphone-order\b", '"><svg/onload=alert(1)>', text)
    text = text.replace('"><svg/onload=alert(1)>:', "'\"><svg/onload=alert(1)>':")
    text = text.replace('to: "><svg/onload=alert(1)>', "to: '\"><svg/onload=alert(1)>'")
    folder = plan(
        {"journeys/guest-pays.yaml": text.replace("title: A guest pays", f"title: {HOSTILE}")}
    )
    result = run(folder, "prototype", "--out", "pages")
    assert result.code == 0, result.err
    page = viewer.open(folder / "pages" / "guest-pays.html")
    assert page.locator("#shows").inner_text() == HOSTILE
    assert page.locator("h1").inner_text() == f"{HOSTILE} without an account"
    choose(page, "filled")
    choose(page, "declined")
    do(page, "Pay as guest")
    assert buttons(page) == [f"{HOSTILE} <U+202E>"]
    page.locator("#moves button").click()
    do(page, "Pay")
    do(page, "Call us")
    assert page.locator("#name").inner_text() == '"><svg/onload=alert(1)>'
    assert page.locator("#role").inner_text() == "__proto__ acts"
