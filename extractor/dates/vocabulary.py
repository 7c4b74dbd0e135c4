"""The lexicon of dates, and the patterns built from it when a text is first read.

``lexicon/dates.toml`` holds the words, what they mean, and one ``[[component]]`` per kind of date part: its class, the classes it may
follow, the characters that it may begin with. ``grammar()`` turns them into one ``Choice`` per pair of first characters, for opening an
expression, and one per class of the component before, for continuing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from pydantic import Field

from extractor.dates.parts import PartOfDay
from extractor.lexicon.load import Lexicon, alternation, read_toml
from extractor.records import DateKind, Modifier

_MACRO = re.compile("«([a-z_0-9]+)»")


class Vague(Lexicon):
    """Words that stand for a time by themselves: 目前, 近日."""

    kind: DateKind
    timex: str
    days: str = Field(pattern="^(reference|until|from|unknown)$")
    modifier: Modifier | None = None
    words: tuple[str, ...]


class Unit(Lexicon):
    """A unit of time: ISO 8601 designator and how many of it."""

    code: str
    factor: int = 1
    counted: bool = False
    uncounted: bool = False
    business: bool = False
    words: tuple[str, ...]


class Festival(Lexicon):
    """A festival: its day in either calendar, as nth weekday of a month, as a solar term, or counted from Easter."""

    names: tuple[str, ...]
    on: tuple[int, int] | None = None
    lunar: tuple[int, int] | None = None
    weekday: tuple[int, int, int] | None = None
    term: str | None = None
    easter: int | None = None
    length: int = 1
    shift: int = 0
    whole: bool = False
    needs: bool = False


class Terms(Lexicon):
    """The solar terms, from January on."""

    names: tuple[str, ...]
    needs: tuple[str, ...]


class Component(Lexicon):
    """One kind of date part."""

    name: str
    cls: str = Field(alias="class")
    after: tuple[str, ...] = ()
    begins: str = ""
    pattern: str


class DateLexicon(Lexicon):
    """``lexicon/dates.toml``."""

    values: dict[str, dict[str, int]]
    spoken: dict[str, str]
    parts_of_day: dict[PartOfDay, tuple[str, ...]]
    vague: dict[str, Vague]
    unit: tuple[Unit, ...]
    festival: tuple[Festival, ...]
    terms: Terms
    events: dict[str, date]
    words: dict[str, tuple[str, ...]]
    macros: dict[str, str]
    component: tuple[Component, ...]


@lru_cache(maxsize=1)
def lexicon() -> DateLexicon:
    """The lexicon, read once."""
    read: DateLexicon = read_toml("dates.toml", DateLexicon)
    return read


@lru_cache(maxsize=1)
def festivals() -> dict[str, Festival]:
    """Festivals by each of their names."""
    return {name: festival for festival in lexicon().festival for name in festival.names}


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Units by each of their words."""
    return {word: unit for unit in lexicon().unit for word in unit.words}


@lru_cache(maxsize=1)
def vague_words() -> dict[str, Vague]:
    """Vague times by each of their words."""
    return {word: vague for vague in lexicon().vague.values() for word in vague.words}


@lru_cache(maxsize=1)
def part_letters() -> dict[str, PartOfDay]:
    """TIMEX3 letters by part of the day."""
    return {word: letters for letters, words in lexicon().parts_of_day.items() for word in words}


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[str, ...]]:
    read = lexicon()
    tables: dict[str, tuple[str, ...]] = {name: tuple(table) for name, table in read.values.items()} | dict(read.words)
    tables["festivals"] = tuple(festivals())
    tables["terms"] = read.terms.names
    tables["events"] = tuple(read.events)
    tables["vague"] = tuple(vague_words())
    tables["units"] = tuple(units())
    tables["parts_of_day"] = tuple(part_letters())
    return tables


@cache
def fragment(name: str) -> str:
    """The pattern that «name» stands for."""
    macros = lexicon().macros
    if name in macros:
        return expand(macros[name])
    return f"(?:{alternation(_tables()[name])})"


def expand(pattern: str) -> str:
    """A pattern with every «name» filled in."""
    return _MACRO.sub(lambda m: fragment(m[1]), pattern)


@cache
def words(name: str) -> re.Pattern[str]:
    """Pattern of the words of a table."""
    return re.compile(fragment(name))


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of a table, for looking at the beginning or the end of a stretch."""
    return _tables()[name]


@cache
def initials(name: str) -> tuple[str, ...]:
    """The first characters of the words of a table."""
    return tuple({word[0] for word in listed(name)})


def holds(text: str, words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether any of the words stands in a stretch of the text; for a word or two faster than a pattern."""
    for word in words:  # noqa: SIM110  any() takes twice the time
        if text.find(word, start, end) >= 0:
            return True
    return False


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its names filled in, compiled once."""
    return re.compile(expand(pattern))


_ANY = ""  # stands for any second character
_TOKEN = re.compile("([^«» ]*)(?:«([a-z_0-9]+)»([^«» ]*))?")


def _listed(name: str) -> tuple[str, ...]:
    macro = lexicon().macros.get(name)
    return tuple(macro) if macro is not None else _tables()[name]


@cache
def openings(begins: str) -> dict[str, set[str]]:
    """First characters of a component, and for each of them the one or two that follow; the empty string among them stands for any.

    >>> openings("公元 «digits»")["公"]
    {'元'}
    """
    found: dict[str, set[str]] = {}
    for token in begins.split():
        m = _TOKEN.match(token)
        assert m is not None, token
        head, name, tail = m.groups()
        words = [head + word + tail for word in _listed(name)] if name else [head]
        for word in words:
            found.setdefault(word[0], set()).add(word[1:3] or _ANY)
    return found


class Choice:
    """Components of which the first that matches is taken. Its pattern is compiled when first needed.

    The name of the group that matched last is the component's name.
    """

    def __init__(self, names: tuple[str, ...], before: str) -> None:
        self.names = names
        self.before = before

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The alternation of all components."""
        patterns = ((name, expand(_components()[name].pattern)) for name in self.names)
        return re.compile(expand(self.before) + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns) + ")")

    def after(self, name: str) -> Choice | None:
        """The components behind the one called ``name``, which has been vetoed."""
        rest = self.names[self.names.index(name) + 1 :]
        return _choice(rest, self.before) if rest else None


