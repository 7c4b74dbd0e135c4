"""Facts: each quantity joined with who did it, what was done, to what, and when."""

from extractor.facts.choice import Trace, reasons
from extractor.facts.find import find
from extractor.facts.model import FactTime, FoundFact, ReadText, Slot

__all__ = ["FactTime", "FoundFact", "ReadText", "Slot", "Trace", "find", "reasons"]
