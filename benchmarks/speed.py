"""How long the whole extraction takes, beside what others take for less, on the same texts in the same process.

    python benchmarks/speed.py [PATH ...] [--rounds 5] [--json OUT]

PATH is a folder, a text file or a JSONL file (default: the corpus). Systems that are not installed are left out. Rounds alternate
between the systems and the fastest of each counts, so that a busy machine disturbs all alike. Times are CPU seconds; start-up and
memory are measured in fresh processes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extractor import Article, Extractor, pipeline, read_articles
from extractor.segment.segmenters import JiebaSegmenter, RjiebaSegmenter
from extractor.words import WordsInContext

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
YARDSTICK = "jieba.lcut"
_ROOMS = (  # what stands for each room in the pipeline
    ("page", pipeline, "read_page"),
    ("text", pipeline, "normalize"),
    ("sentences", pipeline, "_sentences"),
    ("numerals", pipeline, "scan"),
    ("dates", pipeline, "find_dates"),
    ("quantities", pipeline, "find_quantities"),
    ("organizations", pipeline.OrganizationFinder, "find"),
    ("words in context", WordsInContext, "_stretch"),
    ("counted nouns", pipeline.CountedNouns, "complete"),
    ("facts", pipeline, "find_facts"),
    ("records", pipeline._Records, "document"),
)
_IMPORTS = "from extractor import Extractor as E; from extractor.segment.segmenters import {} as S; "
_STARTS = {  # each is a fresh process that makes its first result
    "python": "pass",
    "jieba, first words": "import jieba; jieba.lcut('北京时间')",
    "import extractor": "import extractor",
    "extractor, jieba, first document": _IMPORTS.format("JiebaSegmenter") + "E(segmenter=S()).extract('北京3亿元')",
    "extractor, rjieba, first document": _IMPORTS.format("RjiebaSegmenter") + "E(segmenter=S()).extract('北京3亿元')",
}
_READ = "import json, sys; texts = json.load(open(sys.argv[1], encoding='utf-8'))\n"
_WORK = "e = E(segmenter=S())\nfor t in texts: e.extract(t)\n"
_MEMORY = {  # each is a fresh process that does all texts once
    "python and the texts": "",
    "jieba": "import jieba\nfor t in texts: jieba.lcut(t)\n",
    "extractor, jieba": _IMPORTS.format("JiebaSegmenter") + _WORK,
    "extractor, rjieba": _IMPORTS.format("RjiebaSegmenter") + _WORK,
}
_PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as where it is installed


class System(NamedTuple):
    """What is timed: does all articles once. A slow one gets fewer characters, one round and no warm-up."""

    run: Callable[[], object]
    characters: int
    slow: bool = False


def timed(run: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def systems(articles: list[Article], peer_characters: int) -> dict[str, System]:
    """The systems that are installed."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    words, tagger = jieba.Tokenizer(), jieba.posseg.POSTokenizer(jieba.Tokenizer())
    texts = [a.text for a in articles]
    size = sum(map(len, texts))
    found = {
        YARDSTICK: System(lambda: each(words.lcut, texts), size),
        "jieba.posseg.lcut": System(lambda: each(tagger.lcut, texts), size),
    }
    for name, extractor in extractors().items():
        found[name] = System(partial(each, extractor.extract, articles), size)
    few = list(within(texts, peer_characters))
    if find_spec("jionlp") and few:
        found["jionlp, time and money"] = System(jionlp(few), sum(map(len, few)), slow=True)
    return found


def each(run: Callable[[Any], object], given: Iterable[Any]) -> None:
    """Do one after the other and keep nothing: what is kept has to be looked through whenever memory is tidied."""
    for one in given:
        run(one)


def extractors() -> dict[str, Extractor]:
    """The project with each of its segmenters."""
    found = {"extractor, jieba": Extractor(segmenter=JiebaSegmenter())}
    if find_spec("rjieba"):
        found["extractor, rjieba"] = Extractor(segmenter=RjiebaSegmenter())
    return found


def within(texts: Iterable[str], limit: int) -> Iterator[str]:
    """The first texts, as many as have no more characters than that together."""
    for text in texts:
        limit -= len(text)
        if limit < 0:
            return
        yield text


def jionlp(texts: list[str]) -> Callable[[], object]:
    """Time and money with JioNLP; what it raises on a text counts as nothing found."""
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    base = {"year": 2024, "month": 5, "day": 1}

    def run(given: list[str]) -> None:
        logging.disable(logging.CRITICAL)
        for text in given:
            for find in (lambda t: jionlp.ner.extract_time(t, time_base=base), jionlp.ner.extract_money):
                with contextlib.suppress(Exception):
                    find(text)
        logging.disable(logging.NOTSET)

    run(["2024年5月1日，投资3亿元。"])  # its dictionaries are read
    return lambda: run(texts)


