"""Chunks: a clause as a row of mentions and words, which is what the rules of facts read.

A chunk is a mention that another room found (organization, date, quantity) or a word between mentions, with the role that its
tag and the lexicon give it: a verb, a noun, a preposition, something that links, something that ends a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from extractor.dates import FoundDate
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Word
from extractor.span import within

Part = FoundDate | FoundQuantity | FoundOrganization


class Role(Enum):
    """What a chunk can be in a phrase."""

    NOUN = auto()
    VERB = auto()
    QUANTITY = auto()
    DATE = auto()
    ORGANIZATION = auto()
    PREPOSITION = auto()
    OF = auto()  # 的
    AND = auto()  # 和, 、
    ADVERB = auto()
    PARTICLE = auto()  # 了, 着, 过
    MARK = auto()  # punctuation and anything else that ends a phrase


@dataclass(slots=True)
class Chunk:
    """One mention or word in its place."""

    text: str
    start: int
    end: int
    role: Role
    tag: str = ""
    part: Part | None = None


_ROLES = {"p": Role.PREPOSITION, "d": Role.ADVERB, "c": Role.AND, "x": Role.MARK, "w": Role.MARK, "y": Role.PARTICLE, "e": Role.MARK, "o": Role.MARK}


def role_of(word: str, tag: str, v: Vocabulary) -> Role:
    """The role of a word."""
    if word == "的" or word == "之":
        return Role.OF
    if word in "、和与及" or word == "以及":
        return Role.AND
    if not (word[0].isalnum() or word[0] in "％%"):
        return Role.MARK
    if word in v.manner or word in v.auxiliary:
        return Role.ADVERB
    if word in v.link or word in v.also or word in v.cause:
        return Role.VERB
    if tag[:1] == "v" and tag != "vn" and word not in v.not_verbs:
        return Role.VERB
    if tag[:1] == "u":
        return Role.PARTICLE
    return _ROLES.get(tag[:1], Role.NOUN)


def _mention_role(part: Part) -> Role:
    if isinstance(part, FoundDate):
        return Role.DATE
    return Role.QUANTITY if isinstance(part, FoundQuantity) else Role.ORGANIZATION


def chunks(text: str, words: Sequence[Word], parts: Sequence[Part], start: int, end: int, v: Vocabulary) -> list[Chunk]:
    """The chunks of one clause; ``parts`` are all mentions of the document, sorted."""
    found: list[Chunk] = []
    position = start
    for part in within(parts, start, end):
        found += _between(text, words, position, part.start, v)
        found.append(Chunk(text[part.start : part.end], part.start, part.end, _mention_role(part), part=part))
        position = max(position, part.end)
    found += _between(text, words, position, end, v)
    return found


def _between(text: str, words: Sequence[Word], start: int, end: int, v: Vocabulary) -> Iterator[Chunk]:
    """Words in a gap between mentions; a word that a mention cuts keeps its part in the gap."""
    for word in words:
        if word.end <= start:
            continue
        if word.start >= end:
            return
        a, b = max(word.start, start), min(word.end, end)
        surface = text[a:b]
        if surface.isspace():
            continue
        tag = word.tag if (a, b) == (word.start, word.end) else ""
        yield Chunk(surface, a, b, role_of(surface, tag, v), tag)
