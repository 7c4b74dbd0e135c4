"""The walk over the sentences of a text: what stands in each is recognized, vetted by its surroundings, and resolved."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.dates import timex
from extractor.dates.choice import Hints
from extractor.dates.clock_words import same_half
from extractor.dates.context import Narrative
from extractor.dates.dated import of_sides, of_vague, unresolved
from extractor.dates.direction import hints_of
from extractor.dates.from_now import of_length
from extractor.dates.grammar import scan
from extractor.dates.happening import happens
from extractor.dates.model import Expression, FoundDate, ReferenceTime
from extractor.dates.parts import Day, Side, Vague, WeekAway, Weekday, YearAway
from extractor.dates.vocabulary import compiled, words
from extractor.span import Spans
from extractor.text import Sentence

_CLOCKS = ("clock", "hour", "hour_of_happening")
NOTHING_CLAIMED = Spans(())


def find(text: str, sentences: Sequence[Sentence], reference: ReferenceTime, claimed: Spans = NOTHING_CLAIMED) -> list[FoundDate]:
    """Dates in the sentences of a normalized text, resolved, in order and without overlaps.

    What is ``claimed`` by names holds no date, and says nothing of when the narrative is.

    >>> from datetime import date
    >>> [(d.timex, d.rule) for d in find("5月24日发布", [Sentence(0, 7, 0)], ReferenceTime(dateline=date(2018, 5, 25)))]
    [('2018-05-24', 'date.month_day')]
    """
    narrative = Narrative.of(reference)
    found: list[FoundDate] = []
    paragraph: int | None = None
    for sentence, expression in scan(text, sentences):
        if claimed.touch(expression.start, expression.end):
            continue
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            narrative.begin_paragraph()
        try:
            mention = _resolved(expression, text, sentence, narrative)
        except OverflowError:  # beyond the years 1 to 9999
            mention = unresolved(expression) if expression.length is None else None
        if mention is not None:
            found.append(mention)
    return found


def _resolved(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> FoundDate | None:
    if expression.length is not None:
        return of_length(expression, text, sentence, narrative)
    side = expression.side
    if expression.every is not None:
        return _recurring(expression, expression.every, narrative)
    if isinstance(side.day, Vague) and expression.until is None:
        return of_vague(expression, side.day, narrative)
    hints = hints_of(expression, text, sentence, narrative)
    if hints.listed and narrative.every is not None and _recurs(side, narrative.every):
        return _recurring(expression, narrative.every, narrative)
    if not _plausible(expression, text, sentence, narrative, hints):
        return None
    _in_part_of_day(expression, sentence, narrative)
    return of_sides(expression, narrative, hints)


def _in_part_of_day(expression: Expression, sentence: Sentence, narrative: Narrative) -> None:
    """凌晨两点接警，三点一刻抓获: a time without a part of the day is of the one that its sentence named."""
    side = expression.side
    if side.clock is None or side.clock.hour is None:
        return
    if side.clock.part is not None:
        narrative.clock = sentence.start, side.clock
    elif narrative.clock is not None and narrative.clock[0] == sentence.start and side.rules[0] in _CLOCKS:
        later = same_half(narrative.clock[1], side.clock)
        expression.side = side._replace(clock=later)


def _recurring(expression: Expression, every: str, narrative: Narrative) -> FoundDate:
    """A recurring time; days listed behind a recurring day recur too."""
    value = timex.of_set(expression.side, expression.until, every)
    listing = isinstance(expression.side.day, Day | Weekday)
    narrative.recur(expression.end, every if listing else None)
    return FoundDate(expression.start, expression.end, "set", value, None, None, None, "explicit", every, "date.every")


def _recurs(side: Side, every: str) -> bool:
    """每月1日和15日, 每周二和周四: whether a day listed behind a recurring one recurs too."""
    if side.month is not None or isinstance(side.part, WeekAway):
        return False
    return isinstance(side.day, Weekday if every.endswith("W") else Day)


def _plausible(expression: Expression, text: str, sentence: Sentence, narrative: Narrative, hints: Hints) -> bool:
    """Vetoes that need the surroundings: 当年 without a year, a weekend that may be any, a clock that may be a score."""
    side, rule = expression.side, expression.side.rules[0]
    if rule == "year_echo" and isinstance(side.year, YearAway) and not side.year.count:
        return narrative.year is not None or len(side.rules) > 1 or hints.alone
    if rule == "listed_weekday":
        return hints.listed and narrative.in_days
    return rule not in ("clock", "hour") or hints.alone or _clock(expression, text, sentence)


def _clock(expression: Expression, text: str, sentence: Sentence) -> bool:
    """Whether 9:00 is a time of day, and 9时."""
    colon, start, end = expression.side.rules[0] == "clock", expression.start, expression.end
    if colon and compiled("«am_pm»$").search(text, start, end):
        return True
    if words("sport").search(text, sentence.start, sentence.end):
        return False
    before = text[max(sentence.start, start - 1) : start]
    opens = not before or bool(compiled("«clock_openers»").match(before))
    if colon:
        return opens or happens(text, end, loose=True)  # 比赛20:00开始
    clock = expression.side.clock
    exact = (clock is not None and clock.minute is not None) or expression.until is not None or expression.relation == "about"
    return exact or (opens and bool(compiled("«hour_word»").search(text, start, end)))
