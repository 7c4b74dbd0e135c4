"""How facts are chosen: constituents of clauses, places where phrases are cut, sums of weights, and what is told of them."""

from __future__ import annotations

from datetime import date

import pytest

import extractor
from extractor import Article, Extractor
from extractor.errors import LexiconError
from extractor.facts.candidates import Candidate, SureTraits
from extractor.facts.choice import Weights
from extractor.facts.nominal import cuts, items, trimmed
from extractor.facts.stretch import Kind, Stretch
from extractor.facts.vocabulary import vocabulary
from extractor.query import CONFIDENCES, FactQuery
from extractor.records import Document

EXTRACTOR = Extractor()
DAY = date(2021, 8, 10)


def stretch(text: str) -> Stretch:
    """A text of one clause, read."""
    read = EXTRACTOR._read(EXTRACTOR._prepared(Article(text=text), None))
    return Stretch(read.context.within(0, len(text)), text, 0, len(text), vocabulary())


def constituents(text: str) -> list[tuple[str, str]]:
    """The constituents of a clause with their kinds."""
    s = stretch(text)
    return [(c.kind, s.surface(c.first, c.end)) for c in s.constituents if c.kind != Kind.GAP]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("全省各级工会筹集助学款", [("phrase", "全省各级工会"), ("verb", "筹集"), ("phrase", "助学款")]),
        ("该厂向山区捐赠汽车3万辆", [("phrase", "该厂"), ("led", "向山区"), ("verb", "捐赠"), ("phrase", "汽车"), ("number", "3万辆")]),
        ("贷款余额较年初增长5%", [("phrase", "贷款余额"), ("led", "较年初"), ("verb", "增长"), ("number", "5%")]),
        ("利率降至4%", [("phrase", "利率"), ("verb", "降至"), ("number", "4%")]),
        ("2019年发放200万元助学资金", [("time", "2019年"), ("verb", "发放"), ("phrase", "200万元助学资金")]),
    ],
)
def test_constituents(text: str, expect: list[tuple[str, str]]) -> None:
    assert constituents(text) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("建成的书屋达30家", "direct"),
        ("拥有专利的企业达30家", "far"),
        ("投资3亿元的项目建成投用", "number"),
        ("公司建成书屋30家", None),
    ],
)
def test_a_verb_before_of_belongs_to_a_relative_clause(text: str, expect: str | None) -> None:
    assert stretch(text).verbs[0].relative == expect


def test_a_phrase_is_cut_between_owner_and_thing_and_parted_into_items() -> None:
    s = stretch("全省企业的利润总额")
    first, end = trimmed(s, 0, len(s.words))
    assert {(s.surface(first, cut.end), s.surface(cut.first, end)) for cut in cuts(s, first, end)} >= {("全省企业", "利润总额")}
    s = stretch("鲜菜、鲜果和猪肉")
    assert [s.surface(*item) for item in items(s, 0, len(s.words))] == ["鲜菜", "鲜果", "猪肉"]


def test_trimming_leaves_a_name() -> None:
    s = stretch("此次会议后")
    assert s.surface(*trimmed(s, 0, len(s.words))) == "会议"
    s = stretch("已经")
    first, end = trimmed(s, 0, len(s.words))
    assert first == end


def sure(origin: str, actor: str | None = None, date_: str | None = None) -> Candidate:
    return Candidate(None, SureTraits(origin, actor=actor, date=date_), origin=origin)


def test_the_largest_sum_is_chosen_and_told_line_by_line() -> None:
    weights = Weights([("sure", "place", "yes", "-2"), ("sure", "place, actor", "yes, 3", "5"), ("sure", "date", "1", "4")])
    yes, no = sure("yes", "3", "1"), sure("no")
    assert weights.score("sure", yes) == 7
    assert weights.score("sure", sure("yes", "2", "1")) == 2
    assert weights.choose("sure", [no, yes]) == (yes, 7)
    assert [r.weight for r in weights.reasons("sure", yes)] == [5, 4, -2]
    first, second = sure("no"), sure("no")
    assert weights.choose("sure", [first, second]) == (first, 0)


