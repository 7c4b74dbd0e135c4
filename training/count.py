"""The table of word classes (``extractor/lexicon/word_classes.txt``), counted from what ``teach.py`` wrote.

    python training/count.py tagged.jsonl --output extractor/lexicon/word_classes.txt

The model is a hidden Markov model of the simplest kind: how likely a word is in a class, and how likely a class is behind another.
Three things make it see more of the context than twenty classes do, all of them counted:

* mentions are classes of their own (a count, an amount, a percentage, a measure, an ordinal, a date, an organization);
* frequent words with a grammatical job (了, 的, 已, 为, 达) and frequent verbs are classes of their own;
* nouns are of five kinds, by how often the verb-like word right before them is part of their compound (确诊病例) and not a verb (开展活动).

Costs are hundredths of negative natural logarithms, as integers.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractor import extract
from extractor.segment import default_segmenter
from extractor.words.model import CLASS_OF_MENTION
from extractor.words.table import class_of

MERGED = {"nz": "n", "nw": "n", "an": "n", "s": "n", "PER": "nr", "LOC": "ns", "ORG": "nt", "TIME": "t", "xc": "x", "vd": "d"}
FUNCTION = frozenset({"p", "c", "u", "d", "f", "x", "r", "w"})  # classes whose frequent words are classes of their own
FREQUENT = frozenset({"v", "vn", "a", "m", "q", "ad"})  # and those of which only the very frequent are
OFTEN = 150
LEXICAL = 600  # words that are classes of their own, at most
KINDS = (0.25, 0.4, 0.55, 0.7)  # shares of compounds between which the kinds of nouns lie
SMOOTH = 50  # sightings of a class before its own followers count as much as those of its kind
RARE = 30  # words seen less often lean on the dictionary's tag or on their last character
KNOWN, UNKNOWN = 0.5, 0.15  # sightings that a word is taken to have had which the dictionary knows, and one that it does not
UNLIKELY = 0.1  # a class that a word was not seen in is left out where its like is seen in it more seldom
SHAPED = 6  # words with one ending before it is taken to tell their class
LONGEST = 4  # characters of a word with a grammatical job
MANY = 200  # sightings beyond which a single one in another class is a slip
LEAST = 2  # sightings of a word that the table keeps
SCALE = 100


HEADER = """\
# Word classes as counted (training/count.py) in 76,000 sentences of Chinese news that LAC (Apache-2.0) had tagged.
# Costs are hundredths of negative natural logarithms.
# [classes] a class, and what it costs each class to follow it
# [states] a class or word, its share of its class, and what a follower costs it that is not in [pairs]
# [pairs] followers with a cost of their own
# [tags], [endings] classes of words that are not below
# [kinds] of nouns by last character; others are n1
# [words] word, + may join with the next, - may be several, classes
"""


class Token(NamedTuple):
    """A word of the teacher or a mention; of a mention only the class is known, of the rest of a cut word only the surface."""

    start: int
    end: int
    word: str | None
    tag: str | None


def tokens(text: str, words: list[tuple[str, str]]) -> list[Token]:
    """The teacher's words with the mentions of the text in their place."""
    mentions = sorted((m.start, m.end, CLASS_OF_MENTION[type(m).__name__.removesuffix("Mention").lower()]) for m in extract(text).mentions)
    found: list[Token] = []
    position = at = 0
    for word, tag in words:
        start, end = position, position + len(word)
        position = end
        while at < len(mentions) and mentions[at][1] <= end:
            first, last, symbol = mentions[at]
            if start < first:
                found.append(Token(start, first, text[start:first], None))
            found.append(Token(first, last, None, symbol))
            start, at = last, at + 1
        if at < len(mentions) and mentions[at][0] < end:
            if start < mentions[at][0]:
                found.append(Token(start, mentions[at][0], text[start : mentions[at][0]], None))
        elif start < end and not word.isspace():
            whole = end - start == len(word)
            found.append(Token(start, end, text[start:end], MERGED.get(tag, tag) if whole else None))
    return found


