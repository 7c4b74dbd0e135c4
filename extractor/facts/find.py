"""The loop over sentences: times and the narrative walk through them together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.chunks import Chunker
from extractor.facts.model import FoundFact
from extractor.facts.narrative import Narrative
from extractor.facts.times import Times
from extractor.facts.vocabulary import vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.span import Ordered
from extractor.text import NormalizedText, Sentence
from extractor.words import WordsInContext


def find(
    text: NormalizedText,
    sentences: Sequence[Sentence],
    context: WordsInContext,
    dates: Sequence[FoundDate],
    quantities: Sequence[FoundQuantity],
    organizations: Sequence[FoundOrganization],
    reference: ReferenceTime,
) -> list[FoundFact]:
    """One fact for each quantity that tells something, in text order."""
    counts = Ordered([q for q in quantities if q.kind != "ordinal"])
    if not counts.items:
        return []
    v = vocabulary()
    narrative = Narrative(text, Chunker(v, context), context.mentions, organizations)
    times = Times(text.visible, dates, counts, reference, v)
    facts: list[FoundFact] = []
    starts, at = counts.starts, 0
    paragraph = -1
    for sentence in sentences:
        if sentence.start > starts[-1]:
            break
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            times.paragraph(sentence.start)
        at = bisect_left(starts, sentence.start, at)
        if starts[at] < sentence.end:
            counted = counts.within(sentence.start, sentence.end)
            times.enter(sentence, counted)
            facts += narrative.sentence(sentence, counted, times, reference.day)
        else:
            narrative.listen(sentence)
    return facts
