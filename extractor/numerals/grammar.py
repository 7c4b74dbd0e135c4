"""The numeral grammar: reads the longest numeral that begins at a position, with its exact value.

Finding and parsing share this reader, so that nothing is found that cannot be read. Vagueness inside the numeral (十几, 三五百,
数十亿, 3000多万) is part of the grammar: every digit is a pair of its lowest and highest reading, and the pair is carried through.
What stands before and behind the numeral (约, 以上) is ``bounds.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from extractor.lexicon.load import Lexicon, alternation, read_toml
from extractor.records import Bound

# Values are exact whatever their length: the default context would round at 28 digits.
_EXACT = Context(prec=400)
_QUOTIENT = Context(prec=28)
ZERO, ONE, TEN = Decimal(0), Decimal(1), Decimal(10)
LONGEST = 300  # characters of one numeral; longer runs of digits are no numbers of news


class NumeralWords(Lexicon):
    """Words with a role in the grammar."""

    zero: list[str]
    financial: list[str]
    several: list[str]
    point: list[str]
    minus: list[str]
    half: list[str]
    fraction: list[str]
    whole: list[str]
    upward: list[str]
    thousands: list[str]
    counted: list[str]
    more: list[str]
    around: list[str]
    english: dict[str, int]
    not_large_before: list[str]
    not_small_before: list[str]
    not_around_before: list[str]


class BoundWords(Lexicon):
    """Words that set a bound, by bound."""

    about: list[str]
    over: list[str]
    at_least: list[str]
    at_most: list[str]
    under: list[str] = []
    exact: list[str] = []
    varied: list[str] = []


class RangeWords(Lexicon):
    """Words between the ends of a range."""

    connectors: list[str]
    spaced: list[str]
    enumerated: list[str]
    from_: list[str] = []

    def __init__(self, **data: object) -> None:
        super().__init__(**{"from_" if k == "from" else k: v for k, v in data.items()})


class LinkWords(Lexicon):
    """Words that may stand between a front word and its number."""

    words: list[str]


class VerbGap(Lexicon):
    """Adverbs that bound a number across a verb."""

    free: list[str]
    adverbs: list[str]
    verbs: list[str]


class NumeralLexicon(Lexicon):
    """``lexicon/numerals.toml``."""

    digits: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    tens: dict[str, int]
    words: NumeralWords
    front: BoundWords
    front_links: LinkWords
    front_verbs: VerbGap
    front_vetoes: dict[str, list[str]]
    behind: BoundWords
    behind_vetoes: dict[str, list[str]]
    range: RangeWords


@lru_cache(maxsize=1)
def lexicon() -> NumeralLexicon:
    """The vocabulary of numerals."""
    return read_toml("numerals.toml", NumeralLexicon)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grammar reads: where it ends, the interval, the bound, the shape.

    ``scale`` is the multiplier that ends the numeral (5万: 10000), so that a range can give it to its first end.
    ``form``: arabic, chinese, mixed, scale (百 or 千万 without a digit), vague (几, 数), half, fraction.
    """

    end: int
    low: Decimal
    high: Decimal
    bound: Bound
    form: str
    scale: Decimal = ONE


