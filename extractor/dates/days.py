"""Days, festivals and weeks: from parts and narrative to days."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import WEEK, Hints, Value, in_year
from extractor.dates.context import Narrative
from extractor.dates.model import Basis, Parts
from extractor.dates.vocabulary import Festival, festivals
from extractor.dates.years import current_month, named_month, whole_year

MONTHS = timedelta(days=62)
DAYS = timedelta(days=3)  # a bare day so recent is that of the report, even where the paragraph has named an earlier month


def day_of_month(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """5月24日, 农历腊月廿八, 上月15日, 24日."""
    day = parts.day or 0
    if parts.month is not None:
        month = parts.month

        def candidate(year: int) -> Stretch | None:
            found = cal.lunar_day(year, month, day, parts.leap) if parts.lunar else cal.day_of(year, month, day)
            return (found, found) if found else None

        found = in_year(candidate, parts, narrative, hints)
        return Value(found[0], "day", found[1]) if found else None
    if parts.month_offset is not None or parts.month_echo is not None:
        where = current_month(parts, narrative, hints)
        one = cal.day_of(*where[0], day) if where else None
        return Value((one, one), "day", where[1]) if where and one else None
    bare = _bare_day(day, narrative, hints)
    return Value((bare[0], bare[0]), "day", bare[1]) if bare else None


def _bare_day(day: int, narrative: Narrative, hints: Hints) -> tuple[date, Basis] | None:
    """24日: in the month of the narrative unless that is still to come, else the nearest one up to the reference day."""
    reference, latest = narrative.reference, narrative.latest
    told = cal.day_of(*narrative.month, day) if narrative.month else None
    listed = hints.listed and told is not None and narrative.in_days and narrative.day is not None and told > narrative.day
    if reference is None or latest is None or listed:
        return (told, narrative.month_by) if told else None
    past = _nearest(latest, day, (0, -1, -2, -3), -1)
    ahead_is_possible = hints.forward or hints.forecast or narrative.ahead is not None
    future = _nearest(reference, day, (0, 1, 2), 1) if ahead_is_possible else None
    forecast = hints.forecast or (future is not None and narrative.expects(future))
    forward = hints.forward or (forecast and _upcoming(past, future, reference))
    ahead = forward or (narrative.day is not None and narrative.day > reference)
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


def _nearest(reference: date, day: int, steps: tuple[int, ...], sign: int) -> date | None:
    """The nearest such day of a month before (-1) or after (1) the reference day, that day included."""
    for step in steps:
        month = cal.add_months(reference.replace(day=1), step) if step else reference
        found = cal.day_of(month.year, month.month, day)
        if found is not None and sign * (found - reference).days >= 0:
            return found
    return None


def day_word(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """昨天, 当日, a clock without a day."""
    if parts.day_offset is not None:
        base, basis, offset = narrative.reference, narrative.reported, parts.day_offset
    else:
        base, basis, offset = narrative.day, narrative.day_by, parts.day_echo or 0
        if offset and not narrative.day_named and not hints.alone:
            return None
    if base is None:
        return None
    try:
        found = base + timedelta(days=offset)
    except OverflowError:
        return None
    return Value((found, found), "day", basis)


def festival_or_term(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    if parts.festival is not None:
        festival = festivals()[parts.festival]

        def candidate(year: int) -> Stretch | None:
            back = 1 if festival.lunar and festival.lunar[0] >= 12 else 0  # 2018年除夕 lies in 2018, at the end of lunar 2017
            first = cal.festival_day(year - back, festival)
            return _holiday(first, festival) if first and parts.holiday else (first, first) if first else None

    else:
        name = parts.term or ""

        def candidate(year: int) -> Stretch | None:
            found = cal.solar_term(year, name)
            return (found, found) if found else None

    found = in_year(candidate, parts, narrative, hints._replace(nearest=True))
    return Value(found[0], "days" if parts.holiday else "day", found[1]) if found else None


BRIDGED = 2014  # since then holidays of one day become three by one rule
LONGER = timedelta(days=5)  # but are part of a longer one so near
FREE = {1: (-2, 0), 2: (-2, 0), 3: (0, 0), 4: (0, 2), 5: (0, 2), 6: (0, 2), 7: (-1, 1)}  # by the day of the week: first and last day


def _holiday(day: date, festival: Festival) -> Stretch:
    """The free days of a festival; a single one becomes three where a weekend is near."""
    if festival.bridged:
        longer = festival.unless is not None and abs(date(day.year, *festival.unless) - day) <= LONGER
        first, last = FREE[day.isoweekday()] if day.year >= BRIDGED and not longer else (0, 0)
        return day + timedelta(days=first), day + timedelta(days=last)
    begin = day + timedelta(days=festival.shift)
    return begin, begin + timedelta(days=(festival.length or 1) - 1)


def day_in(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """2025年第一天, 国庆假期第三天, 上月最后五天: counted inside of what is named before it."""
    if parts.festival is not None:
        whole = festival_or_term(parts, narrative, hints)
    elif parts.week_offset is not None:
        whole = week_away(parts, narrative, hints)
    else:
        monthly = parts.month is not None or parts.month_offset is not None or parts.month_echo is not None
        whole = named_month(parts, narrative, hints) if monthly else whole_year(parts, narrative, hints)
    if whole is None:
        return None
    first, last = whole.stretch
    if parts.first_days is not None:
        count = timedelta(days=abs(parts.first_days) - 1)
        stretch = (first, first + count) if parts.first_days > 0 else (last - count, last)
    else:
        nth = parts.nth_day or 1
        day = first + timedelta(days=nth - 1) if nth > 0 else last + timedelta(days=nth + 1)
        stretch = (day, day)
    inside = first <= stretch[0] and (stretch[1] <= last or parts.festival is not None)
    return Value(stretch, "day" if stretch[0] == stretch[1] else "days", whole.basis) if inside else None


# ---------------------------------------------------------------- weeks


def week_away(parts: Parts, narrative: Narrative, _hints: Hints) -> Value | None:
    """上周, 上周五, 下周末."""
    if narrative.reference is None:
        return None
    monday, sunday = cal.week(narrative.reference, parts.week_offset or 0)
    if parts.weekend:
        return Value((monday + timedelta(days=5), sunday), "weekend", narrative.reported)
    if parts.weekday is not None:
        day = monday + timedelta(days=parts.weekday - 1)
        return Value((day, day), "day", narrative.reported)
    return Value((monday, sunday), "week", narrative.reported)


def bare_weekend(_parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """周末: the running or coming one where the wording points ahead, else the last one."""
    if narrative.reference is None:
        return None
    monday, sunday = cal.week(narrative.reference, 0 if hints.forward else -1)
    return Value((monday + timedelta(days=5), sunday), "weekend", narrative.reported)


def bare_weekday(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """周三 alone: of the day just named, else the nearest one in the direction of the wording."""
    weekday, reference = parts.weekday or 1, narrative.reference
    if hints.gloss and narrative.day is not None and narrative.day.isoweekday() == weekday:
        return Value((narrative.day, narrative.day), "day", narrative.day_by)
    if reference is None:
        return None
    if hints.listed and narrative.in_days and narrative.day is not None:
        day = cal.nth_weekday(narrative.day, 1, weekday)  # 下周二、周三
        return Value((day, day), "day", narrative.day_by)
    day = cal.week(reference)[0] + timedelta(days=weekday - 1)
    if hints.forward and day < reference:
        day += timedelta(days=7)
    elif not hints.forward and not hints.alone and day > reference and not narrative.expects(day):
        day -= timedelta(days=7)
    return Value((day, day), "day", narrative.reported)


def nth_week(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """三月的第二周: weeks begin with the first Monday; 八月的第一个周二."""
    nth, weekday = parts.nth_week or 1, parts.weekday
    base = named_month(parts, narrative, hints) if parts.month or parts.month_offset is not None else whole_year(parts, narrative, hints)
    if base is None:
        return None
    first, last = base.stretch
    day = cal.nth_weekday(first, nth, weekday or 1) if nth > 0 else cal.last_weekday(last, weekday or 1)
    if day > last:
        return None
    if weekday is not None:
        return Value((day, day), "day", base.basis)
    return Value((day, day + timedelta(days=6)), "week", base.basis)
