"""What passes between the stages: lengths of time, expressions, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from extractor.dates.parts import Side
from extractor.reason import Reason
from extractor.records import Anchor, Bound, DateKind, Modifier

FAR = timedelta(days=60)  # a dateline further from the page's time than this is not believed


@dataclass(frozen=True, slots=True)
class ReferenceTime:
    """What relative dates count from; nothing ever asks the clock.

    >>> ReferenceTime(datetime(2018, 5, 25, 8), date(2018, 5, 24)).day
    datetime.date(2018, 5, 24)
    """

    published: datetime | None = None
    dateline: date | None = None

    @property
    def day(self) -> date | None:
        """The dateline where it is near the publication time, else the day of publication."""
        if self.published is None:
            return self.dateline
        if self.dateline is not None and abs(self.dateline - self.published.date()) <= FAR:
            return self.dateline
        return self.published.date()

    @property
    def source(self) -> str:
        """Where ``day`` is from: publication or dateline."""
        return "dateline" if self.dateline is not None and self.day == self.dateline else "publication"


Words = tuple[int, int]  # where in the text they stand


class Basis(NamedTuple):
    """What a value rests on: the kind of it, by which rule, and the words or the day that it was taken from."""

    anchor: Anchor
    rule: str = "stated"
    words: Words | None = None
    day: date | None = None


EXPLICIT = Basis("explicit")


class Evidence(NamedTuple):
    """What ``FoundDate.reasons`` is made of when somebody asks."""

    basis: Basis
    forward: Words | None = None
    backward: Words | None = None
    forecast: Words | None = None


@dataclass(slots=True)
class FoundDate:
    """A date in the text with its value; the pipeline turns it into ``records.DateMention``."""

    start: int
    end: int
    kind: DateKind
    timex: str | None
    first_day: date | None
    last_day: date | None
    modifier: Modifier | None
    anchor: Anchor
    every: str | None
    rule: str
    evidence: Evidence | None = None
    bound: Bound | None = None  # of a duration, with its shortest and longest as ISO 8601 durations
    low: str | None = None
    high: str | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it has this value: its rule, what it was counted from, and the words that say in which direction.

        >>> FoundDate(3, 6, "date", "2018-05-24", date(2018, 5, 24), date(2018, 5, 24), None, "context", None, "date.bare_day",
        ...     Evidence(Basis("context", "narrative", (0, 2)))).reasons[1]
        Reason(field='anchor', rule='narrative', start=0, end=2, note=None)
        """
        own = Reason("timex", self.rule, self.start, self.end)
        if self.anchor == "unresolved":
            return own, Reason("anchor", "unresolved", note="there is no such day, or nothing to count from")
        basis, *directions = self.evidence or Evidence(EXPLICIT)
        if basis.words is not None:
            taken = Reason("anchor", basis.rule, *basis.words)
        elif basis.day is not None:
            taken = Reason("anchor", basis.rule, note=basis.day.isoformat())
        else:
            taken = Reason("anchor", basis.rule, self.start, self.end)
        names = ("forward", "backward", "forecast")
        given = (Reason("direction", name, *words) for name, words in zip(names, directions, strict=True) if words is not None)
        return own, taken, *given


@dataclass(slots=True)
class Length:
    """A length of time: numbers by ISO 8601 designator (``TH``, ``TM``, ``TS`` for those of the clock).

    ``high`` is set for ranges (10到15天, 十几天). ``form`` is vague when no number is stated (几周), limits when each end is a limit
    of its own (三年以上七年以下).
    """

    low: dict[str, str] = field(default_factory=dict)
    high: dict[str, str] | None = None
    form: Literal["number", "vague", "limits"] = "number"
    bound: Bound = "exact"
    finest: str = "D"
    business: bool = False  # of working days, which no calendar tells


Relation = Literal["since", "from", "before", "eve", "by", "after", "about", "past", "next", "ago", "later"]
"""What the words around an expression make of it: 以来, 起, 前, 前夕, 及以前, 后, 左右; of a length 近, 未来, 前, 后."""


NOTHING = Side()


@dataclass(slots=True)
class Expression:
    """A recognized expression: one side or two, a length, and how the words around it change it."""

    start: int
    end: int
    side: Side = NOTHING
    until: Side | None = None
    length: Length | None = None
    every: str | None = None  # of what recurs: its period as an ISO 8601 duration
    relation: Relation | None = None
    as_of: bool = False  # 截至 stands in front
    hours: bool = False  # between two times of each of its days: 5月1日至5日9时至17时
