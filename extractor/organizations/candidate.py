"""What the rules of this room hand each other: a candidate name with what is known about how it was made."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.organizations.divisions import Division
from extractor.organizations.vocabulary import Known, Organ
from extractor.records import OrganizationType
from extractor.segment import Word


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


@dataclass(slots=True)
class Left:
    """What stands before an ending, as far as it may belong to the name."""

    start: int
    words: list[Word]
    places: list[tuple[Division, ...]]
    core: int
    placed: bool = False
    state: bool = False
    proper: bool = False
    parent: Candidate | None = None
    level: str = ""
    level_word: str = ""
    quoted: bool = False
    wide: bool = False  # 世界, 国际, 全国: no place that makes a name by itself
    soft: int = 0  # where odd words begin that only a place in front of them makes part of the name
    firm: bool = False  # whether it was proper before the odd words
    join: tuple[int, int] | None = None  # start behind a joining word, and how many words stood there
