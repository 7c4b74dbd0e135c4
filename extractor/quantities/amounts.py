"""Amounts: a numeral with a currency behind it, in front of it, or with a cue that stands for one."""

from __future__ import annotations

from decimal import Decimal

from extractor.numerals import Numeral
from extractor.numerals.bounds import behind, front
from extractor.numerals.ranges import range_gap
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import UnitWord

HUNDRED = Decimal(100)
ONE = Decimal(1)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
MANY = Decimal(10000)  # from here on a multiplier may stand for money (投资3亿) or for a noun (1.6亿美国成年人)
CUE_REACH = 12  # characters in front of a bare 亿 in which a money cue is looked for
PREFIX_REACH = 6


def plain(value: Decimal) -> Decimal:
    """A scaled value without the zeros that scaling left."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def amount(candidate: Candidate) -> FoundQuantity | None:
    """3.5亿元, 人民币3.5亿元, US$1.2bn, 123元1角1分, 9.58元/股."""
    prefix = _prefix(candidate)
    tail = candidate.tail
    if (candidate.numeral.glued and prefix is None) or (tail is not None and _names_somebody(candidate, tail)):
        return None
    if tail is not None and tail.kind == "currency":
        return _suffixed(candidate, tail, prefix)
    if tail is not None and tail.kind == "subunit":
        low, high = (plain(value) for value in candidate.scaled(tail.scale))
        if low != high:
            return candidate.quantity("amount", low=low, high=high, code=tail.code)
        low, end = _with_subunits(candidate, tail, low, candidate.tail_end)
        return candidate.quantity("amount", end=end, low=low, high=low, code=tail.code)
    if (
        prefix is not None
        and (scale := candidate.vocabulary.short.get(candidate.text[candidate.end : candidate.end + 1]))
        and not candidate.vocabulary.latin.match(candidate.text, candidate.end + 1)
    ):
        low, high = (plain(value) for value in candidate.scaled(scale))
        return candidate.quantity("amount", start=prefix[1], end=candidate.end + 1, low=low, high=high, code=prefix[0])
    if (
        prefix is not None
        and (tail is None or tail.kind not in ("percent", "unit"))
        and candidate.numeral.form != "vague"
        and not _is_code(candidate)
    ):
        return candidate.quantity("amount", start=prefix[1], end=candidate.end, code=prefix[0])
    return None


def _names_somebody(candidate: Candidate, tail: UnitWord) -> bool:
    """黄三元说, 证人李四人民币账户: a numeral behind a family name is a given name, where one begins and somebody speaks."""
    n, text, places = candidate.numeral, candidate.text, candidate.vocabulary.words.places
    if (
        n.form not in ("chinese", "scale")
        or candidate.end - candidate.start > 1
        or not candidate.start
        or text[candidate.start - 1] not in places.surnames
    ):
        return False
    if len(tail.name) > 1:
        return n.form == "chinese"
    begins = candidate.vocabulary.named_person.search(text, max(0, candidate.start - PREFIX_REACH), candidate.start) is not None
    return begins and text.startswith(places.speaking, candidate.tail_end)


def _prefix(candidate: Candidate) -> tuple[str, int] | None:
    """The currency sign or word right in front: its code and where it begins."""
    if candidate.start == 0 or candidate.text[candidate.start - 1] not in candidate.vocabulary.prefix_last:
        return None
    match = candidate.vocabulary.prefix.search(candidate.text, max(candidate.floor, candidate.start - PREFIX_REACH), candidate.start)
    return (candidate.vocabulary.prefixes[match[0].rstrip()], match.start()) if match else None


def _is_code(candidate: Candidate) -> bool:
    """COP28: a small whole number glued to letters is a name."""
    return candidate.numeral.glued and candidate.high < HUNDRED and candidate.high == candidate.high.to_integral_value()


def _suffixed(candidate: Candidate, tail: UnitWord, prefix: tuple[str, int] | None) -> FoundQuantity | None:
    """A currency behind the number; a word in front makes 元 another country's (港币3亿元)."""
    if tail.name in candidate.vocabulary.groups and _is_noun_behind(candidate):
        return None
    code, start = tail.code, candidate.start
    if prefix is not None:
        code, start = (prefix[0] if tail.code == "CNY" else code), prefix[1]
    low, high, end = candidate.low, candidate.high, candidate.tail_end
    if low == high:
        low, end = _with_subunits(candidate, tail, low, end)
        high = low
        if end > candidate.tail_end and (upper := _upper(candidate, tail, end)) is not None and upper[0] > low:
            high, end = upper
    return candidate.quantity("amount", start=start, end=end, low=low, high=high, code=code)


