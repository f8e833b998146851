"""Journeys for tests: the one of the handbook, and strategies that draw any."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mvpplan.model.journey import Journey
from mvpplan.model.shape import adapter

GUEST_PAYS: dict[str, Any] = {
    "title": "A guest pays without an account",
    "roles": {"shopper": "The person who buys", "agent": "Support on the phone"},
    "facts": {"cart": ["empty", "filled"], "card": ["accepted", "declined", "expired"]},
    "start": "cart",
    "states": {
        "cart": {
            "role": "shopper",
            "shows": "Items, total, one button",
            "moves": [
                {"do": "Pay as guest", "to": "address", "when": "cart is filled"},
                {"do": "Pay as guest", "to": "empty-cart", "when": "cart is empty"},
            ],
        },
        "empty-cart": {
            "role": "shopper",
            "kind": "error",
            "shows": "Why nothing can be paid",
            "moves": [{"do": "Back to the shop", "to": "left"}],
        },
        "address": {"role": "shopper", "moves": [{"do": "Continue", "to": "payment"}]},
        "payment": {
            "role": "shopper",
            "moves": [
                {"do": "Pay", "to": "paid", "when": "card is accepted"},
                {"do": "Pay", "to": "refused", "when": "card is declined or card is expired"},
            ],
        },
        "refused": {
            "role": "shopper",
            "kind": "error",
            "moves": [
                {"do": "Use another card", "to": "payment", "sets": {"card": "accepted"}},
                {"do": "Call us", "to": "phone-order"},
            ],
        },
        "phone-order": {"role": "agent", "moves": [{"do": "Take payment", "to": "paid"}]},
        "paid": {"role": "shopper", "kind": "end"},
        "left": {"role": "shopper", "kind": "end"},
    },
    "happy_path": ["cart", "address", "payment", "paid"],
}


GUEST_PAYS_FILE = """\
title: A guest pays without an account
owner: ana
status: draft
roles: {shopper: The person who buys, agent: Support on the phone}
facts:
  cart: [empty, filled]
  card: [accepted, declined, expired]
start: cart
states:
  cart:
    role: shopper
    shows: Items, total, one button
    moves:
      - {do: Pay as guest, to: address, when: cart is filled}
      - {do: Pay as guest, to: empty-cart, when: cart is empty}
  empty-cart:
    role: shopper
    kind: error
    shows: Why nothing can be paid
    moves: [{do: Back to the shop, to: left}]
  address:  {role: shopper, shows: One form, moves: [{do: Continue, to: payment}]}
  payment:
    role: shopper
    moves:
      - {do: Pay, to: paid, when: card is accepted}
      - {do: Pay, to: refused, when: card is declined or card is expired}
  refused:
    role: shopper
    kind: error
    shows: What happened, and that nothing was charged
    moves:
      - {do: Use another card, to: payment, sets: {card: accepted}}
      - {do: Call us, to: phone-order}
  phone-order:
    role: agent
    shows: The cart as the shopper left it
    moves: [{do: Take payment, to: paid}]
  paid: {role: shopper, kind: end, shows: The order}
  left: {role: shopper, kind: end}
happy_path: [cart, address, payment, paid]
exceptions:
  - title: The card is refused
    path: [cart, address, payment, refused, payment, paid]
    acceptance: Nothing is charged twice
  - {title: The cart is empty, path: [cart, empty-cart, left]}
fallback: Support takes the order by phone within one working day
"""


def journey(fields: dict[str, Any]) -> Journey:
    """A journey out of fields as a file gives them."""
    return adapter(Journey).validate_python({"id": "pays", "title": "x"} | fields)


FACTS = {"a": ["0", "1"], "b": ["0", "1", "2"]}
STATES = ("s", "t", "u", "v")


@st.composite
def conditions(draw: st.DrawFn, depth: int = 3) -> str:
    """Any condition over ``FACTS``, with needless brackets and spaces."""
    shape = draw(st.integers(0, 5 if depth else 1))
    space = draw(st.sampled_from([" ", "  "]))
    if shape <= 1:
        fact = draw(st.sampled_from(sorted(FACTS)))
        value = draw(st.sampled_from(FACTS[fact]))
        return f"{fact}{space}is {'not ' if shape else ''}{value}"
    if shape == 2:
        return f"({draw(conditions(depth - 1))})"
    if shape == 3:
        return f"not{space}({draw(conditions(depth - 1))})"
    word = "and" if shape == 4 else "or"
    return f"{draw(conditions(depth - 1))} {word} {draw(conditions(depth - 1))}"


@st.composite
def journeys(draw: st.DrawFn, most_moves: int = 3) -> Journey:
    """Any small journey that names only what it has."""
    states = {}
    for name in STATES:
        moves = draw(
            st.lists(
                st.fixed_dictionaries(
                    {"do": st.sampled_from(["Go", "Stop"]), "to": st.sampled_from(STATES)},
                    optional={
                        "when": conditions(1),
                        "sets": st.dictionaries(st.just("a"), st.sampled_from(FACTS["a"])),
                    },
                ),
                max_size=most_moves,
            )
        )
        kind = draw(st.sampled_from([None, None, "error", "end"]))
        states[name] = {"moves": moves} | ({"kind": kind} if kind else {})
    return journey({"facts": FACTS, "start": "s", "states": states})
