"""Dates and periods with their values: what the words around an expression change, ranges, and where the narrative is afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.choice import BEHIND, Hints, Value, names_year
from extractor.dates.context import Named, Narrative
from extractor.dates.model import EXPLICIT, Basis, Evidence, Expression, FoundDate, Relation
from extractor.dates.parts import Event, MonthAway, NthWeek, SamePeriod, Side, Span, TenDays, Vague, YearAway
from extractor.dates.ranges import last_side, range_timex
from extractor.dates.resolve import resolve
from extractor.dates.vocabulary import vague_words
from extractor.records import Anchor, DateKind


def rule_of(expression: Expression) -> str:
    """The name of what was recognized: the components of a side, or a range."""
    return "date.range" if expression.until is not None else "date." + "_".join(expression.side.rules[:4])


def of_sides(expression: Expression, narrative: Narrative, hints: Hints) -> FoundDate:
    """A date or a period, resolved; the narrative moves on."""
    side = expression.side
    if expression.until is not None:
        return _of_range(expression, _beginning(expression, narrative, hints), narrative, hints)
    value = resolve(side, narrative, hints)
    if value is None:
        if isinstance(side.year, YearAway) and side.year.origin == "reference":
            narrative.lose_year()
        return unresolved(expression)
    kind: DateKind = "period" if value.unit in ("days", "months", "years") or isinstance(side.day, SamePeriod) else "date"
    basis, (first, last) = value.basis, value.stretch
    found = FoundDate(
        expression.start,
        expression.end,
        kind,
        _timex(value, side),
        first,
        None if value.open else last,
        value.modifier,
        basis.anchor,
        None,
        rule_of(expression),
        _evidence(basis, hints),
    )
    if expression.as_of and expression.relation in (None, "about"):
        _as_of(found, side, value)
    elif expression.relation is not None:
        _relate(found, expression, value, narrative)
    _step(expression, value, found, narrative, hints)
    return found


_STATED = Evidence(EXPLICIT)
_named: Callable[[tuple[Any, ...]], Named] = partial(tuple.__new__, Named)  # without a Python call for each of many mentions


def _evidence(basis: Basis, hints: Hints) -> Evidence:
    """What is kept for whoever asks why: the words about direction only where a direction was needed."""
    if basis.anchor != "publication":
        return _STATED if basis is EXPLICIT else Evidence(basis)
    return Evidence(basis, hints.forward, hints.backward, hints.forecast)


def unresolved(expression: Expression) -> FoundDate:
    several = expression.relation in _OPEN or expression.until is not None or isinstance(expression.side.day, Span)
    kind: DateKind = "period" if several else "date"
    value = timex.unresolved(expression.side) if expression.until is None else None
    return FoundDate(expression.start, expression.end, kind, value, None, None, None, "unresolved", None, rule_of(expression))


def _timex(value: Value, side: Side) -> str:
    if value.open:
        return timex.interval(value.stretch[0], None) or ""
    if isinstance(side.day, TenDays) or (value.inner and value.unit in ("years", "decade", "century")):
        return timex.interval(*value.stretch) or ""
    return timex.of_stretch(value.stretch, value.unit) + (timex.clock(side.clock) if value.unit == "day" else "")


_LONG = ("decade", "century", "years")  # too long to count anything from


def _step(expression: Expression, value: Value, found: FoundDate, narrative: Narrative, hints: Hints) -> None:
    """One step of the narrative: what this mention names."""
    side = expression.side
    back = (
        isinstance(side.part, MonthAway) and side.part.origin == "narrative" and side.part.count < 0
    )  # 前一个月 is looked back to, no more
    if back or isinstance(side.day, SamePeriod | Event) or value.unit in _LONG:
        return
    plain = expression.relation in (None, "about") and not hints.comparing
    whole, named_year = expression.as_of or value.inner, plain and names_year(side)
    places, stretch, unit = (expression.start, expression.end), value.stretch, value.unit
    narrative.step(_named((*places, stretch, unit, named_year, plain, whole, hints.measured, False, False, hints.dateline)))
    if (
        not hints.measured
        and (expression.relation == "since" or expression.as_of)
        and found.first_day is not None
        and found.last_day is not None
    ):
        if expression.relation == "since":
            narrative.period = (found.first_day, found.last_day)
        elif expression.as_of and value.unit != "day":
            narrative.period = (found.last_day, found.last_day)


def _as_of(found: FoundDate, side: Side, value: Value) -> None:
    """截至11月底: the last day; a clock stays, and so does the number of a week."""
    last = value.stretch[1]
    if value.unit != "day" and not isinstance(side.day, NthWeek):
        found.timex = last.isoformat()
    found.first_day = found.last_day = last


_OPEN = ("since", "from", "before", "eve", "by", "after")


def _relate(found: FoundDate, expression: Expression, value: Value, narrative: Narrative) -> None:
    """以来, 起, 前, 前夕, 后, 左右."""
    relation, first = expression.relation, value.stretch[0]
    reference = narrative.reference
    if relation == "about":
        found.modifier = "about"
        return
    if relation not in _OPEN:
        return
    found.kind = "period"
    if relation in ("since", "from"):
        found.first_day = first
        found.last_day = reference if reference is not None and reference > first else None
        found.modifier = None if relation == "since" or found.last_day else "after"
    elif relation == "after":
        found.first_day, found.last_day, found.modifier = first, None, "after"
    else:
        found.first_day, found.last_day, found.modifier = None, _before(relation, expression, value), "before"
    found.timex = _with_clock(timex.interval(found.first_day, found.last_day), found, expression, value)


def _with_clock(stated: str | None, found: FoundDate, expression: Expression, value: Value) -> str | None:
    """今天下午5点前: the hour at the end that it belongs to."""
    side = expression.until or expression.side
    if stated is None or side.hour is None or value.unit != "day":
        return stated
    day = found.last_day if found.modifier == "before" else found.first_day
    return stated.replace(day.isoformat(), f"{day.isoformat()}{timex.clock(side.clock)}", 1) if day is not None else stated


def _before(relation: Relation | None, expression: Expression, value: Value) -> date | None:
    """The last day of 2030年前 (2029-12-31), 2020年底前 (2020-12-31), 当天18时前 (that day)."""
    side = expression.until or expression.side
    first, last = value.stretch
    if relation == "by" or (value.modifier == "end" and not isinstance(side.day, TenDays)) or side.hour is not None:
        return last
    return first - timedelta(days=1) if first > date.min else None


def of_vague(expression: Expression, vague: Vague, narrative: Narrative) -> FoundDate:
    """目前, 近日."""
    entry = vague_words()[vague.word]
    reference = narrative.reference
    first = reference if entry.days in ("reference", "from") else None
    last = reference if entry.days in ("reference", "until") else None
    told = reference is not None and entry.days != "unknown"
    anchor: Anchor = "publication" if told else "unresolved"
    value = reference.isoformat() if reference and entry.days == "reference" else entry.timex
    evidence = Evidence(narrative.reported) if told else None
    return FoundDate(expression.start, expression.end, entry.kind, value, first, last, entry.modifier, anchor, None, "date.vague", evidence)


# ---------------------------------------------------------------- ranges


def _beginning(expression: Expression, narrative: Narrative, hints: Hints) -> Value | None:
    """The first end; where the wording points ahead (1至5月预计), that of a range just over or running if there is one."""
    side, until, reference = expression.side, expression.until or Side(), narrative.reference
    if hints.forward is None or reference is None or side.year is not None:
        return resolve(side, narrative, hints)
    plain = hints._replace(forward=None)
    first = resolve(side, narrative, plain)
    last = last_side(expression, side, until, first, narrative, plain)
    if first is not None and last is not None and first.stretch[0] <= reference and last.stretch[1] >= reference - BEHIND:
        return first
    return resolve(side, narrative, hints)


def _of_range(expression: Expression, first: Value | None, narrative: Narrative, hints: Hints) -> FoundDate:
    """5月1日至3日: the other end takes over what it does not name, and lies behind this one."""
    side, until = expression.side, expression.until or Side()
    last = last_side(expression, side, until, first, narrative, hints)
    found = FoundDate(expression.start, expression.end, "period", None, None, None, None, "unresolved", None, "date.range")
    if first is None or last is None:
        return found
    end = _before(expression.relation, expression, last) if expression.relation in ("before", "eve", "by") else last.stretch[1]
    if end is None or end < first.stretch[0]:
        return found
    found.first_day, found.last_day = first.stretch[0], end
    found.anchor, found.evidence = first.basis.anchor, _evidence(first.basis, hints)
    found.modifier = "about" if expression.relation == "about" else None
    found.timex = range_timex(side, until, found)
    _step_range(expression, first, last, (first.stretch[0], end), narrative, hints)
    return found


def _step_range(expression: Expression, first: Value, last: Value, stretch: cal.Stretch, narrative: Narrative, hints: Hints) -> None:
    """One step of the narrative, over a range."""
    side = expression.side
    if isinstance(side.day, SamePeriod | Event):
        return
    plain = expression.relation in (None, "about") and not hints.comparing
    days = first.unit == "day" and last.unit == "day"
    one_day = days and stretch[0] == stretch[1]
    narrative.step(
        Named(
            expression.start,
            expression.end,
            stretch,
            "day" if days else "days",
            names_year=names_year(side) and plain,
            plain=plain,
            whole=expression.as_of or first.inner,
            measured=hints.measured,
            ranged=not one_day,
            to_day=days,
        )
    )
