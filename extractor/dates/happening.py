"""Verbs of what happens at a time: 10点|开门, 展览10号|开幕. They are those of ``lexicon/verbs.txt``, by their frames."""

from __future__ import annotations

from functools import lru_cache

from extractor.dates.vocabulary import compiled, lexicon
from extractor.lexicon.load import read_table

_SUBJECT = frozenset({"happen", "say", "publish", "locate"})  # the verb says what its subject does
_OBJECT = frozenset({"act", "exist"})  # nor does a clock before these
_LONGEST = 4  # characters
_REACH = 12  # so far behind 在 the verb may stand
_GAP = 5


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[bool, bool]]:
    """By each verb of several characters: whether it stands without an object, and whether it may be part of a noun."""
    found = {}
    for word, frames, *features in read_table("verbs.txt"):
        named = set(features[0].split()) if features else set()
        uses = set(frames.split())
        noun = "noun" in named and not frames.startswith("happen")  # 三点|要求, but 5点|发车
        if len(word) > 1 and not noun and uses & (_SUBJECT | _OBJECT):
            found[word] = (not uses.isdisjoint(_SUBJECT), bool(named & {"modifier", "noun"}))
    return found


def happens(text: str, position: int, *, loose: bool = False) -> bool:
    """Whether a verb of what happens begins at a position; ``loose``: one with an object too.

    >>> happens("10点开门", 3), happens("3点建议", 2), happens("1号办公楼", 2)
    (True, False, False)
    """
    if text.startswith(lexicon().words["saying"], position):
        return True
    for length in range(_LONGEST, 1, -1):
        verb = _verbs().get(text[position : position + length])
        if verb is None:
            continue
        alone, before_nouns = verb
        if loose or (alone and (not before_nouns or _closed(text, position + length))):
            return True
    return False


def _closed(text: str, position: int) -> bool:
    """Whether a clause or its object ends a verb, so that it is part of no noun."""
    return compiled("«verb_end»").match(text, position) is not None


def happens_behind(text: str, position: int, gap: int = _GAP) -> bool:
    """10点左右，大火扑灭; 10号在北京开幕: a few characters further, ``gap`` at most."""
    if text.startswith("在", position):
        return any(happens(text, at, loose=True) for at in range(position + 2, min(len(text), position + _REACH)))
    joint = compiled("«until_verb»").match(text, position)
    begin = joint.end() if joint is not None else position
    reach = gap if begin == position else _GAP
    for at in range(begin, min(len(text), begin + reach)):
        if happens(text, at, loose=True):
            return True
        if not "\u3400" <= text[at] <= "\u9fff":
            return False
    return False
