"""Years, their parts, and months: from what is named and the narrative to days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import EDGES, Hints, Value, in_year, named_year
from extractor.dates.context import Narrative
from extractor.dates.model import EXPLICIT, Basis
from extractor.dates.parts import Century, Month, MonthAway, Months, Plan, QuarterAway, Side, TenDays, Unit, YearAway

_PLAN = 5  # years
_WINTER, _SPRING = 12, 3


def whole_year(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """2018年, 去年."""
    year = named_year(side, narrative, hints)
    stretch = cal.years(year[0], year[0]) if year else None
    return Value(stretch, "year", year[1]) if stretch and year else None


def plan(side: Side, _narrative: Narrative, _hints: Hints) -> Value | None:
    """“十四五”期间."""
    first = side.year.first if isinstance(side.year, Plan) else 0
    stretch = cal.years(first, first + _PLAN - 1)
    return Value(stretch, "years", EXPLICIT) if stretch else None


def century(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    """20世纪, 上世纪90年代."""
    named = side.year
    if not isinstance(named, Century):
        return None
    basis, reference = EXPLICIT, narrative.reference
    if named.number is not None:
        first = 100 * (named.number - 1)
    elif reference is not None:
        first, basis = 100 * (reference.year // 100 + (named.away or 0)), narrative.reported
    else:
        return None
    if named.decade is None:
        stretch = cal.years(max(first, 1), first + 99)
        return Value(stretch, "century", basis) if stretch else None
    stretch = cal.years(first + named.decade, first + named.decade + 9)
    return Value(stretch, "decade", basis) if stretch else None


# ---------------------------------------------------------------- parts of a year


def months_of_year(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """上半年, 三季度, 春季, 前11个月."""
    named = side.part
    if not isinstance(named, Months):
        return None
    side = _running_winter(side, named, narrative)
    found = in_year(lambda y: cal.months(y, named.first, named.first + named.count - 1), side, narrative, hints)
    return Value(found[0], named.unit, found[1]) if found else None


def _running_winter(side: Side, named: Months, narrative: Narrative) -> Side:
    """今冬 before spring is the winter that began in the year before."""
    year, reference = side.year, narrative.reference
    running = isinstance(year, YearAway) and year.count == 0 and named.unit == "season" and named.first == _WINTER
    return side._replace(year=YearAway(-1)) if running and reference is not None and reference.month < _SPRING else side


def quarter_away(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """上季度."""
    named = side.part
    if not isinstance(named, QuarterAway):
        return None
    told = narrative.base("quarter") if named.steps and hints.measured else None
    base = told or narrative.counted_from
    if base is None:
        return None
    index = base[0].year * 4 + (base[0].month - 1) // 3 + named.count
    stretch = cal.months(index // 4, index % 4 * 3 + 1, index % 4 * 3 + 3)
    return Value(stretch, "quarter", base[1]) if stretch else None


# ---------------------------------------------------------------- months and their parts


def _stretch_of(side: Side, month: Month) -> Callable[[int], Stretch | None]:
    if side.lunar:
        return lambda y: cal.lunar_month(y, month.number, month.leap)
    if isinstance(side.day, TenDays):
        tens = side.day.part
        return lambda y: cal.tenday(y, month.number, tens)
    return lambda y: cal.months(y, month.number, month.number)


def named_month(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """5月, 上月, 6月上旬, 当月, and 中旬 alone."""
    tens = side.day.part if isinstance(side.day, TenDays) else None
    modifier = EDGES.get(tens) if tens else None
    if side.month is not None:
        found = in_year(_stretch_of(side, side.month), side, narrative, hints)
        unit: Unit = "days" if side.lunar else "part of month" if tens else "month"
        return Value(found[0], unit, found[1], modifier) if found else None
    where = current_month(side, narrative, hints)
    stretch = _stretch_of(side, Month(where[0].month))(where[0].year) if where is not None else None
    return Value(stretch, "part of month" if tens else "month", where[1], modifier) if where and stretch else None


def current_month(side: Side, narrative: Narrative, hints: Hints) -> tuple[date, Basis] | None:
    """The first day of the month that 本月, 当月 or no word mean."""
    away = side.part if isinstance(side.part, MonthAway) else MonthAway(0, "narrative")
    if away.origin == "reference":
        told = narrative.base("month") if away.steps and hints.measured else None
        base = told or narrative.counted_from
    elif narrative.month is not None:
        base = date(*narrative.month, 1), narrative.month_by
    else:
        base = narrative.counted_from
    return (cal.add_months(base[0].replace(day=1), away.count), base[1]) if base is not None else None
