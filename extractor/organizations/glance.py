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
from extractor.organizations.marks import Mark, Marks, Wants, wanted
from extractor.organizations.vocabulary import Ending, Vocabulary

_BREAK: Final = re.compile(r"[。；！？;!?\n]|[，,：:](?![0-9])")
_WALL: Final = re.compile("[、 /—…]")
_CLOSING: Final = re.compile("[）)”」》]")
_SEPARATORS: Final = frozenset("。；！？;!?\n，,：:")
_STOP_LENGTHS: Final = (4, 3, 2)
_ALONE: Final = frozenset("为对将被把让给向以")
_OWN_TAGS: Final = frozenset({"", "nt", "ns"})  # of what is no ordinary word


class Glance:
    """Tests of the endings of one text. ``closed`` are the ends of the candidates found so far, in order."""

    __slots__ = (
        "abbreviations",
        "borders",
        "closed",
        "ends",
        "faculties",
        "level_ends",
        "placed",
        "places",
        "stop",
        "tag",
        "taken",
        "text",
    )

    def __init__(self, text: str, marks: Marks, ends: dict[int, Candidate], views: ClauseViews, vocabulary: Vocabulary) -> None:
        self.text = text
        self.borders = vocabulary.words.borders
        self.faculties = vocabulary.words.faculties
        self.stop = vocabulary.words.stop
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
        endings, wants, text = meaning.endings, meaning.wants, self.text
        if text[start - 1 : start] in self.borders:
            return ()
        following = text[end : end + 1]
        if following in meaning.barred:
            endings = tuple([e for e in endings if following not in e.not_before])
            wants = wanted(endings)
        if not endings or (end - start == 1 and end in self.places and self.places[end][0].start < start):
            return ()
        return () if self._hopeless(start, end, wants) else endings

    def firm(self, start: int) -> bool:
        """Whether a listed name cannot go on to the left of ``start``: neither place nor body is there, nor within reach of a stop."""
        if start in self.places or start in self.ends:
            return False
        before = self.text[start - 1 : start]
        return not before or before in self.borders or before in _SEPARATORS or self._stopped(start)

    def led(self, mark: Mark) -> bool:
        """Whether a place or a level word stands before an organ."""
        return mark.start in self.places or self.text[mark.start - 1 : mark.start] in self.level_ends

    def within(self, mark: Mark, endings: tuple[Ending, ...], clause: ClauseView) -> bool:
        """Whether the clause holds before the ending what it needs."""
        start, floor, meaning = mark.start, clause.start, mark.meaning
        if start == floor:
            return False
        if not (meaning.wants if endings is meaning.endings else wanted(endings)).leaning:
            return True
        if self.text[start - 1] in self.abbreviations:
            return True
        return _last(self.placed, start) > floor or (bool(self.closed) and floor < self.closed[-1] <= start)

    def _hopeless(self, start: int, end: int, wants: Wants) -> bool:
        text, ends, tag = self.text, self.ends, self.tag
        leaning, placed, state, parent, _, brand = wants
        if state and text[start - 1 : start] in self.abbreviations:
            return False
        if leaning and self._alone(start, end, placed or text[start:end] in self.faculties):
            return True
        if start in ends or start in self.places:
            return False
        if brand:
            before = text[max(start - 2, 0) : start]
            if len(before) < 2 or not before.isalpha() or before.isascii() or tag(before):
                return True  # neither is, nor ends, a word that no dictionary has
        if parent and (start - 2 in ends or start - 3 in ends or start - 4 in ends):
            return False  # 图书馆|业务|处
        if self._stopped(start):
            return True
        return end - start == 1 and text[start] in SHORT and tag(text[start - 1 : end]) not in _OWN_TAGS and self._grown(start, end)

    def _alone(self, start: int, end: int, placed: bool) -> bool:
        """Neither body nor, where it helps, place within reach before an ending that needs one."""
        nearest = _last(self.closed, start)
        if placed and nearest < start:
            nearest = max(nearest, _last(self.placed, start))
        if nearest == start:
            return False
        if nearest <= end - LONGEST or not nearest or _BREAK.search(self.text, nearest, start):
            return True
        return self._walled(nearest, start)

    def _walled(self, place: int, start: int) -> bool:
        """Whether a mark that no name holds stands between a place and an ending."""
        return _WALL.search(self.text, place, start) is not None and _CLOSING.search(self.text, place, start) is None

    def _stopped(self, start: int) -> bool:
        """A word that no name goes on over, or a quantity, right before the ending, and no place within reach of odd words."""
        text, stop, tag = self.text, self.stop, self.tag
        if self.taken.touch(start - 1, start):
            return not joined(text, start, tag)
        if text[start - 1] in _ALONE:
            return self._single(start)
        if text[start - 4 : start] in stop:
            return self._unplaced(start)
        if text[start - 3 : start] in stop:
            return not tag(text[start - 4 : start]) and self._unplaced(start)
        if text[start - 2 : start] in stop:
            return not (tag(text[start - 4 : start]) or tag(text[start - 3 : start])) and self._unplaced(start)
        return False

    def _unplaced(self, start: int) -> bool:
        """No place within reach before ``start``."""
        place = _last(self.placed, start)
        return place <= start - LONGEST or _BREAK.search(self.text, place, start) is not None or self._walled(place, start)

    def _single(self, start: int) -> bool:
        """A preposition of one character right before the ending, and words that end right before it: it is one by itself."""
        text, tag = self.text, self.tag
        if any(tag(text[start - n : start]) for n in _STOP_LENGTHS) or joined(text, start, tag):
            return False
        return any(tag(text[start - n : start - 1]) for n in (4, 3))

    def _grown(self, start: int, end: int) -> bool:
        """An ending that makes an ordinary word with the character before it, which ends no word itself (团|队)."""
        text, tag = self.text, self.tag
        if tag(text[start - 2 : start]) or tag(text[start - 3 : start]):
            return False
        return not (
            tag(text[start : end + 1]) or tag(text[start : end + 2]) or tag(text[start - 1 : end + 1]) or tag(text[start - 1 : end + 2])
        )


def _last(positions: list[int], limit: int) -> int:
    """The last of the sorted positions up to ``limit``, 0 if there is none."""
    number = bisect_right(positions, limit)
    return positions[number - 1] if number else 0
