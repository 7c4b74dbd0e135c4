"""Constructions that the neighbours of a word cannot decide: where the whole clause says what a word is.

Each is a row with an example; it looks at one word of a clause and says what its class is there, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.words.model import TaggedWord, WordClass
from extractor.words.phrases import INNER, NAMES, NOMINAL, Phrases
from extractor.words.vocabulary import Vocabulary

LONGEST = 120  # words of a clause that are looked at together
_LOOK_BACK = 9  # stretches before a clause that are looked at for 包括
_SENTENCE_ENDS = frozenset("。；;")
CLAUSE_ENDS = "，。；！？：,;!?:"
NUMBERS = frozenset({"Qc", "Qa", "Qp", "Qm"})
_MEASURED = frozenset({"Qm", "Qp"})
_ASIDE = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL, "D", "Qo", WordClass.TIME})
_ADVERBS = frozenset({WordClass.ADVERB, WordClass.ADVERBIAL})
_OWNERS = frozenset({"body", "person", "place"})  # kinds of nouns that do something
_STATING = frozenset({"state", "exist", "change", "compare"})
_EMPTY = frozenset({"light", "modal", "state", "exist", "cause", "contain", "say", "pivot"})  # frames of verbs that open no compound
_GOVERNING = frozenset({"act", "give", "happen"})
_OPENERS = frozenset({WordClass.MARK, WordClass.PREPOSITION, WordClass.CONJUNCTION, WordClass.LOCALIZER})
_WITHIN = frozenset("的、")
_LEADING = frozenset({"modal", "cause", "exist"})
_REACH = 8  # words between 被 and what is done
_LISTS = frozenset("、等所")
_NEW = frozenset({"新"})  # 新登记企业: newly
_EMPTY_BUT_SAYING = frozenset({"modal", "pivot", "cause", "light"})  # frames of verbs behind which another verb may govern
_SUBJECTS = NOMINAL | NUMBERS


class Before:
    """What stands before a clause in its sentence. ``words`` gives those of the stretch so many before it, None where there is none."""

    __slots__ = ("_words",)

    def __init__(self, words: Callable[[int], Sequence[TaggedWord] | None]) -> None:
        self._words = words

    def lists(self, v: Vocabulary) -> bool:
        """Whether 包括 stands before in the same sentence, and no semicolon between."""
        for back in range(1, _LOOK_BACK):
            words = self._words(back)
            if not words or words[-1].text in _SENTENCE_ENDS:
                return False
            if any(w.tag == WordClass.VERB and "contain" in v.frames(w.text) for w in words):
                return True
        return False

    def states_number(self) -> bool:
        """Whether in the clause right before a verb stands before a number: 发放贷款1.2亿元."""
        words = self._words(1)
        if not words or words[-1].text in _SENTENCE_ENDS:
            return False
        verb = next((i for i, w in enumerate(words) if w.tag == WordClass.VERB), len(words))
        return any(w.tag in NUMBERS for w in words[verb:])


class Clause(NamedTuple):
    """The words ``[first, end)`` of a stretch, without its mark, and the verbs of the lexicon."""

    words: Sequence[TaggedWord]
    first: int
    end: int
    phrases: Phrases
    v: Vocabulary
    before: Before

    def tag(self, i: int) -> str | None:
        """The class of a word of the clause; None outside of it."""
        return self.words[i].tag if self.first <= i < self.end else None

    def frames(self, i: int) -> tuple[str, ...]:
        """The frames of a word as a verb."""
        return self.v.frames(self.words[i].text)

    def can_govern(self, i: int) -> bool:
        """Whether a verbal noun could be the verb of a number; one that the lexicon does not have could."""
        return not _GOVERNING.isdisjoint(self.frames(i) or _GOVERNING)

    def lists_before(self, i: int) -> bool:
        """Whether 包括 stands before a word of the clause."""
        return any(w.tag == WordClass.VERB and "contain" in self.v.frames(w.text) for w in self.words[self.first : i])

    @property
    def verbless(self) -> bool:
        """Whether the clause has no verb but those that lead to another."""
        return all(self.words[i].tag != WordClass.VERB or "modal" in self.frames(i) for i in range(self.first, self.end))

    def only_leads(self, i: int) -> bool:
        """Whether the verbs before a word only lead to others: 造成, 可以."""
        return all(w.tag != WordClass.VERB or not _LEADING.isdisjoint(self.v.frames(w.text)) for w in self.words[self.first : i])

    def stated_at(self, i: int) -> bool | None:
        """Whether a value is stated from a word on: True by a verb (超过), False by the number alone, None if it is not."""
        while i < self.end and (self.words[i].tag in _ASIDE or self.words[i].text[0] in self.v.shapes.each):
            i += 1
        if self.tag(i) == WordClass.VERB and not _STATING.isdisjoint(self.frames(i)):
            return True
        return False if self.tag(i) in NUMBERS else None


def _names_measure(c: Clause, i: int) -> str | None:
    """A verb before a measure whose value is stated is part of its name, unless somebody does it to the measure."""
    if c.words[i].tag != WordClass.VERB or not _EMPTY.isdisjoint(c.frames(i)[:1]):
        return None
    end = i + 1
    while end < c.end and c.words[end].tag in NOMINAL:
        end += 1
    if end == i + 1 or (stated := c.stated_at(end)) is None:
        return None
    if c.phrases.kind(end - 1) != "measure" and not (stated and c.words[end - 1].heads and c.v.has(c.words[i].text, "modifier")):
        return None
    if not stated and not c.v.has(c.words[i].text, "modifier"):
        return None
    owned = c.phrases.nominal(i - 1) and i - 1 >= c.first and (c.words[i - 1].tag in NAMES or c.phrases.kind(i - 1) in _OWNERS)
    if not stated and (owned or i == c.first or c.tag(i - 1) in (WordClass.ADVERB, WordClass.VERB)):
        return None
    return WordClass.VERBAL_NOUN


def _begins_compound(c: Clause, i: int) -> str | None:
    """A verb before a noun that is mostly the head of compounds is part of it, where another verb governs: 报告确诊病例5例."""
    if c.words[i].tag != WordClass.VERB or not c.v.has(c.words[i].text, "modifier") or c.tag(i - 1) in _ADVERBS:
        return None
    end = i + 1
    while end < c.end and c.words[end].tag in NOMINAL:
        end += 1
    if end == i + 1 or not c.words[end - 1].heads or (c.phrases.nominal(i - 1) and c.phrases.kind(i - 1) in _OWNERS):
        return None
    governing = (j for j in range(i - 2, c.first - 1, -1) if c.words[j].tag == WordClass.VERB)
    return WordClass.VERBAL_NOUN if any(_EMPTY_BUT_SAYING.isdisjoint(c.frames(j)[:1]) for j in governing) else None


def _takes_no_object(c: Clause, i: int) -> str | None:
    """A verb that takes no object, right before a noun, is the first part of a compound."""
    following, frames = c.tag(i + 1), c.frames(i)
    if c.words[i].tag != WordClass.VERB or frames[:1] != ("happen",) or following not in NOMINAL or following in NAMES:
        return None
    if len(frames) > 1 and c.tag(i - 1) != WordClass.VERB:
        return None
    return WordClass.VERBAL_NOUN if c.v.has(c.words[i].text, "modifier") and c.tag(i - 1) not in _ADVERBS else None


def _states_difference(c: Clause, i: int) -> str | None:
    """An adjective right before a number, or before 了 and a number, says by how much."""
    if c.words[i].tag != WordClass.ADJECTIVE:
        return None
    if c.tag(i + 1) in NUMBERS:
        return WordClass.VERB if len(c.words[i].text) == 1 or c.tag(i + 1) in _MEASURED else None
    return WordClass.VERB if c.tag(i + 2) in NUMBERS and c.words[i + 1].text == "了" else None


def _says_how(c: Clause, i: int) -> str | None:
    """A noun of manner right before a verb says how it is done."""
    word = c.words[i]
    if word.tag not in (WordClass.NOUN, WordClass.ADJECTIVE, WordClass.VERBAL_NOUN) or c.tag(i + 1) != WordClass.VERB or len(word.text) < 2:
        return None
    if i > c.first and c.tag(i - 1) == WordClass.VERB:
        return None
    return WordClass.ADVERB if word.text.endswith(c.v.shapes.manner) and c.v.nouns.get(word.text, ("modifier",))[0] == "modifier" else None


def _leads_in(c: Clause, i: int) -> str | None:
    """A verb that can be a preposition is one where its noun leads to another verb; 为 behind a measure is the verb of its value."""
    word = c.words[i]
    if word.tag != WordClass.VERB or not c.v.has(word.text, "preposition") or c.tag(i - 1) == WordClass.VERB:
        return None
    if c.phrases.nominal(i - 1) and i > c.first and c.phrases.kind(i - 1) == "measure":
        return None
    end = i + 1
    while end < c.end and (c.words[end].tag in INNER or c.words[end].tag in NUMBERS or c.words[end].text in _WITHIN):
        end += 1
    if end == i + 1 or (c.tag(i + 1) in NUMBERS and c.tag(i + 1) != "Qp" and i + 2 < end and c.words[i + 2].text == "的"):
        return None  # 注册资本为90亿元的基金
    while end < c.end and c.words[end].tag in _ASIDE:
        end += 1
    return WordClass.PREPOSITION if c.tag(end) == WordClass.VERB else None


def _is_listed(c: Clause, i: int) -> str | None:
    """Behind 包括 the items of a list are nouns."""
    if c.words[i].tag != WordClass.VERB or "act" not in c.frames(i) or c.tag(i + 1) not in NOMINAL:
        return None
    opens = i == c.first or c.words[i - 1].text == "、" or c.words[i - 1].tag in NOMINAL
    end = i + 1
    while end < c.end and c.words[end].tag in NOMINAL:
        end += 1
    if not opens or c.tag(end) != "Qc" or not (c.lists_before(i) or c.before.lists(c.v)):
        return None
    return WordClass.VERBAL_NOUN


def _suffers(c: Clause, i: int) -> str | None:
    """What closes a clause without a verb, behind the counted, happens to them or is what they do."""
    if i != c.end - 1 or i == c.first or c.words[i].tag in (WordClass.VERB, WordClass.MARK) or not c.frames(i):
        return None
    counted = next((j for j in range(i - 1, c.first - 1, -1) if c.words[j].tag == "Qc"), None)
    if counted is None or not c.only_leads(i) or c.tag(i - 1) not in _SUBJECTS | _ASIDE:
        return None
    if "happen" in c.frames(i):
        return WordClass.VERB
    doers = next((j for j in range(counted + 1, i) if c.phrases.nominal(j) and c.phrases.kind(j) == "person"), None)
    done = doers is not None and all(c.words[j].tag == WordClass.VERBAL_NOUN or c.words[j].tag in _ASIDE for j in range(doers + 1, i + 1))
    return WordClass.VERB if done else None


def _passive(c: Clause, i: int) -> str | None:
    """What closes a clause behind 被 and who does it is what is done."""
    if i != c.end - 1 or c.words[i].tag != WordClass.VERBAL_NOUN:
        return None
    by = next((j for j in range(i - 1, max(c.first, i - _REACH) - 1, -1) if c.words[j].text == "被"), None)
    return WordClass.VERB if by is not None and all(c.words[j].tag != WordClass.VERB for j in range(by, i)) else None


def _belongs(c: Clause, i: int) -> str | None:
    """所 and a verb describe the noun behind them."""
    described = c.words[i].tag == WordClass.VERB and i > c.first and c.words[i - 1].text == "所"
    return WordClass.VERBAL_NOUN if described and c.tag(i + 1) in NOMINAL else None


def _governs(c: Clause, i: int) -> str | None:
    """In a clause without a verb a verbal noun that opens what is said, before a number or the nouns that it counts, is the verb."""
    if c.words[i].tag != WordClass.VERBAL_NOUN or not c.verbless or not c.can_govern(i):
        return None
    before = i - 1
    if c.before.lists(c.v):
        return None
    while before > c.first and (c.words[before].tag in _ASIDE or c.words[before].text in _NEW):
        before -= 1
    opens = before < c.first or c.tag(before) in _OPENERS or (c.tag(before) == WordClass.VERB and "modal" in c.frames(before))
    opens = opens or any(c.words[j].tag == WordClass.PREPOSITION for j in range(c.first, i))  # 通过这一渠道救助
    owned = not opens and c.phrases.nominal(before) and (c.words[before].tag in NAMES or c.phrases.kind(before) in _OWNERS)
    end = i + 1
    while end < c.end and (c.words[end].tag in INNER or c.words[end].text in _LISTS):
        end += 1
    if c.tag(end) not in NUMBERS or not (opens or owned):
        return None
    if end == i + 1:
        return WordClass.VERB if opens and not (before < c.first and c.v.has(c.words[i].text, "nominal")) else None
    if c.phrases.kind(end - 1) == "dummy":
        return None
    compound = (
        before < c.first and i == c.first and not c.before.states_number() and (c.words[i + 1].heads or c.words[end - 1].heads)
    )  # 加工企业5家
    return None if compound else WordClass.VERB


def _announces(c: Clause, i: int) -> str | None:
    """What closes a clause right behind a name is what that one says."""
    if i != c.end - 1 or i == c.first or c.words[i].tag not in NOMINAL or c.tag(i - 1) != WordClass.BODY or not c.verbless:
        return None
    return WordClass.VERB if not {"say", "publish"}.isdisjoint(c.frames(i)) else None


class Construction(NamedTuple):
    """A named row: what it says of a word, of which classes it is asked, whether only of the last word of a clause, and an example."""

    name: str
    rule: Callable[[Clause, int], str | None]
    classes: frozenset[str]
    example: str
    last: bool = False


_VERB = frozenset({WordClass.VERB})
_VERBAL_NOUN = frozenset({WordClass.VERBAL_NOUN})
_QUALITY = frozenset({WordClass.ADJECTIVE})
_MANNER = frozenset({WordClass.NOUN, WordClass.ADJECTIVE, WordClass.VERBAL_NOUN})
_FOLLOWING = INNER | NUMBERS | {WordClass.VERB, WordClass.PARTICLE}  # what stands behind a word that a construction is asked of

CONSTRUCTIONS = (
    (  # what only looks like a verb of its clause
        Construction("names_measure", _names_measure, _VERB, "新增就业人数超过3万人"),
        Construction("begins_compound", _begins_compound, _VERB, "已报告境外输入确诊病例71例"),
        Construction("takes_no_object", _takes_no_object, _VERB, "查获走私手机412台"),
        Construction("says_how", _says_how, _MANNER, "柔性引进专家80名"),
        Construction("leads_in", _leads_in, _VERB, "面向全国招收学员480人"),
        Construction("is_listed", _is_listed, _VERB, "包括招商平台5个、深化政策平台2个"),
        Construction("belongs", _belongs, _VERB, "质押所持股份3万股"),
    ),
    (  # the verb of a clause that has no other
        Construction("states_difference", _states_difference, _QUALITY, "比上月高0.7%"),
        Construction("suffers", _suffers, _MANNER, "其中3人重伤", last=True),
        Construction("passive", _passive, _VERBAL_NOUN, "去年有14名学生被海外名校录取", last=True),
        Construction("announces", _announces, NOMINAL, "财政部公告，拟发行国债600亿元", last=True),
        Construction("governs", _governs, _VERBAL_NOUN, "全市排查隐患58处"),
    ),
)


def _by_class(rows: Sequence[Construction]) -> dict[str, tuple[Construction, ...]]:
    return {tag: tuple(row for row in rows if tag in row.classes) for tag in {tag for row in rows for tag in row.classes}}


NOMINAL_CONSTRUCTIONS, VERBAL_CONSTRUCTIONS = map(_by_class, CONSTRUCTIONS)


def settle(words: Sequence[TaggedWord], v: Vocabulary, before: Before) -> None:
    """Give the words of one stretch between marks the classes that the clause demands."""
    phrases, end = Phrases(words, v), len(words)
    if end and words[-1].text in CLAUSE_ENDS:
        end -= 1
    for first in range(0, end, LONGEST):
        _settle(Clause(words, first, min(first + LONGEST, end), phrases, v, before))


def _settle(clause: Clause) -> None:
    words, last = clause.words, clause.end - 1
    for constructions in (NOMINAL_CONSTRUCTIONS, VERBAL_CONSTRUCTIONS):
        for i in range(last, clause.first - 1, -1):  # from the head back to what describes it
            word = words[i]
            rules = constructions.get(word.tag)
            if rules is not None and word.part is None and (i == last or words[i + 1].tag in _FOLLOWING):
                for row in rules:
                    if (i == last or not row.last) and (tag := row.rule(clause, i)) is not None:
                        word.tag, word.rule = tag, row.name
                        break
