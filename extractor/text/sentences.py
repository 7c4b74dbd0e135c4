"""Sentences and clauses of the content of an article, as spans of the normalized text.

A sentence ends with 。！？… (and the closing marks behind it) or with its line. A clause ends with a comma, semicolon or colon
too, and in headlines with a space; commas between digits (``1,100`` and ``82，225.00``) end nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from extractor.span import HasSpan

_SENTENCE = re.compile("[^。！？!?\n]*(?:[。！？!?]+[”’」』）)】]*|\n|$)")
CLAUSE_MARKS = "，。；！？：,;!?:"
_HAN = "\u4e00-\u9fff"
_SPACE = f"[ \u3000](?![{_HAN}“《「])|(?<![{_HAN}%％”》」）)])[ \u3000]"  # between Chinese characters a space ends a clause, in headlines
_INSIDE = f"[^{CLAUSE_MARKS}\n（( \u3000]"
_BRACKETS = "[（(][^（）()。\n]{0,60}[）)]|[（(]"  # a short gloss belongs to its clause, commas and all
_CLAUSE = re.compile(f"(?:{_INSIDE}+|{_SPACE}|{_BRACKETS}|(?<=[0-9])[,，:：](?=[0-9]))+")
_CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}\n]")


@dataclass(slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts the blocks of the article, ``kind`` is that of its block."""

    start: int
    end: int
    paragraph: int
    kind: str = "paragraph"


class Clause(NamedTuple):
    """One clause, without the mark that ends it."""

    start: int
    end: int


_clause: Callable[[tuple[int, int]], Clause] = partial(tuple.__new__, Clause)  # without a Python call for each of many clauses


def sentences(text: str, blocks: Iterable[HasSpan]) -> list[Sentence]:
    """Sentences of the blocks (spans of ``text``, in order).

    >>> [(s.start, s.end) for s in sentences("一。二！”三", [Clause(0, 7)])]
    [(0, 2), (2, 5), (5, 6)]
    """
    found = []
    for number, block in enumerate(blocks):
        kind = getattr(block, "kind", "paragraph")
        for match in _SENTENCE.finditer(text, block.start, min(block.end, len(text))):
            start, end = match.span()
            while start < end and text[start] in " \n":
                start += 1
            while end > start and text[end - 1] in " \n":
                end -= 1
            if start < end:
                found.append(Sentence(start, end, number, kind))
    return found


def clauses(text: str, sentence: HasSpan) -> list[Clause]:
    """Clauses of one sentence.

    >>> [(c.start, c.end) for c in clauses("共1,100人，其中", Clause(0, 10))]
    [(0, 7), (8, 10)]
    >>> [(c.start, c.end) for c in clauses("降息50个基点 金价突破2600美元", Clause(0, 17))]
    [(0, 7), (8, 17)]
    """
    return [_clause(m.span()) for m in _CLAUSE.finditer(text, sentence.start, sentence.end) if not m[0].isspace()]


def clause_end(text: str, position: int, limit: int) -> int:
    """Where the clause ends that goes on at ``position``, at ``limit`` at the latest.

    >>> clause_end("共1100人，其中", 5, 9)
    6
    """
    match = _CLAUSE_END.search(text, position, limit)
    return match.start() if match else limit
