"""The inputs of a run: the files at several paths, each with an id that no other has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from extractor.article import Reading, Source, iter_inputs
from extractor.article.forms import form_of, printable
from extractor.article.options import DEFAULT

_BLOCK = 1 << 20
_SNIFFED = 64  # bytes of standard input that show its form


def sources(
    paths: Sequence[Path], *, options: Reading = DEFAULT, glob: str | None = None, passing_over: Sequence[Path] = ()
) -> Iterator[Source]:
    """The sources at all paths, in the order of the paths. ``passing_over`` names files that are not read where they turn up.

    Of one path, ids are relative to it; of several, the path itself stands in front, so that ``a/1.txt`` and ``b/1.txt`` differ.
    Raises ArticleError for a path with nothing there.
    """
    hidden = {os.path.realpath(path) for path in passing_over}
    names = {path.name for path in passing_over}
    for path in paths:
        for source in iter_inputs(path, options=options, glob=glob):
            if source.path.name in names and os.path.realpath(source.path) in hidden:
                continue
            yield replace(source, id=_below(path, source.id)) if len(paths) > 1 else source


def _below(path: Path, identifier: str) -> str:
    """The id of a source with the path that was given in front."""
    given = printable(path.as_posix())
    return f"{given}/{identifier}" if path.is_dir() else given


def total_size(inputs: Iterator[Source]) -> int:
    """Bytes of all files, as far as they can be told."""
    total = 0
    for source in inputs:
        total += file_size(source)
    return total


def file_size(source: Source) -> int:
    """Bytes of a file; 0 for one that cannot be read."""
    try:
        return 0 if source.problem else source.path.stat().st_size
    except OSError:
        return 0


def spool(stream: IO[bytes], folder: Path, name: str | None, options: Reading) -> Source:
    """Standard input as a source: copied into ``folder``, so that it can be read more than once.

    Its form is what the suffix of ``name`` says; without a name, what its first bytes show.
    """
    path = folder / "stdin"
    head = stream.read(_SNIFFED)
    with open(path, "wb") as file:
        block = head
        while block:
            file.write(block)
            block = stream.read(_BLOCK)
    name = printable(name or _sniffed(head))
    return Source(name, path, form_of(name), options)


def _sniffed(head: bytes) -> str:
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"\x1f\x8b"):
        return "stdin.jsonl.gz"
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return "stdin.jsonl.zst"
    if head.startswith(b"PK\x03\x04"):
        return "stdin.zip"
    forms = {b"{": "stdin.jsonl", b"[": "stdin.json", b"<": "stdin.html"}
    return forms.get(begin[:1], "stdin.txt")
