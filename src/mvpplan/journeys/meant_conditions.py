"""What is meant by text that is no condition: signs of programs, capitals, words left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.journeys.conditions import ConditionError, asked, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LONGEST = 120
_WORD = r"[\w-]+"
_SIGNS = (
    (r"[\"'`\u2018\u201c]([\w-]+)[\"'`\u2019\u201d]", r"\1"),
    (r"!==?|<>|\u2260|(?<![\w-])isn[\u2019']t(?![\w-])", " is not "),
    (r"===?|=|:|(?<![\w-])equals?(?![\w-])", " is "),
    (r"&&?", " and "),
    (r"\|\|?", " or "),
    (r"!", " not "),
)
_GRAMMAR = re.compile(r"(?<![\w-])(?:is|not|and|or)(?![\w-])", re.IGNORECASE)
_BEGINNING = re.compile(r"\A\s*(?:if|when)\s", re.IGNORECASE)
_TWO_WORDS = re.compile(rf"\A({_WORD}) ({_WORD})\Z")
# One fact with several values, the last behind "or": "card is declined, expired or lost".
_VALUES = re.compile(rf"({_WORD}) is ({_WORD}(?:(?: ?, ?| or ){_WORD})*) or ({_WORD})\Z")
_ALWAYS = frozenset({"always", "true", "yes", "any", "anytime", "1", "*", "-"})


def meant_condition(text: str, facts: Mapping[str, Collection[str]]) -> str | None:
    """How to mend text that is no condition; None unless it is clear what was meant.

    >>> meant_condition("card = no || card=late", {"card": ["no", "late"]})
    'write when: card is no or card is late'
    >>> meant_condition("card is no or late", {"card": ["no", "late"]})
    'write when: card is no or card is late'
    """
    if len(text) > _LONGEST:
        return None
    if text.strip().casefold() in _ALWAYS:
        return "leave when out: the move is then always possible"
    words = _BEGINNING.sub("", text)
    for sign, word in _SIGNS:
        words = re.sub(sign, word, words)
    words = _GRAMMAR.sub(lambda match: match[0].lower(), words)
    words = _TWO_WORDS.sub(r"\1 is \2", " ".join(words.split()))
    if values := _VALUES.match(words):
        fact, first, last = values.groups()
        named = [*re.split(r" ?, ?| or ", first), last]
        words = " or ".join(f"{fact} is {value}" for value in named)
    elif "," in words and " or " not in words:
        words = " ".join(words.replace(",", " and ").split())
    try:
        named_facts = [*asked(parse(words))]
    except ConditionError:
        return None
    if any(each.value not in facts.get(each.fact, ()) for each in named_facts):
        return None
    return f"write when: {words}"
