"""Which words a stretch of text may be cut into, and the likeliest way through them.

The segmenter's cut is the ground. Other cuts are tried where the counted table says that a word is often several (得分|为) or part of a
longer one (占|比), where a noun may be closed by an ending (实施|率), and where nothing is known of a word. Mentions are closed first: no
word reaches into one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.words.table import END, START, Table

_LONGEST = 6  # characters of a word that is joined of several
_JOINED = 3  # words of the segmenter that may be one
_PREFERRED = 600  # what a word that is cut anew is ahead of the segmenter's
_INSIDE = 8  # characters of a word that is looked through for others


class Piece(NamedTuple):
    """A word of the segmenter between mentions, or a mention with its state."""

    start: int
    end: int
    state: int | None


class Step(NamedTuple):
    """The likeliest way to a position that ends in a state, in a clause that has had a verb or has had none."""

    cost: int
    start: int
    state: int
    predicated: bool
    before: Step | None


States = tuple[tuple[int, int], ...]
Edges = dict[int, list[tuple[int, States]]]  # by where it begins: where it ends, its states with their costs


def edges(text: str, offset: int, pieces: Sequence[Piece], table: Table) -> Edges:
    """All words that are tried; ``text`` begins at ``offset``."""
    found: Edges = {}
    for number, piece in enumerate(pieces):
        start, end, state = piece
        if state is not None:
            found.setdefault(start, []).append((end, ((state, 0),)))
            continue
        word = text[start - offset : end - offset]
        entry = table.entry(word)
        led = end - start > 1 and number > 0 and pieces[number - 1].state is not None and word[0] in table.localizers
        if not (led and entry.splits):
            found.setdefault(start, []).append((end, entry.states))
        if (entry.splits or led) and 1 < end - start <= _INSIDE:
            _split(word, start, table, found)  # 三年|内向|银行: behind a number no unknown word begins with 内
        _join(text, offset, pieces, number, table, found, whole=entry.joins)
    return found


def _split(word: str, start: int, table: Table, found: Edges) -> None:
    size = len(word)
    for first in range(size):
        for last in range(first + 1, size + 1):
            if last - first < size and (table.known(inner := word[first:last]) or last - first == 1):
                found.setdefault(start + first, []).append((start + last, table.entry(inner).states))
    if size > 2 and word[-1] in table.stating:
        found[start].append((start + size - 1, table.entry(word[:-1]).states))  # 成指|报


def _join(text: str, offset: int, pieces: Sequence[Piece], number: int, table: Table, found: Edges, *, whole: bool) -> None:
    start, end, _ = pieces[number]
    for at, piece in enumerate(pieces[number + 1 : number + _JOINED]):
        if piece.start != end or piece.state is not None or piece.end - start > _LONGEST:
            return
        if not at:
            _recut(text, offset, start, end, piece.end, table, found)
        closes = not at and piece.end - end == 1 and end - start > 1 and text[end - offset] in table.closing
        end = piece.end
        joined = text[start - offset : end - offset]
        if (whole and table.known(joined)) or closes or (not at and table.moves(joined)):
            found[start].append((end, table.entry(joined).states))


def _recut(text: str, offset: int, start: int, middle: int, end: int, table: Table, found: Edges) -> None:
    """Of 得|分为 try 得分|为: a verb that states a value has drawn the end of a noun to itself."""
    last = end - 1
    joined = text[start - offset : last - offset]
    if last > middle and text[last - offset] in table.stating and (table.known(joined) or joined[-1] in table.closing):
        found[start].append((last, tuple((state, cost - _PREFERRED) for state, cost in table.entry(joined).states)))
        found.setdefault(last, []).append((end, table.entry(text[last - offset]).states))


def likeliest(start: int, end: int, found: Edges, table: Table) -> list[tuple[int, int, int]]:
    """The likeliest words with their states: start, end, state of each. Linear in the number of words that are tried.

    A clause that ends without a verb costs more, unless it ends in a number: 贷款余额411亿元, but 其中3人重伤.
    """
    first = table.numbers[START]
    steps: dict[int, dict[tuple[int, bool], Step]] = {start: {(first, False): Step(0, start, first, False, None)}}
    for position in sorted(found):
        here = steps.pop(position, None)
        if here is None:
            continue
        before = list(here.values())
        for stop, states in found[position]:
            there = steps.setdefault(stop, {})
            for state, cost in states:
                _extend(before, position, state, cost, there, table)
    last = table.numbers[END]
    step: Step | None = min(
        steps[end].values(), key=lambda s: s.cost + table.follow(s.state, last) + table.unpredicated(s.state, s.predicated)
    )
    words: list[tuple[int, int, int]] = []
    stop = end
    while step is not None and step.before is not None:
        words.append((step.start, stop, step.state))
        stop, step = step.start, step.before
    words.reverse()
    return words


def _extend(before: Sequence[Step], position: int, state: int, cost: int, there: dict[tuple[int, bool], Step], table: Table) -> None:
    """Add the ways that go on with a state."""
    follow = table.follow
    ends, verb = state in table.clause_ends, state in table.verbs
    for step in before:
        total = step.cost + follow(step.state, state) + cost
        if ends:
            total += table.unpredicated(step.state, step.predicated)
        key = state, not ends and (verb or step.predicated)
        known = there.get(key)
        if known is None or total < known.cost:
            there[key] = Step(total, position, state, key[1], step)
