"""Which division an article is about: the medium, the dateline, the title and the places named most vote.

A level word without a place (省总工会, 州政府) is completed by the nearest division of that level named before it, else by the vote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
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


class Regions:
    """Divisions named in one article, and who wins at each level: counted when a name first leaves a choice."""

    __slots__ = ("_named", "_sources", "_votes")

    def __init__(self, marks: Marks, titled: Callable[[], Marks], medium: Callable[[], Marks], head: int) -> None:
        self._sources = marks, titled, medium, head
        self._named: list[tuple[int, Division]] = []
        self._votes: Counter[str] | None = None

    def votes(self) -> Counter[str]:
        """The votes by code of division."""
        if self._votes is not None:
            return self._votes
        votes: Counter[str] = Counter()
        self._votes = votes
        marks, titled, medium, head = self._sources
        self._named = named(marks)
        weights: Counter[str] = Counter()
        for at, division in self._named:
            weights[division.code] += MEDIUM_WEIGHT if at < head + HEAD else 1
        for source, weight in ((titled(), TITLE_WEIGHT), (medium(), MEDIUM_WEIGHT)):
            for _, division in named(source):
                weights[division.code] += weight
        for code, weight in weights.items():
            for outer in {code, code[:4] + "00", code[:2] + "0000"}:
                votes[outer] += weight
        self._named.sort(key=itemgetter(0))
        return votes

    def choose(self, choices: tuple[Division, ...], outer: Division | None = None) -> Division:
        """The division that a surface with several readings means."""
        if outer is not None:
            choices = tuple(d for d in choices if d.inside(outer)) or choices
        return choices[0] if len(choices) == 1 else max(choices, key=self._rank)

    def _rank(self, d: Division) -> tuple[int, int, int, int, int]:
        votes, breadth = self.votes(), len(d.code) - len(d.code.rstrip("0"))
        return votes[d.code], votes[d.prefecture], votes[d.province], breadth, -int(d.code)

    def at_level(self, level: str, position: int) -> Division | None:
        """The division that a bare level word at ``position`` stands for."""
        votes = self.votes()
        number = bisect_right(self._named, position, key=itemgetter(0))
        if level != "省":
            for at, division in reversed(self._named[:number]):
                if position - at > 400:
                    break
                if division.level == level:
                    return division
        codes = by_code()
        winners = [code for code in votes if fits(codes.get(code), level)]
        return codes[max(winners, key=lambda code: (votes[code], -int(code)))] if winners else None


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
