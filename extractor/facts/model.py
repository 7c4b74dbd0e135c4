"""What passes between the modules of the room, and what it finds, before the pipeline makes records of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractor.dates import FoundDate, ReferenceTime
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.reason import Reason
from extractor.records import Confidence, DateSource, Modality, Polarity
from extractor.text import NormalizedText, Sentence
from extractor.words import WordsInContext


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


class ReadText(NamedTuple):
    """A text with all that was found in it before the facts."""

    text: NormalizedText
    sentences: Sequence[Sentence]
    context: WordsInContext
    dates: Sequence[FoundDate]
    quantities: Sequence[FoundQuantity]
    organizations: Sequence[FoundOrganization]
    reference: ReferenceTime


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
    denial: Slot | None = None  # the word that denies it
    confidence: Confidence = "medium"
    date: FactTime | None = None

    def reasons(self) -> Iterator[Reason]:
        """Which words gave which part, by which rule."""
        for name in ("actor", "source", "action", "object", "basis"):
            slot: Slot | None = getattr(self, name)
            if slot is not None:
                yield Reason(name, slot.rule, slot.start, slot.end, slot.text)
        if self.organization is not None:
            yield Reason("organization", self.organization.rule, self.organization.start, self.organization.end)
        if self.denial is not None:
            yield Reason("negated", self.denial.rule, self.denial.start, self.denial.end)
        if self.cue is not None:
            yield Reason("modality", self.cue.rule, self.cue.start, self.cue.end, self.modality)
        if self.date is not None:
            mention = self.date.mention
            span = (mention.start, mention.end) if mention else (None, None)
            yield Reason("date", f"date.{self.date.source}", *span)
