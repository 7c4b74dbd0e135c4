"""Arithmetic on calendar days: months, quarters, weeks, and the festivals and months of the lunar calendar.

A stretch is a pair of days, both inclusive. What does not exist (30 February) is None. ``lunar_python`` is imported when a lunar
date or a solar term is first needed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from extractor.dates.vocabulary import Festival, lexicon

Stretch = tuple[date, date]
DAY = timedelta(days=1)
LUNAR_YEARS = range(1800, 2200)  # what the lunar calendar is asked about


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none.

    >>> day_of(2018, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """Last day of a month.

    >>> last_of_month(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return date(9999, 12, 31) if (year, month) >= (9999, 12) else date(year + month // 12, month % 12 + 1, 1) - DAY


def months(year: int, first: int, last: int) -> Stretch | None:
    """From the first day of one month to the last day of another of the same year; ``last`` may run into the next.

    >>> months(2018, 12, 14)
    (datetime.date(2018, 12, 1), datetime.date(2019, 2, 28))
    """
    if not (1 <= first <= 12 and 1 <= year <= 9999 and first <= last):
        return None
    more, rest = divmod(last - 1, 12)
    return (date(year, first, 1), last_of_month(year + more, rest + 1)) if year + more <= 9999 else None


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


def tenday(year: int, month: int, part: int) -> Stretch | None:
    """上旬, 中旬, 下旬 of a month: 1–10, 11–20, 21 to its end."""
    whole = months(year, month, month)
    if whole is None:
        return None
    first = whole[0] + timedelta(days=10 * (part - 1))
    return first, whole[1] if part == 3 else first + timedelta(days=9)


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The day of a day of the lunar calendar; day 0 of month 13 is the last day of the lunar year.

    >>> lunar_day(2018, 1, 1), lunar_day(2017, 13, 0)
    (datetime.date(2018, 2, 16), datetime.date(2018, 2, 15))
    """
    if year not in LUNAR_YEARS:
        return None
    if (month, day) == (13, 0):
        first = lunar_day(year + 1, 1, 1)
        return first - DAY if first else None
    from lunar_python import Lunar, LunarMonth

    shape = LunarMonth.fromYm(year, -month if leap else month)
    if shape is None or not 1 <= day <= shape.getDayCount():
        return None
    solar = Lunar.fromYmd(year, -month if leap else month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=4096)
def lunar_month(year: int, month: int, leap: bool = False) -> Stretch | None:
    """First and last day of a lunar month."""
    first = lunar_day(year, month, 1, leap)
    last = (lunar_day(year, month, 30, leap) or lunar_day(year, month, 29, leap)) if first else None
    return (first, last) if first and last else None


@lru_cache(maxsize=512)
def lunar_year_of(day: date) -> int:
    """The lunar year that a day lies in, as the number of the year in which it begins."""
    new_year = lunar_day(day.year, 1, 1)
    return day.year if new_year is None or day >= new_year else day.year - 1


@lru_cache(maxsize=512)
def _terms(year: int) -> dict[str, date]:
    from lunar_python import Solar

    table = Solar.fromYmd(year, 6, 30).getLunar().getJieQiTable()
    closing = lexicon().terms.closing  # the library's key of the last term of the year; its plain name is that of the year before
    keys = {name: closing if name == lexicon().terms.names[-1] else name for name in lexicon().terms.names}
    days = {name: table[key] for name, key in keys.items()}
    return {name: date(solar.getYear(), solar.getMonth(), solar.getDay()) for name, solar in days.items()}


def solar_term(year: int, name: str) -> date | None:
    """The day of a solar term.

    >>> solar_term(2018, "冬至")
    datetime.date(2018, 12, 22)
    """
    return _terms(year).get(name) if year in LUNAR_YEARS else None


@lru_cache(maxsize=1024)
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
    return solar_term(year, festival.term or "")
