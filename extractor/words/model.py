"""What the room makes: the words of a sentence, each with its class where it stands, mentions among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractor.dates import FoundDate
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity

Part = FoundDate | FoundQuantity | FoundOrganization


class WordClass:
    """The classes of words: letters of the tag set of the Peking University corpus, which taggers of Chinese share, and mentions."""

    VERB: Final = "v"
    VERBAL_NOUN: Final = "vn"
    NOUN: Final = "n"
    PERSON: Final = "nr"
    PLACE: Final = "ns"
    BODY: Final = "nt"
    ADJECTIVE: Final = "a"
    ADVERBIAL: Final = "ad"  # an adjective that says how something is done
    ADVERB: Final = "d"
    PREPOSITION: Final = "p"
    CONJUNCTION: Final = "c"
    PARTICLE: Final = "u"
    MODAL: Final = "x"
    PRONOUN: Final = "r"
    NUMERAL: Final = "m"
    MEASURE_WORD: Final = "q"
    LOCALIZER: Final = "f"
    TIME: Final = "t"
    MARK: Final = "w"


@dataclass(slots=True)
class TaggedWord:
    """One word or mention in its place. ``heads``: a noun that mostly makes a compound with a verb before it (确诊病例)."""

    text: str
    start: int
    end: int
    tag: str
    part: Part | None = None
    heads: bool = False
    rule: str | None = None  # the construction that gave it its class
