"""The house style: ruff and mypy find nothing, files and functions stay short, and the README tells how to run the tests."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("extractor/**/*.py"), *ROOT.glob("tests/**/*.py")])
LONGEST_FILE, LONGEST_FUNCTION = 400, 40


def relative(path: Path) -> str:
    """Path below the root, for test ids."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_tools_find_nothing(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_files_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_FILE
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in nodes}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_the_readme_says_what_ci_runs() -> None:
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
    assert command.endswith("-m pytest")
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
