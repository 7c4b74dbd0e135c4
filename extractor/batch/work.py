"""What a process does with some articles: read each, extract it, and write the results as a shard."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from extractor.batch.failure import Failure, failure, failure_of
from extractor.batch.plan import Item
from extractor.batch.shards import DOCUMENT, FAILURE, TRANSIENT, Part, write_shard
from extractor.errors import ArticleError
from extractor.jsonl import line_of

DIED = "the process that worked on it died: killed, out of memory, or crashed"
_OURS = f"{__name__.partition('.')[0]}."
_AGAIN = 0.05  # seconds from one tick to the next, once the time is over
_MENDED = frozenset(["WorkerDied", "MemoryError", "TimeLimitError"])  # errors that more memory, time or luck may mend


class TimeLimitError(Exception):
    """An article took longer than it may."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How work is done: where shards are written, how many seconds one article may take (0 for any), users' own names."""

    folder: Path
    seconds: float
    lexicons: tuple[Path, ...] = ()

    def __call__(self) -> Worker:
        return Worker(self)


class Worker:
    """The work of one process. Its extractor is built once."""

    def __init__(self, setup: Setup) -> None:
        from extractor.pipeline import Extractor  # here, so that who only wants a Failure does not load every room

        self.setup = setup
        self.extractor = Extractor(lexicons=setup.lexicons)
        self.settled = False

    def __call__(self, items: list[Item]) -> Part:
        part = write_shard(self.setup.folder, items, map(self._line, items))
        if not self.settled:  # all vocabulary is loaded now and stays: to search it for garbage again and again takes a fifth of the time
            gc.collect()
            gc.freeze()
            self.settled = True
        return part

    def _line(self, item: Item) -> str:
        made_of = item.made_of
        if isinstance(made_of, Failure):
            return FAILURE + line_of(made_of)
        article_id = None
        try:
            with _time_limit(self.setup.seconds):
                article = made_of.read()
                article_id = article.id
                return DOCUMENT + line_of(self.extractor.extract(article))
        except ArticleError as error:
            return FAILURE + line_of(failure_of(error, made_of.path))
        except TimeLimitError:
            return failed(
                failure(made_of.path, article_id, f"took longer than the limit of {self.setup.seconds:g} seconds", "TimeLimitError")
            )
        except Exception as error:  # a fault of ours in one article must not stop the batch
            return failed(failure_of(error, made_of.path, article_id))


def failed(record: Failure) -> str:
    """The line of a failure."""
    return (TRANSIENT if record.error in _MENDED else FAILURE) + line_of(record)


def lost(folder: Path, item: Item) -> Part:
    """What stands for an article whose process died."""
    made_of = item.made_of
    record = made_of if isinstance(made_of, Failure) else failure(made_of.path, None, DIED, "WorkerDied")
    return write_shard(folder, [item], [failed(record)])


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeLimitError inside after some seconds, where the system can interrupt (not on Windows, not beside the main thread)."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _expire(_number: int, frame: FrameType | None) -> None:
    """Interrupt code of ours only: an error raised in a callback of the garbage collector, say, is lost. The next tick comes soon."""
    if frame is None or frame.f_globals.get("__name__", "").startswith(_OURS):
        raise TimeLimitError
