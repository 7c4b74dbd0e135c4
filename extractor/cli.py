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
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.errors import LexiconError

if TYPE_CHECKING:
    from extractor.article import Reading
    from extractor.running import Order, Summary

OK, FAILED, USAGE, SIGNALLED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 128, 130, 141
BEIJING = timezone(timedelta(hours=8))
SCHEMAS = ("document", "article", "failure")
FORMATS = ("jsonl", "facts", "csv", "parquet", "sqlite")
SECONDS = 300  # that one article may take
LIMITS = (  # option, its unit, default, what it is
    ("--max-article", "MB", 8, "megabytes that one page, line or record may have"),
    ("--max-unpacked", "MB", 16 * 1024, "megabytes that a packed file may unpack to"),
    ("--max-ratio", "N", 500, "how many times its size a packed file may unpack to"),
)

DESCRIPTION = "Extracts dates, amounts of money, counts, organizations and facts from Chinese news articles."
EXIT_CODES = "exit codes: 0 everything was read, 1 something failed, 2 wrong usage, 130 interrupted"
EXAMPLES = f"""examples:
  extractor run articles --out out        all articles of a folder
  extractor show articles/aid.txt         one article, in colours
  extractor schema > document.schema.json

{EXIT_CODES}"""
RUN_DESCRIPTION = """Extracts all articles of files and folders.

Reads .txt and .html (one article a file), .json, .jsonl and .ndjson, .csv and .tsv, each plain or packed (.gz, .zst) or in a .zip;
folders with all that is in them, in the order of their names; and standard input, as -. Writes into the folder given with --out:
  documents.jsonl  one line an article, in input order           (format jsonl)
  facts.csv        one row a fact, for spreadsheets              (format facts)
  NAME.csv         a file for each table: articles, facts, ...   (format csv)
  NAME.parquet     the same tables as Parquet                    (format parquet)
  extractor.sqlite the same tables as one SQLite database        (format sqlite)
  failures.jsonl   one line for each input that could not be read, with its name and the reason
Files of these names from an earlier run are replaced when the run has come to its end. A bad file never stops the rest.
What is done is kept in DIR/.extractor, so that a run that was stopped or killed goes on with --resume."""
RUN_EXAMPLES = f"""examples:
  extractor run articles --out out
  extractor run articles more.jsonl page.html --out out --jobs 4
  extractor run articles --out out --resume
  extractor run pages --glob '*.html' --out out --format jsonl,sqlite
  extractor run news.csv --field text=body --field published=day --out out
  zcat news.jsonl.gz | extractor run - --stdin-name news.jsonl --out out

{EXIT_CODES}"""
FACTS_DESCRIPTION = """Prints the facts of articles that meet all conditions, one a line, as they are found; nothing is stored.

Texts are looked for inside the field; an organization by its full name or as the article has it."""
FACTS_EXAMPLES = f"""examples:
  extractor facts articles --organization 总工会 --since 2017-01-01
  extractor facts articles --currency CNY --min 100000000 --form csv > large.csv
  extractor facts articles --modality planned --object 投资

{EXIT_CODES}"""
FACT_TEXTS = {
    "organization": "only facts of organizations named like this",
    "actor": "only facts of those who act, whoever they are, named like this",
    "action": "only facts with a verb like this",
    "object": "only facts of what is counted or measured like this",
}
MODALITIES = ("actual", "planned", "required", "estimated")
ROW_FORMS = ("text", "csv", "jsonl")
SHOW_DESCRIPTION = """Prints one article with its mentions coloured by type, and a table of its facts.

When the output is no terminal, mentions are marked as ⟦surface|type⟧ and facts are tab-separated lines."""
SHOW_EXAMPLES = f"""examples:
  extractor show aid.txt
  extractor show corpus.jsonl --nth 17
  extractor show aid.txt --explain
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
    _facts_options(command("facts", "print the facts that meet conditions", FACTS_DESCRIPTION, FACTS_EXAMPLES))
    _show_options(command("show", "print one article with its mentions", SHOW_DESCRIPTION, SHOW_EXAMPLES))
    schema = command("schema", "print a JSON Schema", SCHEMA_DESCRIPTION, SCHEMA_EXAMPLES)
    schema.add_argument("record", choices=SCHEMAS, nargs="?", default="document", help="which record (default: %(default)s)")
    schema.set_defaults(command=schema_command)
    return top


def _run_options(run: argparse.ArgumentParser) -> None:
    run.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a folder or a file; several may be given; - is standard input")
    run.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder to write to; made when it is not there")
    run.add_argument(
        "--format", metavar="NAMES", type=_formats, default=FORMATS[:2],
        help=f"what to write, by commas: {', '.join(FORMATS)} (default: {','.join(FORMATS[:2])})",
    )  # fmt: skip
    run.add_argument("--resume", action="store_true", help="keep what earlier runs into DIR have done; only what is new or changed is done")
    run.add_argument("--jobs", metavar="N", type=_positive, default=_cores(), help="processes to use (default: all cores, %(default)s)")
    run.add_argument("--limit", metavar="N", type=_positive, help="only the first N articles")
    run.add_argument("--sample", metavar="N", type=_positive, help="only N articles, drawn at random but always the same, in their order")
    run.add_argument("--seed", metavar="N", type=_number, default=0, help="another number draws another sample (default: %(default)s)")
    run.add_argument("--glob", metavar="PATTERN", help="of folders, only files like this: '*.html'; with a slash, paths like this")
    _reading_options(run)
    run.add_argument("--stdin-name", metavar="NAME", help="of standard input, a file name that tells its form, such as news.csv.gz")
    run.add_argument(
        "--max-seconds", metavar="N", type=_number, default=SECONDS,
        help="seconds that one article may take, 0 for any (default: %(default)s)",
    )  # fmt: skip
    run.add_argument("--quiet", action="store_true", help="no progress bar and no summary; errors are still told")
    _lexicon_option(run)
    run.set_defaults(command=run_command)


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--field", metavar="ROLE=NAME", type=_field, action="append", default=[],
        help="which field or column of data files is the text, title, published, source, author, url or id; may be repeated",
    )  # fmt: skip
    for option, unit, default, text in LIMITS:
        command.add_argument(option, metavar=unit, type=_positive, default=default, help=f"{text} (default: %(default)s)")


def _facts_options(facts: argparse.ArgumentParser) -> None:
    facts.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a folder or a file, as for run; several may be given")
    for name, text in FACT_TEXTS.items():
        facts.add_argument(f"--{name}", metavar="TEXT", help=text)
    facts.add_argument("--since", metavar="DATE", type=_day, help="only facts whose time ends on this day or later, such as 2018-05-24")
    facts.add_argument("--until", metavar="DATE", type=_day, help="only facts whose time begins on this day or earlier")
    facts.add_argument("--min", metavar="N", type=_decimal, help="only values of at least N, such as 1000000")
    facts.add_argument("--max", metavar="N", type=_decimal, help="only values of at most N")
    facts.add_argument("--currency", metavar="CODE", help="only amounts in this currency, such as CNY")
    facts.add_argument("--unit", metavar="UNIT", help="only quantities with this unit, such as 人")
    facts.add_argument("--modality", choices=MODALITIES, help="only facts that are so, or planned, required, estimated")
    facts.add_argument("--form", choices=ROW_FORMS, default="text", help="of the rows (default: %(default)s)")
    facts.add_argument("--glob", metavar="PATTERN", help="of folders, only files like this: '*.html'; with a slash, paths like this")
    facts.add_argument("--jobs", metavar="N", type=_positive, default=_cores(), help="processes to use (default: all cores, %(default)s)")
    _reading_options(facts)
    _lexicon_option(facts)
    facts.set_defaults(command=facts_command)


def _show_options(show: argparse.ArgumentParser) -> None:
    show.add_argument("path", metavar="FILE", type=Path, help="a file of any kind that run reads")
    show.add_argument("--nth", metavar="N", type=_positive, default=1, help="of a data file, which article (default: the first)")
    show.add_argument("--json", action="store_true", help="print the document as JSON, as in documents.jsonl but indented")
    show.add_argument(
        "--published", metavar="DATE", type=_moment, help="publication time, 2018-05-24 or 2018-05-24T10:37; overrides what the page says"
    )
    _reading_options(show)
    show.add_argument("--explain", action="store_true", help="tell which words gave which field of each date and fact, by which rule")
    _lexicon_option(show)
    show.set_defaults(command=show_command)


def _lexicon_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lexicon", metavar="FILE", action="append", default=[], type=Path,
        help="a file with organizations of your own (TOML); may be given several times",
    )  # fmt: skip


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
            return _say(f"extractor run: {error}; what was done is kept, and --resume goes on from there", FAILED)
    if summary.stopped:
        _say("interrupted; what was done until then is written, and --resume goes on from there")
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
        _say(f"nothing has changed: {counted}, as written before")
        return
    _say(f"{counted} in {seconds:.1f} s ({done / max(seconds, 0.001):.1f} articles/s)")
    if not done:
        _say("nothing to read: no file there of a kind that is read")
    _say("written: " + ", ".join(str(path) for path in order.written))


def facts_command(arguments: argparse.Namespace) -> int:
    """``extractor facts``."""
    from extractor.asking import Question, ask
    from extractor.errors import ArticleError
    from extractor.query import FactQuery

    query = FactQuery(
        **{name: getattr(arguments, name) for name in (*FACT_TEXTS, "since", "until", "currency", "unit", "modality")},
        minimum=arguments.min,
        maximum=arguments.max,
    )
    question = Question(
        arguments.paths, query, arguments.form, arguments.jobs, _reading(arguments), arguments.glob, tuple(arguments.lexicon)
    )
    try:
        failures = ask(question, sys.stdout, lambda text: _say(text, FAILED))
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
        return _say(f"{arguments.path}: there is no article number {arguments.nth}", FAILED)
    if isinstance(article, ArticleError):
        return _say(str(article), FAILED)
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


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of descriptions and examples."""


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


def _field(text: str) -> tuple[str, str]:
    role, _, name = text.partition("=")
    if not role or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ROLE=NAME, such as text=body")
    return role, name


def _formats(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in FORMATS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return int(text)


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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2018-05-24") from None


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 1000000")
    return number


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
