"""Many inputs to results, in input order, over processes, through shards: what was done once is not done again.

Articles travel unread to the processes, which write what becomes of them as shards. Here the lines of the shards are given in the
order of the inputs, whether made just now or in an earlier run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extractor.article import Piece
from extractor.batch.plan import Item
from extractor.batch.shards import DOCUMENT, Part, Store
from extractor.batch.work import Setup, lost
from extractor.workers import Ready, map_chunks

MOST_ITEMS = 32  # articles of a shard: so many are lost at most when a process is killed
MOST_BYTES = 256 * 1024  # of articles; fewer in a shard where they are long


class Result(NamedTuple):
    """One line of JSON: a document or a failure. ``done`` says how far the inputs were read then, in bytes."""

    is_document: bool
    line: str
    done: int


def run_batch(
    items: Iterable[Item], folder: Path, *, jobs: int = 1, seconds: float = 0, lexicons: tuple[Path, ...] = (), used: set[str] | None = None
) -> Generator[Result]:
    """The results of all items in order, lazily, the same for any number of ``jobs``.

    ``folder`` holds the shards; what is done already in it is taken from there. Names of the shards go into ``used``. Close the
    iterator, or leave it by an exception, to stop the processes; what they have finished stays in the folder.
    """
    if jobs < 1:
        raise ValueError(f"jobs has to be 1 or more, not {jobs}")
    store = Store(folder)
    store.load()
    parts = map_chunks(Setup(folder, seconds, lexicons), _chunks(items, store), jobs=jobs, lost=partial(lost, folder))
    with closing(parts), closing(store):
        for part in parts:
            if used is not None:
                used.add(part.shard)
            for line in store.lines(part):
                yield Result(line[0] == DOCUMENT, line[1:], part.done)


def _chunks(items: Iterable[Item], store: Store) -> Iterator[list[Item] | Ready[Part]]:
    """Items to do, together as they become shards, and in their places the parts that are done already."""
    coming = _Coming(items)
    fresh: list[Item] = []
    weight = 0
    for item in coming:
        part = store.find(item)
        known = coming.follow(item, part.count) if part is not None else []
        if part is not None and len(known) == part.count:
            if fresh:
                yield fresh
                fresh, weight = [], 0
            yield Ready(Part(part.shard, part.skip, part.count, known[-1].done))
            continue
        fresh.append(item)
        weight += item.made_of.weight() if isinstance(item.made_of, Piece) else 0
        if len(fresh) >= MOST_ITEMS or weight >= MOST_BYTES:
            yield fresh
            fresh, weight = [], 0
    if fresh:
        yield fresh


class _Coming:
    """Items one after another, with a look at those that follow."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._seen: deque[Item] = deque()

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        return self._seen.popleft() if self._seen else next(self._items)

    def follow(self, item: Item, count: int) -> list[Item]:
        """The item with those behind it in its file, ``count`` in all; they are passed by only if there are so many."""
        run = [item]
        while len(run) < count:
            following = next(self, None)
            if following is None:
                break
            run.append(following)
            if (following.key, following.number) != (item.key, item.number + len(run) - 1):
                break
        else:
            return run
        self._seen.extendleft(reversed(run[1:]))
        return []
