"""Years, decades and centuries: what the components of these classes name. Each reader has the name of its ``[[component]]``."""

from __future__ import annotations

from extractor.dates.components import Match, Reader, adds_nothing, int_of, value_of
from extractor.dates.parts import Century, Plan, Side, Span, SpanUnit, Year, YearAway, YearBeforeChrist
from extractor.dates.vocabulary import compiled, lexicon, units
from extractor.numerals import parse

_OLD = 30  # years of two digits from here on are those of the century before
_CENTURIES = 30
_THOUSAND = 1000
_SEASONS = 5  # so many years 2018-2019赛季 may span
_SPANNED: dict[str, SpanUnit] = {"W": "weeks away", "Y": "years away", "D": "days away", "M": "months away"}


def lunar_mark(_m: Match, side: Side) -> Side:
    """农历: month and day count in the lunar calendar."""
    return side._replace(lunar=True)


def _century(side: Side, decade: str | None, *, number: int | None = None, away: int | None = None) -> Side:
    return side._replace(year=Century(number, away, int_of(decade) if decade else None))


def century(m: Match, side: Side) -> Side | None:
    """20世纪80年代."""
    number = int_of(m["cent"])
    return _century(side, m["cent_d"], number=number) if 1 <= number <= _CENTURIES else None


def century_word(m: Match, side: Side) -> Side:
    """上世纪90年代."""
    return _century(side, m["cw_d"], away=value_of("century_words", m["cw"]))


