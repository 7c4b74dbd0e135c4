"""From marks to candidates: known names, organs of a level, and endings with what stands before them.

Each rule takes a mark and returns a candidate or None. Which of overlapping candidates wins is settled by ``span.longest``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.organizations.aliases import called
from extractor.organizations.candidate import Candidate, Left
from extractor.organizations.clauses import ClauseView, ClauseViews
from extractor.organizations.divisions import Division
from extractor.organizations.glance import Glance
from extractor.organizations.leftward import GLUED, Manner, Walk
from extractor.organizations.listed import LOCAL, Listed
from extractor.organizations.marks import Mark, Marks, unbroken
from extractor.organizations.vocabulary import Ending, Known, Organ, Vocabulary
from extractor.records import OrganizationType
from extractor.span import longest

LEGAL_BANK: Final = re.compile("银行(?:股份)?(?:有限|责任)+公司$")
OFFICES: Final = frozenset({"government", "sports", "association", "other"})
SOFT_NEEDS: Final = frozenset({"company", "school", "research", "hospital", "association", "media", "bank"})
FIELDING: Final = frozenset({"military", "school", "company"})  # bodies that field teams of their own
DEEPEST: Final = 64  # characters of a body with the parts of its parts
PUBLIC: Final = frozenset({"government", "party", "legislature", "judiciary", "procuratorate", "union", "military", "international"})


class Grammar:
    """The rules over one text."""

    __slots__ = ("cued", "ends", "faculties", "glance", "listed", "marks", "text", "views", "vocabulary", "walk", "words")

    def __init__(self, text: str, marks: Marks, views: ClauseViews, vocabulary: Vocabulary) -> None:
        self.text = text
        self.marks = marks
        self.views = views
        self.vocabulary = vocabulary
        self.words = vocabulary.words
        self.ends: dict[int, Candidate] = {}
        self.glance = Glance(text, marks, self.ends, views, vocabulary)
        self.listed = Listed(text, marks, self.ends, vocabulary)
        self.walk = Walk(vocabulary, marks.places, self.ends)
        self.cued: dict[tuple[int, OrganizationType], bool] = {}  # by the start of a sentence
        self.faculties: list[Candidate] = []  # 历史学院: part of the university that the article is about, if there is one

    def candidates(self) -> list[Candidate]:
        """All candidates without overlaps, in text order."""
        known = self._known()
        found = []
        readings, led, at, ends = self.glance.readings, self.glance.led, self.views.at, self.ends
        for mark in self.marks.anchors:
            start, end, meaning = mark
            clause = known.get((start, end)) if meaning.known is not None else None
            listed = clause is not None
            organs = meaning.organs if meaning.organs and led(mark) else ()
            endings: tuple[Ending, ...] = ()
            if meaning.endings and not listed and (organs or end not in ends or not self._held_already(mark)):
                endings = readings(mark)
            if not (listed or organs or endings):
                continue
            clause = clause or at(start)
            if clause is None or end > clause.end:
                continue
            candidate = self._reading(mark, clause, organs, endings, listed=listed)
            if candidate is not None:
                found.append(candidate)
                self._close(candidate)
        return longest(found)

    def _held_already(self, mark: Mark) -> bool:
        """Whether a candidate that ends here is as long as this ending could make it (股份有限|公司)."""
        before = self.ends.get(mark.end)
        if before is None or before.start > mark.start:
            return False
        return before.start not in self.ends and (before.known is None or self.glance.firm(before.start))

    def _close(self, candidate: Candidate) -> None:
        """Remember a candidate by its end, the longest one there."""
        end = candidate.end
        before = self.ends.get(end)
        if before is None:
            self.glance.closed.append(end)
        if before is None or candidate.start < before.start:
            self.ends[end] = candidate

    def _known(self) -> dict[tuple[int, int], ClauseView]:
        """Where names of the gazetteer stand that no dictionary word cuts, those inside of others left out, with their clauses."""
        at, bounded = self.views.at, self.listed.bounded
        clauses: dict[int, ClauseView] = {}
        found = []
        for mark in self.marks.listed:
            clause = at(mark.start)
            if clause is not None and mark.end <= clause.end and bounded(mark, clause):
                clauses[mark.start] = clause
                found.append(mark)
        return {(m.start, m.end): clauses[m.start] for m in longest(unbroken(found))}

    def supported(self, candidates: list[Candidate]) -> Iterator[Candidate]:
        """Ordinary words that name an organization here: a longer form of it stands in the article too, the sentence is about
        nothing else (利物浦 beside 主场), or others of its kind stand beside it (兴业、工行).
        """
        if not self.marks.wary:
            return
        names = {c.known.name for c in candidates if c.known is not None}
        starts, ends = {c.start: c.type for c in candidates}, {c.end: c.type for c in candidates}
        for mark in self.marks.wary:
            entry = mark.meaning.known
            if entry is None or not (entry.name in names or self._cued(mark, entry) or self._joined(mark, entry, starts, ends)):
                continue
            clause = self.views.at(mark.start)
            if clause is not None and mark.end <= clause.end and self.listed.bounded(mark, clause):
                ends[mark.end] = entry.type
                yield Candidate(mark.start, mark.end, entry.type, "organization.known", mark.start, known=entry)

    def _cued(self, mark: Mark, entry: Known) -> bool:
        """Whether the sentence is about what organizations of this kind do."""
        cues = self.vocabulary.cues.get(entry.type)
        if cues is None or mark.meaning.endings or (entry.type == "company" and not self._begins_clause(mark.start)):
            return False
        start, end = self.views.sentence(mark.start)
        if (start, entry.type) not in self.cued:
            self.cued[start, entry.type] = cues.search(self.text, start, end) is not None
        return self.cued[start, entry.type]

    def _begins_clause(self, start: int) -> bool:
        """Whether a clause or an item of a list begins at a position: 销量不|理想 is none of a company."""
        return start == 0 or not self.text[start - 1].isalnum()

    def _joined(self, mark: Mark, entry: Known, starts: dict[int, OrganizationType], ends: dict[int, OrganizationType]) -> bool:
        """Whether an organization of the same kind stands beside it, with only a joining mark between them."""
        before, after = self.text[mark.start - 1 : mark.start], self.text[mark.end : mark.end + 1]
        if before in self.words.commas and ends.get(mark.start - 1) == entry.type:
            return True
        return after in self.words.commas and starts.get(mark.end + 1) == entry.type

    def _reading(
        self, mark: Mark, clause: ClauseView, organs: tuple[Organ, ...], endings: tuple[Ending, ...], *, listed: bool
    ) -> Candidate | None:
        """What a mark is: an organ, a known name or the ending of a name, the first that fits."""
        candidate: Candidate | None = None
        for organ in organs:
            candidate = candidate or self.organ(mark, organ, clause)
        if candidate is None and listed:
            candidate = self.listed.known(mark, clause)
        if candidate is None and endings:
            candidate = self.ending(mark, endings, clause)
        return candidate

    def organ(self, mark: Mark, organ: Organ, clause: ClauseView) -> Candidate | None:
        """An organ behind a division (哈尔滨市|发改委) or a level word (省|人社厅)."""
        text = self.text
        if organ.not_before and text[mark.end : mark.end + 1] and text[mark.end] in organ.not_before:
            return None
        if text.startswith(self.words.street_tails, mark.end):
            return None
        for place in self.marks.places.get(mark.start, ()):
            divisions = place.meaning.place.divisions if place.meaning.place else ()
            fitting = tuple(d for d in divisions if d.level in organ.levels or ("省" in organ.levels and d.code.endswith("0000")))
            if not fitting or place.start < clause.start:
                continue
            before = clause.crossed(place.start)
            if before is not None and before.end >= place.end and before.tag == "ns":
                continue  # 佛罗里|达州
            if mark.end - mark.start == 1 and text[mark.start - 1] not in "省市县区州旗盟":
                continue
            start, outer = self._chain(place.start, clause)
            if organ.prefix and not text.startswith(organ.prefix, start):
                continue
            return Candidate(start, mark.end, organ.type, "organization.organ", mark.start, (*outer, fitting), organ=organ)
        return None if organ.prefix else self._of_level(mark, organ, clause)

    def _of_level(self, mark: Mark, organ: Organ, clause: ClauseView) -> Candidate | None:
        """An organ behind a level word (省|人社厅)."""
        text, rule = self.text, "organization.organ"
        for word, level in self.vocabulary.levels.items():
            start = mark.start - len(word)
            if level not in organ.levels or start < clause.start or not text.endswith(word, start, mark.start):
                continue
            if text[start - 1 : start] and start > clause.start and text[start - 1] in self.words.plural:
                return None
            if text[start - 1 : start] == "团" and start > clause.start and mark.end - mark.start == 1:
                start, organ = start - 1, self.vocabulary.organs["团委"][0]
                named = self._place_of(start, level, clause)
                if named is not None:
                    return Candidate(named[0], mark.end, organ.type, rule, mark.start, (named[1],), organ=organ)  # 崇义|团县委
                return Candidate(start, mark.end, organ.type, rule, mark.start, (), level=level, level_word=word, organ=organ)
            if self._of_many(start, clause):
                return None
            crossed = clause.crossed(start)
            if crossed is not None and crossed.text not in self.words.ours:
                continue
            doubled = self._doubled(start, level, clause)
            if doubled is not None:
                begin, places = doubled
                return Candidate(begin, mark.end, organ.type, rule, mark.start, places, organ=organ)
            outside = self._unlisted(start, clause)
            if outside < start:  # of a place that no list has: its name is what stands there
                return Candidate(outside, mark.end, organ.type, rule, start)
            return Candidate(start, mark.end, organ.type, rule, mark.start, (), level=level, level_word=word, organ=organ)
        return None

    def _of_many(self, start: int, clause: ClauseView) -> bool:
        """Whether the level word is one of several of which all are meant: 各区|县政府, 各省区|市政协."""
        position = clause.run_before(start, self.vocabulary.levels)
        return position < start and position > clause.start and self.text[position - 1] in self.words.plural

    def _doubled(self, start: int, level: str, clause: ClauseView) -> tuple[int, tuple[tuple[Division, ...], ...]] | None:
        """The division before a level word that says its level once more (随县|县委), and where its name begins."""
        named = self._place_of(start, level, clause)
        if named is None:
            return None
        begin, outer = self._chain(named[0], clause)
        return begin, (*outer, named[1])

    def _place_of(self, end: int, level: str, clause: ClauseView) -> tuple[int, tuple[Division, ...]] | None:
        """The place of a level that ends at a position: where it begins and the divisions of that name."""
        for place in self.marks.places.get(end, ()):
            divisions = place.meaning.place.divisions if place.meaning.place else ()
            same = tuple(d for d in divisions if d.level == level)
            if same and place.start >= clause.start:
                return place.start, same
        return None

    def _unlisted(self, start: int, clause: ClauseView) -> int:
        """A place that no list has, before its level word (公明|镇党委)."""
        before = clause.ending(start)
        if before is None or len(before.text) < 2 or not before.text.isalpha():
            return start
        if not before.tag and before.text[0] in GLUED:
            return before.start + 1 if len(before.text) > 2 else start
        county = self.text[start] == "县" and before.tag in ("", "nr") and before.text not in self.words.stop
        return before.start if before.tag == "ns" or county else start

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
        for prefix in self.words.party_prefixes:
            if self.text.endswith(prefix, clause.start, position):
                return position - len(prefix)
        return position

    def ending(self, mark: Mark, endings: tuple[Ending, ...], clause: ClauseView) -> Candidate | None:
        """A name by its ending and what stands before it; ``endings`` are its readings, of which the first that fits counts."""
        if not self.glance.within(mark, endings, clause):
            return None
        if mark.start not in self.marks.places and mark.start not in self.ends:
            clause.cut()  # the walk will ask for the words anyway
        crossing = clause.crossed(mark.end)
        if crossing is not None and (crossing.start >= mark.start or crossing.tag == "nt") and not self._titled(mark.end, crossing.end):
            return None
        surface, first, wants = self.text[mark.start : mark.end], endings[0], mark.meaning.wants
        faculty = surface in self.words.faculties
        soft = first.type in SOFT_NEEDS and len(surface) > 1 and surface not in self.words.verbal
        branch = first.need == "parent" and first.type in LOCAL
        manner = Manner(soft, faculty, wants.legal, wants.state, branch, wants.parent)
        left = self.walk.from_ending(clause, mark.start, mark.end, manner)
        if left.start == mark.start:
            return None
        for ending in endings:
            enough = self._enough(ending, left, mark) or (bool(left.words) and called(self.text, mark.end))
            if enough and not self._is_place(mark) and not self._describes(left, mark) and not self._known_already(left, mark):
                return self._named(ending, left, mark, clause)
            free = not (left.placed or left.parent or mark.end in self.ends)
            if ending.type == "school" and left.words and free and faculty:
                self.faculties.append(self._named(ending, left, mark, clause))
        return None

    def _is_place(self, mark: Mark) -> bool:
        """A hub that a city is to become (国际航运中心), or a street that is called after a body (水利厅|西街)."""
        return self.text.endswith(self.words.hubs, 0, mark.end) or self.text.startswith(self.words.street_tails, mark.end)

    def _describes(self, left: Left, mark: Mark) -> bool:
        """A phrase of common nouns and no name: 我国上市公司, 多只|ETF基金, 各区|县政府."""
        text, words = self.text, self.words
        if text.startswith(words.ours_first, left.start) or text.endswith(words.counting, max(0, left.start - 4), left.start):
            return not any(not w.tag and len(w.text) > 1 and not w.text.isascii() for w in left.words)
        common = all(w.text in words.kinds_of for w in left.words)
        return left.state and bool(left.words) and common and text[mark.start : mark.end] in words.described

    def _known_already(self, left: Left, mark: Mark) -> bool:
        """A listed name ends here, and what stands before it is no place and no body: it is no longer name (国家向|世卫组织)."""
        known = self.ends.get(mark.end)
        if known is None or known.known is None:
            return False
        if left.parent is not None and left.parent.end < known.start:
            return self.text[left.parent.end : known.start] not in self.words.attached
        return not (left.placed or left.parent or left.level)

    def _titled(self, start: int, end: int) -> bool:
        """协会|会长, 党组|书记: a title behind the ending that the dictionary has grown together with it."""
        return self.text[start:end] in self.words.titles

    def _enough(self, ending: Ending, left: Left, mark: Mark) -> bool:
        """Whether what stands before an ending makes a name of it."""
        if left.parent is not None:
            return self._part_of(left.parent, ending, left, mark)
        if ending.type == "company" and left.placed and left.words and left.words[-1].text == "一" and not left.state:
            return False  # 宁波市|一|商行: one of its kind, and no name
        inner = [w for w in left.words if w.text not in self.words.generic]
        match ending.need:
            case "any":
                return left.placed or left.proper or bool(inner)
            case "proper":
                return self._proper_enough(ending, left, mark, bool(inner))
            case "place":
                return left.placed and not left.level
            case "state":
                return left.state
            case "brand":
                return self._brand(left)
            case "parent":
                return False

    def _part_of(self, parent: Candidate, ending: Ending, left: Left, mark: Mark) -> bool:
        """Whether an ending behind another name makes a part of that body."""
        if parent.organ is not None and self.text[parent.core : mark.end] in self.vocabulary.organs:
            return False  # 省总|工会 is 省|总工会
        if mark.end - parent.start > DEEPEST:
            return False
        if (
            ending.need in ("state", "brand")
            or self.text.endswith("政府", mark.start, mark.end)
            or ending.type in ("legislature", "judiciary", "procuratorate")
        ):
            return False
        if ending.type == "sports" and parent.type in FIELDING and parent.end == mark.start:
            return True  # 济南军区|队
        if parent.end == mark.start and (mark.end - mark.start == 1 or self.text[mark.start : mark.end] in self.words.verbal):
            return False
        if ending.need != "any" and left.words and left.words[-1].text in self.words.verbal and left.words[-1].start == parent.end:
            return ending.type == "school" and len(left.words) == 1  # 天津大学|管理学院
        if parent.type in LOCAL and self.text[parent.end : mark.end].endswith(self.words.offices) and self._held(mark.end):
            return False  # 东方公司|财务部经理
        return not (ending.type == "company" and ending.need != "any" and parent.type in PUBLIC)

    def _held(self, end: int) -> bool:
        """Whether an office follows, with which the name of a company's department is the title of a person."""
        start = end + 1 if self.text[end : end + 1] == "副" else end
        return self.text.startswith(self.words.office_titles, start)

    def _proper_enough(self, ending: Ending, left: Left, mark: Mark, inner: bool) -> bool:
        """A place alone makes few names (江苏|银行), a state alone only teams (巴西|队); 全国 and 世界 need more words."""
        if left.placed and not left.words:
            if ending.type == "sports":
                return True
            surface = self.text[mark.start : mark.end]
            if left.state:
                return surface in self.words.stately or (ending.type == "association" and surface in self.vocabulary.organs)
            return len(surface) > 1 and surface not in self.words.plain_endings
        if left.wide and not (left.placed or left.quoted):
            if ending.type == "association" and len(left.words) > 1 and mark.end - mark.start > 1:
                return inner or self.text[mark.start : mark.end] in self.words.federations
            return ending.type in ("international", "government", "bank") and inner and len(left.words) > 1
        if left.words and left.words[-1].text in ("国家", "中央") and len(left.words) > 1:
            return ending.type in ("government", "research", "other", "sports", "hospital", "association") and mark.end - mark.start > 1
        return left.proper or bool(left.level and left.words)

    def _brand(self, left: Left) -> bool:
        """One unknown word of two or three characters before a word of the trade, as listed companies are called (永鼎|股份)."""
        if len(left.words) != 1 or left.soft or left.wide or left.quoted or left.level:
            return False
        word = left.words[0]
        return len(word.text) in (2, 3) and not word.tag and word.text.isalpha() and not word.text.isascii()

    def _named(self, ending: Ending, left: Left, mark: Mark, clause: ClauseView) -> Candidate:
        kind = ending.type
        parent = left.parent
        known = None
        if parent is not None:
            if (
                ending.inherit
                or (parent.type in ("military", "international") and kind in OFFICES)
                or (kind == "sports" and parent.type in PUBLIC)
            ):
                kind = "research" if parent.type == "school" and self.text[mark.start : mark.end].endswith("中心") else parent.type
            elif kind == "government" and not (parent.type in PUBLIC or (parent.parent is not None and parent.parent.type in PUBLIC)):
                kind = parent.type  # 基金会|董事局
            if self.text[parent.end : mark.end] in self.words.company_tails:
                known = parent.known
                kind = parent.type if known is not None else kind
        if kind == "company" and LEGAL_BANK.search(self.text, left.start, mark.end):
            kind = "bank"
        start = self._prefixed(left.start, clause) if kind == "party" and left.placed else left.start
        state = self.vocabulary.abbreviations.get(self.text[left.start : left.core], "") if left.state else ""
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
            name=state and state + self.text[left.core : mark.end],
        )
