"""What the components of the parts of a year say: from the groups of a match to the fields of ``Parts``.

A handler has the name of its ``[[component]]`` in the lexicon. It returns False to veto the match, and then has touched nothing of parts
that others have filled. Those of years are in ``year_components.py``, of weeks, days and clocks in ``day_components.py``; lengths are
read in ``lengths.py``, and how components are joined is decided in ``grammar.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.dates.model import Parts
from extractor.dates.vocabulary import lexicon, words
from extractor.numerals import parse, read

Match = re.Match[str]
Handler = Callable[[Match, Parts], bool]
HANDLERS: dict[str, Handler] = {}


def handler(function: Handler) -> Handler:
    """Register a function under its name as handler of the component of that name."""
    HANDLERS[function.__name__] = function
    return function


def value_of(table: str, word: str) -> int:
    return lexicon().values[table][word]


def int_of(surface: str) -> int:
    """A whole number in any style of numerals."""
    value = parse(surface)
    if value is None:
        raise ValueError(surface)
    return int(value)


def neighbours(surface: str) -> tuple[int, int] | None:
    """七八, 十一二: two numbers that follow each other, said together; None for any other number."""
    stated = read(surface)
    if stated is None or stated.low is None or stated.high is None or stated.high - stated.low != 1:
        return None
    return int(stated.low), int(stated.high)


# ---------------------------------------------------------------- parts of a year


@handler
def half(m: Match, parts: Parts) -> bool:
    """上半年."""
    parts.half = value_of("halves", m["half_w"])
    return True


@handler
def half_of_year(_m: Match, parts: Parts) -> bool:
    """2019年半年度: the first half."""
    parts.half = 1
    return True


@handler
def half_year_end(_m: Match, parts: Parts) -> bool:
    """半年末: the last day of June."""
    parts.half, parts.edge, parts.balance = 1, 3, True
    return True


@handler
def quarter(m: Match, parts: Parts) -> bool:
    """第三季度, Q3."""
    parts.quarter = int_of(m["q"] or m["q_n"] or "1")
    return True


@handler
def listed_quarter(m: Match, parts: Parts) -> bool:
    """一、二季度."""
    parts.quarter = int_of(m["liq"])
    return True


@handler
def listed_month(m: Match, parts: Parts) -> bool:
    """1、2月."""
    parts.month = int(m["lim"])
    return True


@handler
def quarter_short(m: Match, parts: Parts) -> bool:
    """2018年第三季."""
    parts.quarter = int_of(m["qs"])
    return True


@handler
def quarter_word(m: Match, parts: Parts) -> bool:
    """上季度."""
    parts.quarter_offset = value_of("quarter_steps", m["qw"])
    parts.stepping = m["qw"] in lexicon().words["steps"]
    return True


@handler
def first_months(m: Match, parts: Parts) -> bool:
    """前11个月, 前三季度."""
    number = int_of(m["fm_n"])
    count = number * (1 if m["fm_m"] else 3)
    if number == 1 or not 1 <= count <= 12:  # 前一个月 is the month before
        return False
    parts.first_months = count
    return True


@handler
def edge_part(m: Match, parts: Parts) -> bool:
    """今年首月, 去年末季."""
    if m["ep_m"]:
        parts.month = 1
    else:
        parts.quarter = 4
    return True


@handler
def last_months(m: Match, parts: Parts) -> bool:
    """2021年的最后4个月."""
    count = int_of(m["lm_n"])
    if not 1 <= count <= 12:
        return False
    parts.last_months = count
    return True


@handler
def season(m: Match, parts: Parts) -> bool:
    """2018年春季, 去年暑假."""
    parts.season = value_of("seasons", m["season_w"]) if m["season_w"] else None
    parts.summer = bool(m["summer"])
    return True


@handler
def season_word(m: Match, parts: Parts) -> bool:
    """今春, 去冬."""
    parts.season = value_of("seasons", m["sw"])
    parts.year_offset = next(offset for word, offset in lexicon().values["year_words"].items() if word[0] == m["sw_y"])
    return True


@handler
def nth_month(m: Match, parts: Parts) -> bool:
    """2021年的第三个月."""
    number = int_of(m["nm"])
    if not 1 <= number <= 12:
        return False
    parts.month = number
    return True


@handler
def month(m: Match, parts: Parts) -> bool:
    """5月, 十二月份. A month that does not exist is kept, and stays unresolved."""
    number = int_of(m["m"])
    if not 1 <= number <= 31:
        return False
    parts.month, parts.month_in_words = number, not m["m"].isascii()
    return True


@handler
def dotted_month(m: Match, parts: Parts) -> bool:
    """1997.03—2001.05."""
    parts.year, parts.month = int(m["dm_y"]), int(m["dm_m"])
    return True


@handler
def spread_month(m: Match, parts: Parts) -> bool:
    """七八月: two months that follow each other."""
    ends = neighbours(m["sm"])
    if ends is None:
        return False
    parts.month, parts.upto = ends[0], ("month", ends[1])
    return True


@handler
def lunar_month(m: Match, parts: Parts) -> bool:
    """正月, 腊月, 闰四月."""
    parts.lunar = True
    parts.leap = bool(m["lun_leap"])
    parts.month = int_of(m["lun_leap"]) if m["lun_leap"] else value_of("lunar_months", m["lun_m"])
    return True


@handler
def month_word(m: Match, parts: Parts) -> bool:
    """上个月."""
    parts.month_offset = value_of("month_words", m["mw"])
    parts.stepping = m["mw"] in lexicon().words["steps"]
    return True


@handler
def month_echo(m: Match, parts: Parts) -> bool:
    """当月."""
    parts.month_echo = value_of("month_echoes", m["me"])
    return True


@handler
def tenday(m: Match, parts: Parts) -> bool:
    """上旬."""
    parts.tenday = value_of("tendays", m["td"])
    return True


def _edge(parts: Parts, word: str) -> bool:
    parts.edge = value_of("edges", word)
    parts.balance = word[-1:] in words("balance").pattern
    return True


@handler
def edge_of_year(m: Match, parts: Parts) -> bool:
    """2018年底, 去年末."""
    return _edge(parts, m["ey"] or m["ey_s"])


@handler
def edge_word(m: Match, parts: Parts) -> bool:
    """年底: of the reference year."""
    parts.year_offset = 0
    return _edge(parts, m["ew"])


@handler
def edge_of_month_word(m: Match, parts: Parts) -> bool:
    """月底."""
    parts.month_offset = 0
    return _edge(parts, m["em_w"])


@handler
def within_year(_m: Match, parts: Parts) -> bool:
    """年内."""
    parts.year_offset, parts.within = 0, True
    return True


@handler
def edge_of_month(m: Match, parts: Parts) -> bool:
    """6月底."""
    return _edge(parts, m["em"])


@handler
def edge_of_part(m: Match, parts: Parts) -> bool:
    """一季度末."""
    return _edge(parts, m["ep"])


@handler
def edge_of_century(m: Match, parts: Parts) -> bool:
    """80年代末."""
    return _edge(parts, m["ec"])


# ---------------------------------------------------------------- expressions of one word


@handler
def event(m: Match, parts: Parts) -> bool:
    """改革开放以来."""
    parts.event = m["ev"]
    return True


@handler
def same_period(_m: Match, parts: Parts) -> bool:
    """去年同期: the period that was named last, in that year."""
    parts.same = True
    return True


@handler
def vague(m: Match, parts: Parts) -> bool:
    """目前, 近日."""
    parts.vague = m["va"]
    return True
