"""The weights of the facts (``extractor/lexicon/fact_weights.txt``), fitted to annotated articles.

    python training/weigh.py FOLDER [FOLDER …] --output extractor/lexicon/fact_weights.txt
    python training/weigh.py FOLDER [FOLDER …] --folds 5

A folder holds one JSON file an article: {"text", "published", "facts": [{"start", "end", "text", "tells", "actor", "action", "object",
"first", "last"}, …]}. ``tells`` is "yes", "no" or "optional"; only "yes" is learnt from. ``actor`` and ``object`` are [shortest, longest
wording], several such pairs and null, or "any"; ``action`` is the verbs that a careful reader would accept, ``first`` and ``last`` days.

For each place of a fact the probability of a candidate is proportional to the exponential of the sum of its weights (a conditional
logit). The likelihood of the candidates that are right is maximized: first with a penalty on the size of weights that leaves most of them
at nothing, then again with those that are left, which are rounded. The first round learns behind the right choices for what comes before,
later ones behind those that the weights of the round before make. ``--folds`` fits to all articles but a part of them, and tells how often
the choice is right on that part.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from extractor import Article, Extractor
from extractor.facts.candidates import Candidate
from extractor.facts.choice import TRAITS, Weights
from extractor.facts.confidence import sure_candidates
from extractor.facts.find import sentence_reader
from extractor.facts.model import FactTime, ReadText
from extractor.quantities import FoundQuantity

Row = tuple[str, str, str, str]

TOGETHER = {  # traits that are weighed, alone or together
    "telling": (
        "place", "place, quantity", "place, size", "unit", "unit, size", "noun, size", "kind", "kind, size", "bound", "script, size",
        "determiner", "determiner, size", "after", "after, size", "verb", "verb, size", "beside, size", "held", "ends", "front",
        "quantity, after", "quantity, noun", "unit, after", "unit, determiner", "size, script, noun", "article", "article, verb",
        "article, kind",
    ),
    "action": (
        "place", "place, frame", "place, quantity", "place, noun", "place, rank", "place, relative", "place, plain", "place, over",
        "place, number", "place, behind", "place, other", "place, before", "place, manner", "frame, over", "frame, noun",
        "place, other, quantity", "place, frame, other", "place, opened", "place, opened, other", "place, over, noun",
    ),
    "object": (
        "place", "place, type", "place, action", "place, group", "place, frame", "place, quantity", "place, form", "place, rank",
        "place, opening", "place, length", "place, number", "place, over", "place, counted", "place, next", "place, holding", "type",
        "form", "form, opening", "form, type", "type, group", "place, action, frame", "place, group, counted", "place, form, group",
    ),
    "actor": (
        "place", "place, type", "place, action", "place, group", "place, quantity", "place, here", "place, form", "place, rank",
        "place, distance", "place, crossed", "place, frame", "place, lead", "place, known", "place, thing", "place, listed", "type", "form",
        "form, type", "form, rest", "type, rest", "form, opening", "form, cut", "cut, type", "known", "thing", "type, group",
        "place, here, crossed", "known, here", "place, distance, crossed", "place, frame, group", "known, crossed", "place, opened",
        "known, crossed, here", "type, crossed", "place, type, form", "place, type, group", "thing, type",
        "elsewhere", "place, elsewhere", "type, elsewhere", "form, elsewhere", "place, form, elsewhere", "place, type, elsewhere",
        "seam", "seam, rest", "seam, type", "place, seam", "seam, elsewhere", "seam, cut",
        "place, object", "place, measured", "type, measured", "place, type, measured", "place, object, measured",
        "elsewhere, crossed", "place, type, elsewhere, crossed",
        "head", "place, head", "head, here", "head, crossed", "type, head", "head, frame", "frame, type", "head, distance",
        "place, type, frame",
    ),
    "date": (
        "place", "place, group", "place, sort", "place, now", "place, mood", "place, rank", "place, use", "place, opens", "place, span",
        "place, tense", "place, touching", "place, numbers", "place, stated", "use", "use, sort", "span, sort", "tense, mood", "opens, now",
        "use, rank", "tense, now", "span, tense", "place, rank, use", "place, numbers, opens", "place, numbers, now", "place, group, now",
        "place, opens, rank", "place, known", "known", "place, known, tense", "place, known, now", "place, known, group", "place, alone",
        "place, alone, tense", "place, known, stated", "place, known, rank",
    ),
    "sure": (
        "place", "action", "object", "actor", "date", "action_found", "object_found", "actor_found", "date_found", "type", "form",
        "quantity", "here", "elsewhere", "crossed", "clause",
    ),
}  # fmt: skip
FOLDS = 3  # parts of the articles of which each is chosen for by the weights of the others, to learn how sure a choice is
STRICT, GENTLE = 10.0, 2.0  # penalties on the size of weights: of the first fit on each, of the second on its square
HARDER = {"telling": 0.7, "actor": 1.5}  # how much more or less of the first for some places
SAMPLES = 6  # of the articles, drawn with repetition: one fit alone is not steady, so weights are the means of fits to them
KEPT = 0.3  # of these fits that must have a weight
STEPS = 250
ROUNDS = 3
SCALE = 10  # of the integers
RARE = 5  # candidates that a weight is learnt from, at least


class Annotated(NamedTuple):
    """An article as read, and its annotations."""

    name: str
    read: ReadText
    entries: Sequence[Mapping[str, Any]]

    def entry(self, q: FoundQuantity) -> Mapping[str, Any] | None:
        """The annotation of a quantity."""
        start, end = self.read.text.to_source(q) if self.read.text.offsets is not None else (q.start, q.end)
        near = [e for e in self.entries if start < e["end"] and e["start"] < end]
        return next((e for e in near if (e["start"], e["end"]) == (start, end)), near[0] if near else None)


class Decision(NamedTuple):
    """The candidates for one place of one fact, which of them are right, and which was chosen."""

    place: str
    candidates: Sequence[Candidate]
    right: Sequence[bool]
    chosen: int


def articles(folders: Sequence[Path]) -> Iterator[Annotated]:
    """The annotated articles of folders."""
    extractor = Extractor()
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        published = datetime.fromisoformat(record["published"]) if record["published"] else None
        read = extractor._read(extractor._prepared(Article(text=record["text"]), published))
        yield Annotated(record["id"], read, record["facts"])


def _bare(phrase: str) -> str:
    return re.sub(r"[\W_]+", "", phrase)


def _within(answer: str, whole: str) -> bool:
    """Whether the characters of an answer stand in the longest wording in this order."""
    letters = iter(whole)
    return all(c in letters for c in answer)


def phrase_fits(want: Any, have: str | None) -> bool:
    """Whether a phrase holds the shortest wording and lies in the longest."""
    if want == "any":
        return True
    pairs = want if isinstance(want, list) and not all(isinstance(x, str) for x in want) else [want]
    for pair in pairs:
        if pair is None or have is None:
            if pair is have:
                return True
            continue
        least, most, answer = _bare(pair[0]), _bare(pair[1]), _bare(have)
        if (least in answer and _within(answer, most)) or answer == least:
            return True
    return False


def verb_fits(want: Any, have: str | None) -> bool:
    """Whether a verb is one of those wanted, with or without what completes it."""
    if want == "any":
        return True
    if want is None or have is None:
        return have is None and (want is None or None in want)
    return any(w and (w == have or (len(w) > 1 and w in have and len(have) - len(w) <= 2) or (len(have) > 1 and have in w)) for w in want)


def days_fit(entry: Mapping[str, Any], time: FactTime | None) -> bool:
    """Whether both ends agree; of a single day one end may be open."""
    first, last = (str(d) if d else None for d in (time and time.first_day, time and time.last_day))
    want_first, want_last = entry.get("first", "any"), entry.get("last", "any")
    if want_first == want_last != "any" and {first, last} == {None, want_last}:
        return True
    return want_first in ("any", first) and want_last in ("any", last)


def fits(place: str, candidate: Candidate, entry: Mapping[str, Any]) -> bool:
    """Whether a candidate is right; the counted themselves are as good an actor as nobody."""
    have = candidate.slot.text if candidate.slot is not None else None
    if place == "telling":
        return (candidate.origin == "yes") == (entry["tells"] == "yes")
    if place == "action":
        return verb_fits(entry["action"], have)
    if place == "date":
        return days_fit(entry, candidate.time)
    if phrase_fits(entry[place], have):
        return True
    return place == "actor" and have is not None and entry["text"] in have and phrase_fits(entry["actor"], None)


class Teacher:
    """Chooses what is right where that is among the candidates (``leads``), else what the weights say; keeps all decisions."""

    def __init__(self, article: Annotated, weights: Weights | None, *, leads: bool) -> None:
        self.article, self.weights, self.leads = article, weights, leads
        self.decisions: list[Decision] = []

    def __call__(self, place: str, candidates: Sequence[Candidate], quantity: FoundQuantity) -> Candidate:
        entry = self.article.entry(quantity)
        tells = entry is not None and entry["tells"] == "yes"
        if place == "telling":
            return self._telling(candidates, entry)
        right = [tells and fits(place, c, entry) for c in candidates] if entry is not None else [False] * len(candidates)
        if self.leads and any(right):
            chosen = right.index(True)
        elif self.weights is not None:
            chosen = candidates.index(self.weights.choose(place, candidates)[0])
        else:
            chosen = len(candidates) - 1
        if tells:
            self.decisions.append(Decision(place, candidates, right, chosen))
        return candidates[chosen]

    def _telling(self, candidates: Sequence[Candidate], entry: Mapping[str, Any] | None) -> Candidate:
        """Whether a quantity tells something: by the annotation, which has no entry for what is no quantity."""
        optional = entry is not None and entry["tells"] == "optional"
        right = [(c.origin == "yes") == (entry is not None and entry["tells"] == "yes") for c in candidates]
        chosen = right.index(True)
        if self.weights is not None and not self.leads:
            chosen = candidates.index(self.weights.choose("telling", candidates)[0])
        if not optional:
            self.decisions.append(Decision("telling", candidates, right, chosen))
        return candidates[chosen]


def decisions(article: Annotated, weights: Weights | None, *, leads: bool, sure: bool = False) -> list[Decision]:
    """All decisions of an article, with ``sure`` also whether all that was chosen for a fact is right."""
    teacher = Teacher(article, weights, leads=leads)
    reader = sentence_reader(article.read, teacher)
    counts = [q for q in article.read.quantities if q.kind != "ordinal"]
    for i, sentence in enumerate(article.read.sentences):
        inside = [q for q in counts if sentence.start <= q.start < sentence.end]
        for chosen in reader.read(i, inside) if inside else ():
            entry = article.entry(chosen.number.quantity)
            if sure and weights is not None and entry is not None and entry["tells"] == "yes":
                four = teacher.decisions[-4:]
                margins = {d.place: weights.choose(d.place, d.candidates)[1] for d in four}
                right = all(d.right[d.chosen] for d in four)
                teacher.decisions.append(Decision("sure", sure_candidates(chosen, margins), [right, not right], 0))
    return teacher.decisions


def traits(place: str, candidate: Candidate) -> list[tuple[str, str]]:
    """What can be weighed of a candidate: traits and their wording."""
    found = []
    for names in TOGETHER[place]:
        values = [getattr(candidate.traits, name) for name in names.split(", ")]
        if None not in values:
            found.append((names, ", ".join(values)))
    return found


class Sets(NamedTuple):
    """All decisions on one place, as arrays: which trait (``column``) which candidate (``row``) has, of which decision a candidate is."""

    traits: Sequence[tuple[str, str]]
    row: Any
    column: Any
    group: Any
    starts: Any
    mark: Any
    article: Any  # of each decision


def _sets(place: str, known: Sequence[Sequence[Decision]]) -> Sets:
    """The decisions from which something can be learnt, with the traits that enough candidates have (of equal ones one)."""
    having: dict[tuple[str, str], list[int]] = {}
    starts, marks, group, article = [], [], [], []
    for number, of_one in enumerate(known):
        for d in of_one:
            if d.place != place or not any(d.right) or all(d.right):
                continue
            starts.append(len(marks))
            for candidate, right in zip(d.candidates, d.right, strict=True):
                for trait in traits(place, candidate):
                    having.setdefault(trait, []).append(len(marks))
                marks.append(right)
                group.append(len(article))
            article.append(number)
    first = {tuple(rows): trait for trait, rows in reversed(having.items()) if len(rows) >= RARE}
    kept = list(reversed(first.values()))
    row = np.concatenate([np.array(having[trait]) for trait in kept])
    column = np.repeat(np.arange(len(kept)), [len(having[trait]) for trait in kept])
    return Sets(kept, row, column, np.array(group), np.array(starts), np.array(marks, dtype=float), np.array(article))


def fit(place: str, known: Sequence[Sequence[Decision]], strict: float) -> list[Row]:
    """The weights of one place: the means of fits to samples of the articles, of the traits to which enough of them give a weight."""
    sets = _sets(place, known)
    draw = random.Random(1)
    sums, having = np.zeros(len(sets.traits)), np.zeros(len(sets.traits))
    for _ in range(SAMPLES):
        drawn = Counter(draw.choices(range(len(known)), k=len(known)))
        times = np.array([drawn[number] for number in sets.article], dtype=float)
        first = _fitted(sets, times, np.ones(len(sets.traits), dtype=bool), size=strict * HARDER.get(place, 1.0), square=0.2)
        second = _fitted(sets, times, np.abs(first) > 0.01, size=0.0, square=GENTLE)
        sums += second
        having += np.abs(second) > 0.05
    means = np.where(having >= KEPT * SAMPLES, sums / SAMPLES, 0.0)
    rows = [(place, *trait, round(float(weight) * SCALE)) for trait, weight in zip(sets.traits, means, strict=True)]
    return [(p, names, wording, str(weight)) for p, names, wording, weight in sorted(rows) if weight]


def _fitted(sets: Sets, times: Any, kept: Any, *, size: float, square: float) -> Any:
    """The weights that make the right candidates likely, each decision counted so many times."""
    inside = kept[sets.column]
    row, column = sets.row[inside], sets.column[inside]
    group, starts, mark = sets.group, sets.starts, sets.mark
    counted = times[group]
    weights, mean, spread = np.zeros(len(kept)), np.zeros(len(kept)), np.zeros(len(kept))
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights=weights[column], minlength=len(group))
        power = np.exp(score - np.maximum.reduceat(score, starts)[group])
        share = power / np.add.reduceat(power, starts)[group]
        shown = power * mark
        wanted = shown / np.maximum(np.add.reduceat(shown, starts), 1e-12)[group]
        slope = np.bincount(column, weights=(counted * (wanted - share))[row], minlength=len(kept)) - square * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
        rate = 0.15 * (1 if step < STEPS * 0.5 else 0.3 if step < STEPS * 0.8 else 0.1)
        stride = rate / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = weights + stride * mean / (1 - 0.9**step)
        weights = np.sign(weights) * np.maximum(0.0, np.abs(weights) - stride * size)
    return weights


def learnt(made: Sequence[Annotated], strict: float) -> list[Row]:
    """Weights for all places, learnt in rounds: from the second on what comes before is chosen by those of the round before."""
    rows: list[Row] = []
    for turn in range(ROUNDS):
        weights = Weights(rows) if rows else None
        known = [decisions(article, weights, leads=turn == 0) for article in made]
        rows = [row for place in TRAITS if place != "sure" for row in fit(place, known, strict)]
    return rows


_groups: list[Sequence[Annotated]] = []  # articles that processes learn from: too much to send to them


def _learnt_from(group: int, strict: float) -> list[Row]:
    return learnt(_groups[group], strict)


def learnt_each(groups: Sequence[Sequence[Annotated]], strict: float) -> list[list[Row]]:
    """Weights learnt from each of several groups of articles, side by side."""
    _groups[:] = groups
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        return list(pool.map(_learnt_from, range(len(groups)), itertools.repeat(strict)))


def parts(made: Sequence[Annotated], folds: int) -> Iterator[tuple[list[Annotated], list[Annotated]]]:
    """The articles in two parts, the second a different one each time."""
    order = list(range(len(made)))
    random.Random(1).shuffle(order)
    for fold in range(folds):
        tested = set(order[fold::folds])
        yield [a for i, a in enumerate(made) if i not in tested], [a for i, a in enumerate(made) if i in tested]


def sureness(made: Sequence[Annotated], learned: Sequence[list[Row]], strict: float) -> list[Row]:
    """The weights that say how sure a choice is, learnt from choices on articles that the weights of the choice were not learnt from."""
    known: list[list[Decision]] = []
    for (_, rest), weights in zip(parts(made, FOLDS), map(Weights, learned), strict=True):
        known += [decisions(article, weights, leads=False, sure=True) for article in rest]
    rows = fit("sure", known, strict)
    weights = Weights(rows)
    asked = [d for of_one in known for d in of_one if d.place == "sure"]
    scores = sorted((weights.score("sure", d.candidates[0]) - weights.score("sure", d.candidates[1]), d.right[0]) for d in asked)
    for low, high in itertools.pairwise(range(0, len(scores) + 1, len(scores) // 10)):
        print("sure", scores[low][0], round(sum(right for _, right in scores[low:high]) / (high - low), 2))
    return rows


def validated(made: Sequence[Annotated], folds: int, strict: float) -> None:
    """Print how often the choice is right on articles that were not learnt from."""
    counts: Counter[str] = Counter()
    groups = list(parts(made, folds))
    for (_, rest), rows in zip(groups, learnt_each([most for most, _ in groups], strict), strict=True):
        counts["weights"] += len(rows)
        tally(counts, rest, Weights(rows))
    told(counts, folds)


def tally(counts: Counter[str], made: Sequence[Annotated], weights: Weights) -> None:
    """Count right choices."""
    for article in made:
        found = decisions(article, weights, leads=False)
        for d in found:
            if d.place == "telling":
                counts[f"told {'rightly' if d.right[d.chosen] else 'wrongly'}, {'tells' if d.right[0] else 'does not'}"] += 1
        found = [d for d in found if d.place != "telling"]
        for four in (found[i : i + 4] for i in range(0, len(found), 4)):
            marks = [d.right[d.chosen] for d in four]
            counts["facts"] += 1
            counts["all"] += all(marks)
            for d, mark in zip(four, marks, strict=True):
                counts[d.place] += mark
                counts[f"{d.place} among the candidates"] += any(d.right)
                counts[f"{d.place} candidates"] += len(d.candidates)


def told(counts: Counter[str], folds: int = 1) -> None:
    """Print the shares."""
    facts = counts["facts"]
    shares = {key: round(count / facts, 3) for key, count in sorted(counts.items()) if key not in ("facts", "weights")}
    print(facts, "facts,", counts["weights"] // folds, "weights:", shares)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--strict", type=float, default=STRICT)
    a = parser.parse_args()
    made = list(articles(a.folders))
    if a.folds:
        validated(made, a.folds, a.strict)
    if a.output:
        rows, *learned = learnt_each([made, *(most for most, _ in parts(made, FOLDS))], a.strict)
        rows = rows + sureness(made, learned, a.strict)
        a.output.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        print(len(rows), "weights")


HEADER = """\
# What speaks for and against each candidate for a place of a fact (training/weigh.py): place, traits, their wording, weight.
# What the traits are is told in extractor/facts/candidates.py. The candidate with the largest sum is chosen.
"""

if __name__ == "__main__":
    main()
