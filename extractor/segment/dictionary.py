"""jieba's dictionary, read as far as a text needs it: the words that begin with a character, when that character first comes.

The dictionary (350,000 words, MIT licence) lies in jieba's package as one text, a word with its count and its tag a line, the words of
a character together. Finding where each character begins takes a hundredth of a second, where reading it all takes half of one.
jieba itself is not imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from math import inf, log
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

LONGER = 1  # the bit of an entry that says that longer words begin with it
PREFIX = LONGER  # the entry of what is no word itself, but begins one

_SECTION = re.compile("^(.).*\n?(?:\\1.*\n?)*", re.MULTILINE)
_TOTALS = {(5071852, 0x1394096D): 60101967}  # sums of all counts, by size and CRC-32: summing takes as long as all the rest


class _Counts(dict[str, int]):
    """Entries for counts: 350,000 words share 13,000 of them. ``logs`` has their logarithms, those of a count of 1 and of nothing first."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = log(total)
        self.logs = [-self._total, -inf]

    def __missing__(self, count: str) -> int:
        entry = self[count] = len(self.logs)
        self.logs += [log(int(count) or 1) - self._total] * 2  # with and without the bit LONGER
        return entry


class Section(NamedTuple):
    """The words that begin with one character."""

    alone: float | None  # logarithm of how likely the character is as a word; None if only longer words begin with it
    find: Callable[[str], int | None]  # the entry of a longer word or of the beginning of one


class Sections(dict[str, Section]):
    """The words by their first character: how likely each is, for the search of routes.

    ``logs`` are the logarithms by entry; ``logs[0]`` is what jieba gives a character that is no word.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        counts = _Counts(_total())
        self.logs = counts.logs
        self._lines, self._entry = dictionary.lines, counts.__getitem__

    def __missing__(self, character: str) -> Section:
        fields = self._lines(character).split()
        words = fields[::3]
        entries = dict(zip(words, map(self._entry, fields[1::3]), strict=True))
        for word in words:
            for length in range(len(word) - 1, 1, -1):
                begin = word[:length]
                entry = entries.get(begin, 0)
                if entry & LONGER:
                    break  # all shorter beginnings are marked as well
                entries[begin] = entry | LONGER
        entry = entries.pop(character, 0)
        alone = self.logs[entry] if entry or not words else None
        section = self[character] = Section(alone, entries.get)
        return section

    def known(self, word: str) -> bool:
        """Whether these characters are a word."""
        entry = self[word[0]].find(word)
        return entry is not None and entry != PREFIX


class Dictionary:
    """The text of the dictionary, and where the words lie that begin with a character."""

    def __init__(self) -> None:
        self._text = f"\n{_data().decode('utf-8')}\n"
        self._places: dict[str, list[tuple[int, int]]] = {}
        for match in _SECTION.finditer(self._text):
            self._places.setdefault(match[1], []).append(match.span())

    def lines(self, character: str) -> str:
        """The lines of the words that begin with ``character``."""
        return "".join(self._text[start:end] for start, end in self._places.get(character, ()))

    def tag(self, word: str) -> str:
        """Tag of a word, '' for an unknown one. Looked for in the text: the words of one character are few."""
        text, line = self._text, f"\n{word} "
        for start, end in reversed(self._places.get(word[:1], ())):  # of two lines with one word the last holds
            at = text.rfind(line, start - 1, end)
            if at >= 0 and " " not in word:
                return text[at + len(line) : text.index("\n", at + 1)].split()[1]
        return ""


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary, one for the process."""
    return Dictionary()


@lru_cache(maxsize=1 << 15)
def tag(word: str) -> str:
    """Tag of a dictionary word, '' for an unknown one. Few words make up most text: they stay in a small, warm table."""
    return dictionary().tag(word)


def model(name: str) -> Any:
    """The table ``P`` in one of the files of jieba's hidden Markov model: ``prob_start``, ``prob_trans``, ``prob_emit``."""
    spec = PathFinder.find_spec(name, [os.path.join(_jieba()[0], "finalseg")])
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def _jieba() -> tuple[str, Any]:
    """The folder of jieba's package, and what loads from it."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations
    return spec.submodule_search_locations[0], spec.loader


def _data() -> bytes:
    folder, loader = _jieba()
    read: Callable[[str], bytes] = getattr(loader, "get_data", _read)  # of a package in an archive too
    return read(os.path.join(folder, "dict.txt"))


def _read(path: str) -> bytes:
    return Path(path).read_bytes()


def _total() -> int:
    data = _data()
    known = _TOTALS.get((len(data), crc32(data)))
    return known or sum(map(int, data.split()[1::3]))
