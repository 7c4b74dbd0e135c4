"""Many inputs to documents, in input order, over processes; what cannot be read or extracted becomes a ``Failure`` in its place.

Text files are read by the process that extracts them. Data files are read here, article by article, so that one large file
keeps all processes busy and is never in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, overload

from extractor.article import Source
from extractor.batch.failure import Failure, failure, failure_of
from extractor.errors import ArticleError
from extractor.records import Article, Document
from extractor.workers import map_ordered

T = TypeVar("T")

DIED = "the process that worked on it died: killed, out of memory, or crashed"


class Read(NamedTuple):
    """An article that has been read, and where."""

    path: str
    article: Article


Item = Source | Read | Failure
Lexicons = Iterable[str | Path]
Results = Generator[T | Failure, None, None]


@overload
def run_batch(inputs: Iterable[Source | Article], *, jobs: int = 1, lexicons: Lexicons = ()) -> Results[Document]: ...
@overload
def run_batch(
    inputs: Iterable[Source | Article], *, jobs: int = 1, finish: Callable[[Document], T], lexicons: Lexicons = ()
) -> Results[T]: ...
def run_batch(
    inputs: Iterable[Source | Article], *, jobs: int = 1, finish: Callable[[Document], Any] | None = None, lexicons: Lexicons = ()
) -> Results[Any]:
    """One result an article, in input order, the same for any number of ``jobs``; lazily, a bounded number ahead.

    ``finish`` turns each document into what the caller wants of it, in the process that made the document; it has to be a
    function that can be imported by name. ``lexicons`` are those of ``Extractor``. With more
    than one job, a program needs the usual ``if __name__ == "__main__"``. Close the iterator, or leave it by an exception, to
    stop the processes.
    """
    if jobs < 1:
        raise ValueError(f"jobs has to be 1 or more, not {jobs}")
    items = chain.from_iterable(map(_items, inputs))
    return _flat(map_ordered(partial(_Worker, finish or _same, tuple(lexicons)), items, jobs=jobs, lost=_lost))


def _flat(results: Generator[list[T], None, None]) -> Generator[T, None, None]:
    with closing(results):
        for some in results:
            yield from some


def _items(given: Source | Article) -> Iterator[Item]:
    """What travels to the processes: a text file unread, the articles of a data file one by one."""
    if isinstance(given, Article):
        yield Read(given.id, given)
    elif given.path.suffix.lower() == ".txt":
        yield given
    else:
        yield from _read(given)


def _read(source: Source) -> Iterator[Read | Failure]:
    """The articles of a source. A fault of ours ends the reading of the file, which the failure says, but not the batch."""
    count = 0
    try:
        for article in source.read():
            yield failure_of(article, source.id) if isinstance(article, ArticleError) else Read(source.id, article)
            count += 1
    except Exception as error:  # of our own making: what an input can do wrong comes as an ArticleError
        reason = f"fault in reading behind article {count} of the file, the rest of it is not read: {error}"
        yield failure(source.id, None, reason, type(error).__name__)


class _Worker(Generic[T]):
    """What one process does with an item. Its extractor is built once."""

    def __init__(self, finish: Callable[[Document], T], lexicons: Lexicons = ()) -> None:
        from extractor.pipeline import Extractor  # here, so that who only wants a Failure does not load every room

        self.extractor = Extractor(lexicons=lexicons)
        self.finish = finish

    def __call__(self, item: Item) -> list[T | Failure]:
        if isinstance(item, Failure):
            return [item]
        if isinstance(item, Read):
            return [self.extract(item)]
        return [result if isinstance(result, Failure) else self.extract(result) for result in _read(item)]

    def extract(self, read: Read) -> T | Failure:
        """The finished document, or why there is none."""
        try:
            return self.finish(self.extractor.extract(read.article))
        except Exception as error:  # a fault of ours in one article must not stop the batch
            return failure_of(error, read.path, read.article.id)


def _lost(item: Item) -> list[Any]:
    if isinstance(item, Failure):
        return [item]
    path, article_id = (item.path, item.article.id) if isinstance(item, Read) else (item.id, None)
    return [failure(path, article_id, DIED, "WorkerDied")]


def _same(document: Document) -> Document:
    return document
