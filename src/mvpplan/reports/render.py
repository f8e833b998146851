"""Rendering a context: the only home of Jinja."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mvpplan.reports.assumption_chart import assumption_chart
from mvpplan.reports.escape import ESCAPES, as_written, linked
from mvpplan.reports.fit import PAGE_LINES, fit
from mvpplan.reports.head import head
from mvpplan.reports.metric_chart import metric_chart
from mvpplan.reports.printed import WEIGHTS, fits_page
from mvpplan.resources import templates
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment, Template

SUFFIXES = {"markdown": "md", "text": "txt", "html": "html"}
"""The formats of reports with the suffix of their templates."""

_WIDTH = 88
_STYLES = ("base", "weekly-report", "weekly-report.print")


def environment(format: str, folder: Path | None = None) -> Environment:  # noqa: A002 - its name
    """The Jinja environment of a format: strict, sandboxed, every value made literal."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder) if folder else None,
        undefined=StrictUndefined,
        finalize=ESCAPES[format],
        autoescape=format == "html",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["wrapped"] = _wrapped
    made.filters["counted"] = counted
    # The same files and date give the same bytes.
    del made.filters["random"], made.globals["lipsum"]
    if format == "html":
        made.filters |= {
            "linked": linked,
            "as_written": as_written,
            "metric_chart": metric_chart,
            "assumption_chart": assumption_chart,
            "safe": str,  # a value is literal whatever a template says
        }
    return made


def dressing(format: str) -> Mapping[str, Any]:  # noqa: A002
    """What a report is given in a format beside its context."""
    return head(*_STYLES) if format == "html" else {}


def render_report(name: str, format: str, context: Mapping[str, Any]) -> str:  # noqa: A002
    """Render a report of ours; ``name`` is that of its template."""
    return _template(name, format).render(context, **dressing(format))


def render_on_one_page(name: str, format: str, context: Mapping[str, Any]) -> str:  # noqa: A002
    """Render a report of ours with as many items as one page holds, counted or measured."""
    if format == "html":
        shown = fit(context, fits_page, WEIGHTS)
    else:
        shown = fit(context, lambda cut: render_report(name, format, cut).count("\n") <= PAGE_LINES)
    return render_report(name, format, shown)


@lru_cache(maxsize=8)
def _template(name: str, format: str) -> Template:  # noqa: A002
    """A template of ours; compiling it takes longer than rendering."""
    return environment(format, templates("reports")).get_template(f"{name}.{SUFFIXES[format]}.j2")


def _wrapped(text: str, indent: int = 2) -> str:
    """Lines of at most 88 columns, those after the first indented."""
    return textwrap.fill(
        text, _WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False, break_long_words=True
    )
