"""What a table is: a name, typed columns, and the rows that a document has in it."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from extractor.records import Document, Record

Kind = Literal["text", "flag", "integer", "number", "day", "moment"]
Value = str | int | Decimal | date | datetime | None
Row = tuple[Value, ...]

_KINDS: tuple[tuple[type, Kind], ...] = (
    (datetime, "moment"),
    (date, "day"),
    (Decimal, "number"),
    (bool, "flag"),
    (int, "integer"),
    (str, "text"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind`` says what its values are; ``required`` that none of them is null."""

    name: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that say which row of another table is meant; null where none is."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` are the columns that are unique together; ``rows`` gives those of a document and its number."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    indexes: tuple[str, ...]
    rows: Callable[[Document, int], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


def column_of(record: type[Record], field: str, name: str | None = None) -> Column:
    """The column that holds a field of a record, by the field's annotation.

    >>> from extractor.records import DateMention
    >>> column_of(DateMention, "first_day"), column_of(DateMention, "anchor")
    (Column(name='first_day', kind='day', required=False), Column(name='anchor', kind='text', required=True))
    """
    options = set(_options(record.model_fields[field].annotation))
    plain = options - {type(None)}
    kind = next(kind for base, kind in _KINDS if all(issubclass(option, base) for option in plain))
    return Column(name or field, kind, required=plain == options)


def _options(annotation: Any) -> Iterator[type]:
    """The classes that a value may have; of a literal those of its values."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _options(option)
    elif origin is Literal:
        yield from map(type, get_args(annotation))
    elif isinstance(annotation, type):
        yield annotation
    else:  # Annotated[Decimal, ...]
        yield from _options(get_args(annotation)[0])
