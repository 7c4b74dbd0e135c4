"""Quantities without a numeral of their own: 首批, 末位, 半数, 一半, 过半, 翻番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import cast

from extractor.lexicon.load import alternation
from extractor.numerals.bounds import behind, front, interval, stronger
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import vocabulary
from extractor.records import Bound

HALF = Decimal(50)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = vocabulary().words
    o, p, d = words.ordinal, words.percent, words.doubling
    halves = [w for w in p.half if len(w) > 1]
    single = [w for w in p.half if len(w) == 1]
    return re.compile(
        f"(?!{alternation(o.not_first)})(?P<mark>{alternation([*o.first, *o.last])})(?P<unit>{alternation(o.units)})"
        f"|(?P<half>{alternation(halves)})"
        f"|(?P<bound>{alternation(p.halves_before)})(?P<bare>{alternation(single)})(?![{''.join('年月天个小数场程分径空夜')}])"
        f"|(?P<double>{alternation(d.verbs)}{alternation(d.units)})"
    )


def numberless(text: str) -> Iterator[FoundQuantity]:
    """All of them, in text order."""
    words = vocabulary().words
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["mark"]:
            value = Decimal(1 if match["mark"] in words.ordinal.first else -1)
            yield FoundQuantity("ordinal", start, end, "ordinal.first", value, value, value, unit=match["unit"], unit_end=end)
        elif match["double"]:
            two = Decimal(2)
            yield _bounded(text, FoundQuantity("count", start, end, "count.doubling", two, two, two, unit=words.doubling.unit, unit_end=end), "exact")
        else:
            bound = cast("Bound", words.percent.halves_before[match["bound"]]) if match["bound"] else "exact"
            begin = match.start("bare") if match["bare"] else start
            if match["bare"] and match["bound"] == "过":
                begin = start
            yield _bounded(text, FoundQuantity("percentage", begin, end, "percentage.half", HALF, HALF, HALF, unit="percent", unit_end=end), bound)


def _bounded(text: str, quantity: FoundQuantity, bound: Bound) -> FoundQuantity:
    before, after = front(text, quantity.start), behind(text, quantity.end)
    bounds = [bound, *(b.bound for b in (before, after) if b)]
    stated = interval(cast("Decimal", quantity.value), cast("Decimal", quantity.value), stronger(*bounds))
    quantity.value, quantity.low, quantity.high, quantity.bound = stated
    quantity.front = before.edge if before and before.bound != "exact" else None
    if after:
        quantity.end = after.edge
    return quantity
