"""What moved between two states of a plan, record by record, in the words of planners."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.fingerprint import fingerprint, lapsed
from mvpplan.model.metric import Metric
from mvpplan.model.record import written
from mvpplan.model.rows import row_of, shown
from mvpplan.model.scope import Scope
from mvpplan.text.words import joined, number, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mvpplan.model.record import Record

T = TypeVar("T")

ORDER = (
    *("fallen", "reversed", "reopened", "missed", "slipped", "closed", "earlier", "grown", "cut"),
    *("opened", "moved", "re-owned", "re-estimated", "lapsed", "verdict", "reading", "evidence"),
    *("renamed", "removed", "edited"),
)
"""Everything that can happen to a record; what a manager has to know first stands first."""

_LONGEST = 80
_ESTIMATES = (
    *("impact", "confidence", "cost", "duration", "effort", "contribution", "likelihood"),
    *("baseline", "target", "guardrail"),
)
_BY_ENDING = frozenset({"closed", "evidence", "choice", "decided_by", "on"})
_DAYS = ("due", "checkpoint", "fallback_by", "revisit", "on", "by")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one record.

    Attributes:
        what: one of ``ORDER``.
        record: as it is now, or as it last was.
        words: what happened exactly, in a few words.
        fields: the fields that show it.
        days: by how many days a date moved.
    """

    what: str
    record: Record
    words: str
    fields: tuple[str, ...] = ()
    days: int = 0

    def order(self) -> tuple[int, str, str]:
        """Key that sorts changes by importance, then by kind and id."""
        return ORDER.index(self.what), self.record.kind, self.record.id


def changes(before: Mapping[str, Record], after: Mapping[str, Record]) -> list[Change]:
    """Everything that differs between two states, the most important first.

    One thing is one change: what closing a record writes into it counts as its closing. A record
    that has got another id, and says the same, is renamed.
    """
    renamed = dict(_renamed(before, after))
    found = [Change("renamed", after[new], f"was {old}") for old, new in renamed.items()]
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if old is not None and new is not None:
            found += _between(old, new) if old != new else ()
        elif new is not None and name not in renamed.values():
            found.append(_opened(new))
        elif old is not None and name not in renamed:
            found.append(Change("removed", old, _status(old)))
    return sorted(found, key=Change.order)


def _renamed(
    before: Mapping[str, Record], after: Mapping[str, Record]
) -> Iterator[tuple[str, str]]:
    gone = {_sense(before[name]): name for name in sorted(before.keys() - after.keys())}
    for name in sorted(after.keys() - before.keys()):
        old = gone.pop(_sense(after[name]), None)
        if old is not None:
            yield old, name


def _sense(record: Record) -> tuple[str, str]:
    return record.kind, fingerprint(record)


def _opened(record: Record) -> Change:
    if isinstance(record, Scope):
        grown = "grown" if record.is_open else "cut"
        return Change(grown, record, f"new, {record.status}", ("status",))
    return Change("opened", record, _status(record))


def _status(record: Record) -> str:
    return record.status or ""


def _between(old: Record, new: Record) -> Iterator[Change]:
    """What happened to one record; each field that differs counts for one change."""
    if type(old) is not type(new):
        yield Change("edited", new, f"a {new.kind}, was a {old.kind}")
        return
    left = {
        written(field.name)
        for field in fields(new)
        if getattr(old, field.name) != getattr(new, field.name)
    }
    for detect in DETECTORS:
        for change in detect(old, new, frozenset(left)):
            left -= {*change.fields}
            yield change
    yield from _lapsed(old, new)
    if left:
        names = tuple(sorted(left))
        yield Change("edited", new, shortened(joined(names), _LONGEST), names)


def _ended(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    """Another status, with what ending or reopening a record writes beside it."""
    if "status" not in left:
        return
    what = _what(old, new)
    words = f"{old.status} → {new.status}"
    beside = left & (_BY_ENDING | {type(new).reason})
    if what in ("closed", "fallen", "reversed", "cut"):
        reason = getattr(new, type(new).reason, None)
        words += f": {shortened(reason, _LONGEST)}" if reason and type(new).reason in left else ""
    yield Change(what, new, words, ("status", *sorted(beside)))


def _what(old: Record, new: Record) -> str:
    """What another status means."""
    special = {
        (Assumption, "invalidated"): "fallen",
        (Dependency, "missed"): "missed",
        (Scope, "in"): "grown",
        (Scope, "out"): "cut",
        (Scope, "deferred"): "cut",
    }.get((type(new), new.status or ""))
    if special:
        return special
    if old.is_open:
        return "moved" if new.is_open else "closed"
    return "reopened" if new.is_open else "reversed"


def _moved_days(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    """Dates that moved; later is a slip."""
    for name in _DAYS:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if name in left and isinstance(was, date) and isinstance(now, date):
            days = (now - was).days
            what = "slipped" if days > 0 else "earlier"
            yield Change(what, new, f"{name} {was} → {now}", (name,), days)


def _owner(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    if "owner" in left:
        words = f"{old.owner or 'nobody'} → {new.owner or 'nobody'}"
        yield Change("re-owned", new, words, ("owner",))


def _estimates(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    names = tuple(name for name in _ESTIMATES if name in left)
    before, after = row_of(old), row_of(new)
    moved = (f"{name} {_shown(before.get(name))} → {_shown(after.get(name))}" for name in names)
    if names:
        yield Change("re-estimated", new, joined([*moved]), names)


def _readings(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    if isinstance(old, Metric) and isinstance(new, Metric) and "readings" in left:
        added = _added(old.readings, new.readings)
        if added:
            words = joined([f"{number(each.value)} on {each.on}" for each in added])
            yield Change("reading", new, words, ("readings",))


def _verdicts(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    if isinstance(old, Decision) and isinstance(new, Decision) and "approvals" in left:
        added = _added(old.approvals, new.approvals)
        if added:
            words = joined([f"{each.verdict} by {each.by}" for each in added])
            yield Change("verdict", new, words, ("approvals",))


def _evidence(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    if "evidence" in left:
        added = _added(getattr(old, "evidence", ()), getattr(new, "evidence", ()))
        if added:
            words = joined([shortened(each.what, _LONGEST) for each in added])
            yield Change("evidence", new, words, ("evidence",))


def _lapsed(old: Record, new: Record) -> Iterator[Change]:
    """Approvals that held before and do not any more."""
    before = {(each.by, each.on) for _, each in lapsed(old)}
    names = [each.by for _, each in lapsed(new) if (each.by, each.on) not in before]
    if names:
        yield Change("lapsed", new, f"approved by {joined(names)} before it changed")


def _added(old: tuple[T, ...], new: tuple[T, ...]) -> list[T]:
    """What a list has more; nothing if it lost or changed an item."""
    return [each for each in new if each not in old] if all(each in new for each in old) else []


def _shown(value: Any) -> str:
    return "none" if value is None else shortened(shown(value), _LONGEST)


DETECTORS: tuple[Callable[[Record, Record, frozenset[str]], Iterator[Change]], ...] = (
    _ended,
    _moved_days,
    _owner,
    _estimates,
    _readings,
    _verdicts,
    _evidence,
)
"""What can happen to a record that stays; each sees the fields that no other has taken."""
