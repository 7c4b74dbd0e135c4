"""Why a rule said what it said: the words that gave a field its value. Shown by ``show --explain``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extractor.records import Document


class Reason(NamedTuple):
    """Which words, by which rule, gave which field.

    ``start`` and ``end`` are offsets of the text; both None when the evidence stands outside of it (the publication time of the
    page, say), and then ``note`` says what it is.

    >>> Reason("year", "narrative", 12, 17, "2017年").field
    'year'
    """

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, and for the ids of its dates and facts the reasons of what they say; offsets as in the document."""

    document: Document
    reasons: Mapping[str, tuple[Reason, ...]]
