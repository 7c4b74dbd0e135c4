"""One document for the eyes: the text with its mentions, a legend and a table of facts.

On a terminal the mentions are coloured (rich). Elsewhere they stand in ``⟦surface|type⟧``, and the facts are tab-separated,
one a line. Control characters of an article never reach the terminal: each is shown as the picture Unicode has for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from extractor.records import Bound, Document, Fact, FactDate, FactQuantity, Number

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {
    "date": "bold black on bright_cyan",
    "amount": "bold black on bright_green",
    "count": "bold black on bright_yellow",
    "percentage": "bold black on bright_magenta",
    "measure": "bold white on blue",
    "ordinal": "bold white on grey37",
    "organization": "bold white on red",
}
SIGNS: dict[Bound, str] = {"about": "≈", "over": ">", "at_least": "≥", "under": "<", "at_most": "≤"}
COLUMNS = ("actor", "action", "object", "quantity", "value", "when")
PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t\r"},
    **dict.fromkeys([0x7F, *range(0x80, 0xA0)], 0x2421),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),  # these turn the direction of what follows
    0x0D: 0x20,
}


def show(document: Document, out: TextIO) -> None:
    """Write the document to ``out``: in colours where it takes colours, marked where it does not."""
    from rich.console import Console

    console = Console(file=out, highlight=False)
    if not console.is_terminal or console.no_color or console.color_system is None:
        out.write(plain_view(document))
    else:
        _coloured(document, console)


def plain_view(document: Document) -> str:
    """The document without colours."""
    facts = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in fact_rows(document, document.facts))
    head = "".join(f"{name}: {value}\n" for name, value in heading(document))
    return f"{head}\n{marked(document).rstrip()}\n\n" + "\t".join(COLUMNS) + f"\n{facts}"


def marked(document: Document) -> str:
    """The text with its mentions marked: ``⟦5115万多元|amount⟧``."""
    parts, position = [], 0
    text = visible(document.text)
    for kind, start, end in spans(document):
        parts += [text[position:start], "⟦", text[start:end], "|", kind, "⟧"]
        position = end
    return "".join([*parts, text[position:]])


def visible(text: str) -> str:
    r"""The text, one character for one character, without what a terminal would obey.

    >>> visible("a\x1b[31m")
    'a␛[31m'
    """
    return text.translate(PICTURES)


def spans(document: Document) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each mention in text order; a mention inside another is left out."""
    kinds = {m.id: kind for kind in STYLES for m in getattr(document, f"{kind}s")}
    end = 0
    for mention in document.mentions:
        if mention.start >= end:
            yield kinds[mention.id], mention.start, mention.end
            end = mention.end


def heading(document: Document) -> Iterator[tuple[str, str]]:
    """What is known about the article, and what was odd about it."""
    published = document.published.isoformat(sep=" ") if document.published else None
    known = {"article": document.id, "title": document.title, "published": published, "source": document.source, "author": document.author}
    for name, value in known.items():
        if value:
            yield name, visible(value)
    for warning in document.warnings:
        yield "warning", visible(warning)


def fact_rows(document: Document, facts: Iterable[Fact]) -> Iterator[tuple[str, ...]]:
    """The cells of the table of some facts of the document."""
    surfaces = {mention.id: mention.text for mention in document.mentions}
    for fact in facts:
        cells = (actor(fact), fact.action, fact.object, surfaces.get(fact.quantity.mention), value(fact.quantity), when(fact.date))
        yield tuple(visible(cell or "") for cell in cells)


def actor(fact: Fact) -> str | None:
    """Who acts, with the full name of the organization where the article has another."""
    organization = fact.organization
    if organization and organization.name != fact.actor:
        return f"{fact.actor or ''}（{organization.name}）"
    return fact.actor


def value(quantity: FactQuantity) -> str:
    """The value for reading: sign of the bound, grouped digits, unit or currency."""
    if quantity.bound == "range":
        number = f"{grouped(quantity.low)}–{grouped(quantity.high)}"
    else:
        number = SIGNS.get(quantity.bound, "") + grouped(quantity.value)
    return f"{number} {quantity.currency or quantity.unit or ''}".rstrip()


def grouped(number: Number | None) -> str:
    """Digits in groups of three; nothing for an open end."""
    return "" if number is None else format(number, ",f")


def when(day: FactDate | None) -> str:
    """First and last day, or the one day that is both; an open side is left blank."""
    if day is None or (day.first_day is None and day.last_day is None):
        return ""
    first, last = (d.isoformat() if d else "" for d in (day.first_day, day.last_day))
    return first if first == last else f"{first} … {last}"


def _coloured(document: Document, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    for name, line in heading(document):
        console.print(Text.assemble((f"{name}: ", "dim"), line))
    console.print(Text(" ").join(Text(f" {kind} ", style) for kind, style in STYLES.items()))
    console.print()
    text = Text(visible(document.text).rstrip())
    for kind, start, end in spans(document):
        text.stylize(STYLES[kind], start, end)
    console.print(text)
    console.print()
    table = Table(*COLUMNS, title=f"{len(document.facts)} facts", title_justify="left")
    for row in fact_rows(document, document.facts):
        table.add_row(*map(Text, row))
    console.print(table)
