"""The folder in which a run keeps what it has done, so that another can go on: shards, files under construction, a manifest.

The manifest is written last. Where it stands, and tells of the same inputs, options and outputs, there is nothing left to do.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from extractor.errors import ExtractorError

FOLDER = ".extractor"
_MANIFEST = "manifest.json"
_SHARDS = "shards"


class State:
    """The state of the runs that write to one folder. A context manager: one run at a time holds it."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / FOLDER
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> State:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = open(self.folder / "lock", "wb")
        if not _locked(self._lock):
            self._lock.close()
            raise ExtractorError(f"another run is writing to {self.out}")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._lock is not None:
            self._lock.close()

    @property
    def building(self) -> Path:
        """Where outputs are made."""
        return self.folder / "building"

    def shards(self, configuration: str) -> Path:
        """Where shards of a configuration lie."""
        return self.folder / _SHARDS / configuration

    def begin(self, configuration: str, *, resume: bool) -> None:
        """Before a run: without ``resume``, nothing that was done before counts."""
        (self.folder / _MANIFEST).unlink(missing_ok=True)
        if not resume:
            shutil.rmtree(self.folder / _SHARDS, ignore_errors=True)
        self.shards(configuration).mkdir(parents=True, exist_ok=True)

    def finish(self, configuration: str, used: set[str], told: dict[str, Any], names: Sequence[str]) -> None:
        """Behind a run that came to its end: remove what no later run can use, and say what was done."""
        for folder in (self.folder / _SHARDS).iterdir():
            if folder.name != configuration:
                shutil.rmtree(folder, ignore_errors=True)
        for path in self.shards(configuration).iterdir():
            if path.name not in used:
                path.unlink()
        manifest = {**told, "outputs": self._outputs(names)}
        aside = self.folder / f"{_MANIFEST}.tmp"
        with open(aside, "w", encoding="utf-8", newline="") as file:
            json.dump(manifest, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, self.folder / _MANIFEST)

    def told(self, names: Sequence[str]) -> dict[str, Any] | None:
        """What the last run said that it did; None when it did not come to its end, or its outputs are not as it left them."""
        try:
            manifest = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
            outputs = manifest.pop("outputs")
        except (OSError, ValueError, KeyError, AttributeError):
            return None
        return manifest if outputs == self._outputs(names) else None

    def _outputs(self, names: Sequence[str]) -> dict[str, list[int]]:
        """Size and time of each output, by which a change is seen."""
        found = {}
        for name in names:
            try:
                status = (self.out / name).stat()
            except OSError:
                continue
            found[name] = [status.st_size, status.st_mtime_ns]
        return found


def _locked(file: IO[bytes]) -> bool:
    """Take the lock of a run; it is let go when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
