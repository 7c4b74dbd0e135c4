"""One linear pass over the text: where known names, places, organs and endings of names stand."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final, NamedTuple

import ahocorasick_rs

from extractor.organizations.vocabulary import Ending, Known, Organ, Place, Vocabulary, vocabulary

LEANING: Final = frozenset({"place", "parent", "state"})  # needs that a listed place or another body must fill


class Wants(NamedTuple):
    """What the endings of one surface need, taken together."""

    leaning: bool  # nothing but places and bodies
    placed: bool  # more than a body
    state: bool  # among other things, as in the next two
    parent: bool
    legal: bool  # any word
    brand: bool  # nothing else


def wanted(endings: Iterable[Ending]) -> Wants:
    """What the endings need."""
    needs = frozenset([e.need for e in endings])
    return Wants(needs <= LEANING, needs != {"parent"}, "state" in needs, "parent" in needs, "any" in needs, needs == {"brand"})


class Meaning(NamedTuple):
    """What one surface may be."""

    known: Known | None
    place: Place | None
    organs: tuple[Organ, ...]
    endings: tuple[Ending, ...]
    wants: Wants  # of the endings
    barred: frozenset[str]  # characters behind it that rule out one of the endings at least


class Mark(NamedTuple):
    """A surface of the vocabulary in its place."""

    start: int
    end: int
    meaning: Meaning


_mark: Final[Callable[[tuple[int, int, Meaning]], Mark]] = partial(tuple.__new__, Mark)  # spares a Python call for each of many marks


@dataclass(slots=True)
class Marks:
    """All marks of one text. Places by their end and by their start, longest first found."""

    anchors: list[Mark] = field(default_factory=list)  # known names, organs and endings, by end
    listed: list[Mark] = field(default_factory=list)  # the known names among them
    wary: list[Mark] = field(default_factory=list)  # those of them that need support
    places: dict[int, list[Mark]] = field(default_factory=dict)  # by end, longest first


class Scanner:
    """The automaton over every surface of the vocabulary."""

    __slots__ = ("_automaton", "_entries")

    def __init__(self, words: Vocabulary) -> None:
        surfaces = sorted({*words.known, *words.places, *words.organs, *words.endings})
        self._entries = Entries(surfaces, words)
        self._automaton = ahocorasick_rs.AhoCorasick(surfaces, matchkind=ahocorasick_rs.MatchKind.Standard)

    def scan(self, text: str) -> Marks:
        """Every mark of the text, nested and overlapping ones included, by end."""
        marks = Marks()
        entries, places, anchors = self._entries, marks.places, marks.anchors
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True) if text else ():
            meaning, role, bare, barred = entries[index]
            if role == ANCHOR:
                if not (bare and (text[start - 1 : start] in bare or text[end : end + 1] in barred)):
                    anchors.append(_mark((start, end, meaning)))
                continue
            if role & LATIN and not whole(text, start, end):
                continue
            mark = _mark((start, end, meaning))
            if role & ANCHOR:
                anchors.append(mark)
                if role & KNOWN:
                    (marks.wary if role & WARY else marks.listed).append(mark)
            if role & PLACE:
                if end in places:
                    insort(places[end], mark, key=_start)
                else:
                    places[end] = [mark]
        return marks


_start: Final = itemgetter(0)
_NONE: Final[frozenset[str]] = frozenset()
_NOTHING: Final = wanted(())
_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


ANCHOR, KNOWN, WARY, PLACE, LATIN = 1, 2, 4, 8, 16


class Entry(NamedTuple):
    """A surface as the scan needs it.

    ``role`` adds up ANCHOR (more than a place), KNOWN (a name), WARY (a name that needs support), PLACE and LATIN (a Latin letter
    at an edge).
    ``bare`` and ``barred`` are the characters before and behind an ending that leave nothing of it, where it is nothing else.
    """

    meaning: Meaning
    role: int  # the sum of what it is
    bare: frozenset[str]
    barred: frozenset[str]


class Entries(dict[int, Entry]):
    """What the scan needs of each surface, by its number: made when it is first met, for most surfaces never are."""

    def __init__(self, surfaces: Sequence[str], words: Vocabulary) -> None:
        super().__init__()
        self._surfaces, self._words = surfaces, words

    def __missing__(self, number: int) -> Entry:
        self[number] = made = entry(self._surfaces[number], self._words)
        return made


def entry(surface: str, words: Vocabulary) -> Entry:
    """All that the vocabulary says of one surface."""
    known, place, organs = words.known.get(surface), words.places.get(surface), words.organs.get(surface, ())
    endings = words.endings.get(surface, ())
    role = ANCHOR if known or organs or endings else 0
    role |= (KNOWN | (WARY if known.wary else 0)) if known is not None else 0
    role |= PLACE if place is not None else 0
    role |= LATIN if surface[0] in _LATIN or surface[-1] in _LATIN else 0
    if not endings:
        return Entry(Meaning(known, place, organs, (), _NOTHING, _NONE), role, _NONE, _NONE)
    barred = frozenset("".join(e.not_before for e in endings))
    meaning = Meaning(known, place, organs, endings, wanted(endings), barred)
    if known is not None or place is not None or organs:
        return Entry(meaning, role, _NONE, _NONE)
    never = frozenset.intersection(*(frozenset(e.not_before) for e in endings))
    return Entry(meaning, role, words.words.borders, never)


def whole(text: str, start: int, end: int) -> bool:
    """Whether a surface that begins or ends with a Latin letter is not part of a longer Latin word."""
    if text[start] in _LATIN and start and text[start - 1] in _LATIN:
        return False
    return not (text[end - 1] in _LATIN and end < len(text) and text[end] in _LATIN)


@lru_cache(maxsize=1)
def scanner() -> Scanner:
    """The scanner over the lexicons of the package, built once per process."""
    return Scanner(vocabulary())


def unbroken(marks: Iterable[Mark]) -> list[Mark]:
    """Without a short name that a much longer one begins inside of (联合|国家电网有限公司 holds no 联合国)."""
    ordered = sorted(marks)
    kept = []
    for number, mark in enumerate(ordered, 1):
        start, end, _ = mark
        for other, beyond, _ in ordered[number : number + 3]:
            if start < other < end < beyond and beyond - other > end - start + 2:
                break
        else:
            kept.append(mark)
    return kept
