"""Start mvpplan, and answer for its bugs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from mvpplan import __version__
from mvpplan.errors import ExitCode


def main() -> None:
    """Run the command line; exits with the codes of ``errors.ExitCode``."""
    _set_up_streams()
    try:
        # Here, so that Ctrl-C during the import is quiet.
        from mvpplan.cli.app import application  # noqa: PLC0415

        application(sys.argv[1:])(prog_name="mvpplan")
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:  # the environment: a full disk, a folder that is gone
        if error.errno is None:
            _apologise(error)
            sys.exit(ExitCode.BUG)
        from mvpplan.text.characters import clean  # noqa: PLC0415 - needed on this path only

        where = f"{clean(str(error.filename))}: " if error.filename else ""
        sys.stderr.write(f"mvpplan: {where}{clean(error.strerror or str(error))}\n")
        _forget_output()
        sys.exit(ExitCode.CANNOT_RUN)
    except Exception as error:  # a bug of ours: whatever a user can cause is caught before
        if os.environ.get("MVPPLAN_DEBUG"):
            raise
        _apologise(error)
        sys.exit(ExitCode.BUG)


def _set_up_streams() -> None:
    """UTF-8 and plain line ends everywhere; a stream that is closed swallows what it gets."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - kept
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _forget_output() -> None:
    """Drop what could not be written, or Python would try, and complain, once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
