"""Lists that are shared out in order: 鲜菜、鲜果和水产品价格分别上涨6.9%、1.7%和0.9%."""

from __future__ import annotations

from typing import NamedTuple

from extractor.facts.nominal import inner, items, trimmed
from extractor.facts.number import Number
from extractor.facts.stretch import Kind, Stretch
from extractor.words.phrases import INNER

_BACK = 3  # clauses before whose lists are looked at
_PHRASES = 8  # phrases of a clause that are looked at
_NEAR = 20  # words before a list in which 分别 is looked for
_LISTS = 2  # lists that are taken


class Item(NamedTuple):
    """The item of a list that belongs to a number, the last item of its list, and ``shared``: "shared" where 分别 says so."""

    stretch: Stretch
    first: int
    end: int
    last: tuple[int, int]
    back: int
    shared: str | None


def respective_items(n: Number) -> list[Item]:
    """The items that may belong to a number of a list, those of the nearest list with as many items first."""
    index, run = n.run
    if len(run) < 2:
        return []
    opening = n.stretch.texts[max(0, run[0] - _NEAR) : run[0]]
    shared = "shared" if any(t in n.stretch.lexicon.respective for t in opening) else None
    found: list[Item] = []
    for back, s in ((0, n.stretch), *n.clauses.before(n.index, _BACK)):
        stop = len(s.constituents) if back else s.holding(run[0])
        phrases = [c for c in s.constituents[max(0, stop - _PHRASES * 3) : stop] if c.kind in (Kind.PHRASE, Kind.LED)]
        for c in reversed(phrases[-_PHRASES:]):
            first, end = trimmed(s, inner(c), c.end)
            listed = items(s, first, end) if end - first > len(run) else []
            if len(listed) == len(run):
                found.append(Item(s, *listed[index], listed[-1], back, shared))
                if len(found) == _LISTS:
                    return found
    return found


def glossed(n: Number) -> tuple[int, int] | None:
    """The words before a bracket that opens right before the number: 温氏股份|（7家）."""
    s, end = n.stretch, n.at - 1
    if end < 1 or s.texts[end] not in s.lexicon.opening:
        return None
    first = end
    while first > 0 and s.tags[first - 1] in INNER and not s.spaced(first):
        first -= 1
    return (first, end) if first < end else None
