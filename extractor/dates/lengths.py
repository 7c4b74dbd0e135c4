"""Lengths of time: 90分钟, 三天两夜, 两三年, 10到15天, and their ISO 8601 notation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from extractor.dates.calendar import add_months
from extractor.dates.model import Length
from extractor.dates.vocabulary import Unit, compiled, lexicon, units
from extractor.numerals import Interval, read

ZERO = Decimal(0)
SECONDS = {"W": 604800, "D": 86400, "TH": 3600, "TM": 60, "TS": 1}
ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")


def plain(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros.

    >>> plain(Decimal("2.50")), plain(Decimal("2E+3"))
    ('2.5', '2000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def iso(numbers: dict[str, str]) -> str | None:
    """ISO 8601 duration of numbers by designator.

    >>> iso({"Y": "3", "M": "6"}), iso({"TM": "90"}), iso({"D": "8", "TH": "20"})
    ('P3Y6M', 'PT90M', 'P8DT20H')
    """
    date = "".join(numbers[c] + c for c in ORDER[:4] if c in numbers)
    time = "".join(numbers[c] + c[1] for c in ORDER[4:] if c in numbers)
    return "P" + date + ("T" + time if time else "") if date or time else None


def notation(length: Length) -> str | None:
    """TIMEX3 value of a length, both ends of a range; X where no number is stated (几周), none for limits."""
    if length.form == "limits":
        return None
    if length.form == "vague":
        code = length.finest
        return "PT" + "X" + code[1] if code.startswith("T") else f"PX{code}"
    low = iso(length.low)
    return f"{low}/{iso(length.high)}" if length.high is not None else low


def limits(length: Length) -> tuple[str | None, str | None]:
    """The shortest and the longest that the wording admits, an open side None.

    >>> limits(Length({"D": "60"}, bound="at_least")), limits(Length({"D": "60"}))
    (('P60D', None), ('P60D', 'P60D'))
    """
    low, high = iso(length.low), iso(length.high if length.high is not None else length.low)
    if length.bound in ("exact", "range"):
        return low, high
    return low if length.bound in ("over", "at_least") else None, high if length.bound in ("under", "at_most") else None


def _halves(unit: Unit) -> dict[str, str]:
    half = {"Y": ("M", 6), "M": ("D", 15), "W": ("D", 3), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}.get(unit.code)
    if half is None:
        return {}
    if unit.factor not in (0, 1):
        return {unit.code: plain(Decimal(unit.factor) / 2)}
    return {half[0]: str(half[1])}


def _add(numbers: dict[str, str], more: dict[str, str]) -> None:
    for code, value in more.items():
        numbers[code] = value if code not in numbers else plain(Decimal(numbers[code]) + Decimal(value))


@lru_cache(maxsize=4096)
def _single(surface: str, word: str, behind: str) -> Length | None:
    """两年, 两三年, 十几年, 半年: a number with its unit; ``behind`` is what the number stands before."""
    unit = units()[word]
    words = lexicon().words
    if surface in words["half"]:
        return Length(_halves(unit), finest=unit.code)
    if surface in words["some"]:
        return Length({}, form="vague", bound="about", finest=unit.code)
    halved = [half for half in words["half"] if surface.endswith(half)]
    surface = surface.removesuffix(halved[0]) if halved else surface
    stated = read(_spoken(surface), behind)
    if stated is None:
        return None
    low, high = (_numbers(value, unit) for value in ends(stated))
    if halved:
        _add(low, _halves(unit))
        _add(high, _halves(unit))
    vague = stated.bound == "range" and any(word in surface for word in words["several"])
    return Length(
        low,
        None if low == high else high,
        "vague" if vague else "number",
        stated.bound,
        finest=unit.code,
        business=unit.business,
    )


def _spoken(surface: str) -> str:
    """俩礼拜: a number that is said with its measure word."""
    return lexicon().spoken.get(surface, surface)


def _numbers(value: Decimal, unit: Unit) -> dict[str, str]:
    return {unit.code: plain(value * unit.factor)} if unit.factor else {}


def ends(stated: Interval) -> tuple[Decimal, Decimal]:
    """Both ends of what a numeral states; of a single number twice the same."""
    value, low, high, _ = stated
    return (value, value) if value is not None else (low or ZERO, high or ZERO)


def add_half(length: Length) -> None:
    """两年半: half of the finest unit more."""
    _add(length.low, _halves(Unit(code=length.finest, words=())))


def read_one(m: re.Match[str], prefix: str = "le") -> Length | None:
    """The length that a match of the component ``length`` states, or None when it states none."""
    word = m[f"{prefix}_u"]
    unit = units()[word]
    surface = m[f"{prefix}_n"].replace(" ", "")
    counted = bool(m[f"{prefix}_ge"])
    framed = prefix == "le" and m["le_p"] is not None and m["le_p"] not in lexicon().words["this"]  # 近三月
    read_alone = lexicon().words["half"] + lexicon().words["some"] + lexicon().words["several"]
    if unit.counted and not counted and not framed and surface not in read_alone:
        return None
    if unit.uncounted and counted:
        return None
    stated = _single(surface + (m[f"{prefix}_more"] or ""), word, m[f"{prefix}_ge"] or word)
    if stated is None:
        return None
    length = replace(stated, low=dict(stated.low))
    if m[f"{prefix}_half"]:
        add_half(length)
    if m[f"{prefix}_more2"]:
        length.bound = "over"
    return length


def extend(text: str, length: Length, end: int, limit: int) -> int:
    """Add what follows in smaller units (两年零三个月, 三天两夜); returns where the length ends."""
    pattern = compiled("«and»«piece»«not_unit»")
    while m := pattern.match(text, end, limit):
        more = read_one(m, "p")
        if more is None or "vague" in (length.form, more.form) or more.high is not None or set(more.low) & set(length.low):
            break
        if not m["p_and"] and ORDER.index(more.finest) < ORDER.index(length.finest):
            break
        _add(length.low, more.low)
        length.finest = more.finest
        end = m.end()
    return end


def decimals(text: str, length: Length, end: int, limit: int) -> int:
    """Add the decimals behind the word for seconds (9秒83); returns where the length ends."""
    m = compiled("(?<=秒)«split_second»").match(text, end, limit) if length.finest == "TS" and length.high is None else None
    seconds = length.low.get("TS", "")
    if m is None or not seconds.isdecimal():
        return end
    length.low["TS"] = plain(Decimal(f"{seconds}.{m[0]}"))
    return m.end()


def shifted(moment: datetime, length: Length, sign: int) -> datetime | None:
    """The moment so long before (-1) or after (1). None for lengths without a number, of working days, or out of the calendar's reach.

    >>> shifted(datetime(2018, 3, 31), Length({"M": "1"}), -1)
    datetime.datetime(2018, 2, 28, 0, 0)
    """
    if length.form != "number" or length.business or not length.low:
        return None
    numbers = {code: Decimal(value) for code, value in length.low.items()}
    months = numbers.get("Y", 0) * 12 + numbers.get("M", 0)
    whole_months = int(months)
    seconds = sum((numbers.get(code, Decimal(0)) * each for code, each in SECONDS.items()), Decimal(0))
    seconds += (months - whole_months) * 30 * 86400
    try:
        day = add_months(moment.date(), sign * whole_months)
        return datetime.combine(day, moment.time()) + timedelta(seconds=sign * float(seconds))
    except (ValueError, OverflowError):
        return None
