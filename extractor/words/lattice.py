"""Which words a stretch of text may be cut into, and the likeliest way through them.

The segmenter's cut is the ground. Other cuts are tried where the counted table says that a word is often several (得分|为) or part of a
longer one (占|比), where a noun may be closed by an ending (实施|率), and where nothing is known of a word. Mentions are closed first: no
word reaches into one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from extractor.words.table import END, Entry, Table

_OPEN = frozenset({"v", "vn", "n", "nr", "ns", "a", "ad", "d", "p", "c", "u", "x", "r", "m", "q", "f", "t"})  # classes that are no mentions
_LONGEST = 6  # characters of a word that is joined of several
_JOINED = 3  # words of the segmenter that may be one
_HOPELESS = 1500  # ways that cost so much more than another to the same place are given up
_PREFERRED = 600  # what a word that is cut anew is ahead of the segmenter's
_INSIDE = 8  # characters of a word that is looked through for others


class Piece(NamedTuple):
    """A word of the segmenter between mentions, or a mention with its state."""

    start: int
    end: int
    state: int | None


States = tuple[tuple[int, int], ...]
Edges = dict[int, list[tuple[int, States]]]  # by where it begins: where it ends, its states with their costs
Step = tuple[
    int, int, int, Any
]  # what the likeliest way to a position costs that ends in a state; the state, where its word begins, the step before


def edges(text: str, offset: int, pieces: Sequence[Piece], table: Table) -> Edges:
    """All words that are tried; ``text`` begins at ``offset``."""
    found: Edges = {}
    entries = [None if state is not None else table.entry(text[start - offset : end - offset]) for start, end, state in pieces]
    after: Entry | None = None
    for number in range(len(pieces) - 1, -1, -1):
        (start, end, state), entry, following = pieces[number], entries[number], after
        after = entry
        if entry is None:
            assert state is not None
            found.setdefault(start, []).append((end, ((state, 0),)))
            continue
        led = number > 0 and end - start > 1 and entries[number - 1] is None and text[start - offset] in table.localizers
        if not (led and entry.splits):
            found.setdefault(start, []).append((end, entry.states))
        if (entry.splits or led) and 1 < end - start <= _INSIDE:
            _split(
                text[start - offset : end - offset], start, table, found
            )  # 三年|内向|银行: behind a number no unknown word begins with 内
        if following is not None and (entry.joins or following.closes or following.draws):
            _join(text, offset, pieces, number, table, found, whole=entry.joins)
    return found


def _split(word: str, start: int, table: Table, found: Edges) -> None:
    for first, last in table.parts(word):
        found.setdefault(start + first, []).append((start + last, table.entry(word[first:last]).states))


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
            found.setdefault(start, []).append((end, table.entry(joined).states))


def _recut(text: str, offset: int, start: int, middle: int, end: int, table: Table, found: Edges) -> None:
    """Of 得|分为 try 得分|为: a verb that states a value has drawn the end of a noun to itself."""
    last = end - 1
    joined = text[start - offset : last - offset]
    if last > middle and text[last - offset] in table.stating and (table.known(joined) or joined[-1] in table.closing):
        found.setdefault(start, []).append((last, tuple((state, cost - _PREFERRED) for state, cost in table.entry(joined).states)))
        found.setdefault(last, []).append((end, table.entry(text[last - offset]).states))


def likeliest(start: int, end: int, found: Edges, table: Table, opening: int, closing: int) -> list[tuple[int, int, int]]:
    """The likeliest words with their states: start, end, state of each. Linear in the number of words that are tried.

    ``opening`` is the state that the first word follows, ``closing`` the one that follows the last.
    """
    rows = table.rows
    steps: dict[int, list[Step]] = {start: [(0, opening, start, None)]}
    for position in sorted(found):
        before = steps.pop(position, None)
        if before is None:
            continue
        if len(before) > 1:
            limit = min(before)[0] + _HOPELESS
            before = [step for step in before if step[0] <= limit]
        for stop, states in found[position]:
            there = steps.setdefault(stop, [])
            for state, cost in states:
                best = before[0]
                least = best[0] + rows[best[1]][state]
                for step in before[1:]:
                    total = step[0] + rows[step[1]][state]
                    if total < least:
                        least, best = total, step
                there.append((least + cost, state, position, best))
    step = min(steps[end], key=lambda s: s[0] + rows[s[1]][closing])
    words: list[tuple[int, int, int]] = []
    stop = end
    while step[3] is not None:
        words.append((step[2], stop, step[1]))
        stop, step = step[2], step[3]
    words.reverse()
    return words


def runners_up(words: Sequence[str], tags: Sequence[str], opening: int, table: Table) -> Iterator[str | None]:
    """Of each word the likeliest class but its own, where its neighbours are what they are; None where it can be nothing else."""
    states = [_state(word, tag, table) for word, tag in zip(words, tags, strict=True)]
    before = opening
    for i, (word, tag, state) in enumerate(zip(words, tags, states, strict=True)):
        behind = states[i + 1] if i + 1 < len(states) else table.numbers[END]
        others = [] if tag not in _OPEN else [(s, c) for s, c in table.entry(word).states if table.classes[s] != tag]
        costs = [(cost + table.rows[before][other] + table.rows[other][behind], other) for other, cost in others]
        yield table.classes[min(costs)[1]] if costs else None
        before = state


def _state(word: str, tag: str, table: Table) -> int:
    """The state of a word in a class; that of the class where the word has none in it."""
    own = next((state for state, _ in table.entry(word).states if table.classes[state] == tag), None)
    return table.numbers[tag if tag in table.numbers else "n1"] if own is None else own
