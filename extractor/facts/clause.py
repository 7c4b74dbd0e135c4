"""One clause: its subject, and for each of its quantities the governing verb and the thing measured.

Chinese news states a number in few frames: verb–object–number (筹集助学款5115万元), verb–number–object (发放200万元助学资金),
subject–verb–number (成交价格为30.79元), subject–number (成交金额14,071.03万元), number–noun–verb (5600多名职工收看).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.chunks import Chunk, Role
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

_PHRASE = frozenset({Role.NOUN, Role.OF, Role.AND, Role.ORGANIZATION})
_PREDICATE = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.QUANTITY, Role.DATE, Role.PARTICLE, Role.MARK})
_NAMING = frozenset({Role.NOUN, Role.ORGANIZATION})
_QUOTES = frozenset("“”\"'‘’「」")
_BRACKETS = frozenset("()（）、")
_OPEN, _CLOSE = frozenset("(（"), frozenset(")）")


@dataclass(slots=True)
class Phrase:
    """A noun phrase: a stretch of chunks and the organization that it begins with, if any."""

    first: int
    end: int
    text: str
    organization: FoundOrganization | None = None
    whole: bool = False  # the phrase is the organization and nothing else


@dataclass(slots=True)
class Slots:
    """What a clause says about one of its quantities."""

    quantity: FoundQuantity
    action: str | None = None
    object: str | None = None
    about_subject: bool = False  # the object is what stands before the verb
    needs_topic: bool = False  # the measured thing was named before
    owner: FoundOrganization | None = None  # the organization that has the measured thing
    actor: str | None = None  # the counted persons or things act themselves


class Clause:
    """The chunks of one clause, read once for its subject and then for each quantity."""

    def __init__(self, text: str, chunks: Sequence[Chunk], v: Vocabulary) -> None:
        self.text, self.chunks, self.v = text, chunks, v
        self._verbs_by_place()
        self.predicated = False  # whether anything is said of the subject in this clause
        self.subject = self._subject()
        self.statement = self._statement()

    def slots(self) -> list[Slots]:
        """One entry for each quantity, ordinals aside, in text order."""
        found: list[Slots] = []
        previous: int | None = None
        floor = 0
        for i, chunk in enumerate(self.chunks):
            part = chunk.part
            if not isinstance(part, FoundQuantity) or part.kind == "ordinal":
                continue
            if previous is not None and previous + 1 < i:
                floor = previous + 1
            slots = self._read(i, part, floor)
            if slots.action is None and previous is not None and self._listed(previous, i):
                slots.action = found[-1].action
            found.append(slots)
            previous = i
        self._respective(found)
        return found

    def _respective(self, found: list[Slots]) -> None:
        """鲜菜、鲜果和水产品价格分别上涨6.9%、1.7%和0.9%: one item of the list for each number."""
        at = next((i for i, c in enumerate(self.chunks) if c.text in self.v.respective), None)
        if at is None:
            return
        listed = [s for s in found if s.quantity.start > self.chunks[at].start]
        phrase = self._before(at, 0, listed[0].quantity) if listed else None
        if phrase is None or len(listed) < 2:
            return
        items, first = [], phrase.first
        for i in range(phrase.first, phrase.end + 1):
            if i == phrase.end or self.chunks[i].role is Role.AND:
                if i > first:
                    items.append(self.text[self.chunks[first].start : self.chunks[i - 1].end])
                first = i + 1
        if len(items) == len(listed):
            for slots, item in zip(listed, items, strict=True):
                slots.object, slots.needs_topic = item, False
                slots.action = slots.action or listed[0].action

    def _verbs_by_place(self) -> None:
        """Words that are verbs or not by where they stand: a verbal noun before a number or behind an adverb; 为 before a verb."""
        chunks = self.chunks
        for i, chunk in enumerate(chunks):
            following = chunks[i + 1].role if i + 1 < len(chunks) else None
            if chunk.tag == "vn" and chunk.role is Role.NOUN:
                before = chunks[i - 1].role if i else None
                if following is Role.QUANTITY or (before in (Role.DATE, Role.ADVERB) and following is Role.NOUN):
                    chunk.role = Role.VERB
            elif chunk.text in self.v.prepositional and chunk.role is Role.VERB and self._leads_to_verb(i):
                chunk.role = Role.PREPOSITION

    def _leads_to_verb(self, at: int) -> bool:
        """为2.15亿巴西人执政: a verb follows the phrase behind 为."""
        for chunk in self.chunks[at + 1 :]:
            if chunk.role is Role.VERB:
                return chunk.text not in self.v.measuring
            if chunk.role not in _PHRASE and chunk.role is not Role.QUANTITY:
                return False
        return False

    # the subject

    def _skip(self) -> int:
        """Index of the first chunk that can begin a subject: behind dates, adverbs and prepositional phrases."""
        i, chunks = 0, self.chunks
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.role is Role.PREPOSITION:
                i = self._behind_preposition(i)
            elif chunk.role in (Role.DATE, Role.ADVERB, Role.MARK, Role.AND, Role.PARTICLE, Role.OF) or chunk.text in self.v.skip:
                i += 1
            else:
                break
        return i

    def _behind_preposition(self, i: int) -> int:
        """Behind a prepositional phrase: 在…中, 对…. 由 names who acts: what follows it is a subject."""
        if self.chunks[i].text in self.v.agent:
            return i + 1
        i += 1
        while i < len(self.chunks) and (self.chunks[i].role in _PHRASE or self.chunks[i].role in (Role.QUANTITY, Role.DATE)):
            i += 1
            if self.chunks[i - 1].text in self.v.not_last:
                break
        return i

    def _subject(self) -> Phrase | None:
        """The noun phrase before the first predicate."""
        chunks = self.chunks
        first = i = self._skip()
        end = first
        while i < len(chunks) and (chunks[i].role in _PHRASE or self._counts(i) or self._gloss_end(i) is not None):
            gloss = self._gloss_end(i)
            i = i + 1 if gloss is None else gloss
            end = i if gloss is None else end
        if i < len(chunks) and chunks[i].role not in _PREDICATE:
            return None
        self.predicated = i < len(chunks) and chunks[i].role is not Role.MARK
        return self._phrase(first, end)

    def _gloss_end(self, i: int) -> int | None:
        """Behind a gloss in brackets that follows an organization: 百邦科技（300736）, 有限公司（下称“明川”）."""
        if self.chunks[i].text not in _OPEN or i == 0 or self.chunks[i - 1].role is not Role.ORGANIZATION:
            return None
        return next((j + 1 for j in range(i + 1, min(len(self.chunks), i + 12)) if self.chunks[j].text in _CLOSE), None)

    def _counts(self, i: int) -> bool:
        """A count or an ordinal inside a noun phrase: 上海17家地方法人银行, 第1笔成交价格."""
        part = self.chunks[i].part
        if not isinstance(part, FoundQuantity):
            return False
        following = self.chunks[i + 1].role if i + 1 < len(self.chunks) else None
        return part.kind == "ordinal" or (part.kind == "count" and not part.noun_before and following in _NAMING)

    def _phrase(self, first: int, end: int) -> Phrase | None:
        chunks = self.chunks
        while end > first and (chunks[end - 1].role in (Role.OF, Role.AND) or chunks[end - 1].text in self.v.not_last):
            end -= 1
        while first < end and (chunks[first].role in (Role.OF, Role.AND) or chunks[first].text in self.v.skip):
            first += 1
        if first >= end:
            return None
        text = self.text[chunks[first].start : chunks[end - 1].end]
        if text in self.v.anaphora or text in self.v.skip or len(text) < 2:
            return None
        part, head = chunks[first].part, chunks[end - 1].part
        if isinstance(head, FoundOrganization) and first < end - 1 and chunks[end - 2].role is Role.NOUN:
            return Phrase(first, end, self.text[head.start : head.end], head, whole=True)  # 控股股东达安世纪
        if isinstance(part, FoundOrganization):
            return Phrase(first, end, text, part, all(c.role in (Role.ORGANIZATION, Role.AND) for c in chunks[first:end]))
        return Phrase(first, end, text)

    def _statement(self) -> bool:
        """Whether the clause only says who speaks: X表示, X发布的报告显示."""
        first = self.subject.end if self.subject else self._skip()
        for i in range(first, len(self.chunks)):
            chunk = self.chunks[i]
            relative = i + 1 < len(self.chunks) and self.chunks[i + 1].role is Role.OF
            if chunk.role is Role.VERB and not relative:
                return chunk.text in self.v.statement
            if chunk.role is Role.QUANTITY:
                return False
        return False

    # the verb

    def _read(self, at: int, q: FoundQuantity, floor: int) -> Slots:
        slots = Slots(q)
        verb = self._bound_verb(at, q, floor) or self._verb_left(at, q, floor)
        word = self.chunks[verb].text if verb is not None else ""
        right = self._verb_right(at) if verb is None or word in self.v.cause or word in self.v.existence else None
        if right is not None:
            slots.action = self._action(right)
            slots.actor = self._self_acting(at, floor) if verb is None else None
        elif verb is not None:
            slots.action = self._action(verb)
        else:
            slots.action = self._front_verb(q)
        self._object(slots, at, verb, floor)
        return slots

    def _verb_left(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """The verb before the quantity that governs it."""
        nearest, relative = self._nearest_verb(at, q, floor)
        if nearest is None:
            return None
        if relative:
            return self._main_verb(nearest, floor)
        if self.chunks[nearest].text in self.v.measuring:
            return self._stating_verb(nearest, floor)
        return self._leftmost(nearest, floor)

    def _leftmost(self, verb: int, floor: int) -> int:
        """筹集创业创新资金: of verbs in a row the first governs, the others belong to its object."""
        governing, i = verb, verb - 1
        while i >= floor and (self.chunks[i].role in _NAMING or self.chunks[i].role in (Role.VERB, Role.AND)):
            chunk = self.chunks[i]
            if chunk.role is Role.VERB and chunk.text not in self.v.measuring and chunk.text not in self.v.statement:
                governing = i
            i -= 1
        if i >= floor and self.chunks[i].role is Role.PREPOSITION and self.chunks[i].text not in self.v.agent:
            return verb  # 通过集中竞价交易减持: the others belong to the phrase of the preposition
        return governing

    def _main_verb(self, relative: int, floor: int) -> int | None:
        """完成需要扶持的28个项目: the verb before that of a relative clause; none behind 对 or 由, where it follows the number."""
        governing, i = None, relative - 1
        while i >= floor and self.chunks[i].role not in (Role.MARK, Role.OF):
            chunk = self.chunks[i]
            if chunk.text in self.v.dative:
                return None
            if chunk.role is Role.VERB and chunk.text not in self.v.statement:
                governing = i
            i -= 1
        return governing

    def _stating_verb(self, measuring: int, floor: int) -> int:
        """实现净利润为: the verb whose object is measured, where there is one."""
        i = measuring - 1
        while i >= floor and self.chunks[i].role in (Role.NOUN, Role.ADVERB):
            i -= 1
        stating = floor <= i < measuring - 1 and self.chunks[i].text in self.v.stating
        return i if stating and self.chunks[measuring].text not in self.v.change else measuring

    def _nearest_verb(self, at: int, q: FoundQuantity, floor: int) -> tuple[int | None, bool]:
        """The nearest verb to the left that is not the bound word, and whether it is that of a relative clause."""
        relative = bracketed = False
        edge = q.front if q.front is not None else q.start
        for i in range(at - 1, floor - 1, -1):
            chunk = self.chunks[i]
            if chunk.text in _CLOSE:
                bracketed = True
            elif chunk.text in _OPEN:
                if not bracketed:
                    return None, False
                bracketed = False
            elif bracketed:
                continue
            elif chunk.role is Role.OF:
                relative = not (i == at - 1 and self._share(q))
            elif chunk.role is Role.VERB and chunk.start < edge and chunk.text not in self.v.statement:
                return i, relative
        return None, False

    def _share(self, q: FoundQuantity) -> bool:
        """占总支出的2.1%: 的 before a share leads to no relative clause."""
        return q.kind == "percentage" or q.unit in self.v.multiples

    def _bound_verb(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """贷款余额突破千亿元: the bound word is the verb when a measured thing stands right before it."""
        if (q.kind == "count" and not self._share(q)) or q.front is None:
            return None
        for i in range(at - 1, floor - 1, -1):
            chunk = self.chunks[i]
            if chunk.start < q.front:
                return None
            if chunk.start == q.front and chunk.text in self.v.link:
                before = i - 1
                while before > floor and self.chunks[before].role is Role.ADVERB:
                    before -= 1
                return i if before >= floor and self.chunks[before].role is Role.NOUN else None
        return None

    def _verb_right(self, at: int) -> int | None:
        """The verb behind a counted noun: 17人死亡, 5600多名职工和3万多名网民收看."""
        for i in range(at + 1, len(self.chunks)):
            chunk = self.chunks[i]
            if chunk.role is Role.QUANTITY and not self._listed(at, i):
                return None
            if chunk.role is Role.MARK and chunk.text not in _QUOTES:
                return None
            if chunk.role is Role.VERB and chunk.text not in self.v.statement and not self._relative(i):
                return i
        return None

    def _relative(self, verb: int) -> bool:
        """2个来自湖南的旅游团: whether 的 closes a clause that this verb opens."""
        for chunk in self.chunks[verb + 1 :]:
            if chunk.role is Role.OF:
                return True
            if chunk.role in (Role.VERB, Role.MARK, Role.QUANTITY, Role.PARTICLE, Role.ADVERB):
                return False
        return False

    def _front_verb(self, q: FoundQuantity) -> str | None:
        """超过, 突破 where no other verb governs."""
        if q.front is None:
            return None
        word = self.text[q.front : q.start].strip()
        return next((w for w in (word, word[:2], word[-2:], word[-1:]) if w in self.v.link), None)

    def _listed(self, before: int, at: int) -> bool:
        """Whether only nouns and commas stand between two quantities: 13个市、4个产业和102户职工."""
        return all(c.role in _PHRASE or c.role in (Role.ADVERB, Role.QUANTITY) or c.text in _BRACKETS for c in self.chunks[before + 1 : at])

    def _action(self, verb: int) -> str:
        """The verb with the one that it stands together with: 走访慰问; of 进行研究 what is done: 研究."""
        chunk = self.chunks[verb]
        following = self.chunks[verb + 1] if verb + 1 < len(self.chunks) else None
        if following is not None and following.start == chunk.end and following.text in self.v.stretch:
            return chunk.text + following.text
        if following is None or following.start != chunk.end or chunk.text in self.v.measuring:
            return chunk.text
        verbal = following.role is Role.VERB or following.tag == "vn"
        if chunk.text in self.v.carrying and verbal:
            return following.text
        if following.role is Role.VERB and chunk.text not in self.v.light and following.text not in self.v.measuring and len(chunk.text) > 1:
            behind = self.chunks[verb + 2] if verb + 2 < len(self.chunks) else None
            if behind is None or behind.role is not Role.NOUN or len(self.chunks) > verb + 3:
                return chunk.text + following.text
        return chunk.text

    def _self_acting(self, at: int, floor: int) -> str | None:
        """The counted themselves, when they are the subject: 5600多名现场职工收看."""
        part = self.chunks[at].part
        if at > 0 and self.chunks[at - 1].role is Role.PREPOSITION:
            return None
        if not isinstance(part, FoundQuantity) or part.kind != "count" or (floor == 0 and any(c.role in _NAMING for c in self.chunks[:at])):
            return None
        end = part.end
        if part.noun is not None and not part.noun_before:
            end = max(end, self.text.find(part.noun, part.end, part.end + 40) + len(part.noun))
        return self.text[part.start : end]

    # the object

    def _object(self, slots: Slots, at: int, verb: int | None, floor: int) -> None:
        q = slots.quantity
        if q.kind == "count" and q.noun is not None and not (q.noun_before and self._share(q)):
            slots.object = q.noun
            slots.about_subject = q.noun_before and verb is None
            return
        if verb is not None and verb == at - 1 and q.kind != "count" and self.chunks[verb].text in self.v.nominal:
            self._measured(slots, self._before(verb, floor, q), self.chunks[verb].text)
            return
        measuring = verb is None or self.chunks[verb].text in self.v.valued
        if verb is not None and (not measuring or self.chunks[at - 1].role is Role.OF) and (text := self._between(verb, at, q)):
            slots.object = text
            return
        if q.kind != "count" and (verb is None or not measuring) and (phrase := self._behind(at)) is not None:
            slots.object = phrase.text
            return
        if measuring:
            self._measured(slots, self._before(verb if verb is not None else at, floor, q), "")
        if slots.object is None and q.kind != "count" and (phrase := self._behind(at)) is not None:
            slots.object, slots.needs_topic = phrase.text, False  # 达到70%的目标
        if slots.object is None and q.unit in self.v.implied:
            slots.object = self.v.implied[q.unit]

    def _measured(self, slots: Slots, phrase: Phrase | None, verb: str) -> None:
        """The object from the phrase before the verb, less the organization that has it; ``verb`` belongs to its name."""
        if phrase is None or phrase.whole or all(c.tag == "ns" for c in self.chunks[phrase.first : phrase.end]):
            slots.object = verb or None
            slots.needs_topic = not verb
            slots.about_subject = bool(verb)
            slots.owner = phrase.organization if phrase else None
            return
        text = phrase.text
        if phrase.organization is not None:
            text = self.text[phrase.organization.end : self.chunks[phrase.end - 1].end].removeprefix("的")
            slots.owner = phrase.organization
        slots.object, slots.about_subject = text + verb, True

    def _between(self, verb: int, at: int, q: FoundQuantity) -> str | None:
        """What stands between the verb and the number: 筹集|创业创新资金|2700万元."""
        first, end = verb + 1, at
        edge = q.front if q.front is not None else q.start
        while first < end and self.chunks[first].role in (Role.PARTICLE, Role.ADVERB, Role.DATE):
            first += 1
        while end > first and (self.chunks[end - 1].role in (Role.PARTICLE, Role.ADVERB, Role.DATE, Role.MARK) or self.chunks[end - 1].start >= edge):
            end -= 1
        for i in range(end - 1, first - 1, -1):
            if self.chunks[i].role in (Role.MARK, Role.PREPOSITION, Role.QUANTITY) and self.chunks[i].text not in _QUOTES | _BRACKETS:
                first = i + 1
                break
        if first >= end:
            return None
        return self.text[self.chunks[first].start : self.chunks[end - 1].end].strip("的") or None

    def _before(self, at: int, floor: int, q: FoundQuantity) -> Phrase | None:
        """The noun phrase that ends right before ``at``; adverbs, dates and comparisons (比上年) between them aside."""
        end = at
        edge = q.front if q.front is not None else q.start
        while end > floor and self._aside(end - 1, edge):
            end -= 1
        first = end
        while first > floor and (self.chunks[first - 1].role in _PHRASE or self._nominal(first - 1) or self._counts(first - 1)):
            first -= 1
        return self._phrase(first, end)

    def _aside(self, i: int, edge: int) -> bool:
        chunk = self.chunks[i]
        if chunk.role in (Role.ADVERB, Role.PARTICLE, Role.DATE) or chunk.start >= edge:
            return True
        return chunk.text in self.v.comparing or chunk.text in self.v.origins

    def _nominal(self, i: int) -> bool:
        """A verb that is part of a name for something measured: 进出口总额, 固定资产投资, 社会消费."""
        chunk = self.chunks[i]
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if chunk.role is not Role.VERB or chunk.text in self.v.measuring or following is None or chunk.end != following.start:
            return False
        return chunk.text in self.v.also or following.role is Role.NOUN

    def _mark(self, i: int) -> int | None:
        return i if i < len(self.chunks) and self.chunks[i].role is Role.MARK else None

    def _behind(self, at: int) -> Phrase | None:
        """The noun phrase right behind the quantity: 200万元助学资金, 90%的用户, 2000万元专项扶持资金."""
        first = at + 1
        if first < len(self.chunks) and self.chunks[first].role is Role.OF:
            first += 1
        end = last = first
        if first < len(self.chunks) and self.chunks[first].text in self.v.also and first + 1 in (len(self.chunks), self._mark(first + 1)):
            return self._phrase(first, first + 1)  # 处以60万元罚款
        while end < len(self.chunks) and (self.chunks[end].role in _NAMING or (end > first and self.chunks[end].role is Role.VERB)):
            end += 1
            if self.chunks[end - 1].role in _NAMING:
                last = end
        return self._phrase(first, last) if last > first and self.chunks[first].role is Role.NOUN else None
