"""Which verbs may govern a number: those of its clause on either side, the word that bounds it, one of a clause before or behind, none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.facts.candidates import ActionTraits, Candidate
from extractor.facts.model import Slot
from extractor.facts.number import Number
from extractor.facts.stretch import NUMBERS, Constituent, Kind, Stretch
from extractor.words import WordClass
from extractor.words.phrases import INNER

_LEFT, _RIGHT = 5, 3  # verbs that are looked at on either side of a number
_NEAR = 2  # clauses before and behind whose verb may govern


def action_candidates(n: Number) -> list[Candidate]:
    """The candidates for the action of a number, the empty one last."""
    return list(_Actions(n).all())


def action_words(s: Stretch, verb: Constituent) -> tuple[int, int]:
    """The words of an action: a verb with what completes it; behind a light verb what is done (进行|研究)."""
    v, end = s.lexicon, verb.end
    if s.texts[verb.first] in v.carrying and end < len(s.words) and not s.spaced(end):
        done = end + 1 if s.texts[end] in v.aspect else end
        if s.tag(done) == WordClass.VERB or (s.tag(done) == WordClass.VERBAL_NOUN and len(s.texts[done]) == 2):
            return done, done + 1
    return verb.first, end


class Between(NamedTuple):
    """What stands between two words: the weightiest part of speech, and whether a number is among them."""

    over: str
    number: str | None


def between(s: Stretch, first: int, end: int, edge: int) -> Between:
    """What stands in words ``[first, end)`` before the offset ``edge``."""
    seen: set[str] = set()
    for i in range(first, end):
        if s.words[i].start >= edge:
            break
        tag, text = s.tags[i], s.texts[i]
        if tag in NUMBERS:
            seen.add("number")
        elif text in s.lexicon.of:
            seen.add("of")
        elif tag in INNER:
            seen.add("noun")
        elif tag == WordClass.VERB:
            seen.add("verb")
        elif tag == WordClass.PREPOSITION:
            seen.add("preposition")
        elif tag == WordClass.MARK or text in s.lexicon.and_:
            seen.add("mark")
    over = next((part for part in ("verb", "preposition", "of", "noun", "mark") if part in seen), "nothing")
    return Between(over, "yes" if "number" in seen else None)


class _Actions:
    """Finds the candidates of one number."""

    __slots__ = ("left", "n", "other", "plain", "right", "s")

    def __init__(self, n: Number) -> None:
        self.n, self.s = n, n.stretch
        at, edge = n.at, n.edge
        self.left = [c for c in n.verbs_before(_LEFT) if self.s.words[c.first].start < edge]
        self.right = [c for c in n.verbs_behind(_RIGHT) if c.first > at]
        self.plain = next((c for c in reversed(self.left) if not c.relative), None)
        self.other = self.s.frame(self.plain) if self.plain is not None else "none"

    def all(self) -> Iterator[Candidate]:
        for rank, verb in enumerate(reversed(self.left)):
            yield self._left(rank, verb)
        yield from self._bound()
        for rank, verb in enumerate(self.right):
            yield self._right(rank, verb)
        yield from self._carried()
        yield from self._earlier()
        yield from self._later()
        yield Candidate(None, self._traits("none", "none"), self.s, origin="none")

    def _traits(self, place: str, frame: str, **traits: str | None) -> ActionTraits:
        n = self.n
        return ActionTraits(place, frame, n.sort, n.noun, other=self.other, before=n.before, opened=n.opened, **traits)

    def _verb(self, verb: Constituent, place: str, rule: str, s: Stretch | None = None, **traits: str | None) -> Candidate:
        s = s or self.s
        first, end = action_words(s, verb)
        start, stop = s.words[first].start + s.lead(first), s.words[end - 1].end
        slot = Slot(s.text[start:stop], start, stop, rule)
        return Candidate(slot, self._traits(place, s.frame(verb), **traits), s, verb.first, end, place)

    def _left(self, rank: int, verb: Constituent) -> Candidate:
        s, n = self.s, self.n
        end = action_words(s, verb)[1]
        gap = between(s, end, n.at, n.edge)
        at = len(self.left) - 1 - rank
        previous = self.left[at - 1] if at else None
        nominal = gap.over == "nothing" and s.lexicon.words.has(s.texts[verb.first], "nominal")
        passive = s.word(verb.first - 1) in s.lexicon.passive
        return self._verb(
            verb, "left", "action.before",
            rank=str(min(rank, 3)),
            relative=f"{verb.relative} {verb.after}" if verb.relative else None,
            plain="nearest" if verb is self.plain else None,
            over=gap.over,
            number=gap.number,
            behind=s.frame(previous) if previous is not None else None,
            manner="passive" if passive else "nominal" if nominal else None,
        )  # fmt: skip

    def _right(self, rank: int, verb: Constituent) -> Candidate:
        gap = between(self.s, self.n.at + 1, verb.first, len(self.s.text))
        return self._verb(
            verb, "right", "action.behind",
            rank=str(rank),
            relative=verb.relative,
            over=gap.over,
            number=gap.number,
            manner="passive" if self.s.word(verb.first - 1) in self.s.lexicon.passive else None,
        )  # fmt: skip

    def _bound(self) -> Iterator[Candidate]:
        """超过, 不低于 in front of the number."""
        s, q = self.s, self.n.quantity
        if q.front is None:
            return
        words = [w for w in s.words[max(0, self.n.at - 3) : self.n.at] if q.front <= w.start < q.start]
        whole = s.text[q.front : q.start].strip()
        denied = any(w.text in s.lexicon.negating for w in words)  # 不低于 is never halved into its contrary
        link = whole in s.lexicon.link or any(w.text in s.lexicon.link for w in words)
        traits = self._traits("bound", "state" if link else "other")
        yield Candidate(Slot(whole, q.front, q.front + len(whole), "action.bound"), traits, s, self.n.at, self.n.at, "bound")
        for w in words if not denied else ():
            if w.text != whole and w.text in s.lexicon.link:
                part = traits._replace(manner="part")
                yield Candidate(Slot(w.text, w.start, w.end, "action.bound"), part, s, self.n.at, self.n.at, "bound")

    def _carried(self) -> Iterator[Candidate]:
        """The verb of the number before: 捐赠口罩3万只、手套2万双."""
        last = self.n.last
        if last is None or last.action.slot is None:
            return
        before = last.action
        over = "another clause"
        if last.number.stretch is self.s:
            over = between(self.s, last.number.at + 1, self.n.at, self.n.edge).over
        slot = last.action.slot.by("action.carried")
        traits = self._traits("carried", before.frame, over=over)
        yield Candidate(slot, traits, before.stretch, -1, -1, before.origin)

    def _earlier(self) -> Iterator[Candidate]:
        """The verb of a clause before that has no number: 其中包括：…, 捐赠的物资有：…."""
        if self.plain is not None:
            return
        for back, s in self.n.clauses.before(self.n.index, _NEAR):
            if s.numbers:
                return
            if s.last_verb is not None and s.first_verb is not None:
                yield self._verb(s.last_verb, "earlier", "action.earlier", s, rank=f"last {back}")
                if s.first_verb is not s.last_verb:
                    yield self._verb(s.first_verb, "earlier", "action.earlier", s, rank=f"first {back}")
                return

    def _later(self) -> Iterator[Candidate]:
        """The first verb of a clause behind, where this one has none: 6名船员…，均已获救."""
        if self.plain is not None or any(not c.relative for c in self.right):
            return
        for forward, s in self.n.clauses.behind(self.n.index, _NEAR):
            verb = s.first_verb
            if verb is not None:
                over = "subject" if any(c.kind == Kind.PHRASE and c.first < verb.first for c in s.leading) else "nothing"
                number = "yes" if s.numbers else None
                yield self._verb(verb, "later", "action.later", s, rank=str(forward), over=over, number=number)
                return
