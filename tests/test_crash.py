"""Runs that are killed: whatever the moment, a run with --resume ends with the bytes of one that was never disturbed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).resolve().parent.parent)
ENVIRONMENT = {**os.environ, "PYTHONPATH": ROOT}
TEXT = "2017年，全省各级工会共筹集助学款5115万多元，资助困难职工子女3.5万多人。"
FORMATS = "jsonl,facts,sqlite"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL here")
DYING = """
import os, sys
real, left = os.replace, [int(sys.argv.pop(1))]
def dying(*arguments):
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
    return real(*arguments)
os.replace = dying
from extractor.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [json.dumps({"text": f"{TEXT}第{number}号文件，投资{number}万元。"}) if number % 11 else "{" for number in range(100)]
    (folder / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for number in range(8):
        (folder / f"b{number}.txt").write_text(TEXT * number, encoding="utf-8")
    return folder


def command(inputs: Path, out: Path, *more: str) -> list[str]:
    return ["run", str(inputs), "--out", str(out), "--quiet", "--format", FORMATS, *more]


def finish(inputs: Path, out: Path, *more: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *command(inputs, out, *more)],
        env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")  # 1: some of the inputs are bad


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_killed_at_each_moment_of_writing(inputs: Path, tmp_path: Path) -> None:
    finish(inputs, tmp_path / "whole", "--jobs", "1")
    whole = contents(tmp_path / "whole")
    shards = len(list((tmp_path / "whole").glob(".extractor/shards/*/*.gz")))
    renames = shards + len(whole) + 1  # and the manifest
    assert shards > 3
    for moment in (0, 2, shards, shards + 1, renames - 1, renames):
        out = tmp_path / f"killed-{moment}"
        dying = [sys.executable, "-c", DYING, str(moment), *command(inputs, out, "--jobs", "1")]
        code = subprocess.run(dying, env=ENVIRONMENT, check=False, timeout=120).returncode
        assert code == (9 if moment < renames else 1)
        assert contents(out).items() <= whole.items()
        finish(inputs, out, "--resume", "--jobs", "1")
        assert contents(out) == whole
        assert not (out / ".extractor" / "building").exists()


def test_killed_at_random_moments(inputs: Path, tmp_path: Path) -> None:
    rng = random.Random(1)
    finish(inputs, tmp_path / "whole", "--jobs", "2")
    whole = contents(tmp_path / "whole")
    out = tmp_path / "killed"
    for _ in range(4):
        running = [sys.executable, "-m", "extractor", *command(inputs, out, "--jobs", "2", "--resume")]
        with subprocess.Popen(running, env=ENVIRONMENT, start_new_session=True) as process:
            try:
                process.wait(rng.uniform(0.2, 2.5))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        if out.exists():
            assert contents(out).items() <= whole.items()
    finish(inputs, out, "--jobs", "2", "--resume")
    assert contents(out) == whole


def test_a_worker_that_is_killed_is_one_failure_at_most(inputs: Path, tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{TEXT}第{number}号文件，投资{number}万元。" * 20}) for number in range(200)]
    (inputs / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    running = [sys.executable, "-m", "extractor", *command(inputs, tmp_path / "out", "--jobs", "2")]
    with subprocess.Popen(running, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        killed = False
        while process.poll() is None and not killed:
            for child in children(process.pid):
                if list((tmp_path / "out").glob(".extractor/shards/*/*.gz")) and "spawn_main" in arguments_of(child):
                    os.kill(child, signal.SIGKILL)
                    killed = True
                    break
        _, said = process.communicate(timeout=120)
    assert killed
    assert "Traceback" not in said
    documents = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    failures = (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(documents) + len(failures) == 208
    assert len([line for line in failures if "WorkerDied" in line]) <= 1


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def arguments_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
