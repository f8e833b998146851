"""What was meant by a name that no plan knows: a full name, a mail address, two at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.text.words import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mvpplan.model.plan import Plan

_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\band\b|\bor\b)\s*", re.IGNORECASE)
_LONGEST = 200


def names_of_people(plan: Plan) -> dict[str, str]:
    """The keys of people by all that they are called, in small letters."""
    entries = plan.settings.people.items()
    names = {entry.name.casefold(): key for key, entry in entries if entry.name}
    return names | {key.casefold(): key for key in plan.people}


def names_of_records(plan: Plan, ids: Iterable[str]) -> dict[str, str]:
    """Some ids by themselves and by the titles of their records, in small letters."""
    ids = list(ids)
    titles = {plan.records[each].title.casefold(): each for each in ids if each in plan.records}
    return titles | {each: each for each in ids}


def meant_name(text: str, names: Mapping[str, str], *, many: bool) -> str | None:
    """The hint for a name that is none; None if it is not plain what was meant.

    ``many`` tells that it stands in a list.
    """
    if len(text) > _LONGEST:
        return None
    if text.casefold() in PLACEHOLDERS:
        return "delete it until it is known" if many else "delete the line until it is known"
    bare = text.strip()
    if bare != text and bare in names:
        return f"write {bare}, and delete the space beside it, which is no plain space"
    parts = [part.partition("@")[0].casefold() for part in _BETWEEN.split(bare)]
    known = [names[part] for part in parts if part in names]
    if len(known) < len(parts):
        return None
    if len(known) > 1 and many:
        return f"write each as an item of its own, without quotes: {', '.join(known)}"
    return f"name one of them: {known[0]}" if len(known) > 1 else f"did you mean {known[0]}?"
