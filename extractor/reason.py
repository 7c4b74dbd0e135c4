"""Why a rule said what it said: the words that gave a field its value. Collected beside the results, shown by ``show --explain``."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """Which words, by which rule, gave which field.

    ``start`` and ``end`` are offsets of the normalized text; both None when the evidence stands outside of it (the publication
    time of the page, say), and then ``note`` says where.

    >>> Reason("year", "narrative", 12, 17, "2017年").field
    'year'
    """

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    note: str | None = None
