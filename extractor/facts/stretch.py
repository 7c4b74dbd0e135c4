"""The constituents of a clause: noun phrases, what prepositions lead in, verbs, numbers, times.

One pass from left to right over words in context. Prepositional phrases are closed before a verb is chosen, glosses are skipped, and
whether a verb belongs to a relative clause is said by the 的 behind it. Nothing is decided here that needs more than the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.facts.model import Slot
from extractor.facts.vocabulary import Vocabulary
from extractor.words import TaggedWord, WordClass
from extractor.words.phrases import INNER, NOMINAL, Phrases

NUMBERS = frozenset({WordClass.COUNT, WordClass.AMOUNT, WordClass.PERCENTAGE, WordClass.MEASURE})
ADVERBS = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL, WordClass.MODAL})
TIMES = frozenset({WordClass.DATE, WordClass.TIME})
ASIDE = ADVERBS | TIMES
_REFERRING = frozenset({WordClass.PRONOUN, WordClass.ORDINAL})  # classes of words that open or continue a phrase
_PHRASED = INNER | _REFERRING
_DESCRIBING = (  # classes of words between a verb and the 的 that closes its relative clause
    INNER | ASIDE | NUMBERS | _REFERRING | {WordClass.PARTICLE, WordClass.PREPOSITION, WordClass.LOCALIZER, WordClass.CONJUNCTION}
)
_LONGEST = 80  # words of the longest phrase
_LEADING = 8  # phrases that open a clause
_QUOTED = 24  # words of the longest title or quotation inside a phrase
_GLOSS = 40  # words of the longest gloss in brackets
_RELATIVE = 16  # words of the longest relative clause
_HELD = 12  # words of the longest clause between 在 and the localizer that closes it


class Cut(NamedTuple):
    """A place in a phrase where words before ``end`` may own those from ``first`` on; ``of``: 的 stands between."""

    end: int
    first: int
    of: bool


class Way(NamedTuple):
    """Words of a phrase that may name somebody, of what type and how they lie in it; what is cut off, how that opens, which cut it is,
    and how its two sides are used elsewhere."""

    first: int
    end: int
    type: str
    form: str
    rest: str | None = None
    opening: str | None = None
    cut: str | None = None
    seam: str | None = None


class Kind:
    """The kinds of constituents."""

    PHRASE: Final = "phrase"  # a noun phrase
    LED: Final = "led"  # a preposition and what it leads in
    VERB: Final = "verb"
    NUMBER: Final = "number"  # one that no noun follows
    TIME: Final = "time"
    ADVERB: Final = "adverb"
    GAP: Final = "gap"  # a space, which in headlines parts clauses
    GLOSS: Final = "gloss"
    OTHER: Final = "other"


@dataclass(slots=True)
class Constituent:
    """Words ``[first, end)`` of a stretch.

    ``relative``: which kind of relative clause a verb opens: "direct" (建成的书屋), "far" (拥有专利的企业), "number" (投资3亿元的项目);
    ``after``: what follows the noun that it describes: "verb", "number", "end" or "other".
    """

    kind: str
    first: int
    end: int
    relative: str | None = None
    after: str | None = None
    located: bool = False  # a phrase that ends in a localizer


class Stretch:
    """The words of one clause and their constituents; ``start`` and ``end`` are offsets of the text."""

    __slots__ = (
        "constituents",
        "cuts",
        "end",
        "first_verb",
        "last_object",
        "last_verb",
        "leading",
        "lexicon",
        "numbers",
        "phrases",
        "predicate",
        "start",
        "subjects",
        "tags",
        "text",
        "texts",
        "trims",
        "types",
        "verbs",
        "ways",
        "words",
    )

    def __init__(self, words: Sequence[TaggedWord], text: str, start: int, end: int, lexicon: Vocabulary) -> None:
        self.words, self.text, self.start, self.end, self.lexicon = words, text, start, end, lexicon
        self.tags = [w.tag for w in words]
        self.texts = [w.text for w in words]
        self.phrases = Phrases(words, lexicon.words)
        self.trims: dict[tuple[int, int], tuple[int, int]] = {}  # what ``nominal`` knows of its phrases
        self.types: dict[tuple[int, int], str] = {}
        self.cuts: dict[tuple[int, int], list[Cut]] = {}
        self.ways: dict[tuple[int, int], list[Way]] = {}
        self.subjects: list[Constituent] | None = None
        self.constituents = self._constituents()
        self.verbs = [c for c in self.constituents if c.kind == Kind.VERB]
        self.numbers = [i for i, tag in enumerate(self.tags) if tag in NUMBERS]
        plain = [c for c in self.verbs if not c.relative]
        self.first_verb = plain[0] if plain else None  # of those in no relative clause
        self.last_verb = plain[-1] if plain else None
        self.predicate = next((c.first for c in self.verbs if c.relative not in ("direct", "number")), len(words))
        self.leading, self.last_object = self._outline()

    def _outline(self) -> tuple[list[Constituent], Constituent | None]:
        """The phrases that open the clause before its predicate, and the last phrase behind that."""
        leading: list[Constituent] = []
        last: Constituent | None = None
        for c in self.constituents:
            if c.kind == Kind.PHRASE or (c.kind == Kind.LED and c.first + 1 < c.end):
                if c.first >= self.predicate:
                    last = c if c.kind == Kind.PHRASE else last
                elif len(leading) < _LEADING:
                    leading.append(c)
        return leading, last

    def word(self, i: int) -> str:
        """A word; "" outside of the stretch."""
        return self.texts[i] if 0 <= i < len(self.texts) else ""

    def tag(self, i: int) -> str:
        """The class of a word; "" outside of the stretch."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def spaced(self, i: int) -> bool:
        """Whether a space stands before a word; between Latin words it parts nothing (Swiss Re)."""
        if not 0 < i < len(self.words) or self.words[i].start == self.words[i - 1].end:
            return False
        return not (self.texts[i][0].isascii() and self.texts[i - 1][-1].isascii() and self.texts[i - 1][-1].isalnum())

    def surface(self, first: int, end: int) -> str:
        """The wording of words ``[first, end)``."""
        return self.text[self.words[first].start : self.words[end - 1].end]

    def slot(self, first: int, end: int, rule: str) -> Slot:
        """Words ``[first, end)`` as what fills a place."""
        return Slot(self.surface(first, end), self.words[first].start, self.words[end - 1].end, rule)

    def frame(self, verb: Constituent) -> str:
        """The commonest frame of a verb, with what completes it if that is known as one, else without."""
        v, word = self.lexicon, self.texts[verb.first]
        found = v.words.frames(self.surface(verb.first, verb.end)) or v.words.frames(word) or v.words.frames(word[self.lead(verb.first) :])
        if found:
            return found[0]
        return "act" if len(word) == 2 and word[1] in v.complements else "unknown"

    def lead(self, i: int) -> int:
        """How many characters of a verb only lead another in: 已|致, 共|有."""
        word, v = self.texts[i], self.lexicon
        led = v.stating if word[0] in v.totalling else v.words.verbs if word[0] in v.leads else ()
        return 1 if word[1:] in led else 0

    def _constituents(self) -> list[Constituent]:
        found: list[Constituent] = []
        i, size = 0, len(self.words)
        while i < size:
            if self.spaced(i):
                found.append(Constituent(Kind.GAP, i, i))
            if found and found[-1].kind == Kind.VERB and found[-1].end == i and self._completes(found[-1].first, i):
                i = found[-1].end = i + 1
                continue
            constituent = self._at(i)
            if constituent.kind == Kind.VERB and self.texts[i] in self.lexicon.aspect and found and found[-1].kind == Kind.VERB:
                constituent = Constituent(Kind.OTHER, i, i + 1)  # 拨付|过
            found.append(constituent)
            i = constituent.end
        return found

    def _at(self, i: int) -> Constituent:
        """The constituent that begins at a word."""
        tag = self.tags[i]
        if tag == WordClass.PREPOSITION and i + 1 < len(self.words):
            return Constituent(Kind.LED, i, self._led_end(i))
        if tag in TIMES and not self._describes(i):
            return Constituent(Kind.TIME, i, i + 1)
        if tag == WordClass.VERB:
            return self._verb(i)
        if tag in ADVERBS:
            return Constituent(Kind.ADVERB, i, i + 1)
        if tag in NUMBERS and not self.counts(i):
            return Constituent(Kind.NUMBER, i, i + 1)
        end = self.phrase_end(i)
        if end > i:
            located = self.tags[end - 1] == WordClass.LOCALIZER or self.lexicon.words.says_where(self.texts[end - 1])
            return Constituent(Kind.PHRASE, i, end, located=located)
        closed = self._closing(i, self.lexicon.opening, self.lexicon.closing, _GLOSS)
        if closed is not None and not any(t in NUMBERS for t in self.tags[i:closed]):
            return Constituent(Kind.GLOSS, i, closed)
        return Constituent(Kind.OTHER, i, i + 1)

    def _completes(self, verb: int, i: int) -> bool:
        """Whether a word only says where the verb before it leads: 收窄|至, 拨|出, 调整|为."""
        v, text, following = self.lexicon, self.texts[verb], self.texts[i]
        if i != verb + 1 or following in v.of:
            return False
        if following in v.stretch or text + following in v.compounds:
            return True
        return (following in v.resulting and text in v.adjusting) or (len(text) == 1 and following in v.complements)

    def _describes(self, i: int) -> bool:
        """Whether a time belongs to a noun: 2020年的项目."""
        return self.word(i + 1) in self.lexicon.of and self.tag(i + 2) in INNER

    def counts(self, i: int) -> bool:
        """Whether a number begins a noun phrase: 5600多名|职工, 2.1%|的股份, 2000万元|资金, but not 3人|死亡."""
        tag = self.tag(i)
        of = self.word(i + 1) in self.lexicon.of
        behind = i + 2 if of else i + 1
        if tag not in NUMBERS or behind >= len(self.words) or self.spaced(behind):
            return False
        if not of and self.tags[behind] == WordClass.VERB and self.tag(i - 1) == WordClass.PREPOSITION:
            return False  # 以5亿元|收购资产
        if (of or tag == WordClass.AMOUNT) and (self._modifies(behind) or self._closes_clause(i, behind)):
            return True
        if self.tags[behind] not in INNER:
            return False
        part = self.words[i].part
        return of or tag == WordClass.AMOUNT or (tag == WordClass.COUNT and not getattr(part, "noun_before", False))

    def _closes_clause(self, number: int, i: int) -> bool:
        """Whether a verb and a noun behind a number that a verb governs close the clause: 发放200万元|助学|资金."""
        if self.tag(number - 1) != WordClass.VERB or self.tag(i) != WordClass.VERB or self.tag(i + 1) != WordClass.NOUN:
            return False
        return self.tag(i + 2) in ("", WordClass.MARK)

    def _modifies(self, i: int) -> bool:
        """Whether a verb behind a number and 的 belongs to the noun: 14.6%的受访孩子."""
        return self.tag(i) == WordClass.VERB and self.tag(i + 1) in INNER and self.lexicon.words.has(self.texts[i], "modifier")

    def _closing(self, i: int, opening: frozenset[str], closing: frozenset[str], longest: int) -> int | None:
        """Behind the mark that closes what opens at a word."""
        if self.texts[i] not in opening:
            return None
        return next((j + 1 for j in range(i + 1, min(len(self.texts), i + longest)) if self.texts[j] in closing), None)

    def phrase_end(self, i: int, *, led: bool = False) -> int:
        """Behind the noun phrase that begins at a word; ``led``: numbers and times inside it belong to it."""
        first, limit = i, min(len(self.words), i + _LONGEST)
        while i < limit and (step := self._step(i, first, led=led)) > i:
            i = step
        while i > first and (self.texts[i - 1] in self.lexicon.joining or (self.tags[i - 1] == WordClass.ORDINAL and i - 1 > first)):
            i -= 1
        return i

    def _step(self, i: int, first: int, *, led: bool) -> int:
        """Behind the next part of a noun phrase; ``i`` itself where it ends."""
        tag, text = self.tags[i], self.texts[i]
        if i > first and self.spaced(i):
            return i
        if tag in _PHRASED:
            return i + 1
        if tag in NUMBERS:
            return i + 1 if led or self.counts(i) else i
        if tag in TIMES:
            return i + 1 if led or self._describes(i) else i
        if text in self.lexicon.quotes:
            return self._closing(i, self.lexicon.quotes, self.lexicon.unquotes, _QUOTED) or i
        return self._inside(i, first) if i > first else i

    def _inside(self, i: int, first: int) -> int:
        """Behind what can only go on with a noun phrase."""
        tag, text, lexicon = self.tags[i], self.texts[i], self.lexicon
        if text in lexicon.of:
            return i + 1 if self._goes_on(i + 1) or (self.tags[i - 1] in NUMBERS and self._modifies(i + 1)) else i
        if tag == WordClass.VERB:
            return i + 1 if self._counted_verb(i, first) else i
        if text in lexicon.and_ or (tag == WordClass.CONJUNCTION and text not in lexicon.linking):
            return i + 1 if self._goes_on(i + 1) else i
        if text in lexicon.opening:
            closed = self._closing(i, lexicon.opening, lexicon.closing, _GLOSS)
            return closed if closed is not None and not self._states(i + 1, closed) else i
        if text in lexicon.hyphens:
            return i + 1 if self.tag(i + 1) in INNER and not self.spaced(i) and not self.spaced(i + 1) else i
        return i + 1 if tag == WordClass.LOCALIZER or text in lexicon.etc else i

    def _states(self, first: int, end: int) -> bool:
        """Whether words in brackets tell something of their own: （占比约七成）, but not （7家）."""
        return self.tags[first] not in NUMBERS and not NUMBERS.isdisjoint(self.tags[first:end])

    def _counted_verb(self, i: int, first: int) -> bool:
        """Whether a verb belongs to the noun of a number before it: 14.6%的|受访|孩子, 200万元|助学|资金."""
        number = i - 2 if self.texts[i - 1] in self.lexicon.of else i - 1
        return number >= first and self.tags[number] in NUMBERS and self.counts(number)

    def _goes_on(self, i: int) -> bool:
        """Whether a noun phrase goes on at a word behind 的 or 和."""
        return self.tag(i) in _PHRASED or self.word(i) in self.lexicon.quotes or self.counts(i)

    def _led_end(self, i: int) -> int:
        """Behind what a preposition leads in."""
        end = self.phrase_end(i + 1, led=True)
        if end == i + 1 and self.tag(end) in ASIDE:
            end = self.phrase_end(end + 1, led=True)
        if self.texts[i] in self.lexicon.holding and self.tag(end - 1) != WordClass.LOCALIZER:
            end = self._held_end(end) or end
        return end + 1 if self.word(end) in self.lexicon.reckoned else end

    def _held_end(self, i: int) -> int | None:
        """Behind the localizer that closes a clause which a preposition opens: 在疫情好转|之后."""
        for j in range(i, min(len(self.words), i + _HELD)):
            if self.tags[j] == WordClass.MARK and self.texts[j] not in self.lexicon.inner_marks:
                return None
            if self.tags[j] == WordClass.LOCALIZER and j + 1 < len(self.words):
                return j + 1
        return None

    def _verb(self, i: int) -> Constituent:
        verb = Constituent(Kind.VERB, i, i + 1)
        of = i + 1
        while self.tag(of) == WordClass.PARTICLE and self.texts[of] not in self.lexicon.of:
            of += 1
        if self.word(of) in self.lexicon.of:
            verb.relative = "direct" if self._goes_on(of + 1) or self.tag(of + 1) in NUMBERS else None
        else:
            of = self.relative_end(of, i + _RELATIVE)
            if self.word(of) in self.lexicon.of and (self.tag(of + 1) in _PHRASED or self.tag(of + 1) == WordClass.COUNT):
                verb.relative = "number" if self.tags[of - 1] in NUMBERS else "far"
        if verb.relative:
            verb.after = self._following(self.phrase_end(of + 1))
        return verb

    def relative_end(self, i: int, limit: int) -> int:
        """The first word from one on that a relative clause cannot hold, its 的 among them."""
        limit = min(limit, len(self.words))
        while i < limit and self.texts[i] not in self.lexicon.of:
            if self.tags[i] not in _DESCRIBING and self.texts[i] not in self.lexicon.inner_marks:
                break
            i += 1
        return i

    def _following(self, i: int) -> str:
        """What follows a noun."""
        while self.tag(i) in ASIDE:
            i += 1
        tag = self.tag(i)
        if tag in NUMBERS:
            return "number"
        return "end" if tag in ("", WordClass.MARK) else "verb" if tag == WordClass.VERB else "other"

    def holding(self, i: int) -> int:
        """Which constituent holds a word."""
        low, high = 0, len(self.constituents) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.constituents[middle].first <= i:
                low = middle
            else:
                high = middle - 1
        return low

    def head(self, first: int, end: int) -> int:
        """The head of words ``[first, end)``: the last that can be one."""
        i = end - 1
        while i > first and self.tags[i] not in NOMINAL:
            i -= 1
        return i
