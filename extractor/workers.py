"""Items through worker processes: results in order, a bounded number of items in flight, and a worker that dies harms nobody else.

Nothing here knows of articles. ``setup`` builds the function that does the work, once in each process. It has to be picklable,
because the processes are started afresh (``spawn``), which works on every platform and beside threads.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Setup = Callable[[], Callable[[Item], Result]]
ChunkSetup = Callable[[], Callable[[list[Item]], Result]]

CHUNK = 8  # items that travel together: few enough to stop quickly, enough that travelling costs little
AHEAD = 3  # chunks in flight for each worker: one at work, two waiting
MOST_WORKERS = 61 if sys.platform == "win32" else 1024  # Windows cannot wait for more

_work: list[Any] = []  # the one function that this worker process has built


@dataclass(frozen=True, slots=True)
class Ready(Generic[Result]):
    """A result that is there already and only has to keep its place among the others."""

    result: Result


def map_ordered(
    setup: Setup[Item, Result], items: Iterable[Item], *, jobs: int, lost: Callable[[Item], Result], chunk: int = CHUNK
) -> Generator[Result, None, None]:
    """The results of all items in their order, made by up to ``jobs`` processes; in this process when there is work for one only.

    ``lost`` gives the result of an item whose worker process died. Errors of ``setup`` and of the work are raised here.
    """
    results = map_chunks(partial(_Each, setup), _chunks(items, chunk), jobs=jobs, lost=lambda item: [lost(item)])
    with closing(results):
        for some in results:
            yield from some


def map_chunks(
    setup: ChunkSetup[Item, Result],
    chunks: Iterable[list[Item] | Ready[Result]],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
) -> Generator[Result, None, None]:
    """Like ``map_ordered`` with one result for several items together, chunked by the caller.

    When a process dies over a chunk, the chunk is done again in halves, down to the item that kills, so it may have several results.
    """
    chunks = iter(chunks)
    first: list[list[Item] | Ready[Result]] = []
    while len([chunk for chunk in first if not isinstance(chunk, Ready)]) < jobs:
        chunk = next(chunks, None)
        if chunk is None:
            break
        first.append(chunk)
        if isinstance(chunk, Ready) and len(first) >= jobs * AHEAD:
            break
    if jobs > 1 and len(first) > 1:
        yield from _Pool(setup, lost, min(jobs, MOST_WORKERS)).run(chain(first, chunks))
        return
    work: Callable[[list[Item]], Result] | None = None
    for chunk in chain(first, chunks):
        if isinstance(chunk, Ready):
            yield chunk.result
        else:
            work = work or setup()
            yield work(chunk)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    items = iter(items)
    while chunk := list(islice(items, size)):
        yield chunk


class _Each(Generic[Item, Result]):
    """Work on a chunk that is work on each of its items."""

    def __init__(self, setup: Setup[Item, Result]) -> None:
        self.work = setup()

    def __call__(self, chunk: list[Item]) -> list[Result]:
        return [self.work(item) for item in chunk]


class _Pool(Generic[Item, Result]):
    """Worker processes that are replaced when one of them dies."""

    def __init__(self, setup: ChunkSetup[Item, Result], lost: Callable[[Item], Result], workers: int) -> None:
        self.setup = setup
        self.lost = lost
        self.workers = workers
        self.window: deque[tuple[list[Item], Future[Result]]] = deque()

    def run(self, chunks: Iterable[list[Item] | Ready[Result]]) -> Iterator[Result]:
        """Results in order; never more than ``AHEAD`` chunks for each worker are under way."""
        self.processes = _start(self.workers)
        try:
            for chunk in chunks:
                if isinstance(chunk, Ready):
                    self.window.append(([], _done(chunk.result)))
                else:
                    self.window.append((chunk, _submit(self.processes, self.setup, chunk)))
                if len(self.window) >= self.workers * AHEAD:
                    yield from self._first()
            while self.window:
                yield from self._first()
        finally:
            _stop(self.processes)

    def _first(self) -> Iterator[Result]:
        """The result of the oldest chunk. Had a worker died, all chunks under way are finished here, one at a time."""
        chunk, future = self.window.popleft()
        try:
            result = future.result()
        except BrokenExecutor:
            _abandon(self.processes)
            suspects = [(chunk, future), *self.window]
            self.window.clear()
            self.processes = _start_one()
            for chunk, future in suspects:
                if future.cancelled() or future.exception():
                    yield from self._again(chunk)
                else:
                    yield future.result()
            _stop(self.processes)
            self.processes = _start(self.workers)
        else:
            yield result

    def _again(self, chunk: list[Item]) -> Iterator[Result]:
        """Results of a chunk that may have killed its worker: together if that goes well, else in halves."""
        try:
            yield _submit(self.processes, self.setup, chunk).result()
            return
        except BrokenExecutor:
            _abandon(self.processes)
            self.processes = _start_one()
        if len(chunk) == 1:
            yield self.lost(chunk[0])
            return
        middle = len(chunk) // 2
        yield from self._again(chunk[:middle])
        yield from self._again(chunk[middle:])


def _done(result: Result) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(result)
    return future


def _start(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _prepare_process)


def _start_one() -> ProcessPoolExecutor:
    """A single new process that is seen to work: where none can start, no item is to blame."""
    processes = _start(1)
    try:
        processes.submit(os.getpid).result()
    except BrokenExecutor as error:
        raise RuntimeError('no worker process can start: does the program lack its if __name__ == "__main__"?') from error
    return processes


def _stop(processes: ProcessPoolExecutor) -> None:
    """Let the chunks at work be finished and drop the others; interrupted while it waits, stop them at once."""
    try:
        processes.shutdown(wait=True, cancel_futures=True)
    except KeyboardInterrupt:
        for process in list((getattr(processes, "_processes", None) or {}).values()):
            process.kill()
        raise


def _abandon(processes: ProcessPoolExecutor) -> None:
    """Stop a pool of which a process has died.

    Before Python 3.11.5 (CPython issue 94777) the thread that feeds such a pool may wait for ever to write into a full pipe that
    nobody reads any more, and the pool for that thread: what it writes is read here, and thrown away, until it ends.
    """
    if sys.version_info < (3, 11, 5):
        queue = getattr(processes, "_call_queue", None)
        reader, feeder = getattr(queue, "_reader", None), getattr(queue, "_thread", None)
        with suppress(OSError, EOFError, TypeError):  # the feeder closes the pipe when it is done
            while reader is not None and feeder is not None and feeder.is_alive():
                if reader.poll(0.02):
                    reader.recv_bytes()
    _stop(processes)


def _submit(processes: ProcessPoolExecutor, setup: ChunkSetup[Item, Result], chunk: list[Item]) -> Future[Result]:
    try:
        with _interrupt_held():
            return processes.submit(_run_chunk, setup, chunk)
    except BrokenExecutor as error:  # a worker died since the last look: told like that of a chunk that was under way
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Ctrl-C waits while processes are started. They inherit that; else it would hit them half made, each with a traceback."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run_chunk(setup: ChunkSetup[Item, Result], chunk: list[Item]) -> Result:
    """In a worker process: build the work when this is the first chunk, then do it."""
    if not _work:
        _work.append(setup())
    result: Result = _work[0](chunk)
    return result


def _prepare_process() -> None:
    """In a worker process: Ctrl-C is for the parent to answer, and without a parent there is nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
