"""What the commands do. Each returns an exit code."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractor.cli.texts import FACT_TEXTS

if TYPE_CHECKING:
    from extractor.article import Reading
    from extractor.running import Order, Summary

OK, FAILED, USAGE, SIGNALLED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 128, 130, 141


class UsageError(Exception):
    """Arguments that make no sense together, or name what is not there."""


def run_command(arguments: argparse.Namespace) -> int:
    """``extractor run``."""
    from extractor.batch import Selection
    from extractor.errors import ExtractorError
    from extractor.running import Order, check, run

    if arguments.lexicon:
        from extractor.pipeline import Extractor

        Extractor(lexicons=arguments.lexicon)  # a fault in one of them stops the run before anything is written
    order = Order(
        paths=arguments.paths,
        out=arguments.out,
        formats=arguments.format,
        jobs=arguments.jobs,
        resume=arguments.resume,
        reading=_reading(arguments),
        glob=arguments.glob,
        selection=Selection(arguments.limit, arguments.sample, arguments.seed),
        seconds=arguments.max_seconds,
        stdin_name=arguments.stdin_name,
        lexicons=tuple(arguments.lexicon),
    )
    shown = sys.stderr if sys.stderr.isatty() and not arguments.quiet else None
    started = time.monotonic()
    with _Stop() as stop:
        try:
            check(order)
            summary = run(order, shown=shown, stop=lambda: bool(stop.signal))
        except ExtractorError as error:
            raise UsageError(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            return say(f"extractor run: {error}; what was done is kept, and --resume goes on from there", FAILED)
    if summary.stopped:
        say("interrupted; what was done until then is written, and --resume goes on from there")
    if not arguments.quiet:
        _summary(summary, order, time.monotonic() - started)
    if stop.signal:
        return SIGNALLED + stop.signal
    return FAILED if summary.failures else OK


class _Stop:
    """While a batch runs, Ctrl-C (or SIGTERM) asks to stop behind the article in hand; asked twice, stops at once."""

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> _Stop:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                if signal.getsignal(number) != signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, _frame: object) -> None:
        if self.signal:
            raise KeyboardInterrupt
        self.signal = number


def _summary(summary: Summary, order: Order, seconds: float) -> None:
    done = summary.articles + summary.failures
    counted = f"{summary.articles} articles, {summary.failures} failures"
    if summary.unchanged:
        say(f"nothing has changed: {counted}, as written before")
        return
    say(f"{counted} in {seconds:.1f} s ({done / max(seconds, 0.001):.1f} articles/s)")
    if not done:
        say("nothing to read: no file there of a kind that is read")
    say("written: " + ", ".join(str(path) for path in order.written))


def facts_command(arguments: argparse.Namespace) -> int:
    """``extractor facts``."""
    from extractor.asking import Question, ask
    from extractor.errors import ArticleError
    from extractor.query import FactQuery

    query = FactQuery(
        **{name: getattr(arguments, name) for name in (*FACT_TEXTS, "since", "until", "currency", "unit", "modality")},
        minimum=arguments.min,
        maximum=arguments.max,
        confidence=arguments.min_confidence,
    )
    question = Question(
        arguments.paths, query, arguments.form, arguments.jobs, _reading(arguments), arguments.glob, tuple(arguments.lexicon)
    )
    try:
        failures = ask(question, sys.stdout, lambda text: say(text, FAILED))
    except ArticleError as error:
        raise UsageError(str(error)) from None
    return FAILED if failures else OK


def show_command(arguments: argparse.Namespace) -> int:
    """``extractor show``."""
    from extractor.article import iter_inputs
    from extractor.errors import ArticleError
    from extractor.pipeline import Extractor
    from extractor.writers import explain, show

    if arguments.path.is_dir():
        raise UsageError(f"{arguments.path}: this is a folder; show takes one file")
    try:
        source = next(iter_inputs(arguments.path, options=_reading(arguments)))
    except ArticleError as error:
        raise UsageError(str(error)) from None
    article = next(islice(source.read(), arguments.nth - 1, None), None)
    if article is None:
        return say(f"{arguments.path}: there is no article number {arguments.nth}", FAILED)
    if isinstance(article, ArticleError):
        return say(str(article), FAILED)
    extractor = Extractor(lexicons=arguments.lexicon)
    if arguments.explain:
        explain(extractor.explain(article, published=arguments.published), sys.stdout)
        return OK
    document = extractor.extract(article, published=arguments.published)
    if arguments.json:
        print(document.model_dump_json(indent=2))
    else:
        show(document, sys.stdout)
    return OK


def schema_command(arguments: argparse.Namespace) -> int:
    """``extractor schema``."""
    from extractor.writers import schema_of

    sys.stdout.write(schema_of(arguments.record))
    return OK


def _reading(arguments: argparse.Namespace) -> Reading:
    """How inputs are read, by the options."""
    from extractor.article import Limits, reading

    megabyte = 1 << 20
    limits = Limits(arguments.max_article * megabyte, arguments.max_unpacked * megabyte, arguments.max_ratio)
    fields: dict[str, list[str]] = {}
    for role, name in arguments.field:
        fields.setdefault(role, []).append(name)
    try:
        return reading(limits, fields)
    except ValueError as error:
        raise UsageError(f"--field: {error}") from None


def say(message: str, code: int = OK) -> int:
    print(message, file=sys.stderr)
    return code
