"""The example plans: all of them, and those without mistakes."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

from mvpplan.resources import examples

PLANS = sorted(path for path in examples().iterdir() if (path / "mvpplan.yaml").is_file())
SOUND = [path for path in PLANS if path.name != "twelve-mistakes"]


def eight_weeks() -> Any:
    """The script that gives the examples their history."""
    spec = importlib.util.spec_from_file_location("eight_weeks", examples() / "eight_weeks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["eight_weeks"] = module
    spec.loader.exec_module(module)
    return module
