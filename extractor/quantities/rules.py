"""The rules: a numeral, what stands before and behind it, and the quantity that they make, or nothing.

Each rule is a function of a ``Candidate``; ``RULES`` is their order. A veto is None. Vocabulary is in the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property

from extractor.numerals import Numeral
from extractor.numerals.bounds import Interval, behind, front, interval, stronger
from extractor.numerals.find import distribute, range_gap
from extractor.quantities.model import FoundQuantity, Kind
from extractor.quantities.vocabulary import Tail, Vocabulary, vocabulary
from extractor.records import Bound

HUNDRED = Decimal(100)
_QUOTES = tuple("“”‘’「」『』\"'")  # “两区” is a name
MANY = Decimal(10000)  # from here on a noun may follow a number directly: 1.6亿美国成年人


class Candidate:
    """A numeral with its surroundings, looked up when a rule asks."""

    def __init__(self, text: str, numeral: Numeral, following: Numeral | None) -> None:
        self.text = text
        self.numeral = numeral
        self.following = following
        self.v: Vocabulary = vocabulary()
        self.start = numeral.start
        self.end = numeral.end
        self.low, self.high, self.bound = numeral.least, numeral.most, numeral.bound
        self.own_tail: Tail | None = self._tail(numeral.end)
        if following is not None:
            self._join(following)

    def _join(self, b: Numeral) -> None:
        """Make one candidate of a range: 3至5万元, 3万元至5万元, 10%-15%."""
        a, text = self.numeral, self.text
        if b.glued or a.form == "half":
            return
        if range_gap(text, a.end, b.start):
            ends = distribute(text, a, b)
        elif self.own_tail is not None and range_gap(text, self._behind_tail(a.end, self.own_tail), b.start):
            tail = self._tail(b.end)
            if tail is None or (tail.kind, tail.code) != (self.own_tail.kind, self.own_tail.code):
                return
            if tail.kind not in ("currency", "percent", "unit", "tenths") and tail.name != self.own_tail.name:
                return
            gap = text[self._behind_tail(a.end, self.own_tail) : b.start]
            ends = None if "、" in gap else distribute(text, a, b, a_unit=True)
        else:
            return
        if ends is not None:
            (self.low, self.high), self.end, self.bound = ends, b.end, "range"

    def _behind_tail(self, end: int, tail: Tail) -> int:
        return end + (self.text[end : end + 1] == " ") + len(tail.name)

    def _tail(self, end: int) -> Tail | None:
        spaced = end < len(self.text) and self.text[end] == " "
        return self.v.tail(self.text, end + spaced)

    @cached_property
    def tail(self) -> Tail | None:
        """The unit behind the number."""
        return self._tail(self.end)

    @cached_property
    def tail_end(self) -> int:
        """Where the unit ends."""
        return self._behind_tail(self.end, self.tail) if self.tail else self.end

    @cached_property
    def negative(self) -> bool:
        """Whether a minus belongs to the number."""
        return self.numeral.negative

    @property
    def next_char(self) -> str:
        """The character behind the unit."""
        return self.text[self.tail_end : self.tail_end + 1]

    def scaled(self, factor: Decimal) -> tuple[Decimal, Decimal]:
        """Both ends times a factor."""
        return self.low * factor, self.high * factor

    def quantity(
        self, kind: Kind, *, end: int | None = None, start: int | None = None, low: Decimal | None = None, high: Decimal | None = None,
        unit: str | None = None, code: str | None = None, per: str | None = None, bounded: bool = True, bound: Bound | None = None,
    ) -> FoundQuantity:  # fmt: skip
        """The mention: sign, bound words and rate base around the number, and the interval that they make."""
        text = self.text
        start = self.start if start is None else start
        unit_end = end = self.tail_end if end is None else end
        low = self.low if low is None else low
        high = self.high if high is None else high
        if self.negative and start == self.start:
            start, low, high = start - 1, -high, -low
        bounds: list[Bound] = [bound or self.bound]
        before = front(text, start) if bounded else None
        if before is not None:
            bounds.append(before.bound)
        if per is None and (rate := self.v.per_behind.match(text, end)) and kind in ("amount", "measure", "count"):
            per, end = rate[1], rate.end()
        after = behind(text, end) if bounded else None
        if after is not None:
            bounds.append(after.bound)
            end = after.edge
        if per is None and kind in ("amount", "measure", "count"):
            per = self._base(before.edge if before else start)
        stated: Interval = interval(low, high, "exact" if low != high else stronger(*bounds))
        front_edge = before.edge if before and before.bound != "exact" and not before.across_verb else None
        return FoundQuantity(kind, start, end, "", *stated, unit=unit, code=code, per=per, front=front_edge, unit_end=unit_end)

    def _base(self, start: int) -> str | None:
        """每户, 人均 in front: the base of a rate."""
        match = self.v.per_before.search(self.text, max(0, start - 8), start)
        if match is None:
            return None
        return match[1] or self.v.words.per.averages[match[2]]


def percentage(c: Candidate) -> FoundQuantity | None:
    """15%, 0.5个百分点, 千分之三, 三分之一, 七成."""
    tail, n = c.tail, c.numeral
    if n.glued:
        return None
    if n.form == "fraction":
        low, high = c.scaled(HUNDRED)
        unit = "permille" if n.scale == 1000 else "percent"
        return c.quantity("percentage", end=c.end, low=_plain(low), high=_plain(high), unit=unit)
    if tail is None or tail.kind != "percent":
        return None
    factor = Decimal("0.1") if tail.code == "permille" else Decimal(1)
    low, high = (c.low, c.high) if factor == 1 else c.scaled(factor)
    start = c.start - 1 if c.negative else c.start
    if c.negative:
        low, high = -high, -low
    return c.quantity("percentage", start=start, low=low, high=high, unit=tail.code)


def tenths(c: Candidate) -> FoundQuantity | None:
    """七成, 三成五, 七八成; 一成不变 and 五成员 are none."""
    tail = c.tail
    if tail is None or tail.kind != "tenths" or c.high > 10 or c.numeral.form not in ("chinese", "arabic", "vague"):
        return None
    if c.next_char in c.v.words.percent.not_tenths_before:
        return None
    low, high = c.scaled(Decimal(10))
    end = c.tail_end
    if c.following is not None and c.following.start == end and c.following.high is not None and c.following.high < 10 and c.following.text[-1] == "五":
        low, high, end = low + 5, high + 5, c.following.end
    if end < len(c.text) and c.text[end] == "多":
        return c.quantity("percentage", end=end + 1, low=low, high=high, unit="percent", bound="over")
    return c.quantity("percentage", end=end, low=low, high=high, unit="percent")


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _prefix(c: Candidate) -> tuple[str, int] | None:
    """The currency sign or word right in front: its code and where it begins."""
    match = c.v.prefix.search(c.text, max(0, c.start - 6), c.start)
    return (c.v.prefixes[match[0].rstrip()], match.start()) if match else None


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
        return c.quantity("amount", low=_plain(low), high=_plain(high), code=tail.code)
    if prefix is not None and (tail is None or tail.kind not in ("percent", "unit")) and c.numeral.form != "vague" and not _is_code(c):
        return c.quantity("amount", start=prefix[1], end=c.end, code=prefix[0])
    return None


def _is_code(c: Candidate) -> bool:
    """COP28: a small whole number glued to letters is a name."""
    return c.numeral.glued and c.high < HUNDRED and c.high == c.high.to_integral_value()


def _suffixed(c: Candidate, tail: Tail, prefix: tuple[str, int] | None) -> FoundQuantity | None:
    """A currency behind the number; a word in front makes 元 another country's (港币3亿元)."""
    code = tail.code
    if tail.name == "块" and _is_noun_behind(c):
        return None
    start = c.start
    if prefix is not None:
        code, start = (prefix[0] if tail.code == "CNY" else code), prefix[1]
    low, high, end = c.low, c.high, c.tail_end
    if low == high and c.following is not None and c.following.start == end:
        low, end = _with_subunits(c, low, end)
        high = low
    if c.numeral.negative and start == c.start:
        low, high, start = -high, -low, start - 1
    return c.quantity("amount", start=start, end=end, low=low, high=high, code=code)


