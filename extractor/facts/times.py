"""When a fact holds: a date of its sentence, else of its paragraph, else the dateline, else the publication day."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter

from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.model import FactTime
from extractor.facts.vocabulary import Vocabulary
from extractor.quantities import FoundQuantity
from extractor.records import DateSource
from extractor.span import Ordered
from extractor.text import Sentence, clause_end

_start = attrgetter("start")
_PART_END = "；"
_NEAR = 20  # dates that are looked at on either side of a quantity
_FAR = 1000  # characters that are looked through for the end of a clause
_LATE = 70  # days after which a period is no longer reported on
_OPENING = 8  # characters of a paragraph in which it may name another period
_OF = 4  # characters of the longest word for "of"


class Times:
    """Walks with the sentences of the text and remembers the last date of the paragraph."""

    def __init__(
        self, text: str, dates: Sequence[FoundDate], counts: Ordered[FoundQuantity], reference: ReferenceTime, v: Vocabulary
    ) -> None:
        self.text, self.v, self.counts = text, v, counts
        self.dates = Ordered([d for d in dates if d.kind != "duration" and self._certain(d)])
        self.since = 0  # where the dates begin that have not been asked whether they date what follows
        self.last: FoundDate | None = None
        self.start = 0  # of the paragraph
        self.led = False  # a sentence with quantities has been read
        self.stated: Sequence[FoundDate] = ()
        self.sentence_end = 0
        self.shared_out: dict[int, FactTime] = {}
        self.holding: dict[int, bool] = {}
        self.default = self._default(reference)
        self.period: FoundDate | None = None  # that the article reports on, as far as it has been read

    def _default(self, reference: ReferenceTime) -> FactTime | None:
        day = reference.day
        return FactTime(None, day, day, "dateline" if day == reference.dateline else "publication") if day else None

    def paragraph(self, start: int) -> None:
        """Begin a paragraph."""
        self.since, self.last, self.start = start, None, start

    def enter(self, sentence: Sentence, counted: Sequence[FoundQuantity]) -> None:
        """Begin a sentence with quantities: the last date of the paragraph before it dates what has no other."""
        for day in reversed(self.dates.within(self.since, sentence.start)):
            if (day.first_day or day.last_day) and not self._is_basis(day):
                self.last = day
                break
        self.since, self.sentence_end = sentence.start, sentence.end
        self.stated = self.dates.within(sentence.start, sentence.end)
        for day in self.stated if not self.led or (self.stated and self.stated[0].start < self.start + _OPENING) else ():
            if self._reported(day):
                self.period = day
                break
        self.led = True
        self.shared_out = dict(self._share_out(counted)) if len(counted) > 1 and self.stated else {}

    def _share_out(self, counted: Sequence[FoundQuantity]) -> Iterator[tuple[int, FactTime]]:
        """2016年至2018年营收10.35亿元、10.26亿元、12.08亿元; 9日、10日分别停运274列和288列: one time for each number of a list."""
        for run in self._runs(counted):
            behind = bisect_left(self.stated, run[0].start, key=_start)
            before = [d for d in self.stated[max(0, behind - len(run)) : behind] if d.end <= run[0].start]
            times = self._each_year(before[-1], len(run)) if before else []
            if not times and len(before) == len(run) and self._listed(before):
                times = [self._dated(d, "sentence") for d in before]
            yield from zip((q.start for q in run), times, strict=False)

    def _runs(self, counted: Sequence[FoundQuantity]) -> Iterator[list[FoundQuantity]]:
        """Quantities of one unit with nothing but 、 or 和 between them."""
        run: list[FoundQuantity] = []
        for q in counted:
            if run and (q.unit, q.kind) == (run[-1].unit, run[-1].kind) and self.text[run[-1].end : q.edge] in self.v.and_:
                run.append(q)
                continue
            if len(run) > 1:
                yield run
            run = [q]
        if len(run) > 1:
            yield run

    def _listed(self, dates: Sequence[FoundDate]) -> bool:
        return all(self.text[a.end : b.start] in self.v.and_ for a, b in itertools.pairwise(dates))

    def _each_year(self, period: FoundDate, count: int) -> list[FactTime]:
        """The years of a period, when it has so many and all of them whole."""
        first, last = period.first_day, period.last_day
        if first is None or last is None or last.year - first.year + 1 != count:
            return []
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            return []
        years = range(first.year, last.year + 1)
        return [FactTime(period, date(year, 1, 1), date(year, 12, 31), "sentence") for year in years]

    def _reported(self, day: FoundDate) -> bool:
        """Whether a date is a month, quarter or more that ended shortly before the article: what its figures are about."""
        first, last, today = day.first_day, day.last_day, self.default.last_day if self.default else None
        if first is None or last is None or today is None or self._is_basis(day):
            return False
        whole = first.day == 1 and (last + timedelta(1)).day == 1 and first.year == last.year
        return whole and 0 < (today - last).days <= _LATE

    def of(self, quantity: FoundQuantity, *, measured: bool) -> FactTime | None:
        """The time of one quantity: of the dates around it the one it belongs to, the last before it, the first behind it.

        ``measured``: it says how much of something there was, so that a period that the article reports on dates it.
        """
        found = self._of(quantity)
        if measured and found is self.default and self.period is not None:
            return self._dated(self.period, "paragraph")
        return found

    def _of(self, quantity: FoundQuantity) -> FactTime | None:
        if not self.stated:
            return self._before()
        if quantity.start in self.shared_out:
            return self.shared_out[quantity.start]
        near = self.stated
        if len(near) > _NEAR:
            at = bisect_left(near, quantity.start, key=_start)
            near = near[max(0, at - _NEAR) : at + _NEAR]
        edge = quantity.edge
        own = [d for d in near if 0 < edge - d.end <= _OF and self.text[d.end : edge] in self.v.of]
        if own and quantity.unit in self.v.multiples:
            near = [d for d in near if d not in own]  # 是上年的两倍: what it is compared with
        elif own:
            return self._dated(own[-1], "sentence")  # 2016年末的5.4%
        rate = [d for d in near if d.end == quantity.start and d.kind == "set"]  # 每天96.2万吨
        for day in reversed(near):
            if day.end <= quantity.start and self._holds(day) and day not in rate:
                return self._dated(day, "sentence")
        holding = [d for d in near if d not in rate and not self._is_basis(d)]
        if holding and (other := self._around(holding, quantity)) is not None:
            return self._dated(other, "sentence")
        return self._before()

    def _before(self) -> FactTime | None:
        """The time that what stood before gives."""
        return self.default if self.last is None else self._dated(self.last, "paragraph")

    def _around(self, holding: list[FoundDate], quantity: FoundQuantity) -> FoundDate | None:
        """The first date that is no name's, else the first; one behind the number only when it reaches back."""
        clause = clause_end(self.text, quantity.end, min(len(self.text), quantity.end + _FAR))
        days = [d for d in holding if self._holds(d)] or holding
        return next((d for d in days if d.end <= quantity.start or self._reaches_back(d, quantity, clause)), None)

    def _reaches_back(self, day: FoundDate, quantity: FoundQuantity, clause: int) -> bool:
        """共有38人，于20日抵达, but not 已投资1.8亿元，明年再投入6000万元: a clause with numbers of its own keeps its date.

        ``clause`` is where the clause of the quantity ends.
        """
        if day.start <= clause:
            return True
        if day.start > quantity.end + _FAR:
            return False
        end = clause_end(self.text, day.end, min(len(self.text), day.end + _FAR))
        return not self.counts.within(day.end, min(end, self.sentence_end)) and _PART_END not in self.text[quantity.end : day.start]

    def _holds(self, day: FoundDate) -> bool:
        """Whether what a date says is when something happens."""
        known = self.holding.get(day.start)
        if known is None:
            known = self.holding[day.start] = not (self._is_basis(day) or self._attributive(day))
        return known

    def _attributive(self, day: FoundDate) -> bool:
        """今年第1号台风, 负责人22日透露: the date of a name or of what is said, not of what happens."""
        if self.text.endswith(self.v.cutoff, max(0, day.start - 4), day.start):
            return False
        return self.text.startswith(self.v.attributive, day.end) or self.text.startswith(self.v.telling, day.end)

    def _dated(self, day: FoundDate, source: DateSource) -> FactTime:
        return FactTime(day, day.first_day, day.last_day, source)

    def _certain(self, day: FoundDate) -> bool:
        return day.kind == "set" or day.first_day is not None or day.last_day is not None

    def _is_basis(self, day: FoundDate) -> bool:
        """比上年, 较2019年: what the value is compared with."""
        return self.text.endswith(self.v.basis, max(0, day.start - 3), day.start)
