"""Whether a quantity tells something that belongs into a table: not 一种方式, 两国, 46岁的职工, 这832个县, 前500名."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.candidates import Candidate, TellingTraits
from extractor.facts.number import Number
from extractor.facts.stretch import NUMBERS, Kind
from extractor.quantities import FoundQuantity
from extractor.words import WordClass
from extractor.words.phrases import INNER

_FEW = Decimal(9)


def telling_candidates(n: Number) -> list[Candidate]:
    """That it tells something, and that it does not."""
    q, s, at = n.quantity, n.stretch, n.at
    before = at - 1
    while before >= 0 and s.words[before].start >= n.edge:
        before -= 1
    determiner = s.lexicon.determiners.get(s.word(before)) or (s.tag(before) or "start")
    traits = TellingTraits(
        "yes",
        n.sort,
        _size(q),
        unit=q.unit if q.kind != "amount" else q.code,
        noun=n.noun,
        kind=s.lexicon.words.kind(q.noun) or "unknown" if q.noun else "none",
        bound=q.bound,
        script="digits" if q.start < len(s.text) and s.text[q.start].isdecimal() else "characters",
        determiner=determiner,
        after=_after(n),
        verb=_verb_before(n, before + 1),
        beside="yes" if len(s.numbers) > 1 else "no",
        held=_held(n),
        ends="yes" if q.unit_end and q.unit_end < q.end else "no",
        front="yes" if q.front is not None else "no",
        article="article" if _is_article(n, determiner) else None,
    )
    return [Candidate(None, traits, origin="yes"), Candidate(None, TellingTraits("no", n.sort, _size(q)), origin="no")]


def _verb_before(n: Number, i: int) -> str:
    """The frame of the verb that ends right before a word."""
    verb = next((v for v in reversed(n.verbs_before(1)) if v.end == i), None)
    return n.stretch.frame(verb) if verb is not None else "none"


def _held(n: Number) -> str:
    """What holds a number: "than" where it is what something is compared with."""
    c, s = n.constituent, n.stretch
    return "than" if c.kind == Kind.LED and s.texts[c.first] in s.lexicon.than else c.kind


def _is_article(n: Number, determiner: str) -> bool:
    """Whether 一 before a measure word and a noun counts nothing: no other count stands beside it, no 仅, 共 or 其中 before it."""
    q, s = n.quantity, n.stretch
    if q.value != 1 or q.bound != "exact" or q.unit is None or n.noun != "after" or s.text[q.start] not in s.lexicon.one:
        return False
    counts = [i for i in s.numbers if s.tags[i] == WordClass.COUNT and i != n.at]
    beside = any(WordClass.VERB not in s.tags[min(i, n.at) : max(i, n.at)] for i in counts)
    return not beside and determiner not in ("only", "total", "among")


def _size(q: FoundQuantity) -> str:
    value = q.value
    if value is None:
        return "range"
    if value == 1:
        return "one"
    if value == 2:
        return "two"
    return "few" if 0 < value <= _FEW and value == value.to_integral_value() else "many"


def _after(n: Number) -> str:
    """What follows a number, its noun aside."""
    s, i = n.stretch, n.at + 1
    if s.word(i) in s.lexicon.of:
        return "of"
    if s.spaced(i):
        return "end"
    if n.constituent.kind == Kind.PHRASE and n.constituent.end > i:
        i = n.constituent.end
        rest = "noun "
    else:
        rest = ""
    tag = s.tag(i)
    if tag in NUMBERS:
        return rest + "number"
    if tag in INNER:
        return rest + "noun"
    return rest + ("end" if tag in ("", WordClass.MARK) else "verb" if tag == WordClass.VERB else "other")