def _with_subunits(c: Candidate, low: Decimal, end: int) -> tuple[Decimal, int]:
    """角 and 分 behind 元: 123元1角1分. A last digit without a word counts the next unit: 三块五."""
    position = end
    for scale in (Decimal("0.1"), Decimal("0.01")):
        digit = c.text[position : position + 1]
        value = c.following.least if c.following is not None and position == end else _digit(digit)
        length = len(c.following.text) if c.following is not None and position == end else 1
        if value is None or value >= 100:
            break
        tail = next((t for t in c.v.subunits.values() if c.text.startswith(t.name, position + length)), None)
        if tail is None or (scale == Decimal("0.01") and tail.scale != scale):
            break
        low, position = low + value * tail.scale, position + length + len(tail.name)
        if tail.scale == Decimal("0.01"):
            break
    return low, position


def _digit(char: str) -> Decimal | None:
    from extractor.numerals import parse

    return parse(char) if char else None


def _is_noun_behind(c: Candidate) -> bool:
    """块 is a measure word when a noun follows: 8块金牌."""
    behind_char = c.next_char
    return bool(behind_char) and "\u4e00" <= behind_char <= "\u9fff" and behind(c.text, c.tail_end) is None and behind_char not in "一二三四五六七八九的钱"


def cued(c: Candidate) -> FoundQuantity | None:
    """投资3亿: a money cue stands for the currency of a bare 亿 or 万."""
    n = c.numeral
    scale = c.following.scale if c.following is not None and c.end == c.following.end else n.scale
    if scale < MANY or n.form not in ("arabic", "mixed", "chinese") or n.glued:
        return None
    if c.tail is not None and c.tail.kind != "classifier":
        return None
    if any(c.text.startswith(word, c.end) for word in c.v.words.money.behind):
        return c.quantity("amount", end=c.end, code="CNY")
    char = c.text[c.end : c.end + 1]
    if "\u4e00" <= char <= "\u9fff" and behind(c.text, c.end) is None and c.tail is None and char not in "的，":
        return None
    if not c.v.money.search(c.text, max(0, c.start - 12), c.start):
        return None
    return c.quantity("amount", end=c.end, code="CNY")


