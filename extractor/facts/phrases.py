"""A clause as a row of chunks, and the noun phrases in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.chunks import QUOTES, Chunk, Role
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

PHRASE = frozenset({Role.NOUN, Role.OF, Role.AND, Role.ORGANIZATION})
NAMING = frozenset({Role.NOUN, Role.ORGANIZATION})
BRACKETS = frozenset("()（）、")
_LOOSE = frozenset({Role.PARTICLE, Role.ADVERB, Role.DATE, Role.MARK, Role.AND})  # what may stand between a phrase and its number
REACH = 60  # chunks that are looked through on either side of a number
_SHORT_GLOSS = 6  # characters, brackets included
_QUALITIES = frozenset({"a", "ad", "d", "z"})  # tags of words that name nothing
OPEN, CLOSE = frozenset("(（"), frozenset(")）")


@dataclass(slots=True)
class Phrase:
    """A noun phrase: a stretch of chunks and the organization that it begins with, if any."""

    first: int
    end: int
    text: str
    organization: FoundOrganization | None = None
    whole: bool = False  # the phrase is the organization and nothing else


class Row:
    """The chunks of one clause and what can be read off them as phrases."""

    def __init__(self, text: str, chunks: Sequence[Chunk], v: Vocabulary) -> None:
        self.text, self.chunks, self.v = text, chunks, v

    def next(self, i: int) -> Chunk | None:
        """The chunk behind another."""
        return self.chunks[i + 1] if i + 1 < len(self.chunks) else None

    def phrase(self, first: int, end: int) -> Phrase | None:
        chunks = self.chunks
        while end > first and (chunks[end - 1].role in (Role.OF, Role.AND) or chunks[end - 1].text in self.v.not_last):
            end -= 1
        while first < end and (chunks[first].role in (Role.OF, Role.AND) or chunks[first].text in self.v.skip):
            first += 1
        if first >= end:
            return None
        text = self.text[chunks[first].start : chunks[end - 1].end]
        if text in self.v.anaphora or text in self.v.skip or len(text) < 2 or chunks[end - 1].tag in _QUALITIES:
            return None
        part, head = chunks[first].part, chunks[end - 1].part
        if isinstance(head, FoundOrganization) and first < end - 1 and chunks[end - 2].role is Role.NOUN:
            return Phrase(first, end, self.text[head.start : head.end], head, whole=True)  # 控股股东达安世纪
        if isinstance(part, FoundOrganization):
            return Phrase(first, end, text, part, all(c.role in (Role.ORGANIZATION, Role.AND) for c in chunks[first:end]))
        return Phrase(first, end, text)

    def counts(self, i: int) -> bool:
        """A count or an ordinal inside a noun phrase: 上海17家地方法人银行, 第1笔成交价格."""
        part = self.chunks[i].part
        if not isinstance(part, FoundQuantity):
            return False
        following = self.next(i)
        return part.kind == "ordinal" or (
            part.kind == "count" and not part.noun_before and following is not None and following.role in NAMING
        )

    def gloss_end(self, i: int) -> int | None:
        """Behind a gloss in brackets: 百邦科技（300736）, 有限公司（下称“明川”）; behind other nouns a short one: 市(地)."""
        if self.chunks[i].text not in OPEN or i == 0 or self.chunks[i - 1].role not in NAMING:
            return None
        end = next((j + 1 for j in range(i + 1, min(len(self.chunks), i + 12)) if self.chunks[j].text in CLOSE), None)
        if end is None or self.chunks[i - 1].role is Role.ORGANIZATION:
            return end
        return end if self.chunks[end - 1].end - self.chunks[i].start <= _SHORT_GLOSS else None

    def before(self, at: int, floor: int, q: FoundQuantity) -> Phrase | None:
        """The noun phrase that ends right before ``at``; adverbs, dates and comparisons (比上年) between them aside."""
        end, edge = at, self.edge(q)
        while end > floor and (self._aside(end - 1, edge) or self._gloss_start(end - 1, floor) is not None):
            opened = self._gloss_start(end - 1, floor)
            end = end - 1 if opened is None else opened
        first = end
        while first > floor and (self.chunks[first - 1].role in PHRASE or self._nominal(first - 1) or self.counts(first - 1)):
            first -= 1
        return self.phrase(first, end)

    def _gloss_start(self, i: int, floor: int) -> int | None:
        """Where a gloss opens that closes here: 固定资产投资（不含农户）增长9.6%."""
        if self.chunks[i].text not in CLOSE:
            return None
        return next((j for j in range(i - 1, max(floor, i - 12), -1) if self.chunks[j].text in OPEN), None)

    def edge(self, q: FoundQuantity) -> int:
        """Where the wording of a quantity begins, with what it is counted by: 每吨783.4元."""
        if q.per is None:
            return q.edge
        wording = self.v.each + q.per
        return q.edge - len(wording) if self.text.endswith(wording, 0, q.edge) else q.edge

    def of_share(self, at: int) -> bool:
        """占总支出的2.1%, but not 2016年末的5.4%."""
        return at > 1 and self.chunks[at - 1].role is Role.OF and self.chunks[at - 2].role is not Role.DATE

    def names_part(self, verb: int, q: FoundQuantity) -> bool:
        """其中发明专利189项: behind 其中 a verb right before the counted noun is a part of it."""
        if verb != 1 or self.chunks[0].text not in self.v.among:
            return False
        return any(self.text.startswith(q.noun or " ", start) for start in (self.chunks[1].start, self.chunks[1].end))

    def measures(self, verb: int) -> bool:
        """Whether a verb states the value of what stands before it: 为, 增长, 控制在."""
        chunk = self.chunks[verb]
        if chunk.text in self.v.measuring:
            return True
        following = self.next(verb)
        return following is not None and following.start == chunk.end and chunk.text + following.text in self.v.link

    def names_measure(self, verb: int, at: int, q: FoundQuantity) -> bool:
        """Whether verb and nouns up to the number are the name of something measured: 成交金额, 存款余额."""
        between = [c for c in self.chunks[verb + 1 : at] if c.start < self.edge(q) and c.role is not Role.ADVERB]
        if self.chunks[verb].text not in self.v.nominal or not between:
            return False
        adjacent = all(c.role is Role.NOUN for c in between) and between[0].start == self.chunks[verb].end
        return adjacent and between[-1].text.endswith(self.v.attributes)

    def _aside(self, i: int, edge: int) -> bool:
        chunk = self.chunks[i]
        if chunk.role in (Role.ADVERB, Role.PARTICLE, Role.DATE) or chunk.start >= edge:
            return True
        if chunk.role is Role.OF and i > 0 and self.chunks[i - 1].role is Role.DATE:
            return True  # 由2013年末的16.2%
        return chunk.text in self.v.comparing or chunk.text in self.v.origins

    def _nominal(self, i: int) -> bool:
        """A verb that is part of a name for something measured: 进出口总额, 固定资产投资, 社会消费."""
        chunk = self.chunks[i]
        following = self.next(i)
        if chunk.role is not Role.VERB or chunk.text in self.v.measuring or chunk.text in self.v.stating:
            return False
        if following is None or chunk.end != following.start:
            return False
        return chunk.text in self.v.also or following.role is Role.NOUN

    def behind(self, at: int) -> Phrase | None:
        """The noun phrase right behind the quantity: 200万元助学资金, 90%的用户, 2000万元专项扶持资金."""
        first = at + 1
        if first < len(self.chunks) and self.chunks[first].role is Role.OF:
            first += 1
        end = last = first
        if first < len(self.chunks) and self.chunks[first].text in self.v.also and first + 1 in (len(self.chunks), self._mark(first + 1)):
            return self.phrase(first, first + 1)  # 处以60万元罚款
        while end < len(self.chunks) and self._goes_on(end, first):
            end += 1
            if self.chunks[end - 1].role in NAMING:
                last = end
        if last < len(self.chunks) and self.chunks[last].text in QUOTES and self.chunks[first].text in QUOTES:
            last += 1  # 1亿美元“分手费”
        if last == first or self.chunks[last - 1].text in self.v.levels:
            return None
        return self.phrase(first, last)

    def _goes_on(self, i: int, first: int) -> bool:
        """Whether a noun phrase that began at ``first`` goes on."""
        chunk = self.chunks[i]
        return chunk.role in NAMING or (i > first and chunk.role is Role.VERB) or chunk.text in QUOTES

    def attribute(self, at: int, q: FoundQuantity) -> str | None:
        """What is measured where the measure describes a noun behind it: 总额25亿美元的协议, 口径两米的望远镜."""
        if at == 0 or at + 1 >= len(self.chunks) or self.chunks[at + 1].role is not Role.OF or self.chunks[at - 1].role is not Role.NOUN:
            return None
        last = at - 1
        if self.chunks[last].end > q.edge or not self.chunks[last].text.endswith(self.v.attributes):
            return None
        first = last
        while first > 0 and self.chunks[first - 1].role is Role.NOUN and self.chunks[first - 1].end == self.chunks[first].start:
            first -= 1
        return self.text[self.chunks[first].start : self.chunks[last].end]

    def headed(self, at: int) -> Phrase | None:
        """The noun phrase that the quantity describes, when it stands right behind it and ends the clause or leads to a verb."""
        phrase = self.behind(at)
        if phrase is None or phrase.first != at + 1:
            return None
        following = self.chunks[phrase.end] if phrase.end < len(self.chunks) else None
        return None if following is not None and following.role in (Role.QUANTITY, Role.OF, Role.DATE) else phrase

    def _mark(self, i: int) -> int | None:
        return i if i < len(self.chunks) and self.chunks[i].role is Role.MARK else None

    def between(self, verb: int, at: int, q: FoundQuantity) -> str | None:
        """What stands between the verb and the number: 筹集|创业创新资金|2700万元."""
        first, end = verb + 1, at
        while first < end and self.chunks[first].role in (Role.PARTICLE, Role.ADVERB, Role.DATE):
            first += 1
        edge = self.edge(q)
        while end > first and (self.chunks[end - 1].role in _LOOSE or self.chunks[end - 1].start >= edge):
            end -= 1
        for i in range(end - 1, first - 1, -1):
            if self.chunks[i].role in (Role.MARK, Role.PREPOSITION, Role.QUANTITY) and self.chunks[i].text not in QUOTES | BRACKETS:
                first = i + 1
                break
        if first >= end:
            return None
        return self.text[self.chunks[first].start : self.chunks[end - 1].end].strip("的") or None

    def is_share(self, q: FoundQuantity) -> bool:
        """占总支出的2.1%: 的 before a share leads to no relative clause."""
        return q.kind == "percentage" or q.unit in self.v.multiples
