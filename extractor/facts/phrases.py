"""A clause as a row of chunks, and the noun phrases in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.chunks import GLOSS, Chunk, Role
from extractor.facts.model import Slot
from extractor.facts.vocabulary import CLOSE, OPEN, QUOTES, Sign, Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

PHRASE = frozenset({Role.NOUN, Role.OF, Role.AND, Role.ORGANIZATION})
NAMING = frozenset({Role.NOUN, Role.ORGANIZATION})
BRACKETS = OPEN | CLOSE | {"、"}
REACH = 60  # chunks that are looked through on either side of a number
_LOOSE = frozenset({Role.PARTICLE, Role.ADVERB, Role.DATE, Role.MARK, Role.AND})  # what may stand between a phrase and its number
_APART = frozenset({Role.MARK, Role.PREPOSITION, Role.QUANTITY})  # what ends a phrase on its left
_JOINING = frozenset({Role.OF, Role.AND})
_BODIES = frozenset({Role.ORGANIZATION, Role.AND})
_COMPARED = 8  # chunks of the longest thing that a value is compared with
_SHORT_GLOSS = 6  # characters, brackets included
_QUALITIES = frozenset({"a", "ad", "d", "z"})  # tags of words that name nothing


@dataclass(slots=True)
class Phrase:
    """A noun phrase: chunks ``[first, end)``, and the organization that it begins with or is, if any."""

    first: int
    end: int
    text: str
    start: int  # of ``text``
    organization: FoundOrganization | None = None
    whole: bool = False  # the phrase is the organization and nothing else

    def slot(self, rule: str) -> Slot:
        """The phrase as what fills a place."""
        return Slot(self.text, self.start, self.start + len(self.text), rule)


class Row:
    """The chunks of one clause and what can be read off them as phrases."""

    __slots__ = ("chunks", "signs", "text", "v")

    def __init__(self, text: str, chunks: Sequence[Chunk], signs: int, v: Vocabulary) -> None:
        self.text, self.chunks, self.signs, self.v = text, chunks, signs, v

    def next(self, i: int) -> Chunk | None:
        """The chunk behind another."""
        return self.chunks[i + 1] if i + 1 < len(self.chunks) else None

    def slot(self, first: int, end: int, rule: str) -> Slot:
        """Chunks ``[first, end)`` as what fills a place."""
        start, stop = self.chunks[first].start, self.chunks[end - 1].end
        return Slot(self.text[start:stop], start, stop, rule)

    def cut(self, start: int, end: int, rule: str) -> Slot:
        """A stretch of the text as what fills a place, less a 的 at either end."""
        while start < end and self.text[start] in self.v.of:
            start += 1
        while end > start and self.text[end - 1] in self.v.of:
            end -= 1
        return Slot(self.text[start:end], start, end, rule)

    def phrase(self, first: int, end: int) -> Phrase | None:
        """The noun phrase of chunks ``[first, end)`` without what begins or ends none."""
        chunks, v = self.chunks, self.v
        while end > first and (chunks[end - 1].role in _JOINING or chunks[end - 1].text in v.not_last):
            end -= 1
        while first < end and (chunks[first].role in _JOINING or chunks[first].text in v.skip):
            first += 1
        if first >= end:
            return None
        opening, head = chunks[first], chunks[end - 1]
        text = self.text[opening.start : self._closed(first, end) if self.signs & Sign.QUOTE else head.end]
        if text in v.anaphora or text in v.skip or len(text) < 2 or head.tag in _QUALITIES:
            return None
        part, last = opening.part, head.part
        if last is not None and isinstance(last, FoundOrganization) and first < end - 1 and chunks[end - 2].role == Role.NOUN:
            return Phrase(first, end, head.text, head.start, last, whole=True)  # 控股股东达安世纪
        if part is not None and isinstance(part, FoundOrganization):
            whole = end == first + 1 or all(c.role in _BODIES for c in chunks[first:end])
            return Phrase(first, end, text, opening.start, part, whole)
        return Phrase(first, end, text, opening.start)

    def _closed(self, first: int, end: int) -> int:
        """Where a phrase ends with the quotation mark that closes behind it: 旗下的“星河轮”."""
        following = self.next(end - 1)
        closes = following is not None and following.text in QUOTES and sum(c.text in QUOTES for c in self.chunks[first:end]) % 2
        return following.end if following is not None and closes else self.chunks[end - 1].end

    def counts(self, i: int) -> bool:
        """A count or an ordinal inside a noun phrase: 上海17家地方法人银行, 第1笔成交价格."""
        part = self.chunks[i].part
        if not isinstance(part, FoundQuantity) or self.chunks[i].role == Role.ADVERB:
            return False
        following = self.next(i)
        counted = part.kind == "count" and not part.noun_before and following is not None and following.role in NAMING
        return part.kind == "ordinal" or counted

    def gloss_end(self, i: int) -> int | None:
        """Behind a gloss in brackets: 百邦科技（300736）, 有限公司（下称“明川”）; behind other nouns a short one: 市(地)."""
        chunks = self.chunks
        if chunks[i].text not in OPEN or i == 0 or chunks[i - 1].role not in NAMING:
            return None
        closed = self.close(i)
        if closed is None:
            return None
        end = closed + 1
        if chunks[i - 1].role == Role.ORGANIZATION:
            return end
        return end if chunks[end - 1].end - chunks[i].start <= _SHORT_GLOSS else None

    def close(self, i: int) -> int | None:
        """The bracket that closes a gloss that opens here."""
        if self.chunks[i].text not in OPEN:
            return None
        return next((j for j in range(i + 1, min(len(self.chunks), i + GLOSS)) if self.chunks[j].text in CLOSE), None)

    def gloss_start(self, i: int, floor: int) -> int | None:
        """Where a gloss opens that closes here: 固定资产投资（不含农户）增长9.6%."""
        if self.chunks[i].text not in CLOSE:
            return None
        return next((j for j in range(i - 1, max(floor, i - GLOSS), -1) if self.chunks[j].text in OPEN), None)

    def before(self, at: int, floor: int, q: FoundQuantity) -> Phrase | None:
        """The noun phrase that ends right before ``at``; adverbs, dates and comparisons (比上年) between them aside."""
        chunks = self.chunks
        end, edge = at, self.edge(q)
        while end > floor:
            if self._aside(end - 1, edge):
                end -= 1
            elif self.signs & Sign.BRACKET and (opened := self.gloss_start(end - 1, floor)) is not None:
                end = opened
            else:
                break
        first = end
        while first > floor:
            if chunks[first - 1].role in PHRASE or self._nominal(first - 1) or self.counts(first - 1):
                first -= 1
            elif first < end and self.signs & Sign.BRACKET and (opened := self.gloss_start(first - 1, floor)) is not None:
                first = opened  # 优良水质（Ⅰ～Ⅲ类）比例
            else:
                break
        than = first
        while than > floor and chunks[than - 1].role in (Role.DATE, Role.OF, Role.ADVERB) and chunks[than - 1].text not in self.v.than:
            than -= 1
        if than > floor and chunks[than - 1].text in self.v.than and chunks[than - 1].role != Role.NOUN:
            return self.before(than - 1, floor, q)  # 客流量比预期高出15%, 负荷比去年最高值增加1012万千瓦
        return self.phrase(first, end)

    def transitive(self, verb: int) -> bool:
        """Whether a verb of change stands before what it changes: 下调存款准备金率0.25个百分点, not 下调0.25个百分点."""
        following = self.next(verb)
        if following is None or self.chunks[verb].text not in self.v.changes or following.start != self.chunks[verb].end:
            return False
        if following.text in self.v.resulting or len(following.text) == 1:
            return False
        return following.role == Role.NOUN or (following.role == Role.VERB and following.text in self.v.nominal)

    def compared(self, verb: int, floor: int) -> bool:
        """Whether 比 and what the value is compared with stand before a verb."""
        if not self.signs & Sign.BASIS:
            return False
        for i in range(verb - 1, max(floor, verb - _COMPARED) - 1, -1):
            chunk = self.chunks[i]
            if chunk.text in self.v.than and chunk.role != Role.NOUN:
                return True
            if chunk.role == Role.MARK:
                return False
        return False

    def edge(self, q: FoundQuantity) -> int:
        """Where the wording of a quantity begins, with what it is counted by: 每吨783.4元."""
        if q.per is None:
            return q.edge
        wording = self.v.each + q.per
        return q.edge - len(wording) if self.text.endswith(wording, 0, q.edge) else q.edge

    def _aside(self, i: int, edge: int) -> bool:
        chunk = self.chunks[i]
        if chunk.role in (Role.ADVERB, Role.PARTICLE, Role.DATE) or chunk.start >= edge:
            return True
        if chunk.role == Role.OF and i > 0 and self.chunks[i - 1].role == Role.DATE:
            return True  # 由2013年末的16.2%
        return (chunk.role != Role.NOUN and chunk.text in self.v.leading) or (chunk.role == Role.NOUN and chunk.text in self.v.times)

    def _nominal(self, i: int) -> bool:
        """A verb that is part of a name for something measured: 进出口总额, 固定资产投资, 社会消费."""
        chunk, v = self.chunks[i], self.v
        following = self.next(i)
        if chunk.role != Role.VERB or chunk.text in v.measuring or chunk.text in v.stating or chunk.text in v.silent:
            return False
        if following is None or chunk.end != following.start:
            return False
        return chunk.text in v.verb_like or following.role == Role.NOUN

    def of_share(self, at: int) -> bool:
        """占总支出的2.1%, but not 2016年末的5.4%."""
        return at > 1 and self.chunks[at - 1].role == Role.OF and self.chunks[at - 2].role != Role.DATE

    def is_share(self, q: FoundQuantity) -> bool:
        """占总支出的2.1%: 的 before a share leads to no relative clause."""
        return q.kind == "percentage" or q.unit in self.v.multiples

    def measures(self, verb: int) -> bool:
        """Whether a verb states the value of what stands before it: 为, 增长, 控制在."""
        chunk = self.chunks[verb]
        if chunk.text in self.v.measuring:
            return True
        following = self.next(verb)
        if following is None or following.start != chunk.end:
            return False
        return chunk.text + following.text in self.v.link or (chunk.text in self.v.adjusting and following.text in self.v.resulting)

    def names_measure(self, verb: int, at: int, q: FoundQuantity) -> bool:
        """Whether verb and nouns up to the number are the name of something measured: 成交金额, 存款余额."""
        if self.chunks[verb].text not in self.v.nominal:
            return False
        edge = self.edge(q)
        between = [c for c in self.chunks[verb + 1 : at] if c.start < edge and c.role != Role.ADVERB]
        if not between or between[0].start != self.chunks[verb].end or not between[-1].text.endswith(self.v.attributes):
            return False
        return all(c.role == Role.NOUN for c in between)

    def behind(self, at: int) -> Phrase | None:
        """The noun phrase right behind the quantity: 200万元助学资金, 90%的用户, 2000万元专项扶持资金."""
        chunks = self.chunks
        first = at + 1
        if first < len(chunks) and chunks[first].role == Role.OF:
            first += 1
        if first == len(chunks):
            return None
        if chunks[first].text in self.v.verb_like and (first + 1 == len(chunks) or chunks[first + 1].role == Role.MARK):
            return self.phrase(first, first + 1)  # 处以60万元罚款
        end = last = first
        while end < len(chunks) and self._goes_on(end, first):
            end += 1
            if chunks[end - 1].role in NAMING:
                last = end
        if last < len(chunks) and chunks[last].text in QUOTES and chunks[first].text in QUOTES:
            last += 1  # 1亿美元“分手费”
        return None if last == first or chunks[last - 1].text in self.v.levels else self.phrase(first, last)

    def _goes_on(self, i: int, first: int) -> bool:
        """Whether a noun phrase that began at ``first`` goes on."""
        chunk = self.chunks[i]
        if chunk.role == Role.VERB and i == first:
            led = self.chunks[i - 1].role == Role.OF or self.chunks[i - 1].text in self.v.link
            following = self.next(i)
            part = self.chunks[i - 1].part
            if following is not None and following.text.endswith(self.v.funds) and isinstance(part, FoundQuantity):
                led = part.kind == "amount"  # 1000万元扶持资金
            return led and following is not None and following.role == Role.NOUN and following.start == chunk.end  # 的授信协议
        return chunk.role in NAMING or chunk.text in QUOTES

    def headed(self, at: int) -> Phrase | None:
        """The noun phrase that the quantity describes, when it stands right behind it and ends the clause or leads to a verb."""
        phrase = self.behind(at)
        if phrase is None or phrase.first != at + 1:
            return None
        following = self.chunks[phrase.end] if phrase.end < len(self.chunks) else None
        return None if following is not None and following.role in (Role.QUANTITY, Role.OF, Role.DATE) else phrase

    def attribute(self, at: int, q: FoundQuantity) -> Slot | None:
        """What is measured where the measure describes a noun behind it: 总额25亿美元的协议, 口径两米的望远镜."""
        chunks, last = self.chunks, at - 1
        if last < 0 or at + 1 >= len(chunks) or chunks[at + 1].role != Role.OF or chunks[last].role != Role.NOUN:
            return None
        if chunks[last].end > q.edge or not chunks[last].text.endswith(self.v.attributes):
            return None
        first = last
        while first > 0 and chunks[first - 1].role == Role.NOUN and chunks[first - 1].end == chunks[first].start:
            first -= 1
        return self.slot(first, last + 1, "object.attribute")

    def between(self, verb: int, at: int, q: FoundQuantity) -> Slot | None:
        """What stands between the verb and the number: 筹集|创业创新资金|2700万元."""
        chunks = self.chunks
        first, end, edge = verb + 1, at, self.edge(q)
        while first < end and chunks[first].role in (Role.PARTICLE, Role.ADVERB, Role.DATE):
            first += 1
        while end > first and (chunks[end - 1].role in _LOOSE or chunks[end - 1].start >= edge):
            end -= 1
        for i in range(end - 1, first - 1, -1):
            if chunks[i].role in _APART and chunks[i].text not in QUOTES and chunks[i].text not in BRACKETS:
                first = i + 1
                break
        if first >= end:
            return None
        slot = self.cut(chunks[first].start, chunks[end - 1].end, "object.governed")
        return slot if slot.text else None
