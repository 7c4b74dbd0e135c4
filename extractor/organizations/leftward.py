"""Where a name begins: from the word that ends it, words and tags to the left decide.

The walk goes from right to left over places, parent bodies, brackets, quotes and words, and stops at verbs, prepositions,
roles, dates and quantities. It says what it has met; whether that is enough for a name is for ``grammar.py`` to judge.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from extractor.organizations.candidate import Candidate, Left
from extractor.organizations.clauses import ClauseView
from extractor.organizations.marks import Mark
from extractor.organizations.traits import COUNTED, HARD_TAGS, PARTICLES, PROPER_TAGS, traits
from extractor.organizations.vocabulary import Place, Vocabulary
from extractor.segment import Word
from extractor.text import HIDDEN

IDIOM_TAGS: Final = frozenset({"i", "l", "v", "d", "a", "t", "vn"})  # 已成定局 ends in no 局
LONGEST: Final = 36
VAGUE_TAGS: Final = frozenset({"n", "v", "vn", "nt", "nz", "j"})
SHORT: Final = frozenset("部司处科室厅局所署组系厂队社")  # endings of one character: no part of a two-character word
_OPENING: Final = {"）": "（", ")": "(", "”": "“", "」": "「", "》": "《"}
GLUED: Final = "在从于由对与和向被将据为把给是至赴到称经任原占购获"
_COMMON: Final = frozenset({"n", "v", "vn", "d", "a", "an", "ad"})
_OF_MANY: Final = frozenset("各全该多两外邻跨每几数某本一同此")
_INNER: Final = 4  # pieces of a name before a place inside of it
_SINGLE: Final = frozenset({"ns", "nr", "nz", "a", "b", "n", "ng", "ag", ""})  # of one character: 鑫|南海, 东|吉林
SOFT_REACH: Final = 6  # characters of odd words that a name with a legal form may hold behind its place
HOSTS: Final = frozenset({"school", "research"})  # have parts that are called after a state (北京大学|中国经济研究中心)
_SERVED: Final = frozenset(
    {"曾任", "现任", "历任", "起任", "后任", "前任", "时任", "兼任", "出任", "今任", "月任", "年任", "先任", "续任", "改任"}
)


class Manner(NamedTuple):
    """What a walk admits, by its ending."""

    soft: bool  # odd words behind a place
    faculty: bool
    legal: bool  # numbers (四方通信股份有限公司)
    state: bool  # a state's one character (俄|中央银行)
    branch: bool  # odd words behind a body too (农业银行|西关支行)
    part: bool  # any noun right behind a body


class Walk:
    """Walks to the left in one text, one after the other."""

    __slots__ = (
        "branch",
        "clause",
        "ends",
        "faculty",
        "floor",
        "left",
        "legal",
        "part",
        "places",
        "soft",
        "state",
        "touched",
        "vocabulary",
    )

    clause: ClauseView
    left: Left

    def __init__(self, vocabulary: Vocabulary, places: dict[int, list[Mark]], ends: dict[int, Candidate]) -> None:
        self.vocabulary = vocabulary
        self.places = places
        self.ends = ends
        self.soft = self.faculty = self.legal = self.state = self.branch = self.part = self.touched = False
        self.floor = 0

    def from_ending(self, clause: ClauseView, start: int, end: int, manner: Manner) -> Left:
        """Walk left from the ending at ``[start, end)``."""
        self.clause = clause
        self.soft, self.faculty, self.legal, self.state, self.branch, self.part = manner
        self.floor = max(clause.start, end - LONGEST)
        self.touched = clause.taken.touch(clause.start, start)
        self.left = left = Left(start, [], [], start)
        position = self._inside_word(start)
        while position > self.floor:
            step = self._step(position)
            if step is None:
                break
            position = left.start = step
        self._settle()
        if self.legal and left.placed and not (left.parent or left.quoted):
            self._to_boundary()
        return left

    def _inside_word(self, start: int) -> int:
        """An ending inside a longer word (教育|局): the word's beginning belongs to the name."""
        if start in self.ends or (start in self.places and self._strong(start)):
            return start
        word = self.clause.crossing(start)
        if word is None:
            return start
        begin, tag, left = self._free(word.start, start), word.tag, self.left
        text, tagged, words = self.clause.text, self.clause.tag, self.vocabulary.words
        prefix, ending = text[begin:start], text[start : word.end]
        stopped = word.text in words.stop
        behind = begin > word.start or (len(prefix) > 1 and (begin in self.ends or begin in self.places) and tag in VAGUE_TAGS)
        if behind and not (prefix in words.stop or stopped or tagged(text[start - 1 : word.end])):
            left.words.append(Word(prefix, begin, start, "n"))  # 水利部|水旱司, 联合国|环境署: a part behind its body
            left.start = left.core = begin
            return begin
        if stopped or (prefix in words.stop and not (tag and len(prefix) > 1)) or (tag and ending in SHORT and self._grown(tag, prefix)):
            self.floor = start
            return start
        if not tag and word.text[0] in GLUED and start - begin > 2:
            begin += 1
        left.words.append(Word(text[begin:start], begin, start, "" if not tag else "n"))
        left.start = left.core = begin
        plain = prefix in words.generic or (tag and tagged(prefix) in ("n", "v", "vn", "a", "b") and not self._whole(word, prefix))
        left.proper = len(prefix) > 1 and not plain and (not tag or tag in PROPER_TAGS)
        return begin

    def _strong(self, position: int) -> bool:
        """Whether a place ends at ``position`` that is one without support."""
        return any(m.meaning.place is not None and m.meaning.place.kind != "weak" for m in self.places[position])

    def _grown(self, tag: str, prefix: str) -> bool:
        """Whether a dictionary word, with its tag, only ends like a body (已成定局): no name, nor a word before the ending."""
        return (tag not in ("nt", "ns") and len(prefix) == 1) or tag in IDIOM_TAGS or not self.clause.tag(prefix)

    def _whole(self, word: Word, prefix: str) -> bool:
        """Whether the dictionary has the whole name as one (文物出版社), and more than a trade before the ending (交易|中心)."""
        words = self.vocabulary.words
        if word.tag != "nt" or not self.soft or word.text in self.vocabulary.endings:
            return False
        return not (prefix in words.trade or prefix in words.inside or prefix in words.stop or COUNTED.fullmatch(prefix))

    def _free(self, start: int, end: int) -> int:
        """Where a word begins behind the body or the quantity that it has grown together with."""
        for position in range(end - 1, start, -1):
            if position in self.ends or (self.touched and self._taken(position)):
                return position
        return start

    def _taken(self, position: int) -> bool:
        """Whether the character before ``position`` belongs to a date or a quantity."""
        return self.clause.taken.touch(position - 1, position)

    def _step(self, position: int) -> int | None:
        """Start of the piece that ends at ``position`` and belongs to the name; None where the name begins at ``position``."""
        left = self.left
        if left.parent is not None or (self.touched and self._taken(position) and not self._overlaid(position)):
            return None
        parent = self.ends.get(position)
        if parent is not None and (not left.soft or left.placed or self.branch) and not (left.state and parent.type not in HOSTS):
            if self.legal and self._grown_into(parent):
                left.proper = True
                left.words.append(Word(self.clause.text[parent.start : position], parent.start, position, "nz"))
                return parent.start
            left.parent = parent
            left.core = left.core if left.places else position
            return self._before_parent(parent)
        place = self._place(position)
        if place is not None:
            return place
        if left.placed or left.level or left.quoted:
            return None
        char = self.clause.text[position - 1]
        if char in _OPENING:
            return self._bracket(position, char)
        if char in "·•":
            return position - 1 if left.proper else None
        return self._word(position)

    def _overlaid(self, position: int) -> bool:
        """Whether a date or quantity only begins inside of a place and ends behind it (宜|春|分行)."""
        taken = self.clause.taken.around(position - 1)
        places = self.places.get(position, ())
        return taken is not None and taken.end > position and any(mark.start < taken.start for mark in places)

    def _grown_into(self, parent: Candidate) -> bool:
        """Whether a short name is only the end of what stands there (株洲云岭|时代电气|有限公司)."""
        if parent.known is None or parent.known.own or parent.type != "company" or parent.start <= self.floor:
            return False
        before = self.clause.ending(parent.start)
        proper = before is not None and len(before.text) > 1 and traits(before.text, before.tag)
        return bool(proper and proper.proper and proper.belongs and parent.start not in self.places and parent.start not in self.ends)

    def _before_parent(self, parent: Candidate) -> int:
        """A known name with a place or another known name in front (深圳市|北大|高科技公司)."""
        start = parent.start
        if parent.known is None or parent.places:
            return start
        before = self.ends.get(start)
        if before is not None and before.known is not None and before.type == parent.type == "company":
            return before.start
        for mark in self.places.get(start, ()):
            place = mark.meaning.place
            if place is not None and place.divisions and place.kind == "division" and mark.start >= self.floor and self._place_fits(mark):
                self.left.places.insert(0, place.divisions)
                return mark.start
        return start

    def _place(self, position: int) -> int | None:
        left, text = self.left, self.clause.text
        for mark in self.places.get(position, ()):
            place = mark.meaning.place
            if place is None or mark.start < self.floor or not self._place_fits(mark):
                continue
            if left.placed and not place.divisions and place.kind != "state":
                continue
            if text.startswith("特色", position) or (left.placed and text[mark.start : position] in self.vocabulary.words.stop):
                return None
            if place.kind in ("abroad", "region") and text[mark.start : position] in self.vocabulary.words.wide:
                left.wide = True
                left.words.append(Word(text[mark.start : position], mark.start, position, "n"))
                return mark.start
            if not left.placed:
                left.core = position
            left.state = left.state or (place.kind == "state" and not left.placed)  # 法国|里昂|大学 is one of 里昂
            left.placed = left.proper = True
            if place.divisions:
                if left.places and not any(inner.inside(outer) for inner in left.places[0] for outer in place.divisions):
                    left.places.clear()
                    left.core = position
                left.places.insert(0, place.divisions)
            start = mark.start
            if text[start - 1 : start] == "驻" and start - 1 > self.floor:
                start -= 2 if text[start - 2] == "常" and start - 2 > self.floor else 1  # 中国|常驻日内瓦|代表团
            return start
        if self.state and not left.words and not left.placed:
            start = self.clause.abbreviated(position, self.vocabulary.abbreviations)
            if self.floor <= start < position:
                left.placed = left.proper = left.state = True
                left.core = position
                return start
        return self._level(position) if not left.placed and text[position - 1] in self.vocabulary.level_ends else None

    def _place_fits(self, mark: Mark) -> bool:
        """A weak place (和平, 朝阳) must be a place for the segmenter too, and no place may cut a longer dictionary word."""
        place = mark.meaning.place
        assert place is not None
        before = self.clause.crossing(mark.start)
        if before is not None and before.tag and before.end <= mark.end + 1 and mark.end - mark.start <= 2:
            return False
        if place.kind == "weak" and not self._nested(mark, place):
            word = self.clause.starting(mark.start)
            return word is not None and word.end == mark.end and word.tag in ("ns", "")
        return True

    def _nested(self, mark: Mark, place: Place) -> bool:
        """Whether the division that holds it stands right before a weak place (云南|沾益)."""
        for before in self.places.get(mark.start, ()):
            outer = before.meaning.place
            if outer is not None and any(d.inside(o) for d in place.divisions for o in outer.divisions):
                return True
        return False

    def _level(self, position: int) -> int | None:
        """A level word without a place: 省|电力公司, 市|第一医院."""
        word = self.clause.ending(position)
        glued = word is not None and len(word.text) == 2 and word.text[0] in GLUED and not word.tag
        if word is not None and glued:
            word = Word(word.text[1], word.start + 1, word.end, "n")  # 由市|第一医院
        if word is None or word.text not in self.vocabulary.levels or not (self.left.words or glued):
            return None
        first = self.clause.run_before(word.start, self.vocabulary.levels)  # 各省区|市政协
        if first > self.clause.start and self.clause.text[first - 1] in _OF_MANY:
            return None
        region = self.clause.ending(word.start)
        if region is not None and len(region.text) > 1 and region.tag in ("", "ns") and region.text.isalpha() and word.text != "省":
            self.left.placed = self.left.proper = True
            self.left.core = position
            return region.start
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
        if char in "）)" and not self._bracketed(inside):
            return None
        if char == "》" and set(inside) != {HIDDEN}:
            return None
        if char in "）)" and opening == self.floor:
            return None
        left.quoted = char in "”」》" or left.quoted
        left.proper = left.proper or char in "”」》" or position in self.places or opening in self.ends
        return opening

    def _bracketed(self, inside: str) -> bool:
        """What stands in brackets inside a name: a place or a word of the trade (（中国）, （集团）), no byline and no gloss."""
        words = self.vocabulary.words
        if inside in self.vocabulary.places or inside in words.generic or inside in words.trade:
            return True
        return 1 < len(inside) <= 6 and inside.isalpha() and not inside.isascii() and not inside.startswith(self.vocabulary.words.bylines)

    def _word(self, position: int) -> int | None:
        word = self.clause.ending(position)
        if word is None or word.start < self.floor:
            return None
        words, left, (text, begin, end, tag) = self.vocabulary.words, self.left, word
        if text in words.joins:
            inner = self._inner_join(word) if self.legal else None
            return inner if inner is not None else self._join(word)
        if self.part and not left.words and begin in self.ends and self._topic(word):
            left.words.append(word)
            return begin  # 图书馆|业务处, whatever noun a department is called by
        numeral = self.legal and tag == "m" and len(text) > 1 and not COUNTED.fullmatch(text) and text not in words.stop
        nature = traits(text, tag)
        if not (numeral or nature.belongs or (self.soft and nature.odd and self._odd(word))):
            return None
        start = self._free(begin, end)
        if not tag and len(text) > 2:
            if text[-1] == "任":
                return None  # 王芳任|东方公司
            if start == begin and text[0] in GLUED:
                start += 1
        if start > begin:
            text = self.clause.text[start:end]
            if PARTICLES.issuperset(text):
                return None
            word = Word(text, start, end, tag)
            nature = traits(text, tag)
        left.proper = left.proper or numeral or nature.proper or self._paired(word)
        left.words.append(word)
        return start

    def _paired(self, word: Word) -> bool:
        """Two divisions by their one character each (沪|港): together they are as good as a proper word."""
        right = self.left.words[-1] if self.left.words else None
        provinces = self.vocabulary.words.provinces
        return right is not None and right.start == word.end and word.text in provinces and right.text in provinces

    def _topic(self, word: Word) -> bool:
        """An ordinary noun for what is done somewhere (业务), and nobody who does it (厅长)."""
        words = self.vocabulary.words
        person = word.text[-1] in words.roles or word.text in words.titles or word.text in words.office_titles
        return word.tag in ("n", "vn") and len(word.text) > 1 and not person

    def _odd(self, word: Word) -> bool:
        """Whether a word that names hold rarely (大为, 百岁, 先进) is kept, as it is when a place follows to the left within reach."""
        left = self.left
        if not left.soft:
            left.soft, left.firm = word.end, left.proper
        return left.soft - word.start <= SOFT_REACH

    def _inner_join(self, word: Word) -> int | None:
        """信|和|投资集团有限公司: a join behind one character at a boundary is part of the name of a company."""
        before = self.clause.ending(word.start)
        if before is None or len(before.text) > 1 or not before.text.isalpha() or self.left.placed:
            return None
        if before.tag in HARD_TAGS or not (before.start <= self.clause.start or before.start in self.places):
            return None
        self.left.proper = True
        self.left.words.append(Word(before.text + word.text, before.start, word.end, "nz"))
        return before.start

    def _join(self, word: Word) -> int | None:
        """住房|和|城乡建设局: tentative, undone in ``_settle`` unless a place or a parent is met."""
        left = self.left
        if not left.words or left.proper or word.start == self.floor or word.start in self.ends:
            return None
        before = self.clause.ending(word.start)
        if (
            before is None
            or len(before.text) < 2
            or before.text.endswith(("学院", "大学", "学校"))
            or not traits(before.text, before.tag).belongs
            or (traits(before.text, before.tag).proper and not self.faculty)
        ):
            return None
        if left.join is None:
            left.join = (word.end, len(left.words))
        return word.start

    def _settle(self) -> None:
        """Undo a join that led to no place, and drop leading words that cannot begin a name."""
        left = self.left
        if left.soft and not (left.placed or left.parent):
            left.start = left.soft
            left.words = [w for w in left.words if w.start >= left.soft]
            left.proper = left.firm
        if left.join is not None and not (left.placed or left.parent or left.level or self.faculty):
            left.start = left.join[0]
            del left.words[left.join[1] :]
        if self.clause.text[left.start - 1 : left.start + 1] in _SERVED and left.words and left.start >= self.clause.start:
            left.start += 1  # 曾|任恒瑞客车股份有限公司
        if not (left.placed or left.parent or left.level or left.quoted):
            if self.legal and left.words and not left.proper:
                self._dated()
                self._borrowed()
            self._leave_lead_in()
            while len(left.words) > 1 and self._loose(left.words[-1]):
                left.start = left.words.pop().end

    def _to_boundary(self) -> None:
        """日升|广安房地产有限公司, 康菲石油|中国有限公司: in front of its place a company's name goes on to a boundary that holds."""
        left, start, outer = self.left, self.left.start, False
        for _ in range(_INNER):
            step, division = self._before_place(start)
            if step is None:
                break
            start, outer = step, division
        if start == left.start or not self._bounds(start):
            return
        left.start = start
        if not outer:
            left.places.clear()  # the place inside is part of the name
            left.core = start

    def _before_place(self, position: int) -> tuple[int | None, bool]:
        """Where a piece of a name begins that ends before a place, and whether it is a division itself."""
        if position <= self.floor or (self.touched and self._taken(position)):
            return None, False
        known = self.ends.get(position)
        if known is not None and known.type == "company":
            return known.start, False
        for mark in self.places.get(position, ()):
            if mark.meaning.place is not None and mark.meaning.place.kind == "division" and mark.start >= self.floor:
                self.left.places[:] = [mark.meaning.place.divisions]
                return mark.start, True
        word = self.clause.ending(position)
        if word is None or word.start < self.floor or not word.text.isalpha() or word.text in self.vocabulary.words.stop:
            return None, False
        single = len(word.text) == 1 and word.tag in _SINGLE
        unknown = not word.tag and word.text[0] not in GLUED and word.text[-1] not in PARTICLES  # 年任|广东公司
        whole = len(word.text) in (2, 3) and (word.tag in ("nz", "ns", "j") or unknown)
        return (word.start, False) if single or whole else (None, False)

    def _bounds(self, position: int) -> bool:
        """Whether nothing stands before a position that could be part of a name."""
        if position <= self.clause.start or (self.touched and self._taken(position)):
            return True
        word = self.clause.ending(position)
        return word is not None and (word.tag in HARD_TAGS or word.tag in ("v", "d", "m") or word.text in self.vocabulary.words.stop)

    def _dated(self) -> None:
        """七月|传媒有限公司: what looks like a date is the name's where nothing behind it makes one, and it is written in words."""
        left, clause = self.left, self.clause
        taken = clause.taken.around(left.start - 1) if self.touched else None
        if taken is None or taken.end != left.start or taken.start < self.floor:
            return
        surface = clause.text[taken.start : taken.end]
        if any(word.text not in self.vocabulary.words.generic | self.vocabulary.words.trade for word in left.words):
            return
        if surface.isalpha() and not surface.isascii() and surface.endswith(self.vocabulary.words.dated):
            left.words.append(Word(surface, taken.start, taken.end, "nz"))
            left.start, left.proper = taken.start, True

    def _borrowed(self) -> None:
        """A proper part that is a verb elsewhere (远航|客车股份有限公司): nothing but the name owns it where a clause or another
        phrase begins with it, and the trade behind it makes no name by itself."""
        left, clause = self.left, self.clause
        word = clause.ending(left.start)
        if word is None or len(word.text) != 2 or word.start < self.floor or word.text in self.vocabulary.words.stop:
            return
        nature = traits(word.text, word.tag)
        if not nature.odd or nature.belongs or not word.text.isalpha() or (self.touched and clause.taken.touch(word.start, word.end)):
            return
        before = clause.ending(word.start)
        if before is None or not before.text.isalnum() or before.text in self.vocabulary.words.stop:
            left.words.append(word)
            left.start = word.start
            left.proper = True

    def _leave_lead_in(self) -> None:
        """志愿者联系|玛河林业局救助中心: without a place a name begins with its first proper word, not with verbs and nouns before it."""
        left, words = self.left, self.vocabulary.words
        proper = [i for i, word in enumerate(left.words) if not word.tag and len(word.text) > 1 and word.text not in words.generic]
        if not proper or proper[-1] == len(left.words) - 1:
            return
        lead = left.words[proper[-1] + 1 :]
        if left.wide or any(word.text[-2:] in self.vocabulary.endings or word.text in words.inside for word in lead):
            return  # 世界|禅道协会, 传媒|大学|南广学院
        if all(len(word.text) > 1 and word.tag in _COMMON for word in lead):
            del left.words[proper[-1] + 1 :]
            left.start = left.words[-1].start

    def _loose(self, word: Word) -> bool:
        """A single character of no use at the head of a name."""
        return (
            len(word.text) == 1 and word.tag in ("f", "a", "b", "vg", "zg", "m", "q", "g") and word.text not in self.vocabulary.words.inside
        )
