"""What a run has to do: the articles of all inputs in order, unread, each with a key that changes when its file does."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import Any

from extractor.article import Piece, Source
from extractor.batch.failure import Failure, failure, failure_of
from extractor.batch.inputs import file_size
from extractor.errors import ArticleError

_BLOCK = 1 << 20
_KEY = 12  # bytes of a key


@dataclass(frozen=True, slots=True)
class Item:
    """One article to do: which file (``key`` is made of its id and its content), the how manieth in it, and what it is made of."""

    key: str
    number: int
    made_of: Piece | Failure
    done: int = 0  # bytes of all inputs that were read up to here


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are wanted: the first ``limit`` of a ``sample`` drawn by ``seed``; None for all."""

    limit: int | None = None
    sample: int | None = None
    seed: int = 0


ALL = Selection()


@dataclass(slots=True)
class Plan:
    """The articles of ``sources`` that are wanted. ``inputs`` is called anew for each pass over them."""

    inputs: Callable[[], Iterator[Source]]
    selection: Selection = ALL
    digest: Any = field(default_factory=lambda: blake2b(digest_size=16))

    def items(self) -> Iterator[Item]:
        """The articles in order. Behind the last one ``digest`` stands for all files that were met."""
        self.digest = blake2b(digest_size=16)
        wanted = _drawn(self.inputs(), self.selection) if self.selection.sample is not None else None
        items = (item for place, item in enumerate(self._all()) if wanted is None or place in wanted)
        yield from islice(items, self.selection.limit)

    def fingerprint(self) -> str:
        """What stands for all files that the wanted articles come from, and for their contents."""
        if self.selection == ALL:
            self.digest = blake2b(digest_size=16)
            for source in self.inputs():
                self.digest.update(key_of(source).encode())
        else:
            for _ in self.items():
                pass
        return self.seen()

    def seen(self) -> str:
        """What stands for the files that the last pass met."""
        return str(self.digest.hexdigest())

    def _all(self) -> Iterator[Item]:
        done = 0
        for source in self.inputs():
            key = key_of(source)
            self.digest.update(key.encode())
            for number, made_of in enumerate(_made_of(source)):
                position = made_of.position if isinstance(made_of, Piece) else 0
                yield Item(key, number, made_of, done + position)
            done += file_size(source)


def key_of(source: Source) -> str:
    """A key for a file: another one when its content, its id or what is wrong with it is another."""
    key = blake2b(digest_size=_KEY)
    key.update(repr((source.id, source.problem)).encode("utf-8", "backslashreplace"))
    if source.problem is None:
        try:
            with open(source.path, "rb") as file:
                while block := file.read(_BLOCK):
                    key.update(block)
        except OSError as error:
            key.update(repr(error.errno).encode())
    return key.hexdigest()


def _made_of(source: Source) -> Iterator[Piece | Failure]:
    """What the articles of a source are made of. A fault of ours ends the file, which the failure says, but not the batch."""
    count = 0
    try:
        for piece in source.pieces():
            yield failure_of(piece, source.id) if isinstance(piece, ArticleError) else piece
            count += 1
    except Exception as error:  # of our own making: what an input can do wrong comes as an ArticleError
        reason = f"fault in reading behind article {count} of the file, the rest of it is not read: {error}"
        yield failure(source.id, None, reason, type(error).__name__)


def _drawn(inputs: Iterator[Source], selection: Selection) -> frozenset[int]:
    """The places of the articles that are drawn: those whose names have the smallest hashes with the seed."""
    salt = str(selection.seed).encode()

    def draws() -> Iterator[tuple[bytes, int]]:
        place = 0
        for source in inputs:
            for made_of in _made_of(source):
                name = made_of.path.encode("utf-8", "backslashreplace")
                yield blake2b(name, digest_size=8, salt=blake2b(salt, digest_size=16).digest()).digest(), place
                place += 1

    return frozenset(place for _, place in heapq.nsmallest(selection.sample or 0, draws()))
