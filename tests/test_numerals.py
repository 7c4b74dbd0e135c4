"""Numerals: surfaces read whole, numerals found in text, and every number written out is read back."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import numerals
from tests.marked import load

CASES = load("numerals")


@pytest.mark.parametrize(("surface", "value"), CASES["parse"].items())
def test_parse(surface: str, value: str) -> None:
    assert numerals.parse(surface) == Decimal(value)


@pytest.mark.parametrize("surface", CASES["no"]["words"])
def test_parse_refuses(surface: str) -> None:
    assert numerals.parse(surface) is None


@pytest.mark.parametrize("case", CASES["find"], ids=lambda c: c["text"])
def test_find(case: dict[str, Any]) -> None:
    found = numerals.find(case["text"])
    assert [[n.text, *(str(x) if x is not None else "null" for x in (n.value, n.low, n.high)), n.bound] for n in found] == case["expect"]
    assert all(case["text"][n.start : n.end] == n.text for n in found)


DIGITS = "零一二三四五六七八九"
UNITS = ["", "十", "百", "千"]


def spell_section(number: int) -> str:
    """A number below 10000 as one says it."""
    parts: list[str] = []
    zero = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            parts.append(("零" if zero and parts else "") + DIGITS[digit] + UNITS[place])
            zero = False
        else:
            zero = True
    return "".join(parts)


def spell(number: int) -> str:
    """A whole number below 10^16 in Chinese numerals."""
    if number == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for place, unit in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // place % 10**4
        if section:
            joint = "零" if parts and (gap or section < 1000) else ""
            parts.append(joint + spell_section(section) + (unit if unit != "万亿" or number // 10**8 % 10**4 == 0 else "万"))
            gap = False
        elif parts:
            gap = True
    return "".join(parts)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_integers_read_back(number: int) -> None:
    assert numerals.parse(spell(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "万", "亿", "万亿", "千", "百万"]),
)
def test_arabic_decimals_with_multipliers_read_back(number: Decimal, unit: str) -> None:
    scale = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}[unit]
    assert numerals.parse(f"{number:f}{unit}") == number * scale


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_read_back(number: int) -> None:
    assert numerals.parse(f"{number:,}") == number


@given(
    st.integers(min_value=1, max_value=10**9), st.sampled_from(["，", "共", "投入", "（", " "]), st.sampled_from(["元", "。", "，", "人"])
)
def test_surroundings_do_not_change_the_value(number: int, before: str, behind: str) -> None:
    found = numerals.find(f"{before}{number}{behind}")
    assert [n.value for n in found] == [number]


@given(st.text(alphabet="0123456789,.，一二两三十百千万亿零〇半几数多余来点分之又上成至-—约近以上%年 ", max_size=60))
def test_any_mixture_keeps_its_surface(text: str) -> None:
    found = numerals.find(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for n in found:
        assert n.low is None or n.high is None or n.low <= n.high


@pytest.mark.parametrize("unit", ["1", "万", "一", "亿", "1,", "几", "数十", "1.", "十", "3至"])
def test_long_runs_are_read_in_linear_time(unit: str) -> None:
    numerals.find(unit * 100_000)
