"""A run from inputs to outputs: what to read, what was done before, what to write, and when to stop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from extractor.article import Reading, Source, iter_inputs
from extractor.article.options import DEFAULT
from extractor.batch import ALL, Plan, Selection, State, configuration, run_batch, sources, spool, total_size
from extractor.errors import ExtractorError
from extractor.writers import DEFAULT_FORMATS, Building, Outputs, Progress, check_formats, file_names

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to do."""

    paths: Sequence[Path]
    out: Path
    formats: Sequence[str] = DEFAULT_FORMATS
    jobs: int = 1
    resume: bool = False
    reading: Reading = DEFAULT
    glob: str | None = None
    selection: Selection = ALL
    seconds: float = 0
    stdin_name: str | None = None
    lexicons: tuple[Path, ...] = ()

    @property
    def written(self) -> tuple[Path, ...]:
        """The files that are written."""
        return tuple(self.out / name for name in file_names(self.formats))


@dataclass(slots=True)
class Summary:
    """What a run has done."""

    articles: int = 0
    failures: int = 0
    unchanged: bool = False
    stopped: bool = False


def check(order: Order) -> None:
    """Before anything is written: all inputs are there, none of them is an output, and the outputs can be written.

    Raises ExtractorError otherwise, and OSError where the folder cannot be made.
    """
    check_formats(order.formats)
    written = {os.path.realpath(path) for path in order.written}
    for path in order.paths:
        if path == STDIN:
            if len(order.paths) > 1:
                raise ExtractorError("-: standard input stands alone, without other paths")
            continue
        next(iter_inputs(path), None)
        if os.path.realpath(path) in written:
            raise ExtractorError(f"{path}: this file would be overwritten by the output")
    if order.out.exists() and not order.out.is_dir():
        raise ExtractorError(f"--out {order.out}: this is a file, not a folder")
    try:
        order.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExtractorError(f"--out {order.out}: cannot be made: {error.strerror}") from None


def run(order: Order, *, shown: TextIO | None = None, stop: Callable[[], bool] = lambda: False) -> Summary:
    """Do it. ``shown`` is where progress is drawn; when ``stop`` says so, the run ends behind the article in hand.

    Outputs are replaced at the end, each as a whole; a run that is stopped puts there what it had done. A run that is killed leaves
    the outputs of the one before it, and what it had done for a run with ``resume``.
    """
    with State(order.out) as state:
        plan = Plan(_inputs(order, state), order.selection)
        made_by = configuration(order.reading, seconds=order.seconds, lexicons=order.lexicons)
        told: dict[str, Any] = {"configuration": made_by, "formats": list(order.formats), "selection": _listed(order.selection)}
        before = state.told(file_names(order.formats)) if order.resume else None
        if before is not None and {**told, "inputs": plan.fingerprint()}.items() <= before.items():
            return Summary(before["articles"], before["failures"], unchanged=True)
        state.begin(made_by, resume=order.resume)
        used: set[str] = set()
        summary = _go(order, plan, state, made_by, used, shown, stop)
        if not summary.stopped:
            told |= {"inputs": plan.seen(), "articles": summary.articles, "failures": summary.failures}
            state.finish(made_by, used, told, file_names(order.formats))
        return summary


def _go(order: Order, plan: Plan, state: State, made_by: str, used: set[str], shown: TextIO | None, stop: Callable[[], bool]) -> Summary:
    summary = Summary()
    total = total_size(plan.inputs()) if shown and order.selection.limit is None else 0  # what a limit leaves is not known
    results = run_batch(plan.items(), state.shards(made_by), jobs=order.jobs, seconds=order.seconds, lexicons=order.lexicons, used=used)
    with ExitStack() as stack:
        building = stack.enter_context(Building(state.building))
        outputs = Outputs(order.formats, building)
        progress = stack.enter_context(Progress(shown or sys.stderr, total, shown=shown is not None))
        stack.enter_context(closing(results))
        for result in results:
            if result.is_document:
                outputs.document(result.line)
            else:
                outputs.failure(result.line)
            progress.advance(result.done)
            if stop():
                summary.stopped = True
                break
        outputs.move_to(order.out)
    summary.articles, summary.failures = outputs.articles, outputs.failures
    return summary


def _inputs(order: Order, state: State) -> Callable[[], Iterator[Source]]:
    """The inputs, once for each pass over them. Standard input is copied, to be read again."""
    if order.paths and order.paths[0] == STDIN:
        source = spool(sys.stdin.buffer, state.folder, order.stdin_name, order.reading)
        return lambda: iter([source])
    return lambda: sources(order.paths, options=order.reading, glob=order.glob, passing_over=order.written)


def _listed(selection: Selection) -> list[int | None]:
    return [selection.limit, selection.sample, selection.seed]
