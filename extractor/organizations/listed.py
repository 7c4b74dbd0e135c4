"""Names of the gazetteer in the text: where they end on both sides, and what place belongs to them."""

from __future__ import annotations

import re
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView
from extractor.organizations.divisions import Division
from extractor.organizations.marks import Mark, Marks
from extractor.organizations.vocabulary import Known, Vocabulary

LOCAL: Final = frozenset({"company", "bank"})  # have branches that are named by their place
STATE_BODIES: Final = frozenset({"government", "legislature", "judiciary", "bank", "military", "procuratorate"})
SEATED: Final = frozenset("vdpct")  # tags of words that follow a name, and no noun that it would qualify
_NUMERALS: Final = re.compile("[0-9一二三四五六七八九十百千万]+")
_NOWHERE: Final[tuple[tuple[Division, ...], ...]] = ()


class Listed:
    """The known names of one text. ``ends`` are the candidates found so far."""

    __slots__ = ("ends", "marks", "text", "vocabulary", "words")

    def __init__(self, text: str, marks: Marks, ends: dict[int, Candidate], vocabulary: Vocabulary) -> None:
        self.text = text
        self.marks = marks
        self.ends = ends
        self.vocabulary = vocabulary
        self.words = vocabulary.words

    def known(self, mark: Mark, clause: ClauseView) -> Candidate | None:
        """A name of the gazetteer; a state in front belongs to it (美国白宫)."""
        entry = mark.meaning.known
        assert entry is not None
        parent = self.ends.get(mark.start)
        if parent is not None and self.text[parent.start : parent.end] in entry.name and parent.end - parent.start > 2:
            return Candidate(parent.start, mark.end, entry.type, "organization.known", mark.start, (), known=entry)
        end = mark.end
        if entry.type == "sports" and self.text.startswith(self.words.team_tails, end) and clause.crossed(end + 1) is None:
            end += 1  # 毕尔巴鄂竞技|队
        seated = self._seated(end, clause) if entry.type in LOCAL else end
        end = max(end, seated)
        start, places = mark.start, _NOWHERE
        if start in self.marks.places or entry.type in STATE_BODIES:
            start, places = self._place_before(mark, entry, clause)
        rule = "organization.own" if entry.own else "organization.known"
        candidate = Candidate(start, end, entry.type, rule, mark.start, places, known=entry)
        state = self.vocabulary.abbreviations.get(self.text[start : mark.start]) if start < mark.start else None
        if state is not None:
            candidate.name = state + self.text[mark.start : end]
        elif seated > mark.end:
            candidate.name = self.text[start:end]
        return candidate

    def _seated(self, end: int, clause: ClauseView) -> int:
        """Where a company's name ends with the seat behind it: 渣打银行|（中国）, 花旗|中国."""
        text, places = self.text, self.vocabulary.places
        if text[end : end + 1] in ("（", "("):
            close = end + 1
            while close < min(clause.end, end + 6) and text[close] not in "）)":
                close += 1
            place = places.get(text[end + 1 : close])
            return close + 1 if place is not None and close < clause.end and text[close] in "）)" else end
        for seat in self.words.seats if text.startswith(self.words.seats, end) else ():
            if text.startswith(seat, end):
                word = clause.starting(end + len(seat))
                if end + len(seat) == clause.end or (word is not None and (word.tag[:1] in SEATED or word.text in self.words.titles)):
                    return end + len(seat)
        return end

    def _place_before(self, mark: Mark, entry: Known, clause: ClauseView) -> tuple[int, tuple[tuple[Division, ...], ...]]:
        """A state before a known name (美国|白宫), or the division where a branch of it is (浙江|农行, 北京|万科)."""
        for place in self.marks.places.get(mark.start, ()):
            reading = place.meaning.place
            if reading is None or place.start < clause.start:
                continue
            if reading.kind == "state":
                return place.start, ()
            if reading.kind == "division":
                local = entry.type in LOCAL or entry.name.endswith("出版社")
                free = local and self.marks.places.get(place.start) is None and not self._headed(mark)
                return (place.start, (reading.divisions,)) if free and clause.crossed(place.start) is None else (mark.start, ())
        if entry.type == "government" and self.text.endswith(self.words.national, clause.start, mark.start) and not self._headed(mark):
            return mark.start - 2, ()  # 国家|电力部
        if entry.type in STATE_BODIES:
            return clause.abbreviated(mark.start, self.vocabulary.abbreviations), ()
        return mark.start, ()

    def _headed(self, mark: Mark) -> bool:
        """Whether a known name begins with a place itself (北京银行)."""
        text = self.text
        return any(text[mark.start : mark.start + n] in self.vocabulary.places for n in (2, 3, 4) if n < mark.end - mark.start)

    def _before_preposition(self, mark: Mark, clause: ClauseView) -> bool:
        """建行|为小店主放贷: a word that takes the last character of a bank's short name and a preposition is none here."""
        word, entry = clause.crossing(mark.end), mark.meaning.known
        if word is None or entry is None or entry.type != "bank" or mark.end - mark.start > 2:
            return False
        return word.start == mark.start + 1 and word.end == mark.end + 1 and self.text[mark.end] in "为与和向对以"

    def bounded(self, mark: Mark, clause: ClauseView) -> bool:
        """Whether no dictionary word reaches over an edge of the name; 外交部|长 is an office of the ministry."""
        text, start, end = self.text, mark.start, mark.end
        if mark.meaning.known is not None and mark.meaning.known.own:
            return end - start > 2 or (clause.crossed(start) is None and clause.crossed(end) is None)
        if text.endswith(self.words.anaphors, clause.start, start) or (text[end - 1] == "委" and text.startswith("员会", end)):
            return False
        if _NUMERALS.fullmatch(text, start, end) and (_NUMERALS.match(text, start - 1, start) or _NUMERALS.match(text, end, end + 1)):
            return False  # 一|二三四五|六
        if start > clause.start + 1 and text[start - 1] in self.vocabulary.levels and text[start - 2] in self.words.plural:
            return False
        if text[end : end + 1] == "生" and clause.crossed(end) is not None:
            return False  # 北京大学生
        if text[end - 1 : end + 1] in self.words.overlaps:
            return False
        if end - start > 3:
            return not (text[end - 2 : end] == "银行" and text[end : end + 1] in ("业", "家", "卡"))
        titled = text[end - 1 : end + 1] in ("部长", "报讯", "社讯", "网讯", "报记", "社记", "网记")
        if not titled and clause.crossed(end) is not None and not self._before_preposition(mark, clause):
            return False
        if end - start == 2 and text[end - 1] in "为和与以":  # 刘泽华|为: a person's name
            person = clause.crossing(start)
            return person is None
        crossed = clause.crossed(start)
        if crossed is not None and crossed.start == start - 1 and mark.meaning.known is not None:
            return mark.meaning.known.type in STATE_BODIES and text[start - 1] in self.vocabulary.abbreviations
        return crossed is None
