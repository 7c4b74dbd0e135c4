"""Recognition: where in a stretch of text dates stand, and what their words name. Nothing is resolved here.

A date is a chain of components (``lexicon/dates.toml``), coarse to fine (``chain.py``). Two chains joined by a connecting word are a
range; a word behind (以来, 前, 起, 左右) changes what is meant, one in front (截至, 近, 未来) too. Lengths of time are read by
``length_words.py``, recurring times by ``recurring.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from extractor.dates.chain import chain, other_end
from extractor.dates.length_words import read_bare_length, read_length
from extractor.dates.model import Expression, Relation
from extractor.dates.parts import DayAway, Event, GlossedDay, GlossedWeekday, Month, Side, Vague, Weekday
from extractor.dates.recurring import listed_weekdays, read_every, read_whenever, recurs_by_its_hours
from extractor.dates.vocabulary import Choice, Grammar, compiled, grammar, holds, lexicon
from extractor.lexicon.fixed_words import FixedWords
from extractor.text import Sentence

_BARE = ("bare", "bare_quarter")
_LONE_MARK = ("lunar_mark",)  # 农历 alone names no day
_FRONT = 12  # so many characters in front are looked at
_SINCE_FAR = 24  # so far behind 以来 may stand, an event between


def scan(text: str, sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Expression]]:
    """Expressions in the sentences of a text, in order, without overlaps.

    One pattern looks through the whole text for places where an expression may begin; nothing else is done for a sentence without one.
    """
    read = grammar()
    openings, run, numbered = read.openings, compiled("«number_run»").match, compiled("«numbered»").match
    lines = iter(sentences)
    sentence, start, end, position = Sentence(0, 0, 0), 0, 0, 0
    fixed = _Fixed(text)
    for hit in read.trigger.finditer(text):
        at = hit.start()
        if at < position:
            continue
        while at >= end:
            if (line := next(lines, None)) is None:
                return
            sentence, start, end = line, line.start, line.end
        if at < start:
            continue
        if (stop := fixed.around(at)) is not None:
            position = stop
            continue
        choice = openings.get(text[at : at + 2]) or openings.get(text[at])
        if choice is not None and (at == start or not numbered(text, at)):
            expression = _read(choice, text, at, end)
            if expression is not None and (limit := fixed.inside(expression.end)) is not None:
                expression = _read(choice, text, at, limit)  # 2018年|春节联欢晚会
            if expression is not None:
                yield sentence, expression
                position = expression.end
                for other in listed_weekdays(expression, text, end):
                    yield sentence, other
                    position = other.end
                continue
        if text[at] in read.digits:
            number = run(text, at, end)
            position = number.end() if number is not None else position  # numbers are not entered in the middle


class _Fixed:
    """The fixed words of a text, asked for from left to right: 清明上河图, 五一劳动奖章."""

    def __init__(self, text: str) -> None:
        self._starts, self._ends = _date_words().edges(text)
        self._next = 0

    def around(self, position: int) -> int | None:
        """Where the word ends that a position lies in, its first character included."""
        while self._next < len(self._ends) and self._ends[self._next] <= position:
            self._next += 1
        return self._ends[self._next] if self._next < len(self._ends) and self._starts[self._next] <= position else None

    def inside(self, position: int) -> int | None:
        """Where the word begins that a position lies inside of."""
        index = self._next
        while index < len(self._starts) and self._starts[index] < position:
            if position < self._ends[index]:
                return self._starts[index]
            index += 1
        return None


@lru_cache(maxsize=1)
def _date_words() -> FixedWords:
    """Words that hold the words of a date and are none."""
    return FixedWords("date_words.txt")


def _read(choice: Choice | None, text: str, at: int, end: int) -> Expression | None:
    while choice is not None and (m := choice.pattern.match(text, at, end)) is not None:
        name = m.lastgroup or ""
        expression = _from_match(m, name, text, end)
        if expression is not None:
            return expression
        choice = choice.after(name)
    return None


def _from_match(m: re.Match[str], name: str, text: str, end: int) -> Expression | None:
    match name:
        case "length":
            return read_length(m, text, end)
        case "length_bare":
            return read_bare_length(m, text, end)
        case "every":
            return read_every(m, text, end)
        case "whenever":
            return read_whenever(m, text, end)
    read = chain(m, name, text, end)
    return _finish(Expression(m.start(), read[1], read[0]), text, end) if read is not None else None


# ---------------------------------------------------------------- ranges and what stands behind


def _finish(expression: Expression, text: str, end: int) -> Expression | None:
    """Range, words behind, words in front."""
    read, side = grammar(), expression.side
    followed = text[expression.end : expression.end + 1] in read.tails
    if isinstance(side.day, Vague):
        if followed:
            _till(expression, side.day, text, end)
        return expression
    if isinstance(side.day, Event):
        expression.relation = "since"
        return expression
    if side.rules == _LONE_MARK:
        return None
    if side.other is not None:
        expression.until = Side(part=side.other) if isinstance(side.other, Month) else Side(clock=side.other)
        return expression
    _glossed(expression, text, end)
    ranged = followed and other_end(expression, text, end)
    if not ranged and side.rules[-1] in _BARE:
        return None
    if recurs_by_its_hours(expression):
        expression.every = "P1W"
        return expression
    if not ranged:
        ranged = _next_season(expression, text, end)
    _behind(expression, text, end, read)
    start = expression.start
    reach = start - _FRONT if start > _FRONT else 0
    expression.as_of = holds(text, read.as_of_initials, reach, start) and read.as_of.search(text, reach, start) is not None
    return expression


def _glossed(expression: Expression, text: str, end: int) -> None:
    """周日（16日）, 今天（1月16日）: the day in brackets says which one is meant."""
    side = expression.side
    m = compiled("«gloss»").match(text, expression.end, end) if side.rules in (("weekday",), ("day_word",)) else None
    if m is None:
        return
    day, month = int(m["gl_d"]), int(m["gl_m"]) if m["gl_m"] else None
    if isinstance(side.day, Weekday):
        expression.side = side._replace(day=GlossedWeekday(side.day.number, day, month))
    elif isinstance(side.day, DayAway):
        expression.side = side._replace(day=GlossedDay(side.day.count, day, month))


def _next_season(expression: Expression, text: str, end: int) -> bool:
    """今冬明春: two seasons right behind each other are one stretch."""
    if expression.side.rules != ("season_word",):
        return False
    choice = grammar().opening(text, expression.end) if expression.end < end else None
    m = choice.pattern.match(text, expression.end, end) if choice is not None else None
    read = chain(m, m.lastgroup, text, end) if m is not None and m.lastgroup == "season_word" else None
    if read is None:
        return False
    expression.until, expression.end = read
    return True


def _till(expression: Expression, vague: Vague, text: str, end: int) -> None:
    """从现在到2025年, 目前至8月底: a range from the reference day on, where days follow."""
    stop = expression.end
    if vague.word not in lexicon().vague["reference"].words or not other_end(expression, text, end):
        return
    if expression.until is None or expression.until.only_clock:
        expression.until, expression.end = None, stop


def _behind(expression: Expression, text: str, end: int, read: Grammar) -> None:
    """Words behind that change what is meant, and 自从 in front."""
    stop = expression.end
    if text[stop : stop + 1] in read.tails and (_relation(expression, text, end) or _begins(expression, text, end)):
        return
    if expression.until is not None:
        return
    if holds(text, read.since, stop, stop + _SINCE_FAR) and (m := compiled("«happened_since»").match(text, stop, end)):
        expression.relation, expression.end = "since", m.end()
    elif text.endswith(read.since_front, 0, expression.start):
        expression.relation = "since"


def _relation(expression: Expression, text: str, end: int) -> bool:
    """以来, 起, 前, 后, 左右."""
    m = grammar().behind.match(text, expression.end, end)
    if m is None:
        return False
    relation = (m.lastgroup or "").removeprefix("r_")
    if relation == "before":
        relation = "eve" if m["eve"] else "by" if compiled("«inclusive»").match(m[0]) else relation
    expression.relation, expression.end = cast(Relation, relation), m.end()
    return True


def _begins(expression: Expression, text: str, end: int) -> bool:
    """从9月5日开始, 9月5日起."""
    m = compiled("«begin»").match(text, expression.end, end)
    if m is None:
        return False
    before = text[max(0, expression.start - 2) : expression.start]
    ends = not compiled("«begun_verb»").search(before) and compiled("«stop»").match(text, m.end(), end)
    if not ends and not compiled("«begun»").search(before):
        return False
    expression.relation, expression.end = "from", m.end()
    return True
