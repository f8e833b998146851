"""Characters that a reader cannot see: finding them in files, and making them visible in output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.text.nodes import Node

# Control characters, and the format characters of Unicode that hide, join or reorder text
# (UTS 39, "Bidirectional and invisible"). Zero width (non-)joiners count unless they stand between
# two letters or emoji of a script that uses them.
_CONTROL = "\0-\x1f\x7f-\x9f"
_HIDDEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ud800-\udfff"
)
_SCRIPT = "[^\0-\u024f\u1e00-\u1eff\u200c\u200d]"
_JOINER = f"(?<!{_SCRIPT})[\u200c\u200d]|[\u200c\u200d](?!{_SCRIPT})"
_UNSEEN = re.compile(f"[{_CONTROL}{_HIDDEN}]|{_JOINER}")
_UNSEEN_IN_FILE = re.compile(f"(?![\t\n\r])[{_CONTROL}{_HIDDEN}]|{_JOINER}")
# What a CI system takes for a command: GitHub's at the start of a line, the older form anywhere.
_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*):(?=:)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\[|vso\[)")
_LINE_END = re.compile(r"[\r\n]")
_SPACES = re.compile(r"[ \t\r\n]+")
_PLAIN_LINE = re.compile(r"[ -~]*\Z")


def name_of(character: str) -> str:
    """The way a character is written where it must be seen: ``<U+202E>``."""
    return f"<U+{ord(character):04X}>"


def clean(text: str) -> str:
    """Make text safe and readable on one line of any output.

    Line ends and tabs become spaces; control, escape, invisible and bidirectional characters are
    written out as ``<U+202E>``. Every value that a person wrote passes here before it is shown.
    """
    if _PLAIN_LINE.match(text) and "  " not in text:
        return text.strip()
    return _UNSEEN.sub(lambda match: name_of(match[0]), _SPACES.sub(" ", text)).strip()


def visible(output: str) -> str:
    """Output of several lines in which every hidden character is written out."""
    return _UNSEEN_IN_FILE.sub(lambda match: name_of(match[0]), output.replace("\r", ""))


def harmless(output: str) -> str:
    """Output of which no line is a command to a CI system that reads it."""
    return _OLD_COMMAND.sub("# #", _COMMAND.sub(r"\1: ", output))


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character of the first hidden character on every line of a file's text."""
    if text.isascii():  # of which YAML itself refuses what cannot be seen
        return
    shown_up_to = -1
    for match in _UNSEEN_IN_FILE.finditer(text):
        if match.start() > shown_up_to:
            yield match.start(), match[0]
            line_end = _LINE_END.search(text, match.start())
            shown_up_to = line_end.start() if line_end else len(text)


def escaped_characters(root: Node | None, text: str = "") -> Iterator[tuple[int, str]]:
    r"""Offset and character of what double quotes bring in unseen, as in ``"\u202e"``.

    What stands in the text itself as well is left to ``hidden_characters``.
    """
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting.extend(node.values())
            for key, event in node.key_events.items():
                match = _UNSEEN_IN_FILE.search(key) if event.style == '"' else None
                if match:
                    yield int(event.start_mark.index), match[0]
        elif isinstance(node, Sequence):
            waiting.extend(node)
        # The text of a value that was refused has another event, which has no style.
        elif node is not None and getattr(node.event, "style", None) == '"':
            match = _UNSEEN_IN_FILE.search(node)
            if match and match[0] not in text[node.start : node.end]:
                yield node.start, match[0]
