"""What is remembered of a text from sentence to sentence: who acted, whom pronouns stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from extractor.facts.candidates import Candidate
from extractor.facts.model import Slot
from extractor.facts.stretch import Constituent, Stretch
from extractor.organizations import FoundOrganization
from extractor.span import Ordered
from extractor.words import WordClass

_OTHERS = 2  # who acted before the last
_PERSONS = 20  # words of a clause in which a person is looked for


class Story:
    """Who acted so far."""

    def __init__(self, text: str, organizations: Sequence[FoundOrganization]) -> None:
        self.text, self.organizations = text, Ordered(organizations)
        self._last: Candidate | None = None
        self._last_place: tuple[int, int] = (-1, -1)  # paragraph and sentence of the last fact
        self._place: tuple[int, int] = (-1, -1)
        self._acted: set[tuple[int | None, int | None]] = set()
        self._others: list[tuple[Candidate, tuple[int, int]]] = []  # who acted before the last, each wording once, the latest first
        self._person: Slot | None = None
        self._subject: Callable[[], tuple[Stretch, Constituent] | None] = lambda: None

    def enter(self, paragraph: int, sentence: int, subject: Callable[[], tuple[Stretch, Constituent] | None]) -> None:
        """Begin a sentence with numbers; ``subject`` gives that of the sentence before."""
        self._place, self._subject = (paragraph, sentence), subject

    def subject_before(self) -> tuple[Stretch, Constituent] | None:
        """The subject of the sentence before, where nobody acted in that."""
        return self._subject() if self._last is None or self._distance(self._last_place) != "next sentence" else None

    def known(self, slot: Slot) -> str | None:
        """Whether somebody acted before: last, used."""
        if self._last is not None and self._last.span == (slot.start, slot.end):
            return "last"
        return "used" if (slot.start, slot.end) in self._acted else None

    @property
    def last(self) -> tuple[Candidate, str] | None:
        """Who acted last, and how far back."""
        return (self._last, self._distance(self._last_place)) if self._last is not None else None

    def others(self) -> Iterator[tuple[Candidate, str]]:
        """Who else acted, the latest first, and how far back."""
        for actor, place in self._others:
            yield actor, self._distance(place)

    def _distance(self, place: tuple[int, int]) -> str:
        (paragraph, sentence), (now, here) = place, self._place
        if (paragraph, sentence) == (now, here):
            return "sentence"
        if paragraph != now:
            return "another paragraph"
        return "next sentence" if here - sentence == 1 else "paragraph"

    def antecedent(self, s: Stretch, i: int, type_: str) -> Slot | None:
        """Whom a pronoun or 公司 at a word stands for, where that is known."""
        word = s.words[i]
        types = s.lexicon.generic.get(word.text)
        if types:
            return self._organization(word.start, types)
        if word.text in s.lexicon.persons_meant and self._person is not None:
            return self._person
        return self._last.slot if type_ == "pronoun" and self._last is not None else None

    def _organization(self, before: int, types: Sequence[str]) -> Slot | None:
        """The organization of fitting type that is named last before an offset."""
        items, starts = self.organizations.items, self.organizations.starts
        for o in reversed(items[max(0, bisect_left(starts, before) - 20) : bisect_left(starts, before)]):
            if o.type in types:
                return Slot(self.text[o.start : o.end], o.start, o.end, "actor.anaphor")
        return None

    def chosen(self, s: Stretch, at: int, actor: Candidate) -> None:
        """Remember who acts in a clause up to a word."""
        if actor.slot is None:
            return
        if self._last is not None and self._last.slot is not None and self._last.slot.text != actor.slot.text:
            wordings = (self._last.slot.text, actor.slot.text)
            others = [(c, place) for c, place in self._others if c.slot is not None and c.slot.text not in wordings]
            self._others = [(self._last, self._last_place), *others][:_OTHERS]
        self._last, self._last_place = actor, self._place
        self._acted.add(actor.span)
        if actor.type == "name of a person":
            self._person = actor.slot
        else:
            for word in reversed(s.words[max(0, at - _PERSONS) : at]):
                if word.tag == WordClass.PERSON:
                    self._person = Slot(word.text, word.start, word.end, "actor.anaphor")
                    break