def _upper(candidate: Candidate, tail: UnitWord, end: int) -> tuple[Decimal, int] | None:
    """The upper end of a range whose lower end has subunits: 五元六角至五元七角八分."""
    for index in range(candidate.index + 1, min(candidate.index + 5, len(candidate.numerals))):
        b = candidate.numerals[index]
        if b.start > end and range_gap(candidate.text, end, b.start, b.end):
            other = Candidate(candidate.text, candidate.numerals, index, b.start)
            if other.tail is None or other.tail.code != tail.code or other.tail.kind != "currency":
                return None
            return _with_subunits(other, other.tail, other.low, other.tail_end)
    return None


def _with_subunits(candidate: Candidate, tail: UnitWord, low: Decimal, end: int) -> tuple[Decimal, int]:
    """角 and 分 behind 元: 123元1角1分, 2美元又3美分. A last digit without a word counts the next unit: 三块五, 三块零四."""
    money = candidate.vocabulary.words.money
    unit, sign = tail.scale, -1 if low < 0 else 1
    colloquial = tail.name in money.colloquial
    while unit > HUNDREDTH:
        position = end + next((len(w) for w in money.links if candidate.text.startswith(w, end)), 0)
        n = candidate.numeral_at(position)
        if n is None or n.value is None or n.value >= HUNDRED:
            half = colloquial and n is not None and n.form == "half"
            return (low + sign * unit / 2, end + 1) if half else (low, end)
        sub = candidate.vocabulary.subunit(candidate.text, n.end, tail.code)
        if sub is None:
            rest = _last_digit(candidate, n, unit) if colloquial and position == end else None
            return (low + sign * rest, n.end) if rest is not None else (low, end)
        if sub.scale >= unit:
            return low, end
        low, end, unit, colloquial = low + sign * n.value * sub.scale, n.end + len(sub.name), sub.scale, sub.name in money.colloquial
    return low, end


def _last_digit(candidate: Candidate, n: Numeral, unit: Decimal) -> Decimal | None:
    """五 in 三块五, 零四 in 三块零四; None when a word behind says what it counts."""
    if n.value is None or n.value >= 10 or n.form == "half" or candidate.vocabulary.tail(candidate.text, n.end) is not None:
        return half_of(n, unit)
    if len(n.text) == 1:
        return n.value * unit / 10
    return n.value * unit / 100 if len(n.text) == 2 and unit == 1 and n.text[0] in candidate.vocabulary.zero else None


def half_of(n: Numeral, unit: Decimal) -> Decimal | None:
    """半 behind a unit: 三块半, 两斤半."""
    return unit / 2 if n.form == "half" and len(n.text) == 1 else None


def _is_noun_behind(candidate: Candidate) -> bool:
    """块 is a measure word when a noun follows: 8块金牌, but 8块五, 8块的."""
    following = candidate.next_char
    return is_hanzi(following) and behind(candidate.text, candidate.tail_end) is None and following not in candidate.vocabulary.not_nouns


def cued(candidate: Candidate) -> FoundQuantity | None:
    """投资3亿: a money cue stands for the currency of a bare 亿 or 万."""
    n = candidate.numeral
    scale = candidate.following.scale if candidate.following is not None and candidate.end == candidate.following.end else n.scale
    if (priced := _priced(candidate)) is not None:
        return priced
    if candidate.vocabulary.spoken(n) and candidate.tail is None and _trades(candidate):
        return candidate.quantity("amount", end=candidate.end, code="CNY")  # 工资两千三, 到手四万八, 交了3万5
    if scale < MANY or n.form not in ("arabic", "mixed", "chinese", "scale", "vague") or n.glued:
        return None
    if len(n.text) < 2 and (n.form != "scale" or front(candidate.text, candidate.start) is None):
        return None  # 亿 alone, but 票房过亿
    if candidate.tail is not None and candidate.tail.kind != "classifier":
        return None
    if candidate.text.startswith(candidate.vocabulary.money_behind, candidate.end) or any(w in n.text for w in candidate.vocabulary.pieces):
        return candidate.quantity("amount", end=candidate.end, code="CNY")
    char = candidate.text[candidate.end : candidate.end + 1]
    if candidate.tail is None and candidate.vocabulary.strong.search(candidate.text, max(0, candidate.start - CUE_REACH), candidate.start):
        return candidate.quantity("amount", end=candidate.end, code="CNY")
    if (
        is_hanzi(char)
        and behind(candidate.text, candidate.end) is None
        and candidate.tail is None
        and char not in candidate.vocabulary.words.money.open
    ):
        return None
    if not candidate.vocabulary.money.search(candidate.text, max(0, candidate.start - CUE_REACH), candidate.start):
        return None
    return candidate.quantity("amount", end=candidate.end, code="CNY")


def _trades(candidate: Candidate) -> bool:
    """Whether money is in the clause: a short number that nothing is counted by."""
    if candidate.vocabulary.money.search(candidate.text, max(0, candidate.start - CUE_REACH), candidate.start):
        return True
    return (
        candidate.vocabulary.trade.search(
            candidate.text, max(0, candidate.start - CUE_REACH), min(len(candidate.text), candidate.end + PREFIX_REACH)
        )
        is not None
    )


