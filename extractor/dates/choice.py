"""Which year is meant when none is named: the one of the narrative, else one near the reference day.

How common each case is was counted in news: a day without year is almost always of the year of publication, or of the year before
when it would lie more than five months ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from extractor.dates.calendar import Stretch
from extractor.dates.context import Narrative
from extractor.dates.model import EXPLICIT, Basis, Words
from extractor.dates.parts import Side, Unit, Year, YearAway
from extractor.records import Modifier

AHEAD = timedelta(days=150)  # a date without year may lie so far ahead of the reference day
TOLD = timedelta(days=2)  # and one of what has happened so far, for the page may be older than it says
FOLLOWING = timedelta(days=200)
RUNNING = timedelta(days=31)
WEEK = timedelta(days=7)
_FEBRUARY, _LEAP = 2, 8  # years to look for the 29th
_END = 3
EDGES: dict[int, Modifier] = {1: "start", 2: "mid", 3: "end"}
BEHIND = timedelta(days=90)  # a date that the wording puts ahead may still lie so far behind


class Hints(NamedTuple):
    """What the wording around an expression says about its direction."""

    forward: Words | None = None  # the words that point ahead
    alone: bool = False
    gloss: bool = False
    listed: bool = False  # right behind another one: 5月24日、25日
    comparing: bool = False
    dateline: bool = False
    nearest: bool = False  # festivals: written about before as much as after
    backward: Words | None = None  # 截至: not after the reference day
    forecast: Words | None = None  # the sentence tells what is to come
    measured: bool = False  # something is compared with this time
    weekday: int | None = None  # named right behind: 12月1日（周六）
    balance: bool = False  # the figures are those of a last day
    figures: bool = False  # there are figures that may be those of a last day
    over: bool = False  # 刚刚过去的 stands in front
    told: bool = False  # what is told has happened: 9月3日，他因病去世


class Value(NamedTuple):
    """A resolved side: its days, their calendar unit, and what they depend on."""

    stretch: Stretch
    unit: Unit
    basis: Basis
    modifier: Modifier | None = None
    inner: bool = False  # the stretch is only part of its unit: 年底 of a year
    open: bool = False  # how long it lasts nobody can tell: days off of a year that is not arranged yet


def pick(candidate: Callable[[int], Stretch | None], reference: date, hints: Hints, reach: int = 1, point: int = 0) -> Stretch | None:
    """The occurrence that a wording without year means, out of those of neighbouring years; ``point`` is the end that counts."""
    if hints.weekday is not None:
        named = [c for c in (candidate(reference.year + n) for n in (0, 1, -1)) if c is not None and c[0].isoweekday() == hints.weekday]
        if named:
            return named[0]
    here = candidate(reference.year)
    plain = hints.backward is None and hints.forward is None and not hints.nearest
    if here is not None and (hints.alone or (plain and _comes_before(here, reference, hints))):
        return here
    found = [c for c in (candidate(reference.year + n) for n in range(-reach, reach + 1)) if c is not None]
    if here is None:
        return min(found, key=lambda c: abs(c[0] - reference), default=None)
    if hints.backward:
        return max((c for c in found if c[point] <= reference), default=here)
    if hints.nearest and not hints.forward:
        return min(found, key=lambda c: abs(c[0] - reference))
    if hints.forward:
        return here if here[1] >= reference - BEHIND else next((c for c in found if c[1] >= reference), here)
    latest = [c for c in found if c[0] <= reference and (not hints.told or c[1] <= reference + RUNNING)]
    return max(latest, default=here)


def _comes_before(here: Stretch, reference: date, hints: Hints) -> bool:
    """Whether a stretch of this year may be meant: not far ahead, and where it is told of as past, over but for the running month."""
    if hints.told:
        return here[0] <= reference + TOLD and here[1] <= reference + RUNNING
    return here[0] <= reference + AHEAD


def named_year(side: Side, narrative: Narrative, hints: Hints) -> tuple[int, Basis] | None:
    """The year that is named, counted or continued; None where it must be picked."""
    year = side.year
    if isinstance(year, Year):
        return _written(year, narrative)
    if not isinstance(year, YearAway):
        return None
    base = _narrated(narrative, hints) if year.origin == "narrative" else _reported(year, narrative, hints)
    return (base[0].year + year.count, base[1]) if base is not None else None


def _written(year: Year, narrative: Narrative) -> tuple[int, Basis]:
    """2018年; 98年 is the last such year up to ten years ahead of the reference day."""
    if not year.two_digits:
        return year.number, EXPLICIT
    reference = narrative.reference
    latest = (reference.year if reference else 2030) + 10
    return latest - (latest - year.number) % 100, narrative.reported if reference else EXPLICIT


def _reported(year: YearAway, narrative: Narrative, hints: Hints) -> tuple[date, Basis] | None:
    """What 去年 counts from; 上年 of a comparison from what the figures are of."""
    base = narrative.base("year") if year.steps and hints.measured else None
    return base or narrative.counted_from


def _narrated(narrative: Narrative, hints: Hints) -> tuple[date, Basis] | None:
    """What 次年 counts from."""
    if narrative.year is not None:
        return date(narrative.year, 1, 1), narrative.year_by
    if hints.alone and narrative.counted_from:
        return narrative.counted_from
    return (narrative.last[0], narrative.last_by) if narrative.last else None


def names_year(side: Side) -> bool:
    return isinstance(side.year, Year | YearAway)


def in_year(candidate: Callable[[int], Stretch | None], side: Side, narrative: Narrative, hints: Hints) -> tuple[Stretch, Basis] | None:
    """The stretch in the year that is meant."""
    if names_year(side):
        year = named_year(side, narrative, hints)
        stretch = candidate(year[0]) if year and 1 <= year[0] <= 9998 else None
        return (stretch, year[1]) if stretch and year else None
    reference = narrative.reference
    point = 1 if side.edge is not None and side.edge.part == _END else 0
    leap = side.month is not None and side.month.number == _FEBRUARY
    following = _following(candidate, narrative, hints) if side.month is not None else None
    if following is not None:
        return following
    near = pick(candidate, reference, hints, _LEAP if leap else 1, point) if reference else None
    if narrative.year is not None:
        stretch = candidate(narrative.year)
        if stretch is not None and hints.backward and reference is not None and stretch[point] > reference:
            stretch = None
        recent = reference is not None and near is not None and _close(near, reference)
        backwards = stretch is not None and narrative.month is not None and stretch[1] < date(*narrative.month, 1)
        if stretch is not None and (hints.listed or not (recent and (backwards or not narrative.firm_year))):
            return stretch, narrative.year_by
    return (near, narrative.reported) if near else None


def _following(candidate: Callable[[int], Stretch | None], narrative: Narrative, hints: Hints) -> tuple[Stretch, Basis] | None:
    """将于3月开幕，办到5月底: behind a date to come what is not told as past comes after it."""
    reference, last = narrative.reference, narrative.last
    if reference is None or last is None or last[0] <= reference or narrative.year is not None:
        return None
    if hints.told or hints.backward or hints.dateline or hints.weekday:
        return None
    found = (candidate(last[0].year + n) for n in (0, 1))
    stretch = next((c for c in found if c is not None and c[0] >= last[0]), None)
    near = stretch is not None and stretch[0] - last[0] <= FOLLOWING
    return (stretch, narrative.last_by) if stretch is not None and near else None


def _close(stretch: Stretch, reference: date) -> bool:
    """Whether a stretch has just passed, is running or about to begin."""
    return stretch[1] >= reference - timedelta(days=45) and stretch[0] <= reference + timedelta(days=7)
