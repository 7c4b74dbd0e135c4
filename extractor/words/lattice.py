"""Which words a stretch of text may be cut into, and the likeliest way through them.

The segmenter's cut is the ground. Other cuts are tried where the counted table says that a word is often several (得分|为) or part of a
longer one (占|比), where a verb has drawn the end of a noun to itself (得|分为), and where nothing is known of a word. Mentions are closed
first: no word reaches into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.words.table import END, Entry, States, Table

_OPEN = frozenset({"v", "vn", "n", "nr", "ns", "a", "ad", "d", "p", "c", "u", "x", "r", "m", "q", "f", "t"})  # classes that are no mentions
_LONGEST = 6  # characters of a word that is joined of several
_JOINED = 3  # words of the segmenter that may be one
_HOPELESS = 1500  # ways that cost so much more than another to the same place are given up
_PREFERRED = 600  # what a word that is cut anew is ahead of the segmenter's
_STRADDLING = 4  # characters of a known word that is sought over the end of an unknown one
_INSIDE = 8  # characters of a word that is looked through for others

Piece = tuple[int, int, Entry, bool]  # where a word of the segmenter or a mention begins and ends, what it may be, whether it is a mention
Edges = dict[int, list[tuple[int, States]]]  # by where a word begins: where it ends, and its states with their costs
Others = dict[int, list[tuple[int, list[tuple[int, States]]]]]  # the same by the number of the piece in which the words begin
Step = tuple[int, int, int, Any]  # what the way to a place costs, the state that it ends in, where that word begins, the step before


def alternatives(
    text: str, offset: int, pieces: Sequence[Piece], table: Table, names: Iterable[tuple[int, int]] = ()
) -> tuple[Others, set[int]]:
    """The words besides the pieces that are tried, ``names`` among them, and which pieces are not; ``text`` begins at ``offset``."""
    found: Edges = {}
    for start, end in names:
        found.setdefault(start, []).append((end, table.named(text[start - offset : end - offset])))
    refused: set[int] = set()
    last = len(pieces) - 1
    for number, (start, end, entry, mention) in enumerate(pieces):
        if mention:
            continue
        if 1 < end - start <= _INSIDE:
            led = number > 0 and pieces[number - 1][3] and text[start - offset] in table.localizers
            if led and entry.splits:
                refused.add(number)  # 三年|内向|银行: behind a number no unknown word begins with 内
            if led or entry.splits:
                _split(text[start - offset : end - offset], start, table, found)
        if number < last and (entry.joins or pieces[number + 1][2].draws):
            _join(text, offset, pieces, number, table, found)
        if number < last and not pieces[number + 1][3] and (entry.unknown or pieces[number + 1][2].unknown):
            _straddle(text, offset, pieces[number], pieces[number + 1], table, found)
    return (_by_piece(found, pieces) if found else {}), refused


def _by_piece(found: Edges, pieces: Sequence[Piece]) -> Others:
    others: Others = {}
    number = 0
    for position in sorted(found):
        while pieces[number][1] <= position:
            number += 1
        others.setdefault(number, []).append((position, found[position]))
    return others


def _split(word: str, start: int, table: Table, found: Edges) -> None:
    for first, last in table.parts(word):
        found.setdefault(start + first, []).append((start + last, table.entry(word[first:last]).states))


def _join(text: str, offset: int, pieces: Sequence[Piece], number: int, table: Table, found: Edges) -> None:
    start, end, entry, _ = pieces[number]
    for at, (begin, stop, following, mention) in enumerate(pieces[number + 1 : number + _JOINED]):
        if begin != end or mention or stop - start > _LONGEST:
            return
        if not at and following.draws:
            _recut(text, offset, start, end, stop, table, found)
        closes = not at and stop - end == 1 and end - start > 1 and text[end - offset] in table.closing
        end = stop
        joined = text[start - offset : end - offset]
        if closes or (entry.joins and (table.known(joined) or table.moves(joined))):
            found.setdefault(start, []).append((end, table.entry(joined).states))


def _recut(text: str, offset: int, start: int, middle: int, end: int, table: Table, found: Edges) -> None:
    """Of 得|分为 try 得分|为: a verb that states a value has drawn the end of a noun to itself."""
    last = end - 1
    joined = text[start - offset : last - offset]
    if last > middle and text[last - offset] in table.stating and (table.known(joined) or joined[-1] in table.closing):
        found.setdefault(start, []).append((last, tuple((state, cost - _PREFERRED) for state, cost in table.entry(joined).states)))
        found.setdefault(last, []).append((end, table.entry(text[last - offset]).states))


def _straddle(text: str, offset: int, one: Piece, other: Piece, table: Table, found: Edges) -> None:
    """Known words over the end of a word that nothing is known of: of 其营|收 try 营收, of 控制|人顾 控制人."""
    start, middle, end = one[0] - offset, one[1] - offset, other[1] - offset
    if one[1] != other[0]:
        return
    first = range(start + 1, middle) if one[2].unknown else (start,)
    last = range(middle + 1, end) if other[2].unknown else (end,)
    for begin in first:
        for stop in last:
            if stop - begin <= _STRADDLING and table.known(text[begin:stop]):
                found.setdefault(begin + offset, []).append((stop + offset, table.entry(text[begin:stop]).states))


def likeliest(
    pieces: Sequence[Piece], others: Others, refused: Iterable[int], table: Table, opening: int, closing: int
) -> list[tuple[int, int, int]]:
    """The likeliest words with their states: start, end, state of each. Linear in the number of words that are tried.

    ``opening`` is the state that the first word follows, ``closing`` the one that follows the last.
    """
    rows = table.rows
    here: list[Step] = [(0, opening, pieces[0][0], None)]
    ahead: dict[int, list[Step]] = {}  # ways that have passed the end of a piece, by where they have come to
    for number, (start, _, entry, _) in enumerate(pieces):
        if ahead and (more := ahead.pop(start, None)):
            here = here + more
        there = [] if refused and number in refused else _extended(here, start, entry.states, rows)
        if number in others:
            for position, words in others[number]:
                ways = here if position == start else ahead.pop(position, [])
                for stop, states in words if ways else ():
                    ahead.setdefault(stop, []).extend(_extended(ways, position, states, rows))
        here = there
    here = here + ahead.pop(pieces[-1][1], [])
    step = min(here, key=lambda s: s[0] + rows[s[1]][closing])
    path: list[tuple[int, int, int]] = []
    end = pieces[-1][1]
    while step[3] is not None:
        path.append((step[2], end, step[1]))
        end, step = step[2], step[3]
    path.reverse()
    return path


def _extended(ways: list[Step], start: int, states: States, rows: Sequence[dict[int, int]]) -> list[Step]:
    """The ways that go on with a word from ``start`` on, the likeliest for each of its states."""
    if len(ways) == 1:
        way = ways[0]
        cost, row = way[0], rows[way[1]]
        return [(cost + row[state] + own, state, start, way) for state, own in states]
    limit = min(way[0] for way in ways) + _HOPELESS
    open_ways = [(way[0], rows[way[1]], way) for way in ways if way[0] <= limit]
    found: list[Step] = []
    for state, own in states:
        least, best = 1 << 60, open_ways[0][2]
        for cost, row, way in open_ways:
            total = cost + row[state]
            if total < least:
                least, best = total, way
        found.append((least + own, state, start, best))
    return found


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
