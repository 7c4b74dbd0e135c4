"""The words of sentences in context: each sentence is read once, when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Words
from extractor.span import HasSpan, Ordered
from extractor.words.constructions import settle
from extractor.words.lattice import Piece, edges, likeliest
from extractor.words.model import Part, TaggedWord, WordClass
from extractor.words.table import Table, table
from extractor.words.vocabulary import vocabulary

LONGEST = 2000  # characters that are read at once: a longer sentence is read in stretches

_SYMBOLS = {"count": "Qc", "amount": "Qa", "percentage": "Qp", "measure": "Qm", "ordinal": "Qo"}


def symbol(part: Part) -> str:
    """The class of a mention."""
    if isinstance(part, FoundQuantity):
        return _SYMBOLS[part.kind]
    return "nt" if isinstance(part, FoundOrganization) else "D"


class WordsInContext:
    """The words of one text with their classes, mentions among them. ``mentions`` are sorted and apart from each other."""

    def __init__(self, words: Words, sentences: Sequence[HasSpan], mentions: Sequence[Part]) -> None:
        self.text, self.mentions = words.text, Ordered(mentions)
        self._words, self._sentences = words, Ordered(sentences)
        self._known: dict[int, Ordered[TaggedWord]] = {}

    @cached_property
    def _table(self) -> Table:
        return table(self._words.segmenter.tag)

    def sentence(self, number: int) -> Ordered[TaggedWord]:
        """The words of one sentence."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = Ordered(self._read(self._sentences.items[number]))
        return found

    def number(self, position: int) -> int:
        """Which sentence holds a position."""
        return max(0, bisect_right(self._sentences.starts, position) - 1)

    def within(self, start: int, end: int) -> Sequence[TaggedWord]:
        """The words that begin in a part of one sentence."""
        return self.sentence(self.number(start)).within(start, end)

    def drop(self, dropped: Container[int]) -> None:
        """Take mentions back, by their ids, that turned out to be none: they are numerals."""
        for number in {self.number(m.start) for m in self.mentions.items if id(m) in dropped}:
            for word in self.sentence(number).items:
                if id(word.part) in dropped:
                    word.part, word.tag = None, WordClass.NUMERAL
        self.mentions = Ordered([m for m in self.mentions.items if id(m) not in dropped])

    def _read(self, sentence: HasSpan) -> list[TaggedWord]:
        pieces = list(self._pieces(sentence))
        found: list[TaggedWord] = []
        first = 0
        while first < len(pieces):
            last = first + 1
            while last < len(pieces) and pieces[last].start == pieces[last - 1].end and pieces[last].end - pieces[first].start <= LONGEST:
                last += 1
            found += self._stretch(pieces[first:last])
            first = last
        settle(found, vocabulary())
        return found

    def _pieces(self, sentence: HasSpan) -> Iterator[Piece]:
        """The segmenter's words with the mentions in their place; of a word that a mention cuts the rest is a word of its own."""
        text, numbers = self.text, self._table.numbers
        mentions = iter(self.mentions.within(sentence.start, sentence.end))
        mention = next(mentions, None)
        position = sentence.start
        for _, start, end in self._words.pieces(sentence):
            start = max(start, position)
            while mention is not None and mention.start < end:
                if start < mention.start:
                    yield Piece(start, mention.start, None)
                yield Piece(mention.start, mention.end, numbers[symbol(mention)])
                start = position = mention.end
                mention = next(mentions, None)
            if start < end:
                if text[start] != " ":
                    yield Piece(start, end, None)
                position = end

    def _stretch(self, pieces: Sequence[Piece]) -> Iterator[TaggedWord]:
        text, start, end = self.text, pieces[0].start, pieces[-1].end
        classes = self._table.classes
        parts = {m.start: m for m in self.mentions.within(start, end)}
        for first, last, state in likeliest(start, end, edges(text[start:end], start, pieces, self._table), self._table):
            yield TaggedWord(text[first:last], first, last, classes[state], parts.get(first), state in self._table.heads)
