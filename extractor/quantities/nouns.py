"""What is counted: the noun behind the measure word (5600多名现场职工) or, where none follows, before the number (项目184个).

Works on the words of the clause that holds the count; only such clauses are cut. A count without a noun of its own takes that
of an earlier count with the same unit in its sentence (病例23例（云南9例，上海5例）).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from extractor.lexicon.load import alternation
from extractor.numerals.grammar import grammar
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import vocabulary
from extractor.segment import Word, Words
from extractor.span import Spans
from extractor.text import HIDDEN, Clause, Sentence, clauses

_CLOSING = frozenset("，。；！？：、,;!?:（）()“”\"'「」『』【】[]《》…—~～/\n " + HIDDEN)
_OPENING = frozenset("（(“《「『【[")
_OPENING_QUOTES = frozenset('“"「『')
_WINDOW = 30  # words behind or before a count that are looked through
_start, _end = attrgetter("start"), attrgetter("end")
_GLOSS = re.compile("[（(][\u4e00-\u9fff][）)]")  # 贫困县（区）


class NounWords:
    """The lexicon of counted nouns as sets and patterns."""

    def __init__(self) -> None:
        words = vocabulary().words.nouns
        self.links, self.stops = frozenset(words.links), frozenset(words.stops)
        self.longest, self.reach = words.longest, words.heads_behind_de
        self.verbal_units, self.degree = frozenset(words.verbal_units), frozenset(words.degree)
        self.every, self.scopes = frozenset(words.every), frozenset(words.scopes)
        self.results, self.leading = frozenset(words.results), frozenset(words.leading)
        self.predicates, self.nouns = frozenset(words.predicates), frozenset(words.nouns)
        self.verb_heads, self.verb_tails = frozenset(words.verb_heads), frozenset(words.verb_tails)
        self.heads = tuple(words.heads)
        self.between, self.comparing = frozenset(words.between), frozenset(words.comparing)
        self.pairs, self.localizers = tuple(words.pairs), frozenset(words.localizers)
        self.of = frozenset(words.of)
        self.among = tuple(words.among)
        self.adverbial = frozenset(words.adverbial)
        self.aspects, self.this = frozenset(words.aspects), frozenset(words.this)
        self.adjectival = tuple(words.adjectival)
        self.clock_time = tuple(words.times)
        self.ages = frozenset(words.ages)
        self.classifiers = vocabulary().classifiers
        self.person_units = frozenset(words.person_units)
        self.lonely = self.verbal_units | self.person_units
        self.numeral = grammar().begins
        self.measures = frozenset(words.amounts)
        self.amounts = re.compile(f"(?<=..)(?:{alternation(words.amounts)})$")
        self.endings = tuple(words.endings)

    def nominal(self, word: Word) -> bool:
        """Whether the word can be part of a counted noun."""
        if word.text in self.stops or word.text in _CLOSING or word.text in self.links:
            return False
        if word.text in self.nouns:
            return True
        tag = word.tag
        if tag == "m":
            return not self.numeral(word.text, 0)
        if tag == "r":
            return word.text[0] in self.every
        if not tag:
            return not word.text[0].isdigit() and not (word.text.isascii() and not word.text.isalpha())
        return tag[0] in "nabljisgk" or tag in ("vn", "an", "eng", "zg")

    def describes(self, word: str) -> bool:
        """多彩的 as one word."""
        return len(word) > 2 and word[-1] in self.of

    def ends_noun(self, word: Word, following: Word | None) -> bool:
        """Whether a word behind a noun is what the counted ones do: 检察员|出庭, 干部|驻村; 集资|参与|人 goes on."""
        if following is not None and following.text.startswith(self.heads) and len(following.text) == 1:
            return False
        if following is not None and word.tag[:1] in ("a", "b") and following.tag[:1] == "v":
            return True  # 开发商|主动|联系
        return word.text in self.predicates or self.unknown_verb(word)

    def unknown_verb(self, word: Word) -> bool:
        """Whether a word that the dictionary does not know is a verb by its characters: 驻村, 已致, 多地致."""
        if word.tag:
            return False
        return word.text[-1] in self.verb_tails or (len(word.text) == 2 and word.text[0] in self.verb_heads)


@lru_cache(maxsize=1)
def _noun_words() -> NounWords:
    return NounWords()


def _untimed(noun: str, times: tuple[str, ...]) -> str:
    """地震 of 地震时."""
    return noun[:-1] if len(noun) > 2 and noun.endswith(times) else noun


class NounFinder:
    """Fills ``noun`` of the counts of one text. ``taken`` holds the dates, which no noun reaches into."""

    def __init__(self, text: str, words: Words, sentences: Sequence[Sentence], quantities: list[FoundQuantity], taken: Spans) -> None:
        self.text, self.words, self.sentences, self.quantities, self.taken = text, words, sentences, quantities, taken
        self.starts = [s.start for s in sentences]
        self.lexicon = _noun_words()
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
            elif q.unit is not None and q.unit not in self.lexicon.lonely:
                if q.noun is not None:
                    known[sentence, q.unit] = q.noun
                elif (noun := known.get((sentence, q.unit))) is not None:
                    q.noun, q.noun_before = noun, True
        if dropped:
            self.quantities[:] = [q for q in self.quantities if id(q) not in dropped]

    def _complete(self, i: int, q: FoundQuantity, sentence: int) -> None:
        clause = self._clause(q, sentence)
        if clause is None:
            return
        words, lexicon = self.words.of(clause), self.lexicon
        if q.unit is None or q.unit not in lexicon.person_units:
            begin, j = q.end, i + 1
            if j < len(self.quantities) and self.quantities[j].start == q.end and self.quantities[j].unit in lexicon.ages:
                begin, j = self.quantities[j].end, j + 1  # 1.9万名60岁以上老人
            limit = self.quantities[j].start if j < len(self.quantities) else len(self.text)
            q.noun = self._behind(words, q, begin, min(limit, clause.end))
        if q.noun is None and q.unit is not None and q.unit not in lexicon.classifiers:
            q.noun = self._before(words, q, max(self.quantities[i - 1].end if i else 0, clause.start))
            q.noun_before = q.noun is not None

    def _clause(self, q: FoundQuantity, sentence: int) -> Clause | None:
        if sentence < 0 or self.sentences[sentence].end < q.end:
            return None
        spans = self._clauses.get(sentence)
        if spans is None:
            spans = self._clauses[sentence] = clauses(self.text, self.sentences[sentence])
        i = bisect_right(spans, q.start, key=_start) - 1
        return spans[i] if i >= 0 and q.start < spans[i].end else None

    def _behind(self, words: list[Word], q: FoundQuantity, begin: int, limit: int) -> str | None:
        first = bisect_right(words, begin, key=_end)
        behind = words[first : first + _WINDOW]
        if behind and behind[-1].start >= limit:
            del behind[bisect_left(behind, limit, key=_start) :]
        if behind and behind[0].start < begin:  # the segmenter joined the unit with what follows
            behind[0] = Word(self.text[begin : behind[0].end], begin, behind[0].end, "n")
        if behind and q.unit is None and behind[0].text in self.lexicon.of:
            behind = behind[1:]  # 数以亿计的用户
        if not behind:
            return None
        if self.text.startswith(self.lexicon.pairs, behind[0].start):
            return next(pair for pair in self.lexicon.pairs if self.text.startswith(pair, behind[0].start))
        noun = self._phrase(behind, verbal=q.unit not in self.lexicon.verbal_units)
        if noun is None and behind[0].tag[:1] in ("v", "p") and behind[0].text not in self.lexicon.links:
            noun = self._head(behind)
        return noun

    def _head(self, words: list[Word]) -> str | None:
        """2个来自湖南的旅游观光团: the phrase behind 的."""
        for i, word in enumerate(words[: self.lexicon.reach]):
            if word.text in _CLOSING:
                return None
            if word.text in self.lexicon.of:
                return self._phrase(words[i + 1 :])
        return None

    def _phrase(self, words: list[Word], *, verbal: bool = False) -> str | None:
        """The noun phrase that ``words`` begin with; ``verbal`` lets verbs lead to it (330余项改革创新举措)."""
        taken = self._taken(words, verbal)
        ended = len(taken) == len(words) or words[len(taken)].text in _CLOSING
        if not ended and words[len(taken)].text in self.lexicon.aspects and taken and taken[-1].tag[:1] == "v":
            taken.pop()  # 发展了, 定义为
        while len(taken) > 1 and self._trails(taken, ended and not verbal):
            taken.pop()
        first = words[0] if words else None
        if first is not None and taken in ([], [first]) and first.tag[:1] == "v" and self._ends(words) and len(first.text) > 1:
            lexicon = self.lexicon
            if first.text not in lexicon.results and first.text not in lexicon.links and first.text not in lexicon.predicates:
                return first.text  # 120名考生: to the dictionary a verb, but nothing follows that it could govern
        if not taken or (all(w.tag[:1] in ("a", "b", "v", "d") or w.tag == "z" for w in taken) and not self._thing(taken[-1])):
            return None
        end = taken[-1].end
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

    def _taken(self, words: list[Word], verbal: bool) -> list[Word]:
        """The words of the phrase, before it is trimmed."""
        lexicon, taken, leading = self.lexicon, list[Word](), verbal
        for i, word in enumerate(words[: lexicon.longest + 2]):
            if not taken and (word.text in _OPENING_QUOTES or word.text in lexicon.degree or lexicon.describes(word.text)):
                continue
            if word.text in self.lexicon.of and taken:
                described = taken[-1].tag[:1] in ("a", "z") or taken[-1].text.endswith(lexicon.adjectival)
                if not described and taken[0].tag[:1] != "v" and any(w.tag[:1] in ("n", "") for w in taken):
                    break
                taken, leading = [], verbal  # the head stands behind 的
                continue
            following = words[i + 1] if i + 1 < len(words) else None
            if leading and word.tag[:1] == "v" and len(word.text) > 1 and word.text not in lexicon.stops and word.text not in lexicon.links:
                taken.append(word)
                continue
            headed = following is not None and word.tag[:1] == "v" and following.text in lexicon.heads and bool(taken)
            if not headed and (not lexicon.nominal(word) or len(taken) == lexicon.longest):
                break
            if taken and lexicon.ends_noun(word, following):
                break
            leading = leading and word.tag[:1] in ("a", "b", "s")
            taken.append(word)
        return taken

    def _trails(self, taken: list[Word], strict: bool) -> bool:
        """Whether the last word is no end of a noun: a verb, a place word, or a verbal noun where the phrase should be over."""
        last, before = taken[-1], taken[-2]
        if last.text in self.lexicon.nouns:
            return False
        if last.tag == "s":
            return last.text[-1] in self.lexicon.localizers
        return (
            last.tag in ("v", "f", "r", "i")
            or last.text in self.lexicon.adverbial
            or (last.tag == "vn" and (strict or before.text in self.lexicon.heads))
        )

    def _ends(self, words: list[Word]) -> bool:
        return len(words) == 1 or (words[1].text in _CLOSING and words[1].text not in _OPENING)

    def _before(self, words: list[Word], q: FoundQuantity, limit: int) -> str | None:
        lexicon = self.lexicon
        last = bisect_right(words, q.edge, key=_end)
        before = [w for w in words[max(0, last - _WINDOW) : last] if w.start >= limit]
        self._skip(before)
        dated = bisect_right(self.taken.ends, before[-1].end) if before else 0
        if dated and before:  # no noun reaches into a date
            before = [w for w in before if w.start >= self.taken.ends[dated - 1]]
        taken: list[Word] = []
        while before and len(taken) < lexicon.longest and lexicon.nominal(before[-1]) and before[-1].tag[:1] not in ("a", "d"):
            if lexicon.unknown_verb(before[-1]):
                break
            taken.append(before.pop())
        taken.reverse()
        if not before or before[-1].tag[:1] != "v":  # the clause has no verb but one that looks like a noun: 组织培训职工代表24万人
            nominal = [i for i, w in enumerate(taken[:-1]) if w.tag in ("vn", "v") and w.text not in lexicon.nouns]
            taken = taken[nominal[-1] + 1 :] if nominal else taken
        while len(taken) > 1 and (taken[0].text in lexicon.scopes or taken[0].text in lexicon.leading or self._points(taken[0])):
            taken.pop(0)
        if taken and (self._points(taken[0]) or self._place(taken[-1])):
            return None
        named = bool(taken) and taken[-1].tag in ("ns", "nr", "nt") and taken[-1].text not in lexicon.nouns
        if named and not taken[-1].text.endswith(lexicon.endings):
            return None
        while taken and taken[0].tag[:1] in ("a", "b", "f"):
            taken.pop(0)
        if len(taken) == 1 and (taken[0].text in lexicon.results or taken[0].text in lexicon.predicates):
            return None  # 出院8087例
        governed = bool(before) and before[-1].tag == "v" and before[-1].text not in lexicon.leading
        if not governed and all(w.tag in ("v", "vn") and w.text not in lexicon.nouns for w in taken):
            return None  # 又救助4100户: the verb, not what is counted
        return lexicon.amounts.sub("", self.text[taken[0].start : taken[-1].end]) if taken else None

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
        while before and before[-1].text not in _CLOSING:
            word = before[-1]
            if len(before) > 1 and (word.text in lexicon.between or word.text in lexicon.measures):
                moved = True
            elif moved and (word.text in lexicon.comparing or self.taken.touch(word.start, word.end)):
                pass
            elif word.text not in lexicon.links and word.tag not in ("d", "p", "x"):
                return
            before.pop()
