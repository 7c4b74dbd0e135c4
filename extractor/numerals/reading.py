"""What a reading is, and exact arithmetic on pairs of a lowest and a highest value."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from extractor.records import Bound

# Values are exact whatever their length: the default context would round at 28 digits.
EXACT = Context(prec=400)
QUOTIENT = Context(prec=28)
ZERO, ONE, TEN, MYRIAD = Decimal(0), Decimal(1), Decimal(10), Decimal(10000)
HUNDRED, HALF = Decimal(100), Decimal("0.5")
LONGEST = 300  # characters of one numeral; longer runs of digits are no numbers of news

Pair = tuple[Decimal, Decimal]


class Reading(NamedTuple):
    """What the grammar reads: where it ends, the interval, the bound, the shape.

    ``scale`` is the multiplier that ends the numeral (5万: 10000), so that a range can give it to its first end.
    ``form``: arabic, chinese, mixed, scale (百 or 千万 without a digit), vague (几, 数), half, fraction.
    """

    end: int
    low: Decimal
    high: Decimal
    bound: Bound
    form: str
    scale: Decimal = ONE


def plus(a: Pair, b: Pair) -> Pair:
    """Sum of two pairs."""
    return EXACT.add(a[0], b[0]), EXACT.add(a[1], b[1])


def times(a: Pair, factor: Decimal) -> Pair:
    """A pair times a factor."""
    return EXACT.multiply(a[0], factor), EXACT.multiply(a[1], factor)


def tidy(value: Decimal) -> Decimal:
    """A multiplied number without the zeros that the multiplication left: 6.2亿 is 620000000, not 620000000.0."""
    whole = value.to_integral_value()
    return whole.quantize(ONE, context=EXACT) if whole == value else value.normalize(EXACT)
