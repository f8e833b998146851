"""The commands, and what happens when one of them cannot go on."""

from __future__ import annotations

import functools
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan import __version__
from mvpplan.cli import screen
from mvpplan.errors import CannotRunError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

COMMANDS = {
    "init": "init:init",
    "validate": "validate:validate",
    "explain": "explain:explain",
    "rank": "rank:rank",
    "weekly-report": "weekly_report:weekly_report",
    "status": "status:status",
    "review": "review:review",
    "gate": "gate:gate",
    "what-if": "what_if:what_if",
    "journey": "journey:journey",
    "prototype": "prototype:prototype",
    "site": "site:site",
    "graph": "graph:graph",
    "changes": "changes:changes",
    "history": "history:history",
    "list": "list:list_records",
    "show": "show:show",
    "new": "new:new",
    "set": "set:set_fields",
    "close": "close:close",
    "reopen": "close:reopen",
    "approve": "approve:approve",
    "comment": "comment:comment",
    "record": "record:record",
    "rename": "rename:rename",
    "schema": "schema:schema",
}
"""Every command with its module and function, imported only if it is needed."""


def _version(wanted: bool) -> None:
    if wanted:
        screen.emit(f"mvpplan {__version__}\n")
        raise typer.Exit(ExitCode.FINE)


def main_options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Plan the first scope of a launch in plain files.

    Example: mvpplan validate && mvpplan rank && mvpplan weekly-report
    """


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """A command that ends every way it can end in the exit code of the contract."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except CannotRunError as error:
            screen.complain(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            # The reader has seen enough. Python would complain again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.FINE) from None
        except KeyboardInterrupt:
            screen.note("mvpplan: interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from None

    return run


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """The command line with the commands that some arguments need, which are mostly one.

    To import and build all of them takes longer than most of them run; help and completion name
    them all.
    """
    app = typer.Typer(
        name="mvpplan",
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(main_options)
    for name in _needed(arguments):
        module, _, function = COMMANDS[name].partition(":")
        command = getattr(import_module(f"mvpplan.cli.{module}"), function)
        app.command(name)(_guarded(command))
    return app


def _needed(arguments: Sequence[str]) -> Iterable[str]:
    first = arguments[0] if arguments and "_MVPPLAN_COMPLETE" not in os.environ else ""
    if first == "--version":
        return ()
    return (first,) if first in COMMANDS else COMMANDS
