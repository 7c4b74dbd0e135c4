"""What the three lexicon files of quantities hold: currencies and units, measure words, and the words around a number."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from extractor.lexicon.load import Lexicon
from extractor.records import Bound


class Subunit(Lexicon):
    """A fraction of a currency's major unit."""

    name: str
    scale: Decimal


class Currency(Lexicon):
    """One currency: names behind the number, prefixes in front of it."""

    code: str
    names: list[str]
    prefixes: tuple[str, ...] = ()
    subunits: tuple[Subunit, ...] = ()
    note: str = ""


class Unit(Lexicon):
    """One physical unit with its UCUM code.

    ``parts`` are smaller units that may follow it (3斤5两), "" bare digits (1米85); ``not_before`` are words that begin behind it
    and make something else of its first character (升至, 克罗地亚); ``shown`` is how a name is reported that mixes word and sign.
    """

    names: list[str]
    code: str
    kind: str
    parts: dict[str, Decimal] = Field(default_factory=dict)
    not_before: tuple[str, ...] = ()
    shown: dict[str, str] = Field(default_factory=dict)
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
    small: WordList
    not_before: dict[str, tuple[str, ...]]
    classifier_nouns: WordList


class PercentWords(Lexicon):
    """Signs and words of percentages."""

    signs: list[str]
    permille: list[str]
    points: list[str]
    points_over: list[str]
    tenths: list[str]
    discounts: list[str]
    half: list[str]
    not_tenths_before: list[str]
    not_discount_before: list[str]
    not_fraction_before: tuple[str, ...]
    largest_denominator: int
    halves_before: dict[str, Bound]
    halves_inside: list[str]
    share_bounds: list[str]
    share_links: list[str]
    share_reach: int


class OrdinalWords(Lexicon):
    """Marks of ordinals."""

    marks: list[str]
    backwards: list[str]
    first: list[str]
    first_numbered: list[str]
    last: list[str]
    units: list[str]
    last_units: list[str]
    not_first: list[str]
    not_units: tuple[str, ...]
    more_units: list[str]


class MoneyWords(Lexicon):
    """Words that make a bare 亿 or 万 money."""

    cues: list[str]
    gap: list[str]
    trade: list[str]
    strong: list[str]
    behind: list[str]
    open: list[str]
    lists: list[str]
    each: list[str]
    links: list[str]
    colloquial: list[str]
    graded: list[str]
    short: dict[str, int]
    graded_nouns: list[str]
    cents: list[str]
    cents_gap: list[str]
    heads: list[str]
    heads_links: list[str]
    heads_currency: list[str]
    not_nouns: list[str]


class PerWords(Lexicon):
    """Words that name the base of a rate."""

    each: list[str]
    averages: dict[str, str]
    slashes: list[str]
    bases: list[str]
    not_one_before: list[str]


class ArticleWords(Lexicon):
    """When 一 counts."""

    counting_units: list[str]
    persons: list[str]
    limiting: list[str]
    tolls: list[str]
    suffered: list[str]
    done_to: list[str]
    joining: list[str]


class PlaceWords(Lexicon):
    """Words beside numbers that only name: houses, sections, phones, persons."""

    units: list[str]
    sections: list[str]
    phones: list[str]
    phone_links: list[str]
    surnames: list[str]
    persons: list[str]
    speaking: tuple[str, ...]


class TemperatureWords(Lexicon):
    """Words in front of a temperature."""

    below: list[str]
    above: list[str]
    scales: dict[str, str]
    names: dict[str, str]
    degrees: list[str]


class IntensityWords(Lexicon):
    """When 级 is an intensity."""

    units: list[str]
    behind: tuple[str, ...]
    before: list[str]
    reach: int


class DoublingWords(Lexicon):
    """翻一番."""

    verbs: list[str]
    units: list[str]
    unit: str


class NounLexicon(Lexicon):
    """Nouns that make a bare number a count, and what may stand between the two."""

    cues: list[str]
    of: list[str]
    links: list[str]
    changes: list[str]
    until: list[str]
    uncounted: list[str]
    more_behind: list[str]


class QuantityWords(Lexicon):
    """``lexicon/quantity_words.toml``."""

    percent: PercentWords
    ordinal: OrdinalWords
    money: MoneyWords
    per: PerWords
    places: PlaceWords
    articles: ArticleWords
    temperature: TemperatureWords
    intensity: IntensityWords
    doubling: DoublingWords
    nouns: NounLexicon
