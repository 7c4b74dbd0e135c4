"""The other end of a range: what it takes over from the beginning, and where it lies."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.choice import Hints, Value
from extractor.dates.context import Narrative
from extractor.dates.model import Basis, Expression, FoundDate, Parts
from extractor.dates.resolve import resolve


def range_timex(parts: Parts, until: Parts, found: FoundDate) -> str:
    """Value of a range: its days, with a clock or a part of the day where the text has one."""
    if until.part is None and until.hour is None and parts.part is None and parts.hour is None:
        return timex.interval(found.first_day, found.last_day) or ""
    return f"{found.first_day}{timex.clock(parts)}/{found.last_day}{timex.clock(until)}"


def other_end(expression: Expression, first: Value | None, narrative: Narrative, hints: Hints) -> Value | None:
    """The end of a range, read where its beginning is; wrapped to the next year, month or week where it would lie before it."""
    parts, until = expression.parts or Parts(), expression.until or Parts()
    if until.vague is not None or first is None:
        return resolve(until, narrative, hints)
    named = until.year is not None or until.year_offset is not None
    start = first.stretch[0]
    if until.weekday is not None and until.week_offset is None and until.nth_week is None:
        day = cal.nth_weekday(start, 1, until.weekday)
        return first._replace(stretch=(day, day))
    if until.only_clock():
        return _other_clock(parts, until, first)
    if first.unit == "day" and _bare_day(until) and not parts.lunar:
        return _other_day(until.day or 0, first)
    until.coarse_from(parts)
    own_month = until.month is not None and until.day is not None and parts.month != until.month
    inner = narrative.at(start, Basis("context", "range", (expression.start, expression.end)))
    last = resolve(until, inner, hints._replace(alone=False, forward=(expression.start, expression.end), backward=None))
    if last is None or last.stretch[1] >= start:
        return last
    if until.day is not None and until.month == parts.month and not own_month and until.festival is None and parts.month is None:
        month = cal.add_months(start.replace(day=1), 1)
        later = cal.day_of(month.year, month.month, until.day)
        return last._replace(stretch=(later, later)) if later else None
    if named or (parts.year is not None and until.month is None):
        return last
    return _next_year(until, inner, hints, start)


def _bare_day(parts: Parts) -> bool:
    return parts.day is not None and parts.month is None and parts.month_offset is None and parts.month_echo is None and not parts.lunar


def _other_day(day: int, first: Value) -> Value | None:
    """5月24日至26日, 30日至2日: in the month of the beginning, or in the next one where it would lie before it."""
    start = first.stretch[0]
    last = cal.day_of(start.year, start.month, day)
    if last is not None and last < start:
        month = cal.add_months(start.replace(day=1), 1)
        last = cal.day_of(month.year, month.month, day)
    return first._replace(stretch=(last, last)) if last is not None else None


def _other_clock(parts: Parts, until: Parts, first: Value) -> Value:
    """今晚7点到9点, 22时至6时: in the same half of the day where that lies behind the beginning, else on the next day."""
    if until.part is None and until.hour is not None and parts.hour is not None:
        until.part = parts.part
        later = until.hour + 12
        if parts.part in _LATE and until.hour < 12 and _clock(parts) >= (12, 0) and (later, until.minute or 0) > _clock(parts):
            until.hour = later
    if until.hour is None or parts.hour is None or _clock(until) >= _clock(parts):
        return first
    day = first.stretch[1] + timedelta(days=1)
    return first._replace(stretch=(day, day))


_LATE = ("MI", "AF", "EV", "NI")


def _clock(parts: Parts) -> tuple[int, int]:
    return parts.hour or 0, parts.minute or 0


def _next_year(until: Parts, inner: Narrative, hints: Hints, start: date) -> Value | None:
    """8月至2月."""
    later = until.but(year=start.year + 1, year_offset=None, year_echo=None, two_digits=False)
    return resolve(later, inner, hints)
