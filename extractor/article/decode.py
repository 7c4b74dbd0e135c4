"""Bytes to text: which encoding a file is in.

Marks at the beginning (BOM) are believed, then strict UTF-8, then UTF-16 without a mark when its NUL bytes show it, then the
encoding among GB18030, Big5 and UTF-16 whose text looks most like Chinese: GB18030 accepts nearly everything, so the share of
frequent characters decides (``lexicon/article.toml``, ``[common]``). Strict gb2312 is never used. A text that is cut or damaged
in a few places keeps U+FFFD there; the reader warns of it. HTML and its declared charset are not read here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.article.vocabulary import vocabulary
from extractor.errors import ArticleError

_BOMS = (  # UTF-32 before UTF-16: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = bytes(set(range(0x20)) - {0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_DAMAGED = "\ufffd"
_SAMPLE = 20_000  # characters that are enough to judge by
_PLAUSIBLE = 0.30  # share of frequent characters that leaves no doubt; news has .55 to .80
_IMPLAUSIBLE = 0.10  # below this a text of some length is not Chinese; a wrong encoding has .00 to .08
_UTF16 = 0.45  # share of known characters in UTF-16 read in the right order; in the wrong order it has .00 to .15
_PLAIN = re.compile("[ -~\t\r\n\u2010-\u2027\u3000-\u303f\uff00-\uffee]")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")


def decode(data: bytes, *, path: str) -> tuple[str, str]:
    """The text of a file, without BOM, and the Python name of its encoding. Raises ArticleError when it holds no text.

    >>> decode("中文".encode("gb18030"), path="a.txt")
    ('中文', 'gb18030')
    """
    if not data:
        raise ArticleError(path, "the file is empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(path, f"not a text file: {what}")
    text, encoding = _by_mark(data, path) or _by_nul(data, path) or _utf8(data) or _by_looks(data, path)
    if _INVISIBLE.fullmatch(text):
        raise ArticleError(path, "the file holds only white space")
    return text, encoding


def _by_mark(data: bytes, path: str) -> tuple[str, str] | None:
    """What the BOM says, if there is one."""
    for mark, encoding in _BOMS:
        if not data.startswith(mark):
            continue
        text = _strict(data, encoding)
        if text is None:
            text = _damaged(data, encoding)
        if text is None or "\0" in text:
            raise ArticleError(path, f"the BOM says {encoding.removesuffix('-sig').upper()}, but the bytes behind it are something else")
        return text, encoding
    return None


def _by_nul(data: bytes, path: str) -> tuple[str, str] | None:
    """NUL bytes and many other control bytes are UTF-16 without BOM, or no text at all."""
    if b"\0" in data:
        reason = "it contains NUL bytes"
    elif (len(data) - len(data.translate(None, _CONTROL))) * 50 > len(data):
        reason = "it is full of control bytes"
    else:
        return None
    readings = sorted(_utf16(data), reverse=True)
    if not readings or readings[0][0] < _UTF16 or (len(readings) > 1 and readings[1][0] * 2 > readings[0][0]):
        raise ArticleError(path, f"not a text file: {reason}")
    return readings[0][1], readings[0][2]


def _utf16(data: bytes) -> Iterator[tuple[float, str, str]]:
    """UTF-16 in both byte orders, with how much of it is Latin, Chinese punctuation or frequent Chinese characters."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding) or _damaged(data, encoding)
        if text and "\0" not in text:
            sample = text[:_SAMPLE]
            yield sum(c in _common() or _PLAIN.match(c) is not None for c in sample) / len(sample), text, encoding


def _utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8; also with a few damaged places or a cut end, which another encoding would turn into other characters."""
    text = _strict(data, "utf-8")
    if text is None:
        text = data.decode("utf-8", errors="replace")
        many = sum(c > "\u07ff" for c in text[: 5 * _SAMPLE]) - (damaged := text.count(_DAMAGED, 0, 5 * _SAMPLE))
        if many < 2 or damaged * 20 > many + 20:
            return None
        if many < 20 and _score(text) < _PLAUSIBLE:
            return None
    return text, "utf-8"


def _by_looks(data: bytes, path: str) -> tuple[str, str]:
    """The candidate whose text has most frequent characters; GB18030 where nothing speaks against it."""
    candidates = []
    for encoding in ("gb18030", "big5", "cp950", "big5hkscs"):
        text = _strict(data, encoding)
        if text is not None:
            candidates.append((_score(text), text, encoding))
            if candidates[-1][0] >= _PLAUSIBLE:
                break
    if not candidates or max(candidates)[0] < _PLAUSIBLE:
        candidates += [(_score(text), text, encoding) for _, text, encoding in _utf16(data) if _score(text) >= _PLAUSIBLE]
    if not candidates:
        damaged = ((encoding, _damaged(data, encoding)) for encoding in ("gb18030", "big5"))
        candidates = [(_score(text), text, encoding) for encoding, text in damaged if text and _score(text) >= _PLAUSIBLE]
    if not candidates:
        raise ArticleError(path, "not readable as UTF-8, GB18030, Big5 or UTF-16")
    score, text, encoding = max(candidates, key=lambda c: c[0])  # the first of equals: GB18030
    if score < _IMPLAUSIBLE and _han(text[:_SAMPLE]) >= 20:
        raise ArticleError(path, "no Chinese text in UTF-8, GB18030, Big5 or UTF-16")
    return text, encoding


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, encoding: str) -> str | None:
    """The text with U+FFFD for what cannot be read, if that is little: one place, or one in two hundred."""
    text = data.decode(encoding, errors="replace")
    return text if text.count(_DAMAGED) <= 1 + len(text) // 200 and len(text) > 1 else None


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    table = vocabulary().common
    return frozenset(table.simplified + table.traditional)


def _han(text: str) -> int:
    return sum("\u3400" <= c <= "\u9fff" or "\ue000" <= c <= "\uf8ff" or c >= "\U00020000" for c in text)


def _score(text: str) -> float:
    """Share of frequent characters among the characters outside ASCII and punctuation; 1 for a text that has none."""
    letters = [c for c in text[:_SAMPLE] if c > "\x7f" and not ("\u2000" <= c <= "\u33ff" or "\uff00" <= c <= "\uffef" or c == "\xa0")]
    return sum(c in _common() for c in letters) / len(letters) if letters else 1.0
