"""The arguments of all commands."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractor import __version__
from extractor.cli.commands import facts_command, run_command, schema_command, show_command
from extractor.cli.texts import (
    CONFIDENCES,
    DESCRIPTION,
    EXAMPLES,
    FACT_TEXTS,
    FACTS_DESCRIPTION,
    FACTS_EXAMPLES,
    FORMATS,
    LIMITS,
    MODALITIES,
    ROW_FORMS,
    RUN_DESCRIPTION,
    RUN_EXAMPLES,
    SCHEMA_DESCRIPTION,
    SCHEMA_EXAMPLES,
    SCHEMAS,
    SECONDS,
    SHOW_DESCRIPTION,
    SHOW_EXAMPLES,
)
from extractor.cli.values import cores, day, decimal, field, formats, moment, number, positive


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = argparse.ArgumentParser("extractor", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=_Formatter)
    top.add_argument("--version", action="version", version=f"extractor {__version__}", help="print the version and exit")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True, dest="name")

    def command(name: str, text: str, description: str, epilog: str) -> argparse.ArgumentParser:
        return subparsers.add_parser(name, help=text, description=description, epilog=epilog, formatter_class=_Formatter)

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
        "--format", metavar="NAMES", type=formats, default=FORMATS[:2],
        help=f"what to write, by commas: {', '.join(FORMATS)} (default: {','.join(FORMATS[:2])})",
    )  # fmt: skip
    run.add_argument("--resume", action="store_true", help="keep what earlier runs into DIR have done; only what is new or changed is done")
    run.add_argument("--jobs", metavar="N", type=positive, default=cores(), help="processes to use (default: all cores, %(default)s)")
    run.add_argument("--limit", metavar="N", type=positive, help="only the first N articles")
    run.add_argument("--sample", metavar="N", type=positive, help="only N articles, drawn at random but always the same, in their order")
    run.add_argument("--seed", metavar="N", type=number, default=0, help="another number draws another sample (default: %(default)s)")
    run.add_argument("--glob", metavar="PATTERN", help="of folders, only files like this: '*.html'; with a slash, paths like this")
    _reading_options(run)
    run.add_argument("--stdin-name", metavar="NAME", help="of standard input, a file name that tells its form, such as news.csv.gz")
    run.add_argument(
        "--max-seconds", metavar="N", type=number, default=SECONDS,
        help="seconds that one article may take, 0 for any (default: %(default)s)",
    )  # fmt: skip
    run.add_argument("--quiet", action="store_true", help="no progress bar and no summary; errors are still told")
    _lexicon_option(run)
    run.set_defaults(command=run_command)


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--field", metavar="ROLE=NAME", type=field, action="append", default=[],
        help="which field or column of data files is the text, title, published, source, author, url or id; may be repeated",
    )  # fmt: skip
    for option, unit, default, text in LIMITS:
        command.add_argument(option, metavar=unit, type=positive, default=default, help=f"{text} (default: %(default)s)")


def _facts_options(facts: argparse.ArgumentParser) -> None:
    facts.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a folder or a file, as for run; several may be given")
    for name, text in FACT_TEXTS.items():
        facts.add_argument(f"--{name}", metavar="TEXT", help=text)
    facts.add_argument("--since", metavar="DATE", type=day, help="only facts whose time ends on this day or later, such as 2018-05-24")
    facts.add_argument("--until", metavar="DATE", type=day, help="only facts whose time begins on this day or earlier")
    facts.add_argument("--min", metavar="N", type=decimal, help="only values of at least N, such as 1000000")
    facts.add_argument("--max", metavar="N", type=decimal, help="only values of at most N")
    facts.add_argument("--currency", metavar="CODE", help="only amounts in this currency, such as CNY")
    facts.add_argument("--unit", metavar="UNIT", help="only quantities with this unit, such as 人")
    facts.add_argument("--modality", choices=MODALITIES, help="only facts that are so, or planned, required, estimated, uncertain")
    facts.add_argument("--min-confidence", choices=CONFIDENCES, help="only facts whose slots are at least so sure")
    facts.add_argument("--form", choices=ROW_FORMS, default="text", help="of the rows (default: %(default)s)")
    facts.add_argument("--glob", metavar="PATTERN", help="of folders, only files like this: '*.html'; with a slash, paths like this")
    facts.add_argument("--jobs", metavar="N", type=positive, default=cores(), help="processes to use (default: all cores, %(default)s)")
    _reading_options(facts)
    _lexicon_option(facts)
    facts.set_defaults(command=facts_command)


def _show_options(show: argparse.ArgumentParser) -> None:
    show.add_argument("path", metavar="FILE", type=Path, help="a file of any kind that run reads")
    show.add_argument("--nth", metavar="N", type=positive, default=1, help="of a data file, which article (default: the first)")
    show.add_argument("--json", action="store_true", help="print the document as JSON, as in documents.jsonl but indented")
    show.add_argument(
        "--published", metavar="DATE", type=moment, help="publication time, 2018-05-24 or 2018-05-24T10:37; overrides what the page says"
    )
    _reading_options(show)
    show.add_argument(
        "--explain",
        action="store_true",
        help="tell which words gave which field of each date and fact, by which rule, and how each sentence was read",
    )
    _lexicon_option(show)
    show.set_defaults(command=show_command)


def _lexicon_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lexicon", metavar="FILE", action="append", default=[], type=Path,
        help="a file with organizations of your own (TOML); may be given several times",
    )  # fmt: skip


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of descriptions and examples."""
