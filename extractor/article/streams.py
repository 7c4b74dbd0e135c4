"""Lines of data files from a byte stream: their encoding, and lines that never grow beyond the limit."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import IO, Any

from extractor.article.decode import decode
from extractor.errors import ArticleError

_SAMPLE = 1 << 20  # bytes by which the encoding of a data file is told
_HEAD = 4096  # bytes by which a file is seen to be no text at all
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r"))
_SKIPPED = 1 << 20  # bytes that are read at once of a line that is too long
# The marks are cut off before decoding: unlike those of decode, the codecs name the byte order.
_MARKS = (  # UTF-32 before UTF-16: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class _Rejoined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(data) :] if self._head else b""
        view[: len(data)] = data
        return len(data)


def json_lines(file: IO[bytes], limit: int, path: str) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines of a file, None for one beyond the limit. UTF-16 and UTF-32 become UTF-8; other encodings stay, line by line.

    Raises ArticleError for a file that is no text at all, so that its "lines" are not failures one by one.
    """
    head = file.read(_HEAD)
    mark, encoding = _marked(head) or (b"", "utf-8")
    if not mark and (head[:2] == b"{\0" or head[:2] == b"\0{"):
        encoding = "utf-16-le" if head[0] else "utf-16-be"
    whole = io.BufferedReader(_Rejoined(head[len(mark) :], file), 1 << 16)
    if encoding == "utf-8":
        if len(head.translate(None, _CONTROL)) * 50 < len(head) * 49 and not head.lstrip().startswith(b"{"):
            raise ArticleError(path, "not a text file: it is full of control bytes")
        yield from _byte_lines(whole, limit)
    else:
        text = io.TextIOWrapper(whole, encoding=encoding, errors="replace", newline="\n")
        for number, line in text_lines(text, limit):
            data = None if line is None else line.encode("utf-8", errors="replace")
            yield number, data if data is not None and len(data) <= limit else None


def as_text(file: IO[bytes], path: str, newline: str = "") -> io.TextIOWrapper:
    """A file as text, in the encoding that its beginning shows. Raises ArticleError when that is no text."""
    head = file.read(_SAMPLE)
    mark, encoding = _marked(head) or (b"", decode(_whole_lines(head), path=path)[1])
    whole = io.BufferedReader(_Rejoined(head[len(mark) :], file), 1 << 16)
    return io.TextIOWrapper(whole, encoding=encoding, errors="replace", newline=newline)


def _marked(head: bytes) -> tuple[bytes, str] | None:
    """The BOM at the beginning, and what it says."""
    return next((entry for entry in _MARKS if head.startswith(entry[0])), None)


def _whole_lines(head: bytes) -> bytes:
    """The sample without its last line, which the end of the sample may have cut inside of a character."""
    end = head.rfind(b"\n") + 1
    return head[:end] if len(head) == _SAMPLE and end else head


def text_lines(text: io.TextIOWrapper, limit: int) -> Iterator[tuple[int, str | None]]:
    """Numbered lines with their line ends; None for one that is longer than the limit."""
    number = 0
    while line := text.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(("\n", "\r")):
            while (rest := text.readline(_SKIPPED)) and not rest.endswith(("\n", "\r")):
                pass
            yield number, None
        else:
            yield number, line


def _byte_lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than the limit. In UTF-8 and GB18030 no character contains a line feed."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := file.readline(_SKIPPED)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line
