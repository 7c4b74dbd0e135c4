"""What passes between the stages: the worded parts of a date, lengths of time, expressions, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

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
UNRESOLVED = Basis("unresolved")


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
    nights: bool = False
    business: bool = False  # of working days, which no calendar tells


class Parts:
    """What one side of an expression names, before it is resolved; None where it names nothing.

    ``…_offset`` counts units away from the reference day, ``…_echo`` away from where the narrative is. An instance holds what it names and
    nothing else; the rest stands in the class. There is one for every place where a date may be, so they have to be cheap.

    >>> Parts(month=5).month, Parts().month, vars(Parts(month=5))
    (5, None, {'rules': [], 'month': 5})
    """

    rules: list[str]
    lunar: bool = False
    century: int | None = None
    century_offset: int | None = None
    decade: int | None = None
    plan: int | None = None
    year: int | None = None
    two_digits: bool = False
    before_christ: bool = False
    year_offset: int | None = None
    year_echo: int | None = None
    stepping: bool = False  # 上年, 上月: in a comparison counted from where the narrative is
    half: int | None = None
    quarter: int | None = None
    quarter_offset: int | None = None
    season: int | None = None
    summer: bool = False
    first_months: int | None = None
    last_months: int | None = None
    month: int | None = None
    month_in_words: bool = False
    leap: bool = False
    month_offset: int | None = None
    month_echo: int | None = None
    tenday: int | None = None
    edge: int | None = None
    balance: bool = False
    within: bool = False
    week_offset: int | None = None
    weekday: int | None = None
    weekend: bool = False
    nth_week: int | None = None
    nth_day: int | None = None
    first_days: int | None = None  # negative: the last ones
    day: int | None = None
    day_offset: int | None = None
    day_echo: int | None = None
    festival: str | None = None
    holiday: bool = False
    term: str | None = None
    part: str | None = None
    small_hours: bool = False
    upto: tuple[str, int] | None = None  # the other end, in the same word: 七八月, 七八点
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    event: str | None = None
    same: bool = False
    every: str | None = None
    vague: str | None = None
    span: tuple[str, int, int] | None = None  # unit, first, number of units: 下三年

    def __init__(self, **named: Any) -> None:
        self.rules = []
        if named:
            self.__dict__.update(named)

    def but(self, **named: Any) -> Parts:
        """The same with other values for some fields."""
        return Parts(**(self.__dict__ | named))

    def coarse_from(self, other: Parts) -> None:
        """Take over from the other end of a range what is coarser than all that this end names."""
        for names in LEVELS:
            if any(_names(self, name) for name in names):
                return
            for name in names:
                setattr(self, name, getattr(other, name))

    def only_clock(self) -> bool:
        """Whether nothing but a part of the day or a clock is named."""
        return not any(_names(self, name) for names in LEVELS[:-2] for name in names)


# Fields from coarse to fine. What stands on one level excludes each other.
_LEVELS = """
every
lunar
plan century century_offset decade year two_digits before_christ year_offset year_echo stepping
half quarter quarter_offset season summer first_months last_months month leap month_offset month_echo week_offset
tenday weekday weekend nth_week nth_day first_days day day_offset day_echo festival holiday term vague event edge span
part
hour minute second
"""
LEVELS = tuple(tuple(line.split()) for line in _LEVELS.split("\n") if line)


def _names(parts: Parts, name: str) -> bool:
    value = getattr(parts, name)
    return value is not None and value is not False


@dataclass(slots=True)
class Expression:
    """A recognized expression: one side or two, a length, and how the words around it change it."""

    start: int
    end: int
    parts: Parts | None = None
    until: Parts | None = None
    length: Length | None = None
    relation: str | None = None  # since, from, before, eve, after, about, ago, later, past, next
    as_of: bool = False  # 截至 stands in front
    forward: bool = False  # the wording points ahead
    alone: bool = False  # the whole text
    year_sets_narrative: bool = False
    rule: str = ""
