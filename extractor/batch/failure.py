"""What is recorded of an input that could not be read or extracted."""

from __future__ import annotations

from pydantic import Field

from extractor.errors import ArticleError
from extractor.records import Record


class Failure(Record):
    """One input that gave no document, and why."""

    path: str = Field(min_length=1, description="the file, with the line of a data file where it is known: corpus.jsonl:17")
    id: str | None = Field(default=None, description="the article's id, when it could be read but not extracted")
    reason: str = Field(min_length=1, description="what is wrong, in one line")
    error: str = Field(min_length=1, description="type of the error: ArticleError for a bad input, else a fault of the program")


def failure_of(error: BaseException, path: str, article_id: str | None = None) -> Failure:
    """The failure record of an exception; an ``ArticleError`` names its own file and reason.

    >>> failure_of(ValueError("odd\\ntext"), "a.txt")
    Failure(path='a.txt', id=None, reason='odd text', error='ValueError')
    """
    reason = str(error)
    if isinstance(error, ArticleError):
        path, reason = error.path, error.reason
    return failure(path, article_id, " ".join(reason.split()), type(error).__name__)


def failure(path: str, article_id: str | None, reason: str, error: str) -> Failure:
    """A failure record that can be written whatever the texts are."""
    article_id = _printable(article_id) if article_id else None
    return Failure(path=_printable(path) or "?", id=article_id, reason=_printable(reason) or error, error=error)


def _printable(text: str) -> str:
    r"""Text that UTF-8 can hold: half a surrogate pair, as Python reads an odd byte of a file name, becomes ``\udcff``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
