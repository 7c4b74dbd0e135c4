"""Words in context: golden classes, phrases and counted nouns, what must hold for any text, and work that grows with its length."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.dates import ReferenceTime
from extractor.dates import find as find_dates
from extractor.errors import LexiconError
from extractor.lexicon.load import read_table
from extractor.numerals import scan
from extractor.quantities import find as find_quantities
from extractor.segment import Words, default_segmenter
from extractor.span import Spans
from extractor.text import Clause, sentences
from extractor.words import Part, TaggedWord, WordsInContext, vocabulary
from extractor.words import constructions as c
from extractor.words import vocabulary as words_vocabulary
from extractor.words.phrases import Phrases
from extractor.words.table import class_of, table
from extractor.words.vocabulary import FEATURES, FRAMES, KINDS, _verb
from tests.marked import params
from tests.steps import lines_executed

EXTRACTOR = extractor.Extractor()


def in_context(text: str) -> WordsInContext:
    """The words of a text, its dates and quantities closed."""
    lines, numerals = sentences(text, [Clause(0, len(text))]), scan(text)
    dates = find_dates(text, lines, ReferenceTime(None, None))
    quantities = find_quantities(text, numerals, Spans(dates))
    mentions: list[Part] = sorted([*dates, *quantities], key=lambda m: m.start)
    return WordsInContext(Words(text, default_segmenter()), lines, mentions)


def tagged(text: str) -> list[TaggedWord]:
    """The words of the first sentence of a text."""
    return in_context(text).within(0, len(text))


@pytest.mark.parametrize("case", params("words"))
def test_class(case: dict[str, Any]) -> None:
    found = [f"{w.text}/{w.tag}" for w in tagged(case["text"])]
    for tag in case["tags"]:
        assert tag in found, " ".join(found)


@pytest.mark.parametrize("construction", [row for rows in c.CONSTRUCTIONS for row in rows], ids=lambda row: row.name)
def test_every_construction_decides_its_example(construction: c.Construction, monkeypatch: pytest.MonkeyPatch) -> None:
    with_all = [w.tag for w in tagged(f"{construction.example}。")]
    for group, rows in zip(("NOMINAL_CONSTRUCTIONS", "VERBAL_CONSTRUCTIONS"), c.CONSTRUCTIONS, strict=True):
        monkeypatch.setattr(c, group, c._asked([row for row in rows if row is not construction]))
    assert [w.tag for w in tagged(f"{construction.example}。")] != with_all


def test_every_construction_stands_in_its_document() -> None:
    page = (Path(__file__).parent.parent / "docs" / "words.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(\w+)` \| (\S+) \|", page, re.MULTILINE)
    assert shown == [(row.name, row.example) for rows in c.CONSTRUCTIONS for row in rows]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("这是两场精彩的木偶演出", "木偶演出"),
        ("3家公司的股份", "公司"),
        ("12家业绩下滑的药企", "药企"),
        ("5趟广州、深圳往返乡间的动车组列车", "动车组列车"),
        ("14个紧密服务老城开发开放的专业学院", "专业学院"),
        ("143个目录外药品", "目录外药品"),
        ("建成农技推广项目56个", "农技推广项目"),
        ("建成乡村培训基地、大师工作室371个", "乡村培训基地、大师工作室"),
        ("其中“一村一品”示范项目66个", "“一村一品”示范项目"),
        ("3人死亡", None),
        ("作者为赵石、林川两人", None),
        ("船上约28人", None),
        ("某市有两所高校", "高校"),
        ("另有27名确诊病人", "确诊病人"),
        ("9名在榕台湾青年", "在榕台湾青年"),
        ("20名干部慰问老人", "干部"),
        ("组织20名干部慰问老人", "干部"),
        ("县里启动约60个乡村改造重点项目", "乡村改造重点项目"),
        ("出现了两起拖延付款的案件", "案件"),
        ("有75只涨幅为负", None),
        ("1名疑似病人康复", "疑似病人"),
        ("走访13个市(地)", "市"),
        ("救助5名困难职工（农民工）子女", "困难职工（农民工）子女"),
        ("建设66个“一村一品”示范项目", "“一村一品”示范项目"),
        ("增加床位3203个", "床位"),
        ("走访13个“", None),
    ],
)
def test_counted_noun(text: str, noun: str | None) -> None:
    (count,) = extractor.extract(f"{text}。").counts
    assert count.noun == noun


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾优鲜与14座城市签约。青禾优鲜今年亏损3万元。", "青禾优鲜"),
        ("拉墨铁路全长43公里。拉墨铁路设计时速160公里。", "拉墨铁路"),
    ],
)
def test_a_name_that_the_text_repeats_is_one_word(text: str, name: str) -> None:
    assert {w.text for w in tagged(text)} >= {name}


@pytest.mark.parametrize("opening", list("“‘「『\"'（(《"))
@pytest.mark.parametrize("unit", ["名", "家", "个", "座", "件"])
def test_a_mark_that_opens_nothing_is_no_noun(unit: str, opening: str) -> None:
    (count,) = extractor.extract(f"来了3{unit}{opening}").counts
    assert count.noun is None


def test_who_speaks_twice_is_not_one_with_the_verb() -> None:
    words = {w.text for w in tagged("何梓芸表示，投资3亿元。何梓芸表示，将增持3%。")}
    assert "何梓芸" in words
    assert "何梓芸表示" not in words


@given(st.text(alphabet="全市企业加工订单占比得分为3万家1元2017年，。、；（）“”《》的了被所 \nA8%内向返蓉", max_size=60))
def test_words_make_up_the_text(text: str) -> None:
    context = in_context(text)
    for line in sentences(text, [Clause(0, len(text))]):
        words = context.within(line.start, line.end)
        assert "".join(w.text for w in words).replace(" ", "") == text[line.start : line.end].replace(" ", "")
        assert all(a.end <= b.start for a, b in pairwise(words))
        assert all(text[w.start : w.end] == w.text for w in words)


def test_the_lexicon_is_sound() -> None:
    v = vocabulary()
    assert {frame for verb in v.verbs.values() for frame in verb.frames} <= set(FRAMES)
    assert {feature for verb in v.verbs.values() for feature in verb.features} <= FEATURES
    kinds = {kind for kinds in v.nouns.values() for kind in kinds}
    assert kinds - {"adverb", "verb", "adjective", "conjunction", "measure_word"} <= set(KINDS)
    assert {kind for _, kind, _ in read_table("noun_endings.txt")} <= set(KINDS)
    changing = [word for word, verb in v.verbs.items() if verb.frames[0] == "change"]
    assert all({"up", "down", "flat"} & v.verbs[word].features for word in changing)
    assert all({"noun", "nominal"} & v.verbs[word].features for word in v.verbs.keys() & v.nouns)


def test_an_unknown_frame_is_an_error_that_names_the_word() -> None:
    with pytest.raises(LexiconError, match="增至"):
        _verb("增至", ["grow"])


def test_the_table_knows_what_it_was_counted_for() -> None:
    known = table(default_segmenter().tag)
    assert {class_of(name) for name in known.names} >= {"v", "vn", "n", "a", "d", "p", "u", "w", "nt", "Qc", "Qa", "Qp", "Qm", "Qo", "D"}
    assert known.known("企业")
    assert not known.known("企业企业")
    assert all(cost >= 0 for word in ("企业", "的", "为", "占比", "龘龘") for _, cost in known.entry(word).states)
    assert all(known.entry(word).states for word in ("😀", "A股", "3", "〇", "龘", "·"))


def test_a_phrase_goes_back_to_its_first_word() -> None:
    words = tagged("组建京津冀技工教育联盟5个。")
    phrases = Phrases(words, words_vocabulary())
    at = next(i for i, w in enumerate(words) if w.text == "5个")
    phrase = phrases.to_head(at, 0)
    assert phrase is not None
    assert "".join(w.text for w in words[phrase.first : phrase.end]) == "京津冀技工教育联盟"


def steps(text: str) -> int:
    """The work in the rooms of words and facts for ``text``, whose words and mentions are all asked for."""

    def run() -> None:
        context.within(0, len(text))
        EXTRACTOR.extract(text)

    context = in_context(text)
    return lines_executed(run, "/words/", "/facts/")


UNITS = [
    "企业",
    "占比",
    "加工订单3万件",
    "“",
    "（企业",
    "的",
    "、企业",
    "为3人",
    "龘",
    "被名校录取",
    "3人和",
    "a",
    "3万在",
    "包括加工企业5家、",
    "服务3%，",
]


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_length(unit: str) -> None:
    steps(unit * 3)  # what is looked up once is not counted
    once, fourfold = steps(unit * 150), steps(unit * 600)
    assert fourfold < 5 * once + 2000


@pytest.mark.parametrize(
    "text",
    [
        "中华人民共和国成立3年中华人民共和国宪法有3人。",  # a word of many characters behind a number
        "培训职工3%，" * 2000 + "加工企业3家。",  # stretches that are asked for last first
        "客运量273万人次日均91万人次。",  # a unit and a date that share a character
        "2️⃣产品😀有3件，\ud800场地5万人。",
        " 3 人 ，  5 家 企业 。",
        "《" * 50 + "3人" + "（" * 50,
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    explanation = EXTRACTOR.explain(text)
    assert explanation.document == EXTRACTOR.extract(text)
    mentions = explanation.document.mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))


class Characters:
    """A segmenter that cuts every character, with empty words between them."""

    def cut(self, text: str) -> list[str]:
        return [piece for character in text for piece in (character, "")]

    def tag(self, word: str) -> str:
        return word[:0]


def test_any_segmenter_will_do() -> None:
    document = extractor.Extractor(segmenter=Characters()).extract("全市加工企业5家，占比34%。")
    assert [(c.text, c.noun is None) for c in document.counts] == [("5家", False)]
