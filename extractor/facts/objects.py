"""What a number counts or measures: the counted noun, the phrase before the verb or behind the number, less who has it."""

from __future__ import annotations

from extractor.facts.chunks import Role, noun_start
from extractor.facts.model import Slot, Slots
from extractor.facts.phrases import REACH, Phrase, Row
from extractor.facts.subject import Subject
from extractor.facts.vocabulary import Sign
from extractor.quantities import FoundQuantity

_QUALITIES = frozenset({"a", "ad", "an", "d"})
_THINGS = frozenset({"n", "vn"})
_KINDS = frozenset({"thing", "measure", "event", "abstract"})  # of nouns that do nothing themselves


class Objects:
    """Finds the objects of one clause. ``at`` is the index of a quantity, ``verb`` and ``right`` those of the verbs around it."""

    __slots__ = ("chunks", "names", "row", "subject", "text", "v")

    def __init__(self, row: Row, subject: Subject) -> None:
        self.row, self.subject = row, subject
        self.text, self.chunks, self.v = row.text, row.chunks, row.v
        self.names = {c.text for c in row.chunks if c.role == Role.ORGANIZATION} if row.signs & Sign.NAME else ()

    def fill(self, slots: Slots, at: int, verb: int | None, right: int | None, floor: int) -> None:
        """Set the object, and whatever else the phrase that names it tells: the owner, the actor, the topic."""
        q = slots.quantity
        transitive = verb is not None and verb < at - 1 and self.row.transitive(verb)
        measuring = verb is None or (self.row.measures(verb) and not transitive) or self.chunks[verb].text in self.v.existence
        measuring = measuring or (verb is not None and self.chunks[verb].text in self.v.directed and self.row.compared(verb, floor))
        if q.kind == "count" and q.noun is not None and not self._names_organization(q) and not self._named_after(q, at):
            self._counted(slots, q, at, verb, floor, measuring=measuring)
        elif (phrase := self._shared(q, at, right)) is not None:
            slots.object = phrase.slot("object.shared")  # 其中七成是留守儿童
        elif q.kind == "count" and slots.actor is not None:
            pass  # the counted act themselves and have no other name
        elif q.kind == "count" or not self._named(slots, q, at, verb, floor, measuring=measuring):
            self._phrased(slots, q, at, verb, right, floor, measuring=measuring)
            if slots.object is None and q.noun is not None and q.noun_before and not (self.row.is_share(q) or self._names_organization(q)):
                slots.object, slots.needs_topic = self.noun(q, q.noun), False

    def _named_after(self, q: FoundQuantity, at: int) -> bool:
        """Whether the noun in front only begins the name of what is measured: 民航客运量563万人次, or is the whole of a share."""
        if not q.noun_before:
            return False
        if (q.noun or "").endswith(self.v.inside):
            return True  # 群里有1000多人
        if self.row.is_share(q):
            return True
        end = noun_start(self.text, q, q.noun or "") + len(q.noun or "")
        following = next((c for c in reversed(self.chunks[max(0, at - REACH) : at]) if c.start == end), None)
        return following is not None and following.role == Role.NOUN and following.text.endswith(self.v.attributes)  # 充电桩|保有量

    def _counted(self, slots: Slots, q: FoundQuantity, at: int, verb: int | None, floor: int, *, measuring: bool) -> None:
        """The noun that is counted: 创业项目184个, 5600多名职工."""
        noun = q.noun or ""
        if q.noun_before and slots.action is not None:
            noun = noun.rpartition(slots.action.text)[2] or noun
        slots.object = self.noun(q, noun)
        slots.about_subject = q.noun_before and verb is None
        if measuring:
            self._holder(slots, self.row.before(verb if verb is not None else at, floor, q))

    def noun(self, q: FoundQuantity, noun: str) -> Slot:
        """The counted noun in its place."""
        start = noun_start(self.text, q, noun)
        return Slot(noun, start, start + len(noun), "object.counted") if start >= 0 else Slot(noun, None, None, "object.counted")

    def _shared(self, q: FoundQuantity, at: int, right: int | None) -> Phrase | None:
        """What a share of the topic is or has: 其中七成是留守儿童."""
        if right is None or not (self.chunks[right].text in self.v.link or self.chunks[right].text in self.v.existence):
            return None
        if not self.row.is_share(q) or self.row.of_share(at) or self.row.behind(at) is not None:
            return None
        return self.row.behind(right)

    def _named(self, slots: Slots, q: FoundQuantity, at: int, verb: int | None, floor: int, *, measuring: bool) -> bool:
        """The name of something measured that stands right before the number: 出口2.02万亿元, 成交金额1407万元, 总额25亿美元的协议."""
        row = self.row
        if verb is not None and verb == at - 1 and self.chunks[verb].text in self.v.nominal:
            self._measured(slots, row.before(verb, floor, q), row.slot(verb, verb + 1, "object.verb"))
            if self.chunks[verb].text in self.v.revenues and self._compound(verb, floor):
                slots.action = None  # 税收|收入
        elif verb is not None and row.names_measure(verb, at, q):
            slots.action = None
            self._measured(slots, row.before(at, floor, q), None)
        elif (name := row.attribute(at, q)) is not None:
            phrase = row.behind(at) if verb is not None and not measuring else None
            slots.object = phrase.slot("object.described") if phrase is not None else name
            slots.action = slots.action if phrase is not None else None
        elif verb is not None and not measuring and q.kind == "amount" and (phrase := row.headed(at)) is not None:
            slots.object = phrase.slot("object.headed")  # 给予企业最高800万元奖励
        else:
            return False
        return True

    def _compound(self, verb: int, floor: int) -> bool:
        """Whether a noun right before a verb that can name what is measured makes a noun of it: 税收|收入, not 茶农|损失."""
        before = self.chunks[verb - 1] if verb > floor else None
        if before is None or before.role != Role.NOUN or before.end != self.chunks[verb].start or before.tag == "ns":
            return False
        return before.text not in self.v.scopes and not before.text.endswith((*self.v.bodies, *self.v.persons))

    def _phrased(
        self, slots: Slots, q: FoundQuantity, at: int, verb: int | None, right: int | None, floor: int, *, measuring: bool
    ) -> None:
        """The phrase between verb and number, behind the number, or before the verb."""
        row, counted = self.row, q.kind == "count"
        shares = verb is not None and self.chunks[verb].text in self.v.shares
        if verb is not None and (not measuring or shares or row.of_share(at)) and (slot := row.between(verb, at, q)) is not None:
            slots.object = slot
            return
        behind = None if counted else row.behind(at)
        if behind is not None and (verb is None or not measuring):
            slots.object = behind.slot("object.behind")
            return
        if counted and (verb is not None or right is not None) and (named := self._next(at)) is not None:
            slots.object = named
        elif measuring:
            self._measured(slots, row.before(verb if verb is not None else at, floor, q), None)
        if slots.object is None and behind is not None:
            slots.object, slots.needs_topic = behind.slot("object.behind"), False  # 达到70%的目标
        changed = verb is not None and self.chunks[verb].text in self.v.directed  # 总利息节省14万元
        if slots.object is None and verb is not None and not measuring and (q.kind != "amount" or changed) and q.unit not in self.v.implied:
            self._measured_patient(slots, verb)
        if slots.object is None and counted and at + 1 < len(self.chunks) and self.chunks[at + 1].role == Role.ORGANIZATION:
            slots.object = row.slot(at + 1, at + 2, "object.behind")  # 6个国家区域医疗中心
        if slots.object is None and q.unit in self.v.implied:
            slots.object = Slot(self.v.implied[q.unit], None, None, "object.implied")

    def _next(self, at: int) -> Slot | None:
        """The noun right behind a count, to the dictionary perhaps a verb: 27名|脱贫|户."""
        first = end = at + 1
        if first == len(self.chunks) or self.chunks[first].tag in _QUALITIES or (at and self.chunks[at - 1].role == Role.NOUN):
            return None
        while end < len(self.chunks) and self.chunks[end].role == Role.NOUN and end < first + 3:
            end += 1
        goes_on = end < len(self.chunks) and self.chunks[end].role in (Role.AND, Role.OF)  # 两场五一奖和工匠报告会
        return self.row.slot(first, end, "object.behind") if end > first and not goes_on else None

    def _measured_patient(self, slots: Slots, verb: int) -> None:
        """The subject, where it is a thing that nothing but the number is said of: 小麦已收获792.4万亩, 余震已发生33次."""
        phrase = self.subject.phrase
        if phrase is None or phrase.end > verb or phrase.organization is not None or self.subject.is_scope(phrase):
            return
        inside = self.chunks[phrase.first : phrase.end]
        counted = any(c.role == Role.QUANTITY for c in inside)  # 21座大型水库蓄水
        thing = inside[-1].tag in _THINGS and self.v.words.kind(inside[-1].text) in _KINDS
        if thing and not counted and self.chunks[verb].text not in self.v.cause:
            self._measured(slots, phrase, None)

    def _names_organization(self, q: FoundQuantity) -> bool:
        """Whether what seems to be counted is an organization: 上汽集团销量48.8万辆."""
        return q.noun in self.names

    @staticmethod
    def _less_place(slots: Slots) -> None:
        """The counted without the place whose they are: 河北|城镇新增就业人数."""
        place, counted = slots.actor, slots.object
        if place is not None and place.end is not None and counted is not None and counted.start == place.start:
            rest = counted.text[len(place.text) :]
            slots.object = Slot(rest, place.end, place.end + len(rest), counted.rule) if len(rest) > 1 else counted

    def _led(self, phrase: Phrase) -> bool:
        """Whether a preposition or 比 leads a phrase in, which then is not what is measured."""
        if phrase.first == 0:
            return False
        before = self.chunks[phrase.first - 1]
        if before.text in self.v.agent or before.text in self.v.disposing or before.role == Role.AND:
            return False
        if before.text in self.v.towards and phrase.text.endswith(self.v.attributes):
            return False  # 对经济增长贡献率
        return before.role == Role.PREPOSITION or before.text in self.v.comparing

    def _holder(self, slots: Slots, phrase: Phrase | None) -> None:
        """Whose the counted are: 全市规模以上工业企业达到2058家, 全国共有网点44601个."""
        if phrase is None or phrase.organization is not None:
            return
        if phrase.first > 0 and self.chunks[phrase.first - 1].role == Role.PREPOSITION:
            return
        first = self.chunks[phrase.first]
        if first.text in self.v.scopes or first.tag == "ns":
            behind = phrase.first + 1
            if behind < phrase.end and len(self.chunks[behind].text) == 1 and self.v.words.kind(self.chunks[behind].text) == "place":
                behind += 1  # 云岭|县
            slots.actor, slots.carried = self.row.slot(phrase.first, behind, "actor.place"), True
            self._less_place(slots)
        elif (end := self._shown_end(phrase)) is not None:
            slots.actor, slots.carried = self.row.cut(phrase.start, end, "actor.body"), True

    def _measured(self, slots: Slots, phrase: Phrase | None, verb: Slot | None) -> None:
        """The object from the phrase before the verb, less the organization that has it; ``verb`` belongs to its name."""
        if phrase is not None and self._led(phrase):
            leading = phrase.first - 1  # 按可比口径增长5.4%, 比预期高出15%; but 客流量从预期的12万人次
            origin = self.chunks[leading].text in self.v.origins
            phrase = self.row.before(leading, 0, slots.quantity) if origin else None
        disposed = phrase is not None and phrase.first > 0 and self.chunks[phrase.first - 1].text in self.v.disposing
        if phrase is not None and self.subject.is_scope(phrase):
            slots.actor, slots.carried = phrase.slot("actor.place"), True  # 我国进出口3.43万亿元
        if phrase is None or phrase.whole or slots.carried or all(c.tag == "ns" for c in self.chunks[phrase.first : phrase.end]):
            slots.needs_topic, slots.about_subject, slots.topic = verb is None, verb is not None, verb
            slots.owner = phrase.organization if phrase and slots.quantity.kind != "count" else None  # not 省委组织部等5部门
            return
        if slots.quantity.unit in self.v.ages and not phrase.text.endswith(self.v.attributes):
            slots.actor = phrase.slot("actor.aged")
            return
        slots.object, slots.about_subject = self._less_owner(slots, phrase, verb), not disposed

    def _less_owner(self, slots: Slots, phrase: Phrase, verb: Slot | None) -> Slot:
        """The measured thing without the organization, place or body that it belongs to, which acts."""
        end = self.chunks[phrase.end - 1].end
        start = phrase.start
        if phrase.organization is not None:
            start, slots.owner = phrase.organization.end, phrase.organization
        else:
            first = self.chunks[phrase.first]
            owned = not self.text.startswith((*self.v.unowned, *self.v.and_), first.end)  # 东北、内蒙古航天大豆 is one thing
            if owned and (first.text in self.v.scopes or first.tag == "ns") and len(phrase.text) > len(first.text) + 1:
                start = first.end  # 全市GDP, 杭州最高气温
                slots.actor, slots.carried = self.row.slot(phrase.first, phrase.first + 1, "actor.place"), first.text in self.v.scopes
            elif (
                slots.actor is None
                and (after := self._shown_end(phrase) or self._part_end(phrase) or self._body_end(phrase, named=verb is not None))
                is not None
            ):
                slots.actor, slots.carried = self.row.cut(start, after, "actor.body"), True  # 外商投资企业进出口
                start = after
        if end - start > 2 and self.text[start] in self.v.localizers and self.text[start + 1] in self.v.of:
            start += 1  # 人口|中的比例
        if start < end and self.text[start] in self.v.of:
            start += 1
        name = self.text[start:end]
        if verb is None:
            return Slot(name, start, end, "object.measured")
        return Slot(name + verb.text, start if name else verb.start, verb.end, "object.measured")

    def _shown_end(self, phrase: Phrase) -> int | None:
        """Where the name of something pointed at ends: 该校|毕业生就业率, 这座大桥|全长."""
        shown = self.chunks[phrase.first]
        if shown.text[0] not in self.v.pointing or shown.role != Role.NOUN or phrase.end - phrase.first < 2:
            return None
        if len(shown.text) == 2 and shown.text[1] not in self.v.classifiers:
            return shown.end  # 该校
        at = phrase.first + 1
        return self.chunks[at].end if at + 1 < phrase.end and self.chunks[at].role == Role.NOUN else None

    def _part_end(self, phrase: Phrase) -> int | None:
        """Where the name of a thing ends, and 最大, 总, 平均 open that of what is measured of it: 潜水器|最大下潜深度."""
        for i in range(phrase.first + 1, phrase.end):
            chunk = self.chunks[i]
            if chunk.text in self.v.degrees and self.chunks[i - 1].role == Role.NOUN:
                return self.chunks[i - 1].end
        return None

    def _body_end(self, phrase: Phrase, *, named: bool) -> int | None:
        """Where the name of a body ends that what is measured belongs to; None where the phrase names none or nothing follows."""
        opened = self.subject.phrase
        if opened is None or opened.first != phrase.first or any(c.role == Role.OF for c in self.chunks[phrase.first : phrase.end]):
            return None  # 归属于母公司股东的净利润
        last = phrase.end if named else phrase.end - 1
        for i in range(last - 1, phrase.first - 1, -1):
            if self.chunks[i].role == Role.NOUN and self.chunks[i].text.endswith(self.v.bodies):
                apart = i + 1 == last or self.chunks[i + 1].role == Role.ADVERB  # not 小微企业贷款余额
                return self.chunks[i].end if apart else None
        return None
