"""Commented YAML in many styles, with what it says and the lines on which each part of it stands.

Nothing here asks the reader or the editor: the places are those that were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from mvpplan.errors import FieldPath

# Values that are the same text without quotes in every reader, and how that looks in quotes.
WORDS: tuple[str, ...] = (
    "ana",
    "guest checkout",
    "keep it simple",
    "Über",
    "日本",
    "50% off",
    "it's",
)
WORDS += ("a:b", "a#b", "https://example.com/a?b=c#d", "<5 min", "1.2.3", "🚀 go", "x - y", "(a)")
# Values that need quotes somewhere.
TRICKY: tuple[str, ...] = (
    "no",
    "1.10",
    "2026-11-27",
    "12:30",
    "a: b",
    "a # b",
    "- a",
    "[x",
    "{",
    "*a",
    "&a",
    "!a",
)
TRICKY += ("%", "@a", "`", "'", '"', " a", "a ", "a:", "#", "?", "-", "|", ">", ", a", "]", "null")
TRICKY += ("~", "a\tb", "back\\slash", "é\u00a0", "a\u2028b", "true", "0x1F", "<<", "=", "---")
KEYS: tuple[str, ...] = (
    "title",
    "owner",
    "status",
    "due",
    "notes",
    "why",
    "options",
    "tags",
    "links",
    "target",
)
KEYS += ("value", "évidence", "what", "on", "a-b", "x1")
IDS = ("guest-checkout", "tax", "no", "2026", "a b", "über", "x.y", "1.10")
COMMENT = re.compile(r"# c(\d+)\b[^\r\n]*")


@dataclass
class Place:
    """The lines, from 0, of an entry or an item.

    Attributes:
        above: the first of its lines, the comments that belong to it included.
        first: the line that it starts on.
        last: its last line.
        shares: whether its first line holds something else before it, or its last one behind it.
        notes: the numbers of the comments that belong to it.
    """

    above: int
    first: int
    last: int
    shares: bool
    notes: range


@dataclass
class Written:
    """A text, what it says, and where.

    Attributes:
        text: what stands in the file.
        data: what it says.
        eol: what ends its lines.
        places: where each entry and item stands.
        kinds: how each of their values is written.
        flow: the lists and groups in brackets.
        commented: the lists and groups with comments inside.
        kept: the last lines of texts that keep the empty lines below them.
    """

    text: str
    data: Any
    eol: str
    places: dict[FieldPath, Place]
    kinds: dict[FieldPath, str]
    flow: set[FieldPath]
    commented: set[FieldPath]
    kept: set[int]

    @property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        *ended, last = self.text.split(self.eol)
        return [line + self.eol for line in ended] + [last] * bool(last)


def written_by(rnd: Random) -> Written:
    """Make the text of a file: of one record, or of many by their ids."""
    return _Writer(rnd).file()


@dataclass
class _Writer:
    rnd: Random
    lines: list[str] = field(default_factory=list)
    places: dict[FieldPath, Place] = field(default_factory=dict)
    kinds: dict[FieldPath, str] = field(default_factory=dict)
    flow: set[FieldPath] = field(default_factory=set)
    commented: set[FieldPath] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    count: int = 0

    def file(self) -> Written:
        rnd = self.rnd
        self.notes = rnd.choice((0.0, 0.2, 0.5))
        self.blank = rnd.choice((0.0, 0.1, 0.4))
        self.spread = rnd.choice((False, True))  # records are separated by an empty line
        self.units = rnd.choice(((2,), (4,), (2, 3, 4, 1)))
        self.dashes = rnd.choice(((0,), (2,), (0, 2, 4)))
        self.aligned = rnd.choice((0, 0, 30))
        eol = rnd.choice(("\n", "\n", "\r\n"))
        if self.likely(0.2):
            self.note(0)
            self.lines.append("")
        if self.likely(0.2):
            self.lines.append("---")
        data = self.group((), 0, many=self.likely(0.5))
        if self.likely(0.2):
            self.note(0)
        if self.likely(0.1):
            self.blanks(rnd.choice((1, 2)))
        is_block_text = next(reversed(self.kinds.values())) in ("|", ">")
        final = "" if not is_block_text and self.likely(0.2) else eol
        text = eol.join(self.lines) + final
        return Written(
            text, data, eol, self.places, self.kinds, self.flow, self.commented, self.kept
        )

    def likely(self, share: float) -> bool:
        return self.rnd.randrange(100) < 100 * share

    def comment(self) -> str:
        self.count += 1
        words = self.rnd.choice(("", " - why: [odd], {x}", ' "open', " it's # twice", ": é, | >"))
        return f"# c{self.count}{words}"

    def note(self, indent: int) -> None:
        self.lines.append(" " * indent + self.comment())

    def above(self, indent: int) -> tuple[int, int]:
        """Write what stands above an entry; returns the first line and comment that are its own."""
        rnd = self.rnd
        if self.likely(self.notes / 4):  # a banner
            self.note(rnd.choice((indent, 0)) if indent else 0)
            self.blanks(1)
        elif self.likely(self.blank):
            self.blanks(rnd.choice((1, 1, 2)))
        own = len(self.lines), self.count + 1
        while self.likely(self.notes / 2):
            self.note(indent)
        return own

    def below(self, indent: int) -> None:
        """Put a comment below an entry, inside of it as its indent tells, perhaps."""
        if self.likely(self.notes / 8):
            self.lines += [""] * (self.likely(0.3) and len(self.lines) - 1 not in self.kept)
            self.note(indent + 1)

    def placed(self, at: FieldPath, own: tuple[int, int], first: int, *, shares: bool) -> None:
        """Note where an entry stands that ends here."""
        above, note = own
        notes = range(note, self.count + 1)
        self.places[at] = Place(above, first, len(self.lines) - 1, shares, notes)

    def blanks(self, count: int) -> None:
        if len(self.lines) - 1 in self.kept:  # they would belong to the text above
            self.note(0)
        self.lines += [""] * count

    def beside(self) -> None:
        """Put a comment behind the last line, perhaps."""
        if self.likely(self.notes):
            gap = max(self.rnd.choice((1, 2)), self.aligned - len(self.lines[-1]))
            self.lines[-1] += " " * gap + self.comment()

    def group(self, at: FieldPath, indent: int, *, many: bool = False, joined: bool = False) -> Any:
        """Write entries one below the other; ``joined`` if the first one follows a dash."""
        rnd = self.rnd
        names = rnd.sample(IDS if many else KEYS, rnd.randint(1, 4))
        data, count = {}, self.count
        for index, name in enumerate(names):
            if many and index and self.spread and self.lines[-1]:
                self.blanks(1)
            on_dash = joined and not index
            own = (len(self.lines) - 1, self.count + 1) if on_dash else self.above(indent)
            if not on_dash:
                self.lines.append(" " * indent)
            first = len(self.lines) - 1
            self.lines[-1] += self.key(name) + ":"
            here = (*at, name)
            if many:
                self.beside()
                self.kinds[here] = "group"
                data[name] = self.group(here, indent + rnd.choice(self.units))
            else:
                data[name] = self.value(here, indent)
            if self.kinds[here] != "list":  # which may end in an item at the same indent
                self.below(indent)
            self.placed(here, own, first, shares=on_dash)
        self.look_inside(at, count)
        return data

    def look_inside(self, at: FieldPath, count: int) -> None:
        """Note whether any comment was written since there were so many."""
        if self.count > count:
            self.commented.add(at)

    def key(self, name: str) -> str:
        if name in ("no", "2026", "1.10") or self.likely(0.1):
            return self.rnd.choice((f'"{name}"', f"'{name}'"))
        return name

    def value(self, at: FieldPath, indent: int) -> Any:
        """Write what follows a colon."""
        kinds = ["plain", "plain", "quoted", "quoted", "nothing", "|", ">", "lines", "flow", "wide"]
        if len(at) < 4:
            kinds += ["list", "list", "group"]
        kind = self.kinds[at] = self.rnd.choice(kinds)
        if kind == "list":
            self.beside()
            return self.items(at, indent + self.rnd.choice(self.dashes))
        if kind == "group":
            self.beside()
            return self.group(at, indent + self.rnd.choice(self.units))
        return self.short(kind, at, indent)

    def short(self, kind: str, at: FieldPath, indent: int) -> Any:
        """Write a value that starts on the line of its name."""
        writers: dict[str, Callable[[int], Any]] = {
            "plain": self.plain,
            "quoted": self.quoted,
            "nothing": self.nothing,
            "|": self.literal,
            ">": self.folded,
            "lines": self.several_lines,
        }
        if kind in writers:
            return writers[kind](indent)
        self.lines[-1] += " "
        data = self.brackets(at, indent, wide=kind == "wide")
        self.beside()
        return data

    def plain(self, indent: int) -> str:
        text = self.rnd.choice((*WORDS, "7", "2026-11-27", "yes", "0.5"))
        if self.likely(0.1):
            self.beside()
            self.lines.append(" " * (indent + 8) + text)
        else:
            self.lines[-1] += " " * self.rnd.choice((1, 1, 1, 3)) + text
        self.beside()
        return text

    def quoted(self, _: int) -> str:
        text = self.rnd.choice((*WORDS, *TRICKY))
        self.lines[-1] += " " + self.in_quotes(text)
        self.beside()
        return text

    def in_quotes(self, text: str) -> str:
        if text.isprintable() and self.likely(0.5):
            return "'" + text.replace("'", "''") + "'"
        escapes = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\u2028": "\\L", "\u00a0": "\\_"}
        return '"' + "".join(escapes.get(sign, sign) for sign in text) + '"'

    def nothing(self, _: int) -> None:
        self.lines[-1] += self.rnd.choice(("", "", "", " ~", " null", ' ""', " ''"))
        self.beside()

    def literal(self, indent: int) -> str:
        chomp = self.rnd.choice(("", "-", "+"))
        self.lines[-1] += f" |{chomp}"
        self.beside()
        lines = [self.rnd.choice(WORDS), "# no comment", "", "  further: in"]
        lines = lines[: self.rnd.choice((1, 2, 4))]
        return self.block(lines, chomp, indent, "\n".join(lines))

    def folded(self, indent: int) -> str:
        chomp = self.rnd.choice(("", "-", "+"))
        self.lines[-1] += f" >{chomp}"
        self.beside()
        lines = [self.rnd.choice(WORDS), "# no comment"][: self.rnd.choice((1, 2))]
        return self.block(lines, chomp, indent, " ".join(lines))

    def block(self, lines: list[str], chomp: str, indent: int, text: str) -> str:
        inner = " " * (indent + self.rnd.choice((2, 4)))
        self.lines += [inner + line if line else "" for line in lines]
        if chomp != "+":
            return text + "\n" * (not chomp)
        self.lines.append("")
        self.kept.add(len(self.lines) - 1)
        return text + "\n\n"

    def several_lines(self, indent: int) -> str:
        inner = " " * (indent + 2)
        quote = self.rnd.choice(("", "'", '"'))
        self.lines[-1] += f" {quote}one two"
        self.lines += [*([""] * self.likely(0.3)), f"{inner}three{quote}"]
        self.beside()
        return "one two\nthree" if not self.lines[-2] else "one two three"

    def items(self, at: FieldPath, indent: int, *, joined: bool = False) -> list[Any]:
        """Write items one below the other; ``joined`` if the first one follows a dash."""
        data: list[Any] = []
        count = self.count
        for index in range(self.rnd.randint(1, 3)):
            on_dash = joined and not index
            own = (len(self.lines) - 1, self.count + 1) if on_dash else self.above(indent)
            if not on_dash:
                self.lines.append(" " * indent)
            self.lines[-1] += "-"
            first = len(self.lines) - 1
            here = (*at, index)
            kind = self.rnd.choice(("plain", "quoted", "nothing", "flow", "group", "group", "list"))
            if len(here) > 4 and kind in ("group", "list"):
                kind = "plain"
            self.kinds[here] = kind
            if kind == "group" and self.likely(0.1):
                self.beside()
                data.append(self.group(here, indent + 2))
            elif kind == "group":
                gap = self.rnd.choice((1, 1, 3))
                self.lines[-1] += " " * gap
                data.append(self.group(here, indent + 1 + gap, joined=True))
            elif kind == "list" and self.likely(0.5):
                self.lines[-1] += " "
                data.append(self.items(here, indent + 2, joined=True))
            elif kind == "list":
                self.beside()
                data.append(self.items(here, indent + 2))
            else:
                data.append(self.short(kind, here, indent))
            self.below(indent)
            self.placed(here, own, first, shares=on_dash)
        self.look_inside(at, count)
        return data

    def brackets(self, at: FieldPath, indent: int, *, wide: bool) -> Any:
        """Write a list or a group in brackets, on one line or on several."""
        rnd = self.rnd
        names = rnd.sample(KEYS, rnd.randint(0, 3)) if self.likely(0.4) else None
        parts: list[Any] = names if names is not None else list(range(rnd.randint(0, 3)))
        self.flow.add(at)
        count = self.count
        self.lines[-1] += "[" if names is None else "{"
        if wide:
            self.beside()
        values: list[Any] = []
        for index, part in enumerate(parts):
            own = len(self.lines) - 1, self.count + 1
            if wide:
                own = self.above(indent + 2)
                self.lines.append(" " * (indent + 2))
            elif index:
                self.lines[-1] += " "
            first = len(self.lines) - 1
            if names is not None:
                self.lines[-1] += f"{part}: "
            values.append(self.in_brackets((*at, part), indent + 2))
            if index < len(parts) - 1 or (wide and self.likely(0.5)):
                self.lines[-1] += ","
            if wide:
                self.beside()
            self.placed((*at, part), own, first, shares=not wide)
        if wide:
            self.lines.append(" " * (indent + (1 if indent == 0 else rnd.choice((1, 2)))))
        self.lines[-1] += "]" if names is None else "}"
        self.look_inside(at, count)
        return values if names is None else dict(zip(names, values, strict=True))

    def in_brackets(self, at: FieldPath, indent: int) -> Any:
        self.kinds[at] = "in brackets"
        if len(at) < 5 and self.likely(0.15):
            return self.brackets(at, indent, wide=self.likely(0.3))
        if self.likely(0.1):
            self.lines[-1] += "~"
            return None
        text = self.rnd.choice((*WORDS, *TRICKY))
        is_plain = text in WORDS and not set(text) & set("[]{},") and self.likely(0.5)
        self.lines[-1] += text if is_plain else self.in_quotes(text)
        return text
