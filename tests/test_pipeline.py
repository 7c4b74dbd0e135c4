"""The whole extraction: records that hold together, for any text, whatever the segmenter and the number of jobs."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Article, Document, Extractor, SegmenterError, read_articles
from extractor.segment.segmenters import JiebaSegmenter

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
ARTICLES = list(read_articles(CORPUS))


def check(document: Document) -> None:
    """What holds for every document."""
    text = document.text
    mentions = document.mentions
    assert [m.id for m in mentions] == [f"m{i}" for i in range(1, len(mentions) + 1)]
    assert all(text[m.start : m.end] == m.text for m in mentions)
    for name in ("dates", "amounts", "counts", "percentages", "measures", "ordinals", "organizations"):
        assert all(a.end <= b.start for a, b in pairwise(getattr(document, name)))
    assert Document.model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_corpus_documents_hold_together(article: Article) -> None:
    check(Extractor().extract(article))


@given(st.text(max_size=80))
def test_any_text_gives_a_document(text: str) -> None:
    check(extractor.extract(text))


@given(st.text(alphabet="２０1７年３月\u200b\ufeff萬億元，。《》（）工会銀行省總\n \u3000", max_size=60))
def test_offsets_survive_folding(text: str) -> None:
    check(extractor.extract(text, published=date(2021, 8, 10)))


def test_vanishing_characters_keep_offsets() -> None:
    text = "\ufeff２０17\u200b年，全省共筹集助学款５115万\u200b多元。"
    document = extractor.extract(text)
    (amount,) = document.amounts
    assert amount.text == "５115万\u200b多元"
    assert text[amount.start : amount.end] == amount.text
    assert [d.text for d in document.dates] == ["２０17\u200b年"]


def test_nothing_is_found_inside_book_titles() -> None:
    document = extractor.extract("会议通过了《2017年3000万元资金管理办法（第3版）》。")
    assert document.mentions == ()


def test_extracting_twice_gives_the_same() -> None:
    shared = Extractor()
    assert [shared.extract(a) for a in ARTICLES] == [Extractor().extract(a) for a in ARTICLES]


def test_jobs_do_not_change_the_documents() -> None:
    shared = Extractor()
    assert list(shared.extract_many(ARTICLES, jobs=2)) == list(shared.extract_many(ARTICLES))


def test_published_is_the_callers() -> None:
    article = Article(text="今年增长5%。", published=datetime(2019, 5, 1))
    assert Extractor().extract(article).dates[0].timex == "2019"
    assert Extractor().extract(article, published=date(2020, 1, 1)).dates[0].timex == "2020"


def test_a_name_that_begins_like_a_date_dates_nothing() -> None:
    document = extractor.extract("七月传媒有限公司15日公告，收入3亿元。", published=date(2025, 8, 20))
    assert [(d.text, d.first_day) for d in document.dates] == [("15日", date(2025, 8, 15))]
    assert [o.text for o in document.organizations] == ["七月传媒有限公司"]
    document = extractor.extract("今年七月传媒公司公告，清明上河图展出。", published=date(2025, 8, 20))
    assert [d.text for d in document.dates] == ["今年七月"]


def test_no_name_begins_in_a_date() -> None:
    document = extractor.extract("11月20日国务院开会，3月5日中国气象局发布预警。")
    assert [o.text for o in document.organizations] == ["国务院", "中国气象局"]


def test_no_reference_leaves_relative_dates_unresolved() -> None:
    (found,) = extractor.extract("昨日，工厂复工。").dates
    assert (found.anchor, found.first_day, found.last_day) == ("unresolved", None, None)


class Careless:
    """A segmenter that loses characters."""

    def cut(self, text: str) -> Iterable[str]:
        return [text[1:]]

    def tag(self, word: str) -> str:
        return word[:0]


def test_a_segmenter_that_changes_the_text_is_named() -> None:
    with pytest.raises(SegmenterError):
        Extractor(segmenter=Careless()).extract("全市共有企业2058家。")


def test_jieba_and_the_default_agree_on_numbers_and_dates() -> None:
    plain = Extractor(segmenter=JiebaSegmenter())
    for article in ARTICLES[:8]:
        a, b = plain.extract(article), Extractor().extract(article)
        assert [(m.start, m.end) for m in (*a.dates, *a.amounts)] == [(m.start, m.end) for m in (*b.dates, *b.amounts)]


def test_import_loads_nothing_heavy() -> None:
    """Lexicons, dictionary and segmenter wait until they are needed."""
    heavy = ("jieba", "rjieba", "regex", "rich", "ahocorasick_rs", "extractor.pipeline", "extractor.lexicon")
    code = f"import extractor, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_halves_of_surrogate_pairs_are_replaced_and_told() -> None:
    document = extractor.extract("\ud83d 县医院收治伤员15人。\udc00")
    assert document.text == "\ufffd 县医院收治伤员15人。\ufffd"
    assert [count.text for count in document.counts] == ["15人"]
    assert document.warnings == ("halves of surrogate pairs replaced by U+FFFD",)
    assert Document.model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    class Fails:
        def cut(self, text: str) -> list[str]:
            states.append(gc.isenabled())
            return [text[1:]]

        def tag(self, word: str) -> str:
            return word[:0]

    states: list[bool] = []
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(SegmenterError):
            Extractor(segmenter=Fails()).extract("全市发放补助5万元")
        assert states == [False]
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
