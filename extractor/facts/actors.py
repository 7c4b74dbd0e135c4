"""Whose number it is: the phrases of the clause, of the clauses before it, who acted before, nobody.

Each phrase is offered whole and cut where an owner may end (全省供销社系统|销售总额); what the clause itself offers (``here``) and how
many others could act in between (``crossed``) say how far a candidate may reach. Who only says so (据X统计) is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from extractor.facts.candidates import ActorTraits, Candidate
from extractor.facts.lists import Item, glossed, respective_items
from extractor.facts.model import Slot
from extractor.facts.nominal import ACTING, MEASURED, OWNING, cuts, inner, items, subjects, trimmed, type_of, ways
from extractor.facts.number import Number, all_before, described
from extractor.facts.story import Story
from extractor.facts.stretch import ADVERBS, Constituent, Kind, Stretch, Way
from extractor.words import WordClass

_PHRASES = 4  # phrases of the clause that are looked at
_BACK = 3  # clauses before it that are looked at
_ITEMS = 40  # clauses behind a colon in which its items are told
_OF_ONE = 3  # phrases of each of these
_REACH = 8  # verbs before the number that are looked at
_UP_TO_TWO = ("0", "1", "2")
_GROUPS = {"state": "measuring", "change": "measuring", "compare": "measuring"}
_KEPT = frozenset({"exist", "contain", "none", "cause", "happen", "say", "publish"})


class Known(NamedTuple):
    """Somebody who could act: where the name begins, its clause and phrase."""

    start: int
    stretch: Stretch
    constituent: Constituent


_start = attrgetter("start")


def actor_candidates(n: Number, action: Candidate, thing: Candidate, story: Story) -> list[Candidate]:
    """The candidates for the actor of a number, given its action and object, the empty one last; each wording once."""
    return list(_Actors(n, action, thing, story).all())


def _holding(s: Stretch, first: int, end: int) -> str:
    tags = s.tags[first:end]
    return "verb" if WordClass.VERB in tags else "adverb" if not ADVERBS.isdisjoint(tags) else "other"


def _predicate(s: Stretch, c: Constituent) -> str:
    """The frame of the verb of which a phrase is the subject; whether it is only described."""
    own = next((v for v in s.verbs[:_REACH] if v.first >= c.end and v.relative != "direct"), None)
    if own is not None:
        return s.frame(own)
    return "described" if WordClass.ADJECTIVE in s.tags[c.end - 1 :] else "none"


class _Actors:
    """Finds the candidates of one number."""

    __slots__ = (
        "action",
        "at",
        "before",
        "group",
        "here",
        "items",
        "limit",
        "n",
        "opened",
        "s",
        "seen",
        "story",
        "subjects",
        "thing",
        "where",
    )

    def __init__(self, n: Number, action: Candidate, thing: Candidate, story: Story) -> None:
        self.n, self.s, self.action, self.thing, self.story = n, n.stretch, action, thing, story
        self.at = n.at
        place, frame = action.place, action.frame
        self.where = action.found
        self.group = _GROUPS.get(frame) or (frame if frame in _KEPT else "acting")
        self.limit = action.first if place == "left" and action.stretch is n.stretch else n.at
        self.here = self._offered()
        self.opened = n.opened
        self.before = list(n.clauses.before(n.index, _BACK, known=self.here in OWNING))
        self.subjects = self._subjects()
        self.items: dict[tuple[int | None, int | None], str] = {}  # where the items that may belong to the number stand
        self.seen: set[tuple[int | None, int | None]] = set()

    def _subjects(self) -> list[Known]:
        """Those who could act, in the clause before its verb and in the clauses before, in text order."""
        found = [Known(s.words[c.first].start, s, c) for _, s in self.before for c in reversed(subjects(s))]
        found.reverse()
        s, words = self.s, self.s.words
        limit = words[self.limit].start if self.limit < len(words) else s.end
        own = [Known(words[c.first].start, s, c) for c in subjects(s) if c is not self.n.constituent]
        return found + [known for known in own if known.start < limit]

    def _crossed(self, end: int | None) -> str:
        """How many of those who could act stand between an offset and the number."""
        return _UP_TO_TWO[min(2, len(self.subjects) - bisect_left(self.subjects, end or 0, key=_start))]

    def _offered(self) -> str:
        """What the clause of the number offers as an owner: nothing, a measure alone, a measure with its owner, somebody."""
        s, held = self.s, self.n.constituent
        own = "counted " if held.kind == Kind.PHRASE and held.first < self.at else ""
        for c in self.n.phrases_before(self.limit):
            first, end = trimmed(s, inner(c), c.end)
            if c.kind != Kind.PHRASE or end == first:
                continue
            type_ = type_of(s, first, end)
            if type_ in MEASURED:
                return own + "measure" + self._owned(first, end)
            return own + (type_ if type_ in OWNING or type_ in ("pronoun", "generic") else "thing" if type_ in ACTING else "other")
        return own + "nothing"

    def _owned(self, first: int, end: int) -> str:
        """Of a phrase that names what is measured, what stands before that."""
        best = ""
        for cut in cuts(self.s, first, end):
            type_ = type_of(self.s, first, cut.end)
            if type_ in OWNING:
                return " of an owner"
            if cut.of:
                best = best or " of something"
            elif type_ in ACTING:
                best = best or " with a noun"
        return best

    def all(self) -> Iterator[Candidate]:
        items = list(self._items())
        yield from self._of_clause()
        yield from self._around_number()
        yield from self._described()
        yield from self._listed(items)
        yield from self._of_clauses_before()
        yield from self._heading()
        yield from self._who_acted()
        yield from self._of_text()
        yield Candidate(None, self._traits("none", "none", crossed=self._crossed(0)), origin="none")

    def _traits(self, place: str, type_: str, **traits: str | None) -> ActorTraits:
        return ActorTraits(
            place, type_, self.where, self.group, self.n.sort, self.here, opened=self.opened,
            object=self.thing.place, measured=self.thing.type, **traits,
        )  # fmt: skip

    def _named(
        self, s: Stretch, way: Way, place: str, rule: str,
        rank: str | None = None, distance: str | None = None, frame: str | None = None, lead: str | None = None, head: str | None = None,
    ) -> Iterator[Candidate]:  # fmt: skip
        """Words of a phrase as a candidate, unless they are one already; a pronoun gives whom it stands for."""
        first, end, type_, form, rest, opening, cut, seam = way
        slot = s.slot(first, end, rule)
        words = (slot.start, slot.end)
        if words in self.seen or (end == first + 1 and s.tags[first] == WordClass.ORDINAL):
            return
        self.seen.add(words)
        if type_ in ("pronoun", "generic") and (stood := self._antecedent(s, first, type_)) is not None:
            slot = stood.by("actor.anaphor")
        traits = ActorTraits(
            place, type_, self.where, self.group, self.n.sort, self.here, form, rest, opening, cut, rank, distance, self._crossed(words[1]),
            self.opened, frame, lead, self.story.known(slot), self._thing(slot), self.items.get(words), self.story.elsewhere(slot),
            seam, self.thing.place, self.thing.type, head,
        )  # fmt: skip
        yield Candidate(slot, traits, s, first, end, place)

    def _antecedent(self, s: Stretch, i: int, type_: str) -> Slot | None:
        """Whom a pronoun or 公司 stands for: of a pronoun the nearest who could act before it in the sentence, if any."""
        if type_ == "pronoun" and s.texts[i] not in s.lexicon.persons_meant:
            before = bisect_left(self.subjects, s.words[i].start, key=_start)
            if before:
                _, of, c = self.subjects[before - 1]
                first, end = trimmed(of, c.first, c.end)
                return of.slot(first, end, "actor.anaphor")
        return self.story.antecedent(s, i, type_)

    def _thing(self, slot: Slot) -> str | None:
        """How a phrase lies to the object and to the number."""
        thing, start, end = self.thing.slot, slot.start, slot.end
        if start is None or end is None:
            return None
        if start <= self.n.quantity.start < end:
            return "holds the number"
        if thing is None or thing.start is None or thing.end is None:
            return None
        if slot.text == thing.text and start != thing.start:
            return "same wording"
        return self._lying(start, end, thing.start, thing.end)

    def _lying(self, start: int, end: int, first: int, last: int) -> str | None:
        """How ``[start, end)`` lies to ``[first, last)``."""
        if (start, end) == (first, last):
            return "same"
        if start <= first and last <= end:
            return "holds it"
        if first <= start and end <= last:
            return "inside"
        if not end <= first <= end + 2:
            return None
        gap = self.s.text[end:first].strip()
        return "ends where it begins" if not gap or gap in self.s.lexicon.of else None

    def _phrase(self, s: Stretch, c: Constituent, place: str, rule: str, **traits: str | None) -> Iterator[Candidate]:
        """A phrase in all ways, unless it says who says so."""
        if c.kind == Kind.LED and s.texts[c.first] in s.lexicon.saying:
            return
        first, end = trimmed(s, inner(c), c.end)
        if end > first:
            for way in ways(s, first, end):
                yield from self._named(s, way, place, rule, **traits)

    def _of_clause(self) -> Iterator[Candidate]:
        """The phrases before the verb, the nearest first, then those behind it."""
        n, s = self.n, self.s
        verbs = [v for v in n.verbs_before(_REACH) if v.relative != "direct"]
        opened = next((v.first for v in verbs if v.relative is None), len(s.words))
        before = n.phrases_before(self.limit)
        for rank, c in enumerate(reversed(before[-_PHRASES:])):
            own = next((v for v in verbs if c.end <= v.first < self.limit), None)
            lead = next((v for v in reversed(verbs) if v.end <= c.first), None)
            place = "subject" if rank == 0 and own is None else "topic" if c.end <= opened else "inside"
            led = " led" if c.kind == Kind.LED and s.texts[c.first] not in s.lexicon.agent else ""
            yield from self._phrase(
                s, c, place + led, f"actor.{place}",
                rank=_UP_TO_TWO[min(rank, 2)],
                frame=s.frame(own) if own is not None else None,
                head=self._head(n.index, c is (before[0] if before else None)),
                lead=(s.frame(lead) + (" object" if lead.end == c.first else "")) if lead is not None else None,
            )  # fmt: skip
        yield from self._all_before()
        yield from self._between()

    def _all_before(self) -> Iterator[Candidate]:
        """All words before the verb, where they are no one phrase: 太阳能|发电|占到, 创业板|指|报, 境外|输入|确诊病例|来自."""
        span = all_before(self.n, self.limit)
        if span is not None:
            s = self.s
            yield from self._named(s, Way(*span, type_of(s, *span), "whole", opening=_holding(s, *span)), "all before", "actor.all_before")

    def _between(self) -> Iterator[Candidate]:
        """The phrases between the verb and the number."""
        n, s = self.n, self.s
        if self.action.place == "left":
            middle = [c for c in n.constituents_before() if c.kind == Kind.PHRASE and c.first >= self.action.end]
            for c in middle[-2:]:
                yield from self._phrase(s, c, "middle", "actor.middle", frame=self.action.frame)

    def _around_number(self) -> Iterator[Candidate]:
        """The counted themselves, and whose they are: 上海|17家地方法人银行."""
        s, c = self.s, self.n.constituent
        if c.kind == Kind.LED:
            yield from self._phrase(s, c, "led with the number", "actor.led")
        if c.kind != Kind.PHRASE:
            return
        if c.first < self.at and glossed(self.n) is None:
            first, end = trimmed(s, c.first, self.at)
            if end > first:
                for way in ways(s, first, end):
                    yield from self._named(s, way, "owner of the counted", "actor.owner")
        kind = s.lexicon.words.kind(self.n.quantity.noun or "") or "unknown"
        first, end = next((i for i in items(s, c.first, c.end) if i[0] <= self.at < i[1]), (c.first, c.end))
        yield from self._named(s, Way(first, end, kind, "counted"), "counted", "actor.counted")
        behind = self.at + 1 + (s.word(self.at + 1) in s.lexicon.of)
        if first <= self.at and behind < end:
            first, end = trimmed(s, behind, end)
            if end > first:
                yield from self._named(s, Way(first, end, type_of(s, first, end), "behind"), "behind the number", "actor.counted")

    def _described(self) -> Iterator[Candidate]:
        """The head of the relative clause that holds the number: 总面积60万平方米、投资80亿元的|新基地."""
        span = described(self.n)
        first, end = trimmed(self.s, *span) if span is not None else (0, 0)
        if end > first:
            yield from self._named(self.s, Way(first, end, type_of(self.s, first, end), "whole"), "described", "actor.described")

    def _items(self) -> Iterator[tuple[Item, Way]]:
        """The items of lists that may belong to the number."""
        for item in respective_items(self.n):
            s = item.stretch
            first, end = trimmed(s, item.first, item.end)
            for way in ways(s, first, end) if end > first else ():
                self.items[s.words[way.first].start, s.words[way.end - 1].end] = item.shared or "not shared"
                yield item, way

    def _listed(self, items: Sequence[tuple[Item, Way]]) -> Iterator[Candidate]:
        """The item of a list that belongs to the number, and what stands before its bracket."""
        for item, way in items:
            yield from self._named(item.stretch, way, "item", "actor.respective", distance=_UP_TO_TWO[min(item.back, 2)])
        if (gloss := glossed(self.n)) is not None:
            first, end = trimmed(self.s, *gloss)
            if end > first:
                way = Way(first, end, type_of(self.s, first, end), "whole")
                alone = " alone" if self.s.word(self.at + 1) in self.s.lexicon.closing else ""
                yield from self._named(self.s, way, "before the bracket" + alone, "actor.glossed")

    def _of_clauses_before(self) -> Iterator[Candidate]:
        """Subjects and topics of the clauses before, and the last object of each; the first clause of the sentence is always among them."""
        for back, s in self.before:
            distance = str(min(back, 3))
            yield from self._leading(s, self.n.index - back, distance)
            thing = s.last_object
            if thing is not None:
                lead = next((v for v in reversed(s.verbs[-_REACH:]) if v.end <= thing.first), None)
                frame = s.frame(lead) if lead is not None else "none"
                yield from self._phrase(s, thing, "object before", "actor.clause_before", distance=distance, lead=frame)
        opening = self.n.clauses.stretch(0) if self.n.index > _BACK else None
        if opening is not None:
            yield from self._leading(opening, 0, "far")

    def _leading(self, s: Stretch, clause: int, distance: str) -> Iterator[Candidate]:
        """The phrases that open a clause."""
        for rank, c in enumerate(s.leading[:_OF_ONE]):
            place, head = "before led" if c.kind == Kind.LED else "before", self._head(clause, rank == 0)
            traits = {"rank": str(rank), "distance": distance, "frame": _predicate(s, c), "head": head}
            yield from self._phrase(s, c, place, "actor.clause_before", **traits)

    def _heading(self) -> Iterator[Candidate]:
        """What the clause before a colon names, whose items the numbers behind it are."""
        s = self.n.clauses.heading(self.n.index, _ITEMS, self.s.lexicon.colons)
        c = next((c for c in reversed(s.constituents) if c.kind == Kind.PHRASE), None) if s is not None else None
        if s is not None and c is not None:
            yield from self._phrase(s, c, "before the colon", "actor.heading")

    def _head(self, clause: int, first: bool) -> str | None:
        """Whether the first phrase of a clause opens the sentence, or the paragraph."""
        if not first or clause:
            return None
        return "paragraph" if self.story.opens_paragraph else "sentence"

    def _who_acted(self) -> Iterator[Candidate]:
        """Who acted in the fact before, and who else before that."""
        for back, (actor, distance) in enumerate(self.story.acted()):
            yield from self._remembered(actor, distance, "earlier actor" if back else "last actor")

    def _of_text(self) -> Iterator[Candidate]:
        """The subjects of the sentence before and of the first sentence, and the organization of which the text speaks most."""
        for subject, place in ((self.story.subject_before(), "sentence before"), (self.story.title, "title")):
            if subject is not None:
                yield from self._phrase(*subject, place, "actor.earlier_subject")
        main = self.story.main
        if main is not None and (main.start, main.end) not in self.seen:
            self.seen.add((main.start, main.end))
            traits = self._traits("main", "organization", crossed=self._crossed(main.end), thing=self._thing(main))
            yield Candidate(main, traits, origin="main")

    def _remembered(self, actor: Candidate, distance: str, place: str) -> Iterator[Candidate]:
        slot = actor.slot
        if slot is None or actor.span in self.seen:
            return
        self.seen.add(actor.span)
        traits = self._traits(
            place, actor.type, crossed=self._crossed(slot.end), distance=distance, known="last", thing=self._thing(slot),
            elsewhere=self.story.elsewhere(slot),
        )  # fmt: skip
        yield Candidate(slot.by("actor.remembered"), traits, origin=place)
