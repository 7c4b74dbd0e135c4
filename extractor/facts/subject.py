"""The subject of a clause, and whether anything is said of it."""

from __future__ import annotations

from extractor.dates import FoundDate
from extractor.facts.chunks import Chunk, Role
from extractor.facts.phrases import NAMING, PHRASE, REACH, Phrase, Row
from extractor.facts.vocabulary import QUOTES, Sign
from extractor.quantities import FoundQuantity

_PREDICATE = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.QUANTITY, Role.DATE, Role.PARTICLE, Role.MARK})
_BEFORE = frozenset({Role.DATE, Role.ADVERB, Role.MARK, Role.AND, Role.PARTICLE, Role.OF})  # what may stand before a subject
_VERB, _QUANTITY, _PREPOSITION, _AND, _OF, _MARK = Role.VERB, Role.QUANTITY, Role.PREPOSITION, Role.AND, Role.OF, Role.MARK
_SUBJECTS = NAMING | {Role.QUANTITY, Role.ADVERB}
_LONGEST = 120  # chunks of the longest subject
_NAMES = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt"})  # tags of names
COMPANIES = frozenset({"company", "bank"})  # types of bodies that tell of themselves
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
            if role == _PREPOSITION or (role == _AND and chunk.text in v.comparing) or (chunk.text in v.than and i + 1 < len(chunks)):
                i = self._behind_preposition(i)  # 已与银行签署协议
            elif role in _BEFORE or chunk.text in v.skip or (placed and chunk.text in v.localizers):
                i += 1
            else:
                behind = self._modified(i) if role == _VERB else self._behind_place(i) if placed else None
                if behind is None:
                    break
                i = behind
        return i

    def _modified(self, i: int) -> int | None:
        """Behind a relative clause that opens with its verb, and before the noun it describes: 投资2亿元的|物流园建成投用."""
        chunks, limit = self.chunks, min(len(self.chunks) - 1, i + _PLACE * 2)
        if any(c.text in self.v.means for c in chunks[:i]):
            return None  # 以积70分的战绩夺冠
        for j in range(i + 1, limit):
            role = chunks[j].role
            if role == _OF:
                end = j + 1
                while end < len(chunks) and chunks[end].role in NAMING:
                    end += 1
                described = j + 1 < end < len(chunks) and chunks[end].role in _PREDICATE and chunks[end].role != _QUANTITY
                return j + 1 if described else None
            if role == _MARK or role == Role.ADVERB:
                return None
        return None

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
            end = self._described(i + 1)
            return i + 1 if end is None else end
        i += 1
        if i < len(self.chunks) and self.chunks[i].role == _VERB:
            i = self._modified(i) or i  # 为有意愿的职工
        while i < len(self.chunks):
            gloss = self.row.gloss_end(i)
            if gloss is None and self.chunks[i].role not in _LED and self.chunks[i].text not in QUOTES:
                break
            i = i + 1 if gloss is None else gloss
            if self.chunks[i - 1].text in self.v.not_last:
                break
        return i

    def _described(self, i: int) -> int | None:
        """Behind a relative clause that tells by whom something was made: 由工会出资建设的|书屋; None where it is none."""
        verb = False
        for j in range(i, min(len(self.chunks), i + _PLACE * 3)):
            role = self.chunks[j].role
            if role == _OF and verb:
                return j + 1
            if role in (_QUANTITY, _MARK):
                return None
            verb = verb or role == _VERB
        return None

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
        timed = i == len(chunks) - 1 and self._says_when(chunks[i])
        self.predicated = led or (i < len(chunks) and chunks[i].role != _MARK and not timed)
        return self.row.phrase(self._apposition(first, end), end)

    def _says_when(self, last: Chunk) -> bool:
        """Whether a clause that ends here names nobody: 行动当天，试用期三个月，but 迪士尼2018财年，."""
        return last.text in self.v.times or (isinstance(last.part, FoundDate) and last.part.kind == "duration")

    def _apposition(self, first: int, end: int) -> int:
        """Where an organization stands that the words before it only describe: 稳守第一高价股的|贵州茅台, 控股股东|海屿投资."""
        last = end - 1
        if last <= first or self.chunks[last].role != Role.ORGANIZATION:
            return first
        before = self.chunks[last - 1]
        titled = before.role == Role.NOUN and before.text.endswith(self.v.titles)
        return last if before.role == _OF or titled else first

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
                if end == len(chunks) or chunks[end].role not in _PREDICATE or self._relative(end) or chunks[-1].text in self.v.composing:
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
                following = chunks[i + 1] if i + 1 < len(chunks) else None
                if following is None or following.role != _OF:
                    if following is None and (chunks[i].text in self.v.reckoning or self._declares(chunks[i])):
                        return True
                    if chunks[i].text in self.v.announcing and self._publishes():
                        return True
                    if following is not None and following.role == _VERB:
                        continue  # 乌方称摧毁坦克6辆: who speaks tells of itself
                    if following is not None and (following.text in self.v.aspect or self._finds(chunks[i], following)):
                        return False
                    return chunks[i].text in self.v.statement
            elif role == _QUANTITY:
                return False
        return False

    def _finds(self, verb: Chunk, following: Chunk) -> bool:
        """Whether a verb of saying governs a number: 发现两座墓葬."""
        return following.role == _QUANTITY and verb.text in self.v.finding

    def _declares(self, verb: Chunk) -> bool:
        """Whether a person declares what follows: 总统宣布; a body that does so mostly goes on to act."""
        return verb.text in self.v.announcing and self.phrase is not None and self.phrase.organization is None

    def _publishes(self) -> bool:
        """Whether somebody else than a company makes a report known: 统计局发布数据."""
        organization = self.phrase.organization if self.phrase else None
        return organization is not None and organization.type not in COMPANIES and self.chunks[-1].text.endswith(self.v.reports)

    @property
    def acts(self) -> bool:
        """Whether the subject does something, rather than being or measuring something."""
        phrase, v = self.phrase, self.v
        disposes = led = False  # 以每小时15公里的速度移动: a number behind a preposition measures nothing of the subject
        for i in range(phrase.end if phrase else self.first, len(self.chunks)):
            chunk = self.chunks[i]
            if chunk.role == Role.VERB:
                if chunk.text in v.states and phrase is not None:
                    alone = phrase.end - phrase.first == 1
                    head = self.chunks[phrase.first]
                    return not (alone and head.tag == "n")  # 总部位于: of whom it is told goes on
                if disposes or (phrase is not None and chunk.text in v.existence and self._has(i)):
                    return True  # 将利率下调0.5个百分点
                governs = chunk.text not in v.nominal or self._has_object(i)
                return not self.row.measures(i) and chunk.text not in v.valued and governs
            if chunk.role == Role.QUANTITY and not led:
                return False
            led = led or chunk.role == Role.PREPOSITION
            disposes = disposes or (led and chunk.text in v.disposing)
        return True

    def _has(self, verb: int) -> bool:
        """Whether the subject has what is counted, rather than being it: 书屋共有藏书1.3万册, not 病患有五名."""
        i = verb + 1
        while i < len(self.chunks) and self.chunks[i].role == Role.ADVERB:
            i += 1
        if i == len(self.chunks):
            return False
        part = self.chunks[i].part
        if isinstance(part, FoundQuantity):
            return part.kind == "count" and (part.unit in self.v.heads or (part.noun is not None and not part.noun_before))
        return self.chunks[i].role in NAMING

    def _has_object(self, verb: int) -> bool:
        """Whether a verb that can name what is measured governs a noun here: 公益金投入体系建设, not 出口2.02万亿元."""
        following = self.row.next(verb)
        governs = following is not None and (following.role in NAMING or following.role == _VERB)
        return following is not None and governs and not following.text.endswith(self.v.attributes)

    @property
    def omitted(self) -> bool:
        """Whether there is none because the clause begins with its verb or what modifies it: 拟以2亿元收购一家工厂."""
        return self.phrase is None and self.first < len(self.chunks) and self.chunks[self.first].role == Role.VERB

    @property
    def proper(self) -> bool:
        """Whether the subject begins with a name that is no organization known: 亚鑫经贸资产总额, 陈建军对公司的持股比例."""
        phrase = self.phrase
        if phrase is None or not self.predicated or self.speaks or phrase.organization is not None:
            return False
        opening = self.chunks[phrase.first]
        return opening.tag in _NAMES and opening.part is None and len(opening.text) > 1

    @property
    def referring(self) -> bool:
        """Whether the clause opens with a pronoun, or with a verb that somebody named before has to do: 走访职工300人."""
        if self.phrase is not None or self.first == len(self.chunks):
            return False
        if any(c.role == _PREPOSITION for c in self.chunks[: self.first]):
            return False  # 据统计, 按收盘价计算
        opening = self.chunks[self.first]
        return opening.text in self.v.anaphora or (opening.role == Role.VERB and opening.text not in self.v.existence)

    def is_scope(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a place or 我国, 全市: whose the measured thing is."""
        if phrase.organization is not None or (phrase.first > 0 and self.chunks[phrase.first - 1].role == Role.PREPOSITION):
            return False  # 对日本进出口
        scopes, chunks = self.v.scopes, self.chunks
        if chunks[phrase.first].tag != "ns" and chunks[phrase.first].text not in scopes:
            return False
        return all(c.tag == "ns" or c.text in scopes for c in chunks[phrase.first : phrase.end])
