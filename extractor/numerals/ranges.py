"""Ranges: what joins two numbers, and what each end takes from the other."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.lexicon.load import alternation
from extractor.numerals.reading import MYRIAD, ONE, QUOTIENT, TEN
from extractor.numerals.scan import Numeral, minus
from extractor.numerals.vocabulary import lexicon

FRACTION = "fraction"  # the form of 三分之一
GAP = 6  # characters that may stand between the ends of a range


class RangeGrammar:
    """What joins two numbers to a range, built once."""

    def __init__(self) -> None:
        words = lexicon().range
        gloss = rf"(?:[(（](?:{alternation(words.glosses)})[)）])?"
        self.connector = re.compile(rf"{gloss}[ ]?(?:{alternation(words.connectors)})[ ]?")
        self.paired = re.compile(rf"[ ]?(?:{alternation(words.paired)})[ ]?")
        self.begins = frozenset(w[0] for w in [*words.connectors, *words.paired]) | {
            " ",
            "(",
            "（",
        }  # what may stand behind the first number
        self.between = tuple(words.between)
        self.enumerated = frozenset(words.enumerated)
        self.conjunctions = frozenset(words.conjunctions) | {""}


@lru_cache(maxsize=1)
def range_grammar() -> RangeGrammar:
    """What joins two numbers, built at first use."""
    return RangeGrammar()


def range_gap(text: str, a_end: int, b_start: int, b_end: int) -> bool:
    """Whether what stands between two numbers joins them to a range; ``b_end`` is where the second one ends, unit included.

    >>> range_gap("3至5万", 1, 2, 4), range_gap("20和30之间", 2, 3, 5), range_gap("20和30", 2, 3, 5)
    (True, True, False)
    """
    if not 0 < b_start - a_end <= GAP:
        return False
    g = range_grammar()
    sign = b_start - (text[b_start - 1] in minus() and b_start - 1 > a_end)  # -5至-3
    if g.connector.fullmatch(text, a_end, b_start) or (sign < b_start and g.connector.fullmatch(text, a_end, sign)):
        return True
    return text.startswith(g.between, b_end) and g.paired.fullmatch(text, a_end, b_start) is not None


def distribute(text: str, a: Numeral, b: Numeral, *, unit_end: int = 0) -> tuple[Decimal, Decimal] | None:
    """Both ends of the range ``a``–``b``; None when they make none.

    The multiplier of the second end goes to the first when the first has none and is smaller without it (3至5万, 一千到两千万, but
    8500至3万). ``unit_end`` is where the unit of the first end stops when it has one of its own, which keeps it as it is.
    """
    if a.bound in ("about", "under") or FRACTION in (a.form, b.form):
        return _fractions(a, b) if a.bound == "exact" and not (unit_end and a.form != b.form) else None
    gap = text[unit_end or a.end : b.start].strip()
    enumerated = range_grammar().enumerated
    negative = b.negative and len(gap) > 1
    low, high = a.least, b.most
    if a.value is None or b.value is None or a.bound != "exact":  # 20多至30, 数百到数千
        if a.negative or negative or gap in enumerated:
            return None
    elif negative and gap[:-1].strip() in enumerated:
        return None
    low, high = -low if a.negative else low, -high if negative else high
    if gap in enumerated:
        if unit_end or a.form not in ("chinese", "arabic") or a.end - a.start != 1 or high / b.scale != low + 1:
            return None
        return low * b.scale, high
    if not unit_end and abs(low) < high / b.scale and _shares(a, b):
        low *= b.scale
    if negative and low > high:  # a loss of 2.6亿到3.1亿 with minus signs
        low, high = high, low
    return (low, high) if low < high else None


def _shares(a: Numeral, b: Numeral) -> bool:
    """Whether the multiplier of the second end may be that of the first: 三至五百, but not 十一至一百二十."""
    bare = a.scale == ONE or (a.form == "chinese" and a.scale < MYRIAD <= b.scale)
    return bare and b.scale > ONE and (b.scale >= MYRIAD or b.most / b.scale < TEN or a.form == b.form == "arabic")


def _fractions(a: Numeral, b: Numeral) -> tuple[Decimal, Decimal] | None:
    """三分之一到二分之一, 百分之三十至五十: a second end without a denominator has that of the first."""
    if a.form != FRACTION or a.value is None or b.value is None:
        return None
    high = b.value if b.form == FRACTION else QUOTIENT.divide(b.value, a.scale)
    return (a.value, high) if a.value < high and (b.form == FRACTION or high < 1) else None


_DENOMINATOR = 1000  # from here on a slash parts no fraction


def slashed(text: str, a: Numeral, b: Numeral) -> Decimal | None:
    """3/4, 1/3: the quotient of two whole Arabic numbers with a slash between them and none around; 24/7/365 is none.

    >>> from extractor.numerals import scan
    >>> a, b = scan("1/4")
    >>> slashed("1/4", a, b)
    Decimal('0.25')
    """
    if b.start - a.end != 1 or text[a.end] != "/" or "/" in (text[a.start - 1 : a.start], text[b.end : b.end + 1]):
        return None
    if a.value is None or b.value is None or not (a.text.isdecimal() and b.text.isdecimal()):
        return None
    return QUOTIENT.divide(a.value, b.value) if 1 < b.value < _DENOMINATOR > a.value else None
