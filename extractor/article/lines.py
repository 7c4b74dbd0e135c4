"""The lines of a page as spans: where the characters of each line begin and end, without indents, bullets and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.article.vocabulary import simplified

_BLANK = " \t\x0b\x0c\r\n\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_BLANK += "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\0"
_BULLETS = "•·・‧●■◆▪※"
_PROSE = re.compile("[。！？；!?](?![”’」』）)]{0,2}$)|[。！？!?；][”’」』）)]{0,3}$")


class Line(NamedTuple):
    """One line that holds something. ``text`` is folded to simplified characters, one for one; the span counts in the page."""

    start: int
    end: int
    text: str
    bulleted: bool = False


def split(page: str) -> list[Line]:
    """The lines of a page that hold something.

    >>> [line.text for line in split("• 标题\\r\\n\\n　　正文。  ")]
    ['标题', '正文。']
    """
    return list(_split(simplified(page)))


def _split(page: str) -> Iterator[Line]:
    position = 0
    for raw in page.splitlines(keepends=True):
        if inner := raw.strip(_BLANK):
            start = position + raw.index(inner[0])
            end = start + len(inner)
            if inner[0] not in _BULLETS:
                yield Line(start, end, inner)
            elif bare := inner.lstrip(_BULLETS).lstrip(_BLANK):
                yield Line(end - len(bare), end, bare, bulleted=True)
        position += len(raw)


def prose(line: Line) -> bool:
    """Whether a line is running text: long enough for a sentence, with a mark that ends one."""
    length = len(line.text)
    return length >= 60 or (length >= 16 and line.text[-1] in "。！？；!?”") or (length >= 30 and _PROSE.search(line.text) is not None)


class Zones(NamedTuple):
    """Where running text begins and ends, as indices of lines; metadata stand in front of it and behind it."""

    first: int
    last: int

    def body(self, index: int) -> bool:
        """Whether running text stands before and behind a line."""
        return self.first < index < self.last

    def head(self, index: int) -> bool:
        """Whether no running text stands before a line."""
        return index < self.first


def zones(lines: Sequence[Line], furniture: Sequence[bool]) -> Zones:
    """The zones of a page; lines already known as furniture are no running text."""
    first = next((i for i, line in enumerate(lines) if not furniture[i] and prose(line)), len(lines))
    last = next((i for i in range(len(lines) - 1, first, -1) if not furniture[i] and prose(lines[i])), first)
    return Zones(first, last if first < len(lines) else -1)
