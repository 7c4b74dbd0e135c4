"""What a component is read with: a function from a match and the side so far to the side with what the match names."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.dates.parts import Side
from extractor.dates.vocabulary import lexicon
from extractor.numerals import parse, read

Match = re.Match[str]
Reader = Callable[[Match, Side], Side | None]  # None: a veto


def value_of(table: str, word: str) -> int:
    """What a word means, by a table of the lexicon."""
    return lexicon().values[table][word]


class NoNumberError(ValueError):
    """Raised for what looks like a number and states no single one (三四, 十几): the component does not fit."""


def int_of(surface: str) -> int:
    """A whole number in any style of numerals; raises NoNumberError."""
    value = parse(surface)
    if value is None:
        raise NoNumberError(surface)
    return int(value)


def fitted(reader: Reader, m: Match, side: Side) -> Side | None:
    """What a component adds to a side; None where it does not fit."""
    try:
        return reader(m, side)
    except NoNumberError:
        return None


def neighbours(surface: str) -> tuple[int, int] | None:
    """七八, 十一二: two numbers that follow each other, said together; None for any other number."""
    stated = read(surface)
    if stated is None or stated.low is None or stated.high is None or stated.high - stated.low != 1:
        return None
    return int(stated.low), int(stated.high)


def adds_nothing(_m: Match, side: Side) -> Side | None:
    """5月24日星期四, 去年全年: what is said already."""
    return side
