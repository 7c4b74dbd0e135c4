"""Tables as Arrow has them: decimals and dates as such. Imports pyarrow when it is asked for something."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any

from extractor.tabular.model import Column, Kind, Row, Table

if TYPE_CHECKING:
    import pyarrow

PRECISION, SCALE = 38, 12
"""Digits of a decimal: the widest type that every reader of Parquet knows."""

_EXACT = Context(prec=1000, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-SCALE)
_BEYOND = Decimal(10) ** (PRECISION - SCALE)


def schema_of(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    kinds: dict[Kind, Any] = {
        "text": pa.string(),
        "flag": pa.bool_(),
        "integer": pa.int64(),
        "number": pa.decimal128(PRECISION, SCALE),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
    }
    return pa.schema([pa.field(column.name, kinds[column.kind], nullable=not column.required) for column in table.columns])


def table_of(table: Table, schema: pyarrow.Schema, rows: Sequence[Row]) -> pyarrow.Table:
    """Rows as an Arrow table."""
    import pyarrow as pa

    cells = [_values(column, [row[index] for row in rows]) for index, column in enumerate(table.columns)]
    return pa.Table.from_arrays([pa.array(values, type=field.type) for values, field in zip(cells, schema, strict=True)], schema=schema)


def _values(column: Column, values: list[Any]) -> list[Any]:
    return [fitted(value) for value in values] if column.kind == "number" else values


def fitted(value: Decimal | None) -> Decimal | None:
    """The number as the column can hold it: with no more than ``SCALE`` decimals, null when it is too large for it.

    >>> fitted(Decimal("12.5")), fitted(Decimal(10) ** 30)
    (Decimal('12.500000000000'), None)
    """
    if value is None or value.copy_abs() >= _BEYOND:
        return None
    rounded = value.quantize(_STEP, context=_EXACT)
    return rounded if rounded.copy_abs() < _BEYOND else None
