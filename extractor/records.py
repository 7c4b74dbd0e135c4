"""The public records: what an article is and what is extracted from it.

Every model is frozen and closed. Offsets are half-open code-point offsets into ``Document.text`` (the text that the caller
passed in), so ``text[m.start:m.end] == m.text`` holds for every mention. Numbers are exact decimals; in JSON they are strings
of plain digits. The meaning of each field is described in ``docs/records.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, PlainSerializer
from pydantic_core import CoreSchema, core_schema

SCHEMA_VERSION: Literal["1"] = "1"

Bound = Literal["exact", "about", "over", "at_least", "under", "at_most", "range"]
DateKind = Literal["date", "period", "duration", "set"]
Modifier = Literal["before", "after", "start", "mid", "end", "about"]
Anchor = Literal["explicit", "publication", "context", "unresolved"]
DateSource = Literal["sentence", "paragraph", "dateline", "publication"]
Polarity = Literal["increase", "decrease"]
Modality = Literal["actual", "planned", "required", "estimated", "uncertain"]
Confidence = Literal["high", "medium", "low"]
OrganizationType = Literal[
    "party",
    "government",
    "legislature",
    "judiciary",
    "procuratorate",
    "military",
    "union",
    "association",
    "company",
    "bank",
    "school",
    "research",
    "hospital",
    "media",
    "sports",
    "international",
    "religious",
    "other",
]
BlockKind = Literal["title", "heading", "paragraph", "caption"]


def plain(value: Decimal) -> str:
    """Plain digits, never an exponent.

    >>> plain(Decimal("6.2E+8"))
    '620000000'
    """
    return format(value, "f")


_ISO_DURATION = r"^P(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?$"
Number = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]


class Record(BaseModel):
    """Base of every record: frozen, and closed to fields it does not name. Validators are built at first use, not at import."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class TextSpan(Record):
    """A half-open stretch of the text."""

    start: int = Field(ge=0, description="code-point offset into the text")
    end: int = Field(ge=0, description="exclusive")


class Block(TextSpan):
    """One line of a page that is content: the title, a heading, a paragraph or a caption."""

    kind: BlockKind = Field(description="what the line is")


class Article(Record):
    """One article as read from a page or a data file.

    ``text`` is the whole decoded page; ``blocks`` are the parts of it that are content. What lies outside the blocks is page
    furniture, read for metadata and never extracted from. An article without blocks is read line by line when extracted.
    """

    id: str = Field(default="", description="file name, or file name and line; empty for a bare text")
    title: str | None = Field(default=None, description="headline")
    published: datetime | None = Field(default=None, description="publication time, naive, Beijing time")
    dateline: date | None = Field(default=None, description="day of the dateline, such as that of 新华社北京5月24日电")
    source: str | None = Field(default=None, description="the medium, from 来源 or the dateline")
    author: str | None = Field(default=None, description="author or reporter as the page names them")
    url: str | None = Field(default=None, description="address of the page, where the data file names it")
    text: str = Field(description="the whole text that offsets count in")
    blocks: tuple[Block, ...] | None = Field(default=None, description="content lines in text order; null when not yet read")
    warnings: tuple[str, ...] = Field(default=(), description="what was odd about the input")


class Mention(Record):
    """A span of the text with a meaning."""

    id: str = Field(description="unique in the document")
    text: str = Field(min_length=1, description="exact slice of the document's text")
    start: int = Field(ge=0, description="code-point offset into the document's text")
    end: int = Field(gt=0, description="exclusive")
    rule: str = Field(description="name of the rule that made the mention")


