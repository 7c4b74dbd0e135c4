"""Folding: one character for one character, so that offsets stay as they are.

Full-width digits and Latin letters, odd spaces and traditional characters (``lexicon/folding.txt``) become their plain
counterparts. Punctuation stays: whether ``82，225.00元`` is one number is the numeral grammar's decision. Characters that must
vanish (zero-width, BOM, control) cost an offset map, which ordinary text never pays for.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from extractor.lexicon.load import read_list
from extractor.span import HasSpan, Span

HIDDEN = "\ufffc"  # stands for each character that rules must not see: page furniture, the inside of 《…》

_VANISHING = re.compile("[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
_FOLDED_MARKS = {"％": "%", "－": "-", "＋": "+", "．": ".", "／": "/", "＄": "$", "￥": "¥", "︰": "：", "﹪": "%", "＆": "&"}


@lru_cache(maxsize=1)
def _fold_characters() -> Callable[[str], str]:
    """One search for characters that change, which ordinary text holds few of: 15 times as fast as ``str.translate``."""
    table = dict.fromkeys(_SPACES, " ")
    table |= {chr(0xFEE0 + c): chr(c) for c in range(0x30, 0x7B) if chr(c).isalnum()}
    table |= _FOLDED_MARKS
    table |= {pair[0]: pair[-1] for pair in read_list("folding.txt")}
    pattern = re.compile(f"[{''.join(map(re.escape, table))}]")
    return partial(pattern.sub, lambda match: table[match[0]])


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """Text to match on, and the way back to the text of the article.

    ``offsets`` is None where folding kept every position (almost always); otherwise ``text[i]`` stands for
    ``source[offsets[i]]``. ``visible`` is ``text`` with everything blanked that rules must not see. Code points.
    """

    source: str
    text: str
    visible: str
    offsets: array[int] | None = None

    def to_source(self, span: HasSpan) -> Span:
        """The source span that produced ``span`` of the normalized text."""
        if self.offsets is None:
            return Span(span.start, span.end)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def from_source(self, span: HasSpan) -> Span:
        """The span of the normalized text that stands for a source span."""
        if self.offsets is None:
            return Span(span.start, span.end)
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


_BOOK_TITLE = re.compile("《[^《》\n]{0,120}(?:《[^《》\n]{0,60}》[^《》\n]{0,120})?》")


def book_titles(text: str) -> list[Span]:
    """Insides of 《…》, one nested pair included. An unclosed mark hides nothing."""
    return [Span(m.start() + 1, m.end() - 1) for m in _BOOK_TITLE.finditer(text)] if "《" in text else []


def _fold(source: str) -> NormalizedText:
    if _VANISHING.search(source):
        kept, position = array("q"), 0
        for match in _VANISHING.finditer(source):
            kept.extend(range(position, match.start()))
            position = match.end()
        kept.extend(range(position, len(source)))
        text = _fold_characters()(_VANISHING.sub("", source))
        return NormalizedText(source, text, text, kept)
    text = _fold_characters()(source)
    return NormalizedText(source, text, text)


def _blank(text: str, spans: Iterable[Span]) -> str:
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts += [text[position:start], HIDDEN * (end - start)]
            position = end
    return "".join([*parts, text[position:]]) if position else text


def normalize(source: str, content: Iterable[HasSpan] | None = None) -> NormalizedText:
    """Fold a text; what lies outside ``content`` (spans in the source, in order) and inside 《…》 becomes invisible.

    >>> normalize("２０２４年，增长１２％").text
    '2024年，增长12%'
    >>> normalize("见《2017年报告》").visible.count(HIDDEN)
    7
    """
    folded = _fold(source)
    hidden: list[Span] = []
    if content is not None:
        position = 0
        for block in content:
            start, end = (block.start, block.end) if folded.offsets is None else folded.from_source(block)
            if start > position:
                hidden.append(Span(position, start))
            position = end
        if position < len(folded.text):
            hidden.append(Span(position, len(folded.text)))
    spans = sorted([*hidden, *book_titles(folded.text)])
    return replace(folded, visible=_blank(folded.text, spans)) if spans else folded