class Grammar:
    """The reader, with its tables built once from the lexicon."""

    def __init__(self) -> None:
        lex = lexicon()
        words = lex.words
        self.digits = {c: Decimal(v) for c, v in lex.digits.items()}
        self.small = {c: Decimal(v) for c, v in lex.small.items()}
        self.large = {c: Decimal(v) for c, v in lex.large.items()}
        self.tens = {c: Decimal(v) for c, v in lex.tens.items()}
        self.zero = frozenset(words.zero)
        self.financial = frozenset(words.financial)
        self.several = tuple(sorted(words.several, key=len, reverse=True))
        self.several_last = {s[-1] for s in words.several}
        self.point = frozenset(words.point)
        self.more = frozenset(words.more)
        self.around = frozenset(words.around)
        self.upward = frozenset(words.upward)
        self.thousands = tuple(words.thousands)
        self.counted = tuple(words.counted)
        self.half = frozenset(words.half)
        self.fraction = words.fraction[0]
        self.whole = frozenset(words.whole)
        self.not_large = frozenset(words.not_large_before)
        self.not_small = frozenset(words.not_small_before)
        self.not_around = frozenset(words.not_around_before)
        self.units = {**self.small, **self.large}
        chinese = "".join([*self.digits, *self.small, *self.tens])
        self.start = re.compile(
            f"[0-9]|[{chinese}{''.join(self.large)}{''.join(self.half)}]|(?:{alternation(self.several)})|"
            f"[{''.join(self.upward)}](?=[{''.join(self.units)}])|{self.counted[0]}(?=[{''.join(self.units)}])"
        )
        self.arabic = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,3}(?:，[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
        self.power = re.compile(r"\s?[×xX*]\s?10(?:\^|的)?([-−]?[0-9]{1,3})(?:次方)?|[eE]([-+]?[0-9]{1,2})(?![0-9A-Za-z])")
        self.english = re.compile(rf"\s?({alternation(words.english)})(?![A-Za-z])", re.IGNORECASE)
        self.english_values = {k: Decimal(v) for k, v in words.english.items()}

    def read(self, text: str, start: int) -> Reading | None:
        """The longest numeral at ``start``; None if none begins there."""
        for fixed in self.thousands:
            if text.startswith(fixed, start):
                return Reading(start + len(fixed), self.small[fixed[1]], self.small[fixed[1]], "over", "scale")
        if text.startswith(self.counted[0], start):
            return self._counted(text, start)
        if text[start] in self.upward:
            inner = _Run(self, text, start + 1).read()
            return Reading(inner.end, inner.low, inner.low, "over", "scale", inner.scale) if inner and inner.form == "scale" else None
        reading = _Run(self, text, start).read()
        return reading and self._fraction(text, reading)

    def _counted(self, text: str, start: int) -> Reading | None:
        """数以万计: more than the scale it names."""
        inner = _Run(self, text, start + len(self.counted[0])).read()
        if inner is None or not text.startswith(self.counted[1], inner.end):
            return None
        return Reading(inner.end + len(self.counted[1]), inner.low, inner.low, "over", "scale")

    def _fraction(self, text: str, whole: Reading) -> Reading:
        """三分之一, 三又二分之一: a quotient to 28 digits where it has no end."""
        base, end = ZERO, whole.end
        denominator: Reading | None = whole
        if end < len(text) and text[end] in self.whole:
            base, denominator = whole.low, _Run(self, text, end + 1).read()
        if denominator is None or not text.startswith(self.fraction, denominator.end) or not denominator.low:
            return whole
        numerator = _Run(self, text, denominator.end + len(self.fraction)).read()
        if numerator is None or denominator.bound != "exact":
            return whole
        low, high = (_EXACT.add(base, _QUOTIENT.divide(n, denominator.low)) for n in (numerator.low, numerator.high))
        return Reading(numerator.end, low, high, numerator.bound, "fraction", denominator.low)


def _tidy(value: Decimal) -> Decimal:
    """A multiplied number without the zeros that the multiplication left: 6.2亿 is 620000000, not 620000000.0."""
    whole = value.to_integral_value()
    return whole.quantize(ONE, context=_EXACT) if whole == value else value.normalize(_EXACT)


class _Run:
    """One reading in progress: a cursor and the sums of the lowest and the highest value."""

    __slots__ = ("arabic", "chinese", "digit", "digits", "g", "high", "large", "more", "position", "scale", "section", "smallest", "start", "stop", "text", "total", "zero")

    def __init__(self, grammar: Grammar, text: str, start: int) -> None:
        self.g, self.text, self.start, self.position = grammar, text, start, start
        self.stop = min(len(text), start + LONGEST)
        self.total = (ZERO, ZERO)  # what large units have closed
        self.section: tuple[Decimal, Decimal] | None = None  # what small units have closed since
        self.digit: tuple[Decimal, Decimal] | None = None  # the digit that waits for a unit
        self.digits = 0  # characters of a waiting positional number
        self.smallest: Decimal | None = None  # last small unit of this section
        self.large: Decimal | None = None  # last large unit
        self.scale = ONE
        self.zero = self.more = self.arabic = self.chinese = False

    def read(self) -> Reading | None:
        g, text = self.g, self.text
        around = vague = bare = half = False
        while self.position < self.stop:
            char = text[self.position]
            if "0" <= char <= "9":
                if not self._arabic():
                    break
            elif char in g.units:
                bare = bare or (self.position == self.start)
                if not self._unit(char):
                    break
            elif char in g.digits or char in g.tens:
                if not self._chinese():
                    break
            elif char in g.several_last and not self.more:
                if not self._several():
                    break
                vague = True
            elif char in g.point and self._decimal():
                continue
            elif char in g.more and self._begun() and not self.more and not (vague and self.digit is not None):
                self.more = True
                self.position += 1
            elif char in g.around and self._is_around():
                around = True
                self.position += 1
                break
            elif char in g.half and self.position == self.start:
                self.digit, half = (Decimal("0.5"), Decimal("0.5")), True
                self.position += 1
                break
            elif char == " " and self._spaced_unit():
                self.position += 1
            else:
                break
        return self._finish(around=around, vague=vague, bare=bare, half=half)

    def _begun(self) -> bool:
        return self.position > self.start and (self.digit is not None or self.section is not None or self.large is not None)

    def _arabic(self) -> bool:
        """A run of Arabic digits: the first token, or the rest behind a large unit (1亿2000万, 3万4000, 25万6千)."""
        if self.digit is not None or self.section is not None or self.more or (self.chinese and not self.arabic):
            return False
        match = self.g.arabic.match(self.text, self.position, self.stop)
        assert match is not None
        if self.large is not None:
            behind = self.text[match.end() : match.end() + 1]
            value = Decimal(match[0].replace(",", "").replace("，", ""))
            fits = self.g.units.get(behind, self.large) < self.large or (len(match[0]) == 4 and self.large == 10000 and behind not in self.g.units)
            if not fits or value >= self.large or self.text[self.position - 1] == " ":
                return False
        self.arabic = True
        value = Decimal(match[0].replace(",", "").replace("，", ""))
        self.digit, self.position, self.digits = (value, value), match.end(), 0
        power = self.g.power.match(self.text, self.position)
        if power:
            exponent = int((power[1] or power[2]).replace("−", "-"))
            self.digit = (value.scaleb(exponent, _EXACT), value.scaleb(exponent, _EXACT))
            self.position = power.end()
        elif english := self.g.english.match(self.text, self.position):
            scaled = _EXACT.multiply(value, self.g.english_values[english[1].lower()])
            self.digit, self.position = (scaled, scaled), english.end()
        return True

    def _chinese(self) -> bool:
        """One Chinese digit, two neighbouring ones that mean a range (三五百, 七八十), or a positional number (二〇一八)."""
        g, text, start = self.g, self.text, self.position
        if self.more or self.digit is not None:
            return False
        if self.arabic and text[start - 1] not in g.units:
            return False
        self.chinese = True
        if text[start] in g.tens:
            if self.section is not None:
                return False
            self.section, self.smallest = (g.tens[text[start]],) * 2, TEN
            self.position += 1
            return True
        end = start
        while end < self.stop and text[end] in g.digits:
            end += 1
        run = text[start:end]
        if len(run) > 1 and run[0] in g.zero and (self.section is not None or self.large is not None):
            self.zero, self.position = True, start + 1  # 一千零五: 零 stands between
            return self._chinese()
        values = [g.digits[c] for c in run]
        if len(run) == 1:
            if run in g.zero and end < self.stop and text[end] in g.units and self._begun():
                self.zero, self.position = True, end  # 一万零百: read on, the unit decides
                return True
            self.digit = (values[0], values[0])
        elif len(run) == 2 and self._neighbours(values):
            self.digit = (values[0], values[1])
        elif self.section is None and self.large is None:
            number = Decimal("".join(str(v) for v in values))
            self.digit, self.digits = (number, number), len(run)
        else:
            return False
        self.position = end
        return True

    def _neighbours(self, values: list[Decimal]) -> bool:
        """三四, 七八, 三五: two digits that mean "three or four". Not 〇一, and not 一一."""
        a, b = values
        return a > 0 and (b == a + 1 or (a == 3 and b == 5))

    def _several(self) -> bool:
        """几, 数: one to ten before a unit or alone, zero to ten behind 十 or a round Arabic number."""
        for word in self.g.several:
            if self.text.startswith(word, self.position):
                break
        else:
            return False
        if self.digit is not None:
            if not self.arabic or self.digit[0] % 10 or self.section is not None:
                return False
            self.section, self.digit, self.smallest = self.digit, None, TEN
        if self.section is not None and self.smallest != TEN:
            return False
        self.digit = (ZERO, TEN) if self.section is not None else (ONE, TEN)
        self.position += len(word)
        return True

    def _unit(self, char: str) -> bool:
        unit = self.g.units[char]
        behind = self.text[self.position + 1 : self.position + 2]
        if (unit > 10**8 and behind in self.g.not_large) or (self.arabic and unit in (100, 1000) and behind in self.g.not_small):
            return False
        return self._small(unit) if unit < 10000 else self._large(unit)

    def _small(self, unit: Decimal) -> bool:
        g = self.g
        if self.more and self.digit is None:
            return False
        if self.digit is None:
            # 十 may stand without a digit; 百 and 千 only at the beginning, where they are a scale (百万, 千余)
            if self.section is not None or (unit != TEN and self.position != self.start):
                return False
            self.digit = (ONE, ONE)
        elif self.digits > 1 or (self.arabic and unit == TEN) or (self.smallest is not None and unit >= self.smallest):
            return False
        elif not self.arabic and self.digit[0] >= TEN:
            return False
        low, high = (_EXACT.multiply(d, unit) for d in self.digit)
        if self.section is not None:
            low, high = _EXACT.add(self.section[0], low), _EXACT.add(self.section[1], high)
        self.section, self.digit, self.smallest, self.zero = (low, high), None, unit, False
        self.scale, self.position = unit, self.position + 1
        if self.position < self.stop and self.text[self.position] not in g.units:
            self.chinese = True
        return True

    def _large(self, unit: Decimal) -> bool:
        behind_large = self.position > self.start and self.section is None and self.digit is None
        if behind_large and self.large is not None and unit <= self.large:
            return False
        section = self._sum()
        if section is None:
            section = (ONE, ONE) if self.large is None else (ZERO, ZERO)
        if self.large is not None and unit > self.large:
            self.total = (_EXACT.multiply(_EXACT.add(self.total[0], section[0]), unit), _EXACT.multiply(_EXACT.add(self.total[1], section[1]), unit))
            self.scale = _EXACT.multiply(self.scale, unit) if behind_large else unit
        else:
            if self.large is not None and unit == self.large:
                return False
            self.total = (_EXACT.add(self.total[0], _EXACT.multiply(section[0], unit)), _EXACT.add(self.total[1], _EXACT.multiply(section[1], unit)))
            self.scale = _EXACT.multiply(self.smallest, unit) if self.smallest and self.arabic and self.digit is None else unit
        self.section = self.digit = self.smallest = None
        self.large, self.zero, self.position, self.digits = unit, False, self.position + 1, 0
        return True

    def _sum(self) -> tuple[Decimal, Decimal] | None:
        """Section and waiting digit together. A last digit behind 百, 千, 万 counts their tenth: 两万五, 三千二."""
        if self.digit is None:
            return self.section
        digit = self.digit
        short = self.smallest or (self.large if self.section is None else None)
        if self.section is None and self.large is None:
            return digit
        if not self.zero and short is not None and short > TEN and digit[1] < TEN and not self._arabic_digit():
            digit = (_EXACT.multiply(digit[0], short / 10), _EXACT.multiply(digit[1], short / 10))
        base = self.section or (ZERO, ZERO)
        return _EXACT.add(base[0], digit[0]), _EXACT.add(base[1], digit[1])

    def _arabic_digit(self) -> bool:
        return "0" <= self.text[self.position - 1] <= "9"

    def _decimal(self) -> bool:
        """零点五, 二点三亿: digits behind 点, one by one. 三点二十分 is a clock and none of ours."""
        g, text = self.g, self.text
        if self.more or self.digit is None and self.section is None or self.arabic or self.digits > 1:
            return False
        end = self.position + 1
        while end < self.stop and text[end] in g.digits:
            end += 1
        run = text[self.position + 1 : end]
        if not run or (end < len(text) and text[end] in g.small):
            return False
        whole = self._sum()
        if whole is None or whole[0] != whole[1]:
            return False
        tail = Decimal("0." + "".join(str(g.digits[c]) for c in run))
        value = _EXACT.add(whole[0], tail)
        self.section, self.digit, self.smallest, self.digits = None, (value, value), None, len(run) + 1
        self.position = end
        return True

    def _is_around(self) -> bool:
        behind = self.text[self.position + 1 : self.position + 2]
        return self._begun() and self.digit is None and self.scale >= TEN and behind != "" and behind not in self.g.not_around

    def _spaced_unit(self) -> bool:
        """177.1 亿元: one space between an Arabic number and its multiplier."""
        behind = self.text[self.position + 1 : self.position + 2]
        return self.arabic and self.digit is not None and behind in self.g.large

    def _finish(self, *, around: bool, vague: bool, bare: bool, half: bool) -> Reading | None:
        if not self._begun():
            return None
        surface = self.text[self.start : self.position]
        if len(surface) == 1 and surface in self.g.financial:
            return None
        section = self._sum() or (ZERO, ZERO)
        low, high = _EXACT.add(self.total[0], section[0]), _EXACT.add(self.total[1], section[1])
        if self.large is not None or self.section is not None:
            low, high = _tidy(low), _tidy(high)
        if self.digit is not None:
            self.scale = ONE if self.digits or self.arabic or self.large is None else self.scale
        form = "half" if half else "vague" if vague else "scale" if bare and self.g.units[surface[0]] != TEN else "mixed" if self.arabic and self.chinese else "arabic" if self.arabic else "chinese"
        bound: Bound = "range" if low != high else "over" if self.more else "about" if around else "exact"
        return Reading(self.position, low, high, bound, form, self.scale)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The reader, built at first use."""
    return Grammar()
