"""What the lexicons of organizations say, read once per process: names, places, organs, endings and the words around them.

``lexicon/organizations/`` holds the files; the models here describe them, so that an unknown key is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.lexicon.load import Lexicon, alternation, read_list, read_toml
from extractor.organizations.divisions import Division, read_divisions
from extractor.records import OrganizationType

FOLDER = "organizations/"
LEVELS = "省市县区州旗盟"

Need = Literal["any", "proper", "place", "parent", "state", "brand"]


class NameListRow(Lexicon):
    """One file of known names and the type that they share."""

    file: str
    type: OrganizationType
    cues: tuple[str, ...] = ()


class NameLists(Lexicon):
    """gazetteer.toml: which files of names there are."""

    list: tuple[NameListRow, ...]


class PlaceNames(Lexicon):
    """A plain list of places."""

    names: tuple[str, ...]


class Places(Lexicon):
    """places.toml."""

    nicknames: dict[str, str]
    abbreviations: dict[str, str]
    states: PlaceNames
    abroad: PlaceNames
    regions: PlaceNames


class OrganRow(Lexicon):
    """One organ that exists at several levels of government."""

    short: tuple[str, ...]
    full: str
    type: OrganizationType
    levels: str = LEVELS
    not_before: str = ""
    prefix: str = ""


class LevelWords(Lexicon):
    """Level words and the letter of their level."""

    words: dict[str, str]


class Organs(Lexicon):
    """organs.toml."""

    levels: LevelWords
    departments: dict[str, tuple[str, ...]]
    bureaus: dict[str, tuple[str, ...]]
    organ: tuple[OrganRow, ...]


class KindRow(Lexicon):
    """Words that end a name, and what must stand before them."""

    type: OrganizationType
    need: Need
    words: tuple[str, ...]
    not_before: str = ""
    inherit: bool = False


class NameWords(Lexicon):
    """Words inside and outside of names."""

    trade: frozenset[str]
    inside: frozenset[str]
    stop: frozenset[str]
    generic: frozenset[str]
    dated: tuple[str, ...]
    no_seats: frozenset[str]
    role_before: tuple[str, ...]
    role_links: tuple[str, ...]
    role_behind: tuple[str, ...]
    role_ends: tuple[str, ...]
    markets: frozenset[str]
    role_sure: tuple[str, ...]
    role_no_ends: tuple[str, ...]
    hubs: tuple[str, ...]
    street_tails: tuple[str, ...]
    ours_first: tuple[str, ...]
    counting: tuple[str, ...]
    kinds_of: frozenset[str]
    described: frozenset[str]
    joins: frozenset[str]
    roles: tuple[str, ...]
    role_exceptions: frozenset[str]
    party_prefixes: tuple[str, ...]
    plural: frozenset[str]
    anaphors: tuple[str, ...]
    overlaps: frozenset[str]
    ours: frozenset[str]
    borders: frozenset[str]
    titles: frozenset[str]
    verbal: frozenset[str]
    plain_endings: frozenset[str]
    faculties: frozenset[str]
    company_tails: tuple[str, ...]
    wide: frozenset[str]
    bylines: tuple[str, ...]
    legal_tails: tuple[str, ...]
    company_ends: tuple[str, ...]
    offices: tuple[str, ...]
    office_titles: tuple[str, ...]
    federations: frozenset[str]
    team_tails: tuple[str, ...]
    national: tuple[str, ...]
    seats: tuple[str, ...]
    commas: frozenset[str]
    stately: frozenset[str]
    attached: frozenset[str]
    provinces: frozenset[str]


class Grammar(Lexicon):
    """grammar.toml."""

    kind: tuple[KindRow, ...]
    words: NameWords


class Known(NamedTuple):
    """A surface of the gazetteer or of a user: the full name behind it, and whether it needs support from the article."""

    name: str
    type: OrganizationType
    wary: bool
    own: bool = False  # added by the user
    region: str | None = None  # as the user states it


class Organ(NamedTuple):
    """A surface of an organ: how its name is completed at which levels."""

    full: str
    type: OrganizationType
    levels: str
    not_before: str
    prefix: str = ""  # what has to stand before the place


class Ending(NamedTuple):
    """A surface of a kind of body."""

    type: OrganizationType
    need: Need
    not_before: str
    inherit: bool


class Place(NamedTuple):
    """A surface of a place: divisions that it may mean (none for foreign places and regions)."""

    divisions: tuple[Division, ...]
    kind: Literal["division", "weak", "state", "abroad", "region"]


@dataclass(slots=True)
class Vocabulary:
    """All surfaces by what they may be, and the words of the grammar."""

    known: dict[str, Known]
    cues: dict[OrganizationType, re.Pattern[str]]  # what a sentence says that is about organizations of a type
    organs: dict[str, tuple[Organ, ...]]
    endings: dict[str, tuple[Ending, ...]]
    places: dict[str, Place]
    levels: dict[str, str]
    level_ends: frozenset[str]  # last characters of level words
    abbreviations: dict[str, str]  # states by their one character
    words: NameWords


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read at the first call."""
    places = read_toml(FOLDER + "places.toml", Places)
    organs = read_toml(FOLDER + "organs.toml", Organs)
    grammar = read_toml(FOLDER + "grammar.toml", Grammar)
    return Vocabulary(
        known=_known(),
        cues={row.type: re.compile(alternation(row.cues)) for row in read_toml(FOLDER + "gazetteer.toml", NameLists).list if row.cues},
        organs=_organs(organs),
        endings=_endings(grammar),
        places=_places(places),
        levels=organs.levels.words,
        level_ends=frozenset(word[-1] for word in organs.levels.words),
        abbreviations=places.abbreviations,
        words=grammar.words,
    )


