"""Files that are read apart, and kept for the next state, make the same plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from example_plans import PLANS
from mvpplan.store.load import load
from mvpplan.store.tree import Held, WorkingTree

if TYPE_CHECKING:
    from mvpplan.store.reading import Reading

STATES = {
    "twice": {
        "mvpplan.yaml": b"format: 1\ntitle: a\n",
        "decisions/tax.yaml": b"title: a\n",
        "decisions.yaml": b"tax: {title: b}\nother: {title: c}\n",
        "risks/tax.yaml": b"title: [\n",
    },
    "faulty": {
        "mvpplan.yaml": b"format: 1\npeople: [\n",
        "decisions.yaml": b"tax: {title: b, onwer: c}\n\xff",
        "risks.yaml": b"no id: {title: b}\n",
    },
    "without a plan file": {"decisions/tax.yaml": b"title: a\n"},
}


@pytest.mark.parametrize("files", STATES.values(), ids=STATES.keys())
def test_a_state_reads_the_same(files: dict[str, bytes]) -> None:
    known: dict[tuple[str, bytes], Reading] = {}
    whole = load(Held(files))
    assert load(Held(files), known=known) == whole
    assert load(Held(files), known=known) == whole
    assert len(known) == len(files)


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_an_example_reads_the_same(folder: object) -> None:
    known: dict[tuple[str, bytes], Reading] = {}
    tree = WorkingTree(folder)  # type: ignore[arg-type]
    whole = load(tree)
    assert load(tree, known=known) == whole
    assert load(tree, known=known) == whole
