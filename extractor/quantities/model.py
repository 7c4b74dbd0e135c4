"""What the room finds, before the pipeline makes records of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.records import Bound

Kind = Literal["amount", "count", "percentage", "measure", "ordinal"]


@dataclass(slots=True)
class FoundQuantity:
    """One quantity in the normalized text.

    ``unit`` is the measure word, the unit as written or the kind of percentage; ``code`` the currency or the UCUM code.
    ``number`` and ``number_end`` are the span of the numeral itself, which words of the clause are compared with.
    """

    kind: Kind
    start: int
    end: int
    rule: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound = "exact"
    unit: str | None = None
    code: str | None = None
    noun: str | None = None
    per: str | None = None
    front: int | None = None  # where the word begins that sets the bound in front (约, 不少于)
    unit_end: int = 0  # where the unit ends, before a word behind it (以上)
    noun_before: bool = False  # the counted noun stands in front

    @property
    def edge(self) -> int:
        """Where the wording of the number begins, its bound word included."""
        return self.start if self.front is None else self.front
