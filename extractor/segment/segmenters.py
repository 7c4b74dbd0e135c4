"""The segmenters: jieba (always there) and rjieba (same dictionary, same cuts, natively), the latter when installed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from extractor.segment.dictionary import Sections, dictionary, model, tag
from extractor.segment.protocol import Segmenter
from extractor.segment.route import RouteCut, UnknownWords


class JiebaSegmenter:
    """jieba's accurate mode with HMM: its dictionary and its model, which are read from its package, and a faster search."""

    def __init__(self) -> None:
        self.cut = RouteCut(Sections(dictionary()), UnknownWords(*map(model, ("prob_start", "prob_trans", "prob_emit")))).cut
        self.tag = tag


class RjiebaSegmenter:
    """rjieba: the same dictionary and algorithm in native code."""

    def __init__(self) -> None:
        import rjieba

        self._cut: Any = rjieba.cut
        self.tag = tag

    def cut(self, text: str) -> Iterable[str]:
        """Words of ``text``."""
        words: Iterable[str] = self._cut(text)
        return words


@lru_cache(maxsize=1)
def default_segmenter() -> Segmenter:
    """rjieba when it is installed, else jieba; built once per process."""
    return RjiebaSegmenter() if find_spec("rjieba") else JiebaSegmenter()
