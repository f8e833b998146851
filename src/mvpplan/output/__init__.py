"""Rows to text: every renderer returns a string and none prints."""

from mvpplan.output.json import findings_json
from mvpplan.output.text import findings_text

FORMATS = {"text": findings_text, "json": findings_json}
"""The formats of findings: each takes the report and whether a person watches a terminal."""
