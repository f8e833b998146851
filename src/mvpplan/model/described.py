"""What each field means, in one sentence: read from the docstrings of the records.

The section ``Attributes`` of a class is the one home of these sentences; editors and new records
show them. Where fields hold groups within groups, which no sentence explains, the section
``Example`` shows them as they stand in a file.
"""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent

from mvpplan.model.record import written

_SECTION = re.compile(r"^Attributes:\n((?: .*\n?|\n)*)", re.MULTILINE)
_FIELD = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^Example:\n((?: .*\n?)*)", re.MULTILINE)
_SPACES = re.compile(r"\s+")


def described(shape: type) -> dict[str, str]:
    """The sentence of each field of a record, of settings or of a group, by its name in files.

    Code in it stands in backticks. A field without a sentence is missing.
    """
    found: dict[str, str] = {}
    for part in reversed(shape.__mro__):
        section = _SECTION.search(cleandoc(part.__doc__ or ""))
        for name, text in _FIELD.findall(section[1] if section else ""):
            found[written(name)] = _SPACES.sub(" ", text).replace("``", "`")
    return found


def example(shape: type) -> dict[str, list[str]]:
    """The lines of the example of a record by the field that they are about; often none."""
    section = _EXAMPLE.search(cleandoc(shape.__doc__ or ""))
    found: dict[str, list[str]] = {}
    for line in dedent(section[1]).splitlines() if section else ():
        if not line.startswith(" "):
            lines = found[line.partition(":")[0]] = []
        lines.append(line)
    return found
