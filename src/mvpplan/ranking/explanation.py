"""Why a row stands where it does, in the order in which a reader asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.model.assumption import Assumption
from mvpplan.model.nearest import suggestion
from mvpplan.ranking.clock import room
from mvpplan.ranking.estimates import chance_ahead, in_tenths
from mvpplan.ranking.flip_words import flip_sentences
from mvpplan.text.words import counted, day_name, in_full, joined, number, significant, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.ranking.candidate import Candidate
    from mvpplan.ranking.job import Job
    from mvpplan.ranking.result import Ranking, Row

_DAY = timedelta(days=1)
_FURTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: what it is about, and its sentences."""

    name: str
    sentences: tuple[str, ...]


def explain(ranking: Ranking, plan: Plan, as_of: date, name: str) -> list[Part]:
    """Explain the place of a record in a ranking.

    Raises CannotRunError if it has none, with the reason where that is known.
    """
    places = {row.candidate.id: number for number, row in enumerate(ranking.rows)}
    if name not in places:
        raise _not_ranked(ranking, name)
    told = _Explained(ranking, plan, as_of, places[name])
    parts = (
        ("Inputs", told.inputs()),
        ("Score", told.arithmetic()),
        ("Place", told.place()),
        ("What put it there", told.moved_by()),
        ("Where that changes", told.changes()),
        ("How good the order is", iter([f"It is {ranking.guarantee}."])),
        (told.about_its_date(), told.price()),
        ("What the score ignores", iter([f"It ignores {ranking.method.ignores}."])),
    )
    return [Part(title, sentences) for title, found in parts if (sentences := tuple(found))]


def _not_ranked(ranking: Ranking, name: str) -> CannotRunError:
    found = ranking.candidates
    for item in (*found.parked, *found.nothing_to_learn, *found.unranked):
        if item.id == name:
            return CannotRunError(f"{name} is not ranked: {item.reason}")
    ids = list(found.ranked)
    hint = suggestion(name, ids, f"'mvpplan rank {ranking.subject.name}' shows what is ranked")
    return CannotRunError(f"{name} is not among the {ranking.subject.name} that are ranked", hint)


