"""Labels of diagrams, reduced to characters that mean nothing to whoever draws them."""

from __future__ import annotations

import re

from mvpplan.text.characters import clean

# What Mermaid, DOT, SVG, HTML or Markdown give a meaning, and what stands for it: something that
# reads alike and is in every font. Every other character that can be seen may stay.
_INSTEAD = str.maketrans(
    {
        '"': "”",
        "`": "’",
        "\\": "/",
        "<": "‹",
        ">": "›",
        "[": "(",
        "]": ")",
        "{": "(",
        "}": ")",
        "|": "¦",
        "&": "+",
        "#": "№",
        ";": ",",
        "*": "•",
        "~": "≈",
        "@": "(at)",
        "¶": "§",  # with the next, how Mermaid keeps entities to itself
        "ﬂ": "fl",
    }
)
# Mermaid takes signs in pairs for a formula or a comment, and a direction for a statement even in
# quotes; Markdown makes links of addresses, and Mermaid icons of a word with a colon.
_PAIR = re.compile(r"([$%])(?=\1)")
_COLON = re.compile(r":(?=//|fa-)|(?<=(?i:www))\.(?=\S)")
_DIRECTION = re.compile(r"(?<=direction)\s+(?=LR|RL|TB|BT|TD)")
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What starts a list in Markdown does not before a space that does not break; a rule, or the line
# under a heading, is nothing else than its marks.
_AT_START = re.compile(r"^([-+=]+|\d{1,9}[.)]) ")
_MARKS = re.compile(r"(?:[-+=][-+= ]*|\d{1,9}[.)])\Z")


def safe_label(text: str) -> str:
    r"""A text as one line of a label that no drawing program takes for more than words.

    It cannot end a quoted text, start another statement, or become a link, an icon or markup.

    >>> safe_label('R&D: "fast" [x](https://example.com) <b>')
    'R+D: ”fast” (x)(https: //example.com) ‹b›'
    >>> safe_label("$$x$$ 100 %% direction LR order_id _a_")
    '$ $x$ $ 100 % % direction: LR order_id ‗a‗'
    """
    words = clean(text).translate(_INSTEAD)
    words = _PAIR.sub(r"\1 ", words)
    words = _COLON.sub(r"\g<0> ", words)
    words = _DIRECTION.sub(": ", words)
    words = _EDGE_UNDERSCORE.sub("‗", words)
    return f"({words})" if _MARKS.match(words) else _AT_START.sub("\\1\u00a0", words)
