"""What the components of years and their parts say: from the groups of a match to the fields of ``Parts``.

A handler has the name of its ``[[component]]`` in the lexicon. It returns False to veto the match. Those of weeks, days and clocks are
in ``day_components.py``; lengths are read in ``lengths.py``, and how components are joined is decided in ``grammar.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.dates.digits import spread, whole
from extractor.dates.model import Parts
from extractor.dates.vocabulary import lexicon, units, words

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
    value = whole(surface)
    if value is None:
        raise ValueError(surface)
    return value


# ---------------------------------------------------------------- centuries and years


@handler
def lunar_mark(_m: Match, parts: Parts) -> bool:
    """农历: month and day count in the lunar calendar."""
    parts.lunar = True
    return True


@handler
def century(m: Match, parts: Parts) -> bool:
    """20世纪80年代."""
    parts.century = int_of(m["cent"])
    parts.decade = int_of(m["cent_d"]) if m["cent_d"] else None
    return 1 <= parts.century <= 30


@handler
def century_word(m: Match, parts: Parts) -> bool:
    """上世纪90年代."""
    parts.century_offset = value_of("century_words", m["cw"])
    parts.decade = int_of(m["cw_d"]) if m["cw_d"] else None
    return True


@handler
def decade(m: Match, parts: Parts) -> bool:
    """80年代 is that of the last century that had one before the reference year; 1980年代 names it."""
    number = int_of(m["dec"])
    if number >= 1000:
        parts.century, parts.decade = number // 100 + 1, number % 100
    else:
        parts.century_offset, parts.decade = (-1 if number >= 30 else 0), number
    return True


@handler
def plan(m: Match, parts: Parts) -> bool:
    """十三五期间, “十四五”: quoted, or with a word that makes it a time."""
    parts.plan = value_of("plans", m["pl"])
    return bool(m["pl_q"] or m["pl_w"]) or len(m["pl"]) == 2


@handler
def before_christ(m: Match, parts: Parts) -> bool:
    """公元前221年."""
    parts.year, parts.before_christ = int_of(m["bc"]), True
    return True


@handler
def anno_domini(m: Match, parts: Parts) -> bool:
    """公元618年."""
    parts.year = int_of(m["ad"])
    return parts.year >= 1


@handler
def year(m: Match, parts: Parts) -> bool:
    """2018年."""
    parts.year = int(m["y"])
    return True


@handler
def year_digits(m: Match, parts: Parts) -> bool:
    """二〇一八年."""
    parts.year = int_of(m["yc"])
    return 1000 <= parts.year <= 2999


@handler
def early_year(m: Match, parts: Parts) -> bool:
    """在789年, 三六七年一月."""
    parts.year = int_of(m["early"][:-1])
    return True


@handler
def year_two_digits(m: Match, parts: Parts) -> bool:
    """98年4月, 08年."""
    parts.year, parts.two_digits = int_of(m["y2"].strip()[:-1].strip()), True
    return parts.year <= 99 and (m["y2_cn"] is None or spread(m["y2_cn"]) is None)


@handler
def lone_year(m: Match, parts: Parts) -> bool:
    """2018, when nothing else stands in the text."""
    parts.year = int(m["ly"])
    return m.string.strip() == m["ly"]


@handler
def era(m: Match, parts: Parts) -> bool:
    """康熙三年."""
    count = whole(m["era_n"]) or 1
    parts.year = value_of("eras", m["era_w"]) + count - 1
    return True


@handler
def year_word(m: Match, parts: Parts) -> bool:
    """去年."""
    parts.year_offset = value_of("year_words", m["yw"])
    parts.stepping = m["yw"] in lexicon().words["steps"]
    return True


@handler
def year_echo(m: Match, parts: Parts) -> bool:
    """同年, 次年: counts from the year of the narrative."""
    parts.year_echo = value_of("year_echoes", m["ye"])
    return True


@handler
def whole_year(_m: Match, _parts: Parts) -> bool:
    """去年全年: adds nothing."""
    return True


@handler
def season_years(m: Match, parts: Parts) -> bool:
    """2018-2019赛季."""
    first = int(m["sy_a"])
    last = int(m["sy_b"]) if len(m["sy_b"]) == 4 else first // 100 * 100 + int(m["sy_b"])
    parts.span = ("year", first, last - first + 1)
    return first < last <= first + 5


@handler
def both(m: Match, parts: Parts) -> bool:
    """今明两年, 今明两天."""
    unit = "year" if m["both_u"] in lexicon().unit[0].words else "day"
    parts.span = (unit + "_offset", value_of("both_years", m["both_w"]), 2)
    return True


@handler
def stepped(m: Match, parts: Parts) -> bool:
    """上两周, 下三年: whole calendar units before or after the current one."""
    count = int_of(m["st_n"])
    names = {"W": "week", "Y": "year", "D": "day"}
    unit = names[units()[m["st_u"]].code]
    step = value_of("week_steps", m["st"])
    parts.span = (unit + "_offset", 1 if step > 0 else -count, count)
    return True


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
    parts.first_months = int_of(m["fm_n"]) * (1 if m["fm_m"] else 3)
    return 1 <= parts.first_months <= 12


@handler
def last_months(m: Match, parts: Parts) -> bool:
    """2021年的最后4个月."""
    parts.last_months = int_of(m["lm_n"])
    return 1 <= parts.last_months <= 12


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
    parts.month = int_of(m["nm"])
    return 1 <= parts.month <= 12


@handler
def month(m: Match, parts: Parts) -> bool:
    """5月, 十二月份. A month that does not exist is kept, and stays unresolved."""
    parts.month = int_of(m["m"])
    parts.month_in_words = not m["m"].isascii()
    return 1 <= parts.month <= 31


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
