"""The choice among candidates: a sum of integer weights, each of a trait or of two or three traits together.

The weights stand in ``lexicon/fact_weights.txt`` and are made by ``training/weigh.py``. A candidate's traits are words; a weight is given
for the wording of one or more of them ("place, type": "subject, organization"), so that every choice can be told as a sum of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from extractor.errors import LexiconError
from extractor.facts.candidates import ActionTraits, ActorTraits, Candidate, DateTraits, ObjectTraits, SureTraits, TellingTraits
from extractor.lexicon.load import read_table
from extractor.quantities import FoundQuantity
from extractor.reason import Reason

TRAITS: dict[str, tuple[str, ...]] = {
    "telling": TellingTraits._fields,
    "action": ActionTraits._fields,
    "object": ObjectTraits._fields,
    "actor": ActorTraits._fields,
    "date": DateTraits._fields,
    "sure": SureTraits._fields,
}
FILE = "fact_weights.txt"
_LINES = 10  # of a sum that are told


class Chooser(Protocol):
    """Chooses among the candidates for one place (telling, action, object, actor, date) of the fact of one quantity."""

    def __call__(self, place: str, candidates: Sequence[Candidate], quantity: FoundQuantity) -> Candidate: ...


Trace = dict[tuple[int, str], Sequence[Candidate]]  # the candidates for each place of each quantity, by where that begins


class Reasoned(NamedTuple):
    """One line of a sum: the traits, their wording, and the weight."""

    traits: str
    wording: str
    weight: int


class _Sum(NamedTuple):
    """What can be added for candidates found in one place: what always is, and by the wording of traits."""

    always: list[Reasoned]
    bias: int
    columns: Sequence[tuple[str, Callable[[Any], Any], dict[Any, int]]]


class Weights:
    """The weights of all places of a fact. They are kept by where a candidate was found, for most weights are for one such place."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._general: dict[str, dict[tuple[str, ...], dict[Any, int]]] = {slot: {} for slot in TRAITS}
        self._found: dict[str, dict[str, dict[tuple[str, ...], dict[Any, int]]]] = {slot: {} for slot in TRAITS}
        for slot, traits, wording, weight in rows:
            names, values = tuple(traits.split(", ")), tuple(wording.split(", "))
            if slot not in TRAITS or not set(names) <= set(TRAITS[slot]) or len(names) != len(values):
                raise LexiconError(f"{FILE}: {slot} {traits} {wording} names no traits")
            columns = self._general[slot]
            if names[0] == "place":
                columns = self._found[slot].setdefault(values[0], {})
                names, values = names[1:], values[1:]
            columns.setdefault(names, {})[values if len(values) != 1 else values[0]] = int(weight)
        self._sums: dict[tuple[str, str], _Sum] = {}

    def _sum(self, slot: str, place: str) -> _Sum:
        """What can be added for candidates of one place."""
        found = self._sums.get((slot, place))
        if found is None:
            own = self._found[slot].get(place, {})
            bias = own.get((), {}).get((), 0)
            always = [Reasoned("place", place, bias)] if bias else []
            columns = [
                (", ".join(names), itemgetter(*map(TRAITS[slot].index, names)), weights)
                for names, weights in (*self._general[slot].items(), *own.items())
                if names
            ]
            found = self._sums[slot, place] = _Sum(always, bias, columns)
        return found

    def score(self, slot: str, candidate: Candidate) -> int:
        """The sum of the weights of a candidate's traits."""
        traits = candidate.traits
        found = self._sum(slot, traits[0])
        score = found.bias
        for _, wording, weights in found.columns:
            score += weights.get(wording(traits), 0)
        return score

    def reasons(self, slot: str, candidate: Candidate) -> list[Reasoned]:
        """The lines of the sum, the weightiest first."""
        traits = candidate.traits
        found = self._sum(slot, traits[0])
        lines = list(found.always)
        for names, of, weights in found.columns:
            wording = of(traits)
            if weight := weights.get(wording, 0):
                lines.append(Reasoned(names, wording if isinstance(wording, str) else ", ".join(wording), weight))
        return sorted(lines, key=lambda r: -abs(r.weight))

    def choose(self, place: str, candidates: Sequence[Candidate]) -> tuple[Candidate, int]:
        """The best candidate, of equals the first, and how far it is ahead of the next."""
        scores = [self.score(place, c) for c in candidates]
        best = max(range(len(scores)), key=scores.__getitem__)
        others = [score for i, score in enumerate(scores) if i != best]
        return candidates[best], scores[best] - max(others, default=scores[best])


class Margins:
    """A chooser that chooses by weights and keeps how far the choices of one quantity are ahead of the next best."""

    def __init__(self, weights: Weights, trace: Trace | None = None) -> None:
        self.weights, self.trace = weights, trace
        self.kept: dict[str, int] = {}

    def __call__(self, place: str, candidates: Sequence[Candidate], quantity: FoundQuantity) -> Candidate:
        chosen, self.kept[place] = self.weights.choose(place, candidates)
        if self.trace is not None:
            self.trace[quantity.start, place] = candidates
        return chosen


def reasons(trace: Trace, start: int) -> Iterator[Reason]:
    """Why the quantity that begins at an offset got what it got: for each place the sum of the winner, and of the next."""
    for place in ("telling", "action", "object", "actor", "date"):
        candidates = trace.get((start, place), ())
        ranked = sorted(candidates, key=lambda c: -weights().score(place, c))[:2]
        for field, candidate in zip(("chosen", "next best"), ranked, strict=False):
            yield Reason(field, f"{place}.weights", note=_sum_of(place, candidate))


def _sum_of(place: str, candidate: Candidate) -> str:
    """A candidate with the lines of its sum, the weightiest ten."""
    slot, time = candidate.slot, candidate.time
    told = slot.text if slot is not None else f"{time.first_day or ''} … {time.last_day or ''}" if time is not None else candidate.origin
    lines = "; ".join(f"{r.traits} = {r.wording} {r.weight:+d}" for r in weights().reasons(place, candidate)[:_LINES])
    return f"{told} {weights().score(place, candidate)}: {lines}"


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights, read at first use."""
    return Weights(read_table(FILE))
