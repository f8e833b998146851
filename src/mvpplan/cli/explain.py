"""``mvpplan explain``: what a rule means."""

from __future__ import annotations

from typing import Annotated

import typer

from mvpplan.cli import screen
from mvpplan.cli.completion import complete_codes
from mvpplan.cli.options import Color, ColorOption
from mvpplan.errors import CannotRunError


def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", autocompletion=complete_codes, help="As in MP301."),
    ] = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say what a rule means.

    Example: mvpplan explain MP301

    Prints why the rule is there, with a bad and a good example; without a code, the list of all
    rules.
    """
    from mvpplan.model.nearest import suggestion
    from mvpplan.output.lines import render
    from mvpplan.output.pages import rule_list, rule_page
    from mvpplan.rules import BY_CODE, RULES

    if code is None:
        screen.emit(render(rule_list(RULES), color=screen.use_color(color)))
        screen.note("mvpplan explain CODE says more about one of them")
        return
    rule = BY_CODE.get(code.upper())
    if rule is None:
        digits = code.upper().replace("O", "0")
        hint = suggestion(digits, BY_CODE, "mvpplan explain lists them all")
        raise CannotRunError(f"there is no rule {code}", hint)
    screen.emit(render(rule_page(rule), color=screen.use_color(color)))
