"""One number where it stands: its clause, the clauses around it, and what was chosen for the numbers before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.facts.candidates import Candidate
from extractor.facts.nominal import inner, type_of
from extractor.facts.stretch import ADVERBS, ASIDE, Constituent, Kind, Stretch
from extractor.quantities import FoundQuantity
from extractor.span import HasSpan
from extractor.words import WordClass
from extractor.words.phrases import INNER, NOMINAL

if TYPE_CHECKING:
    from extractor.facts.modality import Mood

REACH = 40  # constituents that are looked through on either side of a number


class Clauses:
    """The clauses of one sentence, each read when it is first asked for; ``read`` gives None for one without words."""

    __slots__ = ("_read", "_stretches", "_text", "spans")

    def __init__(self, spans: Sequence[HasSpan], text: str, read: Callable[[HasSpan], Stretch | None]) -> None:
        self.spans, self._text, self._read = spans, text, read
        self._stretches: dict[int, Stretch | None] = {}

    def stretch(self, i: int) -> Stretch | None:
        """The words of one clause."""
        if i not in self._stretches:
            self._stretches[i] = self._read(self.spans[i])
        return self._stretches[i]

    def before(self, i: int, count: int, *, known: bool = False) -> Iterator[tuple[int, Stretch]]:
        """Clauses before one, the nearest first, each with how far back it stands; ``known``: only those that have been read."""
        for back in range(1, min(i, count) + 1):
            stretch = self._stretches.get(i - back) if known else self.stretch(i - back)
            if stretch is not None:
                yield back, stretch

    def heading(self, i: int, count: int, marks: frozenset[str]) -> Stretch | None:
        """The nearest clause before one that ends in one of these marks: 录取分数线：理工类348分，文史类413分."""
        for at in range(i - 1, max(-1, i - 1 - count), -1):
            end = self.spans[at].end
            if self._text[end : end + 1] in marks and end < len(self._text):
                return self.stretch(at)
        return None

    def behind(self, i: int, count: int) -> Iterator[tuple[int, Stretch]]:
        """Clauses behind one."""
        for forward in range(1, min(len(self.spans) - 1 - i, count) + 1):
            if (stretch := self.stretch(i + forward)) is not None:
                yield forward, stretch


@dataclass(slots=True)
class Chosen:
    """A number with what was chosen for it."""

    number: Number
    action: Candidate
    object: Candidate
    actor: Candidate
    date: Candidate
    mood: Mood | None


_MOST = 8  # words of a compound that is no phrase
_CLAUSE = 16  # words of a relative clause behind its number
_ENDING = NOMINAL | {WordClass.VERB}  # classes of words that end one


def all_before(n: Number, limit: int) -> tuple[int, int] | None:
    """The words before a verb back to the mark, time, number or preposition before them, where they are more than one phrase."""
    s = n.stretch
    end = limit
    while end > 0 and s.tags[end - 1] in ASIDE:
        end -= 1
    first = end
    while first > 0 and end - first <= _MOST and _compounds(s, first - 1):
        first -= 1
    while first < end and s.texts[first] in s.lexicon.unopening:
        first += 1
    if not 2 <= end - first <= _MOST or s.tags[end - 1] not in _ENDING:
        return None
    return (first, end) if not any(c.first <= first and end <= c.end for c in s.constituents) else None


def described(n: Number) -> tuple[int, int] | None:
    """The noun that a relative clause with the number describes: 投资80亿元、总面积60万平方米的|新基地; None for one right behind it."""
    s = n.stretch
    of = s.relative_end(n.at + 1, n.at + 1 + _CLAUSE)
    if of <= n.at + 1 or s.word(of) not in s.lexicon.of:
        return None
    end = s.phrase_end(of + 1) if of + 1 < len(s.words) else of + 1
    return (of + 1, end) if end > of + 1 else None


def _compounds(s: Stretch, i: int) -> bool:
    """Whether a word may stand inside a compound."""
    tag = s.tags[i]
    return (tag in INNER or tag in ADVERBS or tag in (WordClass.VERB, WordClass.LOCALIZER)) and not s.spaced(i + 1)


class Number:
    """A quantity, the stretch that holds it and which of its words it is; ``chosen`` are the numbers of the sentence before it."""

    def __init__(self, quantity: FoundQuantity, stretch: Stretch, at: int, clauses: Clauses, index: int, chosen: Sequence[Chosen]) -> None:
        self.quantity, self.stretch, self.at = quantity, stretch, at
        self.clauses, self.index, self.chosen = clauses, index, chosen
        self.holder = stretch.holding(at)

    @cached_property
    def opened(self) -> str:
        """How the clause opens: among (其中), first in its sentence, other."""
        if any(t in self.stretch.lexicon.among for t in self.stretch.texts[:2]):
            return "among"
        return "first" if self.index == 0 else "other"

    @property
    def last(self) -> Chosen | None:
        """The number before it in the sentence."""
        return self.chosen[-1] if self.chosen else None

    @cached_property
    def sort(self) -> str:
        """count, share, amount or measure."""
        q = self.quantity
        return "share" if q.kind == "percentage" or (q.kind == "count" and q.unit in self.stretch.lexicon.multiples) else q.kind

    @cached_property
    def edge(self) -> int:
        """Where the wording of the quantity begins, with the word that bounds it and what it is counted by: 每吨|783.4元."""
        q = self.quantity
        wording = self.stretch.lexicon.each + q.per if q.per else ""
        return q.edge - len(wording) if wording and self.stretch.text.endswith(wording, 0, q.edge) else q.edge

    @cached_property
    def noun(self) -> str:
        """Where the counted noun stands: after, before; bare where there is none."""
        q = self.quantity
        if q.kind != "count" or not q.noun:
            return "bare"
        return "before" if q.noun_before else "after"

    @cached_property
    def before(self) -> str:
        """What stands before the number, or before the word that bounds it; adverbs and times aside."""
        s = self.stretch
        for c in reversed(self._window(self.holder - REACH, self.holder)):
            if c.kind in (Kind.ADVERB, Kind.TIME, Kind.GLOSS) or s.words[c.first].start >= self.edge:
                continue
            return f"{c.kind} {type_of(s, c.first, c.end)}" if c.kind == Kind.PHRASE else c.kind
        return "nothing"

    @property
    def constituent(self) -> Constituent:
        """The constituent that holds the number."""
        return self.stretch.constituents[self.holder]

    def _window(self, first: int, end: int) -> list[Constituent]:
        return self.stretch.constituents[max(0, first) : end]

    def constituents_before(self) -> list[Constituent]:
        """Constituents of the clause before the one that holds the number."""
        return self._window(self.holder - REACH, self.holder)

    def verbs_before(self, count: int) -> list[Constituent]:
        """The last verbs before the number, in text order."""
        return [c for c in self._window(self.holder - REACH, self.holder + 1) if c.kind == Kind.VERB][-count:]

    def verbs_behind(self, count: int) -> list[Constituent]:
        """The first verbs behind the number, in text order."""
        return [c for c in self._window(self.holder, self.holder + REACH) if c.kind == Kind.VERB][:count]

    def phrases_before(self, limit: int) -> list[Constituent]:
        """Phrases with words before the number's constituent that end at a word or before it, with or without a preposition."""
        return [c for c in self.constituents_before() if c.kind in (Kind.PHRASE, Kind.LED) and c.end <= limit and inner(c) < c.end]

    @cached_property
    def run(self) -> tuple[int, list[int]]:
        """The numbers of the list that this one belongs to, as words, and which of them it is: 上涨6.9%、1.7%和0.9%."""
        numbers = self.stretch.numbers
        low = high = at = bisect_left(numbers, self.at)
        while low > 0 and self._joined(numbers[low - 1], numbers[low]) and at - low < REACH:
            low -= 1
        while high + 1 < len(numbers) and self._joined(numbers[high], numbers[high + 1]) and high - at < REACH:
            high += 1
        return at - low, numbers[low : high + 1]

    def _joined(self, first: int, second: int) -> bool:
        s, v = self.stretch, self.stretch.lexicon
        return (
            all(t in v.and_ or t in v.opening or t in v.closing or t in v.commas for t in s.texts[first + 1 : second])
            and second > first + 1
        )
