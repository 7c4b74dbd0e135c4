"""Recurring times: 每年6月下旬至8月底, 每周一、三、五, 每天9时至17时, 逢单日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.dates.chain import go_on, other_end
from extractor.dates.lengths import iso
from extractor.dates.model import Expression
from extractor.dates.parts import Clock, Side, WeekAway, Weekday, Weekend
from extractor.dates.vocabulary import compiled, lexicon, part_letters, units
from extractor.numerals import parse

_CLASSES = {"Y": "year", "Q": "half", "M": "month", "W": "every_week", "D": "day"}  # of what may follow 每年, 每季度, 每月, 每周, 每天
_WHENEVER = {"wh_w": ("P1W", "day"), "wh_d": ("P2D", "day"), "wh_f": ("P1Y", ""), "wh_m": ("P1W", "every_week"), "wh_b": ("P1D", "day")}
_HALVES = {"Y": "P6M", "M": "P15D", "D": "PT12H", "TH": "PT30M"}
_MONTHS_OF_QUARTER = 3
_OTHER = {"P1Y": "P2Y", "P1M": "P2M", "P1W": "P2W", "P1D": "P2D"}  # 每隔一天 is every second


def read_every(m: re.Match[str], text: str, end: int) -> Expression | None:
    """每年6月下旬至8月底, 每周三, 每隔3天."""
    kind = lexicon().values["every_units"].get(m["e_u"] or m["e_w"])
    if kind is None or compiled("«not_every»").match(text, m.end(), end):
        return None
    code = lexicon().words["every_codes"][kind]
    if code.startswith("T") and not m["e_l"] and not m["e_often"]:
        return None  # 每小时150公里: the base of a rate
    count = m["e_n"]
    every = _period(code, count)
    if every is None:
        return None
    every = _OTHER.get(every, every) if m["e_l"] else every
    part = part_letters().get(m["e_u"] or "")  # 每晚8点
    side = Side(clock=Clock(part) if part is not None else None, rules=("every",))
    side, stop = (side, m.end()) if count else go_on(side, _CLASSES.get(code, ""), text, m.end(), end)
    expression = Expression(m.start(), stop, side, every=every)
    other_end(expression, text, end)
    return expression


def _period(code: str, count: str | None) -> str | None:
    """每两年 is P2Y; None for 每三五年, that states no single number."""
    if count and count in lexicon().words["half"]:
        return _HALVES.get(code)
    number = parse(count) if count else 1
    if number is None:
        return None
    return iso({"M": str(_MONTHS_OF_QUARTER * int(number))} if code == "Q" else {code: str(number)})


def read_whenever(m: re.Match[str], text: str, end: int) -> Expression:
    """逢单日, 每逢周末, 每逢春节, 逢周一, 工作日9时至17时."""
    side = Side(day=Weekend() if m["wh_w"] else None, rules=("every",))
    if m["wh_v"]:
        return Expression(m.start(), m.end(), side, every=f"P2{units()[m['wh_v']].code}")  # 隔周
    period, cls = next(kind for group, kind in _WHENEVER.items() if m[group])
    side, stop = go_on(side, cls, text, m.end(), end)
    expression = Expression(m.start(), stop, side, every=period)
    other_end(expression, text, end)
    return expression


def listed_weekdays(expression: Expression, text: str, end: int) -> Iterator[Expression]:
    """周一、三、五: the days listed behind the first."""
    if not isinstance(expression.side.day, Weekday):
        return
    position = expression.end
    while m := compiled("«listed_weekday»").match(text, position, end):
        side = Side(day=Weekday(lexicon().values["weekdays"][m["lw"]]), rules=("listed_weekday",))
        side, position = go_on(side, "day", text, m.end(), end)
        listed = Expression(m.start("lw"), position, side)
        other_end(listed, text, end)
        position = listed.end
        yield listed


def recurs_by_its_hours(expression: Expression) -> bool:
    """周一至周五9时至17时: weekdays of no named week, and hours of each of them."""
    side = expression.side
    return expression.hours and isinstance(side.day, Weekday) and not isinstance(side.part, WeekAway)
