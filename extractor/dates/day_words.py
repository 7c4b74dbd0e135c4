"""Weeks, days and festivals: what the components of these classes name; see ``year_words.py``."""

from __future__ import annotations

from extractor.dates.components import Match, Reader, adds_nothing, int_of, value_of
from extractor.dates.happening import happens, happens_behind
from extractor.dates.parts import (
    Day,
    DayAway,
    Festival,
    FirstDays,
    Month,
    NthDay,
    NthWeek,
    Side,
    Term,
    TradingDay,
    WeekAway,
    Weekday,
    Weekdays,
    Weekend,
    Year,
    YearAway,
)
from extractor.dates.vocabulary import compiled, festivals, lexicon, listed, words

_NAMED = 8  # characters in front of a name that may say whose it is
_DIGIT = 9  # 一号 to 九号 are as often numbers of something else
_SOLAR = (1, 11, 12)  # lunar months have names of their own there (正月, 冬月, 腊月): 一月二十三 is none of theirs
_CELEBRATED = 16  # so far in front 庆祝 may stand, other festivals between
_LISTED = 4  # characters of the next number of a list
_LUNAR_DAYS, _DAYS, _WEEKS = 30, 31, 53

# ---------------------------------------------------------------- weeks


def week_word(m: Match, side: Side) -> Side | None:
    """上周; 会|上|周建平介绍 is a name."""
    if m.string.endswith(listed("meetings"), 0, m.start()) and compiled("«speaking»").match(m.string, m.end()):
        return None
    return side._replace(part=WeekAway(value_of("week_steps", m["ww"])))


def week_echo(_m: Match, side: Side) -> Side:
    """较前一周."""
    return side._replace(part=WeekAway(-1, "narrative"))


def trading_day(_m: Match, side: Side) -> Side:
    """上个交易日."""
    return side._replace(day=TradingDay())


def day_of_week(m: Match, side: Side) -> Side:
    """上周五."""
    return side._replace(day=Weekday(value_of("weekdays", m["dow"])))


def run_of_weekdays(m: Match, side: Side) -> Side | None:
    """一三五 of 每周一三五, in the order of the week."""
    numbers = tuple(value_of("weekdays", sign) for sign in m["row"])
    return side._replace(day=Weekdays(numbers)) if list(numbers) == sorted(set(numbers)) else None


def weekend(_m: Match, side: Side) -> Side:
    """下周末, 周末."""
    return side._replace(day=Weekend())


def weekday(m: Match, side: Side) -> Side | None:
    """星期三."""
    return None if named(m.string, m.start(), m.end()) else side._replace(day=Weekday(value_of("weekdays", m["wd"])))


def weekday_of_day(m: Match, side: Side) -> Side:
    """6月4日星期一: tells the year where none is named."""
    return side._replace(weekday=value_of("weekdays", m["wod"]))


def named(text: str, start: int, end: int) -> bool:
    """摄影/周一帆: a name that begins like a weekday."""
    if not compiled("«name_behind»").match(text, end):
        return False
    return bool(compiled("«name_front»$").search(text, max(0, start - _NAMED), start))


def nth_week(m: Match, side: Side) -> Side | None:
    """三月的第二周, 八月的第一个周二."""
    count = -1 if m["nw_last"] else int_of(m["nw"])
    if not 1 <= abs(count) <= _WEEKS:
        return None
    return side._replace(day=NthWeek(count, value_of("weekdays", m["nw_d"]) if m["nw_d"] else None))


def bare_nth_week(m: Match, side: Side) -> Side:
    """第49周: of the year of the report."""
    return side._replace(year=YearAway(0), day=NthWeek(int_of(m["bnw"])))


def week_of_year(m: Match, side: Side) -> Side:
    """2024-49周."""
    return side._replace(year=Year(int(m["wy"])), day=NthWeek(int(m["wy_w"])))


# ---------------------------------------------------------------- days that are counted


def nth_day(m: Match, side: Side) -> Side | None:
    """2025年第一天, 国庆假期第三天, 本月倒数第三天."""
    count, of = int_of(m["nd"] or "1"), _days_off(side)
    if count < 1 or side.day is not of:
        return None
    return side._replace(day=NthDay(-count if m["nd_last"] or m["nd_end"] else count, of))


def first_days(m: Match, side: Side) -> Side | None:
    """本月前两天, 上月最后五天, 一月前两周, 国庆假期头三天."""
    count, of = int_of(m["fd"]) * (7 if m["fd_w"] else 1), _days_off(side)
    if count < 1 or side.day is not of:
        return None
    return side._replace(day=FirstDays(-count if m["fd_last"] else count, of))


