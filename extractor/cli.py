"""The command line: arguments, messages, exit codes. Everything else is done by ``batch`` and ``writers``.

Exit codes: 0 everything was read, 1 something failed, 2 wrong usage, 130 interrupted, 141 the reader of the output went away.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.errors import LexiconError

if TYPE_CHECKING:
    from extractor.writers import Outputs

OK, FAILED, USAGE, SIGNALLED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 128, 130, 141
BEIJING = timezone(timedelta(hours=8))
SCHEMAS = ("document", "article", "failure")

DESCRIPTION = "Extracts dates, amounts of money, counts, organizations and facts from Chinese news articles."
EXIT_CODES = "exit codes: 0 everything was read, 1 something failed, 2 wrong usage, 130 interrupted"
EXAMPLES = f"""examples:
  extractor run articles --out out        all articles of a folder
  extractor show articles/aid.txt         one article, in colours
  extractor schema > document.schema.json

{EXIT_CODES}"""
RUN_DESCRIPTION = """Extracts all articles of files and folders.

Reads .txt files (one article each, in any of the usual encodings) and .jsonl or .ndjson files (one article a line),
folders with all that is in them, in the order of their names. Writes into the folder given with --out:
  documents.jsonl  one line an article, in input order
  facts.csv        one row a fact, for spreadsheets
  failures.jsonl   one line for each input that could not be read, with its name and the reason
Files of these names from an earlier run are replaced. A bad file never stops the rest."""
RUN_EXAMPLES = f"""examples:
  extractor run articles --out out
  extractor run articles more.jsonl page.txt --out out --jobs 4
  extractor run articles --out out --quiet && wc -l out/documents.jsonl

{EXIT_CODES}"""
SHOW_DESCRIPTION = """Prints one article with its mentions coloured by type, and a table of its facts.

When the output is no terminal, mentions are marked as ⟦surface|type⟧ and facts are tab-separated lines."""
SHOW_EXAMPLES = f"""examples:
  extractor show aid.txt
  extractor show corpus.jsonl --nth 17
  extractor show undated.txt --published 2018-05-24
  extractor show aid.txt --json | python3 -m json.tool

{EXIT_CODES}"""
SCHEMA_DESCRIPTION = "Prints the JSON Schema of a record as it is written. Decimals are strings of plain digits."
SCHEMA_EXAMPLES = """examples:
  extractor schema
  extractor schema failure > failure.schema.json"""


class UsageError(Exception):
    """Arguments that make no sense together, or name what is not there."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    arguments = parser().parse_args(argv)
    _use_utf8()
    try:
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return _say(f"extractor {arguments.name}: error: {error}", USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        return PIPE_CLOSED
    except LexiconError as error:
        return _say(f"extractor {arguments.name}: error: {error}", USAGE)
    except OSError as error:
        return _say(f"extractor {arguments.name}: {error}", FAILED)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = argparse.ArgumentParser("extractor", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=_Formatter)
    top.add_argument("--version", action="version", version=f"extractor {__version__}", help="print the version and exit")
    commands = top.add_subparsers(metavar="COMMAND", required=True, dest="name")

    def command(name: str, text: str, description: str, epilog: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=description, epilog=epilog, formatter_class=_Formatter)

    _run_options(command("run", "extract all articles of a folder", RUN_DESCRIPTION, RUN_EXAMPLES))
    _show_options(command("show", "print one article with its mentions", SHOW_DESCRIPTION, SHOW_EXAMPLES))
    schema = command("schema", "print a JSON Schema", SCHEMA_DESCRIPTION, SCHEMA_EXAMPLES)
    schema.add_argument("record", choices=SCHEMAS, nargs="?", default="document", help="which record (default: %(default)s)")
    schema.set_defaults(command=schema_command)
    return top


def _run_options(run: argparse.ArgumentParser) -> None:
    run.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a folder, a .txt, .jsonl or .ndjson file; several may be given")
    run.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder to write to; made when it is not there")
    run.add_argument("--jobs", metavar="N", type=_positive, default=_cores(), help="processes to use (default: all cores, %(default)s)")
    run.add_argument("--quiet", action="store_true", help="no progress bar and no summary; errors are still told")
    _lexicon_option(run)
    run.set_defaults(command=run_command)


def _show_options(show: argparse.ArgumentParser) -> None:
    show.add_argument("path", metavar="FILE", type=Path, help="a .txt, .jsonl or .ndjson file")
    show.add_argument("--nth", metavar="N", type=_positive, default=1, help="of a data file, which article (default: the first)")
    show.add_argument("--json", action="store_true", help="print the document as JSON, as in documents.jsonl but indented")
    show.add_argument(
        "--published", metavar="DATE", type=_moment, help="publication time, 2018-05-24 or 2018-05-24T10:37; overrides what the page says"
    )
    _lexicon_option(show)
    show.set_defaults(command=show_command)


def _lexicon_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lexicon",
        metavar="FILE",
        action="append",
        default=[],
        help="a file with organizations of your own (TOML); may be given several times",
    )


