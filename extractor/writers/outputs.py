"""The folder that a run writes: ``documents.jsonl``, ``facts.csv`` and ``failures.jsonl``, each written as results come.

What has been written is handed to the operating system article by article, so that a run that is stopped leaves whole records
of everything it had done. The files of an earlier run in the same folder are replaced.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TextIO

from extractor.batch.failure import Failure
from extractor.records import Document
from extractor.writers import facts_csv
from extractor.writers.jsonl import line_of

DOCUMENTS = "documents.jsonl"
FACTS = "facts.csv"
FAILURES = "failures.jsonl"


class Rendered(NamedTuple):
    """A document as it will be written; made where the document was, so that one process need not write for all."""

    line: str
    rows: str
    facts: int


def render(document: Document) -> Rendered:
    """The document's line of ``documents.jsonl`` and its rows of ``facts.csv``."""
    return Rendered(line_of(document), facts_csv.rows_of(document), len(document.facts))


class Outputs:
    """The three open files of a run, and what has been written to them. A context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = self.failures = self.facts = 0
        self._stack = ExitStack()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are written."""
        return tuple(self.folder / name for name in (DOCUMENTS, FACTS, FAILURES))

    def __enter__(self) -> Outputs:
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            self._documents, self._facts, self._failures = (stack.enter_context(_open(path)) for path in self.paths)
            _write(self._facts, facts_csv.header())
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._stack.close()

    def write(self, result: Rendered | Failure) -> None:
        """Append one result to the files it belongs to."""
        if isinstance(result, Failure):
            _write(self._failures, line_of(result))
            self.failures += 1
            return
        _write(self._documents, result.line)
        if result.rows:
            _write(self._facts, result.rows)
        self.articles += 1
        self.facts += result.facts


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


def _write(file: TextIO, text: str) -> None:
    file.write(text)
    file.flush()
