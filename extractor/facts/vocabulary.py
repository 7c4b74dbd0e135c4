"""The vocabulary of facts: ``lexicon/facts.toml``, and what is derived from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from extractor.lexicon.load import Lexicon, WordList, WordSet, alternation, read_table, read_toml
from extractor.records import Modality, Polarity
from extractor.words import Vocabulary as Words
from extractor.words import vocabulary as vocabulary_of_words

_OFTEN = ("seldom",) * 3 + ("often",) * 3 + ("mostly",) * 5  # by tenths


class Bounds:
    """How often words open and end noun phrases (``lexicon/phrase_words.txt``, in tenths): unseen, seldom, often, mostly."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._opens, self._ends = dict[str, str](), dict[str, str]()
        for word, opens, ends in rows:
            self._opens[word], self._ends[word] = _OFTEN[int(opens)], _OFTEN[int(ends)]

    def opens(self, word: str) -> str:
        """How often a phrase begins with a word that stands in one."""
        return self._opens.get(word, "unseen")

    def ends(self, word: str) -> str:
        """How often a phrase ends with it."""
        return self._ends.get(word, "unseen")


class Vocabulary(Lexicon):
    """``lexicon/facts.toml``; what each list is for stands there."""

    carrying: WordSet
    remarking: WordSet
    stretch: WordSet
    multiples: WordSet
    implied: dict[str, str]
    origins: WordSet
    levels: WordSet
    complements: WordSet
    leads: WordSet
    totalling: WordSet
    flows: WordList
    compounds: WordSet
    degrees: WordSet
    pointing: WordSet
    adjusting: WordSet
    resulting: WordSet
    disposing: WordSet
    aspect: WordSet
    each: str
    respective: WordSet

    planned: WordSet
    required: WordSet
    estimated: WordSet
    uncertain: WordSet
    done: WordSet
    negating: WordSet
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
    scopes: WordSet
    generic: dict[str, tuple[str, ...]]
    persons_meant: WordSet
    possessive: WordSet
    agent: WordSet
    anaphora: WordSet
    of: WordSet
    and_: WordSet

    one: WordSet
    opening: WordSet
    closing: WordSet
    quotes: WordSet
    unquotes: WordSet
    inner_marks: WordSet
    hyphens: WordSet
    commas: WordSet
    enumerating: str
    colons: WordSet
    linking: WordSet
    holding: WordSet
    reckoned: WordSet
    indices: WordList
    saying: WordSet
    determiners: dict[str, str]

    cutoff: WordList
    basis: WordList
    attributive: WordList
    ahead_of: WordList
    leading_in: WordList
    now: WordSet

    @cached_property
    def words(self) -> Words:
        """What is known of single words."""
        return vocabulary_of_words()

    @cached_property
    def bounds(self) -> Bounds:
        """What is counted of words at the ends of noun phrases."""
        return Bounds(read_table("phrase_words.txt"))

    @cached_property
    def joining(self) -> frozenset[str]:
        """Words between modifiers and nouns, and between the items of lists."""
        return self.of | self.and_

    @cached_property
    def unopening(self) -> frozenset[str]:
        """Words that begin no phrase."""
        return self.joining | self.skip

    @cached_property
    def unfinished(self) -> frozenset[str]:
        """Words that end no phrase."""
        return self.joining | self.opening | self.not_last

    @cached_property
    def passive(self) -> frozenset[str]:
        """Words before who does something, or right before what is done."""
        return self.words.shapes.passive

    @cached_property
    def etc(self) -> frozenset[str]:
        """Words that end a list."""
        return self.words.shapes.summing

    @cached_property
    def link(self) -> frozenset[str]:
        """Verbs that state the value of what stands before them."""
        return self.words.of_frame("state", "compare")

    @cached_property
    def stating(self) -> frozenset[str]:
        """Verbs that state a value, or what there is."""
        return self.words.of_frame("state", "exist")

    @cached_property
    def increase(self) -> frozenset[str]:
        """Verbs that say how much more there is of a measured thing."""
        return self.words.changing("up")

    @cached_property
    def decrease(self) -> frozenset[str]:
        """Verbs that say how much less there is of it."""
        return self.words.changing("down")

    @cached_property
    def statement(self) -> frozenset[str]:
        """Verbs of those who say something."""
        return self.words.of_frame("say") | self.remarking

    @cached_property
    def announcing(self) -> frozenset[str]:
        """Verbs of those who make something known."""
        return self.words.of_frame("publish")

    @cached_property
    def directions(self) -> dict[str, Polarity]:
        """Verbs whose number says how much more or less there is."""
        falling: dict[str, Polarity] = dict.fromkeys(self.decrease | self.less, "decrease")
        return falling | dict.fromkeys(self.increase | self.more, "increase")

    @cached_property
    def cues(self) -> frozenset[str]:
        """Words that set or end a modality."""
        return self.planned | self.required | self.estimated | self.uncertain | self.done

    def modality_of(self, word: str) -> Modality | None:
        """The modality that a cue sets."""
        return self._modalities.get(word)

    @cached_property
    def _modalities(self) -> dict[str, Modality]:
        found: dict[str, Modality] = dict.fromkeys(self.uncertain, "uncertain")
        found |= dict.fromkeys(self.estimated, "estimated")
        found |= dict.fromkeys(self.required, "required")
        return found | dict.fromkeys(self.planned, "planned")

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The verbs of statement and of making known, for ``str.startswith``."""
        return tuple(sorted(self.statement | self.announcing))

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
