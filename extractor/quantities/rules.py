"""The rules: a numeral, what stands before and behind it, and the quantity that they make, or nothing.

Each rule is a function of a ``Candidate``; ``RULES`` is their order. A veto is None. Vocabulary is in the lexicon; amounts are
``amounts.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.numerals.bounds import behind, front
from extractor.numerals.ranges import range_gap, slashed
from extractor.quantities.amounts import CUE_REACH, HUNDRED, MANY, ONE, amount, cents, cued, enumerated, graded, half_of, plain
from extractor.quantities.candidate import Candidate, is_hanzi
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import UnitWord, Vocabulary, vocabulary
from extractor.records import Bound
from extractor.text import HIDDEN

TEN = Decimal(10)
THOUSANDS = Decimal(10000)  # from here on a number behind 电话 is one that is dialled
ADDRESS = 6  # characters before a number in which a house is looked for
LINE_ENDS = frozenset(f"\n{HIDDEN}")
HALF = Decimal("0.5")
COUNTED = ("measure_word", "classifier")  # tails that count things
WHOLES = (HUNDRED, Decimal(1000), MANY)  # denominators of percentages and permilles
QUOTES = frozenset("“”‘’「」『』\"'")  # “两区” is a name
QUOTE = '"'  # an inch where it closes no quotation
QUOTED_BEFORE = 60
BARE = ("arabic", "mixed", "chinese", "vague", "scale")  # forms of numbers that a noun may follow directly
QUOTED = 12  # characters behind a number in which a quotation that it opens is looked for
STOPS = frozenset("，。")  # such a quotation is a sentence, no name


def percentage(candidate: Candidate) -> FoundQuantity | None:
    """15%, 0.5个百分点, 千分之三, 三分之一, 近1/4; a fraction of a unit (四分之一公升) is a measure."""
    tail, n = candidate.tail, candidate.numeral
    if n.glued:
        return None
    if n.form == "fraction":
        return _fraction(candidate)
    if tail is None or tail.kind != "percent":
        return _slashed(candidate)
    low, high = candidate.scaled(Decimal("0.1")) if tail.code == "permille" else (candidate.low, candidate.high)
    words = candidate.vocabulary.words.percent
    if tail.name in words.points_over:
        return candidate.quantity("percentage", low=low, high=high, unit=tail.code, bound="over")
    bound = _share_bound(candidate) if low == high else None
    return candidate.quantity("percentage", low=low, high=high, unit=tail.code, bound=bound)


def _fraction(candidate: Candidate) -> FoundQuantity | None:
    words = candidate.vocabulary.words.percent
    if candidate.text.startswith(words.not_fraction_before, candidate.end):
        return None
    if candidate.own_tail is not None and candidate.own_tail.kind in ("unit", "currency") and candidate.numeral.scale not in WHOLES:
        return None
    low, high = candidate.scaled(HUNDRED)
    unit = "permille" if candidate.numeral.scale == WHOLES[1] else "percent"
    return candidate.quantity("percentage", end=candidate.end, low=plain(low), high=plain(high), unit=unit)


def _slashed(candidate: Candidate) -> FoundQuantity | None:
    """1/4: a part of something; a date, a score or a round (1/8决赛) is none."""
    b = candidate.following
    share = slashed(candidate.text, candidate.numeral, b) if b is not None else None
    if b is None or share is None or share >= 1 or b.least > candidate.vocabulary.words.percent.largest_denominator:
        return None
    if (
        candidate.text.startswith(candidate.vocabulary.words.percent.not_fraction_before, b.end)
        or candidate.vocabulary.tail(candidate.text, b.end) is not None
    ):
        return None
    if candidate.vocabulary.latin.match(candidate.text, b.end):
        return None  # 4/5G
    return candidate.quantity("percentage", end=b.end, low=plain(share * HUNDRED), high=plain(share * HUNDRED), unit="percent")


def _share_bound(candidate: Candidate) -> Bound | None:
    """不超过总股本的3%: the bound stands before what the share is taken of."""
    words = candidate.vocabulary.words.percent
    if candidate.text[candidate.start - 1 : candidate.start] not in words.share_links or candidate.start == 0:
        return None
    near = candidate.text[max(candidate.floor, candidate.start - 1 - words.share_reach) : candidate.start - 1]
    for i in range(len(near) - 1, 0, -1):
        if not is_hanzi(near[i]):
            return None
        word = next((w for w in words.share_bounds if near.startswith(w, i - len(w) + 1)), None)
        if word is not None:
            found = front(candidate.text, candidate.start - 1 - len(near) + i + 1)
            return found.bound if found else None
    return None


def tenths(candidate: Candidate) -> FoundQuantity | None:
    """七成, 三成五, 七八成, 半成; 一成不变 and 五成员 are none."""
    tail = candidate.tail
    if (
        tail is None
        or tail.kind != "tenths"
        or candidate.high > TEN
        or candidate.numeral.form not in ("chinese", "arabic", "vague", "half")
    ):
        return None
    if candidate.text.startswith(candidate.vocabulary.not_tenths, candidate.tail_end):
        return None
    low, high = (plain(value) for value in candidate.scaled(TEN))
    end = candidate.tail_end
    rest = candidate.numeral_at(end)
    if (
        rest is not None
        and rest.end == end + 1
        and rest.text in candidate.vocabulary.tenths
        and (rest.value == 5 or candidate.vocabulary.tail(candidate.text, rest.end) is None)
    ):
        more = TEN * HALF if rest.form == "half" else rest.least
        low, high, end = low + more, high + more, rest.end  # 八成七
    if candidate.text[end : end + 1] in candidate.vocabulary.more:
        return candidate.quantity("percentage", end=end + 1, low=low, high=high, unit="percent", bound="over")
    return candidate.quantity("percentage", end=end, low=low, high=high, unit="percent")


def discount(candidate: Candidate) -> FoundQuantity | None:
    """八折, 8.5折, 五五折: the share of the price that is left."""
    tail, words = candidate.tail, candidate.vocabulary.words.percent
    if (
        tail is None
        or tail.name not in words.discounts
        or candidate.low <= 0
        or candidate.high >= HUNDRED
        or candidate.next_char in words.not_discount_before
    ):
        return None
    low, high = sorted(plain(value * TEN) if value < TEN else value for value in (candidate.low, candidate.high))  # 8-75折 is from 75 to 80
    return candidate.quantity("percentage", low=low, high=high, unit="percent") if candidate.numeral.form != "half" else None


def ordinal(candidate: Candidate) -> FoundQuantity | None:
    """第12届, 第二十三次, 第一."""
    words, n = candidate.vocabulary.words.ordinal, candidate.numeral
    if not n.start or candidate.text[n.start - 1] not in words.marks or n.form in ("half", "fraction"):
        return None
    if n.value is None or n.value != n.value.to_integral_value() or candidate.text.startswith(words.not_units, n.end):
        return None
    tail = candidate.own_tail
    unit = tail.name if tail is not None and tail.kind in COUNTED else ""
    unit = max(unit, next((w for w in words.more_units if candidate.text.startswith(w, n.end)), ""), key=len)
    end, start, value = n.end + len(unit), n.start - 1, n.value
    backwards = next((w for w in words.backwards if candidate.text.endswith(w, 0, start)), "")
    if backwards:
        start, value = start - len(backwards), -value  # 倒数第三: as 末位 is -1
    return FoundQuantity("ordinal", start, end, "", value, value, value, unit=unit or None, unit_end=end)


def temperature(candidate: Candidate) -> FoundQuantity | None:
    """零下12℃, 摄氏37度."""
    words = candidate.vocabulary.words.temperature
    tail = candidate.tail
    if tail is None or not (tail.name in words.degrees or tail.code in candidate.vocabulary.degrees):
        return None
    start, sign = candidate.start, 1
    scale = next((w for w in words.scales if candidate.text.endswith(w, candidate.floor, start)), None)
    start -= len(scale or "")
    below = next((w for w in words.below if candidate.text.endswith(w, candidate.floor, start)), None)
    above = next((w for w in words.above if candidate.text.endswith(w, candidate.floor, start)), None)
    if below or above:
        start, sign = start - len(below or above or ""), -1 if below else 1
    if scale is None and start != candidate.start:  # 摄氏零下12度
        scale = next((w for w in words.scales if candidate.text.endswith(w, candidate.floor, start)), None)
        start -= len(scale or "")
    if start == candidate.start:
        return None
    low, high = (candidate.low, candidate.high) if sign > 0 else (-candidate.high, -candidate.low)
    if low == high and (first := _first_degree(candidate, start)) is not None and first[0] < low:
        low, start = first
    code = words.scales[scale] if scale else "Cel"
    unit = words.names[code] if scale else tail.unit
    return candidate.quantity(
        "measure", start=start, low=low, high=high, unit=unit, code=tail.code if tail.code in candidate.vocabulary.degrees else code
    )


def _first_degree(candidate: Candidate, start: int) -> tuple[Decimal, int] | None:
    """The first end of a range of temperatures that are each led in, and where it begins: 零下10至|零下5摄氏度."""
    words = candidate.vocabulary.words.temperature
    a = next((n for n in reversed(candidate.numerals[max(0, candidate.index - 2) : candidate.index]) if n.end <= start), None)
    if a is None or a.value is None or a.start < candidate.floor or not range_gap(candidate.text, a.end, start, start):
        return None
    below = next((w for w in words.below if candidate.text.endswith(w, candidate.floor, a.start)), None)
    above = next((w for w in words.above if candidate.text.endswith(w, candidate.floor, a.start)), None)
    if below is None and above is None:
        return None
    return (-a.value if below else a.value), a.start - len(below or above or "")


def measure(candidate: Candidate) -> FoundQuantity | None:
    """184公里, 96.2万吨, 30米每秒, -5℃, 两斤半, 1米85."""
    tail = candidate.tail
    if tail is None or tail.kind != "unit" or candidate.numeral.glued:
        return None
    if candidate.numeral.form == "scale" and candidate.numeral.bound == "exact" and len(candidate.numeral.text) == 1:
        return None
    if tail.name == QUOTE and (
        candidate.numeral.form == "half" or QUOTE in candidate.text[max(0, candidate.start - QUOTED_BEFORE) : candidate.start]
    ):
        return None
    low, end = _with_parts(candidate, tail) if candidate.low == candidate.high else (candidate.low, candidate.tail_end)
    return candidate.quantity(
        "measure", end=end, low=low, high=low if candidate.low == candidate.high else candidate.high, unit=tail.unit, code=tail.code
    )


def _with_parts(candidate: Candidate, tail: UnitWord) -> tuple[Decimal, int]:
    """半 behind a unit, and smaller units: 两斤半, 3斤5两, 1米85."""
    low, end = candidate.low, candidate.tail_end
    n = candidate.numeral_at(end)
    if n is None or n.value is None or n.word_end or low < 0:
        return low, end
    if n.form == "half":
        half = half_of(n, Decimal(1)) if candidate.text[n.end : n.end + 1] not in candidate.vocabulary.not_half else None
        return (low + half, n.end) if half is not None else (low, end)
    behind_n = candidate.vocabulary.tail(candidate.text, n.end)
    if behind_n is not None:
        part = tail.parts.get(behind_n.name)
        return (low + n.value * part, n.end + len(behind_n.name)) if part is not None and n.value * part < 1 else (low, end)
    if "" in tail.parts and n.form in ("arabic", "chinese") and len(n.text) <= 2 and not is_hanzi(candidate.text[n.end : n.end + 1]):
        return low + n.value / TEN ** len(n.text), n.end
    return low, end


def intensity(candidate: Candidate) -> FoundQuantity | None:
    """11级大风, 里氏5.1级: degrees of wind and of earthquakes are counts, grades and tiers are none."""
    words = candidate.vocabulary.words.intensity
    unit = next((u for u in words.units if candidate.text.startswith(u, candidate.end)), None)
    if unit is None:
        return None
    end = candidate.end + len(unit)
    near = candidate.text[max(0, candidate.start - words.reach) : candidate.start]
    if candidate.text.startswith(words.behind, end) or any(w in near for w in words.before):
        return candidate.quantity("count", end=end, unit=unit)
    return None


def doubling(candidate: Candidate) -> FoundQuantity | None:
    """翻一番 is 2倍, 翻两番 4倍."""
    words = candidate.vocabulary.words.doubling
    verb = max((w for w in words.verbs if candidate.text.endswith(w, candidate.floor, candidate.start)), key=len, default="")
    if (
        not verb
        or candidate.text[candidate.end : candidate.end + 1] not in words.units
        or candidate.low != candidate.high
        or candidate.low > TEN
    ):
        return None
    value = Decimal(2) ** int(candidate.low)
    return candidate.quantity("count", start=candidate.start - len(verb), end=candidate.end + 1, low=value, high=value, unit=words.unit)


def count(candidate: Candidate) -> FoundQuantity | None:
    """184个, 3.5万多人, 120.873万名, 5部门."""
    tail, n = candidate.tail, candidate.numeral
    if tail is None or (tail.kind not in COUNTED and tail.name not in candidate.vocabulary.groups) or n.glued:
        return None
    if (
        (tail.name in candidate.vocabulary.uncounted and not _heads_of(candidate))
        or (candidate.text[candidate.start - 1 : candidate.start] in QUOTES and candidate.next_char in QUOTES)
        or _is_slogan(candidate)
    ):
        return None
    if (tail.name in candidate.vocabulary.bound_units and n.scale >= MANY) or (
        tail.name in candidate.vocabulary.small and n.form == "arabic" and n.scale == ONE and candidate.high >= HUNDRED
    ):
        return None  # 合同10万起, 101室
    if tail.kind == "classifier" and (candidate.high >= 1000 or candidate.high < 2 or n.form in ("half", "scale")):
        return None
    if n.form == "scale" and n.bound == "exact" and tail.kind != "measure_word":
        return None
    if _names_only(candidate, tail):
        return None
    low, high, end, bound = candidate.low, candidate.high, candidate.tail_end, candidate.bound
    half = candidate.numeral_at(end)
    if half is not None and half.form == "half" and low == high and n.form == "chinese":
        low, high, end = low + HALF, high + HALF, end + 1
    elif (
        candidate.text[end : end + 1] in candidate.vocabulary.more
        and n.bound == "exact"
        and tail.name in candidate.vocabulary.words.nouns.more_behind
    ):
        end, bound = end + 1, "over"
    return candidate.quantity("count", end=end, low=low, high=high, unit=tail.name, bound=bound)


def toll(candidate: Candidate) -> FoundQuantity | None:
    """两死一伤, 4死7伤: two numbers side by side, each with what happened to so many."""
    n, tolls = candidate.numeral, candidate.vocabulary.tolls
    char = candidate.text[n.end : n.end + 1]
    if char not in tolls or n.glued or n.form not in ("arabic", "chinese", "vague"):
        return None
    following, before = candidate.numeral_at(n.end + 1), candidate.numerals[candidate.index - 1] if candidate.index else None
    ahead = following is not None and candidate.text[following.end : following.end + 1] in tolls
    behind_one = before is not None and before.end + 1 == n.start and candidate.text[before.end] in tolls
    return candidate.quantity("count", end=n.end + 1, unit=char) if ahead or behind_one else None


def _heads_of(candidate: Candidate) -> bool:
    """五六十号人, 几百号: of a number that is not known exactly 号 counts people."""
    return candidate.numeral.value is None and candidate.numeral.end == candidate.end and candidate.low >= TEN


def _names_only(candidate: Candidate, tail: UnitWord) -> bool:
    """Whether a number only names a house, a section or a phone."""
    words, text, n = candidate.vocabulary, candidate.text, candidate.numeral
    if (
        n.text.isdecimal()
        and candidate.low >= THOUSANDS
        and words.dialled.search(text, max(0, candidate.start - CUE_REACH), candidate.start)
    ):
        return True
    if tail.name in words.address_units and (
        words.in_address.search(text, max(0, candidate.start - ADDRESS), candidate.start)
        or words.address_goes_on.match(text, candidate.tail_end)
    ):
        return True
    begins_line = not candidate.start or text[candidate.start - 1] in LINE_ENDS
    return begins_line and tail.name in words.sections and "." in n.text and n.scale == ONE and is_hanzi(candidate.next_char)


def _is_slogan(candidate: Candidate) -> bool:
    """“六支队伍”, “万名干部进万家”: a Chinese numeral that opens a quotation of a few words begins a name."""
    if (
        candidate.numeral.form not in ("chinese", "scale")
        or candidate.text[candidate.start - 1 : candidate.start] not in QUOTES
        or candidate.start == 0
    ):
        return False
    for char in candidate.text[candidate.end : candidate.end + QUOTED]:
        if char in QUOTES or char in STOPS:
            return char in QUOTES
    return False


def bare(candidate: Candidate) -> FoundQuantity | None:
    """1.6亿美国成年人: a great number directly before its noun. Whether a noun follows is decided with the words."""
    n = candidate.numeral
    if (
        (candidate.tail is not None and candidate.tail.kind != "classifier")
        or n.form not in BARE
        or n.glued
        or candidate.high < MANY
        or n.scale < MANY
    ):
        return None
    if n.form in ("chinese", "scale") and len(n.text) < 3 and (len(n.text) < 2 or front(candidate.text, candidate.start) is None):
        return None
    char = candidate.text[candidate.end : candidate.end + 1]
    if (
        not is_hanzi(char)
        or behind(candidate.text, candidate.end) is not None
        or (char in candidate.vocabulary.of and (n.form, n.bound) != ("scale", "over"))
    ):
        return None  # 数以亿计的用户, but 800万的摄像头 counts something else
    return candidate.quantity("count", end=candidate.end, unit=None)


def numbered(candidate: Candidate) -> FoundQuantity | None:
    """人数达8930万: what is counted stands in front, and the multiplier needs no unit."""
    n = candidate.numeral
    if candidate.tail is not None or n.form not in ("arabic", "mixed", "chinese") or n.glued or candidate.high < MANY or n.scale < MANY:
        return None
    if (
        is_hanzi(candidate.text[candidate.end : candidate.end + 1])
        and behind(candidate.text, candidate.end) is None
        and candidate.vocabulary.changed.match(candidate.text, candidate.end) is None
    ):
        return None
    return (
        candidate.quantity("count", end=candidate.end, unit=None)
        if candidate.vocabulary.people.search(candidate.text, max(0, candidate.start - CUE_REACH), candidate.start)
        else None
    )


Rule = Callable[[Candidate], "FoundQuantity | None"]
May = Callable[["UnitWord | None", Vocabulary], bool]


class Row(NamedTuple):
    """A rule with its name. ``may`` tells from the unit behind the number alone that it cannot fit; it saves the asking."""

    name: str
    rule: Rule
    may: May


def _bare(tail: UnitWord | None, _: Vocabulary) -> bool:
    return tail is None


def _kind(*kinds: str) -> May:
    return lambda tail, _: tail is not None and tail.kind in kinds


def _or_bare(*kinds: str) -> May:
    return lambda tail, _: tail is None or tail.kind in kinds


ORDINALS: tuple[Row, ...] = (Row("ordinal.marked", ordinal, lambda *_: True),)  # behind 第 nothing else is tried
RULES: tuple[Row, ...] = (
    Row("percentage.stated", percentage, _or_bare("percent")),  # and every fraction
    Row("percentage.tenths", tenths, _kind("tenths")),
    Row("percentage.discount", discount, lambda t, words: t is not None and t.name in words.words.percent.discounts),
    Row("count.doubling", doubling, lambda t, words: t is None or t.name.startswith(tuple(words.words.doubling.units))),
    Row(
        "measure.temperature",
        temperature,
        lambda t, words: t is not None and (t.name in words.words.temperature.degrees or t.code in words.degrees),
    ),
    Row("amount.graded", graded, lambda t, words: t is None or t.kind == "currency" or t.name.startswith(tuple(words.words.money.graded))),
    Row("amount.cents", cents, lambda t, words: t is not None and t.name in words.subunits),
    Row("amount.stated", amount, lambda t, _: t is None or t.kind != "percent"),  # without a currency, only behind one (``prefixed``)
    Row("measure.stated", measure, _kind("unit")),
    Row("count.intensity", intensity, lambda t, words: t is None or t.name.startswith(tuple(words.words.intensity.units))),
    Row("count.stated", count, lambda t, words: t is not None and (t.kind in COUNTED or t.name in words.groups)),
    Row("amount.cued", cued, _or_bare("classifier")),
    Row("amount.enumerated", enumerated, _bare),
    Row("count.toll", toll, _bare),
    Row("count.numbered", numbered, _bare),
    Row("count.bare", bare, _or_bare("classifier")),
)


@cache
def rules_behind(unit: str | None, prefixed: bool) -> tuple[Row, ...]:
    """The rules that a number may fit with this unit behind it, and with a character before it that may end a currency."""
    words = vocabulary()
    tail = words.tails[unit] if unit is not None else None
    money = prefixed or (tail is not None and tail.kind in ("currency", "subunit"))
    return tuple(row for row in RULES if row.may(tail, words) and (money or row.rule is not amount))