class Counts:
    """What is counted: words in classes, and classes behind one another."""

    def __init__(self, taught: list[list[Token]]) -> None:
        self.words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._before_ending: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sentence in taught:
            previous = None
            for token in sentence:
                if token.word is not None and token.tag is not None:
                    self.words[token.word][token.tag] += 1
                    if token.tag == "n" and previous in ("v", "vn"):
                        self._before[token.word][previous] += 1
                        self._before_ending[token.word[-1]][previous] += 1
                previous = token.tag
        self._kinds: dict[str, str] = {}
        self.lexical = self._lexical()
        self.states: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for sentence in taught:
            self._walk(sentence)
        self.classes: Counter[str] = Counter()
        self.class_pairs: Counter[tuple[str, str]] = Counter()
        for state, n in self.states.items():
            self.classes[class_of(state)] += n
        for (a, b), n in self.pairs.items():
            self.class_pairs[class_of(a), class_of(b)] += n

    def _lexical(self) -> frozenset[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for word, classes in self.words.items():
            for tag, n in classes.items():
                if tag in FUNCTION or (tag in FREQUENT and len(word) <= 2 and n > OFTEN):
                    found[word, tag] = n
        return frozenset(key for key, _ in found.most_common(LEXICAL))

    def kind(self, noun: str) -> str:
        """The kind of a noun: n0 behind verbs … n4 the head of compounds."""
        kind = self._kinds.get(noun)
        if kind is None:
            own = self._before[noun]
            kind = self._kinds[noun] = kind_of((own["vn"] + 8 * self.compounding(noun[-1])) / (own["vn"] + own["v"] + 8))
        return kind

    def compounding(self, ending: str) -> float:
        """How often a verb-like word before a noun with this last character is part of it."""
        counted = self._before_ending[ending]
        return (counted["vn"] + 0.8) / (counted["vn"] + counted["v"] + 2)

    def state(self, word: str, tag: str) -> str:
        """The class of a word as the model has it: of a frequent one itself, of a noun its kind."""
        if tag == "n":
            return self.kind(word)
        return f"{word}/{tag}" if (word, tag) in self.lexical else tag

    def _walk(self, sentence: list[Token]) -> None:
        previous: str | None = "^"
        for token in sentence:
            if token.tag is None:
                previous = None
                continue
            state = token.tag if token.word is None else self.state(token.word, token.tag)
            self.states[state] += 1
            if previous is not None:
                self.pairs[previous, state] += 1
            previous = state
        if previous is not None:
            self.pairs[previous, "$"] += 1
        self.states["^"] += 1
        self.states["$"] += 1


def kind_of(share: float) -> str:
    """The kind of a noun with this share of compounds."""
    return f"n{sum(share > cut for cut in KINDS)}"


def cost(probability: float) -> int:
    """A probability as a cost."""
    return round(-SCALE * math.log(probability))


class Priors:
    """Classes of words that are hardly known, by their tag in the segmenter's dictionary or by their last character and length."""

    LENGTHS = 4
    FEW = 3

    def __init__(self, counts: Counts) -> None:
        self._tag = default_segmenter().tag
        self.tags: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.endings: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.all: Counter[str] = Counter()
        for word, classes in counts.words.items():
            n = sum(classes.values())
            known = self._tag(word)
            for tag, seen in classes.items():
                if known:
                    self.tags[known][tag] += seen / n  # type: ignore[assignment]
                if n <= self.FEW and tag != "w":
                    self.endings[self.shape(word)][tag] += 1
                    self.all[tag] += 1

    def shape(self, word: str) -> tuple[str, int]:
        """Last character and length."""
        return word[-1], min(len(word), self.LENGTHS)

    def of_tag(self, tag: str) -> dict[str, float]:
        """Classes of the words with a tag; empty where too few are known."""
        counted = self.tags[tag]
        total = sum(counted.values())
        return {c: n / total for c, n in counted.items() if n / total > 0.01} if total > 20 else {}

    def of_ending(self, shape: tuple[str, int] | None) -> dict[str, float]:
        """Classes of unknown words with an ending; None for any."""
        counted, total = (self.endings[shape] if shape else Counter[str]()), sum(self.all.values())
        seen = sum(counted.values())
        shares = {c: (counted[c] + 5 * n / total) / (seen + 5) for c, n in self.all.items()}
        return {c: share for c, share in shares.items() if share > 0.02}

    def knows(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return bool(self._tag(word))

    def of(self, word: str) -> dict[str, float]:
        """Classes of a word."""
        return (self.of_tag(self._tag(word)) if self._tag(word) else {}) or self.of_ending(self.shape(word))


class Cuts:
    """How the teacher cuts the segmenter's words: which it splits, which it joins with the next."""

    def __init__(self, taught: list[list[Token]], texts: list[str]) -> None:
        self.split: Counter[str] = Counter()
        self.joined: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        cut = default_segmenter().cut
        for text, sentence in zip(texts, taught, strict=True):
            edges = {t.start for t in sentence} | {t.end for t in sentence}
            inside = {p for t in sentence if t.word is None for p in range(t.start, t.end)}
            position = 0
            for word in cut(text):
                start, end = position, position + len(word)
                position = end
                if start in inside or end - 1 in inside:
                    continue
                self.seen[word] += 1
                if start in edges and end in edges and any(p in edges for p in range(start + 1, end)):
                    self.split[word] += 1
                if start in edges and end not in edges:
                    self.joined[word] += 1

    def flags(self, word: str) -> str:
        """``+`` may be joined with the next word, ``-`` may be several; nothing for most."""
        seen = self.seen[word]
        return "+" * (self.joined[word] > max(1, 0.01 * seen)) + "-" * (len(word) > 1 and self.split[word] > max(1, 0.02 * seen))


def lines(counts: Counts, priors: Priors, cuts: Cuts) -> Iterator[str]:
    """The lines of the table."""
    transitions = Transitions(counts)
    yield "[classes]"
    yield from transitions.classes()
    yield "[states]"
    yield from transitions.states()
    yield "[pairs]"
    yield from transitions.pairs()
    yield "[tags]"
    for tag in sorted(priors.tags):
        if shares := priors.of_tag(tag):
            yield f"{tag}\t" + _costs(shares, KNOWN, counts)
    yield "[endings]"
    for shape in [None, *sorted(s for s, c in priors.endings.items() if sum(c.values()) >= SHAPED)]:
        yield (f"{shape[0]}{shape[1]}" if shape else "*") + "\t" + _costs(priors.of_ending(shape), UNKNOWN, counts)
    yield "[kinds]"
    for ending in sorted({w[-1] for w, c in counts.words.items() if c["n"]}):
        if (kind := kind_of(counts.compounding(ending))) != kind_of(0.4):
            yield f"{ending}\t{kind}"
    yield "[words]"
    for word in sorted(filter(_kept, counts.words)):
        if sum(counts.words[word].values()) >= LEAST and (entry := _entry(word, counts, priors)):
            yield f"{word}\t{cuts.flags(word)}\t{entry}"


def _kept(word: str) -> bool:
    """Whether the table may hold a word: digits, letters and spaces are told by their shape."""
    return not any(c.isspace() or (c.isascii() and c.isalnum()) for c in word)


class Transitions:
    """What it costs a state to follow another: own costs of pairs, else those of their classes."""

    WORTH = 25  # an own cost that differs by less from that of the classes is not stated

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._leaving: Counter[str] = Counter()
        leaving: Counter[str] = Counter()
        for (a, _), n in counts.pairs.items():
            self._leaving[a] += n
        for (a, _), n in counts.class_pairs.items():
            leaving[a] += n
        total = sum(counts.classes.values())
        self._smoothed = {
            (a, b): (counts.class_pairs[a, b] + 5 * counts.classes[b] / total) / (leaving[a] + 5)
            for a in counts.classes
            for b in counts.classes
        }

    def _share(self, state: str) -> float:
        return self._counts.states[state] / self._counts.classes[class_of(state)]

    def classes(self) -> Iterator[str]:
        """What it costs each class to follow another."""
        names = sorted(self._counts.classes)
        for a in names:
            if a != "$":
                yield f"{a}\t" + " ".join(f"{b}:{cost(self._smoothed[a, b])}" for b in names if b != "^")

    def states(self) -> Iterator[str]:
        """The share of each state of its class, and what a follower costs it that has no cost of its own."""
        for state in sorted(self._counts.states):
            yield f"{state}\t{cost(self._share(state))} {cost(SMOOTH / (self._leaving[state] + SMOOTH))}"

    def pairs(self) -> Iterator[str]:
        """The followers of each state with costs of their own."""
        followers: defaultdict[str, list[str]] = defaultdict(list)
        for (a, b), n in sorted(self._counts.pairs.items()):
            expected = SMOOTH * self._smoothed[class_of(a), class_of(b)] * self._share(b)
            leaving = self._leaving[a] + SMOOTH
            if n > 1 and abs(cost((n + expected) / leaving) - cost(expected / leaving)) >= self.WORTH:
                followers[a].append(f"{b}:{cost((n + expected) / leaving)}")
        for a, stated in followers.items():
            yield f"{a}\t" + " ".join(stated)


def _costs(shares: dict[str, float], sightings: float, counts: Counts) -> str:
    return " ".join(f"{c}:{cost(p * sightings / counts.classes[c])}" for c, p in sorted(shares.items()))


def _entry(word: str, counts: Counts, priors: Priors) -> str:
    """The classes of one word with their costs; that of a lexical class is 0, for it holds nothing else."""
    seen = counts.words[word]
    total = sum(seen.values())
    prior = priors.of(word) if total < RARE and word[0].isalnum() else {}
    weight = KNOWN if priors.knows(word) else UNKNOWN
    found = []
    for tag in sorted(set(seen) | set(prior)):
        if tag in FUNCTION and tag != "w" and len(word) > LONGEST:
            continue  # 以上工业企业
        if seen[tag] < (LEAST if total > MANY else prior.get(tag, 0.0) < UNLIKELY):
            continue
        state = counts.state(word, tag)
        sightings = seen[tag] + weight * prior.get(tag, 0.0)
        if sightings > 0:
            found.append(f"{state if tag == 'n' else tag}:{0 if '/' in state else max(0, cost(sightings / max(1, counts.states[state])))}")
    return " ".join(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagged", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    texts, taught = [], []
    with arguments.tagged.open(encoding="utf-8") as tagged:
        for line in tagged:
            entry = json.loads(line)
            texts.append(entry["text"])
            taught.append(tokens(entry["text"], entry["words"]))
    counts = Counts(taught)
    found = list(lines(counts, Priors(counts), Cuts(taught, texts)))
    arguments.output.write_text(HEADER + "\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(texts)} sentences, {sum(counts.classes.values())} words, {len(counts.states)} classes, {len(found)} lines")


if __name__ == "__main__":
    main()
