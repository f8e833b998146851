"""The example plans: all of them, and those without mistakes."""

from __future__ import annotations

from mvpplan.resources import examples

PLANS = sorted(path for path in examples().iterdir() if (path / "mvpplan.yaml").is_file())
SOUND = [path for path in PLANS if path.name != "twelve-mistakes"]
