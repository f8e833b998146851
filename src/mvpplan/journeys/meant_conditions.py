"""What is meant by text that is no condition: signs of programs, capitals, words left out."""

from __future__ import annotations

import re

from mvpplan.journeys.conditions import ConditionError, parse
from mvpplan.text.words import shortened

_LONGEST = 120
# In this order: signs that others are part of come first.
_SIGNS = (
    (r"!==?|<>|≠|\bisn[\u2019']t\b|\bis\s+no\b|\bare\s+not\b", " is not "),
    (r"===?|=|:|\bequals?\b|\bare\b", " is "),
    (r"&&?|\+|,(?=\s*and\b)", " and "),
    (r"\|\|?|,(?=\s*or\b)", " or "),
    (r"!", " not "),
    (r"[\"'\u201c\u201d\u2018\u2019`]", ""),
    (r"\b(and|or)(\s+(?:and|or))+\b", r"\1"),
    (r"\b(?:if|when)\b", ""),
)
_CAPITALS = re.compile(r"\b(?:IS|NOT|AND|OR)\b", re.IGNORECASE)
# "card is declined or expired": the second value has lost its "card is".
_LOST = re.compile(r"([^\s()]+) is ([^\s()]+) or (?!not\b|\S+ is\b)([^\s()]+)")
_TWO_WORDS = re.compile(r"\A([^\s()]+) ([^\s()]+)\Z")
_ALWAYS = frozenset({"always", "true", "yes", "any", "anytime", "1", "*", "-"})


def meant_condition(text: str) -> str | None:
    """How to write a condition that somebody tried to write; None if nobody can tell.

    >>> meant_condition("card = declined || card=expired")
    'write when: card is declined or card is expired'
    >>> meant_condition("card is declined OR expired")
    'write when: card is declined or card is expired'
    """
    if text.strip().casefold() in _ALWAYS:
        return "leave when out: the move is then always possible"
    words = _CAPITALS.sub(lambda match: match[0].lower(), text[: 2 * _LONGEST])
    for sign, word in _SIGNS:
        words = re.sub(sign, word, words)
    only_or = " or " in words and " and " not in words
    words = " ".join(words.replace(",", " or " if only_or else " and ").split())
    words = _TWO_WORDS.sub(r"\1 is \2", words)
    while only_or and (found := _LOST.sub(r"\1 is \2 or \1 is \3", words, count=1)) != words:
        words = found
    try:
        parse(words)
    except ConditionError:
        return None
    return f"write when: {words}" if words == shortened(words, _LONGEST) else None
