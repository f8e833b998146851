"""What moved between two states of a plan, record by record, in the words of planners."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mvpplan.model.assumption import Assumption
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.dependency import Dependency
from mvpplan.model.fields import Ref
from mvpplan.model.fingerprint import approvals_of, lapsed
from mvpplan.model.metric import Metric
from mvpplan.model.outline import outline
from mvpplan.model.quantity import Quantity
from mvpplan.model.record import a_record_of
from mvpplan.model.renames import renames
from mvpplan.model.rows import row_of, shown
from mvpplan.model.scope import Scope
from mvpplan.text.words import joined, number, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mvpplan.model.plan import Plan
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
# What ending a record writes into it, and what it writes if it was not there before.
_BY_ENDING = frozenset({"closed", "evidence", "choice", "decided_by", "on"})
_NEW_BY_ENDING = frozenset({"revisit", "headline"})
# Ends that leave something to be done; another end after them takes nothing back.
_FOR_NOW = frozenset({"deferred", "fallback", "missed", "skipped", "dropped"})
_DAYS = ("due", "checkpoint", "fallback_by", "revisit", "on", "by")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one record.

    Attributes:
        what: one of ``ORDER``.
        record: as it is now, or as it last was.
        words: what happened exactly, in a few words.
        fields: the fields that show it; none for what concerns the record as a whole.
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
    renamed = dict(renames(before, after))
    found = []
    for old, new in renamed.items():
        found.append(Change("renamed", after[new], f"was {old}"))
        found += _between(before[old], after[new], renamed)
    for name in before.keys() | after.keys():
        was, now = before.get(name), after.get(name)
        if was is not None and now is not None:
            found += _between(was, now, renamed) if was != now else ()
        elif now is not None and name not in renamed.values():
            found.append(_opened(now))
        elif was is not None and name not in renamed:
            found.append(Change("removed", was, _status(was)))
    return sorted(found, key=Change.order)


def moved(before: Plan, after: Plan) -> list[Change]:
    """The same for two plans; what one of them could not read is not compared."""
    unread = before.broken.keys() | after.broken.keys()
    return changes(
        {name: record for name, record in before.records.items() if name not in unread},
        {name: record for name, record in after.records.items() if name not in unread},
    )


def _opened(record: Record) -> Change:
    if isinstance(record, Scope):
        what = "grown" if record.is_open else "opened"
        return Change(what, record, f"new, {record.status}", ("status",))
    return Change("opened", record, _status(record))


def _status(record: Record) -> str:
    return record.status or a_record_of(record.kind)


def _between(old: Record, new: Record, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What happened to one record; each field that differs counts for one change."""
    if type(old) is not type(new):
        yield Change("edited", new, f"{a_record_of(new.kind)}, was {a_record_of(old.kind)}")
        return
    left = {
        name
        for name, field in outline(type(new)).items()
        if name != "id"
        and not _same(
            getattr(old, field.attribute),
            getattr(new, field.attribute),
            renamed if field.group or isinstance(field.marker, Ref) else {},
        )
    }
    for detect in DETECTORS:
        for change in detect(old, new, frozenset(left)):
            left -= {*change.fields}
            yield change
    yield from _lapsed(old, new)
    if left:
        names = tuple(sorted(left))
        words = joined([_edited(old, new, name) for name in names])
        yield Change("edited", new, shortened(words, _LONGEST), names)


def _same(old: Any, new: Any, renamed: Mapping[str, str]) -> bool:
    """Whether two values mean the same; ``renamed`` are ids that records have got since."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(
            _same(one, other, renamed) for one, other in zip(old, new, strict=True)
        )
    if isinstance(old, str) and isinstance(new, str):
        record, dot, section = old.partition(".")  # a comment may be about one field
        return old.strip() == new.strip() or renamed.get(record, record) + dot + section == new
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        return (old.low, old.likely, old.high) == (new.low, new.likely, new.high)
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            _same(old[name], new[name], renamed) for name in old
        )
    if is_dataclass(old) and type(old) is type(new):
        names = (field.name for field in fields(old))
        return all(_same(getattr(old, name), getattr(new, name), renamed) for name in names)
    return bool(old == new)


def _edited(old: Record, new: Record, name: str) -> str:
    """A field that was edited; of a date that came or went, what it was and is."""
    was, now = getattr(old, name, None), getattr(new, name, None)
    if isinstance(was, date) or isinstance(now, date):
        return f"{name} {_shown(was)} → {_shown(now)}"
    return name


def _ended(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    """Another status, with what ending or reopening a record writes beside it."""
    if "status" not in left:
        return
    what = _what(old, new)
    words = f"{old.status} → {new.status}"
    beside: frozenset[str] = frozenset()
    if not (old.is_open and new.is_open):
        fresh = _NEW_BY_ENDING.union(type(new).ends_with)
        beside = left & (_BY_ENDING | {type(new).reason})
        beside |= {name for name in left & fresh if _came_or_went(old, new, name)}
    if not new.is_open:
        reason = getattr(new, type(new).reason, None)
        words += f": {shortened(reason, _LONGEST)}" if reason and type(new).reason in left else ""
    yield Change(what, new, words, ("status", *sorted(beside)))


def _came_or_went(old: Record, new: Record, name: str) -> bool:
    return not getattr(old, name, None) or not getattr(new, name, None)


def _what(old: Record, new: Record) -> str:
    """What another status means."""
    special = {
        (Assumption, "invalidated"): "fallen",
        (Dependency, "missed"): "missed",
        (Scope, "in"): "grown",
    }.get((type(new), new.status or ""))
    if special:
        return special
    if isinstance(new, Scope):
        return "cut" if old.is_open else "moved"
    if old.is_open:
        return "moved" if new.is_open else "closed"
    if new.is_open:
        return "reopened"
    return "closed" if old.status in _FOR_NOW else "reversed"


def _moved_days(old: Record, new: Record, left: frozenset[str]) -> Iterator[Change]:
    """Dates that moved; later is a slip."""
    for name in _DAYS:
        was, now = getattr(old, name, None), getattr(new, name, None)
        is_plan = name != "on" or (isinstance(old, Checkpoint) and old.is_open)
        if name in left and is_plan and isinstance(was, date) and isinstance(now, date):
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
    if "approvals" in left:
        added = _added(approvals_of(old), approvals_of(new))
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
