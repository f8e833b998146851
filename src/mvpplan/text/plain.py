"""Plain values that other YAML readers take for something else than text (MP402)."""

from __future__ import annotations

import re

# The implicit types of YAML 1.1 (yaml.org/type) and of the YAML 1.2 core schema together. Null is
# missing: it means "not given" here as everywhere.
_WORDS = {
    word: meaning
    for meaning, words in {
        "a yes or no": "y n yes no true false on off",
        "nothing": "Null NULL",
        "a default value": "=",
        "a number": ".nan .NaN .NAN .inf .Inf .INF",
    }.items()
    for plain in words.split()
    for word in ({plain, plain.capitalize(), plain.upper()} if plain.islower() else {plain})
}
_NUMBERS = (
    (re.compile(r"[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?\Z"), "a number of minutes or seconds"),
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), "a date"),
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d"), "a time"),
    (re.compile(r"[-+]?(?:0b[01_]+|0o[0-7]+|0x[\da-fA-F_]+)\Z"), "a number"),
    (re.compile(r"[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?\Z"), "a number"),
    (re.compile(r"[-+]\.(?:inf|Inf|INF)\Z"), "a number"),
)
_NUMERIC_START = frozenset("+-.0123456789")
_LONGEST = 64


def other_reading(value: str) -> str | None:
    """What another YAML reader makes of a plain value, in words; None if it stays text.

    >>> other_reading("no")
    'a yes or no'
    >>> other_reading("1.10")
    'a number'
    """
    if value[0] in _NUMERIC_START and len(value) <= _LONGEST:
        for pattern, meaning in _NUMBERS:
            if pattern.match(value):
                return meaning
    return _WORDS.get(value)
