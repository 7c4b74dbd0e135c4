"""The public door of the numerals: one surface read as a whole, and every number of a text with what the wording says of it.

``find`` folds the text, applies bounds and ranges to what ``scan`` found, and leaves out what is part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractor.lexicon.load import alternation
from extractor.numerals.bounds import Interval, behind, compared, front, interval, stronger
from extractor.numerals.grammar import grammar
from extractor.numerals.ranges import distribute, range_gap, range_grammar, slashed
from extractor.numerals.reading import HALF, TEN, tidy
from extractor.numerals.scan import Numeral, minus, scan
from extractor.numerals.vocabulary import lexicon
from extractor.records import Bound
from extractor.text.fold import NormalizedText, normalize


def read(surface: str, behind: str = "") -> Interval | None:
    """What one numeral states, read as a whole: its value, or the interval of 十几, 三五 and 百余; None where it is not one.

    ``behind`` is what stands behind it, by which 来 and 两 are told apart from other words: 十来|天, 一两|年.

    >>> read("十几")
    Interval(value=None, low=Decimal('10'), high=Decimal('20'), bound='range')
    >>> read("二〇一八").value, read("两万五").value, read("三只")
    (Decimal('2018'), Decimal('25000'), None)
    >>> read("十来", "天").bound
    'about'
    """
    return _stated(normalize(surface).text.strip(), behind)


@lru_cache(maxsize=4096)
def _stated(text: str, behind: str = "") -> Interval | None:
    """``read`` of what is normalized."""
    if not text or not grammar().begins(text, 0):
        return None
    reading = grammar().read(text + behind, 0)
    if reading is None or reading.end != len(text):
        return None
    return interval(reading.low, reading.high, reading.bound)


def parse(surface: str) -> Decimal | None:
    """Value of one Chinese, Arabic or mixed numeral; None if it is not one, or states no single value.

    Reads the whole of ``surface``; finding numerals in text is not its job. The value is exact; a quotient without an end
    (三分之一) has 28 digits.

    >>> parse("一万五千亿")
    Decimal('1500000000000')
    >>> parse("25万6千")
    Decimal('256000')
    >>> parse("半导体") is None
    True
    >>> parse("-3,476.5")
    Decimal('-3476.5')
    """
    text = normalize(surface).text.strip()
    negative = text[:1] in minus() and bool(text)
    stated = _stated(text[negative:].lstrip())
    if stated is None or stated.value is None:
        return None
    return -stated.value if negative else stated.value + 0


def _bounded(text: str, start: int, end: int, low: Decimal, high: Decimal, bound: Bound) -> tuple[Interval, int]:
    """The interval under the words around ``[start, end)``, and where the span ends with a word behind it."""
    before, after = front(text, start), behind(text, end)
    bounds = [b.bound for b in (before or compared(text, start, end), after) if b]
    return interval(low, high, stronger(bound, *bounds)), after.edge if after else end


def find(text: str) -> list[Numeral]:
    """Every numeral of ``text`` with its value and what the wording says of it, in order; offsets count in ``text``.

    Ranges (3至5万) are one numeral with ``value`` None. Numerals inside words (半导体, 三星) are none.

    >>> [(n.text, str(n.low), n.bound) for n in find("近百人，约２０余万册，3至5万元")]
    [('百', 'None', 'under'), ('２０余万', '200000', 'over'), ('3至5万', '30000', 'range')]
    """
    folded = normalize(text)
    scanned = scan(folded.text)
    numerals = [_public(folded.text, n) for i, n in enumerate(scanned) if _counts(folded.text, n, scanned[i + 1 : i + 2])]
    found = [n for n in _joined(folded.text, numerals) if _stands_alone(folded.text, n)]
    return [_to_source(folded, n) for n in _enclosed(folded.text, found)]


def _counts(text: str, n: Numeral, following: list[Numeral]) -> bool:
    """Whether a numeral lies in no word, is the whole text, or begins a clock time that looks like a word (一点二十)."""
    if not n.word_end or len(text) == len(n.text):
        return True
    return text[n.word_end - 1] in lexicon().words.point and any(f.start == n.word_end for f in following)


class PublicForms:
    """Forms that only the public door reads, for other rooms decide them by what stands around: 一半, 40k, 3/4."""

    def __init__(self) -> None:
        words = lexicon().words
        self.halves = tuple(words.halves)
        self.halved = tuple(words.halved)
        self.not_half = frozenset(words.not_half_before)
        self.latin = re.compile(f"({alternation(words.latin)})(?![0-9A-Za-z\u4e00-\u9fff])")
        self.latin_values = {k: Decimal(v) for k, v in words.latin.items()}
        self.generations = frozenset(words.generations)
        self.dozens = {k: Decimal(v) for k, v in words.dozens.items()}
        self.not_dozen = frozenset(words.not_dozen_before)


@lru_cache(maxsize=1)
def _forms() -> PublicForms:
    return PublicForms()


def _public(text: str, n: Numeral) -> Numeral:
    """The numeral as the public door reads it: with 一半 as a half, and 40k as 40000."""
    forms = _forms()
    if n.end == len(text) and text[: n.start].rstrip() in minus():
        n = n._replace(sign=0)  # - 1,200: a surface with nothing else in it
    if text.startswith(forms.halves, n.start) and n.end - n.start == 1 and text[n.end + 1 : n.end + 2] not in forms.not_half:
        return _of_value(text, n, HALF, n.end + 1, "half")
    if n.value is None:
        return n
    if n.form == "arabic" and (latin := forms.latin.match(text, n.end)) and not (latin[1] in forms.generations and 1 <= n.value < TEN):
        return _of_value(text, n, tidy(n.value * forms.latin_values[latin[1]]), latin.end(), n.form)
    dozen = forms.dozens.get(text[n.end : n.end + 1])
    if dozen is not None and n.bound == "exact" and text[n.end + 1 : n.end + 2] not in forms.not_dozen:
        return _of_value(text, n, n.value * dozen, n.end + 1, n.form)
    return n


def _of_value(text: str, n: Numeral, value: Decimal, end: int, form: str) -> Numeral:
    return n._replace(text=text[n.start : end], end=end, value=value, low=value, high=value, form=form)


def _stands_alone(text: str, numeral: Numeral) -> bool:
    if numeral.glued:
        return False
    if len(numeral.text) > 1 or numeral.form not in ("scale", "vague", "half") or front(text, numeral.start) is not None:
        return True
    return numeral.form == "half" and text.startswith(_forms().halved, numeral.end)


def _joined(text: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    end = 0
    for i, a in enumerate(numerals):
        if a.start < end:
            continue
        b = numerals[i + 1] if i + 1 < len(numerals) else None
        start, end, low, high = a.start, a.end, a.least, a.most
        if b and not b.glued and range_gap(text, a.end, b.start, b.end) and (ends := distribute(text, a, b)):
            (low, high), end = ends, b.end
            start = a.begin
        elif b and (quotient := slashed(text, a, b)) is not None:
            low, high, end = quotient, quotient, b.end
        elif (mixed := _mixed(text, numerals[i : i + 3])) is not None:
            low, high, end = mixed, mixed, numerals[i + 2].end
        if a.negative and start == a.start and low == high:
            start, low, high = a.begin, -low, -high
        stated, stop = _bounded(text, start, end, low, high, a.bound if a.bound != "range" else "exact")
        yield Numeral(text[start:stop], start, stop, *stated, form=a.form, scale=a.scale, glued=a.glued)


_LOWER, _UPPER = ("over", "at_least"), ("under", "at_most")


def _enclosed(text: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    """大于100且小于300: a number with a bound from below and one from above make one range."""
    between = range_grammar().conjunctions
    waiting: Numeral | None = None
    for b in numerals:
        a, waiting = waiting, b
        if a is None:
            continue
        before = front(text, b.start) if {a.bound, b.bound} & set(_LOWER) and {a.bound, b.bound} & set(_UPPER) else None
        low, high = (a, b) if a.bound in _LOWER else (b, a)
        if before is not None and front(text, a.start) and text[a.end : before.edge].strip() in between and low.least < high.most:
            waiting = None
            yield a._replace(text=text[a.start : b.end], end=b.end, value=None, low=low.least, high=high.most, bound="range")
        else:
            yield a
    if waiting is not None:
        yield waiting


def _mixed(text: str, numerals: list[Numeral]) -> Decimal | None:
    """1 3/5: a whole number and a part of one."""
    if len(numerals) < 3 or numerals[1].start - numerals[0].end != 1 or text[numerals[0].end] != " " or not numerals[0].text.isdecimal():
        return None
    part = slashed(text, numerals[1], numerals[2])
    return None if part is None or part >= 1 else numerals[0].least + part


def _to_source(folded: NormalizedText, numeral: Numeral) -> Numeral:
    start, end = folded.to_source(numeral)
    return numeral._replace(text=folded.source[start:end], start=start, end=end)
