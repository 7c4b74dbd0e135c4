"""One clause: its subject, and for each of its quantities the governing verb and the thing measured.

Chinese news states a number in few frames: verb–object–number (筹集助学款5115万元), verb–number–object (发放200万元助学资金),
subject–verb–number (成交价格为30.79元), subject–number (成交金额14,071.03万元), number–noun–verb (5600多名职工收看).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.chunks import QUOTES, Chunk, Role
from extractor.facts.phrases import NAMING, PHRASE, REACH, Phrase, Row
from extractor.facts.settle import settle
from extractor.facts.verbs import Verbs
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

_PREDICATE = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.QUANTITY, Role.DATE, Role.PARTICLE, Role.MARK})


@dataclass(slots=True)
class Slots:
    """What a clause says about one of its quantities."""

    quantity: FoundQuantity
    action: str | None = None
    object: str | None = None
    about_subject: bool = False  # the object is what stands before the verb
    needs_topic: bool = False  # the measured thing was named before
    owner: FoundOrganization | None = None  # the organization that has the measured thing
    topic: str | None = None  # what later numbers measure, where the object does not say it
    actor: str | None = None  # the counted persons or things act themselves
    led: bool = False  # the verb stands before the quantity
    carried: bool = False  # what comes next is said of this actor too


class Clause:
    """The chunks of one clause, read once for its subject and then for each quantity."""

    def __init__(self, text: str, chunks: Sequence[Chunk], v: Vocabulary) -> None:
        self.text, self.chunks, self.v = text, chunks, v
        settle(chunks, v)
        self.row = Row(text, chunks, v)
        self.verbs = Verbs(self.row)
        self.predicated = False  # whether anything is said of the subject in this clause
        self.subject = self._subject()
        self.statement = self._statement()

    @property
    def acts(self) -> bool:
        """Whether the subject does something, rather than being or measuring something."""
        for i in range(self.subject.end if self.subject else 0, len(self.chunks)):
            chunk = self.chunks[i]
            if chunk.role is Role.VERB and chunk.text in self.v.states and self.subject is not None:
                alone = self.subject.end - self.subject.first == 1
                return not (alone and self.chunks[self.subject.first].tag == "n")  # 总部位于: of whom it is told goes on
            if chunk.role is Role.VERB:
                return not self.row.measures(i) and chunk.text not in self.v.valued and chunk.text not in self.v.nominal
            if chunk.role is Role.QUANTITY:
                return False
        return True

    @property
    def opens_with_verb(self) -> bool:
        """Whether nothing but adverbs stands before the first verb: 拟投资3亿元."""
        first = next((c for c in self.chunks if c.role not in (Role.ADVERB, Role.PARTICLE)), None)
        return first is not None and first.role is Role.VERB

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
            slots = self._read(i, part, max(floor, i - REACH))
            if previous is not None and self.verbs.listed(previous, i):
                if slots.action is None or (found[-1].led and not slots.led):
                    slots.action, slots.led = found[-1].action, found[-1].led
                    slots.actor = None if slots.led else slots.actor  # 调集56辆消防车、212名指战员增援
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
        phrase = self.row.before(at, 0, listed[0].quantity) if listed else None
        if phrase is None or len(listed) < 2:
            return
        items = self._items(phrase)
        if len(items) != len(listed):
            return
        verb = next((c for c in self.chunks[at:] if c.role is Role.VERB), None)
        measured = verb is None or verb.text in self.v.measuring
        for slots, (first, end) in zip(listed, items, strict=True):
            part = self.chunks[first].part
            if isinstance(part, FoundOrganization) and end == first + 1:
                slots.owner, slots.object = part, None if slots.about_subject else slots.object
            elif measured:
                slots.object, slots.needs_topic = self._slice(first, end), False
            else:
                slots.actor = self._slice(first, end)
            slots.action = slots.action or listed[0].action
            slots.object = slots.object or (listed[0].object if slots.quantity.unit == listed[0].quantity.unit else None)

    def _items(self, phrase: Phrase) -> list[tuple[int, int]]:
        """The items of a list, as chunks from … to."""
        items, first = [], phrase.first
        for i in range(phrase.first, phrase.end + 1):
            if i == phrase.end or self.chunks[i].role is Role.AND:
                if i > first:
                    items.append((first, i))
                first = i + 1
        return items

    def _slice(self, first: int, end: int) -> str:
        return self.text[self.chunks[first].start : self.chunks[end - 1].end]

    def _skip(self) -> int:
        """Index of the first chunk that can begin a subject: behind dates, adverbs and prepositional phrases."""
        i, chunks = 0, self.chunks
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.role is Role.PREPOSITION or (chunk.role is Role.AND and chunk.text in self.v.comparing):
                i = self._behind_preposition(i)  # 已与银行签署协议
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
        while i < len(self.chunks) and (self.chunks[i].role in PHRASE or self.chunks[i].role in (Role.QUANTITY, Role.DATE)):
            i += 1
            if self.chunks[i - 1].text in self.v.not_last:
                break
        return i

    def _subject(self) -> Phrase | None:
        """The noun phrase before the first predicate."""
        chunks = self.chunks
        first = i = self._skip()
        end = first
        while i < len(chunks):
            gloss = self.row.gloss_end(i)
            if gloss is None and not (chunks[i].role in PHRASE or self.row.counts(i) or chunks[i].text in QUOTES or self._sums_up(i)):
                break
            end = end if gloss is not None or chunks[i].text in QUOTES else i + 1
            i = i + 1 if gloss is None else gloss
        if first > 0 and chunks[first - 1].text in QUOTES and any(c.text in QUOTES for c in chunks[first:end]):
            first -= 1  # “三支一扶”计划
        if i < len(chunks) and chunks[i].role not in _PREDICATE:
            return None
        led = first > 0 and chunks[first - 1].text in self.v.agent
        self.predicated = led or (i < len(chunks) and chunks[i].role is not Role.MARK)
        return self.row.phrase(first, end)

    def _sums_up(self, i: int) -> bool:
        """Whether 等 sums up a list before a count: 中国银行等21家金融机构."""
        return self.chunks[i].text in self.v.etc and i > 0 and i + 1 < len(self.chunks) and self.row.counts(i + 1)

    def _statement(self) -> bool:
        """Whether the clause only says who speaks: X表示, X发布的报告显示."""
        first = self.subject.end if self.subject else self._skip()
        for i in range(first, len(self.chunks)):
            chunk = self.chunks[i]
            following = self.row.next(i)
            if chunk.role is Role.VERB and (following is None or following.role is not Role.OF):
                return chunk.text in self.v.statement
            if chunk.role is Role.QUANTITY:
                return False
        return False

    def _read(self, at: int, q: FoundQuantity, floor: int) -> Slots:
        slots = Slots(q)
        if self._compared(at, floor):
            slots.needs_topic = slots.about_subject = True  # 比2016年的3986件增长30.8%, 由10万元增至20万元
            slots.object = q.noun
            return slots
        verb = self.verbs.bound(at, q, floor) or self.verbs.left(at, q, floor)
        if verb is not None and verb + 1 < at and all(c.role is Role.AND for c in self.chunks[verb + 1 : at]):
            verb = None  # 17人死亡、2人受伤: the verb belongs to the number before
        if verb is not None and q.noun_before and self.row.names_part(verb, q):
            slots.object = self.text[self.chunks[verb].start : q.start].rstrip()
            return slots
        word = self.chunks[verb].text if verb is not None else ""
        right = self.verbs.right(at) if verb is None or word in self.v.cause or word in self.v.existence else None
        if right is not None:
            slots.action = self.verbs.action(right)
            slots.actor = self._self_acting(at, floor) if verb is None else None
            slots.carried = slots.actor is not None and q.noun is not None and self._governs(right)
        elif verb is not None:
            slots.action, slots.led = self.verbs.action(verb), True
        else:
            slots.action = self.verbs.front(q)
        self._object(slots, at, verb, right, floor)
        subject = self.subject
        if verb is not None and self.chunks[verb].text in self.v.shares and subject is not None and subject.end <= verb:
            slots.actor = None if subject.organization is not None else subject.text  # 民生支出占总支出的七成五
        if subject is not None and subject.first <= at < subject.end and self.predicated and right is not None:
            alone = sum(c.role is Role.QUANTITY for c in self.chunks[subject.first : subject.end]) == 1
            slots.actor = subject.text if alone else slots.actor  # 上海17家地方法人银行发放贷款
            slots.carried = slots.actor is not None and self._governs(right)
        return slots

    def _compared(self, at: int, floor: int) -> bool:
        """Whether a quantity is the first of two values or what another is compared with, and a measuring verb follows."""
        i = at - 1
        leading = self.v.origins | self.v.comparing
        while i >= floor and self.chunks[i].role in (Role.DATE, Role.OF, Role.ADVERB) and self.chunks[i].text not in leading:
            i -= 1
        if i < 0 or self.chunks[i].text not in leading:
            return False
        if self.row.before(i, floor, self.chunks[at].part) is not None:
            return False  # 术后并发症发生率由8.2%降至4.6%
        end = next((j for j in range(at + 1, min(len(self.chunks), at + 4)) if self.chunks[j].role is Role.VERB), None)
        return end is not None and self.row.measures(end)

    def _governs(self, verb: int) -> bool:
        """Whether a verb has an object: 4200名干部走访慰问困难企业, not 17人死亡."""
        following = next((c.role for c in self.chunks[verb + 1 :] if c.role not in (Role.VERB, Role.PARTICLE)), None)
        return following in (Role.NOUN, Role.QUANTITY, Role.ORGANIZATION)

    def _self_acting(self, at: int, floor: int) -> str | None:
        """The counted themselves, when they are the subject: 5600多名现场职工收看."""
        part, following = self.chunks[at].part, self.row.next(at)
        if following is not None and following.role is Role.VERB and isinstance(part, FoundQuantity) and part.noun == following.text:
            return None  # 一期开放600张
        if at > 0 and self.chunks[at - 1].role is Role.PREPOSITION:
            return None
        if not isinstance(part, FoundQuantity) or part.kind != "count" or (floor == 0 and any(c.role in NAMING for c in self.chunks[:at])):
            return None
        end = part.end
        if part.noun is not None and not part.noun_before:
            end = max(end, self.text.find(part.noun, part.end, part.end + 40) + len(part.noun))
        return self.text[part.start : end]

    def _object(self, slots: Slots, at: int, verb: int | None, right: int | None, floor: int) -> None:
        q = slots.quantity
        measuring = verb is None or self.row.measures(verb) or self.chunks[verb].text in self.v.existence
        if q.kind == "count" and q.noun is not None and not self._names_organization(q) and not (q.noun_before and self.row.is_share(q)):
            slots.object = (q.noun.removeprefix(slots.action or "") or q.noun) if q.noun_before else q.noun
            slots.about_subject = q.noun_before and verb is None
            if verb is None or measuring:
                self._holder(slots, self.row.before(verb if verb is not None else at, floor, q))
            return
        if (
            self.row.is_share(q)
            and right is not None
            and not self.row.of_share(at)
            and self.row.behind(at) is None
            and (phrase := self.row.behind(right)) is not None
        ):
            slots.object = phrase.text  # 其中七成是留守儿童
            return
        if q.kind == "count" and slots.actor is not None:
            return  # the counted act themselves and have no other name
        if verb is not None and verb == at - 1 and q.kind != "count" and self.chunks[verb].text in self.v.nominal:
            self._measured(slots, self.row.before(verb, floor, q), self.chunks[verb].text)
            return
        if verb is not None and q.kind != "count" and self.row.names_measure(verb, at, q):
            slots.action = None
            self._measured(slots, self.row.before(at, floor, q), "")  # 成交金额1407万元
            return
        if q.kind != "count" and (name := self.row.attribute(at, q)) is not None:
            phrase = self.row.behind(at) if verb is not None and not measuring else None
            slots.object = phrase.text if phrase is not None else name  # 签订总额25亿美元的协议, 口径两米的望远镜
            slots.action = slots.action if phrase is not None else None
            return
        if verb is not None and not measuring and q.kind == "amount" and (phrase := self.row.headed(at)) is not None:
            slots.object = phrase.text  # 给予企业最高800万元奖励
            return
        if verb is not None and (not measuring or self.row.of_share(at)) and (text := self.row.between(verb, at, q)):
            slots.object = text
            return
        if q.kind != "count" and (verb is None or not measuring) and (phrase := self.row.behind(at)) is not None:
            slots.object = phrase.text
            return
        if measuring:
            self._measured(slots, self.row.before(verb if verb is not None else at, floor, q), "")
        if slots.object is None and q.kind != "count" and (phrase := self.row.behind(at)) is not None:
            slots.object, slots.needs_topic = phrase.text, False  # 达到70%的目标
        unnamed = slots.object is None and q.kind != "amount" and q.unit not in self.v.implied
        if unnamed and verb is not None and not measuring and (patient := self._patient(verb)) is not None:
            self._measured(slots, patient, "")  # 小麦已收获792.4万亩
        if slots.object is None and q.kind == "count" and self.row.next(at) is not None and self.chunks[at + 1].role is Role.ORGANIZATION:
            slots.object = self.chunks[at + 1].text  # 6个国家区域医疗中心
        if slots.object is None and q.unit in self.v.implied:
            slots.object = self.v.implied[q.unit]

    def _patient(self, verb: int) -> Phrase | None:
        """The subject, where it is a thing that nothing but the number is said of: 余震已发生33次."""
        subject = self.subject
        if subject is None or subject.end > verb or subject.organization is not None or self.is_scope(subject):
            return None
        if any(c.role is Role.QUANTITY for c in self.chunks[subject.first : subject.end]):
            return None  # 21座大型水库蓄水
        head = self.chunks[subject.end - 1]
        thing = head.tag in ("n", "nz", "vn") and not head.text.endswith(self.v.bodies)
        return subject if thing and self.chunks[verb].text not in self.v.cause else None

    def _names_organization(self, q: FoundQuantity) -> bool:
        """Whether what seems to be counted is an organization: 上汽集团销量48.8万辆."""
        return any(c.role is Role.ORGANIZATION and c.text == q.noun for c in self.chunks)

    def _led(self, phrase: Phrase) -> bool:
        """Whether a preposition or 比 leads a phrase in, which then is not what is measured."""
        if phrase.first == 0:
            return False
        before = self.chunks[phrase.first - 1]
        if before.text in self.v.agent or before.role is Role.AND:
            return False
        return before.role is Role.PREPOSITION or before.text in self.v.comparing

    def _holder(self, slots: Slots, phrase: Phrase | None) -> None:
        """Whose the counted are: 全市规模以上工业企业达到2058家, 全国共有网点44601个."""
        led = phrase is not None and phrase.first > 0 and self.chunks[phrase.first - 1].role is Role.PREPOSITION
        if phrase is not None and phrase.organization is None and not led:
            first = self.chunks[phrase.first]
            if first.text in self.v.scopes or (first.tag == "ns" and phrase.text == first.text):
                slots.actor, slots.carried = first.text, True

    def _body_end(self, phrase: Phrase, verb: str) -> int | None:
        """Where the name of a body ends that what is measured belongs to; None where the phrase names none or nothing follows."""
        last = phrase.end if verb else phrase.end - 1
        opens = self.subject is not None and self.subject.first == phrase.first
        if not opens or any(c.role is Role.OF for c in self.chunks[phrase.first : phrase.end]):
            return None  # 归属于母公司股东的净利润
        for i in range(last - 1, phrase.first - 1, -1):
            if self.chunks[i].role is Role.NOUN and self.chunks[i].text.endswith(self.v.bodies):
                apart = i + 1 == last or self.chunks[i + 1].role is Role.ADVERB  # not 小微企业贷款余额
                return self.chunks[i].end if apart else None
        return None

    def is_scope(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a place or 我国, 全市: whose the measured thing is."""
        inside = self.chunks[phrase.first : phrase.end]
        if phrase.first > 0 and self.chunks[phrase.first - 1].role is Role.PREPOSITION:
            return False  # 对日本进出口
        return phrase.organization is None and all(c.tag == "ns" or c.text in self.v.scopes for c in inside)

    def _measured(self, slots: Slots, phrase: Phrase | None, verb: str) -> None:
        """The object from the phrase before the verb, less the organization that has it; ``verb`` belongs to its name."""
        if phrase is not None and self._led(phrase):
            phrase = None  # 按可比口径增长5.4%, 比预期高出15%
        if phrase is not None and self.is_scope(phrase):
            slots.actor, slots.carried = phrase.text, True  # 我国进出口3.43万亿元
        if phrase is None or phrase.whole or slots.carried or all(c.tag == "ns" for c in self.chunks[phrase.first : phrase.end]):
            slots.needs_topic = not verb
            slots.topic = verb or None
            slots.about_subject = bool(verb)
            slots.owner = phrase.organization if phrase and slots.quantity.kind != "count" else None  # not 省委组织部等5部门
            return
        text = phrase.text
        if slots.quantity.unit in self.v.ages and not text.endswith(self.v.attributes):
            slots.actor = text
            return
        if phrase.organization is not None:
            text = self.text[phrase.organization.end : self.chunks[phrase.end - 1].end].removeprefix("的")
            slots.owner = phrase.organization
        first = self.chunks[phrase.first]
        if phrase.organization is None and (first.text in self.v.scopes or first.tag == "ns") and len(text) > len(first.text) + 1:
            slots.actor, text = first.text, text[len(first.text) :].removeprefix("的")  # 全市GDP, 杭州最高气温
            slots.carried = first.text in self.v.scopes
        if phrase.organization is None and slots.actor is None and (cut := self._body_end(phrase, verb)):
            text, rest = text[: cut - first.start], text[cut - first.start :].removeprefix("的")
            slots.actor, slots.carried, text = text, True, rest  # 外商投资企业进出口, 农村居民人均可支配收入
        slots.object, slots.about_subject = text + verb, True
