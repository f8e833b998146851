"""Answers to the questions of a template: what each name stands for, and the people in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.model.naming import id_for
from mvpplan.text.ahead import day_of
from mvpplan.text.days import DayError, read_day
from mvpplan.text.placeholders import day_from
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mvpplan.model.template import Question
    from mvpplan.text.placeholders import Answer

_WORD = re.compile(r"[0-9a-z][0-9a-z.-]*\Z")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the placeholders of a template stand for.

    Attributes:
        values: by the name of the question; ``today`` is among them.
        people: the section ``people`` of the plan file: fields by key.
    """

    values: dict[str, Answer]
    people: dict[str, dict[str, str]]


def answers_to(questions: Mapping[str, Question], given: Mapping[str, str], today: date) -> Answers:
    """Read what was answered, and take the default of every question that was not.

    Raises CannotRunError for a day that is none.
    """
    keys: dict[str, str] = {}
    values: dict[str, Answer] = {"today": today}
    for name, question in questions.items():
        words = given.get(name, "").strip() or default_of(name, question)
        if question.person is not None:
            key = keys.setdefault(words, _key(words, name, keys, given))
            values[name] = Plain(key)
        elif question.date is not None:
            day = _day(name, words, today)
            values[name] = day if given.get(name) else day_from(day, 0, "d", today)
        else:
            values[name] = Plain(words) if _WORD.match(words) else words
    return Answers(values, _people(questions, values, keys))


def default_of(name: str, question: Question) -> str:
    """What is taken if nothing is answered; a person is called by the part they have."""
    if question.person is not None:
        return name.replace("_", " ").capitalize()
    return question.date or question.default or name


def _key(words: str, name: str, keys: Mapping[str, str], given: Mapping[str, str]) -> str:
    """A short key for a person: the first name, else the whole, else the part they have."""
    if not given.get(name, "").strip():
        return id_for(name, keys.values(), name)
    taken = keys.values()
    first = id_for(words.split(maxsplit=1)[0], (), name)
    return first if first not in taken else id_for(words, taken, name)


def _day(name: str, words: str, today: date) -> date:
    try:
        return day_of(words, today) or read_day(words)
    except DayError as error:
        hint = "write year-month-day, as in 2027-02-01, or +8w"
        raise CannotRunError(f"{name}: {words} {error}", hint) from None


def _people(
    questions: Mapping[str, Question], values: Mapping[str, Answer], keys: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """One entry for each person, however many parts they have."""
    names = {key: words for words, key in keys.items()}
    found: dict[str, dict[str, str]] = {}
    for name, question in questions.items():
        if question.person is None:
            continue
        key = str(values[name])
        entry = found.setdefault(key, {"name": names[key], "function": question.person})
        above = str(values.get(question.escalates_to or "", key))
        if above != key and "escalates_to" not in entry:
            entry["escalates_to"] = above
    return found
