"""Which facts are wanted: by who, when, how much and of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.records import Confidence, Document, Fact, FactQuantity, Modality

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Conditions on facts; None asks for nothing. Texts are looked for inside the field, numbers and days are limits that count.

    A fact without a value, or without a day, meets no condition on it. Of a range the end that is nearer to the limit counts.

    >>> FactQuery(minimum=Decimal(1000000), currency="CNY").minimum
    Decimal('1000000')
    """

    organization: str | None = None
    actor: str | None = None
    action: str | None = None
    object: str | None = None
    since: date | None = None
    until: date | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    modality: Modality | None = None
    confidence: Confidence | None = None  # at least so sure

    def of(self, document: Document) -> Iterator[Fact]:
        """The facts of a document that meet all conditions, in their order."""
        return filter(self.matches, document.facts)

    def matches(self, fact: Fact) -> bool:
        """Whether a fact meets all conditions."""
        if self.modality not in (None, fact.modality) or not self._sure(fact):
            return False
        return self._who(fact) and self._when(fact) and self._how_much(fact.quantity)

    def _sure(self, fact: Fact) -> bool:
        return self.confidence is None or CONFIDENCES.index(fact.confidence) >= CONFIDENCES.index(self.confidence)

    def _who(self, fact: Fact) -> bool:
        organization = fact.organization
        named = f"{organization.name}\n{fact.actor}" if organization else None  # its full name, or as the article has it
        return (
            _holds(self.organization, named)
            and _holds(self.actor, fact.actor)
            and _holds(self.action, fact.action)
            and _holds(self.object, fact.object)
        )

    def _when(self, fact: Fact) -> bool:
        if self.since is None and self.until is None:
            return True
        day = fact.date
        first, last = (day.first_day, day.last_day) if day else (None, None)
        begin, end = first or last, last or first
        if begin is None or end is None:
            return False
        return (self.since is None or end >= self.since) and (self.until is None or begin <= self.until)

    def _how_much(self, quantity: FactQuantity) -> bool:
        if self.currency is not None and quantity.currency != self.currency.upper():
            return False
        if self.unit is not None and quantity.unit != self.unit:
            return False
        if self.minimum is not None and not any(n is not None and n >= self.minimum for n in (quantity.value, quantity.high)):
            return False
        return self.maximum is None or any(n is not None and n <= self.maximum for n in (quantity.value, quantity.low))


def _holds(wanted: str | None, text: str | None) -> bool:
    return wanted is None or (text is not None and wanted in text)
