"""All tables. The columns of a mention's table are the fields of its record, so that a new field is a new column.

``article`` numbers the articles of an output from 1, in order: ids that come from data files may repeat, numbers do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractor.records import Amount, Count, DateMention, Document, Measure, Mention, Ordinal, Organization, Percentage
from extractor.tabular.facts import facts_table
from extractor.tabular.model import Column, Reference, Row, Table, column_of

MENTIONS: dict[str, type[Mention]] = {
    "dates": DateMention,
    "amounts": Amount,
    "counts": Count,
    "percentages": Percentage,
    "measures": Measure,
    "ordinals": Ordinal,
    "organizations": Organization,
}
NAMES = ("articles", *MENTIONS, "facts")
_INDEXES = {"dates": ("first_day",), "amounts": ("currency",), "organizations": ("name",)}
_SPREAD = frozenset(["id", "facts", "warnings", "schema_version", *MENTIONS])  # fields of a document beside plain columns
_ARTICLE_ID = Column("article_id", "text", required=True)
_ARTICLE = Column("article", "integer", required=True)


@lru_cache(maxsize=1)
def definitions() -> dict[str, Table]:
    """The tables by name, in an order in which each refers to earlier ones only."""
    tables = [_articles(), *(_mentions(name, record) for name, record in MENTIONS.items()), facts_table()]
    return {table.name: table for table in tables}


def _articles() -> Table:
    fields = [name for name in Document.model_fields if name not in _SPREAD]
    columns = (_ARTICLE_ID, *(column_of(Document, name) for name in fields), Column("warnings", "text"), _ARTICLE)

    def rows(document: Document, article: int) -> Iterator[Row]:
        values = (getattr(document, name) for name in fields)
        yield document.id, *values, "; ".join(document.warnings) or None, article

    return Table("articles", columns, ("article",), (), ("article_id",), rows)


def _mentions(name: str, record: type[Mention]) -> Table:
    fields = list(record.model_fields)
    columns = (_ARTICLE_ID, *(column_of(record, field) for field in fields), _ARTICLE)

    def rows(document: Document, article: int) -> Iterator[Row]:
        for mention in getattr(document, name):
            yield document.id, *(getattr(mention, field) for field in fields), article

    return Table(name, columns, ("article", "id"), (Reference(("article",), "articles"),), _INDEXES.get(name, ()), rows)
