"""From the parts of one side of an expression and the narrative to a stretch of days.

Which year, month or day is meant when none is named is decided by ``pick``: as the narrative has it, else near the reference day.
How common each case is in news is in the statistics that ``docs`` quotes: a month ahead by more than five is that of last year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.context import Narrative
from extractor.dates.model import Parts
from extractor.dates.vocabulary import festivals, lexicon, vague_words
from extractor.records import Anchor, Modifier

AHEAD = timedelta(days=150)  # a date without year may lie so far ahead of the reference day
WEEK = timedelta(days=7)
BEHIND = timedelta(days=90)  # a date that the wording puts ahead may still lie so far behind
EDGES: dict[int, Modifier] = {1: "start", 2: "mid", 3: "end"}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the wording around an expression says about its direction."""

    forward: bool = False
    alone: bool = False
    gloss: bool = False
    comparing: bool = False
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved side: its days, their calendar unit, and what they depend on."""

    stretch: Stretch
    unit: str
    anchor: Anchor
    modifier: Modifier | None = None
    inner: bool = False  # the stretch is only part of its unit: 年底 of a year


def pick(candidate: Callable[[int], Stretch | None], reference: date, hints: Hints, reach: int = 1) -> Stretch | None:
    """The occurrence that a wording without year means, out of those of neighbouring years."""
    here = candidate(reference.year)
    found = [c for c in (candidate(reference.year + n) for n in range(-reach, reach + 1)) if c is not None]
    if here is None:
        return min(found, key=lambda c: abs(c[0] - reference), default=None)
    if hints.alone:
        return here
    if hints.forward:
        return here if here[1] >= reference - BEHIND else next((c for c in found if c[1] >= reference), here)
    if here[0] > reference + AHEAD:
        return max((c for c in found if c[0] <= reference), default=here)
    return here


def resolve(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """Days of one side, or None when they cannot be told."""
    for step in STEPS:
        if step.applies(parts):
            value = step.resolve(parts, narrative, hints)
            return value if value is None else _edge(parts, value)
    return None


# ---------------------------------------------------------------- years


def _year(parts: Parts, narrative: Narrative, hints: Hints) -> tuple[int, Anchor] | None:
    """The year that is named, counted or continued; None where it must be picked."""
    reference = narrative.reference
    if parts.year is not None:
        if not parts.two_digits:
            return parts.year, "explicit"
        latest = (reference.year if reference else 2030) + 10
        return latest - (latest - parts.year) % 100, "publication" if reference else "explicit"
    if parts.year_offset is not None:
        return (reference.year + parts.year_offset, "publication") if reference else None
    if parts.year_echo is not None:
        if narrative.year is None and hints.alone and reference:
            return reference.year + parts.year_echo, "publication"
        known = narrative.year or (narrative.last[0].year if narrative.last else None)
        return (known + parts.year_echo, "context") if known else None
    return None


def _names_year(parts: Parts) -> bool:
    return parts.year is not None or parts.year_offset is not None or parts.year_echo is not None


def _in_year(candidate: Callable[[int], Stretch | None], parts: Parts, narrative: Narrative, hints: Hints) -> tuple[Stretch, Anchor] | None:
    """The stretch in the year that is meant."""
    if _names_year(parts):
        year = _year(parts, narrative, hints)
        stretch = candidate(year[0]) if year and 1 <= year[0] <= 9998 else None
        return (stretch, year[1]) if stretch and year else None
    reference = narrative.reference
    near = pick(candidate, reference, hints, 8 if parts.month == 2 else 1) if reference else None
    if narrative.year is not None:
        stretch = candidate(narrative.year)
        recent = reference is not None and near is not None and _close(near, reference)
        backwards = stretch is not None and narrative.month is not None and stretch[1] < date(*narrative.month, 1)
        if stretch is not None and not (recent and (backwards or not narrative.firm_year)):
            return stretch, "context"
    return (near, "publication") if near else None


def _close(stretch: Stretch, reference: date) -> bool:
    return -timedelta(days=45) <= stretch[0] - reference <= timedelta(days=7)


def _whole_year(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    year = _year(parts, narrative, hints)
    stretch = cal.years(year[0], year[0]) if year else None
    if stretch is None or year is None:
        return None
    return Value(stretch, "year", year[1])


def _century(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    reference = narrative.reference
    anchor: Anchor = "explicit"
    if parts.plan is not None:
        stretch = cal.years(parts.plan, parts.plan + (2 if parts.plan == 1963 else 4))
        return Value(stretch, "years", anchor) if stretch else None
    if parts.century is not None:
        first = 100 * (parts.century - 1)
    elif reference is not None and parts.century_offset is not None:
        first, anchor = 100 * (reference.year // 100 + parts.century_offset), "publication"
    else:
        return None
    if parts.decade is None:
        stretch = cal.years(max(first, 1), first + 99)
        return Value(stretch, "century", anchor) if stretch else None
    stretch = cal.years(first + parts.decade, first + parts.decade + 9)
    return Value(stretch, "decade", anchor) if stretch else None


# ---------------------------------------------------------------- parts of a year


def _part_of_year(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    unit, candidate = _year_part(parts)
    found = _in_year(candidate, parts, narrative, hints)
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


def _quarter_step(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    if narrative.reference is None or parts.quarter_offset is None:
        return None
    index = narrative.reference.year * 4 + (narrative.reference.month - 1) // 3 + parts.quarter_offset
    stretch = cal.months(index // 4, index % 4 * 3 + 1, index % 4 * 3 + 3)
    return Value(stretch, "quarter", "publication") if stretch else None


# ---------------------------------------------------------------- months and their parts


def _month_stretch(parts: Parts) -> Callable[[int], Stretch | None]:
    month = parts.month or 0
    if parts.lunar:
        return lambda y: cal.lunar_month(y, month, parts.leap)
    if parts.tenday is not None:
        part = parts.tenday
        return lambda y: cal.tenday(y, month, part)
    return lambda y: cal.months(y, month, month)


def _month(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """5月, 上月, 6月上旬, 当月, and 中旬 alone."""
    unit = "part of month" if parts.tenday else "month"
    if parts.month is not None:
        found = _in_year(_month_stretch(parts), parts, narrative, hints)
        return Value(found[0], "days" if parts.lunar else unit, found[1]) if found else None
    where = _current_month(parts, narrative, hints)
    if where is None:
        return None
    (year, month), anchor = where
    stretch = _month_stretch(replace(parts, month=month))(year)
    return Value(stretch, unit, anchor) if stretch else None


def _current_month(parts: Parts, narrative: Narrative, hints: Hints) -> tuple[tuple[int, int], Anchor] | None:
    """Year and month that 本月, 当月 or no word mean."""
    reference = narrative.reference
    if parts.month_offset is not None:
        if reference is None:
            return None
        day = cal.add_months(reference.replace(day=1), parts.month_offset)
        return (day.year, day.month), "publication"
    if narrative.month is not None:
        day = cal.add_months(date(*narrative.month, 1), parts.month_echo or 0)
        return (day.year, day.month), "context"
    if reference is None:
        return None
    day = cal.add_months(reference.replace(day=1), parts.month_echo or 0)
    return (day.year, day.month), "publication"


# ---------------------------------------------------------------- days


def _day_of_month(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """5月24日, 农历腊月廿八, 上月15日, 24日."""
    day = parts.day or 0
    if parts.month is not None:
        month = parts.month

        def candidate(year: int) -> Stretch | None:
            found = cal.lunar_day(year, month, day, parts.leap) if parts.lunar else cal.day_of(year, month, day)
            return (found, found) if found else None

        found = _in_year(candidate, parts, narrative, hints)
        return Value(found[0], "day", found[1]) if found else None
    if parts.month_offset is not None or parts.month_echo is not None:
        where = _current_month(parts, narrative, hints)
        one = cal.day_of(*where[0], day) if where else None
        return Value((one, one), "day", where[1]) if where and one else None
    bare = _bare_day(day, narrative, hints)
    return Value((bare[0], bare[0]), "day", bare[1]) if bare else None


def _bare_day(day: int, narrative: Narrative, hints: Hints) -> tuple[date, Anchor] | None:
    """24日: in the month of the narrative unless that is still to come, else the nearest one up to the reference day."""
    reference = narrative.reference
    told = cal.day_of(*narrative.month, day) if narrative.month else None
    if reference is None:
        return (told, "context") if told else None
    ahead = hints.forward or narrative.day is not None and narrative.day > reference
    if told is not None and (told <= reference or ahead) and (not hints.forward or told >= reference - WEEK):
        return told, "context"
    if hints.alone:
        here = cal.day_of(reference.year, reference.month, day)
        return (here, "publication") if here else None
    past = _nearest(reference, day, (0, -1, -2, -3), -1)
    future = _nearest(reference, day, (0, 1, 2), 1) if hints.forward else None
    if future is not None and (past is None or future - reference <= 3 * WEEK or reference - past > WEEK):
        return future, "publication"
    return (past, "publication") if past else None


def _nearest(reference: date, day: int, steps: tuple[int, ...], sign: int) -> date | None:
    """The nearest such day of a month before (-1) or after (1) the reference day, that day included."""
    for step in steps:
        month = cal.add_months(reference.replace(day=1), step)
        found = cal.day_of(month.year, month.month, day)
        if found is not None and sign * (found - reference).days >= 0:
            return found
    return None


def _day_word(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """昨天, 当日, a clock without a day."""
    if parts.day_offset is not None:
        base, anchor, offset = narrative.reference, "publication", parts.day_offset
    else:
        base, anchor, offset = narrative.day or narrative.reference, "context", parts.day_echo or 0
        if offset and not narrative.day_named and not hints.alone:
            return None
        if narrative.day is None or narrative.day == narrative.reference and narrative.lead is None:
            anchor = "publication"
    if base is None:
        return None
    try:
        found = base + timedelta(days=offset)
    except OverflowError:
        return None
    return Value((found, found), "day", "publication" if anchor == "publication" else "context")


def _festival(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    if parts.festival is not None:
        festival = festivals()[parts.festival]
        length = festival.length if parts.holiday else None

        def candidate(year: int) -> Stretch | None:
            back = 1 if festival.lunar and festival.lunar[0] >= 12 else 0  # 2018年除夕 lies in 2018, at the end of lunar 2017
            first = cal.festival_day(year - back, festival)
            return (first, first + timedelta(days=(length or 1) - 1)) if first else None

    else:
        name = parts.term or ""

        def candidate(year: int) -> Stretch | None:
            found = cal.solar_term(year, name)
            return (found, found) if found else None

    found = _in_year(candidate, parts, narrative, hints)
    return Value(found[0], "days" if parts.holiday else "day", found[1]) if found else None


# ---------------------------------------------------------------- weeks


def _week(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """上周, 上周五, 下周末."""
    if narrative.reference is None:
        return None
    monday, sunday = cal.week(narrative.reference, parts.week_offset or 0)
    if parts.weekend:
        return Value((monday + timedelta(days=5), sunday), "weekend", "publication")
    if parts.weekday is not None:
        day = monday + timedelta(days=parts.weekday - 1)
        return Value((day, day), "day", "publication")
    return Value((monday, sunday), "week", "publication")


def _weekday(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """周三 alone: of the day just named, else the nearest one in the direction of the wording."""
    weekday, reference = parts.weekday or 1, narrative.reference
    if hints.gloss and narrative.day is not None and narrative.day.isoweekday() == weekday:
        return Value((narrative.day, narrative.day), "day", "context")
    if reference is None:
        return None
    day = cal.week(reference)[0] + timedelta(days=weekday - 1)
    if hints.forward and day < reference:
        day += timedelta(days=7)
    elif not hints.forward and not hints.alone and day > reference:
        day -= timedelta(days=7)
    return Value((day, day), "day", "publication")


def _nth_week(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """三月的第二周: weeks begin with the first Monday; 八月的第一个周二."""
    nth, weekday = parts.nth_week or 1, parts.weekday
    base = _month(parts, narrative, hints) if parts.month or parts.month_offset is not None else _whole_year(parts, narrative, hints)
    if base is None:
        return None
    first, last = base.stretch
    day = cal.nth_weekday(first, nth, weekday or 1) if nth > 0 else cal.last_weekday(last, weekday or 1)
    if day > last:
        return None
    if weekday is not None:
        return Value((day, day), "day", base.anchor)
    return Value((day, day + timedelta(days=6)), "week", base.anchor)


# ---------------------------------------------------------------- other


def _span(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """2018-2019赛季, 今明两天, 下三周."""
    unit, first, count = parts.span or ("", 0, 0)
    reference = narrative.reference
    if unit == "year":
        stretch = cal.years(first, first + count - 1)
        return Value(stretch, "years", "explicit") if stretch else None
    if reference is None:
        return None
    try:
        if unit == "year_offset":
            stretch = cal.years(reference.year + first, reference.year + first + count - 1)
        elif unit == "week_offset":
            stretch = (cal.week(reference, first)[0], cal.week(reference, first + count - 1)[1])
        else:
            stretch = (reference + timedelta(days=first), reference + timedelta(days=first + count - 1))
    except OverflowError:
        return None
    return Value(stretch, "days", "publication") if stretch else None


def _event(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    day = lexicon().events[parts.event or ""]
    return Value((day, day), "day", "explicit")


def _same_period(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """去年同期: what was named last, in the year named here."""
    named = narrative.period or narrative.last
    if named is None:
        return None
    year = _year(parts, narrative, hints)
    if year is None:
        return None
    shift = year[0] - named[0].year
    if parts.year_offset is not None and shift >= 0:
        shift = -1  # 上年 of a year already past
    first, last = cal.shift_years(named[0], shift), cal.shift_years(named[1], shift)
    if first is None or last is None:
        return None
    if named[1] == cal.last_of_month(named[1].year, named[1].month):
        last = cal.last_of_month(last.year, last.month)
    return Value((first, last), "day" if first == last else "days", "context")


def _vague(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    reference = narrative.reference
    if reference is None or vague_words()[parts.vague or ""].days != "reference":
        return None
    return Value((reference, reference), "day", "publication")


# ---------------------------------------------------------------- beginnings, middles and ends


def _edge(parts: Parts, value: Value) -> Value:
    """年初, 6月底, 一季度末: the part of the unit that is meant."""
    if parts.edge is None:
        return value
    stretch = EDGE_STRETCHES[value.unit](value.stretch, parts) if value.unit in EDGE_STRETCHES else value.stretch
    return Value(stretch, value.unit, value.anchor, EDGES[parts.edge], inner=True)


def _edge_of_year(stretch: Stretch, parts: Parts) -> Stretch:
    if parts.edge == 3 and parts.balance:
        return stretch[1], stretch[1]
    first, last = {1: (1, 1), 2: (6, 7), 3: (12, 12)}[parts.edge or 1]
    return cal.months(stretch[0].year, first, last) or stretch


def _edge_of_month(stretch: Stretch, parts: Parts) -> Stretch:
    return cal.tenday(stretch[0].year, stretch[0].month, parts.edge or 1) or stretch


def _edge_of_quarter(stretch: Stretch, parts: Parts) -> Stretch:
    if parts.edge == 3 and parts.balance:
        return stretch[1], stretch[1]
    month = stretch[0].month if parts.edge == 1 else stretch[1].month
    return cal.months(stretch[0].year, month, month) or stretch


def _edge_of_years(stretch: Stretch, parts: Parts) -> Stretch:
    """Thirds of a century or decade; first and last year of a plan."""
    first, last = stretch[0].year, stretch[1].year
    count = last - first + 1
    third = {5: 1, 10: 3, 100: 30}.get(count, max(1, count // 3))
    if count == 99:
        third = 30
    bounds = {1: (first, first + third - 1), 2: (first + third, last - third), 3: (last - third + 1, last)}[parts.edge or 1]
    return cal.years(*bounds) or stretch


EDGE_STRETCHES: dict[str, Callable[[Stretch, Parts], Stretch]] = {
    "year": _edge_of_year,
    "month": _edge_of_month,
    "quarter": _edge_of_quarter,
    "half": _edge_of_quarter,
    "years": _edge_of_years,
    "decade": _edge_of_years,
    "century": _edge_of_years,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One way to resolve a side, and when it applies."""

    applies: Callable[[Parts], bool]
    resolve: Callable[[Parts, Narrative, Hints], Value | None]


def _has(*names: str) -> Callable[[Parts], bool]:
    return lambda parts: any(getattr(parts, name) is not None and getattr(parts, name) is not False for name in names)


STEPS = (
    Step(_has("before_christ"), lambda parts, narrative, hints: None),
    Step(_has("same"), _same_period),
    Step(_has("vague"), _vague),
    Step(_has("event"), _event),
    Step(_has("span"), _span),
    Step(_has("festival", "term"), _festival),
    Step(_has("day"), _day_of_month),
    Step(_has("day_offset", "day_echo"), _day_word),
    Step(_has("week_offset"), _week),
    Step(_has("nth_week"), _nth_week),
    Step(_has("weekday"), _weekday),
    Step(_has("month", "month_offset", "month_echo", "tenday"), _month),
    Step(_has("quarter_offset"), _quarter_step),
    Step(_has("half", "quarter", "season", "summer", "first_months", "last_months"), _part_of_year),
    Step(_has("century", "century_offset", "plan"), _century),
    Step(_has("year", "year_offset", "year_echo"), _whole_year),
    Step(_has("hour", "part"), _day_word),
)
