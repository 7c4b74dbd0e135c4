"""The house style: ruff and mypy find nothing, and the README tells how to run the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_tools_find_nothing(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_says_what_ci_runs() -> None:
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
    assert command.endswith("-m pytest")
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