def _priced(candidate: Candidate) -> FoundQuantity | None:
    """2万一平米, 15万一个: a round number before 一 and what it is the price of."""
    n = candidate.numeral
    if n.scale < HUNDRED or n.glued or candidate.tail is not None or n.form not in ("arabic", "mixed", "chinese"):
        return None
    rate = candidate.vocabulary.per_one.match(candidate.text, candidate.end)
    if rate is None or is_hanzi(candidate.text[rate.end() : rate.end() + 1]):
        return None
    return candidate.quantity("amount", end=candidate.end, code="CNY")


def graded(candidate: Candidate) -> FoundQuantity | None:
    """千亿级产业, 千万元级项目: of the order of a round number."""
    n = candidate.numeral
    if n.form != "scale" or n.bound != "exact" or n.scale < MANY or len(n.text) < 2 or n.glued:
        return None
    tail = candidate.tail if candidate.tail is not None and candidate.tail.kind == "currency" else None
    end = candidate.tail_end if tail else candidate.end
    level = candidate.vocabulary.graded.match(candidate.text, end)
    if level is None:
        return None
    return candidate.quantity("amount", end=level.end(), code=tail.code if tail else "CNY", bound="about")


def cents(candidate: Candidate) -> FoundQuantity | None:
    """每股收益30.13分: a score everywhere else, so what is priced has to stand in front, or nothing at all around."""
    tail = candidate.tail
    sub = candidate.vocabulary.subunits.get(tail.name) if tail is not None and tail.kind == "measure_word" else None
    if sub is None or candidate.numeral.glued or is_hanzi(candidate.next_char):
        return None
    alone = (
        not candidate.text[candidate.tail_end : candidate.tail_end + 1] and not candidate.text[: candidate.start].strip()
        if candidate.start < 2
        else False
    )
    if not alone and not candidate.vocabulary.cents.search(candidate.text, max(0, candidate.start - CUE_REACH), candidate.start):
        return None
    low, high = candidate.scaled(sub.scale)
    return candidate.quantity("amount", low=plain(low), high=plain(high), code=sub.code)


def enumerated(candidate: Candidate) -> FoundQuantity | None:
    """1.86亿、2.14亿和2.38亿元, 5.9、2.5个百分点: what the last of a list is the number of, all are."""
    n, lists = candidate.numeral, candidate.vocabulary.words.money.lists
    large = n.scale >= MANY
    if candidate.tail is not None or n.glued or n.form not in ("arabic", "mixed") or not (large or _begins_list(candidate)):
        return None
    end = candidate.end
    for index in range(candidate.index + 1, min(candidate.index + 8, len(candidate.numerals))):
        b = candidate.numerals[index]
        if b.start <= end or b.start > end + 4 or candidate.text[end : b.start].strip() not in (lists if large else lists[:4]) or b.glued:
            return None
        tail = candidate.vocabulary.tail(candidate.text, b.end + (candidate.text[b.end : b.end + 1] == " "))
        if tail is not None:
            quantity = _listed(candidate, tail, ONE if large or b.scale < MANY else b.scale)
            if quantity is not None:
                quantity.rule = f"{quantity.kind}.enumerated"
            return quantity
        end = b.end
    return None


def _begins_list(candidate: Candidate) -> bool:
    """Whether a number without a unit lists more of its kind: a decimal, or one behind 分别; 1、 at the head of a line numbers it."""
    money = candidate.vocabulary.words.money
    before = candidate.text[candidate.start - 1 : candidate.start]
    if candidate.text[candidate.end : candidate.end + 1] not in money.lists[:4] or not (
        is_hanzi(before) or (candidate.index and before in money.lists[:4])
    ):
        return False
    return "." in candidate.numeral.text or any(
        w in candidate.text[max(0, candidate.start - CUE_REACH) : candidate.start] for w in money.each
    )


def _listed(candidate: Candidate, tail: UnitWord, scale: Decimal) -> FoundQuantity | None:
    """The mention of a number whose unit stands behind a later one."""
    low, high = (plain(value) for value in candidate.scaled(scale))
    if tail.kind == "currency" and tail.name not in candidate.vocabulary.groups:
        return candidate.quantity("amount", end=candidate.end, low=low, high=high, code=tail.code)
    if tail.kind == "unit":
        return candidate.quantity("measure", end=candidate.end, low=low, high=high, unit=tail.unit, code=tail.code)
    if candidate.numeral.scale >= MANY:
        return None
    if tail.kind == "percent" and tail.code == "percentage_point":
        return candidate.quantity("percentage", end=candidate.end, low=low, high=high, unit=tail.code)
    counted = tail.kind == "measure_word" and tail.name not in candidate.vocabulary.uncounted and "." not in candidate.numeral.text
    return candidate.quantity("count", end=candidate.end, low=low, high=high, unit=tail.name) if counted else None
