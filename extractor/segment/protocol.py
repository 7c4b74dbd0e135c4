"""What a segmenter must do, and ``Words``, which cuts each clause at most once."""

from __future__ import annotations

from collections.abc import Iterable
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


class Words:
    """The words of one normalized text, cut clause by clause on demand and kept."""

    __slots__ = ("_cut", "segmenter", "text")

    def __init__(self, text: str, segmenter: Segmenter) -> None:
        self.text = text
        self.segmenter = segmenter
        self._cut: dict[tuple[int, int], list[Word]] = {}

    def of(self, span: HasSpan) -> list[Word]:
        """Words of one clause. Raises SegmenterError when the segmenter changed the text."""
        key = (span.start, span.end)
        words = self._cut.get(key)
        if words is None:
            words = self._cut[key] = self._words(span.start, span.end)
        return words

    def _words(self, start: int, end: int) -> list[Word]:
        found, position, text = [], start, self.text
        tag = self.segmenter.tag
        for word in self.segmenter.cut(text[start:end]):
            stop = position + len(word)
            if text[position:stop] != word:
                raise SegmenterError(f"the segmenter returned {word!r} for {text[position:stop]!r}")
            found.append(Word(word, position, stop, tag(word)))
            position = stop
        if position != end:
            raise SegmenterError(f"the segmenter lost {text[position:end]!r}")
        return found
