"""The vocabulary of facts: ``lexicon/facts.toml``, and what is derived from it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from extractor.lexicon.load import Lexicon, WordList, WordSet, alternation, read_toml
from extractor.records import Polarity
from extractor.words import Vocabulary as Words
from extractor.words import vocabulary as vocabulary_of_words


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
    NAME: Final = 1 << 10  # an organization
    TITLE: Final = 1 << 11


QUOTES = frozenset("“”\"'‘’「」")
TITLE = "《"
OPEN, CLOSE = frozenset("(（"), frozenset(")）")


class Vocabulary(Lexicon):
    """``lexicon/facts.toml``; what each list is for stands there."""

    carrying: WordSet
    auxiliary: WordSet
    remarking: WordSet
    stating: WordSet
    stretch: WordSet
    multiples: WordSet
    dative: WordSet
    towards: WordSet
    adverbial: WordSet
    implied: dict[str, str]
    origins: WordSet
    levels: WordSet
    measure_ends: WordSet
    shares: WordSet
    sharing: WordSet
    complements: WordSet
    revenues: WordSet
    unowned: WordList
    finding: WordSet
    ownreports: WordSet
    flows: WordList
    inner: WordSet
    titles: WordList
    compounds: WordSet
    times: WordSet
    degrees: WordSet
    pointing: WordSet
    classifiers: WordSet
    means: WordSet
    composing: WordSet
    summing: WordSet
    helping: WordSet
    adjusting: WordSet
    resulting: WordSet
    disposing: WordSet
    aspect: WordSet
    ways: WordSet
    funds: WordList
    heads: WordSet
    each: str
    states: WordSet
    ages: WordSet
    reference: WordList
    respective: WordSet

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
    generic: WordSet
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
    def words(self) -> Words:
        """What is known of single words."""
        return vocabulary_of_words()

    @cached_property
    def passive(self) -> frozenset[str]:
        """Words before who does something, or right before what is done."""
        return self.words.shapes.passive

    @cached_property
    def etc(self) -> frozenset[str]:
        """Words that end a list."""
        return self.words.shapes.summing

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Ends of the names of what is measured."""
        return self.words.endings_of("measure")

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """Ends of the names of those who do something."""
        return self.words.endings_of("person", "body")

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Ends of the names of organizations and groups."""
        return self.words.endings_of("body")

    @cached_property
    def reports(self) -> tuple[str, ...]:
        """Who makes one of these known only tells, unless it is a company."""
        return self.words.endings_of("source")

    @cached_property
    def link(self) -> frozenset[str]:
        """Verbs that state the value of what stands before them."""
        return self.words.of_frame("state", "compare")

    @cached_property
    def existence(self) -> frozenset[str]:
        """Verbs that say that there is something."""
        return self.words.of_frame("exist")

    @cached_property
    def cause(self) -> frozenset[str]:
        """Verbs that say what something led to."""
        return self.words.of_frame("cause")

    @cached_property
    def increase(self) -> frozenset[str]:
        """Verbs that say how much more there is of a measured thing."""
        return self.words.changing("up")

    @cached_property
    def decrease(self) -> frozenset[str]:
        """Verbs that say how much less there is of it."""
        return self.words.changing("down")

    @cached_property
    def change(self) -> frozenset[str]:
        """Verbs that say that it stays as it is."""
        return self.words.changing("flat")

    @cached_property
    def statement(self) -> frozenset[str]:
        """Verbs of those who say something."""
        return self.words.of_frame("say") | self.remarking

    @cached_property
    def light(self) -> frozenset[str]:
        """Verbs that say little themselves: the word behind them says what was done."""
        return self.words.with_frame("light")

    @cached_property
    def pivotal(self) -> frozenset[str]:
        """Verbs whose object does what the next verb says."""
        return self.words.with_frame("pivot")

    @cached_property
    def announcing(self) -> frozenset[str]:
        """Verbs of those who make something known."""
        return self.words.of_frame("publish")

    @cached_property
    def reckoning(self) -> frozenset[str]:
        """Verbs that at the end of a clause only say who counted."""
        return self.words.of_frame("reckon")

    @cached_property
    def nominal(self) -> frozenset[str]:
        """Verbs that are themselves what is measured when they stand right before the number."""
        return self.words.having("nominal")

    @cached_property
    def doing(self) -> frozenset[str]:
        """Verbs that can be one action with another: 走访慰问."""
        return self.words.of_frame("act", "give", "happen")

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
    def verb_like(self) -> frozenset[str]:
        """Verbs that may be part of a name for something measured."""
        return self.nominal | self.changes | self.light | self.carrying | self.existence

    @cached_property
    def directed(self) -> frozenset[str]:
        """Verbs that say that something becomes more or less."""
        return self.more | self.less

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
        return self.manner | self.auxiliary | self.words.of_frame("modal")

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
        ):
            for word in words:
                signs[word] = signs.get(word, 0) | sign
        return signs

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
