"""Where a name begins: from the word that ends it, words and tags to the left decide.

The walk goes from right to left over places, parent bodies, brackets, quotes and words, and stops at verbs, prepositions,
roles, dates and quantities. It says what it has met; whether that is enough for a name is for ``grammar.py`` to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView
from extractor.organizations.divisions import Division
from extractor.organizations.marks import Mark
from extractor.organizations.vocabulary import Vocabulary
from extractor.segment import Word
from extractor.text import HIDDEN

LONGEST: Final = 36
PROPER_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "nz", "nt", "ns"})
PLAIN_TAGS: Final = frozenset({"n", "ng", "nw", "j", "b", "vn", "an", "a", "ag", "l", "i", "s", "f", "g", "zg", "vg", "mg", "nr", "z"})
_NUMBERED: Final = re.compile(r"第?[一二三四五六七八九十百零〇0-9]+|第[一二三四五六七八九十]")
_ENGLISH: Final = re.compile(r"[A-Za-z][A-Za-z0-9&.·+-]*")
_OPENING: Final = {"）": "（", ")": "(", "”": "“", "」": "「", "》": "《"}
_GLUED: Final = "在从于由对与和向被将据为把给是至赴到称经"


@dataclass(slots=True)
class Left:
    """What stands before an ending, as far as it may belong to the name."""

    start: int
    words: list[Word]
    places: list[tuple[Division, ...]]
    core: int
    placed: bool = False
    state: bool = False
    proper: bool = False
    parent: Candidate | None = None
    level: str = ""
    level_word: str = ""
    quoted: bool = False
    join: tuple[int, int] | None = None  # start behind a joining word, and how many words stood there


class Walk:
    """One walk to the left in one clause."""

    __slots__ = ("clause", "ends", "floor", "left", "places", "vocabulary")

    def __init__(self, clause: ClauseView, vocabulary: Vocabulary, places: dict[int, list[Mark]], ends: dict[int, Candidate]) -> None:
        self.clause = clause
        self.vocabulary = vocabulary
        self.places = places
        self.ends = ends
        self.floor = clause.start
        self.left = Left(0, [], [], 0)

    def from_ending(self, start: int, end: int) -> Left:
        """Walk left from the ending at ``[start, end)``."""
        self.floor = max(self.clause.start, end - LONGEST)
        self.left = left = Left(start, [], [], start)
        position = self._inside_word(start)
        while position > self.floor:
            step = self._step(position)
            if step is None:
                break
            position = left.start = step
        self._settle()
        return left

    def _inside_word(self, start: int) -> int:
        """An ending inside a longer word (教育|局): the word's beginning belongs to the name."""
        if start in self.places or start in self.ends:
            return start
        word = self.clause.crossing(start)
        if word is None:
            return start
        begin = word.start
        if not word.tag and word.text[0] in _GLUED and start - begin > 2:
            begin += 1
        self.left.words.append(Word(self.clause.text[begin:start], begin, start, "" if not word.tag else "n"))
        self.left.start = self.left.core = begin
        self.left.proper = not word.tag or word.tag in PROPER_TAGS
        return begin

    def _step(self, position: int) -> int | None:
        """Start of the piece that ends at ``position`` and belongs to the name; None where the name begins at ``position``."""
        left = self.left
        if left.parent is not None or self.clause.taken.touch(position - 1, position):
            return None
        parent = self.ends.get(position)
        if parent is not None and not left.state:
            left.parent = parent
            left.core = left.core if left.places else position
            return parent.start
        place = self._place(position)
        if place is not None:
            return place
        if left.placed or left.level:
            return None
        char = self.clause.text[position - 1]
        if char in _OPENING:
            return self._bracket(position, char)
        if char in "·•":
            return position - 1 if left.proper else None
        return self._word(position)

    def _place(self, position: int) -> int | None:
        left, text = self.left, self.clause.text
        for mark in self.places.get(position, ()):
            place = mark.meaning.place
            if place is None or mark.start < self.floor or not self._place_fits(mark):
                continue
            if left.placed and not place.divisions and place.kind != "state":
                continue
            if not left.placed:
                left.core = position
            left.placed = left.proper = True
            left.state = left.state or place.kind == "state"
            if place.divisions:
                left.places.insert(0, place.divisions)
            start = mark.start
            if text[start - 1 : start] == "驻" and start - 1 > self.floor:
                start -= 1
            return start
        return self._level(position) if not left.placed else None

    def _place_fits(self, mark: Mark) -> bool:
        """A weak place (和平, 朝阳) must be a place for the segmenter too, and no place may cut a longer dictionary word."""
        place = mark.meaning.place
        assert place is not None
        before = self.clause.crossing(mark.start)
        if before is not None and before.tag and before.end <= mark.end + 1 and mark.end - mark.start <= 2:
            return False
        if place.kind == "weak":
            word = self.clause.starting(mark.start)
            return word is not None and word.end == mark.end and word.tag in ("ns", "")
        return True

    def _level(self, position: int) -> int | None:
        """A level word without a place: 省|电力公司, 市|第一医院."""
        word = self.clause.ending(position)
        if word is None or word.text not in self.vocabulary.levels or not self.left.words:
            return None
        before = self.clause.text[word.start - 1 : word.start]
        if before and before in "各全该多两外邻跨每几数某本一同此":
            return None
        self.left.level_word = word.text
        self.left.level = self.vocabulary.levels[word.text]
        self.left.core = position
        return word.start

    def _bracket(self, position: int, char: str) -> int | None:
        """（集团）, （中国）, “双星”, 《证券日报》 inside a name."""
        text, left = self.clause.text, self.left
        opening = text.rfind(_OPENING[char], max(self.floor, position - 24), position)
        if opening < 0:
            return None
        inside = text[opening + 1 : position - 1]
        if char in "）)" and (len(inside) > 8 or not inside or any(c.isdigit() for c in inside)):
            return None
        if char == "》" and set(inside) != {HIDDEN}:
            return None
        if char in "）)" and opening == self.floor:
            return None
        left.quoted = char in "”」》" or left.quoted
        left.proper = left.proper or char in "”」》" or position in self.places or opening in self.ends
        return opening

    def _word(self, position: int) -> int | None:
        word = self.clause.ending(position)
        if word is None or word.start < self.floor:
            return None
        words = self.vocabulary.words
        if word.text in words.joins:
            return self._join(word)
        if not self._belongs(word):
            return None
        start = word.start
        if not word.tag and len(word.text) > 2 and word.text[0] in _GLUED:
            start += 1
        self.left.words.append(Word(self.clause.text[start : word.end], start, word.end, word.tag))
        self.left.proper = self.left.proper or self._proper(word)
        return start

    def _join(self, word: Word) -> int | None:
        """住房|和|城乡建设局: tentative, undone in ``_settle`` unless a place or a parent is met."""
        left = self.left
        if not left.words or left.proper or word.start == self.floor or word.start in self.ends:
            return None
        before = self.clause.ending(word.start)
        if before is None or len(before.text) < 2 or not self._belongs(before) or self._proper(before):
            return None
        if left.join is None:
            left.join = (word.end, len(left.words))
        return word.start

    def _belongs(self, word: Word) -> bool:
        words, text, tag = self.vocabulary.words, word.text, word.tag
        if text in words.stop:
            return False
        if text in words.trade or text in words.inside or text in words.role_exceptions:
            return True
        if text[-1] in words.roles and len(text) > 1 and tag in ("n", "b", "nr", "l"):
            return False
        if _ENGLISH.fullmatch(text) or _NUMBERED.fullmatch(text):
            return True
        if not tag:
            return all(c.isalnum() for c in text)
        return tag in PLAIN_TAGS or tag in PROPER_TAGS

    def _proper(self, word: Word) -> bool:
        words, text, tag = self.vocabulary.words, word.text, word.tag
        if text in words.trade or text in words.inside or text in words.generic:
            return False
        if _ENGLISH.fullmatch(text):
            return True
        return tag in PROPER_TAGS or (not tag and len(text) > 1 and not _NUMBERED.fullmatch(text))

    def _settle(self) -> None:
        """Undo a join that led to no place, and drop leading words that cannot begin a name."""
        left = self.left
        if left.join is not None and not (left.placed or left.parent or left.level):
            left.start = left.join[0]
            del left.words[left.join[1] :]
        if not (left.placed or left.parent or left.level or left.quoted):
            while len(left.words) > 1 and self._loose(left.words[-1]):
                left.start = left.words.pop().end

    def _loose(self, word: Word) -> bool:
        """A single character of no use at the head of a name."""
        return len(word.text) == 1 and word.tag in ("f", "a", "b", "vg", "zg", "m", "q", "g") and word.text not in self.vocabulary.words.inside
