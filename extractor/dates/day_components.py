"""What the components of weeks, days and times of day say, and numbers that share a unit; see ``components.py``."""

from __future__ import annotations

from extractor.dates.components import Match, handler, int_of, neighbours, value_of
from extractor.dates.model import Parts
from extractor.dates.vocabulary import compiled, festivals, lexicon, listed, part_letters, words

_NAMED = 8  # characters in front of a name that may say whose it is
_DIGIT = 9  # 一号 to 九号 are as often numbers of something else
_SOLAR = (1, 11, 12)  # lunar months have names of their own there (正月, 冬月, 腊月): 一月二十三 is none of theirs
_CELEBRATED = 16  # so far in front 庆祝 may stand, other festivals between

# ---------------------------------------------------------------- weeks and days


@handler
def week_word(m: Match, parts: Parts) -> bool:
    """上周."""
    parts.week_offset = value_of("week_steps", m["ww"])
    return True


@handler
def day_of_week(m: Match, parts: Parts) -> bool:
    """上周五."""
    parts.weekday = value_of("weekdays", m["dow"])
    return True


@handler
def weekend(_m: Match, parts: Parts) -> bool:
    """下周末."""
    parts.weekend = True
    return True


@handler
def bare_weekend(_m: Match, parts: Parts) -> bool:
    """周末."""
    parts.weekend = True
    return True


@handler
def weekday(m: Match, parts: Parts) -> bool:
    """星期三."""
    parts.weekday = value_of("weekdays", m["wd"])
    return not named(m.string, m.start(), m.end())


def named(text: str, start: int, end: int) -> bool:
    """摄影/周一帆: a name that begins like a weekday."""
    if not compiled("«name_behind»").match(text, end):
        return False
    return bool(compiled("«name_front»$").search(text, max(0, start - _NAMED), start))


@handler
def weekday_of_day(_m: Match, _parts: Parts) -> bool:
    """5月24日星期四: adds nothing."""
    return True


@handler
def nth_week(m: Match, parts: Parts) -> bool:
    """三月的第二周, 八月的第一个周二."""
    count = -1 if m["nw_last"] else int_of(m["nw"])
    if not 1 <= abs(count) <= 53:
        return False
    parts.nth_week, parts.weekday = count, value_of("weekdays", m["nw_d"]) if m["nw_d"] else None
    return True


@handler
def nth_day(m: Match, parts: Parts) -> bool:
    """2025年第一天, 国庆假期第三天, 本月倒数第三天."""
    count = int_of(m["nd"])
    if count < 1 or not (parts.holiday or not _day_named(parts)):
        return False
    parts.nth_day = -count if m["nd_last"] else count
    return True


def _day_named(parts: Parts) -> bool:
    """Whether a component of a day stands in front already."""
    named = (parts.day, parts.day_offset, parts.day_echo, parts.weekday, parts.festival, parts.term, parts.first_days)
    return any(name is not None for name in named)


@handler
def first_days(m: Match, parts: Parts) -> bool:
    """本月前两天, 上月最后五天, 一月前两周."""
    count = int_of(m["fd"]) * (7 if m["fd_w"] else 1)
    if count < 1:
        return False
    parts.first_days = -count if m["fd_last"] else count
    return True


@handler
def month_day_clock(m: Match, parts: Parts) -> bool:
    """05-24 10:37."""
    parts.month, parts.day = int(m["mc_m"]), int(m["mc_d"])
    return True


@handler
def day_of_abroad(m: Match, parts: Parts) -> bool:
    """31/10/2018, 10/31/2018; which is the month must be clear, and with dots the day stands in front."""
    first, second = int(m["ab_a"]), int(m["ab_b"])
    swapped = second > 12 and m["ab_s"] != "."
    parts.year, parts.month, parts.day = int(m["ab_y"]), *((first, second) if swapped else (second, first))
    return (swapped or first > 12 or first == second) and 1 <= parts.month <= 12 and 1 <= parts.day <= 31


@handler
def iso_day(m: Match, parts: Parts) -> bool:
    """2018-05-24."""
    parts.year, parts.month, parts.day = int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])
    return True


@handler
def day(m: Match, parts: Parts) -> bool:
    """24日 behind a month."""
    number = int_of(m["d"])
    if number < 1:
        return False
    parts.day = number
    return True


