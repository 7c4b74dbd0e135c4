"""How often words open and end noun phrases (``extractor/lexicon/phrase_words.txt``), counted in articles.

    python training/bounds.py articles.jsonl [more.jsonl …] --output extractor/lexicon/phrase_words.txt

An article is a line {"text": …}. The phrases are those that the facts are read from. A word opens a phrase, or a part of one, at its
start, behind 的 and behind a name; it ends one at its end and before 的. Articles are read as data; only counts of their words are kept.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor import Article, Extractor
from extractor.errors import ExtractorError
from extractor.facts.choice import Margins, weights
from extractor.facts.find import sentence_reader
from extractor.facts.nominal import inner, trimmed
from extractor.facts.stretch import Kind, Stretch
from extractor.words import WordClass
from extractor.words.phrases import NAMES

COUNTED = frozenset({WordClass.NOUN, WordClass.VERBAL_NOUN, WordClass.ADJECTIVE})
LONGEST = 6000  # characters of an article that are read
LEAST = 10  # sightings of a word that is kept
HEADER = """\
# How often a word opens and ends the noun phrases that it stands in, in tenths, counted in articles (training/bounds.py).
"""


class Counts:
    """Sightings of words: all, and at the bounds of phrases."""

    def __init__(self) -> None:
        self.seen, self.opening, self.ending = Counter[str](), Counter[str](), Counter[str]()

    def add(self, s: Stretch, first: int, end: int) -> None:
        """Count the words of one phrase."""
        of = s.lexicon.of
        for i in range(first, end):
            if s.tags[i] in COUNTED:
                word = s.texts[i]
                self.seen[word] += 1
                self.opening[word] += i == first or s.texts[i - 1] in of or s.tags[i - 1] in NAMES or s.texts[i - 1] in s.lexicon.scopes
                self.ending[word] += i == end - 1 or s.texts[i + 1] in of

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        for word, seen in sorted(self.seen.items()):
            if seen >= LEAST and not word.isascii():
                yield f"{word}\t{10 * self.opening[word] // seen}\t{10 * self.ending[word] // seen}\n"


def stretches(text: str, extractor: Extractor) -> Iterator[Stretch]:
    """The clauses of an article."""
    read = extractor._read(extractor._prepared(Article(text=text[:LONGEST]), None))
    reader = sentence_reader(read, Margins(weights()))
    for i in range(len(read.sentences)):
        clauses = reader.clauses(i)
        yield from (s for at in range(len(clauses.spans)) if (s := clauses.stretch(at)) is not None)


def counted(paths: Sequence[Path]) -> Counts:
    """What is counted in the articles of files."""
    extractor, counts = Extractor(), Counts()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    for s in stretches(json.loads(line)["text"], extractor):
                        for c in s.constituents:
                            if c.kind in (Kind.PHRASE, Kind.LED):
                                counts.add(s, *trimmed(s, inner(c), c.end))
                except ExtractorError as error:
                    print(path, error)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.write_text(HEADER + "".join(counted(arguments.articles).lines()), encoding="utf-8")


if __name__ == "__main__":
    main()
