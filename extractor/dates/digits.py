"""Numbers as they stand in dates: Arabic, Chinese with places (二十三) and digit by digit (二〇一八)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.numerals import parse

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "俩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": 20, "卅": 30}


def _digitwise(surface: str) -> int | None:
    if not all(c in _DIGITS for c in surface):
        return None
    return int("".join(str(_DIGITS[c]) for c in surface))


def chinese(surface: str) -> int | None:
    """Value of a Chinese number, None if it is not one.

    >>> chinese("二十三"), chinese("二〇一八"), chinese("两万四千"), chinese("廿八")
    (23, 2018, 24000, 28)
    """
    if not surface:
        return None
    plain = _digitwise(surface)
    if plain is not None:
        return plain
    total = section = 0
    digit: int | None = None
    for c in surface:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += _TENS[c]
        elif c in _PLACES:
            section += (1 if digit is None else digit) * _PLACES[c]
            digit = None
        elif c in _GROUPS:
            total = (total + section + (digit or 0) or 1) * _GROUPS[c]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


@lru_cache(maxsize=1024)
def whole(surface: str) -> int | None:
    """Value of a whole number in Arabic or Chinese digits.

    >>> whole("07"), whole("十二"), whole("x")
    (7, 12, None)
    """
    surface = surface.strip()
    if surface.isascii():
        return int(surface) if surface.isdigit() else None
    return chinese(surface)


def number(surface: str) -> Decimal | None:
    """Exact value of the number of a duration: what the numerals read.

    >>> number("2,000"), number("2.5"), number("2000万"), number("三点五")
    (Decimal('2000'), Decimal('2.5'), Decimal('20000000'), Decimal('3.5'))
    """
    value = parse(surface)
    if value is None and surface in _DIGITS:
        return Decimal(_DIGITS[surface])  # 俩礼拜
    return value


def spread(surface: str) -> tuple[int, int] | None:
    """Two neighbouring digits that stand for a range: 两三, 七八, 三四十, 十七八.

    >>> spread("两三"), spread("三四十"), spread("十七八"), spread("三五"), spread("二十")
    ((2, 3), (30, 40), (17, 18), (3, 5), None)
    """
    head = surface[:1] if surface[:1] in _PLACES else ""
    body = surface[len(head) :]
    place = _PLACES.get(body[2:3], 1) if len(body) == 3 else 1
    if len(body) not in (2, 3) or (len(body) == 3 and place == 1) or not all(c in _DIGITS for c in body[:2]):
        return None
    low, high = _DIGITS[body[0]], _DIGITS[body[1]]
    if not (low and (high == low + 1 or (low, high) == (3, 5))):
        return None
    base = _PLACES[head] if head else 0
    return base + low * place, base + high * place
