"""One clause: its subject, and for each of its quantities the governing verb and the thing measured.

Chinese news states a number in few frames: verb–object–number (筹集助学款5115万元), verb–number–object (发放200万元助学资金),
subject–verb–number (成交价格为30.79元), subject–number (成交金额14,071.03万元), number–noun–verb (5600多名职工收看).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.chunks import Chunk, Role
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

_PHRASE = frozenset({Role.NOUN, Role.OF, Role.AND, Role.ORGANIZATION})
_PREDICATE = frozenset({Role.VERB, Role.ADVERB, Role.PREPOSITION, Role.QUANTITY, Role.DATE})


@dataclass(slots=True)
class Phrase:
    """A noun phrase: a stretch of chunks and the organization that it begins with, if any."""

    first: int
    end: int
    text: str
    organization: FoundOrganization | None = None
    whole: bool = False  # the phrase is the organization and nothing else


@dataclass(slots=True)
class Slots:
    """What a clause says about one of its quantities."""

    quantity: FoundQuantity
    action: str | None = None
    object: str | None = None
    about_subject: bool = False  # the object is the subject phrase of the clause
    subject_organization: FoundOrganization | None = None


class Clause:
    """The chunks of one clause, read once for its subject and then for each quantity."""

    def __init__(self, text: str, chunks: Sequence[Chunk], v: Vocabulary) -> None:
        self.text, self.chunks, self.v = text, chunks, v
        self.subject = self._subject()
        self.statement = self._statement()

    def slots(self) -> list[Slots]:
        """One entry for each quantity, ordinals aside, in text order."""
        found: list[Slots] = []
        previous: tuple[int, str | None] | None = None
        for i, chunk in enumerate(self.chunks):
            part = chunk.part
            if not isinstance(part, FoundQuantity) or part.kind == "ordinal":
                continue
            slots = self._read(i, part, previous)
            previous = (i, slots.action)
            found.append(slots)
        return found

    # subject

    def _skip(self) -> int:
        """Index of the first chunk that can begin a subject: behind dates, adverbs and prepositional phrases."""
        i, chunks = 0, self.chunks
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.role in (Role.DATE, Role.ADVERB, Role.MARK, Role.AND, Role.PARTICLE) or chunk.text in self.v.skip:
                i += 1
            elif chunk.role is Role.PREPOSITION:
                i += 1
                while i < len(chunks) and (chunks[i].role in _PHRASE or chunks[i].role in (Role.QUANTITY, Role.DATE)):
                    i += 1
                    if chunks[i - 1].text in self.v.not_last:
                        break
            elif chunk.role is Role.OF:
                i += 1
            else:
                break
        return i

    def _subject(self) -> Phrase | None:
        """The noun phrase before the first predicate."""
        chunks = self.chunks
        first = i = self._skip()
        while i < len(chunks):
            chunk = chunks[i]
            inside = chunk.role is Role.QUANTITY and i + 1 < len(chunks) and chunks[i + 1].role in (Role.NOUN, Role.ORGANIZATION) and self._counts(chunk)
            ordinal = isinstance(chunk.part, FoundQuantity) and chunk.part.kind == "ordinal"
            if chunk.role not in _PHRASE and not inside and not ordinal:
                break
            i += 1
        if i < len(chunks) and chunks[i].role not in _PREDICATE and chunks[i].role is not Role.MARK:
            return None
        return self._phrase(first, i)

    def _counts(self, chunk: Chunk) -> bool:
        return isinstance(chunk.part, FoundQuantity) and chunk.part.kind == "count" and not chunk.part.noun_before

    def _phrase(self, first: int, end: int) -> Phrase | None:
        chunks = self.chunks
        while end > first and (chunks[end - 1].role in (Role.OF, Role.AND) or chunks[end - 1].text in self.v.not_last):
            end -= 1
        while first < end and (chunks[first].role in (Role.OF, Role.AND) or chunks[first].text in self.v.skip):
            first += 1
        if first >= end:
            return None
        text = self.text[chunks[first].start : chunks[end - 1].end]
        if text in self.v.anaphora or text in self.v.skip:
            return None
        part = chunks[first].part
        organization = part if isinstance(part, FoundOrganization) else None
        whole = organization is not None and all(c.role in (Role.ORGANIZATION, Role.AND) for c in chunks[first:end])
        return Phrase(first, end, text, organization, whole)

    def _statement(self) -> bool:
        """Whether the clause only says who speaks: X表示."""
        first = self.subject.end if self.subject else self._skip()
        for chunk in self.chunks[first:]:
            if chunk.role is Role.VERB:
                return chunk.text in self.v.statement
            if chunk.role is Role.QUANTITY:
                return False
        return False

    # quantities

    def _read(self, at: int, q: FoundQuantity, previous: tuple[int, str | None] | None) -> Slots:
        floor = previous[0] + 1 if previous else 0
        verb = self._verb_left(at, q, floor)
        slots = Slots(q)
        right = self._verb_right(at) if verb is None or self.chunks[verb].text in self.v.cause else None
        if verb is not None and (right is None or self.chunks[verb].text not in self.v.cause):
            slots.action = self._action(verb)
        elif right is not None:
            slots.action = self._action(right)
        elif (word := self._front_verb(q)) is not None:
            slots.action = word
        elif previous and self._listed(previous[0], at):
            slots.action = previous[1]
        self._object(slots, at, verb, right, floor)
        return slots

    def _verb_left(self, at: int, q: FoundQuantity, floor: int) -> int | None:
        """The nearest verb before the quantity that governs it: not its bound word, not in a relative clause."""
        relative = False
        edge = q.front if q.front is not None else q.start
        for i in range(at - 1, floor - 1, -1):
            chunk = self.chunks[i]
            if chunk.role is Role.OF:
                relative = True
            elif chunk.role is Role.MARK and chunk.text not in "“”\"'":
                if chunk.text in "（(":
                    return None
            elif chunk.role is Role.VERB:
                if chunk.start >= edge or chunk.text in self.v.statement:
                    continue
                if relative:
                    relative = False
                    continue
                return i
        return None

    def _verb_right(self, at: int) -> int | None:
        for i in range(at + 1, len(self.chunks)):
            chunk = self.chunks[i]
            if chunk.role is Role.QUANTITY or (chunk.role is Role.MARK and chunk.text not in "“”\"'"):
                return None
            if chunk.role is Role.VERB and chunk.text not in self.v.statement:
                following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
                if following is None or following.role is not Role.OF:
                    return i
        return None

    def _front_verb(self, q: FoundQuantity) -> str | None:
        if q.front is None:
            return None
        word = self.text[q.front : q.start].strip()
        return word if word in self.v.link else None

    def _listed(self, before: int, at: int) -> bool:
        """Whether only nouns and commas stand between two quantities: 13个市、4个产业和102户职工."""
        return all(c.role in _PHRASE or c.role in (Role.MARK, Role.ADVERB) for c in self.chunks[before + 1 : at])

    def _action(self, verb: int) -> str:
        """The verb with the verbs that it stands together with: 走访慰问."""
        first, end = verb, verb + 1
        while first > 0 and self._joins(first - 1, first):
            first -= 1
        while end < len(self.chunks) and self._joins(end - 1, end) and end - first < 2:
            end += 1
        return self.text[self.chunks[first].start : self.chunks[end - 1].end]

    def _joins(self, a: int, b: int) -> bool:
        first, second = self.chunks[a], self.chunks[b]
        if first.role is not Role.VERB or second.role is not Role.VERB or first.end != second.start:
            return False
        return not any(c.text in self.v.link or c.text in self.v.cause or c.text in self.v.statement for c in (first, second))

    # object

    def _object(self, slots: Slots, at: int, verb: int | None, right: int | None, floor: int) -> None:
        q = slots.quantity
        if q.kind == "count" and q.noun is not None:
            slots.object = q.noun
            return
        if verb is not None and (phrase := self._before(at, verb + 1, q)) is not None:
            slots.object = phrase.text
            return
        if q.kind != "count" and (phrase := self._behind(at)) is not None:
            slots.object = phrase.text
            return
        phrase = self._before(verb if verb is not None else at, floor, q)
        if phrase is not None:
            self._from_subject(slots, phrase, counted=q.kind == "count" and verb is not None and self.chunks[verb].text not in self.v.link)

    def _from_subject(self, slots: Slots, phrase: Phrase, *, counted: bool) -> None:
        """The phrase before the verb: what a link verb measures, less the organization that has it."""
        if phrase.whole or counted:
            return
        text, organization = phrase.text, phrase.organization
        if organization is not None:
            text = self.text[organization.end : self.chunks[phrase.end - 1].end].removeprefix("的")
            slots.subject_organization = organization
        slots.object, slots.about_subject = text, True

    def _before(self, at: int, floor: int, q: FoundQuantity) -> Phrase | None:
        """The noun phrase that ends right before ``at``, adverbs and bound words between them aside."""
        end = at
        edge = q.front if q.front is not None else q.start
        while end > floor and (self.chunks[end - 1].role in (Role.ADVERB, Role.PARTICLE, Role.DATE) or self.chunks[end - 1].start >= edge):
            end -= 1
        first = end
        while first > floor and self.chunks[first - 1].role in _PHRASE:
            first -= 1
        return self._phrase(first, end)

    def _behind(self, at: int) -> Phrase | None:
        """The noun phrase right behind the quantity: 200万元助学资金, 90%的用户."""
        first = at + 1
        if first < len(self.chunks) and self.chunks[first].role is Role.OF:
            first += 1
        end = first
        while end < len(self.chunks) and self.chunks[end].role in (Role.NOUN, Role.ORGANIZATION):
            end += 1
        return self._phrase(first, end) if end > first and self.chunks[first].role is Role.NOUN else None