def _days_off(side: Side) -> Festival | None:
    return side.day if isinstance(side.day, Festival) and side.day.holiday else None


# ---------------------------------------------------------------- days by their numbers


def _month_day(side: Side, month: str, day: str) -> Side:
    return side._replace(part=Month(int(month)), day=Day(int(day)))


def month_day_clock(m: Match, side: Side) -> Side:
    """05-24 10:37."""
    return _month_day(side, m["mc_m"], m["mc_d"])


def slashed_day(m: Match, side: Side) -> Side | None:
    """于3/18公布, 11/3～11/18, 12/7开售."""
    if m["sl_v"] is not None and not happens(m.string, m.end(), loose=True):
        return None
    return _month_day(side, m["sl_m"], m["sl_d"])


def compact_day(m: Match, side: Side) -> Side:
    """签署日期：20240305."""
    return _month_day(side, m["cp_m"], m["cp_d"])._replace(year=Year(int(m["cp_y"])))


def iso_day(m: Match, side: Side) -> Side:
    """2018-05-24."""
    return _month_day(side, m["iso_m"], m["iso_d"])._replace(year=Year(int(m["iso_y"])))


def _day(side: Side, number: int) -> Side | None:
    return side._replace(day=Day(number)) if 1 <= number <= _DAYS else None


def day(m: Match, side: Side) -> Side | None:
    """24日 behind a month; a day that does not exist is kept, and stays unresolved."""
    number = int_of(m["d"])
    return side._replace(day=Day(number)) if number >= 1 else None


def day_without_word(m: Match, side: Side) -> Side | None:
    """1月3至2月10."""
    return _day(side, int(m["dw"]))


def listed_day(m: Match, side: Side) -> Side | None:
    """18、19日."""
    return None if m.string.endswith(listed("for_days"), 0, m.start()) else _day(side, int(m["lid"]))


def listed_day_in_words(m: Match, side: Side) -> Side | None:
    """二十五、二十六日: numbers that follow each other."""
    first, *rest = [int_of(word) for word in compiled("«cday»").findall(m.string, m.start(), m.end() + _LISTED) if word]
    following = rest[:1] == [first + 1]
    return _day(side, first) if following else None


def bare_day(m: Match, side: Side) -> Side | None:
    """23日; 号 only where nothing stands in front that it could number."""
    if not m["bd_hao"]:
        return None if m.string.endswith(listed("for_days"), 0, m.start()) else _day(side, int(m["bd"]))
    if m[0] == m.string.strip():
        return None  # a number, of whatever
    if _happens(m) and not _numbered(m):
        return _day(side, int(m["bd"]))  # 展览10号开幕, but 嫦娥5号发射
    day = compiled("«hao_end»").match(m.string, m.end()) is not None and _opens_clause(m)
    return _day(side, int(m["bd"])) if day else None


def bare_day_in_words(m: Match, side: Side) -> Side | None:
    """二十五日; a single digit only at the beginning of a clause."""
    number = int_of(m["bdw"])
    if m.string.endswith(listed("for_days"), 0, m.start()):
        return None
    if len(m["bdw"]) == 1 and not m["bdw_hao"] and compiled("«within»").match(m.string, m.end()):
        return None  # 三日后: a length
    if m["bdw_hao"] and number > _DIGIT and _happens(m) and not _numbered(m):
        return _day(side, number)
    if m["bdw_hao"] and not (m.start() and compiled("«ranging»").match(m.string, m.start() - 1)):
        return None
    return _day(side, number) if _opens_clause(m) else None


def _happens(m: Match) -> bool:
    """Whether a verb of what happens stands behind, or 前, 后."""
    text, end = m.string, m.end()
    return (
        compiled("«around_day»").match(text, end) is not None
        or happens(text, end)
        or (text.startswith("在", end) and happens_behind(text, end))
    )


def _numbered(m: Match) -> bool:
    return m.string.endswith(listed("numbered_names"), 0, m.start())


def _opens_clause(m: Match) -> bool:
    return m.start() == 0 or words("day_openers").match(m.string, m.start() - 1) is not None


def lunar_until(m: Match, side: Side) -> Side | None:
    """初七 behind 正月初一到: month and calendar are those of the first end."""
    return _day(side, int_of(m["lu"]))


def lunar_day(m: Match, side: Side) -> Side | None:
    """廿八 behind a month that is lunar or written in Chinese."""
    first = lexicon().macros["lunar_first"]
    number, month = int_of(m["ld"].removeprefix(first)), side.month
    if number > _LUNAR_DAYS or month is None or not (side.lunar or month.in_words):
        return None
    return side._replace(day=Day(number), lunar=side.lunar or m["ld"].startswith(first) or month.number not in _SOLAR)


