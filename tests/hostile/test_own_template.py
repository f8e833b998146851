"""A team's own template of the report: what it is given, and that values stay literal in it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, lines, sound, write
from hostile_runs import PATIENCE, PROGRAM, assert_harmless, in_process
from markdown_it import MarkdownIt

from conftest import NO_GIT
from mvpplan.reports.render import SUFFIXES
from mvpplan.resources import templates

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Result

PLAN = {
    "mvpplan.yaml": (
        b"format: 1\ntitle: Guest *checkout*\nteam: Rev<b>Ops\nobjective: Sell [more](x)\n"
        b"people: {ana: {name: Ana _Ruiz_}}\napprover: ana\n"
    ),
    "decisions/tax.yaml": b"title: '# Tax?'\nowner: ana\ndue: 2026-11-27\n",
    "blockers/keys.yaml": b"title: No `keys`\nowner: ana\ndue: 2026-11-18\nfallback: Wait | see\n",
}
LISTING = """\
Report of {{ title }} ({{ team }}): {{ period.start }} to {{ period.end }}, {{ as_of }}
{{ objective }}; {{ approver }}; {{ alert.level|upper }}
{% for name, section in sections.items() %}
{% for item in section["rows"] %}
* {{ name }}: {{ item.get("title", item.what) }}
{% endfor %}
{% endfor %}
"""


def _report(folder: Path, template: str, *options: str | Path) -> Result:
    plan = write(folder / "plan", PLAN)
    file = folder / "own.j2"
    file.write_text(template, encoding="utf-8")
    named = ["--template", str(file)]
    return in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, *named, *options)


def test_a_text_template_is_given_the_values_as_text(tmp_path: Path) -> None:
    result = _report(tmp_path, LISTING, "--format", "text")
    assert result.out.splitlines() == [
        "Report of Guest *checkout* (Rev<b>Ops): Fri 13 Nov to Fri 20 Nov, 2026-11-20",
        "Sell [more](x); Ana _Ruiz_; AMBER",
        "* decisions_due: # Tax?",
        "* blockers: No `keys`",
        "* asks: resolve: No `keys`",
        "* asks: decide: # Tax?",
    ]


def test_a_markdown_template_is_given_the_values_escaped(tmp_path: Path) -> None:
    page = MarkdownIt("commonmark", {"html": True}).render(_report(tmp_path, LISTING).out)
    assert "Report of Guest *checkout* (Rev&lt;b&gt;Ops)" in page
    assert "Sell [more](x); Ana _Ruiz_;" in page
    assert "<li>decisions_due: # Tax?</li>" in page
    assert "<li>blockers: No `keys`</li>" in page


@pytest.mark.parametrize(
    "expression",
    [
        "{{ sections }}",
        "{{ sections.blockers.rows }}",
        "{{ sections.blockers.rows[0] }}",
        "{{ [title, team] }}",
        "{{ (title, objective) }}",
        "{{ {title: team} }}",
        "{{ sections.blockers.rows|map(attribute='title')|list }}",
        "{{ [title, team, objective]|join(' ') }}",
        "{{ title ~ team }}",
        "{{ 'about %s'|format(team) }}",
        "{{ '{} {}'.format(team, objective) }}",
        "{{ team|safe }}",
        "{{ [team, title]|tojson }}",
        "{{ team|xmlattr if false else team }}",
        "{% set all %}{{ title }}{{ team }}{% endset %}{{ all }}",
        "{% macro say(what) %}{{ what }}{% endmacro %}{{ say(team) }}{{ say(title) }}",
        "{% filter upper %}{{ team }}{{ objective }}{% endfilter %}",
    ],
)
def test_a_value_stays_literal_however_a_template_writes_it(
    expression: str, tmp_path: Path
) -> None:
    result = _report(tmp_path, f"Start {expression}\n")
    assert result.code == 0
    page = MarkdownIt("commonmark", {"html": True}).render(result.out)
    for tag in ("<b>", "<B>", "<em>", "<a ", "<code>", "<h1>"):
        assert tag not in page


def test_an_html_template_is_given_the_same_data_and_its_name_tells_the_format(
    tmp_path: Path,
) -> None:
    plan = write(tmp_path / "plan", PLAN)
    template = tmp_path / "own.html.j2"
    template.write_text(
        "<style>{{ style }}</style><h1 title='{{ team }}'>{{ title }} {{ team|safe }}</h1>"
        "{% for row in sections.metrics.rows %}{{ row|metric_chart }}{% endfor %}"
        "{{ (points|assumption_chart(1, units)).text }}; {{ 'http://a.example'|linked }}",
        encoding="utf-8",
    )
    result = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--template", template)
    style, _, rest = result.out.partition("</style>")
    assert len(style) > 1000
    assert rest == (
        "<h1 title='Rev&lt;b&gt;Ops'>Guest *checkout* Rev&lt;b&gt;Ops</h1>"
        "Impact × doubt against cost of 0 assumptions: none; "
        '<a href="http://a.example">http://a.example</a>'
    )


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_copy_of_our_template_writes_our_report(form: str, tmp_path: Path) -> None:
    suffix = SUFFIXES[form]
    ours = (templates("reports") / f"weekly-report.{suffix}.j2").read_text(encoding="utf-8")
    copied = _report(tmp_path, ours, "--format", form)
    plan = tmp_path / "plan"
    built_in = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--format", form)
    assert (copied.code, copied.out) == (0, built_in.out)


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf{{ title }}\r\n", "Zürich {{ title }}\n".encode()]
)
def test_a_template_may_have_a_bom_windows_lines_and_any_letter(
    content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "own.j2"
    file.write_bytes(content)
    plan = write(tmp_path / "plan", PLAN)
    result = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--template", file)
    assert result.code == 0
    assert result.out.endswith("Guest \\*checkout\\*\n")


@pytest.mark.parametrize(
    "template",
    [
        "a \x1b[31mred\x1b[0m \x9b31m \x07 {{ title }}\n",
        "a \u202eb\u2066 c {{ title }}\n",
        "{% filter replace('G', '\\x1b[2J') %}{{ title }}{% endfilter %}\n",
        "{% filter replace('G', '\\n::error::') %}{{ title }}{% endfilter %}\n",
        "a\r::error file=x::y {{ title }}\n",
        "::error file=x::y {{ title }}\n  ##[error]z ##vso[a]b\n",
        "a\0b {{ title }}\n",
    ],
)
def test_a_template_itself_cannot_control_a_terminal_or_a_pipeline(
    template: str, tmp_path: Path
) -> None:
    result = _report(tmp_path, template)
    assert result.code in {0, 2}
    assert_harmless(result.out)
    assert_harmless(result.err)


def test_half_a_character_made_by_a_template_can_be_written_to_a_file(tmp_path: Path) -> None:
    template = "{% filter replace('G', '\\ud800') %}{{ title }}{% endfilter %}\n"
    result = _report(tmp_path, template, "--out", tmp_path / "out.md")
    assert result.code in {0, 2}


def test_the_syntax_of_templates_in_a_value_is_text(tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", {"mvpplan.yaml": lines({"title": "{{ 7*7 }} {% raw %} {# x"})})
    file = tmp_path / "own.j2"
    file.write_text("{{ title }}\n", encoding="utf-8")
    arguments = ["--plan", str(plan), "--format", "text", "--template", str(file)]
    assert in_process("weekly-report", *arguments).out == "{{ 7*7 }} {% raw %} {# x\n"


def test_nothing_in_the_current_folder_is_imported(tmp_path: Path) -> None:
    plan = write(tmp_path, sound("x"))
    trap = f"open({str(tmp_path / 'imported')!r}, 'a').write(__name__)\nraise SystemExit(99)\n"
    for name in ("jinja2", "json", "typer", "yaml", "rich", "pydantic", "resource", "mvpplan"):
        folder = plan / name
        folder.mkdir()
        (folder / "__init__.py").write_text(trap, encoding="utf-8")
    (plan / "sitecustomize.py").write_text(trap, encoding="utf-8")
    (plan / "own.j2").write_text("{{ title }}\n", encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "weekly-report", "--as-of", AS_OF, "--template", "own.j2"],
        cwd=plan,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"x\n", NO_GIT.encode())
    assert not (tmp_path / "imported").exists()


def test_the_child_process_reads_nothing_from_the_current_folder_on_its_own(tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    task = b'{"template": "{{ title }}", "format": "text", "context": {"title": "x"}}'
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mvpplan.reports.sandbox"],
        input=task,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.stdout == b'{"report": "x"}'
