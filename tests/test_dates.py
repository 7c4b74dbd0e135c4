"""Dates: golden cases with marked spans, reasons, calendar tables."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import lunar_python as lunar
import pytest

from extractor.dates import FoundDate, ReferenceTime, find
from extractor.dates.calendar import lunar_day, lunar_month, solar_term
from extractor.reason import Reason
from extractor.span import Span
from extractor.text import normalize, sentences
from tests import forms
from tests.marked import params, unmark

REFERENCE = ReferenceTime(datetime(2018, 5, 24, 8, 30))


def found(text: str, reference: ReferenceTime = REFERENCE) -> list[FoundDate]:
    """Dates of a text whose lines are its paragraphs."""
    normalized = normalize(text)
    blocks, position = [], 0
    for line in normalized.text.split("\n"):
        blocks.append(Span(position, position + len(line)))
        position += len(line) + 1
    return find(normalized.visible, sentences(normalized.text, blocks), reference)


@pytest.mark.parametrize("case", params("dates"))
def test_case(case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    published = datetime.fromisoformat(case["published"]) if "published" in case else None
    dates = found(text, ReferenceTime(published))
    assert [(d.start, d.end) for d in dates] == spans
    for have, want in zip(dates, case["expect"], strict=True):
        assert have.rule.startswith("date.")
        for field, value in want.items():
            assert str(getattr(have, field)) == value, field
        if "gap" not in case:
            unnamed = {"timex", "first_day", "last_day", "modifier", "every"} - set(want)
            assert all(getattr(have, field) is None for field in unnamed)


def test_dateline_is_counted_from_when_near() -> None:
    near = ReferenceTime(datetime(2018, 5, 25, 9), date(2018, 5, 24))
    far = ReferenceTime(datetime(2018, 5, 25, 9), date(2017, 5, 24))
    assert found("今日开幕", near)[0].first_day == date(2018, 5, 24)
    assert found("今日开幕", far)[0].first_day == date(2018, 5, 25)


def test_paragraph_ends_narrative() -> None:
    dates = found("2015年3月，工厂投产。4月停产。\n4月，工厂重开。")
    assert [d.first_day for d in dates] == [date(2015, 3, 1), date(2015, 4, 1), date(2018, 4, 1)]


def test_hidden_text_has_no_dates() -> None:
    assert found("见《2017年年鉴》") == []


def test_reasons_name_the_words_that_a_date_was_counted_from() -> None:
    text = "2015年3月，工厂投产。4月停产，次月重开。"
    first, april, may = found(text)
    assert [r.rule for r in first.reasons] == ["date.year_month", "stated"]
    assert april.reasons[0] == Reason("timex", "date.month", april.start, april.end)
    assert april.reasons[1] == Reason("anchor", "narrative", 0, 7)
    anchor = may.reasons[1]
    assert text[anchor.start : anchor.end] == "4月"


def test_reasons_name_the_day_outside_of_the_text() -> None:
    (one,) = found("记者23日获悉")
    assert one.reasons[1] == Reason("anchor", "publication", note="2018-05-24")
    (one,) = found("记者23日获悉", ReferenceTime(datetime(2018, 5, 25, 9), date(2018, 5, 24)))
    assert one.reasons[1] == Reason("anchor", "dateline", note="2018-05-24")
    (one,) = found("昨天", ReferenceTime())
    assert [r.rule for r in one.reasons] == ["date.day_word", "unresolved"]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("大桥将于12月28日合龙。", "forward", "将"),
        ("截至11月底，完成投资。", "backward", "截至"),
        ("预计30日降温。", "forecast", "预计"),
        ("报名截止8月底。", "forward", "报名"),
    ],
)
def test_reasons_name_the_words_of_direction(text: str, rule: str, words: str) -> None:
    (one,) = found(text)
    given = {r.rule: text[r.start : r.end] for r in one.reasons if r.field == "direction"}
    assert given[rule] == words


def test_forms_are_documented() -> None:
    written = (Path(__file__).resolve().parent.parent / "docs" / "dates.md").read_text(encoding="utf-8")
    assert written == forms.page("dates"), "run: python -m tests.forms dates > docs/dates.md"


@pytest.mark.parametrize("year", [1800, 1899, 1984, 2018, 2020, 2033, 2099, 2199])
def test_lunar_table_is_that_of_the_library(year: int) -> None:
    for month in lunar.LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            solar = lunar.Solar.fromJulianDay(month.getFirstJulianDay())
            first = date(solar.getYear(), solar.getMonth(), solar.getDay())
            last = first + timedelta(days=month.getDayCount() - 1)
            assert lunar_month(year, abs(month.getMonth()), month.getMonth() < 0) == (first, last)
    table = lunar.Solar.fromYmd(year, 6, 30).getLunar().getJieQiTable()
    for name in ("小寒", "清明", "夏至", "大雪"):
        assert str(solar_term(year, name)) == table[name].toYmd()


def test_lunar_calendar_ends() -> None:
    assert lunar_month(1799, 1) is None
    assert lunar_month(2200, 1) is None
    assert lunar_month(2018, 4, leap=True) is None
    assert lunar_day(2018, 1, 31) is None
    assert solar_term(2018, "霜月") is None
