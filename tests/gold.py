"""Gold annotations of whole articles: one TOML file an article, read and located in the text.

Run as a script it prints the article with its gold mentions marked, for review:

    python -m tests.gold corpus/gold/union-aid.toml

The format is explained in ``corpus/README.md``. Nothing here scores; see ``gate.py``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.marked import read_toml

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
TYPES = ("date", "amount", "count", "percentage", "measure", "ordinal", "organization")
HEADER = {"article", "line", "encoding", "title", "published", "source", "author", "absent", "mention"}
COMMON = {"type", "text", "after", "optional", "note", "fact"}
NUMBER = {"value", "low", "high", "bound", "per"}
FIELDS: dict[str, set[str]] = {
    "date": {"kind", "timex", "first_day", "last_day", "modifier", "anchor", "every"},
    "amount": NUMBER | {"currency"},
    "count": NUMBER | {"unit", "noun"},
    "percentage": NUMBER | {"unit"},
    "measure": NUMBER | {"unit", "unit_code"},
    "ordinal": {"value", "unit"},
    "organization": {"name", "org_type", "region"},
}
FACT = {"actor", "source", "organization", "action", "object", "first_day", "last_day", "date_source"}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One annotated mention: its span in the text and the fields that are checked."""

    type: str
    text: str
    start: int
    end: int
    fields: dict[str, Any]
    fact: dict[str, str] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article."""

    name: str
    path: Path
    line: int | None
    text: str
    metadata: dict[str, str]
    mentions: list[GoldMention]
    absent: list[str] = field(default_factory=list)


class GoldError(ValueError):
    """A gold file that does not fit its article or its format."""


def read_text(path: Path, encoding: str, line: int | None) -> str:
    """The text that mentions count in: the decoded file without BOM, or the ``text`` of one JSONL line."""
    text = path.read_bytes().decode(encoding)
    if line is None:
        return text
    record = json.loads(text.splitlines()[line - 1])
    return str(record["text"])


def locate(text: str, entries: list[dict[str, Any]], name: str) -> Iterator[GoldMention]:
    """Mentions stand in text order: each is the first occurrence behind the one before it (or behind ``after``)."""
    position = 0
    for number, entry in enumerate(entries, 1):
        where = f"{name}: mention {number} ({entry.get('text')!r})"
        kind = entry.get("type", "")
        if kind not in FIELDS:
            raise GoldError(f"{where}: unknown type {kind!r}")
        unknown = entry.keys() - COMMON - FIELDS[kind]
        if unknown:
            raise GoldError(f"{where}: unknown fields {sorted(unknown)}")
        fact = entry.get("fact")
        if fact is not None and fact.keys() - FACT:
            raise GoldError(f"{where}: unknown fact fields {sorted(fact.keys() - FACT)}")
        if "after" in entry:
            context = text.find(entry["after"], position)
            if context < 0:
                raise GoldError(f"{where}: no {entry['after']!r} behind the mention before")
            position = context + len(entry["after"])
        start = text.find(entry["text"], position)
        if start < 0:
            raise GoldError(f"{where}: not in the text behind the mention before it")
        position = start + len(entry["text"])
        fields = {k: v for k, v in entry.items() if k in FIELDS[kind]}
        if kind not in ("date", "organization", "ordinal"):
            fields.setdefault("bound", "exact")
        if kind == "amount":
            fields.setdefault("currency", "CNY")
        yield GoldMention(kind, entry["text"], start, position, fields, fact, bool(entry.get("optional", False)))


def read_gold(path: Path) -> GoldArticle:
    """One gold file with its article. Raises GoldError when the two do not fit."""
    data = read_toml(path)
    unknown = data.keys() - HEADER
    if unknown:
        raise GoldError(f"{path.name}: unknown fields {sorted(unknown)}")
    article = CORPUS / "articles" / data["article"]
    line = data.get("line")
    text = read_text(article, data.get("encoding", "utf-8"), line)
    metadata: dict[str, str] = {k: str(data[k]) for k in ("title", "published", "source", "author") if k in data}
    mentions = list(locate(text, data.get("mention", []), path.name))
    return GoldArticle(path.stem, article, line, text, metadata, mentions, data.get("absent", []))


def read_all(folder: Path = CORPUS / "gold") -> list[GoldArticle]:
    """All gold files of a folder, in the order of their names."""
    return [read_gold(path) for path in sorted(folder.glob("*.toml"))]


def marked(gold: GoldArticle) -> str:
    """The article with its gold mentions in ⟦ ⟧, for review."""
    parts, position = [], 0
    for m in gold.mentions:
        parts += [gold.text[position : m.start], "⟦", m.text, "|", m.type[:4], "?" if m.optional else "", "⟧"]
        position = m.end
    return "".join([*parts, gold.text[position:]])


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        gold = read_gold(Path(argument))
        print(f"== {gold.name}: {len(gold.mentions)} mentions, {sum(m.fact is not None for m in gold.mentions)} facts")
        print(marked(gold))
