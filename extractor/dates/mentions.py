"""From expressions to found dates: the walk over sentences, ranges, and what the words around an expression change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.choice import Hints, Value
from extractor.dates.context import Narrative
from extractor.dates.grammar import scan
from extractor.dates.lengths import notation, shifted
from extractor.dates.model import Expression, FoundDate, Parts, ReferenceTime
from extractor.dates.resolve import resolve
from extractor.dates.vocabulary import compiled, vague_words, words
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
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            narrative.begin_paragraph()
        for expression in scan(text, sentence.start, sentence.end):
            mention = _mention(expression, text, sentence, narrative)
            if mention is not None:
                found.append(mention)
    return found


def _mention(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate | None:
    try:
        return _resolved(expression, text, sentence, narrative)
    except OverflowError:  # beyond the years 1 to 9999
        return _unresolved(expression) if expression.parts is not None else None


def _resolved(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate | None:
    if expression.length is not None:
        return _of_length(expression, text, sentence, narrative)
    if expression.parts is None:
        return None
    if expression.parts.every is not None:
        return _of_set(expression)
    hints = hints_of(expression, text, sentence, narrative)
    if not _plausible(expression, text, sentence, narrative, hints):
        return None
    return _of_parts(expression, narrative, hints)


def _plausible(expression: Expression, text: str, sentence: Sentence, narrative: Narrative, hints: Hints) -> bool:
    """Vetoes that need the surroundings: a clock that may be a score, 当年 without a year."""
    parts = expression.parts or Parts()
    if parts.year_echo == 0 and narrative.year is None and len(parts.rules) == 1 and not hints.alone:
        return False
    if parts.rules[0] not in ("clock", "hour") or hints.alone:
        return True
    if words("sport").search(text, sentence.start, sentence.end):
        return False
    front = text[max(sentence.start, expression.start - 1) : expression.start]
    opens = not front or bool(compiled("«clock_openers»").match(front))
    if parts.rules[0] == "clock":
        return opens
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
    if parts.vague is not None:
        return _of_vague(expression, narrative)
    if value is None:
        return _unresolved(expression)
    found = FoundDate(
        expression.start,
        expression.end,
        "period" if value.unit in ("days", "months", "years") or parts.same else "date",
        _timex(value, parts),
        *value.stretch,
        value.modifier,
        value.anchor,
        None,
        _rule(expression),
    )
    if expression.as_of and expression.relation in (None, "about"):
        _as_of(found, value)
    else:
        _relate(found, expression, value, narrative)
    _step(expression, value, narrative, hints)
    if expression.relation == "since" and found.last_day is not None and found.first_day is not None:
        narrative.period = (found.first_day, found.last_day)
    return found


def _unresolved(expression: Expression) -> FoundDate:
    kind: DateKind = "period" if expression.relation in _OPEN or expression.until is not None else "date"
    value = timex.unresolved(expression.parts or Parts()) if expression.until is None else None
    return FoundDate(expression.start, expression.end, kind, value, None, None, None, "unresolved", None, _rule(expression))


def _timex(value: Value, parts: Parts) -> str:
    if parts.tenday is not None or (value.inner and value.unit in ("years", "decade", "century")):
        return timex.interval(*value.stretch) or ""
    return timex.of_stretch(value.stretch, value.unit) + (timex.clock(parts) if value.unit == "day" else "")


def _step(expression: Expression, value: Value, narrative: Narrative, hints: Hints) -> None:
    parts = expression.parts or Parts()
    names_year = parts.year is not None or parts.year_offset is not None or parts.year_echo is not None
    if parts.same or parts.event or value.unit in ("decade", "century", "years"):
        return
    if hints.measured:
        narrative.compare(expression.end)
        return
    plain = expression.relation in (None, "about")
    narrative.step(value.stretch, value.unit, names_year and not hints.comparing and plain, expression.end)
    if plain and not hints.comparing:
        narrative.tell(value.stretch, value.unit, whole=expression.as_of or value.inner)
    if value.unit == "day" and expression.until is None:
        narrative.report(value.stretch[1], dateline=hints.dateline)


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
    found.timex = timex.interval(found.first_day, found.last_day)


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
    anchor: Anchor = "publication" if reference and entry.days != "unknown" else "unresolved"
    value = reference.isoformat() if reference and entry.days == "reference" else entry.timex
    return FoundDate(expression.start, expression.end, entry.kind, value, first, last, entry.modifier, anchor, None, "date.vague")


# ---------------------------------------------------------------- ranges


def _of_range(expression: Expression, first: Value | None, narrative: Narrative, hints: Hints) -> FoundDate:
    """5月1日至3日: the other end takes over what it does not name, and lies behind this one."""
    parts, until = expression.parts or Parts(), expression.until or Parts()
    last = _other_end(parts, until, first, narrative, hints)
    found = FoundDate(expression.start, expression.end, "period", None, None, None, None, "unresolved", None, "date.range")
    if first is None or last is None:
        return found
    end = _before(expression.relation, expression, last) if expression.relation in ("before", "eve", "by") else last.stretch[1]
    if end is None or end < first.stretch[0]:
        return found
    found.first_day, found.last_day = first.stretch[0], end
    found.anchor = first.anchor
    found.modifier = "about" if expression.relation == "about" else None
    found.timex = _range_timex(parts, until, found)
    _step(expression, first._replace(stretch=(first.stretch[0], end), unit="days"), narrative, hints)
    if hints.measured:
        return found
    narrative.month = (end.year, end.month)
    if first.unit == "day" and last.unit == "day":
        narrative.day, narrative.day_named = end, True
        if first.stretch[0] == end:
            narrative.report(end, dateline=False)
    return found


def _range_timex(parts: Parts, until: Parts, found: FoundDate) -> str:
    if until.part is None and until.hour is None and parts.part is None and parts.hour is None:
        return timex.interval(found.first_day, found.last_day) or ""
    return f"{found.first_day}{timex.clock(parts)}/{found.last_day}{timex.clock(until)}"


def _other_end(parts: Parts, until: Parts, first: Value | None, narrative: Narrative, hints: Hints) -> Value | None:
    """The end of a range, read where its beginning is; wrapped to the next year, month or week where it would lie before it."""
    if until.vague is not None or first is None:
        return resolve(until, narrative, hints)
    named = until.year is not None or until.year_offset is not None
    start = first.stretch[0]
    if until.weekday is not None and until.week_offset is None and until.nth_week is None:
        day = cal.nth_weekday(start, 1, until.weekday)
        return first._replace(stretch=(day, day))
    until.coarse_from(parts)
    own_month = until.month is not None and until.day is not None and parts.month != until.month
    inner = narrative.at(start)
    last = resolve(until, inner, hints._replace(alone=False, forward=True, backward=False))
    if last is None or last.stretch[1] >= start:
        return last
    if until.day is not None and until.month == parts.month and not own_month and until.festival is None and parts.month is None:
        month = cal.add_months(start.replace(day=1), 1)
        later = cal.day_of(month.year, month.month, until.day)
        return last._replace(stretch=(later, later)) if later else None
    if named or (parts.year is not None and until.month is None):
        return last
    return _next_year(until, inner, hints, start)


def _next_year(until: Parts, inner: Narrative, hints: Hints, start: date) -> Value | None:
    """8月至2月."""
    later = replace(until, year=start.year + 1, year_offset=None, year_echo=None, two_digits=False)
    return resolve(later, inner, hints)


# ---------------------------------------------------------------- lengths and recurring times


def _of_length(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate:
    length = expression.length
    assert length is not None
    found = FoundDate(expression.start, expression.end, "duration", notation(length), None, None, None, "explicit", None, "date.length")
    relation = expression.relation
    if relation == "later" and not _counts_from_now(expression, text, sentence):
        m = compiled("(?:«later»)$").search(text, expression.start, expression.end)
        found.end = m.start() if m else found.end
        relation = None
    if relation == "about":
        found.modifier = "about"
    elif relation in ("past", "next"):
        _stretch_from_now(found, expression, narrative)
    elif relation in ("ago", "later"):
        _point_from_now(found, expression, narrative, text[expression.start : expression.end])
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
    found.anchor = "publication"
    other = shifted(now, length, -1 if past else 1)
    first, last = (other.date() if other else None, now.date()) if past else (now.date(), other.date() if other else None)
    found.first_day, found.last_day = first, last
    if other is not None:
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
    if length.vague or length.high is not None or not length.low:
        found.kind = "period"
        return
    moment = shifted(narrative.now, length, -1 if ago else 1)
    if moment is None:
        return
    day = moment.date()
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
