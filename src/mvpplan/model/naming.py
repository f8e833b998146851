"""Ids out of titles."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 40
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th"})


def id_for(title: str, taken: Collection[str], otherwise: str) -> str:
    """An id that reads like a title and is not taken; ``otherwise`` if no letter can be kept.

    >>> id_for("Do guests need an account to pay?", {"do-guests-need-an-account-to-pay"}, "x")
    'do-guests-need-an-account-to-pay-2'
    """
    folded = unicodedata.normalize("NFKD", title.lower().translate(_FOLDED))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019\u0300-\u036f]", "", folded))
    base = otherwise
    for count in range(1, len(words) + 1):
        longer = "-".join(words[:count])
        if len(longer) > _LONGEST and count > 1:
            break
        base = longer[:_LONGEST]
    number = 1
    found = base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
