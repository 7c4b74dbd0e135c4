"""Canonical names and entities: completes regions, expands standard abbreviations, joins short forms to long ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractor.organizations.candidate import Candidate, FoundOrganization
from extractor.organizations.divisions import Division
from extractor.organizations.region import Regions

PUBLIC: Final = frozenset({"government", "party", "legislature", "judiciary", "procuratorate", "union", "association", "military", "hospital", "research", "school"})
SHORT_STAYS: Final = frozenset({"media", "sports"})
LEGAL_TAILS: Final = ("公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司", "集团", "集团公司", "总公司")


def spelled(surface: str, name: str) -> bool:
    """Whether the full name spells the short one out: its characters in order (中新网, 中国新闻网)."""
    letters = iter(name)
    return all(c in letters for c in surface)


class Namer:
    """Names the candidates of one article."""

    __slots__ = ("regions", "text")

    def __init__(self, text: str, regions: Regions) -> None:
        self.text = text
        self.regions = regions

    def region(self, candidate: Candidate) -> Division | None:
        """The innermost division that a candidate belongs to."""
        outer: Division | None = None
        for choices in candidate.places:
            outer = self.regions.choose(choices, outer)
        if outer is None and candidate.level:
            outer = self.regions.at_level(candidate.level, candidate.start)
        if outer is None and candidate.parent is not None:
            return self.region(candidate.parent)
        return outer

    def name(self, candidate: Candidate) -> str:
        """The fullest form that grammar and lexicon give."""
        surface = self.text[candidate.start : candidate.end]
        if candidate.name:
            return candidate.name
        if candidate.known is not None:
            return self._known(candidate, surface)
        if candidate.parent is not None:
            if candidate.type in ("company", "media", "sports", "school") or candidate.parent.rule == "organization.ending" and not candidate.parent.level:
                return surface
            return self.name(candidate.parent) + self.text[candidate.parent.end : candidate.end]
        if candidate.organ is not None:
            return self._organ(candidate) or surface
        if candidate.level:
            division = self.region(candidate)
            return division.name + self.text[candidate.core : candidate.end] if division else surface
        if surface.startswith(("中国国家", "中国国务院")):
            return surface[2:]
        return surface

    def _known(self, candidate: Candidate, surface: str) -> str:
        """The lexicon's full name, unless the text is fuller: a legal form or a state in front."""
        assert candidate.known is not None
        name = candidate.known.name
        if surface.endswith(("有限公司", "有限责任公司", "股份公司")) and len(surface) > len(name):
            return surface
        if candidate.type in SHORT_STAYS and not spelled(surface, name):
            return surface
        if candidate.type == "school" and surface.endswith(("大学", "学院")):
            return surface
        foreign = candidate.start < candidate.core and not surface.startswith("中国")
        keeps = surface.startswith("中国") and candidate.start < candidate.core and candidate.type not in ("government", "party", "legislature")
        return surface if foreign or keeps else name

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
    kept = list(candidates)
    names = [namer.name(c) for c in kept]
    fuller = fuller_names(zip(kept, names, strict=True))
    for c, name in zip(kept, names, strict=True):
        name = fuller.get(name, name)
        division = namer.region(c)
        key = entity_key(c, name, division)
        entity = ids.setdefault(key, f"o{len(ids) + 1}")
        found.append(FoundOrganization(c.start, c.end, name, c.type, division.name if division else None, entity, c.rule))
    return found


def fuller_names(named: Iterable[tuple[Candidate, str]]) -> dict[str, str]:
    """Names that the article itself writes in a longer form: with its place in front or its legal form behind."""
    grown: dict[str, str] = {}
    pairs = [(c, name) for c, name in named if c.organ is None]
    for c, name in pairs:
        for other, long in pairs:
            if long == name or other.type != c.type or len(long) <= len(name):
                continue
            if long.endswith(name) and other.core > other.start and other.parent is None and long[: -len(name)] == long[: other.core - other.start]:
                grown[name] = long
            elif long.startswith(name) and long[len(name) :] in LEGAL_TAILS and c.known is None:
                grown[name] = long
    return grown


def entity_key(candidate: Candidate, name: str, division: Division | None) -> str:
    """The same organ of the same division is one entity, however its place was written."""
    if candidate.organ is not None and division is not None:
        return f"{division.code} {candidate.organ.full}"
    return name
