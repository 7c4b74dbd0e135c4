"""The forms of input files, by suffix: how to find the articles in each.

``.txt``, ``.html`` and ``.htm`` hold one article; ``.json`` one object or several, ``.jsonl`` and ``.ndjson`` one a line,
``.csv`` and ``.tsv`` one a row. Each may be packed with gzip or Zstandard (``corpus.jsonl.gz``), or lie in a ZIP archive.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from extractor.article.options import Reading, size
from extractor.article.packing import ARCHIVE, PACKINGS, Stream, open_archive, open_file
from extractor.article.piece import Piece, Place
from extractor.article.streams import as_text, json_lines, text_lines
from extractor.errors import ArticleError

Found = Iterator[Piece | ArticleError]

_BLANK = b" \t\r\n"
_DELIMITERS = ",\t;|"
_CHUNK = 1 << 16  # characters of a JSON file that are read at once
_JSON_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_AFTER = ",]} \t\r\n"


@dataclass(frozen=True, slots=True)
class Form:
    """What a file name says: the form of the articles, and how the file is packed (empty where it is not)."""

    name: str
    packing: str = ""

    @property
    def single(self) -> bool:
        """Whether the file holds one article, so that whoever reads it can open it himself."""
        return self.name in _SINGLE


def form_of(name: str) -> Form | None:
    """The form of a file by its name; None for one that is not read.

    >>> form_of("a.JSONL.gz"), form_of("a.md")
    (Form(name='line', packing='.gz'), None)
    """
    path = PurePosixPath(name.lower())
    if path.suffix == ARCHIVE:
        return Form("archive")
    packing = path.suffix if path.suffix in PACKINGS else ""
    form = _SUFFIXES.get(PurePosixPath(path.stem).suffix if packing else path.suffix)
    return None if form is None else Form(form, packing)


def find(path: Path, form: Form, name: str, options: Reading) -> Found:
    """The articles of a file, unread; an error in the place of each that can be told to be none. Raises OSError and ArticleError."""
    if form.name == "archive":
        yield from _in_archive(path, name, options)
    elif form.single:
        yield Piece(name, form.name, Place(path, form.packing), options, path.stat().st_size)
    else:
        with open_file(path, form.packing, name, options.limits) as stream:
            yield from _SEVERAL[form.name](stream, name, options)


def _in_archive(path: Path, name: str, options: Reading) -> Found:
    with open_archive(path, name, options.limits) as members:
        for member in members:
            form = form_of(member.name)
            hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(member.name).parts)
            if form is None or hidden:
                continue
            inner = f"{name}/{printable(member.name)}"
            try:
                if form.name == "archive" or form.packing:
                    raise ArticleError(inner, "packed twice: an archive or packed file in an archive")
                with member.open() as file:
                    yield from _member(file, form, inner, options, member.position)
            except ArticleError as error:
                yield error
                if error.path == name:  # the limit of the whole archive
                    return


def _member(file: IO[bytes], form: Form, name: str, options: Reading, position: int) -> Found:
    if not form.single:
        yield from _SEVERAL[form.name](Stream(file, lambda: position), name, options)
        return
    data = file.read(options.limits.article + 1)
    if len(data) > options.limits.article:
        raise ArticleError(name, f"larger than the limit of {size(options.limits.article)}")
    yield Piece(name, form.name, data, options, position)


def _lines(stream: Stream, name: str, options: Reading) -> Found:
    limit = options.limits.article
    for number, line in json_lines(stream.file, limit, name):
        path = f"{name}:{number}"
        if line is None:
            yield ArticleError(path, f"the line is larger than the limit of {size(limit)}")
        elif line.strip(_BLANK):
            yield Piece(path, "line", line, options, stream.position())


def _table(stream: Stream, name: str, options: Reading) -> Found:
    """The rows under the header of a CSV file. A quoted cell may hold line ends; the number is that of the row's last line."""
    limit = options.limits.article
    too_long: list[int] = []

    def lines() -> Iterator[str]:
        for number, line in text_lines(as_text(stream.file, name), limit):
            if line is None:
                too_long.append(number)
            yield line or "\n"

    given = lines()
    first = next(given, "")
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    header = next(csv.reader([first], delimiter=(delimiter := _delimiter(first, name, options))), [])
    header = [cell.strip().lstrip("\ufeff") for cell in header]
    if not set(header) & set(options.names("text")):
        columns = ", ".join(header)[:200]
        raise ArticleError(name, f"no column of texts: none of {', '.join(options.names('text'))} among {columns!r}")
    rows = csv.reader(given, delimiter=delimiter)
    while True:
        path = f"{name}:{rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield ArticleError(path, f"invalid CSV: {error}")
            continue
        while too_long:
            yield ArticleError(f"{name}:{too_long.pop(0)}", f"the line is larger than the limit of {size(limit)}")
        if row is None:
            return
        if any(row):
            yield Piece(path, "record", dict(zip(header, row, strict=False)), options, stream.position())