@dataclass(frozen=True, slots=True)
class _Explained:
    ranking: Ranking
    plan: Plan
    as_of: date
    index: int

    @property
    def row(self) -> Row:
        return self.ranking.rows[self.index]

    @property
    def candidate(self) -> Candidate:
        return self.row.candidate

    @property
    def job(self) -> Job:
        return self.ranking.arrangement.jobs[self.index]

    def _day(self, day: date) -> str:
        return day_name(day, self.as_of)

    def _work(self, amount: Fraction) -> str:
        return with_unit(in_full(amount), self.plan.settings.cost.unit)

    def inputs(self) -> Iterator[str]:
        candidate, settings, subject = self.candidate, self.plan.settings, self.ranking.subject
        given = getattr(candidate.record, subject.gain)
        if settings.impact_scale and subject.gain == "impact":
            points, unit = number(candidate.impact), settings.impact.unit
            yield f"Impact {given}, given: {with_unit(points, unit)} on the scale of the plan."
        else:
            unit = f" {settings.impact.unit}" if subject.gain == "impact" else ""
            yield f"{subject.gain.capitalize()} {number(candidate.impact)}{unit}, given."
        if candidate.belief is not None:
            held, doubt = in_full(candidate.belief.confidence), in_full(candidate.doubt)
            yield f"Confidence {held}, {candidate.belief.source}; doubt {doubt}."
        yield f"{subject.cost.capitalize()} {self._cost()}."
        if candidate.requires:
            yield f"Requires {joined(candidate.requires)}."
        if candidate.due and candidate.due_for:
            needed = self.plan.records[candidate.due_for].due
            by = f"{self._day(needed)}{self._less()}" if needed else ""
            yield f"Due {self._day(candidate.due)}: {candidate.due_for} is due {by}."

    def _less(self) -> str:
        """What stands between the date of a decision and the test that it needs."""
        record = self.candidate.record
        if not isinstance(record, Assumption) or not record.duration:
            return ""
        if record.status == "testing":
            return ", and the test is running"
        return f", less {counted(record.duration, 'day')} for the test to run"

    def _cost(self) -> str:
        cost = self.candidate.cost
        unit = self.plan.settings.cost.unit
        if cost.low == cost.high:
            return f"{self._work(cost.mean)}, given"
        how = "a range that is right nine times in ten"
        if cost.likely is not None:
            how = "the least, the most likely and the most"
        return f"{cost} {unit}, {how}; {significant(cost.mean, 3)} on average"

    def arithmetic(self) -> Iterator[str]:
        candidate, method = self.candidate, self.ranking.method
        if self.row.score is None:
            yield f"It costs nothing, so no score is needed: {self.ranking.subject.free}."
            return
        if method.group is not None:
            yield f"{self.row.group}: {method.formula}; inside, by impact."
            return
        words = {
            "impact": number(candidate.impact),
            "contribution": number(candidate.impact),
            "customer impact": number(candidate.impact),
            "doubt": in_full(candidate.doubt),
            "cost": in_full(candidate.cost.mean),
            "effort": in_full(candidate.cost.mean),
            "value of information": number(self.job.weight),
        }
        shown = " ".join(words.get(part, part) for part in _parts(method.formula))
        yield f"{method.formula} = {shown} = {significant(self.row.score)}."

    def place(self) -> Iterator[str]:
        rows, index = self.ranking.rows, self.index
        tied = ", shared" if self.row.tied else ""
        text = f"Rank {self.row.rank} of {len(rows)}{tied}"
        near = []
        if index:
            near.append(f"after {_with_score(rows[index - 1])}")
        if index + 1 < len(rows):
            near.append(f"before {_with_score(rows[index + 1])}")
        yield f"{text}: {joined(near)}." if near else f"{text}."
        if self.row.best is not None:
            yield (
                f"Within the ranges of the estimates it may stand at place {self.row.best} to"
                f" {self.row.worst}."
            )
        home = self.ranking.arrangement.home
        if self.row.close:
            above = home[self.ranking.arrangement.jobs[index - 1].id]
            chance = chance_ahead(home[self.job.id], above, self.ranking.candidates.ranked)
            name = rows[index - 1].candidate.id
            yield f"The chance that it should stand before {name} is {in_tenths(chance)}."

    def moved_by(self) -> Iterator[str]:
        arrangement, name = self.ranking.arrangement, self.candidate.id
        home = arrangement.home[name]
        if self.row.late:
            why = self.row.note.split("; ")[0]
            yield f"{why[0].upper()}{why[1:]}."
        if name in arrangement.pulled:
            yield f"Its date: by scores alone it would come too late for {self.candidate.due_for}."
        if len(home.jobs) > 1 and not self.row.late and self.ranking.method.group is None:
            others = [job.id for job in home.jobs if job.id != name]
            density = "without cost" if home.density[0] else significant(home.density[1])
            yield (
                f"Its prerequisites: it stands in one block with {joined(others)}, which is worth"
                f" {density} as a whole."
            )
        if self.row.tied:
            equals = [
                row.candidate.id
                for row in self.ranking.rows
                if row.rank == self.row.rank and row.candidate.id != name
            ]
            yield (
                f"Its score equals that of {joined(equals)}; the earlier date comes first, then the"
                " lower cost, then the id."
            )
        dates = arrangement.late | arrangement.pulled
        if not self.row.late and name not in arrangement.pulled and dates and self._is_displaced():
            yield f"The dates of others: {self._dates_of_others()}."
        elif (
            len(home.jobs) == 1
            and not (self.row.late or self.row.tied)
            and name not in arrangement.pulled
        ):
            yield "Nothing but its score." if self.row.score is not None else "It costs nothing."

    def _dates_of_others(self) -> str:
        arrangement = self.ranking.arrangement
        moves = []
        for names, to in ((arrangement.pulled, "forward"), (arrangement.late, "to the end")):
            if names:
                verb = "moves" if len(names) == 1 else "move"
                moves.append(f"{joined(sorted(names))} {verb} {to}")
        return joined(moves)

    def _is_displaced(self) -> bool:
        """Whether the order without any date has something else before it."""
        jobs = self.ranking.arrangement.jobs
        free = self.ranking.method.arrange(replace(job, deadline=None) for job in jobs).jobs
        before = {job.id for job in jobs[: self.index]}
        place = next(n for n, job in enumerate(free) if job.id == self.candidate.id)
        return before != {job.id for job in free[:place]}

    def changes(self) -> Iterator[str]:
        yield from flip_sentences(self.ranking, self.plan.settings, self.row, self.job)

    def about_its_date(self) -> str:
        return "When it could be ready" if self.row.late else "Price of the date"

    def price(self) -> Iterator[str]:
        arrangement, settings = self.ranking.arrangement, self.plan.settings
        name = self.candidate.id
        if self.row.late:
            yield from self._ready()
        if name not in arrangement.pulled:
            return
        without = self.ranking.method.arrange(
            replace(job, deadline=None) if job.id == name else job for job in arrangement.jobs
        )
        if without.late != arrangement.late:
            saved = sorted(arrangement.late - without.late)
            yield f"Without it, {joined(saved) or 'others'} could be in time."
            return
        more = arrangement.open_risk - without.open_risk
        gain, day = settings.impact.unit, settings.cost.unit.removesuffix("s")
        exact = "" if arrangement.exact and without.exact else ", as far as was found"
        yield (
            f"Keeping it leaves other risk open for longer: as much as {significant(more)} {gain}"
            f" of it waiting one {day} more than in the best order without that date{exact}."
        )

    def _ready(self) -> Iterator[str]:
        """When a late one would be ready if it came first."""
        if self.plan.settings.capacity is None:
            yield "When it could be ready is not known, for the plan gives no capacity."
            return
        found = self.ranking.candidates.ranked
        needs, waiting = Fraction(0), [self.candidate.id]
        seen = set(waiting)
        while waiting:
            each = found[waiting.pop()]
            needs += each.cost.mean
            waiting += [name for name in each.requires if name not in seen]
            seen.update(each.requires)
        day = self.as_of
        while day < self.as_of + _FURTHEST:
            fits = room(self.plan.settings, self.as_of, day)
            if fits is None or fits >= needs:
                break
            day += _DAY
        else:
            return
        record = self.candidate.record
        lasts = (record.duration or 0) if isinstance(record, Assumption) else 0
        yield (
            f"Done first of all it would be ready on {self._day(day + lasts * _DAY)}; a later date"
            f" of {self.candidate.due_for} would bring it back into the order."
        )


def _with_score(row: Row) -> str:
    score = "free" if row.score is None else significant(row.score)
    return f"{row.candidate.id} ({score})"


def _parts(formula: str) -> list[str]:
    """A formula as its names and signs."""
    parts: list[str] = []
    for sign in ("×", "÷"):
        formula = formula.replace(f" {sign} ", f"\0{sign}\0")
    parts += formula.split("\0")
    return parts
