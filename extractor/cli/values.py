"""Types of arguments: from what stands on the command line to values, or a message that says what is wrong."""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from extractor.cli.texts import FORMATS


def field(text: str) -> tuple[str, str]:
    role, _, name = text.partition("=")
    if not role or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ROLE=NAME, such as text=body")
    return role, name


def formats(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in FORMATS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return int(text)


def positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return number


def moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2018-05-24 or 2018-05-24T10:37") from None
    if moment.tzinfo is None:
        return moment
    from extractor.article.stamps import BEIJING

    return moment.astimezone(BEIJING).replace(tzinfo=None)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2018-05-24") from None


def decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 1000000")
    return number


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
