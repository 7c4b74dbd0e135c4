"""Chunks: a clause as a row of mentions and words, which is what the rules of facts read.

A chunk is a mention that another room found (organization, date, quantity) or a word between mentions, with the role that its
tag and the lexicon give it: a verb, a noun, a preposition, something that links, something that ends a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.facts.vocabulary import TITLE, Sign, Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.span import HasSpan
from extractor.words import Part, TaggedWord, WordClass, WordsInContext


class Role:
    """What a chunk can be in a phrase. Plain letters, for they are asked for all the time, and an enumeration takes long to answer."""

    NOUN: Final = "n"
    VERB: Final = "v"
    QUANTITY: Final = "q"
    DATE: Final = "t"
    ORGANIZATION: Final = "o"
    PREPOSITION: Final = "p"
    OF: Final = "d"  # 的
    AND: Final = "c"  # 和, 、
    ADVERB: Final = "a"
    PARTICLE: Final = "u"  # 了, 着, 过
    MARK: Final = "x"  # punctuation and anything else that ends a phrase


@dataclass(slots=True)
class Chunk:
    """One mention or word in its place."""

    text: str
    start: int
    end: int
    role: str
    tag: str = ""
    part: Part | None = None


_ROLES = {  # of the classes of words; all others name something
    WordClass.VERB: Role.VERB,
    WordClass.TIME: Role.DATE,
    WordClass.PREPOSITION: Role.PREPOSITION,
    WordClass.ADVERB: Role.ADVERB,
    WordClass.ADVERBIAL: Role.ADVERB,
    WordClass.CONJUNCTION: Role.AND,
    WordClass.PARTICLE: Role.PARTICLE,
    WordClass.MODAL: Role.PARTICLE,
    WordClass.MARK: Role.MARK,
}


_LED = frozenset(  # classes of words that a modal verb leads to
    {
        WordClass.VERB,
        WordClass.VERBAL_NOUN,
        WordClass.ADVERB,
        WordClass.ADVERBIAL,
        WordClass.ADJECTIVE,
        WordClass.PREPOSITION,
        WordClass.DATE,
        WordClass.ORDINAL,
    }
)
GLOSS = 12  # chunks of the longest gloss in brackets
_NOUN_REACH = 60  # characters between a count and its noun


def noun_start(text: str, q: FoundQuantity, noun: str) -> int:
    """Where the counted noun stands that is nearest to its number; -1 where it does not stand near."""
    if q.noun_before:
        return text.rfind(noun, max(0, q.start - _NOUN_REACH), q.start)
    return text.find(noun, q.end, q.end + _NOUN_REACH)


def _titles(text: str, found: list[Chunk]) -> list[Chunk]:
    """A title is one noun: 《国家综合立体交通网规划纲要》提出."""
    merged: list[Chunk] = []
    opened: int | None = None
    for chunk in found:
        merged.append(chunk)
        if chunk.text == TITLE:
            opened = len(merged) - 1
        elif chunk.text == "》" and opened is not None:
            start = merged[opened].start
            del merged[opened:]
            merged.append(Chunk(text[start : chunk.end], start, chunk.end, Role.NOUN, "nz"))
            opened = None
    return merged


class Chunker:
    """Makes the chunks of clauses from the words in context of one document."""

    def __init__(self, v: Vocabulary, context: WordsInContext) -> None:
        self.v, self._context, self._signs = v, context, v.signs

    def chunks(self, clause: HasSpan, start: int) -> tuple[list[Chunk], int]:
        """The chunks of one clause from ``start`` on, and its signs."""
        found: list[Chunk] = []
        signs = 0
        words = self._context.within(max(start, clause.start), clause.end)
        for i, word in enumerate(words):
            signs |= self._signs.get(word.text, 0)
            if isinstance(word.part, FoundOrganization):
                signs |= Sign.NAME
            if word.tag == WordClass.MEASURE_WORD and found and found[-1].tag == WordClass.PRONOUN and found[-1].end == word.start:
                found[-1].text, found[-1].end = found[-1].text + word.text, word.end  # 这|座
                continue
            found.append(Chunk(word.text, word.start, word.end, self._role(words, i, found), word.tag, word.part))
        if signs & Sign.TITLE:
            found = _titles(self._context.text, found)
        return found, signs

    def _role(self, words: Sequence[TaggedWord], i: int, before: list[Chunk]) -> str:
        """The role of a word behind others."""
        word, v = words[i], self.v
        part, text = word.part, word.text
        if part is not None:
            return _role_of_mention(part, v)
        if text in v.of:
            return Role.OF
        if text in v.and_:
            return Role.AND
        if not text[0].isalnum():
            return Role.MARK
        role = _ROLES.get(word.tag, Role.NOUN)
        if role == Role.VERB:
            if before and before[-1].role == Role.VERB and before[-1].end == word.start and self._completes(text, before[-1].text):
                return Role.PARTICLE  # 收窄|至, 拨|出
            leads = i + 1 == len(words) or words[i + 1].tag in _LED
            return Role.ADVERB if text in v.adverbs and leads else role  # 没有增加, but 没有收入, 得了82分
        return role

    def _completes(self, text: str, verb: str) -> bool:
        """Whether a word only says where the verb before it leads."""
        return text in self.v.stretch or text in self.v.aspect or (len(verb) == 1 and text in self.v.complements)


def _role_of_mention(part: Part, v: Vocabulary) -> str:
    if isinstance(part, FoundQuantity):
        return Role.ADVERB if part.kind == "ordinal" and part.unit in v.adverbial else Role.QUANTITY  # 首次突破
    return Role.ORGANIZATION if isinstance(part, FoundOrganization) else Role.DATE
