"""A hint can be followed: done as it says, at the finding's place, the finding is gone.

Only hints that name the text, the line or the file as it should be are followed here.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from test_corpus import CASES, EXPECTED, PLAN_FILE

from conftest import findings_of

if TYPE_CHECKING:
    from pathlib import Path

    from mvpplan.errors import Finding

MANY = 204
"""So many hints of the corpus can be followed without a person."""

_QUOTED = re.compile(
    r"(?:if the comma .*, )?put the (?:whole )?text in quotes: (.+?)(?:; (?:or|a comment) .*)?\Z"
)
_WRITTEN = re.compile(r"write ((?:- )?[a-z_]+: .+?|- .+?)(?:, or one '- ' line .*|; a plan .*)?\Z")
_ALONE = re.compile(r"write (?:one value alone|one dash only|a person without the @): (.+)\Z")
_MEANT = re.compile(r"did you mean ([\w-]+)(?: or [\w-]+)?\?\Z")
_FILE = re.compile(r"(?:rename it to|move it to|did you mean) (\S+\.yaml)\??\Z")
_SLUG = re.compile(r"rename the file .*: (\S+)\Z")
_VALUE = re.compile(
    r"(?:write days without the unit:|write|name a day, as in|the last day of that month is"
    r"|name one of them:|put it in quotes:|if it is text, put it in quotes:|.*; write) "
    r"([\w.-]+|\".*\")"
    r"(?: or [\d-]+|,? without .*|, and delete .*|, for .*| for \d+ %)?\Z"
)
_DELETE = re.compile(
    r"(?:write the value, or )?delete (?:the|this) line(?: until|;)|delete it, or"
    r"|keep one of the two"
)
_IN_BRACKETS = re.compile(r"\[.*\]|\".*?\"|[^,\]}]*")
_PLAIN = re.compile(r"\[.*\]|.*?(?=\s+#|\Z)")


@dataclass(frozen=True)
class Place:
    """A line with a finding: what stands before it, and from it on."""

    before: str
    after: str

    def with_line(self, line: str) -> str:
        """The line written anew; between braces only the one field of it."""
        whole = self.before + self.after
        key = line.partition(":")[0]
        if not line.endswith('"') and re.search(rf"[{{,] *{key}: ", whole):
            return re.sub(rf"(?<=[{{,\s]){key}: [^,}}]*", lambda _: line, whole, count=1)
        quoted = line.partition(": ")[2]
        start, text, end = whole.partition(quoted[1:-1] or line)
        if text and "{" in start:
            return start + quoted + end
        return whole[: len(whole) - len(whole.lstrip())] + line

    def with_value(self, value: str) -> str:
        """Another value where the finding stands."""
        form = _IN_BRACKETS if re.search(r"[\[{]", self.before) else _PLAIN
        return self.before + form.sub(lambda _: value, self.after, count=1)

    def with_key(self, key: str) -> str:
        """Another field's name where the finding stands."""
        return self.before + re.sub(r"\A[^:]*?(?=\s*:)", key, self.after)


def followed(finding: Finding, place: Place) -> str | None:
    """The line with the hint followed, empty if it goes; None if that takes a person."""
    for form in (_QUOTED, _ALONE, _WRITTEN):
        match = form.match(finding.hint)
        if match and "…" not in match[1]:
            return place.with_line(match[1])
    match = _MEANT.match(finding.hint)
    if match:
        return place.with_key(match[1]) if finding.code == "MP101" else place.with_value(match[1])
    match = _VALUE.match(finding.hint)
    if match:
        return place.with_value(match[1])
    if finding.hint == "replace it with spaces":
        return f"{place.before}  {place.after[1:]}"
    return "" if _DELETE.match(finding.hint) else None


def mend(folder: Path, finding: Finding) -> bool:
    """Follow a finding's hint; false if that takes a person."""
    path = folder / finding.path
    match = _FILE.match(finding.hint)
    slug = _SLUG.match(finding.hint)
    if match or slug:
        name = match[1] if match else f"{slug[1]}.yaml" if slug else ""
        target = folder / name if "/" in name else path.with_name(name)
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
        return True
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    line = lines[finding.line - 1] if lines else ""
    column = finding.column - 1
    mended = followed(finding, Place(line[:column], line[column:]))
    if mended is None:
        return False
    lines[finding.line - 1] = mended
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


def copied(case: Path, folder: Path) -> None:
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns(EXPECTED))
    if not (folder / "mvpplan.yaml").exists():
        (folder / "mvpplan.yaml").write_text(PLAN_FILE, encoding="utf-8")


def failure(case: Path, folder: Path, finding: Finding, before: list[Finding]) -> str:
    """What is wrong on the finding's line when the hint has been followed."""
    after = [each for each in findings_of(folder) if each.line == finding.line]
    new = {each.message for each in after if not each.code.startswith("MP3")}  # the next real fault
    left = new - {each.message for each in before} | (new & {finding.message})
    return f"{case.name}: {finding.hint} -> {', '.join(left)}" if left else ""


def test_hints_can_be_followed(tmp_path: Path) -> None:
    failures = []
    for case in CASES:
        copied(case, tmp_path / case.name)
        before = findings_of(tmp_path / case.name)
        for number, finding in enumerate(before):
            folder = tmp_path / f"{case.name}, {number}"
            copied(case, folder)
            if mend(folder, finding):
                failures.append(failure(case, folder, finding, before))
    assert not [each for each in failures if each]
    assert len(failures) >= MANY
