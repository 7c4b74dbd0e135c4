"""One clause: its subject, and for each of its quantities the governing verb and the thing measured.

Chinese news states a number in few frames: verb–object–number (筹集助学款5115万元), verb–number–object (发放200万元助学资金),
subject–verb–number (成交价格为30.79元), subject–number (成交金额14,071.03万元), number–noun–verb (5600多名职工收看).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.facts.chunks import Chunk, Role
from extractor.facts.model import Slot, Slots
from extractor.facts.objects import Objects
from extractor.facts.phrases import NAMING, REACH, Phrase, Row
from extractor.facts.subject import Subject
from extractor.facts.verbs import Verbs
from extractor.facts.vocabulary import Sign, Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

_PHRASE = 6  # chunks between a preposition and the counted that it leads in


class Clause(Row):
    """The chunks of one clause, their roles settled, read once for its subject and then for each quantity."""

    __slots__ = ("subject",)

    def __init__(self, text: str, chunks: Sequence[Chunk], signs: int, v: Vocabulary) -> None:
        self.text, self.chunks, self.signs, self.v = text, chunks, signs, v
        self.subject = Subject(self)

    def slots(self) -> list[Slots]:
        """One entry for each quantity, ordinals aside, in text order."""
        reader = _Reader(self)
        found: list[Slots] = []
        previous: int | None = None
        floor = 0
        for i in [i for i, c in enumerate(self.chunks) if c.role == Role.QUANTITY]:
            part = self.chunks[i].part
            if not isinstance(part, FoundQuantity) or part.kind == "ordinal":
                continue
            if previous is not None and previous + 1 < i and not reader.verbs.described(previous, i, floor):
                floor = previous + 1
            slots = reader.read(i, part, max(floor, i - REACH))
            if previous is not None and (slots.action is None or found[-1].led > slots.led) and reader.verbs.listed(previous, i):
                slots.action, slots.led = found[-1].action and found[-1].action.by("action.listed"), found[-1].led
                slots.actor = None if slots.led else slots.actor  # 调集56辆消防车、212名指战员增援
                slots.about_subject = slots.about_subject and found[-1].about_subject
            elif previous is not None and slots.actor is not None and self._caused(found[-1], previous, i):
                slots.actor = None  # 事故造成2人死亡、3人受伤
            elif previous is not None and self._sums_up(found[-1], slots, previous, i):
                slots.action = found[-1].action  # 骗取129名被害人钱款共计2463万元
            found.append(slots)
            previous = i
        if len(found) > 1 and self.signs & Sign.EACH:
            self._respective(found)
        return found

    def _caused(self, before: Slots, previous: int, at: int) -> bool:
        """Whether a quantity goes on with what the verb of a cause before the last one tells."""
        between = self.chunks[previous + 1 : at]
        if before.actor is not None or not between or between[-1].role != Role.AND:
            return False
        return any(c.text in self.v.cause for c in self.chunks[max(0, previous - 2) : previous])

    def _sums_up(self, before: Slots, slots: Slots, previous: int, at: int) -> bool:
        """Whether a quantity is the sum of what the verb of the one before governs too."""
        if slots.action is None or slots.action.text not in self.v.summing or not before.led:
            return False
        return all(c.role == Role.NOUN or c.text in self.v.summing for c in self.chunks[previous + 1 : at])

    def _respective(self, found: list[Slots]) -> None:
        """鲜菜、鲜果和水产品价格分别上涨6.9%、1.7%和0.9%: one item of the list for each number."""
        at = next((i for i, c in enumerate(self.chunks) if c.text in self.v.respective), None)
        if at is None:
            return
        listed = [s for s in found if s.quantity.start > self.chunks[at].start]
        phrase = self.before(at, 0, listed[0].quantity) if len(listed) > 1 else None
        items = self._items(phrase) if phrase is not None else []
        if phrase is not None and len(items) != len(listed) and self.subject.phrase is not None:
            items = self._items(self.subject.phrase)  # 工行、农行2017年末不良率分别为1.55%、1.81%
            if not all(isinstance(self.chunks[first].part, FoundOrganization) for first, _ in items):
                return
        if not items or len(items) != len(listed):
            return
        verb = next((c for c in self.chunks[at:] if c.role == Role.VERB), None)
        measured = verb is None or verb.text in self.v.measuring
        leader = listed[0]
        for slots, (first, end) in zip(listed, items, strict=True):
            part = self.chunks[first].part
            if isinstance(part, FoundOrganization) and end == first + 1:
                slots.owner = part
                if slots.object is not None and slots.about_subject and slots.object.start == part.start:
                    slots.object = None
            elif measured:
                slots.object, slots.needs_topic = self.slot(first, end, "object.respective"), False
            else:
                slots.actor = self.slot(first, end, "actor.respective")
            slots.action = slots.action or leader.action
            slots.object = slots.object or (leader.object if slots.quantity.unit == leader.quantity.unit else None)

    def _items(self, phrase: Phrase) -> list[tuple[int, int]]:
        """The items of a list, as chunks from … to."""
        items, first = [], phrase.first
        for i in range(phrase.first, phrase.end + 1):
            if i == phrase.end or self.chunks[i].role == Role.AND:
                if i > first:
                    items.append((first, i))
                first = i + 1
        return items


class _Reader:
    """Reads the quantities of one clause."""

    __slots__ = ("chunks", "objects", "row", "subject", "text", "v", "verbs")

    def __init__(self, clause: Clause) -> None:
        self.text, self.chunks, self.v = clause.text, clause.chunks, clause.v
        self.row, self.subject = clause, clause.subject
        self.verbs = Verbs(clause)
        self.objects = Objects(clause, clause.subject)

    def read(self, at: int, q: FoundQuantity, floor: int) -> Slots:
        """What the clause says about the quantity at ``at``, looking back as far as ``floor``."""
        slots = Slots(q)
        slots.basis = self._basis(at, q, floor)
        if self._compared(at, q, floor):
            slots.needs_topic = slots.about_subject = True  # 比2016年的3986件增长30.8%, 由10万元增至20万元
            slots.object = self.objects.noun(q, q.noun) if q.noun is not None else None
            return slots
        verb = self._verb(at, q, floor)
        right = self._governed(slots, at, q, verb, floor)
        self.objects.fill(slots, at, verb, right, floor)
        self._acting(slots, at, verb, right)
        return slots

    def _verb(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """The verb before the quantity that governs it."""
        verb = self.verbs.bound(at, q, floor)
        if verb is None:
            verb = self.verbs.left(at, q, floor)
        if verb is None or verb + 1 == at or self.chunks[verb + 1].role != Role.AND:
            return verb
        if all(c.role == Role.AND for c in self.chunks[verb + 1 : at]):
            return None  # 17人死亡、2人受伤: the verb belongs to the number before
        if verb is not None and verb == at - 1 and verb > 0 and self.chunks[verb - 1].role == Role.QUANTITY:
            return None if self.verbs.right(at) is not None else verb  # 17人死亡2人受伤
        return verb

    def _governed(self, slots: Slots, at: int, q: FoundQuantity, verb: int | None, floor: int) -> int | None:
        """Set the action; the verb behind the quantity where that one governs it."""
        word = self.chunks[verb].text if verb is not None else ""
        right = self.verbs.right(at) if verb is None or word in self.v.cause or word in self.v.existence else None
        if right is not None:
            slots.action = self.verbs.action(right, "action.behind")
            slots.passive = self.chunks[right - 1].text in self.v.passive
            slots.actor = self._self_acting(at, q, floor) if verb is None and not slots.passive else None
            slots.carried = slots.actor is not None and q.noun is not None and self._has_object(right)
        elif verb is not None:
            slots.action, slots.led = self.verbs.action(verb, "action.before"), True
            slots.passive = verb > 0 and self.chunks[verb - 1].text in self.v.passive
        else:
            slots.action = self.verbs.front(q)
        return right

    def _acting(self, slots: Slots, at: int, verb: int | None, right: int | None) -> None:
        """The subject itself, where it has a share or is counted."""
        phrase = self.subject.phrase
        if phrase is None:
            return
        if verb is not None and self.chunks[verb].text in self.v.shares and phrase.end <= verb:
            slots.actor = None if phrase.organization is not None else phrase.slot("actor.sharing")  # 民生支出占总支出的七成五
        if right is not None and phrase.first <= at < phrase.end and self.subject.predicated and not slots.passive:
            alone = sum(c.role == Role.QUANTITY for c in self.chunks[phrase.first : phrase.end]) == 1
            slots.actor = phrase.slot("actor.counted") if alone else slots.actor  # 上海17家地方法人银行发放贷款
            slots.carried = slots.actor is not None and self._has_object(right)

    def _basis(self, at: int, q: FoundQuantity, floor: int) -> Slot | None:
        """同比, 环比, 比上年末: what a change is counted from."""
        if not self.row.signs & Sign.BASIS:
            return None
        chunks, v, edge = self.chunks, self.v, q.edge
        end = at
        for i in range(at - 1, floor - 1, -1):
            chunk = chunks[i]
            if chunk.text in v.yearly:
                return self.row.slot(i, i + 1, "basis.word")
            if chunk.text in v.than:
                return self.row.slot(i, end, "basis.phrase") if end > i + 1 else None
            if chunk.role == Role.VERB or chunk.role == Role.ADVERB or chunk.start >= edge:
                end = i
            elif chunk.role == Role.QUANTITY:
                return None
        return None

    def _compared(self, at: int, q: FoundQuantity, floor: int) -> bool:
        """Whether a quantity is the first of two values or what another is compared with, and a measuring verb follows."""
        if not self.row.signs & Sign.LEADING:
            return False
        i, leading = at - 1, self.v.leading
        while i >= floor and self.chunks[i].role in (Role.DATE, Role.OF, Role.ADVERB) and self.chunks[i].text not in leading:
            i -= 1
        if i > floor and self.chunks[i].role == Role.NOUN and self.chunks[i - 1].text in self.v.origins:
            i -= 1  # 从预期的12万人次
        if i < 0 or self.chunks[i].text not in leading:
            return False
        if self.row.before(i, floor, q) is not None:
            return False  # 术后并发症发生率由8.2%降至4.6%
        end = next((j for j in range(at + 1, min(len(self.chunks), at + 4)) if self.chunks[j].role == Role.VERB), None)
        return end is not None and self.row.measures(end)

    def _has_object(self, verb: int) -> bool:
        """Whether a verb has an object: 4200名干部走访慰问困难企业, not 17人死亡."""
        following = next((c.role for c in self.chunks[verb + 1 : verb + REACH] if c.role not in (Role.VERB, Role.PARTICLE)), None)
        return following in (Role.NOUN, Role.QUANTITY, Role.ORGANIZATION)

    def _led(self, at: int) -> bool:
        """Whether a preposition leads in the counted: 在7个县的415所小学建起图书角."""
        for i in range(at - 1, max(0, at - _PHRASE) - 1, -1):
            role = self.chunks[i].role
            if role == Role.PREPOSITION:
                return self.chunks[i].text not in self.v.agent
            if role not in (Role.NOUN, Role.OF, Role.QUANTITY, Role.AND):
                return False
        return False

    def _self_acting(self, at: int, q: FoundQuantity, floor: int) -> Slot | None:
        """The counted themselves, when they are the subject: 5600多名现场职工收看."""
        following = self.row.next(at)
        if q.kind != "count" or self._led(at):
            return None
        if following is not None and following.role == Role.VERB and q.noun == following.text:
            return None  # 一期开放600张
        if floor == 0 and any(c.role in NAMING for c in self.chunks[:at]):
            return None
        end = q.end
        if q.noun is not None and not q.noun_before:
            end = max(end, self.objects.noun(q, q.noun).end or 0)
        return Slot(self.text[q.start : end], q.start, end, "actor.counted")
