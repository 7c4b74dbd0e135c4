"""Data flows one way: a room imports only rooms above it (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "extractor"
ROOMS = [
    "errors", "records", "query", "jsonl", "tabular", "span", "reason", "lexicon", "text", "segment", "numerals", "article",
    "quantities", "dates", "organizations", "words", "facts", "workers", "pipeline", "batch", "writers", "running", "asking",
    "__init__",  # the public names
    "cli", "__main__",
]  # fmt: skip
MODULES = sorted(ROOT.rglob("*.py"))


def name(path: Path) -> str:
    """Path of a module inside the package, for test ids."""
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """The room that a module belongs to: the first part of its path."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_modules(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Dotted names of all modules that a module imports, those inside functions included; relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported_rooms(path: Path) -> set[str]:
    """The rooms of this package that a module imports; a name taken from the package's front door is ``__init__``."""
    package = ("extractor", *path.relative_to(ROOT).parts[:-1])
    rooms = set()
    for module in imported_modules(ast.parse(path.read_text(encoding="utf-8")), package):
        first, _, rest = module.partition(".")
        if first == "extractor":
            room = rest.partition(".")[0]
            rooms.add(room if room in ROOMS else "__init__")
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_belongs_to_a_room(path: Path) -> None:
    assert room_of(path) in ROOMS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_flow_one_way(path: Path) -> None:
    later = set(ROOMS[ROOMS.index(room_of(path)) + 1 :])
    assert not imported_rooms(path) & later


def test_relative_and_inner_imports_are_seen() -> None:
    code = "def f():\n    from ..cli import main\nfrom . import span\nimport extractor.batch.run\n"
    assert set(imported_modules(ast.parse(code), ("extractor", "dates"))) == {
        "extractor.cli.main",
        "extractor.dates.span",
        "extractor.batch.run",
    }


def test_only_the_segmenters_import_jieba() -> None:
    users = {
        name(path)
        for path in MODULES
        for module in imported_modules(ast.parse(path.read_text(encoding="utf-8")), ("extractor",))
        if module.partition(".")[0] in {"jieba", "rjieba"}
    }
    assert users == {"segment/segmenters.py"}
