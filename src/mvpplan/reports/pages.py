"""Pages to look at in a browser: one file each, which asks for nothing from anywhere."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mvpplan.reports.render import environment
from mvpplan.resources import templates
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template


def render_page(name: str, context: Mapping[str, Any]) -> str:
    """Render a page of ours; ``name`` is that of its template."""
    return _template(name).render(context)


@lru_cache(maxsize=16)
def _template(name: str) -> Template:
    return environment("html", templates("pages")).get_template(f"{name}.html.j2")


def inert(data: Any) -> Markup:
    """Data as JSON that a browser reads and never runs: no tag can begin or end in it."""
    text = json.dumps(_cleaned(data), separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - just escaped


def _cleaned(data: Any) -> Any:
    """Data with every text made safe to show."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {name: _cleaned(each) for name, each in data.items()}
    if isinstance(data, list):
        return [_cleaned(each) for each in data]
    return data
