"""What passes between the modules of the room, and what it finds, before the pipeline makes records of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractor.dates import FoundDate
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.reason import Reason
from extractor.records import DateSource, Modality, Polarity
from extractor.text import Sentence


class Slot(NamedTuple):
    """What fills a place in a fact: its words, where they stand, and the rule that chose them.

    ``start`` and ``end`` are those of the normalized text; both None where no words of the text fill the place (份额 of 3万股).
    """

    text: str
    start: int | None
    end: int | None
    rule: str

    def by(self, rule: str) -> Slot:
        """The same words, chosen by another rule."""
        return self._replace(rule=rule)


@dataclass(slots=True)
class Slots:
    """What a clause says about one of its quantities."""

    quantity: FoundQuantity
    action: Slot | None = None
    object: Slot | None = None
    actor: Slot | None = None  # named in the clause itself
    basis: Slot | None = None
    about_subject: bool = False  # the object is what stands before the verb
    needs_topic: bool = False  # the measured thing was named before
    owner: FoundOrganization | None = None  # the organization that has the measured thing
    topic: Slot | None = None  # what later numbers measure, where the object does not say it
    led: bool = False  # the verb stands before the quantity
    passive: bool = False  # nobody is named who acts: 38名学生被送往医院
    carried: bool = False  # what comes next is said of this actor too


@dataclass(slots=True)
class FactTime:
    """When a fact holds, and where that was found."""

    mention: FoundDate | None
    first_day: date | None
    last_day: date | None
    source: DateSource


@dataclass(slots=True)
class FoundFact:
    """One fact, its parts still those that the other rooms found."""

    quantity: FoundQuantity
    sentence: Sentence
    actor: Slot | None = None
    organization: FoundOrganization | None = None
    source: Slot | None = None
    action: Slot | None = None
    object: Slot | None = None
    basis: Slot | None = None
    polarity: Polarity | None = None
    modality: Modality = "actual"
    cue: Slot | None = None  # the word that set the modality
    date: FactTime | None = None

    def reasons(self) -> Iterator[Reason]:
        """Which words gave which part, by which rule."""
        for name in ("actor", "source", "action", "object", "basis"):
            slot: Slot | None = getattr(self, name)
            if slot is not None:
                yield Reason(name, slot.rule, slot.start, slot.end, slot.text)
        if self.organization is not None:
            yield Reason("organization", self.organization.rule, self.organization.start, self.organization.end)
        if self.cue is not None:
            yield Reason("modality", self.cue.rule, self.cue.start, self.cue.end, self.modality)
        if self.date is not None:
            mention = self.date.mention
            span = (mention.start, mention.end) if mention else (None, None)
            yield Reason("date", f"date.{self.date.source}", *span)