def places_by_code(names: dict[str, str]) -> dict[str, Division]:
    """Divisions by a name that stands for their code."""
    codes = {d.code: d for d in read_divisions()}
    return {name: codes[code] for name, code in names.items()}


def _known() -> dict[str, Known]:
    """Names and short forms; a short form claimed by two names belongs to the first one listed."""
    found: dict[str, Known] = {}
    for row in read_toml(FOLDER + "gazetteer.toml", NameLists).list:
        for entry in read_list(FOLDER + row.file):
            surfaces = entry.split()
            if "_" in entry:
                surfaces = [surface.replace("_", " ") for surface in surfaces]
            full = surfaces[0].rstrip("?")
            sure = Known(full, row.type, wary=False)
            for surface in surfaces:
                if surface[-1] == "?":
                    found.setdefault(surface.rstrip("?"), sure._replace(wary=True))
                elif surface not in found:
                    found[surface] = sure
    return found


def _organs(lexicon: Organs) -> dict[str, tuple[Organ, ...]]:
    found: dict[str, list[Organ]] = {}
    for row in lexicon.organ:
        for surface in dict.fromkeys((*row.short, *([row.full] if "{" not in row.full else []))):
            found.setdefault(surface, []).append(Organ(row.full, row.type, row.levels, row.not_before, row.prefix))
    for stems, endings in ((lexicon.departments, {"厅": "省", "局": "市县区州旗盟"}), (lexicon.bureaus, {"局": LEVELS})):
        for stem, shorts in stems.items():
            for ending, levels in endings.items():
                for surface in (stem, *shorts):
                    found.setdefault(surface + ending, []).append(Organ(stem + ending, "government", levels, "长级"))
    return {surface: tuple(entries) for surface, entries in found.items()}


def _endings(grammar: Grammar) -> dict[str, tuple[Ending, ...]]:
    found: dict[str, list[Ending]] = {}
    for row in grammar.kind:
        for word in row.words:
            found.setdefault(word, []).append(Ending(row.type, row.need, row.not_before, row.inherit))
    return {word: tuple(endings) for word, endings in found.items()}


def _places(places: Places) -> dict[str, Place]:
    found: dict[str, Place] = {}
    surfaces: dict[str, list[Division]] = {}
    weak: dict[str, list[Division]] = {}
    for division in read_divisions():
        for surface in (division.name, *division.shorts):
            surfaces.setdefault(surface, []).append(division)
        for surface in division.weak:
            weak.setdefault(surface, []).append(division)
    for surface, divisions in weak.items():
        found[surface] = Place(tuple(divisions), "weak")
    for surface, divisions in surfaces.items():
        found[surface] = Place((*divisions, *weak.get(surface, ())), "division")
    for name in places.abroad.names:
        found.setdefault(name, Place((), "abroad"))
    for name in places.regions.names:
        found.setdefault(name, Place((), "region"))
    for name in places.states.names:
        found[name] = Place((), "state")
    for name, division in places_by_code(places.nicknames).items():
        found.setdefault(name, Place((division,), "weak"))
    return found
