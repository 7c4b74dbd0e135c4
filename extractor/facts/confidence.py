"""How sure the choices for a fact are: from how far each is ahead of the next, and from where each was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from extractor.facts.candidates import Candidate, SureTraits
from extractor.facts.number import Chosen
from extractor.records import Confidence

_STEP, _STEPS = 6, 6  # margins are told in steps of this width, up to so many
HIGH, LOW = 5, -7  # sums of weights from which confidence is high, and below which it is low: about a quarter of unseen facts each


def sure_candidates(chosen: Chosen, margins: Mapping[str, int]) -> list[Candidate]:
    """That all that was chosen for a fact is right, and that something is not; ``margins`` are those of the choices, by their places."""

    def step(place: str) -> str:
        return str(min(margins[place] // _STEP, _STEPS))

    numbers = chosen.number.stretch.numbers
    traits = SureTraits(
        "yes",
        step("action"),
        step("object"),
        step("actor"),
        step("date"),
        chosen.action.place,
        chosen.object.place,
        chosen.actor.place,
        chosen.date.place,
        chosen.actor.type,
        getattr(chosen.actor.traits, "form", None) or "none",
        chosen.number.sort,
        getattr(chosen.actor.traits, "here", None),
        getattr(chosen.actor.traits, "elsewhere", None),
        getattr(chosen.actor.traits, "crossed", None),
        f"{min(bisect_left(numbers, chosen.number.at), 2)} of {min(len(numbers), 3)}",
    )
    return [Candidate(None, traits, origin="yes"), Candidate(None, SureTraits("no"), origin="no")]


def confidence_of(score: int) -> Confidence:
    """The confidence that a sum of weights stands for."""
    return "high" if score >= HIGH else "low" if score < LOW else "medium"
