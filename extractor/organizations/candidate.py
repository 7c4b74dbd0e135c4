"""What the rules of this room hand each other: a candidate name with what is known about how it was made."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.organizations.divisions import Division
from extractor.organizations.vocabulary import Known, Organ
from extractor.records import OrganizationType


@dataclass(slots=True)
class FoundOrganization:
    """One organization mention; offsets of the normalized text. ``entity`` counts organizations in order of first mention."""

    start: int
    end: int
    name: str
    type: OrganizationType
    region: str | None
    entity: str
    rule: str


@dataclass(slots=True)
class Candidate:
    """A span that may be a name.

    ``places`` are the divisions written in front, outermost first, each with the choices that its surface leaves; ``core`` is
    where the name without them begins. ``level`` is the letter of a level word without a place (省总工会: 省).
    """

    start: int
    end: int
    type: OrganizationType
    rule: str
    core: int
    places: tuple[tuple[Division, ...], ...] = ()
    level: str = ""
    level_word: str = ""
    known: Known | None = None
    organ: Organ | None = None
    parent: Candidate | None = None
    name: str = ""
