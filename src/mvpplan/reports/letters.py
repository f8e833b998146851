"""How many lines a text takes in print, computed without a browser.

Widths are those of Arial and the fonts made to its measure, or, where its letters are wider, of
DejaVu Sans made as small as ``templates/pages/base.css`` makes it: whichever of them a machine has,
a text takes no more lines than are counted here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_POINT = 25.4 / 72
# Widths in ems, each with the letters that are at most so wide; of Greek and Cyrillic the widest.
_REGULAR = {
    0.24: "'ijlł",
    0.28: " ,.I·\u2019\u2018",
    0.30: "/:;\\f|",
    0.34: "!()-[]t",
    0.36: "r",
    0.40: '"',
    0.42: "*`°",
    0.44: "“”„",
    0.50: "Jcksvxyz•",
    0.54: "{}",
    0.56: "$0123456789?L_abdeghnopqu–€£Ł",
    0.60: "д",
    0.62: "FTZøß",
    0.66: "φ",
    0.68: "&ABEKPSVXYД",
    0.70: "м",
    0.72: "#+<=>^~×−÷±ыψ",
    0.74: "CDHNRUw",
    0.76: "жюФΩ",
    0.78: "GOQØ",
    0.80: "ω",
    0.82: "ш",
    0.84: "Mmщф",
    0.90: "%æЫ",
    0.92: "Ш",
    0.94: "ЖЩ",
    0.96: "Wœ",
    1.00: "—…ÆŒ",
    1.02: "@Ю",
}
_BOLD = {
    0.26: "'",
    0.30: " ijl",
    0.32: ",./I\\|·\u2019\u2018ł",
    0.34: ":;",
    0.36: "-",
    0.38: "f",
    0.40: "!()[]",
    0.42: "`rt°",
    0.44: "*",
    0.48: '"',
    0.50: "z",
    0.54: "•",
    0.56: "J_cksvxy“”„–",
    0.58: "ae",
    0.60: "$0123456789{}€£",
    0.62: "?FLTZbdghnopquøŁß",
    0.68: "EPSVXYд",
    0.72: "#+<=>^~×−÷±φ",
    0.74: "&ABCDHKNRUм",
    0.76: "Дψ",
    0.78: "GOQwØ",
    0.82: "Ω",
    0.84: "Mж",
    0.86: "юыФω",
    0.88: "ф",
    0.90: "%mæш",
    0.94: "щ",
    0.96: "Wœ",
    0.98: "@Ы",
    1.00: "—…ÆŒ",
    1.04: "ЖШЮ",
    1.12: "Щ",
}
_FACES = [
    {letter: width for width, letters in face.items() for letter in letters}
    for face in (_REGULAR, _BOLD)
]
# Other letters: by their category in Unicode, East Asian ones and emoji by their own.
_BY_CATEGORY = {"Ll": 0.57, "Lo": 0.75, "Mn": 0.75, "Me": 0.75, "Lu": 0.75}
_BOLDER = 1.1
_WIDE, _EMOJI, _OTHER = 1.02, 1.4, 1.15
_FIRST_EMOJI = 0x1F000
# Kerning and rounding may move a letter a little.
_CAREFUL = 1.01
_ENDS = re.compile(r"[^\W_][,.;:)]?\Z")
# After a hyphen between letters every browser breaks, too.
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_]{2})")
_PARTS = (re.compile(r"\w*\W|\w+"), re.compile(r"[^?-]*[?-]|[^?-]+"))


@lru_cache(maxsize=4096)
def _width(letter: str, bold: bool) -> float:  # noqa: FBT001 - one of the two faces
    """The width of a letter in ems, rather too wide than too narrow."""
    face = _FACES[bold]
    width = face.get(letter) or face.get(unicodedata.normalize("NFD", letter)[0])
    if width is not None:
        return width
    if ord(letter) >= _FIRST_EMOJI:
        return _EMOJI
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    width = _BY_CATEGORY.get(unicodedata.category(letter), _OTHER)
    return width * _BOLDER if bold else width


@lru_cache(maxsize=16384)
def breadth(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line, in mm; ``size`` is that of its letters in points."""
    return ems(text, bold=bold) * size * _POINT


def ems(text: str, *, bold: bool = False) -> float:
    """How wide a text is on one line, in multiples of the size of its letters."""
    return sum(_width(letter, bold) for letter in text) * _CAREFUL


@lru_cache(maxsize=16384)
def lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes; an empty one takes none.

    Args:
        text: cleaned, on one line; it is broken at spaces, and within words that are too long.
        room: how wide a line is, in mm.
        size: of the letters, in points.
        bold: whether they are bold, or some of them are.
    """
    count, used = 0, room
    space = breadth(" ", size, bold=bold)
    for word in _words(text):
        for number, part in enumerate(_HYPHEN.split(word)):
            gap = 0 if number else space
            wide = breadth(part, size, bold=bold)
            if count and used + gap + wide <= room:
                used += gap + wide
            elif wide <= room:
                count, used = count + 1, wide
            else:
                broken, used = _broken(part, room, size, bold=bold)
                count += broken
    return count


def _words(text: str) -> list[str]:
    """What stands between the spaces at which every browser breaks a line.

    Beside brackets, quotes and other signs some do not.
    """
    words: list[str] = []
    for word in filter(None, text.split(" ")):
        if words and not (word[0].isalnum() and _ENDS.search(words[-1])):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _broken(word: str, room: float, size: float, *, bold: bool) -> tuple[int, float]:
    """Lines that a word takes which is longer than one, and the room used on the last.

    A part that ends where a browser breaks a line is kept whole if it can be, which costs room
    too; browsers differ in where that is, so the worst of them counts.
    """
    room -= size * _POINT  # for letters that must not start a line
    return max(_packed(parts.findall(word), room, size, bold=bold) for parts in _PARTS)


def _packed(parts: list[str], room: float, size: float, *, bold: bool) -> tuple[int, float]:
    count, used = 1, 0.0
    for part in parts:
        wide = breadth(part, size, bold=bold)
        if used + wide <= room:
            used += wide
            continue
        if used:
            count, used = count + 1, 0.0
        for letter in part:
            wide = breadth(letter, size, bold=bold)
            if used + wide > room:
                count, used = count + 1, 0.0
            used += wide
    return count, used
