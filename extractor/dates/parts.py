"""What words name: the parts of a date, from years to clocks, as small frozen records; and one side of an expression, made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Origin = Literal["reference", "narrative"]  # counted from the reference day, or from where the narrative is
Unit = Literal[
    "day", "days", "week", "weekend", "part of month", "month", "months", "quarter", "half", "season", "year", "years", "decade", "century"
]  # what a stretch of days is one of; days, months, years: several
SpanUnit = Literal["year", "years away", "years of century", "months away", "weeks away", "days away"]
PartOfDay = Literal["MO", "DT", "MI", "AF", "EV", "NI"]  # TIMEX3


# ---------------------------------------------------------------- years


@dataclass(frozen=True, slots=True)
class Year:
    """2018年, 98年."""

    number: int
    two_digits: bool = False


@dataclass(frozen=True, slots=True)
class YearBeforeChrist:
    """公元前221年: no calendar day stands for it."""

    number: int


@dataclass(frozen=True, slots=True)
class YearAway:
    """去年, 次年: so many years away. ``steps`` (上年): in a comparison counted from what the figures are of."""

    count: int
    origin: Origin = "reference"
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Century:
    """20世纪80年代, 上世纪: by its number or ``away`` from that of the reference day; ``decade`` is its first year in it."""

    number: int | None = None
    away: int | None = None
    decade: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """“十四五”期间: the first year of a five-year plan."""

    first: int


# ---------------------------------------------------------------- parts of a year


@dataclass(frozen=True, slots=True)
class Months:
    """上半年, 三季度, 春季, 前11个月: so many months of a year from a first one on; ``unit`` is what they are."""

    first: int
    count: int
    unit: Unit = "months"


@dataclass(frozen=True, slots=True)
class Month:
    """5月, 闰四月. ``in_words``: written in Chinese."""

    number: int
    in_words: bool = False
    leap: bool = False


@dataclass(frozen=True, slots=True)
class MonthAway:
    """上月, 当月."""

    count: int
    origin: Origin = "reference"
    steps: bool = False


@dataclass(frozen=True, slots=True)
class QuarterAway:
    """上季度."""

    count: int
    steps: bool = False


@dataclass(frozen=True, slots=True)
class WeekAway:
    """上周; 前一周, counted from the week that was named."""

    count: int
    origin: Origin = "reference"


# ---------------------------------------------------------------- days


@dataclass(frozen=True, slots=True)
class TenDays:
    """上旬 (1), 中旬 (2), 下旬 (3), 上中旬 (12), 上半月 (4), 下半月 (5)."""

    part: int


@dataclass(frozen=True, slots=True)
class Day:
    """24日."""

    number: int


@dataclass(frozen=True, slots=True)
class DayAway:
    """昨天, 次日."""

    count: int
    origin: Origin = "reference"


@dataclass(frozen=True, slots=True)
class TradingDay:
    """上个交易日: which day that is depends on the exchange, and is not told."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """周三: 1 is Monday."""

    number: int


@dataclass(frozen=True, slots=True)
class GlossedWeekday:
    """周日（16日）: the day in brackets says which week is meant."""

    number: int
    day: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class GlossedDay:
    """今天（1月16日）: so many days away, and the day that the brackets say it is."""

    count: int
    day: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """一三五 of 每周一三五."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weekend:
    """周末."""


@dataclass(frozen=True, slots=True)
class NthWeek:
    """三月的第二周, 八月的第一个周二; -1 is the last."""

    nth: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Festival:
    """春节, 国庆假期; ``holiday``: the days off."""

    name: str
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class NthDay:
    """2025年第一天, 国庆假期第三天; counted from the end where negative."""

    nth: int
    of: Festival | None = None


@dataclass(frozen=True, slots=True)
class FirstDays:
    """本月前两天, 国庆假期头三天; the last ones where negative."""

    count: int
    of: Festival | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """冬至."""

    name: str


@dataclass(frozen=True, slots=True)
class Vague:
    """目前, 近日."""

    word: str


@dataclass(frozen=True, slots=True)
class Event:
    """改革开放, that one counts from."""

    name: str


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """同期 of 去年同期: what was named last, in that year."""


@dataclass(frozen=True, slots=True)
class Span:
    """今明两年, 下三周: so many units from a first one on, which is counted from the reference day; years of a season by their number."""

    unit: SpanUnit
    first: int
    count: int
    loose: bool = False  # 前三年: from the reference day only where the narrative has no year of its own


@dataclass(frozen=True, slots=True)
class Edge:
    """初 (1), 中 (2), 末 (3) of what stands before it; ``balance`` (末): as a balance date the last day."""

    part: int
    balance: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """晚上8点15分: a part of the day, a time of day, or both. ``small_hours``: 12点 in it is midnight."""

    part: PartOfDay | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    small_hours: bool = False


YearPart = Year | YearBeforeChrist | YearAway | Century | Plan
PartOfYear = Months | Month | MonthAway | QuarterAway | WeekAway
NamedDay = TenDays | Day | DayAway | Weekday | GlossedWeekday | GlossedDay | Weekdays | Weekend | Festival | Term
DayPart = NamedDay | TradingDay | NthWeek | NthDay | FirstDays | Vague | Event | SamePeriod | Span


class Side(NamedTuple):
    """One side of an expression: what its words name, coarse to fine, before it is resolved; and the components that they are.

    >>> Side(part=Month(5), day=Day(24)).within(Side(year=Year(2018), part=Month(4))).year
    Year(number=2018, two_digits=False)
    """

    year: YearPart | None = None
    part: PartOfYear | None = None
    day: DayPart | None = None
    edge: Edge | None = None
    clock: Clock | None = None
    lunar: bool = False
    weekday: int | None = None  # said besides: 6月4日星期一
    other: Month | Clock | None = None  # the other end, in the same word: 七八月, 七八点
    rules: tuple[str, ...] = ()

    @property
    def month(self) -> Month | None:
        """The month, where it is named by its number."""
        return self.part if isinstance(self.part, Month) else None

    @property
    def monthly(self) -> bool:
        """Whether a month is named in any way."""
        return isinstance(self.part, Month | MonthAway)

    @property
    def tells_year(self) -> bool:
        """Whether its year needs no narrative: written, or counted from the reference day."""
        return isinstance(self.year, Year) or (isinstance(self.year, YearAway) and self.year.origin == "reference")

    @property
    def hour(self) -> int | None:
        """The hour of its clock."""
        return self.clock.hour if self.clock is not None else None

    @property
    def only_clock(self) -> bool:
        """Whether nothing but a part of the day or a clock is named."""
        return self.year is None and self.part is None and self.day is None and self.edge is None and not self.lunar

    def within(self, other: Side) -> Side:
        """With what the other end of a range names, as far as it is coarser than all that this end names."""
        if self.lunar:
            return self
        coarse = self._replace(lunar=other.lunar)
        if self.year is not None:
            return coarse
        coarse = coarse._replace(year=other.year)
        if self.part is not None:
            return coarse
        coarse = coarse._replace(part=other.part)
        if self.day is not None or self.edge is not None:
            return coarse
        return coarse._replace(day=other.day, edge=other.edge)
