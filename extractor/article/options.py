"""How inputs are read: names of fields, limits. Passed along with what is read; small, frozen, the same for all of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.article.vocabulary import FieldNames, vocabulary

MEGABYTE = 1 << 20
ROLES = tuple(FieldNames.model_fields)
"""What a field of a data file can be: text, title, published, source, author, url, id."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that no input may cross. ``article`` is bytes of one page, line or record; ``unpacked`` of one file after unpacking."""

    article: int = 8 * MEGABYTE
    unpacked: int = 16 * 1024 * MEGABYTE
    ratio: int = 500  # unpacked bytes to one packed byte; text has 3 to 20. Watched from ``article`` on


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that decides how an input is read."""

    limits: Limits = Limits()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()  # role to names, in front of those that are guessed

    def names(self, role: str) -> tuple[str, ...]:
        """The fields in which something is looked for, best first."""
        guessed: tuple[str, ...] = getattr(vocabulary().fields, role)
        return dict(self.fields).get(role, ()) or guessed


DEFAULT = Reading()


def reading(limits: Limits = DEFAULT.limits, fields: Mapping[str, str | Sequence[str]] | None = None) -> Reading:
    """Options for reading, with the names of fields as a mapping: ``{"text": "body", "published": ["day", "time"]}``.

    Where a role has named fields, no other is taken for it. Raises ValueError for a role that is none.
    """
    named = {role: (names,) if isinstance(names, str) else tuple(names) for role, names in (fields or {}).items()}
    for role in named:
        if role not in ROLES:
            raise ValueError(f"{role!r} is no role of a field; there are {', '.join(ROLES)}")
    return Reading(limits, tuple(sorted(named.items())))


def size(count: int) -> str:
    """Bytes as people write them.

    >>> size(64 * 1024 * 1024), size(1000)
    ('64 MB', '1000 bytes')
    """
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE and count % MEGABYTE == 0 else f"{count} bytes"
