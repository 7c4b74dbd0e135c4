"""Years, their parts, and months: from parts and narrative to days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import EDGES, Hints, Value, in_year, named_year
from extractor.dates.context import Narrative
from extractor.dates.model import EXPLICIT, Basis, Parts


def whole_year(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    year = named_year(parts, narrative, hints)
    stretch = cal.years(year[0], year[0]) if year else None
    if stretch is None or year is None:
        return None
    return Value(stretch, "year", year[1])


def century_or_plan(parts: Parts, narrative: Narrative, _hints: Hints) -> Value | None:
    reference = narrative.reference
    basis = EXPLICIT
    if parts.plan is not None:
        stretch = cal.years(parts.plan, parts.plan + (2 if parts.plan == 1963 else 4))
        return Value(stretch, "years", basis) if stretch else None
    if parts.century is not None:
        first = 100 * (parts.century - 1)
    elif reference is not None and parts.century_offset is not None:
        first, basis = 100 * (reference.year // 100 + parts.century_offset), narrative.reported
    else:
        return None
    if parts.decade is None:
        stretch = cal.years(max(first, 1), first + 99)
        return Value(stretch, "century", basis) if stretch else None
    stretch = cal.years(first + parts.decade, first + parts.decade + 9)
    return Value(stretch, "decade", basis) if stretch else None


# ---------------------------------------------------------------- parts of a year


def part_of_year(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    unit, candidate = _year_part(parts)
    found = in_year(candidate, parts, narrative, hints)
    return Value(found[0], unit, found[1]) if found else None


def _year_part(parts: Parts) -> tuple[str, Callable[[int], Stretch | None]]:
    if parts.half is not None:
        half = parts.half
        return "half", lambda y: cal.months(y, 6 * half - 5, 6 * half)
    if parts.quarter is not None:
        quarter = parts.quarter
        return "quarter", lambda y: cal.months(y, 3 * quarter - 2, 3 * quarter)
    if parts.season is not None:
        season = parts.season
        return "season", lambda y: cal.months(y, season, season + 2)
    if parts.summer:
        return "months", lambda y: cal.months(y, 7, 8)
    if parts.last_months is not None:
        count = parts.last_months
        return "months", lambda y: cal.months(y, 13 - count, 12)
    count = parts.first_months or 12
    return "months", lambda y: cal.months(y, 1, count)


def quarter_away(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    told = narrative.base("quarter") if parts.stepping and hints.measured else None
    base, basis = told or (narrative.reference, narrative.reported)
    if base is None or parts.quarter_offset is None:
        return None
    index = base.year * 4 + (base.month - 1) // 3 + parts.quarter_offset
    stretch = cal.months(index // 4, index % 4 * 3 + 1, index % 4 * 3 + 3)
    return Value(stretch, "quarter", basis) if stretch else None


# ---------------------------------------------------------------- months and their parts


def _month_stretch(parts: Parts) -> Callable[[int], Stretch | None]:
    month = parts.month or 0
    if parts.lunar:
        return lambda y: cal.lunar_month(y, month, parts.leap)
    if parts.tenday is not None:
        part = parts.tenday
        return lambda y: cal.tenday(y, month, part)
    return lambda y: cal.months(y, month, month)


def named_month(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """5月, 上月, 6月上旬, 当月, and 中旬 alone."""
    unit = "part of month" if parts.tenday else "month"
    modifier = EDGES.get(parts.tenday) if parts.tenday else None
    if parts.month is not None:
        found = in_year(_month_stretch(parts), parts, narrative, hints)
        return Value(found[0], "days" if parts.lunar else unit, found[1], modifier) if found else None
    where = current_month(parts, narrative, hints)
    if where is None:
        return None
    (year, month), basis = where
    stretch = _month_stretch(parts.but(month=month))(year)
    return Value(stretch, unit, basis, modifier) if stretch else None


def current_month(parts: Parts, narrative: Narrative, hints: Hints) -> tuple[tuple[int, int], Basis] | None:
    """Year and month that 本月, 当月 or no word mean."""
    reference = narrative.reference
    if parts.month_offset is not None:
        told = narrative.base("month") if parts.stepping and hints.measured else None
        base, basis = told or (reference, narrative.reported)
        if base is None:
            return None
        day = cal.add_months(base.replace(day=1), parts.month_offset)
        return (day.year, day.month), basis
    if narrative.month is not None:
        day = cal.add_months(date(*narrative.month, 1), parts.month_echo or 0)
        return (day.year, day.month), narrative.month_by
    if reference is None:
        return None
    day = cal.add_months(reference.replace(day=1), parts.month_echo or 0)
    return (day.year, day.month), narrative.reported
