"""What a word with its tag is to a name: whether it may stand inside of one, and whether it makes one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from extractor.organizations.vocabulary import vocabulary

PROPER_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "nz", "nt", "ns"})
PLAIN_TAGS: Final = frozenset({"n", "ng", "nw", "j", "b", "vn", "an", "a", "ag", "l", "s", "f", "g", "zg", "vg", "mg", "nr", "z"})
NUMBERED: Final = re.compile(r"第?[一二三四五六七八九十百零〇0-9]+|第[一二三四五六七八九十]")
COUNTED: Final = re.compile(r"[一二三四五六七八九十两几多数各这那某每首找办开建有设]+[家个所名座支批位间次大类种]")
ENGLISH: Final = re.compile(r"[A-Za-z][A-Za-z0-9&.·+-]*")
PARTICLES: Final = frozenset("起任为本兼系自即因现曾历")
TOWARDS: Final = "往到向于给自"  # ends of verbs that a place follows
LOOSE_ENDS: Final = frozenset(TOWARDS + "着了过")  # of two characters that no dictionary has, cut together as one word
HARD_TAGS: Final = frozenset({"p", "u", "ul", "uj", "uz", "ug", "ud", "uv", "c", "r", "rr", "rz", "x", "y", "e", "o"})


class Traits(NamedTuple):
    """What a word is to a name: ``belongs`` inside of one, is ``proper`` to it, or is ``odd`` there (大为, 百岁, 先进)."""

    belongs: bool
    proper: bool
    odd: bool


@lru_cache(maxsize=1 << 15)
def traits(text: str, tag: str) -> Traits:
    """The traits of a word with its tag."""
    odd = not (tag in HARD_TAGS or text in "在从与和及向对由据经是为的等以被把将" or COUNTED.fullmatch(text)) and text.isalnum()
    odd = odd and not (tag in ("v", "p", "") and (text[-1] in TOWARDS or (tag and text in vocabulary().words.stop)))
    return Traits(_belongs(text, tag), _proper(text, tag), odd)


def _belongs(text: str, tag: str) -> bool:
    words = vocabulary().words
    if text in words.stop or "某" in text or COUNTED.fullmatch(text):
        return False
    if text in words.trade or text in words.inside or text in words.role_exceptions:
        return True
    if text[-1] in words.roles and len(text) > 1 and tag in ("n", "b", "nr", "l"):
        return False
    if ENGLISH.fullmatch(text) or NUMBERED.fullmatch(text):
        return True
    if not tag:
        return text.isalnum() and not PARTICLES.issuperset(text) and not (len(text) == 2 and text[1] in LOOSE_ENDS)
    return tag in PLAIN_TAGS or tag in PROPER_TAGS


def _proper(text: str, tag: str) -> bool:
    words = vocabulary().words
    if text in words.trade or text in words.inside or text in words.generic or text.endswith("性"):
        return False
    if ENGLISH.fullmatch(text):
        return True
    if len(text) > 1 and words.provinces.issuperset(text):
        return True
    return tag in PROPER_TAGS or (not tag and len(text) > 1 and not NUMBERED.fullmatch(text))
