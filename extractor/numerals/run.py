"""One reading: the longest numeral from a position on, character by character, with its lowest and highest value.

Vagueness inside the numeral (十几, 三五百, 数十亿, 3000多万) is part of the reading: every digit is a pair of its lowest and highest
value, and the pair is carried through.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from extractor.numerals.reading import EXACT, HALF, HUNDRED, LONGEST, MYRIAD, ONE, QUOTIENT, TEN, ZERO, Pair, Reading, plus, tidy, times
from extractor.numerals.vocabulary import HUNDRED_MILLION, Tables
from extractor.records import Bound


class Run:
    """One reading in progress: a cursor and the sums of the lowest and the highest value."""

    __slots__ = (
        "arabic", "around", "bare", "chinese", "digit", "digits", "half", "large", "more", "position", "scale", "section", "short",
        "smallest", "start", "stop", "t", "tenth", "text", "total", "vague", "zero",
    )  # fmt: skip

    def __init__(self, tables: Tables, text: str, start: int) -> None:
        self.t, self.text, self.start, self.position = tables, text, start, start
        self.stop = min(len(text), start + LONGEST)
        self.total: Pair = (ZERO, ZERO)  # what large units have closed
        self.section: Pair | None = None  # what small units have closed since
        self.digit: Pair | None = None  # the digit that waits for a unit
        self.digits = 0  # characters of a waiting positional number
        self.smallest: Decimal | None = None  # last small unit of this section
        self.large: Decimal | None = None  # last large unit
        self.scale = ONE
        self.short = ONE  # what k and M behind a digit multiply by
        self.zero = self.more = self.arabic = self.chinese = False
        self.around = self.vague = self.bare = self.half = False
        self.tenth = False  # an Arabic last digit counts the tenth of the unit before it: 1万2

    def read(self, *, lone: bool = False) -> Reading | None:
        """The numeral; ``lone`` lets a financial digit stand alone (贰 in 仟分之贰)."""
        roles, text = self.t.roles, self.text
        while self.position < self.stop:
            role = roles.get(text[self.position])
            if role is None or self.half or (self.around and role != "unit") or not _STEPS[role](self):
                break
        return self._finish(lone=lone)

    def _begun(self) -> bool:
        return self.position > self.start and (self.digit is not None or self.section is not None or self.large is not None)

    def _behind(self, length: int = 1) -> str:
        """The character behind the next ``length`` ones."""
        return self.text[self.position + length : self.position + length + 1]

    def _arabic(self) -> bool:
        """A run of Arabic digits: the first token, or the rest behind a unit (1亿2000万, 3万4000, 25万6千, 5万4千6百)."""
        if self.digit is not None or self.more or (self.chinese and not self.arabic):
            return False
        match = self.t.arabic.match(self.text, self.position, self.stop)
        if match is None:
            return False
        value = Decimal(match[0].replace(",", "").replace("，", "").replace(" ", ""))
        if (self.section is not None or self.large is not None) and not self._rest(value, match[0]):
            return False
        self.arabic = True
        self.digit, self.position, self.digits = (value, value), match.end(), 0
        self._powers(value)
        return True

    def _rest(self, value: Decimal, surface: str) -> bool:
        """Whether Arabic digits behind a unit go on with the number: 1亿|2000万, 3千零|20."""
        if self.zero:
            return value < (self.smallest or self.large or ONE) and surface[0] not in "0."
        if self.section is not None:
            smallest = self.smallest or ONE
            if self.arabic and len(surface) == 1 and self.t.small.get(self._behind(), smallest) < smallest:
                return True
            self.tenth = self.large is None and smallest > TEN and self._short(surface)
            return self.tenth
        return self.large is not None and value < self.large and surface[0] != "." and self._fits(surface, self.large)

    def _fits(self, surface: str, large: Decimal) -> bool:
        behind = self._behind(len(surface))
        unit = self.t.units.get(behind)
        if self.text[self.position - 1] == " ":
            return unit is not None and unit < MYRIAD and unit < large
        if (unit is not None and unit < large) or (len(surface) == 4 and large == MYRIAD and unit is None):
            return True
        self.tenth = self._short(surface)
        return self.tenth

    def _short(self, surface: str) -> bool:
        """1万2, 3千5: one digit more, with nothing behind it that it could count."""
        return self.arabic and len(surface) == 1 and surface != "0" and self._behind() in self.t.short_before

    def _powers(self, value: Decimal) -> None:
        """3×10^8, 3e8, 10^8, 1.2 billion, 50k before a currency."""
        t, text = self.t, self.text
        if power := t.power.match(text, self.position):
            exponent = int((power[1] or power[2]).replace("−", "-"))
            scaled = value.scaleb(exponent, EXACT)
        elif (power := t.caret.match(text, self.position)) and value:
            scaled = QUOTIENT.power(value, int(power[1].replace("−", "-")))
        elif power := t.english.match(text, self.position):
            scaled = tidy(EXACT.multiply(value, t.english_values[power[1].lower()]))
        elif power := t.latin.match(text, self.position):
            self.short = t.latin_values[power[1]]
            scaled = tidy(EXACT.multiply(value, self.short))
        else:
            return
        self.digit, self.position = (scaled, scaled), power.end()

    def _chinese(self) -> bool:
        """One Chinese digit, two neighbouring ones that mean a range (三五百, 七八十), or a positional number (二〇一八)."""
        t, text, start = self.t, self.text, self.position
        if self.more or self.digit is not None or (self.arabic and text[start - 1] not in t.units):
            return False
        if text[start] in t.counting and start > self.start and self._behind() not in t.units:
            return False  # 三千两百两 ends before its last 两
        if (
            start > self.start
            and text[start] == t.single
            and t.units.get(text[start - 1], ONE) > TEN
            and text.startswith(t.priced, start + 1)
        ):
            return False  # 2万|一平米, but 十一个
        self.chinese = True
        if text[start] in t.tens:
            if self.section is not None and not self._lacks_tens():
                return False
            tens = (t.tens[text[start]],) * 2
            self.section, self.smallest = tens if self.section is None else plus(self.section, tens), TEN
            self.position += 1
            return True
        end = start + 1
        while end < self.stop and text[end] in t.positional and text[end] not in t.counting:
            end += 1
        if self._pair(end):
            end += 1
        if self._priced(start, end):
            end -= 1
        run = text[start:end]
        if len(run) > 1 and run[0] in t.zero and (self.section is not None or self.large is not None):
            self.zero, self.position = True, start + 1  # 一千零五: 零 stands between
            return self._chinese()
        return self._digits(run, end)

    def _priced(self, start: int, end: int) -> bool:
        """两万五|一台, 三块五|一斤: the 一 of what a price is of, behind a digit that ends the price."""
        t, text = self.t, self.text
        if end - start != 2 or text[end - 1] != t.single or not text.startswith(t.priced, end):
            return False
        return self.section is not None or self.large is not None or text[start - 1 : start] in t.coins

    def _lacks_tens(self) -> bool:
        """Whether tens may go on without a digit of their own: 三百|卅六, 二千|十七, but not 百|十."""
        return self.smallest is not None and self.smallest > TEN and not self.bare and not self.arabic

    def _digits(self, run: str, end: int) -> bool:
        t = self.t
        values = [t.positional[c] for c in run]
        if len(run) == 1:
            if run in t.zero and end < self.stop and self._begun() and self._goes_on(end):
                self.zero, self.position = True, end  # 一万零百: read on, the unit decides
                return True
            self.digit = (values[0], values[0])
        elif len(run) == 2 and self._neighbours(values):
            self.digit = (values[0], values[1])
        elif self.section is None and self.large is None and run[0] not in t.counting:
            number = Decimal("".join(str(v) for v in values))
            self.digit, self.digits = (number, number), len(run)
        else:
            return False
        self.position = end
        return True

    def _pair(self, end: int) -> bool:
        """一两千, 一两个: 两 behind a lone 一 is a number where one is counted, else a weight."""
        t, text = self.t, self.text
        if end != self.position + 1 or end + 1 >= self.stop or text[end] not in t.counting:
            return False
        return t.digits[text[end - 1]] == ONE and text[end - 1] not in t.financial and text[end + 1] in t.pair_before

    def _piece(self) -> bool:
        """20个亿, 3个多亿: 个 before 亿 is nothing but a way of speaking; 5个亿元村 are five villages."""
        t, text = self.t, self.text
        at = self.position + 1
        at += text[at : at + 1] in t.more
        stated = self.digit or self.section
        if stated is None or self.large is not None or self.more or t.units.get(text[at : at + 1]) != HUNDRED_MILLION:
            return False
        if text[at + 1 : at + 2] in t.not_piece and not stated[0] % 1:
            return False
        self.position += 1
        return True

    def _goes_on(self, end: int) -> bool:
        """Whether 零 stands inside a number: 一万零百, 一万零卌, 一百零几, 1亿零500万."""
        if self.arabic and "1" <= self.text[end] <= "9":
            return True
        if self.text[end] in self.t.counting and self.text[end + 1 : end + 2] in self.t.units:
            return True  # 七万零|两百
        return self.text[end] in self.t.units or self.text[end] in self.t.tens or self.text.startswith(self.t.several, end)

    def _doubtful(self) -> bool:
        """参 in 参拾 and 拾参: a digit only beside a financial multiplier, or first before 万 (``first`` looks at what follows)."""
        t, text = self.t, self.text
        beside = self.position == self.start or self._behind() in t.multipliers or text[self.position - 1] in t.multipliers
        if self.digit is not None or self.more or not beside:
            return False
        value = t.doubtful[text[self.position]]
        self.digit, self.chinese, self.position = (value, value), True, self.position + 1
        return True

    def _neighbours(self, values: list[Decimal]) -> bool:
        """三四, 七八, 三五: two digits that mean "three or four". Not 〇一, and not 一一."""
        a, b = values
        return a > 0 and (b == a + 1 or (a == 3 and b == 5))

    def _several(self) -> bool:
        """几, 数: one to ten before a unit or alone, zero to ten behind 十 or a round Arabic number."""
        word = next((w for w in self.t.several if self.text.startswith(w, self.position)), None)
        if word is None or self.more or (len(word) > 1 and self.position == self.start):
            return False  # 好 of 好几家 stays outside
        if self.section is not None and self.t.small.get(self._behind(len(word))) is not None:
            return False  # 数十|数百
        if self.digit is not None:
            if not self.arabic or self.digit[0] % 10 or self.section is not None:
                return False
            self.section, self.digit, self.smallest = self.digit, None, TEN
        if self.section is not None and self.smallest != TEN and not self.zero:
            return False
        self.digit = (ZERO, TEN) if self.section is not None and self.smallest == TEN else (ONE, TEN)
        self.position += len(word)
        self.vague = True
        return True

    def _unit(self) -> bool:
        unit = self.t.units[self.text[self.position]]
        if self.position == self.start:
            self.bare = True
        behind = self._behind()
        if unit > HUNDRED_MILLION and (behind in self.t.not_large or (self.arabic and behind not in self.t.large_before)):
            return False
        if self.arabic and unit in (100, 1000) and behind in self.t.not_small:
            return False
        return self._small(unit) if unit < MYRIAD else self._large(unit)

    def _small(self, unit: Decimal) -> bool:
        t = self.t
        if self.around or (self.more and self.digit is None):
            return False
        if self.digit is None:
            # 十 may stand without a digit; 百 and 千 only at the beginning, where they are a scale (百万, 千余)
            led = unit == TEN and (self.zero or (self.section is not None and self._lacks_tens()))
            if not led and (self.section is not None or (unit != TEN and self.position != self.start)):
                return False
            self.digit = (ONE, ONE)
        elif self.digits > 1 or (self.smallest is not None and unit >= self.smallest) or self._too_great(self.digit, unit):
            return False
        elif unit == TEN and self.digit[1] == 0:
            self.digit = (ONE, ONE)  # 零十
        closed = times(self.digit, unit)
        self.section = closed if self.section is None else plus(self.section, closed)
        self.digit, self.smallest, self.zero = None, unit, False
        self.scale, self.position = unit, self.position + 1
        if self.position < self.stop and self.text[self.position] not in t.units:
            self.chinese = True
        return True

    def _too_great(self, digit: Pair, unit: Decimal) -> bool:
        """Whether the digit cannot stand before the unit: 3十 is not written, 二十百 not said."""
        return unit == TEN if self.arabic else digit[0] >= TEN

    def _large(self, unit: Decimal) -> bool:
        behind_large = self.position > self.start and self.section is None and self.digit is None
        if behind_large and self.large is not None and unit <= self.large:
            return self._squared(unit)
        section = self._sum(closing=True)
        if section is None:
            section = (ONE, ONE) if self.large is None else (ZERO, ZERO)
        if self.large is not None and unit > self.large:
            self.total = times(plus(self.total, section), unit)
            self.scale = EXACT.multiply(self.scale, unit) if behind_large else unit
        elif unit == self.large:
            return False
        else:
            self.total = plus(self.total, times(section, unit))
            self.scale = EXACT.multiply(self.smallest, unit) if self.smallest and self.arabic and self.digit is None else unit
        self._close(unit)
        return True

    def _squared(self, unit: Decimal) -> bool:
        """万万 is 亿: 四万万."""
        if unit != MYRIAD or self.large != MYRIAD or self.more or self.text[self.position - 1] != self.text[self.position]:
            return False
        self.total = times(self.total, unit)
        self.scale = EXACT.multiply(self.scale, unit)
        self._close(EXACT.multiply(unit, unit))
        return True

    def _close(self, unit: Decimal) -> None:
        self.section = self.digit = self.smallest = None
        self.large, self.zero, self.position, self.digits = unit, False, self.position + 1, 0

    def _sum(self, *, closing: bool = False) -> Pair | None:
        """Section and waiting digit together. A last digit behind 百, 千, 万 counts their tenth: 两万五, 三千二."""
        digit = self.digit
        if digit is None:
            return self.section
        if self.section is None and (self.large is None or closing):
            return digit
        short = self.smallest if self.section is not None else self.large
        if not self.zero and short is not None and short > TEN and digit[1] < TEN and (self.tenth or not self._arabic_digit()):
            digit = times(digit, short / 10)
        return plus(self.section or (ZERO, ZERO), digit)

    def _arabic_digit(self) -> bool:
        return "0" <= self.text[self.position - 1] <= "9"

    def _point(self) -> bool:
        """零点五, 二点三亿: digits behind 点, one by one. 三点二十分 is a clock and none of ours."""
        t, text = self.t, self.text
        if self.more or (self.digit is None and self.section is None) or self.arabic or self.digits > 1:
            return False
        end = self.position + 1
        while end < self.stop and text[end] in t.digits and text[end] not in t.counting:
            end += 1
        run = text[self.position + 1 : end] or self._arabic_run(end)
        end = self.position + 1 + len(run)
        if not run or (end < len(text) and text[end] in t.small):
            return False
        whole = self._sum()
        if whole is None or whole[0] != whole[1]:
            return False
        tail = Decimal("0." + "".join(str(t.digits.get(c, c)) for c in run))
        value = EXACT.add(whole[0], tail)
        self.section, self.digit, self.smallest, self.digits = None, (value, value), None, len(run) + 1
        self.position = end
        return True

    def _arabic_run(self, position: int) -> str:
        """77 in 零点77: after a zero alone, where it is no clock."""
        match = self.t.arabic.match(self.text, position, self.stop) if self.text[position - 2] in self.t.zero else None
        return match[0] if match and match[0].isdecimal() and not self.text.startswith(self.t.clock, match.end()) else ""

    def _more(self) -> bool:
        """3000多万, 百余: more than what stands before; not behind 几 and not twice."""
        if not self._begun() or self.more or (self.vague and self.digit is not None):
            return False
        self.more = True
        self.position += 1
        return True

    def _around(self) -> bool:
        """十来, 10来万, 百把: about ten; 十来自 is none, and 三把 counts what has a handle."""
        behind = self._behind()
        if self.text[self.position] in self.t.handful and not (
            self.position - self.start == 1 and self.bare and behind in self.t.around_before
        ):
            return False
        if self.around or not self._begun() or not behind or behind in self.t.not_around:
            return False
        if self.digit is not None:
            if not self.arabic or self.digit[0] % 10 or not self.digit[0] or behind not in self.t.around_before:
                return False
        elif self.scale < TEN:
            return False
        self.around = True
        self.position += 1
        return True

    def _half(self) -> bool:
        """半 begins a numeral and ends it, but 半百 is fifty."""
        if self.position != self.start:
            return False
        self.digit, self.half = (HALF, HALF), self.t.units.get(self._behind()) != HUNDRED
        self.position += 1
        return True

    def _space(self) -> bool:
        """177.1 亿元, 二十 亿, 7万 5千: one space between a number and its multiplier, or behind one before a smaller."""
        behind = self._behind()
        if not self.arabic:
            spaced = self.digit is not None or self.section is not None
            spaced = spaced and not self.vague and behind in self.t.large and self._behind(2) not in self.t.roles
            self.position += spaced
            return spaced
        if self.digit is not None:
            spaced = behind in self.t.large
        else:
            spaced = "0" <= behind <= "9" and self.text[self.position - 1] in self.t.units and self._behind(2) in self.t.small
        self.position += spaced
        return spaced

    def _finish(self, *, lone: bool) -> Reading | None:
        if not self._begun():
            return None
        surface = self.text[self.start : self.position]
        if len(surface) == 1 and surface in self.t.financial and not lone:
            return None
        low, high = plus(self.total, self._sum() or (ZERO, ZERO))
        if self.large is not None or self.section is not None:
            low, high = tidy(low), tidy(high)
        if self.digit is not None:
            short = self.section is None and self.large is not None and not (self.zero or self.digits or self.arabic)
            self.scale = self.scale if short else self.short
        bound: Bound = "range" if low != high else "over" if self.more else "about" if self.around else "exact"
        return Reading(self.position, low, high, bound, self._form(surface), self.scale)

    def _form(self, surface: str) -> str:
        if self.half:
            return "half"
        if self.vague:
            return "vague"
        if self.bare and self.t.units[surface[0]] != TEN:
            return "scale"
        if self.arabic:
            return "mixed" if self.chinese else "arabic"
        return "chinese"


_STEPS: dict[str, Callable[[Run], bool]] = {
    "arabic": Run._arabic,
    "unit": Run._unit,
    "digit": Run._chinese,
    "doubtful": Run._doubtful,
    "several": Run._several,
    "point": Run._point,
    "more": Run._more,
    "around": Run._around,
    "piece": Run._piece,
    "half": Run._half,
    "space": Run._space,
}
