"""Parts of the day and times of day: what the components of these classes name; see ``year_words.py``."""

from __future__ import annotations

from dataclasses import replace

from extractor.dates.components import Match, Reader, int_of, neighbours, value_of
from extractor.dates.happening import happens_behind
from extractor.dates.parts import Clock, Day, DayAway, Month, Side, Year
from extractor.dates.vocabulary import compiled, lexicon, part_letters

_TODAY = DayAway(0, "narrative")  # the day that the narrative is in
_NOON = 12
_EVENING = 4  # hours from here on are of the evening, those before of the night
_LATE = ("MI", "AF", "EV", "NI")
_HOURS, _MINUTES = 24, 60
_HALF, _QUARTER = 30, 15
_GAP = 5  # characters before the verb: 10点他回家


def _in_part(side: Side, word: str) -> Side:
    return side._replace(clock=Clock(part_letters()[word], small_hours=word in lexicon().words["small_hours"]))


def day_part_word(m: Match, side: Side) -> Side:
    """昨晚."""
    return _in_part(side._replace(day=DayAway(value_of("day_part_words", m["dpw"]))), m["dpw"])


def day_part_echo(m: Match, side: Side) -> Side:
    """当晚."""
    return _in_part(side._replace(day=_TODAY), m["dpe"])


def part_of_day(m: Match, side: Side) -> Side:
    """上午 behind a day."""
    return _in_part(side, m["pod"])


def bare_part_of_day(m: Match, side: Side) -> Side:
    """上午 before a clock."""
    return _in_part(side._replace(day=_TODAY), m["bpod"])


def lone_part_of_day(m: Match, side: Side) -> Side:
    """A clause that begins with 上午."""
    return _in_part(side._replace(day=_TODAY), m["lpod"] or m["lpod_g"] or m["lpod_of"] or m["lpod_e"])


def _hour(clock: Clock, hour: int) -> int:
    """The hour on a clock of 24: 晚上8点 is 20, 半夜2点 is 2, 晚上12点 is 24."""
    if clock.part in ("AF", "EV", "NI") and 1 <= hour < _NOON and not clock.small_hours:
        return hour + _NOON if clock.part == "AF" or hour >= _EVENING else hour
    if clock.part == "MI" and 1 <= hour <= 2:
        return hour + _NOON
    if hour == _NOON and clock.part in ("EV", "NI"):
        return _HOURS
    return 0 if hour == _NOON and clock.small_hours else hour


def _at(side: Side, hour: int, minute: int | None = None, second: int | None = None) -> Side | None:
    if hour > _HOURS or (minute or 0) >= _MINUTES or (second or 0) >= _MINUTES:
        return None
    clock = side.clock or Clock()
    return side._replace(clock=replace(clock, hour=_hour(clock, hour), minute=minute, second=second))


def clock(m: Match, side: Side) -> Side | None:
    """9:00, 3:30pm."""
    hour, half = int(m["c_h"]), m["c_ap"]
    read = _at(side, hour, int(m["c_m"]), int(m["c_s"]) if m["c_s"] else None)
    if read is None or read.clock is None or not half or (read.hour or 0) > _NOON:
        return read
    return read._replace(clock=replace(read.clock, hour=hour % _NOON + (_NOON if half in "pP" else 0)))


def hour(m: Match, side: Side) -> Side | None:
    """16时, 13时35分, 8点半."""
    minute = int_of(m["h_m"]) if m["h_m"] else _HALF if m["h_half"] else _QUARTER * int_of(m["h_q"]) if m["h_q"] else None
    return _at(side, int_of(m["h"]), minute, int_of(m["h_s"]) if m["h_s"] else None)


def hour_of_happening(m: Match, side: Side) -> Side | None:
    """7点起床, 十点左右，大火扑灭, 会议9:00开始: of the day that the narrative is in."""
    value, minute = int_of(m["hh"] or m["hh_h"]), m["hh_c"] or m["hh_m"] or m["hh_mv"]
    bare = m["hh_v"] is not None or m["hh_c"] or m["hh_mv"]
    written = m["hh"] is not None and not m["hh"].isascii()  # 两点|值得注意
    if bare and not _named_hour(m) and not happens_behind(m.string, m.end(), 1 if written else _GAP):
        return None
    if m["hh"] and not m["hh"].isascii() and value < 1:
        return None
    quarters = _QUARTER * int_of(m["hh_q"]) if m["hh_q"] else _HALF if m["hh_half"] else None
    return _at(side._replace(day=_TODAY), value, int_of(minute) if minute else quarters)


def _named_hour(m: Match) -> bool:
    """定于3点: what stands in front makes an hour of it."""
    return bool(m["hh"]) and compiled("«fixed_hour»").search(m.string, max(0, m.start() - 4), m.start()) is not None


def spread_hour(m: Match, side: Side) -> Side | None:
    """下午七八点."""
    ends = neighbours(m["sh"])
    first = _at(side, ends[0]) if ends is not None else None
    last = _at(side, ends[1]) if ends is not None else None
    return first._replace(other=last.clock) if first is not None and last is not None else None


def bare(m: Match, side: Side) -> Side | None:
    """1至10月, 2015—2018年, 3—5日, 9至11时: the unit of the other end is that of this one too."""
    value = int_of(m["bn"])
    if m["bu_h"]:
        return _at(side, value)
    if side.day is not None:
        return None
    if m["bu_y"] or m["bu_cy"]:
        return side._replace(year=Year(value))
    if m["bu_m"]:
        return side._replace(part=Month(value)) if not side.monthly and 1 <= value <= 12 else None
    return side._replace(day=Day(value)) if 1 <= value <= 31 else None


def same_half(begin: Clock | None, until: Clock | None) -> Clock | None:
    """今晚7点到9点, 下午两点到四点: the end of a range in the half of the day of its beginning, where that lies behind it."""
    if begin is None or until is None or begin.hour is None or until.hour is None or until.part is not None:
        return until
    later = replace(until, hour=until.hour + _NOON)
    late = begin.part in _LATE and until.hour < _NOON <= begin.hour and (later.hour, later.minute or 0) > (begin.hour, begin.minute or 0)
    return replace(later if late else until, part=begin.part)


READERS: dict[str, Reader] = {
    "day_part_word": day_part_word,
    "day_part_echo": day_part_echo,
    "part_of_day": part_of_day,
    "bare_part_of_day": bare_part_of_day,
    "lone_part_of_day": lone_part_of_day,
    "clock": clock,
    "hour": hour,
    "hour_of_happening": hour_of_happening,
    "spread_hour": spread_hour,
    "bare": bare,
}
