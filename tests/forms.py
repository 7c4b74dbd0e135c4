"""Tables of the supported forms, made of the golden cases: ``python -m tests.forms quantities > docs/quantities.md``.

A case file is cut into sections by its comments: a comment that stands alone between two cases is the heading of what follows it
(``# bounds: about``; dashes around it are dropped). The comment at the head of a file describes the file and is no heading. Every
case is a row: the marked surfaces, the sentence, and what is read. A new page is a line in ``PAGES``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.marked import CASES, load, unmark

REST = "Cases"  # heading of cases that stand before the first heading
NOTHING = "nothing"
_TABLE = re.compile(r"\[\[(\w+)\]\]|\[(\w+)\]")


class Page(NamedTuple):
    """One document: its title, what stands above the tables, and the case files that it shows."""

    title: str
    intro: str
    files: tuple[str, ...]


PAGES = {
    "quantities": Page(
        "Quantities: the forms that are read",
        "Every supported form of numerals, amounts, counts, percentages, measures and ordinals with an example, and examples in "
        "which nothing may be found. What the fields mean is in [records.md](records.md).",
        ("numerals", "quantities"),
    ),
    "dates": Page(
        "Dates: the forms that are read",
        "Every supported form of dates, periods, lengths of time and recurring times with an example, and examples in which nothing may be "
        "found. In front of each example stands when its article was published. What the fields mean is in [records.md](records.md).",
        ("dates",),
    ),
    "facts": Page(
        "Facts: what is joined",
        "Sentences with the facts that they make, published on 10 August 2021 unless it says otherwise in front; what is marked is the "
        "quantity. What the fields mean is in [records.md](records.md), how they are chosen in [choices.md](choices.md).",
        ("facts",),
    ),
    "organizations": Page(
        "Organizations: what is found",
        "Kinds of organizations with examples: what is marked is found, with the type, the full name and the region that are shown, "
        "and examples in which nothing may be found. What the fields mean is in [records.md](records.md).",
        ("organizations",),
    ),
}


class Row(NamedTuple):
    """One line of a table."""

    form: str
    example: str
    read: str


def headings(name: str) -> list[tuple[str, str]]:
    """For every ``[[table]]`` of a case file, in order, its name and the heading that it stands under."""
    heading, found, head = REST, [], True
    for line in (CASES / f"{name}.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and not head:
            heading = line.strip("#- ") or heading
        elif match := _TABLE.match(line):
            found.append((match[1] or match[2], heading))
        head = head and line.startswith("#")
    return found


def sections(name: str) -> dict[str, list[Row]]:
    """The rows of a case file by heading. Known gaps are left out: they are not read yet."""
    content = load(name)
    entries: dict[str, Iterator[Any]] = {key: iter(value if isinstance(value, list) else [value]) for key, value in content.items()}
    found: dict[str, list[Row]] = {}
    for table, heading in headings(name):
        entry = next(entries[table])
        rows = surfaces(entry) if "text" not in entry else [] if "gap" in entry else [row(entry)]
        found.setdefault(heading, []).extend(rows)
    return found


def surfaces(entry: dict[str, Any]) -> list[Row]:
    """A table of surfaces with their values, or lists of surfaces that are none."""
    rows: list[Row] = []
    for key, value in entry.items():
        rows += [Row(cell(key), "", f"`{value}`")] if isinstance(value, str) else [Row(cell(s), "", NOTHING) for s in value if s]
    return rows


def row(case: dict[str, Any]) -> Row:
    """One case: what is marked, the sentence, what is read."""
    if case["expect"] and isinstance(case["expect"][0], list):
        text, spans = case["text"], list(located(case["text"], [found[0] for found in case["expect"]]))
    elif case["expect"] and "quantity" in case["expect"][0]:
        text, spans = case["text"], list(located(case["text"], [found["quantity"] for found in case["expect"]]))
    else:
        text, spans = unmark(case["text"])
    form = "、".join(dict.fromkeys(text[a:b] for a, b in spans)) or case.get("note", "")
    example = " ".join(filter(None, [f"({case['published']})" if "published" in case else "", emphasized(text, spans)]))
    return Row(cell(form), cell(example), "<br>".join(fields(found) for found in case["expect"]) or NOTHING)


def located(text: str, found: list[str]) -> Iterator[tuple[int, int]]:
    """The spans of surfaces that stand one behind the other."""
    end = 0
    for surface in found:
        start = text.index(surface, end)
        end = start + len(surface)
        yield start, end


def emphasized(text: str, spans: list[tuple[int, int]]) -> str:
    """The sentence with its mentions in corner marks, as in the case files."""
    parts, end = [], 0
    for a, b in spans:
        parts += [text[end:a], "⟦", text[a:b], "⟧"]
        end = b
    return "".join([*parts, text[end:]])


def fields(expected: dict[str, Any] | list[str]) -> str:
    """The fields of one mention: the kind first, then each field with its value; what is null is left out."""
    if isinstance(expected, list):
        expected = dict(zip(("", "value", "low", "high", "bound"), expected, strict=True)) | {"": "null"}
    given = {k: str(v) for k, v in expected.items() if v != "null"}
    if given.get("value") == given.get("low") == given.get("high"):
        given.pop("low", None), given.pop("high", None)
    kind = given.pop("type", given.pop("kind", ""))
    return " ".join(filter(None, [kind, ", ".join(f"{k} `{v}`" for k, v in given.items())]))


def cell(text: str) -> str:
    """Text that may stand in a Markdown table."""
    return text.replace("|", "\\|").replace("\n", "⏎")


def page(name: str) -> str:
    """The whole document."""
    title, intro, files = PAGES[name]
    lines = [
        f"# {title}",
        "",
        intro,
        "",
        f"Made from the golden cases by `python -m tests.forms {name}`: change the cases, not this page.",
        "",
    ]
    for file in files:
        for heading, rows in sections(file).items():
            lines += [f"## {file}: {heading}", "", "| form | example | what is read |", "|---|---|---|"]
            lines += [f"| {form} | {example} | {read} |" for form, example, read in rows]
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(sys.argv[1]))