def ordinal(c: Candidate) -> FoundQuantity | None:
    """第12届, 第二十三次, 第一."""
    if not c.start or c.text[c.start - 1] not in c.v.words.ordinal.marks or c.numeral.form in ("half", "fraction"):
        return None
    n = c.numeral
    if n.value is None or n.value != n.value.to_integral_value():
        return None
    if any(c.text.startswith(w, n.end) for w in c.v.words.ordinal.not_units):
        return None
    tail = c.own_tail
    end, unit = n.end, None
    if tail is not None and tail.kind in ("measure_word", "classifier") or c.text[end : end + 1] in tuple("年天条章款号"):
        unit = tail.name if tail is not None and tail.kind in ("measure_word", "classifier") else c.text[end : end + 1]
        end += len(unit)
    return FoundQuantity("ordinal", n.start - 1, end, "", n.value, n.value, n.value, unit=unit, unit_end=end)


def temperature(c: Candidate) -> FoundQuantity | None:
    """零下12℃, 摄氏37度."""
    words = c.v.words.temperature
    start, sign, code = c.start, 1, None
    for word, ucum in words.scales.items():
        if c.text.endswith(word, 0, start):
            start, code = start - len(word), ucum
    below = next((w for w in words.below if c.text.endswith(w, 0, start)), None)
    above = next((w for w in words.above if c.text.endswith(w, 0, start)), None)
    if below or above:
        start, sign = start - len(below or above or ""), -1 if below else 1
    tail = c.tail
    if tail is None or start == c.start or not (tail.name in words.degrees or (tail.code in words.scales.values())):
        return None
    low, high = (c.low, c.high) if sign > 0 else (-c.high, -c.low)
    return c.quantity("measure", start=start, low=low, high=high, unit=tail.name, code=tail.code if tail.code in words.scales.values() else code or "Cel")


