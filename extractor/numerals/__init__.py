"""Numerals: one grammar that finds them and reads their exact value.

``find`` gives every numeral of a text with what the wording says of its value; ``parse`` reads one surface as a whole.
"""

from extractor.numerals.bounds import Bounded, Interval
from extractor.numerals.find import find, parse
from extractor.numerals.scan import Numeral, scan

__all__ = ["Bounded", "Interval", "Numeral", "find", "parse", "scan"]
