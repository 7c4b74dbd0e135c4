"""Amounts: a numeral with a currency behind it, in front of it, or with a cue that stands for one."""

from __future__ import annotations

from decimal import Decimal

from extractor.numerals import Numeral
from extractor.numerals.bounds import behind, front
from extractor.numerals.ranges import range_gap
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import Tail

HUNDRED = Decimal(100)
ONE = Decimal(1)
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
    tail = c.tail
    if (c.numeral.glued and prefix is None) or (tail is not None and _names_somebody(c, tail)):
        return None
    if tail is not None and tail.kind == "currency":
        return _suffixed(c, tail, prefix)
    if tail is not None and tail.kind == "subunit":
        low, high = (plain(value) for value in c.scaled(tail.scale))
        if low != high:
            return c.quantity("amount", low=low, high=high, code=tail.code)
        low, end = _with_subunits(c, tail, low, c.tail_end)
        return c.quantity("amount", end=end, low=low, high=low, code=tail.code)
    if prefix is not None and (scale := c.v.short.get(c.text[c.end : c.end + 1])) and not c.v.latin.match(c.text, c.end + 1):
        low, high = (plain(value) for value in c.scaled(scale))
        return c.quantity("amount", start=prefix[1], end=c.end + 1, low=low, high=high, code=prefix[0])
    if prefix is not None and (tail is None or tail.kind not in ("percent", "unit")) and c.numeral.form != "vague" and not _is_code(c):
        return c.quantity("amount", start=prefix[1], end=c.end, code=prefix[0])
    return None


def _names_somebody(c: Candidate, tail: Tail) -> bool:
    """黄三元说, 证人李四人民币账户: a numeral behind a family name is a given name, where one begins and somebody speaks."""
    n, text, places = c.numeral, c.text, c.v.words.places
    if n.form not in ("chinese", "scale") or c.end - c.start > 1 or not c.start or text[c.start - 1] not in places.surnames:
        return False
    if len(tail.name) > 1:
        return n.form == "chinese"
    begins = c.v.named_person.search(text, max(0, c.start - PREFIX_REACH), c.start) is not None
    return begins and text.startswith(places.speaking, c.tail_end)


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
    unit, sign = tail.scale, -1 if low < 0 else 1
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
    if (priced := _priced(c)) is not None:
        return priced
    if c.v.spoken(n) and c.tail is None and _trades(c):
        return c.quantity("amount", end=c.end, code="CNY")  # 工资两千三, 到手四万八, 交了3万5
    if scale < MANY or n.form not in ("arabic", "mixed", "chinese", "scale", "vague") or n.glued:
        return None
    if len(n.text) < 2 and (n.form != "scale" or front(c.text, c.start) is None):
        return None  # 亿 alone, but 票房过亿
    if c.tail is not None and c.tail.kind != "classifier":
        return None
    if c.text.startswith(c.v.money_behind, c.end) or any(w in n.text for w in c.v.pieces):
        return c.quantity("amount", end=c.end, code="CNY")
    char = c.text[c.end : c.end + 1]
    if c.tail is None and c.v.strong.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return c.quantity("amount", end=c.end, code="CNY")
    if is_hanzi(char) and behind(c.text, c.end) is None and c.tail is None and char not in c.v.words.money.open:
        return None
    if not c.v.money.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return None
    return c.quantity("amount", end=c.end, code="CNY")


def _trades(c: Candidate) -> bool:
    """Whether money is in the clause: a short number that nothing is counted by."""
    if c.v.money.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return True
    return c.v.trade.search(c.text, max(0, c.start - CUE_REACH), min(len(c.text), c.end + PREFIX_REACH)) is not None


def _priced(c: Candidate) -> FoundQuantity | None:
    """2万一平米, 15万一个: a round number before 一 and what it is the price of."""
    n = c.numeral
    if n.scale < HUNDRED or n.glued or c.tail is not None or n.form not in ("arabic", "mixed", "chinese"):
        return None
    rate = c.v.per_one.match(c.text, c.end)
    if rate is None or is_hanzi(c.text[rate.end() : rate.end() + 1]):
        return None
    return c.quantity("amount", end=c.end, code="CNY")


