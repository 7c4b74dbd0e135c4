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
from extractor.dates.model import EXPLICIT, Basis, Parts, Words
from extractor.records import Modifier

AHEAD = timedelta(days=150)  # a date without year may lie so far ahead of the reference day
TOLD = timedelta(days=2)  # and one of what has happened so far, for the page may be older than it says
WEEK = timedelta(days=7)
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
    told: bool = False  # what is told has happened: 9月3日，他因病去世


class Value(NamedTuple):
    """A resolved side: its days, their calendar unit, and what they depend on."""

    stretch: Stretch
    unit: str
    basis: Basis
    modifier: Modifier | None = None
    inner: bool = False  # the stretch is only part of its unit: 年底 of a year


def pick(candidate: Callable[[int], Stretch | None], reference: date, hints: Hints, reach: int = 1, point: int = 0) -> Stretch | None:
    """The occurrence that a wording without year means, out of those of neighbouring years; ``point`` is the end that counts."""
    if hints.weekday is not None:
        named = [c for c in (candidate(reference.year + n) for n in (0, 1, -1)) if c is not None and c[0].isoweekday() == hints.weekday]
        if named:
            return named[0]
    here = candidate(reference.year)
    plain = hints.backward is None and hints.forward is None and not hints.nearest
    if here is not None and (hints.alone or (plain and here[0] <= reference + (TOLD if hints.told else AHEAD))):
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
    return max((c for c in found if c[0] <= reference), default=here)


def named_year(parts: Parts, narrative: Narrative, hints: Hints) -> tuple[int, Basis] | None:
    """The year that is named, counted or continued; None where it must be picked."""
    reference = narrative.reference
    if parts.year is not None:
        if not parts.two_digits:
            return parts.year, EXPLICIT
        latest = (reference.year if reference else 2030) + 10
        return latest - (latest - parts.year) % 100, narrative.reported if reference else EXPLICIT
    if parts.year_offset is not None:
        base = narrative.base("year") if parts.stepping and hints.measured else None
        if base is not None:
            return base[0].year + parts.year_offset, base[1]
        return (reference.year + parts.year_offset, narrative.reported) if reference else None
    if parts.year_echo is not None:
        if narrative.year is None and hints.alone and reference:
            return reference.year + parts.year_echo, narrative.reported
        if narrative.year is not None:
            return narrative.year + parts.year_echo, narrative.year_by
        return (narrative.last[0].year + parts.year_echo, narrative.last_by) if narrative.last else None
    return None


def names_year(parts: Parts) -> bool:
    return parts.year is not None or parts.year_offset is not None or parts.year_echo is not None


def in_year(candidate: Callable[[int], Stretch | None], parts: Parts, narrative: Narrative, hints: Hints) -> tuple[Stretch, Basis] | None:
    """The stretch in the year that is meant."""
    if names_year(parts):
        year = named_year(parts, narrative, hints)
        stretch = candidate(year[0]) if year and 1 <= year[0] <= 9998 else None
        return (stretch, year[1]) if stretch and year else None
    reference = narrative.reference
    point = 1 if parts.edge == 3 else 0
    near = pick(candidate, reference, hints, 8 if parts.month == 2 else 1, point) if reference else None
    if narrative.year is not None:
        stretch = candidate(narrative.year)
        if stretch is not None and hints.backward and reference is not None and stretch[point] > reference:
            stretch = None
        recent = reference is not None and near is not None and _close(near, reference)
        backwards = stretch is not None and narrative.month is not None and stretch[1] < date(*narrative.month, 1)
        if stretch is not None and not (recent and (backwards or not narrative.firm_year)):
            return stretch, narrative.year_by
    return (near, narrative.reported) if near else None


def _close(stretch: Stretch, reference: date) -> bool:
    """Whether a stretch has just passed, is running or about to begin."""
    return stretch[1] >= reference - timedelta(days=45) and stretch[0] <= reference + timedelta(days=7)
