"""The facts of one text, sentence by sentence: for each number its action, then its object, then its actor are chosen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from extractor.article.dateline import HEAD, read_dateline
from extractor.facts.actions import action_candidates
from extractor.facts.actors import actor_candidates
from extractor.facts.candidates import Candidate
from extractor.facts.choice import Chooser
from extractor.facts.modality import mood
from extractor.facts.model import Slot
from extractor.facts.nominal import OWNING, subjects
from extractor.facts.number import Chosen, Clauses, Number
from extractor.facts.objects import object_candidates
from extractor.facts.story import Story, Subject
from extractor.facts.stretch import NUMBERS, Stretch
from extractor.facts.tells import telling_candidates
from extractor.facts.times import Times
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.span import HasSpan, Span
from extractor.text import NormalizedText, Sentence, clauses
from extractor.words import TaggedWord, WordClass, WordsInContext
from extractor.words.phrases import NOMINAL

_PART = 12  # words in which a subject and its verb are looked for
_SHORTEST = 2  # characters of an object without its owner


class SentenceReader:
    """Reads the sentences of one text in order."""

    def __init__(
        self,
        text: NormalizedText,
        sentences: Sequence[Sentence],
        context: WordsInContext,
        organizations: Sequence[FoundOrganization],
        times: Times,
        v: Vocabulary,
        choose: Chooser,
    ) -> None:
        self.text, self.visible, self.context, self.v = text.text, text.visible, context, v
        self.sentences, self.times, self.choose = sentences, times, choose
        self.paragraph = -1
        self.story = Story(text.text, organizations, partial(self._subject_of, 0))

    def read(self, index: int, quantities: Sequence[FoundQuantity]) -> Iterator[Chosen]:
        """What is chosen for each quantity of a sentence, in text order; those that a name or date covers are left out."""
        sentence = self.sentences[index]
        read = self.clauses(index, quantities)
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.times.paragraph(self._paragraph_start(index))
        self.times.enter(sentence, quantities)
        opens = index == 0 or self.sentences[index - 1].paragraph != sentence.paragraph
        self.story.enter(sentence.paragraph, index, partial(self._subject_before, index), opens=opens)
        ends = [span.end for span in read.spans]
        chosen: list[Chosen] = []
        for q in quantities:
            at = bisect_left(ends, q.start + 1)
            stretch = read.stretch(at) if at < len(ends) else None
            word = _word_of(stretch, q) if stretch is not None else None
            if stretch is None or word is None:
                continue
            number = Number(q, stretch, word, read, at, chosen)
            if self.choose("telling", telling_candidates(number), q).origin == "no":
                continue
            found = self._chosen(number)
            chosen.append(found)
            yield found

    def _paragraph_start(self, index: int) -> int:
        """Where the paragraph of a sentence begins."""
        while index > 0 and self.sentences[index - 1].paragraph == self.paragraph:
            index -= 1
        return self.sentences[index].start

    def _chosen(self, n: Number) -> Chosen:
        q = n.quantity
        action = self.choose("action", action_candidates(n), q)
        thing = self.choose("object", object_candidates(n, action), q)
        actor = self.choose("actor", actor_candidates(n, action, thing, self.story), q)
        self.story.chosen(n.stretch, n.at, actor)
        thing = self._without_owner(thing, actor)
        stands = mood(n)
        date = self.choose("date", self.times.candidates(n, action, thing, stands), q)
        self.times.chosen(date.time)
        return Chosen(n, action, thing, actor, date, stands)

    def clauses(self, index: int, quantities: Sequence[FoundQuantity] = ()) -> Clauses:
        """The clauses of a sentence behind the dateline of its paragraph: the medium that reports acts in nothing."""
        sentence = self.sentences[index]
        body = sentence.start
        if index == 0 or self.sentences[index - 1].paragraph != sentence.paragraph:
            dateline = read_dateline(self.text[sentence.start : sentence.start + HEAD])
            body += dateline.end if dateline else 0
        spans = [Span(max(body, c.start), c.end) for c in clauses(self.visible, sentence) if c.end > body]
        starts = [q.start for q in quantities]
        several = {s.start for s in spans if bisect_left(starts, s.end) - bisect_left(starts, s.start) > 1}
        parted = [part for span in spans for part in (self._parts(span) if span.start in several else (span,))]
        return Clauses(parted, self.text, self._stretch)

    def _parts(self, span: Span) -> Iterator[Span]:
        """A clause, in parts where a number and 、 end one that has a subject and a verb, and another follows: 甲省新增3例、乙省新增2例."""
        start = span.start
        if self.v.enumerating in self.text[span.start : span.end]:
            words = self.context.within(span.start, span.end)
            for i in range(1, len(words) - 1):
                if words[i].text == self.v.enumerating and words[i - 1].tag in NUMBERS and _predicates(words, i + 1):
                    yield Span(start, words[i].start)
                    start = words[i].end
        yield Span(start, span.end)

    def _stretch(self, span: HasSpan) -> Stretch | None:
        words = self.context.within(span.start, span.end)
        return Stretch(words, self.text, span.start, span.end, self.v) if words else None

    def _subject_before(self, index: int) -> Subject | None:
        """The subject of the sentence before in its paragraph: 省总工会召开会议。会后，走访慰问13个市."""
        if index == 0 or self.sentences[index - 1].paragraph != self.sentences[index].paragraph:
            return None
        return self._subject_of(index - 1)

    def _subject_of(self, index: int) -> Subject | None:
        """The subject of a sentence, if its first clause has one."""
        read = self.clauses(index)
        s = read.stretch(0) if read.spans else None
        return (s, subjects(s)[0]) if s is not None and subjects(s) else None

    def _without_owner(self, thing: Candidate, actor: Candidate) -> Candidate:
        """An object less the actor that it begins with: 全市|GDP, 集团|的营收."""
        of, whose = thing.slot, actor.slot
        if of is None or whose is None or of.start is None or of.end is None or whose.start is None or whose.end is None:
            return thing
        owns = actor.type in OWNING or actor.type in ("pronoun", "generic") or whose.text[0] in self.v.pointing
        if not owns or not whose.start <= of.start < whose.end < of.end:
            return thing
        rest = of.text[whose.end - of.start :]
        stripped = rest[1:] if rest[0] in self.v.of else rest
        if len(stripped) < _SHORTEST:
            return thing
        start = of.end - len(stripped)
        return replace(thing, slot=Slot(stripped, start, of.end, of.rule))


def _predicates(words: Sequence[TaggedWord], i: int) -> bool:
    """Whether a noun stands before the next verb or number, from a word on."""
    noun = False
    for word in words[i : i + _PART]:
        if word.tag == WordClass.VERB or word.tag in NUMBERS:
            return noun
        noun = noun or word.tag in NOMINAL
    return False


def _word_of(s: Stretch, q: FoundQuantity) -> int | None:
    """Which word of a stretch a quantity is."""
    at = bisect_left(s.words, q.start, key=attrgetter("start"))
    return at if at < len(s.words) and s.words[at].part is q and s.tags[at] in NUMBERS else None
