"""Golden cases: TOML files under ``cases/`` whose texts carry their spans as ⟦ ⟧, so that nobody counts offsets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent / "cases"


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load(name: str) -> dict[str, Any]:
    """A whole case file."""
    return read_toml(CASES / f"{name}.toml")


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without ⟦ ⟧, and the spans that they enclosed.

    >>> unmark("共⟦3人⟧。")
    ('共3人。', [(1, 3)])
    """
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    for character in text:
        if character == "⟦":
            start = len(plain)
        elif character == "⟧":
            spans.append((start, len(plain)))
        else:
            plain.append(character)
    return "".join(plain), spans


def params(name: str) -> list[Any]:
    """The cases of a file as pytest parameters; one with ``gap`` is a known gap: a strict expected failure."""
    return [
        pytest.param(case, id=case["text"][:40], marks=[pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else [])
        for case in load(name)["case"]
    ]
