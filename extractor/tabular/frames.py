"""Tables in memory, and as frames of pandas and tables of Arrow where these are installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.records import Document
from extractor.tabular.arrow import schema_of, table_of
from extractor.tabular.definitions import definitions
from extractor.tabular.model import Row, Table

if TYPE_CHECKING:
    import pandas
    import pyarrow

_PANDAS = {"text": "object", "flag": "boolean", "integer": "Int64", "number": "object", "day": "object", "moment": "datetime64[us]"}


@dataclass(frozen=True, slots=True)
class FilledTable:
    """One table with its rows, as tuples in the order of ``columns``."""

    definition: Table
    rows: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.definition.names

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """A frame with exact values: ``Decimal`` and ``date`` as objects, null as None, counts as nullable integers."""
        import pandas

        frame = pandas.DataFrame(self.rows, columns=list(self.columns), dtype="object")
        return frame.astype({column.name: _PANDAS[column.kind] for column in self.definition.columns})

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with the types of the Parquet files."""
        return table_of(self.definition, schema_of(self.definition), self.rows)


class Tables(Mapping[str, FilledTable]):
    """All tables by name."""

    def __init__(self, tables: Sequence[FilledTable]) -> None:
        self._tables = {table.definition.name: table for table in tables}

    def __getitem__(self, name: str) -> FilledTable:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """All tables as frames."""
        return {name: table.to_pandas() for name, table in self.items()}

    def to_arrow(self) -> dict[str, pyarrow.Table]:
        """All tables as Arrow tables."""
        return {name: table.to_arrow() for name, table in self.items()}


def tables(documents: Iterable[Document]) -> Tables:
    """The rows of all tables for some documents, which are numbered from 1. All of them are in memory at the end."""
    filled = [FilledTable(table) for table in definitions().values()]
    for article, document in enumerate(documents, 1):
        for table in filled:
            table.rows.extend(table.definition.rows(document, article))
    return Tables(filled)
