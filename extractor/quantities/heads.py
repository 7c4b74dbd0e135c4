"""Heads of tables: 单位：亿元 names the unit of the bare numbers that follow it, and holds no number itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.numerals.vocabulary import tables
from extractor.quantities.amounts import plain
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import Tail, vocabulary
from extractor.span import Span, Spans
from extractor.text import HIDDEN

_SENTENCE_END = "。"
ROW_REACH = 4
_LINE = re.compile(f"[^\n{HIDDEN}]*[\n{HIDDEN}]?")
_ROW = re.compile(f"(?:^|[\n{HIDDEN}])[ (（]*$")
_MARKS = frozenset("、．.)）-−")  # 1、 and 1) number a row


class Head(NamedTuple):
    """A head and the stretch that it governs: its line and the lines of the table below it."""

    start: int
    end: int
    until: int
    scale: Decimal
    tail: Tail


class Heads:
    """The heads of one text."""

    def __init__(self, text: str) -> None:
        self.heads = list(_heads(text)) if any(w in text for w in vocabulary().words.money.heads) else []
        self.starts = [head.start for head in self.heads]

    def __bool__(self) -> bool:
        return bool(self.heads)

    def spans(self) -> Spans:
        """Where the heads themselves stand."""
        return Spans(Span(head.start, head.end) for head in self.heads)

    def read(self, c: Candidate) -> FoundQuantity | None:
        """A bare number in a table: an amount, a measure or a percentage in the unit of the head."""
        at = bisect_right(self.starts, c.start) - 1
        if at < 0 or c.start >= self.heads[at].until:
            return None
        n, head = c.numeral, self.heads[at]
        if n.form != "arabic" or n.glued or c.tail is not None or is_hanzi(c.text[c.end : c.end + 1]) or _numbers_a_row(c):
            return None
        low, high = (plain(value) for value in c.scaled(head.scale))
        kind = {"currency": "amount", "unit": "measure", "percent": "percentage"}.get(head.tail.kind)
        if kind == "amount":
            return c.quantity("amount", end=c.end, low=low, high=high, code=head.tail.code)
        if kind == "measure":
            return c.quantity("measure", end=c.end, low=low, high=high, unit=head.tail.unit, code=head.tail.code)
        return c.quantity("percentage", end=c.end, low=low, high=high, unit=head.tail.code) if kind else None


def _numbers_a_row(c: Candidate) -> bool:
    """1、 or (2) at the beginning of a line."""
    return _ROW.search(c.text, max(0, c.start - ROW_REACH), c.start) is not None and c.text[c.end : c.end + 1] in _MARKS


def _heads(text: str) -> Iterator[Head]:
    v, t = vocabulary(), tables()
    matches = list(v.head.finditer(text))
    for i, match in enumerate(matches):
        end, scale = match.end(), Decimal(1)
        while text[end : end + 1] in t.units:
            scale *= t.units[text[end]]
            end += 1
        tail = v.tail(text, end)
        if tail is not None and (tail.kind in ("currency", "unit") or tail.name in v.words.percent.signs):
            end += len(tail.name)
            limit = matches[i + 1].start() if i + 1 < len(matches) else len(text)
            yield Head(match.start(), end, _until(text, end, limit), scale, tail)


def _until(text: str, position: int, limit: int) -> int:
    """The end of the table: that of the last line before one that is a sentence, at ``limit`` at the latest."""
    end = position
    for line in _LINE.finditer(text, position, max(position, limit)):
        if _SENTENCE_END in line[0]:
            break
        end = line.end()
    return end
