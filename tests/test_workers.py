"""Work over processes: order, bounded reading ahead, processes that die, results that are there already."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from extractor.workers import AHEAD, CHUNK, Ready, map_chunks, map_ordered

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL here")
JOBS = pytest.mark.parametrize("jobs", [1, 2])
DEADLY = -1


# What runs in the processes has to be importable by name.


def doubling() -> Callable[[int], int]:
    return double


def double(number: int) -> int:
    if number == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def summing() -> Callable[[list[int]], tuple[int, ...]]:
    return total


def total(numbers: list[int]) -> tuple[int, ...]:
    return tuple(double(number) for number in numbers)


def identity() -> Callable[[int], int]:
    return process_id


def process_id(_number: int) -> int:
    return os.getpid()


def lost(number: int) -> int:
    return number * 1000


def lost_chunk(number: int) -> tuple[int, ...]:
    return (number * 1000,)


@JOBS
def test_results_come_in_order(jobs: int) -> None:
    assert list(map_ordered(doubling, range(50), jobs=jobs, lost=lost)) == [2 * number for number in range(50)]


@POSIX
def test_a_process_that_dies_takes_no_other_item_with_it() -> None:
    items = [DEADLY if number == 19 else number for number in range(60)]
    results = list(map_ordered(doubling, items, jobs=2, lost=lost))
    assert results == [-1000 if number == DEADLY else 2 * number for number in items]


@POSIX
def test_a_chunk_that_kills_is_done_again_in_halves() -> None:
    chunks = [[0, 1, 2], [3, DEADLY, 4, 5], [6]]
    results = list(map_chunks(summing, chunks, jobs=2, lost=lost_chunk))
    assert [number for result in results for number in result] == [0, 2, 4, 6, -1000, 8, 10, 12]


@JOBS
def test_what_is_ready_keeps_its_place(jobs: int) -> None:
    chunks: list[list[int] | Ready[tuple[int, ...]]] = [Ready((7,)), [1], Ready((8,)), Ready((9,)), [2, 3], [4]] * 5
    assert list(map_chunks(summing, chunks, jobs=jobs, lost=lost_chunk)) == [(7,), (2,), (8,), (9,), (4, 6), (8,)] * 5


def test_what_is_all_ready_needs_no_process_and_no_setup() -> None:
    def impossible() -> Callable[[list[int]], int]:
        raise AssertionError

    assert list(map_chunks(impossible, (Ready(number) for number in range(40)), jobs=2, lost=lost)) == list(range(40))


def test_all_jobs_get_work_and_one_chunk_needs_no_process() -> None:
    assert os.getpid() not in set(map_ordered(identity, range(4 * CHUNK), jobs=2, lost=lost))
    assert set(map_ordered(identity, range(CHUNK), jobs=2, lost=lost)) == {os.getpid()}


@JOBS
def test_a_bounded_number_of_items_is_read_ahead(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = map_ordered(doubling, endless(), jobs=jobs, lost=lost)
    assert list(islice(results, 3)) == [2, 4, 6]
    results.close()
    assert taken <= (jobs * AHEAD + 1) * CHUNK


def test_processes_that_cannot_start_are_an_error_and_blame_no_item(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text("from extractor import Extractor\nprint(list(Extractor().extract_many(['3万元'] * 40, jobs=2)))\n", encoding="utf-8")
    root = str(Path(__file__).resolve().parent.parent)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "PYTHONPATH": root}
    )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith('RuntimeError: no worker process can start: does the program lack its if __name__ == "__main__"?')
