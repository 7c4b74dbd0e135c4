"""Words that are something else where they stand: adjectives that say how a thing is done, verbs that begin a noun, 将 before a noun.

Each rule belongs to words of the lexicon or to a part of speech, and is asked only where one of these stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.facts.chunks import Chunk, Role
from extractor.facts.phrases import NAMING
from extractor.facts.vocabulary import QUALITIES, QUOTES, Turn, Vocabulary

Rule = Callable[[Sequence[Chunk], int], bool]

OBJECTS = frozenset({Role.NOUN, Role.QUANTITY, Role.ORGANIZATION})
_PREDICATES = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.DATE})
_ENDING = frozenset({None, Role.QUANTITY, Role.MARK, Role.PARTICLE})
_VERBAL = frozenset({Role.NOUN, Role.VERB})
_IDIOMS = frozenset({"i", "l"})
_REACH = 60  # chunks that are looked through for a verb or a number
_ROW = 6  # chunks of the longest row of adverbs


class Turner:
    """Turns the words of a clause into what they are there."""

    __slots__ = ("_asked", "_rules", "v")

    def __init__(self, v: Vocabulary) -> None:
        self.v = v
        self._asked: dict[int, list[Rule]] = {}  # the rules of words, by their turns
        self._rules: tuple[tuple[int, Rule], ...] = (
            (Turn.POINTS, self._points),
            (Turn.PAIR, self._paired),
            (Turn.COMPLETED, self._completed),
            (Turn.HOW, self._says_how),
            (Turn.PASSIVE, self._suffered),
            (Turn.RESULT, self._results),
            (Turn.CONTAINS, self._contains),
            (Turn.DEGREE, self._opens_name),
            (Turn.NOUNISH, self._acts),
            (Turn.PART, self._ends_name),
            (Turn.AVERAGE, self._averages),
            (Turn.DISPOSES, self._disposes),
            (Turn.ASPECT, self._aspect),
        )

    def turn(self, chunks: Sequence[Chunk], i: int) -> bool:
        """Whether the word at ``i`` is now what it has to be."""
        turns = chunks[i].turns
        rules = self._asked.get(turns)
        if rules is None:
            rules = self._asked[turns] = [rule for which, rule in self._rules if turns & which]
        return any(rule(chunks, i) for rule in rules)

    def _points(self, chunks: Sequence[Chunk], i: int) -> bool:
        """该|组织 is a noun."""
        following = _adjacent(chunks, i)
        if following is not None and following.role == Role.VERB:
            following.role, following.turns = Role.NOUN, 0
        return False

    def _paired(self, chunks: Sequence[Chunk], i: int) -> bool:
        """约|谈 is one verb."""
        following = _adjacent(chunks, i)
        if following is None or chunks[i].text + following.text not in self.v.compounds:
            return False
        chunks[i].role, following.role = Role.VERB, Role.PARTICLE
        return True

    def _completed(self, chunks: Sequence[Chunk], i: int) -> bool:
        """拨|出: a verb of one character and its complement are one verb."""
        chunk, following = chunks[i], _adjacent(chunks, i)
        if following is None or following.text not in self.v.complements or chunk.role not in _VERBAL:
            return False
        if chunk.text in self.v.measuring or chunk.text in self.v.existence:
            return False
        chunk.role, following.role = Role.VERB, Role.PARTICLE
        return True

    def _says_how(self, chunks: Sequence[Chunk], i: int) -> bool:
        """A word that can say how something is done, before a verb, alone or with others: 积极主动开展, 限量发售门票."""
        listed = bool(chunks[i].turns & Turn.LISTED)
        end, j = min(len(chunks), i + _ROW), i + 1
        while j < end and (chunks[j].role == Role.ADVERB or chunks[j].turns & Turn.HOW):
            j += 1
        verb = chunks[j] if j < len(chunks) else None
        if verb is None:
            return False
        named = listed and verb.role == Role.NOUN and verb.tag == "vn" and role_at(chunks, j + 1) == Role.NOUN
        if not named and verb.role != Role.VERB and not (verb.role == Role.PARTICLE and verb.tag in _IDIOMS):
            return False
        chunks[i].role = Role.ADVERB
        return True

    def _suffered(self, chunks: Sequence[Chunk], i: int) -> bool:
        """被警告: a word behind 被 is what was done, unless a verb tells what that one did."""
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        if following is not None and following.role == Role.NOUN and len(following.text) > 1 and role_at(chunks, i + 2) in _ENDING:
            following.role, following.turns = Role.VERB, 0
        return False

    def _results(self, chunks: Sequence[Chunk], i: int) -> bool:
        """调整|至2010元."""
        if chunks[i].role != Role.NOUN or role_at(chunks, i + 2) != Role.QUANTITY or chunks[i + 1].text not in self.v.resulting:
            return False
        chunks[i].role = Role.VERB
        return True

    def _contains(self, chunks: Sequence[Chunk], i: int) -> bool:
        """物资包括帐篷200顶, not 包括帐篷在内."""
        if chunks[i].role != Role.NOUN or role_at(chunks, i - 1) != Role.NOUN:
            return False
        following = chunks[i + 1 : i + _REACH]
        if any(c.text in self.v.within or c.role == Role.VERB for c in following) or not any(c.role == Role.QUANTITY for c in following):
            return False
        chunks[i].role = Role.VERB
        return True

    def _opens_name(self, chunks: Sequence[Chunk], i: int) -> bool:
        """总|投资 is what is measured."""
        following = _adjacent(chunks, i)
        if chunks[i].role == Role.NOUN and following is not None and following.role == Role.VERB:
            following.role, following.tag, following.turns = Role.NOUN, "n", 0
        return False

    def _acts(self, chunks: Sequence[Chunk], i: int) -> bool:
        """消协|组织|共受理, 海屿|投资|持有: a body, not what it does."""
        if chunks[i].role != Role.VERB or role_at(chunks, i - 1) not in NAMING:
            return False
        following = role_at(chunks, i + 1)
        unknown = not chunks[i - 1].tag and chunks[i - 1].part is None and chunks[i].text in self.v.corporate
        if not (following == Role.ADVERB and chunks[i].text in self.v.nounish) and not (unknown and following in _PREDICATES):
            return False
        chunks[i].role = Role.NOUN
        return True

    def _ends_name(self, chunks: Sequence[Chunk], i: int) -> bool:
        """执法|人员 before a verb, 完成|额, 种植|面积4万亩: the verb before is the first part of a noun."""
        if i and chunks[i].role == Role.NOUN and chunks[i - 1].role == Role.VERB and self._begins(chunks, i - 1):
            chunks[i - 1].role = Role.NOUN
        return False

    def _begins(self, chunks: Sequence[Chunk], i: int) -> bool:
        chunk, following, v = chunks[i], chunks[i + 1], self.v
        if following.start != chunk.end or len(chunk.text) < 2:
            return False
        if following.text in v.measure_ends:
            return True
        if following.text in v.extents:
            return role_at(chunks, i + 2) == Role.QUANTITY and chunk.text not in v.unnamed
        if following.text in v.events:
            return chunk.text not in v.holding and not (i and chunks[i - 1].role in OBJECTS)
        if chunk.text in v.pivotal or chunk.text in v.verb_like or (i and chunks[i - 1].role in OBJECTS):
            return False
        for later in chunks[i + 2 : i + _REACH]:
            if later.role in (Role.VERB, Role.QUANTITY):
                return later.role == Role.VERB
        return False

    def _averages(self, chunks: Sequence[Chunk], i: int) -> bool:
        """人均|收入."""
        if chunks[i].role != Role.ADVERB or role_at(chunks, i + 1) != Role.NOUN:
            return False
        chunks[i].role = Role.NOUN
        return True

    def _disposes(self, chunks: Sequence[Chunk], i: int) -> bool:
        """将标准提高到800元, not 将提高: 将 leads in what something is done to."""
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        if chunks[i].role != Role.ADVERB or following is None or following.tag in QUALITIES:
            return False
        if not (following.role in NAMING or following.text in QUOTES) or all(c.role != Role.VERB for c in chunks[i + 2 : i + _REACH]):
            return False
        chunks[i].role = Role.PREPOSITION
        return True

    def _aspect(self, chunks: Sequence[Chunk], i: int) -> bool:
        """通上|了|自来水: to the dictionary an adverb."""
        if role_at(chunks, i - 1) == Role.ADVERB and role_at(chunks, i + 1) in OBJECTS:
            chunks[i - 1].role = Role.VERB
        return False


def role_at(chunks: Sequence[Chunk], i: int) -> str | None:
    """The role of a chunk; None outside of the clause."""
    return chunks[i].role if 0 <= i < len(chunks) else None


def _adjacent(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    """The word right behind another."""
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    return following if following is not None and following.start == chunks[i].end else None
