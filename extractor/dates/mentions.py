"""From expressions to found dates: the walk over sentences, ranges, and what the words around an expression change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.choice import Hints, Value, names_year
from extractor.dates.context import Named, Narrative
from extractor.dates.grammar import scan
from extractor.dates.lengths import limits, notation, shifted
from extractor.dates.model import EXPLICIT, Basis, Evidence, Expression, FoundDate, Parts, ReferenceTime
from extractor.dates.ranges import other_end, range_timex
from extractor.dates.resolve import resolve
from extractor.dates.vocabulary import compiled, listed, vague_words, words
from extractor.dates.wording import WINDOW, alone, hints_of
from extractor.records import Anchor, DateKind, Modifier
from extractor.text import Sentence


def find(text: str, sentences: Sequence[Sentence], reference: ReferenceTime) -> list[FoundDate]:
    """Dates in the sentences of a normalized text, resolved, in order and without overlaps.

    >>> [(d.timex, d.rule) for d in find("5月24日发布", [Sentence(0, 7, 0)], ReferenceTime(dateline=date(2018, 5, 25)))]
    [('2018-05-24', 'date.month_day')]
    """
    narrative = Narrative.of(reference)
    found: list[FoundDate] = []
    paragraph: int | None = None
    for sentence, expression in scan(text, sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            narrative.begin_paragraph()
        try:
            mention = _resolved(expression, text, sentence, narrative)
        except OverflowError:  # beyond the years 1 to 9999
            mention = _unresolved(expression) if expression.parts is not None else None
        if mention is not None:
            found.append(mention)
    return found


def _resolved(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate | None:
    if expression.length is not None:
        return _of_length(expression, text, sentence, narrative)
    parts = expression.parts
    if parts is None:
        return None
    if parts.every is not None:
        found = _of_set(expression)
        narrative.recur(expression.end, found.every if parts.day is not None or parts.weekday is not None else None)
        return found
    if parts.vague is not None and expression.until is None:
        return _of_vague(expression, narrative)
    hints = hints_of(expression, text, sentence, narrative)
    if hints.listed and _recurs(parts, narrative.every):
        parts.every = narrative.every
        narrative.recur(expression.end, narrative.every)
        return _of_set(expression)
    if not _plausible(expression, text, sentence, narrative, hints):
        return None
    return _of_parts(expression, narrative, hints)


def _recurs(parts: Parts, every: str | None) -> bool:
    """每月1日和15日, 每周二和周四: whether a day listed behind a recurring one recurs too."""
    if every is None or parts.month is not None or parts.week_offset is not None:
        return False
    return parts.weekday is not None if every.endswith("W") else parts.day is not None


def _plausible(expression: Expression, text: str, sentence: Sentence, narrative: Narrative, hints: Hints) -> bool:
    """Vetoes that need the surroundings: a clock that may be a score, 当年 without a year."""
    parts = expression.parts or Parts()
    if parts.year_echo == 0 and narrative.year is None and len(parts.rules) == 1 and not hints.alone:
        return False
    if parts.rules[0] == "bare_weekend":
        return hints.forward is not None or text.endswith(listed("weekend_past"), sentence.start, expression.start)
    if parts.rules[0] == "listed_weekday":
        return hints.listed and narrative.in_days
    if parts.rules[0] not in ("clock", "hour") or hints.alone:
        return True
    if parts.rules[0] == "clock" and compiled("«am_pm»$").search(text, expression.start, expression.end):
        return True
    if words("sport").search(text, sentence.start, sentence.end):
        return False
    front = text[max(sentence.start, expression.start - 1) : expression.start]
    opens = not front or bool(compiled("«clock_openers»").match(front))
    if parts.rules[0] == "clock":
        return opens or bool(compiled("«happening»").match(text, expression.end))  # 比赛20:00开始
    exact = parts.minute is not None or expression.until is not None or expression.relation == "about"
    return exact or (opens and bool(compiled("«hour_word»").search(text, expression.start, expression.end)))


def _rule(expression: Expression) -> str:
    if expression.until is not None:
        return "date.range"
    rules = (expression.parts or Parts()).rules
    return "date." + "_".join(rules[:4])


# ---------------------------------------------------------------- dates and periods


def _of_parts(expression: Expression, narrative: Narrative, hints: Hints) -> FoundDate:
    parts = expression.parts or Parts()
    value = resolve(parts, narrative, hints)
    if expression.until is not None:
        return _of_range(expression, value, narrative, hints)
    if value is None:
        if parts.year_offset is not None:
            narrative.lose_year()
        return _unresolved(expression)
    kind: DateKind = "period" if value.unit in ("days", "months", "years") or parts.same else "date"
    basis, (first, last) = value.basis, value.stretch
    found = FoundDate(
        expression.start,
        expression.end,
        kind,
        _timex(value, parts),
        first,
        last,
        value.modifier,
        basis.anchor,
        None,
        _rule(expression),
        _evidence(basis, hints),
    )
    if expression.as_of and expression.relation in (None, "about"):
        _as_of(found, value)
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


def _unresolved(expression: Expression) -> FoundDate:
    kind: DateKind = "period" if expression.relation in _OPEN or expression.until is not None else "date"
    value = timex.unresolved(expression.parts or Parts()) if expression.until is None else None
    return FoundDate(expression.start, expression.end, kind, value, None, None, None, "unresolved", None, _rule(expression))


def _timex(value: Value, parts: Parts) -> str:
    if parts.tenday is not None or (value.inner and value.unit in ("years", "decade", "century")):
        return timex.interval(*value.stretch) or ""
    return timex.of_stretch(value.stretch, value.unit) + (timex.clock(parts) if value.unit == "day" else "")


_LONG = ("decade", "century", "years")  # too long to count anything from


def _step(expression: Expression, value: Value, found: FoundDate, narrative: Narrative, hints: Hints) -> None:
    """One step of the narrative: what this mention names."""
    parts = expression.parts or Parts()
    if parts.same or parts.event or value.unit in _LONG or (parts.month_echo or 0) < 0:  # 前一个月 is looked back to, no more
        return
    plain = expression.relation in (None, "about") and not hints.comparing
    whole, named_year = expression.as_of or value.inner, plain and names_year(parts)
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


def _as_of(found: FoundDate, value: Value) -> None:
    """截至11月底: the last day; a clock stays."""
    last = value.stretch[1]
    if value.unit != "day":
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
    parts = expression.until or expression.parts or Parts()
    if stated is None or parts.hour is None or value.unit != "day":
        return stated
    day = found.last_day if found.modifier == "before" else found.first_day
    return stated.replace(day.isoformat(), f"{day.isoformat()}{timex.clock(parts)}", 1) if day is not None else stated


def _before(relation: str, expression: Expression, value: Value) -> date | None:
    """The last day of 2030年前 (2029-12-31), 2020年底前 (2020-12-31), 当天18时前 (that day)."""
    parts = expression.until or expression.parts or Parts()
    first, last = value.stretch
    if relation == "by" or (value.modifier == "end" and parts.tenday is None) or parts.hour is not None:
        return last
    return first - timedelta(days=1) if first > date.min else None


def _of_vague(expression: Expression, narrative: Narrative) -> FoundDate:
    parts = expression.parts or Parts()
    entry = vague_words()[parts.vague or ""]
    reference = narrative.reference
    first = reference if entry.days in ("reference", "from") else None
    last = reference if entry.days in ("reference", "until") else None
    told = reference is not None and entry.days != "unknown"
    anchor: Anchor = "publication" if told else "unresolved"
    value = reference.isoformat() if reference and entry.days == "reference" else entry.timex
    evidence = Evidence(narrative.reported) if told else None
    return FoundDate(expression.start, expression.end, entry.kind, value, first, last, entry.modifier, anchor, None, "date.vague", evidence)


# ---------------------------------------------------------------- ranges


def _of_range(expression: Expression, first: Value | None, narrative: Narrative, hints: Hints) -> FoundDate:
    """5月1日至3日: the other end takes over what it does not name, and lies behind this one."""
    parts, until = expression.parts or Parts(), expression.until or Parts()
    last = other_end(expression, first, narrative, hints)
    found = FoundDate(expression.start, expression.end, "period", None, None, None, None, "unresolved", None, "date.range")
    if first is None or last is None:
        return found
    end = _before(expression.relation, expression, last) if expression.relation in ("before", "eve", "by") else last.stretch[1]
    if end is None or end < first.stretch[0]:
        return found
    found.first_day, found.last_day = first.stretch[0], end
    found.anchor, found.evidence = first.basis.anchor, _evidence(first.basis, hints)
    found.modifier = "about" if expression.relation == "about" else None
    found.timex = range_timex(parts, until, found)
    _step_range(expression, first, last, (first.stretch[0], end), narrative, hints)
    return found


def _step_range(expression: Expression, first: Value, last: Value, stretch: cal.Stretch, narrative: Narrative, hints: Hints) -> None:
    """One step of the narrative, over a range."""
    parts = expression.parts or Parts()
    if parts.event or parts.same:
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
            names_year=names_year(parts) and plain,
            plain=plain,
            whole=expression.as_of or first.inner,
            measured=hints.measured,
            ranged=not one_day,
            to_day=days,
        )
    )


# ---------------------------------------------------------------- lengths and recurring times


def _of_length(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate:
    length = expression.length
    assert length is not None
    found = FoundDate(expression.start, expression.end, "duration", notation(length), None, None, None, "explicit", None, "date.length")
    relation = expression.relation
    if relation == "later" and not compiled("«coming»").match(text, expression.start) and not _counts_from_now(expression, text, sentence):
        m = compiled("(?:«later»)$").search(text, expression.start, expression.end)
        found.end = m.start() if m else found.end
        relation = None
    if relation == "about":
        found.modifier = "about"
    elif relation in ("past", "next"):
        _stretch_from_now(found, expression, narrative)
    elif relation in ("ago", "later"):
        _point_from_now(found, expression, narrative, text[expression.start : expression.end])
    if found.kind == "duration":
        found.bound, (found.low, found.high) = length.bound, limits(length)
    return found


def _counts_from_now(expression: Expression, text: str, sentence: Sentence) -> bool:
    """两年后 counts from the reference day only when nothing else is said that it could follow."""
    if alone(expression, text, sentence):
        return True
    front = text[max(sentence.start, expression.start - 1) : expression.start]
    return (not front or bool(words("day_openers").match(front))) and bool(
        words("forward").search(text, expression.end, min(sentence.end, expression.end + WINDOW))
    )


def _stretch_from_now(found: FoundDate, expression: Expression, narrative: Narrative) -> None:
    """近两年来, 未来12小时."""
    past = expression.relation == "past"
    found.kind, found.rule = "period", "date.past" if past else "date.next"
    found.timex = "PAST_REF" if past else "FUTURE_REF"
    found.anchor = "unresolved"
    now, length = narrative.now, expression.length
    if now is None or length is None:
        return
    found.anchor, found.evidence = "publication", Evidence(narrative.reported)
    other = shifted(now, length, -1 if past else 1)
    first, last = (other.date() if other else None, now.date()) if past else (now.date(), other.date() if other else None)
    found.first_day, found.last_day = first, last
    found.modifier = "about" if length.bound == "over" else None  # 30多年来
    if other is None:
        return
    if narrative.has_hour and any(code.startswith("T") for code in length.low):
        begin, end = (other, now) if past else (now, other)
        found.timex = f"{begin:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}"
    else:
        found.timex = timex.interval(first, last)


def _point_from_now(found: FoundDate, expression: Expression, narrative: Narrative, surface: str) -> None:
    """三天前, 两年后: the unit that contains the moment."""
    ago = expression.relation == "ago"
    modifier: Modifier = "before" if ago else "after"
    found.kind, found.rule, found.anchor = "date", "date.ago" if ago else "date.later", "unresolved"
    found.timex, found.modifier = "PAST_REF" if ago else "FUTURE_REF", modifier
    length = expression.length
    if length is None or narrative.now is None:
        return
    if length.form != "number" or length.business or length.high is not None or not length.low:
        found.kind = "period"
        return
    if not narrative.has_hour and any(code.startswith("T") for code in length.low):
        return  # three hours before an unknown hour
    found.evidence = Evidence(narrative.reported)
    moment = shifted(narrative.now, length, -1 if ago else 1)
    if moment is None:
        return
    day = moment.date()
    if ago and length.bound == "over":  # 十余年前: not after that day
        found.kind, found.last_day, found.timex, found.anchor = "period", day, timex.interval(None, day), "publication"
        return
    if not ago and compiled("«open_later»").search(surface):
        found.kind, found.first_day, found.timex, found.anchor = "period", moment.date(), timex.interval(moment.date(), None), "publication"
        return
    unit = next(code for code in ("TS", "TM", "TH", "D", "W", "M", "Y") if code in length.low)
    stretch, name = _unit_around(day, unit)
    found.first_day, found.last_day = stretch
    found.timex = timex.of_stretch(stretch, name) + (f"T{moment:%H:%M}" if unit.startswith("T") else "")
    found.anchor, found.modifier = "publication", None


def _unit_around(day: date, code: str) -> tuple[cal.Stretch, str]:
    if code == "Y":
        return cal.years(day.year, day.year) or (day, day), "year"
    if code == "M":
        return cal.months(day.year, day.month, day.month) or (day, day), "month"
    if code == "W":
        return cal.week(day), "week"
    return (day, day), "day"


def _of_set(expression: Expression) -> FoundDate:
    parts = expression.parts or Parts()
    if expression.until is not None:
        expression.until.coarse_from(parts)
    value = timex.of_set(parts, expression.until)
    return FoundDate(expression.start, expression.end, "set", value, None, None, None, "explicit", parts.every, "date.every")
