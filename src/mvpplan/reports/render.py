"""Rendering a context: the only home of Jinja."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mvpplan.reports.escape import ESCAPES
from mvpplan.resources import templates
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment, Template

SUFFIXES = {"markdown": "md", "text": "txt"}
"""The formats of reports with the suffix of their templates."""

_WIDTH = 88


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
    return made


def render_report(name: str, format: str, context: Mapping[str, Any]) -> str:  # noqa: A002
    """Render a report of ours; ``name`` is that of its template."""
    return _template(name, format).render(context)


@lru_cache(maxsize=8)
def _template(name: str, format: str) -> Template:  # noqa: A002
    """A template of ours; compiling it takes longer than rendering, and fitting renders often."""
    return environment(format, templates("reports")).get_template(f"{name}.{SUFFIXES[format]}.j2")


def _wrapped(text: str, indent: int = 2) -> str:
    """Lines of at most 88 columns, those after the first indented."""
    return textwrap.fill(
        text, _WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False, break_long_words=True
    )
