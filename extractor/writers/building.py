"""Files under construction: made in a folder aside, and moved into place when they are whole.

So nobody ever sees half an output, and the outputs of an earlier run stay until those of the next one are there.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TextIO


class Building:
    """The folder of files under construction. A context manager; what was not moved into place is thrown away at its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self._open = ExitStack()

    def __enter__(self) -> Building:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            self._open.close()
        except OSError:
            if error is None:
                raise
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name: str) -> Path:
        """Where a file of this name is made."""
        self.names.append(name)
        return self.folder / name

    def text(self, name: str) -> TextIO:
        """A new text file in UTF-8, its line ends as written; closed when all is done."""
        return self._open.enter_context(self.path(name).open("w", encoding="utf-8", newline="", buffering=1 << 18))

    def move_to(self, target: Path) -> None:
        """Close all files and put each into its place, one replacement each."""
        self._open.close()
        target.mkdir(parents=True, exist_ok=True)
        for name in self.names:
            flush(self.folder / name)
        for name in self.names:
            os.replace(self.folder / name, target / name)
        flush(target)


def flush(path: Path) -> None:
    """Hand a file, or the names in a folder, over to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
