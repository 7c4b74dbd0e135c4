"""The vocabulary of quantities as the rules use it: one dictionary of everything that can stand behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.lexicon.load import alternation, read_toml
from extractor.numerals import Numeral
from extractor.numerals.vocabulary import lexicon, tables
from extractor.quantities.words import MeasureWordLexicon, QuantityLexicon, QuantityWords

ONE = Decimal(1)
SLASH = "/"
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
PER_REACH = 14  # characters in front of a number in which the base of a rate is looked for


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a word behind a number makes of it.

    ``kind``: currency, subunit, percent, unit, measure_word, classifier. ``code`` is the currency, the UCUM code or the kind of
    percentage; ``scale`` that of a subunit; ``parts`` and ``not_before`` are those of a unit; measure words have ``not_before`` too.
    """

    kind: str
    name: str
    code: str | None = None
    scale: Decimal = ONE
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    not_before: tuple[str, ...] = ()
    shown: str = ""

    @property
    def unit(self) -> str:
        """The unit as it is reported."""
        return self.shown or self.name


END = ""  # what a word that ends at a node stands under
Node = dict[str, Any]


def _tree(tails: Mapping[str, UnitWord]) -> Node:
    """The words character by character: each node leads to the next by a character, ``END`` to the word that ends there."""
    root: Node = {}
    for name, tail in tails.items():
        node = root
        for character in name:
            node = node.setdefault(character, {})
        node[END] = tail
    return root


