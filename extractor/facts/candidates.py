"""What can fill a place of a fact, with the traits that speak for or against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractor.facts.model import FactTime, Slot
from extractor.facts.stretch import Stretch


class TellingTraits(NamedTuple):
    """Traits of a quantity that may tell something."""

    place: str  # yes, no
    quantity: str  # count, share, amount, measure
    size: str  # one, two, few, many, range
    unit: str | None = None
    noun: str | None = None  # after, before, bare: where the counted noun stands
    kind: str | None = None  # of the counted noun
    bound: str | None = None
    script: str | None = None  # digits, characters
    determiner: str | None = None  # what stands right before it
    after: str | None = None  # what follows it
    verb: str | None = None  # frame of a verb right before it
    beside: str | None = None  # other numbers stand in the clause
    held: str | None = None  # kind of the constituent that holds it
    ends: str | None = None  # a word behind it bounds it
    front: str | None = None  # a word before it does
    article: str | None = None  # 一 that counts nothing


class ActionTraits(NamedTuple):
    """Traits of a verb that may govern a number. All are words; None where a trait does not apply."""

    place: str  # left, right, bound (超过 in front of the number), carried, earlier, later, none
    frame: str  # of the verb
    quantity: str  # count, share, amount, measure
    noun: str  # after, before, bare: where the counted noun stands
    rank: str | None = None  # how many verbs stand between it and the number
    relative: str | None = None  # of a relative clause, and what follows the noun that it describes
    plain: str | None = None  # nearest: of the verbs in no relative clause
    over: str | None = None  # what stands between it and the number
    number: str | None = None  # another number stands between
    behind: str | None = None  # frame of the verb before it
    other: str | None = None  # frame of the nearest plain verb on the left, for what stands elsewhere
    before: str | None = None  # what stands before the number or its bound
    manner: str | None = None  # passive, nominal
    opened: str | None = None  # among: the clause opens with 其中


class ObjectTraits(NamedTuple):
    """Traits of a phrase that may name what is counted or measured."""

    place: str
    type: str
    action: str  # place of the action
    group: str  # what the action does: measuring, exist, cause, acting
    frame: str  # of the action
    quantity: str
    form: str | None = None  # whole, cuttable, suffix, suffix of
    rank: str | None = None
    opening: str | None = None  # class of the first word, scope, degree
    length: str | None = None  # words
    number: str | None = None  # beyond, inside: another number
    over: str | None = None  # what stands between it and the verb or number
    counted: str | None = None  # after, before: where the counted noun stands
    next: str | None = None  # what follows it
    # a verb, 的, a preposition inside it; of a verb and a noun, whether the verb often begins compounds
    holding: str | None = None


class ActorTraits(NamedTuple):
    """Traits of a phrase that may name whose number it is."""

    place: str
    type: str
    action: str
    group: str
    quantity: str
    here: str  # what the clause of the number offers as an owner
    form: str | None = None  # whole, cuttable, prefix, prefix of, suffix, apposition
    rest: str | None = None  # type of what is cut off behind it
    opening: str | None = None  # class of the first word cut off, or degree
    cut: str | None = None  # first, longer than a name, last
    rank: str | None = None
    distance: str | None = None  # clauses back
    crossed: str | None = None  # how many others who could act stand between it and the number
    opened: str | None = None  # what the clause of the number opens with: among (其中), a pronoun
    frame: str | None = None  # of its own verb
    lead: str | None = None  # frame of the verb that it is the object of
    known: str | None = None  # last, used: it acted before
    thing: str | None = None  # how it lies to the object
    listed: str | None = None  # it is the item that belongs to the number
    elsewhere: str | None = None  # whether its wording stands around it too, and whether always with what follows it here
    seam: str | None = None  # how often the word before a cut ends phrases and the word behind it opens them
    object: str | None = None  # where the object was found
    measured: str | None = None  # what the object names
    head: str | None = None  # whether it opens the sentence, or the paragraph


class DateTraits(NamedTuple):
    """Traits of a time at which a fact may hold."""

    place: str  # list, before or behind in the clause or in the sentence, frame or last of the paragraph, reported, nothing
    group: str  # frame of the action, or start (of a change)
    sort: str  # flow, change, or the sort of the number
    now: str  # now (目前), done (已), none: what the clause says
    mood: str
    rank: str | None = None  # how many dates stand nearer
    use: str | None = None  # what the words beside it say that it is for
    opens: str | None = None  # opens, inside: where it stands in its clause
    span: str | None = None  # day, month, year, period, set …
    tense: str | None = None  # ahead, current, recent, past
    touching: str | None = None  # touching, of: it stands right before the number
    numbers: str | None = None  # its clause has numbers of its own
    stated: str | None = None  # for nothing: whether the sentence has a date before the number
    known: str | None = None  # last, used: the number before or an earlier one has these days; else what that before has
    alone: str | None = None  # whether the text names no other days


class SureTraits(NamedTuple):
    """Traits of all that was chosen for a fact: margins in steps, and where each choice was found."""

    place: str  # yes, no
    action: str | None = None
    object: str | None = None
    actor: str | None = None
    date: str | None = None
    action_found: str | None = None
    object_found: str | None = None
    actor_found: str | None = None
    date_found: str | None = None
    type: str | None = None  # of the actor
    form: str | None = None  # of the actor
    quantity: str | None = None
    here: str | None = None  # what the clause offers as an owner
    elsewhere: str | None = None  # of the actor
    crossed: str | None = None  # of the actor
    clause: str | None = None  # which of the numbers of its clause it is, and of how many


Traits = TellingTraits | ActionTraits | ObjectTraits | ActorTraits | DateTraits | SureTraits


@dataclass(slots=True, eq=False)
class Candidate:
    """One way to fill a place; ``slot`` is None for leaving it empty.

    ``stretch``, ``first`` and ``end`` are the words it was read from, where later places depend on them; ``origin`` where it was found.
    """

    slot: Slot | None
    traits: Traits
    stretch: Stretch | None = None
    first: int = -1
    end: int = -1
    origin: str = ""
    time: FactTime | None = None

    @property
    def place(self) -> str:
        """Where it was found."""
        return self.traits.place

    @property
    def found(self) -> str:
        """Where it was found; of one taken over from the number before, where that had found it."""
        return f"carried {self.origin}" if self.place == "carried" else self.place

    @property
    def frame(self) -> str:
        """The frame of an action; "none" of what is no verb."""
        return getattr(self.traits, "frame", None) or "none"

    @property
    def type(self) -> str:
        """What an object or actor names."""
        return getattr(self.traits, "type", None) or "none"

    @property
    def span(self) -> tuple[int | None, int | None]:
        """Where its words stand."""
        return (self.slot.start, self.slot.end) if self.slot is not None else (None, None)
