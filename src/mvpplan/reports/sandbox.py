"""Rendering a template of the team's own: in a process of its own, with limits.

A template may come from a stranger's pull request. It sees plain data only, runs sandboxed, and
what the sandbox does not limit, time, memory and length, the process does.
"""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_TEMPLATE = 256 * 1024
MAX_REPORT = 1024 * 1024
SECONDS = 10
_MEMORY = 512 * 1024 * 1024
_MODULE = "mvpplan.reports.sandbox"


def render_template(path: Path, format: str, context: Mapping[str, Any]) -> str:  # noqa: A002
    """Render a template file with a report's context.

    Raises CannotRunError, with the template's line where one is at fault.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise CannotRunError(f"{path} is not a regular file", "name a template file")
        if state.st_size > MAX_TEMPLATE:
            raise CannotRunError(f"{path} is over {MAX_TEMPLATE // 1024} KiB", "shorten it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CannotRunError(f"{path} is not UTF-8", "save it again as UTF-8") from None
    if not text.strip():
        raise CannotRunError(f"{path} is empty", "start from a copy of ours; see the README")
    task = json.dumps({"template": text, "format": format, "context": context})
    try:
        done = subprocess.run(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-P", "-m", _MODULE],
            input=task.encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise CannotRunError(f"{path} took over {SECONDS} seconds", "look for a loop") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise CannotRunError(f"{path} needs too much memory or time", "look for a loop") from None
    if "error" in answer:
        place = f"{path}:{answer['line']}" if answer["line"] else str(path)
        raise CannotRunError(f"{place}: {answer['error']}", answer["hint"])
    return str(answer["report"])


def _limit() -> None:
    """Bound the memory and time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _answer(task: dict[str, Any]) -> dict[str, Any]:
    """Render, or say what is wrong with the template and on which line."""
    from jinja2 import TemplateSyntaxError, UndefinedError  # noqa: PLC0415
    from jinja2.exceptions import SecurityError  # noqa: PLC0415 - this process only

    try:
        return {"report": _rendered(task)}
    except TemplateSyntaxError as error:
        return _fault(error.message or "not a template", error.lineno)
    except UndefinedError as error:
        known = ", ".join(sorted(task["context"]))
        return _fault(str(error), _line(error), f"a report knows {known}")
    except SecurityError as error:
        return _fault(str(error), _line(error), "templates see plain data and change nothing")
    except (MemoryError, RecursionError) as error:
        return _fault("needs too much memory", _line(error), "look for a loop")
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is told with its line
        return _fault(str(error) or type(error).__name__, _line(error))


def _rendered(task: dict[str, Any]) -> str:
    from mvpplan.reports.render import dressing, environment  # noqa: PLC0415 - this process only

    pieces = []
    left = MAX_REPORT
    form = task["format"]
    template = environment(form).from_string(task["template"])
    for piece in template.generate(task["context"], **dressing(form)):
        left -= len(piece)
        if left < 0:
            raise ValueError("the report is over 1 MiB")
        pieces.append(piece)
    return "".join(pieces)


def _fault(error: str, line: int | None, hint: str = "") -> dict[str, Any]:
    return {"error": error, "line": line, "hint": hint}


def _line(error: BaseException) -> int | None:
    """The line of the template that an error comes from: Jinja rewrites its tracebacks."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))
