"""The verb that governs a number: to its left, to its right, or the word that bounds it."""

from __future__ import annotations

from extractor.facts.chunks import Chunk, Role
from extractor.facts.model import Slot
from extractor.facts.phrases import BRACKETS, NAMING, PHRASE, REACH, Row
from extractor.facts.vocabulary import CLOSE, OPEN, QUOTES
from extractor.quantities import FoundQuantity

_SERIAL = NAMING | {Role.VERB, Role.AND}


def _lists(chunk: Chunk) -> bool:
    """Whether a chunk can stand in a list of quantities."""
    return chunk.role in PHRASE or chunk.role in (Role.ADVERB, Role.QUANTITY) or chunk.text in BRACKETS


class Verbs:
    """The verbs of one row. ``at`` is the index of a quantity, ``floor`` that behind the quantity before it."""

    __slots__ = ("_counted", "chunks", "row", "text", "v")

    def __init__(self, row: Row) -> None:
        self.row, self.text, self.chunks, self.v = row, row.text, row.chunks, row.v
        self._counted = 0, 0

    def left(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """The verb before the quantity that governs it."""
        nearest, relative = self._nearest_verb(at, q, floor)
        if nearest is None:
            return None
        if relative:
            main = self._main_verb(nearest, floor)
            if main is None and self.right(at) is None:
                link = self._front_verb(at, q, floor)
                before = next((c for c in reversed(self.chunks[nearest:at]) if c.start < q.edge), None)
                described = nearest if before is not None and before.role == Role.OF else None
                return described if link is None else link  # 调查的40个行业中; 收藏的标本已超过210件
            return main
        if self.row.of_share(at) and (share := self._share_verb(nearest, floor)) is not None:
            return share
        if self.chunks[nearest].text in self.v.summing:
            return self._summed(nearest, floor)
        before = self.chunks[nearest - 1] if nearest > floor else None
        if before is not None and before.text in self.v.adjusting and self.chunks[nearest].text in self.v.resulting:
            return nearest - 1  # 调整|为
        if self.row.measures(nearest):
            return self._stating_verb(nearest, floor)
        if self.chunks[nearest].text in self.v.existence or self.chunks[nearest].text in self.v.cause:
            return nearest
        return self._leftmost(nearest, floor)

    def _summed(self, summing: int, floor: int) -> int:
        """收受财物共计1300万元: the verb before the word that sums up, where only nouns stand between."""
        i = summing - 1
        while i >= floor and self.chunks[i].role in NAMING:
            i -= 1
        if floor <= i < summing - 1 and self.chunks[i].role == Role.VERB and not self.row.measures(i) and not self._silent(i):
            return self._leftmost(i, floor)
        return summing

    def _nearest_verb(self, at: int, q: FoundQuantity, floor: int) -> tuple[int | None, bool]:
        """The nearest verb to the left that is not the bound word, and whether it is that of a relative clause."""
        chunks, v, edge = self.chunks, self.v, q.edge
        relative = bracketed = False
        for i in range(self._row(at)[0] - 1, floor - 1, -1):
            chunk = chunks[i]
            role = chunk.role
            if role == Role.MARK:
                if chunk.text in OPEN and not bracketed:
                    return None, False
                bracketed = chunk.text in CLOSE or (bracketed and chunk.text not in OPEN)
            elif bracketed:
                continue
            elif role == Role.PREPOSITION:
                if chunk.text in v.origins:
                    return None, False  # 解困率由58%提高到91%: what stands before is measured
            elif role == Role.OF:
                relative = not (i == at - 1 and self.row.is_share(q))
            elif role == Role.VERB and chunk.start < edge and (not self._silent(i) or self._finds(i, at, q)):
                return i, relative
        return None, False

    def _row(self, at: int) -> tuple[int, int]:
        """Where the quantities begin and end that stand one behind the other, with the one at ``at``."""
        first, end = self._counted
        if not first <= at < end:
            first, end = at, at + 1
            while first > 0 and self.chunks[first - 1].role == Role.QUANTITY:
                first -= 1
            while end < len(self.chunks) and self.chunks[end].role == Role.QUANTITY:
                end += 1
            self._counted = first, end
        return first, end

    def _share_verb(self, nearest: int, floor: int) -> int | None:
        """占其所持股份的66.8%: the verbs between 占 and the number belong to what has the share."""
        for i in range(nearest, floor - 1, -1):
            if self.chunks[i].role == Role.MARK:
                return None
            if self.chunks[i].role == Role.VERB and self.chunks[i].text in self.v.sharing:
                return i
        return None

    def _leftmost(self, verb: int, floor: int) -> int:
        """筹集创业创新资金: of verbs in a row the first governs, the others belong to its object."""
        if self.row.compared(verb, floor):
            return verb  # 比全部投资高4.4个百分点
        governing = last = verb
        i = verb - 1
        while i >= floor and (self.chunks[i].role in _SERIAL or self.chunks[i].text in self.v.serial):
            chunk = self.chunks[i]
            if (chunk.role == Role.ORGANIZATION and i + 1 == governing) or chunk.text in self.v.ways:
                break  # 申请应急管理部增援: the organization acts; 以伪造合同等方式虚增收入
            governs = chunk.text not in self.v.measuring or self.row.transitive(i)
            if chunk.text in self.v.nominal and i + 1 < governing and self.chunks[i + 1].text.endswith(self.v.bodies):
                governs = False  # 发电|企业电源工程|完成
            if chunk.role == Role.VERB and governs and chunk.text not in self.v.silent:
                if chunk.text in self.v.helping or (chunk.text in self.v.pivotal and governing > i + 1):
                    break  # 组织志愿者走访
                if governing == verb and self.chunks[verb].text in self.v.nominal:
                    last = i  # 通过虚构业务|虚增|营业收入6.7亿元
                governing = i
            i -= 1
        led = i >= floor and (self.chunks[i].role == Role.PREPOSITION or self.chunks[i].text in self.v.than)
        if led and self.chunks[i].text not in self.v.dative and any(c.role != Role.VERB for c in self.chunks[governing:verb]):
            return last  # 通过集中竞价交易减持: the others belong to the phrase of the preposition
        return governing

    def _main_verb(self, relative: int, floor: int) -> int | None:
        """完成需要扶持的28个项目: the verb before that of a relative clause; none behind 对 or 由, where it follows the number."""
        governing, i = None, relative - 1
        while i >= floor and (self.chunks[i].role not in (Role.MARK, Role.OF) or self.chunks[i].text in BRACKETS):
            chunk = self.chunks[i]
            if chunk.text in self.v.dative:
                return None
            if chunk.role == Role.VERB and chunk.text not in self.v.silent:
                governing = i
            i -= 1
        return governing

    def _stating_verb(self, measuring: int, floor: int) -> int:
        """实现净利润为: the verb whose object is measured, where there is one."""
        i = measuring - 1
        while i >= floor and self.chunks[i].role in (Role.NOUN, Role.ADVERB):
            i -= 1
        stating = floor <= i < measuring - 1 and self.chunks[i].text in self.v.stating
        return i if stating and self.chunks[measuring].text not in self.v.changes else measuring

    def bound(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """贷款余额突破千亿元: the bound word is the verb when a measured thing stands right before it."""
        return self._front_verb(at, q, floor) if q.kind != "count" or self.row.is_share(q) else None

    def _front_verb(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        if q.front is None:
            return None
        link = None
        before = at - 1
        while before >= floor and (self.chunks[before].start >= q.front or self.chunks[before].role == Role.ADVERB):
            link = before if self.chunks[before].text in self.v.link else link
            before -= 1
        return link if before >= floor and self.chunks[before].role == Role.NOUN else None

    def right(self, at: int) -> int | None:
        """The verb behind a counted noun: 17人死亡, 5600多名职工和3万多名网民收看."""
        listed = True  # only a list stands between
        led = False
        chunks = self.chunks
        i = self._row(at)[1] - 1
        limit = min(len(chunks), i + REACH) - 1
        while i < limit:
            i += 1
            chunk = chunks[i]
            role = chunk.role
            if role == Role.QUANTITY:
                if not listed and not led:
                    return None
                continue  # a list goes on
            if role == Role.MARK:
                if (closed := self.row.close(i)) is not None:
                    i = closed  # 一栋建筑今天（6月12日）发生火灾
                    continue
                if chunk.text not in QUOTES:
                    return None
            elif role == Role.PREPOSITION:
                led = True  # 13家银行在50个国家设立机构
            elif role == Role.VERB and not self._silent(i) and not self._relative(i):
                return i
            listed = listed and _lists(chunk)
        return None

    def _silent(self, verb: int) -> bool:
        """Whether a verb only says that somebody says or is something; 介绍了经验 does more."""
        following = self.row.next(verb)
        if verb and self.chunks[verb - 1].text in self.v.passive:
            return False  # 被警告
        return self.chunks[verb].text in self.v.silent and not (following is not None and following.text in self.v.aspect)

    def _finds(self, verb: int, at: int, q: FoundQuantity) -> bool:
        """Whether what is told is a thing: 通报5起典型案例, not 通报3人死亡."""
        if q.kind == "percentage" or any(c.role != Role.NOUN for c in self.chunks[verb + 1 : at]):
            return False
        return (verb == at - 1 or q.noun_before) and self.right(at) is None

    def _relative(self, verb: int) -> bool:
        """2个来自湖南的旅游团: whether 的 closes a clause that this verb opens."""
        for chunk in self.chunks[verb + 1 : verb + REACH]:
            if chunk.role == Role.OF:
                return True
            if chunk.role in (Role.VERB, Role.MARK, Role.QUANTITY, Role.PARTICLE, Role.ADVERB):
                return False
        return False

    def front(self, q: FoundQuantity) -> Slot | None:
        """超过, 突破 where no other verb governs."""
        if q.front is None:
            return None
        word = self.text[q.front : q.start].strip()
        found = next((w for w in (word, word[:2], word[-2:], word[-1:]) if w in self.v.link), None)
        if found is None:
            return None
        start = self.text.index(found, q.front)
        return Slot(found, start, start + len(found), "action.bound")

    def described(self, before: int, at: int, floor: int) -> bool:
        """Whether the quantity before belongs to a relative clause about what is counted: 吸引来自30个国家的800多家企业."""
        between = self.chunks[before + 1 : at]
        if not any(c.role == Role.OF for c in between) or any(c.role in (Role.MARK, Role.VERB) for c in between):
            return False
        relative = next((i for i in range(before - 1, floor - 1, -1) if self.chunks[i].role == Role.VERB), None)
        return relative is not None and self._main_verb(relative, floor) is not None

    def listed(self, before: int, at: int) -> bool:
        """Whether only nouns and commas stand between two quantities: 13个市、4个产业和102户职工."""
        return all(_lists(c) and c.role != Role.OF for c in self.chunks[before + 1 : at])

    def action(self, verb: int, rule: str) -> Slot:
        """The verb with the one that it stands together with: 走访慰问; of 进行研究 what is done: 研究."""
        chunk = self.chunks[verb]
        following = self.row.next(verb)
        if following is None or following.start != chunk.end:
            return self.row.slot(verb, verb + 1, rule)
        if (
            following.text in self.v.stretch
            or chunk.text + following.text in self.v.compounds
            or (following.role == Role.PARTICLE and following.text in self.v.complements)
        ):
            return self.row.slot(verb, verb + 2, rule)
        if chunk.text not in self.v.measuring:
            if chunk.text in self.v.carrying:
                done = verb + 2 if following.text in self.v.aspect and verb + 2 < len(self.chunks) else verb + 1
                if self.chunks[done].role == Role.VERB or (self.chunks[done].tag == "vn" and len(self.chunks[done].text) == 2):
                    return self.row.slot(done, done + 1, "action.carried_by_light_verb")
            if self._joined(verb):
                return self.row.slot(verb, verb + 2, rule)
        return self.row.slot(verb, verb + 1, rule)

    def _joined(self, verb: int) -> bool:
        """Whether a verb and the next are one action: 走访慰问, but not 建成充电桩."""
        chunk, following = self.chunks[verb], self.chunks[verb + 1]
        if following.role != Role.VERB or chunk.text in self.v.light or len(chunk.text) == 1:
            return False
        if following.text in self.v.measuring or following.text in self.v.cause:
            return False
        if following.text in self.v.nominal or not (chunk.text in self.v.doing and following.text in self.v.doing):
            return False  # 发放|贷款, 患有|滥用
        behind = self.row.next(verb + 1)
        if behind is None or behind.role != Role.NOUN:
            return True
        return len(behind.text) > 1
