"""A template that is wrong or wicked ends in one clear line, soon, and with nothing printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, write
from hostile_runs import PATIENCE, PROGRAM, SOON, in_process

from conftest import NO_GIT
from mvpplan.reports import sandbox

if TYPE_CHECKING:
    from conftest import Result

DOUBLED = "{% for i in range(99) %}{% set x.a = x.a + x.a %}{% endfor %}"
PLAN = {"mvpplan.yaml": b"format: 1\ntitle: Guest checkout\n"}


def _report(folder: Path, template: str | bytes) -> Result:
    file = folder / "own.j2"
    file.write_bytes(template.encode() if isinstance(template, str) else template)
    return _report_with(folder, file)


def _report_with(folder: Path, template: Path) -> Result:
    plan = write(folder / "plan", PLAN)
    return in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--template", template)


def _assert_refused(result: Result, *words: str) -> None:
    """The end that every bad template comes to."""
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("mvpplan: ")
    assert result.err.count("\n") == 1
    assert len(result.err) < 1000
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("one\n{% if %}", "Expected an expression"),
        ("one\n{{ title", "unexpected end of template"),
        ("one\n{% for x in y %}", "endfor"),
        ("one\n{% frobnicate %}", "frobnicate"),
        ("one\n{{ nothing }}", "'nothing' is undefined; a report knows alert, approver"),
        ("one\n{{ title.nothing }}", "nothing"),
        ("one\n{{ sections.nothing.rows }}", "nothing"),
        ("one\n{{ title|frobnicate }}", "frobnicate"),
        ("one\n{{ title is frobnicate }}", "frobnicate"),
        ("one\n{{ title() }}", "not callable"),
        ("one\n{{ 1 / 0 }}", "division by zero"),
        ("one\n{{ title + 1 }}", ""),
        ("one\n{{ 1|dictsort }}", ""),
        ("one\n{{ 1|xmlattr }}", ""),
        ("one\n{{ title|int.real }}", ""),
        ("one\n{{ title|batch }}", ""),
        ("one\n{{ year ** 5000 }}", ""),
        ("one\n{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", ""),
        ("one\n{{ title * 10 ** 9 }}", "memory"),
        ("one\n{{ title.center(10 ** 9) }}", "memory"),
        ("one\n{% for i in range(10 ** 9) %}{% endfor %}", "range"),
    ],
)
def test_a_fault_is_told_with_its_line(template: str, what: str, tmp_path: Path) -> None:
    _assert_refused(_report(tmp_path, template), "own.j2:2: ", what)


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__",
        "''.__class__.__mro__[1].__subclasses__()",
        "''|attr('__class__')",
        "''['__class__']",
        "'{0.__class__}'.format(title)",
        "'{x.__class__}'.format_map({'x': title})",
        "'%s'|format(title.__class__)",
        "lipsum.__globals__",
        "cycler.__init__.__globals__",
        "self.__init__.__globals__",
        "self._TemplateReference__context",
        "joiner.__init__",
        "range.__call__",
        "title.format.__globals__",
        "sections.update({'x': 1})",
        "alert.reasons.append('x')",
        "alert.reasons.sort()",
        "sections.clear()",
        "sections.__setitem__('x', 1)",
    ],
)
def test_a_template_reaches_nothing_but_plain_data(expression: str, tmp_path: Path) -> None:
    _assert_refused(_report(tmp_path, f"one\n{{{{ {expression} }}}}"), "own.j2:2: ")


@pytest.mark.parametrize(
    "expression",
    [
        "[title]|map(attribute='__class__')|list",
        "[title]|groupby('__class__')",
        "range",
        "title.upper",
        "sections.blockers.items",
    ],
)
def test_a_template_is_not_told_what_things_are_made_of(expression: str, tmp_path: Path) -> None:
    result = _report(tmp_path, f"{{{{ {expression} }}}}")
    assert result.code in {0, 2}
    assert "<class 'str'>" not in result.out
    assert " at 0x" not in result.out


@pytest.mark.parametrize(
    "statement",
    [
        "{% include SECRET %}",
        "{% include [SECRET, SECRET] ignore missing %}{{ nothing }}",
        "{% import SECRET as x %}",
        "{% from SECRET import x %}",
        "{% extends SECRET %}",
        "{% include 'weekly-report.md.j2' %}",
        "{% extends 'weekly-report.md.j2' %}",
    ],
)
def test_a_template_reads_no_file(statement: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the launch code is 1234", encoding="utf-8")
    template = "one\n" + statement.replace("SECRET", f"'{tmp_path}/secret.txt'")
    result = _report(tmp_path, template)
    _assert_refused(result, "own.j2:2: ")
    assert "launch code" not in result.err


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 10 ** 9 }}",
        "{{ 'a'|center(10 ** 9) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format('a') }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 'a'|indent(10 ** 9) }}",
        "{% set x = namespace(a=title) %}" + DOUBLED + "{{ x.a }}",
        "{{ 10 ** 5000 }}",
        "{{ 'b' * 2 ** 21 }}",
        "{% for i in range(3000) %}" + "b" * 1024 + "{% endfor %}",
        "{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}",
        "{{ " + "-" * 20000 + "1 }}",
        "{{ " + "[" * 20000 + "]" * 20000 + " }}",
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "a" * 300 * 1024,
        b"\xff\xfea\0b\0",
        b"caf\xe9 {{ title }}",
        "",
        " \n",
    ],
)
def test_a_template_of_the_wrong_size_or_form_is_refused(
    template: str | bytes, tmp_path: Path
) -> None:
    _assert_refused(_report(tmp_path, template), "own.j2")


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3,
        "{{ 10 ** (10 ** 10) }}",
        "{% set x = (year ** 99999) ** 9999 %}",
    ],
)
def test_a_template_that_never_ends_is_stopped(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)  # what is waited for; the child has its own limit
    _assert_refused(_report(tmp_path, template), "own.j2", "loop")


def test_the_time_of_a_child_is_limited_even_if_nobody_waits_for_it() -> None:
    forever = "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3
    code = f"""
