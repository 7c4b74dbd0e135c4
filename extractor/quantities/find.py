"""The loop over numerals: each is read by what stands around it, the first rule that fits makes the mention.

What comes in: the numerals of one scan, without those that dates have claimed. What goes out: quantities in text order, without
overlaps. Counted nouns are ``nouns.py``; values of numerals come from the numerals room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.numerals import Numeral
from extractor.quantities.model import FoundQuantity
from extractor.quantities.nouns import NounFinder
from extractor.quantities.numberless import numberless
from extractor.quantities.rules import RULES, Candidate
from extractor.segment import Words
from extractor.span import Spans, longest
from extractor.text import Sentence


def find(text: str, numerals: Sequence[Numeral], taken: Spans, sentences: Sequence[Sentence], words: Words) -> list[FoundQuantity]:
    """Quantities of the visible text. ``taken`` holds the dates, whose numerals are none."""
    free = [n for n in numerals if not taken.touch(n.start, n.end)]
    found = longest([*_numbered(text, free), *(q for q in numberless(text) if not taken.touch(q.start, q.end))])
    NounFinder(text, words, sentences, found).complete()
    return found


def _numbered(text: str, numerals: list[Numeral]) -> Iterator[FoundQuantity]:
    end = 0
    for i, numeral in enumerate(numerals):
        if numeral.start < end:
            continue
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        quantity = _read(text, numeral, following)
        if quantity is not None and quantity.start >= end:
            end = quantity.end
            yield quantity


def _read(text: str, numeral: Numeral, following: Numeral | None) -> FoundQuantity | None:
    candidate = Candidate(text, numeral, following)
    for name, rule in RULES:
        quantity = rule(candidate)
        if quantity is not None:
            quantity.rule = name
            return quantity if quantity.unit_end > numeral.word_end else None
    return None

