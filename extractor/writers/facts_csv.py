"""``facts.csv``: one row a fact, flat, for spreadsheets.

UTF-8 with BOM and CRLF line ends, as Excel expects. A cell holds what the record holds, with three exceptions, all for the
sake of spreadsheets and only in columns of text:

- line breaks and other control characters become spaces;
- a cell that a spreadsheet could take for a formula, because it begins with ``= + - @`` (full-width and small forms included),
  with a tab or with a carriage return, white space and invisible characters in front not counted, gets an apostrophe in front;
- of an endless sentence only what stands around the quantity is given.

Numbers are plain digits, a minus in front included, so that ``-92950000`` stays a number. An empty cell is null.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from extractor.records import Amount, Count, Document, Fact, Measure, Mention, Number, Percentage, Quantity, TextSpan, plain

BOM = "\ufeff"
COLUMNS = (
    "article_id", "title", "published", "source",
    "fact_id", "actor", "organization", "organization_text", "fact_source", "action", "object",
    "type", "quantity", "start", "end", "value", "low", "high", "bound", "unit", "currency", "per",
    "first_day", "last_day", "date_source", "date_text",
    "sentence", "sentence_start", "sentence_end",
)  # fmt: skip
LONGEST_SENTENCE = 1000  # characters of the sentence column; a spreadsheet's cell holds 32,767
NUMBERS = frozenset({"start", "end", "value", "low", "high", "sentence_start", "sentence_end"})
TYPES: dict[type, str] = {Amount: "amount", Count: "count", Percentage: "percentage", Measure: "measure"}
CONTROL = re.compile("\r\n|[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
INVISIBLE = re.compile(r"^[\s\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]*")


def header() -> str:
    """The first line of the file, BOM included."""
    return BOM + _csv([list(COLUMNS)])


def rows_of(document: Document) -> str:
    """The rows of all facts of a document, as CSV text; empty when there are none."""
    mentions = {mention.id: mention for mention in document.mentions}
    return _csv(list(_row(document, fact, mentions)) for fact in document.facts) if document.facts else ""


def safe(cell: str) -> str:
    """A text cell as a spreadsheet may see it: on one line, and never a formula.

    >>> safe("=HYPERLINK(0)"), safe("＋1"), safe("a\\nb"), safe("2-3")
    ("'=HYPERLINK(0)", "'＋1", 'a b', '2-3')
    """
    clean = CONTROL.sub(" ", cell)
    first = unicodedata.normalize("NFKC", INVISIBLE.sub("", clean)[:1])
    return "'" + clean if first in {"=", "+", "-", "@"} or cell.startswith(("\t", "\r")) else clean


def excerpt(text: str, sentence: TextSpan, quantity: Mention) -> str:
    """The sentence; of an endless one (a text without stops) what stands around the quantity, with … where it goes on.

    A text of one sentence with a hundred thousand numbers would else be written a hundred thousand times.
    """
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return text[sentence.start : sentence.end]
    start = max(sentence.start, quantity.start - LONGEST_SENTENCE // 2)
    end = min(sentence.end, quantity.end + LONGEST_SENTENCE // 2)
    return "…" * (start > sentence.start) + text[start:end] + "…" * (end < sentence.end)


def _csv(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _row(document: Document, fact: Fact, mentions: dict[str, Mention]) -> Iterator[str]:
    cells = _article(document) | _what(fact, mentions) | _how_much(fact, mentions) | _when(fact, mentions)
    cells["sentence"] = excerpt(document.text, fact.sentence, mentions[fact.quantity.mention])
    cells["sentence_start"] = str(fact.sentence.start)
    cells["sentence_end"] = str(fact.sentence.end)
    for column in COLUMNS:
        cell = cells[column] or ""
        yield cell if column in NUMBERS else safe(cell)


Cells = dict[str, str | None]


def _article(document: Document) -> Cells:
    return {
        "article_id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "source": document.source,
    }


def _what(fact: Fact, mentions: dict[str, Mention]) -> Cells:
    organization = fact.organization
    return {
        "fact_id": fact.id,
        "actor": fact.actor,
        "organization": organization.name if organization else None,
        "organization_text": _text(organization.mention, mentions) if organization else None,
        "fact_source": fact.source,
        "action": fact.action,
        "object": fact.object,
    }


def _how_much(fact: Fact, mentions: dict[str, Mention]) -> Cells:
    quantity = fact.quantity
    mention = mentions.get(quantity.mention)
    return {
        "type": TYPES.get(type(mention)),
        "quantity": mention.text if mention else None,
        "start": str(mention.start) if mention else None,
        "end": str(mention.end) if mention else None,
        "value": _digits(quantity.value),
        "low": _digits(quantity.low),
        "high": _digits(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "per": mention.per if isinstance(mention, Quantity) else None,
    }


def _when(fact: Fact, mentions: dict[str, Mention]) -> Cells:
    day = fact.date
    return {
        "first_day": day.first_day.isoformat() if day and day.first_day else None,
        "last_day": day.last_day.isoformat() if day and day.last_day else None,
        "date_source": day.date_source if day else None,
        "date_text": _text(day.mention, mentions) if day else None,
    }


def _digits(number: Number | None) -> str | None:
    return None if number is None else plain(number)


def _text(mention: str | None, mentions: dict[str, Mention]) -> str | None:
    found = mentions.get(mention) if mention else None
    return found.text if found else None
