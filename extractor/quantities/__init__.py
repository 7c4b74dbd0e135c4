"""Quantities: what each numeral is the number of — money, things, a share, a physical quantity, a place in a sequence."""

from extractor.quantities.find import find
from extractor.quantities.model import FoundQuantity
from extractor.quantities.vocabulary import classifiers

__all__ = ["FoundQuantity", "classifiers", "find"]
