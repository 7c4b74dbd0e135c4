"""The table of word classes (``lexicon/word_classes.txt``), loaded at first use and read no further than a text needs it.

States are what the model tells apart: classes, kinds of nouns, and frequent words with their class. They are numbered; costs are integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from extractor.lexicon.load import read_sections
from extractor.words.model import CLASS_OF_MENTION
from extractor.words.vocabulary import Vocabulary, vocabulary

START, END = "^", "$"
_MOVING = "v:800 vn:850"
_COMPOUND = 800  # cost of a word whose parts are known, as likely as one that is seen now and then
_LEADING = frozenset({"p", "d"})  # classes that a verb may have by the lexicon, even where it was seen in none of them
_UNSEEN = 150
_INVENTED = 300  # cost of a word that only the segmenter's model of unknown words has, and that begins with a known one
_PHRASE = 800  # cost of taking two known words for one
_MOST_WORDS = 100_000  # words whose readings are kept


States = tuple[tuple[int, int], ...]  # states with their costs


class Entry(NamedTuple):
    """What the table says of one word: its states with their costs, and how it may be cut otherwise."""

    states: States
    joins: bool  # with the next word
    splits: bool
    unknown: bool  # neither the table, the lexicon nor the segmenter's dictionary has it
    draws: bool  # it belongs to the word before it (率 of 办结|率), or has drawn the end of that word to itself (分为 of 得分|为)


class _Followers(dict[int, int]):
    """What it costs other states to follow one: looked up in the table when first asked for."""

    def __init__(self, table: Table, state: int) -> None:
        super().__init__()
        self._table, self._state = table, state

    def __missing__(self, follower: int) -> int:
        if not self:
            self.update(self._table.stated_pairs(self._state))
            if follower in self:
                return self[follower]
        cost = self[follower] = self._table.unstated_pair(self._state, follower)
        return cost


_REPEATED = 600  # what a name that the text repeats is ahead of others
_LISTED = frozenset({"ns", "nt"})  # tags of names that the segmenter knows whole
_NAMING = frozenset({"n", "nr", "ns", "nt"})  # classes of words that names are made of
_GRAMMAR = frozenset({"u", "p", "c", "d", "x", "r", "w", "f", "m", "q"})


class Table:
    """States, their transitions, and the entries of words. ``tag`` is the segmenter's: what its dictionary says of a word."""

    def __init__(self, tag: Callable[[str], str], vocabulary: Vocabulary) -> None:
        sections = read_sections("word_classes.txt", "classes", "states", "pairs", "tags", "endings", "kinds", "words")
        self._tag, self._vocabulary = tag, vocabulary
        self._classes = {row[0]: _costs(row[1]) for row in _rows(sections["classes"])}
        self._share, self._unlisted, self.names = dict[str, int](), list[int](), list[str]()
        for state, costs in _rows(sections["states"]):
            share, unlisted = costs.split(" ")
            self.names.append(state)
            self._share[state] = int(share)
            self._unlisted.append(int(unlisted))
        self.numbers = {name: i for i, name in enumerate(self.names)}
        self.mentions = {
            name: Entry(((self.numbers[name], 0),), joins=False, splits=False, unknown=False, draws=False)
            for name in CLASS_OF_MENTION.values()
        }
        self.classes = [class_of(name) for name in self.names]
        self._pairs = dict(_rows(sections["pairs"]))
        self._tags, self._endings = dict(_rows(sections["tags"])), dict(_rows(sections["endings"]))
        self._kinds = dict(_rows(sections["kinds"]))
        fields = sections["words"].replace("\n", "\t").split("\t")
        self._words = dict(zip(fields[::3], zip(fields[1::3], fields[2::3], strict=True), strict=True))  # flags and classes by word
        self.localizers = vocabulary.shapes.localizers
        self.closing, self.moves = vocabulary.closing, vocabulary.moves
        self.stating = frozenset(verb for verb in vocabulary.of_frame("state", "cause") if len(verb) == 1) | vocabulary.shapes.drawn
        self.verbs = frozenset(i for i, c in enumerate(self.classes) if c == "v")
        self.heads = frozenset(self.numbers[name] for name in ("n2", "n3", "n4"))
        self.rows = [_Followers(self, state) for state in range(len(self.names))]
        self.entries: dict[str, Entry] = {}  # of the words that have been asked for
        self._parts: dict[str, tuple[tuple[int, int], ...]] = {}

    def stated_pairs(self, state: int) -> dict[int, int]:
        """The followers of a state that have costs of their own."""
        return {self.numbers[name]: cost for name, cost in _costs(self._pairs.get(self.names[state], "")).items()}

    def unstated_pair(self, a: int, b: int) -> int:
        """What it costs a state to follow another by their classes."""
        return self._classes[self.classes[a]][self.classes[b]] + self._share[self.names[b]] + self._unlisted[a]

    def known(self, word: str) -> bool:
        """Whether the table or the lexicon has a word."""
        return word in self._words or word in self._vocabulary.classes

    def entry(self, word: str) -> Entry:
        """The states of a word."""
        return self.entries.get(word) or self._looked_up(word)

    def _looked_up(self, word: str) -> Entry:
        if len(self.entries) > _MOST_WORDS:
            self.entries.clear()
        entry = self.entries[word] = self._read(word)
        return entry

    def names_nothing_known(self, word: str) -> bool:
        """Whether a word of Chinese characters is in no lexicon: it may be a name, or part of one."""
        if len(word) < 2 or word in self._vocabulary.classes or word.isascii() or self._tag(word) in _LISTED:
            return False
        return not self._has_a_job(self.entry(word))

    def _has_a_job(self, entry: Entry) -> bool:
        """Whether a word is one of the frequent ones that only hold others together: 其中, 由于, 同时."""
        return any(self.classes[state] in _GRAMMAR and "/" in self.names[state] for state, _ in entry.states)

    def may_name(self, word: str, entry: Entry, *, bound: bool) -> bool:
        """Whether a word may be part of a name: a noun, any but a verb that stands nowhere else (``bound``), one character without a
        grammatical job."""
        if not word[0].isalpha():
            return False
        if len(word) == 1:
            return not _GRAMMAR.intersection(self.classes[state] for state, _ in entry.states)
        if bound:
            return word not in self._vocabulary.verbs and not self._has_a_job(entry)
        return not entry.states or self.classes[min(entry.states, key=itemgetter(1))[0]] in _NAMING

    def named(self, word: str) -> States:
        """The states of a name that the text repeats."""
        states = tuple((s, max(0, c - _REPEATED)) for s, c in self.entry(word).states if self.classes[s] in _NAMING)
        return states or ((self.numbers[self.kind(word)], _COMPOUND),)

    def parts(self, word: str) -> tuple[tuple[int, int], ...]:
        """The words that may stand inside a word, as from … to; single characters always may."""
        parts = self._parts.get(word)
        if parts is None:
            size = len(word)
            spans = [(first, last) for first in range(size) for last in range(first + 1, size + 1) if last - first < size]
            parts = tuple((first, last) for first, last in spans if last - first == 1 or self.known(word[first:last]))
            if size > 2 and word[-1] in self.stating and (0, size - 1) not in parts:
                parts = (*parts, (0, size - 1))  # 成指|报
            if len(self._parts) > _MOST_WORDS:
                self._parts.clear()
            self._parts[word] = parts
        return parts

    def _read(self, word: str) -> Entry:
        flags, stated = self._words.get(word, ("", ""))
        v = self._vocabulary
        if v.moves(word):
            flags, stated = "", _MOVING  # 返蓉, 援鄂
        costs = self._costs(word, stated)
        grown = len(word) > 2 and word[-1] in self.stating and word[:-1] in v.nouns  # 占比|达
        if grown:
            costs = {name: cost + _PHRASE for name, cost in costs.items()}
        return Entry(
            tuple(self._state(word, name, cost) for name, cost in costs.items()),
            joins="+" in flags or word in v.beginnings or word in v.shapes.motion,
            splits=grown or (word not in v.classes and ("-" in flags or not stated)),
            unknown=len(word) > 1 and not stated and word not in v.classes and not word.isascii() and not self._tag(word),
            draws=(len(word) > 1 and word[-1] in self.stating) or word in self.closing,
        )

    def _costs(self, word: str, stated: str) -> dict[str, int]:
        """The classes of a word with their costs: as counted, as far as the lexicon allows them, or guessed."""
        allowed = self._vocabulary.classes.get(word)
        if allowed is None:
            return _costs(stated) if stated else self._guessed(word)
        return self._allowed(_costs(stated), allowed) if stated else dict.fromkeys(sorted(allowed), _COMPOUND)

    def _state(self, word: str, name: str, cost: int) -> tuple[int, int]:
        lexical = self.numbers.get(f"{word}/{name}")
        if lexical is not None:
            return lexical, 0
        if name == "n":
            kind = self.kind(word)
            return self.numbers[kind], max(0, cost - self._share[kind])
        return self.numbers[name], cost

    def _like_its_head(self, first: str, head: str) -> dict[str, int]:
        """Classes of two known words taken for one, 候补委员: those of the second, dearer than each alone; 发放|贷款 is hardly one."""
        states = self.entry(first).states
        verb = min(states, key=itemgetter(1), default=(0, 0))[0] in self.verbs
        extra = _PHRASE * 3 if verb else _PHRASE
        return {class_of(self.names[state]): max(cost, _COMPOUND) + extra for state, cost in self.entry(head).states}

    def kind(self, noun: str) -> str:
        """The kind of a noun that the table does not have."""
        return self._kinds.get(noun[-1], "n1")

    def _allowed(self, costs: dict[str, int], allowed: frozenset[str]) -> dict[str, int]:
        """The classes that the lexicon allows a word, as likely together as those it was seen in."""
        least = min(costs.values())
        kept = {name: cost for name, cost in costs.items() if class_of(name) in allowed}
        shift = min(kept.values(), default=0) - least
        kept = {name: cost - shift for name, cost in kept.items()} or dict.fromkeys(sorted(allowed), least)
        return {**dict.fromkeys(sorted(_LEADING & allowed), least + _UNSEEN), **kept}

    def _guessed(self, word: str) -> dict[str, int]:
        """Classes of a word that was never seen: by what it is made of, by its tag in the dictionary, or by its shape."""
        if not word[0].isalnum():
            return {"w": 0}
        if word[0] in self._vocabulary.shapes.each:
            return {"r": _COMPOUND}  # 每平方米
        if len(word) > 2 and word[-1] in self.closing and self.known(word[:-1]):
            return {"n": _COMPOUND}  # 办结|率
        if word.isascii():
            return {"n": 900, "v": 1500} if word[0].isalpha() else {"m": 600}
        if len(word) > 3 and self.known(word[:2]) and self.known(word[2:]):
            return self._like_its_head(word[:2], word[2:])
        return self._shaped(word)

    def _shaped(self, word: str) -> dict[str, int]:
        tag = self._tag(word)
        shape = f"{word[-1]}{min(len(word), 4)}"
        costs = _costs(self._tags.get(tag) or self._endings.get(shape) or self._endings["*"])
        if len(word) > 2 and not tag and self.known(word[:2]):
            return {name: cost + _INVENTED for name, cost in costs.items()}  # 质押所
        return costs


def class_of(state: str) -> str:
    """The class of a state: of a frequent word with its class that class, of any kind of noun n.

    >>> class_of("为/p"), class_of("n3"), class_of("nt"), class_of("Qc")
    ('p', 'n', 'nt', 'Qc')
    """
    if len(state) < 2:
        return state
    if state[0] == "n" and state[1:].isdigit():
        return "n"
    return state.rpartition("/")[2] if "/" in state[1:] else state


def _rows(section: str) -> Iterator[tuple[str, str]]:
    for line in section.split("\n"):
        name, _, rest = line.partition("\t")
        yield name, rest


def _costs(stated: str) -> dict[str, int]:
    """``"n:12 v:30"`` as a mapping."""
    found = {}
    for entry in stated.split(" "):
        name, _, cost = entry.rpartition(":")
        if name:
            found[name] = int(cost)
    return found


@lru_cache(maxsize=8)
def table(tag: Callable[[str], str]) -> Table:
    """The table for a segmenter, read at first use."""
    return Table(tag, vocabulary())
