"""Clauses of the text, found by position, with their words cut only when a rule asks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.segment import Word, Words
from extractor.span import Spans
from extractor.text import Clause, Sentence, clauses


@dataclass(slots=True)
class ClauseView:
    """One clause and its words; ``taken`` are stretches that no name may reach into from the right."""

    text: str
    start: int
    end: int
    taken: Spans
    words: Words
    _ending: dict[int, Word] | None = None
    _starting: dict[int, Word] | None = None

    def ending(self, position: int) -> Word | None:
        """The word that ends at ``position``."""
        return self._cut()[0].get(position)

    def crossing(self, position: int) -> Word | None:
        """The word that begins before ``position`` and ends behind it."""
        ending, starting = self._cut()
        if position in starting or position in ending or not self.start < position < self.end:
            return None
        while position not in starting:
            position -= 1
        return starting[position]

    def crossed(self, position: int) -> Word | None:
        """The dictionary word that reaches over ``position``. Cuts words only where some dictionary word could."""
        tag, text = self.words.segmenter.tag, self.text
        low, high = max(self.start, position - 3), min(self.end, position + 3)
        for start in range(low, position):
            for end in range(position + 1, min(high, start + 4) + 1):
                if tag(text[start:end]):
                    word = self.crossing(position)
                    return word if word is not None and word.tag else None
        return None

    def starting(self, position: int) -> Word | None:
        """The word that begins at ``position``."""
        return self._cut()[1].get(position)

    def _cut(self) -> tuple[dict[int, Word], dict[int, Word]]:
        if self._ending is None or self._starting is None:
            cut = self.words.of(Clause(self.start, self.end))
            self._ending = {w.end: w for w in cut}
            self._starting = {w.start: w for w in cut}
        return self._ending, self._starting


class ClauseViews:
    """The clauses of a text by position."""

    __slots__ = ("_clauses", "_sentences", "_starts", "_taken", "_text", "_words")

    def __init__(self, text: str, sentences: Sequence[Sentence], words: Words, taken: Spans) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [s.start for s in sentences]
        self._words = words
        self._taken = taken
        self._clauses: dict[int, list[ClauseView]] = {}

    def at(self, position: int) -> ClauseView | None:
        """The clause around ``position``; None outside of all sentences."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position >= self._sentences[number].end:
            return None
        found = self._clauses.get(number)
        if found is None:
            cut = clauses(self._words.text, self._sentences[number])
            found = self._clauses[number] = [ClauseView(self._text, c.start, c.end, self._taken, self._words) for c in cut]
        for clause in found:
            if clause.start <= position < clause.end:
                return clause
        return None