@handler
def day_without_word(m: Match, parts: Parts) -> bool:
    """1月3至2月10."""
    number = int(m["dw"])
    if not 1 <= number <= 31:
        return False
    parts.day = number
    return True


@handler
def bare_day(m: Match, parts: Parts) -> bool:
    """23日; 号 only where nothing stands in front that it could number."""
    parts.day = int(m["bd"])
    if not m["bd_hao"] and m.string.endswith(listed("for_days"), 0, m.start()):
        return False
    if m["bd_hao"] and m[0] == m.string.strip():
        return False  # a number, of whatever
    if m["bd_v"] is not None and not m.string.endswith(listed("numbered_names"), 0, m.start()):
        return True  # 展览10号开幕, but 嫦娥5号发射
    return not m["bd_hao"] or m.start() == 0 or bool(words("day_openers").match(m.string, m.start() - 1))


@handler
def bare_day_in_words(m: Match, parts: Parts) -> bool:
    """二十五日; a single digit only at the beginning of a clause."""
    parts.day = int_of(m["bdw"])
    if m.string.endswith(listed("for_days"), 0, m.start()):
        return False
    if len(m["bdw"]) == 1 and not m["bdw_hao"] and compiled("«within»").match(m.string, m.end()):
        return False  # 三日后: a length
    if m["bdw_v"] is not None and int_of(m["bdw"]) > _DIGIT and not m.string.endswith(listed("numbered_names"), 0, m.start()):
        return True
    if m["bdw_hao"] and not (m.start() and compiled("«ranging»").match(m.string, m.start() - 1)):
        return False
    return m.start() == 0 or bool(words("day_openers").match(m.string, m.start() - 1))


@handler
def listed_day(m: Match, parts: Parts) -> bool:
    """18、19日."""
    parts.day = int(m["lid"])
    return not m.string.endswith(listed("for_days"), 0, m.start())


@handler
def slashed_day(m: Match, parts: Parts) -> bool:
    """3/18公布, 11/3～11/18."""
    parts.month, parts.day = int(m["sl_m"]), int(m["sl_d"])
    return True


@handler
def lunar_until(m: Match, parts: Parts) -> bool:
    """初七 behind 正月初一到: month and calendar are those of the first end."""
    parts.day = int_of(m["lu"])
    return True


@handler
def lunar_day(m: Match, parts: Parts) -> bool:
    """廿八 behind a month that is lunar or written in Chinese."""
    first = lexicon().macros["lunar_first"]
    number = int_of(m["ld"].removeprefix(first))
    if number > 30 or not (parts.lunar or parts.month_in_words):
        return False
    parts.day = number
    if m["ld"].startswith(first) or parts.month not in _SOLAR:
        parts.lunar = True
    return True


@handler
def new_year_day(m: Match, parts: Parts) -> bool:
    """大年初五."""
    parts.lunar, parts.month, parts.day = True, 1, int_of(m["nyd"])
    return True


@handler
def day_word(m: Match, parts: Parts) -> bool:
    """昨天."""
    parts.day_offset = value_of("day_words", m["dyw"])
    return True


@handler
def day_echo(m: Match, parts: Parts) -> bool:
    """当天, 次日."""
    parts.day_echo = value_of("day_echoes", m["de"])
    return True


@handler
def that_day(_m: Match, _parts: Parts) -> bool:
    """12月31日当天: adds nothing."""
    return True


@handler
def festival(m: Match, parts: Parts) -> bool:
    """春节; words that mean more than the festival need a cue behind or a year in front."""
    bare = len(parts.rules) == 0 and not m["fe_h"] and not compiled("«day_words»$").search(m.string, max(0, m.start() - 3), m.start())
    if bare and (celebrated(m.string, m.start(), m.end()) or (festivals()[m["fe"]].needs and not _cued(m, m.end()))):
        return False
    if m["fe"].startswith(listed("national_day")):
        abroad = _national_day(m.string, m.start())
        if abroad is not None:
            parts.month, parts.day = divmod(abroad, 100)
            return abroad > 0
    parts.festival, parts.holiday = m["fe"], bool(m["fe_h"]) or festivals()[m["fe"]].whole
    return True


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
    return (m.start() <= 1 and end >= len(m.string) - 1 and m.string.strip('“”"') == m[0]) or bool(
        compiled('[”"]?«festival_cues»').match(m.string, end)
    )


