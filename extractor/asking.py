"""Facts of many articles that meet conditions, from inputs to rows; nothing is stored in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from extractor.article import Reading
from extractor.article.options import DEFAULT
from extractor.batch import sources
from extractor.errors import ArticleError
from extractor.pipeline import Extractor
from extractor.query import FactQuery
from extractor.records import Article
from extractor.writers import FactRows


@dataclass(frozen=True, slots=True)
class Question:
    """Where to look, what for, and how."""

    paths: Sequence[Path]
    query: FactQuery
    form: str = "text"
    jobs: int = 1
    reading: Reading = DEFAULT
    glob: str | None = None
    lexicons: Sequence[Path] = ()


def ask(question: Question, out: TextIO, tell: Callable[[str], object]) -> int:
    """Write the facts to ``out`` as they are found; the number of inputs that failed, each of which is told.

    Raises ArticleError for a path with nothing there, and LexiconError.
    """
    failures = 0

    def articles() -> Iterator[Article]:
        nonlocal failures
        for source in sources(question.paths, options=question.reading, glob=question.glob):
            for article in source.read():
                if isinstance(article, ArticleError):
                    failures += 1
                    tell(str(article))
                else:
                    yield article

    rows = FactRows(out, question.form)
    documents = Extractor(lexicons=question.lexicons).extract_many(articles(), jobs=question.jobs)
    with ExitStack() as stack:
        if hasattr(documents, "close"):
            stack.callback(documents.close)  # ends the processes when the reader of the rows goes away
        for number, document in enumerate(documents, 1):
            rows.write(document, list(question.query.of(document)), number)
    return failures
