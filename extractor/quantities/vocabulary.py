"""The vocabulary of quantities as the rules use it: one dictionary of everything that can stand behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.lexicon.load import Lexicon, alternation, read_toml


class Subunit(Lexicon):
    """A fraction of a currency's major unit."""

    name: str
    scale: Decimal


class Currency(Lexicon):
    """One currency: names behind the number, prefixes in front of it."""

    code: str
    names: list[str]
    prefixes: list[str] = []
    subunits: list[Subunit] = []
    note: str = ""


class Unit(Lexicon):
    """One physical unit with its UCUM code."""

    names: list[str]
    code: str
    kind: str
    note: str = ""


class QuantityLexicon(Lexicon):
    """``lexicon/quantities.toml``."""

    currency: list[Currency]
    unit: list[Unit]


class Group(Lexicon):
    """Measure words that count the same kind of thing."""

    counts: str
    words: list[str]
    note: str = ""


class WordList(Lexicon):
    """A plain list under a heading."""

    words: list[str]


class MeasureWordLexicon(Lexicon):
    """``lexicon/measure_words.toml``."""

    group: list[Group]
    classifier_nouns: WordList
    bare_countables: WordList


class PercentWords(Lexicon):
    """Signs and words of percentages."""

    signs: list[str]
    permille: list[str]
    points: list[str]
    tenths: list[str]
    half: list[str]
    not_tenths_before: list[str]
    halves_before: dict[str, str]


class OrdinalWords(Lexicon):
    """Marks of ordinals."""

    marks: list[str]
    first: list[str]
    last: list[str]
    units: list[str]
    not_first: list[str]
    not_units: list[str]
    bare_first_tenth: list[str]


class MoneyWords(Lexicon):
    """Words that make a bare 亿 or 万 money."""

    cues: list[str]
    gap: list[str]
    behind: list[str]


class PerWords(Lexicon):
    """Words that name the base of a rate."""

    each: list[str]
    averages: dict[str, str]
    slashes: list[str]
    bases: list[str]


class TemperatureWords(Lexicon):
    """Words in front of a temperature."""

    below: list[str]
    above: list[str]
    scales: dict[str, str]
    degrees: list[str]


class IntensityWords(Lexicon):
    """When 级 is an intensity."""

    units: list[str]
    behind: list[str]
    before: list[str]
    reach: int


class DoublingWords(Lexicon):
    """翻一番."""

    verbs: list[str]
    units: list[str]
    unit: str


class NounWords(Lexicon):
    """How the counted noun is found."""

    links: list[str]
    stops: list[str]
    pronouns: list[str]
    heads_behind_de: int
    longest: int
    person_units: list[str]
    verbal_units: list[str]
    degree: list[str]
    every: list[str]
    scopes: list[str]
    leading: list[str]
    results: list[str]
    uncounted: list[str]


class QuantityWords(Lexicon):
    """``lexicon/quantity_words.toml``."""

    percent: PercentWords
    ordinal: OrdinalWords
    money: MoneyWords
    per: PerWords
    temperature: TemperatureWords
    intensity: IntensityWords
    doubling: DoublingWords
    nouns: NounWords


@dataclass(frozen=True, slots=True)
class Tail:
    """What a word behind a number makes of it.

    ``kind``: currency, subunit, percent, unit, measure_word, classifier. ``code`` is the currency, the UCUM code or the kind of
    percentage; ``scale`` that of a subunit.
    """

    kind: str
    name: str
    code: str | None = None
    scale: Decimal = Decimal(1)


class Vocabulary:
    """Everything the rules look up, built once from the three lexicon files."""

    def __init__(self) -> None:
        quantities = read_toml("quantities.toml", QuantityLexicon)
        measures = read_toml("measure_words.toml", MeasureWordLexicon)
        self.words = read_toml("quantity_words.toml", QuantityWords)
        self.tails: dict[str, Tail] = {}
        self.subunits: dict[str, Tail] = {}
        self.prefixes = {p: c.code for c in quantities.currency for p in c.prefixes}
        self.groups = {w: g.counts for g in measures.group for w in g.words}
        self._percent()
        for currency in quantities.currency:
            self._add(Tail("currency", name, currency.code) for name in currency.names)
            for s in currency.subunits:
                self.subunits[s.name] = tail = Tail("subunit", s.name, currency.code, s.scale)
                if s.name not in self.groups:  # 分 alone is a score
                    self._add([tail])
        for unit in quantities.unit:
            self._add(Tail("unit", name, unit.code or None) for name in unit.names)
        self._add(Tail("measure_word", w) for w in self.groups)
        self._add(Tail("classifier", w) for w in measures.classifier_nouns.words)
        self.longest = max(map(len, self.tails))
        self.uncounted = frozenset(self.words.nouns.uncounted)
        self.money = re.compile(f"(?:{alternation(self.words.money.cues)})(?:{alternation(self.words.money.gap)}){{0,3}}[ ]?$")
        self.prefix = re.compile(f"(?:{alternation(self.prefixes)})[ ]?$")
        per = self.words.per
        base = alternation([*per.bases, *(t.name for t in self.tails.values() if t.kind in ("unit", "measure_word", "classifier"))])
        self.per_before = re.compile(f"(?:(?:{alternation(per.each)})({base})|({alternation(per.averages)}))[^，。；！？、]{{0,4}}?$")
        self.per_behind = re.compile(f"(?:{alternation(per.slashes)})({base})")

    def _percent(self) -> None:
        percent = self.words.percent
        self._add(Tail("percent", w, "percent") for w in percent.signs)
        self._add(Tail("percent", w, "permille") for w in percent.permille)
        self._add(Tail("percent", w, "percentage_point") for w in percent.points)
        self._add(Tail("tenths", w, "percent") for w in percent.tenths)

    def _add(self, tails: Iterable[Tail]) -> None:
        for tail in tails:
            self.tails.setdefault(tail.name, tail)

    def tail(self, text: str, position: int) -> Tail | None:
        """The longest word behind a number that begins at ``position``; a Latin one must end there."""
        tails = self.tails
        for length in range(min(self.longest, len(text) - position), 0, -1):
            tail = tails.get(text[position : position + length])
            if tail is not None and not self._cut(text, position + length, tail.name):
                return tail
        return None

    @staticmethod
    def _cut(text: str, end: int, name: str) -> bool:
        last = name[-1]
        return last.isascii() and last.isalpha() and end < len(text) and text[end].isascii() and text[end].isalnum()


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read at first use."""
    return Vocabulary()