class Rooms:
    """Measures where the time of an extraction goes: CPU seconds of each room, without those of rooms that it calls."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open: list[float] = []

    def measured(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """``run``, measured as this room."""

        @wraps(run)
        def inner(*args: Any, **options: Any) -> Any:
            self._open.append(0.0)
            start = time.process_time()
            try:
                return run(*args, **options)
            finally:
                whole = time.process_time() - start
                self.spent[name] += whole - self._open.pop()
                if self._open:
                    self._open[-1] += whole

        return inner

    @contextlib.contextmanager
    def watching(self, segmenter: Any) -> Iterator[None]:
        """While this lasts, all rooms are measured."""
        before = [(owner, name, getattr(owner, name)) for _, owner, name in _ROOMS]
        cut = segmenter.cut
        for room, owner, name in _ROOMS:
            setattr(owner, name, self.measured(room, getattr(owner, name)))
        segmenter.cut = self.measured("cutting words", lambda text: list(cut(text)))
        try:
            yield
        finally:
            segmenter.cut = cut
            for owner, name, run in before:
                setattr(owner, name, run)


def rooms(articles: list[Article], rounds: int, segmenter: Any) -> dict[str, float]:
    """Seconds of each room in the fastest of several rounds."""
    extractor = Extractor(segmenter=segmenter)
    found: list[Counter[str]] = []
    for _ in range(rounds + 1):
        clock = Rooms()
        with clock.watching(segmenter):
            extract = clock.measured("pipeline", extractor.extract)
            for article in articles:
                extract(article)
        found.append(clock.spent)
    return dict(min(found[1:], key=lambda spent: sum(spent.values())).most_common())


def startup(statement: str, runs: int = 5) -> float:
    """CPU seconds of a fresh process that runs ``statement``, the least of several."""
    import resource

    def children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    spent = []
    for _ in range(runs):
        start = children()
        subprocess.run([sys.executable, "-c", statement], check=True, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
        spent.append(children() - start)
    return min(spent)


def memory(statements: str, texts: Path) -> float:
    """Megabytes that a fresh process held at most."""
    command = [sys.executable, "-c", _READ + statements + _PEAK, str(texts)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024


def fastest(runs: dict[str, System], rounds: int) -> dict[str, float]:
    """Seconds of each system: the fastest of rounds that alternate between them."""
    for system in runs.values():
        if not system.slow:
            system.run()
    best = {name: timed(system.run) for name, system in runs.items()}
    for _ in range(rounds - 1):
        for name, system in runs.items():
            if not system.slow:
                best[name] = min(best[name], timed(system.run))
    return best


def table(articles: list[Article], options: argparse.Namespace) -> dict[str, Any]:
    """Measure everything and print it."""
    characters = sum(len(a.text) for a in articles)
    print(f"{len(articles)} articles, {characters:,d} characters, fastest of {options.rounds} rounds\n")
    runs = systems(articles, options.peer_characters)
    best = fastest(runs, options.rounds)
    rates = {name: runs[name].characters / seconds for name, seconds in best.items()}
    for name, rate in rates.items():
        print(f"{name:34} {best[name]:8.3f} s {rate:12,.0f} characters/s {rates[YARDSTICK] / rate:9.2f} x {YARDSTICK}")
    found: dict[str, Any] = {"characters": characters, "seconds": best, "characters_per_second": rates, "rooms": {}}
    segmenters = {"jieba": JiebaSegmenter} | ({"rjieba": RjiebaSegmenter} if find_spec("rjieba") else {})
    for name, segmenter in segmenters.items():
        spent = found["rooms"][name] = rooms(articles, options.rounds, segmenter())
        print(f"\nrooms, with {name}")
        for room, seconds in spent.items():
            print(f"  {room:32} {seconds:8.3f} s {seconds / sum(spent.values()):12.0%} {seconds / best[YARDSTICK]:24.2f} x {YARDSTICK}")
    print("\nstart-up, CPU seconds")
    found["startup"] = {name: startup(statement) for name, statement in _STARTS.items() if "rjieba" not in name or find_spec("rjieba")}
    for name, seconds in found["startup"].items():
        print(f"  {name:32} {seconds:8.3f} s")
    if Path("/proc/self/status").exists():
        print("\nmemory at most, after all texts")
        found["memory"] = megabytes([a.text for a in articles])
        for name, size in found["memory"].items():
            print(f"  {name:32} {size:8.0f} MB")
    return found


def megabytes(texts: list[str]) -> dict[str, float]:
    """Memory of each system."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        return {name: memory(code, path) for name, code in _MEMORY.items() if "rjieba" not in name or find_spec("rjieba")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-characters", type=int, default=1_000_000, help="how much a slow peer gets; 0 leaves it out")
    parser.add_argument("--json", help="write the figures here")
    options = parser.parse_args()
    articles = [Article(id=a.id, text=a.text, published=a.published) for path in options.paths for a in read_articles(path)]
    found = table(articles, options)
    if options.json:
        Path(options.json).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
