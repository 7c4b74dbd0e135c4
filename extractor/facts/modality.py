"""Whether a fact is so, is planned, required or estimated, and in which direction its number goes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from extractor.facts.chunks import Role
from extractor.facts.clause import Clause
from extractor.facts.model import FoundFact, Slot, Slots
from extractor.facts.phrases import REACH, Row
from extractor.facts.vocabulary import Sign, Vocabulary
from extractor.quantities import FoundQuantity
from extractor.records import Modality, Polarity

_FOLLOWS = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.DATE})  # behind 将 that points ahead; 将 before a noun is 把

Mood = tuple[Modality, Slot]


class Moods:
    """The mood of a sentence: the nearest cue before a number, carried over clauses that name no subject of their own."""

    def __init__(self, v: Vocabulary) -> None:
        self.v = v
        self.mood: Mood | None = None

    def enter(self) -> None:
        """Begin a sentence."""
        self.mood = None

    def read(self, clause: Clause, slots: Sequence[Slots]) -> dict[int, Mood]:
        """The mood of each quantity of a clause that is not simply so, by the offset it begins at."""
        if clause.subject.phrase is not None and clause.subject.predicated:
            self.mood = None
        if not clause.signs & Sign.CUE:
            return self._moods([s.quantity for s in slots], clause)
        moods: dict[int, Mood] = {}
        cues = self.v.cues
        for i, chunk in enumerate(clause.chunks):
            if isinstance(chunk.part, FoundQuantity):
                mood = self._bound(chunk.part, clause) or self.mood
                if mood is not None:
                    moods[chunk.start] = mood
            elif chunk.text in cues:
                self._hear(i, clause)
        return moods

    def _moods(self, quantities: Sequence[FoundQuantity], row: Row) -> dict[int, Mood]:
        bound = {q.start: mood for q in quantities if q.front is not None and (mood := self._bound(q, row)) is not None}
        return bound if self.mood is None else {q.start: self.mood for q in quantities} | bound

    def _hear(self, i: int, clause: Clause) -> None:
        word, v = clause.chunks[i].text, self.v
        if word in v.done:
            self.mood = None
            return
        modality = self._of(word)
        if clause.chunks[i].tag[:1] == "n" and not self._governs(i, clause):
            return  # 股权激励计划
        if modality is not None and (word not in v.disposing or self._ahead(i, clause)):
            self.mood = modality, clause.slot(i, i + 1, "modality.word")

    def _of(self, word: str) -> Modality | None:
        if word in self.v.planned:
            return "planned"
        if word in self.v.required:
            return "required"
        return "estimated" if word in self.v.estimated else None

    def _governs(self, i: int, clause: Clause) -> bool:
        """Whether a noun that can be a cue is the verb: 计划投资3亿元, 规划床位1200张, not 股权激励计划涉及3万股."""
        following = clause.next(i)
        if following is None or following.role == Role.MARK:
            return False
        return i == 0 or clause.chunks[i - 1].role != Role.VERB or clause.chunks[i - 1].end < clause.chunks[i].start

    def _ahead(self, i: int, clause: Clause) -> bool:
        """Whether 将 points ahead, rather than standing for 把."""
        chunks = clause.chunks
        if i + 1 == len(chunks) or chunks[i + 1].role not in _FOLLOWS:
            return False
        for before, chunk in itertools.pairwise(chunks[i + 1 : i + REACH]):
            if chunk.role == Role.QUANTITY:
                break
            if chunk.role == Role.VERB and before.role == Role.NOUN:
                return False  # 将补助标准提高到600元
        return True

    def _bound(self, q: FoundQuantity, row: Row) -> Mood | None:
        """不低于20%: what binds the number also requires it."""
        if q.front is None:
            return None
        word = row.text[q.front : q.start].strip()
        return ("required", Slot(word, q.front, q.front + len(word), "modality.bound")) if word in self.v.required else None


def set_modality(fact: FoundFact, mood: Mood | None, today: date | None) -> None:
    """The mood of the clause; what a source forecasts is an estimate, what is dated ahead is planned."""
    if mood is not None:
        fact.modality, fact.cue = mood
    elif fact.source is not None and fact.source.rule == "source.forecaster":
        fact.modality, fact.cue = "estimated", fact.source.by("modality.forecast")
    elif fact.date is not None and fact.date.mention is not None and today is not None:
        first = fact.date.first_day
        if first is not None and first > today:
            mention = fact.date.mention
            fact.modality, fact.cue = "planned", Slot("", mention.start, mention.end, "modality.ahead")


def polarity(action: Slot | None, measured: Slot | None, v: Vocabulary) -> Polarity | None:
    """The direction of a change, from its verb (增至, 下降) or from the name of what is measured (涨幅, 降幅)."""
    if action is not None:
        word = action.text
        direction = v.directions.get(word)
        if word[-1] in v.stretch and direction != "increase":
            direction = v.directions.get(word[:-1], direction)
        if direction is not None:
            return direction
    if measured is not None:
        if measured.text.endswith(v.rise):
            return "increase"
        if measured.text.endswith(v.fall):
            return "decrease"
    return None
