"""The vocabulary of facts: ``lexicon/facts.toml``, and what is derived from it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from extractor.lexicon.load import Lexicon, WordList, WordSet, alternation, read_toml
from extractor.records import Polarity


class Sign:
    """What the words of a clause may bring with them: a rule that needs a word is not asked in a clause without its sign."""

    AGENT: Final = 1
    CUE: Final = 1 << 1
    EACH: Final = 1 << 2  # 分别
    FORECAST: Final = 1 << 3
    QUOTE: Final = 1 << 4
    BRACKET: Final = 1 << 5
    PLACE: Final = 1 << 6
    SUM: Final = 1 << 7  # 等
    BASIS: Final = 1 << 8
    LEADING: Final = 1 << 9
    STATES: Final = 1 << 10
    COUNT: Final = 1 << 11  # a count
    NOUN: Final = 1 << 12  # a quantity with a noun that may be several words
    NAME: Final = 1 << 13  # an organization
    TITLE: Final = 1 << 14


class Turn:
    """Which rules a word has that is something else where it stands: a rule of ``turns.py`` is asked only at its own words."""

    POINTS: Final = 1
    PAIR: Final = 1 << 1
    COMPLETED: Final = 1 << 2
    HOW: Final = 1 << 3
    LISTED: Final = 1 << 4  # says how by the lexicon, not by its part of speech
    PASSIVE: Final = 1 << 5
    RESULT: Final = 1 << 6
    CONTAINS: Final = 1 << 7
    DEGREE: Final = 1 << 8
    NOUNISH: Final = 1 << 9
    PART: Final = 1 << 10
    AVERAGE: Final = 1 << 11
    DISPOSES: Final = 1 << 12
    ASPECT: Final = 1 << 13


QUALITIES = frozenset({"a", "ad", "vd"})  # tags of adjectives and verbs that before a verb say how it is done
QUOTES = frozenset("“”\"'‘’「」")
TITLE = "《"
OPEN, CLOSE = frozenset("(（"), frozenset(")）")


class Vocabulary(Lexicon):
    """``lexicon/facts.toml``; what each list is for stands there."""

    reports: WordList
    reckoning: WordSet
    statement: WordSet
    announcing: WordSet
    link: WordSet
    cause: WordSet
    increase: WordSet
    decrease: WordSet
    change: WordSet
    light: WordSet
    carrying: WordSet
    existence: WordSet
    auxiliary: WordSet
    also: WordSet
    not_verbs: WordSet
    stating: WordSet
    dative: WordSet
    attributes: WordList
    single: WordSet
    stretch: WordSet
    multiples: WordSet
    prepositions: WordSet
    prepositional: WordSet
    nominal: WordSet
    adverbial: WordSet
    implied: dict[str, str]
    origins: WordSet
    levels: WordSet
    measure_ends: WordSet
    shares: WordSet
    sharing: WordSet
    adverbial_words: WordSet
    complements: WordSet
    pivotal: WordSet
    containing: WordSet
    within: WordSet
    passive: WordSet
    revenues: WordSet
    unowned: WordList
    finding: WordSet
    corporate: WordSet
    ownreports: WordSet
    flows: WordList
    inner: WordSet
    splits: dict[str, int]
    titles: WordList
    events: WordSet
    holding: WordSet
    compounds: WordSet
    times: WordSet
    summarizing: WordSet
    degrees: WordSet
    nounish: WordSet
    extents: WordSet
    pointing: WordSet
    classifiers: WordSet
    means: WordSet
    composing: WordSet
    teams: WordSet
    not_times: WordSet
    describing: WordSet
    summing: WordSet
    helping: WordSet
    adjusting: WordSet
    resulting: WordSet
    disposing: WordSet
    aspect: WordSet
    ratio: str
    ways: WordSet
    hastening: WordSet
    funds: WordList
    heads: WordSet
    each: str
    states: WordSet
    ages: WordSet
    reference: WordList
    respective: WordSet
    leads: WordSet

    planned: WordSet
    required: WordSet
    estimated: WordSet
    done: WordSet
    yearly: WordSet
    than: WordSet
    more: WordSet
    less: WordSet
    rise: WordList
    fall: WordList

    source_open: WordSet
    source_close: WordSet
    forecast: WordSet
    no_source: WordSet
    forecasters: WordList

    skip: WordSet
    not_last: WordSet
    among: WordSet
    localizers: WordSet
    inside: WordList
    scopes: WordSet
    etc: WordSet
    bodies: WordList
    generic: WordSet
    averages: WordSet
    plucking: WordSet
    persons: WordList
    reporters: WordList
    agent: WordSet
    anaphora: WordSet
    manner: WordSet
    of: WordSet
    and_: WordSet

    cutoff: WordList
    basis: WordList
    attributive: WordList

    @cached_property
    def changes(self) -> frozenset[str]:
        """Verbs that say how a measured thing changed."""
        return self.change | self.increase | self.decrease

    @cached_property
    def directions(self) -> dict[str, Polarity]:
        """Verbs whose number says how much more or less there is."""
        falling: dict[str, Polarity] = dict.fromkeys(self.decrease | self.less, "decrease")
        return falling | dict.fromkeys(self.increase | self.more, "increase")

    @cached_property
    def cues(self) -> frozenset[str]:
        """Words that set or end a modality."""
        return self.planned | self.required | self.estimated | self.done

    @cached_property
    def measuring(self) -> frozenset[str]:
        """Verbs that state the value of what stands before them."""
        return self.link | self.changes

    @cached_property
    def valued(self) -> frozenset[str]:
        """Verbs whose subject is measured or has something, and does nothing."""
        return self.measuring | self.existence

    @cached_property
    def silent(self) -> frozenset[str]:
        """Verbs that govern no number."""
        return self.statement | self.states

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Words that are verbs whatever the dictionary says."""
        return self.verb_like | self.link | self.cause | self.states

    @cached_property
    def verb_like(self) -> frozenset[str]:
        """Verbs that may be part of a name for something measured."""
        return self.also | self.nominal | self.changes | self.light | self.carrying | self.existence

    @cached_property
    def directed(self) -> frozenset[str]:
        """Verbs that say that something becomes more or less."""
        return self.more | self.less

    @cached_property
    def displaced(self) -> frozenset[str]:
        """Verbs that are none in some places."""
        return self.shares | self.prepositional | self.hastening

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Verbs that begin no name for something measured."""
        return self.measuring | self.stating | self.light | self.existence

    @cached_property
    def serial(self) -> frozenset[str]:
        """Particles between verbs and nouns in a row: 面临着, 森林消防等."""
        return self.etc | self.aspect | self.inner

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """Ends of the names of what is measured."""
        return (*self.attributes, *sorted(self.nominal))

    @cached_property
    def comparing(self) -> frozenset[str]:
        """Words before what a value is compared with."""
        return frozenset(self.basis)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Words before the first of two values, or before what a value is compared with."""
        return self.origins | self.comparing

    @cached_property
    def adverbs(self) -> frozenset[str]:
        """Words between a subject and its verb."""
        return self.manner | self.auxiliary

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The verbs of statement and of making known, for ``str.startswith``."""
        return tuple(sorted(self.statement | self.announcing))

    @cached_property
    def signs(self) -> dict[str, int]:
        """The signs of each word that has any."""
        signs: dict[str, int] = {}
        for sign, words in (
            (Sign.AGENT, self.agent),
            (Sign.CUE, self.cues),
            (Sign.EACH, self.respective),
            (Sign.FORECAST, self.forecast),
            (Sign.QUOTE, QUOTES),
            (Sign.TITLE, {TITLE}),
            (Sign.BRACKET, OPEN | CLOSE),
            (Sign.PLACE, self.localizers),
            (Sign.SUM, self.etc),
            (Sign.BASIS, self.yearly | self.than),
            (Sign.LEADING, self.leading),
            (Sign.STATES, self.link | self.existence),
        ):
            for word in words:
                signs[word] = signs.get(word, 0) | sign
        return signs

    @cached_property
    def turns(self) -> dict[str, int]:
        """The rules of each word that may be something else where it stands."""
        turns: dict[str, int] = {}
        for turn, words in (
            (Turn.POINTS, self.pointing),
            (Turn.PAIR, {word[:at] for word in self.compounds for at in range(1, len(word))}),
            (Turn.COMPLETED, self.plucking),
            (Turn.HOW | Turn.LISTED, self.adverbial_words),
            (Turn.PASSIVE, self.passive),
            (Turn.RESULT, self.adjusting),
            (Turn.CONTAINS, self.containing),
            (Turn.DEGREE, self.degrees),
            (Turn.NOUNISH, self.nounish | self.corporate),
            (Turn.PART, self.teams | self.events | self.measure_ends | self.extents),
            (Turn.AVERAGE, self.averages),
            (Turn.DISPOSES, self.disposing),
            (Turn.ASPECT, self.aspect),
        ):
            for word in words:
                turns[word] = turns.get(word, 0) | turn
        return turns

    def turns_of(self, word: str, tag: str) -> int:
        """The rules of a word with its part of speech."""
        turns = self.turns.get(word, 0)
        if len(word) == 1:
            return turns | Turn.COMPLETED if tag[:1] == "v" else turns
        return turns | Turn.HOW if tag in QUALITIES else turns

    @cached_property
    def forecasting(self) -> re.Pattern[str]:
        """A word that may lead in what somebody forecasts."""
        return re.compile(alternation(self.forecast))

    @cached_property
    def source(self) -> re.Pattern[str]:
        """据X统计, X in group 1."""
        opened, closed = alternation(self.source_open), alternation(self.source_close)
        return re.compile(f"(?:{opened})([^，。；！？]{{2,30}}?)(?:的)?(?:最新|初步|有关)?(?:{closed})")


def vocabulary() -> Vocabulary:
    """The vocabulary, read at first use."""
    words: Vocabulary = read_toml("facts.toml", Vocabulary)
    return words
