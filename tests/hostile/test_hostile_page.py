"""What a stranger writes into a plan is text on the page of the report, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile_plans import AS_OF, sound, write
from hostile_runs import in_process
from hostile_texts import WORD, squashed, visible

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser import Viewer

# Each short enough to stand uncut wherever the report shows a text.
ATTACKS = (
    '<script>document.title=1</script>"><img src=x onerror="document.title=2"> x onclick=a()',
    "</title></style></svg></p></body></html><style>body { display: none }</style><h1>owned</h1>",
    "{{ 7*7 }}{% raw %}{# a #}${7*7} a\u202eb\u2066c\u200bd\x1b[31me\0f",
    "<!-- --> <![CDATA[ a ]]> &lt;b&gt; &#60; &amp;lt;script&amp;gt; &quot; &#x22;",
)
# Every element with the names of its attributes.
ELEMENTS = """() => [...document.querySelectorAll('*')].map(each =>
  [each.tagName, ...each.getAttributeNames()].join(' '))"""
SHOWN = "document.title, document.querySelector('h1').innerText, document.body.innerText"


def _page(folder: Path, text: str, viewer: Viewer) -> Page:
    plan = write(folder / "plan", sound(text))
    file = folder / "page.html"
    result = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--out", file)
    assert result.code == 0
    return viewer.open(file)


def test_what_a_stranger_writes_is_text_and_does_nothing(tmp_path: Path, viewer: Viewer) -> None:
    harmless = set(_page(tmp_path / "harmless", WORD, viewer).evaluate(ELEMENTS))
    for number, attack in enumerate(ATTACKS):
        text = f"{attack} {WORD}"
        page = _page(tmp_path / f"{number}", text, viewer)
        found, title, heading, body = page.evaluate(f"[({ELEMENTS})(), {SHOWN}]")
        assert set(found) <= harmless
        assert [found.count(each) for each in ("TITLE", "STYLE", "H1")] == [1, 1, 1]
        shown = visible(text)
        assert (title, heading) == (f"{shown}: weekly update, Fri 20 Nov 2026", shown)
        assert squashed(body).count(squashed(shown)) >= 10
