"""How links are read as what hangs on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model import KINDS
from mvpplan.model.fields import Ref
from mvpplan.model.outline import outline
from mvpplan.model.relations import RELATIONS, ties

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded


def pointing(shape: type) -> bool:
    """Whether a group of fields names records."""
    return any(
        isinstance(field.marker, Ref) or (field.group and pointing(field.base))
        for field in outline(shape).values()
    )


def test_every_field_that_names_records_has_words_for_it() -> None:
    fields = {
        (kind, field.name)
        for kind, shape in KINDS.items()
        for field in outline(shape).values()
        if isinstance(field.marker, Ref) or (field.group and pointing(field.base))
    }
    assert fields == {key for key in RELATIONS if key[0] in KINDS}


def test_links_are_read_from_what_comes_first_to_what_hangs_on_it(
    loaded: Callable[..., Loaded],
) -> None:
    plan = loaded(
        {
            "decisions.yaml": """\
                pay:
                  title: Pay
                  depends_on: [tax]
                  assumptions: [buy]
                  target: {metric: time, value: 1}
                tax: {title: Tax, supersedes: [pay], depends_on: [tax, gone]}
                """,
            "assumptions.yaml": "buy: {title: Buy, requires: [see]}\nsee: {title: See}\n",
            "blockers.yaml": "keys: {title: Keys, blocks: [tax, time]}\n",
            "dependencies.yaml": "list: {title: List, needed_by: [pay], metric: time}\n",
            "metrics.yaml": "time: {title: Time, decisions: [pay]}\n",
            "scope.yaml": "form: {title: Form, decisions: [pay]}\n",
            "feedback.yaml": "late: {title: Late, about: pay.due}\n",
            "lessons.yaml": "early: {title: Early, from: [keys]}\n",
        }
    ).plan
    assert [
        f"{t.then} {t.relation.after} {t.first} ({t.source}.{t.field})" for t in ties(plan)
    ] == [
        "pay comes after tax (pay.depends_on)",
        "pay relies on buy (pay.assumptions)",
        "time measures pay (pay.target)",
        "tax comes after gone (tax.depends_on)",
        "tax replaces pay (tax.supersedes)",
        "buy tested after see (buy.requires)",
        "tax blocked by keys (keys.blocks)",
        "time blocked by keys (keys.blocks)",
        "time acted on by pay (time.decisions)",
        "time measures list (list.metric)",
        "pay waits for list (list.needed_by)",
        "form rests on pay (form.decisions)",
        "late is about pay (late.about)",
        "early learnt from keys (early.from)",
    ]
