"""Numerals: one grammar that finds them and reads their exact value.

``find`` gives every numeral of a text with what the wording says of its value; ``parse`` and ``read`` read one
surface as a whole.
"""

from extractor.numerals.bounds import Bounded, Interval, behind, front, stronger
from extractor.numerals.find import find, parse, read
from extractor.numerals.scan import Numeral, scan

__all__ = ["Bounded", "Interval", "Numeral", "behind", "find", "front", "parse", "read", "scan", "stronger"]
