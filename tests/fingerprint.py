"""Fingerprints of the output: one hash for each article, over every byte of its document.

    python -m tests.fingerprint                    compare the corpus with what is pinned
    python -m tests.fingerprint --update           pin what comes out now, after a change of rules that is meant
    python -m tests.fingerprint PATH ... [--segmenter jieba] [--jobs 2]    one hash of other articles, to compare by hand

A change that is to make the program faster changes no hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extractor import Article, Document, Extractor, read_articles
from extractor.segment import Segmenter
from extractor.segment.segmenters import JiebaSegmenter, RjiebaSegmenter
from tests.gold import CORPUS

PINNED = Path(__file__).parent / "fingerprints.json"
SEGMENTERS: dict[str, Callable[[], Segmenter]] = {"jieba": JiebaSegmenter, "rjieba": RjiebaSegmenter}


def articles(*paths: Path) -> Iterator[Article]:
    """The articles of some files or folders; those of the corpus if none is named."""
    for path in paths or (CORPUS / "articles",):
        yield from read_articles(path)


def fingerprint(document: Document) -> str:
    """The hash of one document."""
    return hashlib.sha256(document.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprints(given: Iterable[Article], *, segmenter: Segmenter | None = None, jobs: int = 1) -> dict[str, str]:
    """The hash of each article's document, by the id of the article."""
    return {document.id: fingerprint(document) for document in Extractor(segmenter=segmenter).extract_many(given, jobs=jobs)}


def pinned() -> dict[str, str]:
    """What is pinned for the corpus."""
    found: dict[str, str] = json.loads(PINNED.read_text(encoding="utf-8"))
    return found


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The ids of articles that are new, gone, or whose documents differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--update", action="store_true", help="pin the corpus as it comes out now")
    parser.add_argument("--segmenter", choices=sorted(SEGMENTERS), help="by default rjieba where it is installed")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    segmenter = SEGMENTERS[options.segmenter]() if options.segmenter else None
    found = fingerprints(articles(*options.paths), segmenter=segmenter, jobs=options.jobs)
    if options.paths:
        print(len(found), hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16])
        return 0
    if options.update:
        PINNED.write_text(json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    differing = changes(pinned(), found)
    print("\n".join(differing) or "every document is as pinned")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
