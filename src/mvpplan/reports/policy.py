"""What a page allows itself: its own style and script, and nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib


def policy(style: str, script: str = "", *, images: bool = False) -> str:
    """The Content-Security-Policy of a page, for its ``meta`` element.

    Args:
        style: what stands in its only ``style`` element, to the letter.
        script: what stands in its only ``script`` element; without one no script runs at all.
        images: whether it holds pictures as ``data:`` addresses.
    """
    rules = ["default-src 'none'", f"style-src {_hash(style)}"]
    if script:
        rules.append(f"script-src {_hash(script)}")
    if images:
        rules.append("img-src data:")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
