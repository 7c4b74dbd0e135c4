"""What the wording says of a number: the words before it, behind it, and the interval that follows (SPEC of the records)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, cast

from extractor.lexicon.load import alternation
from extractor.numerals.vocabulary import BoundWords, lexicon
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


class Bounded(NamedTuple):
    """A bound that a word sets, and where that word begins (front) or ends (behind).

    ``across_verb`` says that a verb stands between the word and the number (最高给予200万元).
    """

    bound: Bound
    edge: int
    across_verb: bool = False


FREE_REACH = 6  # characters of an adverb with a verb behind it
_VERB = re.compile("[\u4e00-\u9fff]+")


class BoundGrammar:
    """Front and behind words as tables, built once.

    ``front`` holds every way to say a bound right before a number: the word alone, with a link (约为, 超过了), or an adverb with
    its verb (最高给予); each with its word and whether a verb is in it. ``tree`` holds them from their last character on.
    """

    def __init__(self) -> None:
        lex = lexicon()
        verbs = lex.front_verbs
        self.front_bounds = _by_word(lex.front)
        self.behind_bounds = _by_word(lex.behind)
        self.front: dict[str, tuple[str, bool]] = {
            a + v: (a, True) for a in verbs.adverbs for v in verbs.verbs if a + v not in verbs.ordinary
        }
        for word, bound in self.front_bounds.items():
            for link in lex.front_links.words:  # 共约 says what 约 says, 超过约 what 超过 does
                self.front[word + link] = (link if bound == "exact" and link in self.front_bounds else word, False)
        self.front |= {word: (word, False) for word in self.front_bounds}
        self.tree = _backwards(self.front)
        self.free = frozenset(verbs.free)
        self.free_lengths = sorted({len(w) for w in verbs.free})
        self.free_first = frozenset(w[0] for w in verbs.free)
        self.behind = re.compile(f"[ ]?({alternation(self.behind_bounds)})")
        self.behind_first = frozenset(w[0] for w in self.behind_bounds) | {" "}
        self.scaled = frozenset(lex.front_scaled.words)
        self.shares = frozenset(lex.front_scaled.shares)
        self.measured = frozenset(lex.front_scaled.measured)
        large, digits = "".join(lex.large), "".join([*lex.digits, *lex.small])
        self.great = re.compile(f"(?:[0-9.,]+|[{digits}]+)(?:[{large}%％]|{alternation(lex.front_scaled.shares)})")
        self.scales = frozenset([*lex.small, *lex.large])
        words = lex.compared
        self.compared = frozenset(words.before)
        self.compared_bounds: dict[str, Bound] = dict.fromkeys(words.over, "over")
        self.compared_bounds |= dict.fromkeys(words.under, "under")
        nothing = "[0-9\u4e00-\u9fff]"  # a difference, or another word
        self.comparing = re.compile(f"[ ]?(?:{alternation(words.links)})?({alternation(self.compared_bounds)})(?!{nothing})")
        self.front_vetoes = {w: frozenset(v) for w, v in lex.front_vetoes.items()}
        self.behind_needs = {w: frozenset(v) for w, v in lex.behind_needs.items()}
        self.behind_vetoes = {w: frozenset(v) for w, v in lex.behind_vetoes.items()}

    def before(self, text: str, end: int) -> tuple[str, int, bool] | None:
        """The longest front word that ends at ``end``, where it begins, and whether a verb is in it."""
        node, edge, position, found = self.tree, end, end, None
        while position and (following := node.get(text[position - 1])) is not None:
            node = following
            position -= 1
            if WHOLE in node:
                found, edge = node[WHOLE], position
        near = text[end - FREE_REACH : end] if end > FREE_REACH else text[:end]
        if not self.free_first.isdisjoint(near) and (across := self._free(text, end, edge)):
            return across
        return (found[0], edge, found[1]) if found else None

    def _free(self, text: str, end: int, edge: int) -> tuple[str, int, bool] | None:
        """An adverb before any verb of up to three characters: 至少建成3个. It counts where it begins before ``edge``."""
        for gap in (3, 2, 1):
            for length in self.free_lengths:
                start, stop = end - gap - length, end - gap
                if 0 <= start < edge and text[start:stop] in self.free and _VERB.fullmatch(text, stop, end):
                    return text[start:stop], start, True
        return None


WHOLE = ""  # what a word that is whole at a node stands under
Node = dict[str, Any]


def _backwards(words: dict[str, tuple[str, bool]]) -> Node:
    """The words character by character from their end: a node leads to the next by a character."""
    root: Node = {}
    for word, entry in words.items():
        node = root
        for character in reversed(word):
            node = node.setdefault(character, {})
        node[WHOLE] = entry
    return root


def _by_word(words: BoundWords) -> dict[str, str]:
    return {word: bound for bound, listed in words.model_dump().items() for word in listed}


@lru_cache(maxsize=1)
def _grammar() -> BoundGrammar:
    return BoundGrammar()


def _scaled(g: BoundGrammar, text: str, edge: int, start: int) -> bool:
    """Whether 过 or 破 bounds what follows: a scale, a share in tenths, or a great number of what is measured (票房|过|10亿元)."""
    if text[start : start + 1] in g.scales or text[start + 1 : start + 2] in g.shares:
        return True
    return edge > 0 and text[edge - 1] in g.measured and g.great.match(text, start) is not None


def front(text: str, start: int) -> Bounded | None:
    """The bound set by the word that ends at ``start``, if there is one.

    >>> front("不少于3人", 3)
    Bounded(bound='at_least', edge=0, across_verb=False)
    >>> front("最近3天", 2) is None
    True
    """
    g = _grammar()
    end = start - (start > 0 and text[start - 1] == " ")
    found = g.before(text, end) if end > 0 else None
    if found is None:
        return None
    word, edge, across_verb = found
    if word in g.scaled and not _scaled(g, text, edge, start):
        return None
    if edge > 0 and text[edge - 1] in g.front_vetoes.get(word, ()):
        return None
    return Bounded(cast("Bound", g.front_bounds[word]), edge, across_verb)


def behind(text: str, end: int) -> Bounded | None:
    """The bound set by the word that begins at ``end``, if there is one; 不等 sets none.

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
    if word in g.behind_needs and text[edge : edge + 1] not in g.behind_needs[word]:
        return None
    return Bounded(cast("Bound", g.behind_bounds[word]), edge)


def compared(text: str, start: int, end: int) -> Bounded | None:
    """The bound of a comparison around ``[start, end)``: 比170低; 比5%高2个百分点 states a difference and is none.

    >>> compared("比170低", 1, 4)
    Bounded(bound='under', edge=0, across_verb=False)
    """
    g = _grammar()
    edge = start - (start > 1 and text[start - 1] == " ")
    if edge < 1 or text[edge - 1] not in g.compared or (match := g.comparing.match(text, end)) is None:
        return None
    return Bounded(g.compared_bounds[match[1]], edge - 1)


# Of two bounds on one number the more informative one holds: 约95%以上 is at least, 超过约3万 is over.
_WEIGHT = {"exact": 0, "about": 1, "under": 2, "over": 2, "at_most": 3, "at_least": 3, "range": 4}


def stronger(*bounds: Bound) -> Bound:
    """The bound that says most."""
    return max(bounds, key=lambda b: _WEIGHT[b])
