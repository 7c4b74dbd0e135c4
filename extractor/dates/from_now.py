"""Lengths of time with their values: durations, and stretches and moments so long before or after the reference day."""

from __future__ import annotations

from datetime import date

from extractor.dates import calendar as cal
from extractor.dates import timex
from extractor.dates.context import Narrative
from extractor.dates.direction import WINDOW, alone
from extractor.dates.lengths import ORDER, limits, notation, shifted
from extractor.dates.model import Evidence, Expression, FoundDate
from extractor.dates.parts import Unit
from extractor.dates.vocabulary import compiled, words
from extractor.records import Modifier
from extractor.text import Sentence

_COMING = 4  # characters of 将于, 预计在 right in front


def of_length(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate:
    length = expression.length
    assert length is not None
    found = FoundDate(expression.start, expression.end, "duration", notation(length), None, None, None, "explicit", None, "date.length")
    relation = expression.relation
    if (
        relation == "later"
        and not compiled("«coming»").match(text, expression.start)
        and not _counts_from_now(expression, text, sentence, narrative)
    ):
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


def _counts_from_now(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> bool:
    """两年后 counts from the reference day only when nothing else is said that it could follow."""
    if alone(expression, text, sentence):
        return True
    if narrative.last is not None and not narrative.reports(narrative.last[1]):
        return False
    start, end, forward = expression.start, expression.end, words("forward")
    front = text[max(sentence.start, start - 1) : start]
    if (not front or words("day_openers").match(front)) and forward.search(text, end, min(sentence.end, end + WINDOW)):
        return True
    coming = forward.search(text, max(sentence.start, start - _COMING), start)
    return (coming is not None and coming.end() >= start - 1) or forward.match(text, end, sentence.end) is not None


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
        found.kind, found.first_day, found.timex, found.anchor = "period", day, timex.interval(day, None), "publication"
        return
    unit = next(code for code in reversed(ORDER) if code in length.low)
    stretch, name = _unit_around(day, unit)
    found.first_day, found.last_day = stretch
    found.timex = timex.of_stretch(stretch, name) + (f"T{moment:%H:%M}" if unit.startswith("T") else "")
    found.anchor, found.modifier = "publication", None


def _unit_around(day: date, code: str) -> tuple[cal.Stretch, Unit]:
    if code == "Y":
        return cal.years(day.year, day.year) or (day, day), "year"
    if code == "M":
        return cal.months(day.year, day.month, day.month) or (day, day), "month"
    if code == "W":
        return cal.week(day), "week"
    return (day, day), "day"
