"""One article before it is read: where it stands or what it consists of. Cheap to find, and small enough to send to a process.

Reading is what takes time (decoding, parsing, telling the article from the page), so finding and reading are two steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.article.decode import decode
from extractor.article.html import read_html
from extractor.article.options import Reading, size
from extractor.article.packing import open_file
from extractor.article.page import read_page
from extractor.article.rows import damage, read_record, read_row
from extractor.errors import ArticleError
from extractor.records import Article

_HTML = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100}){0,9}<(?:!doctype\s{1,9}html|html|head)\b", re.I | re.S
)
_TAG = re.compile(r"<(?:p|div|br|table|body|span|a|h[1-6])\b[^<>]{0,2000}>", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """A file that holds one article."""

    path: Path
    packing: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article to be read. ``content`` is what it consists of, or the file where that stands."""

    path: str
    form: str
    content: Place | bytes | dict[str, Any]
    options: Reading
    position: int = 0  # bytes of the input that were read up to here, for the progress

    def read(self) -> Article:
        """The article. Raises ArticleError when it cannot be read."""
        return _READ[self.form](self)

    def weight(self) -> int:
        """About how many bytes travel with it, or will be read."""
        if isinstance(self.content, bytes):
            return len(self.content)
        if isinstance(self.content, dict):
            return sum(len(value) for value in self.content.values() if isinstance(value, str))
        return self.position


def _data(piece: Piece) -> bytes:
    content = piece.content
    if isinstance(content, bytes):
        return content
    assert isinstance(content, Place)
    limit = piece.options.limits.article
    try:
        with open_file(content.path, content.packing, piece.path, piece.options.limits) as stream:
            data = stream.file.read(limit + 1)
    except OSError as error:
        raise ArticleError(piece.path, reason_of(error)) from None
    if len(data) > limit:
        raise ArticleError(piece.path, f"larger than the limit of {size(limit)}")
    return data


def _read_text(piece: Piece) -> Article:
    text, _ = decode(_data(piece), path=piece.path)
    if _HTML.match(text):
        return _html(text, piece.path)
    return read_page(Article(id=piece.path, text=text, warnings=tuple(damage(text))))


def _read_html(piece: Piece) -> Article:
    text, _ = decode(_data(piece), path=piece.path)
    if _HTML.match(text) or _TAG.search(text):
        return _html(text, piece.path)
    return read_page(Article(id=piece.path, text=text, warnings=tuple(damage(text))))


def _html(text: str, path: str) -> Article:
    article = read_html(text, path=path)
    return article.model_copy(update={"warnings": (*article.warnings, *damage(article.text))})


def _read_line(piece: Piece) -> Article:
    assert isinstance(piece.content, bytes)
    try:
        text = piece.content.decode("utf-8")
    except UnicodeDecodeError:
        text, _ = decode(piece.content, path=piece.path)
    return read_row(text, path=piece.path, options=piece.options)


def _read_record(piece: Piece) -> Article:
    assert isinstance(piece.content, dict)
    return read_record(piece.content, path=piece.path, options=piece.options)


def reason_of(error: OSError | ValueError) -> str:
    """Why the system would not read a file, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read: {(error.strerror or error) if isinstance(error, OSError) else error}"


_READ: dict[str, Callable[[Piece], Article]] = {
    "text": _read_text,
    "html": _read_html,
    "line": _read_line,
    "record": _read_record,
}
