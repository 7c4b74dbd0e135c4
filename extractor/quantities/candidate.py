"""A numeral with what stands around it: its range, its unit, its sign, the words that bound it and the base of its rate.

The rules ask; everything is looked up when it is asked for. ``Candidate.quantity`` makes the mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.numerals import Numeral
from extractor.numerals.bounds import behind, compared, front, interval, stronger
from extractor.numerals.ranges import GAP, distribute, range_gap, range_grammar
from extractor.quantities.model import FoundQuantity, Kind
from extractor.quantities.vocabulary import UnitWord, Vocabulary, vocabulary
from extractor.records import Bound

RATED = ("amount", "measure", "count")  # kinds that a rate base belongs to
RANGED = ("currency", "percent", "unit", "tenths")  # tails whose names may differ between the ends of a range


def is_hanzi(character: str) -> bool:
    """Whether it is a Chinese character; "" is none.

    >>> is_hanzi("元"), is_hanzi("，"), is_hanzi("")
    (True, False, False)
    """
    return "\u4e00" <= character <= "\u9fff"


def _same(a: UnitWord, b: UnitWord) -> bool:
    """Whether two units make the ends of one range: the same, two names of the same, or the beginning of one (5个至8个百分点)."""
    if b.kind == "percent" and b.name.startswith(a.name):
        return True
    return (b.kind, b.code) == (a.kind, a.code) and (a.kind in RANGED or a.name == b.name)


class Candidate:
    """A numeral with its surroundings. ``floor`` is where the mention before it ends: nothing of it may be claimed again.

    ``tail`` is the unit behind the number and ``tail_end`` where it ends; ``own_tail`` is that of the first number of a range.
    """

    __slots__ = (
        "bound", "end", "floor", "following", "high", "index", "low", "numeral", "numerals", "own_tail", "start", "tail", "tail_end",
        "text", "vocabulary",
    )  # fmt: skip

    def __init__(self, text: str, numerals: Sequence[Numeral], index: int, floor: int = 0) -> None:
        self.text, self.numerals, self.index, self.floor = text, numerals, index, floor
        self.numeral = numeral = numerals[index]
        self.following = following = numerals[index + 1] if index + 1 < len(numerals) else None
        self.vocabulary: Vocabulary = vocabulary()
        self.start, self.end = numeral.start, numeral.end
        self.bound: Bound = numeral.bound
        value = numeral.value
        self.low, self.high = (numeral.least, numeral.most) if value is None else (value, value)
        either = next((w for w in self.vocabulary.either if text.endswith(w, floor, self.start)), None)
        if either is not None and value is not None and value > 0:
            self.start, self.low, self.high, self.bound = self.start - len(either), -value, value, "range"
        elif numeral.sign is not None and numeral.sign >= floor:
            self.start, self.low, self.high = numeral.sign, -self.high, -self.low
        self.own_tail = self.tail = tail = self._tail(numeral.end)
        self.tail_end = unit_end = self.end if tail is None else self._end(self.end, tail)
        if following is not None and following.start - unit_end <= GAP and self._join(following, unit_end):
            self.tail = tail = self._tail(self.end)
            self.tail_end = self.end if tail is None else self._end(self.end, tail)

    def _join(self, b: Numeral, unit_end: int) -> bool:
        """Make one candidate of a range: 3至5万元, 3万元至5万元, 10%-15%."""
        a, text, tail = self.numeral, self.text, self.own_tail
        if b.glued or a.form == "half":
            return False
        ends = None
        if self._connected(a.end, b):
            ends = distribute(text, a, b)
        elif tail is not None and self._connected(unit_end, b):
            other = self._tail(b.end)
            if other is None or not _same(tail, other):
                return False
            ends = distribute(text, a, b, unit_end=unit_end)
        if ends is None:
            return False
        (self.low, self.high), self.end, self.bound = ends, b.end, "range"
        return True

    def _connected(self, end: int, b: Numeral) -> bool:
        """Whether what stands between ``end`` and the next number joins the two."""
        if not 0 < b.start - end <= GAP or self.text[end] not in range_grammar().begins:
            return False
        tail = self._tail(b.end)
        return range_gap(self.text, end, b.start, self._end(b.end, tail) if tail else b.end)

    def _end(self, end: int, tail: UnitWord) -> int:
        text = self.text
        return end + (end < len(text) and text[end] == " ") + len(tail.name)

    def _tail(self, end: int) -> UnitWord | None:
        text = self.text
        return self.vocabulary.tail(text, end + (end < len(text) and text[end] == " "))

    @property
    def next_char(self) -> str:
        """The character behind the unit."""
        return self.text[self.tail_end : self.tail_end + 1]

    def numeral_at(self, position: int) -> Numeral | None:
        """The numeral that begins at ``position``, one of the next few."""
        if self.following is None or self.following.start > position:
            return None
        for numeral in self.numerals[self.index + 1 : self.index + 6]:
            if numeral.start >= position:
                return numeral if numeral.start == position else None
        return None

    def scaled(self, factor: Decimal) -> tuple[Decimal, Decimal]:
        """Both ends times a factor."""
        return self.low * factor, self.high * factor

    def quantity(
        self, kind: Kind, *, end: int | None = None, start: int | None = None, low: Decimal | None = None, high: Decimal | None = None,
        unit: str | None = None, code: str | None = None, bound: Bound | None = None,
    ) -> FoundQuantity:  # fmt: skip
        """The mention: bound words and rate base around the number, and the interval that they make."""
        text = self.text
        start = self.start if start is None else start
        unit_end = end = self.tail_end if end is None else end
        low = self.low if low is None else low
        high = self.high if high is None else high
        stated_bound = bound or self.bound
        per, rated = None, kind in RATED
        if rated and text[end : end + 1] in self.vocabulary.slash and (rate := self.vocabulary.per_behind.match(text, end)):
            per, end = rate[1], rate.end()
        elif kind == "amount" and (rate := self.vocabulary.per_one.match(text, end)):
            per = rate[1]  # 80元|一斤
        before = front(text, start) or compared(text, start, end)
        if before is not None:
            stated_bound = stronger(stated_bound, before.bound)
        after = behind(text, end)
        if after is not None:
            stated_bound = stronger(stated_bound, after.bound)
            end = after.edge
        if rated and per is None:
            per = self.vocabulary.base(text, before.edge if before else start)
        stated = interval(low, high, "exact" if low != high else stated_bound)
        edge = before.edge if before and before.bound != "exact" and not before.across_verb else None
        return FoundQuantity(kind, start, end, "", *stated, unit=unit, code=code, per=per, front=edge, unit_end=unit_end)
