"""TIMEX3 values of what was resolved, and of what was not: unknown places are X."""

from __future__ import annotations

from datetime import date

from extractor.dates.calendar import Stretch, tenday_bounds
from extractor.dates.parts import (
    Clock,
    Day,
    DayAway,
    Edge,
    Festival,
    GlossedWeekday,
    Months,
    NthWeek,
    Side,
    TenDays,
    Term,
    Unit,
    Weekday,
    Weekdays,
    Weekend,
    Year,
    YearBeforeChrist,
)

SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def of_stretch(stretch: Stretch, unit: Unit) -> str:
    """Value of a calendar unit that begins with the stretch.

    >>> of_stretch((date(2018, 8, 6), date(2018, 8, 12)), "week"), of_stretch((date(2018, 7, 1), date(2018, 9, 30)), "quarter")
    ('2018-W32', '2018-Q3')
    """
    first, last = stretch
    if unit == "day":
        return first.isoformat()
    year = f"{first.year:04d}"
    if unit == "year":
        return year
    if unit in ("month", "part of month"):
        return f"{year}-{first.month:02d}"
    match unit:
        case "half":
            return f"{year}-H{1 if first.month < 7 else 2}"
        case "quarter":
            return f"{year}-Q{(first.month + 2) // 3}"
        case "season":
            return f"{year}-{SEASONS[first.month]}"
        case "week" | "weekend":
            iso = first.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
        case "decade":
            return year[:3]
        case "century":
            return year[:2]
    return f"{first}/{last}"


def interval(first: date | None, last: date | None) -> str | None:
    """A stretch of days; an open side is ``..``.

    >>> interval(date(2019, 1, 12), None)
    '2019-01-12/..'
    """
    if first is None and last is None:
        return None
    return f"{first or '..'}/{last or '..'}"


def clock(clock: Clock | None) -> str:
    """The part of a value behind the day: T15:30, TMO, or nothing.

    >>> clock(Clock(hour=15, minute=30)), clock(Clock(part="MO")), clock(None)
    ('T15:30', 'TMO', '')
    """
    if clock is None:
        return ""
    if clock.hour is not None:
        rest = [value for value in (clock.minute, clock.second) if value is not None]
        return f"T{clock.hour:02d}" + "".join(f":{value:02d}" for value in rest)
    return f"T{clock.part}" if clock.part else ""


def unresolved(side: Side) -> str | None:
    """What can be written of a side without days: XXXX-05-24, XXXX-XX-24, BC0221.

    >>> from extractor.dates.parts import Month
    >>> unresolved(Side(part=Month(5), day=Day(24)))
    'XXXX-05-24'
    """
    if isinstance(side.year, YearBeforeChrist):
        return f"BC{side.year.number:04d}"
    if side.lunar or isinstance(side.day, Festival | Term):
        return None
    named = side.year.number if isinstance(side.year, Year) and not side.year.two_digits else None
    year = f"{named:04d}" if named is not None else "XXXX"
    if isinstance(side.day, Weekday) and side.month is None:
        return f"XXXX-WXX-{side.day.number}" + clock(side.clock)
    if isinstance(side.day, Weekend):
        return "XXXX-WXX-WE"
    if isinstance(side.day, GlossedWeekday):
        return f"{year}-{side.day.month or 'XX':0>2}-{side.day.day:02d}"
    month = f"{year}-{side.month.number if side.month is not None else 'XX':0>2}"
    if isinstance(side.day, Day):
        return f"{month}-{side.day.number:02d}{clock(side.clock)}"
    if side.month is not None:
        if isinstance(side.day, TenDays):
            first, last = tenday_bounds(side.day.part, _days(side.month.number))
            return f"{month}-{first:02d}/{month}-{last:02d}"
        return month
    if isinstance(side.part, Months) and side.part.unit in ("half", "quarter"):
        return f"{year}-H{side.part.first // 6 + 1}" if side.part.unit == "half" else f"{year}-Q{side.part.first // 3 + 1}"
    return year if named is not None else None


def _days(month: int) -> int:
    """Days of a month in most years."""
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


# ---------------------------------------------------------------- recurring times

_SHAPES = {"P1Y": "XXXX", "P1M": "XXXX-XX", "P1W": "XXXX-WXX", "P1D": "XXXX-XX-XX"}


def of_set(side: Side, until: Side | None, every: str) -> str:
    """Value of a recurring time: XXXX-06-21/XXXX-08-31, XXXX-WXX-3, {XXXX-WXX-1,XXXX-WXX-3}, or its period.

    The braces are those of EDTF: all of them. A clock at the end of a range of days is not part of the value.

    >>> of_set(Side(day=Weekday(6), clock=Clock(hour=14)), Side(clock=Clock(hour=16)), "P1W")
    'XXXX-WXX-6T14/XXXX-WXX-6T16'
    """
    if until is None:
        return _recurring(side, every) or every
    if until.clock is not None and (until.only_clock or isinstance(until.day, DayAway)):
        ends = _recurring(side, every), _recurring(side._replace(clock=until.clock), every)
    else:
        whole = until.within(side)
        ends = _side(side._replace(clock=None), last=False), _side(whole._replace(clock=None), last=True)
    return f"{ends[0]}/{ends[1]}" if ends[0] and ends[1] else every


def _recurring(side: Side, every: str) -> str | None:
    if isinstance(side.day, NthWeek):
        return None
    if isinstance(side.day, Weekdays):
        return "{" + ",".join(f"XXXX-WXX-{number}" for number in side.day.numbers) + "}"
    if side.month is not None or isinstance(side.day, Weekday):
        return unresolved(side)
    if isinstance(side.day, Weekend):
        return "XXXX-WXX-WE"
    if isinstance(side.day, Day):
        return f"XXXX-XX-{side.day.number:02d}{clock(side.clock)}"
    shape = _SHAPES.get(every)
    return shape + clock(side.clock) if shape and (every == "P1D" or side.clock is None) else shape


def _side(side: Side, *, last: bool) -> str | None:
    """One end of a recurring range, as a day where it can be told."""
    part = side.day.part if isinstance(side.day, TenDays) else side.edge.part if isinstance(side.edge, Edge) else None
    if side.month is None or part is None:
        return unresolved(side)
    first, final = tenday_bounds(part, _days(side.month.number))
    return f"XXXX-{side.month.number:02d}-{final if last else first:02d}"
