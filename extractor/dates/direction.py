"""What the wording around an expression says: which way it points, what it is compared with, whether anything else is said."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.dates.choice import Hints
from extractor.dates.context import Narrative
from extractor.dates.model import Expression, Words
from extractor.dates.parts import Day, DayAway, MonthAway, QuarterAway, SamePeriod, Side, WeekAway, YearAway
from extractor.dates.vocabulary import compiled, lexicon, listed, words
from extractor.text import Sentence

WINDOW = 16  # so many characters in front may point ahead
_GLOSS = 3  # a weekday so close behind a day explains it


class _Marks(NamedTuple):
    """What the words right in front and right behind may be, and the characters that they end and begin with."""

    listing: tuple[str, ...]
    comparing: tuple[str, ...]
    measuring: tuple[str, ...]
    compared: frozenset[str]
    dateline: tuple[str, ...]
    datelined: frozenset[str]


@cache
def _marks() -> _Marks:
    comparing, measuring, dateline = listed("comparing"), listed("measuring"), listed("dateline")
    compared = frozenset(word[-1] for word in comparing + measuring)
    return _Marks(listed("listing"), comparing, measuring, compared, dateline, frozenset(word[0] for word in dateline))


_PLAIN = Hints()


def hints_of(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> Hints:
    """Direction of the wording in the clause in front, right behind, and for bare days in the whole sentence.

    Where the year or the day is settled no direction is looked for.
    """
    side = expression.side
    start, end, marks = expression.start, expression.end, _marks()
    behind_last = start - narrative.last_end
    gloss = 0 <= behind_last <= _GLOSS
    listed_here = behind_last == 1 and text.startswith(marks.listing, narrative.last_end)
    front = max(sentence.start, start - WINDOW)
    near = text[start - 1 : start] in marks.compared
    comparing = near and text.endswith(marks.comparing, front, start)
    measured = (near and text.endswith(marks.measuring, front, start)) or (
        _steps(side) and _measured(side, text, front, start, end, sentence.end)
    )
    dateline = text[end : end + 1] in marks.datelined and text.startswith(marks.dateline, end, sentence.end)
    settled = _settled(side)
    bare_day = isinstance(side.day, Day) and side.month is None
    balance = side.edge is not None and side.edge.balance
    if settled and not balance and not bare_day:
        if not (gloss or comparing or measured or dateline):
            return _PLAIN
        return Hints(None, False, gloss, listed_here, comparing, dateline, measured=measured)
    lone = alone(expression, text, sentence)
    forward, backward = (None, None) if settled else _direction(expression, text, sentence, front)
    return Hints(
        forward,
        lone and not settled,
        gloss,
        listed_here,
        comparing,
        dateline,
        backward=backward,
        forecast=_found(compiled("«forecasting»").search(text, sentence.start, sentence.end)) if bare_day else None,
        measured=measured,
        weekday=None
        if settled or side.month is None or not isinstance(side.day, Day)
        else side.weekday or _weekday(text, end, sentence.end),
        balance=balance and words("balances").search(text, sentence.start, sentence.end) is not None,
        figures=balance and not lone and _figures(expression, text, sentence),
        over=text.endswith(listed("weekend_past"), sentence.start, start),
        told=forward is None and not expression.as_of and compiled("«told»").match(text, end, sentence.end) is not None,
    )


def _settled(side: Side) -> bool:
    """Whether the wording says by itself which year or day is meant."""
    counted = isinstance(side.day, DayAway) and side.day.origin == "reference"
    return side.tells_year or counted or isinstance(side.part, WeekAway)


def _steps(side: Side) -> bool:
    """Whether it is 上年, 上季度 or 上月, which a comparison counts from its figures."""
    named = (side.year, side.part)
    return any(isinstance(part, YearAway | QuarterAway | MonthAway) and part.steps for part in named)


def _figures(expression: Expression, text: str, sentence: Sentence) -> bool:
    """Whether 年末 may be a balance date: figures stand beside it, or nothing does, as in the head of a table."""
    front, behind = (sentence.start, expression.start), (expression.end, sentence.end)
    if expression.as_of or any(compiled("«figures»").search(text, *side) for side in (front, behind)):
        return True
    return not any(text[first:last].strip() for first, last in (front, behind))


def _weekday(text: str, end: int, limit: int) -> int | None:
    """The day of the week behind a day: its year is one in which both are right."""
    m = compiled("«weekday_behind»").match(text, end, limit)
    return lexicon().values["weekdays"][m["wb"]] if m is not None else None


def alone(expression: Expression, text: str, sentence: Sentence) -> bool:
    """Whether nothing else stands in the text; the sentence, which is short, is looked at first."""
    if sentence.start < expression.start and not text[expression.start - 1].isspace():
        return False
    if text[sentence.start : expression.start].strip() or text[expression.end : sentence.end].strip():
        return False
    return not (text[: expression.start].strip() or text[expression.end :].strip())


def _direction(expression: Expression, text: str, sentence: Sentence, front: int) -> tuple[Words | None, Words | None]:
    """The words in the clause in front or right behind that point ahead, and those that point back.

    截至8月底 points back, 报名截止8月底 does not.
    """
    start, end = expression.start, expression.end
    if not expression.as_of:
        found = words("forward").search(text, front, start)
        if found is not None and found.start() < (clause := _clause(text, front, start)):
            found = words("forward").search(text, clause, start)
        return _found(found or compiled("«ahead_behind»").match(text, end, sentence.end)), None
    clause = _clause(text, front, start)
    mark = compiled("«as_of_before»").search(text, clause, start)
    if mark is None:
        return None, None
    forward = (
        compiled("«ahead_behind»").match(text, end, sentence.end)
        or words("forward").search(text, clause, mark.start())
        or compiled("«closing»$").search(text, clause, mark.start())
        or compiled("«as_of_ahead»").match(text, end, sentence.end)
        or compiled("«deadline»").match(text, max(front, mark.start() - 1), start)
    )
    return (_found(forward), None) if forward else (None, _found(mark))


def _clause(text: str, front: int, start: int) -> int:
    """Where the clause in front of an expression begins."""
    ends = compiled("«clause_end»").search(text, front, start)
    return ends.end() if ends else front


def _found(m: re.Match[str] | None) -> Words | None:
    return m.span() if m else None


def _measured(side: Side, text: str, front: int, start: int, end: int, limit: int) -> bool:
    """Whether something is compared with 上年, 上月: 是上年的两倍, 由上月上涨转为下降."""
    if isinstance(side.day, SamePeriod) or compiled("«measured_behind»").match(text, end, limit):
        return True
    return compiled("«measuring_step»$").search(text, front, start) is not None
