"""Parts of a year, months and their parts: what the components of these classes name; see ``year_words.py``."""

from __future__ import annotations

from extractor.dates.components import Match, Reader, int_of, neighbours, value_of
from extractor.dates.parts import Edge, Event, Month, MonthAway, Months, QuarterAway, SamePeriod, Side, TenDays, Vague, Year, YearAway
from extractor.dates.vocabulary import compiled, lexicon

_YEAR, _HALF, _QUARTER, _SEASON = 12, 6, 3, 3  # months
_REGNAL = 4  # characters of the year of an emperor
_SUMMER = Months(7, 2)
_IMPOSSIBLE = 31  # a month that does not exist is kept up to here, and stays unresolved


def _half_of(number: int) -> Months:
    return Months(_HALF * number - 5, _HALF, "half")


def _quarter_of(number: int) -> Months:
    return Months(_QUARTER * number - 2, _QUARTER, "quarter")


def half(m: Match, side: Side) -> Side:
    """上半年."""
    return side._replace(part=_half_of(value_of("halves", m["half_w"])))


def half_of_year(_m: Match, side: Side) -> Side:
    """2019年半年度: the first half."""
    return side._replace(part=_half_of(1))


def half_year_end(_m: Match, side: Side) -> Side:
    """半年末: the last day of June."""
    return side._replace(part=_half_of(1), edge=Edge(3, balance=True))


def quarter(m: Match, side: Side) -> Side:
    """第三季度, Q3."""
    return side._replace(part=_quarter_of(int_of(m["q"] or m["q_n"] or "1")))


def listed_quarter(m: Match, side: Side) -> Side:
    """一、二季度."""
    return side._replace(part=_quarter_of(int_of(m["liq"])))


def quarter_short(m: Match, side: Side) -> Side:
    """2018年第三季."""
    return side._replace(part=_quarter_of(int_of(m["qs"])))


def bare_quarter(m: Match, side: Side) -> Side:
    """第二至第四季度: the unit stands behind the other end."""
    return side._replace(part=_quarter_of(int_of(m["bq"])))


def quarter_word(m: Match, side: Side) -> Side:
    """上季度."""
    return side._replace(part=QuarterAway(value_of("quarter_steps", m["qw"]), m["qw"] in lexicon().words["steps"]))


def edge_part(m: Match, side: Side) -> Side:
    """今年首月, 去年末季."""
    return side._replace(part=Month(1) if m["ep_m"] else _quarter_of(4))


def first_months(m: Match, side: Side) -> Side | None:
    """前11个月, 前三季度; 前一个月 is the month before."""
    number = int_of(m["fm_n"])
    if m["fm_q"] and compiled("«shows»").search(m.string, max(0, m.start() - 4), m.start()):
        return None  # 综艺|前三季
    count = number * (1 if m["fm_m"] else _QUARTER)
    return side._replace(part=Months(1, count)) if number > 1 and count <= _YEAR else None


def last_months(m: Match, side: Side) -> Side | None:
    """2021年的最后4个月."""
    count = int_of(m["lm_n"])
    return side._replace(part=Months(_YEAR + 1 - count, count)) if 1 <= count <= _YEAR else None


def season(m: Match, side: Side) -> Side:
    """2018年春季, 去年暑假."""
    part = Months(value_of("seasons", m["season_w"]), _SEASON, "season") if m["season_w"] else _SUMMER
    return side._replace(part=part)


def turn_of_seasons(m: Match, side: Side) -> Side:
    """春夏之交: the last month of the one and the first of the other."""
    first = value_of("seasons", m["turn"])
    return side._replace(part=Months((first - 2) % _YEAR + 1, 2))


def season_word(m: Match, side: Side) -> Side:
    """今春, 去冬."""
    away = next(count for word, count in lexicon().values["year_words"].items() if word[0] == m["sw_y"])
    return side._replace(year=YearAway(away), part=Months(value_of("seasons", m["sw"]), _SEASON, "season"))


# ---------------------------------------------------------------- months


def nth_month(m: Match, side: Side) -> Side | None:
    """2021年的第三个月."""
    number = int_of(m["nm"])
    return side._replace(part=Month(number)) if 1 <= number <= _YEAR else None


def month(m: Match, side: Side) -> Side | None:
    """5月, 十二月份."""
    number = int_of(m["m"])
    if not side.rules and compiled("«regnal»$").search(m.string, max(0, m.start() - _REGNAL), m.start()):
        return None  # 武德九年六月, of an era that is not known
    return side._replace(part=Month(number, in_words=not m["m"].isascii())) if 1 <= number <= _IMPOSSIBLE else None


