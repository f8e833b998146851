"""What every form of a ranking says: the columns, what a score means, what a budget buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.text.characters import clean
from mvpplan.text.words import joined, number, shortened, significant, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidate import Candidate, SetAside
    from mvpplan.ranking.result import Ranking, Row

LONGEST_TITLE = 200
_LONGEST_UNIT = 12


def header(ranking: Ranking, settings: Settings) -> tuple[str, ...]:
    """The heads of the columns."""
    subject = ranking.subject
    heads = ["#", subject.noun.capitalize(), subject.gain.capitalize()]
    if subject.is_believed:
        heads.append("Doubt")
    heads += [f"{subject.cost.capitalize()}/{unit(settings)}", "Score"]
    return tuple([*heads, "Take"] if ranking.budget else heads)


def cells(row: Row, ranking: Ranking) -> tuple[str, ...]:
    """The cells of a row, the title second."""
    candidate = row.candidate
    shown = [
        f"{row.rank}{'=' if row.tied else ''}{'≈' if row.close else ''}",
        shortened(clean(candidate.record.title), LONGEST_TITLE),
        number(candidate.impact),
    ]
    if ranking.subject.is_believed:
        shown.append(number(candidate.doubt))
    shown += [_cost(candidate), "–" if row.score is None else significant(row.score)]
    return tuple([*shown, "yes" if row.chosen else "–"] if ranking.budget else shown)


def _cost(candidate: Candidate) -> str:
    cost = candidate.cost
    if not cost.mean:
        return "free"
    given, mean = shortened(str(cost), _LONGEST_UNIT), significant(cost.mean, 3)
    return given if cost.low == cost.high else f"{given} ≈ {mean}"


def unit(settings: Settings) -> str:
    """The unit of costs, kept short."""
    return shortened(clean(settings.cost.unit), _LONGEST_UNIT)


def note(row: Row) -> str:
    """Why a row stands where it does, and between which places its estimate lets it stand."""
    if row.best is None:
        return row.note
    return f"{row.note}; within the ranges place {row.best} to {row.worst}"


def meaning(ranking: Ranking) -> Iterator[str]:
    """What a score is, what it ignores, in which sense the order is best, what to refine."""
    method = ranking.method
    doubt = " Doubt = 1 − confidence." if "doubt" in method.formula else ""
    yield f"Score = {method.formula} ({method.name}).{doubt} It ignores {method.ignores}."
    yield f"This order is {clean(ranking.guarantee)}."
    if any(row.close for row in ranking.rows):
        yield "≈ could pass the row above within the ranges of the estimates."
    if ranking.advice:
        yield ranking.advice


def budget_words(ranking: Ranking, settings: Settings) -> Iterator[str]:
    """What a budget buys, and what one more unit of it would."""
    budget = ranking.budget
    if budget is None:
        return
    units, gain = unit(settings), shortened(clean(settings.impact.unit), _LONGEST_UNIT)
    if "impact" not in ranking.method.formula and "information" not in ranking.method.formula:
        gain = "doubt" if ranking.subject.is_believed else ranking.subject.gain
    best = "no other choice is worth more" if budget.exact else "the best that was found"
    share = f" of {significant(budget.total)}" if budget.total else ""
    yield (
        f"{with_unit(number(budget.limit), units)} buy {len(budget.chosen)} of {len(ranking.rows)}"
        f" {ranking.subject.noun}s: {significant(budget.worth)}{share} {gain} for"
        f" {with_unit(number(budget.cost), units)}; {best}."
    )
    if not budget.next_worth:
        yield f"One {units.removesuffix('s')} more would add nothing."
        return
    moves = [f"adds {joined(budget.added)}"]
    if budget.dropped:
        moves.append(f"leaves out {joined(budget.dropped)}")
    worth = f"{significant(budget.next_worth)} {gain}"
    yield f"One {units.removesuffix('s')} more would buy {worth} more: it {' and '.join(moves)}."


def outside(ranking: Ranking) -> Iterator[tuple[str, tuple[SetAside, ...]]]:
    """The groups outside the order that have members, with their titles."""
    found = ranking.candidates
    groups = (
        ("Parked: knowing would change no open decision", found.parked),
        ("Nothing to learn: you are sure already", found.nothing_to_learn),
        ("Not ranked", found.unranked),
    )
    yield from ((title, items) for title, items in groups if items)
