"""Pages to look at in a browser: one file each, with its own style and script and nothing else."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mvpplan.reports.policy import policy
from mvpplan.reports.render import environment
from mvpplan.resources import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template


@lru_cache(maxsize=8)
def head(*styles: str, script: str = "") -> Mapping[str, Any]:
    """What the head of a page says beside its values: ``style``, ``script`` and ``policy``.

    Args:
        styles: names of stylesheets of ours, in their order.
        script: the name of our own script, if the page has one.
    """
    folder = templates("pages")
    style = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in styles)
    code = (folder / f"{script}.js").read_text(encoding="utf-8") if script else ""
    return {
        "style": Markup(style),  # noqa: S704 - our own files
        "script": Markup(code),  # noqa: S704 - the same
        "policy": policy(style, code),
    }


def render_page(name: str, context: Mapping[str, Any]) -> str:
    """Render a page of ours; ``name`` is that of its template."""
    return _template(name).render(context)


@lru_cache(maxsize=16)
def _template(name: str) -> Template:
    return environment("html", templates("pages")).get_template(f"{name}.html.j2")