class Vocabulary:
    """Everything the rules look up, built once from the three lexicon files."""

    def __init__(self) -> None:
        quantities: QuantityLexicon = read_toml("quantities.toml", QuantityLexicon)
        measures: MeasureWordLexicon = read_toml("measure_words.toml", MeasureWordLexicon)
        self.words: QuantityWords = read_toml("quantity_words.toml", QuantityWords)
        self.tails: dict[str, UnitWord] = {}
        self.subunits: dict[str, UnitWord] = {}
        self.prefixes = {p: c.code for c in quantities.currency for p in c.prefixes}
        self.groups = {w: g.counts for g in measures.group for w in g.words}
        self._percent()
        for currency in quantities.currency:
            codes = [p for p in currency.prefixes if p == currency.code]  # 300万USD
            self._add(UnitWord("currency", name, currency.code) for name in [*currency.names, *codes])
            for s in currency.subunits:
                self.subunits[s.name] = tail = UnitWord("subunit", s.name, currency.code, s.scale)
                if s.name not in self.groups:  # 分 alone is a score
                    self._add([tail])
        for unit in quantities.unit:
            parts, apart = unit.parts, unit.not_before
            self._add(UnitWord("unit", n, unit.code or None, ONE, parts, apart, unit.shown.get(n, "")) for n in unit.names)
        vetoes = measures.not_before
        self.small = frozenset(measures.small.words)
        self.classifiers = frozenset(measures.classifier_nouns.words) - self.groups.keys()
        self._add(UnitWord("measure_word", w, not_before=vetoes.get(w, ())) for w in self.groups)
        self._add(UnitWord("classifier", w, not_before=vetoes.get(w, ())) for w in measures.classifier_nouns.words)
        self.longest = max(map(len, self.tails))
        self.tree = _tree(self.tails)
        self.uncut = frozenset(t.name for t in self.tails.values() if not t.not_before and not t.name[-1].isascii())
        self._words()
        self._patterns()

    def _words(self) -> None:
        """Sets and tuples of single words, for fast questions."""
        words, numerals = self.words, lexicon()
        self.uncounted = frozenset(words.nouns.uncounted)
        self.symbols = frozenset(p for p in self.prefixes if len(p) == 1)
        self.marks = frozenset(words.ordinal.marks)
        self.latin = re.compile("[0-9A-Za-z]")
        self.short = {k: Decimal(v) for k, v in words.money.short.items()}
        self.pieces = tuple(numerals.words.pieces)
        self.either = numerals.words.either
        self.digits = frozenset(numerals.digits)
        self.single = tables().single
        self.units = frozenset([*numerals.small, *numerals.large])
        self.not_tenths = tuple(self.words.percent.not_tenths_before)
        self.tenths = frozenset(c for c, v in numerals.digits.items() if v) | frozenset(numerals.words.half)
        self.address_units = frozenset(words.places.units)
        self.sections = frozenset(words.places.sections)
        self.degrees = frozenset(words.temperature.scales.values())
        self.money_behind = tuple(words.money.behind)
        self.money_behind += tuple(o + w for o in words.money.open for w in words.money.behind)
        self.more = frozenset(numerals.words.more[:1])
        self.bound_units = frozenset(w for listed in numerals.behind.model_dump().values() for w in listed if w in self.groups)
        self.of = frozenset(words.nouns.of)
        self.zero = frozenset(numerals.words.zero)
        self.not_half = frozenset(numerals.words.not_half_before)
        self.not_nouns = frozenset([*words.money.not_nouns, *numerals.digits, *numerals.words.half])

    def _patterns(self) -> None:
        money, per = self.words.money, self.words.per
        self.money = re.compile(f"(?:{alternation(money.cues)})(?:{alternation(money.gap)}){{0,3}}[ ]?$")
        self.trade = re.compile(alternation(money.trade))
        self.strong = re.compile(f"(?:{alternation(money.strong)})(?:{alternation(money.gap)}){{0,3}}[ ]?$")
        cues = self.words.nouns.cues
        nouns = self.words.nouns
        change = f"(?:{alternation(nouns.changes)})(?:{alternation(nouns.until)})"
        changed = f"(?:[0-9.]+[{''.join(tables().large)}][{''.join(lexicon().words.more)}]?{change})?"
        links = f"(?:{alternation([*money.gap, *nouns.links])}){{0,3}}"
        self.people = re.compile(f"(?:{alternation(cues)}){links}{changed}{links}[ ]?$")
        self.changed = re.compile(change)
        self.cents = re.compile(f"(?:{alternation(money.cents)})(?:{alternation(money.cents_gap)}){{0,3}}[ ]?$")
        heads = f"(?:{alternation(money.heads)})(?:{alternation(money.heads_links)})"
        self.head = re.compile(f"{heads}[ ]?(?:{alternation(money.heads_currency)})?")
        self.graded = re.compile(f"(?:{alternation(money.graded)})(?={alternation([*money.behind, *money.graded_nouns])})")
        self.prefix = re.compile(f"(?:{alternation(self.prefixes)})[ ]?$")
        self.prefix_last = frozenset(p[-1] for p in self.prefixes) | {" "}
        base = alternation([*per.bases, *(t.name for t in self.tails.values() if t.kind in ("unit", "measure_word", "classifier"))])
        self.per_before = re.compile(f"(?:(?:{alternation(per.each)})({base})|({alternation(per.averages)}))[^，。；！？、]{{0,4}}?$")
        scales, several = "".join([*lexicon().small, *lexicon().large]), "".join(c for c, v in lexicon().digits.items() if v > 1)
        count = f"(?:(?:[0-9.]{{2,}}|[2-9]|[{several}])[{scales}]{{0,2}}|[{scales}]{{1,2}})"
        self.per_number = re.compile(f"(?:{alternation(per.each)})({count}(?:{base}))[^，。；！？、0-9]{{0,8}}?$")
        each = frozenset(w[0] for w in per.each)
        self.per_marks = each | {w[-1] for w in per.averages if w[0] not in each}  # one of these is in every such word
        words, lists = lexicon().range, self.words.money.lists
        joining = frozenset(w[0] for w in [*words.connectors, *words.paired, *lists, *lexicon().words.minus, SLASH])
        self.tolls = frozenset(self.words.articles.tolls)
        self.following = joining | self.tree.keys() | self.tolls
        self.leading = self.prefix_last | self.marks
        ones = ("unit", "measure_word")
        each_one = alternation([*per.bases, *(t.name for t in self.tails.values() if t.kind in ones)])
        self.per_one = re.compile(f"[{tables().single}1]({each_one})(?!{alternation(per.not_one_before)})")
        places, numbers = self.words.places, f"[0-9{''.join(lexicon().digits)}{''.join(lexicon().small)}A-Z]"
        self.in_address = re.compile(f"{numbers}(?:{alternation(places.units)})$")
        self.address_goes_on = re.compile(f"{numbers}{{1,5}}(?:{alternation(places.units)})")
        self.again = re.compile(f"(?:{alternation(words.connectors)})[0-9.{''.join(lexicon().digits)}{''.join(lexicon().small)}]{{1,8}}")
        self.dialled = re.compile(f"(?:{alternation(places.phones)})(?:{alternation(places.phone_links)}){{0,3}}[ ]?$")
        self.named_person = re.compile(
            f"(?:{alternation(places.persons)})[{''.join(places.surnames)}]$|(?:^|[，。；：、\n“])[{''.join(places.surnames)}]$"
        )
        self.slash = frozenset(w[0] for w in per.slashes)
        self.per_behind = re.compile(f"(?:{alternation(per.slashes)})({base})")

    def base(self, text: str, end: int) -> str | None:
        """每户, 人均 in front of ``end``: the base of a rate."""
        start = end - PER_REACH if end > PER_REACH else 0
        if self.per_marks.isdisjoint(text[start:end]):
            return None
        match = self.per_before.search(text, start, end)
        if match is None:
            numbered = self.per_number.search(text, start, end)  # 每10股派3元
            return numbered[1] if numbered is not None else None
        return match[1] or self.words.per.averages[match[2]]

    def subunit(self, text: str, position: int, code: str | None) -> UnitWord | None:
        """The longest fraction of the currency ``code`` that begins at ``position``."""
        for length in (3, 2, 1):
            tail = self.subunits.get(text[position : position + length])
            if tail is not None and tail.code == code:
                return tail
        return None

    def _percent(self) -> None:
        percent = self.words.percent
        self._add(UnitWord("percent", w, "percent") for w in percent.signs)
        self._add(UnitWord("percent", w, "permille") for w in percent.permille)
        self._add(UnitWord("percent", w, "percentage_point") for w in [*percent.points, *percent.points_over])
        self._add(UnitWord("tenths", w, "percent") for w in percent.tenths)

    def _add(self, tails: Iterable[UnitWord]) -> None:
        for tail in tails:
            self.tails.setdefault(tail.name, tail)

    def may_count(self, text: str, n: Numeral) -> bool:
        """Whether a numeral can be a quantity at all, by the characters around it: a quick no for ordinals of lists, years, codes."""
        if self.spoken(n):
            return True
        following = text[n.end : n.end + 1]
        if following == " ":
            following = text[n.end + 1 : n.end + 2]
        if (
            following in self.following
            or n.scale > THOUSAND
            or n.form in ("fraction", "scale")
            or (following == self.single and n.scale > ONE)
        ):
            return True
        return text[n.begin - 1 : n.begin] in self.leading or text[n.start - 1 : n.start] in self.leading

    def spoken(self, n: Numeral) -> bool:
        """两千三, 三万五, 3万5: a last digit that counts the tenth of the unit before it."""
        last = n.text[-1] in self.digits or (n.text[-1].isdecimal() and n.value is not None)
        return n.form in ("chinese", "mixed", "arabic") and last and n.text[-2:-1] in self.units and n.least >= HUNDRED

    def tail(self, text: str, position: int) -> UnitWord | None:
        """The longest word behind a number that begins at ``position``; a Latin one must end there."""
        longest: UnitWord | None = None
        node = self.tree
        for character in text[position : position + self.longest]:
            if (following := node.get(character)) is None:
                break
            node = following
            position += 1
            tail: UnitWord | None = node.get(END)
            if tail is not None and (tail.name in self.uncut or not self._cut(text, position, tail)):
                longest = tail
        return longest

    def _cut(self, text: str, end: int, tail: UnitWord) -> bool:
        last = tail.name[-1]
        if last.isascii() and last.isalpha() and end < len(text) and text[end].isascii() and text[end].isalnum():
            return True
        if not tail.not_before or not text.startswith(tail.not_before, end):
            return False
        again = self.again.match(text, end)
        return again is None or not text.startswith(tail.name, again.end())  # 2升到3升


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read at first use."""
    return Vocabulary()


def classifiers() -> frozenset[str]:
    """Nouns that are measure words of their own and count nothing else: 部门, 省."""
    return vocabulary().classifiers
