"""How many lines a text takes in print, computed without a browser.

Widths are those of Arial and the fonts made to its measure, or, where its letters are wider, of
DejaVu Sans made as small as ``font-size-adjust`` makes it: whichever of them a machine has, a text
takes no more lines than are counted here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_POINT = 25.4 / 72
# Widths in ems, each with the letters that are at most so wide; of Greek and Cyrillic the widest.
_REGULAR = {
    0.28: "'Iijlł",
    0.32: " ,./:;\\|·\u2019\u2018",
    0.34: "f",
    0.36: "-",
    0.38: "()[]t",
    0.40: "!r",
    0.44: '"',
    0.48: "*`°",
    0.50: "Jsz“”„",
    0.54: "c",
    0.56: "?L_k–•Ł",
    0.58: "vxy",
    0.60: "aeo",
    0.62: "$0123456789FTbdghnpqu{}€£øß",
    0.66: "Zдφ",
    0.68: "ABEKPSVXY",
    0.72: "мψ",
    0.74: "&CDHNRU",
    0.76: "ыДΩ",
    0.78: "GOQwØ",
    0.80: "#+<=>^~×−÷±юω",
    0.82: "Ф",
    0.84: "Mф",
    0.86: "ж",
    0.88: "ш",
    0.90: "щЫ",
    0.92: "%",
    0.94: "mæ",
    0.96: "W",
    0.98: "œ",
    1.00: "—…Æ",
    1.02: "@ŒШ",
    1.04: "ЖЩЮ",
}
_BOLD = {
    0.30: "'",
    0.34: " ijl",
    0.36: "/I\\|ł",
    0.38: ",.:;·\u2019\u2018",
    0.40: "-",
    0.42: "f",
    0.44: "!()[]",
    0.46: "t",
    0.48: "`r°",
    0.50: '"*',
    0.56: "J_z–",
    0.58: "cs",
    0.62: "?Lvxy•Ł",
    0.64: "k“”„",
    0.66: "$0123456789FTaeo€£ø",
    0.68: "Ebdghnpqu{}",
    0.70: "PSYZß",
    0.74: "ABCKRVX",
    0.76: "ψφ",
    0.78: "GUмд",
    0.80: "#+<=>DHN^~×−÷±",
    0.82: "OQØΩ",
    0.84: "&",
    0.86: "ыДω",
    0.88: "w",
    0.94: "ю",
    0.96: "%MжфФ",
    0.98: "@",
    1.00: "m—…æЫ",
    1.02: "ш",
    1.04: "œÆ",
    1.06: "Wщ",
    1.12: "ŒЮ",
    1.18: "ЖШ",
    1.26: "Щ",
}
_FACES = [
    {letter: width for width, letters in face.items() for letter in letters}
    for face in (_REGULAR, _BOLD)
]
# Other letters: by their category in Unicode, East Asian ones and emoji by their own.
_BY_CATEGORY = {"Ll": 0.74, "Lo": 0.8, "Mn": 0.8, "Me": 0.8, "Lu": 0.9}
_WIDE, _EMOJI, _OTHER = 1.02, 1.4, 1.15
_FIRST_EMOJI = 0x1F000
# Kerning and rounding may move a letter a little.
_CAREFUL = 1.005
_ENDS = re.compile(r"[^\W_][,.;:)]?\Z")
# After a hyphen between letters every browser breaks, too.
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_]{2})")
_PARTS = re.compile(r"\w*\W|\w+")


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
    return _BY_CATEGORY.get(unicodedata.category(letter), _OTHER)


@lru_cache(maxsize=16384)
def breadth(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line, in mm; ``size`` is that of its letters in points."""
    return sum(_width(letter, bold) for letter in text) * size * _POINT * _CAREFUL


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

    A part that ends where a line may be broken is kept whole if it can be, which costs room too.
    """
    room -= size * _POINT  # for letters that must not start a line
    count, used = 1, 0.0
    for part in _PARTS.findall(word):
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
