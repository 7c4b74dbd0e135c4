"""Chunks: a clause as a row of mentions and words, which is what the rules of facts read.

A chunk is a mention that another room found (organization, date, quantity) or a word between mentions, with the role that its
tag and the lexicon give it: a verb, a noun, a preposition, something that links, something that ends a phrase.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.dates import FoundDate
from extractor.facts.vocabulary import CLOSE, OPEN, TITLE, Sign, Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Words
from extractor.span import HasSpan, Ordered

Part = FoundDate | FoundQuantity | FoundOrganization


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
    turns: int = 0  # the rules that may make something else of it
    part: Part | None = None


_VERB, _QUANTITY, _DATE, _ORGANIZATION, _ADVERB = Role.VERB, Role.QUANTITY, Role.DATE, Role.ORGANIZATION, Role.ADVERB
_ROLES = {
    "t": Role.DATE,
    "p": Role.PREPOSITION,
    "d": Role.ADVERB,
    "c": Role.AND,
    "x": Role.MARK,
    "w": Role.MARK,
    "y": Role.PARTICLE,
    "e": Role.MARK,
    "o": Role.MARK,
}


GLOSS = 12  # chunks of the longest gloss in brackets
_WORDS = 3  # characters of a noun that may be several words
_NOUN_REACH = 60  # characters between a count and its noun
_IDIOMS = frozenset({"i", "l", "z"})


def role_of(word: str, tag: str, v: Vocabulary, *, noun_like: bool = False) -> str:
    """The role of a word. ``noun_like``: it ends in a noun (困难职工, to the dictionary a phrase like 紧紧围绕)."""
    if word in v.of:
        return Role.OF
    if word in v.and_:
        return Role.AND
    if not word[0].isalnum():
        return Role.MARK
    if (tag in _IDIOMS and not noun_like) or (tag == "nr" and len(word) > 3 and "·" not in word):
        return Role.PARTICLE  # 紧紧围绕, 隆重举行: they end a subject and govern nothing that could be named
    if word in v.prepositions:
        return Role.PREPOSITION
    if word in v.statement and tag[:1] == "v":
        return Role.VERB
    if word in v.adverbs:
        return Role.ADVERB
    if word in v.verbs:
        return Role.VERB
    if tag[:1] == "v" and tag != "vn" and word not in v.not_verbs:
        return Role.VERB if len(word) > 1 or word in v.single else Role.NOUN
    if tag[:1] == "u":
        return Role.PARTICLE
    if word in v.not_times:
        return Role.NOUN
    return _ROLES.get(tag[:1], Role.NOUN)


def noun_start(text: str, q: FoundQuantity, noun: str) -> int:
    """Where the counted noun stands that is nearest to its number; -1 where it does not stand near."""
    if q.noun_before:
        return text.rfind(noun, max(0, q.start - _NOUN_REACH), q.start)
    return text.find(noun, q.end, q.end + _NOUN_REACH)


def _nouns(text: str, found: list[Chunk], v: Vocabulary) -> None:
    """Verbs inside a counted noun are part of it: 7类指定监管场地资质."""
    for i, chunk in enumerate(found):
        q = chunk.part
        if not isinstance(q, FoundQuantity) or not q.noun or len(q.noun) < _WORDS:
            continue
        start = noun_start(text, q, q.noun)
        for other in found[max(0, i - 12) : i + 12]:
            inside = start <= other.start - q.noun_before and other.end <= start + len(q.noun)
            governs = q.noun_before and other.text in v.also and other.tag[:1] != "v"  # 工会|新建|基层工会组织
            if inside and not governs and other.role == Role.VERB and (other.tag or len(other.text) > 2):
                other.role = Role.NOUN


def _analyse(word: str, tag: Callable[[str], str], v: Vocabulary) -> Iterator[Piece]:
    if word.isspace():
        return
    halves = _halves(word, tag, v) if tag(word)[:1] in ("n", "l", "i", "") else None
    if halves == "verb":
        yield 0, word, Role.VERB, "v", 0
        return
    at = halves if isinstance(halves, int) else len(word)
    for offset, surface in ((0, word[:at]), (at, word[at:])):
        if surface:
            noun_like = len(surface) > 3 and (tag(surface[-2:])[:1] == "n" or tag(surface[-2:]) == "vn")
            noun_like = noun_like or (len(surface) == 3 and surface.endswith((*v.attributes, *v.persons, "社")))
            named = tag(surface)
            if named == "ns" and surface in v.attributes:
                named = "n"  # 长度, to the dictionary a place
            yield offset, surface, role_of(surface, named, v, noun_like=noun_like), named, v.turns_of(surface, named)


def _halves(word: str, tag: Callable[[str], str], v: Vocabulary) -> str | int | None:
    """What a word is that the dictionary or the segmenter takes for one: where to cut it, or that it is a verb.

    筹集资金 is a verb and a noun, 汽车出口 a noun and a verb, 率为 ends in a verb; 隆重举行 is a verb.
    """
    if len(word) == 2 and not tag(word):
        governed = word[1] in v.link or word[1] in v.cause or word[1] in v.comparing
        if (
            governed
            or word[1] in v.adverbs
            or word[0] in v.than
            or word[0] in v.agent
            or (word[1] in v.aspect and tag(word[0])[:1] == "v")
            or (word[0] in v.adverbs and tag(word[1])[:1] in ("v", "p"))
        ):
            return 1
    if word in v.splits:
        return v.splits[word]
    if len(word) == 3 and not tag(word):
        rest = tag(word[1:])[:1]
        if (word[0] in v.auxiliary and rest == "v") or (word[0] in v.single and rest == "n") or word[0] in v.anaphora:
            return 1  # 可|储存, 设|展位
        if tag(word[:2])[:1] == "v" and (word[2] in v.adverbs or word[2] in v.link):
            return 2  # 占地|约
    if len(word) != 4:
        return None
    if word[:2] in v.prepositions:
        return 2  # 面向|全国
    first, second = tag(word[:2]), tag(word[2:])
    if (first == "v" and (second[:1] == "n" or (second == "vn" and tag(word)[:1] == "n"))) or (
        first[:1] == "n" and word[2:] in v.verb_like
    ):
        return 2
    verbal = second == "v" if tag(word) == "n" else second[:1] == "v"  # not 科学实验
    if word[:2] in v.adverbs and (word[2:] in v.changes or word[2:] in v.directed):
        return 2  # 同比增加
    if (word[:2] in v.adverbs and second[:1] == "v") or (word[:2] in v.adverbial_words and verbal):
        return "verb"  # 精心组织
    return "verb" if first in ("ad", "a", "d", "z") and second[:1] == "v" else None


Piece = tuple[int, str, str, str, int]  # offset in the word, surface, role, tag, turns
_MOST_PIECES = 50_000
Known = tuple[str, str, int, int, tuple[Piece, ...] | None]  # of a word: role, tag, turns, signs; its pieces, where they are not it itself
_ALL, _NEVER = 1 << 30, 1 << 31
_ENOUGH = 4  # chunks behind the first verb, where a clause is read for its subject alone


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


def _in_gloss(found: list[Chunk]) -> bool:
    """Whether a bracket is open: a verb in a gloss predicates nothing."""
    last = next((c.text for c in reversed(found[-GLOSS:]) if c.text in OPEN or c.text in CLOSE), "")
    return last in OPEN


def _limit(found: list[Chunk], start: int, signs: int) -> int:
    """How many chunks are enough, when the last of them is a verb."""
    if found[-1].start < start or (signs & Sign.BRACKET and _in_gloss(found)):
        return _ALL
    return len(found) + _ENOUGH


def _split(found: list[Chunk], pieces: tuple[Piece, ...], at: int, limit: int, start: int, signs: int) -> int:
    """Add the chunks of a word that is several, and say how many are enough now."""
    for offset, piece, role, tag, turns in pieces:
        found.append(Chunk(piece, at + offset, at + offset + len(piece), role, tag, turns))
        if role == _VERB and limit == _ALL:
            limit = _limit(found, start, signs)
    return limit


class Mentions(Ordered[Part]):
    """All mentions of a document, sorted, and behind them a place that no text reaches."""

    __slots__ = ()

    def __init__(self, mentions: Sequence[Part]) -> None:
        super().__init__(mentions)
        self.starts.append(sys.maxsize)


class Chunker:
    """Makes the chunks of clauses. Remembers what single words are: few words make up most text. For one segmenter."""

    def __init__(self, v: Vocabulary) -> None:
        self.v, self._signs = v, v.signs
        self._known: dict[str, Known] = {}

    def chunks(self, words: Words, mentions: Mentions, clause: HasSpan, start: int, *, counted: bool) -> tuple[list[Chunk], int]:
        """The chunks of one clause from ``start`` on, and its signs; ``mentions`` are all those of the document.

        Words fill the gaps between mentions; of a word that a mention cuts (对省|总工会) the part in the gap is a word of its own.
        Of a clause that is not ``counted``, without quantities, only what stands around its first verb is needed.
        """
        found: list[Chunk] = []
        signs, position, limit = 0, clause.start, _NEVER if counted else _ALL
        text, known, tag_of = words.text, self._known, words.segmenter.tag
        number = bisect_left(mentions.starts, clause.start)
        gap_end = mentions.starts[number]
        for surface, begin, end in words.pieces(clause):
            while end > gap_end:
                if begin < gap_end and position < gap_end:
                    signs |= self._fill(found, text, max(begin, position), gap_end, tag_of)
                part = mentions.items[number]
                signs |= self._mention(found, text, part)
                position = max(position, part.end)
                number += 1
                gap_end = mentions.starts[number]
            if begin < position:
                if end > position:
                    signs |= self._fill(found, text, position, end, tag_of)
                continue
            role, tag, turns, sign, pieces = known.get(surface) or self._analysed(surface, tag_of)
            signs |= sign
            if pieces is None:
                found.append(Chunk(surface, begin, end, role, tag, turns))
                if role == _VERB and limit == _ALL:
                    limit = _limit(found, start, signs)
            else:
                limit = _split(found, pieces, begin, limit, start, signs)
            if len(found) >= limit:
                break
        if start > clause.start:
            found = [c for c in found if c.start >= start]
        if signs & Sign.TITLE:
            found = _titles(text, found)
        if counted and signs & Sign.NOUN:
            _nouns(text, found, self.v)
        return found, signs

    def _mention(self, found: list[Chunk], text: str, part: Part) -> int:
        """The chunk of a mention; a word before a number that begins with its unit and ends in a verb is two: 得|分|为|85分."""
        surface = text[part.start : part.end]
        signs = self._signs.get(surface, 0)
        if isinstance(part, FoundQuantity):
            role = _ADVERB if part.kind == "ordinal" and part.unit in self.v.adverbial else _QUANTITY  # 首次突破
            if part.kind == "count":
                signs |= Sign.COUNT
            if part.noun and len(part.noun) >= _WORDS:
                signs |= Sign.NOUN
            before = found[-1] if found else None
            if before is not None and before.part is None and len(before.text) == 2 and before.text[0] == part.unit:
                signs |= self._parted(found, before, part.unit, before.text[1])
        else:
            role = _DATE
            if isinstance(part, FoundOrganization):
                role = _ORGANIZATION
                signs |= Sign.NAME
        found.append(Chunk(surface, part.start, part.end, role, "", 0, part))
        return signs

    def _parted(self, found: list[Chunk], before: Chunk, unit: str, verb: str) -> int:
        """Make two chunks of the last one, where it ends in a verb that states a value."""
        if verb not in self.v.link:
            return 0
        middle = before.start + 1
        if len(found) > 1 and found[-2].role == Role.PARTICLE:
            found[-2].role = Role.NOUN  # 得分
        found[-1] = Chunk(unit, before.start, middle, Role.NOUN, "n")
        found.append(Chunk(verb, middle, before.end, Role.VERB, "v"))
        return self._signs[verb]

    def _fill(self, found: list[Chunk], text: str, start: int, end: int, tag_of: Callable[[str], str]) -> int:
        """Chunks of a part of a word."""
        surface = text[start:end]
        role, tag, turns, signs, pieces = self._known.get(surface) or self._analysed(surface, tag_of)
        _split(found, ((0, surface, role, tag, turns),) if pieces is None else pieces, start, _NEVER, start, signs)
        return signs

    def _analysed(self, word: str, tag_of: Callable[[str], str]) -> Known:
        if len(self._known) > _MOST_PIECES:
            self._known.clear()
        pieces = tuple(_analyse(word, tag_of, self.v))
        signs = 0
        for piece in pieces:
            signs |= self._signs.get(piece[1], 0)
        if len(pieces) == 1:
            _, _, role, tag, turns = pieces[0]
            found: Known = role, tag, turns, signs, None
        else:
            found = "", "", 0, signs, pieces
        self._known[word] = found
        return found
