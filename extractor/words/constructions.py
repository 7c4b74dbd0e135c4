"""Constructions that the neighbours of a word cannot decide: where the whole clause says what a word is.

Each is a row with the classes of words that it is asked of and an example; its rule looks at one word of a clause and says what its class
is there, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.text import CLAUSE_MARKS
from extractor.words.clause import ADVERBS, ASIDE, COUNTED, NUMBERS, Before, Clause
from extractor.words.model import TaggedWord, WordClass
from extractor.words.phrases import NAMES, NOMINAL, Phrases
from extractor.words.vocabulary import Vocabulary

LONGEST = 120  # words of a clause that are looked at together
_EMPTY = frozenset({"light", "modal", "state", "exist", "cause", "contain", "say", "pivot"})  # frames of verbs that open no compound
_PASSING = frozenset({"modal", "pivot", "cause", "light"})  # frames of verbs behind which another verb may govern
_TELLING = frozenset({"say", "publish"})
_LEADING = ADVERBS | NAMES | {WordClass.PRONOUN}  # classes of words before what somebody reports
_MEASURED = frozenset({WordClass.MEASURE, WordClass.PERCENTAGE})
_BEHIND_COUNTED = NOMINAL | NUMBERS | ASIDE
_REACH = 8  # words between 被 and what is done


def _names_measure(c: Clause, i: int) -> str | None:
    """A verb before a measure whose value is stated is part of its name, unless somebody does it to the measure."""
    end = c.nouns_end(i + 1)
    if end == i + 1 or not _EMPTY.isdisjoint(c.frames(i)[:1]) or (stated := c.stated_at(end)) is None:
        return None
    if c.phrases.kind(end - 1) == "measure":
        named = stated or (c.modifies(i) and (c.words[end - 1].heads or not _done_to(c, i)))
    else:
        named = stated and c.words[end - 1].heads and c.modifies(i)
    return WordClass.VERBAL_NOUN if named else None


def _done_to(c: Clause, i: int) -> bool:
    """Whether a verb before a measure and a bare number is what somebody does: it opens the clause, or a doer or an adverb leads to it."""
    return i == c.first or c.tag(i - 1) in (WordClass.ADVERB, WordClass.VERB) or c.does(c.noun_before(i))


def _begins_compound(c: Clause, i: int) -> str | None:
    """A verb before a noun that is mostly the head of compounds is part of it, where another verb governs: 报告确诊病例5例."""
    end = c.nouns_end(i + 1)
    if end == i + 1 or not c.words[end - 1].heads or not c.modifies(i) or c.tag(i - 1) in ADVERBS or c.does(c.noun_before(i)):
        return None
    governing = (j for j in range(i - 2, c.first - 1, -1) if c.words[j].tag == WordClass.VERB)
    return WordClass.VERBAL_NOUN if any(_PASSING.isdisjoint(c.frames(j)[:1]) for j in governing) else None


def _takes_no_object(c: Clause, i: int) -> str | None:
    """A verb that takes no object, right before a noun, is the first part of a compound."""
    following, frames = c.tag(i + 1), c.frames(i)
    if frames[:1] != ("happen",) or following not in NOMINAL:
        return None
    if (len(frames) > 1 or following in NAMES) and c.tag(i - 1) != WordClass.VERB:
        return None
    return WordClass.VERBAL_NOUN if c.modifies(i) and c.tag(i - 1) not in ADVERBS else None


def _states_difference(c: Clause, i: int) -> str | None:
    """An adjective right before a number, or before 了 and a number, says by how much."""
    following = c.tag(i + 1)
    if c.text(i) in c.v.shapes.drawn:
        return None  # 近亿条
    if following in NUMBERS:
        return WordClass.VERB if len(c.text(i)) == 1 or following in _MEASURED else None
    return WordClass.VERB if c.tag(i + 2) in NUMBERS and c.text(i + 1) in c.v.shapes.aspect else None


def _says_how(c: Clause, i: int) -> str | None:
    """A noun of manner right before a verb says how it is done."""
    word = c.text(i)
    if c.tag(i + 1) != WordClass.VERB or c.tag(i - 1) == WordClass.VERB or len(word) < 2:
        return None
    return WordClass.ADVERB if word.endswith(c.v.shapes.manner) and c.v.nouns.get(word, ("modifier",))[0] == "modifier" else None


def _sums_up(c: Clause, i: int) -> str | None:
    """A verb that sums up, before what is summed up, says how it was counted: 累计成交量."""
    return WordClass.ADVERB if c.frames(i)[:1] == ("state",) and c.v.has(c.text(i), "adverb") else None


def _leads_in(c: Clause, i: int) -> str | None:
    """A verb that can be a preposition is one where its noun leads to another verb; 为 behind a measure is the verb of its value."""
    if not c.v.has(c.text(i), "preposition") or c.tag(i - 1) == WordClass.VERB:
        return None
    noun, end = c.noun_before(i), c.led_end(i + 1)
    if end == i + 1 or (noun is not None and c.phrases.kind(noun) == "measure") or _describes(c, i + 1):
        return None
    return WordClass.PREPOSITION if c.tag(end) == WordClass.VERB else None


def _describes(c: Clause, i: int) -> bool:
    """Whether a number with 的 describes what stands behind it: 注册资本为90亿元的基金; a share does not (为70%的成年人)."""
    return c.tag(i) in NUMBERS and c.tag(i) != WordClass.PERCENTAGE and c.text(i + 1) in c.v.shapes.of


def _is_listed(c: Clause, i: int) -> str | None:
    """Behind 包括 the items of a list are nouns."""
    if not _EMPTY.isdisjoint(c.frames(i)[:1]) or c.tag(c.nouns_end(i + 1)) != WordClass.COUNT:
        return None
    opens = i == c.first or c.text(i - 1) in c.v.shapes.listing or c.tag(i - 1) in NOMINAL
    return WordClass.VERBAL_NOUN if opens and c.lists_before(i) else None


def _belongs(c: Clause, i: int) -> str | None:
    """所 and a verb describe the noun behind them."""
    return WordClass.VERBAL_NOUN if c.text(i - 1) in c.v.shapes.belonging and c.tag(i + 1) in NOMINAL else None


def _suffers(c: Clause, i: int) -> str | None:
    """What closes a clause without a verb, behind the counted, happens to them or is what they do."""
    if i == c.first or not c.frames(i) or c.tag(i - 1) not in _BEHIND_COUNTED or not c.only_leads(i):
        return None
    counted = next((j for j in range(i - 1, c.first - 1, -1) if c.words[j].tag == WordClass.COUNT), None)
    if counted is None:
        return None
    return WordClass.VERB if "happen" in c.frames(i) or _done_by(c, counted, i) else None


def _done_by(c: Clause, counted: int, i: int) -> bool:
    """Whether counted persons do what closes the clause: 62名村医上门服务."""
    doer = next((j for j in range(counted + 1, i) if c.phrases.nominal(j) and c.phrases.kind(j) == "person"), None)
    return doer is not None and all(w.tag == WordClass.VERBAL_NOUN or w.tag in ASIDE for w in c.words[doer + 1 : i + 1])


def _intends(c: Clause, i: int) -> str | None:
    """What somebody before a verb intends is no noun: 66家医院计划投入."""
    if c.tag(i + 1) != WordClass.VERB or "modal" not in c.frames(i):
        return None
    return WordClass.VERB if c.does(c.noun_before(i)) else None


def _passive(c: Clause, i: int) -> str | None:
    """What closes a clause behind 被 and who does it is what is done."""
    by = next((j for j in range(i - 1, max(c.first, i - _REACH) - 1, -1) if c.words[j].text in c.v.shapes.passive), None)
    return WordClass.VERB if by is not None and all(w.tag != WordClass.VERB for w in c.words[by:i]) else None


def _announces(c: Clause, i: int) -> str | None:
    """What closes a clause right behind a name is what that one says."""
    return WordClass.VERB if c.tag(i - 1) == WordClass.BODY and c.verbless and not _TELLING.isdisjoint(c.frames(i)) else None


def _reports(c: Clause, i: int) -> str | None:
    """What a name or an adverb leads to, before counted nouns, is what somebody reports."""
    if i == c.first or _TELLING.isdisjoint(c.frames(i)) or c.tag(i - 1) not in _LEADING:
        return None
    joined = c.tag(i + 1) == WordClass.VERB and _EMPTY.isdisjoint(c.frames(i + 1)[:1])  # 报告|新增|病例
    first = i + 2 if joined else i + 1
    end = c.nouns_end(first)
    return WordClass.VERB if end > i + 1 and c.tag(end) == WordClass.COUNT else None


def _governs(c: Clause, i: int) -> str | None:
    """In a clause without a verb a verbal noun that opens what is said, before a number or the nouns that it counts, is the verb."""
    end = c.items_end(i + 1)
    if c.tag(end) not in NUMBERS or not c.can_govern(i) or not c.verbless or c.before.lists(c.v):
        return None
    subject = c.subject_end(i)
    opens = c.opens(i, subject)
    if end == i + 1:
        return WordClass.VERB if opens and not (subject < c.first and c.v.has(c.text(i), "nominal")) else None
    if not opens and not (c.phrases.nominal(subject) and c.does(subject)):
        return None
    return None if c.phrases.kind(end - 1) == "dummy" or _opens_compound(c, i, end) else WordClass.VERB


def _opens_compound(c: Clause, i: int, end: int) -> bool:
    """Whether a verbal noun at the head of a clause is the first part of a compound: 加工企业5家."""
    return i == c.first and (c.words[i + 1].heads or c.words[end - 1].heads) and not c.before.states_number()


class Construction(NamedTuple):
    """A named row: what it says of a word, an example, of which classes it is asked, and what stands behind the word: one of these
    classes, or, where there are none, the end of the clause."""

    name: str
    rule: Callable[[Clause, int], str | None]
    example: str
    classes: frozenset[str]
    following: frozenset[str] = frozenset()


_VERB = frozenset({WordClass.VERB})
_NOUN = frozenset({WordClass.NOUN})
_VERBAL_NOUN = frozenset({WordClass.VERBAL_NOUN})
_QUALITY = frozenset({WordClass.ADJECTIVE})
_MANNER = frozenset({WordClass.NOUN, WordClass.ADJECTIVE, WordClass.VERBAL_NOUN})
_END = ""  # what stands behind the last word of a clause

CONSTRUCTIONS = (
    (  # what only looks like a verb of its clause
        Construction("names_measure", _names_measure, "新增就业人数超过3万人", _VERB, NOMINAL),
        Construction("begins_compound", _begins_compound, "已报告境外输入确诊病例71例", _VERB, NOMINAL),
        Construction("takes_no_object", _takes_no_object, "查获走私手机412台", _VERB, NOMINAL),
        Construction("says_how", _says_how, "柔性引进专家80名", _MANNER, _VERB),
        Construction("sums_up", _sums_up, "期货累计成交量约7亿手", _VERB, NOMINAL),
        Construction("leads_in", _leads_in, "面向全国招收学员480人", _VERB, COUNTED),
        Construction("is_listed", _is_listed, "包括招商平台5个、深化政策平台2个", _VERB, NOMINAL),
        Construction("belongs", _belongs, "质押所持股份3万股", _VERB, NOMINAL),
    ),
    (  # the verb of a clause that has no other
        Construction("intends", _intends, "66家医院计划投入6万张床位", _NOUN, _VERB),
        Construction("states_difference", _states_difference, "比上月高0.7%", _QUALITY, NUMBERS | {WordClass.PARTICLE}),
        Construction("suffers", _suffers, "其中3人重伤", _MANNER),
        Construction("passive", _passive, "去年有14名学生被海外名校录取", _VERBAL_NOUN),
        Construction("announces", _announces, "财政部公告，拟发行国债600亿元", NOMINAL),
        Construction("reports", _reports, "全市累计报告确诊病例71例", _NOUN, NOMINAL | _VERB),
        Construction("governs", _governs, "全市排查隐患58处", _VERBAL_NOUN, COUNTED | {WordClass.PARTICLE}),
    ),
)
Rows = dict[tuple[str, str], list[Construction]]  # by the class of a word and that of the next


def _asked(rows: Sequence[Construction]) -> Rows:
    asked: Rows = {}
    for row in rows:
        for pair in ((tag, behind) for tag in row.classes for behind in row.following or (_END,)):
            asked.setdefault(pair, []).append(row)
    return asked


NOMINAL_CONSTRUCTIONS, VERBAL_CONSTRUCTIONS = map(_asked, CONSTRUCTIONS)


def settle(words: Sequence[TaggedWord], v: Vocabulary, before: Before) -> None:
    """Give the words of one stretch between marks the classes that the clause demands."""
    phrases, end = Phrases(words, v), len(words)
    if end and words[-1].text in CLAUSE_MARKS:
        end -= 1
    for first in range(0, end, LONGEST):
        _settle(Clause(words, first, min(first + LONGEST, end), phrases, v, before))


def _settle(clause: Clause) -> None:
    words, last = clause.words, clause.end - 1
    for constructions in (NOMINAL_CONSTRUCTIONS, VERBAL_CONSTRUCTIONS):
        for i in range(last, clause.first - 1, -1):  # from the head back to what describes it
            word = words[i]
            rows = constructions.get((word.tag, words[i + 1].tag if i < last else _END))
            if rows is not None and word.part is None:
                for row in rows:
                    tag = row.rule(clause, i)
                    if tag is not None:
                        word.tag, word.rule = tag, row.name
                        break
