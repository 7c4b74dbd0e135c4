"""The command line as people use it: real files, exit codes, what is printed where, what is on disk."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import Limits, __version__, writers
from extractor.batch import Failure, State
from extractor.cli import FORMATS, SCHEMAS, main, parser
from extractor.records import Document
from extractor.tabular import NAMES
from extractor.writers import schema_of

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}  # from any folder, installed or not
TEXT = "2017年，全省各级工会共筹集助学款5115万多元，资助困难职工子女3.5万多人。"
OUTPUTS = ("documents.jsonl", "facts.csv", "failures.jsonl")
JOBS = pytest.mark.parametrize("jobs", ["1", "2"])
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and file names")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good files, one of them in GB18030, and a data file."""
    inputs = tmp_path / "inputs"
    (inputs / "sub").mkdir(parents=True)
    (inputs / "a.txt").write_text(TEXT, encoding="utf-8")
    (inputs / "b.txt").write_bytes(TEXT.encode("gb18030"))
    (inputs / "sub" / "c.txt").write_text(TEXT, encoding="utf-8-sig")
    (inputs / "d.jsonl").write_text(json.dumps({"text": TEXT, "title": "助学"}) + "\n", encoding="utf-8")
    (inputs / "notes.md").write_text("not an input", encoding="utf-8")
    return inputs


def extractor(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, cwd=cwd, env=ENVIRONMENT)


def documents(out: Path) -> list[Document]:
    return [Document.model_validate_json(line) for line in (out / "documents.jsonl").read_bytes().splitlines()]


def failures(out: Path) -> list[Failure]:
    return [Failure.model_validate_json(line) for line in (out / "failures.jsonl").read_bytes().splitlines()]


def table(out: Path) -> list[dict[str, str]]:
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_run_reads_a_folder(folder: Path, tmp_path: Path) -> None:
    done = extractor("run", folder, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "")
    assert "4 articles, 0 failures" in done.stderr
    assert str(tmp_path / "out") in done.stderr
    assert [document.id for document in documents(tmp_path / "out")] == ["a.txt", "b.txt", "d.jsonl:1", "sub/c.txt"]
    assert all(document.amounts[0].text == "5115万多元" for document in documents(tmp_path / "out"))
    assert failures(tmp_path / "out") == []


def test_the_table_holds_the_facts_of_the_documents(folder: Path, tmp_path: Path) -> None:
    assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    facts = [(d, f) for d in documents(tmp_path / "out") for f in d.facts]
    assert facts
    for (document, fact), row in zip(facts, table(tmp_path / "out"), strict=True):
        assert (row["article_id"], row["fact_id"]) == (document.id, fact.id)
        assert row["value"] == ("" if fact.quantity.value is None else format(fact.quantity.value, "f"))
        assert (row["currency"] or None, row["unit"] or None) == (fact.quantity.currency, fact.quantity.unit)
        assert (row["actor"] or None, row["action"] or None, row["object"] or None) == (fact.actor, fact.action, fact.object)
        assert document.text[int(row["start"]) : int(row["end"])] == row["quantity"]
        assert document.text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]


@JOBS
def test_bad_inputs_are_failures_and_the_rest_is_done(folder: Path, tmp_path: Path, jobs: str) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16)
    (folder / "d.jsonl").write_text(f'{{"text": "{TEXT}"}}\n{{"text": \n[]\n{{"text": "{TEXT}"}}\n', encoding="utf-8")
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(TEXT, encoding="utf-8")
    done = extractor("run", folder, "--out", tmp_path / "out", "--jobs", jobs)
    assert done.returncode == 1
    assert "25 articles, 4 failures" in done.stderr
    assert {failure.path for failure in failures(tmp_path / "out")} == {"empty.txt", "binary.txt", "d.jsonl:2", "d.jsonl:3"}
    assert all(failure.reason for failure in failures(tmp_path / "out"))
    numbers = [f"n{number:02}.txt" for number in range(20)]
    assert [document.id for document in documents(tmp_path / "out")] == [
        "a.txt", "b.txt", "d.jsonl:1", "d.jsonl:4", *numbers, "sub/c.txt",
    ]  # fmt: skip


