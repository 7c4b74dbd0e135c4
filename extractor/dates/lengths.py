"""Lengths of time: 90分钟, 三天两夜, 两三年, 10到15天, and their ISO 8601 notation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from extractor.dates.calendar import add_months
from extractor.dates.digits import number, spread
from extractor.dates.model import Length
from extractor.dates.vocabulary import Unit, compiled, lexicon, units

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
    """TIMEX3 value of a length, both ends of a range."""
    low = iso(length.low)
    return f"{low}/{iso(length.high)}" if length.high is not None else low


def _halves(unit: Unit) -> dict[str, str]:
    half = {"Y": ("M", 6), "M": ("D", 15), "W": ("D", 3), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}.get(unit.code)
    if half is None:
        return {}
    if unit.factor not in (0, 1):
        return {unit.code: plain(Decimal(unit.factor) / 2)}
    return {half[0]: str(half[1])}


def _add(numbers: dict[str, str], more: dict[str, str]) -> None:
    for code, value in more.items():
        numbers[code] = value if code not in numbers or "X" in numbers[code] else plain(Decimal(numbers[code]) + Decimal(value))


@lru_cache(maxsize=4096)
def _single(surface: str, word: str, half: bool) -> tuple[dict[str, str], dict[str, str] | None, bool] | None:
    """Numbers of 两年半: low, high of a range such as 两三年, and whether no number is stated."""
    unit = units()[word]
    if surface in lexicon().words["some"] or surface in ("",):
        return {unit.code: "X"}, None, True
    if surface in lexicon().words["half"]:
        return _halves(unit), None, False
    ends = spread(surface)
    if ends is not None:
        return {unit.code: plain(Decimal(ends[0] * unit.factor))}, {unit.code: plain(Decimal(ends[1] * unit.factor))}, False
    vague = any(word in surface for word in lexicon().words["some"])
    halved = [word for word in lexicon().words["half"] if surface.endswith(word)]
    value = None if vague else number(surface.removesuffix(halved[0]) if halved else surface)
    if value is None:
        return ({unit.code: "X"}, None, True) if vague else None
    low = {unit.code: plain(value * unit.factor)} if unit.factor else {}
    if half or halved:
        _add(low, _halves(unit))
    return low, None, False


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
    if unit.counted and not counted and not framed and surface not in lexicon().words["half"] and surface not in lexicon().words["some"]:
        return None
    if unit.uncounted and counted:
        return None
    read = _single(surface, word, bool(m[f"{prefix}_half"]))
    if read is None:
        return None
    low, high, vague = read
    more = bool(m[f"{prefix}_more"] or m[f"{prefix}_more2"])
    return Length(dict(low), high and dict(high), vague, more, finest=unit.code, nights=unit.factor == 0, business=unit.business)


def extend(text: str, length: Length, end: int, limit: int) -> int:
    """Add what follows in smaller units (两年零三个月, 三天两夜); returns where the length ends."""
    pattern = compiled("«and»«piece»«not_unit»")
    while m := pattern.match(text, end, limit):
        more = read_one(m, "p")
        if more is None or more.vague or more.high is not None or set(more.low) & set(length.low):
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
    if length.vague or length.business or not length.low:
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
