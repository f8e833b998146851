"""What hangs on what: how the links between records are read, in words from both ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Relation:
    """How a link is read.

    Attributes:
        after: what a record says of the one that comes first, as in "relies on".
        before: what that one says of it, as in "relied on by".
        firm: whether what hangs on a record hangs on all that comes before it too; what only looks
            at a record, or measures it, does not.
        turned: whether the record that is named hangs on the one that names it.
    """

    after: str
    before: str
    firm: bool = False
    turned: bool = False


RELATIONS = {
    ("decision", "depends_on"): Relation("comes after", "comes before", firm=True),
    ("decision", "assumptions"): Relation("relies on", "relied on by", firm=True),
    ("assumption", "requires"): Relation("tested after", "tested before", firm=True),
    ("dependency", "needed_by"): Relation("waits for", "needed by", firm=True, turned=True),
    ("blocker", "blocks"): Relation("blocked by", "blocks", firm=True, turned=True),
    ("scope", "decisions"): Relation("rests on", "shapes", firm=True),
    ("scope", "journeys"): Relation("needs", "needed by", firm=True),
    ("journey", "decisions"): Relation("rests on", "shapes", firm=True),
    ("decision", "supersedes"): Relation("replaces", "replaced by"),
    ("decision", "target"): Relation("measures", "measured by", turned=True),
    ("metric", "decisions"): Relation("acted on by", "acts on"),
    ("risk", "metric"): Relation("measures", "measured by", turned=True),
    ("dependency", "metric"): Relation("measures", "measured by", turned=True),
    ("change", "adds"): Relation("added by", "adds", turned=True),
    ("change", "removes"): Relation("removed by", "removes", turned=True),
    ("change", "effects"): Relation("moved by", "moves", turned=True),
    ("checkpoint", "about"): Relation("looks at", "looked at by"),
    ("feedback", "about"): Relation("is about", "commented by"),
    ("lesson", "from"): Relation("learnt from", "taught"),
}
"""How the links of each kind and field are read; those of others say that they name a record."""

_NAMES = Relation("names", "named by")


@dataclass(frozen=True, slots=True)
class Tie:
    """A record hangs on another: ``first`` comes before ``then``.

    ``source`` is the record that says so, in its field ``field``.
    """

    first: str
    then: str
    relation: Relation
    source: str
    field: str


def ties(plan: Plan) -> list[Tie]:
    """Every link of a plan read as what hangs on what, in order of the records.

    A record that is linked to itself hangs on nothing by that. What a link names may be missing.
    """
    found: dict[tuple[str, str, Relation], Tie] = {}
    for link in plan.links:
        if link.source == link.target:
            continue
        relation = RELATIONS.get((plan.records[link.source].kind, link.field), _NAMES)
        ends = (link.source, link.target) if relation.turned else (link.target, link.source)
        found.setdefault((*ends, relation), Tie(*ends, relation, link.source, link.field))
    return list(found.values())
