"""The segmenters: jieba (always there) and rjieba (same dictionary, same cuts, natively), the latter when installed.

The only place that imports either. jieba gets a tokenizer of its own, so that the host program's dictionary is neither used
nor changed; its logger is kept quiet, and its cache lies in the user's cache folder, never in a folder that others can write.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractor.segment.protocol import Segmenter
from extractor.segment.route import RouteCut, UnknownWords

_BLOCK = 1 << 18  # bytes of the dictionary that are split at a time


@lru_cache(maxsize=1)
def _dictionary_tags() -> dict[bytes, str]:
    """Tag of each word of jieba's dictionary (350,000 words, MIT licence), by the word in UTF-8. jieba itself is not imported.

    Read block by block, for the fields of all lines at once would take twice as much memory as what is kept of them.
    """
    data, start = _dictionary(), 0
    tags: dict[bytes, str] = {}
    names: dict[bytes, str] = {}
    while start < len(data):
        end = data.find(b"\n", start + _BLOCK) + 1 or len(data)
        fields = data[start:end].split()
        names |= {name: name.decode() for name in set(fields[2::3])}
        tags.update(zip(fields[::3], map(names.__getitem__, fields[2::3]), strict=True))
        start = end
    return tags


def _dictionary() -> bytes:
    """jieba's dictionary: a word, its frequency and its tag on each line."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations
    path = os.path.join(spec.submodule_search_locations[0], "dict.txt")
    read: Callable[[str], bytes] = getattr(spec.loader, "get_data", _read)  # of a package in an archive too
    return read(path)


def _read(path: str) -> bytes:
    return Path(path).read_bytes()


@lru_cache(maxsize=1 << 15)
def dictionary_tag(word: str) -> str:
    """Tag of a dictionary word, '' for an unknown one. Few words make up most text: they stay in a small, warm table."""
    return _dictionary_tags().get(word.encode("utf-8", "surrogatepass"), "")


def cache_folder() -> Path:
    """The user's cache folder for this project: XDG on Unix, the platform's own elsewhere; a fresh private one if unwritable."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "extractor"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if private(folder):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="extractor-"))


def private(folder: Path) -> bool:
    """Whether nobody else can put a file there: jieba reads its cache with marshal, which trusts what it reads."""
    status = folder.stat()
    if not os.access(folder, os.W_OK):
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class JiebaSegmenter:
    """jieba's accurate mode with HMM: its dictionary, loaded by a tokenizer of its own, and a faster search for the same words."""

    def __init__(self) -> None:
        import jieba
        from jieba import finalseg

        jieba.setLogLevel(logging.WARNING)
        tokenizer: Any = jieba.Tokenizer()
        tokenizer.tmp_dir = str(cache_folder())
        tokenizer.initialize()
        self.cut = RouteCut(tokenizer, UnknownWords(finalseg.start_P, finalseg.trans_P, finalseg.emit_P)).cut
        self.tag = dictionary_tag


class RjiebaSegmenter:
    """rjieba: the same dictionary and algorithm in native code."""

    def __init__(self) -> None:
        import rjieba

        self._cut: Any = rjieba.cut
        self.tag = dictionary_tag

    def cut(self, text: str) -> Iterable[str]:
        """Words of ``text``."""
        words: Iterable[str] = self._cut(text)
        return words


@lru_cache(maxsize=1)
def default_segmenter() -> Segmenter:
    """rjieba when it is installed, else jieba; built once per process."""
    return RjiebaSegmenter() if find_spec("rjieba") else JiebaSegmenter()
