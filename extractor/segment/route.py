"""jieba's cut, made faster: the same dictionary, the same hidden Markov model, the same words.

jieba lists all dictionary words that begin at each character, then searches the lists for the likeliest route; here both happen
in one pass, without the lists. Unknown characters go to jieba's model of words, whose search is written out for its four states.
Every sum of logarithms is made in jieba's order: two routes that are equally likely to it are so here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import inf

from extractor.segment.dictionary import LONGER, PREFIX, Sections

STATES = ("B", "M", "E", "S")  # of a character: begins, continues, ends a word, or is one
LEAST = -3.14e100  # jieba's logarithm of nothing
REMEMBERED = 8  # characters of an unknown stretch whose words are kept: names come again


class Emissions(dict[str, tuple[float, float, float, float]]):
    """How likely a character begins, continues or ends a word, or is one: B, M, E and S of the model."""

    def __init__(self, emit: Mapping[str, Mapping[str, float]]) -> None:
        super().__init__()
        self._emit = emit

    def __missing__(self, character: str) -> tuple[float, float, float, float]:
        emit = self._emit
        found = (
            emit["B"].get(character, LEAST),
            emit["M"].get(character, LEAST),
            emit["E"].get(character, LEAST),
            emit["S"].get(character, LEAST),
        )
        self[character] = found
        return found


class UnknownWords:
    """The words in a stretch of characters that no dictionary word holds, by the hidden Markov model."""

    _HAN = re.compile("([\u4e00-\u9fd5]+)")
    _REST = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")

    def __init__(
        self, start: Mapping[str, float], trans: Mapping[str, Mapping[str, float]], emit: Mapping[str, Mapping[str, float]]
    ) -> None:
        self._start = tuple(start[state] for state in STATES)
        pairs = (("E", "B"), ("S", "B"), ("B", "M"), ("M", "M"), ("B", "E"), ("M", "E"), ("E", "S"), ("S", "S"))
        self._trans = tuple(trans[a].get(b, LEAST) for a, b in pairs)
        self._emissions = Emissions(emit)
        self._remembered = lru_cache(maxsize=1 << 13)(self._cut)

    def cut(self, text: str) -> tuple[str, ...]:
        """The words of ``text``."""
        return self._remembered(text) if len(text) <= REMEMBERED else self._cut(text)

    def _cut(self, text: str) -> tuple[str, ...]:
        found: list[str] = []
        for number, block in enumerate(self._HAN.split(text)):
            if number % 2:
                self._words(block, found)
            elif block:
                found += filter(None, self._REST.split(block))
        return tuple(found)

    def _words(self, text: str, found: list[str]) -> None:
        begin = done = 0
        for i, state in enumerate(self._states(text)):
            if state == "B":
                begin = i
            elif state == "E":
                found.append(text[begin : i + 1])
                done = i + 1
            elif state == "S":
                found.append(text[i])
                done = i + 1
        if done < len(text):
            found.append(text[done:])

    def _states(self, text: str) -> str:
        """The likeliest states. Of two equal ways into a state the later letter wins, as in jieba."""
        emissions = self._emissions
        eb, sb, bm, mm, be, me, es, ss = self._trans
        b, m, e, s = (p + q for p, q in zip(self._start, emissions[text[0]], strict=True))
        ways: list[str] = []  # for each further character the state before B, M, E and S
        for character in text[1:]:
            to_b, to_m, to_e, to_s = emissions[character]
            b_e, b_s = e + eb + to_b, s + sb + to_b
            m_b, m_m = b + bm + to_m, m + mm + to_m
            e_b, e_m = b + be + to_e, m + me + to_e
            s_e, s_s = e + es + to_s, s + ss + to_s
            way = "S" if b_s >= b_e else "E"
            way += "M" if m_m >= m_b else "B"
            way += "M" if e_m >= e_b else "B"
            way += "S" if s_s >= s_e else "E"
            ways.append(way)
            b, m, e, s = max(b_e, b_s), max(m_b, m_m), max(e_b, e_m), max(s_e, s_s)
        states = ["S" if s >= e else "E"]
        for way in reversed(ways):
            states.append(way[STATES.index(states[-1])])
        return "".join(reversed(states))


class RouteCut:
    """Cuts text as jieba does with its dictionary."""

    _HAN = re.compile("([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
    _SPACE = re.compile(r"(\r\n|\s)")

    def __init__(self, sections: Sections, unknown: UnknownWords) -> None:
        self._sections = sections
        self._unknown = unknown.cut

    def cut(self, text: str) -> list[str]:
        """The words of ``text``."""
        found: list[str] = []
        for number, block in enumerate(self._HAN.split(text)):
            if number % 2:
                self._words(block, found)
            elif len(block) == 1:
                found.append(block)
            elif block:
                for piece in self._SPACE.split(block):
                    if piece == "\r\n":
                        found.append(piece)
                    else:
                        found += piece
        return found

    def _words(self, text: str, found: list[str]) -> None:
        ends, size = self._route(text), len(text)
        start = known = 0  # what lies between ``known`` and ``start`` are single characters
        while start < size:
            end = ends[start]
            if end - start > 1:
                if known < start:
                    self._singles(text[known:start], found)
                found.append(text[start:end])
                known = end
            start = end
        if known < size:
            self._singles(text[known:], found)

    def _singles(self, text: str, found: list[str]) -> None:
        if len(text) == 1:
            found.append(text)
        elif self._sections.known(text):
            found += text
        else:
            found += self._unknown(text)

    def _route(self, text: str) -> list[int]:
        """For each character where the word ends that the likeliest route has there."""
        logs, size = self._sections.logs, len(text)
        scores, ends = [0.0] * (size + 1), list(range(1, size + 1))
        score = 0.0  # of the route behind the character
        sections = map(self._sections.__getitem__, text[::-1])
        for start, (alone, find) in zip(range(size - 1, -1, -1), sections, strict=True):
            if alone is None:
                ends[start], score = self._no_word(text, start, scores)
                scores[start] = score
                continue
            score += alone
            end = start + 2
            entry = find(text[start:end])
            while entry:
                other = logs[entry] + scores[end]
                if other >= score:
                    score, ends[start] = other, end
                if not entry & LONGER or end == size:
                    break
                end += 1
                entry = find(text[start:end])
            scores[start] = score
        return ends

    def _no_word(self, text: str, start: int, scores: list[float]) -> tuple[int, float]:
        """Where the word ends that begins with a character that is none itself, and its score: any longer word is preferred."""
        logs, (_, find) = self._sections.logs, self._sections[text[start]]
        end, best, score = start + 1, start + 1, -inf
        while end < len(text) and (entry := find(text[start : end + 1])):
            end += 1
            if entry != PREFIX and (other := logs[entry] + scores[end]) >= score:
                best, score = end, other
        return best, score if best > start + 1 else logs[0] + scores[start + 1]
