"""The words of sentences in context: each stretch between two marks is read once, when it is first asked for.

A mark (，。；：) is a class of its own in the model, so that nothing behind it changes what stands before it: stretches can be read alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Words
from extractor.span import HasSpan, Ordered, Span
from extractor.text import CLAUSE_MARKS
from extractor.words.clause import LOOK_BACK, Before
from extractor.words.constructions import settle
from extractor.words.lattice import Piece, alternatives, likeliest, runners_up
from extractor.words.model import CLASS_OF_MENTION, Part, TaggedWord, WordClass
from extractor.words.repeated import Repeated
from extractor.words.table import END, START, Table, table
from extractor.words.vocabulary import vocabulary

LONGEST = 2000  # characters that are read at once: a longer stretch is read in parts

_MARKS = re.compile(f"[{CLAUSE_MARKS}]")


def class_of_mention(part: Part) -> str:
    """The class of a mention."""
    if isinstance(part, FoundQuantity):
        return CLASS_OF_MENTION[part.kind]
    return WordClass.BODY if isinstance(part, FoundOrganization) else WordClass.DATE


class _Stretches:
    """Where the stretches of one sentence begin, and the words of those that were read."""

    __slots__ = ("read", "starts")

    def __init__(self, starts: list[int]) -> None:
        self.starts = starts  # and behind the last where the sentence ends
        self.read: list[list[TaggedWord] | None] = [None] * (len(starts) - 1)

    def holding(self, position: int) -> int:
        """The number of the stretch that holds a position."""
        return min(max(0, bisect_right(self.starts, position) - 1), len(self.read) - 1)


class WordsInContext:
    """The words of one text with their classes, mentions among them. ``mentions`` are sorted and apart from each other."""

    def __init__(self, words: Words, sentences: Sequence[HasSpan], mentions: Sequence[Part]) -> None:
        self.text, self.mentions = words.text, Ordered(mentions)
        self._words, self._sentences = words, Ordered(sentences)
        self._known: dict[int, _Stretches] = {}
        self._looking_back = False

    @cached_property
    def _table(self) -> Table:
        return table(self._words.segmenter.tag)

    @cached_property
    def _repeated(self) -> Repeated:
        return Repeated(self.text, self._table)

    def number(self, position: int) -> int:
        """Which sentence holds a position."""
        return max(0, bisect_right(self._sentences.starts, position) - 1)

    def place(self, mention: Part) -> tuple[list[TaggedWord], int | None]:
        """The words of the stretch that holds a mention, and which of them it is; None where another mention covers it."""
        stretches = self._stretches(self.number(mention.start))
        words = self._stretch(stretches, stretches.holding(mention.start))
        at = bisect_left(words, mention.start, key=attrgetter("start"))
        return words, at if at < len(words) and words[at].part is mention else None

    def within(self, start: int, end: int) -> list[TaggedWord]:
        """The words that begin in a part of one sentence."""
        stretches = self._stretches(self.number(start))
        found: list[TaggedWord] = []
        for i in range(stretches.holding(start), len(stretches.read)):
            if stretches.starts[i] >= end:
                break
            found += self._stretch(stretches, i)
        if found and (found[0].start < start or found[-1].start >= end):
            return [w for w in found if start <= w.start < end]
        return found

    def drop(self, dropped: Container[int]) -> None:
        """Take mentions back, by their ids, that turned out to be none: they are numerals."""
        for stretches in self._known.values():
            for words in stretches.read:
                for word in words or ():
                    if id(word.part) in dropped:
                        word.part, word.tag = None, WordClass.NUMERAL
        self.mentions = Ordered([m for m in self.mentions.items if id(m) not in dropped])

    def explained(self, sentence: HasSpan) -> Iterator[list[tuple[TaggedWord, str | None]]]:
        """The words of the stretches of a sentence that were read, each with the class that comes next after its own."""
        stretches = self._stretches(self.number(sentence.start))
        for i, words in enumerate(stretches.read):
            if words:
                others = runners_up([w.text for w in words], [w.tag for w in words], self._opening(stretches, i), self._table)
                yield list(zip(words, others, strict=True))

    def _stretches(self, number: int) -> _Stretches:
        found = self._known.get(number)
        if found is None:
            sentence = self._sentences.items[number]
            marks = [m.end() for m in _MARKS.finditer(self.text, sentence.start, sentence.end)]
            inside = [m for m in self.mentions.within(sentence.start, sentence.end) if m.end - m.start > 1]
            taken = {p for m in inside for p in range(m.start + 1, m.end + 1)} if inside and marks else ()
            starts = [sentence.start, *(p for p in marks if p not in taken and p < sentence.end), sentence.end]
            found = self._known[number] = _Stretches(starts)
        return found

    def _stretch(self, stretches: _Stretches, i: int) -> list[TaggedWord]:
        words = stretches.read[i]
        if words is None:
            words = stretches.read[i] = self._read(Span(stretches.starts[i], stretches.starts[i + 1]), self._opening(stretches, i))
            settle(words, vocabulary(), Before(lambda: self._before(stretches, i)))
        return words

    def _before(self, stretches: _Stretches, i: int) -> list[list[TaggedWord] | None]:
        """The stretches before one. Those that have not been read are, from the first on, but only for one that is not read for another."""
        first = max(0, i - LOOK_BACK)
        if not self._looking_back:
            self._looking_back = True
            for at in range(first, i):
                self._stretch(stretches, at)
            self._looking_back = False
        return stretches.read[first:i]

    def _read(self, span: Span, opening: int) -> list[TaggedWord]:
        pieces = self._pieces(span)
        found: list[TaggedWord] = []
        start = 0
        for stop in range(1, len(pieces) + 1):
            parted = stop == len(pieces) or pieces[stop][0] != pieces[stop - 1][1] or pieces[stop][1] - pieces[start][0] > LONGEST
            if parted:
                found += self._tagged(pieces[start:stop], opening)
                start, opening = stop, self._table.numbers[START]
        return found

    def _opening(self, stretches: _Stretches, i: int) -> int:
        """The state that a stretch follows: the mark before it, or the start of the sentence."""
        numbers = self._table.numbers
        return numbers.get(f"{self.text[stretches.starts[i] - 1]}/w", numbers["w"]) if i else numbers[START]

    def _pieces(self, span: HasSpan) -> list[Piece]:
        """The segmenter's words with the mentions in their place; of a word that a mention cuts the rest is a word of its own."""
        text, table = self.text, self._table
        known, entry = table.entries.get, table.entry
        mentions = iter(self.mentions.within(span.start, span.end))
        mention = next(mentions, None)
        position = span.start
        found: list[Piece] = []
        for surface, start, end in self._words.pieces(span):
            if start == end:
                continue
            if start >= position and (mention is None or end <= mention.start):
                if surface[0] != " ":
                    found.append((start, end, known(surface) or entry(surface), False))
                continue
            start = max(start, position)
            while mention is not None and mention.start < end:
                if start < mention.start:
                    found.append((start, mention.start, entry(text[start : mention.start]), False))
                found.append((mention.start, mention.end, table.mentions[class_of_mention(mention)], True))
                start = position = mention.end
                mention = next(mentions, None)
            if start < end:
                if text[start] != " ":
                    found.append((start, end, entry(text[start:end]), False))
                position = end
        return found

    def _tagged(self, pieces: Sequence[Piece], opening: int) -> list[TaggedWord]:
        text, start, end = self.text, pieces[0][0], pieces[-1][1]
        table = self._table
        classes, heads = table.classes, table.heads
        parts = {m.start: m for m in self.mentions.within(start, end)}
        others, refused = alternatives(text[start:end], start, pieces, table, self._repeated.spans(pieces))
        path = likeliest(pieces, others, refused, table, opening, table.numbers[END])
        return [TaggedWord(text[a:b], a, b, classes[state], parts.get(a), state in heads) for a, b, state in path]
