"""When a fact holds: a date of its sentence, else of its paragraph, else the dateline, else the publication day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.model import FactTime
from extractor.facts.vocabulary import Vocabulary
from extractor.quantities import FoundQuantity
from extractor.span import within
from extractor.text import Sentence

_DATELINE_REACH = timedelta(days=60)


class Times:
    """Walks with the sentences of the text and remembers the last date of the paragraph."""

    def __init__(self, text: str, dates: Sequence[FoundDate], reference: ReferenceTime, v: Vocabulary) -> None:
        self.text, self.v = text, v
        self.dates = [d for d in dates if d.kind != "duration"]
        self.paragraph = -1
        self.last: FoundDate | None = None
        self.default = self._default(reference)

    def _default(self, reference: ReferenceTime) -> FactTime | None:
        published = reference.published.date() if reference.published else None
        dateline = reference.dateline
        if dateline is not None and (published is None or abs(published - dateline) <= _DATELINE_REACH):
            return FactTime(None, dateline, dateline, "dateline")
        return FactTime(None, published, published, "publication") if published else None

    def enter(self, sentence: Sentence) -> Sequence[FoundDate]:
        """Begin a sentence: its own dates that can date a fact."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.last = sentence.paragraph, None
        return within(self.dates, sentence.start, sentence.end)

    def leave(self, dates: Sequence[FoundDate]) -> None:
        """End a sentence: its last certain date dates what follows in the paragraph."""
        certain = [d for d in dates if (d.first_day or d.last_day) and not self._is_basis(d)]
        if certain:
            self.last = certain[-1]

    def of(self, quantity: FoundQuantity, dates: Sequence[FoundDate]) -> FactTime | None:
        """The time of one quantity."""
        certain = [d for d in dates if self._certain(d)]
        certain = [d for d in certain if not (d.kind == "set" and d.end == quantity.start)]  # 每天96.2万吨: a rate
        start = quantity.front if quantity.front is not None else quantity.start
        own = [d for d in certain if d.end < start and self.text[d.end : start] in self.v.of]
        if own:
            return self._stated(own[-1], "sentence")  # 2016年末的5.4%
        certain = [d for d in certain if not self._is_basis(d)]
        adverbial = [d for d in certain if not self._attributive(d)]
        before = [d for d in adverbial if d.end <= quantity.start]
        if before:
            return self._stated(before[-1], "sentence")
        if certain:
            return self._stated((adverbial or certain)[0], "sentence")
        if self.last is not None:
            return self._stated(self.last, "paragraph")
        return self.default

    def _attributive(self, date: FoundDate) -> bool:
        """今年第1号台风, 负责人22日透露: the date of a name or of what is said, not of what happens."""
        if self.text.endswith(self.v.cutoff, max(0, date.start - 4), date.start):
            return False
        return self.text.startswith((*self.v.attributive, *self.v.saying), date.end)

    def _stated(self, date: FoundDate, source: str) -> FactTime:
        return FactTime(date, date.first_day, date.last_day, "sentence" if source == "sentence" else "paragraph")

    def _certain(self, date: FoundDate) -> bool:
        return date.kind == "set" or date.first_day is not None or date.last_day is not None

    def _is_basis(self, date: FoundDate) -> bool:
        """比上年, 较2019年: what the value is compared with."""
        return self.text.endswith(self.v.basis, max(0, date.start - 3), date.start)
