"""Tables: columns from the records, rows from the documents, and what pandas and Arrow make of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import extractor
from extractor.records import Document, Fact
from extractor.tabular import NAMES, Tables, definitions, tables
from extractor.tabular.arrow import fitted
from extractor.tabular.definitions import MENTIONS

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(extractor.Extractor().extract_many(list(extractor.read_articles(CORPUS))[:6]))


@pytest.fixture(scope="module")
def filled(documents: list[Document]) -> Tables:
    return tables(documents)


def test_the_function_of_the_package_is_this_one() -> None:
    assert extractor.tables is tables


def test_every_table_is_there(filled: Tables) -> None:
    assert tuple(filled) == NAMES
    assert len(filled) == len(NAMES)


def test_a_row_for_each_mention_with_all_its_fields(filled: Tables, documents: list[Document]) -> None:
    for name, record in MENTIONS.items():
        table = filled[name]
        mentions = [(number, document, m) for number, document in enumerate(documents, 1) for m in getattr(document, name)]
        assert table.columns == ("article_id", *record.model_fields, "article")
        for row, (number, document, mention) in zip(table, mentions, strict=True):
            assert row == (document.id, *(getattr(mention, field) for field in record.model_fields), number)


def test_a_row_for_each_article_and_each_fact(filled: Tables, documents: list[Document]) -> None:
    articles = [dict(zip(filled["articles"].columns, row, strict=True)) for row in filled["articles"]]
    assert [(row["article_id"], row["title"], row["published"], row["text"]) for row in articles] == [
        (d.id, d.title, d.published, d.text) for d in documents
    ]
    facts = [(number, document, fact) for number, document in enumerate(documents, 1) for fact in document.facts]
    for row, (number, document, fact) in zip(filled["facts"], facts, strict=True):
        cells = dict(zip(filled["facts"].columns, row, strict=True))
        assert (cells["article"], cells["article_id"], cells["fact_id"]) == (number, document.id, fact.id)
        assert (cells["actor"], cells["action"], cells["object"]) == (fact.actor, fact.action, fact.object)
        assert (cells["value"], cells["low"], cells["high"]) == (fact.quantity.value, fact.quantity.low, fact.quantity.high)
        assert cells["mention"] == fact.quantity.mention
        assert cells["organization"] == (fact.organization.name if fact.organization else None)
        assert cells["first_day"] == (fact.date.first_day if fact.date else None)


def test_every_simple_field_of_a_fact_is_a_column() -> None:
    spread = {"id": "fact_id", "source": "fact_source", "date": "first_day"}
    assert {spread.get(name, name) for name in Fact.model_fields} <= set(definitions()["facts"].names)


def test_required_columns_hold_no_null_and_kinds_are_right(filled: Tables) -> None:
    classes = {"text": str, "integer": int, "number": Decimal, "day": date, "moment": datetime, "flag": bool}
    for table in filled.values():
        for index, column in enumerate(table.definition.columns):
            values = [row[index] for row in table]
            assert all(isinstance(value, classes[column.kind]) for value in values if value is not None), column
            assert not column.required or None not in values, column


def test_keys_are_unique_and_references_lead_to_rows(filled: Tables) -> None:
    for table in filled.values():
        keys = [tuple(row[table.columns.index(name)] for name in table.definition.key) for row in table]
        assert len(set(keys)) == len(keys)
        for reference in table.definition.references:
            other = filled[reference.table]
            known = {tuple(row[other.columns.index(name)] for name in other.definition.key) for row in other}
            meant = {tuple(row[table.columns.index(name)] for name in reference.columns) for row in table}
            assert {key for key in meant if None not in key} <= known


def test_pandas_has_exact_values(filled: Tables) -> None:
    for name, frame in filled.to_pandas().items():
        assert tuple(frame.columns) == filled[name].columns
        assert len(frame) == len(filled[name])
    amounts = filled["amounts"].to_pandas()
    column = filled["amounts"].columns.index("value")
    assert list(amounts["value"]) == [row[column] for row in filled["amounts"]]
    assert amounts["start"].sum() == sum(int(str(row[filled["amounts"].columns.index("start")])) for row in filled["amounts"])


def test_arrow_has_decimals_and_dates(filled: Tables) -> None:
    frames = filled.to_arrow()
    assert frames["amounts"].schema.field("value").type == pa.decimal128(38, 12)
    assert frames["dates"].schema.field("first_day").type == pa.date32()
    assert frames["articles"].schema.field("published").type == pa.timestamp("us")
    assert not frames["amounts"].schema.field("currency").nullable
    for name, frame in frames.items():
        for index, column in enumerate(filled[name].definition.columns):
            values = [row[index] for row in filled[name]]
            assert frame.column(index).to_pylist() == ([fitted(value) for value in values] if column.kind == "number" else values)  # type: ignore[arg-type]


def test_no_documents_give_empty_tables() -> None:
    empty = tables([])
    assert all(len(table) == 0 for table in empty.values())
    assert empty["facts"].to_arrow().num_rows == len(empty["facts"].to_pandas()) == 0


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("1.5", "1.5"),
        ("-92950000", "-92950000"),
        ("33.33333333333333333333333333", "33.333333333333"),
        ("99999999999999999999999999.999999999999", "99999999999999999999999999.999999999999"),
        ("99999999999999999999999999.9999999999999", None),
        ("1E+26", None),
        ("1E+5000", None),
        ("1E-5000", "0"),
    ],
)
def test_numbers_beyond_the_type_are_null_and_not_wrong(value: str, kept: str | None) -> None:
    assert fitted(Decimal(value)) == (None if kept is None else Decimal(kept))
