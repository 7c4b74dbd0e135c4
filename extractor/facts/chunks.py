"""Chunks: a clause as a row of mentions and words, which is what the rules of facts read.

A chunk is a mention that another room found (organization, date, quantity) or a word between mentions, with the role that its
tag and the lexicon give it: a verb, a noun, a preposition, something that links, something that ends a phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from extractor.dates import FoundDate
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Words
from extractor.span import HasSpan, Ordered

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


QUOTES = frozenset("“”\"'‘’「」")
_IDIOMS = frozenset({"i", "l", "z"})


def role_of(word: str, tag: str, v: Vocabulary, *, noun_like: bool = False) -> Role:
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
    if word in v.adverbs:
        return Role.ADVERB
    if word in v.verbs:
        return Role.VERB
    if tag[:1] == "v" and tag != "vn" and word not in v.not_verbs:
        return Role.VERB if len(word) > 1 or word in v.single else Role.NOUN
    if tag[:1] == "u":
        return Role.PARTICLE
    return _ROLES.get(tag[:1], Role.NOUN)


def _mention_role(part: Part, v: Vocabulary) -> Role:
    if isinstance(part, FoundDate):
        return Role.DATE
    if isinstance(part, FoundOrganization):
        return Role.ORGANIZATION
    return Role.ADVERB if part.kind == "ordinal" and part.unit in v.adverbial else Role.QUANTITY  # 首次突破


def _nouns(text: str, found: list[Chunk]) -> None:
    """Verbs inside a counted noun are part of it: 7类指定监管场地资质."""
    for i, chunk in enumerate(found):
        q = chunk.part
        if not isinstance(q, FoundQuantity) or not q.noun or len(q.noun) < 3:
            continue
        start = text.rfind(q.noun, max(0, q.start - 60), q.start) if q.noun_before else text.find(q.noun, q.end, q.end + 60)
        for other in found[max(0, i - 12) : i + 12]:
            if start <= other.start - q.noun_before and other.end <= start + len(q.noun) and other.role is Role.VERB:
                other.role = Role.NOUN


def _analyse(word: str, tag: Callable[[str], str], v: Vocabulary) -> Iterator[Piece]:
    if word.isspace():
        return
    halves = _halves(word, tag, v) if tag(word)[:1] in ("n", "l", "i", "") else None
    if halves == "verb":
        yield 0, len(word), Role.VERB, "v"
        return
    at = halves if isinstance(halves, int) else len(word)
    for offset, surface in ((0, word[:at]), (at, word[at:])):
        if surface:
            noun_like = len(surface) > 3 and (tag(surface[-2:])[:1] == "n" or tag(surface[-2:]) == "vn")
            yield offset, len(surface), role_of(surface, tag(surface), v, noun_like=noun_like), tag(surface)


def _halves(word: str, tag: Callable[[str], str], v: Vocabulary) -> str | int | None:
    """What a word is that the dictionary or the segmenter takes for one: where to cut it, or that it is a verb.

    筹集资金 is a verb and a noun, 汽车出口 a noun and a verb, 率为 ends in a verb; 隆重举行 is a verb.
    """
    if len(word) == 2 and not tag(word):
        governed = word[1] in v.link or word[1] in v.cause or word[1] in v.comparing
        if governed or word[1] in v.adverbs or (word[0] in v.adverbs and tag(word[1])[:1] in ("v", "p")):
            return 1
    if len(word) != 4:
        return None
    first, second = tag(word[:2]), tag(word[2:])
    if (first == "v" and second[:1] == "n") or (first[:1] == "n" and word[2:] in v.verb_like):
        return 2
    if word[:2] in v.adverbs and second[:1] == "v":
        return "verb"  # 精心组织
    return "verb" if first in ("ad", "a", "d", "z") and second[:1] == "v" else None


Piece = tuple[int, int, Role, str]  # offset in the word, length, role, tag
_MOST_PIECES = 50_000


def _titles(text: str, found: list[Chunk]) -> None:
    """A title is one noun: 《国家综合立体交通网规划纲要》提出."""
    opened = None
    i = 0
    while i < len(found):
        if found[i].text == "《":
            opened = i
        elif found[i].text == "》" and opened is not None:
            start, end = found[opened].start, found[i].end
            found[opened : i + 1] = [Chunk(text[start:end], start, end, Role.NOUN, "nz")]
            i, opened = opened, None
        i += 1


class Chunker:
    """Makes the chunks of clauses. Remembers what single words are: few words make up most text. For one segmenter."""

    def __init__(self, v: Vocabulary) -> None:
        self.v = v
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    def chunks(self, words: Words, parts: Ordered[Part], clause: HasSpan, start: int) -> list[Chunk]:
        """The chunks of one clause from ``start`` on; ``parts`` are all mentions of the document, sorted.

        Words fill the gaps between mentions; of a word that a mention cuts (对省|总工会) the part in the gap is a word of its own.
        """
        found: list[Chunk] = []
        position, text, known = clause.start, words.text, self._pieces
        mentions = iter((*parts.within(clause.start, clause.end), None))
        part = next(mentions)
        gap_end = part.start if part else clause.end
        for word in words.of(clause):
            while part is not None and word.end > gap_end:
                if word.start < gap_end and position < gap_end:
                    self._fill(found, words, max(word.start, position), gap_end)
                found.append(Chunk(text[part.start : part.end], part.start, part.end, _mention_role(part, self.v), part=part))
                position = max(position, part.end)
                part = next(mentions)
                gap_end = part.start if part else clause.end
            if word.end <= position:
                continue
            if word.start < position or word.end > gap_end:
                self._fill(found, words, max(word.start, position), min(word.end, gap_end))
            else:
                for offset, length, role, tag in known.get(word.text) or self._analysed(word.text, words.segmenter.tag):
                    at = word.start + offset
                    found.append(Chunk(text[at : at + length], at, at + length, role, tag))
        self._split_units(found)
        if text.find("《", clause.start, clause.end) >= 0:
            _titles(text, found)
        if start > clause.start:
            found = [c for c in found if c.start >= start]
        _nouns(text, found)
        return found

    def _split_units(self, found: list[Chunk]) -> None:
        """得|分为|85分: a word that begins with the unit of the number behind it and ends in a verb is two."""
        for i in range(len(found) - 1, 0, -1):
            part, word = found[i].part, found[i - 1]
            if not isinstance(part, FoundQuantity) or word.part is not None or len(word.text) != 2:
                continue
            if word.text[0] == part.unit and word.text[1] in self.v.link:
                middle = word.start + 1
                if i > 1 and found[i - 2].role is Role.PARTICLE:
                    found[i - 2].role = Role.NOUN  # 得分
                found[i - 1 : i] = [
                    Chunk(word.text[0], word.start, middle, Role.NOUN, "n"),
                    Chunk(word.text[1], middle, word.end, Role.VERB, "v"),
                ]

    def _fill(self, found: list[Chunk], words: Words, start: int, end: int) -> None:
        """Chunks of a part of a word."""
        surface = words.text[start:end]
        for offset, length, role, tag in self._analysed(surface, words.segmenter.tag):
            found.append(Chunk(surface[offset : offset + length], start + offset, start + offset + length, role, tag))

    def _analysed(self, word: str, tag: Callable[[str], str]) -> tuple[Piece, ...]:
        if len(self._pieces) > _MOST_PIECES:
            self._pieces.clear()
        self._pieces[word] = found = tuple(_analyse(word, tag, self.v))
        return found