def run_command(arguments: argparse.Namespace) -> int:
    """``extractor run``. What is done is on disk at any time, after Ctrl-C too."""
    from extractor.batch import article_count, run_batch, sources
    from extractor.pipeline import Extractor
    from extractor.writers import Outputs, Progress, render

    Extractor(lexicons=arguments.lexicon)  # a fault in one of them stops the run before anything is written
    outputs = Outputs(arguments.out)
    _check(arguments.paths, outputs)
    shown = sys.stderr.isatty() and not arguments.quiet
    total = sum(map(article_count, sources(arguments.paths, passing_over=outputs.paths))) if shown else 0
    started = time.monotonic()
    inputs = sources(arguments.paths, passing_over=outputs.paths)
    results = run_batch(inputs, jobs=arguments.jobs, finish=render, lexicons=arguments.lexicon)
    with _Stop() as stop, outputs, Progress(sys.stderr, total, shown=shown) as progress, closing(results):
        for result in results:
            outputs.write(result)
            progress.advance()
            if stop.signal:
                break
    if stop.signal:
        _say("interrupted; what was done until then is written")
    if not arguments.quiet:
        _summary(outputs, time.monotonic() - started)
    if stop.signal:
        return SIGNALLED + stop.signal
    return FAILED if outputs.failures else OK


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


def _check(paths: list[Path], outputs: Outputs) -> None:
    """Before anything is written: all inputs are there, none of them is an output, and the output folder can be."""
    from extractor.article import iter_inputs
    from extractor.errors import ArticleError

    written = {os.path.realpath(path) for path in outputs.paths}
    for path in paths:
        try:
            next(iter_inputs(path), None)
        except ArticleError as error:
            raise UsageError(str(error)) from None
        if os.path.realpath(path) in written:
            raise UsageError(f"{path}: this file would be overwritten by the output")
    if outputs.folder.exists() and not outputs.folder.is_dir():
        raise UsageError(f"--out {outputs.folder}: this is a file, not a folder")
    try:
        outputs.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {outputs.folder}: cannot be made: {error.strerror}") from None


def _summary(outputs: Outputs, seconds: float) -> None:
    done = outputs.articles + outputs.failures
    _say(
        f"{outputs.articles} articles, {outputs.failures} failures, {outputs.facts} facts"
        f" in {seconds:.1f} s ({done / max(seconds, 0.001):.1f} articles/s)"
    )
    if not done:
        _say("nothing to read: no .txt, .jsonl or .ndjson file there")
    _say("written: " + ", ".join(str(path) for path in outputs.paths))


def show_command(arguments: argparse.Namespace) -> int:
    """``extractor show``."""
    from extractor.article import iter_inputs
    from extractor.errors import ArticleError
    from extractor.pipeline import Extractor
    from extractor.writers import show

    if arguments.path.is_dir():
        raise UsageError(f"{arguments.path}: this is a folder; show takes one file")
    try:
        source = next(iter_inputs(arguments.path))
    except ArticleError as error:
        raise UsageError(str(error)) from None
    article = next(islice(source.read(), arguments.nth - 1, None), None)
    if article is None:
        return _say(f"{arguments.path}: there is no article number {arguments.nth}", FAILED)
    if isinstance(article, ArticleError):
        return _say(str(article), FAILED)
    document = Extractor(lexicons=arguments.lexicon).extract(article, published=arguments.published)
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


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of descriptions and examples."""


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return number


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2018-05-24 or 2018-05-24T10:37") from None
    return moment.astimezone(BEIJING).replace(tzinfo=None) if moment.tzinfo else moment


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _use_utf8() -> None:
    """UTF-8 and bare line feeds into files and pipes, whatever the platform; on a terminal what it shows, odd ones escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(message: str, code: int = OK) -> int:
    print(message, file=sys.stderr)
    return code
