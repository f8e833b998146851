"""Lines: plain in a pipe, between words on a terminal that is narrower."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mvpplan.output.lines import Span, line, render

LONG = line("  ", Span("Pay as guest", "bold"), " → address when the cart is filled and in stock")


def test_a_line_goes_on_further_in_where_the_terminal_is_narrow() -> None:
    assert render([LONG], color=False) == (
        "  Pay as guest → address when the cart is filled and in stock\n"
    )
    assert render([LONG, line("short")], color=False, width=40) == (
        "  Pay as guest → address when the\n      cart is filled and in stock\nshort\n"
    )


def test_a_style_goes_on_on_the_next_line() -> None:
    made = render([line(Span("one two three four five six", "bold"))], color=True, width=20)
    assert made == "\x1b[1mone two three \x1b[0m\n    \x1b[1mfour five six\x1b[0m\n"


@given(st.text("ab c→é界 ", max_size=200), st.integers(20, 60))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    made = render([line("  ", Span(text, "bold"))], color=False, width=width)
    assert all(cell_len(each) <= width for each in made.split("\n"))
    assert "".join(made.split()) == "".join(text.split())
