"""Names that a user adds: organizations with their short forms, and words that are none here.

A file in TOML, UTF-8::

    stop = ["阳光家园", "东方之星"]      # never reported as organizations

    [[organization]]
    name    = "海晟集团股份有限公司"      # what every mention gets as its name
    aliases = ["海晟集团", "海晟"]       # optional
    type    = "company"                 # as in the records: party, government, company, bank, school …
    region  = "浙江省"                   # optional: full name of the administrative division

A surface has at least two characters and is claimed once, over all files. What a user claims goes before the lexicons of the
package. Nothing but the files themselves is read here, so that a fault is told when an ``Extractor`` is made.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from extractor.errors import LexiconError
from extractor.lexicon.load import Lexicon
from extractor.organizations.vocabulary import Known
from extractor.records import OrganizationType
from extractor.text import normalize

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Surface = Annotated[str, Field(min_length=2, pattern=r"^\S.*\S$")]
_HEADER = re.compile(r"\s*\[\[\s*organization\s*\]\]")


class OwnOrganization(Lexicon):
    """One ``[[organization]]`` of a user's file."""

    name: Surface
    aliases: tuple[Surface, ...] = ()
    type: OrganizationType
    region: Surface | None = None


class OwnLexicon(Lexicon):
    """A user's file."""

    organization: tuple[OwnOrganization, ...] = ()
    stop: tuple[Surface, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What all files of a user say: known names by surface, and surfaces that are none."""

    known: dict[str, Known] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.known or self.stop)


def read_own(paths: Iterable[str | Path]) -> OwnNames:
    """The names of all files. Raises LexiconError with file and line of the first fault."""
    known: dict[str, Known] = {}
    stop: set[str] = set()
    claimed: dict[str, str] = {}  # surface -> where
    for path in paths:
        content = _content(path)
        lexicon = _parsed(content, path)
        for number, entry in enumerate(lexicon.organization):
            for surface in (entry.name, *entry.aliases):
                _claim(surface, claimed, f"{path}:{_line(content, number, surface)}")
                known[_folded(surface)] = Known(entry.name, entry.type, wary=False, own=True, region=entry.region)
        for surface in lexicon.stop:
            _claim(surface, claimed, f"{path}:{_line(content, -1, surface)}")
            stop.add(_folded(surface))
    return OwnNames(known, frozenset(stop))


def _content(path: str | Path) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise LexiconError(f"{path}: not UTF-8") from None


def _parsed(content: str, path: str | Path) -> OwnLexicon:
    try:
        return OwnLexicon.model_validate(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise LexiconError(f"{path}:{line[1] if line else content.count(chr(10)) + 1}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = first["loc"]
        number = place[1] if len(place) > 1 and place[0] == "organization" and isinstance(place[1], int) else -1
        keys = [str(key) for key in place if not isinstance(key, int)]
        reason = f"unknown key {keys[-1]!r}" if first["type"] == "extra_forbidden" else f"{'.'.join(keys)}: {first['msg']}"
        raise LexiconError(f"{path}:{_line(content, number, keys[-1])}: {reason}") from None


def _claim(surface: str, claimed: dict[str, str], place: str) -> None:
    folded = _folded(surface)
    if folded in claimed:
        raise LexiconError(f"{place}: {surface!r} is claimed twice, first in {claimed[folded]}")
    claimed[folded] = place


def _folded(surface: str) -> str:
    """A surface as texts are compared with it: traditional characters and full-width letters folded."""
    return normalize(surface).text


def _line(content: str, number: int, word: str) -> int:
    """The line of a key or a surface, from 1; of a key that is missing, the head of its organization, counted from 0."""
    lines = content.split("\n")
    heads = [i for i, line in enumerate(lines) if _HEADER.match(line)]
    first = heads[number] if 0 <= number < len(heads) else 0
    last = heads[number + 1] if 0 <= number < len(heads) - 1 else len(lines)
    for i in range(first, last):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lines[i].partition("#")[0]):
            return i + 1
    return first + 1
