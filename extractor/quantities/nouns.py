"""What is counted: the noun behind the measure word (5600多名现场职工) or, where none follows, before the number (项目184个).

Works on the words of the clause that holds the count; only such clauses are cut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.numerals.grammar import grammar
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import vocabulary
from extractor.segment import Word, Words
from extractor.span import Span
from extractor.text import HIDDEN, Sentence, clauses

_CLOSING = frozenset("，。；！？：、,;!?:（）()“”\"'「」『』【】[]《》…—~～/\n " + HIDDEN)
_OPENING = frozenset("（(“《「『【[")
_OPENING_QUOTES = frozenset("“\"「『")


class NounFinder:
    """Fills ``noun`` of the counts of one text."""

    def __init__(self, text: str, words: Words, sentences: Sequence[Sentence], quantities: list[FoundQuantity]) -> None:
        self.text, self.words, self.sentences, self.quantities = text, words, sentences, quantities
        self.starts = [s.start for s in sentences]
        lexicon = vocabulary().words.nouns
        self.links, self.stops = frozenset(lexicon.links), frozenset(lexicon.stops)
        self.longest, self.reach = lexicon.longest, lexicon.heads_behind_de
        self.verbal_units, self.degree = frozenset(lexicon.verbal_units), frozenset(lexicon.degree)
        self.every, self.scopes = frozenset(lexicon.every), frozenset(lexicon.scopes)
        self.results, self.leading = frozenset(lexicon.results), frozenset(lexicon.leading)
        self.numeral = grammar().start
        self.person_units = frozenset(lexicon.person_units)
        self._clauses: dict[int, list[Span]] = {}

    def complete(self) -> None:
        """Find the noun of every count; a bare number that no noun follows is no count."""
        dropped = []
        previous = 0
        for i, q in enumerate(self.quantities):
            following = self.quantities[i + 1].start if i + 1 < len(self.quantities) else len(self.text)
            if q.kind == "count":
                self._complete(q, previous, following)
                if q.rule == "count.bare" and q.noun is None:
                    dropped.append(q)
            previous = q.end
        for q in dropped:
            self.quantities.remove(q)

    def _complete(self, q: FoundQuantity, previous: int, following: int) -> None:
        clause = self._clause(q)
        if clause is None:
            return
        words = self.words.of(clause)
        unit = q.unit or ""
        if unit not in self.person_units or q.unit is None:
            q.noun = self._behind(words, q, min(following, clause.end))
        if q.noun is None and q.unit is not None:
            q.noun = self._before(words, q, max(previous, clause.start))
            q.noun_before = q.noun is not None

    def _clause(self, q: FoundQuantity) -> Span | None:
        i = bisect_right(self.starts, q.start) - 1
        if i < 0 or self.sentences[i].end < q.end:
            return None
        spans = self._clauses.get(i)
        if spans is None:
            spans = self._clauses[i] = [Span(c.start, c.end) for c in clauses(self.text, self.sentences[i])]
        for span in spans:
            if span.start <= q.start < span.end:
                return span
        return None

    def _behind(self, words: list[Word], q: FoundQuantity, limit: int) -> str | None:
        behind = [w for w in words if w.end > q.end and w.start < limit]
        if behind and behind[0].start < q.end:  # the segmenter joined the unit with what follows
            behind[0] = Word(self.text[q.end : behind[0].end], q.end, behind[0].end, "n")
        if not behind:
            return None
        noun = self._phrase(behind, verbal=q.unit not in self.verbal_units)
        if noun is None and behind[0].tag[:1] in ("v", "p") and behind[0].text not in self.links:
            noun = self._head(behind)
        return noun

    def _head(self, words: list[Word]) -> str | None:
        """2个来自湖南的旅游观光团: the phrase behind 的."""
        for i, word in enumerate(words[: self.reach]):
            if word.text in _CLOSING:
                return None
            if word.text == "的":
                return self._phrase(words[i + 1 :])
        return None

    def _phrase(self, words: list[Word], *, verbal: bool = False) -> str | None:
        """The noun phrase that ``words`` begin with; ``verbal`` lets verbs lead to it (330余项改革创新举措)."""
        taken: list[Word] = []
        leading = verbal
        for word in words[: self.longest + 2]:
            if not taken and (word.text in _OPENING_QUOTES or word.text in self.degree):
                continue
            if word.text == "的" and taken:
                if any(w.tag[:1] in ("n", "") for w in taken):
                    break
                taken = []  # the head stands behind 的
                continue
            if leading and word.tag[:1] == "v" and len(word.text) > 1 and word.text not in self.stops and word.text not in self.links:
                taken.append(word)
                continue
            leading = False
            if not self._nominal(word) or len(taken) == self.longest:
                break
            taken.append(word)
        ended = len(taken) == len(words) or words[len(taken)].text in _CLOSING
        while len(taken) > 1 and (taken[-1].tag in ("v", "f", "s", "r") or (taken[-1].tag == "vn" and ended and not verbal)):
            taken.pop()
        if taken in ([], words[:1]) and words and words[0].tag[:1] == "v" and self._ends(words) and len(words[0].text) > 1 and words[0].text not in self.results:
            return words[0].text  # 120名考生: to the dictionary a verb, but nothing follows that it could govern
        if not taken or all(w.tag[:1] in ("a", "b", "v", "d", "z") for w in taken):
            return None
        return self.text[taken[0].start : taken[-1].end]

    def _ends(self, words: list[Word]) -> bool:
        return len(words) == 1 or (words[1].text in _CLOSING and words[1].text not in _OPENING)

    def _nominal(self, word: Word) -> bool:
        if word.text in self.stops or word.text in _CLOSING or word.text in self.links:
            return False
        tag = word.tag
        if tag == "m":
            return not self.numeral.match(word.text)
        if tag == "r":
            return word.text[0] in self.every
        if not tag:
            return not word.text[0].isdigit() and not (word.text.isascii() and not word.text.isalpha())
        return tag[0] in "nabljisg" or tag in ("vn", "an", "eng", "zg", "f") and tag != "f"

    def _before(self, words: list[Word], q: FoundQuantity, limit: int) -> str | None:
        edge = q.front if q.front is not None else q.start
        before = [w for w in words if w.end <= edge and w.start >= limit]
        while before and (before[-1].text in self.links or before[-1].tag in ("d", "p", "x")) and before[-1].text not in _CLOSING:
            before.pop()
        taken: list[Word] = []
        while before and len(taken) < self.longest and self._nominal(before[-1]) and before[-1].tag[:1] not in ("a", "d"):
            taken.append(before.pop())
        taken.reverse()
        if not before or before[-1].tag[:1] != "v":  # the clause has no verb but one that looks like a noun: 组织培训职工代表24万人
            nominal = [i for i, w in enumerate(taken[:-1]) if w.tag in ("vn", "v")]
            taken = taken[nominal[-1] + 1 :] if nominal else taken
        while len(taken) > 1 and (taken[0].text in self.scopes or taken[0].text in self.leading or taken[0].tag == "r"):
            taken.pop(0)
        if taken and taken[-1].tag in ("ns", "nr", "nt"):
            return None
        while taken and taken[0].tag[:1] in ("a", "b", "f"):
            taken.pop(0)
        return self.text[taken[0].start : taken[-1].end] if taken else None
