"""Where the narrative is: the year, month and day that later mentions count from. One step per mention.

A paragraph begins with the day that the article reports from; what it names from then on is what ``当日``, ``同年`` and days without
a month refer to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from extractor.dates.calendar import Stretch
from extractor.dates.model import ReferenceTime

REPORTED = timedelta(days=10)  # news is about days so recent


@dataclass(slots=True)
class Narrative:
    """The state that a mention is resolved in.

    ``year`` is set only where the text named it; ``month`` and ``day`` by every mention that has them. ``last`` is the stretch named
    last, ``period`` the last one longer than a day: what 去年同期 is about. ``figures`` is what the paragraph gives figures of, the last
    day of it by unit, and ``compared`` what the article last compared from: 比上年增长 counts from the one or the other.
    """

    reference: date | None = None
    published: datetime | None = None
    lead: date | None = None
    lead_is_firm: bool = False
    year: int | None = None
    firm_year: bool = False
    month: tuple[int, int] | None = None
    day: date | None = None
    day_named: bool = False
    last: Stretch | None = None
    period: Stretch | None = None
    last_end: int = -1
    in_days: bool = False
    figures: dict[str, date] = field(default_factory=dict)
    compared: dict[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, reference: ReferenceTime) -> Narrative:
        """The state before the first mention."""
        return cls(reference=reference.day, published=reference.published)

    @property
    def now(self) -> datetime | None:
        """The reference day, with the time of publication where that is its day."""
        if self.reference is None:
            return None
        same = self.published is not None and self.published.date() == self.reference
        return self.published if same else datetime.combine(self.reference, datetime.min.time())

    def begin_paragraph(self) -> None:
        """Forget year and month; the day is again that of the report."""
        self.year = self.month = self.last = self.period = None
        self.firm_year = self.day_named = self.in_days = False
        self.figures = {}
        self.day = self.lead or self.reference

    def at(self, day: date) -> Narrative:
        """The state in which the other end of a range is read: right at its beginning."""
        return replace(self, year=day.year, firm_year=True, month=(day.year, day.month), day=day, day_named=True)

    def report(self, day: date, *, dateline: bool) -> None:
        """Take the first day near the reference day as the day that the article is about; the dateline only until another is named."""
        near = self.reference is None or timedelta(0) <= self.reference - day <= REPORTED
        if near and not self.lead_is_firm:
            self.lead, self.lead_is_firm = day, not dateline

    def step(self, stretch: Stretch, unit: str, names_year: bool, end: int) -> None:
        """Move to what a mention has named."""
        first, last = stretch
        self.last = stretch
        self.last_end = end
        if unit != "day":
            self.period = stretch
        if names_year:
            self.year, self.firm_year = first.year, unit != "year"
        if unit in ("day", "month", "part of month"):
            self.month, self.in_days = (first.year, first.month), unit == "day"
        elif unit == "year" and names_year:
            self.month = None
        if unit == "day":
            self.day, self.day_named = last, True

    def tell(self, stretch: Stretch, unit: str, *, whole: bool) -> None:
        """Take a stretch as what the figures are of; a day of the report itself is none unless they are as of it (``whole``)."""
        last = stretch[1]
        if unit == "day" and not whole and self.reference is not None and abs(self.reference - last) <= REPORTED:
            return
        known = self.figures.get("month")
        fine = whole or unit in ("day", "month", "part of month", "months", "days")
        month = last if fine else known if known is not None and stretch[0] <= known <= last else None
        quarter = last if fine or unit in ("quarter", "half") else month
        named = {"year": last, "quarter": quarter, "month": month}
        self.figures = {name: day for name, day in named.items() if day is not None}

    def compare(self, end: int) -> None:
        """Something was compared: nothing moves, and what was compared from stays for paragraphs that do not say it again."""
        self.last_end = end
        self.compared = self.compared | self.figures

    def base(self, unit: str) -> date | None:
        """The last day of the year, quarter or month that 上年, 上季度, 上月 of a comparison count from."""
        told, kept = self.figures.get(unit), self.compared.get(unit)
        if told is not None or kept is None:
            return told
        year = self.figures.get("year")
        return kept if year is None or year.year == kept.year else None
