"""Noun phrases, read off words in context: head last, modifiers in front of it.

(determiner) modifiers* head, where a modifier is a noun, a verbal noun, an adjective, or a description closed by 的. Two ways lead to a
phrase: from its first word to its head (behind a number), and from its head back to its first word (before a verb or a number).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.words.model import TaggedWord, WordClass
from extractor.words.vocabulary import Vocabulary

NOMINAL = frozenset({WordClass.NOUN, WordClass.VERBAL_NOUN, WordClass.PERSON, WordClass.PLACE, WordClass.BODY})
NAMES = frozenset({WordClass.PERSON, WordClass.PLACE, WordClass.BODY})
NAMED = frozenset({"person", "place", "body"})  # kinds of what names name
_KINDS_OF_NAMES = {WordClass.PERSON: "person", WordClass.PLACE: "place", WordClass.BODY: "body"}
INNER = NOMINAL | {WordClass.ADJECTIVE, WordClass.MEASURE_WORD, WordClass.NUMERAL}
QUOTES = frozenset("“‘「『\"'")
OPENING, CLOSING = frozenset("“‘「『\"'（(《"), frozenset("”’」』\"'）)》")
_UNCOUNTED = frozenset({"measure", "abstract", "dummy"})  # kinds of nouns that open a description: 业绩下滑的药企
_PREDICATES = frozenset({"state", "exist", "compare", "say"})  # frames of verbs that say something of the count before them
_BETWEEN = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL, WordClass.PARTICLE})  # classes of words between a verb and a count
_LOOSE = frozenset({"dummy", "modifier"})  # kinds of nouns that before a verb say how or how far it is done
_MADE = frozenset({"dummy", "abstract", "thing"})  # kinds of nouns that a verb before them describes: 措施, 方案
_REACH = 14  # words that are looked through for the 的 that closes a description
_GLOSS = 6  # words of the longest gloss in brackets inside a phrase
_LONGEST = 24  # words of the longest phrase


class NounPhrase(NamedTuple):
    """Words ``[first, end)`` of a sentence; the last is the head."""

    first: int
    end: int


class Phrases:
    """The noun phrases of one sentence. ``floor`` and ``limit`` are numbers of words that no phrase passes."""

    __slots__ = ("v", "words")

    def __init__(self, words: Sequence[TaggedWord], v: Vocabulary) -> None:
        self.words, self.v = words, v

    def nominal(self, i: int) -> bool:
        """Whether a word can be the head of a phrase."""
        return 0 <= i < len(self.words) and self.words[i].tag in NOMINAL

    def kind(self, i: int) -> str | None:
        """The kind of a noun; of a name what it names."""
        word = self.words[i]
        if word.tag == WordClass.NOUN and self.v.says_where(word.text):
            return "place"
        kind = self.v.kind(word.text)
        named = _KINDS_OF_NAMES.get(word.tag)
        return kind if named is None or kind == "thing" else named

    def from_first(self, first: int, limit: int, kinds: frozenset[str]) -> NounPhrase | None:
        """The phrase that begins at ``first``; ``kinds`` are those that its head can have (all, when empty)."""
        limit = min(limit, first + _LONGEST, len(self.words))
        if first < limit and self.words[first].text in QUOTES and self._enclosed(first, limit) is None:
            first += 1
        stop = self._run_end(first, limit, kinds)
        phrase = self._headed(first, stop, limit)
        following = self.words[stop].text if stop < limit else ""
        if phrase is not None and following in self.v.shapes.of:
            return self._described(phrase, stop, limit, kinds)
        trailed = phrase is None or stop > phrase.end  # 特色|鲜明、产业突出的小镇
        unfit = phrase is not None and bool(kinds) and not self._fits(phrase.end - 1, kinds)
        if phrase is not None:
            phrase = self._fitting(phrase, kinds)
        opens = phrase is None or trailed or self._opens_description(phrase, kinds)
        if (opens or unfit) and following and (closed := self._closing(stop, limit)) is not None:
            behind = self.from_first(closed + 1, limit, kinds)
            if behind is not None and (opens or self._fits(behind.end - 1, kinds)):
                return behind  # 两起|分红拖延的案例
        return phrase

    def _run_end(self, first: int, limit: int, kinds: frozenset[str]) -> int:
        """Behind the words in a row that may belong to a phrase, no gap between them."""
        i = self._behind_description(first, limit, kinds)
        while i < limit and self.words[i].start == self.words[i - 1].end:
            if self.words[i].text in OPENING:
                closed = self._enclosed(i, limit)
                if closed is None:
                    break  # 13个市|(地)
                i = closed
            elif not self._goes_on(i, limit) and not (i > first and self._compounds(first, i, limit, kinds)):
                break
            i += 1
        return i

    def _behind_description(self, first: int, limit: int, kinds: frozenset[str]) -> int:
        """Behind what stands between a count and its noun without 的: 16条|促|外贸措施, 185名|确诊|患者, 9名|在塔|侨胞."""
        if not kinds:
            return first + 1 if self._modifies(first, limit) else first
        if first >= limit or self.words[first].tag not in (WordClass.VERB, WordClass.PREPOSITION):
            return first
        if not _PREDICATES.isdisjoint(self.v.frames(self.words[first].text)):
            return first  # 一家|为国企
        end = self._inner_end(first + 1, limit)
        return first + 1 if end > first + 1 and self._fits(end - 1, kinds) else first

    def _compounds(self, first: int, i: int, limit: int, kinds: frozenset[str]) -> bool:
        """Whether a verb behind a noun belongs to a compound that ends the clause: 启动|600个|城市|更新|片区 has a verb already."""
        if self.words[i].tag != WordClass.VERB or not self.v.has(self.words[i].text, "modifier") or self._fits(i - 1, kinds):
            return False
        end = self._inner_end(i + 1, limit)
        ended = end == len(self.words) or self.words[end].tag == WordClass.MARK
        return ended and end > i + 1 and self._governed(first - 1)

    def _inner_end(self, i: int, limit: int) -> int:
        """Behind the words from one on whose classes stand inside a phrase."""
        while i < limit and self.words[i].tag in INNER:
            i += 1
        return i

    def _governed(self, count: int) -> bool:
        """Whether a verb stands before a count, adverbs aside."""
        i = count - 1
        while i > 0 and self.words[i].tag in _BETWEEN:
            i -= 1
        return i >= 0 and self.words[i].tag == WordClass.VERB and "pivot" not in self.v.frames(self.words[i].text)

    def _headed(self, first: int, stop: int, limit: int) -> NounPhrase | None:
        """Words up to the last that can be the head of a phrase."""
        acted = stop < limit and self.words[stop].tag == WordClass.VERB
        over = stop == limit or self.words[stop].tag == WordClass.MARK
        end = stop
        while end > first and (self.words[end - 1].tag not in NOMINAL or (end > first + 1 and self._trails(end - 1, acted, over))):
            end -= 1
        return NounPhrase(first, end) if end > first else None

    def _opens_description(self, phrase: NounPhrase, kinds: frozenset[str]) -> bool:
        """Whether a phrase is nothing that is counted: 业绩|下滑的药企, 广州|、深圳往返乡间的列车."""
        if phrase.end - phrase.first == 1 and self.words[phrase.first].tag in NAMES and not kinds:
            return True
        kind = self.kind(phrase.end - 1)
        return (kind in _UNCOUNTED or (bool(kinds) and kind in NAMED)) and not self._fits(phrase.end - 1, kinds)

    def _modifies(self, i: int, limit: int) -> bool:
        """Whether a verb right behind a count belongs to what is counted: 16条|促|外贸措施."""
        if i + 1 >= limit or self.words[i].tag != WordClass.VERB or not self.nominal(i + 1):
            return False
        end = self._inner_end(i + 1, limit)
        closed = end == limit or self.words[end].tag in (WordClass.MARK, WordClass.VERB)
        verb = self.words[i].text
        short = len(verb) == 1 or verb not in self.v.verbs or self.v.has(verb, "modifier")
        return short and closed and (self.kind(end - 1) in _MADE or len(self.words[end - 1].text) == 1)

    def _goes_on(self, i: int, limit: int) -> bool:
        word = self.words[i]
        if word.tag in INNER:
            return True
        if word.text in self.v.shapes.inside:
            return i + 1 < limit and self.nominal(i - 1) and self.words[i + 1].tag == WordClass.NOUN
        return False

    def _trails(self, i: int, acted: bool, over: bool) -> bool:
        """Whether the last word of a phrase is none of it: before a verb what is done with it (药品|新增|进入) or how far
        (房屋|不同程度|受损), at the end of a clause what happens (店铺|营业)."""
        word = self.words[i]
        if word.tag == WordClass.VERBAL_NOUN and not self.v.has(word.text, "noun"):
            return acted or (over and self.v.frames(word.text)[:1] == ("happen",))
        return acted and (self.kind(i) in _LOOSE or "modal" in self.v.frames(word.text))

    def _enclosed(self, i: int, limit: int) -> int | None:
        """The mark that closes a gloss or quotation that opens here, where more of the noun stands behind it: “一村一品”|示范项目."""
        for j in range(i + 1, min(limit - 1, i + _GLOSS)):
            if self.words[j].text in CLOSING:
                return j if self.words[j + 1].tag in INNER else None
        return None

    def _described(self, phrase: NounPhrase, of: int, limit: int, kinds: frozenset[str]) -> NounPhrase | None:
        """Of X的Y the one that is counted: X where it fits (3家公司|的股份), else Y (一场精彩|的演出)."""
        head = self.words[phrase.end - 1]
        behind = self.from_first(of + 1, limit, kinds)
        if behind is None:
            return self._fitting(phrase, kinds)
        if phrase.end < of or head.tag == WordClass.VERBAL_NOUN or self.v.kind(head.text) == "modifier":
            return behind
        fits, other = self._fits(phrase.end - 1, kinds), self._fits(behind.end - 1, kinds)
        if kinds and fits != other:
            return behind if other else phrase
        return behind if self.kind(phrase.end - 1) in _UNCOUNTED else phrase

    def _fits(self, i: int, kinds: frozenset[str]) -> bool:
        return bool(kinds) and self.kind(i) in kinds

    def _fitting(self, phrase: NounPhrase, kinds: frozenset[str]) -> NounPhrase:
        """The phrase as far as its last word of a fitting kind: 伤者|情况, 村医|上门服务."""
        done = self.words[phrase.end - 1].tag == WordClass.VERBAL_NOUN  # 疑似患者|康复
        if not kinds or self.kind(phrase.end - 1) in (kinds if done else (None, *kinds)):
            return phrase
        for end in range(phrase.end - 1, phrase.first, -1):
            if self.kind(end - 1) in kinds:
                return NounPhrase(phrase.first, end)
        return phrase

    def _closing(self, i: int, limit: int) -> int | None:
        """The 的 that closes a description which goes on at ``i``; None where a mark or a number comes first."""
        for j in range(i, min(limit, i + _REACH)):
            word = self.words[j]
            if word.text in self.v.shapes.of and j + 1 < limit and (self.words[j + 1].tag in INNER or self.words[j + 1].text in OPENING):
                return j
            if (word.tag == WordClass.MARK and word.text not in self.v.shapes.listing) or (
                word.part is not None and word.tag == WordClass.COUNT
            ):
                return None
        return None

    def to_head(self, end: int, floor: int, *, lists: bool = False) -> NounPhrase | None:
        """The phrase whose head is the word before ``end``; with ``lists`` the items before it belong to it."""
        if end <= floor or not self.nominal(end - 1):
            return self._closed(end, floor, lists=lists)
        i, floor = end - 1, max(floor, end - _LONGEST)
        while i > floor and (step := self._back(i, floor, lists=lists)) < i:
            i = step
        while i < end and self.words[i].tag not in INNER and self.words[i].text not in OPENING:
            i += 1
        return NounPhrase(i, end) if i < end else None

    def _closed(self, end: int, floor: int, *, lists: bool) -> NounPhrase | None:
        """A phrase that ends in a gloss: 困难职工（农民工）, “同城同网”."""
        if end <= floor or self.words[end - 1].text not in CLOSING:
            return None
        opened = self._opens(end - 1, floor)
        if opened is None or not self.nominal(end - 2):
            return None
        before = self.to_head(opened, floor, lists=lists) if self.words[opened].text in "（(" else None
        return NounPhrase(before.first if before else opened, end)

    def _opens(self, i: int, floor: int) -> int | None:
        """The mark that opens what closes at ``i``."""
        return next((j for j in range(i - 1, max(floor, i - _GLOSS) - 1, -1) if self.words[j].text in OPENING), None)

    def _back(self, i: int, floor: int, *, lists: bool) -> int:
        """Where the phrase begins with what stands before its word ``i``; ``i`` itself where that does not belong to it."""
        word = self.words[i - 1]
        if word.tag in INNER:
            return i - 1
        if word.text in CLOSING:
            return i if (opening := self._opens(i - 1, floor)) is None else opening
        if word.text in self.v.shapes.inside and i - 1 > floor and self.nominal(i - 2) and self.words[i].tag == WordClass.NOUN:
            return i - 1
        joined = lists and (word.text in self.v.shapes.listing or word.tag == WordClass.CONJUNCTION)
        return i - 1 if joined and i - 1 > floor and (self.nominal(i - 2) or self.words[i - 2].text in CLOSING) else i

    def all(self) -> Iterator[tuple[NounPhrase, NounPhrase | None]]:
        """All noun phrases from left to right in one pass, each with the phrase of whose it is, if 的 stands between the two."""
        found: list[NounPhrase] = []
        end = len(self.words)
        while end:
            phrase = self.to_head(end, 0) if self.nominal(end - 1) else None
            if phrase is not None:
                found.append(phrase)
            end = phrase.first if phrase is not None else end - 1
        found.reverse()
        before: NounPhrase | None = None
        for phrase in found:
            owned = before is not None and before.end + 1 == phrase.first and self.words[before.end].text in self.v.shapes.of
            yield phrase, before if owned else None
            before = phrase

    def text(self, text: str, phrase: NounPhrase) -> str:
        """The wording of a phrase."""
        return text[self.words[phrase.first].start : self.words[phrase.end - 1].end]
