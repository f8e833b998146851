"""What the head of a page holds beside its values: its style, its script, and what they may do."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mvpplan.reports.policy import policy
from mvpplan.resources import templates

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=8)
def head(*styles: str, script: str = "") -> Mapping[str, Any]:
    """``style``, ``script`` and ``policy`` for the template of a page.

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
