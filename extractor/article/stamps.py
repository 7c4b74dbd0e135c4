"""Times of publication as pages and data files write them, in Beijing time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

BEIJING = timezone(timedelta(hours=8))

_YEAR = r"(?<!\d)(?P<year>[12１２][09０９]\d\d)\s{0,2}(?:年|[-/.－／])"
_DAY = _YEAR + r"\s{0,2}(?P<month>\d{1,2})\s{0,2}(?:月|[-/.－／])\s{0,2}(?P<day>\d{1,2})(?!\d)\s{0,2}日?"
_WEEKDAY = r"(?:\s{0,3}[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?"
_CLOCK = (
    r"(?:[T\s]{0,6}(?P<hour>\d{1,2})\s?[:：时点]\s?(?P<minute>[0-5]\d)(?:\s?[:：分]\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?[分秒]?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?(?![\d]))?"
)
STAMP = re.compile(_DAY + _WEEKDAY + _CLOCK)


class Stamp(NamedTuple):
    """A point in time on a page; ``clock`` says whether the time of day is known."""

    when: datetime
    clock: bool
    start: int
    end: int


def find_stamp(text: str, start: int = 0) -> Stamp | None:
    """The first timestamp with a year in a short text; None if there is none or its day does not exist.

    >>> find_stamp("时间：2018-05-24 10:37:44").when
    datetime.datetime(2018, 5, 24, 10, 37, 44)
    """
    match = STAMP.search(text, start)
    return None if match is None else _stamp(match)


def read_stamp(text: str) -> Stamp | None:
    """The timestamp that a short text consists of, brackets and white space aside."""
    bare = text.strip(" \t\u3000\xa0[]【】()（）")
    match = STAMP.fullmatch(bare)
    return None if match is None else _stamp(match)


def _stamp(match: re.Match[str]) -> Stamp | None:
    numbers = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        when = datetime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        zone = match["zone"]
        if zone:
            when = datetime.fromisoformat(when.isoformat() + ("+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"))
            when = when.astimezone(BEIJING).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return Stamp(when, match["hour"] is not None, match.start(), match.end())
