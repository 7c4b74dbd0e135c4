"""Articles from files and folders: ``.txt`` (one article), ``.jsonl`` and ``.ndjson`` (one article a line).

``iter_inputs`` gives one ``Source`` a file, in the order of relative paths; ``Source.read`` gives its articles, and an
``ArticleError`` in the place of each that cannot be read, so that a batch goes on. ``read_articles`` raises the first one.
Nothing is read before it is asked for.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.article.decode import decode
from extractor.article.page import read_page
from extractor.article.rows import damage, read_row
from extractor.errors import ArticleError
from extractor.records import Article

DEFAULT_LIMIT = 64 * 1024 * 1024
"""Bytes of one article: a text file, or a line of a data file."""

_LINE_BLANK = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or a place in a folder that cannot be read (``problem``)."""

    id: str
    path: Path
    limit: int = DEFAULT_LIMIT
    problem: str | None = None

    def read(self) -> Iterator[Article | ArticleError]:
        """The articles of the file; an error in the place of each that cannot be read."""
        if self.problem is not None:
            yield ArticleError(self.id, self.problem)
            return
        try:
            yield from _READERS[self.path.suffix.lower()](self)
        except ArticleError as error:
            yield error
        except OSError as error:
            yield ArticleError(self.id, _reason(error))


def read_articles(path: str | Path, *, limit: int = DEFAULT_LIMIT) -> Iterator[Article]:
    """The articles of a file or folder, one after another. Raises ArticleError at the first that cannot be read."""
    for source in iter_inputs(path, limit=limit):
        for article in source.read():
            if isinstance(article, ArticleError):
                raise article
            yield article


def iter_inputs(path: str | Path, *, limit: int = DEFAULT_LIMIT) -> Iterator[Source]:
    """The input files at a path. Raises ArticleError when there is nothing there, or a kind of file that cannot be read."""
    top = Path(path)
    try:
        mode = os.stat(top).st_mode
    except (OSError, ValueError) as error:
        raise ArticleError(shown(str(path)), _reason(error)) from None
    if stat.S_ISDIR(mode):
        yield from _folder(top, "", limit, ())
        return
    if top.suffix.lower() not in _READERS:
        raise ArticleError(shown(str(path)), f"not a kind of file that is read ({', '.join(sorted(_READERS))})")
    yield _file(top, shown(top.name), limit)


def _folder(folder: Path, prefix: str, limit: int, above: tuple[tuple[int, int], ...]) -> Iterator[Source]:
    """The files below a folder in the order of their relative paths; hidden ones and other suffixes are passed over."""
    try:
        status = os.stat(folder)
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield Source(shown(prefix.removesuffix("/")), folder, problem="a link back to a folder that contains it")
            return
        with os.scandir(folder) as entries:
            names = sorted(entry.name + ("/" if entry.is_dir() else "") for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Source(shown(prefix.removesuffix("/") or str(folder)), folder, problem=_reason(error))
        return
    for name in names:
        if name.endswith("/"):
            yield from _folder(folder / name[:-1], prefix + name, limit, (*above, here))
        elif Path(name).suffix.lower() in _READERS:
            yield _file(folder / name, shown(prefix + name), limit)


def _file(path: Path, identifier: str, limit: int) -> Source:
    try:
        regular = stat.S_ISREG(os.stat(path).st_mode)
    except OSError as error:
        return Source(identifier, path, limit, _reason(error))
    return Source(identifier, path, limit, None if regular else "not a regular file")


def _read_text(source: Source) -> Iterator[Article | ArticleError]:
    with open(source.path, "rb") as file:
        data = file.read(source.limit + 1)
    if len(data) > source.limit:
        raise ArticleError(source.id, f"larger than the limit of {size(source.limit)}")
    text, _ = decode(data, path=source.id)
    yield read_page(Article(id=source.id, text=text, warnings=tuple(damage(text))))


def _read_lines(source: Source) -> Iterator[Article | ArticleError]:
    with open(source.path, "rb") as file:
        mark, encoding = _mark(file)
        file.seek(mark)
        lines = _byte_lines(file, source.limit) if encoding is None else _wide_lines(file, encoding, source.limit)
        for number, line in lines:
            path = f"{source.id}:{number}"
            if line is None:
                yield ArticleError(path, f"the line is larger than the limit of {size(source.limit)}")
            elif line.strip(_LINE_BLANK):
                yield _row(line, path)


def _row(line: bytes, path: str) -> Article | ArticleError:
    try:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text, _ = decode(line, path=path)
        return read_row(text, path=path)
    except ArticleError as error:
        return error


def _mark(file: IO[bytes]) -> tuple[int, str | None]:
    """How long the BOM of a data file is, and its encoding if that is UTF-16 or UTF-32."""
    head = file.read(4)
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return len(mark), encoding
    if head[:2] == b"{\0" or head[:2] == b"\0{":
        return 0, "utf-16-le" if head[0] else "utf-16-be"
    return (3 if head.startswith(codecs.BOM_UTF8) else 0), None


def _byte_lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than the limit. In UTF-8 and GB18030 no character contains a line feed."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _wide_lines(file: IO[bytes], encoding: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Like ``_byte_lines`` for UTF-16 and UTF-32, which are turned into UTF-8 first."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    number = 0
    try:
        while line := text.readline(limit + 1):
            number += 1
            rest = line
            while rest and not rest.endswith("\n"):
                rest = text.readline(1 << 20)
                line = line if len(line) > limit else line + rest
            data = line.encode("utf-8", errors="replace")
            yield number, data if len(data) <= limit else None
    finally:
        text.detach()


def size(count: int) -> str:
    """Bytes as people write them.

    >>> size(64 * 1024 * 1024)
    '64 MB'
    """
    return f"{count >> 20} MB" if count >= 1 << 20 and count % (1 << 20) == 0 else f"{count} bytes"


_ODD = re.compile("[\x00-\x1f\x7f\u2028\u2029]")


def shown(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no UTF-8 become U+FFFD, control characters escapes."""
    plain = name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    return _ODD.sub(lambda m: f"\\x{ord(m[0]):02x}", plain)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read: {(error.strerror or error) if isinstance(error, OSError) else error}"


_READERS: dict[str, Callable[[Source], Iterator[Article | ArticleError]]] = {
    ".txt": _read_text,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
}
