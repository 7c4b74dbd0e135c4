"""Batches: order, failures in their place, the same results for any number of processes, processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.article import Source, iter_inputs
from extractor.batch import Failure, article_count, run_batch, sources
from extractor.records import Article, Document
from extractor.workers import AHEAD, CHUNK

TEXT = "2017年，全省各级工会共筹集助学款5115万多元，资助困难职工子女3.5万多人。"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL here")
JOBS = pytest.mark.parametrize("jobs", [1, 2])


def articles(count: int, bad: int = -1) -> list[Article]:
    return [Article(id="bad" if number == bad else f"a{number}", text=f"{TEXT}第{number}号。") for number in range(count)]


def identifiers(results: Iterator[Document | Failure]) -> list[str]:
    return [result.id if isinstance(result, Document) else f"failed {result.path}" for result in results]


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


# What runs in the processes has to be importable by name.


def fails_on_bad(document: Document) -> str:
    if document.id == "bad":
        raise ValueError("a fault\nin two lines")
    return document.id


def dies_of_bad(document: Document) -> str:
    if document.id == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return document.id


def process_id(_document: Document) -> int:
    return os.getpid()


@JOBS
def test_results_come_in_input_order(jobs: int) -> None:
    given = articles(30)
    assert identifiers(run_batch(given, jobs=jobs)) == [article.id for article in given]


def test_results_do_not_depend_on_jobs() -> None:
    given = articles(20)
    assert list(run_batch(given, jobs=1)) == list(run_batch(given, jobs=2))


@JOBS
def test_a_fault_in_one_article_is_one_failure_in_its_place(jobs: int) -> None:
    given = articles(20, bad=11)
    results = list(run_batch(given, jobs=jobs, finish=fails_on_bad))
    assert results[11] == Failure(path="bad", id="bad", reason="a fault in two lines", error="ValueError")
    assert [*results[:11], *results[12:]] == [article.id for article in given if article.id != "bad"]


@POSIX
def test_a_process_that_dies_takes_no_other_article_with_it() -> None:
    given = articles(60, bad=19)
    results = list(run_batch(given, jobs=2, finish=dies_of_bad))
    failure = results.pop(19)
    assert isinstance(failure, Failure)
    assert (failure.path, failure.error) == ("bad", "WorkerDied")
    assert "died" in failure.reason
    assert results == [article.id for article in given if article.id != "bad"]


def test_processes_that_cannot_start_are_an_error_and_blame_no_article(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from extractor import Article\nfrom extractor.batch import run_batch\n"
        "print(list(run_batch([Article(text='3万元')] * 40, jobs=2)))\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).resolve().parent.parent)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "PYTHONPATH": root}
    )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith('RuntimeError: no worker process can start: does the program lack its if __name__ == "__main__"?')


def test_all_jobs_get_work_and_one_chunk_needs_no_process() -> None:
    assert os.getpid() not in set(run_batch(articles(4 * CHUNK), jobs=2, finish=process_id))
    assert set(run_batch(articles(CHUNK), jobs=2, finish=process_id)) == {os.getpid()}


@JOBS
def test_a_bounded_number_of_articles_is_read_ahead(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(id=str(taken), text=TEXT)

    results = run_batch(endless(), jobs=jobs)
    assert identifiers(next(results) for _ in range(3)) == ["1", "2", "3"]
    results.close()
    assert taken <= (jobs * AHEAD + 1) * CHUNK


def test_jobs_have_to_be_positive() -> None:
    with pytest.raises(ValueError, match="jobs"):
        run_batch([], jobs=0)


def test_nothing_gives_nothing() -> None:
    assert list(run_batch([], jobs=2)) == []


@JOBS
def test_files_that_cannot_be_read_are_failures_with_name_and_reason(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "1-good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "2-empty.txt").write_bytes(b"")
    (tmp_path / "3-gb.txt").write_bytes(TEXT.encode("gb18030"))
    (tmp_path / "4-binary.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    write_lines(tmp_path / "5.jsonl", f'{{"text": "{TEXT}"}}', '{"text": ', "", f'{{"text": "{TEXT}", "id": "own"}}')
    (tmp_path / "6-gone.txt").symlink_to(tmp_path / "nowhere")
    for number in range(10):
        (tmp_path / f"7-{number}.txt").write_text(TEXT, encoding="utf-8")
    results = list(run_batch(iter_inputs(tmp_path), jobs=jobs))
    assert identifiers(iter(results)) == [
        "1-good.txt", "failed 2-empty.txt", "3-gb.txt", "failed 4-binary.txt", "5.jsonl:1", "failed 5.jsonl:2", "own",
        "failed 6-gone.txt", *(f"7-{number}.txt" for number in range(10)),
    ]  # fmt: skip
    failures = [result for result in results if isinstance(result, Failure)]
    assert all(failure.reason and failure.error == "ArticleError" and failure.id is None for failure in failures)


def test_a_fault_in_reading_says_what_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: Source) -> Iterator[Article]:
        yield Article(id=f"{source.id}:1", text=TEXT)
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(Source, "read", read)
    given = [Source("a.jsonl", tmp_path / "a.jsonl"), Source("b.jsonl", tmp_path / "b.jsonl")]
    results = list(run_batch(given))
    assert identifiers(iter(results)) == ["a.jsonl:1", "failed a.jsonl", "b.jsonl:1", "failed b.jsonl"]
    assert isinstance(results[1], Failure)
    assert results[1].reason == "fault in reading behind article 1 of the file, the rest of it is not read: odd"


def test_ids_of_several_paths_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "1.txt").write_text(TEXT, encoding="utf-8")
    assert [source.id for source in sources([Path("a")])] == ["1.txt"]
    assert [source.id for source in sources([Path("a"), Path("b/1.txt")])] == ["a/1.txt", "b/1.txt"]


def test_outputs_are_passed_over_where_they_turn_up(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    output = write_lines(tmp_path / "out" / "documents.jsonl", "{}")
    mine = write_lines(tmp_path / "documents.jsonl", "{}")
    assert [source.path for source in sources([tmp_path], passing_over=[output])] == [mine]


def test_article_count(tmp_path: Path) -> None:
    assert article_count(Source("a.txt", tmp_path / "a.txt")) == 1
    lines = write_lines(tmp_path / "a.jsonl", "{}", "{}", "{}")
    assert article_count(Source("a.jsonl", lines)) == 3
    lines.write_bytes(b"{}\n{}")
    assert article_count(Source("a.jsonl", lines)) == 2
    assert article_count(Source("b.jsonl", tmp_path / "b.jsonl")) == 1


def test_a_name_that_is_no_text_can_be_recorded() -> None:
    failure = next(run_batch([Article(id="a\udcff", text=TEXT)], finish=_fails_always))
    assert failure.path == "a\\udcff"
    assert failure.model_dump_json()


def _fails_always(_document: Document) -> Failure:
    raise KeyError
