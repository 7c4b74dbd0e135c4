"""Whether a fact is so, is planned, required, estimated, uncertain or denied, and in which direction its number goes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractor.facts.candidates import Candidate
from extractor.facts.model import FoundFact, Slot
from extractor.facts.nominal import type_of
from extractor.facts.number import Number
from extractor.facts.stretch import NUMBERS, Kind, Stretch
from extractor.records import Modality, Polarity
from extractor.words import WordClass
from extractor.words.phrases import NOMINAL

_REACH = 60  # words before a number that are looked at
_BACK = 3  # clauses before it
_AHEAD = frozenset(  # classes of words behind a 将 that points ahead
    {
        WordClass.VERB,
        WordClass.VERBAL_NOUN,
        WordClass.ADVERB,
        WordClass.ADVERBIAL,
        WordClass.PREPOSITION,
        WordClass.DATE,
        WordClass.TIME,
    }
)


class Mood(NamedTuple):
    """What a word says of the number behind it."""

    modality: Modality
    cue: Slot


def mood(n: Number) -> Mood | None:
    """The mood of a number that is not simply so: the nearest cue in its clause, or before it while no other subject is named."""
    bound = _bound(n)
    if bound is not None:
        return bound
    for s, end in _clauses(n):
        found = _nearest(s, end)
        if found is not None:
            return found if isinstance(found, Mood) else None
    return None


def _clauses(n: Number) -> Iterator[tuple[Stretch, int]]:
    """The clause of a number up to it, and those before while each behind has no subject of its own."""
    s, end = n.stretch, n.at
    yield s, end
    for _, before in n.clauses.before(n.index, _BACK):
        if _has_subject(s, end):
            return
        s, end = before, len(before.words)
        yield s, end


def _has_subject(s: Stretch, end: int) -> bool:
    """Whether a clause has a subject that something is said of."""
    limit = min(end, s.predicate)
    return any(c.kind == Kind.PHRASE and c.end <= limit and not c.located for c in s.leading)


def _nearest(s: Stretch, end: int) -> Mood | bool | None:
    """The nearest cue before a word: its mood; True where it says that what follows is so; None where there is none."""
    v = s.lexicon
    for i in range(end - 1, max(-1, end - _REACH), -1):
        word = s.texts[i]
        if word not in v.cues:
            continue
        if word in v.done:
            if not any(w in v.uncertain for w in s.texts[max(0, i - _REACH) : i]):  # 是否已投入
                return True
            continue
        modality = v.modality_of(word)
        if modality is not None and _governs(s, i) and (word not in v.disposing or _points_ahead(s, i)):
            return Mood(modality, Slot(word, s.words[i].start, s.words[i].end, "modality.word"))
    return None


def _governs(s: Stretch, i: int) -> bool:
    """Whether a noun that can be a cue is the verb: 计划投资3亿元, not 股权激励计划涉及3万股."""
    if s.tags[i] not in NOMINAL:
        return True
    if s.tag(i + 1) in ("", WordClass.MARK):
        return False
    return i == 0 or (s.tags[i - 1] not in NOMINAL and s.tags[i - 1] != WordClass.VERB)


def _points_ahead(s: Stretch, i: int) -> bool:
    """Whether 将 points ahead, rather than standing for 把."""
    if s.tag(i + 1) not in _AHEAD:
        return False
    for j, k in itertools.pairwise(range(i + 1, min(len(s.words), i + _REACH))):
        if s.tags[k] in NUMBERS:
            break
        if s.tags[k] == WordClass.VERB and s.tags[j] == WordClass.NOUN:
            return False  # 将补助标准提高到600元
    return True


def _bound(n: Number) -> Mood | None:
    """不低于20%: what binds the number also requires it."""
    q = n.quantity
    if q.front is None:
        return None
    word = n.stretch.text[q.front : q.start].strip()
    return Mood("required", Slot(word, q.front, q.front + len(word), "modality.bound")) if word in n.stretch.lexicon.required else None


def denied(n: Number, action: Candidate) -> Slot | None:
    """The word that denies what is told: 没有支付5亿元, 未能追回, 否认收受."""
    s, v = n.stretch, n.stretch.lexicon
    verb = action.first if action.stretch is s and action.first >= 0 else n.at
    end = max(verb, n.at) if action.traits.place == "right" else min(verb, n.at)
    for i in range(end - 1, max(-1, end - _REACH), -1):
        word, tag = s.texts[i], s.tags[i]
        if word in v.negating:
            return Slot(word, s.words[i].start, s.words[i].end, "negated.word")
        if tag == WordClass.MARK and word not in v.inner_marks:
            break
        if tag == WordClass.VERB and "modal" not in v.words.frames(word) and i != verb:
            break  # another verb is what is denied
    return None


def set_modality(fact: FoundFact, found: Mood | None, today: date | None) -> None:
    """The mood of the clause; what a source forecasts is an estimate, what is dated ahead is planned."""
    if found is not None:
        fact.modality, fact.cue = found
    elif fact.source is not None and fact.source.rule == "source.forecaster":
        fact.modality, fact.cue = "estimated", fact.source.by("modality.forecast")
    elif fact.date is not None and fact.date.mention is not None and today is not None:
        first = fact.date.first_day
        if first is not None and first > today:
            mention = fact.date.mention
            fact.modality, fact.cue = "planned", Slot("", mention.start, mention.end, "modality.ahead")


def polarity(n: Number, action: Slot | None, measured: Slot | None) -> Polarity | None:
    """The direction of a change, from its verb (增至, 下降) or from the name of what is measured (涨幅, 降幅); its start has none."""
    if starts_change(n):
        return None
    v = n.stretch.lexicon
    if action is not None:
        word = action.text
        direction = v.directions.get(word)
        if word[-1] in v.stretch and direction != "increase":
            direction = v.directions.get(word[:-1], direction)
        if direction is not None:
            return direction
    if measured is not None:
        if measured.text.endswith(v.rise):
            return "increase"
        if measured.text.endswith(v.fall):
            return "decrease"
    return None


def starts_change(n: Number) -> bool:
    """Whether a number is where a change starts: 由16.2%降到5.4%."""
    s, c = n.stretch, n.constituent
    first = c.first if c.kind == Kind.LED else _led_before(n)
    return first is not None and s.texts[first] in s.lexicon.origins and bool(s.verbs) and s.verbs[-1].first > n.at


def _led_before(n: Number) -> int | None:
    """The preposition that leads in a number behind a date: 由2013年末的|16.2%."""
    before = n.constituents_before()[-2:]
    led = next((c for c in before if c.kind == Kind.LED), None)
    return led.first if led is not None and type_of(n.stretch, led.first, led.end) == "other" else None


def basis(n: Number) -> Slot | None:
    """同比, 环比, 比上年末: what a change is counted from."""
    s, v = n.stretch, n.stretch.lexicon
    end = n.at
    for i in range(n.at - 1, max(-1, n.at - _REACH), -1):
        text, tag = s.texts[i], s.tags[i]
        if text in v.yearly:
            return Slot(text, s.words[i].start, s.words[i].end, "basis.word")
        if text in v.than and tag != WordClass.ADVERB:
            return s.slot(i, end, "basis.phrase") if end > i + 1 else None
        if tag in NUMBERS:
            return None
        if tag in (WordClass.VERB, WordClass.ADVERB, WordClass.ADVERBIAL) or s.words[i].start >= n.edge:
            end = i
    return None
