"""One numeral grammar: a number written in any style is the same number for every room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import extractor
from extractor import numerals
from extractor.article.dateline import read_dateline
from tests.test_numerals import spell

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿", "萬億")
POSITIONAL = str.maketrans("0123456789", "〇一二三四五六七八九")


def said(number: int) -> str:
    """As one says it: 十二, not 一十二."""
    return spell(number).removeprefix("一") if 10 <= number < 20 else spell(number)


def with_two(number: int) -> str:
    """两百, 两千, 两万."""
    words = said(number)
    for unit in "百千万":
        words = words.replace(f"二{unit}", f"两{unit}")
    return words.replace("十两", "十二")


STYLES: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "full width": lambda n: str(n).translate(FULL_WIDTH),
    "grouped": lambda n: f"{n:,}",
    "chinese": said,
    "chinese with 两": with_two,
    "traditional": lambda n: said(n).translate(TRADITIONAL),
    "financial": lambda n: spell(n).translate(FINANCIAL),
    "mixed": lambda n: f"{n // 10000}万" if n % 10000 == 0 else str(n),
}
NUMBERS = st.one_of(
    st.integers(min_value=3, max_value=99), st.integers(min_value=100, max_value=99999), st.sampled_from([10000, 20000, 50000])
)


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)
@given(number=NUMBERS)
def test_a_number_is_the_same_everywhere(style: str, number: int) -> None:
    surface = STYLES[style](number)
    assume(len(surface) > 1 or style != "financial")  # 叁 alone is as often something else
    assert numerals.parse(surface) == number
    (amount,) = extractor.extract(f"县里拨付{surface}元。").amounts
    (measure,) = extractor.extract(f"全线长{surface}公里。").measures
    (duration,) = extractor.extract(f"工期历时{surface}天。").dates
    assert amount.value == measure.value == number
    assert duration.timex == f"P{number}D"
    assert (duration.low, duration.high) == (f"P{number}D", f"P{number}D")


@pytest.mark.parametrize("style", ["arabic", "full width", "chinese", "chinese with 两", "traditional"])
@settings(deadline=None)
@given(number=NUMBERS)
def test_counts_read_every_style(style: str, number: int) -> None:
    (count,) = extractor.extract(f"工地上共有{STYLES[style](number)}名工人。").counts
    assert count.value == number
    assert count.noun == "工人"


@pytest.mark.parametrize("style", ["arabic", "full width", "chinese"])
@given(day=st.integers(min_value=1, max_value=31), month=st.sampled_from([1, 3, 5, 7, 8, 10, 12]))
def test_days_and_datelines_read_every_style(style: str, day: int, month: int) -> None:
    named = f"{STYLES[style](month)}月{STYLES[style](day)}日"
    (date,) = extractor.extract(f"大桥{named}通车。", published=datetime(2024, 12, 31)).dates
    assert date.timex == f"2024-{month:02d}-{day:02d}"
    dateline = read_dateline(f"新华社北京{named}电 大桥通车。")
    assert dateline is not None
    assert (dateline.month, dateline.day) == (month, day)


@given(year=st.integers(min_value=1950, max_value=2049))
def test_years_are_read_digit_by_digit(year: int) -> None:
    positional = str(year).translate(POSITIONAL)
    for surface in (str(year), str(year).translate(FULL_WIDTH), positional, positional.replace("〇", "○")):
        (date,) = extractor.extract(f"工厂{surface}年建成。").dates
        assert date.timex == str(year), surface


@given(whole=st.integers(min_value=2, max_value=99), tenth=st.integers(min_value=1, max_value=9))
def test_decimals_are_read_everywhere(whole: int, tenth: int) -> None:
    value = Decimal(f"{whole}.{tenth}")
    for surface in (f"{whole}.{tenth}", f"{said(whole)}点{'零一二三四五六七八九'[tenth]}"):
        (measure,) = extractor.extract(f"全线长{surface}公里。").measures
        (duration,) = extractor.extract(f"工期历时{surface}个月。").dates
        assert numerals.parse(surface) == measure.value == value
        assert duration.timex == f"P{value}M"
