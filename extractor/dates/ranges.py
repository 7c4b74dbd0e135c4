"""The other end of a range: what it takes over from the beginning, and where it lies."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.choice import Hints, Value
from extractor.dates.context import Narrative
from extractor.dates.model import Basis, Expression, FoundDate
from extractor.dates.parts import Clock, Day, Side, Vague, Weekday, Year
from extractor.dates.resolve import resolve


def range_timex(side: Side, until: Side, found: FoundDate) -> str:
    """Value of a range: its days, with a clock or a part of the day where the text has one."""
    if side.clock is None and until.clock is None:
        return timex.interval(found.first_day, found.last_day) or ""
    return f"{found.first_day}{timex.clock(side.clock)}/{found.last_day}{timex.clock(until.clock)}"


def last_side(expression: Expression, side: Side, until: Side, first: Value | None, narrative: Narrative, hints: Hints) -> Value | None:
    """The end of a range, read where its beginning is; wrapped to the next year, month or week where it would lie before it."""
    if isinstance(until.day, Vague) or first is None:
        return resolve(until, narrative, hints)
    start = first.stretch[0]
    if isinstance(until.day, Weekday) and until.part is None:
        day = cal.nth_weekday(start, 1, until.day.number)
        return first._replace(stretch=(day, day))
    if until.only_clock:
        return _other_clock(side.clock, until.clock, first)
    if first.unit == "day" and isinstance(until.day, Day) and not until.monthly and not until.lunar and not side.lunar:
        return _other_day(until.day.number, first)
    return _later(expression, side, until, start, narrative, hints)


def _later(expression: Expression, side: Side, until: Side, start: date, narrative: Narrative, hints: Hints) -> Value | None:
    """An end with a month, a festival or a year of its own."""
    whole = until.within(side)
    inner = narrative.at(start, Basis("context", "range", (expression.start, expression.end)))
    last = resolve(whole, inner, hints._replace(alone=False, forward=(expression.start, expression.end), backward=None))
    if last is None or last.stretch[1] >= start:
        return last
    if isinstance(whole.day, Day) and whole.month is None and side.month is None:
        later = cal.day_in_month(start, 1, whole.day.number)
        return last._replace(stretch=(later, later)) if later else None
    if until.tells_year or (isinstance(side.year, Year) and whole.month is None):
        return last
    return resolve(whole._replace(year=Year(start.year + 1)), inner, hints)  # 8月至2月


def _other_day(day: int, first: Value) -> Value | None:
    """5月24日至26日, 30日至2日: in the month of the beginning, or in the next one where it would lie before it."""
    start = first.stretch[0]
    last = cal.day_of(start.year, start.month, day)
    if last is not None and last < start:
        last = cal.day_in_month(start, 1, day)
    return first._replace(stretch=(last, last)) if last is not None else None


def _other_clock(begin: Clock | None, until: Clock | None, first: Value) -> Value:
    """22时至6时: on the next day where it would lie before the beginning."""
    if begin is None or until is None or begin.hour is None or until.hour is None or _time(until) >= _time(begin):
        return first
    day = first.stretch[1] + timedelta(days=1)
    return first._replace(stretch=(day, day))


def _time(clock: Clock) -> tuple[int, int]:
    return clock.hour or 0, clock.minute or 0