class IsoDuration(str):
    """An ISO 8601 duration: P3Y, PT90M.

    Like the ``low`` and ``high`` of quantities, which are decimals, it can be printed with the format ``f``.

    >>> f"{IsoDuration('P3Y'):f}"
    'P3Y'
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return super().__format__(spec.removesuffix("f"))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=_ISO_DURATION))


class DateMention(Mention):
    """A date, period, duration or recurring time (TIMEX3 of ISO-TimeML, with EDTF-like open sides)."""

    kind: DateKind = Field(description="date: one calendar unit; period: a stretch; duration: a length; set: recurring")
    timex: str | None = Field(description="TIMEX3 value, null when nothing can be said")
    first_day: date | None = Field(description="first day, inclusive; null where open or unresolved")
    last_day: date | None = Field(description="last day, inclusive; null where open or unresolved")
    modifier: Modifier | None = Field(default=None, description="TIMEX3-like modifier of the wording")
    anchor: Anchor = Field(description="what the value depends on: nothing, the publication time, or the narrative")
    every: str | None = Field(default=None, description="period of a set as an ISO 8601 duration")
    bound: Bound | None = Field(default=None, description="of a duration: what the wording says of it")
    low: IsoDuration | None = Field(default=None, description="of a duration: the shortest that the wording admits, ISO 8601; null if open")
    high: IsoDuration | None = Field(default=None, description="of a duration: the longest that the wording admits, ISO 8601; null if open")


class Stated(Mention):
    """The stated number and the interval that the wording admits."""

    value: Number | None = Field(description="the stated number; null for a range")
    low: Number | None = Field(description="lower end of the closed interval, null if open")
    high: Number | None = Field(description="upper end of the closed interval, null if open")
    bound: Bound = Field(default="exact", description="what the wording says of the value")


class Quantity(Stated):
    """Shared by amounts, counts, percentages and measures."""

    per: str | None = Field(default=None, description="base of a rate as written: 户, 吨, 每年")


class Amount(Quantity):
    """An amount of money, in the major unit of its currency."""

    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217")


class Count(Quantity):
    """A number of things."""

    unit: str | None = Field(description="measure word as written; null where the noun follows the number directly")
    noun: str | None = Field(default=None, description="what is counted")


class Percentage(Quantity):
    """A share or rate, in percent."""

    unit: Literal["percent", "percentage_point", "permille"] = Field(default="percent", description="what the number is stated in")


class Measure(Quantity):
    """A physical quantity."""

    unit: str = Field(description="unit as written, without the multiplier")
    unit_code: str | None = Field(default=None, description="UCUM code, null where there is none")


class Ordinal(Stated):
    """A place in a sequence; ``value`` is 1 for 首 and 头, -1 for 末."""

    unit: str | None = Field(default=None, description="measure word as written")


class Organization(Mention):
    """A named organization."""

    name: str = Field(description="fullest form known")
    type: OrganizationType = Field(description="kind of body")
    region: str | None = Field(default=None, description="administrative division it belongs to, full name")
    entity: str = Field(description="one id for all mentions of the same organization in the article")


class FactQuantity(Record):
    """The quantity of a fact, copied from its mention."""

    mention: str = Field(description="id of the mention")
    value: Number | None = Field(description="stated number; null for a range")
    low: Number | None = Field(description="null if open")
    high: Number | None = Field(description="null if open")
    bound: Bound = Field(description="what the wording says of the value")
    unit: str | None = Field(default=None, description="unit or measure word, as the mention has it")
    currency: str | None = Field(default=None, description="ISO 4217, for amounts")


class FactOrganization(Record):
    """The organization that acts in a fact."""

    mention: str | None = Field(description="id of the mention")
    name: str = Field(description="canonical name")


class FactDate(Record):
    """When a fact holds."""

    mention: str | None = Field(description="id of the mention, null for dateline and publication day")
    first_day: date | None = Field(description="inclusive; null where open")
    last_day: date | None = Field(description="inclusive; null where open")
    date_source: DateSource = Field(description="where the date was found")


class Fact(Record):
    """Who did what to how much of what, when."""

    id: str = Field(description="unique in the document")
    actor: str | None = Field(description="acting subject as written")
    source: str | None = Field(default=None, description="who states or forecasts it: 据X统计, X预计")
    quantity: FactQuantity = Field(description="how much, copied from the mention")
    organization: FactOrganization | None = Field(default=None, description="the actor, when it is an organization mention")
    action: str | None = Field(description="governing verb")
    object: str | None = Field(description="what the number measures")
    polarity: Polarity | None = Field(default=None, description="whether the number says how much more or how much less there is")
    basis: str | None = Field(default=None, description="what a change is counted from, as written: 同比, 比上年末")
    modality: Modality = Field(
        default="actual", description="whether it is so, or planned, required (at least, at most), estimated, or uncertain (asked, only if)"
    )
    negated: bool = Field(default=False, description="whether the sentence denies it: 没有支付5亿元")
    date: FactDate | None = Field(default=None, description="when")
    confidence: Confidence = Field(default="medium", description="how sure the choice of actor, action and object is: high, medium, low")
    sentence: TextSpan = Field(description="the sentence that states the fact")


class Document(Record):
    """Everything extracted from one article."""

    schema_version: Literal["1"] = Field(default=SCHEMA_VERSION, description="version of this record")
    id: str = Field(description="the article's id, or a hash of its text")
    title: str | None = Field(default=None, description="headline")
    published: datetime | None = Field(default=None, description="publication time, naive, Beijing time")
    source: str | None = Field(default=None, description="the medium, from 来源 or the dateline")
    author: str | None = Field(default=None, description="author or reporter as the page names them")
    text: str = Field(description="the text that all offsets count in")
    dates: tuple[DateMention, ...] = Field(default=(), description="dates, periods, durations and sets")
    amounts: tuple[Amount, ...] = Field(default=(), description="amounts of money")
    counts: tuple[Count, ...] = Field(default=(), description="numbers of things")
    percentages: tuple[Percentage, ...] = Field(default=(), description="shares and rates")
    measures: tuple[Measure, ...] = Field(default=(), description="physical quantities")
    ordinals: tuple[Ordinal, ...] = Field(default=(), description="places in a sequence")
    organizations: tuple[Organization, ...] = Field(default=(), description="named organizations")
    facts: tuple[Fact, ...] = Field(default=(), description="one for each quantity that tells something")
    warnings: tuple[str, ...] = Field(default=(), description="what was odd about the input")

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of all types, in text order. Derived, so that JSON holds each mention once."""
        return tuple(sorted(self._all(), key=lambda m: (m.start, m.end)))

    def _all(self) -> Iterator[Mention]:
        yield from self.dates
        yield from self.amounts
        yield from self.counts
        yield from self.percentages
        yield from self.measures
        yield from self.ordinals
        yield from self.organizations
