"""The vocabulary of facts (``lexicon/facts.toml``) as the rules use it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from extractor.lexicon.load import Lexicon, alternation, read_toml


class VerbWords(Lexicon):
    """Verbs by what they do in a statement about a number."""

    statement: list[str]
    link: list[str]
    cause: list[str]
    change: list[str]
    light: list[str]
    carrying: list[str]
    existence: list[str]
    stating: list[str]
    dative: list[str]
    single: list[str]
    stretch: list[str]
    prepositions: list[str]
    prepositional: list[str]
    multiples: list[str]
    nominal: list[str]
    ages: list[str]
    states: list[str]
    each: str
    heads: list[str]
    ratio: str
    aspect: list[str]
    sharing: list[str]
    shares: list[str]
    levels: list[str]
    attributes: list[str]
    reference: list[str]
    adverbial: list[str]
    implied: dict[str, str]
    origins: list[str]
    respective: list[str]
    auxiliary: list[str]
    also: list[str]
    no_verbs: list[str]


class SourceWords(Lexicon):
    """Words around the source of a statement."""

    open: list[str]
    close: list[str]
    forecast: list[str]


class TopicWords(Lexicon):
    """Words before, in and behind a subject."""

    skip: list[str]
    not_last: list[str]
    anaphora: list[str]
    agent: list[str]
    among: list[str]
    scopes: list[str]
    etc: list[str]
    bodies: list[str]
    generic: list[str]
    manner: list[str]


class DateWords(Lexicon):
    """When a date is not the date of the fact."""

    basis: list[str]
    attributive: list[str]
    cutoff: list[str]
    of: list[str]


class FactLexicon(Lexicon):
    """``lexicon/facts.toml``."""

    verbs: VerbWords
    sources: SourceWords
    topics: TopicWords
    dates: DateWords


class Vocabulary:
    """Sets and patterns, built once."""

    def __init__(self) -> None:
        lexicon = read_toml("facts.toml", FactLexicon)
        self.pieces: dict[str, tuple[Any, ...]] = {}  # what chunks.py has worked out of single words
        verbs, topics = lexicon.verbs, lexicon.topics
        self.statement = frozenset(verbs.statement)
        self.link = frozenset(verbs.link)
        self.cause = frozenset(verbs.cause)
        self.change = frozenset(verbs.change)
        self.measuring = self.link | self.change
        self.light = frozenset(verbs.light)
        self.carrying = frozenset(verbs.carrying)
        self.existence = frozenset(verbs.existence)
        self.stating = frozenset(verbs.stating)
        self.single = frozenset(verbs.single)
        self.stretch = frozenset(verbs.stretch)
        self.prepositional = frozenset(verbs.prepositional)
        self.valued = self.measuring | self.existence
        self.multiples = frozenset(verbs.multiples)
        self.attributes = tuple(verbs.attributes)
        self.levels = frozenset(verbs.levels)
        self.shares = frozenset(verbs.shares)
        self.sharing = frozenset(verbs.sharing)
        self.aspect = frozenset(verbs.aspect)
        self.ratio = verbs.ratio
        self.heads = frozenset(verbs.heads)
        self.each = verbs.each
        self.states = frozenset(verbs.states)
        self.silent = self.statement | self.states
        self.ages = frozenset(verbs.ages)
        self.reference = tuple(verbs.reference)
        self.nominal = frozenset(verbs.nominal)
        self.adverbial = frozenset(verbs.adverbial)
        self.implied = verbs.implied
        self.origins = frozenset(verbs.origins)
        self.respective = frozenset(verbs.respective)
        self.dative = frozenset(verbs.dative)
        self.auxiliary = frozenset(verbs.auxiliary)
        self.also = frozenset(verbs.also) | frozenset(verbs.nominal) | self.change | self.light | self.carrying | self.existence
        self.not_verbs = frozenset(verbs.no_verbs)
        self.skip = frozenset(topics.skip)
        self.not_last = frozenset(topics.not_last)
        self.anaphora = frozenset(topics.anaphora)
        self.among = frozenset(topics.among)
        self.bodies = tuple(topics.bodies)
        self.etc = frozenset(topics.etc)
        self.scopes = frozenset(topics.scopes)
        self.prepositions = frozenset(verbs.prepositions)
        self.generic = frozenset(topics.generic)
        self.agent = frozenset(topics.agent)
        self.manner = frozenset(topics.manner)
        self.comparing = frozenset(lexicon.dates.basis)
        self.attributive = tuple(lexicon.dates.attributive)
        self.of = frozenset(lexicon.dates.of)
        self.cutoff = tuple(lexicon.dates.cutoff)
        self.saying = tuple(sorted(verbs.statement))
        self.basis = tuple(lexicon.dates.basis)
        sources = lexicon.sources
        self.forecast = frozenset(sources.forecast)
        self.source = re.compile(
            f"(?:{alternation(sources.open)})([^，。；！？]{{2,30}}?)(?:的)?(?:最新|初步|有关)?(?:{alternation(sources.close)})"
        )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read at first use."""
    return Vocabulary()