def listed_month(m: Match, side: Side) -> Side:
    """1、2月."""
    return side._replace(part=Month(int(m["lim"])))


def listed_month_in_words(m: Match, side: Side) -> Side:
    """一、二月份."""
    return side._replace(part=Month(int_of(m["limw"]), in_words=True))


def dotted_month(m: Match, side: Side) -> Side:
    """1997.03—2001.05."""
    return side._replace(year=Year(int(m["dm_y"])), part=Month(int(m["dm_m"])))


def spread_month(m: Match, side: Side) -> Side | None:
    """七八月: two months that follow each other."""
    ends = neighbours(m["sm"])
    return side._replace(part=Month(ends[0]), other=Month(ends[1])) if ends is not None else None


def slashed_months(m: Match, side: Side) -> Side | None:
    """7/8月份."""
    first, second = int(m["slm"]), int(m["sln"])
    return side._replace(part=Month(first), other=Month(second)) if first < second else None


def lunar_month(m: Match, side: Side) -> Side:
    """正月, 腊月, 闰四月."""
    leap = m["lun_leap"]
    return side._replace(lunar=True, part=Month(int_of(leap) if leap else value_of("lunar_months", m["lun_m"]), leap=bool(leap)))


def month_word(m: Match, side: Side) -> Side:
    """上个月."""
    return side._replace(part=MonthAway(value_of("month_words", m["mw"]), steps=m["mw"] in lexicon().words["steps"]))


def month_echo(m: Match, side: Side) -> Side:
    """当月."""
    return side._replace(part=MonthAway(value_of("month_echoes", m["me"]), "narrative"))


def tenday(m: Match, side: Side) -> Side:
    """上旬."""
    return side._replace(day=TenDays(value_of("tendays", m["td"])))


# ---------------------------------------------------------------- beginnings, middles and ends


def _edge(word: str) -> Edge:
    return Edge(value_of("edges", word), balance=word.endswith(lexicon().words["balance"]))


def edge_of_year(m: Match, side: Side) -> Side:
    """2018年底, 去年末."""
    return side._replace(edge=_edge(m["ey"] or m["ey_s"]))


def edge_word(m: Match, side: Side) -> Side:
    """年底: of the reference year."""
    return side._replace(year=YearAway(0), edge=_edge(m["ew"]))


def within_year(_m: Match, side: Side) -> Side:
    """年内."""
    return side._replace(year=YearAway(0))


def edge_of_month_word(m: Match, side: Side) -> Side:
    """月底."""
    return side._replace(part=MonthAway(0), edge=_edge(m["em_w"]))


def edge_of_month(m: Match, side: Side) -> Side:
    """6月底."""
    return side._replace(edge=_edge(m["em"]))


def edge_of_part(m: Match, side: Side) -> Side:
    """一季度末."""
    return side._replace(edge=_edge(m["ep"]))


def edge_of_century(m: Match, side: Side) -> Side:
    """80年代末."""
    return side._replace(edge=_edge(m["ec"]))


# ---------------------------------------------------------------- expressions of one word


def event(m: Match, side: Side) -> Side:
    """改革开放以来."""
    return side._replace(day=Event(m["ev"]))


def same_period(_m: Match, side: Side) -> Side:
    """去年同期."""
    return side._replace(day=SamePeriod())


def vague(m: Match, side: Side) -> Side:
    """目前, 近日."""
    return side._replace(day=Vague(m["va"]))


READERS: dict[str, Reader] = {
    "half": half,
    "half_of_year": half_of_year,
    "half_year_end": half_year_end,
    "quarter": quarter,
    "listed_quarter": listed_quarter,
    "quarter_short": quarter_short,
    "bare_quarter": bare_quarter,
    "quarter_word": quarter_word,
    "edge_part": edge_part,
    "first_months": first_months,
    "last_months": last_months,
    "season": season,
    "turn_of_seasons": turn_of_seasons,
    "season_word": season_word,
    "nth_month": nth_month,
    "month": month,
    "listed_month": listed_month,
    "listed_month_in_words": listed_month_in_words,
    "dotted_month": dotted_month,
    "spread_month": spread_month,
    "slashed_months": slashed_months,
    "lunar_month": lunar_month,
    "month_word": month_word,
    "month_echo": month_echo,
    "tenday": tenday,
    "edge_of_year": edge_of_year,
    "edge_word": edge_word,
    "within_year": within_year,
    "edge_of_month_word": edge_of_month_word,
    "edge_of_month": edge_of_month,
    "edge_of_part": edge_of_part,
    "edge_of_century": edge_of_century,
    "event": event,
    "same_period": same_period,
    "vague": vague,
}
