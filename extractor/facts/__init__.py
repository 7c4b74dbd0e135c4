"""Facts: each quantity joined with who did it, what was done, to what, and when."""

from extractor.facts.find import find
from extractor.facts.model import FactTime, FoundFact

__all__ = ["FactTime", "FoundFact", "find"]
