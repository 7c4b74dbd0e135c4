"""Dates: what must hold for every text and every day."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NoReturn

import lunar_python as lunar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dates import ReferenceTime
from extractor.dates.calendar import last_of_month
from tests.test_dates import REFERENCE, found

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


DIGITS = "〇一二三四五六七八九"


PIECES = st.sampled_from(
    [
        "2018年",
        "5月",
        "24日",
        "3号",
        "至",
        "-",
        "—",
        "到",
        "上午",
        "9时",
        "10:30",
        "前",
        "后",
        "以来",
        "起",
        "左右",
        "近",
        "两年",
        "三天",
        "每年",
        "每周",
        "上周",
        "五",
        "一",
        "今年",
        "去年",
        "同期",
        "春节",
        "农历",
        "正月",
        "初三",
        "廿八",
        "底",
        "初",
        "末",
        "中旬",
        "第",
        "个",
        "季度",
        "半年",
        "世纪",
        "年代",
        "截至",
        "目前",
        "，",
        "。",
        "（",
        "）",
        "“十四五”",
        "期间",
        "星期",
        "日",
        "2018",
        "13",
        "30",
        "0",
        "月",
        "年",
        "元旦",
        "大雪",
        "改革开放",
        "当日",
        "次年",
        "周末",
        "\n",
        "三四",
        "十几",
        "百八十",
        "○",
        "点",
        "每",
        "隔",
        "逢",
        "工作日",
        "（16日）",
        "以上",
        "以下",
        "假期",
        "“五一”",
        "今冬",
        "明春",
        "元年",
        "周",
        "/",
    ]
)


EXTREMES = [
    "昨天、明天、后天",
    "去年和明年",
    "近三千年来",
    "未来一万年",
    "上周、下周",
    "正月初一",
    "12月31日至1月1日",
    "上个月到下个月",
    "截至目前",
    "春节",
    "周一至周日",
]


HOSTILE = [
    "1",
    "一",
    "2018年",
    "1至",
    "5月",
    "每年",
    "三天",
    "截至",
    "近",
    "1-",
    "“十四五",
    "2018-",
    "十五",
    "年底前",
    "上周",
    "3:",
    "2018年国家",
    "大年",
    "今",
]


def chinese(number: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def notations(day: date) -> list[str]:
    """One day in every explicit form."""
    digits = "".join(DIGITS[int(c)] for c in f"{day.year}")
    zeros = digits.replace("〇", "零")
    return [
        f"{day.year}年{day.month}月{day.day}日".translate(WIDE),
        f"{day.year}-{day.month:02d}-{day.day:02d}".translate(WIDE),
        f"{zeros}年{chinese(day.month)}月{chinese(day.day)}号",
        f"公元{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日星期{'一二三四五六日'[day.weekday()]}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{digits}年{chinese(day.month)}月{chinese(day.day)}日",
        f"{day.year}年{day.month}月{day.day}号",
    ]


@given(DAYS)
def test_any_day_in_any_form_reads_back(day: date) -> None:
    for notation in notations(day):
        (one,) = found(f"据悉，{notation}，会议召开。")
        assert (one.first_day, one.last_day, one.anchor) == (day, day, "explicit"), notation
        assert one.timex == day.isoformat()


@given(DAYS)
def test_a_day_with_less_than_its_year_reads_back(day: date) -> None:
    """With two digits of the year, without it, with the words for the year and the month, or as a bare day."""
    reference = ReferenceTime(datetime(day.year, day.month, day.day, 12))
    for notation in (
        f"{day.year % 100:02d}年{day.month}月{day.day}日",
        f"{chinese(day.month)}月{chinese(day.day)}日",
        f"{day.month}月{day.day}号",
        f"今年{day.month}月{day.day}日",
        f"本月{day.day}日",
        f"{day.day}日",
        "今日",
        f"本周{'一二三四五六日'[day.weekday()]}",
    ):
        (one,) = found(f"据悉，{notation}，会议召开。", reference)
        assert (one.first_day, one.last_day, one.anchor) == (day, day, "publication"), notation


@given(st.dates(date(1912, 1, 1), date(2099, 12, 31)))
def test_eras_and_the_lunar_calendar_read_back(day: date) -> None:
    """The year of the Republic is ours less 1911; the lunar day is that of the library, which knows nothing of ours."""
    (one,) = (
        found(f"民国{chinese(day.year - 1911)}年{day.month}月{day.day}日")
        if day.year < 2010
        else found(f"{day.year}年{day.month}月{day.day}日")
    )
    assert (one.first_day, one.last_day) == (day, day)
    there = lunar.Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month = there.getMonthInChinese().replace("冬", "十一").replace("腊", "十二").replace("正", "一")
    (one,) = found(f"农历{there.getYear()}年{month}月{there.getDayInChinese()}")
    assert (one.first_day, one.last_day) == (day, day)


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_ranges_of_clocks_run_forward(hour: int, minute: int, until: int, last: int) -> None:
    (one,) = found(f"5月24日{hour}时{minute:02d}分至{until}时{last:02d}分停电")
    begin, end = (one.timex or "").split("/")
    assert begin == f"2018-05-24T{hour:02d}:{minute:02d}"
    assert end[10:] == f"T{until:02d}:{last:02d}"
    assert datetime.fromisoformat(begin) <= datetime.fromisoformat(end)
    assert end[:10] == ("2018-05-24" if (until, last) >= (hour, minute) else "2018-05-25")


class _NoClock(datetime):
    """A datetime that nobody may ask for the current time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> NoReturn:  # noqa: ARG003  the name is that of datetime
        raise AssertionError("asked the clock")

    utcnow = today = now


