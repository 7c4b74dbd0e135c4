"""The inputs of a run: the files at several paths, each with an id that no other has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.article import Source, iter_inputs
from extractor.article.read import shown


def sources(paths: Sequence[Path], *, passing_over: Sequence[Path] = ()) -> Iterator[Source]:
    """The sources at all paths, in the order of the paths. ``passing_over`` names files that are not read where they turn up.

    Of one path, ids are relative to it; of several, the path itself stands in front, so that ``a/1.txt`` and ``b/1.txt`` differ.
    Raises ArticleError for a path with nothing there.
    """
    hidden = {os.path.realpath(path) for path in passing_over}
    names = {path.name for path in passing_over}
    for path in paths:
        for source in iter_inputs(path):
            if source.path.name in names and os.path.realpath(source.path) in hidden:
                continue
            yield replace(source, id=_below(path, source.id)) if len(paths) > 1 else source


def article_count(source: Source) -> int:
    """About how many articles a source holds: the lines of a data file; 1 for anything else."""
    if source.problem is not None or source.path.suffix.lower() == ".txt":
        return 1
    lines, last = 0, b"\n"
    try:
        with open(source.path, "rb") as file:
            while block := file.read(1 << 20):
                lines, last = lines + block.count(b"\n"), block[-1:]
    except OSError:
        return 1
    return lines + (last != b"\n")


def _below(path: Path, identifier: str) -> str:
    """The id of a source with the path that was given in front."""
    given = shown(path.as_posix())
    return f"{given}/{identifier}" if path.is_dir() else given
