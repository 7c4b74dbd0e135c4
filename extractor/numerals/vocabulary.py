"""The vocabulary of numerals: what ``lexicon/numerals.toml`` holds, and the tables that the grammar makes of it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.lexicon.load import Lexicon, alternation, read_toml


class NumeralRoles(Lexicon):
    """Words with a role in the grammar."""

    zero: list[str]
    counting: list[str]
    financial: list[str]
    several: list[str]
    point: list[str]
    clock: list[str]
    minus: list[str]
    either: tuple[str, ...]
    half: list[str]
    halves: list[str]
    halved: list[str]
    not_half_before: list[str]
    fraction: list[str]
    parts: list[str]
    not_part_before: list[str]
    whole: list[str]
    upward: list[str]
    thousands: list[str]
    counted: list[str]
    more: list[str]
    around: list[str]
    handful: list[str]
    around_before: list[str]
    pair_before: list[str]
    priced: tuple[str, ...]
    short_before: list[str]
    coins: list[str]
    pieces: list[str]
    not_piece_before: list[str]
    power: list[str]
    power_end: list[str]
    english: dict[str, int]
    latin: dict[str, int]
    latin_before: list[str]
    generations: list[str]
    multipliers: list[str]
    dozens: dict[str, int]
    not_dozen_before: list[str]
    large_before: list[str]
    not_large_before: list[str]
    not_small_before: list[str]
    not_around_before: list[str]


class BoundWords(Lexicon):
    """Words that set a bound, by bound."""

    about: list[str]
    over: list[str]
    at_least: list[str]
    at_most: list[str]
    under: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


class RangeWords(Lexicon):
    """Words between the ends of a range."""

    glosses: list[str]
    connectors: list[str]
    enumerated: list[str]
    conjunctions: list[str]
    paired: list[str]
    between: list[str]


class LinkWords(Lexicon):
    """Words that may stand between a front word and its number."""

    words: list[str]


class ScaledWords(Lexicon):
    """Words that bound only round numbers."""

    words: list[str]
    shares: list[str]
    measured: list[str]


class VerbGap(Lexicon):
    """Adverbs that bound a number across a verb."""

    free: list[str]
    adverbs: list[str]
    verbs: list[str]
    ordinary: list[str]


class ComparedWords(Lexicon):
    """Words before and behind a number that together set a bound."""

    before: list[str]
    links: list[str]
    over: list[str]
    under: list[str]


class NumeralLexicon(Lexicon):
    """``lexicon/numerals.toml``."""

    digits: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    tens: dict[str, int]
    doubtful: dict[str, int]
    round: dict[str, int]
    words: NumeralRoles
    spoken: dict[str, tuple[int, ...]]
    front: BoundWords
    front_links: LinkWords
    front_scaled: ScaledWords
    front_verbs: VerbGap
    compared: ComparedWords
    front_vetoes: dict[str, list[str]]
    behind: BoundWords
    behind_needs: dict[str, list[str]]
    behind_vetoes: dict[str, list[str]]
    range: RangeWords


@lru_cache(maxsize=1)
def lexicon() -> NumeralLexicon:
    """The vocabulary of numerals."""
    read: NumeralLexicon = read_toml("numerals.toml", NumeralLexicon)
    return read


ONE, HUNDRED_MILLION = Decimal(1), Decimal(10**8)
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"


# groups parted by spaces, where a group that begins with 0 can be no number of its own: 1 000, 12 050
_SPACED = r"[0-9]{1,3}(?: [0-9]{3}){0,3}(?: 0[0-9]{2})(?: [0-9]{3}){0,3}(?![0-9])(?:\.[0-9]+)?"


class Tables:
    """What the grammar looks up at each character: values, roles, and the patterns of Arabic numbers."""

    def __init__(self) -> None:
        lex = lexicon()
        words = lex.words
        self.digits = {c: Decimal(v) for c, v in lex.digits.items()}
        self.positional = self.digits | {c: Decimal(v) for c, v in lex.round.items()}
        self.small = {c: Decimal(v) for c, v in lex.small.items()}
        self.large = {c: Decimal(v) for c, v in lex.large.items()}
        self.doubtful = {c: Decimal(v) for c, v in lex.doubtful.items()}
        self.tens = {c: Decimal(v) for c, v in lex.tens.items()}
        self.units = {**self.small, **self.large}
        self.powers = frozenset(self.units.values())
        self.single = next(c for c, v in lex.digits.items() if v == 1)
        self.zero = frozenset(words.zero)
        self.clock = tuple(words.clock)
        self.counting = frozenset(words.counting)
        self.financial = frozenset(words.financial)
        self.multipliers = frozenset(words.multipliers)
        self.several = tuple(sorted(words.several, key=len, reverse=True))
        self.upward = frozenset(words.upward)
        self.thousands = tuple(words.thousands)
        self.counted = tuple(words.counted)
        self.spoken = {phrase: tuple(Decimal(v) for v in values) for phrase, values in lex.spoken.items()}
        self.spoken_longest = max(map(len, self.spoken))
        self.fraction = words.fraction[0]
        self.parts = frozenset(words.parts)
        self.part = self.fraction[0]
        self.not_part = frozenset(words.not_part_before)
        self.whole = frozenset(words.whole)
        self.slash = "/"
        self.large_before = frozenset(words.large_before)
        self.priced = words.priced
        self.coins = frozenset(words.coins)
        self.short_before = frozenset([*words.short_before, ""])
        self.not_large = frozenset(words.not_large_before)
        self.not_small = frozenset(words.not_small_before)
        self.more = frozenset(words.more)
        self.not_around = frozenset(words.not_around_before)
        self.handful = frozenset(words.handful)
        self.around_before = frozenset([*words.around_before, *self.units])
        self.pair_before = frozenset([*words.pair_before, *self.units])
        self.not_piece = frozenset(words.not_piece_before)
        self.roles = self._roles()
        self._patterns()

    def _roles(self) -> dict[str, str]:
        words = lexicon().words
        roles = dict.fromkeys("0123456789.", "arabic") | dict.fromkeys(self.units, "unit") | {" ": "space"}
        roles |= (
            dict.fromkeys(self.doubtful, "doubtful")
            | dict.fromkeys([*self.digits, *self.tens], "digit")
            | dict.fromkeys([c for w in self.several for c in (w[0], w[-1])], "several")
        )
        roles |= dict.fromkeys(words.pieces, "piece")
        roles |= dict.fromkeys(words.point, "point") | dict.fromkeys(words.more, "more")
        return roles | dict.fromkeys([*words.around, *words.handful], "around") | dict.fromkeys(words.half, "half")

    def _patterns(self) -> None:
        words = lexicon().words
        plain = "".join([*self.digits, *self.small, *self.tens, *self.large, *words.half])
        financial = f"[{''.join(words.multipliers)}]|[{''.join(self.large)}][{''.join(words.financial)}]"
        doubtful = f"[{''.join(self.doubtful)}](?={financial})"
        self.plain = frozenset([*plain, *"0123456789"])
        units = "".join(self.units)
        self.special = re.compile(
            rf"(?:(?<=[\s(\-−])|^|(?<=[（：，；、]))\.(?=[0-9])|{alternation(self.several)}|"
            rf"[{''.join(self.upward)}](?=[{units}])|{self.counted[0]}(?=[{units}])|{doubtful}"
        )
        self.arabic = re.compile(rf"{_GROUPED}|{_SPACED}|{_GROUPED.replace('(?:,', '(?:，')}|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
        self.power = re.compile(
            rf"\s?[×xX*]\s?10(?:{alternation(words.power)})?([-−]?[0-9]{{1,3}})(?:{alternation(words.power_end)})?|[eE]([-+]?[0-9]{{1,2}})(?![0-9A-Za-z])"
        )
        self.caret = re.compile(r"\^([-+−]?[0-9]{1,2})(?![0-9A-Za-z.])")
        self.english = re.compile(rf"\s?({alternation(words.english)})(?![A-Za-z])", re.IGNORECASE)
        self.minus = tuple(words.minus)
        latin, behind = alternation(w for w in words.latin if w not in words.generations), alternation(words.latin_before)
        self.latin = re.compile(f"({latin})(?={behind})")
        self.latin_values = {k: Decimal(v) for k, v in words.latin.items()}
        self.english_values = {k: Decimal(v) for k, v in words.english.items()}
        self._first(plain, financial)

    def _first(self, plain: str, financial: str) -> None:
        """Where a numeral may begin; group 1 or 2 is that of a plain Arabic number, perhaps with 万 or 亿, 3 of a character alone."""
        words = lexicon().words
        self.simple_scales = {c: v for c, v in self.large.items() if v <= HUNDRED_MILLION}
        self.simple_scales |= {a + b: v * w for a, v in self.large.items() for b, w in self.large.items() if v < w <= HUNDRED_MILLION}
        great = "".join(c for c, v in self.large.items() if v == HUNDRED_MILLION)
        roles = [c for c in self.roles if c not in words.pieces]
        spoken = [c for phrase in self.spoken for c in phrase[1:]]
        behind = [*roles, *self.positional, *spoken, *self.whole, self.fraction[0], self.counted[0][1:], ",，^×*"]
        goes_on = re.escape("".join(behind)) + r"\sA-Za-z"
        ends = f"(?![{goes_on}]|[{''.join(words.pieces)}][{''.join(words.more)}]?[{great}])"
        several = [w for w in self.several if len(w) == 1]
        self.alone = [*(c for c in plain if self.units.get(c, ONE) <= HUNDRED_MILLION), *several]
        needs = [(w[0], w[1:]) for w in self.several if len(w) > 1] + [(c, f"[{''.join(self.units)}]") for c in words.upward]
        needs += [(c, financial) for c in self.doubtful]  # characters that begin a numeral only before others
        needy = "".join(c for c, _ in needs)
        self.first = re.compile(
            rf"[0-9.{plain}{''.join(several)}{self.counted[0][0]}{needy}]"
            rf"(?:(?<=[0-9])([0-9]{{0,14}}(?:\.[0-9]{{1,15}})?)({alternation(self.simple_scales)})?{ends}|(?<=[{''.join(self.alone)}])(){ends}"
            rf"|(?<![{needy}])|{'|'.join(f'(?<={c})(?={rest})' for c, rest in needs)})"
        )


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, built at first use."""
    return Tables()
