"""Canonical names and entities: completes regions, expands standard abbreviations, joins short forms to long ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractor.organizations.candidate import Candidate, FoundOrganization
from extractor.organizations.divisions import Division
from extractor.organizations.region import Regions

PUBLIC: Final = frozenset({"government", "party", "legislature", "judiciary", "procuratorate", "union", "association", "military", "hospital", "research", "school"})


class Namer:
    """Names the candidates of one article."""

    __slots__ = ("regions", "text")

    def __init__(self, text: str, regions: Regions) -> None:
        self.text = text
        self.regions = regions

    def region(self, candidate: Candidate) -> Division | None:
        """The innermost division that a candidate belongs to."""
        root = candidate.root
        outer: Division | None = None
        for choices in root.places:
            outer = self.regions.choose(choices, outer)
        if outer is None and root.level:
            outer = self.regions.at_level(root.level, root.start)
        return outer

    def name(self, candidate: Candidate) -> str:
        """The fullest form that grammar and lexicon give."""
        surface = self.text[candidate.start : candidate.end]
        if candidate.name:
            return candidate.name
        if candidate.known is not None:
            return candidate.known.name
        if candidate.parent is not None:
            return self.name(candidate.parent) + self.text[candidate.parent.end : candidate.end]
        if candidate.organ is not None:
            return self._organ(candidate) or surface
        if candidate.level:
            division = self.region(candidate)
            return division.name + self.text[candidate.core : candidate.end] if division else surface
        if surface.startswith(("中国国家", "中国国务院")):
            return surface[2:]
        return surface

    def _organ(self, candidate: Candidate) -> str | None:
        division = self.region(candidate)
        organ = candidate.organ
        if division is None or organ is None:
            return None
        place = self._full_place(candidate, division)
        return organ.full.replace("{}", place) if "{}" in organ.full else place + organ.full

    def _full_place(self, candidate: Candidate, division: Division) -> str:
        """Names of all divisions that the candidate spells out, in full."""
        names: list[str] = []
        outer: Division | None = None
        for choices in candidate.places:
            outer = self.regions.choose(choices, outer)
            names.append(outer.name)
        return "".join(names) if names else division.name


def finish(namer: Namer, candidates: Iterable[Candidate]) -> list[FoundOrganization]:
    """Mentions with names, regions and entity ids."""
    found: list[FoundOrganization] = []
    ids: dict[str, str] = {}
    for c in candidates:
        name = namer.name(c)
        division = namer.region(c)
        key = entity_key(c, name, division)
        entity = ids.setdefault(key, f"o{len(ids) + 1}")
        found.append(FoundOrganization(c.start, c.end, name, c.type, division.name if division else None, entity, c.rule))
    return found


def entity_key(candidate: Candidate, name: str, division: Division | None) -> str:
    """The same organ of the same division is one entity, however its place was written."""
    if candidate.organ is not None and division is not None:
        return f"{division.code} {candidate.organ.full}"
    return name
