"""Names that a text repeats: a word that no lexicon has and the one that it always stands beside are one (每日|优鲜, 奥特|佳)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.words.lattice import Piece
from extractor.words.table import Table

_AROUND = 2000  # characters on either side in which words are counted
_LONGEST = 8  # characters of such a name
_TWICE = 2


class Repeated:
    """Finds the repeated names of one text; what has been asked of a pair of words is kept."""

    def __init__(self, text: str, table: Table) -> None:
        self.text, self.table = text, table
        self._always: dict[tuple[str, str], bool] = {}

    def spans(self, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
        """The words of the segmenter that may be one, as from … to."""
        for number, (start, end, entry, mention) in enumerate(pieces):
            if entry.unknown and end - start > _TWICE and self._oftener(start, end - 1):
                yield start, end - 1
            if mention or not self.table.names_nothing_known(self.text[start:end]):
                continue
            first = self._beside(pieces, number, -1)
            last = self._beside(pieces, number, 1)
            if first < start and end - first <= _LONGEST:
                yield first, end
            if last > end and last - start <= _LONGEST:
                yield start, last
            if first < start and last > end and last - first <= _LONGEST:
                yield first, last

    def _beside(self, pieces: Sequence[Piece], number: int, step: int) -> int:
        """How far a name reaches with the word before or behind one: where that begins or ends; the edge itself where it is none of it."""
        start, end, _, _ = pieces[number]
        edge = start if step < 0 else end
        if not 0 <= number + step < len(pieces):
            return edge
        begin, stop, entry, mention = pieces[number + step]
        if mention or edge not in (begin, stop):
            return edge
        whole = self.text[begin:end] if step < 0 else self.text[start:stop]
        if not self._together(self.text[start:end], whole, start):
            return edge
        other = self.text[begin:stop]
        if not self.table.may_name(other, entry, bound=self._together(other, whole, start)):
            return edge
        return begin if step < 0 else stop

    def _oftener(self, start: int, end: int) -> bool:
        """Whether a word less its last character stands around without that too: 蒋兆岗|犯."""
        low, high = max(0, start - _AROUND), start + _AROUND
        count = self.text.count(self.text[start:end], low, high)
        return count >= _TWICE and self.text.count(self.text[start : end + 1], low, high) < count

    def _together(self, word: str, whole: str, at: int) -> bool:
        """Whether a word stands nowhere around but in this whole, and more than once."""
        found = self._always.get((word, whole))
        if found is None:
            low, high = max(0, at - _AROUND), at + _AROUND
            count = self.text.count(word, low, high)
            found = self._always[word, whole] = count >= _TWICE and self.text.count(whole, low, high) == count
        return found
