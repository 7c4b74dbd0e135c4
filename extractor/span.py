"""Spans and what holds for all of them: overlap, order, and which of two candidates wins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar


class Span(NamedTuple):
    """Half-open stretch of text, in code points."""

    start: int
    end: int


class HasSpan(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=HasSpan)


def longest(candidates: Iterable[S]) -> list[S]:
    """Candidates without overlaps, in text order: the earliest wins, of those the longest, of those the first named.

    >>> longest([Span(0, 3), Span(0, 5), Span(4, 6), Span(5, 6)])
    [Span(start=0, end=5), Span(start=5, end=6)]
    """
    kept: list[S] = []
    end = 0
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.start >= end:
            kept.append(candidate)
            end = candidate.end
    return kept


class Spans:
    """Sorted, non-overlapping spans that answer "does anything here touch this stretch?" in logarithmic time."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[HasSpan]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        last = -1
        for start, end in sorted([(s.start, s.end) for s in spans]):
            if start >= last:
                self.starts.append(start)
                self.ends.append(end)
                last = end
            elif end > last:
                self.ends[-1] = last = end

    def touch(self, start: int, end: int) -> bool:
        """Whether any span shares a character with ``[start, end)``."""
        i = bisect_right(self.ends, start)
        return i < len(self.starts) and self.starts[i] < end

    def around(self, position: int) -> Span | None:
        """The span that holds the character at ``position``."""
        i = bisect_right(self.starts, position) - 1
        return Span(self.starts[i], self.ends[i]) if i >= 0 and self.ends[i] > position else None

    def free(self, candidates: Iterable[S]) -> list[S]:
        """The candidates that touch none of the spans."""
        touch = self.touch
        return [c for c in candidates if not touch(c.start, c.end)] if self.ends else list(candidates)


class Ordered(Generic[S]):
    """Items sorted by where they begin, which answers "which of them begin in this stretch?" in logarithmic time."""

    __slots__ = ("items", "starts")

    def __init__(self, items: Sequence[S]) -> None:
        self.items = items
        self.starts = [item.start for item in items]

    def within(self, start: int, end: int) -> Sequence[S]:
        """The items that begin inside ``[start, end)``."""
        first = bisect_left(self.starts, start)
        return self.items[first : bisect_left(self.starts, end, first)]
