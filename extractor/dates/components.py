"""What each component of the grammar says: from the groups of a match to the fields of ``Parts``.

A handler has the name of its ``[[component]]`` in the lexicon. It returns False to veto the match. Lengths and sets are read in
``lengths.py``; how components are joined is decided in ``grammar.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.dates.digits import spread, whole
from extractor.dates.model import Parts
from extractor.dates.vocabulary import compiled, festivals, lexicon, part_letters, words

Match = re.Match[str]
Handler = Callable[[Match, Parts], bool]
HANDLERS: dict[str, Handler] = {}


def handler(function: Handler) -> Handler:
    """Register a function under its name as handler of the component of that name."""
    HANDLERS[function.__name__] = function
    return function


def _value(table: str, word: str) -> int:
    return lexicon().values[table][word]


def _int(surface: str) -> int:
    value = whole(surface)
    if value is None:
        raise ValueError(surface)
    return value


# ---------------------------------------------------------------- centuries and years


@handler
def lunar_mark(m: Match, parts: Parts) -> bool:
    """农历: month and day count in the lunar calendar."""
    parts.lunar = True
    return True


@handler
def century(m: Match, parts: Parts) -> bool:
    """20世纪80年代."""
    parts.century = _int(m["cent"])
    parts.decade = _int(m["cent_d"]) if m["cent_d"] else None
    return 1 <= parts.century <= 30


@handler
def century_word(m: Match, parts: Parts) -> bool:
    """上世纪90年代."""
    parts.century_offset = _value("century_words", m["cw"])
    parts.decade = _int(m["cw_d"]) if m["cw_d"] else None
    return True


@handler
def decade(m: Match, parts: Parts) -> bool:
    """80年代 is that of the last century that had one before the reference year; 1980年代 names it."""
    number = _int(m["dec"])
    if number >= 1000:
        parts.century, parts.decade = number // 100 + 1, number % 100
    else:
        parts.century_offset, parts.decade = (-1 if number >= 30 else 0), number
    return True


@handler
def plan(m: Match, parts: Parts) -> bool:
    """十三五期间, “十四五”: quoted, or with a word that makes it a time."""
    parts.plan = _value("plans", m["pl"])
    return bool(m["pl_q"] or m["pl_w"]) or len(m["pl"]) == 2


@handler
def before_christ(m: Match, parts: Parts) -> bool:
    """公元前221年."""
    parts.year, parts.before_christ = _int(m["bc"]), True
    return True


@handler
def anno_domini(m: Match, parts: Parts) -> bool:
    """公元618年."""
    parts.year = _int(m["ad"])
    return parts.year >= 1


@handler
def year(m: Match, parts: Parts) -> bool:
    """2018年."""
    parts.year = int(m["y"])
    return True


@handler
def year_digits(m: Match, parts: Parts) -> bool:
    """二〇一八年."""
    parts.year = _int(m["yc"])
    return 1000 <= parts.year <= 2999


@handler
def early_year(m: Match, parts: Parts) -> bool:
    """在789年, 三六七年一月."""
    parts.year = _int(m["early"][:-1])
    return True


@handler
def year_two_digits(m: Match, parts: Parts) -> bool:
    """98年4月, 08年."""
    parts.year, parts.two_digits = _int(m["y2"].strip()[:-1].strip()), True
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
    parts.year = _value("eras", m["era_w"]) + count - 1
    return True


@handler
def year_word(m: Match, parts: Parts) -> bool:
    """去年."""
    parts.year_offset = _value("year_words", m["yw"])
    return True


@handler
def year_echo(m: Match, parts: Parts) -> bool:
    """同年, 次年: counts from the year of the narrative."""
    parts.year_echo = _value("year_echoes", m["ye"])
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
    parts.span = (unit + "_offset", _value("both_years", m["both_w"]), 2)
    return True


@handler
def stepped(m: Match, parts: Parts) -> bool:
    """上两周, 下三年: whole calendar units before or after the current one."""
    count = _int(m["st_n"])
    names = {"W": "week", "Y": "year", "D": "day"}
    from extractor.dates.vocabulary import units

    unit = names[units()[m["st_u"]].code]
    step = _value("week_steps", m["st"])
    parts.span = (unit + "_offset", 1 if step > 0 else -count, count)
    return True


# ---------------------------------------------------------------- parts of a year


@handler
def half(m: Match, parts: Parts) -> bool:
    """上半年."""
    parts.half = _value("halves", m["half_w"])
    return True


@handler
def half_of_year(m: Match, parts: Parts) -> bool:
    """2019年半年度: the first half."""
    parts.half = 1
    return True


@handler
def quarter(m: Match, parts: Parts) -> bool:
    """第三季度, Q3."""
    parts.quarter = _int(m["q"] or m["q_n"] or "1")
    return True


@handler
def quarter_short(m: Match, parts: Parts) -> bool:
    """2018年第三季."""
    parts.quarter = _int(m["qs"])
    return True


@handler
def quarter_word(m: Match, parts: Parts) -> bool:
    """上季度."""
    parts.quarter_offset = _value("quarter_steps", m["qw"])
    return True


@handler
def first_months(m: Match, parts: Parts) -> bool:
    """前11个月, 前三季度."""
    parts.first_months = _int(m["fm_n"]) * (1 if m["fm_m"] else 3)
    return 1 <= parts.first_months <= 12


@handler
def last_months(m: Match, parts: Parts) -> bool:
    """2021年的最后4个月."""
    parts.last_months = _int(m["lm_n"])
    return 1 <= parts.last_months <= 12


@handler
def season(m: Match, parts: Parts) -> bool:
    """2018年春季, 去年暑假."""
    parts.season = _value("seasons", m["season_w"]) if m["season_w"] else None
    parts.summer = bool(m["summer"])
    return True


@handler
def season_word(m: Match, parts: Parts) -> bool:
    """今春, 去冬."""
    parts.season = _value("seasons", m["sw"])
    parts.year_offset = next(offset for word, offset in lexicon().values["year_words"].items() if word[0] == m["sw_y"])
    return True


@handler
def nth_month(m: Match, parts: Parts) -> bool:
    """2021年的第三个月."""
    parts.month = _int(m["nm"])
    return 1 <= parts.month <= 12


@handler
def month(m: Match, parts: Parts) -> bool:
    """5月, 十二月份. A month that does not exist is kept, and stays unresolved."""
    parts.month = _int(m["m"])
    parts.month_in_words = not m["m"].isascii()
    return 1 <= parts.month <= 31


@handler
def lunar_month(m: Match, parts: Parts) -> bool:
    """正月, 腊月, 闰四月."""
    parts.lunar = True
    parts.leap = bool(m["lun_leap"])
    parts.month = _int(m["lun_leap"]) if m["lun_leap"] else _value("lunar_months", m["lun_m"])
    return True


@handler
def month_word(m: Match, parts: Parts) -> bool:
    """上个月."""
    parts.month_offset = _value("month_words", m["mw"])
    return True


@handler
def month_echo(m: Match, parts: Parts) -> bool:
    """当月."""
    parts.month_echo = _value("month_echoes", m["me"])
    return True


@handler
def tenday(m: Match, parts: Parts) -> bool:
    """上旬."""
    parts.tenday = _value("tendays", m["td"])
    return True


def _edge(parts: Parts, word: str) -> bool:
    parts.edge = _value("edges", word)
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
def within_year(m: Match, parts: Parts) -> bool:
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


# ---------------------------------------------------------------- weeks and days


@handler
def week_word(m: Match, parts: Parts) -> bool:
    """上周."""
    parts.week_offset = _value("week_steps", m["ww"])
    return True


@handler
def day_of_week(m: Match, parts: Parts) -> bool:
    """上周五."""
    parts.weekday = _value("weekdays", m["dow"])
    return True


@handler
def weekend(m: Match, parts: Parts) -> bool:
    """下周末."""
    parts.weekend = True
    return True


@handler
def weekday(m: Match, parts: Parts) -> bool:
    """星期三."""
    parts.weekday = _value("weekdays", m["wd"])
    return True


@handler
def weekday_of_day(m: Match, parts: Parts) -> bool:
    """5月24日星期四: adds nothing."""
    return True


@handler
def nth_week(m: Match, parts: Parts) -> bool:
    """三月的第二周, 八月的第一个周二."""
    parts.nth_week = -1 if m["nw_last"] else _int(m["nw"])
    parts.weekday = _value("weekdays", m["nw_d"]) if m["nw_d"] else None
    return 1 <= abs(parts.nth_week) <= 53


@handler
def iso_day(m: Match, parts: Parts) -> bool:
    """2018-05-24."""
    parts.year, parts.month, parts.day = int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])
    return True


@handler
def day(m: Match, parts: Parts) -> bool:
    """24日 behind a month."""
    parts.day = _int(m["d"])
    return parts.day >= 1


@handler
def day_without_word(m: Match, parts: Parts) -> bool:
    """1月3至2月10."""
    parts.day = int(m["dw"])
    return 1 <= parts.day <= 31


@handler
def bare_day(m: Match, parts: Parts) -> bool:
    """23日; 号 only where nothing stands in front that it could number."""
    parts.day = int(m["bd"])
    return not m["bd_hao"] or m.start() == 0 or bool(words("day_openers").match(m.string, m.start() - 1))


@handler
def bare_day_in_words(m: Match, parts: Parts) -> bool:
    """二十五日; a single digit only at the beginning of a clause."""
    parts.day = _int(m["bdw"])
    if m["bdw_hao"] and not (m.start() and compiled("«ranging»").match(m.string, m.start() - 1)):
        return False
    return m.start() == 0 or bool(words("day_openers").match(m.string, m.start() - 1))


@handler
def lunar_day(m: Match, parts: Parts) -> bool:
    """廿八 behind a month that is lunar or written in Chinese."""
    parts.day = _int(m["ld"].removeprefix(lexicon().macros["lunar_first"]))
    if not parts.lunar and not parts.month_in_words:
        return False
    parts.lunar = True
    return parts.day <= 30


@handler
def new_year_day(m: Match, parts: Parts) -> bool:
    """大年初五."""
    parts.lunar, parts.month, parts.day = True, 1, _int(m["nyd"])
    return True


@handler
def day_word(m: Match, parts: Parts) -> bool:
    """昨天."""
    parts.day_offset = _value("day_words", m["dyw"])
    return True


@handler
def day_echo(m: Match, parts: Parts) -> bool:
    """当天, 次日."""
    parts.day_echo = _value("day_echoes", m["de"])
    return True


@handler
def that_day(m: Match, parts: Parts) -> bool:
    """12月31日当天: adds nothing."""
    return True


@handler
def festival(m: Match, parts: Parts) -> bool:
    """春节; words that mean more than the festival need a cue behind or a year in front."""
    parts.festival = m["fe"]
    parts.holiday = bool(m["fe_h"])
    if parts.holiday or not festivals()[m["fe"]].needs or len(parts.rules) > 0:
        return True
    return _cued(m, m.end())


def _cued(m: Match, end: int) -> bool:
    return m.start() == 0 and end == len(m.string) or bool(words("festival_cues").match(m.string, end))


@handler
def term(m: Match, parts: Parts) -> bool:
    """清明, 大雪; the weather words need a cue."""
    parts.term = m["te"]
    if m["te"] not in lexicon().terms.needs or len(parts.rules) > 0 or len(m[0]) > len(m["te"]):
        return True
    return _cued(m, m.end())


# ---------------------------------------------------------------- times of day


def _part(parts: Parts, word: str) -> bool:
    parts.part = part_letters()[word]
    parts.small_hours = word in lexicon().words["small_hours"]
    return True


@handler
def day_part_word(m: Match, parts: Parts) -> bool:
    """昨晚."""
    parts.day_offset = _value("day_part_words", m["dpw"])
    return _part(parts, m["dpw"])


@handler
def day_part_echo(m: Match, parts: Parts) -> bool:
    """当晚."""
    parts.day_echo = 0
    return _part(parts, m["dpe"])


@handler
def part_of_day(m: Match, parts: Parts) -> bool:
    """上午 behind a day."""
    return _part(parts, m["pod"])


@handler
def bare_part_of_day(m: Match, parts: Parts) -> bool:
    """上午 before a clock: of the day that the narrative is in."""
    parts.day_echo = 0
    return _part(parts, m["bpod"])


@handler
def lone_part_of_day(m: Match, parts: Parts) -> bool:
    """A clause that begins with 上午."""
    parts.day_echo = 0
    return _part(parts, m["lpod"] or m["lpod_g"] or m["lpod_e"])


def _hour(parts: Parts, hour: int) -> int:
    if parts.part in ("AF", "EV", "NI") and 1 <= hour <= 11 and not parts.small_hours:
        return hour + 12 if parts.part == "AF" or hour >= 4 else hour
    if parts.part == "MI" and 1 <= hour <= 2:
        return hour + 12
    return hour


@handler
def clock(m: Match, parts: Parts) -> bool:
    """9:00; alone only where it cannot be a score."""
    parts.hour, parts.minute = _hour(parts, int(m["c_h"])), int(m["c_m"])
    parts.second = int(m["c_s"]) if m["c_s"] else None
    return True


@handler
def hour(m: Match, parts: Parts) -> bool:
    """16时, 13时35分, 8点半."""
    value = _int(m["h"])
    parts.hour = _hour(parts, value)
    if m["h_m"]:
        parts.minute = _int(m["h_m"])
        parts.second = _int(m["h_s"]) if m["h_s"] else None
    elif m["h_half"] or m["h_q"]:
        parts.minute = 30 if m["h_half"] else 15 * _int(m["h_q"])
    return value <= 24 and (parts.minute or 0) <= 59 and (parts.second or 0) <= 59


# ---------------------------------------------------------------- expressions of one word


@handler
def event(m: Match, parts: Parts) -> bool:
    """改革开放以来."""
    parts.event = m["ev"]
    return True


@handler
def same_period(m: Match, parts: Parts) -> bool:
    """去年同期: the period that was named last, in that year."""
    parts.same = True
    return True


@handler
def vague(m: Match, parts: Parts) -> bool:
    """目前, 近日."""
    parts.vague = m["va"]
    return True


@handler
def bare(m: Match, parts: Parts) -> bool:
    """1至10月: the unit of the other end is that of this one too."""
    value = _int(m["bn"])
    if (parts.day is not None or parts.day_offset is not None or parts.day_echo is not None) and not m["bu_h"]:
        return False
    if m["bu_y"] or m["bu_cy"]:
        parts.year = value
    elif m["bu_m"]:
        taken = parts.month is not None
        parts.month = parts.month or value
        return 1 <= value <= 12 and not taken
    elif m["bu_d"]:
        parts.day = value
        return 1 <= value <= 31
    else:
        parts.hour = value
        return value <= 24
    return True
