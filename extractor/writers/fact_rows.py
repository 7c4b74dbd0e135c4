"""Facts one by one as they are found, for pipes and for the eyes: CSV as in facts.csv, JSON Lines, or a few columns of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from extractor.jsonl import line_of
from extractor.records import Document, Fact, Record
from extractor.tabular import definitions
from extractor.writers.csv_table import header, rows_of
from extractor.writers.terminal import COLUMNS, fact_rows, visible


class ArticleFact(Record):
    """A fact with the article that states it: one line of the form ``jsonl``."""

    article: str
    fact: Fact


class FactRows:
    """Writes the chosen facts of documents to ``out`` as ``text``, ``csv`` or ``jsonl``."""

    def __init__(self, out: TextIO, form: str) -> None:
        self.out = out
        self.table = definitions()["facts"]
        self._write: Callable[[Document, list[Fact], int], Iterable[str]] = {
            "text": self._text,
            "csv": self._csv,
            "jsonl": self._jsonl,
        }[form]
        if form == "csv":
            out.write(header(self.table))
        elif form == "text":
            out.write("\t".join(("article", *COLUMNS)) + "\n")

    def write(self, document: Document, facts: list[Fact], article: int) -> None:
        """Append some facts of a document, which is the ``article``-th of all."""
        if facts:
            self.out.writelines(self._write(document, facts, article))

    def _text(self, document: Document, facts: list[Fact], _article: int) -> Iterable[str]:
        for row in fact_rows(document, facts):
            yield "\t".join(" ".join(cell.split()) for cell in (visible(document.id), *row)) + "\n"

    def _csv(self, document: Document, facts: list[Fact], article: int) -> Iterable[str]:
        yield rows_of(self.table, document.model_copy(update={"facts": tuple(facts)}), article)

    def _jsonl(self, document: Document, facts: list[Fact], _article: int) -> Iterable[str]:
        for fact in facts:
            yield line_of(ArticleFact(article=document.id, fact=fact))
