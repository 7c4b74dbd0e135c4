"""The loop over numerals: each is read by what stands around it, the first rule that fits makes the mention.

What comes in: the numerals of one scan, without those that dates have claimed. What goes out: quantities in text order, without
overlaps. What is counted is the business of the words room; values of numerals come from the numerals room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.numerals import Numeral, scan
from extractor.quantities.articles import without_articles
from extractor.quantities.candidate import Candidate
from extractor.quantities.model import FoundQuantity
from extractor.quantities.numberless import numberless
from extractor.quantities.rules import ORDINALS, RULES, rules_behind
from extractor.quantities.table_units import TableUnits
from extractor.quantities.vocabulary import vocabulary
from extractor.span import Spans, longest

_COMMA = "，"


def find(text: str, numerals: Sequence[Numeral], taken: Spans) -> list[FoundQuantity]:
    """Quantities of the visible text. ``taken`` holds the dates, whose numerals are none."""
    table_units = TableUnits(text)
    free = _free(text, numerals, taken)
    if table_units:
        free = table_units.spans().free(free)
    found = _numbered(text, free, table_units if table_units else None)
    others = [q for q in numberless(text) if not taken.touch(q.start, q.end)]
    if others:
        found = longest(found + others)
    return without_articles(text, found)


def _free(text: str, numerals: Sequence[Numeral], taken: Spans) -> list[Numeral]:
    """The numerals that no date holds."""
    beyond = len(text) + 1  # no date behind the last one
    starts, ends = [*taken.starts, beyond], [*taken.ends, beyond]
    free: list[Numeral] = []
    at = 0
    for n in numerals:
        start = n.start
        while ends[at] <= start:
            at += 1
        if starts[at] >= n.end:
            if _COMMA in n.text:
                free += _split(text, n)
            else:
                free.append(n)
    return free


def _split(text: str, n: Numeral) -> Iterator[Numeral]:
    """$20，300美元: between a currency sign and a currency name a full-width comma parts two amounts, it groups no digits."""
    words = vocabulary()
    comma = n.text.find(_COMMA)
    if comma > 0 and text[n.start - 1 : n.start] in words.symbols and (tail := words.tail(text, n.end)) and tail.kind == "currency":
        middle = n.start + comma
        for begin, part in ((n.start, scan(text[n.start : middle])[-1]), (middle + 1, scan(text[middle + 1 : n.end])[0])):
            yield part._replace(start=begin + part.start, end=begin + part.end)
    else:
        yield n


def _numbered(text: str, numerals: list[Numeral], table_units: TableUnits | None) -> list[FoundQuantity]:
    end, words = 0, vocabulary()
    found: list[FoundQuantity] = []
    for i, numeral in enumerate(numerals):
        if numeral.start < end or not (table_units is not None or words.may_count(text, numeral)):
            continue
        candidate = Candidate(text, numerals, i, end)
        quantity = _read(candidate, numeral)
        if quantity is None and table_units is not None and (quantity := table_units.read(candidate)):
            quantity.rule = "table.headed"
        if quantity is not None and quantity.start >= end:
            rate = words.per_one.match(text, quantity.end) if quantity.kind == "amount" else None
            end = rate.end() if rate is not None else quantity.end  # what 80元|一斤 is the price of counts nothing
            found.append(quantity)
    return found


def _read(candidate: Candidate, numeral: Numeral) -> FoundQuantity | None:
    words, tail = candidate.vocabulary, candidate.tail
    before = candidate.text[numeral.start - 1] if numeral.start else ""
    marked = before in words.marks
    if marked:
        rows = ORDINALS
    elif numeral.form == "fraction":
        rows = RULES
    else:
        rows = rules_behind(tail.name if tail is not None else None, before in words.prefix_last or candidate.start != numeral.start)
    for name, rule, _ in rows:
        quantity = rule(candidate)
        if quantity is not None:
            quantity.rule = quantity.rule or name
            return quantity if marked or quantity.unit_end > numeral.word_end else None
    return None
