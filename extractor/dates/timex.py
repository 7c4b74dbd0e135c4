"""TIMEX3 values of what was resolved, and of what was not: unknown places are X."""

from __future__ import annotations

from datetime import date

from extractor.dates.calendar import Stretch, tenday_bounds
from extractor.dates.model import Parts

SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def of_stretch(stretch: Stretch, unit: str) -> str:
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


def clock(parts: Parts) -> str:
    """The part of a value behind the day: T15:30, TMO, or nothing.

    >>> clock(Parts(hour=15, minute=30)), clock(Parts(part="MO")), clock(Parts())
    ('T15:30', 'TMO', '')
    """
    if parts.hour is not None:
        rest = [value for value in (parts.minute, parts.second) if value is not None]
        return f"T{parts.hour:02d}" + "".join(f":{value:02d}" for value in rest)
    return f"T{parts.part}" if parts.part else ""


def unresolved(parts: Parts) -> str | None:
    """What can be written of parts without days: XXXX-05-24, XXXX-XX-24, BC0221.

    >>> unresolved(Parts(month=5, day=24)), unresolved(Parts(every="P1Y"))
    ('XXXX-05-24', 'XXXX')
    """
    if parts.before_christ and parts.year is not None:
        return f"BC{parts.year:04d}"
    if parts.lunar or parts.festival or parts.term:
        return None
    named = parts.year is not None and not parts.two_digits
    year = f"{parts.year:04d}" if named else "XXXX"
    if parts.weekday is not None and parts.month is None:
        return f"XXXX-WXX-{parts.weekday}" + clock(parts)
    if parts.day is not None:
        return f"{year}-{_two(parts.month)}-{parts.day:02d}{clock(parts)}"
    if parts.month is not None:
        if parts.tenday is not None:
            first, last = tenday_bounds(parts.tenday, _days(parts.month))
            return f"{year}-{_two(parts.month)}-{first:02d}/{year}-{_two(parts.month)}-{last:02d}"
        return f"{year}-{_two(parts.month)}"
    if parts.half or parts.quarter:
        return f"{year}-H{parts.half}" if parts.half else f"{year}-Q{parts.quarter}"
    if named or parts.every == "P1Y":
        return year
    return None


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02d}"


def _days(month: int | None) -> int:
    """Days of a month in most years."""
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month or 0, 31)


def of_set(parts: Parts, until: Parts | None) -> str | None:
    """Value of a recurring time: XXXX-06-21/XXXX-08-31, XXXX-WXX-3, or its period."""
    value = _recurring(parts) if until is None else _side(parts, last=False)
    if until is not None:
        other = _side(until, last=True)
        return f"{value}/{other}" if value and other else parts.every
    return value or parts.every


def _recurring(parts: Parts) -> str | None:
    if parts.month is not None or parts.weekday is not None:
        return unresolved(parts)
    if parts.weekend:
        return "XXXX-WXX-WE"
    if parts.day is not None:
        return f"XXXX-XX-{parts.day:02d}{clock(parts)}"
    shapes = {"P1Y": "XXXX", "P1M": "XXXX-XX", "P1W": "XXXX-WXX", "P1D": "XXXX-XX-XX"}
    shape = shapes.get(parts.every or "")
    return shape + clock(parts) if shape and (shape.endswith("XX-XX") or not clock(parts)) else shape


def _side(parts: Parts, *, last: bool) -> str | None:
    """One end of a recurring range, as a day where it can be told."""
    if parts.month is None or parts.day is not None:
        return unresolved(parts)
    part = parts.tenday or parts.edge
    if part is not None:
        first, final = tenday_bounds(part, _days(parts.month))
    else:
        return unresolved(parts)
    return f"XXXX-{parts.month:02d}-{final if last else first:02d}"