import json, resource
from mvpplan.reports import sandbox
sandbox.SECONDS = 1
sandbox._limit()
sandbox._answer({{"template": {forever!r}, "format": "text", "context": {{}}}})
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=PATIENCE
    )
    assert done.returncode != 0


def test_a_report_of_blank_lines_is_printed_soon(tmp_path: Path) -> None:
    template = tmp_path / "own.j2"
    template.write_text("{% for i in range(99999) %}\n\n\n\n\n\n\n\n{% endfor %}end\n")
    plan = write(tmp_path / "plan", PLAN)
    done = subprocess.run(
        [PROGRAM, "weekly-report", "--plan", plan, "--as-of", AS_OF, "--template", template],
        capture_output=True,
        check=False,
        timeout=SOON,
    )
    assert done.stdout.endswith(b"end\n")


def test_a_template_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    _assert_refused(_report_with(tmp_path, tmp_path / "no.j2"), "no.j2", "No such file")
    _assert_refused(_report_with(tmp_path, tmp_path), "not a regular file")


@pytest.mark.parametrize("kind", ["pipe", "endless device", "link to an endless device"])
def test_a_template_that_is_no_regular_file_is_refused(kind: str, tmp_path: Path) -> None:
    template = tmp_path / "own.j2"
    if kind == "pipe":
        os.mkfifo(template)
    elif kind == "endless device":
        template = Path("/dev/zero")
    else:
        template.symlink_to("/dev/zero")
    plan = write(tmp_path / "plan", PLAN)
    limited = (
        "import os, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2 ** 30, 2 ** 30))\n"
        "os.execv(sys.argv[1], sys.argv[1:])\n"
    )
    arguments = [
        "weekly-report",
        "--plan",
        str(plan),
        "--as-of",
        AS_OF,
        "--template",
        str(template),
    ]
    done = subprocess.run(
        [sys.executable, "-c", limited, PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=SOON,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.removeprefix(NO_GIT.encode()).startswith(b"mvpplan: ")