class _NoToday(date):
    """A date that nobody may ask for today."""

    @classmethod
    def today(cls) -> NoReturn:
        raise AssertionError("asked the clock")


def test_nothing_asks_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("extractor."):
            for own, other in (("datetime", _NoClock), ("date", _NoToday)):
                if getattr(module, own, None) in (datetime, date):
                    monkeypatch.setattr(module, own, other)
    for name in ("time", "time_ns", "localtime", "gmtime", "monotonic"):
        monkeypatch.setattr(time, name, None)
    for text in EXTREMES:
        assert found(text)
        assert all(one.first_day is None or one.anchor == "explicit" for one in found(text, ReferenceTime()))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_time_zone_and_locale_change_nothing(zone: str) -> None:
    script = (
        "from datetime import datetime\n"
        "from extractor.dates import ReferenceTime, find\n"
        "from extractor.text import Sentence\n"
        f"text = {'，'.join(EXTREMES)!r}\n"
        "print(ascii(find(text, [Sentence(0, len(text), 0)], ReferenceTime(datetime(2018, 5, 24, 0, 5)))))"
    )
    plain, other = (
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "TZ": tz, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for tz, language, seed in (("UTC", "C", "0"), (zone, "zh_CN.UTF-8", "7"))
    )
    assert plain == other


@given(st.lists(PIECES, max_size=14))
def test_every_anchor_has_its_reason(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in found(text):
        own, anchor, *_ = one.reasons
        assert (own.rule, own.start, own.end) == (one.rule, one.start, one.end)
        if one.anchor == "context":
            assert anchor.start is not None
            assert anchor.end is not None
            assert anchor.start < one.start
        elif one.anchor == "publication":
            assert anchor.note == "2018-05-24"


@given(DAYS, st.integers(min_value=0, max_value=800))
def test_ranges_read_back(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    (one,) = found(f"{day.year}年{day.month}月{day.day}日至{end.year}年{end.month}月{end.day}日")
    assert (one.kind, one.first_day, one.last_day) == ("period", day, end)


@given(DAYS)
def test_yearless_day_is_near_the_reference(day: date) -> None:
    reference = ReferenceTime(datetime(day.year, day.month, day.day, 12))
    for offset in (0, 1, 5, 25):
        past = day - timedelta(days=offset)
        (one,) = found(f"记者{past.month}月{past.day}日获悉", reference)
        assert one.first_day == past
        (bare,) = found(f"记者{past.day}日获悉", reference)
        assert bare.first_day == past


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=400)
def test_pieces_hold_the_invariants(pieces: list[str]) -> None:
    text = "".join(pieces)
    for reference in (REFERENCE, ReferenceTime()):
        dates = found(text, reference)
        assert all(a.end <= b.start for a, b in pairwise(dates))
        for one in dates:
            assert 0 <= one.start < one.end <= len(text)
            if one.first_day is not None and one.last_day is not None:
                assert one.first_day <= one.last_day, text[one.start : one.end]
            if one.anchor == "unresolved":
                assert one.first_day is None or one.last_day is None
        assert dates == found(text, reference)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found(text)


@pytest.mark.parametrize("year", [1, 1000, 9999])
def test_ends_of_the_calendar(year: int) -> None:
    reference = ReferenceTime(datetime(year, 12, 31 if year > 1 else 1))
    for text in EXTREMES:
        found(text, reference)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=12))
def test_last_of_month_is_followed_by_a_first(year: int, month: int) -> None:
    last = last_of_month(year, month)
    assert last == date.max or (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        start = time.process_time()
        found(text)
        return time.process_time() - start

    found(unit)
    small = min(seconds(1000) for _ in range(3))
    large = min(seconds(8000) for _ in range(2))
    assert large < 24 * small + 0.05
