"""Finding numerals: one scan of the text, each numeral read once.

``scan`` serves the other rooms: it works on folded text and gives every numeral, bare scales and halves too, for what follows
decides what they are. ``find`` is the public door: it folds, applies bounds and ranges, and leaves out what is part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.lexicon.load import alternation, read_list
from extractor.numerals.bounds import Interval, behind, compared, front, interval, stronger
from extractor.numerals.grammar import grammar
from extractor.numerals.run import HALF, MYRIAD, ONE, QUOTIENT, TEN, Reading, tidy
from extractor.numerals.vocabulary import lexicon
from extractor.records import Bound
from extractor.span import Span, Spans
from extractor.text.fold import NormalizedText, normalize


class Numeral(NamedTuple):
    """A numeral in its place.

    ``value`` is the stated number (None for a range), ``low`` and ``high`` the closed interval that the wording admits, an open
    side None. ``form`` is the shape (arabic, chinese, mixed, scale, vague, half, fraction), ``scale`` the multiplier at its end,
    ``glued`` says that a Latin letter stands right before it (C919), which no quantity has. ``sign`` is where a minus before it
    stands. ``word_end`` is the end of the fixed
    word that the numeral lies in (一 in 一起, 三 in 三公 of 三公里), 0 outside of any: it counts only what reaches further.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    form: str = "arabic"
    scale: Decimal = ONE
    glued: bool = False
    sign: int | None = None
    word_end: int = 0

    @property
    def negative(self) -> bool:
        """Whether a minus stands before it, which its value does not count."""
        return self.sign is not None

    @property
    def begin(self) -> int:
        """Where it begins with its sign."""
        return self.start if self.sign is None else self.sign

    @property
    def least(self) -> Decimal:
        """Lowest stated number, for arithmetic on ranges."""
        stated = self.value if self.value is not None else self.low
        assert stated is not None
        return stated

    @property
    def most(self) -> Decimal:
        """Highest stated number."""
        stated = self.value if self.value is not None else self.high
        assert stated is not None
        return stated


