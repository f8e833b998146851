"""What a stranger may write into a plan, by name; each holds the word Kestrel to look for."""

from __future__ import annotations

import re
import unicodedata

WORD = "Kestrel"

TERMINAL = {
    "colour": "\x1b[31mred\x1b[0m",
    "cursor": "\x1b[2J\x1b[1;1H\x1b[?25l",
    "terminal link": "\x1b]8;;https://example.com\x1b\\click\x1b]8;;\x1b\\",
    "window title": "\x1b]0;owned\x07",
    "C1 controls": "a\x9b31mb\x90c\x9dd\x85e",
    "bell, backspace, delete": "a\x07b\x08c\x7fd",
    "NUL": "a\0b",
    "bidirectional override": "a\u202eb\u202cc\u2066d\u2069e\u200ff\u061cg",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f\xadg",
    "tags": "a\U000e0041\U000e007fb",
    "blank letters": "a\u3164b\uffa0c\u115fd",
    "line separators": "a\u2028b\u2029c",
    "lines": "a\nb\r\nc\rd\x0be\x0cf",
    "tabs": "a\tb\t\tc",
}
RICH = {
    "closing tag": "[/]",
    "style tag": "[red]x[/red]",
    "link tag": "[link=https://example.com]x[/link]",
    "open tag": "\\[bold",
    "emoji code": ":smile:",
}
MARKDOWN = {
    "heading": "# a",
    "heading below": "a\n===",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ ***f***",
    "link": "[x](javascript:alert) [y](https://example.com 'z')",
    "image": "![x](https://example.com/x.png)",
    "link by name": "[x][y] [y]: https://example.com",
    "definition": "[x]: https://example.com",
    "autolink": "<https://example.com> <a@example.com>",
    "footnote": "[^1]: a",
    "table": "| a | b |\n| - | - |\n| c | d |",
    "code": "`a` ``b`` ```c",
    "fence": "```\na\n```",
    "tilde fence": "~~~ a",
    "dash list": "- a",
    "plus list": "+ a",
    "star list": "* a",
    "task": "- [ ] a",
    "number list": "1. a",
    "bracket list": "12) a",
    "quote": "> a",
    "rule": "---",
    "star rule": "* * *",
    "underscore rule": "___",
    "backslash": "\\",
    "escapes": "\\* \\[x\\](y) \\<b\\> \\\\",
    "entities": "&lt;b&gt; &#60;i&#x3e; &amp;lt; &copy",
    "formula": "$a$ $$b$$",
    "intraword": "a_b_c a*b*c _a_b_",
}
HTML = {
    "script": "<script>alert(1)</script>",
    "image with script": '<img src=x onerror="alert(1)">',
    "closing tags": "</li></ul></body><h1>",
    "comment": "<!-- a",
    "declaration": "<!DOCTYPE x> <?php a ?> <![CDATA[b]]>",
}
PIPELINE = {
    "GitHub command": "::error file=x::y",
    "GitHub output": "::set-output name=a::b",
    "GitHub command later": "a\n  ::add-mask::b",
    "old command": "##[error]x",
    "old command inside": "a ##[command]b",
    "Azure command": "##vso[task.setvariable variable=a]b",
}
TEMPLATE = {
    "expression": "{{ 7*7 }}",
    "statement": "{% raw %}",
    "comment of Jinja": "{# a #}",
    "format fields": "{0.__class__} {title!r} {}",
    "percent fields": "%s %(title)s %n %",
    "dollar fields": "$HOME ${HOME} $(id) `id`",
}
CELLS = {
    "formula cell": "=1+1",
    "plus cell": "+1+1",
    "minus cell": "-1+1",
    "at cell": "@SUM(A1:A2)",
    "command cell": "=cmd|' /C calc'!A0",
}
_GROUPS = (TERMINAL, RICH, MARKDOWN, HTML, PIPELINE, TEMPLATE, CELLS)
SHORT = {name: text for group in _GROUPS for name, text in group.items()}
LEADING = {name: f"{text} {WORD}" for name, text in SHORT.items()}
TRAILING = {name: f"{WORD} {text}" for name, text in SHORT.items()}
LONG = {
    "5,000 characters": f"{WORD} " + "lorem ipsum " * 416,
    "5,000 characters without a space": WORD + "x" * 4993,
    "5,000 wide characters": WORD + "界" * 4993,
    "5,000 escapes": WORD + "\x1b[31m" * 998,
    "5,000 brackets": WORD + "[" * 4993,
}
ALL = LEADING | LONG


def visible(text: str) -> str:
    """The text as every output has to show it, before that output's own escaping."""
    words = re.sub("[ \t\r\n]+", " ", text).strip(" ")
    return "".join(sign if _shown(sign) else f"<U+{ord(sign):04X}>" for sign in words)


def _shown(sign: str) -> bool:
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return not hidden and sign not in "\u115f\u1160\u3164\uffa0"


def squashed(text: str) -> str:
    """The text without its white space, to find it again however it is wrapped."""
    return re.sub(r"\s+", "", text)
