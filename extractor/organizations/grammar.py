"""From marks to candidates: known names, organs of a level, and endings with what stands before them.

Each rule takes a mark and returns a candidate or None. Which of overlapping candidates wins is settled by ``span.longest``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView, ClauseViews
from extractor.organizations.divisions import Division
from extractor.organizations.leftward import Left, Walk
from extractor.organizations.marks import Mark, Marks
from extractor.organizations.vocabulary import Ending, Organ, Vocabulary
from extractor.span import longest

PARTY_PREFIXES: Final = ("中共", "中国共产党", "共青团", "政协", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
GENERIC_BEFORE: Final = "各全该多两邻跨每几数某一此"
COMPANY_TAILS: Final = ("公司", "集团", "集团公司", "有限公司", "股份有限公司", "总公司")


class Grammar:
    """The rules over one text."""

    __slots__ = ("ends", "marks", "text", "views", "vocabulary")

    def __init__(self, text: str, marks: Marks, views: ClauseViews, vocabulary: Vocabulary) -> None:
        self.text = text
        self.marks = marks
        self.views = views
        self.vocabulary = vocabulary
        self.ends: dict[int, Candidate] = {}

    def candidates(self) -> list[Candidate]:
        """All candidates without overlaps, in text order."""
        known = {(m.start, m.end) for m in longest(m for m in self.marks.anchors if m.meaning.known and not m.meaning.known.wary)}
        found = []
        for mark in self.marks.anchors:
            clause = self.views.at(mark.start)
            if clause is None or mark.end > clause.end:
                continue
            for candidate in self._readings(mark, clause, (mark.start, mark.end) in known):
                found.append(candidate)
                before = self.ends.get(mark.end)
                if before is None or candidate.start < before.start:
                    self.ends[mark.end] = candidate
        return longest(found)

    def _readings(self, mark: Mark, clause: ClauseView, listed: bool) -> Iterator[Candidate]:
        meaning = mark.meaning
        if listed:
            candidate = self.known(mark, clause)
            if candidate is not None:
                yield candidate
                return
        for organ in meaning.organs:
            candidate = self.organ(mark, organ, clause)
            if candidate is not None:
                yield candidate
                return
        if meaning.endings:
            candidate = self.ending(mark, clause)
            if candidate is not None:
                yield candidate

    def known(self, mark: Mark, clause: ClauseView) -> Candidate | None:
        """A name of the gazetteer; a state in front belongs to it (美国白宫)."""
        entry = mark.meaning.known
        assert entry is not None
        if mark.end - mark.start <= 3 and not self._bounded(mark, clause):
            return None
        start, places = mark.start, ()
        for place in self.marks.places.get(mark.start, ()):
            reading = place.meaning.place
            if reading is not None and reading.kind == "state" and place.start >= clause.start:
                start = place.start
                break
        return Candidate(start, mark.end, entry.type, "organization.known", mark.start, places, known=entry)

    def _bounded(self, mark: Mark, clause: ClauseView) -> bool:
        """Whether no dictionary word reaches over an edge of a short name."""
        for position in (mark.start, mark.end):
            word = clause.crossing(position)
            if word is not None and word.tag and not (word.start >= mark.start and word.end <= mark.end):
                return False
        return True

    def organ(self, mark: Mark, organ: Organ, clause: ClauseView) -> Candidate | None:
        """An organ behind a division (哈尔滨市|发改委) or a level word (省|人社厅)."""
        text = self.text
        if organ.not_before and text[mark.end : mark.end + 1] and text[mark.end] in organ.not_before:
            return None
        for place in self.marks.places.get(mark.start, ()):
            divisions = place.meaning.place.divisions if place.meaning.place else ()
            fitting = tuple(d for d in divisions if d.level in organ.levels or "省" in organ.levels and d.code.endswith("0000"))
            if not fitting or place.start < clause.start:
                continue
            if mark.end - mark.start == 1 and text[mark.start - 1] not in "省市县区州旗盟":
                continue
            start, outer = self._chain(place.start, clause)
            return Candidate(start, mark.end, organ.type, "organization.organ", mark.start, (*outer, fitting), organ=organ)
        for word, level in self.vocabulary.levels.items():
            start = mark.start - len(word)
            if level not in organ.levels or start < clause.start or not text.endswith(word, start, mark.start):
                continue
            if text[start - 1 : start] and start > clause.start and text[start - 1] in GENERIC_BEFORE:
                return None
            crossing = clause.crossing(start)
            if crossing is not None and crossing.tag and crossing.start < start:
                continue
            return Candidate(
                start, mark.end, organ.type, "organization.organ", mark.start, (), level=level, level_word=word, organ=organ
            )
        return None

    def _chain(self, position: int, clause: ClauseView) -> tuple[int, tuple[tuple[Division, ...], ...]]:
        """Divisions written before ``position``, and a party's name before them."""
        outer: list[tuple[Division, ...]] = []
        again = True
        while again:
            again = False
            for place in self.marks.places.get(position, ()):
                reading = place.meaning.place
                if reading is not None and place.start >= clause.start and (reading.kind in ("division", "state")):
                    position, again = place.start, True
                    if reading.divisions:
                        outer.insert(0, reading.divisions)
                    break
        return self._prefixed(position, clause), tuple(outer)

    def _prefixed(self, position: int, clause: ClauseView) -> int:
        for prefix in PARTY_PREFIXES:
            if self.text.endswith(prefix, clause.start, position):
                return position - len(prefix)
        return position

    def ending(self, mark: Mark, clause: ClauseView) -> Candidate | None:
        """A name by its ending and what stands before it."""
        following = self.text[mark.end : mark.end + 1]
        crossing = clause.crossing(mark.end) if mark.end < clause.end else None
        if crossing is not None and crossing.tag and crossing.start >= mark.start:
            return None
        left: Left | None = None
        for ending in mark.meaning.endings:
            if following and following in ending.not_before:
                continue
            if left is None:
                left = Walk(clause, self.vocabulary, self.marks.places, self.ends).from_ending(mark.start, mark.end)
            if self._enough(ending, left, mark):
                return self._named(ending, left, mark, clause)
        return None

    def _enough(self, ending: Ending, left: Left, mark: Mark) -> bool:
        """Whether what stands before an ending makes a name of it."""
        if left.start == mark.start:
            return False
        if left.parent is not None:
            return ending.need != "state" or False
        inner = [w for w in left.words if w.text not in self.vocabulary.words.generic]
        match ending.need:
            case "any":
                return left.placed or left.proper or bool(inner)
            case "proper":
                return left.proper and (not left.placed or bool(left.words) or mark.end - mark.start > 1) or bool(left.level and left.words)
            case "place":
                return left.placed and not left.level
            case "state":
                return left.state
            case "parent":
                return False

    def _named(self, ending: Ending, left: Left, mark: Mark, clause: ClauseView) -> Candidate:
        kind = ending.type
        parent = left.parent
        known = None
        if parent is not None:
            if ending.inherit:
                kind = parent.type
            if self.text[parent.end : mark.end] in COMPANY_TAILS:
                known = parent.known
        start = self._prefixed(left.start, clause) if kind == "party" and left.placed else left.start
        return Candidate(
            start,
            mark.end,
            kind,
            "organization.ending",
            left.core,
            tuple(left.places),
            left.level,
            left.level_word,
            known=known,
            parent=parent if known is None else None,
        )
