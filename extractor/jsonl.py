"""JSON Lines: one record a line, UTF-8, ended by a line feed and by nothing else.

Decimals are strings of plain digits. The characters beyond ASCII that some readers take for line ends (next line, line and
paragraph separator) are escaped, so that a record is one line for every reader.
"""

from __future__ import annotations

from extractor.records import Record

LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def line_of(record: Record) -> str:
    """The record as one line of JSON with its line feed."""
    return record.model_dump_json().translate(LINE_ENDS) + "\n"
