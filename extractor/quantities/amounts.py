"""Amounts: a numeral with a currency behind it, in front of it, or with a cue that stands for one."""

from __future__ import annotations

from decimal import Decimal

from extractor.numerals import Numeral
from extractor.numerals.bounds import behind
from extractor.numerals.find import range_gap
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import Tail

HUNDRED = Decimal(100)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
MANY = Decimal(10000)  # from here on a multiplier may stand for money (投资3亿) or for a noun (1.6亿美国成年人)
CUE_REACH = 12  # characters in front of a bare 亿 in which a money cue is looked for
PREFIX_REACH = 6


def plain(value: Decimal) -> Decimal:
    """A scaled value without the zeros that scaling left."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def amount(c: Candidate) -> FoundQuantity | None:
    """3.5亿元, 人民币3.5亿元, US$1.2bn, 123元1角1分, 9.58元/股."""
    prefix = _prefix(c)
    if c.numeral.glued and prefix is None:
        return None
    tail = c.tail
    if tail is not None and tail.kind == "currency":
        return _suffixed(c, tail, prefix)
    if tail is not None and tail.kind == "subunit":
        low, high = c.scaled(tail.scale)
        return c.quantity("amount", low=plain(low), high=plain(high), code=tail.code)
    if prefix is not None and (tail is None or tail.kind not in ("percent", "unit")) and c.numeral.form != "vague" and not _is_code(c):
        return c.quantity("amount", start=prefix[1], end=c.end, code=prefix[0])
    return None


def _prefix(c: Candidate) -> tuple[str, int] | None:
    """The currency sign or word right in front: its code and where it begins."""
    if c.start == 0 or c.text[c.start - 1] not in c.v.prefix_last:
        return None
    match = c.v.prefix.search(c.text, max(c.floor, c.start - PREFIX_REACH), c.start)
    return (c.v.prefixes[match[0].rstrip()], match.start()) if match else None


def _is_code(c: Candidate) -> bool:
    """COP28: a small whole number glued to letters is a name."""
    return c.numeral.glued and c.high < HUNDRED and c.high == c.high.to_integral_value()


def _suffixed(c: Candidate, tail: Tail, prefix: tuple[str, int] | None) -> FoundQuantity | None:
    """A currency behind the number; a word in front makes 元 another country's (港币3亿元)."""
    if tail.name in c.v.groups and _is_noun_behind(c):
        return None
    code, start = tail.code, c.start
    if prefix is not None:
        code, start = (prefix[0] if tail.code == "CNY" else code), prefix[1]
    low, high, end = c.low, c.high, c.tail_end
    if low == high:
        low, end = _with_subunits(c, tail, low, end)
        high = low
        if end > c.tail_end and (upper := _upper(c, tail, end)) is not None and upper[0] > low:
            high, end = upper
    return c.quantity("amount", start=start, end=end, low=low, high=high, code=code)


def _upper(c: Candidate, tail: Tail, end: int) -> tuple[Decimal, int] | None:
    """The upper end of a range whose lower end has subunits: 五元六角至五元七角八分."""
    for index in range(c.index + 1, min(c.index + 5, len(c.numerals))):
        b = c.numerals[index]
        if b.start > end and range_gap(c.text, end, b.start, b.end):
            other = Candidate(c.text, c.numerals, index, b.start)
            if other.tail is None or other.tail.code != tail.code or other.tail.kind != "currency":
                return None
            return _with_subunits(other, other.tail, other.low, other.tail_end)
    return None


def _with_subunits(c: Candidate, tail: Tail, low: Decimal, end: int) -> tuple[Decimal, int]:
    """角 and 分 behind 元: 123元1角1分, 2美元又3美分. A last digit without a word counts the next unit: 三块五, 三块零四."""
    money = c.v.words.money
    unit, sign = Decimal(1), -1 if low < 0 else 1
    colloquial = tail.name in money.colloquial
    while unit > HUNDREDTH:
        position = end + next((len(w) for w in money.links if c.text.startswith(w, end)), 0)
        n = c.numeral_at(position)
        if n is None or n.value is None or n.value >= HUNDRED:
            half = colloquial and n is not None and n.form == "half"
            return (low + sign * unit / 2, end + 1) if half else (low, end)
        sub = c.v.subunit(c.text, n.end, tail.code)
        if sub is None:
            rest = _last_digit(c, n, unit) if colloquial and position == end else None
            return (low + sign * rest, n.end) if rest is not None else (low, end)
        if sub.scale >= unit:
            return low, end
        low, end, unit, colloquial = low + sign * n.value * sub.scale, n.end + len(sub.name), sub.scale, sub.name in money.colloquial
    return low, end


def _last_digit(c: Candidate, n: Numeral, unit: Decimal) -> Decimal | None:
    """五 in 三块五, 零四 in 三块零四; None when a word behind says what it counts."""
    if n.value is None or n.value >= 10 or n.form == "half" or c.v.tail(c.text, n.end) is not None:
        return half_of(n, unit)
    if len(n.text) == 1:
        return n.value * unit / 10
    return n.value * unit / 100 if len(n.text) == 2 and unit == 1 and n.text[0] in c.v.zero else None


def half_of(n: Numeral, unit: Decimal) -> Decimal | None:
    """半 behind a unit: 三块半, 两斤半."""
    return unit / 2 if n.form == "half" and len(n.text) == 1 else None


def _is_noun_behind(c: Candidate) -> bool:
    """块 is a measure word when a noun follows: 8块金牌, but 8块五, 8块的."""
    following = c.next_char
    return is_hanzi(following) and behind(c.text, c.tail_end) is None and following not in c.v.not_nouns


def cued(c: Candidate) -> FoundQuantity | None:
    """投资3亿: a money cue stands for the currency of a bare 亿 or 万."""
    n = c.numeral
    scale = c.following.scale if c.following is not None and c.end == c.following.end else n.scale
    if scale < MANY or n.form not in ("arabic", "mixed", "chinese", "scale") or n.glued or len(n.text) < 2:
        return None
    if c.tail is not None and c.tail.kind != "classifier":
        return None
    if c.text.startswith(c.v.money_behind, c.end):
        return c.quantity("amount", end=c.end, code="CNY")
    char = c.text[c.end : c.end + 1]
    if c.tail is None and c.v.strong.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return c.quantity("amount", end=c.end, code="CNY")
    if is_hanzi(char) and behind(c.text, c.end) is None and c.tail is None and char not in c.v.words.money.open:
        return None
    if not c.v.money.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return None
    return c.quantity("amount", end=c.end, code="CNY")


def enumerated(c: Candidate) -> FoundQuantity | None:
    """1.86亿、2.14亿和2.38亿元: what the last of a list is the number of, all are."""
    n = c.numeral
    if c.tail is not None or n.scale < MANY or n.form not in ("arabic", "mixed") or n.glued:
        return None
    end = c.end
    for index in range(c.index + 1, min(c.index + 8, len(c.numerals))):
        b = c.numerals[index]
        if b.start <= end or c.text[end : b.start].strip() not in c.v.words.money.lists or b.glued:
            return None
        tail = c.v.tail(c.text, b.end + (c.text[b.end : b.end + 1] == " "))
        if tail is not None:
            if tail.kind == "currency" and tail.name not in c.v.groups:
                return c.quantity("amount", end=c.end, code=tail.code)
            return c.quantity("measure", end=c.end, unit=tail.name, code=tail.code) if tail.kind == "unit" else None
        end = b.end
    return None
