"""Heads of tables: 单位：亿元 names the unit of the bare numbers that follow it, and holds no number itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from extractor.numerals.vocabulary import tables
from extractor.quantities.amounts import plain
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import UnitWord, vocabulary
from extractor.span import Span, Spans
from extractor.text import HIDDEN

_SENTENCE_END = "。"
ROW_REACH = 4
_LINE = re.compile(f"[^\n{HIDDEN}]*[\n{HIDDEN}]?")
_ROW = re.compile(f"(?:^|[\n{HIDDEN}])[ (（]*$")
_OPENED = re.compile(r"(?<=[\u4e00-\u9fff])[（(]")
_CLOSED = re.compile(r"[）)](?=[ \t]*[:： \t][ \t]*[-−]?[0-9])")
_MARKS = frozenset("、．.)）-−")  # 1、 and 1) number a row


class Head(NamedTuple):
    """Where a unit is stated, and the stretch that it governs: its line and the lines of the table below it."""

    start: int
    end: int
    until: int
    scale: Decimal
    tail: UnitWord


class TableUnits:
    """The units that a text states for its tables and rows, each with the stretch that it governs."""

    def __init__(self, text: str) -> None:
        self.table_units = list(_table_units(text)) if _may_hold(text) else []
        self.starts = [head.start for head in self.table_units]

    def __bool__(self) -> bool:
        return bool(self.table_units)

    def spans(self) -> Spans:
        """Where the heads themselves stand."""
        return Spans(Span(head.start, head.end) for head in self.table_units)

    def read(self, candidate: Candidate) -> FoundQuantity | None:
        """A bare number in a table: an amount, a measure or a percentage in the unit of the head."""
        at = bisect_right(self.starts, candidate.start) - 1
        if at < 0 or candidate.start >= self.table_units[at].until:
            return None
        n, head = candidate.numeral, self.table_units[at]
        if (
            n.form != "arabic"
            or n.glued
            or candidate.tail is not None
            or is_hanzi(candidate.text[candidate.end : candidate.end + 1])
            or _numbers_a_row(candidate)
        ):
            return None
        low, high = (plain(value) for value in candidate.scaled(head.scale))
        kind = {"currency": "amount", "unit": "measure", "percent": "percentage"}.get(head.tail.kind)
        if kind == "amount":
            return candidate.quantity("amount", end=candidate.end, low=low, high=high, code=head.tail.code)
        if kind == "measure":
            return candidate.quantity("measure", end=candidate.end, low=low, high=high, unit=head.tail.unit, code=head.tail.code)
        return candidate.quantity("percentage", end=candidate.end, low=low, high=high, unit=head.tail.code) if kind else None


def _may_hold(text: str) -> bool:
    """A quick no: a text without 单位 and without a bracket that numbers follow has no heads."""
    return any(w in text for w in vocabulary().words.money.heads) or _CLOSED.search(text) is not None


def _numbers_a_row(candidate: Candidate) -> bool:
    """1、 or (2) at the beginning of a line."""
    return (
        _ROW.search(candidate.text, max(0, candidate.start - ROW_REACH), candidate.start) is not None
        and candidate.text[candidate.end : candidate.end + 1] in _MARKS
    )


def _table_units(text: str) -> Iterator[Head]:
    matches = list(vocabulary().head.finditer(text))
    found: list[Head] = []
    for i, match in enumerate(matches):
        unit = _unit(text, match.end())
        if unit is not None:
            scale, tail, end = unit
            limit = matches[i + 1].start() if i + 1 < len(matches) else len(text)
            found.append(Head(match.start(), end, _until(text, end, limit), scale, tail))
    yield from sorted([*found, *_bracketed(text)], key=itemgetter(0))


def _bracketed(text: str) -> Iterator[Head]:
    """营业收入（万元）：3500: the unit of what is named before it, to the end of its line."""
    for match in _OPENED.finditer(text):
        unit = _unit(text, match.end())
        if unit is not None and (closed := _CLOSED.match(text, unit[2])) is not None:
            line = _LINE.match(text, closed.end())
            yield Head(match.start(), closed.end(), line.end() if line else closed.end(), unit[0], unit[1])


def _unit(text: str, start: int) -> tuple[Decimal, UnitWord, int] | None:
    """A multiplier and a unit, and where they end: 万元."""
    known, units = vocabulary(), tables().units
    end, scale = start, Decimal(1)
    while text[end : end + 1] in units:
        scale *= units[text[end]]
        end += 1
    tail = known.tail(text, end)
    if tail is None or not (tail.kind in ("currency", "unit") or tail.name in known.words.percent.signs):
        return None
    return scale, tail, end + len(tail.name)


def _until(text: str, position: int, limit: int) -> int:
    """The end of the table: that of the last line before one that is a sentence, at ``limit`` at the latest."""
    end = position
    for line in _LINE.finditer(text, position, max(position, limit)):
        if _SENTENCE_END in line[0]:
            break
        end = line.end()
    return end
