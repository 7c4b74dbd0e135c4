"""What characters alone tell of an ending, before any words are cut: most endings of ordinary prose stop here.

A test here may only turn down what the walk to the left (``leftward.py``) would turn down too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView, ClauseViews, joined
from extractor.organizations.leftward import LONGEST, SHORT
from extractor.organizations.marks import Mark, Marks
from extractor.organizations.vocabulary import Ending, Need, Vocabulary

LEANING: Final = frozenset({"place", "parent", "state"})  # needs that a listed place or another body must fill
_BREAK: Final = re.compile(r"[。；！？;!?\n]|[，,：:](?![0-9])")
_WALL: Final = re.compile("[、 /—…]")
_CLOSING: Final = re.compile("[）)”」》]")
_SEPARATORS: Final = frozenset("。；！？;!?\n，,：:")
_STOP_LENGTHS: Final = (4, 3, 2)
_ALONE: Final = frozenset("为对将被把让给向以")


class Glance:
    """Tests of the endings of one text. ``closed`` are the ends of the candidates found so far, in order."""

    __slots__ = ("abbreviations", "closed", "ends", "level_ends", "placed", "places", "tag", "taken", "text", "words")

    def __init__(self, text: str, marks: Marks, ends: dict[int, Candidate], views: ClauseViews, vocabulary: Vocabulary) -> None:
        self.text = text
        self.words = vocabulary.words
        self.level_ends = vocabulary.level_ends
        self.places = marks.places
        self.placed = sorted(marks.places)
        self.taken = views.taken
        self.tag = views.tag
        self.abbreviations = vocabulary.abbreviations
        self.ends = ends
        self.closed: list[int] = []

    def readings(self, mark: Mark) -> tuple[Ending, ...]:
        """The readings of an ending that the characters around it leave open."""
        start, end, meaning = mark
        endings, needs, text = meaning.endings, meaning.needs, self.text
        if text[start - 1 : start] in self.words.borders:
            return ()
        following = text[end : end + 1]
        if following in meaning.barred:
            endings = tuple([e for e in endings if following not in e.not_before])
            needs = frozenset([e.need for e in endings])
        if not endings or (end - start == 1 and end in self.places and self.places[end][0].start < start):
            return ()
        return () if self._hopeless(mark, needs) else endings

    def firm(self, start: int) -> bool:
        """Whether a listed name cannot go on to the left of ``start``: neither place nor body is there, nor within reach of a stop."""
        if start in self.places or start in self.ends:
            return False
        before = self.text[start - 1 : start]
        return not before or before in self.words.borders or before in _SEPARATORS or self._stopped(start)

    def led(self, mark: Mark) -> bool:
        """Whether a place or a level word stands before an organ."""
        return mark.start in self.places or self.text[mark.start - 1 : mark.start] in self.level_ends

    def within(self, mark: Mark, endings: tuple[Ending, ...], clause: ClauseView) -> bool:
        """Whether the clause holds before the ending what it needs."""
        start, floor = mark.start, clause.start
        if start == floor:
            return False
        if any(e.need not in LEANING for e in endings):
            return True
        if self.text[start - 1] in self.abbreviations:
            return True
        return _last(self.placed, start) > floor or (bool(self.closed) and floor < self.closed[-1] <= start)

    def _hopeless(self, mark: Mark, needs: frozenset[Need]) -> bool:
        start = mark.start
        if "state" in needs and self.text[start - 1 : start] in self.abbreviations:
            return False
        if needs <= LEANING and self._alone(mark, places=needs != {"parent"}):
            return True
        if start in self.ends or start in self.places:
            return False
        if needs == {"brand"} and not self._unlisted(start):
            return True
        if "parent" in needs and any(start - n in self.ends for n in _STOP_LENGTHS):
            return False  # 图书馆|业务|处
        return self._stopped(start) or self._grown(mark)

    def _alone(self, mark: Mark, *, places: bool) -> bool:
        """Neither place nor body within reach before an ending that needs one; a body alone helps where ``places`` is false."""
        text, start = self.text, mark.start
        nearest = _last(self.closed, start)
        if places or text[start : mark.end] in self.words.faculties:
            nearest = max(nearest, _last(self.placed, start))
        if nearest == start:
            return False
        if nearest <= mark.end - LONGEST or not nearest or _BREAK.search(text, nearest, start):
            return True
        return self._walled(nearest, start)

    def _walled(self, place: int, start: int) -> bool:
        """Whether a mark that no name holds stands between a place and an ending."""
        return _WALL.search(self.text, place, start) is not None and _CLOSING.search(self.text, place, start) is None

    def _stopped(self, start: int) -> bool:
        """A word that no name goes on over, or a quantity, right before the ending, and no place within reach of odd words."""
        text, stop, tag = self.text, self.words.stop, self.tag
        if self.taken.touch(start - 1, start):
            return not joined(text, start, tag)
        if text[start - 1] in _ALONE:
            return self._single(start)
        for length in _STOP_LENGTHS:
            if text[start - length : start] in stop:
                break
        else:
            return False
        if any(tag(text[start - n : start]) for n in _STOP_LENGTHS if n > length):
            return False
        place = _last(self.placed, start)
        return place <= start - LONGEST or _BREAK.search(text, place, start) is not None or self._walled(place, start)

    def _single(self, start: int) -> bool:
        """A preposition of one character right before the ending, and words that end right before it: it is one by itself."""
        text, tag = self.text, self.tag
        if any(tag(text[start - n : start]) for n in _STOP_LENGTHS) or joined(text, start, tag):
            return False
        return any(tag(text[start - n : start - 1]) for n in (4, 3))

    def _grown(self, mark: Mark) -> bool:
        """A short ending that makes an ordinary word with the character before it, which ends no word itself (团|队)."""
        start, end, tag, text = mark.start, mark.end, self.tag, self.text
        if end - start > 1 or text[start] not in SHORT or tag(text[start - 1 : end]) in ("", "nt", "ns"):
            return False
        if tag(text[start - 2 : start]) or tag(text[start - 3 : start]):
            return False
        return not any(tag(text[begin : end + n]) for begin in (start, start - 1) for n in (1, 2))

    def _unlisted(self, start: int) -> bool:
        """Whether two characters before a brand's ending may be, or end, a word that no dictionary has."""
        before = self.text[max(start - 2, 0) : start]
        return len(before) == 2 and before.isalpha() and not before.isascii() and not self.tag(before)


def _last(positions: list[int], limit: int) -> int:
    """The last of the sorted positions up to ``limit``, 0 if there is none."""
    number = bisect_right(positions, limit)
    return positions[number - 1] if number else 0
