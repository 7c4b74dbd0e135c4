"""What the room read of a sentence, for ``show --explain``."""

from __future__ import annotations

from extractor.reason import ExplainedPhrase, ExplainedSentence, ExplainedWord
from extractor.span import HasSpan
from extractor.words.phrases import NAMED, NounPhrase, Phrases
from extractor.words.tagger import WordsInContext
from extractor.words.vocabulary import vocabulary


def explained(context: WordsInContext, sentence: HasSpan) -> ExplainedSentence:
    """Words and noun phrases of one sentence, as far as it was read."""
    words: list[ExplainedWord] = []
    phrases: list[ExplainedPhrase] = []
    for stretch in context.explained(sentence):
        words += [ExplainedWord(w.text, w.tag, next_likely, w.rule) for w, next_likely in stretch]
        reader = Phrases([w for w, _ in stretch], vocabulary())
        phrases += [_phrase(reader, phrase, owner, context.text) for phrase, owner in reader.all()]
    return ExplainedSentence(sentence.start, sentence.end, tuple(words), tuple(phrases))


def _phrase(reader: Phrases, phrase: NounPhrase, owner: NounPhrase | None, text: str) -> ExplainedPhrase:
    head = reader.words[phrase.end - 1]
    first, whose = phrase.first, reader.text(text, owner) if owner is not None else ""
    if not whose and phrase.end - phrase.first > 1 and reader.kind(first) in NAMED:
        whose, first = reader.words[first].text, first + 1  # 江西|助学款
    return ExplainedPhrase(text[reader.words[first].start : head.start], head.text, whose)
