"""Where the narrative is: the year, month and day that later mentions count from.

A reader who meets ``15日`` or ``同期`` looks back. What there is to look back to is the state here, and it changes in these places only:

- ``begin_paragraph``: year and month are forgotten; the day is again that of the report.
- ``step``: once for every mention that is resolved, in text order. What a mention does is in ``Named``:
  one that is only compared with (``比上年``) moves nothing; every other moves year, month and day (``_move``), says what the figures
  of the paragraph are of (``_tell``) and, when it is a single day, what the article is about (``_report``).
- ``recur``: a recurring day was named.
- ``lose_year``: a mention named a year that nobody can tell (``今年``, without a day to count from).

What a mention takes from the state it takes together with its ``Basis``: the words that set it. So each value can be explained.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from extractor.dates.calendar import Stretch
from extractor.dates.model import EXPLICIT, Basis, ReferenceTime
from extractor.dates.parts import Clock, Unit

REPORTED = timedelta(days=10)  # news is about days so recent
EXPECTED = timedelta(days=10)  # and forecasts of days so near
NEXT = timedelta(days=3)
OVERNIGHT = timedelta(days=2)
_FINE = ("day", "month", "part of month", "months", "days")  # figures of these are of a month too


class Named(NamedTuple):
    """What one mention has named, as far as the narrative is concerned."""

    start: int
    end: int
    stretch: Stretch
    unit: Unit  # what the stretch is one of; days for a range
    names_year: bool = False
    plain: bool = True  # no 以来, 前, 后 changes it, and nothing is compared with it
    whole: bool = False  # the figures are as of its last day
    measured: bool = False  # something is measured by it: 比上年增长
    ranged: bool = False
    to_day: bool = False  # a range from a day to a day
    dateline: bool = False


@dataclass(slots=True)
class Narrative:
    """The state that a mention is resolved in.

    Of the article: ``reference`` is the day of the report, ``lead`` the day that it is about, ``ahead`` the last day to come that it has
    spoken of, ``compared`` what it last compared from. Of the paragraph: ``year`` is set only where the text named it, ``month`` and
    ``day`` by every mention that has them; ``last`` is the stretch named last, ``period`` the last one longer than a day, which is what
    去年同期 is about; ``figures`` is what it gives figures of, the last day of it by unit. ``…_by`` is what set it.
    """

    reference: date | None = None
    reported: Basis = EXPLICIT
    published: datetime | None = None

    lead: date | None = None
    lead_by: Basis = EXPLICIT
    lead_is_firm: bool = False
    ahead: date | None = None
    compared: dict[str, date] = field(default_factory=dict)
    compared_by: Basis = EXPLICIT

    year: int | None = None
    year_by: Basis = EXPLICIT
    firm_year: bool = False
    month: tuple[int, int] | None = None
    month_by: Basis = EXPLICIT
    day: date | None = None
    day_by: Basis = EXPLICIT
    day_named: bool = False
    in_days: bool = False
    clock: tuple[int, Clock] | None = None  # the sentence that named it, and the last time of day with a part of the day
    every: str | None = None  # of the recurring day named right before: 每月1日和15日
    last: Stretch | None = None
    last_by: Basis = EXPLICIT
    last_end: int = -1
    period: Stretch | None = None
    period_by: Basis = EXPLICIT
    figures: dict[str, date] = field(default_factory=dict)
    figures_by: Basis = EXPLICIT

    @classmethod
    def of(cls, reference: ReferenceTime) -> Narrative:
        """The state before the first mention."""
        return cls(
            reference=reference.day, reported=Basis("publication", reference.source, None, reference.day), published=reference.published
        )

    @property
    def now(self) -> datetime | None:
        """The reference day, with the time of publication where that is its day."""
        if self.reference is None:
            return None
        return self.published if self.has_hour else datetime.combine(self.reference, time.min)

    @property
    def has_hour(self) -> bool:
        """Whether the hour of ``now`` is known; midnight is that of a page that states only its day."""
        return self.published is not None and self.published.date() == self.reference and self.published.time() != time.min

    @property
    def counted_from(self) -> tuple[date, Basis] | None:
        """The reference day and why it is that, if it is known."""
        return (self.reference, self.reported) if self.reference is not None else None

    @property
    def latest(self) -> date | None:
        """The last day that can have come: behind a dateline of yesterday, or of another time zone, the day of publication."""
        if self.reference is None or self.published is None:
            return self.reference
        return self.published.date() if timedelta(0) < self.published.date() - self.reference <= OVERNIGHT else self.reference

    def expects(self, day: date) -> bool:
        """Whether the article has spoken of days to come up to about this one."""
        return self.ahead is not None and day <= self.ahead + NEXT

    def reports(self, day: date) -> bool:
        """Whether the day is that of the report or close to it."""
        return self.reference is not None and abs(self.reference - day) <= REPORTED

    # ------------------------------------------------------------ what moves it

    def begin_paragraph(self) -> None:
        """Forget year and month; the day is again that of the report."""
        self.year = self.month = self.last = self.period = None
        self.firm_year = self.day_named = self.in_days = False
        self.figures = {}
        self.day, self.day_by = (self.lead, self.lead_by) if self.lead else (self.reference, self.reported)

    def step(self, named: Named) -> None:
        """Move to what a mention has named."""
        self.last_end, self.every = named.end, None
        if named.measured:
            self.compared, self.compared_by = self.compared | self.figures, self.figures_by
            return
        by = Basis("context", "narrative", (named.start, named.end))
        self._move(named, by)
        if named.plain:
            self._tell(named, by)
        if named.unit == "day" and not named.ranged:
            self._report(named, by)

    def recur(self, end: int, every: str | None) -> None:
        """A recurring day was named: nothing moves, but a day listed behind it recurs too."""
        self.last_end, self.every = end, every

    def lose_year(self) -> None:
        """Forget the year: one was named that nobody can tell."""
        self.year = self.month = None

    def _move(self, named: Named, by: Basis) -> None:
        """Take over what the mention names: of a range the end, but its year is that of the beginning."""
        (first, last), unit = named.stretch, named.unit
        self.last, self.last_by = named.stretch, by
        if unit != "day" or named.ranged:
            self.period, self.period_by = named.stretch, by
        left = self.year is not None and not named.names_year and unit in ("day", "month") and first.year != self.year
        if left and not named.ranged:
            self.year, self.firm_year = None, False  # 1998年改制。记者5月24日获悉
        if named.names_year:
            self.year, self.year_by, self.firm_year = first.year, by, unit != "year"
        if named.ranged:
            self.month, self.month_by = (last.year, last.month), by
        elif unit in ("day", "month", "part of month"):
            self.month, self.month_by, self.in_days = (first.year, first.month), by, unit == "day"
        elif unit == "year" and named.names_year:
            self.month = None
        if (unit == "day" and not named.ranged) or named.to_day:
            self.day, self.day_by, self.day_named = last, by, True
            self._expect(last)

    def _expect(self, day: date) -> None:
        """A day shortly ahead of the report: the article forecasts."""
        if self.reference is not None and timedelta(0) < day - self.reference <= EXPECTED and (self.ahead is None or day > self.ahead):
            self.ahead = day

    def _tell(self, named: Named, by: Basis) -> None:
        """Take a stretch as what the figures are of; a day of the report itself is none unless they are as of it."""
        (first, last), unit = named.stretch, "days" if named.ranged else named.unit
        if unit == "day" and not named.whole and self.reports(last):
            return
        month = self.figures.get("month")
        self.figures_by = by
        if named.whole or unit in _FINE:
            self.figures = {"year": last, "quarter": last, "month": last}
        elif month is not None and first <= month <= last:
            self.figures = {"year": last, "quarter": last if unit in ("quarter", "half") else month, "month": month}
        else:
            self.figures = {"year": last, "quarter": last} if unit in ("quarter", "half") else {"year": last}

    def _report(self, named: Named, by: Basis) -> None:
        """Take the first day near the reference day as what the article is about; the dateline only until another is named."""
        day = named.stretch[1]
        near = self.reference is None or timedelta(0) <= self.reference - day <= REPORTED
        if near and not self.lead_is_firm:
            self.lead, self.lead_by, self.lead_is_firm = day, by, not named.dateline

    # ------------------------------------------------------------ what is asked of it

    def at(self, day: date, by: Basis) -> Narrative:
        """The state in which the other end of a range is read: right at its beginning."""
        return replace(
            self, year=day.year, year_by=by, firm_year=True, month=(day.year, day.month), month_by=by, day=day, day_by=by, day_named=True
        )

    def base(self, unit: str) -> tuple[date, Basis] | None:
        """The last day of the year, quarter or month that 上年, 上季度, 上月 of a comparison count from.

        That is what the paragraph gives figures of; where it does not say, what the article has compared from before, unless the
        paragraph is of another year.
        """
        told, kept = self.figures.get(unit), self.compared.get(unit)
        if told is not None:
            return told, self.figures_by
        year = self.figures.get("year")
        return (kept, self.compared_by) if kept is not None and (year is None or year.year == kept.year) else None
