"""The subject of a clause, and whether anything is said of it."""

from __future__ import annotations

from extractor.facts.chunks import Role
from extractor.facts.phrases import NAMING, PHRASE, REACH, Phrase, Row
from extractor.facts.vocabulary import QUOTES, Sign

_PREDICATE = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.QUANTITY, Role.DATE, Role.PARTICLE, Role.MARK})
_BEFORE = frozenset({Role.DATE, Role.ADVERB, Role.MARK, Role.AND, Role.PARTICLE, Role.OF})  # what may stand before a subject
_VERB, _QUANTITY, _PREPOSITION, _AND, _OF, _MARK = Role.VERB, Role.QUANTITY, Role.PREPOSITION, Role.AND, Role.OF, Role.MARK
_SUBJECTS = NAMING | {Role.QUANTITY, Role.ADVERB}
_LONGEST = 120  # chunks of the longest subject
_PLACE = 5  # chunks of the longest expression of place without a preposition
_LED = PHRASE | {Role.QUANTITY, Role.DATE}  # what a preposition can govern


class Subject:
    """What can be said of the subject of one clause; ``phrase`` is None where there is none.

    ``predicated``: something is said of it in this clause; ``speaks``: only that it says something (X表示).
    """

    __slots__ = ("agent", "chunks", "first", "phrase", "predicated", "row", "speaks", "v")

    def __init__(self, row: Row) -> None:
        self.row, self.chunks, self.v = row, row.chunks, row.v
        self.predicated = False
        self.first = self._skip()
        self.phrase = self._read()
        self.speaks = self.phrase is not None and self._speaks(self.phrase.end)
        self.agent = self._agent() if row.signs & Sign.AGENT else None

    def _skip(self) -> int:
        """Index of the first chunk that can begin a subject: behind dates, adverbs and prepositional phrases."""
        i, chunks, v, placed = 0, self.chunks, self.v, self.row.signs & Sign.PLACE
        while i < len(chunks):
            chunk = chunks[i]
            role = chunk.role
            if role == _PREPOSITION or (role == _AND and chunk.text in v.comparing):
                i = self._behind_preposition(i)  # 已与银行签署协议
            elif role in _BEFORE or chunk.text in v.skip or (placed and chunk.text in v.localizers):
                i += 1
            elif placed and (behind := self._behind_place(i)) is not None:
                i = behind
            else:
                break
        return i

    def _behind_place(self, i: int) -> int | None:
        """Behind nouns that say where or when, and lead to a subject: 混乱中|蛇妖, 发布会后|老人."""
        for j in range(i + 1, min(i + _PLACE, len(self.chunks) - 1)):
            if self.chunks[j].text in self.v.localizers:
                return j + 1 if self.chunks[j + 1].role in _SUBJECTS else None
            if self.chunks[j].role != Role.NOUN:
                return None
        return None

    def _behind_preposition(self, i: int) -> int:
        """Behind a prepositional phrase: 在…中, 对…. 由 names who acts: what follows it is a subject."""
        if self.chunks[i].text in self.v.agent:
            return i + 1
        i += 1
        while i < len(self.chunks):
            gloss = self.row.gloss_end(i)
            if gloss is None and self.chunks[i].role not in _LED and self.chunks[i].text not in QUOTES:
                break
            i = i + 1 if gloss is None else gloss
            if self.chunks[i - 1].text in self.v.not_last:
                break
        return i

    def _read(self) -> Phrase | None:
        """The noun phrase before the first predicate."""
        chunks, first = self.chunks, self.first
        i, end = self._run(first)
        if first > 0 and chunks[first - 1].text in QUOTES and any(c.text in QUOTES for c in chunks[first:end]):
            first -= 1  # “三支一扶”计划
        if end - first > _LONGEST or (i < len(chunks) and chunks[i].role not in _PREDICATE):
            return None
        if end == i == first + 1 < len(chunks) and chunks[first].tag == "vn" and chunks[i].role == _VERB:
            return None  # 改革创新: two verbs
        led = first > 0 and chunks[first - 1].text in self.v.agent
        self.predicated = led or (i < len(chunks) and chunks[i].role != _MARK)
        return self.row.phrase(first, end)

    def _run(self, i: int) -> tuple[int, int]:
        """Where what may belong to a noun phrase from ``i`` on ends, and where the phrase itself does."""
        chunks, row, end, size = self.chunks, self.row, i, len(self.chunks)
        marked, summed = row.signs & (Sign.QUOTE | Sign.BRACKET), row.signs & Sign.SUM
        while i < size:
            role = chunks[i].role
            if role in PHRASE:
                end = i = i + 1
            elif marked and chunks[i].text in QUOTES:
                i += 1
            elif marked and (gloss := row.gloss_end(i)) is not None:
                i = gloss
            elif (role == _QUANTITY and row.counts(i)) or (summed and self._sums_up(i)):
                end = i = i + 1
            else:
                break
        return i, end

    def _sums_up(self, i: int) -> bool:
        """Whether 等 sums up a list before a count: 中国银行等21家金融机构."""
        return self.chunks[i].text in self.v.etc and i > 0 and i + 1 < len(self.chunks) and self.row.counts(i + 1)

    def _agent(self) -> Phrase | None:
        """Who acts behind 由 or 被 in the middle of a clause: 其余14.5亿美元由海晟集团支付."""
        chunks = self.chunks
        for i in range(self.first, len(chunks) - 1):
            if chunks[i].text in self.v.agent and chunks[i + 1].role in NAMING:
                end = i + 1
                while end < len(chunks) and chunks[end].role in PHRASE:
                    end += 1
                if end == len(chunks) or chunks[end].role not in _PREDICATE or self._relative(end):
                    return None
                return self.row.phrase(i + 1, end)
        return None

    def _relative(self, verb: int) -> bool:
        """Whether 的 closes a clause that goes on here: 由保险公司共同成立的共同体."""
        for chunk in self.chunks[verb : verb + REACH]:
            if chunk.role == Role.OF:
                return True
            if chunk.role in (Role.QUANTITY, Role.MARK):
                return False
        return False

    def _speaks(self, behind: int) -> bool:
        """Whether the clause only says who speaks: X表示, X发布的报告显示."""
        chunks = self.chunks
        for i in range(behind, len(chunks)):
            role = chunks[i].role
            if role == _VERB:
                if i + 1 == len(chunks) or chunks[i + 1].role != _OF:
                    return chunks[i].text in self.v.statement
            elif role == _QUANTITY:
                return False
        return False

    @property
    def acts(self) -> bool:
        """Whether the subject does something, rather than being or measuring something."""
        phrase, v = self.phrase, self.v
        led = False  # 以每小时15公里的速度移动: a number behind a preposition measures nothing of the subject
        for i in range(phrase.end if phrase else self.first, len(self.chunks)):
            chunk = self.chunks[i]
            if chunk.role == Role.VERB:
                if chunk.text in v.states and phrase is not None:
                    alone = phrase.end - phrase.first == 1
                    return not (alone and self.chunks[phrase.first].tag == "n")  # 总部位于: of whom it is told goes on
                return not self.row.measures(i) and chunk.text not in v.valued and chunk.text not in v.nominal
            if chunk.role == Role.QUANTITY and not led:
                return False
            led = led or chunk.role == Role.PREPOSITION
        return True

    @property
    def omitted(self) -> bool:
        """Whether there is none because the clause begins with its verb or what modifies it: 拟以2亿元收购一家工厂."""
        return self.phrase is None and self.first < len(self.chunks) and self.chunks[self.first].role == Role.VERB

    def is_scope(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a place or 我国, 全市: whose the measured thing is."""
        if phrase.organization is not None or (phrase.first > 0 and self.chunks[phrase.first - 1].role == Role.PREPOSITION):
            return False  # 对日本进出口
        scopes, chunks = self.v.scopes, self.chunks
        if chunks[phrase.first].tag != "ns" and chunks[phrase.first].text not in scopes:
            return False
        return all(c.tag == "ns" or c.text in scopes for c in chunks[phrase.first : phrase.end])
