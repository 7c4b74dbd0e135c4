"""Work grows with the text and no faster, whatever the text: counted in calls, which no busy machine disturbs."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from extractor import Extractor
from extractor.segment.segmenters import RjiebaSegmenter

SHORT, LONG = 2_000, 8_000  # characters
PIECES = (
    "3名职工和",
    "甲、乙分别为3人、",
    "2019年3人、",
    "将增长3%",
    "由公司支付3亿元",
    "支出3亿元",
    "5亿元",
    "投资的3亿元",
    "（3亿元",
    "3亿元，",
    "3亿元\n",
)
HALVES = (("2019年、", "3亿元和"), ("3亿元和", "2019年、"), ("经济", "3人、"), ("3人、", "经济"), ("甲、", "为3人、"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor(segmenter=RjiebaSegmenter())
    made.extract("2019年3月，省总工会向3名职工发放3亿元，增长3%。")  # everything is loaded
    return made


def calls(run: Callable[[str], object], text: str) -> int:
    """How many calls it takes, those of generators and built-in functions included."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        run(text)
    finally:
        sys.setprofile(None)
    return made


def filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_without_end(extractor: Extractor, piece: str) -> None:
    extractor.extract(filled(piece, SHORT))
    few, many = (calls(extractor.extract, filled(piece, size)) for size in (SHORT, LONG))
    assert many < few * LONG / SHORT * 1.2


@pytest.mark.parametrize(("first", "second"), HALVES)
def test_two_pieces_without_end(extractor: Extractor, first: str, second: str) -> None:
    extractor.extract(filled(first, SHORT) + filled(second, SHORT))
    few, many = (calls(extractor.extract, filled(first, size) + filled(second, size)) for size in (SHORT, LONG))
    assert many < few * LONG / SHORT * 1.2
