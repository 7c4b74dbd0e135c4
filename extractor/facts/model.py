"""What the room finds, before the pipeline makes records of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.dates import FoundDate
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.records import DateSource
from extractor.text import Sentence


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
    actor: str | None = None
    organization: FoundOrganization | None = None
    source: str | None = None
    action: str | None = None
    object: str | None = None
    date: FactTime | None = None
