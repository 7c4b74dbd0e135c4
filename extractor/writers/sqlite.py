"""One SQLite file with all tables, their keys, foreign keys and indexes.

Numbers are text, in plain digits: SQLite has no exact decimals. To sort or add them, say ``CAST(value AS REAL)``. Days and times
are ISO 8601 text, which sorts as it should.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from extractor.records import Document, plain
from extractor.tabular import Column, Table, Value
from extractor.writers.building import Building

FILE = "extractor.sqlite"
_INTEGERS = frozenset(["integer", "flag"])


def ddl(table: Table) -> str:
    """The statement that makes a table."""
    number = table.key == ("article",)
    lines = [_column(column, primary=number and column.name == "article") for column in table.columns]
    if not number:
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [f"FOREIGN KEY ({_names(r.columns)}) REFERENCES {r.table} ({_names(_target(r.columns))})" for r in table.references]
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(column: Column, *, primary: bool) -> str:
    kind = "INTEGER" if column.kind in _INTEGERS else "TEXT"
    return f'"{column.name}" {kind}' + (" PRIMARY KEY" if primary else " NOT NULL" if column.required else "")


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _target(columns: Sequence[str]) -> Sequence[str]:
    """The columns that a reference leads to: the number of the article, and behind it the id of a mention."""
    return columns if len(columns) == 1 else (columns[0], "id")


def stored(value: Value) -> str | int | None:
    """A value as SQLite keeps it."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


class SqliteFile:
    """The database of a run. It is built aside, so that it needs no journal."""

    def __init__(self, tables: Sequence[Table], building: Building) -> None:
        self._tables = tables
        self._connection = sqlite3.connect(building.path(FILE), isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096", "encoding = 'UTF-8'"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("BEGIN")
        for table in tables:
            self._connection.execute(ddl(table))
        self._insert = {
            table.name: f"INSERT INTO {table.name} ({_names(table.names)}) VALUES ({', '.join('?' * len(table.columns))})"
            for table in tables
        }

    def write(self, document: Document, article: int) -> None:
        """Append the rows of a document."""
        for table in self._tables:
            rows = [[stored(value) for value in row] for row in table.rows(document, article)]
            if rows:
                self._connection.executemany(self._insert[table.name], rows)

    def finish(self) -> None:
        """Make the indexes and close the file."""
        for table in self._tables:
            for column in table.indexes:
                self._connection.execute(f"CREATE INDEX {table.name}_by_{column} ON {table.name} ({_names((column,))})")
        self._connection.execute("COMMIT")
        self._connection.close()
