"""CSV files for spreadsheets, one a table.

UTF-8 with BOM and CRLF line ends, as Excel expects. A cell holds what the record holds, with three exceptions, all for the
sake of spreadsheets and only in columns of text:

- line breaks and other control characters become spaces;
- a cell that a spreadsheet could take for a formula, because it begins with ``= + - @`` (full-width and small forms included),
  with a tab or with a carriage return, white space and invisible characters in front not counted, gets an apostrophe in front;
- a cell ends, with …, at the 32,767 characters that a cell of a spreadsheet can hold.

Numbers are plain digits, a minus in front included, so that ``-92950000`` stays a number. An empty cell is null.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from extractor.records import Document, plain
from extractor.tabular import Table, Value
from extractor.writers.building import Building

BOM = "\ufeff"
LONGEST = 32_767
CONTROL = re.compile("\r\n|[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
PLAIN = re.compile("(?:[0-9A-Za-z\u4e00-\u9fff][^\x00-\x1f\x7f-\x9f\u2028\u2029]{0,1000})?")  # most cells: nothing to do
INVISIBLE = re.compile(r"^[\s\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]*")


def header(table: Table) -> str:
    """The first line of the file, BOM included."""
    return BOM + _csv([table.names])


def rows_of(table: Table, document: Document, article: int) -> str:
    """The rows of a document, as CSV text; empty when there are none."""
    return _csv([cell(value) for value in row] for row in table.rows(document, article))


def cell(value: Value) -> str:
    """A value as a cell.

    >>> cell(Decimal("-6.2E+8")), cell("=1+1"), cell(None)
    ('-620000000', "'=1+1", '')
    """
    if isinstance(value, str):
        return safe(value)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).lower()


def safe(text: str) -> str:
    """A text cell as a spreadsheet may see it: on one line, not too long, and never a formula.

    >>> safe("=HYPERLINK(0)"), safe("＋1"), safe("a\\nb"), safe("2-3")
    ("'=HYPERLINK(0)", "'＋1", 'a b', '2-3')
    """
    if PLAIN.fullmatch(text):
        return text
    clean = CONTROL.sub(" ", text)
    first = unicodedata.normalize("NFKC", INVISIBLE.sub("", clean)[:1])
    if first in {"=", "+", "-", "@"} or text.startswith(("\t", "\r")):
        clean = "'" + clean
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


class CsvFiles:
    """The CSV files of some tables, row by row."""

    def __init__(self, tables: Sequence[Table], building: Building) -> None:
        self._files = [(table, building.text(f"{table.name}.csv")) for table in tables]
        for table, file in self._files:
            file.write(header(table))

    def write(self, document: Document, article: int) -> None:
        """Append the rows of a document."""
        for table, file in self._files:
            file.write(rows_of(table, document, article))

    def finish(self) -> None:
        """Nothing is left to do; the files are closed by whoever opened them."""
