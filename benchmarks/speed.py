"""How long the whole extraction takes, as a ratio to ``jieba.lcut`` of the same texts in the same process.

    python benchmarks/speed.py [PATH ...] [--rounds 5] [--json OUT]

PATH is a folder, a text file or a JSONL file (default: the corpus). Rounds alternate between the systems and the fastest of
each counts, so that a busy machine disturbs all alike. Start-up is measured in fresh processes.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from extractor import Article, Extractor, read_articles
from extractor.segment.segmenters import JiebaSegmenter, RjiebaSegmenter

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


def systems(articles: list[Article]) -> dict[str, Callable[[], object]]:
    """What is timed: each does all articles once."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    yardstick = jieba.Tokenizer()
    yardstick.initialize()
    texts = [a.text for a in articles]
    with_jieba = Extractor(segmenter=JiebaSegmenter())
    found: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [yardstick.lcut(t) for t in texts],
        "extractor, jieba": lambda: [with_jieba.extract(a) for a in articles],
    }
    if find_spec("rjieba"):
        with_rjieba = Extractor(segmenter=RjiebaSegmenter())
        found["extractor, rjieba"] = lambda: [with_rjieba.extract(a) for a in articles]
    return found


def timed(run: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def startup(statement: str, runs: int = 5) -> float:
    """Median wall seconds of a fresh process that runs ``statement``."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", help="write the figures here")
    options = parser.parse_args()
    articles = [a for path in options.paths for a in read_articles(path)]
    characters = sum(len(a.text) for a in articles)
    print(f"{len(articles)} articles, {characters} characters")
    runs = systems(articles)
    for run in runs.values():
        run()
    best = {name: min(timed(run) for _ in range(options.rounds)) for name, run in runs.items()}
    yardstick = best["jieba.lcut"]
    for name, seconds in best.items():
        print(f"{name:20} {seconds:8.3f} s CPU {characters / seconds:12,.0f} characters/s   {seconds / yardstick:5.2f} x jieba.lcut")
    starts = {
        s: startup(s)
        for s in ("pass", "import pydantic", "from pydantic import BaseModel", "import extractor", "from extractor import Document")
    }
    for statement, seconds in starts.items():
        print(f"{statement:32} {1000 * seconds:7.0f} ms")
    if options.json:
        Path(options.json).write_text(
            json.dumps({"characters": characters, "seconds": best, "startup": starts}, indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
