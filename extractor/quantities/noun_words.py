"""The words that decide where a counted noun begins and ends, and what is told from a word and its tag alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extractor.lexicon.load import alternation
from extractor.numerals.grammar import grammar
from extractor.quantities.vocabulary import vocabulary
from extractor.segment import Word
from extractor.text import HIDDEN

CLOSING = frozenset("，。；！？：、,;!?:（）()“”‘’\"'「」『』【】[]《》…—~～/\n " + HIDDEN)
VERBAL = frozenset("vd")  # tags of the parts of an idiom that is a verb
Tagger = Callable[[str], str]


class NounWords:
    """The lexicon of counted nouns as sets and patterns."""

    def __init__(self) -> None:
        words = vocabulary().words.nouns
        self.links, self.stops = frozenset(words.links), frozenset(words.stops)
        self.longest, self.reach = words.longest, words.heads_behind_de
        self.verbal_units, self.degree = frozenset(words.verbal_units), frozenset(words.degree)
        self.every, self.scopes = frozenset(words.every), frozenset(words.scopes)
        self.results, self.leading = frozenset(words.results), frozenset(words.leading)
        self.predicates, self.nouns = frozenset(words.predicates), frozenset(words.nouns)
        self.verb_heads, self.verb_tails = frozenset(words.verb_heads), frozenset(words.verb_tails)
        self.heads = tuple(words.heads)
        self.between, self.comparing = frozenset(words.between), frozenset(words.comparing)
        self.pairs, self.localizers = tuple(words.pairs), frozenset(words.localizers)
        self.of = frozenset(words.of)
        self.among = tuple(words.among)
        self.adverbial = frozenset(words.adverbial)
        self.aspects, self.this = frozenset(words.aspects), frozenset(words.this)
        self.adjectival = tuple(words.adjectival)
        self.clock_time = tuple(words.times)
        self.ages = frozenset(words.ages)
        self.classifiers = vocabulary().classifiers
        self.person_units = frozenset(words.person_units)
        self.lonely = self.verbal_units | self.person_units
        self.numeral = grammar().begins
        self.measures = frozenset(words.amounts)
        self.amounts = re.compile(f"(?<=..)(?:{alternation(words.amounts)})$")
        self.endings = tuple(words.endings)
        self.describing, self.groupings = frozenset(words.describing), frozenset(words.groupings)
        self.owners, self.owned = tuple(words.owners), frozenset(words.owned)
        self.planning = frozenset(words.planning)
        self.attributes, self.copulas = frozenset(words.attributes), frozenset(words.copulas)
        self.giving, self.listing = frozenset(words.giving), frozenset(words.listing)
        self.lettered = frozenset(words.lettered)
        self.clauses = tuple(words.clauses)
        self.kinds = {unit: tuple(kind.endings) for kind in words.kinds for unit in kind.units}

    def nominal(self, word: Word) -> bool:
        """Whether the word can be part of a counted noun."""
        if word.text in self.stops or word.text in CLOSING or word.text in self.links:
            return False
        if word.text in self.nouns:
            return True
        tag = word.tag
        if tag == "m":
            return not self.numeral(word.text, 0)
        if tag == "r":
            return word.text[0] in self.every
        if not tag:
            return word.text[0].isalpha() and not (word.text.isascii() and not word.text.isalpha())
        return tag[0] in "nabljisgk" or tag in ("vn", "an", "eng", "zg")

    def describes(self, word: str) -> bool:
        """多彩的 as one word."""
        return len(word) > 2 and word[-1] in self.of

    def fits(self, unit: str | None, noun: str) -> bool:
        """Whether a measure word counts such a noun: 名 persons, 家 organizations; most count anything."""
        return noun.endswith(self.kinds.get(unit or "", ("",)))

    def clausal(self, word: Word) -> bool:
        """Whether a word is a verb that only a clause begins with: 穿着, 绣有, 来自."""
        return len(word.text) == 2 and word.text.endswith(self.clauses) and word.tag in ("v", "")

    def ends_noun(self, word: Word, following: Word | None, tag: Tagger) -> bool:
        """Whether a word behind a noun is what the counted ones do: 检察员|出庭, 干部|驻村; 集资|参与|人 goes on."""
        if following is not None and following.text.startswith(self.heads) and len(following.text) == 1:
            return False
        if following is not None and word.tag[:1] in ("a", "b") and following.tag[:1] == "v":
            return True  # 开发商|主动|联系
        if word.text in self.planning:
            return following is not None and following.tag[:1] in ("v", "p", "d")
        if following is not None and word.text + following.text in self.predicates:
            return True  # 不同|程度
        return word.text in self.predicates or self.unknown_verb(word) or self.verbal_idiom(word, tag) or self.two_verbs(word, tag)

    @staticmethod
    def verbal_idiom(word: Word, tag: Tagger) -> bool:
        """Whether a word that the dictionary calls an idiom is a verb and what goes with it: 上门服务, 绝不会."""
        if word.tag not in ("l", "i") or len(word.text) < 3:
            return False
        return tag(word.text[:-2])[:1] in VERBAL and tag(word.text[-2:])[:1] in VERBAL

    @staticmethod
    def two_verbs(word: Word, tag: Tagger) -> bool:
        """调扣, 续亏: a word that the dictionary does not know, of two verbs."""
        return not word.tag and len(word.text) == 2 and tag(word.text[1]) == "v" and tag(word.text[0]) in ("v", "d", "r")

    def unknown_verb(self, word: Word) -> bool:
        """Whether a word that the dictionary does not know is a verb by its characters: 驻村, 已致, 多地致."""
        if word.tag:
            return False
        return word.text[-1] in self.verb_tails or (len(word.text) == 2 and word.text[0] in self.verb_heads)


@lru_cache(maxsize=1)
def noun_words() -> NounWords:
    """The lexicon, read at first use."""
    return NounWords()
