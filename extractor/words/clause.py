"""What constructions ask about the clause that a word stands in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from extractor.words.model import TaggedWord, WordClass
from extractor.words.phrases import INNER, NAMED, NOMINAL, Phrases
from extractor.words.vocabulary import Vocabulary

NUMBERS = frozenset({WordClass.COUNT, WordClass.AMOUNT, WordClass.PERCENTAGE, WordClass.MEASURE})
ADVERBS = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL})
ASIDE = ADVERBS | {WordClass.DATE, WordClass.ORDINAL, WordClass.TIME}  # what may stand between the parts of a clause
COUNTED = INNER | NUMBERS  # classes of nouns with what describes and counts them
SENTENCE_ENDS = frozenset("。；;")
LOOK_BACK = 8  # stretches before a clause that are looked at for 包括
_STATING = frozenset({"state", "exist", "change", "compare"})
_LEADING = frozenset({"modal", "cause", "exist"})  # frames of verbs that lead to another
_GOVERNING = frozenset({"act", "give", "happen"})
_OPENERS = frozenset({WordClass.MARK, WordClass.PREPOSITION, WordClass.CONJUNCTION, WordClass.LOCALIZER})


def _contain(words: Iterable[TaggedWord], v: Vocabulary) -> bool:
    """Whether 包括 or its like stands among words."""
    return any(w.tag == WordClass.VERB and "contain" in v.frames(w.text) for w in words)


class Before:
    """What stands before a clause in its sentence; ``stretches`` gives the words of the last stretches, None for one that was not read."""

    __slots__ = ("_stretches",)

    def __init__(self, stretches: Callable[[], Sequence[Sequence[TaggedWord] | None]]) -> None:
        self._stretches = stretches

    def lists(self, v: Vocabulary) -> bool:
        """Whether 包括 stands before in the same sentence, and no semicolon between."""
        for words in reversed(self._stretches()):
            if not words or words[-1].text in SENTENCE_ENDS:
                return False
            if _contain(words, v):
                return True
        return False

    def states_number(self) -> bool:
        """Whether in the clause right before a verb stands before a number: 发放贷款1.2亿元."""
        stretches = self._stretches()
        words = stretches[-1] if stretches else None
        if not words or words[-1].text in SENTENCE_ENDS:
            return False
        verb = next((i for i, w in enumerate(words) if w.tag == WordClass.VERB), len(words))
        return any(w.tag in NUMBERS for w in words[verb:])


class Clause(NamedTuple):
    """The words ``[first, end)`` of a stretch, without its mark, and the lexicon."""

    words: Sequence[TaggedWord]
    first: int
    end: int
    phrases: Phrases
    v: Vocabulary
    before: Before

    def tag(self, i: int) -> str | None:
        """The class of a word of the clause; None outside of it."""
        return self.words[i].tag if self.first <= i < self.end else None

    def text(self, i: int) -> str:
        """A word of the clause; "" outside of it."""
        return self.words[i].text if self.first <= i < self.end else ""

    def frames(self, i: int) -> tuple[str, ...]:
        """The frames of a word as a verb."""
        return self.v.frames(self.words[i].text)

    def modifies(self, i: int) -> bool:
        """Whether a verb often begins a compound."""
        return self.v.has(self.words[i].text, "modifier")

    def can_govern(self, i: int) -> bool:
        """Whether a verbal noun could be the verb of a number; one that the lexicon does not have could."""
        return not _GOVERNING.isdisjoint(self.frames(i) or _GOVERNING)

    def nouns_end(self, i: int) -> int:
        """Behind the nouns in a row from a word on."""
        return self._past(i, NOMINAL)

    def items_end(self, i: int) -> int:
        """Behind the nouns with what describes them, lists of them too, from a word on: 河道、水库等重点部位."""
        return self._past(i, INNER, self.v.shapes.joining)

    def led_end(self, i: int) -> int:
        """Behind what a preposition leads in, from its first word on, and behind adverbs and times: 全国|招收."""
        return self._past(self._past(i, COUNTED, self.v.shapes.describing), ASIDE)

    def _past(self, i: int, classes: Container[str], texts: Container[str] = ()) -> int:
        """Behind the words in a row of these classes or with these wordings, from a word on."""
        while i < self.end and (self.words[i].tag in classes or self.words[i].text in texts):
            i += 1
        return i

    def noun_before(self, i: int) -> int | None:
        """The noun right before a word of the clause."""
        return i - 1 if i > self.first and self.phrases.nominal(i - 1) else None

    def does(self, i: int | None) -> bool:
        """Whether a noun can do something: a person, a body, a place."""
        return i is not None and self.phrases.kind(i) in NAMED

    def lists_before(self, i: int) -> bool:
        """Whether 包括 stands before a word, in the clause or before it."""
        return _contain(self.words[self.first : i], self.v) or self.before.lists(self.v)

    @property
    def verbless(self) -> bool:
        """Whether the clause has no verb but those that lead to another."""
        return all(self.words[i].tag != WordClass.VERB or "modal" in self.frames(i) for i in range(self.first, self.end))

    def only_leads(self, i: int) -> bool:
        """Whether the verbs before a word only lead to others: 造成, 可以."""
        return all(w.tag != WordClass.VERB or not _LEADING.isdisjoint(self.v.frames(w.text)) for w in self.words[self.first : i])

    def stated_at(self, i: int) -> bool | None:
        """Whether a value is stated from a word on: True by a verb (超过), False by the number alone, None if it is not."""
        while i < self.end and (self.words[i].tag in ASIDE or self.words[i].text[0] in self.v.shapes.each):
            i += 1
        if self.tag(i) == WordClass.VERB and not _STATING.isdisjoint(self.frames(i)):
            return True
        return False if self.tag(i) in NUMBERS else None

    def subject_end(self, i: int) -> int:
        """The last word before another that is no adverb, time or 新; before the first word of the clause if there is none."""
        i -= 1
        while i > self.first and (self.words[i].tag in ASIDE or self.words[i].text in self.v.shapes.newly):
            i -= 1
        return i

    def opens(self, i: int, subject: int) -> bool:
        """Whether what is said begins with a word: at the head of the clause, behind a preposition's phrase or a modal verb."""
        if subject < self.first or self.tag(subject) in _OPENERS:
            return True
        if self.tag(subject) == WordClass.VERB and "modal" in self.frames(subject):
            return True
        return any(w.tag == WordClass.PREPOSITION for w in self.words[self.first : i])  # 通过这一渠道救助
