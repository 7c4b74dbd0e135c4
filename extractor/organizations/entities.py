"""Canonical names and entities: completes regions, expands standard abbreviations, joins short forms to long ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from extractor.organizations.candidate import Candidate, FoundOrganization
from extractor.organizations.divisions import Division
from extractor.organizations.region import Regions
from extractor.organizations.vocabulary import Known, vocabulary

PUBLIC: Final = frozenset(
    {
        "government",
        "party",
        "legislature",
        "judiciary",
        "procuratorate",
        "union",
        "association",
        "military",
        "hospital",
        "research",
        "school",
    }
)
HOME: Final = "中国"
_DEPARTMENTS: Final = ("厅", "局", "委员会", "委")  # are called after the full name of their place: 浙江|财政厅
_LEVELS: Final = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
SHORT_STAYS: Final = frozenset({"media", "sports", "company"})  # keep their short name unless the article writes the full one


class Namer:
    """Names the candidates of one article."""

    __slots__ = ("_names", "_regions", "_written", "regions", "text")

    def __init__(self, text: str, regions: Regions) -> None:
        self.text = text
        self.regions = regions
        self._regions: dict[int, Division | None] = {}  # by the candidate, which lives as long as the article
        self._names: dict[int, str] = {}  # as well
        self._written: dict[str, bool] = {}  # whether the article writes a name

    def region(self, candidate: Candidate) -> Division | None:
        """The innermost division that a candidate belongs to."""
        if not (candidate.places or candidate.level or candidate.parent or candidate.known):
            return None
        key = id(candidate)
        if key not in self._regions:
            self._regions[key] = self._region(candidate)
        return self._regions[key]

    def _region(self, candidate: Candidate) -> Division | None:
        outer: Division | None = None
        if candidate.type == "company" and candidate.places and self._is_brand(candidate):
            return None  # 吉利|商用车集团
        for choices in candidate.places:
            outer = self.regions.choose(choices, outer)
        if outer is None and candidate.level:
            outer = self.regions.at_level(candidate.level, candidate.start)
        if outer is None and candidate.parent is not None:
            return self.region(candidate.parent)
        if outer is None and candidate.known is not None:
            branch = candidate.type == "government" and not candidate.known.name.startswith(
                self.text[candidate.start : candidate.start + 2]
            )
            return self._seat(candidate.known.name) or (self._seat(self.text[candidate.start : candidate.end]) if branch else None)
        return outer

    def _is_brand(self, candidate: Candidate) -> bool:
        """Whether what looks like the place of a company is the short name of one."""
        surface = self.text[candidate.start : candidate.core]
        known = vocabulary().known.get(surface)
        return surface in vocabulary().words.no_seats or (known is not None and known.type == "company")

    def _seat(self, name: str) -> Division | None:
        """The division with which a known name begins (黑龙江大学, 贵州茅台)."""
        divisions = seats(name)
        return self.regions.choose(divisions) if divisions else None

    def name(self, candidate: Candidate) -> str:
        """The fullest form that grammar and lexicon give."""
        if candidate.name:
            return candidate.name
        key = id(candidate)
        if key not in self._names:
            self._names[key] = self._name(candidate)
        return self._names[key]

    def _name(self, candidate: Candidate) -> str:
        surface = self.text[candidate.start : candidate.end]
        if candidate.known is not None:
            return self._known(candidate, surface)
        if candidate.parent is not None:
            if candidate.type in ("company", "media", "sports", "school", "military") or (
                candidate.parent.rule == "organization.ending" and not candidate.parent.level
            ):
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
        if candidate.known.own and candidate.start == candidate.core:
            return name
        if surface.endswith(("有限公司", "有限责任公司", "股份公司")) and len(surface) > len(name):
            return surface
        if name in surface and name != surface and not surface.startswith(HOME):
            return surface  # never shorter than what is written
        if candidate.type in SHORT_STAYS and (candidate.start < candidate.core or not self._is_written(name)):
            return surface
        if candidate.type == "school" and surface.endswith(("大学", "学院")):
            return surface
        foreign = candidate.start < candidate.core and not surface.startswith("中国")
        keeps = (
            surface.startswith("中国") and candidate.start < candidate.core and candidate.type not in ("government", "party", "legislature")
        )
        return surface if foreign or keeps else name

    def _is_written(self, name: str) -> bool:
        written = self._written.get(name)
        if written is None:
            written = self._written[name] = name in self.text
        return written

    def _organ(self, candidate: Candidate) -> str | None:
        division = self.region(candidate)
        organ = candidate.organ
        if division is None or organ is None:
            return None
        whole = self.text[candidate.start : candidate.core].endswith(_LEVELS) or not organ.full.endswith(_DEPARTMENTS)
        if not candidate.level and whole and self.text[candidate.core : candidate.end] == organ.full:
            return None  # written in full, only its place is short: 漾濞县消防救援大队
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


@lru_cache(maxsize=1 << 12)
def seats(name: str) -> tuple[Division, ...]:
    """The divisions that the beginning of a name may mean."""
    places = vocabulary().places
    for length in range(min(8, len(name) - 2), 1, -1):
        place = places.get(name[:length])
        if place is not None and name[:length] not in vocabulary().words.no_seats:
            return place.divisions if place.kind == "division" else ()
    return ()


def finish(namer: Namer, candidates: Iterable[Candidate]) -> list[FoundOrganization]:
    """Mentions with names, regions and entity ids. A short form takes the region of its full name."""
    kept = list(candidates)
    names = written_names(kept, [namer.name(c) for c in kept])
    fuller = fuller_names(kept, names)
    if fuller:
        names = [fuller.get(name, name) for name in names]
    keys: list[str] = []
    seats: dict[str, str] = {}
    ids: dict[str, str] = {}
    for c, name in zip(kept, names, strict=True):
        division = namer.region(c)
        key = entity_key(c, name, division)
        keys.append(key)
        if key not in ids:
            ids[key] = f"o{len(ids) + 1}"
        if division is not None and key not in seats:
            seats[key] = division.name
    return [
        FoundOrganization(c.start, c.end, name, c.type, (c.known and c.known.region) or seats.get(key), ids[key], c.rule)
        for c, name, key in zip(kept, names, keys, strict=True)
    ]


def written_names(kept: list[Candidate], names: list[str]) -> list[str]:
    """For those that keep their short name, the fullest one that the article itself writes (泰山队 -> 山东泰山)."""
    longest: dict[str, str] = {}
    short: list[tuple[int, str]] = []
    for number, c in enumerate(kept):
        if c.known is not None and keeps_short(c):
            known, name = c.known.name, names[number]
            short.append((number, known))
            if c.type == "sports":
                name = club(name, c.known)
            if len(name) > len(longest.get(known, "")):
                longest[known] = name
    for number, known in short:
        names[number] = longest.get(known, names[number])
    return names


def club(name: str, known: Known) -> str:
    """The name of a club without 队, where it is known without it."""
    bare = vocabulary().known.get(name.removesuffix("队"))
    return name.removesuffix("队") if bare is not None and bare.name == known.name else name


def keeps_short(candidate: Candidate) -> bool:
    """A listed name that stays as it is written."""
    known = candidate.known
    return (
        known is not None and not known.own and candidate.type in SHORT_STAYS and not candidate.name and candidate.start == candidate.core
    )


def fuller_names(kept: list[Candidate], names: list[str]) -> dict[str, str]:
    """Names that the article itself writes in a longer form: with its place in front or its legal form behind."""
    own = {name: c for c, name in zip(kept, names, strict=True) if c.organ is None}
    tails = vocabulary().words.legal_tails
    grown: dict[str, str] = {}
    for long, c in own.items():
        if c.parent is None and c.core > c.start:
            bare = long[c.core - c.start :]
            if bare in own and own[bare].type == c.type:
                grown[bare] = long
        for tail in tails if long.endswith(tails) else ():
            short = long[: -len(tail)]
            if long.endswith(tail) and short in own and own[short].known is None and own[short].type == c.type:
                grown[short] = long
    return grown


def entity_key(candidate: Candidate, name: str, division: Division | None) -> str:
    """The same organ of the same division is one entity, however its place was written."""
    if candidate.organ is not None and division is not None:
        return f"{division.code} {candidate.organ.full}"
    if candidate.known is not None and not candidate.name:
        led = candidate.start < candidate.core and candidate.type not in SHORT_STAYS and not name.startswith(HOME)
        return name if led and name != candidate.known.name else candidate.known.name  # 肯尼亚|央行
    known = vocabulary().known.get(name.removeprefix(HOME)) if name.startswith(HOME) else None
    return known.name if known is not None else name  # 中国|公安部