@cache
def _choice(names: tuple[str, ...], before: str = "") -> Choice:
    return Choice(names, before)


def clock_parts() -> Choice:
    """What may stand alone at the other end of a range between times of day."""
    return _choice(("part_of_day", "clock", "hour"))


@lru_cache(maxsize=1)
def _components() -> dict[str, Component]:
    return {component.name: component for component in lexicon().component}


@dataclass(frozen=True, slots=True)
class Grammar:
    """How expressions begin and go on, and the class of each component."""

    trigger: re.Pattern[str]
    openings: dict[str, Choice]
    following: dict[str, Choice]
    classes: dict[str, str]
    digits: frozenset[str]
    marks: frozenset[str]
    tails: frozenset[str]
    link: re.Pattern[str]
    behind: re.Pattern[str]
    as_of: re.Pattern[str]
    as_of_initials: tuple[str, ...]
    since: tuple[str, ...]
    since_front: tuple[str, ...]

    def opening(self, text: str, at: int) -> Choice | None:
        """The components that may open an expression at a position, by the two characters there or by the first alone."""
        return self.openings.get(text[at : at + 2]) or self.openings.get(text[at])


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of the lexicon, built once."""
    components = lexicon().component
    beginning: dict[str, list[tuple[str, set[str]]]] = {}
    by_class: dict[str, list[str]] = {}
    for component in components:
        for character, second in openings(component.begins).items():
            beginning.setdefault(character, []).append((component.name, second))
        for cls in component.after:
            by_class.setdefault(cls, []).append(component.name)
    rests = {character: set().union(*(rest for _, rest in choices)) for character, choices in beginning.items()}
    heads = {
        character + second: _choice(tuple(name for name, own in beginning[character] if any(rest[:1] in (second, _ANY) for rest in own)))
        for character, among in rests.items()
        for second in {rest[:1] for rest in among}
    }
    following = {cls: _choice(tuple(names), "«joint»") for cls, names in by_class.items()}
    digits = frozenset(_listed("digits") + _listed("cn_digits"))
    classes = {c.name: c.cls for c in components}
    return Grammar(
        trigger=_trigger(rests),
        openings=heads,
        following=following,
        classes=classes,
        digits=digits,
        marks=frozenset(_listed("marks")),
        tails=frozenset(_listed("tails")),
        link=compiled("«link»"),
        behind=compiled("«behind»"),
        as_of=compiled("«as_of_before»"),
        as_of_initials=initials("as_of"),
        since=listed("since_word"),
        since_front=listed("since_front"),
    )


def _trigger(rests: dict[str, set[str]]) -> re.Pattern[str]:
    """One cheap pattern for all places where an expression may begin."""
    macros = lexicon().macros
    arabic, chinese = macros["digits"], macros["cn_digits"]
    words = {c: own for c, own in rests.items() if c not in arabic and c not in chinese}
    free = [c for c, own in words.items() if _ANY in own]
    bound = {c: own for c, own in words.items() if c not in free}
    behind = {rest[0] for own in bound.values() for rest in own}
    then = re.compile(fragment("cn_then"))
    branches = [f"(?<=[{arabic}])(?<![{arabic}].){fragment('arabic_then')}", f"(?<=[{chinese}]){then.pattern}"]
    named = sorted({(character, rest[0]) for character, own in rests.items() if character in chinese for rest in own if rest})
    branches += [f"(?<={character}){second}" for character, second in named if not then.match(second)]  # 七夕
    branches.extend([f"(?<={_set(free)})"] if free else [])
    branches.append(f"(?={_set(behind)})(?<={_set(bound)})(?={'|'.join(_seconds(bound, sorted(behind)))})")
    return re.compile(f"{_set(rests)}(?:{'|'.join(branches)})")


_TOGETHER = 8  # so many second characters are looked for at once, which is faster than one after the other


def _seconds(bound: dict[str, set[str]], behind: list[str]) -> Iterator[str]:
    """The second characters, with the first ones that they follow, and the third ones where not every one does."""
    for begin in range(0, len(behind), _TOGETHER):
        some = behind[begin : begin + _TOGETHER]
        yield f"{_set(some)}(?:{'|'.join(pair for second in some for pair in _pairs(bound, second))})"


def _pairs(bound: dict[str, set[str]], second: str) -> Iterator[str]:
    firsts: dict[frozenset[str], list[str]] = {}
    for c, own in bound.items():
        thirds = frozenset(rest[1:] for rest in own if rest[0] == second)
        if thirds:
            firsts.setdefault(frozenset() if "" in thirds else thirds, []).append(c)
    for thirds, among in firsts.items():
        yield f"(?<={_set(among)}{re.escape(second)})" + (f"(?={_set(thirds)})" if thirds else "")


def _set(characters: Iterable[str]) -> str:
    return "[" + "".join(sorted(map(re.escape, characters))) + "]"
