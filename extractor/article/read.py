"""Articles from files and folders.

``iter_inputs`` gives one ``Source`` a file, in the order of relative paths; ``Source.pieces`` gives what its articles are made of,
``Source.read`` the articles, and both an ``ArticleError`` in the place of each that cannot be read, so that a batch goes on.
``read_articles`` raises the first one. Nothing is read before it is asked for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from extractor.article.forms import SUFFIXES, Form, Found, find, form_of, printable
from extractor.article.options import DEFAULT, Limits, Reading, reading
from extractor.article.piece import reason_of
from extractor.errors import ArticleError
from extractor.records import Article


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or a place in a folder that cannot be read (``problem``)."""

    id: str
    path: Path
    form: Form | None = None
    options: Reading = DEFAULT
    problem: str | None = None

    def pieces(self) -> Found:
        """What the articles of the file are made of; an error in the place of each that cannot be."""
        if self.problem is not None or self.form is None:
            yield ArticleError(self.id, self.problem or "not a kind of file that is read")
            return
        try:
            yield from find(self.path, self.form, self.id, self.options)
        except ArticleError as error:
            yield error
        except OSError as error:
            yield ArticleError(self.id, reason_of(error))

    def read(self) -> Iterator[Article | ArticleError]:
        """The articles of the file; an error in the place of each that cannot be read."""
        for piece in self.pieces():
            if isinstance(piece, ArticleError):
                yield piece
                continue
            try:
                yield piece.read()
            except ArticleError as error:
                yield error


def read_articles(
    path: str | Path,
    *,
    limits: Limits = DEFAULT.limits,
    fields: Mapping[str, str | Sequence[str]] | None = None,
    glob: str | None = None,
) -> Iterator[Article]:
    """The articles of a file or folder, one after another. Raises ArticleError at the first that cannot be read.

    ``fields`` names the fields of data files where they are not the usual ones, ``{"text": "body"}``; of a folder, ``glob``
    picks the files to read.
    """
    for source in iter_inputs(path, options=reading(limits, fields), glob=glob):
        for article in source.read():
            if isinstance(article, ArticleError):
                raise article
            yield article


def iter_inputs(path: str | Path, *, options: Reading = DEFAULT, glob: str | None = None) -> Iterator[Source]:
    """The input files at a path. Raises ArticleError when there is nothing there, or a kind of file that cannot be read."""
    top = Path(path)
    try:
        mode = os.stat(top).st_mode
    except (OSError, ValueError) as error:
        raise ArticleError(printable(str(path)), reason_of(error)) from None
    if stat.S_ISDIR(mode):
        yield from _Folder(options, glob).sources(top, "", ())
        return
    form = form_of(top.name)
    if form is None:
        raise ArticleError(printable(str(path)), f"not a kind of file that is read ({', '.join(SUFFIXES)})")
    yield _file(top, printable(top.name), form, options)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The walk through a folder."""

    options: Reading
    glob: str | None

    def sources(self, folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[Source]:
        """The files below a folder in the order of their relative paths; hidden ones and other suffixes are passed over."""
        try:
            status = os.stat(folder)
            here = (status.st_dev, status.st_ino)
            if here in above:
                yield Source(printable(prefix.removesuffix("/")), folder, problem="a link back to a folder that contains it")
                return
            with os.scandir(folder) as entries:
                names = sorted(entry.name + ("/" if entry.is_dir() else "") for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield Source(printable(prefix.removesuffix("/") or str(folder)), folder, problem=reason_of(error))
            return
        for name in names:
            if name.endswith("/"):
                yield from self.sources(folder / name[:-1], prefix + name, (*above, here))
            elif (form := form_of(name)) is not None and self.wanted(prefix + name):
                yield _file(folder / name, printable(prefix + name), form, self.options)

    def wanted(self, path: str) -> bool:
        """Whether a file matches the pattern: its path where the pattern has a slash, else its name."""
        return self.glob is None or fnmatchcase(path if "/" in self.glob else path.rpartition("/")[2], self.glob)


def _file(path: Path, identifier: str, form: Form, options: Reading) -> Source:
    try:
        regular = stat.S_ISREG(os.stat(path).st_mode)
    except OSError as error:
        return Source(identifier, path, form, options, reason_of(error))
    return Source(identifier, path, form, options, None if regular else "not a regular file")
