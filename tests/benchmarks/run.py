"""Print the ratios that the contract promises, all measured in one run.

    python tests/benchmarks/run.py [--large] [--repeat N]

Every time is that of a whole process against a yardstick that runs right beside it, in turn; the
median of the ratios is printed. Measure an installed mvpplan: a checkout in editable mode is
compiled again where no bytecode is written. ``--large`` adds 100,000 records (some minutes).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import generate

LOAD = """\
import sys, time, yaml
from pathlib import Path
texts = [path.read_bytes() for path in Path(sys.argv[1]).rglob("*.yaml")]
start = time.perf_counter()
for text in texts:
    yaml.load(text, yaml.CSafeLoader)
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Run:
    """What a process cost: seconds, and the largest memory in KiB."""

    seconds: float
    memory: int


def run(*arguments: str) -> Run:
    """Run this Python with arguments and wait for it."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Run(time.perf_counter() - start, usage.ru_maxrss)


def load_seconds(folder: Path) -> float:
    """What PyYAML's C loader needs for the bytes of a plan, read before; nothing else counted."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def row(name: str, ratios: list[float], promise: str) -> None:
    """Print one line of the table."""
    low, high = min(ratios), max(ratios)
    median = statistics.median(ratios)
    print(f"| {name} | {median:.2f} | {low:.2f} to {high:.2f} | {promise} |", flush=True)


def start_up(repeat: int) -> None:
    """``--version`` and ``--help`` against importing Typer."""
    for option in ("--version", "--help"):
        ratios = [
            run("-m", "mvpplan", option).seconds / run("-c", "import typer").seconds
            for _ in range(repeat * 3)
        ]
        promise = "at most 1.5" if option == "--version" else "-"
        row(f"`{option}` / `import typer`", ratios, promise)


def reading(repeat: int, folder: Path, records: int, promise: str) -> Run:
    """``validate`` of a whole plan, start-up and all, against loading its bytes."""
    runs, ratios = [], []
    for _ in range(repeat):
        yardstick = load_seconds(folder)
        runs.append(run("-m", "mvpplan", "validate", "--plan", str(folder)))
        ratios.append(runs[-1].seconds / yardstick)
    row(f"`validate` of {records:,} records / PyYAML's C loader", ratios, promise)
    return min(runs, key=lambda each: each.seconds)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--large", action="store_true", help="add 100,000 records")
    parser.add_argument("--repeat", type=int, default=5, help="how often to measure")
    options = parser.parse_args()
    print("| what | median ratio | from, to | promised |")
    print("|---|---|---|---|")
    start_up(options.repeat)
    sizes = [(2_000, "at most 2.5"), (10_000, "at most 1.3")]
    if options.large:
        sizes.append((100_000, "-"))
    runs: dict[int, Run] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for records, promise in sizes:
            folder = Path(temporary, str(records))
            generate(folder, records)
            repeat = options.repeat if records <= 10_000 else 1
            runs[records] = reading(repeat, folder, records, promise)
    if options.large:
        small, large = runs[10_000], runs[100_000]
        growth = large.seconds / small.seconds / 10
        row("time a record, 100,000 / 10,000 records", [growth], "about 1: linear")
    largest = runs[max(runs)]
    smallest = runs[min(runs)]
    memory = (largest.memory - smallest.memory) / (max(runs) - min(runs))
    row(f"KB of memory a record, up to {max(runs):,}", [memory * 1.024], "at most 6")


if __name__ == "__main__":
    main()
