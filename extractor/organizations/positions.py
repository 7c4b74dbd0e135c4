"""Where each of several strings stands in a text: one search for each while they are few, one for all of them when they are many."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

_FEW = 8  # a search is faster than building an automaton, but in a long text with many names the searches add up


def positions(strings: Iterable[str], text: str) -> dict[str, list[int]]:
    """Where each string begins, one behind the other without overlap.

    >>> positions(["工会", "总工"], "省总工会、市总工会")
    {'工会': [2, 7], '总工': [1, 6]}
    """
    found: dict[str, list[int]] = {string: [] for string in strings}
    if len(found) <= _FEW:
        for string, starts in found.items():
            start = text.find(string)
            while start >= 0:
                starts.append(start)
                start = text.find(string, start + len(string))
        return found
    sought = list(found)
    ends = [0] * len(sought)
    for which, start, end in AhoCorasick(sought, matchkind=MatchKind.Standard).find_matches_as_indexes(text, overlapping=True):
        if start >= ends[which]:
            found[sought[which]].append(start)
            ends[which] = end
    return found
