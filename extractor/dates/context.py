"""Where the narrative is: the year, month and day that later mentions count from. One step per mention.

A paragraph begins with the day that the article reports from; what it names from then on is what ``当日``, ``同年`` and days without
a month refer to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from extractor.dates.calendar import Stretch
from extractor.dates.model import ReferenceTime

REPORTED = timedelta(days=10)  # news is about days so recent


@dataclass(slots=True)
class Narrative:
    """The state that a mention is resolved in.

    ``year`` is set only where the text named it; ``month`` and ``day`` by every mention that has them. ``last`` is the stretch named
    last, ``period`` the last one longer than a day: what 去年同期 is about.
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
        self.firm_year = self.day_named = False
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
            self.month = (first.year, first.month)
        elif unit == "year" and names_year:
            self.month = None
        if unit == "day":
            self.day, self.day_named = last, True
