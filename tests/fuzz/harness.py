"""Coverage-guided fuzzing of everything that reads a plan; no part of ``make test``.

Run it with Atheris, in an environment of its own::

    python3 -m venv /tmp/fuzz
    /tmp/fuzz/bin/pip install atheris .
    /tmp/fuzz/bin/python tests/fuzz/harness.py --seeds /tmp/fuzz/seeds
    /tmp/fuzz/bin/python tests/fuzz/harness.py /tmp/fuzz/found /tmp/fuzz/seeds \
        -dict=/tmp/fuzz/seeds.dict -timeout=10 -rss_limit_mb=300 -max_len=1500 \
        -max_total_time=3600 -artifact_prefix=/tmp/fuzz/

The first run writes a seed for every case of the corpus and for every example, and a dictionary of
the words of plans. A find is written to the prefix; shrink it with ``-minimize_crash=1 FILE``,
look at it with ``--show FILE``, and keep it as a case of the corpus or as a test.

An input is a plan: each line ``>>> path`` starts a file, and what stands before the first such
line is ``decisions/a.yaml``. A plan file is added if there is none.
"""

from __future__ import annotations

import gc
import random
import re
import sys
import zlib
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

try:
    atheris: Any = import_module("atheris")
except ImportError:  # --seeds and --show need none
    atheris = None
with atheris.instrument_imports(include=["mvpplan"]) if atheris else nullcontext():
    from promises import PLAN_FILE, hold, hold_again

    from mvpplan.model import RECORDS
    from mvpplan.model.outline import outline
    from mvpplan.model.settings import Settings

_START = re.compile(rb"(?:\A|\n)>>> ([^\n]*)\n")
_SIGNS = (": ", "- ", "? ", "\\n", "[", "]", "{", "}", "'", '\\"', "#", "&a", "*a", "!!str", "<<: ")
_MORE = ("|", ">", "%", "@", "---\\n", "...\\n", "~", "null", "2026-11-27", "2-5", "1/2/5", "true")
_BYTES = ("\\xef\\xbb\\xbf", "\\xff")  # what opens a file of Windows, and what is no UTF-8
_PRINT_ONE_IN = 50
CORPUS = Path(__file__).parents[1] / "corpus"
EXAMPLES = Path(__file__).parents[2] / "examples"


def files_of(data: bytes) -> dict[str, bytes]:
    """The files of an input; a path that no file system has leads nowhere and is left out."""
    first, *rest = _START.split(data)
    files = {"decisions/a.yaml": first} if first else {}
    for name, content in zip(rest[::2], rest[1::2], strict=True):
        path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
        exists = not {"..", "/"} & {*path.parts} and "\0" not in str(path)
        if exists and path.suffix in {".yaml", ".yml"}:
            files[str(path)] = content
    return {"mvpplan.yaml": PLAN_FILE, **files}


def one_input(data: bytes) -> None:
    """Check the promises on one input; printing is slow, so only one time in so many."""
    gc.unfreeze()  # what loading froze would fill the memory over many runs
    files = files_of(data)
    found = hold(files)
    if not zlib.crc32(data) % _PRINT_ONE_IN:
        hold_again(files, found)
        gc.collect()


def changed(data: bytes, longest: int, seed: int) -> bytes:
    """A mutation by lines half of the time, by bytes otherwise."""
    chance = random.Random(seed)  # noqa: S311 - to find faults, not to hide them
    lines = data.splitlines(keepends=True)
    if len(lines) < 2 or chance.random() < 0.5:
        return bytes(atheris.Mutate(data, longest))
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    indent = b"  " * chance.randrange(3)
    match chance.randrange(5):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            lines.insert(at, lines[other])
        case 2:
            lines[at] = indent + lines[at].lstrip()
        case 3:
            del lines[at]
        case _:
            value = lines[other].partition(b": ")[2] or lines[other]
            lines[at] = lines[at].partition(b": ")[0] + b": " + value
    return b"".join(lines)[:longest]


def seeds(folder: Path) -> None:
    """Write the seeds into a folder, and the dictionary beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CORPUS.iterdir():
        files = {path.relative_to(case): path for path in sorted(case.rglob("*.y*ml"))}
        parts = [b">>> %s\n%s" % (bytes(name), path.read_bytes()) for name, path in files.items()]
        (folder / case.name).write_bytes(b"\n".join(parts))
    for path in EXAMPLES.rglob("*.yaml"):
        top = path.relative_to(EXAMPLES).parts[0]
        name = bytes(path.relative_to(EXAMPLES / top))
        seed = b">>> %s\n%s" % (name, path.read_bytes())
        (folder / f"{path.parent.name}-{path.name}").write_bytes(seed)
    words = {word for shape in (*RECORDS, Settings) for word in _words(shape)}
    words |= {f">>> {record.folder}/b.yaml\\n" for record in RECORDS}
    words |= {*_SIGNS, *_MORE, *_BYTES}
    lines = [f'"{word}"'.replace("\\n", "\\x0a") for word in sorted(words)]
    folder.with_suffix(".dict").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _words(shape: type) -> set[str]:
    """The names of a shape's fields, as they start a line, and the choices of their values."""
    fields = outline(shape).values()
    words = {f"{field.name}: " for field in fields}
    for field in fields:
        words.update(str(choice) for choice in field.choices)
        if field.group:
            words |= _words(field.base)
    return words


def main() -> None:
    """Write seeds, show a find, or fuzz."""
    match sys.argv[1:]:
        case ["--seeds", folder]:
            seeds(Path(folder))
        case ["--show", path]:
            files = files_of(Path(path).read_bytes())
            for name, content in files.items():
                sys.stdout.write(f"{name!r}: {content!r}\n")
            hold_again(files, hold(files))
        case _:
            atheris.Setup(sys.argv, one_input, custom_mutator=changed)
            atheris.Fuzz()


if __name__ == "__main__":
    main()
