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
    COUNT: Final = "Qc"
    AMOUNT: Final = "Qa"
    PERCENTAGE: Final = "Qp"
    MEASURE: Final = "Qm"
    ORDINAL: Final = "Qo"
    DATE: Final = "D"


CLASS_OF_MENTION: Final = {  # by the kind of a quantity, else by what it is
    "count": WordClass.COUNT,
    "amount": WordClass.AMOUNT,
    "percentage": WordClass.PERCENTAGE,
    "measure": WordClass.MEASURE,
    "ordinal": WordClass.ORDINAL,
    "date": WordClass.DATE,
    "organization": WordClass.BODY,
}


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
