"""Rows to text: every renderer returns a string and none prints."""

from mvpplan.output.github import findings_github
from mvpplan.output.json import findings_json
from mvpplan.output.junit import findings_junit
from mvpplan.output.sarif import findings_sarif
from mvpplan.output.text import findings_text

FORMATS = {
    "text": findings_text,
    "json": findings_json,
    "github": findings_github,
    "sarif": findings_sarif,
    "junit": findings_junit,
}
"""The formats of findings: each takes the report and whether a person watches a terminal."""

COMMANDING = frozenset({"github"})
"""The formats whose lines are commands on purpose: to make those harmless would undo them."""
