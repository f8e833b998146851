"""How wide and how many lines a text is counted, against the fonts that a browser has."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from mvpplan.reports.head import head
from mvpplan.reports.letters import breadth, lines

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Viewer

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs"]), max_size=9)
SAMPLES = [
    "Guests can find their order, and rework is down by a quarter.",
    "4 items open too long and escalating: tax-sandbox-access, crm-matching and 2 more",
    "escalates to Mara Lind (open for 18 days), was Fri 20 Nov, slip 2, 14 days in all",
    "resolve: „Größe“ – naïve café, 100 % of 1,900 EUR (50 €) & “so on”… or not? yes/no!",
    "https://example.com/a/very/long/address?with=many&parts=in#it and-many-hyphens-in-it",
    "check-out-check-out-check-out-check-out-check-out-check-out-check-out",
    "W" * 90,
    "WiWiWi WWWW iiii mmmm @@@@ %%%% llll",
    "Гости хотят платить без регистрации, жёлтый щавель и ещё",
    "τους επισκέπτες θέλουμε χωρίς λογαριασμό",
]
SIZES = ((7.25, False), (8.0, False), (8.0, True), (10.5, True), (17.0, True))
# Lines and width of each text in a block so many mm wide, as the browser lays them out.
MEASURE = """given => given.map(([text, room, size, bold]) => {
  const block = document.body.appendChild(document.createElement('p'));
  Object.assign(block.style, {width: `${room}mm`, fontSize: `${size}pt`, lineHeight: '10px',
    fontWeight: bold ? 'bold' : 'normal'});
  block.textContent = text;
  const lines = Math.round(block.getBoundingClientRect().height / 10);
  block.remove();
  return lines;
})"""


@given(TEXT, TEXT, st.booleans())
def test_letters_add_up(one: str, other: str, bold: bool) -> None:
    both = breadth(one + other, 8, bold=bold)
    assert abs(both - breadth(one, 8, bold=bold) - breadth(other, 8, bold=bold)) < 1e-6
    assert breadth(one, 16, bold=bold) >= 1.99 * breadth(one, 8, bold=bold)


@given(st.lists(TEXT, max_size=9).map(" ".join), st.floats(5, 200), st.booleans())
def test_a_narrower_column_never_takes_fewer_lines(text: str, room: float, bold: bool) -> None:
    text = text.strip()
    count = lines(text, room, 8, bold=bold)
    assert (count == 0) == (text == "")
    assert count <= lines(text, room / 2, 8, bold=bold)
    assert count <= lines(f"{text} more", room, 8, bold=bold)


def test_no_browser_takes_more_lines_than_are_counted(viewer: Viewer, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - any texts do
    words = " ".join(SAMPLES).split()
    texts = [*SAMPLES, *(" ".join(chance.choices(words, k=12)) for _ in range(30))]
    given = [
        (text, room, size, bold)
        for text in texts
        for size, bold in SIZES
        for room in (24.0, 38.0, 55.0, 103.0)
    ]
    counted = [lines(text, room, size, bold=bold) for text, room, size, bold in given]
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><style>{head('base')['style']}</style>", encoding="utf-8")
    for font in ("var(--font)", '"Narrower DejaVu"'):
        shown = viewer.open(file, style=f"* {{ font-family: {font} !important }}")
        real = shown.evaluate(MEASURE, given)
        more = [case for case, own, most in zip(given, real, counted, strict=True) if own > most]
        assert more == []
        assert sum(real) >= 0.8 * sum(counted)
