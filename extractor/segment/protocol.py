"""What a segmenter must do, and ``Words``, which cuts each clause at most once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from itertools import accumulate
from typing import NamedTuple, Protocol

from extractor.errors import SegmenterError
from extractor.span import HasSpan


class Segmenter(Protocol):
    """Cuts text into words. ``tag`` gives the commonest part of speech of a word (ICTCLAS tags as in jieba), or ''."""

    def cut(self, text: str) -> Iterable[str]:
        """The words of ``text``, which joined are ``text`` again."""
        ...

    def tag(self, word: str) -> str:
        """Part-of-speech tag of a dictionary word, '' for an unknown one."""
        ...


class Word(NamedTuple):
    """What the segmenter cut, in its place."""

    text: str
    start: int
    end: int
    tag: str


_word: Callable[[tuple[str, int, int, str]], Word] = partial(tuple.__new__, Word)  # without a Python call for each of many words


class Words:
    """The words of one normalized text, cut clause by clause on demand and kept.

    Cutting many short clauses costs twice as much as cutting them together: ``expect`` names the stretches of which every
    clause will be asked for, and these are cut as a whole.
    """

    __slots__ = ("_cut", "_expected", "_starts", "_wholes", "segmenter", "text")

    def __init__(self, text: str, segmenter: Segmenter) -> None:
        self.text = text
        self.segmenter = segmenter
        self._cut: dict[tuple[int, int], list[Word]] = {}
        self._expected: list[HasSpan] = []
        self._starts: list[int] = []
        self._wholes: dict[int, tuple[list[Word], list[int]]] = {}  # words of an expected stretch and where each begins

    def expect(self, stretches: Iterable[HasSpan]) -> None:
        """Stretches (sorted, apart from each other, ending where words end) that are worth cutting as a whole."""
        self._expected = list(stretches)
        self._starts = [s.start for s in self._expected]

    def of(self, span: HasSpan) -> list[Word]:
        """Words of one clause. Raises SegmenterError when the segmenter changed the text."""
        key = (span.start, span.end)
        words = self._cut.get(key)
        if words is None:
            words = self._cut[key] = self._within(*key) or self._words(*key)
        return words

    def _within(self, start: int, end: int) -> list[Word] | None:
        """The words of a part of an expected stretch; None outside of any, or where a word crosses an edge."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self._expected[at].end < end:
            return None
        if at not in self._wholes:
            whole = self._words(self._expected[at].start, self._expected[at].end)
            self._wholes[at] = (whole, [w.start for w in whole])
        whole, starts = self._wholes[at]
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        found = whole[first:last]
        return found if found and found[0].start == start and found[-1].end == end else None

    def _words(self, start: int, end: int) -> list[Word]:
        surfaces = list(self.segmenter.cut(self.text[start:end]))
        if "".join(surfaces) != self.text[start:end]:
            raise SegmenterError(f"the segmenter changed {self.text[start:end]!r} to {''.join(surfaces)!r}")
        edges = list(accumulate(map(len, surfaces), initial=start))
        return list(map(_word, zip(surfaces, edges, edges[1:], map(self.segmenter.tag, surfaces), strict=False)))
