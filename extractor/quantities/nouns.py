"""What is counted: the noun behind the measure word (5600多名现场职工) or, where none follows, before the number (项目184个).

Works on the words of the clause that holds the count; only such clauses are cut. A count without a noun of its own takes that
of an earlier count with the same unit in its sentence (病例23例（云南9例，上海5例）).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from extractor.quantities.model import FoundQuantity
from extractor.quantities.noun_words import CLOSING, noun_words
from extractor.segment import Cut, Word, Words
from extractor.span import Spans
from extractor.text import Clause, Sentence, clauses

_LISTING = "、"
_OPENING = frozenset("（(“《「『【[")
_OPENING_QUOTES = frozenset('“"「『‘')
_WINDOW = 30  # words behind or before a count that are looked through
_start = attrgetter("start")
_NOT_BEFORE = frozenset(("a", "ad", "d"))  # tags of words that no noun before its number holds
_NOT_FIRST = frozenset(("a", "ad", "f"))
_OPENING_BRACKETS, _CLOSING_BRACKETS = frozenset("（("), frozenset("）)")
_GLOSSED = 4  # words in a gloss
_GLOSS = re.compile("[（(][\u4e00-\u9fff][）)]")  # 贫困县（区）


def _untimed(noun: str, times: tuple[str, ...]) -> str:
    """地震 of 地震时."""
    return noun[:-1] if len(noun) > 2 and noun.endswith(times) else noun


class NounFinder:
    """Fills ``noun`` of the counts of one text. ``taken`` holds the dates, which no noun reaches into."""

    def __init__(self, text: str, words: Words, sentences: Sequence[Sentence], quantities: list[FoundQuantity], taken: Spans) -> None:
        self.text, self.words, self.sentences, self.quantities, self.taken = text, words, sentences, quantities, taken
        self.starts = [s.start for s in sentences]
        self.lexicon = noun_words()
        self.tag = words.segmenter.tag
        self._clauses: dict[int, list[Clause]] = {}

    def complete(self) -> None:
        """Find the noun of every count; a bare number that no noun follows is no count."""
        dropped: set[int] = set()
        known: dict[tuple[int, str], str] = {}
        among: tuple[int, str] | None = None
        for i, q in enumerate(self.quantities):
            if q.kind != "count":
                continue
            sentence = bisect_right(self.starts, q.start) - 1
            self._complete(i, q, sentence)
            if q.noun is not None and self.text.startswith(self.lexicon.among, q.end + len(q.noun)) and self.text.startswith(q.noun, q.end):
                among = sentence, q.noun  # 3名遇难者中，甲县2人
            if q.rule == "count.bare" and q.noun is None:
                dropped.add(id(q))
            elif q.noun is None and i and self.quantities[i - 1].end == q.start and (neighbour := self.quantities[i - 1].noun):
                q.noun, q.noun_before = neighbour, True  # 受灾群众2.03万户7.2万余人
            elif q.noun is None and q.unit in self.lexicon.person_units and among and among[0] == sentence:
                q.noun, q.noun_before = among[1], True
            elif q.noun is not None and not q.noun_before and i:
                self._share(q, self.quantities[i - 1])
            if q.unit is not None and q.unit not in self.lexicon.lonely:
                if q.noun is not None:
                    known[sentence, q.unit] = q.noun
                elif (noun := known.get((sentence, q.unit))) is not None:
                    q.noun, q.noun_before = noun, True
        if dropped:
            self.quantities[:] = [q for q in self.quantities if id(q) not in dropped]

    def _share(self, q: FoundQuantity, earlier: FoundQuantity) -> None:
        """Two counts of one thing side by side: 18大类781项功能, 五批29个省份."""
        if earlier.kind == "count" and earlier.end == q.start and earlier.unit in self.lexicon.groupings:
            earlier.noun, earlier.noun_before = q.noun, False

    def _complete(self, i: int, q: FoundQuantity, sentence: int) -> None:
        clause = self._clause(q, sentence)
        if clause is None:
            return
        cut, lexicon = self.words.cut(clause), self.lexicon
        if q.unit is None or q.unit not in lexicon.person_units:
            begin, j = q.end, i + 1
            if j < len(self.quantities) and self.quantities[j].start == q.end and self.quantities[j].unit in lexicon.ages:
                begin, j = self.quantities[j].end, j + 1  # 1.9万名60岁以上老人
            limit = self.quantities[j].start if j < len(self.quantities) else len(self.text)
            q.noun = self._behind(cut, q, begin, min(limit, clause.end))
        if q.noun is None and q.unit is not None and q.unit not in lexicon.classifiers:
            q.noun = self._before(cut, q, max(self.quantities[i - 1].end if i else 0, clause.start))
            q.noun_before = q.noun is not None

    def _clause(self, q: FoundQuantity, sentence: int) -> Clause | None:
        if sentence < 0 or self.sentences[sentence].end < q.end:
            return None
        spans = self._clauses.get(sentence)
        if spans is None:
            spans = self._clauses[sentence] = clauses(self.text, self.sentences[sentence])
        i = bisect_right(spans, q.start, key=_start) - 1
        return spans[i] if i >= 0 and q.start < spans[i].end else None

    def _behind(self, cut: Cut, q: FoundQuantity, begin: int, limit: int) -> str | None:
        first = cut.behind(begin)
        if first == cut.last or ((word := cut.surfaces[first]) in CLOSING and word not in _OPENING_QUOTES):
            return None
        last = first + _WINDOW
        stop = min(last, cut.starting(limit))
        behind = cut.words(first, stop)
        numbered = bool(behind) and stop < min(last, cut.last) and behind[-1].end >= limit
        if behind and behind[0].start < begin:  # the segmenter joined the unit with what follows
            behind[0] = Word(self.text[begin : behind[0].end], begin, behind[0].end, "n")
        if behind and q.unit is None and behind[0].text in self.lexicon.of:
            behind = behind[1:]  # 数以亿计的用户
        if not behind:
            return None
        if self.text.startswith(self.lexicon.pairs, behind[0].start):
            return next(pair for pair in self.lexicon.pairs if self.text.startswith(pair, behind[0].start))
        if numbered and (len(behind[0].text) == 1 or behind[0].tag == "v") and len(behind) == 1:
            return None  # 每10股派0.55元, 3986件增长30.8%
        given = self._word_before(cut, q) in self.lexicon.giving
        noun = self._phrase(behind, q.unit, verbal=q.unit not in self.lexicon.verbal_units, given=given)
        if numbered and noun is not None and (noun in self.lexicon.attributes or not self.lexicon.fits(q.unit, noun)):
            head = self._head(cut.words(stop, last), q.unit)  # 31家市值过千亿元的公司
            return head if head is not None and self.lexicon.fits(q.unit, head) else noun
        if noun is None and behind[0].tag[:1] in ("v", "p") and behind[0].text not in self.lexicon.links:
            noun = self._head(behind, listing=q.unit not in self.lexicon.verbal_units)
        return noun

    def _head(self, words: list[Word], unit: str | None = None, *, listing: bool = False) -> str | None:
        """2个来自湖南的旅游观光团: the phrase behind 的; with ``listing``, 、 may stand in between."""
        for i, word in enumerate(words[: self.lexicon.reach]):
            if word.text in CLOSING and not (listing and word.text == _LISTING):
                return None
            if word.text in self.lexicon.of:
                return self._phrase(words[i + 1 :], unit)
        return None

    def _described(self, words: list[Word], taken: list[Word], unit: str | None) -> str | None:
        """The head behind 的 where the words in front of it are a clause or a description, which no noun stands in.

        几位穿着露脐短袖和超短裤的女士, 一支技术过硬、医德高尚的队伍.
        """
        lexicon, rest = self.lexicon, words[len(taken) :]
        if rest[0].text in lexicon.of:
            return None
        idioms = rest[0].text == _LISTING and all(w.tag[:1] in ("i", "a", "z") for w in taken)
        if idioms or lexicon.clausal(taken[0]) or any(w.text in lexicon.attributes for w in taken[-2:]):
            return self._head(rest, unit, listing=True)
        if not lexicon.fits(unit, taken[-1].text) and (head := self._head(rest, unit, listing=True)) and lexicon.fits(unit, head):
            return head
        return None

    def _receivers(self, taken: list[Word], unit: str | None) -> list[Word]:
        """Whom something is done for, where the clause has no other verb: 为32家企业运输物资."""
        for i in range(1, len(taken) - 1):
            if taken[i].tag in ("v", "vn") and taken[i - 1].tag[:1] == "n" and self.lexicon.fits(unit, taken[i - 1].text):
                return taken[:i]
        return taken

    def _phrase(self, words: list[Word], unit: str | None = None, *, verbal: bool = False, given: bool = False) -> str | None:
        """The noun phrase that ``words`` begin with; ``verbal`` lets verbs lead to it (330余项改革创新举措)."""
        taken = self._taken(words, verbal, unit)
        if taken and len(taken) < len(words) and (head := self._described(words, taken, unit)) is not None:
            return head
        ended = len(taken) == len(words) or words[len(taken)].text in CLOSING
        if not ended and words[len(taken)].text in self.lexicon.aspects and taken and taken[-1].tag[:1] == "v":
            taken.pop()  # 发展了, 定义为
        while len(taken) > 1 and self._trails(taken, ended, ended and not verbal):
            taken.pop()
        if len(taken) > 2 and taken[-2].text in self.lexicon.attributes and taken[-1].tag[:1] in ("a", "z", "i"):
            del taken[-2:]  # 伤者情况稳定
        if given and ended:
            taken = self._receivers(taken, unit)
        first = words[0] if words else None
        if first is not None and taken in ([], [first]) and first.tag[:1] == "v" and self._ends(words) and len(first.text) > 1:
            lexicon = self.lexicon
            if first.text not in lexicon.results and first.text not in lexicon.links and first.text not in lexicon.predicates:
                return first.text  # 120名考生: to the dictionary a verb, but nothing follows that it could govern
        if not taken or (all(w.tag[:1] in ("a", "b", "v", "d") or w.tag == "z" for w in taken) and not self._thing(taken[-1])):
            return None
        end = taken[-1].end
        if not taken[-1].tag and end - taken[-1].start == 2 and taken[-1].text[-1] in self.lexicon.localizers:
            end -= 1  # 药外: the dictionary knows no such word
        gloss = _GLOSS.match(self.text, end)
        noun = self.text[taken[0].start : gloss.end() if gloss else end]
        if len(taken) == 1 and taken[0].tag == "r":
            return None  # 各类
        return self.lexicon.amounts.sub("", _untimed(noun, self.lexicon.clock_time))

    def _thing(self, word: Word) -> bool:
        """Whether a verb stands for a thing: 两笔质押融资, 130个展览."""
        if word.text in self.lexicon.nouns:
            return True
        return word.tag == "vn" and word.text not in self.lexicon.results and word.text not in self.lexicon.predicates

    def _taken(self, words: list[Word], verbal: bool, unit: str | None) -> list[Word]:
        """The words of the phrase, before it is trimmed."""
        lexicon, taken, leading = self.lexicon, list[Word](), verbal
        for i, word in enumerate(words[: lexicon.longest + 2]):
            if not taken and (word.text in _OPENING_QUOTES or word.text in lexicon.degree or lexicon.describes(word.text)):
                continue
            if word.text in self.lexicon.of and taken:
                if not self._describes(words[i + 1 :], taken, unit):
                    break
                taken, leading = [], verbal  # the head stands behind 的
                continue
            following = words[i + 1] if i + 1 < len(words) else None
            if leading and word.tag[:1] == "v" and len(word.text) > 1 and word.text not in lexicon.stops and word.text not in lexicon.links:
                taken.append(word)
                continue
            headed = following is not None and word.tag[:1] == "v" and following.text in lexicon.heads and bool(taken)
            lettered = bool(taken) and word.text in lexicon.lettered
            lettered = lettered and (taken[-1].text.isascii() or (following is not None and following.tag[:1] == "n"))
            if not headed and not lettered and (not lexicon.nominal(word) or len(taken) == lexicon.longest):
                break
            if taken and lexicon.ends_noun(word, following, self.tag):
                break
            leading = leading and word.tag[:1] in ("a", "b", "s")
            taken.append(word)
        return taken

    def _describes(self, behind: list[Word], taken: list[Word], unit: str | None) -> bool:
        """Whether words before 的 describe what is counted (一场精彩的演出), or are what is counted (3家公司的股份)."""
        lexicon, last = self.lexicon, taken[-1]
        if (
            last.tag[:1] in ("a", "z")
            or all(w.tag == "i" for w in taken)
            or last.text.endswith(lexicon.adjectival)
            or last.text in lexicon.describing
        ):
            return True
        if lexicon.clausal(taken[0]) or taken[0].tag[:1] == "v" or not any(w.tag[:1] in ("n", "") for w in taken):
            return True
        if any(lexicon.fits(unit, w.text) for w in taken):
            return False
        head = self._phrase(behind[: lexicon.reach], unit)
        return head is not None and lexicon.fits(unit, head)

    def _trails(self, taken: list[Word], ended: bool, strict: bool) -> bool:
        """Whether the last word is no end of a noun: a verb, a place word, or a verbal noun where the phrase should be over."""
        last, before = taken[-1], taken[-2]
        if last.text in self.lexicon.nouns:
            return False
        if last.tag in ("a", "ad"):
            return not ended and before.tag[:1] == "n"
        if last.tag == "s":
            return last.text[-1] in self.lexicon.localizers
        return (
            last.tag in ("v", "f", "r", "i")
            or last.text in self.lexicon.adverbial
            or (last.tag == "vn" and (strict or before.text in self.lexicon.heads))
        )

    def _ends(self, words: list[Word]) -> bool:
        return len(words) == 1 or (words[1].text in CLOSING and words[1].text not in _OPENING)

    @staticmethod
    def _word_before(cut: Cut, q: FoundQuantity) -> str:
        """The word in front of a count, its bound word left out."""
        at = cut.behind(q.edge) - 1
        return cut.surfaces[at] if at >= cut.first else ""

    def _before(self, cut: Cut, q: FoundQuantity, limit: int) -> str | None:
        lexicon = self.lexicon
        word = self._word_before(cut, q)
        if not word or word in CLOSING or (word in lexicon.copulas and not self._is_over(cut, q)):
            return None  # 某大学是一所…
        last = cut.behind(q.edge)
        before = cut.words(max(last - _WINDOW, cut.starting(limit)), last)
        self._skip(before)
        dated = bisect_right(self.taken.ends, before[-1].end) if before else 0
        if dated and before:  # no noun reaches into a date
            before = [w for w in before if w.start >= self.taken.ends[dated - 1]]
        adjacent = bool(before) and before[-1].end == q.start and not self.text[q.start].isdigit() and lexicon.numeral(self.text, q.start)
        taken = self._collected(before)
        if adjacent and before and before[-1].text in lexicon.listing:
            return None  # 张三、李四两人
        if not before or before[-1].tag[:1] != "v":  # the clause has no verb but one that looks like a noun: 组织培训职工代表24万人
            nominal = [i for i, w in enumerate(taken[:-1]) if w.tag in ("vn", "v") and w.text not in lexicon.nouns]
            taken = taken[nominal[-1] + 1 :] if nominal else taken
        while len(taken) > 1 and (taken[0].text in lexicon.scopes or taken[0].text in lexicon.leading or self._points(taken[0])):
            taken.pop(0)
        if not taken or self._points(taken[0]) or self._place(taken[-1]) or self._owns(taken[-1], q.unit):
            return None
        while taken and taken[0].tag in _NOT_FIRST:
            taken.pop(0)
        if all(w.tag == "b" for w in taken) or (len(taken) == 1 and self._happens(taken[0])):
            return None
        governed = bool(before) and before[-1].tag == "v" and before[-1].text not in lexicon.leading
        if not governed and all(w.tag in ("v", "vn") and w.text not in lexicon.nouns for w in taken):
            return None  # 又救助4100户: the verb, not what is counted
        return lexicon.amounts.sub("", self.text[taken[0].start : taken[-1].end])

    def _collected(self, before: list[Word]) -> list[Word]:
        """The nominal words at the end of ``before``, which are taken from it."""
        lexicon, taken = self.lexicon, list[Word]()
        while before and len(taken) < lexicon.longest and lexicon.nominal(word := before[-1]) and word.tag not in _NOT_BEFORE:
            if lexicon.unknown_verb(word) or lexicon.verbal_idiom(word, self.tag) or (not taken and lexicon.two_verbs(word, self.tag)):
                break
            taken.append(before.pop())
            if len(taken) == 1 and self._unbracket(before, taken):
                break
        taken.reverse()
        return taken

    def _owns(self, word: Word, unit: str | None) -> bool:
        """Whether a word names whose things are counted, not the things: 甲集团销量48.8万辆; a name alone is none either."""
        if unit not in self.lexicon.owned and word.text.endswith(self.lexicon.owners):
            return True
        named = word.tag in ("ns", "nr", "nt") and word.text not in self.lexicon.nouns
        return named and not word.text.endswith(self.lexicon.endings)

    def _happens(self, word: Word) -> bool:
        """出院 of 出院8087例."""
        return word.text in self.lexicon.results or word.text in self.lexicon.predicates

    @staticmethod
    def _is_over(cut: Cut, q: FoundQuantity) -> bool:
        """Whether the clause ends with the count."""
        following = cut.behind(q.end)
        return following == cut.last or cut.surfaces[following] in CLOSING

    def _unbracket(self, before: list[Word], taken: list[Word]) -> bool:
        """Move a gloss in brackets and the noun that it stands behind to ``taken``: 困难职工(农民工)子女."""
        if not before or before[-1].text not in _CLOSING_BRACKETS:
            return False
        for i in range(len(before) - 2, max(0, len(before) - 2 - _GLOSSED), -1):
            if before[i].text in _OPENING_BRACKETS and self.lexicon.nominal(before[i - 1]) and before[i - 1].end == before[i].start:
                taken += reversed(before[i - 1 :])
                del before[i - 1 :]
                return True
            if not self.lexicon.nominal(before[i]):
                return False
        return False

    def _points(self, word: Word) -> bool:
        """这批, 该: a pronoun, alone or with a measure word that the dictionary does not know with it."""
        return word.tag == "r" or (not word.tag and len(word.text) == 2 and word.text[0] in self.lexicon.this)

    def _place(self, word: Word) -> bool:
        """船上, 营收前: where something is, no thing."""
        return word.tag in ("s", "") and len(word.text) > 1 and word.text[-1] in self.lexicon.localizers

    def _skip(self, before: list[Word]) -> None:
        """Drop what may stand between a noun and its number: 共有, 达到, 再就业, 较前一日增加."""
        lexicon = self.lexicon
        moved = False
        while before and before[-1].text not in CLOSING:
            word = before[-1]
            if len(before) > 1 and (word.text in lexicon.between or word.text in lexicon.measures):
                moved = True
            elif moved and (word.text in lexicon.comparing or self.taken.touch(word.start, word.end)):
                pass
            elif word.text not in lexicon.links and word.tag not in ("d", "p", "x"):
                return
            before.pop()
