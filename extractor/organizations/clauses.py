"""Clauses of the text, found by position, with their words cut only when a rule asks for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from extractor.segment import Cut, Word, Words
from extractor.span import Spans
from extractor.text import Clause, Sentence, clauses

_word: Final[Callable[[tuple[str, int, int, str]], Word]] = partial(tuple.__new__, Word)  # spares a Python call for each word
HOME: Final = "中"  # China beside other states: 中德
PREPOSITIONS: Final = frozenset("以")  # abbreviations of states that are prepositions too
REACH: Final = 4  # characters of the words that ``crossed`` asks the dictionary for


@dataclass(slots=True)
class ClauseView:
    """One clause and its words; ``taken`` are stretches that no name may reach into from the right."""

    text: str
    start: int
    end: int
    taken: Spans
    words: Words
    tag: Callable[[str], str]
    _cut: Cut | None = None

    def ending(self, position: int) -> Word | None:
        """The word that ends at ``position``."""
        cut = self._cut or self.cut()
        number = bisect_left(cut.edges, position, cut.first, cut.last)
        return self._word(cut, number - 1) if number > cut.first and cut.edges[number] == position else None

    def starting(self, position: int) -> Word | None:
        """The word that begins at ``position``."""
        cut = self._cut or self.cut()
        number = bisect_left(cut.edges, position, cut.first, cut.last)
        return self._word(cut, number) if number < cut.last and cut.edges[number] == position else None

    def crossing(self, position: int) -> Word | None:
        """The word that begins before ``position`` and ends behind it."""
        cut = self._cut or self.cut()
        number = bisect_left(cut.edges, position, cut.first, cut.last)
        return self._word(cut, number - 1) if number > cut.first and cut.edges[number] > position else None

    def _word(self, cut: Cut, number: int) -> Word:
        text = cut.surfaces[number]
        return _word((text, cut.edges[number], cut.edges[number + 1], self.tag(text)))

    def run_before(self, position: int, characters: Container[str]) -> int:
        """Where the run of such characters begins that ends at ``position``."""
        while position > self.start and self.text[position - 1] in characters:
            position -= 1
        return position

    def abbreviated(self, position: int, states: Mapping[str, str]) -> int:
        """Where the one-character abbreviation of a state before ``position`` begins (俄|中央银行), else ``position``.

        None is the 日 of a date, one of two states (中|德|政府对话), and a preposition where the state is not named in the text.
        """
        text = self.text
        state = states.get(text[position - 1]) if self.start < position else None
        if state is None or self.taken.touch(position - 1, position):
            return position
        if text[position - 1] in PREPOSITIONS and not _holds(text, state):
            return position
        if (
            position - 1 > self.start
            and (text[position - 2] in states or text[position - 2] == HOME)
            and self.crossed(position - 1) is None
        ):
            return position
        word = self.ending(position) or self.crossing(position)
        if word is not None and (len(word.text) == 1 or not word.tag or word.start == position - 1):
            return position - 1  # 俄|国防部, whether 俄国 is cut or not
        return position

    def crossed(self, position: int) -> Word | None:
        """The dictionary word that reaches over ``position``. Cuts words only where some dictionary word could."""
        if not self.start < position < self.end or (self._cut is None and not self._joined(position)):
            return None
        word = self.crossing(position)
        if word is None or not word.tag or (word.end - word.start > REACH and not self._joined(position)):
            return None
        return word

    def _joined(self, position: int) -> bool:
        return joined(self.text, position, self.tag, self.start, self.end)

    def cut(self) -> Cut:
        """The words, cut now if they were not yet."""
        if self._cut is None:
            self._cut = self.words.cut(self)
        return self._cut


@lru_cache(maxsize=16)
def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word: looked up once, however often it is asked."""
    return word in text


def joined(text: str, position: int, tag: Callable[[str], str], low: int = 0, high: int | None = None) -> bool:
    """Whether any dictionary word of up to four characters reaches over ``position`` inside of ``[low, high)``."""
    high = len(text) if high is None else high
    if position - low < REACH - 1 or high - position < REACH - 1:  # an edge is near
        for start in range(max(low, position - REACH + 1), position):
            for end in range(position + 1, min(high, start + REACH) + 1):
                if tag(text[start:end]):
                    return True
        return False
    behind, far = position + 1, position + 2
    return bool(
        tag(text[position - 1 : behind])
        or tag(text[position - 2 : behind])
        or tag(text[position - 1 : far])
        or tag(text[position - 3 : behind])
        or tag(text[position - 2 : far])
        or tag(text[position - 1 : position + 3])
    )


class ClauseViews:
    """The clauses of a text by position."""

    __slots__ = ("_last", "_opened", "_sentences", "_starts", "_text", "_views", "tag", "taken", "words")

    def __init__(self, text: str, sentences: Sequence[Sentence], words: Words, taken: Spans) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [s.start for s in sentences]
        self.words = words
        self.taken = taken
        self.tag = words.segmenter.tag
        self._opened: dict[int, list[Clause]] = {}  # by the number of their sentence
        self._views: dict[int, ClauseView] = {}  # by their start
        self._last: ClauseView | None = None

    def at(self, position: int) -> ClauseView | None:
        """The clause around ``position``; None outside of all sentences."""
        last = self._last
        if last is not None and last.start <= position < last.end:
            return last
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position >= self._sentences[number].end:
            return None
        found = self._opened.get(number)
        if found is None:
            found = self._opened[number] = clauses(self.words.text, self._sentences[number])
        nearest = bisect_left(found, (position + 1,)) - 1
        if nearest < 0 or position >= found[nearest].end:
            return None
        start, end = found[nearest]
        view = self._views.get(start)
        if view is None:
            view = self._views[start] = ClauseView(self._text, start, end, self.taken, self.words, self.tag)
        self._last = view
        return view

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around ``position``, both ``position`` outside of all sentences."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position >= self._sentences[number].end:
            return position, position
        return self._sentences[number].start, self._sentences[number].end
