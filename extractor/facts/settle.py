"""Which words of a clause are verbs, settled by where they stand.

The dictionary gives each word its commonest part of speech; news leans on the others: 再添3枚, 退赔比例为16.7%, 水泵轮番作业. One pass
from left to right; a rule looks at the chunk, its neighbours and what states a value behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.facts.chunks import Chunk, Role
from extractor.facts.turns import OBJECTS, Turner, role_at
from extractor.facts.vocabulary import QUOTES, Sign, Vocabulary
from extractor.quantities import FoundQuantity

_PHRASE = frozenset({Role.NOUN, Role.OF, Role.AND, Role.ORGANIZATION, Role.QUANTITY})
_LOOKED_AT = 60  # chunks behind a verb that are looked at, for another verb or the end of a name
_UNSURE = frozenset({"", "a", "an", "vn", "m", "n"})  # tags of words that can be verbs at the end of a clause
_NOUN, _VERB, _PARTICLE, _ADVERB = Role.NOUN, Role.VERB, Role.PARTICLE, Role.ADVERB
_GOVERNED = frozenset({Role.QUANTITY, Role.PARTICLE})
_VERBAL = frozenset({"v", "vn", "vd"})
_SUBJECTS = frozenset({Role.NOUN, Role.ORGANIZATION, Role.QUANTITY, Role.ADVERB})
_WORDS = 6  # chunks of the longest row of adverbs, or of nouns that are counted
_LISTED = 12  # chunks of the longest list before a word
_LISTING = frozenset({Role.NOUN, Role.AND, Role.PARTICLE, Role.ORGANIZATION, Role.OF})
_PREDICATIVE = frozenset({"", "a", "m"})  # unknown to the dictionary, or adjectives: right before a number they say how it changed


class Settler:
    """Sets the roles of the chunks of clauses, one clause at a time."""

    __slots__ = ("_turner", "chunks", "v")

    def __init__(self, v: Vocabulary) -> None:
        self.chunks: Sequence[Chunk] = ()
        self.v = v
        self._turner = Turner(v)

    def settle(self, chunks: Sequence[Chunk], signs: int) -> None:
        """Set the roles of the chunks of one clause, whose words have these signs."""
        self.chunks, v, end = chunks, self.v, len(chunks) - 1
        for i, chunk in enumerate(chunks):
            if chunk.turns and self._turner.turn(chunks, i):
                continue
            role = chunk.role
            if role == _NOUN or (role == _PARTICLE and chunk.text in v.single):
                if i < end and (chunk.tag == "vn" or chunks[i + 1].role in _GOVERNED) and self._governs(i):
                    chunk.role = _VERB
            elif role == _VERB:
                if chunk.text in v.displaced and self._displaced(i, chunk):
                    continue
                if (signs & Sign.STATES and self._names_measure(i)) or (i and chunks[i - 1].tag == "vn" and self._modifies(i)):
                    chunk.role = _NOUN
            elif role == _ADVERB and chunk.tag[:1] == "n" and (self._states(i + 1) or (i and chunks[i - 1].text in QUOTES)):
                chunk.role = _NOUN  # 资本开支计划为8亿元, “三支一扶”计划
        self._lead_in()
        self._last(counted=signs & Sign.COUNT != 0)

    def _displaced(self, i: int, chunk: Chunk) -> bool:
        """Whether a verb was part of a name, led to another or said how fast that happens."""
        if chunk.text in self.v.shares and self._is_share(i + 1):
            chunk.role = self.chunks[i + 1].role = Role.NOUN
        elif chunk.text in self.v.prepositional and self._leads_to_verb(i):
            chunk.role = Role.PREPOSITION
        elif chunk.text in self.v.hastening and role_at(self.chunks, i + 1) == Role.VERB:
            chunk.role = Role.ADVERB  # 加快推进
        else:
            return False
        return True

    def _lead_in(self) -> None:
        """What leads a phrase in elsewhere is the verb where none follows: 420家企业通过认证."""
        last = len(self.chunks) - 1
        for i in range(last - 1, 0, -1):
            chunk = self.chunks[i]
            if chunk.role == _VERB:
                return
            if chunk.role == Role.PREPOSITION and chunk.text in self.v.prepositions:
                alone = i + 1 == last or self.chunks[last].tag not in _VERBAL  # not 通过餐饮渠道销售
                if alone and self.chunks[i - 1].role in _SUBJECTS and any(c.role == Role.QUANTITY for c in self.chunks[:i]):
                    chunk.role = _VERB
                return

    def _governs(self, i: int) -> bool:
        """Whether a noun, or what the dictionary does not know, is a verb before a number."""
        chunk, before, following = self.chunks[i], role_at(self.chunks, i - 1), role_at(self.chunks, i + 1)
        if following == Role.PARTICLE and self.chunks[i + 1].text in self.v.aspect:
            return role_at(self.chunks, i + 2) in OBJECTS  # 定了5个闹钟, 明确了9种情形
        if chunk.tag == "vn" and following == Role.NOUN and (before in (Role.DATE, Role.ADVERB) or (i and self._does(i))):
            return True
        if following == Role.NOUN and before == Role.ADVERB and self.chunks[i - 1].text in self.v.summarizing and self._counts(i + 1):
            return len(chunk.text) == 2
        if following != Role.QUANTITY or self._bounding(i):
            return False
        if chunk.tag == "vn":
            return not (before in _LISTING and self._governed(i))
        if len(chunk.text) == 2 and self._leads_verb(i - 1):
            return True  # 分别收容180万人
        if before == Role.NOUN:
            return chunk.tag == "a"  # 整流罩高20.5米, but not 不良率1.12%
        if chunk.tag == "v" and len(chunk.text) == 1:
            return chunk.text not in self.v.stretch  # 再添3枚
        return chunk.tag in _PREDICATIVE and (before in (None, Role.ADVERB, Role.MARK) or chunk.tag == "a")  # 同比多增2.63万亿元

    def _governed(self, i: int) -> bool:
        """Whether a verb stands before the nouns and the list that end in a word: 举办讲座等活动136场."""
        for chunk in reversed(self.chunks[max(0, i - _LISTED) : i]):
            if chunk.role == _VERB:
                return chunk.text not in self.v.measuring
            if chunk.role not in _LISTING:
                return False
        return False

    def _numbered(self, i: int) -> FoundQuantity | None:
        """The number behind the nouns from here on, unless they name what is measured."""
        j = i
        while j < min(len(self.chunks), i + _WORDS) and self.chunks[j].role == Role.NOUN:
            j += 1
        part = self.chunks[j].part if j < len(self.chunks) else None
        return part if isinstance(part, FoundQuantity) and not self.chunks[j - 1].text.endswith(self.v.attributes) else None

    def _counts(self, i: int) -> bool:
        """Whether nouns from here on are what is counted: 共记录水鸟71种."""
        part = self._numbered(i)
        return part is not None and part.kind == "count"

    def _does(self, i: int) -> bool:
        """Whether somebody stands before a word and what is counted behind it: 工人们|铺设|管道18公里, not 合作社|贷款|余额5亿元."""
        before = self.chunks[i - 1]
        if before.role != Role.ORGANIZATION and not before.text.endswith(self.v.persons):
            return False
        part = self._numbered(i + 1)
        return part is not None and part.kind != "percentage"

    def _leads_verb(self, i: int) -> bool:
        """Whether only a verb can follow: 分别, 已, 将."""
        if role_at(self.chunks, i) != Role.ADVERB:
            return False
        word = self.chunks[i].text
        return word in self.v.leads or (word in self.v.auxiliary and len(word) == 1 and word not in self.v.disposing)

    def _is_share(self, i: int) -> bool:
        """Whether 比 makes a noun of the verb before it: 占比接近七成, 占比首次突破两成."""
        if i == len(self.chunks) or self.chunks[i].start != self.chunks[i - 1].end:
            return False
        word = self.chunks[i]
        if word.text != self.v.ratio and not (word.text[0] == self.v.ratio and len(word.text) == 2 and not word.tag):
            return False  # 占|比高|达75%: the segmenter knows no 占比
        return role_at(self.chunks, i + 1) in (None, Role.ADVERB, Role.VERB, Role.QUANTITY, Role.PREPOSITION)

    def _names_measure(self, i: int) -> bool:
        """Whether a verb begins or is the name of something measured, whose value is stated right behind: 退赔比例为, 结余超过."""
        v, chunks = self.v, self.chunks
        word = chunks[i].text
        if word in v.unnamed or chunks[i].tag[:1] != "v":
            return False
        end = i + 1
        limit = min(len(chunks), i + _LOOKED_AT)
        while end < limit and chunks[end].start == chunks[end - 1].end and self._nominal(chunks[end]):
            end += 1
        alone = end == i + 1
        if not alone and not chunks[end - 1].text.endswith(v.attributes):
            return False
        while role_at(self.chunks, end) == Role.ADVERB:
            end += 1
        return self._states(end) and not (alone and word not in v.nominal and not word.endswith(v.attributes) and self._bounding(end))

    def _modifies(self, i: int) -> bool:
        """Whether a verb is one of several before a counted noun: 应急配送中心3170个."""
        return (
            role_at(self.chunks, i - 1) == Role.NOUN
            and role_at(self.chunks, i + 1) == Role.NOUN
            and role_at(self.chunks, i + 2) == Role.QUANTITY
        )

    def _nominal(self, chunk: Chunk) -> bool:
        return chunk.role == Role.NOUN or (chunk.role == Role.VERB and chunk.text.endswith(self.v.attributes))  # 起飞推力

    def _bounding(self, i: int) -> bool:
        """Whether a word belongs to the bound of the quantity behind it: 减持|不超过|3%, 近|亿元."""
        part = self.chunks[i + 1].part if i + 1 < len(self.chunks) else None
        return isinstance(part, FoundQuantity) and self.chunks[i].end > part.edge

    def _states(self, i: int) -> bool:
        """Whether a verb that states a value or that there is something stands here."""
        return role_at(self.chunks, i) == Role.VERB and (self.chunks[i].text in self.v.link or self.chunks[i].text in self.v.existence)

    def _leads_to_verb(self, at: int) -> bool:
        """为2.15亿巴西人执政: a verb follows the phrase behind 为."""
        for chunk in self.chunks[at + 1 : at + _LOOKED_AT]:
            if chunk.role == Role.VERB:
                return chunk.text not in self.v.measuring
            if chunk.role not in _PHRASE and chunk.role != Role.PREPOSITION and chunk.text not in self.v.etc:
                return False
        return False

    def _last(self, *, counted: bool) -> None:
        """In a clause without a verb the last word is one behind a count: 21人被困, 36台水泵轮番作业, 8人安全升井."""
        end = len(self.chunks)
        while end and self.chunks[end - 1].role == Role.MARK:
            end -= 1
        if end < 2:
            return
        last, before = self.chunks[end - 1], self.chunks[end - 2]
        if last.role != Role.NOUN or len(last.text) != 2 or last.text in self.v.not_verbs:
            return
        if last.text in self.v.statement and before.role == Role.ORGANIZATION:
            last.role = Role.VERB  # 海尔集团公告
            return
        if (
            not counted
            or last.tag not in _UNSURE
            or not any(isinstance(c.part, FoundQuantity) and c.part.kind == "count" for c in self.chunks[: end - 1])
        ):
            return
        if any(c.role == Role.VERB for c in self.chunks):
            if not last.tag and self._headed(before):
                last.role = Role.VERB  # 3人死亡、16人失联
            return
        if before.role == Role.QUANTITY:
            done = self._headed(before) or (last.tag not in ("", "n") and self._bare(before))  # 21人被困, not 73名村医
        else:
            done = before.role == Role.ADVERB or before.tag in ("an", "ad")
        if done:
            last.role = Role.VERB

    def _headed(self, chunk: Chunk) -> bool:
        """Whether the unit of a count names what is counted: 21人被困."""
        unit = chunk.part.unit if isinstance(chunk.part, FoundQuantity) else None
        return unit is not None and (unit in self.v.heads or len(unit) > 1)

    def _bare(self, chunk: Chunk) -> bool:
        """Whether a count names nothing that it counts."""
        return isinstance(chunk.part, FoundQuantity) and (chunk.part.noun is None or self.chunks[-1].text == chunk.part.noun)