def measure(c: Candidate) -> FoundQuantity | None:
    """184公里, 96.2万吨, 30米每秒, -5℃."""
    tail = c.tail
    if tail is None or tail.kind != "unit" or c.numeral.glued:
        return None
    if c.numeral.form == "scale" and c.numeral.bound == "exact" and len(c.numeral.text) == 1:
        return None
    return c.quantity("measure", unit=tail.name, code=tail.code)


def intensity(c: Candidate) -> FoundQuantity | None:
    """11级大风, 里氏5.1级: degrees of wind and of earthquakes are counts, grades and tiers are none."""
    words = c.v.words.intensity
    unit = next((u for u in words.units if c.text.startswith(u, c.end)), None)
    if unit is None:
        return None
    end = c.end + len(unit)
    near = c.text[max(0, c.start - words.reach) : c.start]
    if any(c.text.startswith(w, end) for w in words.behind) or any(w in near for w in words.before):
        return c.quantity("count", end=end, unit=unit)
    return None


def doubling(c: Candidate) -> FoundQuantity | None:
    """翻一番 is 2倍, 翻两番 4倍."""
    words = c.v.words.doubling
    if c.text[c.end : c.end + 1] not in words.units or c.text[c.start - 1 : c.start] not in words.verbs or c.low != c.high or c.low > 10:
        return None
    value = Decimal(2) ** int(c.low)
    return c.quantity("count", start=c.start - 1, end=c.end + 1, low=value, high=value, unit=words.unit)


def count(c: Candidate) -> FoundQuantity | None:
    """184个, 3.5万多人, 120.873万名, 5部门."""
    tail, n = c.tail, c.numeral
    if tail is None or tail.kind not in ("measure_word", "classifier") and tail.name != "块" or n.glued:
        return None
    if tail.name in c.v.uncounted or (c.text[c.start - 1 : c.start] in _QUOTES and c.next_char in _QUOTES):
        return None
    if _is_slogan(c):
        return None
    if tail.kind == "classifier" and (c.high >= 1000 or c.high < 2 or n.form in ("half", "scale")):
        return None
    if n.form == "scale" and n.bound == "exact" and tail.kind != "measure_word":
        return None
    low, high, end, bound = c.low, c.high, c.tail_end, c.bound
    if c.text.startswith("半", end) and low == high and n.form == "chinese":
        low, high, end = low + Decimal("0.5"), high + Decimal("0.5"), end + 1
    elif end < len(c.text) and c.text[end] == "多" and n.bound == "exact" and tail.name in ("倍", "个", "岁"):
        end, bound = end + 1, "over"
    return c.quantity("count", end=end, low=low, high=high, unit=tail.name, bound=bound)


def _is_slogan(c: Candidate) -> bool:
    """“六支队伍”, “万名干部进万家”: a Chinese numeral that opens a quotation of a few words begins a name."""
    if c.numeral.form not in ("chinese", "scale") or c.text[c.start - 1 : c.start] not in _QUOTES or c.start == 0:
        return False
    rest = c.text[c.end : c.end + 12]
    return any(q in rest for q in _QUOTES) and not any(mark in rest.split("”")[0] for mark in "，。")


def bare(c: Candidate) -> FoundQuantity | None:
    """1.6亿美国成年人: a great number directly before its noun. Whether a noun follows is decided with the words."""
    n = c.numeral
    if c.tail is not None or n.form not in ("arabic", "mixed") or n.glued or c.high < MANY or n.scale < MANY:
        return None
    char = c.text[c.end : c.end + 1]
    if not "\u4e00" <= char <= "\u9fff" or behind(c.text, c.end) is not None:
        return None
    return c.quantity("count", end=c.end, unit=None)


Rule = Callable[[Candidate], "FoundQuantity | None"]
RULES: tuple[tuple[str, Rule], ...] = (
    ("ordinal.marked", ordinal),
    ("percentage.stated", percentage),
    ("percentage.tenths", tenths),
    ("count.doubling", doubling),
    ("measure.temperature", temperature),
    ("amount.stated", amount),
    ("measure.stated", measure),
    ("count.intensity", intensity),
    ("count.stated", count),
    ("amount.cued", cued),
    ("count.bare", bare),
)
