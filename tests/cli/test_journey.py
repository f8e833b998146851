"""``mvpplan journey``: what is told of a journey, and going through one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from golden import check_golden
from journey_machines import GUEST_PAYS_FILE
from programs import need

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

COMMENT = """\
title: The cart
about: guest-pays.states.refused
text: Say that the cart is kept
by: ben
on: 2026-11-19
owner: ana
action: Write it with Support
due: 2026-11-27
"""


@pytest.fixture
def folder(plan: Callable[[dict[str, str | bytes]], Path]) -> Path:
    return plan({"journeys/guest-pays.yaml": GUEST_PAYS_FILE, "feedback/cart-kept.yaml": COMMENT})


def test_a_journey_is_told_from_its_title_to_its_test_plan(folder: Path, run: Run) -> None:
    result = run(folder, "journey", "guest-pays")
    check_golden("journey/guest-pays.txt", result.out)
    assert (result.code, result.err) == (0, "try: mvpplan journey guest-pays --walk\n")


def test_what_is_wrong_with_a_journey_is_told_with_it(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    text = GUEST_PAYS_FILE.replace("card is declined or card is expired", "card is declined")
    path.write_text(text, encoding="utf-8")
    lines = run(folder, "journey", "guest-pays").out
    assert (
        "Findings (1)\n  MP503 line 22: the state payment is a dead end when card is expired"
        in lines
    )
    path.write_text(text.replace("to: address", "to: adress"), encoding="utf-8")
    lines = run(folder, "journey", "guest-pays").out
    assert "  MP501 line 14: states, cart, moves 1, to: there is no state adress\n" in lines
    assert "No figures: the journey cannot be walked through; see the findings.\n" in lines
    assert "Test plan" not in lines


def test_moves_on_no_way_to_an_end_stand_below_the_test_plan(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    lost = "      - {do: Pay, to: paid, when: card is expired and card is declined}\n  refused:"
    path.write_text(GUEST_PAYS_FILE.replace("  refused:", lost, 1), encoding="utf-8")
    lines = run(folder, "journey", "guest-pays").out.splitlines()
    assert "Test plan: 3 ways take every other move, no fewer would do" in lines
    assert lines[-1] == (
        "  on no way to an end: Pay in payment when card is expired and card is declined"
    )


def test_the_same_as_json(folder: Path, run: Run) -> None:
    row: dict[str, Any] = run(folder, "journey", "guest-pays", "--format", "json").json
    assert row["completion"] == {"covered": 1, "reached": 2}
    assert row["happy_path"] == {"path": ["cart", "address", "payment", "paid"], "handoffs": 0}
    assert [state["feedback"] for state in row["states"] if state["feedback"]] == [["cart-kept"]]
    assert [route["end"] for route in row["test_plan"]["routes"]] == ["paid", "left", "paid"]
    assert row["test_plan"]["fewest"] is True


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        (
            "guest-pay",
            2,
            "mvpplan: there is no record guest-pay; did you mean guest-pays?\n",
        ),
        (
            "cart-kept",
            2,
            "mvpplan: cart-kept is a piece of feedback, not a journey; choose one of guest-pays\n",
        ),
    ],
)
def test_anything_else_is_refused_with_the_nearest(
    name: str, code: int, message: str, folder: Path, run: Run
) -> None:
    result = run(folder, "journey", name)
    assert (result.code, result.out, result.err) == (code, "", message)


WALKED = """\
A guest pays without an account

cart  shopper  (starts here)
  shows Items, total, one button
  What is cart?
  1 empty
  2 filled
  1 Pay as guest

address  shopper
  shows One form
  1 Continue

payment  shopper
  What is card?
  1 accepted
  2 declined
  3 expired
  1 Pay

refused  shopper  (something went wrong)
  shows What happened, and that nothing was charged
  open comment cart-kept by Ben Okafor: Say that the cart is kept
  1 Use another card
  2 Call us

shopper hands over to agent (Support on the phone)
phone-order  agent
  shows The cart as the shopper left it
  1 Take payment

refused  shopper  (something went wrong)
  shows What happened, and that nothing was charged
  open comment cart-kept by Ben Okafor: Say that the cart is kept
  1 Use another card
  2 Call us
  1 Use another card
  2 Call us