def test_the_same_bytes_for_any_number_of_jobs(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    rows = [json.dumps({"text": f"{TEXT}第{number}号"}) if number % 7 else "{" for number in range(40)]
    (folder / "d.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for jobs in ("1", "2", "3"):
        assert main(["run", str(folder), "--out", str(tmp_path / jobs), "--jobs", jobs, "--quiet"]) == 1
    for name in OUTPUTS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() == (tmp_path / "3" / name).read_bytes()


@POSIX
def test_odd_file_names(tmp_path: Path) -> None:
    inputs = tmp_path / "odd"
    inputs.mkdir()
    for name in ("=cmd.txt", "two\nlines.txt", "助学 款.txt", "-x.txt"):
        (inputs / name).write_text(TEXT, encoding="utf-8")
    (inputs / "=bad\n.txt").write_bytes(b"")
    assert main(["run", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet"]) == 1
    assert len(documents(tmp_path / "out")) == 4
    assert len(failures(tmp_path / "out")) == 1
    assert {row["article_id"][:2] for row in table(tmp_path / "out")} == {"'=", "'-", "tw", "助学"}


@pytest.mark.usefixtures("folder")
def test_several_paths(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    done = extractor("run", "other.txt", "inputs/sub", "inputs/d.jsonl", "--out", "out", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [document.id for document in documents(tmp_path / "out")] == ["other.txt", "inputs/sub/c.txt", "inputs/d.jsonl:1"]


def test_outputs_inside_the_folder_are_not_read_again(folder: Path) -> None:
    for _ in range(2):
        assert main(["run", str(folder), "--out", str(folder / "out"), "--jobs", "1", "--quiet"]) == 0
        assert len(documents(folder / "out")) == 4


def test_formats(folder: Path, tmp_path: Path) -> None:
    assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet", "--format", "sqlite, csv"]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert names == {*(f"{name}.csv" for name in NAMES), "extractor.sqlite", "failures.jsonl"}
    assert FORMATS == writers.FORMATS
    assert parser().parse_args(["run", "a", "--out", "b"]).format == writers.DEFAULT_FORMATS


def test_limits_of_the_command_line_are_those_of_the_library(folder: Path) -> None:
    arguments = parser().parse_args(["run", str(folder), "--out", "out"])
    assert (arguments.max_article << 20, arguments.max_unpacked << 20, arguments.max_ratio) == (
        Limits().article,
        Limits().unpacked,
        Limits().ratio,
    )


def test_limit_sample_and_glob(folder: Path, tmp_path: Path) -> None:
    def ids(*more: str) -> list[str]:
        assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet", *more]) == 0
        return [document.id for document in documents(tmp_path / "out")]

    assert ids("--limit", "2") == ["a.txt", "b.txt"]
    assert ids("--glob", "*.txt") == ["a.txt", "b.txt", "sub/c.txt"]
    assert ids("--glob", "sub/*") == ["sub/c.txt"]
    drawn = ids("--sample", "2", "--seed", "3")
    assert len(drawn) == 2
    assert ids("--sample", "2", "--seed", "3") == drawn


def test_fields_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"kopf,stoff\n助学,{TEXT}\n", encoding="utf-8")
    names = ["--field", "text=stoff", "--field", "title=kopf"]
    assert main(["run", str(tmp_path / "a.csv"), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet", *names]) == 0
    (document,) = documents(tmp_path / "out")
    assert (document.title, document.text) == ("助学", TEXT)
    assert main(["show", str(tmp_path / "a.csv"), "--json", *names]) == 0


def test_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "extractor", "run", "-", "--out", "out", "--quiet"]
    for more, given, name in (
        ([], json.dumps({"text": TEXT}).encode(), "stdin.jsonl:1"),
        ([], TEXT.encode("gb18030"), "stdin.txt"),
        (["--stdin-name", "n.csv.gz"], gzip.compress(f"text\n{TEXT}".encode()), "n.csv.gz:2"),
    ):
        done = subprocess.run([*command, *more], input=given, capture_output=True, check=False, timeout=60, cwd=tmp_path, env=ENVIRONMENT)
        assert (done.returncode, done.stderr) == (0, b"")
        assert [document.id for document in documents(tmp_path / "out")] == [name]


def test_resume_does_only_what_is_new(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    command = ["run", str(folder), "--out", str(out), "--jobs", "1", "--resume"]
    assert main(command) == 0
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    capsys.readouterr()
    assert main(command) == 0
    assert capsys.readouterr().err == "nothing has changed: 4 articles, 0 failures, as written before\n"
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name != "lock"} == {
        path: time for path, time in times.items() if path.name != "lock"
    }
    (folder / "a.txt").write_text(TEXT + "又筹集30万元。", encoding="utf-8")
    (out / "facts.csv").unlink()
    assert main(command) == 0
    assert len(documents(out)[0].amounts) == 2
    assert main([*command, "--format", "facts,sqlite"]) == 0
    assert (out / "extractor.sqlite").exists()
    assert len(table(out)) == sum(len(document.facts) for document in documents(out))


def test_two_runs_into_one_folder(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with State(tmp_path / "out"):
        assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 2
    assert "another run is writing to" in capsys.readouterr().err


def test_a_library_that_is_missing_for_an_output(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--format", "parquet"]) == 2
    assert "pip install 'extractor[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_told_and_the_run_goes_on_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["run", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1", "--resume"]

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert main(command) == 1
    assert capsys.readouterr().err.startswith("extractor run: [Errno 28] No space left on device; what was done is kept")
    assert main(command) == 0
    assert len(documents(tmp_path / "out")) == 4


def test_an_empty_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["run", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 0
    assert "nothing to read" in capsys.readouterr().err
    assert all((tmp_path / "out" / name).exists() for name in OUTPUTS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required"),
        (["walk"], "invalid choice"),
        (["run", "a.txt"], "--out"),
        (["run", "missing", "--out", "out"], "missing: there is no such file or folder"),
        (["run", "a.txt", "missing", "--out", "out"], "missing: there is no such file or folder"),
        (["run", "notes.md", "--out", "out"], "not a kind of file"),
        (["run", "a.txt", "--out", "b.txt"], "not a folder"),
        (["run", "a.txt", "--out", "b.txt/out"], "cannot be made"),
        (["run", "a.txt", "--out", "out", "--jobs", "0"], "not a number from 1"),
        (["run", "a.txt", "--out", "out", "--jobs", "-2"], "not a number from 1"),
        (["run", "a.txt", "--out", "out", "--jobs", "two"], "not a number from 1"),
        (["run", "own/documents.jsonl", "--out", "own"], "overwritten"),
        (["run", "a.txt", "--out", "out", "--format", "xml"], "'xml' is none of jsonl, facts, csv, parquet, sqlite"),
        (["run", "a.txt", "--out", "out", "--field", "text"], "not of the form ROLE=NAME"),
        (["run", "a.txt", "--out", "out", "--field", "texts=a"], "'texts' is no role of a field"),
        (["run", "a.txt", "--out", "out", "--limit", "0"], "not a number from 1"),
        (["run", "a.txt", "--out", "out", "--seed", "x"], "not a number from 0"),
        (["run", "-", "a.txt", "--out", "out"], "standard input stands alone"),
        (["show"], "FILE"),
        (["show", "missing.txt"], "missing.txt: there is no such file or folder"),
        (["show", "sub"], "this is a folder"),
        (["show", "a.txt", "--published", "yesterday"], "not a date"),
        (["schema", "fact"], "invalid choice"),
    ],
)
def test_wrong_usage(
    arguments: list[str], message: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    (folder / "own").mkdir()
    (folder / "own" / "documents.jsonl").write_text("{}\n", encoding="utf-8")
    try:
        code = main(arguments)
    except SystemExit as leaving:  # argparse leaves so
        code = int(leaving.code or 0)
    printed = capsys.readouterr()
    assert code == 2
    assert message in printed.err
    assert printed.out == ""
    assert not (folder / "out").exists()
    assert (folder / "own" / "documents.jsonl").read_text(encoding="utf-8") == "{}\n"


def test_show_prints_one_article(folder: Path) -> None:
    done = extractor("show", folder / "b.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "⟦5115万多元|amount⟧" in done.stdout
    assert "51,150,000 CNY" in done.stdout


def test_show_json_is_the_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(folder / "a.txt"), "--json"]) == 0
    assert Document.model_validate_json(capsys.readouterr().out).amounts[0].text == "5115万多元"


def test_show_of_a_data_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "d.jsonl"
    path.write_text("{\n" + json.dumps({"text": TEXT, "title": "第二"}) + "\n", encoding="utf-8")
    assert main(["show", str(path)]) == 1
    assert "d.jsonl:1: invalid JSON" in capsys.readouterr().err
    assert main(["show", str(path), "--nth", "2"]) == 0
    assert "title: 第二" in capsys.readouterr().out
    assert main(["show", str(path), "--nth", "3"]) == 1
    assert "no article number 3" in capsys.readouterr().err


@pytest.mark.parametrize("moment", ["2018-05-24", "2018-05-24T00:00", "2018-05-23T16:00+00:00"])
def test_show_with_a_time_of_publication(moment: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(folder / "a.txt"), "--published", moment, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == "2018-05-24T00:00:00"


def test_show_of_an_unreadable_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert main(["show", str(folder / "empty.txt")]) == 1
    assert capsys.readouterr().err.startswith("empty.txt: ")


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema(name: str) -> None:
    done = extractor("schema", name)
    assert (done.returncode, done.stdout, done.stderr) == (0, schema_of(name), "")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out == f"extractor {__version__}\n"


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    top = parser()
    yield "extractor", top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_has_help(name: str, command: argparse.ArgumentParser) -> None:
    assert command.description
    assert command.epilog
    assert f"examples:\n  extractor {'' if name == 'extractor' else name}" in command.epilog
    for action in command._actions:
        entries = action._choices_actions if isinstance(action, argparse._SubParsersAction) else [action]
        assert all(entry.help for entry in entries), action
    assert max(map(len, command.format_help().splitlines())) <= 140


@POSIX
@JOBS
def test_interrupted_with_all_that_was_done_on_disk(tmp_path: Path, jobs: str) -> None:
    out, count = tmp_path / "out", 200_000
    (tmp_path / "many.jsonl").write_text((json.dumps({"text": TEXT}) + "\n") * count, encoding="utf-8")
    command = [sys.executable, "-m", "extractor", "run", "many.jsonl", "--out", str(out), "--jobs", jobs]
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        deadline = time.monotonic() + 60
        while process.poll() is None and not list(out.glob(".extractor/shards/*/*.gz")) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    done = documents(out)
    assert 0 < len(done) < count
    assert [document.id for document in done] == [f"many.jsonl:{number}" for number in range(1, len(done) + 1)]
    assert len(table(out)) == sum(len(document.facts) for document in done)
    said = "interrupted; what was done until then is written, and --resume goes on from there"
    assert f"{said}\n{len(done)} articles, 0 failures" in messages
    assert "Traceback" not in messages


@POSIX
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "extractor", "show", str(folder / "a.txt"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_starting_is_light() -> None:
    code = "import sys, extractor.cli; extractor.cli.parser(); print(*sorted({'rich', 'jieba', 'rjieba'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert done.stdout.strip() == ""
