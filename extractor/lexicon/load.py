"""Reading of lexicon files. Nothing is read at import; what is read is kept for the process.

A lexicon is described by a pydantic model in the room that uses it; ``read_toml`` validates against it, so an unknown or
missing key is an error that names the file. ``read_list`` reads one entry a line with ``#`` comments and refuses duplicates.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from extractor.errors import LexiconError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Lexicon(BaseModel):
    """Base of the models that describe lexicon files: closed and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _once(words: Any) -> Any:
    """Refuse a list in which a word stands twice."""
    if isinstance(words, list) and len(set(map(str, words))) < len(words):
        raise ValueError(f"{next(w for i, w in enumerate(words) if w in words[:i])!r} stands there twice")
    return words


WordSet = Annotated[frozenset[str], BeforeValidator(_once)]
WordList = Annotated[tuple[str, ...], BeforeValidator(_once)]  # for str.startswith and str.endswith, and where order counts

L = TypeVar("L", bound=Lexicon)


def _resource(name: str) -> str:
    return files("extractor.lexicon").joinpath(name).read_text(encoding="utf-8")


@cache
def read_toml(name: str, model: type[L]) -> L:
    """The lexicon file ``name`` as an instance of ``model``. Raises LexiconError with the file's name."""
    return parse_toml(_resource(name), name, model)


def parse_toml(content: str, name: str, model: type[L]) -> L:
    """Like ``read_toml``, for content that did not come from the package."""
    try:
        return model.model_validate(tomllib.loads(content))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise LexiconError(f"{name}: {error}") from error


@cache
def read_list(name: str) -> tuple[str, ...]:
    """The entries of a plain lexicon file: one a line, ``#`` begins a comment."""
    entries = [line.partition("#")[0].strip() for line in _resource(name).splitlines()]
    entries = [entry for entry in entries if entry]
    seen: set[str] = set()
    for entry in entries:
        if entry in seen:
            raise LexiconError(f"{name}: {entry!r} stands there twice")
        seen.add(entry)
    return tuple(entries)


def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a plain lexicon file with tab-separated fields."""
    return tuple(tuple(field.strip() for field in entry.split("\t")) for entry in read_list(name))


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longest first.

    >>> alternation(["万", "万亿", "a.b"])
    'a\\\\.b|万亿|万'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def read_sections(name: str, *sections: str) -> dict[str, str]:
    """The parts of a counted table, which stand there in this order: ``[name]`` on a line of its own begins one.

    What stands in front of the first is comment. The parts are left as text, for most of their lines are never asked for.
    """
    text, parts, start = _resource(name), dict[str, str](), 0
    for section, following in zip(sections, (*sections[1:], None), strict=True):
        mark = f"\n[{section}]\n"
        start = text.find(mark, start)
        if start < 0:
            raise LexiconError(f"{name}: [{section}] is missing or out of order")
        end = len(text) - 1 if following is None else text.find(f"\n[{following}]\n", start)
        parts[section] = text[start + len(mark) : end]
    return parts
