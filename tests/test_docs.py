"""The documents say what the program does: fields, commands and options are all there, and the examples give what they show."""

from __future__ import annotations

import argparse
import csv
import doctest
import inspect
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import extractor
from extractor import Fact, cli, records
from extractor.batch import Failure
from extractor.records import Record
from extractor.tabular import NAMES, definitions
from extractor.writers import csv_table

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
SESSIONS = (*READMES, "docs/records.md")
RECORDS = [r for _, r in inspect.getmembers(records, inspect.isclass) if issubclass(r, Record) and r is not Record] + [Failure]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading of any level, up to the next heading."""
    found = re.search(rf"^#{{2,4}} {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading!r}"
    return found[1]


def own_fields(record: type[Record]) -> set[str]:
    """The fields that a record names itself. Those of its base are described with the base; a Block repeats them."""
    base = record.__mro__[1]
    inherited = set() if record is records.Block else set(getattr(base, "model_fields", {}))
    return set(record.model_fields) - inherited


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser, the program itself first."""
    yield parser.prog, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from commands(below)


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Names of what a command takes: options by their long form, arguments by how the help shows them."""
    for action in parser._actions:
        if action.option_strings:
            yield action.option_strings[-1]
        elif not isinstance(action, argparse._SubParsersAction):
            yield action.metavar if isinstance(action.metavar, str) else action.dest.upper()


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_field_is_documented(record: type[Record]) -> None:
    text = section(read("docs/records.md"), record.__name__)
    rows = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert rows == own_fields(record)


@pytest.mark.parametrize("name", READMES)
def test_readme_names_every_mention_field(name: str) -> None:
    shared = set(records.Mention.model_fields)
    rows = dict(re.findall(r"^\| `(\w+)` \| `\w+` \| (`.*`) \|$", read(name), re.MULTILINE))
    for record in (r for r in RECORDS if issubclass(r, records.Mention) and r not in (records.Mention, records.Stated, records.Quantity)):
        assert set(re.findall(r"\w+", rows[record.__name__])) == set(record.model_fields) - shared


@pytest.mark.parametrize("name", READMES)
def test_readme_names_every_command_and_option(name: str) -> None:
    words = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", read(name)))))
    phrases = set(re.findall(r"`(extractor[^`\n]*)`", read(name)))
    for command, parser in commands(cli.parser()):
        assert command in phrases
        missing = set(options(parser)) - words
        assert not missing, command


@pytest.mark.parametrize("name", READMES)
def test_readme_names_choices_columns_and_exit_codes(name: str) -> None:
    quoted = set(re.findall(r"`([^`\n]+)`", read(name)))
    assert {*definitions()["facts"].names, *NAMES, *cli.FORMATS, *cli.SCHEMAS} <= quoted
    numbers = set(re.findall(r"(?<![\w.])\d+(?![\w.])", section(read(name), "The command line" if name == "README.md" else "命令行")))
    assert {str(code) for code in (cli.FAILED, cli.USAGE, cli.INTERRUPTED, cli.PIPE_CLOSED)} <= numbers


@pytest.mark.parametrize("name", SESSIONS)
def test_python_sessions_give_what_they_show(name: str) -> None:
    found = re.findall(r"^```pycon\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)
    assert found
    test = doctest.DocTestParser().get_doctest("\n".join(found), {}, name, name, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("name", READMES)
def test_example_facts_are_what_comes_out(name: str) -> None:
    text = read(name)
    quoted = re.search(r"^> (.+)$", text, re.MULTILINE)
    assert quoted
    document = extractor.extract(quoted[1], published=date(2019, 9, 6))
    surfaces = {m.id: m.text for m in document.mentions}
    shown = [line for line in text.splitlines() if re.match(r"\| (?:\S+ \| ){9}[\d-]+ \|$", line)]
    assert [line.strip("| ").split(" | ") for line in shown] == [fact_row(fact, surfaces) for fact in document.facts]


def fact_row(fact: Fact, surfaces: dict[str, str]) -> list[str]:
    """A fact as the table at the head of the README has it."""
    q, organization, when = fact.quantity, fact.organization, fact.date
    value = f"{q.low}–{q.high}" if q.value is None else str(q.value)
    days = [str(day) for day in (when and when.first_day, when and when.last_day)]
    who = [str(fact.actor), str(organization and organization.name)]
    return [*who, str(fact.action), str(fact.object), surfaces[q.mention], value, q.bound, str(q.currency or q.unit), *days]


@pytest.mark.parametrize("name", READMES)
def test_excerpts_of_the_outputs_are_what_comes_out(name: str) -> None:
    text = read(name)
    (article,) = extractor.read_articles(ROOT / "corpus" / "articles" / "union-aid.txt")
    document = extractor.Extractor().extract(article)
    facts = definitions()["facts"]
    rows = list(csv.DictReader(io.StringIO(csv_table.header(facts)[1:] + csv_table.rows_of(facts, document, 1))))
    columns, _, *shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.count("|") == 13]
    assert columns[0] == "actor"
    assert len(shown) == 3
    assert all(row in [[fact[column] for column in columns] for fact in rows] for row in shown)
    (block,) = re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    amount, fact = (json.loads(record) for record in block.split("\n\n"))
    assert amount in json.loads(document.model_dump_json())["amounts"]
    assert fact in json.loads(document.model_dump_json())["facts"]


@pytest.mark.parametrize("name", READMES)
def test_bounds_table_is_right(name: str) -> None:
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in read(name).splitlines())
    rows = [row for row in cells if len(row) == 5 and row[1].strip("`") in get_args(records.Bound)]
    assert {row[1].strip("`") for row in rows} == set(get_args(records.Bound))
    for wordings, *stated in rows:
        for wording in re.findall(r"`([^`]+)`", wordings):
            (amount,) = extractor.extract(f"该公司投资{wording}。").amounts
            numbers = ["null" if n is None else str(n) for n in (amount.value, amount.low, amount.high)]
            assert stated == [f"`{amount.bound}`", *numbers], wording


def test_links_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/*.md"), *ROOT.glob("benchmarks/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path.name}: {target}"
