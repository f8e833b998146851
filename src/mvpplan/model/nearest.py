"""The nearest known word to one that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 64
_MANY = 1000
_ENOUGH = 100


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a misspelt one; None if none is near."""
    wanted = word[:_LONGEST].casefold()
    folded = {candidate[:_LONGEST].casefold(): candidate for candidate in known}
    if len(folded) > _MANY:  # comparing takes time: then a word must at least start alike
        folded = {key: value for key, value in folded.items() if key[:1] == wanted[:1]}
    found = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest known word, or ``otherwise``."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else otherwise


class Suggestions:
    """Hints for many unknown words: each is looked up once, and only so many of them.

    A plan with thousands of unknown ids has one cause, and comparing takes time.
    """

    def __init__(self) -> None:
        self._hints: dict[str, str] = {}

    def hint(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """As ``suggestion``, until enough words have been looked up."""
        if word not in self._hints:
            if len(self._hints) >= _ENOUGH:
                return otherwise
            self._hints[word] = suggestion(word, known, otherwise)
        return self._hints[word]


def no_record(record: str, known: Iterable[str]) -> CannotRunError:
    """That there is no record of an id, with the nearest one."""
    hint = suggestion(record, [*known], "mvpplan list shows every record")
    return CannotRunError(f"there is no record {record}", hint)
