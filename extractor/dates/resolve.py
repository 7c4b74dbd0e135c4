"""From what one side of an expression names and the narrative to a stretch of days: which part is resolved, and its edges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import EDGES, Hints, Value, named_year
from extractor.dates.context import Narrative
from extractor.dates.days import (
    day_away,
    day_of_month,
    festival,
    first_days,
    glossed_day,
    glossed_weekday,
    nth_day,
    nth_week,
    term,
    week_away,
    weekday,
    weekend,
)
from extractor.dates.model import EXPLICIT
from extractor.dates.parts import (
    Century,
    Clock,
    Day,
    DayAway,
    Edge,
    Event,
    Festival,
    FirstDays,
    GlossedDay,
    GlossedWeekday,
    Month,
    MonthAway,
    Months,
    NthDay,
    NthWeek,
    Plan,
    QuarterAway,
    SamePeriod,
    Side,
    Span,
    TenDays,
    Term,
    TradingDay,
    Unit,
    Vague,
    WeekAway,
    Weekday,
    Weekend,
    Year,
    YearAway,
    YearBeforeChrist,
)
from extractor.dates.vocabulary import lexicon, vague_words
from extractor.dates.years import century, months_of_year, named_month, plan, quarter_away, whole_year


def resolve(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """Days of one side by the finest part that it names, or None when they cannot be told."""
    if isinstance(side.year, YearBeforeChrist):
        return None
    finest = next((part for part in (side.day, side.part, side.year, side.clock) if part is not None), None)
    value = RESOLVERS[type(finest)](side, narrative, hints) if finest is not None else None
    return value if value is None or side.edge is None else _edge(side.edge, value, hints)


# ---------------------------------------------------------------- other


def _span(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    """2018-2019赛季, 今明两天, 下三周, 上三个月."""
    span, reference = side.day, narrative.reference
    if not isinstance(span, Span):
        return None
    if span.unit == "year":
        stretch = cal.years(span.first, span.first + span.count - 1)
        return Value(stretch, "years", EXPLICIT) if stretch else None
    if reference is None or (span.loose and narrative.year is not None):
        return None
    first, last = span.first, span.first + span.count - 1
    try:
        if span.unit == "years of century":
            century_first = reference.year // 100 * 100
            stretch = cal.years(century_first + first, century_first + last)
        elif span.unit == "years away":
            stretch = cal.years(reference.year + first, reference.year + last)
        elif span.unit == "weeks away":
            stretch = (cal.week(reference, first)[0], cal.week(reference, last)[1])
        elif span.unit == "months away":
            opening = cal.add_months(reference.replace(day=1), first)
            stretch = cal.months(opening.year, opening.month, opening.month + span.count - 1)
        else:
            stretch = (reference + timedelta(days=first), reference + timedelta(days=last))
    except OverflowError:
        return None
    return Value(stretch, "days", narrative.reported) if stretch else None


def _untold(_side: Side, _narrative: Narrative, _hints: Hints) -> Value | None:
    return None


def _event(side: Side, _narrative: Narrative, _hints: Hints) -> Value | None:
    day = lexicon().events[side.day.name if isinstance(side.day, Event) else ""]
    return Value((day, day), "day", EXPLICIT)


def _same_period(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """去年同期: what was named last, in the year named here."""
    named, by = (narrative.period, narrative.period_by) if narrative.period else (narrative.last, narrative.last_by)
    year = named_year(side, narrative, hints)
    if named is None or year is None:
        return None
    shift = year[0] - named[0].year
    if isinstance(side.year, YearAway) and side.year.origin == "reference" and shift >= 0:
        shift = -1  # 上年 of a year already past
    first, last = cal.shift_years(named[0], shift), cal.shift_years(named[1], shift)
    if first is None or last is None:
        return None
    if named[1] == cal.last_of_month(named[1].year, named[1].month):
        last = cal.last_of_month(last.year, last.month)
    return Value((first, last), "day" if first == last else "days", by)


def _vague(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    reference, word = narrative.reference, side.day.word if isinstance(side.day, Vague) else ""
    if reference is None or vague_words()[word].days != "reference":
        return None
    return Value((reference, reference), "day", narrative.reported)


# ---------------------------------------------------------------- beginnings, middles and ends


def _edge(edge: Edge, value: Value, hints: Hints) -> Value:
    """年初, 6月底, 一季度末: the part of the unit that is meant; 末 of what has figures is a last day."""
    balance = hints.balance or (hints.measured if value.unit == "month" else hints.figures)
    if edge.balance and balance and value.unit in ("month", "year", "quarter", "half"):
        return Value((value.stretch[1], value.stretch[1]), value.unit, value.basis, EDGES[edge.part], inner=True)
    narrow = EDGE_STRETCHES.get(value.unit)
    stretch = narrow(value.stretch, edge.part) if narrow is not None else value.stretch
    return Value(stretch, value.unit, value.basis, EDGES[edge.part], inner=True)


def _edge_of_year(stretch: Stretch, edge: int) -> Stretch:
    first, last = {1: (1, 1), 2: (6, 7), 3: (12, 12)}[edge]
    return cal.months(stretch[0].year, first, last) or stretch


def _edge_of_month(stretch: Stretch, edge: int) -> Stretch:
    return cal.tenday(stretch[0].year, stretch[0].month, edge) or stretch


def _edge_of_quarter(stretch: Stretch, edge: int) -> Stretch:
    month = stretch[0].month if edge == 1 else stretch[1].month
    return cal.months(stretch[0].year, month, month) or stretch


def _edge_of_years(stretch: Stretch, edge: int) -> Stretch:
    """Thirds of a century or decade; first and last year of a plan."""
    first, last = stretch[0].year, stretch[1].year
    count = last - first + 1
    third = {5: 1, 10: 3, 99: 30, 100: 30}.get(count, max(1, count // 3))
    bounds = {1: (first, first + third - 1), 2: (first + third, last - third), 3: (last - third + 1, last)}[edge]
    return cal.years(*bounds) or stretch


EDGE_STRETCHES: dict[Unit, Callable[[Stretch, int], Stretch]] = {
    "year": _edge_of_year,
    "month": _edge_of_month,
    "quarter": _edge_of_quarter,
    "half": _edge_of_quarter,
    "years": _edge_of_years,
    "decade": _edge_of_years,
    "century": _edge_of_years,
}

Resolver = Callable[[Side, Narrative, Hints], Value | None]

RESOLVERS: dict[type[Any], Resolver] = {
    Year: whole_year,
    YearAway: whole_year,
    Century: century,
    Plan: plan,
    Months: months_of_year,
    Month: named_month,
    MonthAway: named_month,
    QuarterAway: quarter_away,
    WeekAway: week_away,
    TenDays: named_month,
    Day: day_of_month,
    DayAway: day_away,
    Weekday: weekday,
    GlossedWeekday: glossed_weekday,
    GlossedDay: glossed_day,
    Weekend: weekend,
    NthWeek: nth_week,
    NthDay: nth_day,
    FirstDays: first_days,
    Festival: festival,
    Term: term,
    TradingDay: _untold,
    Vague: _vague,
    Event: _event,
    SamePeriod: _same_period,
    Span: _span,
    Clock: day_away,
}