def graded(c: Candidate) -> FoundQuantity | None:
    """千亿级产业, 千万元级项目: of the order of a round number."""
    n = c.numeral
    if n.form != "scale" or n.bound != "exact" or n.scale < MANY or len(n.text) < 2 or n.glued:
        return None
    tail = c.tail if c.tail is not None and c.tail.kind == "currency" else None
    end = c.tail_end if tail else c.end
    level = c.v.graded.match(c.text, end)
    if level is None:
        return None
    return c.quantity("amount", end=level.end(), code=tail.code if tail else "CNY", bound="about")


def cents(c: Candidate) -> FoundQuantity | None:
    """每股收益30.13分: a score everywhere else, so what is priced has to stand in front, or nothing at all around."""
    tail = c.tail
    sub = c.v.subunits.get(tail.name) if tail is not None and tail.kind == "measure_word" else None
    if sub is None or c.numeral.glued or is_hanzi(c.next_char):
        return None
    alone = not c.text[c.tail_end : c.tail_end + 1] and not c.text[: c.start].strip() if c.start < 2 else False
    if not alone and not c.v.cents.search(c.text, max(0, c.start - CUE_REACH), c.start):
        return None
    low, high = c.scaled(sub.scale)
    return c.quantity("amount", low=plain(low), high=plain(high), code=sub.code)


def enumerated(c: Candidate) -> FoundQuantity | None:
    """1.86亿、2.14亿和2.38亿元, 5.9、2.5个百分点: what the last of a list is the number of, all are."""
    n, lists = c.numeral, c.v.words.money.lists
    large = n.scale >= MANY
    if c.tail is not None or n.glued or n.form not in ("arabic", "mixed") or not (large or _begins_list(c)):
        return None
    end = c.end
    for index in range(c.index + 1, min(c.index + 8, len(c.numerals))):
        b = c.numerals[index]
        if b.start <= end or b.start > end + 4 or c.text[end : b.start].strip() not in (lists if large else lists[:4]) or b.glued:
            return None
        tail = c.v.tail(c.text, b.end + (c.text[b.end : b.end + 1] == " "))
        if tail is not None:
            quantity = _listed(c, tail, ONE if large or b.scale < MANY else b.scale)
            if quantity is not None:
                quantity.rule = f"{quantity.kind}.enumerated"
            return quantity
        end = b.end
    return None


def _begins_list(c: Candidate) -> bool:
    """Whether a number without a unit lists more of its kind: a decimal, or one behind 分别; 1、 at the head of a line numbers it."""
    money = c.v.words.money
    before = c.text[c.start - 1 : c.start]
    if c.text[c.end : c.end + 1] not in money.lists[:4] or not (is_hanzi(before) or (c.index and before in money.lists[:4])):
        return False
    return "." in c.numeral.text or any(w in c.text[max(0, c.start - CUE_REACH) : c.start] for w in money.each)


def _listed(c: Candidate, tail: Tail, scale: Decimal) -> FoundQuantity | None:
    """The mention of a number whose unit stands behind a later one."""
    low, high = (plain(value) for value in c.scaled(scale))
    if tail.kind == "currency" and tail.name not in c.v.groups:
        return c.quantity("amount", end=c.end, low=low, high=high, code=tail.code)
    if tail.kind == "unit":
        return c.quantity("measure", end=c.end, low=low, high=high, unit=tail.unit, code=tail.code)
    if c.numeral.scale >= MANY:
        return None
    if tail.kind == "percent" and tail.code == "percentage_point":
        return c.quantity("percentage", end=c.end, low=low, high=high, unit=tail.code)
    counted = tail.kind == "measure_word" and tail.name not in c.v.uncounted and "." not in c.numeral.text
    return c.quantity("count", end=c.end, low=low, high=high, unit=tail.name) if counted else None
