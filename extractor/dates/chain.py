"""Chains of components, coarse to fine, and two of them joined to a range: what one or two sides of an expression name."""

from __future__ import annotations

import re

from extractor.dates import clock_words, day_words, month_words, year_words
from extractor.dates.clock_words import same_half
from extractor.dates.components import Reader, fitted, int_of
from extractor.dates.model import Expression
from extractor.dates.parts import Clock, Day, Side, Vague
from extractor.dates.vocabulary import clock_parts, compiled, grammar, lexicon

READERS: dict[str, Reader] = year_words.READERS | month_words.READERS | day_words.READERS | clock_words.READERS
_SILENT = {"that_day", "weekday_of_day", "whole_year"}
_NO_END = ("length", "every", "event", "bare")  # classes of components that are no other end of a range


def chain(m: re.Match[str], name: str, text: str, end: int) -> tuple[Side, int] | None:
    """The components from a first match on, and where they end."""
    side = fitted(READERS[name], m, Side())
    if side is None:
        return None
    return go_on(side._replace(rules=(name,)), grammar().classes[name], text, m.end(), end)


def go_on(side: Side, cls: str, text: str, position: int, end: int) -> tuple[Side, int]:
    """Add what may follow a component of class ``cls``; also where the chain ends."""
    read = grammar()
    classes, following, marks = read.classes, read.following, read.marks
    while position < end and text[position] not in marks:
        choice = following.get(cls)
        while choice is not None:
            m = choice.pattern.match(text, position, end)
            if m is None:
                return side, position
            name = m.lastgroup or ""
            more = fitted(READERS[name], m, side)
            if more is not None:
                break
            choice = choice.after(name)
        else:
            return side, position
        side = more if name in _SILENT else more._replace(rules=(*more.rules, name))
        cls, position = classes[name], m.end()
    return side, position


def other_end(expression: Expression, text: str, end: int) -> bool:
    """Read the other end of a range, if there is one."""
    side = expression.side
    if side.lunar and isinstance(side.day, Day) and (m := compiled("«lunar_end»").match(text, expression.end, end)):
        expression.until, expression.end = Side(day=Day(int_of(m["le_day"])), rules=("lunar_until",)), m.end()
        return True  # 正月初一至十五
    joint = grammar().link.match(text, expression.end, end)
    if joint is None or joint["r_since"] or joint.end() >= end:
        return False
    m = clock_parts().pattern.match(text, joint.end(), end) if side.clock is not None else None
    if m is None:
        choice = grammar().opening(text, joint.end())
        m = choice.pattern.match(text, joint.end(), end) if choice else None
    if m is None or m.lastgroup is None or grammar().classes[m.lastgroup] in _NO_END:
        return False
    read = chain(m, m.lastgroup, text, end)
    if read is None:
        return False
    until, stop = read
    if isinstance(until.day, Vague) and until.day.word not in lexicon().vague["reference"].words:
        return False
    if joint["r_and"] and not compiled("«between»").match(text, stop, end):
        return False
    if until.only_clock:
        until = until._replace(clock=same_half(side.clock, until.clock))
    expression.until, expression.end = until, stop
    _hours(expression, side.clock, text, end)
    return True


def _hours(expression: Expression, clock: Clock | None, text: str, end: int) -> None:
    """5月1日至5日9时至17时: a second clock behind a range of days says between which times of each of them."""
    until = expression.until
    if until is None or until.clock is None or until.only_clock or clock is not None:
        return
    joint = compiled("«conn»").match(text, expression.end, end)
    m = clock_parts().pattern.match(text, joint.end(), end) if joint is not None else None
    read = chain(m, m.lastgroup, text, end) if m is not None and m.lastgroup is not None else None
    if read is None or not read[0].only_clock:
        return
    expression.until, expression.end, expression.hours = until._replace(clock=None), read[1], True
