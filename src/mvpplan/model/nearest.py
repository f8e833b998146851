"""The nearest known word to one that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a misspelt one; None if none is near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold()[:64], folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest known word, or ``otherwise``."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else otherwise
