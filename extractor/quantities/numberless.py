"""Quantities without a numeral of their own: 首批, 末位, 半数, 一半, 过半, 翻番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import cast

from extractor.lexicon.load import alternation
from extractor.numerals.bounds import behind, front, interval, stronger
from extractor.numerals.vocabulary import lexicon
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import vocabulary
from extractor.records import Bound

HALF = Decimal(50)
TWO = Decimal(2)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = vocabulary().words
    o, p, d = words.ordinal, words.percent, words.doubling
    halves = [w for w in p.half if len(w) > 1]
    single = [w for w in p.half if len(w) == 1]
    other = alternation(lexicon().words.not_half_before)
    begin = {w[0] for w in [*o.first_numbered, *o.first, *o.last, *halves, *p.halves_before, *d.verbs]}
    return re.compile(
        f"(?=[{''.join(sorted(begin))}])"
        f"(?:(?!{alternation(o.not_first)})(?P<first>{alternation([*o.first_numbered, *o.first])})(?P<unit>{alternation(o.units)})"
        f"|(?:{alternation(o.last)})(?P<last>{alternation(o.last_units)})"
        f"|(?P<half>{alternation(halves)})"
        f"|(?P<bound>{alternation(p.halves_before)})(?P<bare>{alternation(single)})(?!{other})"
        f"|(?P<double>{alternation(d.verbs)}{alternation(d.units)}))"
    )


def numberless(text: str) -> Iterator[FoundQuantity]:
    """All of them, in text order."""
    words = vocabulary().words
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["first"] or match["last"]:
            value = Decimal(1 if match["first"] else -1)
            unit = match["unit"] or match["last"]
            yield FoundQuantity("ordinal", start, end, "ordinal.first", value, value, value, unit=unit, unit_end=end)
        elif match["double"]:
            double = FoundQuantity("count", start, end, "count.doubling", TWO, TWO, TWO, unit=words.doubling.unit, unit_end=end)
            yield _bounded(text, double, "exact")
        else:
            before = match["bound"]
            bound: Bound = words.percent.halves_before[before] if before else "exact"
            begin = match.start("bare") if before and before not in words.percent.halves_inside else start
            half = FoundQuantity("percentage", begin, end, "percentage.half", HALF, HALF, HALF, unit="percent", unit_end=end)
            yield _bounded(text, half, bound)


def _bounded(text: str, quantity: FoundQuantity, bound: Bound) -> FoundQuantity:
    before, after = front(text, quantity.start), behind(text, quantity.end)
    bounds = [bound, *(b.bound for b in (before, after) if b)]
    stated = interval(cast("Decimal", quantity.value), cast("Decimal", quantity.value), stronger(*bounds))
    quantity.value, quantity.low, quantity.high, quantity.bound = stated
    quantity.front = before.edge if before and before.bound != "exact" else None
    if after:
        quantity.end = after.edge
    return quantity
