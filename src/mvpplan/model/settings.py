"""The plan file: what the launch is for, who takes part, and how the plan is judged."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import PlainValidator
from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, Flag, Function, MetricId, PersonKey, Positive, refuse, text_of
from mvpplan.model.record import STRICT
from mvpplan.text.words import shortened

FORMAT = "1"
POINTS = "points"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = len(WEEKDAYS)
DEFAULT_SCALE = {Decimal(level): Decimal(2 ** (level - 1)) for level in range(1, 6)}

_PERIOD = re.compile(r"([1-9][0-9]?) ?(d|day|days|w|week|weeks)\Z")
_CYCLES = {"daily": "1d", "weekly": "1w", "week": "1w", "biweekly": "2w", "fortnightly": "2w"}
_FIXED_SEVERITY = re.compile(r"MP(?:[01]\d\d|204)\Z")
_LIKE_A_CODE = re.compile(r"mp\s*-?\d", re.IGNORECASE)
_CODE = re.compile(r"MP[0-9]\d\d\Z")


def _read_format(value: Any) -> int:
    if text_of(value, "1") != FORMAT:
        hint = f"write format: {FORMAT}; a plan of a later format needs a later mvpplan"
        raise refuse(f"{shortened(str(value), 40)} is not a format that this mvpplan reads", hint)
    return int(FORMAT)


def _read_cycle(value: Any) -> timedelta:
    text = text_of(value, "a number of days or weeks")
    match = _PERIOD.match(text)
    if match is None:
        meant = _CYCLES.get(text.casefold().removeprefix("every "))
        hint = f"write {meant}" if meant else "write days or weeks, as in 10d or 1w"
        raise refuse(f"{shortened(text, 40)} is not a length of time", hint)
    return timedelta(days=int(match[1]) * (7 if match[2].startswith("w") else 1))


def _read_code(value: Any) -> str:
    text = _read_waived(value)
    if not _CODE.match(text):
        raise refuse(f"{shortened(text, 40)} is not a rule", "write a code like MP322")
    return text


def _read_waived(value: Any) -> str:
    text = text_of(value, "a code like MP322 or the name of a gate check")
    if _LIKE_A_CODE.match(text) and not _CODE.match(text):
        raise refuse(f"{shortened(text, 40)} is not a rule", "write a code like MP322")
    if _FIXED_SEVERITY.match(text):
        raise refuse(f"{text} is always an error", "what cannot be read cannot be judged; mend it")
    return text


RuleCode = Annotated[str, PlainValidator(_read_code)]
Waived = Annotated[str, PlainValidator(_read_waived)]
Cycle = Annotated[timedelta, PlainValidator(_read_cycle)]
PlanFormat = Annotated[int, PlainValidator(_read_format)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Window:
    """The time in which the launch is judged.

    Attributes:
        name: what the time is called, as in ``the first month after rollout``.
        start: its first day, as in ``2026-12-07``.
        end: its last day, as in ``2027-01-06``.
    """

    name: str | None = None
    start: Day | None = None
    end: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Review:
    """When the plan is reviewed: on which day of the week, and how often.

    Attributes:
        day: the day of the week of the review, as in ``friday``.
        every: how often: weeks or days, as in ``1w`` or ``10d``.
        first: the day of one of the reviews, where they are not every week, as in ``2026-11-06``;
            all others are whole cycles away from it, whatever ``day`` says.
    """

    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = (
        "friday"
    )
    every: Cycle = timedelta(weeks=1)
    first: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class OutcomeTarget:
    """The one outcome that the launch is for.

    Attributes:
        metric: the id of the metric that shows it.
        signal: what a planner would see if it comes true.
    """

    metric: MetricId
    signal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PersonEntry:
    """Somebody who takes part; ``escalates_to`` is the next step up.

    Attributes:
        name: the name that reports show, as in ``Ana Ruiz``.
        function: the function that the person works in, as in ``planning``.
        escalates_to: who is next if it has to go one step up, a key of ``people``.
    """

    name: str | None = None
    function: Function | None = None
    escalates_to: PersonKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ImpactUnit:
    """What impacts are counted in: points on a scale, or money.

    Attributes:
        unit: ``points`` on a scale, or a currency such as ``EUR``.
        scale: points of each level, as in ``{1: 1, 2: 2, 3: 4, 4: 8, 5: 16}``.
    """

    unit: str = POINTS
    scale: dict[Positive, Positive] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CostUnit:
    """What costs and efforts are counted in.

    Attributes:
        unit: what costs and efforts are counted in; ``days`` unless given.
    """

    unit: str = "days"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Waiver:
    """A rule or a gate check that somebody set aside for one record, why, and until when.

    Attributes:
        rule: what is set aside: a code such as ``MP322``, or the name of a gate check.
        record: the id of the record that it is set aside for.
        by: who answers for that, a key of ``people``.
        why: the reason.
        until: the last day it holds, as in ``2026-12-04``.
    """

    rule: Waived
    record: str | None = None
    by: PersonKey
    why: str
    until: Day


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Matrix:
    """Thresholds of the picture that ``rank --method matrix`` draws.

    Attributes:
        impact: from which impact on an assumption is important: a level, as in ``4``, or money.
        evidence: the weakest evidence that counts: ``anecdote``, ``data`` or ``test``.
    """

    impact: Positive | None = None
    evidence: Literal["anecdote", "data", "test"] = "data"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Settings:
    """What ``mvpplan.yaml`` says.

    Attributes:
        format: the format of the plan's files: ``1``.
        title: what the plan is called, as reports show it.
        objective: what the plan is to achieve, in one sentence.
        team: the team that plans, as in ``RevOps``.
        industry: the industry, as in ``Ecommerce``.
        window: the time in which the launch is judged.
        review: when the plan is reviewed; every ``friday`` unless given.
        capacity: person-days a week that there are for testing assumptions, as in ``6``.
        days_off: weekdays on which nobody works, as in ``[2026-12-24, 2026-12-25]``.
        launch: the day of the launch, as in ``2026-12-07``.
        approver: who makes the final approval call, a key of ``people``.
        approve_own: ``true`` if people may approve the decisions that they own.
        monitor: who watches the numbers after the launch, a key of ``people``.
        outcome: the one outcome that the launch is for.
        protects: what must not erode: a short key for each, and what it means.
        people: who takes part: a short key for each person, which records then name.
        impact: what impacts are counted in: points on a scale, or money.
        cost: what costs and efforts are counted in.
        rules: rules that weigh more or less here, as in ``MP322: error``; or ``warning``, ``off``.
        waivers: rules or gate checks set aside for a record, by whom, why, and until when.
        library: a folder of your own templates of plans, from the plan's folder on.
        gates: what a gate asks for in this plan, as in ``{scope: {impact: 4}}``.
        matrix: from where on an assumption is important, and which evidence counts.
    """

    format: PlanFormat
    title: str
    objective: str | None = None
    team: str | None = None
    industry: str | None = None
    window: Window = Window()
    review: Review = Review()
    capacity: Positive | None = None
    days_off: tuple[Day, ...] = ()
    launch: Day | None = None
    approver: PersonKey | None = None
    approve_own: Flag = False
    monitor: PersonKey | None = None
    outcome: OutcomeTarget | None = None
    protects: dict[str, str] = field(default_factory=dict)
    people: dict[str, PersonEntry] = field(default_factory=dict)
    impact: ImpactUnit = ImpactUnit()
    cost: CostUnit = CostUnit()
    rules: dict[RuleCode, Literal["error", "warning", "off"]] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    library: str | None = None
    gates: dict[str, dict[str, str]] = field(default_factory=dict)
    matrix: Matrix = Matrix()

    @property
    def impact_scale(self) -> dict[Decimal, Decimal] | None:
        """Points of each level of impact; None if impacts are amounts of money."""
        if self.impact.scale:
            return self.impact.scale
        return DEFAULT_SCALE if self.impact.unit == POINTS else None

    def name_of(self, person: str | None) -> str:
        """A person's name for people to read; their key if they have none."""
        entry = self.people.get(person or "")
        return (entry.name if entry else None) or person or "nobody"

    def review_before(self, day: date) -> date:
        """The last review day before a date."""
        return day - timedelta(days=(self._days_since_review(day) - 1) % self._days_between + 1)

    def review_after(self, day: date) -> date:
        """The next review day after a date."""
        return day + timedelta(days=(-self._days_since_review(day) - 1) % self._days_between + 1)

    def is_review_day(self, day: date) -> bool:
        """Whether the plan is reviewed on a date."""
        return self._days_since_review(day) == 0

    @property
    def _days_between(self) -> int:
        return self.review.every.days if self.review.first else _WEEK

    def _days_since_review(self, day: date) -> int:
        """Without a first review nobody knows which weeks are meant, so every week counts."""
        if self.review.first:
            return (day - self.review.first).days % self._days_between
        return (day.weekday() - WEEKDAYS.index(self.review.day)) % _WEEK