@pytest.mark.parametrize("row", [("nowhere", "place", "yes", "1"), ("sure", "colour", "red", "1"), ("sure", "place, actor", "yes", "1")])
def test_weights_of_unknown_traits_are_refused(row: tuple[str, str, str, str]) -> None:
    with pytest.raises(LexiconError):
        Weights([row])


def document(text: str) -> Document:
    return extractor.extract(text, published=DAY)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("公司没有向乙公司支付5亿元。", True),
        ("财政局从未拨付过300万元补贴。", True),
        ("公司向乙公司支付5亿元。", False),
        ("首付比例不低于20%。", False),
    ],
)
def test_what_is_denied(text: str, negated: bool) -> None:
    (fact,) = document(text).facts
    assert fact.negated is negated


def test_a_bound_is_never_halved_into_its_contrary() -> None:
    (fact,) = document("首付比例不低于20%。").facts
    assert (fact.action, fact.quantity.bound) == ("不低于", "at_least")


@pytest.mark.parametrize(
    "text",
    [
        "两国签署了协议。",
        "46岁的职工张某参加了活动。",
        "这832个县全部参加。",
    ],
)
def test_what_tells_nothing_makes_no_fact_and_the_reason_is_told(text: str) -> None:
    explanation = EXTRACTOR.explain(text, published=DAY)
    assert explanation.document.facts == ()
    (count,) = explanation.document.counts
    chosen, other = explanation.reasons[count.id]
    assert (chosen.field, other.field) == ("chosen", "next best")
    assert (chosen.note or "").startswith("no ")


def test_where_nothing_is_said_it_was_so_by_the_day_of_publication() -> None:
    (fact,) = document("全县企业提出建议12万件。").facts
    assert fact.date is not None
    assert (fact.date.first_day, fact.date.last_day, fact.date.date_source) == (None, DAY, "publication")
    (fact,) = document("园区拟投资3亿元。").facts
    assert fact.date is not None
    assert (fact.date.first_day, fact.date.last_day) == (DAY, None)


def test_up_to_a_day_of_this_year() -> None:
    (fact,) = document("截至7月底，今年全市共销售新能源汽车1.2万辆。").facts
    assert fact.date is not None
    assert (fact.date.first_day, fact.date.last_day) == (date(2021, 1, 1), date(2021, 7, 31))


def test_slots_are_as_the_text_writes_them() -> None:
    (fact,) = document("省財政廳撥付資金2.5億元。").facts
    assert (fact.action, fact.object) == ("撥付", "資金")


def test_facts_by_confidence() -> None:
    found = document("2020年，全市各级工会共筹集助学款320万元，资助困难职工子女1200多人。")
    kept = {level: len(list(FactQuery(confidence=level).of(found))) for level in CONFIDENCES}
    assert kept["low"] == len(found.facts)
    assert kept["low"] >= kept["medium"] >= kept["high"]
    assert all(fact.confidence == "high" for fact in FactQuery(confidence="high").of(found))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今年截至目前，全市发放贷款3亿元。", date(DAY.year, 1, 1), DAY),
        ("截至3月底，今年共发放贷款3亿元。", date(DAY.year, 1, 1), date(DAY.year, 3, 31)),
        ("2018年国家医保局成立以来，药品累计降价3次，节省3亿元。", date(2018, 1, 1), DAY),
    ],
)
def test_what_is_counted_up_to_a_day_begins_where_it_is_said(text: str, first: date, last: date) -> None:
    fact = document(text).facts[-1]
    assert fact.date is not None
    assert (fact.date.first_day, fact.date.last_day) == (first, last)


def test_words_at_the_bounds_of_phrases_are_counted() -> None:
    bounds = vocabulary().bounds
    assert (bounds.opens("总量"), bounds.ends("总量")) == ("seldom", "mostly")
    assert bounds.opens("此词没有") == bounds.ends("此词没有") == "unseen"
