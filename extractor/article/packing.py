"""Packed files: gzip, Zstandard and ZIP archives, unpacked as they are read and never beyond the limits.

Whatever is wrong with a packed file comes as an ``ArticleError`` out of the read that meets it, so that what was read before stays.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from extractor.article.options import Limits, size
from extractor.errors import ArticleError

ARCHIVE = ".zip"
_FED = 512  # bytes that are unpacked at once: of Zstandard they can become 16 MB
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, gzip.BadGzipFile, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Stream:
    """An open file, unpacked where it is packed. ``position`` says how much of the file itself has been read, in bytes."""

    file: IO[bytes]
    position: Callable[[], int]


@contextmanager
def open_file(path: Path, packing: str, name: str, limits: Limits) -> Iterator[Stream]:
    """A file, plain (``packing`` empty) or packed in one of ``PACKINGS``. ``name`` stands in error messages."""
    with open(path, "rb") as raw:
        if not packing:
            yield Stream(raw, raw.tell)
            return
        inner = _UNPACK[packing](raw, name)
        with io.BufferedReader(_Bounded(inner, raw.tell, packing, name, limits), io.DEFAULT_BUFFER_SIZE * 8) as file:
            yield Stream(file, raw.tell)


@contextmanager
def open_archive(path: Path, name: str, limits: Limits) -> Iterator[Iterator[Member]]:
    """The files of a ZIP archive in the order of their names. All of them together keep to the limits."""
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise ArticleError(name, _damaged(ARCHIVE, error)) from None
    with archive:
        yield _members(archive, name, _Budget(limits, name))


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, how to open it, and how much of the archive has been read behind it."""

    name: str
    open: Callable[[], IO[bytes]]
    position: int


def _members(archive: zipfile.ZipFile, name: str, budget: _Budget) -> Iterator[Member]:
    entries = sorted(((_member_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda entry: entry[0])
    done = 0
    for inner, info in entries:
        done += info.compress_size

        def opened(info: zipfile.ZipInfo = info, inner: str = inner) -> IO[bytes]:
            path = f"{name}/{inner}"
            if info.flag_bits & 1:
                raise ArticleError(path, "encrypted in the archive")
            try:
                file = archive.open(info)
            except (*_DAMAGE, RuntimeError) as error:
                raise ArticleError(path, _damaged(ARCHIVE, error)) from None
            return io.BufferedReader(_Bounded(file, lambda: info.compress_size, ARCHIVE, path, budget.limits, budget))

        yield Member(inner, opened, done)


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; one without the mark for UTF-8 is in the code page of whoever packed it, in China GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return info.filename


class _Budget:
    """How much may still be unpacked from one file."""

    def __init__(self, limits: Limits, name: str) -> None:
        self.limits = limits
        self.name = name
        self.unpacked = 0

    def take(self, count: int) -> None:
        self.unpacked += count
        if self.unpacked > self.limits.unpacked:
            raise ArticleError(self.name, f"unpacks to more than the limit of {size(self.limits.unpacked)}")


class _Bounded(io.RawIOBase):
    """What comes out of an unpacker, as long as it keeps to the limits."""

    def __init__(
        self, inner: Any, packed: Callable[[], int], packing: str, name: str, limits: Limits, budget: _Budget | None = None
    ) -> None:
        self._inner = inner
        self._packed = packed
        self._packing = packing
        self._name = name
        self._limits = limits
        self._budget = budget or _Budget(limits, name)
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._inner.read(len(view))
        except _DAMAGE as error:
            raise ArticleError(self._name, _damaged(self._packing, error)) from None
        except Exception as error:  # ZstdError, whose class is known only where zstandard is installed
            if isinstance(error, OSError) or type(error).__name__ != "ZstdError":
                raise
            raise ArticleError(self._name, _damaged(self._packing, error)) from None
        self._budget.take(len(data))
        self._unpacked += len(data)
        if self._unpacked > self._limits.article and self._unpacked > self._limits.ratio * max(self._packed(), 1):
            raise ArticleError(self._name, f"unpacks to more than {self._limits.ratio} times its size")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _damaged(packing: str, error: BaseException) -> str:
    what = " ".join(str(error).split()) or type(error).__name__
    return f"the {packing} file is damaged or cut short: {what}"


def _gzip(raw: IO[bytes], _name: str) -> Any:
    return gzip.GzipFile(fileobj=raw, mode="rb")


def _zstd(raw: IO[bytes], name: str) -> Any:
    try:
        import zstandard
    except ImportError:
        raise ArticleError(name, "reading .zst needs zstandard: pip install 'extractor[zst]'") from None
    return _Zstd(zstandard.ZstdDecompressor().decompressobj, raw)


class _Zstd:
    """A stream of Zstandard frames. The reader of the library ends without a word where a frame is cut short."""

    def __init__(self, frame: Callable[[], Any], raw: IO[bytes]) -> None:
        self._frame = frame
        self._raw = raw
        self._current: Any = None
        self._packed = b""
        self._unpacked = b""

    def read(self, count: int) -> bytes:
        """Up to ``count`` bytes; none at the end."""
        while not self._unpacked:
            self._packed = self._packed or self._raw.read(_FED)
            if not self._packed:
                if self._current is not None:
                    raise EOFError("the last frame has no end")
                return b""
            self._current = self._current or self._frame()
            self._unpacked = self._current.decompress(self._packed)
            self._packed = b""
            if self._current.eof:
                self._packed, self._current = self._current.unused_data, None
        data, self._unpacked = self._unpacked[:count], self._unpacked[count:]
        return data

    def close(self) -> None:
        """Nothing to close; the file is closed by whoever opened it."""


_UNPACK: dict[str, Callable[[IO[bytes], str], Any]] = {".gz": _gzip, ".zst": _zstd}
PACKINGS = tuple(_UNPACK)
