"""When a fact holds: a date of its sentence, else of its paragraph, else the dateline, else the publication day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.model import FactTime
from extractor.facts.vocabulary import Vocabulary
from extractor.quantities import FoundQuantity
from extractor.records import DateSource
from extractor.span import Ordered
from extractor.text import Sentence, clause_end

_PART_END = "；"
_NEAR = 20  # dates that are looked at on either side of a quantity


class Times:
    """Walks with the sentences of the text and remembers the last date of the paragraph."""

    def __init__(self, text: str, dates: Sequence[FoundDate], reference: ReferenceTime, v: Vocabulary) -> None:
        self.text, self.v = text, v
        self.dates = Ordered([d for d in dates if d.kind != "duration"])
        self.paragraph = -1
        self.last: FoundDate | None = None
        self.stated: list[FoundDate] = []
        self.counted: Ordered[FoundQuantity] = Ordered([])
        self.default = self._default(reference)

    def _default(self, reference: ReferenceTime) -> FactTime | None:
        day = reference.day
        return FactTime(None, day, day, "dateline" if day == reference.dateline else "publication") if day else None

    def enter(self, sentence: Sentence, counted: Sequence[FoundQuantity]) -> None:
        """Begin a sentence: its own dates that can date a fact, and its quantities."""
        self.counted = Ordered(counted)
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.last = sentence.paragraph, None
        self.stated = [d for d in self.dates.within(sentence.start, sentence.end) if self._certain(d)]

    def leave(self) -> None:
        """End a sentence: its last certain date dates what follows in the paragraph."""
        days = [d for d in self.stated if (d.first_day or d.last_day) and not self._is_basis(d)]
        if days:
            self.last = days[-1]

    def of(self, quantity: FoundQuantity) -> FactTime | None:
        """The time of one quantity: of the dates around it the one it belongs to, the last before it, the first behind it."""
        at = bisect_left(self.stated, quantity.start, key=lambda d: d.start)
        near = self.stated[max(0, at - _NEAR) : at + _NEAR]
        own = [d for d in near if d.end < quantity.edge and self.text[d.end : quantity.edge] in self.v.of]
        if own and quantity.unit in self.v.multiples:
            near = [d for d in near if d not in own]  # 是上年的两倍: what it is compared with
        elif own:
            return self._dated(own[-1], "sentence")  # 2016年末的5.4%
        rate = [d for d in near if d.kind == "set" and d.end == quantity.start]  # 每天96.2万吨
        holding = [d for d in near if d not in rate and not self._is_basis(d)]
        adverbial = [d for d in holding if not self._attributive(d)]
        before = [d for d in adverbial if d.end <= quantity.start]
        if before:
            return self._dated(before[-1], "sentence")
        others = [d for d in adverbial or holding if d.end <= quantity.start or self._reaches_back(d, quantity)]
        if others:
            return self._dated(others[0], "sentence")
        if self.last is not None:
            return self._dated(self.last, "paragraph")
        return self.default

    def _reaches_back(self, date: FoundDate, quantity: FoundQuantity) -> bool:
        """共有38人，于20日抵达, but not 已投资1.8亿元，明年再投入6000万元: a clause with numbers of its own keeps its date."""
        if clause_end(self.text, quantity.end, date.start) == date.start:
            return True
        end = clause_end(self.text, date.end, len(self.text))
        return _PART_END not in self.text[quantity.end : date.start] and not self.counted.within(date.end, end)

    def _attributive(self, date: FoundDate) -> bool:
        """今年第1号台风, 负责人22日透露: the date of a name or of what is said, not of what happens."""
        if self.text.endswith(self.v.cutoff, max(0, date.start - 4), date.start):
            return False
        return self.text.startswith(self.v.attributive, date.end) or self.text.startswith(self.v.saying, date.end)

    def _dated(self, date: FoundDate, source: DateSource) -> FactTime:
        return FactTime(date, date.first_day, date.last_day, source)

    def _certain(self, date: FoundDate) -> bool:
        return date.kind == "set" or date.first_day is not None or date.last_day is not None

    def _is_basis(self, date: FoundDate) -> bool:
        """比上年, 较2019年: what the value is compared with."""
        return self.text.endswith(self.v.basis, max(0, date.start - 3), date.start)
