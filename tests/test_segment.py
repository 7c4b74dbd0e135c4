"""Segmenters: the same words as jieba, whole texts, and a dictionary that is read as far as it is needed."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import SegmenterError, read_articles
from extractor.segment import Words, dictionary
from extractor.segment.dictionary import Dictionary, Sections
from extractor.segment.route import RouteCut, UnknownWords
from extractor.segment.segmenters import JiebaSegmenter, RjiebaSegmenter
from extractor.span import Span

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
TEXTS = [a.text for a in read_articles(CORPUS)]


@pytest.fixture(scope="module")
def jieba_itself() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


@pytest.fixture(scope="module")
def ours() -> JiebaSegmenter:
    return JiebaSegmenter()


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_cuts_are_those_of_jieba(text: str, jieba_itself: Any, ours: JiebaSegmenter) -> None:
    assert list(ours.cut(text)) == list(jieba_itself.cut(text))


@given(text=st.text(alphabet="省总工会发放资助学款的了在和一二三2017年.%䓬Ⅰ𠮷ab，。 \n", max_size=40))
def test_any_text_is_cut_as_jieba_cuts_it(text: str, jieba_itself: Any, ours: JiebaSegmenter) -> None:
    assert list(ours.cut(text)) == list(jieba_itself.cut(text))


@given(text=st.text(alphabet=sorted(set("".join(TEXTS))), max_size=60))
def test_characters_in_any_order_are_cut_as_jieba_cuts_them(text: str, jieba_itself: Any, ours: JiebaSegmenter) -> None:
    assert list(ours.cut(text)) == list(jieba_itself.cut(text))


def test_rjieba_cuts_nearly_all_words_alike(ours: JiebaSegmenter) -> None:
    native = RjiebaSegmenter()
    a = [w for t in TEXTS for w in ours.cut(t)]
    b = [w for t in TEXTS for w in native.cut(t)]
    assert len(set(a) & set(b)) / len(set(a) | set(b)) > 0.97


def test_words_of_a_part_are_those_of_the_whole(ours: JiebaSegmenter) -> None:
    text = "2017年，全省各级工会共筹集助学款，资助困难职工子女。"
    whole, apart = Words(text, ours), Words(text, ours)
    whole.expect([Span(0, len(text))])
    for span in (Span(0, 5), Span(6, 16), Span(17, 25)):
        assert whole.of(span) == apart.of(span)
        assert "".join(w.text for w in whole.of(span)) == text[span.start : span.end]
        assert list(whole.pieces(span)) == [(w.text, w.start, w.end) for w in whole.of(span)]


def test_parts_of_a_cut_are_words_by_their_place(ours: JiebaSegmenter) -> None:
    text = "全省各级工会共筹集助学款，资助困难职工子女。"
    words = Words(text, ours)
    words.expect([Span(0, len(text))])
    span = Span(13, len(text))
    cut, listed = words.cut(span), words.of(span)
    for position in range(span.start, span.end):
        assert cut.words(cut.behind(position), cut.last) == [w for w in listed if w.end > position]
        assert cut.words(cut.starting(position), cut.last) == [w for w in listed if w.start >= position]


def test_a_segmenter_that_loses_text_is_refused() -> None:
    class Loses:
        def cut(self, text: str) -> list[str]:
            return [text[:-1]]

        def tag(self, word: str) -> str:
            return word[:0]

    with pytest.raises(SegmenterError):
        Words("省总工会", Loses()).of(Span(0, 4))


def test_the_logger_of_the_host_is_left_alone(capfd: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().level
    JiebaSegmenter()
    assert logging.getLogger().level == before
    assert capfd.readouterr() == ("", "")


def _lines() -> list[list[str]]:
    import jieba

    return [line.split() for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()]


def test_every_word_has_the_tag_that_stands_in_the_dictionary() -> None:
    tags = {word: tag for word, _, tag in _lines()}
    read = Dictionary()
    sample = [*list(tags)[::17], "B超", "江", "小"]
    assert {word: read.tag(word) for word in sample} == {word: tags[word] for word in sample}


@pytest.mark.parametrize("word", ["", " ", "\n", "龘龘龘", "的 3188252", "工会 工会", "\ud800"])
def test_what_is_no_word_has_no_tag(word: str) -> None:
    assert Dictionary().tag(word) == ""


def test_the_known_sum_of_counts_is_that_of_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dictionary._total()
    monkeypatch.setattr(dictionary, "_TOTALS", {})
    assert dictionary._total() == known == sum(int(count) for _, count, _ in _lines())


def test_only_the_words_of_characters_that_came_are_read() -> None:
    sections = Sections(Dictionary())
    RouteCut(sections, UnknownWords(*map(dictionary.model, ("prob_start", "prob_trans", "prob_emit")))).cut("全省工会")
    assert set(sections) == set("全省工会")


def test_the_segmenter_reads_the_files_of_jieba_without_running_it() -> None:
    code = "import sys; from extractor.segment.segmenters import JiebaSegmenter as S; S().cut('北京'); print('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
