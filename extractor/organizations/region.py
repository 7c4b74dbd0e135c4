"""Which division an article is about: the medium, the dateline, the title and the places named most vote.

A level word without a place (省总工会, 州政府) is completed by the nearest division of that level named before it, else by the vote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import Final

from extractor.organizations.divisions import Division, read_divisions
from extractor.organizations.marks import Marks

TITLE_WEIGHT: Final = 3
MEDIUM_WEIGHT: Final = 5
HEAD: Final = 60  # characters of the body that hold dateline and medium


@lru_cache(maxsize=1)
def by_code() -> dict[str, Division]:
    """Divisions by code."""
    return {d.code: d for d in read_divisions()}


@lru_cache(maxsize=4096)
def lineage(division: Division) -> frozenset[str]:
    """Codes of a division and of those that hold it."""
    return frozenset((division.code, division.prefecture, division.province))


class Regions:
    """Divisions named in one article, and who wins at each level."""

    __slots__ = ("_codes", "_named", "_votes")

    def __init__(self, marks: Marks, titled: Marks, medium: Marks, head: int) -> None:
        self._codes = by_code()
        self._votes: Counter[str] = Counter()
        self._named = named(marks)
        weights: Counter[Division] = Counter()
        for at, division in self._named:
            weights[division] += MEDIUM_WEIGHT if at < head + HEAD else 1
        for source, weight in ((titled, TITLE_WEIGHT), (medium, MEDIUM_WEIGHT)):
            for _, division in named(source):
                weights[division] += weight
        for division, weight in weights.items():
            for code in lineage(division):
                self._votes[code] += weight
        self._named.sort(key=lambda pair: pair[0])

    def choose(self, choices: tuple[Division, ...], outer: Division | None = None) -> Division:
        """The division that a surface with several readings means."""
        if outer is not None:
            choices = tuple(d for d in choices if d.inside(outer)) or choices
        return max(choices, key=self._rank)

    def _rank(self, d: Division) -> tuple[int, int, int, int, int]:
        votes, breadth = self._votes, len(d.code) - len(d.code.rstrip("0"))
        return votes[d.code], votes[d.prefecture], votes[d.province], breadth, -int(d.code)

    def at_level(self, level: str, position: int) -> Division | None:
        """The division that a bare level word at ``position`` stands for."""
        number = bisect_right(self._named, position, key=lambda pair: pair[0])
        if level != "省":
            for at, division in reversed(self._named[:number]):
                if position - at > 400:
                    break
                if division.level == level:
                    return division
        best = max(self._votes.items(), key=lambda item: item[1], default=None) if level == "省" else None
        winners = [(votes, code) for code, votes in self._votes.items() if fits(self._codes.get(code), level)]
        if not winners:
            return None
        votes, code = max(winners, key=lambda pair: (pair[0], -int(pair[1])))
        return self._codes[code] if best is None or votes > 0 else None


def fits(division: Division | None, level: str) -> bool:
    """Whether a division is of the level that a level word names."""
    return division is not None and division.level == level


def named(marks: Marks) -> list[tuple[int, Division]]:
    """Divisions that a text names without doubt, longest surface first at each end."""
    found = []
    for places in marks.places.values():
        place = places[0].meaning.place
        if place is not None and place.kind == "division":
            found.append((places[0].start, place.divisions[0]))
    return found
