"""What the wording says of a number: the words before it, behind it, and the interval that follows (SPEC of the records)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from extractor.lexicon.load import alternation
from extractor.numerals.grammar import BoundWords, lexicon
from extractor.records import Bound


class Interval(NamedTuple):
    """Stated value and the closed interval that the wording admits; an open side is None."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound


def interval(low: Decimal, high: Decimal, bound: Bound) -> Interval:
    """The interval of a stated number under a bound.

    >>> interval(Decimal(95), Decimal(95), "at_least")
    Interval(value=Decimal('95'), low=Decimal('95'), high=None, bound='at_least')
    """
    if low != high:
        return Interval(None, low, high, "range")
    if bound == "exact":
        return Interval(low, low, low, bound)
    if bound in ("over", "at_least"):
        return Interval(low, low, None, bound)
    if bound in ("under", "at_most"):
        return Interval(low, None, low, bound)
    return Interval(low, None, None, "about")


@dataclass(frozen=True, slots=True)
class Bounded:
    """A bound that a word sets, and where that word begins (front) or ends (behind).

    ``across_verb`` says that a verb stands between the word and the number (最高给予200万元).
    """

    bound: Bound
    edge: int
    across_verb: bool = False


class BoundGrammar:
    """Front and behind words as two patterns, built once."""

    def __init__(self) -> None:
        lex = lexicon()
        self.front_bounds = _by_word(lex.front)
        self.behind_bounds = _by_word(lex.behind)
        gaps = [*lex.front_links.words, *lex.front_verbs.verbs]
        self.reach = max(map(len, self.front_bounds)) + max(map(len, gaps)) + 2
        # anchored at its end; the alternation runs longest first from the left, so the longest front word wins
        adverbs, verbs = alternation(lex.front_verbs.adverbs), alternation(lex.front_verbs.verbs)
        self.front = re.compile(f"(?:({alternation(self.front_bounds)})(?:{alternation(lex.front_links.words)})?|({adverbs})(?:{verbs})|({alternation(lex.front_verbs.free)})[\u4e00-\u9fff]{{1,3}})[ ]?$")
        self.behind = re.compile(f"[ ]?({alternation(self.behind_bounds)})")
        self.free = re.compile(alternation(lex.front_verbs.free))
        self.front_last = frozenset(w[-1] for w in [*self.front_bounds, *gaps]) | {" "}
        self.behind_first = frozenset(w[0] for w in self.behind_bounds) | {" "}
        self.front_vetoes = {w: frozenset(v) for w, v in lex.front_vetoes.items()}
        self.behind_vetoes = {w: frozenset(v) for w, v in lex.behind_vetoes.items()}


def _by_word(words: BoundWords) -> dict[str, str]:
    return {word: bound for bound, listed in words.model_dump().items() for word in listed}


@lru_cache(maxsize=1)
def _grammar() -> BoundGrammar:
    return BoundGrammar()


def front(text: str, start: int) -> Bounded | None:
    """The bound set by the word that ends at ``start``, if there is one.

    >>> front("不少于3人", 3)
    Bounded(bound='at_least', edge=0, across_verb=False)
    >>> front("最近3天", 2) is None
    True
    """
    g = _grammar()
    if start == 0 or not (text[start - 1] in g.front_last or text[max(0, start - 5) : start - 1][:2] and g.free.search(text, max(0, start - 5), start)):
        return None
    offset = max(0, start - g.reach)
    match = g.front.search(text[offset:start])
    if match is None:
        return None
    word = match[1] or match[2] or match[3]
    edge = offset + match.start()
    if edge > 0 and text[edge - 1] in g.front_vetoes.get(word, ()):
        return None
    bound = g.front_bounds[word]
    return Bounded(cast("Bound", bound), edge, across_verb=match[1] is None)


def behind(text: str, end: int) -> Bounded | None:
    """The bound set by the word that begins at ``end``; 不等 sets none but belongs to the span.

    >>> behind("95%以上", 3)
    Bounded(bound='at_least', edge=5, across_verb=False)
    """
    g = _grammar()
    if end >= len(text) or text[end] not in g.behind_first:
        return None
    match = g.behind.match(text, end)
    if match is None:
        return None
    word, edge = match[1], match.end()
    if edge < len(text) and text[edge] in g.behind_vetoes.get(word, ()):
        return None
    bound = g.behind_bounds[word]
    return Bounded("exact" if bound == "varied" else cast("Bound", bound), edge)


# Of two bounds on one number the more informative one holds: 约95%以上 is at least, 超过约3万 is over.
_WEIGHT = {"exact": 0, "about": 1, "under": 2, "over": 2, "at_most": 3, "at_least": 3, "range": 4}


def stronger(*bounds: Bound) -> Bound:
    """The bound that says most."""
    return max(bounds, key=lambda b: _WEIGHT[b])
