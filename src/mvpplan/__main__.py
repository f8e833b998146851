"""Start mvpplan, and answer for its bugs."""

from __future__ import annotations

import os
import sys

from mvpplan import __version__
from mvpplan.errors import ExitCode


def main() -> None:
    """Run the command line; exits with the codes of ``errors.ExitCode``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        from mvpplan.cli.app import app  # noqa: PLC0415 - so that Ctrl-C during the import is quiet

        app(prog_name="mvpplan")
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:  # a bug of ours: whatever a user can cause is caught before
        if os.environ.get("MVPPLAN_DEBUG"):
            raise
        _apologise(error)
        sys.exit(ExitCode.BUG)


def _apologise(error: Exception) -> None:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
    sys.stderr.write(
        f"mvpplan {__version__} has a bug: {type(error).__name__} at {place}\n"
        "No file was changed by this message. Please report it with the command that you typed; "
        "MVPPLAN_DEBUG=1 before the command prints more to send along.\n"
    )


if __name__ == "__main__":
    main()
