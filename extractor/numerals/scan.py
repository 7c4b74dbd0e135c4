"""The scan: every numeral of folded text, each read once.

Bare scales and halves are numerals too, for what follows decides what they are. Most numerals of news are a plain Arabic number,
perhaps with 万 or 亿, or one character: the pattern that looks for numerals tells them, all others are read by the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple

from extractor.lexicon.fixed_words import FixedWords
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


@lru_cache(maxsize=1)
def _numeral_words() -> FixedWords:
    """Words that hold numeral characters and are no numerals: 半导体, 一系列, 三星."""
    return FixedWords("numeral_words.txt")


@lru_cache(maxsize=1)
def minus() -> frozenset[str]:
    """The signs and words of a minus."""
    return frozenset(lexicon().words.minus)


def scan(text: str) -> list[Numeral]:
    """Every numeral of folded text, in order, without what stands around it.

    >>> [(n.text, str(n.value), n.word_end) for n in scan("一系列举措惠及3.5万多人")]
    [('一', '1', 3), ('3.5万多', '35000', 0)]
    """
    starts, ends = _numeral_words().edges(text)
    starts.append(len(text) + 1)  # no word behind the last one
    ends.append(len(text) + 1)
    addresses, lone = _addresses(text), _lone()
    tables = grammar().tables
    counting, signs, search = tables.counting, minus() | {" "}, tables.first.search
    found: list[Numeral] = []
    position = at = last = 0
    while match := search(text, position):
        start, end = match.span()
        while ends[at] <= start:
            at += 1
        if starts[at] < start:
            position = ends[at]
            continue  # 数 in 人数, 一 in 唯一
        kind = match.lastindex
        if kind is None:
            end, stated = _read(text, start)
        else:
            stated = lone[text[start]] if kind == _LONE else _plain(text[start:end])
        position = end
        if stated is None or (last == start and found and text[start] in counting):
            continue  # 六两 is a weight
        if addresses is None or not addresses.touch(start, end):
            before = text[start - 1] if start else ""
            sign = _sign(text, start - 1) if before in signs else None
            word_end = ends[at] if starts[at] == start and ends[at] >= end else 0
            glued = before.isascii() and before.isalpha()
            found.append(_numeral((text[start:end], start, end, *stated, glued, sign, word_end)))
            last = end
    return found


_LONE = 3  # the group of a character that stands alone
Stated = tuple[Decimal | None, Decimal | None, Decimal | None, Bound, str, Decimal]  # value to scale of a ``Numeral``
_numeral: Callable[[tuple[Any, ...]], Numeral] = partial(tuple.__new__, Numeral)  # without a Python call for each of many numerals


def _stated(reading: Reading) -> Stated:
    _, low, high, bound, form, scale = reading
    return (low, low, high, bound, form, scale) if bound == "exact" else (*interval(low, high, bound), form, scale)


@lru_cache(maxsize=1)
def _lone() -> dict[str, Stated | None]:
    """What a character that is a numeral by itself states; None where only others make it one (壹)."""
    g = grammar()
    return {c: _stated(reading) if (reading := g.read(c, 0)) else None for c in g.tables.alone}


@lru_cache(maxsize=4096)
def _plain(surface: str) -> Stated:
    """A plain Arabic number, perhaps with 万 or 亿."""
    unit = surface.lstrip("0123456789.")
    value, scale = Decimal(surface[: len(surface) - len(unit)]), ONE
    if unit:
        scale = grammar().tables.simple_scales[unit]
        value = tidy(EXACT.multiply(value, scale))
    return value, value, value, "exact", "arabic", scale


def _read(text: str, start: int) -> tuple[int, Stated | None]:
    """Where any other numeral ends, and what it states; None where there is none."""
    g = grammar()
    reading = g.read(text, start) if g.begins(text, start) else None
    if reading is None:
        return start + 1, None
    if text.startswith(".", reading.end) and (dotted := _DOTTED.match(text, start)):
        return dotted.end(), None  # 3.8.17 and 192.168.0.1 are no numbers
    return reading.end, _stated(reading)


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
