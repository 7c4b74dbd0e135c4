"""When a fact may hold: at a date of its sentence, at one that an earlier sentence of the paragraph sets, in the period that the article
reports on, or, where nothing is said, by the publication day."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter

from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.candidates import Candidate, DateTraits
from extractor.facts.modality import Mood, starts_change
from extractor.facts.model import FactTime
from extractor.facts.number import Number
from extractor.facts.vocabulary import Vocabulary
from extractor.quantities import FoundQuantity
from extractor.records import DateSource
from extractor.span import Ordered
from extractor.text import CLAUSE_MARKS, Sentence

_start = attrgetter("start")
_NEAR = 4  # dates that are looked at on either side of a quantity
_LATE = 70  # days after which a period is no longer reported on
_OPENING = 8  # characters of a paragraph in which it may name another period
_CUE = 4  # characters of the longest word before a date that says what it is for
_WORDS = 40  # words before a number that say of which time it is
_BESIDE = 3  # characters between a period and the day up to which it is told
_CHAIN = 4  # dates and words that lead in another
_LEAD = 60  # characters before a date that are looked through for the start of its clause


class Times:
    """Walks with the sentences of the text and remembers the dates of the paragraph."""

    def __init__(
        self, text: str, dates: Sequence[FoundDate], counts: Ordered[FoundQuantity], reference: ReferenceTime, v: Vocabulary
    ) -> None:
        self.text, self.v, self.counts = text, v, counts
        self.dates = Ordered([d for d in dates if d.kind != "duration" and _certain(d)])
        self.since = self.start = 0  # where the dates begin that have not been asked whether they date what follows; of the paragraph
        self.frame: FoundDate | None = None  # the last date that opened a clause of the paragraph
        self.last: FoundDate | None = None  # the last date of the paragraph
        self.led = False  # a sentence with quantities has been read
        self.stated: Sequence[FoundDate] = ()
        self.shared_out: dict[int, FactTime] = {}
        self.together: dict[int, tuple[FoundDate, FoundDate]] = {}  # the first and last of the dates that one is told together with
        self.today = reference.day
        self.default = self._default(reference)
        self.period: FoundDate | None = None  # that the article reports on, as far as it has been read
        self.lead: FoundDate | None = None  # the first date of the text that says when something was
        self.looked = 0  # up to where it has been looked for
        self.before: FactTime | None = None  # the time of the number before
        self.used: set[tuple[date | None, date | None]] = set()  # the days of all numbers before
        self.alone = len({(d.first_day, d.last_day) for d in self.dates.items} - {(self.today, self.today)}) == 1

    def _default(self, reference: ReferenceTime) -> FactTime | None:
        day = reference.day
        return FactTime(None, None, day, "dateline" if day == reference.dateline else "publication") if day else None

    def chosen(self, time: FactTime | None) -> None:
        """Remember the time of a number."""
        self.before = time
        if time is not None:
            self.used.add((time.first_day, time.last_day))

    def known(self, time: FactTime | None) -> str | None:
        """Whether numbers before this one have a time: last, used."""
        if time is None or self.before is None:
            return None
        if (time.first_day, time.last_day) == (self.before.first_day, self.before.last_day):
            return "last"
        return "used" if (time.first_day, time.last_day) in self.used else None

    def paragraph(self, start: int) -> None:
        """Begin a paragraph."""
        self.since, self.frame, self.last, self.start = start, None, None, start

    def enter(self, sentence: Sentence, counted: Sequence[FoundQuantity]) -> None:
        """Begin a sentence with quantities."""
        for day in self.dates.within(self.since, sentence.start):
            if (day.first_day or day.last_day) and self._use(day) != "basis":
                self.last = day
                if self._opens(day):
                    self.frame = day
        self.since = sentence.start
        self.stated = self.dates.within(sentence.start, sentence.end)
        if self.lead is None:
            self.lead = next((d for d in self.dates.within(self.looked, sentence.end) if self._use(d) in ("none", "cutoff")), None)
            self.looked = sentence.end
        for day in self.stated if not self.led or (self.stated and self.stated[0].start < self.start + _OPENING) else ():
            if self._reported(day):
                self.period = day
                break
        self.led = True
        self.together = dict(self._told_together())
        self.shared_out = dict(self._share_out(counted)) if len(counted) > 1 and self.stated else {}

    def _told_together(self) -> Iterator[tuple[int, tuple[FoundDate, FoundDate]]]:
        """27日、28日停运641列; 从4月1日起持续至4月5日: each date of a list, or from one to another, with the ends of the whole."""
        run: list[FoundDate] = []
        for day in (*self.stated, None):
            if day is not None and run and self._goes_on(run[-1], day):
                run.append(day)
                continue
            if len(run) > 1:
                yield from ((d.start, (run[0], run[-1])) for d in run)
            run = [day] if day is not None else []

    def _goes_on(self, day: FoundDate, following: FoundDate) -> bool:
        """Whether a date follows another in a list, or ends what began with that."""
        first, second, between = day.first_day, following.first_day, self.text[day.end : following.start]
        if first is None or second is None or first >= second or following.kind != "date":
            return False
        if between in self.v.and_:
            return day.kind == "date"
        begins = day.start > 0 and self.text[day.start - 1] in self.v.origins
        return begins and between.endswith(self.v.ahead_of) and not any(c in CLAUSE_MARKS for c in between[:_LEAD])

    def _share_out(self, counted: Sequence[FoundQuantity]) -> Iterator[tuple[int, FactTime]]:
        """2016年至2018年营收10.35亿元、10.26亿元、12.08亿元; 9日、10日分别停运274列和288列: one time for each number of a list."""
        for run in self._runs(counted):
            behind = bisect_left(self.stated, run[0].start, key=_start)
            before = [d for d in self.stated[max(0, behind - len(run)) : behind] if d.end <= run[0].start]
            times = _each_year(before[-1], len(run)) if before else []
            if not times and len(before) == len(run) and self._listed(before):
                times = [self._dated(d, "sentence", alone=True) for d in before]
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

    def _reported(self, day: FoundDate) -> bool:
        """Whether a date is a month, quarter or more that ended shortly before the article: what its figures are about."""
        first, last = day.first_day, day.last_day
        if first is None or last is None or self.today is None or self._use(day) == "basis":
            return False
        whole = first.day == 1 and (last + timedelta(1)).day == 1 and first.year == last.year
        return whole and 0 < (self.today - last).days <= _LATE

    def candidates(self, n: Number, action: Candidate, thing: Candidate, mood: Mood | None) -> list[Candidate]:
        """The candidates for the time of a number, the one for nothing said last."""
        return list(_Dates(self, n, action, thing, mood).all())

    def _opens(self, day: FoundDate) -> bool:
        """Whether only words that lead it in stand before a date in its clause."""
        start = day.start
        for _ in range(_CHAIN):
            lead = self.text[max(0, start - _LEAD) : start].rstrip()
            word = next((w for w in self.v.leading_in if lead.endswith(w)), "")
            before = self._date_ending(start)
            if before is not None:
                start = before.start
            elif word:
                start -= len(word) + (len(self.text[max(0, start - _LEAD) : start]) - len(lead))
            else:
                return not lead or lead[-1] in CLAUSE_MARKS or lead[-1] in self.v.quotes or lead[-1] in self.v.closing
        return False

    def _date_ending(self, end: int) -> FoundDate | None:
        """The date that ends at an offset."""
        at = bisect_left(self.dates.starts, end) - 1
        return self.dates.items[at] if at >= 0 and self.dates.items[at].end == end else None

    def _use(self, day: FoundDate) -> str:
        """What the words beside a date say that it is for: basis (比上年), cutoff (截至8月底), name (今年第1号台风), telling (22日透露)."""
        before = self.text[max(0, day.start - _CUE) : day.start]
        if before.endswith(self.v.cutoff) or self.text.startswith(self.v.cutoff, day.start):
            return "cutoff"
        if before.endswith(self.v.basis):
            return "basis"
        if before.endswith(self.v.ahead_of):
            return "until"
        if self.text.startswith(self.v.telling, day.end):
            return "telling"
        if self.text.startswith(self.v.attributive, day.end):
            return "of" if self.text[day.end] in self.v.of else "name"
        return "none"

    def _dated(self, day: FoundDate, source: DateSource, *, alone: bool = False) -> FactTime:
        """The days of a date; what is so by a day (截至8月底) began at an open time, or with the year that is named beside it (今年共)."""
        cut = self._use(day) == "cutoff"
        near = self._near(day)
        if not cut:
            by = next((d for d in near if d.start < day.start and self._use(d) == "cutoff" and _holds(day, d)), None)
            first, last = (day, day) if alone else self.together.get(day.start, (day, day))
            return FactTime(day, first.first_day, by.last_day if by is not None else last.last_day, source)
        year = next((d for d in near if d is not day and self._use(d) == "none" and _holds(d, day)), None)
        return FactTime(day, year.first_day if year is not None else None, day.last_day, source)

    def _near(self, day: FoundDate) -> Sequence[FoundDate]:
        """The dates around one in its sentence."""
        at = bisect_left(self.stated, day.start, key=_start)
        return self.stated[max(0, at - 2) : at + 3]


def _certain(day: FoundDate) -> bool:
    return day.kind == "set" or day.first_day is not None or day.last_day is not None


def _holds(year: FoundDate, day: FoundDate) -> bool:
    """Whether a date is the year, or the part of one since its start, that a day falls in, or a period right beside it.

    The last is for 二季度以来（截至上周五）; one that stands farther off may be meant for another number.
    """
    first, last, end = year.first_day, year.last_day, day.last_day
    if first is None or end is None or first > end or (last is not None and last < end):
        return False
    if year.kind == "period" and 0 <= day.start - year.end <= _BESIDE:
        return True
    return (first.month, first.day) == (1, 1) and first.year == end.year


def _each_year(period: FoundDate, count: int) -> list[FactTime]:
    """The years of a period, when it has so many; the last may be part of one: 2015年至2018年上半年."""
    first, last = period.first_day, period.last_day
    if first is None or last is None or last.year - first.year + 1 != count or (first.month, first.day) != (1, 1):
        return []
    ends = [date(year, 12, 31) for year in range(first.year, last.year)] + [last]
    return [FactTime(period, date(end.year, 1, 1), end, "sentence") for end in ends]


class _Dates:
    """Finds the candidates of one number."""

    __slots__ = ("clause", "group", "mood", "n", "now", "q", "sort", "t")

    def __init__(self, t: Times, n: Number, action: Candidate, thing: Candidate, mood: Mood | None) -> None:
        self.t, self.n, self.q = t, n, n.quantity
        self.mood = mood.modality if mood is not None else "actual"
        self.clause = n.stretch.start, n.stretch.end
        frame = action.frame
        self.group = "start" if starts_change(n) else frame
        texts = n.stretch.texts[max(0, n.at - _WORDS) : n.at]
        self.now = "now" if any(w in t.v.now for w in texts) else "done" if any(w in t.v.done for w in texts) else "none"
        flows = thing.slot is not None and thing.slot.text.endswith(t.v.flows) and n.quantity.per is None
        compared = any(w in t.v.yearly for w in texts)
        self.sort = "flow" if flows else "change" if compared else n.sort

    def all(self) -> Iterator[Candidate]:
        t, q = self.t, self.q
        if q.start in t.shared_out:
            yield Candidate(None, self._traits("list"), time=t.shared_out[q.start])
            return
        at = bisect_left(t.stated, q.start, key=_start)
        before = [d for d in t.stated[max(0, at - _NEAR) : at] if d.end <= q.start]
        for rank, day in enumerate(reversed(before)):
            found = self._date(day, "before", rank)
            yield found
            yield from self._so_far(day, found)
        for rank, day in enumerate(t.stated[at : at + 2]):
            yield self._date(day, "behind", rank)
        if t.frame is not None:
            yield self._date(t.frame, "frame of the paragraph", 0)
        if t.last is not None and t.last is not t.frame:
            yield self._date(t.last, "last of the paragraph", 0)
        if t.period is not None and t.period not in (t.frame, t.last):
            yield self._date(t.period, "reported", 0)
        carried = (t.frame, t.last, t.period)
        earlier = t.before.mention if t.before is not None else None
        if earlier is not None and earlier not in carried and earlier not in before:
            yield self._date(earlier, "of the number before", 0)
        if t.lead is not None and t.lead is not earlier and t.lead not in carried and t.lead not in t.stated:
            yield self._date(t.lead, "lead", 0)
        default = t.default
        if default is not None:
            ahead = FactTime(None, default.last_day, None, default.source)
            if self.mood == "planned":
                default = ahead
            else:
                yield Candidate(None, self._traits("from now on", stated="yes" if before else "no", known=self._state()), time=ahead)
        yield Candidate(None, self._traits("nothing", stated="yes" if before else "no", known=self._state()), time=default)

    def _state(self) -> str:
        """What the number before has for a time."""
        before = self.t.before
        return "first" if before is None else "dated" if before.mention is not None else "nothing"

    def _traits(self, place: str, **traits: str | None) -> DateTraits:
        return DateTraits(place, self.group, self.sort, self.now, self.mood, **traits)

    def _date(self, day: FoundDate, place: str, rank: int) -> Candidate:
        t, q = self.t, self.q
        inside = self.clause[0] <= day.start < self.clause[1]
        if place in ("before", "behind"):
            place = f"{place} in the clause" if inside else f"{place} in the sentence"
        gap = t.text[day.end : q.edge] if day.end <= q.edge else ""
        glossed = gap in t.v.opening  # 去年同期|（202亿元）
        touching = "touching" if not gap else "of" if gap in t.v.of or glossed else None
        compared = touching == "of" and q.unit in t.v.multiples  # 是上年的|两倍
        numbers = "yes" if not inside and self._has_number(day) else None
        source: DateSource = "sentence" if "sentence" in place or "clause" in place else "paragraph"
        time = t._dated(day, source)
        traits = self._traits(
            place,
            known=t.known(time) or self._state(),
            alone="alone" if t.alone and day.first_day != t.today else "other",
            rank=str(min(rank, 2)),
            use="basis" if compared else "none" if glossed else t._use(day),
            opens="opens" if t._opens(day) else "inside",
            span=_span(day),
            tense=self._tense(day),
            touching=touching,
            numbers=numbers,
        )
        return Candidate(None, traits, time=time)

    def _so_far(self, day: FoundDate, found: Candidate) -> Iterator[Candidate]:
        """Of a month or year that is not over the days until now: 本月累计, 年内."""
        time, today = found.time, self.t.today
        if time is None or time.first_day is None or time.last_day is None or today is None or not time.first_day < today < time.last_day:
            return
        traits = found.traits._replace(place=f"{found.place} so far")
        yield Candidate(None, traits, time=FactTime(day, time.first_day, today, time.source))

    def _has_number(self, day: FoundDate) -> bool:
        """Whether the clause of a date has numbers of its own."""
        text, marks = self.t.text, CLAUSE_MARKS
        start, end = day.start, day.end
        while start > max(0, day.start - _LEAD) and text[start - 1] not in marks:
            start -= 1
        while end < min(len(text), day.end + _LEAD) and text[end] not in marks:
            end += 1
        return bool(self.t.counts.within(start, end))

    def _tense(self, day: FoundDate) -> str | None:
        """Whether a date lies ahead of the article, holds its day, lies shortly or far back."""
        today, first, last = self.t.today, day.first_day, day.last_day
        if today is None:
            return None
        if first is not None and first > today:
            return "ahead"
        if last is None or last >= today:
            return "current"
        return "recent" if (today - last).days <= _LATE else "past"


def _span(day: FoundDate) -> str:
    """How long a time a date names."""
    if day.kind != "date":
        return day.kind
    first, last = day.first_day, day.last_day
    if first is None or last is None:
        return "open"
    days = (last - first).days
    return "day" if days == 0 else "week" if days < 20 else "month" if days < 32 else "quarter" if days < 300 else "year"
