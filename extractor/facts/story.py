"""What is remembered of a text from sentence to sentence: who acted, whom pronouns stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from extractor.facts.candidates import Candidate
from extractor.facts.model import Slot
from extractor.facts.stretch import Constituent, Stretch
from extractor.organizations import FoundOrganization
from extractor.span import Ordered
from extractor.words import WordClass

Subject = tuple[Stretch, Constituent]

_LATEST = 3  # who acted last that are kept
_AROUND = 2000  # characters on either side in which a wording is counted
_MANY = 4  # times that a wording stands there
_OFTEN = 3  # mentions of the organization of which a text speaks most
_PERSONS = 20  # words of a clause in which a person is looked for


class Story:
    """Who acted so far."""

    def __init__(self, text: str, organizations: Sequence[FoundOrganization], title: Callable[[], Subject | None]) -> None:
        self.text, self.organizations = text, Ordered(organizations)
        self._title_of = title
        self._place: tuple[int, int] = (-1, -1)  # paragraph and sentence
        self.opens_paragraph = True  # whether the sentence is the first of its paragraph
        self._acted: set[tuple[int | None, int | None]] = set()
        self._latest: list[tuple[Candidate, Slot, tuple[int, int]]] = []  # who acted last, each wording once, the latest first
        self._counted: dict[tuple[int, int], str] = {}  # how wordings stand elsewhere
        self._person: Slot | None = None
        self._subject: Callable[[], Subject | None] = lambda: None

    def enter(self, paragraph: int, sentence: int, subject: Callable[[], Subject | None], *, opens: bool) -> None:
        """Begin a sentence with numbers; ``subject`` gives that of the sentence before, ``opens``: it is the first of its paragraph."""
        self.opens_paragraph = opens
        self._place, self._subject = (paragraph, sentence), subject

    def subject_before(self) -> Subject | None:
        """The subject of the sentence before."""
        return self._subject()

    @cached_property
    def title(self) -> Subject | None:
        """The subject of the first sentence."""
        return self._title_of()

    def known(self, slot: Slot) -> str | None:
        """Whether somebody acted before: last, used."""
        if self._latest and self._latest[0][0].span == (slot.start, slot.end):
            return "last"
        return "used" if (slot.start, slot.end) in self._acted else None

    def acted(self) -> Iterator[tuple[Candidate, str]]:
        """Who acted last, the latest first, and how far back."""
        for actor, _, place in self._latest:
            yield actor, self._distance(place)

    @cached_property
    def main(self) -> Slot | None:
        """The organization of which the text speaks most."""
        counts = Counter(o.entity for o in self.organizations.items)
        entity, most = max(counts.items(), key=itemgetter(1), default=("", 0))
        if most < _OFTEN:
            return None
        o = next(o for o in self.organizations.items if o.entity == entity)
        return Slot(self.text[o.start : o.end], o.start, o.end, "actor.main")

    def elsewhere(self, slot: Slot) -> str | None:
        """Whether a wording stands elsewhere in the text around it, and whether always with the character behind it here."""
        start, end = slot.start, slot.end
        if start is None or end is None:
            return None
        found = self._counted.get((start, end))
        if found is None:
            text, low, high = self.text, max(0, start - _AROUND), end + _AROUND
            count = text.count(slot.text, low, high)
            always = count > 1 and text.count(text[start : end + 1], low, high) == count
            found = "nowhere" if count < 2 else "always so" if always else "few" if count < _MANY else "many"
            self._counted[start, end] = found
        return found

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
        return self._latest[0][1] if type_ == "pronoun" and self._latest else None

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
        others = [known for known in self._latest if known[1].text != actor.slot.text]
        self._latest = [(actor, actor.slot, self._place), *others][:_LATEST]
        self._acted.add(actor.span)
        if actor.type == "name of a person":
            self._person = actor.slot
        else:
            for word in reversed(s.words[max(0, at - _PERSONS) : at]):
                if word.tag == WordClass.PERSON:
                    self._person = Slot(word.text, word.start, word.end, "actor.anaphor")
                    break
