"""Organizations: golden cases with marked spans, and what must hold for every text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.organizations import FoundOrganization, OrganizationFinder
from extractor.organizations.divisions import read_divisions
from extractor.segment import Words, default_segmenter
from extractor.span import Span, Spans
from extractor.text import normalize, sentences
from tests.forms import page
from tests.marked import params, unmark

DOCS = Path(__file__).resolve().parent.parent / "docs"

PIECES = st.sampled_from([
    "省", "市", "县", "区", "省总工会", "省委", "省政府", "黑龙江省", "哈尔滨", "北京", "美国", "中国", "工会", "公司",
    "股份有限公司", "集团", "银行", "大学", "学院", "医院", "局", "厅", "部", "队", "协会", "委员会", "中心", "和", "与",
    "、", "，", "。", "\n", "（", "）", "《", "》", "“", "”", "·", "以下简称", "（300001）", "*ST", "华为", "新华社",
    "教育", "发展", "研究", "第一", "2018年", "的", "在", "从", "各级", "A", "é", "𠮷", "\u200b", " ", "　",
])  # fmt: skip


def found(text: str, *, title: str | None = None, source: str | None = None, taken: tuple[Span, ...] = ()) -> list[FoundOrganization]:
    """Organizations of a text whose lines are its paragraphs."""
    normalized = normalize(text)
    blocks, position = [], 0
    for line in normalized.text.split("\n"):
        blocks.append(Span(position, position + len(line)))
        position += len(line) + 1
    words = Words(normalized.text, default_segmenter())
    finder = OrganizationFinder()
    return finder.find(normalized, sentences(normalized.text, blocks), words, Spans(taken), title=title, source=source)


@pytest.mark.parametrize("case", params("organizations"))
def test_golden_cases(case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    mentions = found(text, title=case.get("title"), source=case.get("source"))
    assert [text[m.start : m.end] for m in mentions] == [text[s:e] for s, e in spans]
    assert [(m.start, m.end) for m in mentions] == spans
    expected = [(e["name"], e["type"], e.get("region")) for e in case["expect"]]
    assert [(m.name, m.type, m.region) for m in mentions] == expected


def test_one_entity_for_all_forms_of_a_name() -> None:
    mentions = found("黑龙江省总工会召开会议。省总工会强调，省总拨付资金。全总派员参加。")
    assert [m.entity for m in mentions] == ["o1", "o1", "o1", "o2"]


def test_entities_are_numbered_in_order_of_first_mention() -> None:
    mentions = found("教育部、财政部和教育部。")
    assert [m.entity for m in mentions] == ["o1", "o2", "o1"]


def test_a_date_is_a_wall_on_the_left() -> None:
    text = "会议2018年教育部召开"
    assert [(m.start, m.end) for m in found(text, taken=(Span(2, 7),))] == [(7, 10)]


def test_numerals_inside_a_name_belong_to_it() -> None:
    text = "患者被送往长沙市第八医院。"
    assert [text[m.start : m.end] for m in found(text)] == ["长沙市第八医院"]


def test_nearest_division_of_the_level_wins() -> None:
    mentions = found("甘孜州通报情况，州政府派员。\n凉山州也有灾情，州政府派出工作组。")
    assert [m.region for m in mentions] == ["甘孜藏族自治州", "凉山彝族自治州"]


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_separate_slices(text: str) -> None:
    normalized = normalize(text).text
    mentions = found(text)
    assert all(0 <= m.start < m.end <= len(normalized) and m.name for m in mentions)
    assert all(mentions[i].end <= mentions[i + 1].start for i in range(len(mentions) - 1))
    assert mentions == found(text)


@pytest.mark.parametrize("piece", ["省总工会", "（", "公司", "北京", "《", "中国银行", "的", "有限公司、", "A", "甲乙丙丁（300001）", "队"])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    found(piece)
    began = time.perf_counter()
    found(piece * (20_000 // len(piece)))
    assert time.perf_counter() - began < 5


def test_divisions_have_names_and_levels() -> None:
    divisions = {d.name: d for d in read_divisions()}
    assert divisions["甘孜藏族自治州"].shorts == ("甘孜州", "甘孜")
    assert divisions["广西壮族自治区"].shorts == ("广西",)
    assert divisions["霍邱县"].province == "340000"
    assert len(divisions) > 2800


def test_the_page_of_forms_is_what_the_cases_make() -> None:
    assert (DOCS / "organizations.md").read_text(encoding="utf-8") == page("organizations")


def test_the_articles_own_short_form_beats_the_lists() -> None:
    text = "株洲云岭时代电气有限公司（以下简称“时代电气”）扩产。时代电气预计年内投产。"
    assert {m.name for m in found(text)} == {"株洲云岭时代电气有限公司"}


def test_support_for_ordinary_words_takes_linear_time() -> None:
    began = time.perf_counter()
    found("利物浦" * 6_000)
    assert time.perf_counter() - began < 5
