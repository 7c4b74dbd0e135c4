"""The table of facts: each with its article, its quantity and its date in one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.records import Amount, Count, DateMention, Document, Fact, Measure, Mention, Organization, Percentage, Quantity, TextSpan
from extractor.tabular.model import Column, Kind, Reference, Row, Table, Value, column_of

LONGEST_SENTENCE = 1000  # characters of the sentence column; a spreadsheet's cell holds 32,767
_TYPES: dict[type, str] = {Amount: "amount", Count: "count", Percentage: "percentage", Measure: "measure"}


class _View(NamedTuple):
    """A fact with what it refers to."""

    document: Document
    fact: Fact
    quantity: Mention | None
    organization: Mention | None
    day: Mention | None
    article: int


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _identifier(mention: Mention | None) -> str | None:
    return mention.id if mention else None


Cell = tuple[str, Kind, Callable[[_View], Value]]
_WHO: tuple[Cell, ...] = (
    ("article_id", "text", lambda v: v.document.id),
    ("title", "text", lambda v: v.document.title),
    ("published", "moment", lambda v: v.document.published),
    ("source", "text", lambda v: v.document.source),
    ("fact_id", "text", lambda v: v.fact.id),
    ("actor", "text", lambda v: v.fact.actor),
    ("organization", "text", lambda v: v.fact.organization.name if v.fact.organization else None),
    ("organization_text", "text", lambda v: _text(v.organization)),
    ("fact_source", "text", lambda v: v.fact.source),
    ("action", "text", lambda v: v.fact.action),
    ("object", "text", lambda v: v.fact.object),
)
_HOW_MUCH: tuple[Cell, ...] = (
    ("type", "text", lambda v: _TYPES.get(type(v.quantity))),
    ("quantity", "text", lambda v: _text(v.quantity)),
    ("start", "integer", lambda v: v.quantity.start if v.quantity else None),
    ("end", "integer", lambda v: v.quantity.end if v.quantity else None),
    ("value", "number", lambda v: v.fact.quantity.value),
    ("low", "number", lambda v: v.fact.quantity.low),
    ("high", "number", lambda v: v.fact.quantity.high),
    ("bound", "text", lambda v: v.fact.quantity.bound),
    ("unit", "text", lambda v: v.fact.quantity.unit),
    ("currency", "text", lambda v: v.fact.quantity.currency),
    ("per", "text", lambda v: v.quantity.per if isinstance(v.quantity, Quantity) else None),
)
_WHEN: tuple[Cell, ...] = (
    ("first_day", "day", lambda v: v.fact.date.first_day if v.fact.date else None),
    ("last_day", "day", lambda v: v.fact.date.last_day if v.fact.date else None),
    ("date_source", "text", lambda v: v.fact.date.date_source if v.fact.date else None),
    ("date_text", "text", lambda v: _text(v.day)),
    ("sentence", "text", lambda v: excerpt(v.document.text, v.fact.sentence, v.quantity)),
    ("sentence_start", "integer", lambda v: v.fact.sentence.start),
    ("sentence_end", "integer", lambda v: v.fact.sentence.end),
    ("mention", "text", lambda v: _identifier(v.quantity)),
    ("organization_mention", "text", lambda v: _identifier(v.organization)),
    ("date_mention", "text", lambda v: _identifier(v.day)),
    ("article", "integer", lambda v: v.article),
)
_REQUIRED = frozenset(["article_id", "fact_id", "bound", "sentence", "sentence_start", "sentence_end", "article"])
_SPREAD = frozenset(["id", "actor", "source", "quantity", "organization", "action", "object", "date", "sentence"])


def facts_table() -> Table:
    """The table. A simple field of ``Fact`` that is not laid out above has a column of its own name behind ``object``."""
    own = [name for name in Fact.model_fields if name not in _SPREAD]
    cells = [get for _, _, get in (*_WHO, *_HOW_MUCH, *_WHEN)]
    columns = [Column(name, kind, name in _REQUIRED) for name, kind, _ in (*_WHO, *_HOW_MUCH, *_WHEN)]
    behind = len(_WHO)
    columns[behind:behind] = [column_of(Fact, name) for name in own]

    def rows(document: Document, article: int) -> Iterator[Row]:
        mentions = {mention.id: mention for mention in document.mentions} if document.facts else {}
        for fact in document.facts:
            view = _view(document, fact, mentions, article)
            row = [get(view) for get in cells]
            row[behind:behind] = [getattr(fact, name) for name in own]
            yield tuple(row)

    references = (
        Reference(("article",), "articles"),
        Reference(("article", "organization_mention"), "organizations"),
        Reference(("article", "date_mention"), "dates"),
    )
    return Table("facts", tuple(columns), ("article", "fact_id"), references, ("organization", "first_day", "mention"), rows)


def _view(document: Document, fact: Fact, mentions: dict[str, Mention], article: int) -> _View:
    def found(identifier: str | None, kind: type[Mention]) -> Mention | None:
        mention = mentions.get(identifier) if identifier else None
        return mention if isinstance(mention, kind) else None

    organization = fact.organization.mention if fact.organization else None
    day = fact.date.mention if fact.date else None
    quantity = found(fact.quantity.mention, Mention)
    return _View(document, fact, quantity, found(organization, Organization), found(day, DateMention), article)


def excerpt(text: str, sentence: TextSpan, quantity: Mention | None) -> str:
    """The sentence; of an endless one (a text without stops) what stands around the quantity, with … where it goes on.

    A text of one sentence with a hundred thousand numbers would else be written a hundred thousand times.
    """
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return text[sentence.start : sentence.end]
    middle = quantity or sentence
    start = max(sentence.start, middle.start - LONGEST_SENTENCE // 2)
    end = min(sentence.end, min(middle.end, start + LONGEST_SENTENCE) + LONGEST_SENTENCE // 2)
    return "…" * (start > sentence.start) + text[start:end] + "…" * (end < sentence.end)
