"""What is known of single words: the verbs with their frames and features, the nouns with their kinds."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from extractor.errors import LexiconError
from extractor.lexicon.load import Lexicon, WordList, WordSet, read_table, read_toml

FRAMES = (
    "state", "change", "compare", "exist", "cause", "say", "publish", "reckon", "happen", "act", "give", "pivot", "light", "modal",
    "locate", "contain", "none",
)  # fmt: skip
FEATURES = {"up", "down", "flat", "nominal", "modifier", "object", "noun", "adverb", "preposition", "conjunction", "adjective"}
KINDS = ("measure", "thing", "person", "body", "place", "event", "source", "dummy", "modifier", "time", "abstract", "none")
_NOMINAL = frozenset({"modifier", "noun", "nominal"})  # features of verbs that can stand for what they name
_CLOSING = frozenset({"measure"})
_CLASSES = {  # the classes of the model that a feature stands for
    "noun": ("n",),
    "adverb": ("d", "ad"),
    "preposition": ("p",),
    "conjunction": ("c",),
    "adjective": ("a", "ad"),
    "modifier": ("vn", "a", "n"),
    "verb": ("v", "vn"),
    "measure_word": ("q",),
}


class Shapes(Lexicon):
    """``lexicon/word_shapes.toml``; what each list is for stands there."""

    motion: WordSet
    places: WordSet
    localizers: WordSet
    manner: WordList
    each: WordSet
    of: WordSet
    inside: WordSet
    drawn: WordSet
    aspect: WordSet
    passive: WordSet
    belonging: WordSet
    newly: WordSet
    listing: WordSet
    summing: WordSet

    @cached_property
    def joining(self) -> frozenset[str]:
        """Words inside lists of nouns and what describes them."""
        return self.listing | self.summing | self.belonging

    @cached_property
    def describing(self) -> frozenset[str]:
        """Words inside what a preposition leads in."""
        return self.listing | self.of


class Verb(NamedTuple):
    """One verb: its frames, the commonest first, and its features."""

    frames: tuple[str, ...]
    features: frozenset[str]


class Vocabulary:
    """``lexicon/verbs.txt``, ``nouns.txt`` and ``noun_endings.txt``; what frames, features and kinds mean stands there."""

    def __init__(self) -> None:
        self.verbs = {word: _verb(word, rest) for word, *rest in read_table("verbs.txt")}
        self.nouns = {word: tuple(kinds.split(" ")) for word, kinds in read_table("nouns.txt")}
        self.shapes: Shapes = read_toml("word_shapes.toml", Shapes)
        self._endings = {ending: kind for ending, kind, _ in read_table("noun_endings.txt")}

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """The classes that a word can have, by the lexicon; words that are not here can have any."""
        found = {word: _classes_of_verb(verb) for word, verb in self.verbs.items()}
        for word, kinds in self.nouns.items():
            if word not in found:
                found[word] = _classes_of_noun(kinds)
        return found

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What words of the lexicon begin with: the segmenter may have cut them."""
        return frozenset(word[:size] for word in (*self.verbs, *self.nouns) for size in range(1, len(word)))

    @cached_property
    def closing(self) -> frozenset[str]:
        """Single characters that close the name of a measure: 率 of 实施率."""
        return frozenset(ending for ending, kind in self._endings.items() if len(ending) == 1 and kind in _CLOSING)

    def kind(self, noun: str) -> str | None:
        """The kind of a noun, by itself or by how it ends; None for one that nothing is known of."""
        kinds = self.nouns.get(noun)
        if kinds is not None:
            return kinds[0]
        for size in (3, 2, 1):
            if size <= len(noun) > 1:
                ending = noun[-size:]
                if (kind := self._endings.get(ending)) is not None:
                    return kind
                if size > 1 and (kinds := self.nouns.get(ending)) is not None:
                    return kinds[0]
        return None

    def nouns_of(self, *kinds: str) -> frozenset[str]:
        """The nouns whose commonest kind is one of these."""
        return frozenset(noun for noun, known in self.nouns.items() if known[0] in kinds)

    def endings_of(self, *kinds: str) -> tuple[str, ...]:
        """How nouns of these kinds end, for ``str.endswith``: the nouns themselves and the endings."""
        return tuple(sorted(self.nouns_of(*kinds) | {ending for ending, kind in self._endings.items() if kind in kinds}))

    def moves(self, word: str) -> bool:
        """Whether a word is a verb of motion with the short form of a place: 返蓉."""
        return len(word) > 1 and word[-1] in self.shapes.places and word[:-1] in self.shapes.motion

    def says_where(self, noun: str) -> bool:
        """馆内, 街上."""
        return len(noun) == 2 and noun[-1] in self.shapes.localizers and noun not in self.nouns

    def frames(self, verb: str) -> tuple[str, ...]:
        """The frames of a verb; () for an unknown one."""
        entry = self.verbs.get(verb)
        return entry.frames if entry else ()

    def has(self, verb: str, feature: str) -> bool:
        """Whether a verb has a feature."""
        entry = self.verbs.get(verb)
        return entry is not None and feature in entry.features

    def of_frame(self, *frames: str) -> frozenset[str]:
        """The verbs whose commonest frame is one of these."""
        return frozenset(word for word, verb in self.verbs.items() if verb.frames[0] in frames)

    def with_frame(self, frame: str) -> frozenset[str]:
        """The verbs that have a frame, the commonest or not."""
        return frozenset(word for word, verb in self.verbs.items() if frame in verb.frames)

    def changing(self, direction: str) -> frozenset[str]:
        """The verbs of change with this direction: up, down or flat."""
        return frozenset(word for word, verb in self.verbs.items() if verb.frames[0] == "change" and direction in verb.features)

    def having(self, feature: str) -> frozenset[str]:
        """The verbs with a feature."""
        return frozenset(word for word, verb in self.verbs.items() if feature in verb.features)


def _verb(word: str, rest: list[str]) -> Verb:
    frames = tuple(rest[0].split(" "))
    features = frozenset(rest[1].split(" ")) if len(rest) > 1 else frozenset[str]()
    if not FEATURES.issuperset(features) or not set(FRAMES).issuperset(frames):
        raise LexiconError(f"verbs.txt: {word!r} has an unknown frame or feature")
    return Verb(frames, features)


@cache  # as many as the lexicon has combinations of frames and features
def _classes_of_verb(verb: Verb) -> frozenset[str]:
    if verb.frames == ("none",):
        return frozenset(c for feature in verb.features for c in _CLASSES.get(feature, ())) or frozenset({"n", "a", "d"})
    classes = {"v", "vn"} if verb.features & _NOMINAL else {"v"}
    for feature in verb.features - {"modifier"}:
        classes.update(_CLASSES.get(feature, ()))
    return frozenset(classes)


@cache
def _classes_of_noun(kinds: tuple[str, ...]) -> frozenset[str]:
    if kinds[0] == "none":
        return frozenset(c for kind in kinds[1:] for c in _CLASSES[kind])
    if kinds[0] == "modifier":
        return frozenset({"n", "a", "ad", "d", "f", "q", "t", "ns", "nt", "vn"})
    return frozenset({"n", "a", "f", "q", "t", "ns", "nt", "vn"}) if "modifier" in kinds else frozenset({"n", "q", "f", "t", "r"})


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The lexicon of words, read at first use."""
    return Vocabulary()