def new_year_day(m: Match, side: Side) -> Side:
    """大年初五."""
    return side._replace(lunar=True, part=Month(1), day=Day(int_of(m["nyd"])))


def day_word(m: Match, side: Side) -> Side:
    """昨天."""
    return side._replace(day=DayAway(value_of("day_words", m["dyw"])))


def day_echo(m: Match, side: Side) -> Side:
    """当天, 次日."""
    return side._replace(day=DayAway(value_of("day_echoes", m["de"]), "narrative"))


# ---------------------------------------------------------------- festivals and solar terms


def festival(m: Match, side: Side) -> Side | None:
    """春节; words that mean more than the festival need a cue behind or a year in front."""
    name, start = m["fe"], m.start()
    if not side.rules and compiled("«given»").search(m.string, max(0, start - 2), start):
        return None  # 村民李|中秋
    bare = not side.rules and not m["fe_h"] and not compiled("«day_words»$").search(m.string, max(0, start - 3), start)
    if bare and (celebrated(m.string, start, m.end()) or (festivals()[name].needs and not _cued(m, m.end()))):
        return None
    abroad = _national_day(m.string, start) if name.startswith(listed("national_day")) else None
    if abroad is not None:
        month, day = divmod(abroad, 100)
        return side._replace(part=Month(month), day=Day(day)) if abroad else None
    return side._replace(day=Festival(name, bool(m["fe_h"]) or festivals()[name].whole))


def joint_holiday(m: Match, side: Side) -> Side:
    """国庆中秋假期: one stretch of days off."""
    return side._replace(day=Festival(m["jh"], holiday=True))


def quoted_holiday(m: Match, side: Side) -> Side:
    """“五一”假期."""
    return side._replace(day=Festival(m["qh"], holiday=True))


def _national_day(text: str, start: int) -> int | None:
    """法国国庆日: month and day of another state's national day, 0 where they are not told; None where no state is named."""
    states = [state for state in lexicon().values["national_days"] if text.endswith(state, 0, start)]
    return value_of("national_days", max(states, key=len)) if states else None


def celebrated(text: str, start: int, end: int) -> bool:
    """庆祝五一国际劳动节: what is celebrated says nothing of when, unless a word of time stands behind."""
    for verb in words("celebrating").finditer(text, max(0, start - _CELEBRATED), start):
        run = compiled("«celebrated_run»").match(text, verb.start())
        if run is not None and run.end() >= end:
            return not words("celebrated_time").match(text, run.end())
    return False


def _cued(m: Match, end: int) -> bool:
    if compiled("«dated_front»").search(m.string, max(0, m.start() - 5), m.start()):
        return True
    whole = m.start() <= 1 and end >= len(m.string) - 1 and m.string.strip('“”"') == m[0]
    return whole or compiled('[”"]?«festival_cues»').match(m.string, end) is not None


def term(m: Match, side: Side) -> Side | None:
    """清明, 大雪; the weather words need a cue."""
    if not side.rules and compiled("«given»").search(m.string, max(0, m.start() - 2), m.start()):
        return None
    counted = isinstance(side.year, YearAway)  # 去年雨水偏多
    clear = m["te"] not in lexicon().terms.needs or len(m[0]) > len(m["te"])
    clear = clear or (bool(side.rules) and (not counted or m.end() == len(m.string)))
    return side._replace(day=Term(m["te"])) if clear or _cued(m, m.end()) else None


READERS: dict[str, Reader] = {
    "week_word": week_word,
    "week_echo": week_echo,
    "trading_day": trading_day,
    "day_of_week": day_of_week,
    "run_of_weekdays": run_of_weekdays,
    "weekend": weekend,
    "bare_weekend": weekend,
    "weekday": weekday,
    "weekday_of_day": weekday_of_day,
    "nth_week": nth_week,
    "week_of_year": week_of_year,
    "bare_nth_week": bare_nth_week,
    "nth_day": nth_day,
    "first_days": first_days,
    "month_day_clock": month_day_clock,
    "slashed_day": slashed_day,
    "compact_day": compact_day,
    "iso_day": iso_day,
    "day": day,
    "day_without_word": day_without_word,
    "listed_day": listed_day,
    "listed_day_in_words": listed_day_in_words,
    "bare_day": bare_day,
    "bare_day_in_words": bare_day_in_words,
    "lunar_until": lunar_until,
    "lunar_day": lunar_day,
    "new_year_day": new_year_day,
    "day_word": day_word,
    "day_echo": day_echo,
    "that_day": adds_nothing,
    "festival": festival,
    "joint_holiday": joint_holiday,
    "quoted_holiday": quoted_holiday,
    "term": term,
}
