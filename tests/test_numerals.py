"""Numerals: surfaces read whole, numerals found in text, and every number written out is read back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor import numerals
from extractor.numerals.grammar import grammar
from tests.marked import load
from tests.steps import lines_executed

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
@example("0之上百")
def test_any_mixture_keeps_its_surface(text: str) -> None:
    found = numerals.find(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for n in found:
        assert n.low is None or n.high is None or n.low <= n.high


FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿两", "萬億兩")
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def spell_mixed(number: int) -> str:
    """1亿2000万, 3万4000: sections of four digits with their unit."""
    parts = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    first = next(i for i, (section, _) in enumerate(parts) if section)
    written = [f"{section}{unit}" if i == first or section >= 1000 or not section else "" for i, (section, unit) in enumerate(parts)]
    return "".join(w for (section, _), w in zip(parts, written, strict=True) if section)


STYLES: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "separators": lambda n: f"{n:,}",
    "full width": lambda n: str(n).translate(FULL_WIDTH),
    "full width with separators": lambda n: f"{n:,}".translate(FULL_WIDTH),
    "chinese": spell,
    "traditional": lambda n: spell(n).translate(TRADITIONAL),
    "financial": lambda n: spell(n).translate(FINANCIAL),
    "financial traditional": lambda n: spell(n).translate(FINANCIAL).translate(TRADITIONAL),
}
INTEGERS = st.integers(min_value=11, max_value=10**12 - 1)
SECTIONS = st.tuples(st.integers(0, 9999), st.integers(1000, 9999), st.sampled_from([0, 1000, 2018, 9999]))
BOUNDS = {"": "exact", "约": "about", "超过": "over", "不少于": "at_least", "近": "under", "不超过": "at_most"}
INTERVALS = {"exact": (True, True), "about": (False, False), "over": (True, False), "at_least": (True, False)}
INTERVALS |= {"under": (False, True), "at_most": (False, True)}
BEHIND = {"": "exact", "左右": "about", "以上": "at_least", "以内": "at_most"}
SURROUNDINGS = st.text(alphabet="我们在的和。，；（）“”A：共有是人家册 \n", max_size=12)


@given(INTEGERS, st.sampled_from(sorted(STYLES)))
def test_integers_read_back_in_every_style(number: int, style: str) -> None:
    assert numerals.parse(STYLES[style](number)) == number


@given(SECTIONS)
def test_mixed_integers_read_back(sections: tuple[int, int, int]) -> None:
    number = sections[0] * 10**8 + sections[1] * 10**4 + sections[2]
    assert numerals.parse(spell_mixed(number)) == number


@given(st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False, allow_infinity=False), st.sampled_from(["", "万", "亿"]))
def test_chinese_decimals_read_back(number: Decimal, unit: str) -> None:
    whole, _, tail = f"{number:f}".partition(".")
    written = (spell(int(whole)) or "零") + "点" + "".join(DIGITS[int(d)] for d in tail) + unit
    assert numerals.parse(written) == number * {"": 1, "万": 10**4, "亿": 10**8}[unit]


@given(INTEGERS, st.sampled_from(sorted(STYLES)), st.sampled_from(sorted(BOUNDS)), st.sampled_from(sorted(BEHIND)))
def test_bounds_read_back_in_every_style(number: int, style: str, before: str, behind: str) -> None:
    (found,) = numerals.find(f"共{before}{STYLES[style](number)}{behind}。")
    assert found.value == number
    assert found.bound in ({BOUNDS[before], BEHIND[behind]} - {"exact"} or {"exact"})
    low, high = INTERVALS[found.bound]
    assert (found.low, found.high) == (number if low else None, number if high else None)


@given(
    st.lists(INTEGERS, min_size=2, max_size=2, unique=True),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["至", "到", "-", "—", "——", "～", "~", "–"]),
)
def test_ranges_read_back_in_every_style(ends: list[int], style: str, connector: str) -> None:
    low, high = sorted(ends)
    # neither end is round, so that no multiplier of the second belongs to both
    (found,) = numerals.find(f"共{STYLES[style](low * 10 + 1)}{connector}{STYLES[style](high * 10 + 1)}。")
    assert found.low == low * 10 + 1
    assert found.high == high * 10 + 1
    assert found.value is None
    assert found.bound == "range"


@given(SURROUNDINGS, INTEGERS, st.sampled_from(sorted(STYLES)), SURROUNDINGS)
def test_text_around_never_changes_a_value(before: str, number: int, style: str, behind: str) -> None:
    surface = STYLES[style](number)
    found = [n for n in numerals.find(f"{before}（{surface}）{behind}") if n.start <= len(before) + 1 < n.end]
    assert [n.value for n in found] == [number]


def steps(text: str) -> int:
    """The work that finding the numerals of ``text`` takes."""
    numerals.find("一")  # what is built once is not counted
    return lines_executed(lambda: numerals.find(text), "numerals")


REPEATED = ["1", "万", "一", "亿", "1,", "几", "数十", "1.", "十", "3至", "零", "2 000 ", "大于1小于2", "1/", "-", "三分之", "打", "参拾"]


@pytest.mark.parametrize("unit", REPEATED)
def test_work_grows_with_the_length(unit: str) -> None:
    once, fourfold = steps(unit * (4_000 // len(unit))), steps(unit * (16_000 // len(unit)))
    assert fourfold < 5 * once + 1000


@pytest.mark.parametrize("unit", ["1", "万", "一"])
def test_a_million_characters_end(unit: str) -> None:
    found = numerals.find(unit * 1_000_000)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="0123456789.,，一二两三十百千万亿零〇半几数多余来点分之又k% ×年人-", max_size=40))
def test_the_scan_reads_what_the_grammar_reads(text: str) -> None:
    for n in numerals.scan(text):
        reading = grammar().read(text, n.start)
        assert reading is not None
        assert (reading.end, reading.low, reading.high, reading.form, reading.scale) == (n.end, n.least, n.most, n.form, n.scale)
        assert [str(reading.low), str(reading.high)] == [str(n.least), str(n.most)]
