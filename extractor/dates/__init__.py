"""Dates: grammar -> calendar -> resolution against the reference time."""

from extractor.dates.find import find
from extractor.dates.model import FoundDate, ReferenceTime

__all__ = ["FoundDate", "ReferenceTime", "find"]