card is accepted now
payment  shopper
  1 Pay

paid  shopper  (ends here)
  shows The order
  The journey ends here.

Gone: cart → address → payment → refused → payment → paid, with cart filled and card accepted
5 moves, 0 handoffs
"""


def test_a_journey_is_walked_by_numbers_words_and_back(folder: Path, run: Run) -> None:
    typed = "filled\n1\nContinue\n2\npay\ncall\nu\nfly\nuse\n1\n"
    result = run(folder, "journey", "guest-pays", "--walk", typed=typed)
    assert (result.code, result.out) == (0, WALKED)
    usage = "a number or the first letters choose; u takes back, r starts again, q ends"
    assert result.err == f"{usage}\nthat is no choice here; {usage}\n"


def test_a_walk_starts_again_and_ends_when_asked(folder: Path, run: Run) -> None:
    result = run(folder, "journey", "guest-pays", "--walk", typed="1\n1\nr\n2\nq\n1\n")
    assert result.out.endswith("Gone: cart, with cart filled\n0 moves, 0 handoffs\n")


def test_what_is_taken_back_is_asked_again_under_its_state(folder: Path, run: Run) -> None:
    result = run(folder, "journey", "guest-pays", "--walk", typed="u\nfilled\nu\nq\n")
    asked = "  What is cart?\n  1 empty\n  2 filled\n"
    state = "\ncart  shopper  (starts here)\n  shows Items, total, one button\n"
    assert result.out == (
        f"A guest pays without an account\n{state}{asked}{asked}  1 Pay as guest\n{state}{asked}"
        "\nGone: cart\n0 moves, 0 handoffs\n"
    )
    assert result.err.endswith("\nthis is the start: there is nothing to take back\n")


def test_a_number_without_end_is_no_choice(folder: Path, run: Run) -> None:
    result = run(folder, "journey", "guest-pays", "--walk", typed="1" * 5000 + "\n²\n")
    assert (result.code, result.err.count("that is no choice here")) == (0, 2)


def test_a_journey_called_index_leaves_the_list_its_place(folder: Path, run: Run) -> None:
    (folder / "journeys" / "index.yaml").write_text(GUEST_PAYS_FILE, encoding="utf-8")
    run(folder, "prototype", "--out", "pages")
    names = sorted(path.name for path in (folder / "pages").iterdir())
    assert names == ["guest-pays.html", "index.html", "index_.html"]
    listed = (folder / "pages" / "index.html").read_text(encoding="utf-8")
    assert '<a href="index_.html">' in listed
    run(folder, "site", "--out", "site")
    page = (folder / "site" / "records" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../prototype/index_.html">' in page


def test_pages_say_what_is_wrong_with_a_journey(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    path.write_text(GUEST_PAYS_FILE.replace("card is declined or ", ""), encoding="utf-8")
    run(folder, "prototype", "--out", "pages")
    what = "1 error: <code>mvpplan journey guest-pays</code> says what."
    for name, told in (("index", what), ("guest-pays", f"This journey has {what}")):
        assert told in (folder / "pages" / f"{name}.html").read_text(encoding="utf-8")


def test_a_walk_into_a_dead_end_says_so(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    text = GUEST_PAYS_FILE.replace("card is declined or card is expired", "card is declined")
    path.write_text(text, encoding="utf-8")
    result = run(folder, "journey", "guest-pays", "--walk", typed="2\n1\n1\nexpired\n")
    assert "  Nothing is possible here with cart filled and card expired.\n" in result.out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            GUEST_PAYS_FILE.replace("to: address", "to: adress"),
            "guest-pays names what it does not have; mvpplan journey guest-pays says what\n",
        ),
        ("title: A guest pays\n", "guest-pays has no states yet; add start: and states:\n"),
    ],
)
def test_a_journey_that_cannot_be_walked_is_refused(
    text: str, message: str, folder: Path, run: Run
) -> None:
    (folder / "journeys" / "guest-pays.yaml").write_text(text, encoding="utf-8")
    for command in (
        ["journey", "guest-pays", "--walk"],
        ["prototype", "guest-pays", "--out", "pages"],
    ):
        result = run(folder, *command)
        assert (result.code, result.out, result.err) == (1, "", f"mvpplan: {message}")
    assert not (folder / "pages").exists()


def test_a_journey_that_cannot_be_walked_is_left_out_of_the_prototype(
    folder: Path, run: Run
) -> None:
    (folder / "journeys" / "draft.yaml").write_text("title: A draft\n", encoding="utf-8")
    result = run(folder, "prototype", "--out", "pages")
    assert (result.code, result.out) == (0, "pages: 1 journey, 2 pages written, 0 the same\n")
    assert result.err.startswith("draft is left out; mvpplan journey draft says why\n")
    (folder / "journeys" / "guest-pays.yaml").unlink()
    result = run(folder, "prototype", "--out", "pages")
    why = "no journey of the plan can be clicked through; mvpplan validate says what is wrong"
    assert result.code == 1
    assert result.err.splitlines()[-1].startswith(f"mvpplan: {why}")


def test_the_command_that_adds_a_comment_runs_nothing_else(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    path.write_text(GUEST_PAYS_FILE.replace("left", "$(touch>here)"), encoding="utf-8")
    run(folder, "prototype", "--out", "pages")
    page = (folder / "pages" / "guest-pays.html").read_text(encoding="utf-8")
    assert "mvpplan comment 'guest-pays.states.$(touch>here)' " in page


def test_a_long_path_through_many_facts_is_given_up_and_no_bug(folder: Path, run: Run) -> None:
    facts = [f"f{number}" for number in range(18)]
    moves = ", ".join(
        f"{{do: Go {number}, to: a, when: {facts[number % 18]} is {'ab'[number % 2]}}}"
        for number in range(36)
    )
    text = (
        "title: Round\nstart: a\nfacts: {" + ", ".join(f"{fact}: [a, b]" for fact in facts) + "}\n"
        f"states: {{a: {{moves: [{moves}]}}}}\nhappy_path: [{', '.join(['a'] * 1500)}]\n"
    )
    (folder / "journeys" / "round.yaml").write_text(text, encoding="utf-8")
    result = run(folder, "validate")
    assert (
        "MP502 the ways through round cannot all be followed: its facts change in too" in result.out
    )
    assert run(folder, "journey", "round").code == 0


def test_what_a_stranger_wrote_is_shown_and_does_nothing(folder: Path, run: Run) -> None:
    path = folder / "journeys" / "guest-pays.yaml"
    text = GUEST_PAYS_FILE.replace("do: Call us", 'do: "Call \\e[31m [red]us[/]"')
    path.write_text(text, encoding="utf-8")
    for options in ([], ["--color", "always"], ["--walk"]):
        result = run(folder, "journey", "guest-pays", *options, typed="2\n1\n1\n2\n1\n")
        assert "Call <U+001B>[31m [red]us[/]" in result.out


@pytest.mark.parametrize(("form", "suffix"), [("mermaid", "mmd"), ("dot", "dot")])
def test_a_journey_is_drawn_as_text(form: str, suffix: str, folder: Path, run: Run) -> None:
    result = run(folder, "journey", "guest-pays", "--format", form)
    check_golden(f"journey/guest-pays.{suffix}", result.out)
    assert (result.code, result.err) == (0, "")


def test_a_journey_is_drawn_as_a_picture(folder: Path, run: Run) -> None:
    need("dot")
    result = run(folder, "journey", "guest-pays", "--format", "svg", "--out", "pays.svg")
    assert (result.code, result.out, result.err) == (0, "", "wrote pays.svg\n")
    drawing = (folder / "pays.svg").read_text(encoding="utf-8")
    for words in ("cart (start)", "Use another card", "agent: Support on the phone"):
        assert words in drawing


def test_without_graphviz_a_picture_is_refused_with_what_works(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = run(folder, "journey", "guest-pays", "--format", "svg")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("mvpplan: Graphviz is not installed")
    assert "--format mermaid" in result.err


def test_the_outline_goes_to_a_file_without_colour(folder: Path, run: Run) -> None:
    shown = run(folder, "journey", "guest-pays").out
    run(folder, "journey", "guest-pays", "--out", "pays.txt", "--color", "always")
    assert (folder / "pays.txt").read_text(encoding="utf-8") == shown
