"""What results depend on besides the inputs: program, vocabulary, libraries and options, as one hash."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.article import Reading
from extractor.records import SCHEMA_VERSION

if TYPE_CHECKING:
    if sys.version_info >= (3, 11):
        from importlib.resources.abc import Traversable
    else:
        from importlib.abc import Traversable

LIBRARIES = ("jieba", "rjieba", "ahocorasick_rs", "regex", "pydantic", "lxml", "zstandard")
_CODE = (".py", ".toml", ".txt")


def configuration(options: Reading, *, seconds: float = 0, lexicons: Sequence[Path] = ()) -> str:
    """The hash of all that results depend on: another one when a rule, a word or an option is another.

    ``lexicons`` are files of the user's own words; their contents count, their names do not.
    """
    made_of = blake2b(digest_size=16)
    for name, content in _package(files("extractor"), ""):
        made_of.update(f"{name}\0{len(content)}\0".encode() + content)
    versions = [f"{name} {_version(name)}" for name in LIBRARIES]
    made_of.update(repr((SCHEMA_VERSION, platform.python_version(), versions, options, seconds)).encode())
    for path in lexicons:
        made_of.update(path.read_bytes() + b"\0")
    return made_of.hexdigest()


def _package(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """The code and the vocabulary of the package, in the order of names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _package(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_CODE):
            yield prefix + entry.name, entry.read_bytes()


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
