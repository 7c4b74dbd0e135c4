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
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Setup = Callable[[], Callable[[Item], Result]]

CHUNK = 8  # items that travel together: few enough to stop quickly, enough that travelling costs little
AHEAD = 3  # chunks in flight for each worker: one at work, two waiting
MOST_WORKERS = 61 if sys.platform == "win32" else 1024  # Windows cannot wait for more

_work: list[Any] = []  # the one function that this worker process has built


def map_ordered(
    setup: Setup[Item, Result], items: Iterable[Item], *, jobs: int, lost: Callable[[Item], Result], chunk: int = CHUNK
) -> Generator[Result, None, None]:
    """The results of all items in their order, made by up to ``jobs`` processes; in this process when there is work for one only.

    ``lost`` gives the result of an item whose worker process died. Errors of ``setup`` and of the work are raised here.
    """
    chunks = _chunks(items, chunk)
    first = list(islice(chunks, jobs))
    if jobs > 1 and len(first) > 1:
        yield from _Pool(setup, lost, min(len(first), MOST_WORKERS)).run(chain(first, chunks))
    elif first:
        work = setup()
        for some in chain(first, chunks):
            yield from map(work, some)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    items = iter(items)
    while chunk := list(islice(items, size)):
        yield chunk


class _Pool(Generic[Item, Result]):
    """Worker processes that are replaced when one of them dies."""

    def __init__(self, setup: Setup[Item, Result], lost: Callable[[Item], Result], workers: int) -> None:
        self.setup = setup
        self.lost = lost
        self.workers = workers
        self.window: deque[tuple[list[Item], Future[list[Result]]]] = deque()

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Result]:
        """Results in order; never more than ``AHEAD`` chunks for each worker are under way."""
        self.processes = _start(self.workers)
        try:
            for chunk in chunks:
                self.window.append((chunk, _submit(self.processes, self.setup, chunk)))
                if len(self.window) >= self.workers * AHEAD:
                    yield from self._first()
            while self.window:
                yield from self._first()
        finally:
            _stop(self.processes)

    def _first(self) -> Iterator[Result]:
        """Results of the oldest chunk. Had a worker died, all chunks under way are finished here, one at a time."""
        chunk, future = self.window.popleft()
        try:
            results = future.result()
        except BrokenExecutor:
            _stop(self.processes)
            suspects = [(chunk, future), *self.window]
            self.window.clear()
            self.processes = _start_one()
            for chunk, future in suspects:
                yield from self._again(chunk) if future.cancelled() or future.exception() else future.result()
            _stop(self.processes)
            self.processes = _start(self.workers)
        else:
            yield from results

    def _again(self, chunk: list[Item]) -> Iterable[Result]:
        """Results of a chunk that may have killed its worker: together if that goes well, else item by item."""
        try:
            return _submit(self.processes, self.setup, chunk).result()
        except BrokenExecutor:
            _stop(self.processes)
            self.processes = _start_one()
        if len(chunk) == 1:
            return [self.lost(chunk[0])]
        return chain.from_iterable(self._again([item]) for item in chunk)


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
    processes.shutdown(wait=True, cancel_futures=True)


def _submit(processes: ProcessPoolExecutor, setup: Setup[Item, Result], chunk: list[Item]) -> Future[list[Result]]:
    try:
        with _interrupt_held():
            return processes.submit(_run_chunk, setup, chunk)
    except BrokenExecutor as error:  # a worker died since the last look: told like that of a chunk that was under way
        future: Future[list[Result]] = Future()
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


def _run_chunk(setup: Setup[Item, Result], chunk: list[Item]) -> list[Result]:
    """In a worker process: build the work when this is the first chunk, then do it."""
    if not _work:
        _work.append(setup())
    return [_work[0](item) for item in chunk]


def _prepare_process() -> None:
    """In a worker process: Ctrl-C is for the parent to answer, and without a parent there is nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
