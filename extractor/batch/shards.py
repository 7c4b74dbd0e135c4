"""Shards: the results of some articles in one packed file, written aside and renamed, so that each is there whole or not at all.

The first line of a shard names the articles whose results it holds, as segments ``[key of the file, first number, count]``; behind
it stands one line a result, ``D`` before a document, ``F`` before a failure, ``T`` before a failure that another try may mend.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

from extractor.batch.plan import Item

DOCUMENT, FAILURE, TRANSIENT = "D", "F", "T"
_LEVEL = 1  # of compression: results are written once and read once
_SUFFIX = ".gz"
_RETRY = ".retry.gz"  # holds a failure that another try may mend, so it is done again by the next run


@dataclass(frozen=True, slots=True)
class Part:
    """Results on disk: ``count`` lines of a shard from number ``skip`` on. ``done`` says how far the inputs were read then, in bytes."""

    shard: str
    skip: int
    count: int
    done: int


def segments_of(items: Sequence[Item]) -> list[tuple[str, int, int]]:
    """The articles of some items as runs: key of the file, first number, count."""
    runs: list[tuple[str, int, int]] = []
    for item in items:
        if runs and runs[-1][0] == item.key and runs[-1][1] + runs[-1][2] == item.number:
            runs[-1] = (item.key, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((item.key, item.number, 1))
    return runs


def write_shard(folder: Path, items: Sequence[Item], results: Iterable[str]) -> Part:
    """The results of some items, a line each, as a shard."""
    segments = segments_of(items)
    name = blake2b(repr(segments).encode(), digest_size=16).hexdigest()
    aside = folder / f"{name}.{os.getpid()}.tmp"
    suffix = _SUFFIX
    with open(aside, "wb") as raw:
        with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed:
            packed.write(json.dumps(segments).encode() + b"\n")
            for line in results:
                packed.write(line.encode("utf-8"))
                suffix = _RETRY if line[0] == TRANSIENT else suffix
        raw.flush()
        os.fsync(raw.fileno())
    os.replace(aside, folder / (name + suffix))
    return Part(name + suffix, 0, len(items), items[-1].done)


class Store:
    """The shards of a folder: what is done already, and the lines of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[bytes, tuple[str, int, int]] = {}  # key and first number: shard, lines before, count
        self._open: _Reader | None = None

    def load(self) -> None:
        """Look at all shards; what writing that was cut off has left is removed, and what is to be tried again."""
        for path in sorted(self.folder.iterdir()):
            segments = None if path.name.endswith((".tmp", _RETRY)) else _segments(path)
            if segments is None:
                path.unlink()
                continue
            skip = 0
            for key, first, count in segments:
                self._places[_place(key, first)] = (path.name, skip, count)
                skip += count

    def find(self, item: Item) -> Part | None:
        """The segment that begins with an article, if it was done."""
        found = self._places.get(_place(item.key, item.number))
        return None if found is None else Part(*found, item.done)

    def lines(self, part: Part) -> Iterator[str]:
        """The lines of a part. Parts that follow each other in one shard are read in one go."""
        if self._open is None or (self._open.name, self._open.line) != (part.shard, part.skip):
            self.close()
            self._open = _Reader(self.folder, part)
        yield from self._open.take(part.count)

    def close(self) -> None:
        """Close the shard that was read last."""
        if self._open is not None:
            self._open.file.close()
            self._open = None


def _segments(path: Path) -> list[tuple[str, int, int]] | None:
    """What a shard says it holds; None where it is damaged."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return [(str(key), int(first), int(count)) for key, first, count in json.loads(file.readline())]
    except (OSError, EOFError, ValueError, zlib.error):
        return None


def _place(key: str, number: int) -> bytes:
    return bytes.fromhex(key) + number.to_bytes(8, "big")


class _Reader:
    """An open shard and the number of the result that comes next."""

    def __init__(self, folder: Path, part: Part) -> None:
        self.name = part.shard
        self.file: TextIO = gzip.open(folder / part.shard, "rt", encoding="utf-8", newline="\n")  # noqa: SIM115 closed by the store
        self.line = 0
        self.file.readline()
        for _ in range(part.skip):
            self.file.readline()
        self.line = part.skip

    def take(self, count: int) -> Iterator[str]:
        for _ in range(count):
            line = self.file.readline()
            if not line.endswith("\n"):
                raise OSError(f"the shard {self.name} is cut short")
            self.line += 1
            yield line