def decade(m: Match, side: Side) -> Side:
    """80年代 is that of the last century that had one before the reference year; 1980年代 names it."""
    number = int_of(m["dec"])
    if number >= _THOUSAND:
        return side._replace(year=Century(number=number // 100 + 1, decade=number % 100))
    return side._replace(year=Century(away=-1 if number >= _OLD else 0, decade=number))


def plan(m: Match, side: Side) -> Side | None:
    """十三五期间, “十四五”: quoted, or with a word that makes it a time."""
    clear = m["pl_q"] or m["pl_w"] is not None or len(m["pl"]) == 2
    return side._replace(year=Plan(value_of("plans", m["pl"]))) if clear else None


def before_christ(m: Match, side: Side) -> Side:
    """公元前221年."""
    return side._replace(year=YearBeforeChrist(int_of(m["bc"])))


def _year(side: Side, number: int, *, least: int = 1) -> Side | None:
    return side._replace(year=Year(number)) if number >= least else None


def anno_domini(m: Match, side: Side) -> Side | None:
    """公元618年."""
    return _year(side, int_of(m["ad"]))


def year(m: Match, side: Side) -> Side | None:
    """2018年."""
    return _year(side, int(m["y"]))


def listed_year(m: Match, side: Side) -> Side | None:
    """2016、2017年."""
    return _year(side, int(m["liy"]))


def year_digits(m: Match, side: Side) -> Side | None:
    """二〇一八年."""
    number = int_of(m["yc"])
    return _year(side, number, least=_THOUSAND) if number < 3 * _THOUSAND else None


def early_year(m: Match, side: Side) -> Side | None:
    """在789年, 三六七年一月."""
    return _year(side, int_of(m["early"][:-1]))


def year_in_words(m: Match, side: Side) -> Side | None:
    """两千零八年."""
    return _year(side, int_of(m["yiw"]))


def year_two_digits(m: Match, side: Side) -> Side | None:
    """98年4月, 08年; 三五年 is a length."""
    value = parse(m["y2"].strip()[:-1].strip())
    return side._replace(year=Year(int(value), two_digits=True)) if value is not None and value < 100 else None


def era(m: Match, side: Side) -> Side:
    """康熙三年. The months of an emperor's year are those of the lunar calendar."""
    count = 1 if m["era_n"] in lexicon().words["first_year"] else int_of(m["era_n"])
    lunar = m["era_w"] not in lexicon().words["solar_eras"]
    return side._replace(lunar=lunar, year=Year(value_of("eras", m["era_w"]) + count - 1))


def year_word(m: Match, side: Side) -> Side:
    """去年."""
    return side._replace(year=YearAway(value_of("year_words", m["yw"]), steps=m["yw"] in lexicon().words["steps"]))


def year_echo(m: Match, side: Side) -> Side:
    """同年, 次年: counts from the year of the narrative."""
    return side._replace(year=YearAway(value_of("year_echoes", m["ye"]), "narrative"))


# ---------------------------------------------------------------- several years


def _years(side: Side, first: int, last: int) -> Side | None:
    return side._replace(day=Span("year", first, last - first + 1)) if first < last else None


def _full(first: int, last: int) -> int:
    """The year of a range written in two digits: in the century of the first."""
    return first // 100 * 100 + last if last < 100 else last


def season_years(m: Match, side: Side) -> Side | None:
    """2018-2019赛季."""
    first = int(m["sy_a"])
    last = _full(first, int(m["sy_b"]))
    return _years(side, first, last) if last <= first + _SEASONS else None


def short_years(m: Match, side: Side) -> Side | None:
    """2015-18年; 17-18年 only of years that follow each other, since it may be a length."""
    first, last = int(m["shy_a"]), int(m["shy_b"])
    if first < 100:
        told = last == first + 1 or compiled("«of_year»").match(m.string, m.end()) is not None  # 21-23年净利润
        return _years(side, 2000 + first, 2000 + last) if told else None
    return _years(side, first, _full(first, last))


def plain_years(m: Match, side: Side) -> Side | None:
    """从2011到2014, 2003—2006，."""
    return _years(side, int(m["py_a"]), int(m["py_b"]))


def mixed_years(m: Match, side: Side) -> Side | None:
    """1976到82年, 97年到99年."""
    first = int(m["my_a"])
    if first < 100:
        first += 1900 if first >= _OLD else 2000
    return _years(side, first, _full(first, int(m["my_b"])))


def decades(m: Match, side: Side) -> Side | None:
    """20世纪八九十年代, 七八十年代: two decades that follow each other."""
    low, high = (10 * int_of(m["ds"][0]), 10 * int_of(m["ds"][1])) if m["ds"] else (int(m["ds_a"]), int(m["ds_b"]))
    if high != low + 10:
        return None
    if m["ds_c"]:
        return side._replace(day=Span("year", 100 * (int_of(m["ds_c"]) - 1) + low, 20))
    away = value_of("century_words", m["ds_w"]) if m["ds_w"] else (-1 if low >= _OLD else 0)
    return side._replace(day=Span("years of century", 100 * away + low, 20))


def both(m: Match, side: Side) -> Side:
    """今明两年, 今明两天."""
    unit: SpanUnit = "years away" if m["both_u"] in lexicon().unit[0].words else "days away"
    return side._replace(day=Span(unit, value_of("both_years", m["both_w"]), 2))


def stepped(m: Match, side: Side) -> Side:
    """上两周, 下三年: whole calendar units before or after the current one."""
    count = int_of(m["st_n"])
    unit = _SPANNED[units()[m["st_u"]].code]
    return side._replace(day=Span(unit, 1 if value_of("week_steps", m["st"]) > 0 else -count, count))


def units_before(m: Match, side: Side) -> Side:
    """前三年: whole calendar units before the current one."""
    count = int_of(m["ub_n"])
    return side._replace(day=Span(_SPANNED[units()[m["ub_u"]].code], -count, count, loose=True))


READERS: dict[str, Reader] = {
    "lunar_mark": lunar_mark,
    "century": century,
    "century_word": century_word,
    "decade": decade,
    "decades": decades,
    "plan": plan,
    "before_christ": before_christ,
    "anno_domini": anno_domini,
    "year": year,
    "listed_year": listed_year,
    "year_digits": year_digits,
    "early_year": early_year,
    "year_in_words": year_in_words,
    "year_two_digits": year_two_digits,
    "era": era,
    "year_word": year_word,
    "year_echo": year_echo,
    "whole_year": adds_nothing,
    "season_years": season_years,
    "short_years": short_years,
    "plain_years": plain_years,
    "mixed_years": mixed_years,
    "both": both,
    "stepped": stepped,
    "units_before": units_before,
}
