"""From the parts of one side of an expression and the narrative to a stretch of days: which way to resolve applies, and edges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from extractor.dates import calendar as cal
from extractor.dates.calendar import Stretch
from extractor.dates.choice import EDGES, Hints, Value, named_year
from extractor.dates.context import Narrative
from extractor.dates.days import bare_weekday, bare_weekend, day_in, day_of_month, day_word, festival_or_term, nth_week, week_away
from extractor.dates.model import EXPLICIT, Parts
from extractor.dates.vocabulary import lexicon, vague_words
from extractor.dates.years import century_or_plan, named_month, part_of_year, quarter_away, whole_year


def resolve(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """Days of one side, or None when they cannot be told."""
    first = _LAST
    for name, named in vars(parts).items():
        if named is not None and named is not False and (step := _STEP_OF.get(name, _LAST)) < first:
            first = step
    if first == _LAST:
        return None
    value = STEPS[first][0](parts, narrative, hints)
    return value if value is None or parts.edge is None else _edge(parts, value, hints)


# ---------------------------------------------------------------- other


def _span(parts: Parts, narrative: Narrative, _hints: Hints) -> Value | None:
    """2018-2019赛季, 今明两天, 下三周, 上三个月."""
    unit, first, count = parts.span or ("", 0, 0)
    reference = narrative.reference
    if unit == "year":
        stretch = cal.years(first, first + count - 1)
        return Value(stretch, "years", EXPLICIT) if stretch else None
    if reference is None:
        return None
    try:
        if unit == "century_offset":
            stretch = cal.years(reference.year // 100 * 100 + first, reference.year // 100 * 100 + first + count - 1)
        elif unit == "year_offset":
            stretch = cal.years(reference.year + first, reference.year + first + count - 1)
        elif unit == "week_offset":
            stretch = (cal.week(reference, first)[0], cal.week(reference, first + count - 1)[1])
        elif unit == "month_offset":
            opening = cal.add_months(reference.replace(day=1), first)
            stretch = cal.months(opening.year, opening.month, opening.month + count - 1)
        else:
            stretch = (reference + timedelta(days=first), reference + timedelta(days=first + count - 1))
    except OverflowError:
        return None
    return Value(stretch, "days", narrative.reported) if stretch else None


def _event(parts: Parts, _narrative: Narrative, _hints: Hints) -> Value | None:
    day = lexicon().events[parts.event or ""]
    return Value((day, day), "day", EXPLICIT)


def _same_period(parts: Parts, narrative: Narrative, hints: Hints) -> Value | None:
    """去年同期: what was named last, in the year named here."""
    named, by = (narrative.period, narrative.period_by) if narrative.period else (narrative.last, narrative.last_by)
    if named is None:
        return None
    year = named_year(parts, narrative, hints)
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
    return Value((first, last), "day" if first == last else "days", by)


def _vague(parts: Parts, narrative: Narrative, _hints: Hints) -> Value | None:
    reference = narrative.reference
    if reference is None or vague_words()[parts.vague or ""].days != "reference":
        return None
    return Value((reference, reference), "day", narrative.reported)


# ---------------------------------------------------------------- beginnings, middles and ends


def _edge(parts: Parts, value: Value, hints: Hints) -> Value:
    """年初, 6月底, 一季度末: the part of the unit that is meant."""
    if value.unit == "month" and parts.edge == 3 and parts.balance and (hints.balance or hints.measured):
        return Value((value.stretch[1], value.stretch[1]), value.unit, value.basis, EDGES[3], inner=True)
    if value.unit in ("year", "quarter", "half") and parts.edge == 3 and parts.balance and (hints.figures or hints.balance):
        return Value((value.stretch[1], value.stretch[1]), value.unit, value.basis, EDGES[3], inner=True)
    stretch = EDGE_STRETCHES[value.unit](value.stretch, parts) if value.unit in EDGE_STRETCHES else value.stretch
    return Value(stretch, value.unit, value.basis, EDGES[parts.edge or 1], inner=True)


def _edge_of_year(stretch: Stretch, parts: Parts) -> Stretch:
    first, last = {1: (1, 1), 2: (6, 7), 3: (12, 12)}[parts.edge or 1]
    return cal.months(stretch[0].year, first, last) or stretch


def _edge_of_month(stretch: Stretch, parts: Parts) -> Stretch:
    return cal.tenday(stretch[0].year, stretch[0].month, parts.edge or 1) or stretch


def _edge_of_quarter(stretch: Stretch, parts: Parts) -> Stretch:
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


def _never(_parts: Parts, _narrative: Narrative, _hints: Hints) -> Value | None:
    """Years before Christ: no calendar day stands for them."""
    return None


Resolver = Callable[[Parts, Narrative, Hints], Value | None]

# Ways to resolve a side, in the order in which they are tried, and the fields that call for each.
STEPS: tuple[tuple[Resolver, tuple[str, ...]], ...] = (
    (_never, ("before_christ",)),
    (_same_period, ("same",)),
    (_vague, ("vague",)),
    (_event, ("event",)),
    (_span, ("span",)),
    (day_in, ("nth_day", "first_days")),
    (festival_or_term, ("festival", "term")),
    (day_of_month, ("day",)),
    (day_word, ("day_offset", "day_echo")),
    (week_away, ("week_offset",)),
    (nth_week, ("nth_week",)),
    (bare_weekday, ("weekday",)),
    (bare_weekend, ("weekend",)),
    (named_month, ("month", "month_offset", "month_echo", "tenday")),
    (quarter_away, ("quarter_offset",)),
    (part_of_year, ("half", "quarter", "season", "summer", "first_months", "last_months")),
    (century_or_plan, ("century", "century_offset", "plan")),
    (whole_year, ("year", "year_offset", "year_echo")),
    (day_word, ("hour", "part")),
)
_LAST = len(STEPS)
_STEP_OF = {name: number for number, (_, names) in reversed(list(enumerate(STEPS))) for name in names}
