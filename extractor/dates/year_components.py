"""What the components of years, decades and centuries say; see ``components.py``."""

from __future__ import annotations

from extractor.dates.components import Match, handler, int_of, value_of
from extractor.dates.model import Parts
from extractor.dates.vocabulary import lexicon, units
from extractor.numerals import parse

_OLD = 30  # years of two digits from here on are those of the century before


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
    return bool(m["pl_q"]) or m["pl_w"] is not None or len(m["pl"]) == 2


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
def listed_year(m: Match, parts: Parts) -> bool:
    """2016、2017年."""
    parts.year = int(m["liy"])
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
    value = parse(m["y2"].strip()[:-1].strip())
    if value is None:
        return False  # 三五年: a length
    parts.year, parts.two_digits = int(value), True
    return parts.year <= 99


@handler
def lone_year(m: Match, parts: Parts) -> bool:
    """2018, when nothing else stands in the text."""
    parts.year = int(m["ly"])
    return m.string.strip() == m["ly"]


@handler
def era(m: Match, parts: Parts) -> bool:
    """康熙三年. The months of an emperor's year are those of the lunar calendar."""
    count = 1 if m["era_n"] in lexicon().words["first_year"] else int_of(m["era_n"])
    parts.lunar = m["era_w"] not in lexicon().words["solar_eras"]
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
def short_years(m: Match, parts: Parts) -> bool:
    """2015-18年; 17-18年 only of years that follow each other, since it may be a length."""
    first, last = int(m["shy_a"]), int(m["shy_b"])
    if first < 100:
        parts.span = ("year", 2000 + first, 2)
        return last == first + 1
    parts.span = ("year", first, last - first % 100 + 1)
    return last > first % 100


@handler
def plain_years(m: Match, parts: Parts) -> bool:
    """从2011到2014, 2003—2006，."""
    first, last = int(m["py_a"]), int(m["py_b"])
    parts.span = ("year", first, last - first + 1)
    return first < last


@handler
def mixed_years(m: Match, parts: Parts) -> bool:
    """1976到82年, 97年到99年."""
    first, last = int(m["my_a"]), int(m["my_b"])
    if first < 100:
        first += 1900 if first >= _OLD else 2000
    parts.span = ("year", first, last - first % 100 + 1)
    return last > first % 100


@handler
def year_in_words(m: Match, parts: Parts) -> bool:
    """两千零八年."""
    parts.year = int_of(m["yiw"])
    return True


@handler
def decades(m: Match, parts: Parts) -> bool:
    """20世纪八九十年代, 七八十年代: two decades that follow each other."""
    low, high = (10 * int_of(m["ds"][0]), 10 * int_of(m["ds"][1])) if m["ds"] else (int(m["ds_a"]), int(m["ds_b"]))
    if high != low + 10:
        return False
    if m["ds_c"]:
        parts.span = ("year", 100 * (int_of(m["ds_c"]) - 1) + low, 20)
    else:
        step = value_of("century_words", m["ds_w"]) if m["ds_w"] else (-1 if low >= 30 else 0)
        parts.span = ("century_offset", 100 * step + low, 20)
    return True


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
    names = {"W": "week", "Y": "year", "D": "day", "M": "month"}
    unit = names[units()[m["st_u"]].code]
    step = value_of("week_steps", m["st"])
    parts.span = (unit + "_offset", 1 if step > 0 else -count, count)
    return True