class NumeralWords:
    """Words that hold numeral characters and are no numerals: 半导体, 一系列, 三星 (``lexicon/numeral_words.txt``)."""

    def __init__(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._words = AhoCorasick(list(read_list("numeral_words.txt")), matchkind=MatchKind.LeftmostLongest)

    def spans(self, text: str) -> Spans:
        """Where such words stand."""
        return Spans(Span(start, end) for _, start, end in self._words.find_matches_as_indexes(text))


@lru_cache(maxsize=1)
def _numeral_words() -> NumeralWords:
    return NumeralWords()


@lru_cache(maxsize=1)
def _minus() -> frozenset[str]:
    return frozenset(lexicon().words.minus)


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
    negative = text[:1] in _minus() and bool(text)
    text = text[negative:].lstrip()
    if not text or not grammar().begins(text, 0):
        return None
    reading = grammar().read(text, 0)
    if reading is None or reading.end != len(text) or reading.low != reading.high:
        return None
    return -reading.low if negative else reading.low + 0


def scan(text: str) -> list[Numeral]:
    """Every numeral of folded text, in order, without what stands around it.

    >>> [(n.text, str(n.value), n.word_end) for n in scan("一系列举措惠及3.5万多人")]
    [('一', '1', 3), ('3.5万多', '35000', 0)]
    """
    g = grammar()
    words = _numeral_words().spans(text)
    addresses = _addresses(text)
    first = g.tables.first
    found: list[Numeral] = []
    position = 0
    while match := first.search(text, position):
        start = match.start()
        word = words.around(start)
        if word is not None and word.start < start:
            position = word.end  # 数 in 人数, 一 in 唯一
            continue
        reading = g.read(text, start) if g.begins(text, start) else None
        if reading is None:
            position = start + 1
            continue
        position = reading.end
        if text.startswith(".", position) and (dotted := _DOTTED.match(text, start)):
            position = dotted.end()  # 3.8.17 and 192.168.0.1 are no numbers
        elif found and found[-1].end == start and text[start] in g.tables.counting:
            continue  # 六两 is a weight
        elif addresses is None or not addresses.touch(start, reading.end):
            found.append(_numeral(text, start, reading, word.end if word and word.end >= reading.end else 0))
    return found


_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")  # numerals inside a web address are none
_ADDRESS_MARKS = ("://", "www.")
_CLOSERS = frozenset(")）%℃")  # a mark behind these joins, it is no sign


def _addresses(text: str) -> Spans | None:
    if not any(mark in text for mark in _ADDRESS_MARKS):
        return None
    return Spans(Span(*m.span()) for m in _ADDRESS.finditer(text))


def _numeral(text: str, start: int, reading: Reading, word_end: int) -> Numeral:
    before = text[start - 1] if start else ""
    stated = interval(reading.low, reading.high, reading.bound)
    return Numeral(
        text[start : reading.end],
        start,
        reading.end,
        *stated,
        form=reading.form,
        scale=reading.scale,
        glued=before.isascii() and before.isalpha(),
        sign=_sign(text, start - 1),
        word_end=word_end,
    )


def _sign(text: str, at: int) -> int | None:
    """Where the minus stands that ends at ``at``, if there is one: nothing that it could join stands before it.

    A word (负) may keep a space from its number, a dash may not: it would be a list marker.
    """
    if at < 0:
        return None
    if text[at] == " " and at and not text[at - 1].isascii():
        at -= 1
    if text[at] not in _minus():
        return None
    before = text[at - 1] if at else ""
    joins = (before.isascii() and before.isalnum()) or before in _CLOSERS or before == text[at]
    return None if joins else at


class RangeGrammar:
    """What joins two numbers to a range, built once."""

    def __init__(self) -> None:
        words = lexicon().range
        self.connector = re.compile(rf"[ ]?(?:{alternation(words.connectors)})[ ]?")
        self.paired = re.compile(rf"[ ]?(?:{alternation(words.paired)})[ ]?")
        self.between = tuple(words.between)
        self.enumerated = frozenset(words.enumerated)
        self.conjunctions = frozenset(words.conjunctions) | {""}


@lru_cache(maxsize=1)
def _ranges() -> RangeGrammar:
    return RangeGrammar()


def range_gap(text: str, a_end: int, b_start: int, b_end: int) -> bool:
    """Whether what stands between two numbers joins them to a range; ``b_end`` is where the second one ends, unit included.

    >>> range_gap("3至5万", 1, 2, 4), range_gap("20和30之间", 2, 3, 5), range_gap("20和30", 2, 3, 5)
    (True, True, False)
    """
    if not 0 < b_start - a_end <= 4:
        return False
    g = _ranges()
    sign = b_start - (text[b_start - 1] in _minus() and b_start - 1 > a_end)  # -5至-3
    if g.connector.fullmatch(text, a_end, b_start) or (sign < b_start and g.connector.fullmatch(text, a_end, sign)):
        return True
    return text.startswith(g.between, b_end) and g.paired.fullmatch(text, a_end, b_start) is not None


def distribute(text: str, a: Numeral, b: Numeral, *, unit_end: int = 0) -> tuple[Decimal, Decimal] | None:
    """Both ends of the range ``a``–``b``; None when they make none.

    The multiplier of the second end goes to the first when the first has none and is smaller without it (3至5万, 一千到两千万, but
    8500至3万). ``unit_end`` is where the unit of the first end stops when it has one of its own, which keeps it as it is.
    """
    if a.value is None or b.value is None or a.bound != "exact":
        return None
    gap = text[unit_end or a.end : b.start].strip()
    negative = b.negative and len(gap) > 1
    if negative and gap[:-1].strip() in _ranges().enumerated:
        return None
    low, high = -a.value if a.negative else a.value, -b.value if negative else b.value
    if gap in _ranges().enumerated:
        if unit_end or a.form not in ("chinese", "arabic") or a.end - a.start != 1 or b.value / b.scale != low + 1:
            return None
        return low * b.scale, high
    bare = a.scale == ONE or (a.form == "chinese" and a.scale < MYRIAD <= b.scale)
    small = b.scale >= MYRIAD or b.value / b.scale < TEN  # 三至五百, but not 十一至一百二十
    if not unit_end and bare and small and b.scale > ONE and abs(low) < b.value / b.scale:
        low *= b.scale
    if negative and low > high:  # a loss of 2.6亿到3.1亿 with minus signs
        low, high = high, low
    return (low, high) if low < high else None


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
    if n.end == len(text) and text[: n.start].rstrip() in _minus():
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
    between = _ranges().conjunctions
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


_DENOMINATOR = 1000


def slashed(text: str, a: Numeral, b: Numeral) -> Decimal | None:
    """3/4, 1/3: the quotient of two whole Arabic numbers with a slash between them and none around; 24/7/365 is none.

    >>> [str(n.value) for n in find("1/4与2018/5/1")]
    ['0.25', '2018', '5', '1']
    """
    if b.start - a.end != 1 or text[a.end] != "/" or "/" in (text[a.start - 1 : a.start], text[b.end : b.end + 1]):
        return None
    if a.value is None or b.value is None or not (a.text.isdecimal() and b.text.isdecimal()):
        return None
    return QUOTIENT.divide(a.value, b.value) if 1 < b.value < _DENOMINATOR > a.value else None


def _to_source(folded: NormalizedText, numeral: Numeral) -> Numeral:
    start, end = folded.to_source(numeral)
    return numeral._replace(text=folded.source[start:end], start=start, end=end)
