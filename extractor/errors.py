"""The exceptions of the project. Each names what it is about: a file, a line, an option."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of every error that this package raises on purpose."""


class ArticleError(ExtractorError):
    """An input that cannot be read as an article.

    ``path`` names the file (and the line of a data file, ``corpus.jsonl:17``), ``reason`` says in one line what is wrong.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LexiconError(ExtractorError):
    """A lexicon file with an unknown key, a duplicate or a name claimed twice."""


class SegmenterError(ExtractorError):
    """A segmenter that returned words which are not the text it was given."""
