"""The outputs of a run: which files there are, made aside as results come, moved into place together at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from extractor.records import Document
from extractor.tabular import NAMES, Table, definitions
from extractor.writers.building import Building
from extractor.writers.csv_table import CsvFiles
from extractor.writers.parquet import ParquetFiles, require_pyarrow
from extractor.writers.sqlite import FILE, SqliteFile

DOCUMENTS = "documents.jsonl"
FAILURES = "failures.jsonl"
FORMATS = ("jsonl", "facts", "csv", "parquet", "sqlite")
DEFAULT_FORMATS = ("jsonl", "facts")


class Tabular(Protocol):
    """What writes documents as tables."""

    def write(self, document: Document, article: int) -> None: ...
    def finish(self) -> None: ...


def file_names(formats: Sequence[str]) -> tuple[str, ...]:
    """The files that a run with these formats writes."""
    names = [DOCUMENTS] if "jsonl" in formats else []
    names += [f"{name}.csv" for name in _csv_tables(formats)]
    names += [f"{name}.parquet" for name in NAMES] if "parquet" in formats else []
    names += [FILE] if "sqlite" in formats else []
    return (*names, FAILURES)


def check_formats(formats: Sequence[str]) -> None:
    """Raises ExtractorError when a format needs what is not installed."""
    if "parquet" in formats:
        require_pyarrow()


def _csv_tables(formats: Sequence[str]) -> tuple[str, ...]:
    return NAMES if "csv" in formats else ("facts",) if "facts" in formats else ()


class Outputs:
    """What a run writes, line by line of results, in ``formats``."""

    def __init__(self, formats: Sequence[str], building: Building) -> None:
        self.articles = self.failures = self.facts = 0
        self._building = building
        self._documents = building.text(DOCUMENTS) if "jsonl" in formats else None
        self._tabular = list(_tabular(formats, building))
        self._failures = building.text(FAILURES)

    def document(self, line: str) -> None:
        """One more document, as its line of JSON."""
        self.articles += 1
        if self._documents is not None:
            self._documents.write(line)
        if self._tabular:
            document = Document.model_validate_json(line)
            self.facts += len(document.facts)
            for output in self._tabular:
                output.write(document, self.articles)

    def failure(self, line: str) -> None:
        """One more failure, as its line of JSON."""
        self.failures += 1
        self._failures.write(line)

    def move_to(self, folder: Path) -> None:
        """Finish all files and put them into place."""
        for output in self._tabular:
            output.finish()
        self._building.move_to(folder)


def _tabular(formats: Sequence[str], building: Building) -> list[Tabular]:
    tables = definitions()
    makers: list[tuple[Callable[[Sequence[Table], Building], Tabular], Sequence[str]]] = [(CsvFiles, _csv_tables(formats))]
    makers += [(ParquetFiles, NAMES)] if "parquet" in formats else []
    makers += [(SqliteFile, NAMES)] if "sqlite" in formats else []
    return [make([tables[name] for name in names], building) for make, names in makers if names]
