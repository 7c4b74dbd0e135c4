"""Days, festivals and weeks: from what is named and the narrative to days."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import WEEK, Hints, Value, in_year
from extractor.dates.context import Narrative
from extractor.dates.model import Basis
from extractor.dates.parts import (
    Day,
    DayAway,
    Festival,
    FirstDays,
    GlossedDay,
    GlossedWeekday,
    NthDay,
    NthWeek,
    Side,
    Term,
    WeekAway,
    Weekday,
    Weekend,
)
from extractor.dates.vocabulary import festivals
from extractor.dates.years import current_month, named_month, whole_year

MONTHS = timedelta(days=62)
DAYS = timedelta(days=3)  # a bare day so recent is that of the report, even where the paragraph has named an earlier month
TODAY, SOON, LONG_AGO = timedelta(0), timedelta(days=7), timedelta(days=18)
_DECEMBER = 12
_AROUND = (0, -1, -2, -3, 1)
_NEAR_MONTHS = (0, -1, 1, -2, 2)


def day_of_month(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """5月24日, 农历腊月廿八, 上月15日, 24日."""
    number, month = side.day.number if isinstance(side.day, Day) else 0, side.month
    if month is not None:

        def candidate(year: int) -> Stretch | None:
            found = cal.lunar_day(year, month.number, number, month.leap) if side.lunar else cal.day_of(year, month.number, number)
            return (found, found) if found else None

        found = in_year(candidate, side, narrative, hints)
        return Value(found[0], "day", found[1]) if found else None
    if side.monthly:
        where = current_month(side, narrative, hints)
        one = cal.day_of(where[0].year, where[0].month, number) if where else None
        return Value((one, one), "day", where[1]) if where and one else None
    bare = _bare_day(number, narrative, hints)
    return Value((bare[0], bare[0]), "day", bare[1]) if bare else None


def _bare_day(day: int, narrative: Narrative, hints: Hints) -> tuple[date, Basis] | None:
    """24日: in the month of the narrative unless that is still to come, else the nearest one up to the reference day."""
    reference, latest = narrative.reference, narrative.latest
    told = cal.day_of(*narrative.month, day) if narrative.month else None
    listed = hints.listed and told is not None and narrative.in_days and narrative.day is not None and told > narrative.day
    if reference is None or latest is None or listed:
        return (told, narrative.month_by) if told else None
    past = _nearest(latest, day, (0, -1, -2, -3), -1)
    future = _nearest(reference, day, (0, 1, 2), 1)
    forecast = hints.forecast or (future is not None and narrative.expects(future))
    next_one = told is None and not hints.told and _next(past, future, reference)
    forward = hints.forward or next_one or (forecast and _upcoming(past, future, reference))
    upcoming = narrative.day is not None and narrative.day > reference and not (past is not None and reference - past <= DAYS)
    ahead = forward or upcoming
    if told is not None and (told <= latest or ahead) and (not forward or told >= reference - WEEK):
        recent = past is not None and told < past and not narrative.in_days and reference - told <= MONTHS and reference - past <= DAYS
        return (past, narrative.reported) if past is not None and recent else (told, narrative.month_by)
    if hints.alone:
        here = cal.day_of(reference.year, reference.month, day)
        return (here, narrative.reported) if here else None
    future = future if forward else None
    if future is not None and (past is None or future - reference <= 3 * WEEK or reference - past > WEEK):
        return future, narrative.reported
    return (past, narrative.reported) if past else None


def _upcoming(past: date | None, future: date | None, reference: date) -> bool:
    """Whether a bare day in a forecast is the coming one: near ahead, and the last one is long ago."""
    return future is not None and future - reference <= WEEK and (past is None or reference - past > 2 * WEEK)


def _next(past: date | None, future: date | None, reference: date) -> bool:
    """Whether a day is close ahead and its last one far back: of that one the month would be told."""
    return future is not None and TODAY < future - reference <= SOON and (past is None or reference - past > LONG_AGO)


def _nearest(reference: date, day: int, steps: tuple[int, ...], sign: int) -> date | None:
    """The nearest such day of a month before (-1) or after (1) the reference day, that day included."""
    for step in steps:
        found = cal.day_in_month(reference, step, day)
        if found is not None and sign * (found - reference).days >= 0:
            return found
    return None


def day_away(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """昨天, 当日, a clock without a day."""
    away = side.day if isinstance(side.day, DayAway) else DayAway(0, "narrative")
    base: tuple[date, Basis] | None
    if away.origin == "reference":
        base = narrative.counted_from
    elif away.count and not narrative.day_named and not hints.alone:
        base = None
    else:
        base = (narrative.day, narrative.day_by) if narrative.day is not None else None
    if base is None:
        return None
    try:
        found = base[0] + timedelta(days=away.count)
    except OverflowError:
        return None
    return Value((found, found), "day", base[1])


# ---------------------------------------------------------------- festivals and solar terms


def festival(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """春节; 五一假期 by the arrangement of its year, or from its day on where there is none yet."""
    return _festival(side.day, side, narrative, hints) if isinstance(side.day, Festival) else None


def _festival(named: Festival, side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    entry = festivals()[named.name]

    def candidate(year: int) -> Stretch | None:
        back = 1 if entry.lunar and entry.lunar[0] >= _DECEMBER else 0  # 2018年除夕 lies in 2018, at the end of lunar 2017
        first = cal.festival_day(year - back, entry)
        return (first, first) if first else None

    found = in_year(candidate, side, narrative, hints._replace(nearest=True))
    if found is None or not named.holiday:
        return Value(found[0], "day", found[1]) if found else None
    (day, _), basis = found
    if entry.whole:
        begin = day + timedelta(days=entry.shift)
        return Value((begin, begin + timedelta(days=entry.length - 1)), "days", basis)
    off = cal.days_off(day)
    return Value(off or (day, day), "days", basis, open=off is None)


def term(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """冬至."""
    name = side.day.name if isinstance(side.day, Term) else ""

    def candidate(year: int) -> Stretch | None:
        found = cal.solar_term(year, name)
        return (found, found) if found else None

    found = in_year(candidate, side, narrative, hints._replace(nearest=True))
    return Value(found[0], "day", found[1]) if found else None


# ---------------------------------------------------------------- days that are counted


def _whole(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """The week, month or year that is counted in."""
    if isinstance(side.part, WeekAway):
        return week_away(side, narrative, hints)
    plain = side._replace(day=None)
    return named_month(plain, narrative, hints) if side.monthly else whole_year(plain, narrative, hints)


def _counted_in(of: Festival | None, side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """The days off, or the week, month or year, whose days are counted."""
    return _festival(of, side, narrative, hints) if of is not None else _whole(side, narrative, hints)


def nth_day(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """2025年第一天, 国庆假期第三天: counted inside of what is named before it."""
    named = side.day
    if not isinstance(named, NthDay):
        return None
    whole = _counted_in(named.of, side, narrative, hints)
    if whole is None:
        return None
    first, last = whole.stretch
    day = first + timedelta(days=named.nth - 1) if named.nth > 0 else last + timedelta(days=named.nth + 1)
    inside = first <= day and (day <= last or whole.open)
    return Value((day, day), "day", whole.basis) if inside else None


def first_days(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """上月最后五天, 一月前两周, 国庆假期头三天."""
    if not isinstance(side.day, FirstDays):
        return None
    whole = _counted_in(side.day.of, side, narrative, hints)
    if whole is None:
        return None
    (first, last), count = whole.stretch, side.day.count
    stretch = (first, first + timedelta(days=count - 1)) if count > 0 else (last + timedelta(days=count + 1), last)
    inside = first <= stretch[0] and stretch[1] <= last
    return Value(stretch, "day" if stretch[0] == stretch[1] else "days", whole.basis) if inside else None


# ---------------------------------------------------------------- weeks


def week_away(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    """上周, 上周五, 下周末."""
    if isinstance(side.part, WeekAway) and side.part.origin == "narrative":
        return _week_before(narrative)
    if narrative.reference is None or not isinstance(side.part, WeekAway):
        return None
    monday, sunday = cal.week(narrative.reference, side.part.count)
    if isinstance(side.day, Weekend):
        return Value((monday + timedelta(days=5), sunday), "weekend", narrative.reported)
    if isinstance(side.day, Weekday):
        day = monday + timedelta(days=side.day.number - 1)
        return Value((day, day), "day", narrative.reported)
    return Value((monday, sunday), "week", narrative.reported)


def _week_before(narrative: Narrative) -> Value | None:
    """前一周 of a week that was named: the seven days before it."""
    if narrative.last is None or narrative.last[1] - narrative.last[0] != WEEK - timedelta(days=1):
        return None
    first, by = narrative.last[0], narrative.last_by
    return Value((first - WEEK, first - timedelta(days=1)), "week" if first.isoweekday() == 1 else "days", by)


def weekend(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """下周末; 周末: the running or coming one where the wording points ahead, else the last one."""
    if isinstance(side.part, WeekAway) or narrative.reference is None:
        return week_away(side, narrative, hints)
    if not hints.forward and not hints.over:
        return None  # any
    monday, sunday = cal.week(narrative.reference, 0 if hints.forward else -1)
    return Value((monday + timedelta(days=5), sunday), "weekend", narrative.reported)


def weekday(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """上周五; 周三 alone: of the day just named, else the nearest one in the direction of the wording."""
    if isinstance(side.part, WeekAway):
        return week_away(side, narrative, hints)
    number, reference = side.day.number if isinstance(side.day, Weekday) else 1, narrative.reference
    if hints.gloss and narrative.day is not None and narrative.day.isoweekday() == number:
        return Value((narrative.day, narrative.day), "day", narrative.day_by)
    if reference is None:
        return None
    if hints.listed and narrative.in_days and narrative.day is not None:
        day = cal.nth_weekday(narrative.day, 1, number)  # 下周二、周三
        return Value((day, day), "day", narrative.day_by)
    day = cal.week(reference)[0] + timedelta(days=number - 1)
    if hints.forward and day < reference:
        day += timedelta(days=7)
    elif not hints.forward and not hints.alone and day > reference and not narrative.expects(day):
        day -= timedelta(days=7)
    return Value((day, day), "day", narrative.reported)


def glossed_weekday(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    """周日（16日）: the nearest day that is both."""
    named, reference = side.day, narrative.reference
    if not isinstance(named, GlossedWeekday) or reference is None:
        return None
    days = (cal.day_in_month(reference, away, named.day) for away in _NEAR_MONTHS)
    both = [day for day in days if day is not None and named.month in (None, day.month) and day.isoweekday() == named.number]
    day = min(both, key=lambda day: abs(day - reference), default=None)
    return Value((day, day), "day", narrative.reported) if day is not None else None


def glossed_day(side: Side, narrative: Narrative, _hints: Hints) -> Value | None:
    """今天（1月16日）: the day in brackets where it is one of those around, for pages are put up a day or two later."""
    named, reference = side.day, narrative.reference
    if not isinstance(named, GlossedDay) or reference is None:
        return None
    stated = reference + timedelta(days=named.count)
    around = (stated + timedelta(days=away) for away in _AROUND)
    day = next((d for d in around if d.day == named.day and named.month in (None, d.month)), stated)
    return Value((day, day), "day", narrative.reported)


def nth_week(side: Side, narrative: Narrative, hints: Hints) -> Value | None:
    """三月的第二周: weeks begin with the first Monday; 八月的第一个周二."""
    named, base = side.day, _whole(side, narrative, hints)
    if base is None or not isinstance(named, NthWeek):
        return None
    first, last = base.stretch
    day = cal.nth_weekday(first, named.nth, named.weekday or 1) if named.nth > 0 else cal.last_weekday(last, named.weekday or 1)
    if day > last:
        return None
    if named.weekday is not None:
        return Value((day, day), "day", base.basis)
    return Value((day, day + timedelta(days=6)), "week", base.basis)
