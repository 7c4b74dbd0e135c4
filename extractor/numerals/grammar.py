"""The numeral grammar: reads the longest numeral that begins at a position, with its exact value.

Finding and parsing share this reader, so that nothing is found that cannot be read. A plain run of digits and units is read by
``run.py``; fractions and fixed phrases (成千上万, 数以万计, 上百) are put together here. What stands before and behind the numeral
(约, 以上) is ``bounds.py``.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.numerals.reading import EXACT, ONE, QUOTIENT, ZERO, Reading
from extractor.numerals.run import Run
from extractor.numerals.vocabulary import tables
from extractor.records import Bound


class Grammar:
    """The reader."""

    def __init__(self) -> None:
        self.tables = tables()

    def begins(self, text: str, start: int) -> bool:
        """Whether a numeral may begin at ``start``."""
        t = self.tables
        return text[start] in t.plain or t.special.match(text, start) is not None

    def read(self, text: str, start: int) -> Reading | None:
        """The longest numeral at ``start``; None if none begins there."""
        reading = self._spoken(text, start) or self._one(text, start)
        return reading and self._neighbours(text, reading)

    def _spoken(self, text: str, start: int) -> Reading | None:
        """百八十, 千儿八百: said as a whole."""
        t = self.tables
        if text[start] not in t.units:
            return None
        for length in range(t.spoken_longest, 1, -1):
            values = t.spoken.get(text[start : start + length])
            if values is not None and text[start + length : start + length + 1] not in t.plain:
                bound: Bound = "range" if len(values) > 1 else "about"
                return Reading(start + length, values[0], values[-1], bound, "vague")
        return None

    def _neighbours(self, text: str, first: Reading) -> Reading:
        """十几二十, 几十上百: two approximations, the second of which begins where the first ends."""
        if first.form != "vague" or first.bound != "range" or first.end >= len(text) or not self.begins(text, first.end):
            return first
        second = self._one(text, first.end)
        if second is None or second.low != second.high:
            return first
        stated = QUOTIENT.divide(second.low, second.scale) if first.scale == ONE else second.low
        if stated != first.high and second.low != first.high:
            return first
        factor = QUOTIENT.divide(second.low, first.high)
        low = EXACT.multiply(first.low, factor)
        if second.bound == "over":
            return Reading(second.end, low, low, "over", "vague", second.scale)
        return Reading(second.end, low, second.high, "range", "vague", second.scale) if second.bound == "exact" else first

    def _one(self, text: str, start: int) -> Reading | None:
        """One numeral."""
        t = self.tables
        if text[start] in t.upward:
            return self._upward(text, start)
        if text.startswith(t.counted[0], start):
            return self._counted(text, start)
        run = Run(t, text, start)
        reading = run.read()
        if reading is None:
            lone = text[start] in t.financial and text.startswith(t.fraction, start + 1)
            reading = Run(t, text, start).read(lone=True) if lone else None
        return reading and self._fraction(text, reading)

    def _upward(self, text: str, start: int) -> Reading | None:
        """上百, 成千上万: more than the scale it names."""
        t = self.tables
        for fixed in t.thousands:
            if text.startswith(fixed, start):
                return Reading(start + len(fixed), t.small[fixed[1]], t.small[fixed[1]], "over", "scale")
        inner = Run(t, text, start + 1).read()
        return Reading(inner.end, inner.low, inner.low, "over", "scale", inner.scale) if inner and inner.form == "scale" else None

    def _counted(self, text: str, start: int) -> Reading | None:
        """数以万计: more than the scale it names."""
        before, behind = self.tables.counted
        inner = Run(self.tables, text, start + len(before)).read()
        if inner is None or not text.startswith(behind, inner.end):
            return None
        return Reading(inner.end + len(behind), inner.low, inner.low, "over", "scale", inner.scale)

    def _fraction(self, text: str, whole: Reading) -> Reading:
        """三分之一, 三又二分之一: a quotient to 28 digits where it has no end."""
        t = self.tables
        base, end = ZERO, whole.end
        denominator: Reading | None = whole
        if text[end : end + 1] in t.whole:
            base, denominator = whole.low, Run(t, text, end + 1).read()
        if base and denominator is not None and text.startswith(t.slash, denominator.end):
            return self._slashed(base, denominator, text) or whole
        if denominator is not None and not base and (part := self._part(text, denominator)) is not None:
            return part
        if denominator is None or not text.startswith(t.fraction, denominator.end) or not denominator.low:
            return whole
        begin = denominator.end + len(t.fraction)
        negative = text.startswith(t.minus, begin)
        numerator = Run(t, text, begin + negative).read(lone=True)
        if numerator is None or denominator.bound != "exact":
            return whole
        if numerator.low % 1 and denominator.low not in t.powers:
            return whole  # 五百分之2.2 is not said; 百分之2.2 is
        low, high = (EXACT.add(base, QUOTIENT.divide(n, denominator.low)) for n in (numerator.low, numerator.high))
        if negative:
            low, high = base * 2 - high, base * 2 - low
        return Reading(numerator.end, low, high, numerator.bound, "fraction", denominator.low)

    def _part(self, text: str, denominator: Reading) -> Reading | None:
        """三分一, 四分三, as Hong Kong says; 三分二次 and 八分五十秒 are none."""
        t, end = self.tables, denominator.end
        surface = text[end - 1 : end]
        if surface not in t.parts or denominator.form != "chinese" or denominator.low > 10 or text[end : end + 1] != t.part:
            return None
        numerator = t.digits.get(text[end + 1 : end + 2])
        behind = text[end + 2 : end + 3]
        if not numerator or numerator >= denominator.low or behind in t.plain or behind in t.not_part:
            return None
        value = QUOTIENT.divide(numerator, denominator.low)
        return Reading(end + 2, value, value, "exact", "fraction", denominator.low)

    def _slashed(self, base: Decimal, numerator: Reading, text: str) -> Reading | None:
        """1/2 in 3又1/2."""
        denominator = Run(self.tables, text, numerator.end + 1).read()
        if denominator is None or numerator.form != "arabic" or denominator.form != "arabic" or not denominator.low:
            return None
        value = EXACT.add(base, QUOTIENT.divide(numerator.low, denominator.low))
        return Reading(denominator.end, value, value, "exact", "fraction", denominator.low)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The reader, built at first use."""
    return Grammar()
