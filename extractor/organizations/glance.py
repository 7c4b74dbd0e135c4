"""What characters alone tell of an ending, before any words are cut: most endings of ordinary prose stop here.

A test here may only turn down what the walk to the left (``leftward.py``) would turn down too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView
from extractor.organizations.leftward import LONGEST, SHORT
from extractor.organizations.marks import Mark, Marks
from extractor.organizations.vocabulary import Ending, Vocabulary

LEANING: Final = frozenset({"place", "parent", "state"})  # needs that a listed place or another body must fill
_WALL: Final = re.compile("[、 /—…]")
_CLOSING: Final = re.compile("[）)”」》]")
_STOP_LENGTHS: Final = (4, 3, 2)


class Glance:
    """Tests of the endings of one text. ``closed`` are the ends of the candidates found so far, in order."""

    __slots__ = ("closed", "ends", "placed", "places", "text", "words")

    def __init__(self, text: str, marks: Marks, ends: dict[int, Candidate], vocabulary: Vocabulary) -> None:
        self.text = text
        self.words = vocabulary.words
        self.places = marks.places
        self.placed = sorted(marks.places)
        self.ends = ends
        self.closed: list[int] = []

    def readings(self, mark: Mark) -> tuple[Ending, ...]:
        """The readings of an ending that the characters around it leave open."""
        endings = mark.meaning.endings
        start, end = mark.start, mark.end
        if not endings or self.text[start - 1 : start] in self.words.borders:
            return ()
        following = self.text[end : end + 1]
        if following:
            endings = tuple([e for e in endings if following not in e.not_before])
        if end - start == 1 and any(place.start < start for place in self.places.get(end, ())):
            return ()
        return endings

    def hopeless(self, mark: Mark, endings: tuple[Ending, ...], clause: ClauseView) -> bool:
        """Whether no words need be cut, since nothing before the ending makes a name of it."""
        start = mark.start
        if start == clause.start:
            return True
        needs = {e.need for e in endings}
        if needs <= LEANING and self._alone(mark, clause, places="place" in needs or "state" in needs):
            return True
        if start in self.ends or start in self.places:
            return False
        if needs == {"brand"} and not self._unlisted(start, clause):
            return True
        return self._stopped(start, clause) or self._grown(mark, clause)

    def _alone(self, mark: Mark, clause: ClauseView, *, places: bool) -> bool:
        """Neither place nor body within reach before an ending that needs one; a body alone helps where ``places`` is false."""
        start = mark.start
        body = _last(self.closed, start)
        place = _last(self.placed, start)
        if place <= clause.start and not (self.closed and clause.start < self.closed[-1] <= start):
            return True
        if not places and self.text[start : mark.end] not in self.words.faculties:
            place = 0
        nearest = max(body, place)
        if nearest <= max(clause.start, mark.end - LONGEST):
            return True
        return _WALL.search(self.text, nearest, start) is not None and _CLOSING.search(self.text, nearest, start) is None

    def _stopped(self, start: int, clause: ClauseView) -> bool:
        """A word that no name goes on over, or a quantity, right before the ending, and no place within reach of odd words."""
        text, stop, tag = self.text, self.words.stop, clause.words.segmenter.tag
        if clause.taken.touch(start - 1, start):
            return not clause.joined(start)
        length = next((n for n in _STOP_LENGTHS if text[start - n : start] in stop), 0)
        if not length or any(tag(text[start - n : start]) for n in _STOP_LENGTHS if n > length):
            return False
        place = _last(self.placed, start)
        return place <= max(clause.start, start - LONGEST) or _WALL.search(text, place, start) is not None

    def _grown(self, mark: Mark, clause: ClauseView) -> bool:
        """A short ending that makes an ordinary word with the character before it, which ends no word itself (团|队)."""
        start, end, tag = mark.start, mark.end, clause.words.segmenter.tag
        if end - start > 1 or self.text[start] not in SHORT or tag(self.text[start - 1 : end]) in ("", "nt", "ns"):
            return False
        if tag(self.text[start : end + 1]):
            return False
        return not tag(self.text[start - 2 : start]) and not tag(self.text[start - 3 : start])

    def _unlisted(self, start: int, clause: ClauseView) -> bool:
        """Whether two characters before a brand's ending may be, or end, a word that no dictionary has."""
        before = self.text[max(start - 2, clause.start) : start]
        return len(before) == 2 and before.isalpha() and not before.isascii() and not clause.words.segmenter.tag(before)


def _last(positions: list[int], limit: int) -> int:
    """The last of the sorted positions up to ``limit``, 0 if there is none."""
    number = bisect_right(positions, limit)
    return positions[number - 1] if number else 0
