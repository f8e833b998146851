"""Programs that some tests drive: where one is missing its tests are skipped, but fail in CI."""

from __future__ import annotations

import os
import shutil

import pytest

IN_CI = bool(os.environ.get("MVPPLAN_CI"))
"""Read before the tests get an environment of their own."""


def need(program: str) -> None:
    """Go on only if a program is installed."""
    if shutil.which(program) is None:
        if IN_CI:
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
