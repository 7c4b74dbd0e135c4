"""一 as an article: 一名男子, 一种方式, 一个机会 count nothing.

It counts beside other numbers (一名成人和两名儿童), behind words that limit (仅一家, 其中一名), of victims (杀害一名渔民), with a base
(每年一次), where words bound it (一个多), and before units of which one is as good a number as two (一人, 一票, 一倍).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.lexicon.load import alternation
from extractor.numerals.vocabulary import lexicon, tables
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import vocabulary

_GAP = 12  # characters between two numbers of a list
_VICTIM = 14  # characters behind the number in which it is said what happened
_NEAR = 6  # characters before it that are looked at


class _Articles:
    """Patterns around an article, built once."""

    def __init__(self) -> None:
        words, joining = vocabulary().words.articles, lexicon().range
        self.counting = frozenset(words.counting_units)
        self.persons = frozenset(words.persons)
        self.before = re.compile(f"(?:{alternation(words.limiting)})[ ]?$")
        self.happened = re.compile(f"[^，。；：！？]{{0,{_VICTIM}}}?(?:{alternation(words.suffered)})")
        self.done = re.compile(f"(?:{alternation(words.done_to)})了?$")
        self.joined = re.compile(f"[^，。；：！？]{{0,{_GAP}}}?(?:{alternation([*joining.enumerated, *joining.paired, *words.joining])})$")
        self.single = tables().single


@lru_cache(maxsize=1)
def _articles() -> _Articles:
    return _Articles()


def without_articles(text: str, found: Sequence[FoundQuantity]) -> list[FoundQuantity]:
    """The quantities without the articles among them."""
    single = _articles().single
    return [q for i, q in enumerate(found) if not (q.kind == "count" and text[q.start] == single and _is_article(text, found, i))]


def _is_article(text: str, found: Sequence[FoundQuantity], i: int) -> bool:
    q, a = found[i], _articles()
    if q.end - q.start != 1 + len(q.unit or "") or q.unit is None or q.unit in a.counting:
        return False
    if q.bound != "exact" or q.front is not None or q.per is not None:
        return False
    near = text[max(0, q.start - _NEAR) : q.start]
    if a.before.search(near) or (q.unit in a.persons and (a.done.search(near) or a.happened.match(text, q.end))):
        return False
    return not (_joins(text, found, i - 1, i) or _joins(text, found, i, i + 1))


def _joins(text: str, found: Sequence[FoundQuantity], first: int, second: int) -> bool:
    """Whether two quantities stand in one list, of which one is no article."""
    if first < 0 or second == len(found):
        return False
    a, b = found[first], found[second]
    if not 0 <= b.start - a.end <= _GAP or a.kind != "count" or b.kind != "count":
        return False
    ones = text[a.start] == text[b.start] == _articles().single
    return not ones and _articles().joined.fullmatch(text, a.end, b.start) is not None
