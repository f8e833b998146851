"""Print how the time of a ranking grows with the number of assumptions, all in one run.

    python tests/benchmarks/ranking.py [--repeat N]

Each assumption requires up to three of the fifty before it, half of them wait for a decision with
a date, and a third of the costs are ranges. Times are those of the processor, without reading.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.plan import Plan
from mvpplan.model.settings import Settings
from mvpplan.model.shape import adapter
from mvpplan.ranking import rank
from mvpplan.ranking.subject import SUBJECTS

if TYPE_CHECKING:
    from mvpplan.model.record import Record

TODAY = date(2026, 11, 20)
SIZES = (250, 500, 1000, 2000)


def plan_of(size: int, most: int) -> Plan:
    """A plan of some assumptions, each with up to ``most`` prerequisites."""
    random = Random(size)  # noqa: S311 - nobody has to guess it
    settings = {"format": "1", "title": "x", "impact": {"unit": "EUR"}, "capacity": f"{size}"}
    records: dict[str, Record] = {}
    for number in range(size):
        near = range(max(0, number - 50), number)
        required = random.sample(near, min(len(near), random.randint(0, most)))
        fields: dict[str, Any] = {
            "id": f"a{number}",
            "title": f"Assumption {number}",
            "impact": f"{random.randint(1, 1000)}",
            "confidence": f"0.{random.randint(0, 9)}",
            "cost": random.choice(["1", "0.5", "2-5"]),
            "requires": [f"a{each}" for each in required],
        }
        records[fields["id"]] = adapter(Assumption).validate_python(fields)
    for number in range(2):
        relied = [f"a{each}" for each in range(number, size, 2)]
        dated = {"due": f"{TODAY + timedelta(weeks=3)}"} if number else {}
        decision = {"id": f"d{number}", "title": "x", "assumptions": relied, **dated}
        records[f"d{number}"] = adapter(Decision).validate_python(decision)
    return Plan(adapter(Settings).validate_python(settings), records)


def seconds(plan: Plan, method: str, repeat: int) -> float:
    """The median time of a ranking."""
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        rank(plan, TODAY, method)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=3, help="how often to measure")
    repeat = parser.parse_args().repeat
    ratios = " | ".join(f"{size:,} / {SIZES[0]}" for size in SIZES[1:])
    print(f"| prerequisites | method | {ratios} | seconds for {SIZES[-1]:,} |")
    print("|---|---|" + "---|" * len(SIZES))
    for most in (0, 1, 3):
        plans = [plan_of(size, most) for size in SIZES]
        for method in SUBJECTS["assumptions"].methods:
            if method == "matrix":
                continue  # it needs a threshold, and only sorts
            times = [seconds(plan, method, repeat) for plan in plans]
            grown = " | ".join(f"{each / times[0]:.1f}" for each in times[1:])
            print(f"| up to {most} | {method} | {grown} | {times[-1]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
