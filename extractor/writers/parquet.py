"""Parquet files, one a table: decimals as decimals, dates as dates. Needs pyarrow, which the extra ``parquet`` brings.

A number keeps twelve decimals and is null from 10^26 on: that is the widest decimal that all readers of Parquet know.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.errors import ExtractorError
from extractor.records import Document
from extractor.tabular import Row, Table
from extractor.tabular.arrow import schema_of, table_of
from extractor.writers.building import Building

GROUP = 20_000  # rows that are written together
TEXTS = 4 * 1024 * 1024  # characters of texts that are held at most before they are written


def require_pyarrow() -> None:
    """Raises ExtractorError when pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise ExtractorError("writing Parquet needs pyarrow: pip install 'extractor[parquet]'") from None


class ParquetFiles:
    """The Parquet files of some tables. Rows are gathered into groups whose bounds depend on the rows alone."""

    def __init__(self, tables: Sequence[Table], building: Building) -> None:
        require_pyarrow()
        from pyarrow import parquet

        self._tables = tables
        self._schemas = {table.name: schema_of(table) for table in tables}
        self._writers: dict[str, Any] = {
            table.name: parquet.ParquetWriter(building.path(f"{table.name}.parquet"), self._schemas[table.name]) for table in tables
        }
        self._rows: dict[str, list[Row]] = {table.name: [] for table in tables}
        self._characters = 0

    def write(self, document: Document, article: int) -> None:
        """Append the rows of a document."""
        self._characters += len(document.text)
        for table in self._tables:
            self._rows[table.name].extend(table.rows(document, article))
            if len(self._rows[table.name]) >= GROUP:
                self._flush(table)
        if self._characters >= TEXTS:
            for table in self._tables:
                self._flush(table)
            self._characters = 0

    def _flush(self, table: Table) -> None:
        rows = self._rows[table.name]
        if rows:
            self._writers[table.name].write_table(table_of(table, self._schemas[table.name], rows))
            rows.clear()

    def finish(self) -> None:
        """Write what is left and the ends of the files."""
        for table in self._tables:
            self._flush(table)
            self._writers[table.name].close()