@handler
def term(m: Match, parts: Parts) -> bool:
    """清明, 大雪; the weather words need a cue."""
    counted = parts.year_offset is not None or parts.year_echo is not None  # 去年雨水偏多
    clear = m["te"] not in lexicon().terms.needs or len(m[0]) > len(m["te"])
    clear = clear or (len(parts.rules) > 0 and (not counted or m.end() == len(m.string)))
    if not clear and not _cued(m, m.end()):
        return False
    parts.term = m["te"]
    return True


# ---------------------------------------------------------------- times of day


def _part(parts: Parts, word: str) -> bool:
    parts.part = part_letters()[word]
    parts.small_hours = word in lexicon().words["small_hours"]
    return True


@handler
def day_part_word(m: Match, parts: Parts) -> bool:
    """昨晚."""
    parts.day_offset = value_of("day_part_words", m["dpw"])
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
    return _part(parts, m["lpod"] or m["lpod_g"] or m["lpod_of"] or m["lpod_e"])


def _hour(parts: Parts, hour: int) -> int:
    if parts.part in ("AF", "EV", "NI") and 1 <= hour <= 11 and not parts.small_hours:
        return hour + 12 if parts.part == "AF" or hour >= 4 else hour
    if parts.part == "MI" and 1 <= hour <= 2:
        return hour + 12
    if hour == 12 and parts.part in ("EV", "NI"):
        return 24
    return 0 if hour == 12 and parts.small_hours else hour


@handler
def clock(m: Match, parts: Parts) -> bool:
    """9:00; alone only where it cannot be a score."""
    parts.hour, parts.minute = _hour(parts, int(m["c_h"])), int(m["c_m"])
    parts.second = int(m["c_s"]) if m["c_s"] else None
    if m["c_ap"] and parts.hour <= 12:
        parts.hour = parts.hour % 12 + (12 if m["c_ap"] in "pP" else 0)
    return True


@handler
def hour(m: Match, parts: Parts) -> bool:
    """16时, 13时35分, 8点半."""
    value = int_of(m["h"])
    minute = int_of(m["h_m"]) if m["h_m"] else 30 if m["h_half"] else 15 * int_of(m["h_q"]) if m["h_q"] else None
    second = int_of(m["h_s"]) if m["h_s"] else None
    if value > 24 or (minute or 0) > 59 or (second or 0) > 59:
        return False
    parts.hour, parts.minute, parts.second = _hour(parts, value), minute, second
    return True


@handler
def hour_of_happening(m: Match, parts: Parts) -> bool:
    """7点起床, 十点左右，大火扑灭, 会议9:00开始: of the day that the narrative is in."""
    value = int_of(m["hh"] or m["hh_h"])
    minute = m["hh_c"] or m["hh_m"]
    if value > 24 or (m["hh"] and not m["hh"].isascii() and value < 1):
        return False
    parts.day_echo, parts.hour = 0, value
    parts.minute = int_of(minute) if minute else 30 if m["hh_half"] else None
    return (parts.minute or 0) < 60


@handler
def spread_hour(m: Match, parts: Parts) -> bool:
    """下午七八点."""
    ends = neighbours(m["sh"])
    if ends is None:
        return False
    parts.hour, parts.upto = _hour(parts, ends[0]), ("hour", _hour(parts, ends[1]))
    return True


# ---------------------------------------------------------------- numbers whose unit stands behind the other end of a range


@handler
def bare_quarter(m: Match, parts: Parts) -> bool:
    """第二至第四季度: the unit stands behind the other end."""
    parts.quarter = int_of(m["bq"])
    return True


@handler
def bare(m: Match, parts: Parts) -> bool:
    """1至10月: the unit of the other end is that of this one too."""
    value = int_of(m["bn"])
    if (parts.day is not None or parts.day_offset is not None or parts.day_echo is not None) and not m["bu_h"]:
        return False
    if m["bu_y"] or m["bu_cy"]:
        parts.year = value
    elif m["bu_m"]:
        if parts.month is not None or not 1 <= value <= 12:
            return False
        parts.month = value
    elif m["bu_d"]:
        if not 1 <= value <= 31:
            return False
        parts.day = value
    else:
        if value > 24:
            return False
        parts.hour = _hour(parts, value)
    return True
