"""Why: each date and fact of a document with the words and the rules that gave it its fields, for the eyes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from extractor.reason import ExplainedPhrase, ExplainedSentence, ExplainedWord, Explanation, Reason
from extractor.records import DateMention, Document, Fact
from extractor.writers.terminal import heading, value, visible, when


def explain(explanation: Explanation, out: TextIO) -> None:
    """Write the explanation to ``out``, one line a field."""
    document = explanation.document
    for name, line in heading(document):
        out.write(f"{name}: {line}\n")
    surfaces = {mention.id: mention.text for mention in document.mentions}
    for date in document.dates:
        out.write(f"\n{date.id}  {visible(date.text)}  {described(date)}\n")
        out.writelines(lines(document, explanation.reasons.get(date.id, ())))
    unread = list(explanation.sentences)
    for fact in document.facts:
        while unread and unread[0].start <= fact.sentence.start:
            out.writelines(read(unread.pop(0)))
        out.write(f"\n{fact.id}  {visible(surfaces[fact.quantity.mention])}  {stated(fact)}\n")
        out.writelines(lines(document, explanation.reasons.get(fact.id, ())))
    for mention in document.mentions:
        if not isinstance(mention, DateMention) and mention.id in explanation.reasons:
            out.write(f"\n{mention.id}  {visible(mention.text)}  (no fact)\n")
            out.writelines(lines(document, explanation.reasons[mention.id]))


def described(date: DateMention) -> str:
    """The value of a date and how it was anchored."""
    days = " … ".join(day.isoformat() if day else "" for day in dict.fromkeys((date.first_day, date.last_day)))
    return "  ".join(filter(None, (date.timex, days, date.modifier, f"[{date.rule}, {date.anchor}]")))


def stated(fact: Fact) -> str:
    """A fact on one line: actor, action, object, value, time, and what it is if it is no plain fact."""
    extra = [fact.polarity, fact.modality if fact.modality != "actual" else None, "negated" if fact.negated else None, fact.confidence]
    cells = (fact.actor, fact.action, fact.object, value(fact.quantity), when(fact.date), *extra)
    return visible(" | ".join(cell or "–" for cell in cells[:5]) + "".join(f" | {cell}" for cell in cells[5:] if cell))


def read(sentence: ExplainedSentence) -> Iterator[str]:
    """A sentence as it was read: its words with their classes (``class>runner-up``, ``class=construction``), and its noun phrases."""
    yield f"\n--  ({sentence.start}–{sentence.end})\n"
    yield "    words         " + visible(" ".join(map(word, sentence.words))) + "\n"
    yield "    phrases       " + visible("  ".join(map(phrase, sentence.phrases))) + "\n"


def word(word: ExplainedWord) -> str:
    """One word: ``加工/vn>v`` may also be a verb, ``收购/vn=names_measure`` is none by a construction."""
    made = f"={word.rule}" if word.rule else f">{word.runner_up}" if word.runner_up else ""
    return f"{' '.join(word.text.split())}/{word.tag}{made}"


def phrase(phrase: ExplainedPhrase) -> str:
    """One noun phrase, ``[owner |] modifiers (head)``."""
    return f"[{phrase.owner and phrase.owner + ' | '}{phrase.modifiers}({phrase.head})]"


def lines(document: Document, reasons: tuple[Reason, ...]) -> Iterator[str]:
    """One line a reason: the field, the words with their place, the rule."""
    for reason in reasons:
        if reason.start is None or reason.end is None:
            evidence = visible(reason.note or "")
        else:
            words = visible(document.text[reason.start : reason.end].replace("\n", " "))
            evidence = f"{words} ({reason.start}–{reason.end})"
            if reason.note and reason.note != document.text[reason.start : reason.end]:
                evidence = f"{visible(reason.note)}: {evidence}"
        yield f"    {reason.field:<13} {evidence}  [{reason.rule}]\n"
