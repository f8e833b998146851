"""What ``template.yaml`` says of a plan to start from: when to take it, and what it asks."""

from __future__ import annotations

from dataclasses import field

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Function
from mvpplan.model.record import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Question:
    """One thing that a template asks; its answer stands where ``$name`` stands in the files.

    Attributes:
        ask: the question, as a person reads it.
        default: the answer if none is given.
        date: the day if none is given, counted from today, as in ``+8w``; then it asks for a day.
        person: the function of the person that it asks for.
        escalates_to: the question whose answer is the next step up for that person.
    """

    ask: str
    default: str | None = None
    date: str | None = None
    person: Function | None = None
    escalates_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Template:
    """A plan to start from.

    Attributes:
        title: what it is called.
        summary: when to take it, in a sentence or two.
        questions: what it asks, by the names of its placeholders.
    """

    title: str
    summary: str
    questions: dict[str, Question] = field(default_factory=dict)
