"""The scan: every numeral of folded text, each read once.

Bare scales and halves are numerals too, for what follows decides what they are. Most numerals of news are a plain Arabic number,
perhaps with 万 or 亿, or one Chinese digit: these are read here, all others by the grammar, to the same result.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.lexicon.load import read_list
from extractor.numerals.bounds import interval
from extractor.numerals.grammar import grammar
from extractor.numerals.reading import EXACT, ONE, Reading, tidy
from extractor.numerals.vocabulary import lexicon
from extractor.records import Bound
from extractor.span import Span, Spans


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

    def edges(self, text: str) -> tuple[list[int], list[int]]:
        """Where such words begin and end, in order."""
        found = self._words.find_matches_as_indexes(text)
        return [start for _, start, _ in found], [end for _, _, end in found]


@lru_cache(maxsize=1)
def _numeral_words() -> NumeralWords:
    return NumeralWords()


@lru_cache(maxsize=1)
def minus() -> frozenset[str]:
    """The signs and words of a minus."""
    return frozenset(lexicon().words.minus)


def scan(text: str) -> list[Numeral]:
    """Every numeral of folded text, in order, without what stands around it.

    >>> [(n.text, str(n.value), n.word_end) for n in scan("一系列举措惠及3.5万多人")]
    [('一', '1', 3), ('3.5万多', '35000', 0)]
    """
    tables = grammar().tables
    starts, ends = _numeral_words().edges(text)
    starts.append(len(text) + 1)  # no word behind the last one
    ends.append(len(text) + 1)
    addresses = _addresses(text)
    counting, signs = tables.counting, minus() | {" "}
    search = tables.first.search
    found: list[Numeral] = []
    position = at = last = 0
    while match := search(text, position):
        start = match.start()
        while ends[at] <= start:
            at += 1
        if starts[at] < start:
            position = ends[at]
            continue  # 数 in 人数, 一 in 唯一
        reading = _read(text, start)
        if reading is None:
            position = start + 1
            continue
        end = position = reading.end
        if text.startswith(".", end) and (dotted := _DOTTED.match(text, start)):
            position = dotted.end()  # 3.8.17 and 192.168.0.1 are no numbers
        elif last == start and found and text[start] in counting:
            continue  # 六两 is a weight
        elif addresses is None or not addresses.touch(start, end):
            _, low, high, bound, form, scale = reading
            value: Decimal | None = low
            if bound != "exact":
                value, low, high, bound = interval(low, high, bound)  # type: ignore[assignment]
            before = text[start - 1] if start else ""
            sign = _sign(text, start - 1) if before in signs else None
            word_end = ends[at] if starts[at] == start and ends[at] >= end else 0
            glued = before.isascii() and before.isalpha()
            found.append(Numeral(text[start:end], start, end, value, low, high, bound, form, scale, glued, sign, word_end))
            last = end
    return found


def _read(text: str, start: int) -> Reading | None:
    """The numeral at ``start``: a simple one at once, any other by the grammar."""
    g = grammar()
    t = g.tables
    simple = t.simple.match(text, start)
    if simple is None:
        return g.read(text, start) if g.begins(text, start) else None
    surface, unit = simple.groups()
    if surface is None:
        digit = t.digits[text[start]]
        return Reading(start + 1, digit, digit, "exact", "chinese", ONE)
    value, scale = Decimal(surface), ONE
    if unit:
        scale = t.simple_scales[unit]
        value = tidy(EXACT.multiply(value, scale))
    return Reading(simple.end(), value, value, "exact", "arabic", scale)


_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")  # numerals inside a web address are none
_ADDRESS_MARKS = ("://", "www.")
_CLOSERS = frozenset(")）%℃")  # a mark behind these joins, it is no sign


def _addresses(text: str) -> Spans | None:
    if not any(mark in text for mark in _ADDRESS_MARKS):
        return None
    return Spans(Span(*m.span()) for m in _ADDRESS.finditer(text))


def _sign(text: str, at: int) -> int | None:
    """Where the minus stands that ends at ``at``, if there is one: nothing that it could join stands before it.

    A word (负) may keep a space from its number, a dash may not: it would be a list marker.
    """
    if at < 0:
        return None
    if text[at] == " " and at and not text[at - 1].isascii():
        at -= 1
    if text[at] not in minus():
        return None
    before = text[at - 1] if at else ""
    joins = (before.isascii() and before.isalnum()) or before in _CLOSERS or before == text[at]
    return None if joins else at
