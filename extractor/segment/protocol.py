"""What a segmenter must do, and ``Words``, which cuts each clause at most once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
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


class Cut:
    """The words of one stretch, as they were cut: of most words only text and place are asked, so ``Word``s are made when needed.

    ``surfaces`` and ``edges`` (where each word begins, and where the last ends) may reach beyond; the stretch is ``first`` to ``last``.
    """

    __slots__ = ("edges", "first", "last", "surfaces", "tag")

    def __init__(self, surfaces: list[str], edges: list[int], first: int, last: int, tag: Callable[[str], str]) -> None:
        self.surfaces, self.edges, self.first, self.last, self.tag = surfaces, edges, first, last, tag

    def behind(self, position: int) -> int:
        """The number of the first word that ends behind ``position``."""
        return max(self.first, bisect_right(self.edges, position, self.first, self.last + 1) - 1)

    def starting(self, position: int) -> int:
        """The number of the first word that begins at ``position`` or behind it."""
        return bisect_left(self.edges, position, self.first, self.last)

    def words(self, first: int, last: int) -> list[Word]:
        """The words from number ``first`` to before ``last``, as far as they belong to the stretch."""
        first, last = max(first, self.first), min(last, self.last)
        surfaces, edges = self.surfaces[first:last], self.edges
        return list(map(_word, zip(surfaces, edges[first:last], edges[first + 1 : last + 1], map(self.tag, surfaces), strict=False)))


class Words:
    """The words of one normalized text, cut clause by clause on demand and kept.

    Cutting many short clauses costs twice as much as cutting them together: ``expect`` names the stretches of which every
    clause will be asked for, and these are cut as a whole.
    """

    __slots__ = ("_cuts", "_expected", "_starts", "_wholes", "_words", "segmenter", "text")

    def __init__(self, text: str, segmenter: Segmenter) -> None:
        self.text = text
        self.segmenter = segmenter
        self._cuts: dict[tuple[int, int], Cut] = {}
        self._words: dict[tuple[int, int], list[Word]] = {}
        self._expected: list[HasSpan] = []
        self._starts: list[int] = []
        self._wholes: dict[int, Cut] = {}

    def expect(self, stretches: Iterable[HasSpan]) -> None:
        """Stretches (sorted, apart from each other, ending where words end) that are worth cutting as a whole."""
        self._expected = list(stretches)
        self._starts = [s.start for s in self._expected]

    def of(self, span: HasSpan) -> list[Word]:
        """Words of one clause. Raises SegmenterError when the segmenter changed the text."""
        key = (span.start, span.end)
        words = self._words.get(key)
        if words is None:
            cut = self.cut(span)
            words = self._words[key] = cut.words(cut.first, cut.last)
        return words

    def pieces(self, span: HasSpan) -> Iterator[tuple[str, int, int]]:
        """Text, start and end of the words of one clause: without their tags, at a third of the cost."""
        place = self._placed(span.start, span.end)
        if place is None:
            cut = self.cut(span)
            place = cut, cut.first, cut.last
        cut, first, last = place
        edges = cut.edges
        return zip(cut.surfaces[first:last], edges[first:last], edges[first + 1 : last + 1], strict=False)

    def cut(self, span: HasSpan) -> Cut:
        """The words of one clause in the form in which they are kept."""
        key = (span.start, span.end)
        cut = self._cuts.get(key)
        if cut is None:
            cut = self._cuts[key] = self._within(*key) or self._segmented(*key)
        return cut

    def _within(self, start: int, end: int) -> Cut | None:
        """The words of a part of an expected stretch; None outside of any, or where a word crosses an edge."""
        place = self._placed(start, end)
        if place is None:
            return None
        whole, first, last = place
        return Cut(whole.surfaces, whole.edges, first, last, whole.tag)

    def _placed(self, start: int, end: int) -> tuple[Cut, int, int] | None:
        """The expected stretch that holds a stretch, and which of its words those are: from number … to before number …."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self._expected[at].end < end:
            return None
        whole = self._wholes.get(at)
        if whole is None:
            whole = self._wholes[at] = self._segmented(self._expected[at].start, self._expected[at].end)
        edges = whole.edges
        first = bisect_left(edges, start)
        last = bisect_left(edges, end, first)
        if first >= last or edges[first] != start or edges[last] != end:
            return None
        return whole, first, last

    def _segmented(self, start: int, end: int) -> Cut:
        text = self.text[start:end]
        surfaces = list(self.segmenter.cut(text))
        if "".join(surfaces) != text:
            raise SegmenterError(f"the segmenter changed {text!r} to {''.join(surfaces)!r}")
        edges = list(accumulate(map(len, surfaces), initial=start))
        return Cut(surfaces, edges, 0, len(surfaces), self.segmenter.tag)
