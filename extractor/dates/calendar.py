"""Arithmetic on calendar days: months, quarters, weeks, and the festivals and months of the lunar calendar.

A stretch is a pair of days, both inclusive. What does not exist (30 February) is None. The lunar calendar and the solar terms are in
``lexicon/lunar_calendar.txt``, read when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extractor.dates.vocabulary import Festival, lexicon
from extractor.lexicon.load import read_table

Stretch = tuple[date, date]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LunarYear:
    """One year of the table: the first day and the lengths of its lunar months, and the days of its solar terms."""

    first: date
    leap: int
    lengths: tuple[int, ...]
    terms: tuple[date, ...]

    def month(self, month: int, leap: bool) -> Stretch | None:
        """First and last day of a lunar month; None where the year has no such month."""
        if not 1 <= month <= 12 or (leap and month != self.leap):
            return None
        index = month if leap or 0 < self.leap < month else month - 1
        first = self.first + timedelta(days=sum(self.lengths[:index]))
        return first, first + timedelta(days=self.lengths[index] - 1)


@lru_cache(maxsize=1)
def _lunar_rows() -> dict[int, tuple[str, ...]]:
    return {int(year): tuple(rest) for year, *rest in read_table("lunar_calendar.txt")}


@lru_cache(maxsize=512)
def _lunar_year(year: int) -> LunarYear | None:
    """A year of the lunar calendar; None outside the table (1800 to 2199)."""
    row = _lunar_rows().get(year)
    if row is None:
        return None
    first, leap, lengths, terms = row
    days = (int(terms[i : i + 2]) for i in range(0, len(terms), 2))
    return LunarYear(
        date.fromisoformat(f"{year}-{first}"),
        int(leap),
        tuple(30 if sign == "+" else 29 for sign in lengths),
        tuple(date(year, index // 2 + 1, day) for index, day in enumerate(days)),
    )


@lru_cache(maxsize=4096)
def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none.

    >>> day_of(2018, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def last_of_month(year: int, month: int) -> date:
    """Last day of a month.

    >>> last_of_month(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return date(9999, 12, 31) if (year, month) >= (9999, 12) else date(year + month // 12, month % 12 + 1, 1) - DAY


@lru_cache(maxsize=2048)
def months(year: int, first: int, last: int) -> Stretch | None:
    """From the first day of one month to the last day of another of the same year; ``last`` may run into the next.

    >>> months(2018, 12, 14)
    (datetime.date(2018, 12, 1), datetime.date(2019, 2, 28))
    """
    if not (1 <= first <= 12 and 1 <= year <= 9999 and first <= last):
        return None
    more, rest = divmod(last - 1, 12)
    return (date(year, first, 1), last_of_month(year + more, rest + 1)) if year + more <= 9999 else None


def day_in_month(month: date, away: int, day: int) -> date | None:
    """The day so many months from the month of another; None where that month has none.

    >>> day_in_month(date(2018, 1, 31), 1, 28), day_in_month(date(2018, 1, 31), 1, 30)
    (datetime.date(2018, 2, 28), None)
    """
    other = add_months(month.replace(day=1), away)
    return day_of(other.year, other.month, day)


@lru_cache(maxsize=1024)
def years(first: int, last: int) -> Stretch | None:
    """Whole years."""
    return (date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def add_months(day: date, count: int) -> date:
    """The same day so many months later; the last day where the month is shorter.

    >>> add_months(date(2018, 1, 31), 1)
    datetime.date(2018, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month, min(day.day, last_of_month(year, month).day))


def shift_years(day: date, count: int) -> date | None:
    """The same day so many years later, None beyond the calendar."""
    try:
        return add_months(day, 12 * count)
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def week(day: date, offset: int = 0) -> Stretch:
    """Monday to Sunday of the week of a day, or of one so many weeks later.

    >>> week(date(2018, 8, 8), -1)
    (datetime.date(2018, 7, 30), datetime.date(2018, 8, 5))
    """
    monday = day + timedelta(days=7 * offset - day.weekday())
    return monday, monday + timedelta(days=6)


def nth_weekday(first: date, nth: int, weekday: int) -> date:
    """The nth such weekday (1 Monday … 7 Sunday) from a first day on.

    >>> nth_weekday(date(2021, 5, 1), 2, 7)
    datetime.date(2021, 5, 9)
    """
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))


def last_weekday(last: date, weekday: int) -> date:
    """The last such weekday up to a last day."""
    return last - timedelta(days=(last.weekday() - weekday + 1) % 7)


_HALVES = (4, 5)  # 上半月, 下半月


def tenday(year: int, month: int, part: int) -> Stretch | None:
    """上旬, 中旬, 下旬 of a month, or two of them."""
    whole = months(year, month, month)
    if whole is None:
        return None
    first, last = tenday_bounds(part, whole[1].day)
    return whole[0].replace(day=first), whole[0].replace(day=last)


def tenday_bounds(part: int, length: int) -> tuple[int, int]:
    """First and last day of 上旬 (1), 中旬 (2), 下旬 (3), 上中旬 (12), 中下旬 (23), 上半月 (4), 下半月 (5) in a month of so many days.

    >>> tenday_bounds(3, 28), tenday_bounds(12, 30), tenday_bounds(5, 30)
    ((21, 28), (1, 20), (16, 30))
    """
    if part in _HALVES:
        return (1, 15) if part == _HALVES[0] else (16, length)
    first, last = divmod(part, 10) if part > 10 else (part, part)
    return 10 * first - 9, length if last == 3 else 10 * last


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the rule of Gauss and Meeus.

    >>> easter(2013)
    datetime.date(2013, 3, 31)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    days = moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114
    return date(year, days // 31, days % 31 + 1)


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The day of a day of the lunar calendar; day 0 of month 13 is the last day of the lunar year.

    >>> lunar_day(2018, 1, 1), lunar_day(2017, 13, 0)
    (datetime.date(2018, 2, 16), datetime.date(2018, 2, 15))
    """
    if (month, day) == (13, 0):
        whole = _lunar_year(year)
        return whole.first + timedelta(days=sum(whole.lengths) - 1) if whole else None
    stretch = lunar_month(year, month, leap)
    if stretch is None or day < 1:
        return None
    found = stretch[0] + timedelta(days=day - 1)
    return found if found <= stretch[1] else None


def lunar_month(year: int, month: int, leap: bool = False) -> Stretch | None:
    """First and last day of a lunar month.

    >>> lunar_month(2020, 4, leap=True)
    (datetime.date(2020, 5, 23), datetime.date(2020, 6, 20))
    """
    whole = _lunar_year(year)
    return whole.month(month, leap) if whole else None


def solar_term(year: int, name: str) -> date | None:
    """The day of a solar term.

    >>> solar_term(2018, "冬至")
    datetime.date(2018, 12, 22)
    """
    whole, names = _lunar_year(year), lexicon().terms.names
    return whole.terms[names.index(name)] if whole and name in names else None


@lru_cache(maxsize=256)
def days_off(day: date) -> Stretch | None:
    """The days off around a public holiday of China, by the yearly arrangement of the State Council; None where there is none.

    >>> days_off(date(2025, 5, 1))
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 5))
    """
    from chinese_calendar import is_holiday
    from chinese_calendar.constants import holidays

    if day not in holidays:
        return None
    first = last = day
    years = (min(holidays).year, max(holidays).year)
    while (first - DAY).year >= years[0] and is_holiday(first - DAY):
        first -= DAY
    while (last + DAY).year <= years[1] and is_holiday(last + DAY):
        last += DAY
    return first, last


def festival_day(year: int, festival: Festival) -> date | None:
    """The day of a festival in a year; that of a lunar festival in the lunar year that begins in it."""
    if not 1 <= year <= 9999:
        return None
    if festival.on:
        return day_of(year, *festival.on)
    if festival.weekday:
        month, nth, weekday = festival.weekday
        return nth_weekday(date(year, month, 1), nth, weekday)
    if festival.lunar:
        return lunar_day(year, *festival.lunar)
    if festival.easter is not None:
        return easter(year) + timedelta(days=festival.easter) if 1583 <= year <= 9998 else None
    return solar_term(year, festival.term or "")
