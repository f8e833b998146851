"""The commands, and what happens when one of them cannot go on."""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan import __version__
from mvpplan.cli import screen
from mvpplan.cli.approve import approve
from mvpplan.cli.changes import changes
from mvpplan.cli.close import close, reopen
from mvpplan.cli.comment import comment
from mvpplan.cli.explain import explain
from mvpplan.cli.gate import gate
from mvpplan.cli.history import history
from mvpplan.cli.init import init
from mvpplan.cli.list import list_records
from mvpplan.cli.new import new
from mvpplan.cli.rank import rank
from mvpplan.cli.record import record
from mvpplan.cli.rename import rename
from mvpplan.cli.review import review
from mvpplan.cli.schema import schema
from mvpplan.cli.set import set_fields
from mvpplan.cli.show import show
from mvpplan.cli.status import status
from mvpplan.cli.validate import validate
from mvpplan.cli.weekly_report import weekly_report
from mvpplan.cli.what_if import what_if
from mvpplan.errors import CannotRunError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("init", init),
    ("validate", validate),
    ("explain", explain),
    ("rank", rank),
    ("weekly-report", weekly_report),
    ("status", status),
    ("review", review),
    ("gate", gate),
    ("what-if", what_if),
    ("changes", changes),
    ("history", history),
    ("list", list_records),
    ("show", show),
    ("new", new),
    ("set", set_fields),
    ("close", close),
    ("reopen", reopen),
    ("approve", approve),
    ("comment", comment),
    ("record", record),
    ("rename", rename),
    ("schema", schema),
)

app = typer.Typer(
    name="mvpplan",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        screen.emit(f"mvpplan {__version__}\n")
        raise typer.Exit(ExitCode.FINE)


@app.callback()
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


for _name, _command in COMMANDS:
    app.command(_name)(_guarded(_command))
