"""Quantities: golden cases with exact spans and values, and what must hold for any text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Document, Mention
from extractor.numerals import scan
from extractor.quantities import find as find_quantities
from extractor.span import Spans
from tests.marked import params, unmark
from tests.steps import lines_executed

TYPES = {"amount": "Amount", "count": "Count", "percentage": "Percentage", "measure": "Measure", "ordinal": "Ordinal"}


def quantities(document: Document) -> list[Mention]:
    return [m for m in document.mentions if type(m).__name__ in TYPES.values()]


def agrees(mention: Mention, field: str, want: str) -> bool:
    if field == "type":
        return type(mention).__name__ == TYPES[want]
    have = getattr(mention, field)
    if want == "null":
        return have is None
    return have == Decimal(want) if isinstance(have, Decimal) else have == want


@pytest.mark.parametrize("case", params("quantities"))
def test_case(case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    found = quantities(extractor.extract(text))
    assert [(m.text) for m in found] == [text[a:b] for a, b in spans]
    assert [(m.start, m.end) for m in found] == spans
    for mention, expect in zip(found, case["expect"], strict=True):
        wrong = {k: (v, getattr(mention, k, type(mention).__name__)) for k, v in expect.items() if not agrees(mention, k, v)}
        assert not wrong, mention.text


UNITS = st.sampled_from(["万元", "亿元", "元", "名", "家", "个", "公里", "吨", "%", "个百分点", "万人", "万册"])
SCALE = {"万": 10**4, "亿": 10**8}


@given(
    st.integers(min_value=2, max_value=99999),
    UNITS,
    st.sampled_from(["", "约", "近", "超过", "不少于", "至多"]),
    st.sampled_from(["", "以上", "左右"]),
)
def test_value_survives_its_surroundings(number: int, unit: str, before: str, behind: str) -> None:
    (mention,) = quantities(extractor.extract(f"全市发放{before}{number}{unit}{behind}。"))
    assert mention.text == f"{number}{unit}{behind}"
    assert getattr(mention, "value") == number * SCALE.get(unit[0], 1)  # noqa: B009


@given(
    st.integers(min_value=1, max_value=500),
    st.integers(min_value=501, max_value=9999),
    UNITS,
    st.sampled_from(["至", "到", "-", "—", "～", "~"]),
)
def test_ranges_keep_both_ends(low: int, high: int, unit: str, connector: str) -> None:
    (mention,) = quantities(extractor.extract(f"每批投放{low}{connector}{high}{unit}。"))
    scale = SCALE.get(unit[0], 1)
    assert (getattr(mention, "low"), getattr(mention, "high")) == (low * scale, high * scale)  # noqa: B009


@given(st.text(alphabet="0123456789.,，。一二三两十百千万亿半几数多余来点分之成第首元人名家个公里%-—至约近每/（）“”的年月日", max_size=50))
def test_any_text_gives_ordered_spans(text: str) -> None:
    found = quantities(extractor.extract(text))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def steps(text: str) -> int:
    """The work that finding the quantities of ``text`` takes in the room."""
    numerals = scan(text)
    return lines_executed(lambda: find_quantities(text, numerals, Spans([])), "quantities")


@pytest.mark.parametrize(
    "unit", ["3名", "5分", "3万、", "1.5、", "单位：元\n3 ", "$20，300美元", "3元5角", "3个半", "3至", "3名者中，", "一半", "首批"]
)
def test_work_grows_with_the_length(unit: str) -> None:
    steps("共3名工人。")  # what is built once is not counted
    once, fourfold = steps(unit * 400), steps(unit * 1600)
    assert fourfold < 5 * once + 1000