def _delimiter(header: str, name: str, options: Reading) -> str:
    """Tab for .tsv; else what parts the header into most cells with the name of a text column among them."""
    if ".tsv" in PurePosixPath(name.lower()).suffixes:
        return "\t"
    known = {*options.names("text"), *options.names("title")}

    def fitness(delimiter: str) -> tuple[bool, int]:
        cells = [cell.strip(' "\ufeff\r\n') for cell in header.split(delimiter)]
        return bool(known & set(cells)), len(cells)

    return max(_DELIMITERS, key=fitness)


def _objects(stream: Stream, name: str, options: Reading) -> Found:
    """The objects of a JSON file: one, the elements of an array, or several one behind the other."""
    for number, (value, alone) in enumerate(_values(as_text(stream.file, name), name, options.limits.article), 1):
        path = name if alone else f"{name}:{number}"
        if isinstance(value, dict):
            yield Piece(path, "record", value, options, stream.position())
        else:
            yield ArticleError(path, "not an object with a text")


def _values(text: IO[str], name: str, limit: int) -> Iterator[tuple[Any, bool]]:
    """The values of a JSON text, one at a time, and whether each is all of it. Only one value is ever in memory."""
    buffer = _Buffer(text, name, limit)
    array = buffer.peek() == "["
    if array:
        buffer.skip()
        if buffer.peek() == "]":
            buffer.skip()
            array = False
    count = 0
    while buffer.peek():
        value = buffer.value()
        following = buffer.peek()
        count += 1
        yield value, count == 1 and not array and not following
        if array:
            if following not in (",", "]"):
                raise ArticleError(name, f"invalid JSON: neither , nor ] behind element {count}, the rest is not read")
            buffer.skip()
            array = following == ","
            if following == "]" and buffer.peek():
                raise ArticleError(name, "invalid JSON: more behind the end of the array")


class _Buffer:
    """The characters of a JSON text that are at hand, and the place among them."""

    def __init__(self, text: IO[str], name: str, limit: int) -> None:
        self.text = text
        self.name = name
        self.limit = limit
        self.held = ""
        self.at = 0
        self.ended = False
        self.decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            match = _JSON_BLANK.match(self.held, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.held) or self.ended:
                return self.held[self.at : self.at + 1]
            self._more(_CHUNK)

    def skip(self) -> None:
        """Go past one character."""
        self.at += 1

    def value(self) -> Any:
        """The next value, for which as much is read as it needs."""
        step = _CHUNK
        while True:
            try:
                value, end = self.decoder.raw_decode(self.held, self.at)
                if self.ended or (end < len(self.held) and self.held[end] in _AFTER):
                    self.at = end
                    return value
            except RecursionError:
                raise ArticleError(self.name, "invalid JSON: nested too deeply, the rest is not read") from None
            except ValueError as error:
                if self.ended or (end_of(error) < len(self.held) - 1000 and not str(error).startswith("Unterminated")):
                    what = getattr(error, "msg", str(error))
                    raise ArticleError(self.name, f"invalid JSON: {what}, the rest is not read") from None
            if len(self.held) - self.at > self.limit:
                raise ArticleError(self.name, f"a value is larger than the limit of {size(self.limit)}, the rest is not read")
            self._more(step)
            step = len(self.held)

    def _more(self, count: int) -> None:
        piece = self.text.read(count)
        self.held, self.at, self.ended = self.held[self.at :] + piece, 0, not piece


def end_of(error: ValueError) -> int:
    """Where in the text a JSON error was met; 0 where it does not say."""
    place = getattr(error, "pos", 0)
    return place if isinstance(place, int) else 0


_ODD = re.compile("[\x00-\x1f\x7f\u2028\u2029]")


def printable(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no UTF-8 become U+FFFD, control characters escapes."""
    plain = name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    return _ODD.sub(lambda m: f"\\x{ord(m[0]):02x}", plain)


_SUFFIXES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "line",
    ".ndjson": "line",
    ".csv": "table",
    ".tsv": "table",
}
_SINGLE = frozenset(["text", "html"])
_SEVERAL: dict[str, Callable[[Stream, str, Reading], Found]] = {"line": _lines, "json": _objects, "table": _table}
SUFFIXES = (*_SUFFIXES, ARCHIVE, *PACKINGS)
