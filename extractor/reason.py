"""Why a rule said what it said: the words that gave a field its value. Shown by ``show --explain``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extractor.records import Document


class Reason(NamedTuple):
    """Which words, by which rule, gave which field.

    ``start`` and ``end`` are offsets of the text; both None when the evidence stands outside of it (the publication time of the
    page, say), and then ``note`` says what it is.

    >>> Reason("year", "narrative", 12, 17, "2017年").field
    'year'
    """

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    note: str | None = None


class ExplainedWord(NamedTuple):
    """One word where it stands: its class, the next likely one (None where there is no other), and the construction that changed it.

    Classes are letters of the Peking University tag set: v verb, vn verbal noun, n noun, a adjective, d adverb, p preposition …
    """

    text: str
    tag: str
    runner_up: str | None
    rule: str | None


class ExplainedPhrase(NamedTuple):
    """One noun phrase: what stands before its head, the head, and whose it is (甲公司 of 甲公司的收购均价), '' where nobody is named."""

    modifiers: str
    head: str
    owner: str


class ExplainedSentence(NamedTuple):
    """The words and the noun phrases of one sentence with facts, as far as they were read; offsets as in the document."""

    start: int
    end: int
    words: tuple[ExplainedWord, ...]
    phrases: tuple[ExplainedPhrase, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, and for the ids of its dates and facts the reasons of what they say; offsets as in the document."""

    document: Document
    reasons: Mapping[str, tuple[Reason, ...]]
    sentences: tuple[ExplainedSentence, ...] = ()
