"""What is counted: the noun behind the measure word (5600多名现场职工) or, where none follows, before the number (项目184个).

A count without a noun of its own takes that of an earlier count with the same unit in its sentence (病例23例（云南9例，上海5例）).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.lexicon.load import Lexicon, WordList, WordSet, read_toml
from extractor.quantities import FoundQuantity, classifiers
from extractor.words.model import TaggedWord, WordClass
from extractor.words.phrases import NAMED, NAMES, NOMINAL, NounPhrase, Phrases
from extractor.words.tagger import WordsInContext
from extractor.words.vocabulary import vocabulary

_LINKING = frozenset({"state", "exist", "change", "compare", "contain", "happen", "modal"})  # frames of verbs between a noun and its number
_ASIDE = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL, WordClass.PREPOSITION, WordClass.MODAL, WordClass.PARTICLE, WordClass.ORDINAL})
_LINKS = 6  # words between a noun and its number


class CountedLexicon(Lexicon):
    """``lexicon/counted.toml``; what each list is for stands there."""

    persons: WordSet
    alone: WordSet
    ages: WordSet
    groupings: WordSet
    leading: WordSet
    determiners: WordSet
    among: WordList
    pairs: WordList
    copulas: WordSet
    degrees: WordSet
    kinds: dict[str, WordSet]


@lru_cache(maxsize=1)
def _lexicon() -> CountedLexicon:
    lexicon: CountedLexicon = read_toml("counted.toml", CountedLexicon)
    return lexicon


class CountedNouns:
    """Fills ``noun`` of the counts of one text."""

    def __init__(self, context: WordsInContext, quantities: list[FoundQuantity]) -> None:
        self.text, self.context, self.quantities = context.text, context, quantities
        self.lexicon, self.v, self._classifiers = _lexicon(), vocabulary(), classifiers()
        self._sentence = -1
        self._among: str | None = None  # the whole of which later counts of the sentence are parts
        self._known: dict[str, str] = {}  # nouns of earlier counts of the sentence, by their unit

    def complete(self) -> None:
        """Find the noun of every count; a bare number that no noun follows is no count."""
        dropped: set[int] = set()
        before: FoundQuantity | None = None
        for q in self.quantities:
            if q.kind == "count":
                self._enter(self.context.number(q.start))
                self._complete(q)
                if q.rule == "count.bare" and q.noun is None:
                    dropped.add(id(q))
                else:
                    self._share(q, before)
            before = q
        if dropped:
            self.quantities[:] = [q for q in self.quantities if id(q) not in dropped]
            self.context.drop(dropped)

    def _enter(self, sentence: int) -> None:
        """What counts of one sentence count is forgotten in the next."""
        if sentence != self._sentence:
            self._sentence, self._among, self._known = sentence, None, {}

    def _share(self, q: FoundQuantity, before: FoundQuantity | None) -> None:
        """Give a count the noun of another, or another the noun of this one."""
        if before is not None and before.end == q.start:
            self._share_beside(q, before)
        if q.noun is None and q.unit in self.lexicon.persons and self._among is not None:
            q.noun, q.noun_before = self._among, True
        if q.noun is not None and not q.noun_before and self.text.startswith(self.lexicon.among, q.end + len(q.noun)):
            self._among = q.noun  # 3名遇难者中，甲县2人
        if q.unit is not None and q.unit not in self.lexicon.alone and q.unit not in self.lexicon.persons:
            if q.noun is not None:
                self._known[q.unit] = q.noun
            elif (noun := self._known.get(q.unit)) is not None:
                q.noun, q.noun_before = noun, True

    def _share_beside(self, q: FoundQuantity, before: FoundQuantity) -> None:
        """Two counts side by side count the same: 受灾群众2.03万户7.2万余人, 18大类781项功能."""
        if q.noun is None:
            if before.noun:
                q.noun, q.noun_before = before.noun, True
        elif not q.noun_before and before.kind == "count" and before.unit in self.lexicon.groupings:
            before.noun, before.noun_before = q.noun, False

    def _complete(self, q: FoundQuantity) -> None:
        words, at = self.context.place(q)
        if at is None:
            return
        phrases = Phrases(words, self.v)
        kinds: frozenset[str] = self.lexicon.kinds.get(q.unit or "", frozenset())
        if q.unit not in self.lexicon.persons and q.unit not in self.lexicon.alone:
            q.noun = self._behind(q, at, phrases, kinds)
        if q.noun is None and q.unit is not None and q.unit not in self._classifiers:
            q.noun = self._before(q, at, phrases)
            q.noun_before = q.noun is not None

    def _behind(self, q: FoundQuantity, at: int, phrases: Phrases, kinds: frozenset[str]) -> str | None:
        words = phrases.words
        first = at + 1
        if first < len(words) and _unit(words[first]) in self.lexicon.ages:
            first += 1  # 1.9万名60岁以上老人
        if q.unit is None and first < len(words) and words[first].text in self.v.shapes.of:
            first += 1  # 数以亿计的用户
        while first < len(words) and words[first].text in self.lexicon.leading:
            first += 1  # 3名时任董事
        owned = at > 0 and words[at - 1].tag in NOMINAL  # 以总股本5亿股为基数
        if first + 1 < len(words) and not owned and words[first].text in self.lexicon.copulas:
            first += 1  # 其中一家|为|国企
        if first == len(words):
            return None
        for pair in self.lexicon.pairs:
            if self.text.startswith(pair, words[first].start):
                return pair  # 国家和地区
        phrase = phrases.from_first(first, len(words), kinds)
        if phrase is None or (kinds and phrases.kind(phrase.end - 1) == "measure" and phrase.end - phrase.first == 1):
            return None  # 2075只|涨幅为负
        phrase = self._less_leading(phrase, words)
        return phrases.text(self.text, phrase)

    def _less_leading(self, phrase: NounPhrase, words: Sequence[TaggedWord]) -> NounPhrase:
        closed = (i for i in range(phrase.end - 2, phrase.first - 1, -1) if words[i].text in self.lexicon.determiners)
        first = next(closed, phrase.first - 1) + 1
        while first < phrase.end - 1 and (words[first].text in self.lexicon.leading or self._degree(words[first])):
            first += 1
        return NounPhrase(first, phrase.end)

    def _degree(self, word: TaggedWord) -> bool:
        """最大|风力; 馆内|文物."""
        return (word.tag == WordClass.ADJECTIVE and word.text[0] in self.lexicon.degrees) or self.v.says_where(word.text)

    def _before(self, q: FoundQuantity, at: int, phrases: Phrases) -> str | None:
        words = phrases.words
        end = self._head_end(q, at, words)
        phrase = phrases.to_head(end, 0) if end is not None else None
        if phrase is None or end is None:
            return None
        if phrase.first > 0 and words[phrase.first - 1].text in self.v.shapes.listing:
            whole = phrases.to_head(end, 0, lists=True)
            phrase = whole if whole is not None and self._governed(whole, words) else phrase  # 建成培训基地、大师工作室371个
        phrase = self._less_leading(self._less_measure(q, phrase, phrases), words)
        return phrases.text(self.text, phrase) if self._is_thing(phrase, phrases) else None

    @staticmethod
    def _governed(phrase: NounPhrase, words: Sequence[TaggedWord]) -> bool:
        """Whether a verb stands right before a phrase."""
        return phrase.first > 0 and words[phrase.first - 1].tag == WordClass.VERB

    def _is_thing(self, phrase: NounPhrase, phrases: Phrases) -> bool:
        """Whether a phrase before a number can be what is counted: no name, no place (船上约28人), nothing that happens (出院8087例)."""
        words = phrases.words
        if phrase.end <= phrase.first or words[phrase.first].tag == WordClass.PRONOUN:
            return False
        head = words[phrase.end - 1]
        if (
            (head.tag in NAMES and phrases.kind(phrase.end - 1) in NAMED)
            or head.text in self.lexicon.leading
            or self.v.says_where(head.text)
        ):
            return False
        happens = head.tag == WordClass.VERBAL_NOUN and "happen" in self.v.frames(head.text)
        return not happens or phrase.end - phrase.first > 1 or self._governed(phrase, words)

    def _head_end(self, q: FoundQuantity, at: int, words: Sequence[TaggedWord]) -> int | None:
        """Behind the word that may be the noun before a number; None where something stands between that parts them."""
        end = at
        for _ in range(_LINKS):
            if not end:
                return None
            word = words[end - 1]
            linking = word.tag == WordClass.VERB and (not _LINKING.isdisjoint(self.v.frames(word.text)) or self.v.has(word.text, "nominal"))
            if word.text in self.lexicon.copulas and not self._ends(words, at):
                return None  # 某大学是一所…
            if word.text in self.v.shapes.of and end > 2 and words[end - 3].tag == WordClass.PREPOSITION:
                end -= 2  # 从最初的4支增至19支
            elif not (word.start >= q.edge or word.tag in _ASIDE or linking):
                return end
            end -= 1
        return None

    @staticmethod
    def _ends(words: Sequence[TaggedWord], at: int) -> bool:
        """Whether the clause ends with a word."""
        return at + 1 == len(words) or words[at + 1].tag == WordClass.MARK

    def _less_measure(self, q: FoundQuantity, phrase: NounPhrase, phrases: Phrases) -> NounPhrase:
        """The phrase without what only says that it is counted or what is done with it: 汽车|出口, 充电站|保有量."""
        if q.unit in self.lexicon.persons:
            return phrase
        end = phrase.end
        while end > phrase.first and (phrases.kind(end - 1) == "measure" or self.v.has(phrases.words[end - 1].text, "nominal")):
            end -= 1
        return NounPhrase(phrase.first, end)


def _unit(word: TaggedWord) -> str | None:
    return word.part.unit if word.tag == WordClass.COUNT and isinstance(word.part, FoundQuantity) else None
