"""The loop over sentences: a subject is carried until another takes over, each quantity makes one fact."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.article.dateline import HEAD, read_dateline
from extractor.dates import FoundDate, ReferenceTime
from extractor.facts.chunks import Part, chunks
from extractor.facts.clause import Clause, Slots
from extractor.facts.model import FoundFact
from extractor.facts.phrases import Phrase
from extractor.facts.times import Times
from extractor.facts.vocabulary import Vocabulary, vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.segment import Words
from extractor.span import HasSpan, Ordered
from extractor.text import NormalizedText, Sentence, clauses


def find(
    text: NormalizedText,
    sentences: Sequence[Sentence],
    words: Words,
    dates: Sequence[FoundDate],
    quantities: Sequence[FoundQuantity],
    organizations: Sequence[FoundOrganization],
    reference: ReferenceTime,
) -> list[FoundFact]:
    """One fact for each quantity that tells something, in text order."""
    reader = _Reader(text.text, words, sorted([*dates, *quantities, *organizations], key=lambda m: m.start), organizations)
    times = Times(text.visible, dates, reference, reader.v)
    counts = Ordered([q for q in quantities if q.kind != "ordinal"])
    facts: list[FoundFact] = []
    for sentence in sentences:
        times.enter(sentence)
        counted = counts.within(sentence.start, sentence.end)
        if counted:
            facts += reader.sentence(text.visible, sentence, counted, times)
        else:
            reader.listen(sentence)
        times.leave()
    return facts


class _Reader:
    """The narrative's state: who acts, and what is being measured."""

    def __init__(self, text: str, words: Words, parts: list[Part], organizations: Sequence[FoundOrganization]) -> None:
        self.text, self.words, self.parts, self.organizations = text, words, Ordered(parts), Ordered(organizations)
        self.v: Vocabulary = vocabulary()
        self.actor: str | None = None
        self.organization: FoundOrganization | None = None
        self.topic: str | None = None
        self.action: str | None = None
        self.speaker: FoundOrganization | None = None  # who said what the clause before led in
        self.paragraph = -1
        self.pending: tuple[Sentence, int] | None = None  # a sentence without numbers that has not been read
        self.fresh = True  # the sentence is the first of its paragraph

    def _body(self, sentence: Sentence) -> int:
        """Where a sentence begins behind its dateline: the medium that reports acts in nothing."""
        if not self.fresh:
            return sentence.start
        dateline = read_dateline(self.text[sentence.start : sentence.start + HEAD])
        return sentence.start + dateline.end if dateline else sentence.start

    def listen(self, sentence: Sentence) -> None:
        """A sentence without numbers can still name who acts next: 省总工会召开会议。会后，走访慰问13个市.

        Only the last such sentence is read whole, and only when a number follows, for cutting words is dear; of the others the
        clauses that an organization opens.
        """
        self._paragraph(sentence)
        self._catch_up(whole=False)
        self.pending = (sentence, self._body(sentence))

    def _catch_up(self, *, whole: bool) -> None:
        """Read who acts in the sentence before: in all its clauses, or in those that an organization opens."""
        if self.pending is None:
            return
        sentence, body = self.pending
        self.pending = None
        for clause in clauses(self.text, sentence):
            if whole or self._opened(max(clause.start, body), clause.end):
                self._follow(self._clause(clause, body), [])

    def _clause(self, span: HasSpan, body: int) -> Clause:
        return Clause(self.text, [c for c in chunks(self.words, self.parts, span, self.v) if c.start >= body], self.v)

    def _opened(self, start: int, end: int) -> bool:
        """Whether an organization opens a clause: only a date or an adverb stands before it."""
        named = self.organizations.within(start, end)
        if not named:
            return False
        gap = self.text[start : named[0].start].strip()
        return not gap or gap in self.v.skip or any(p.end == named[0].start for p in self.parts.within(start, named[0].start))

    def _paragraph(self, sentence: Sentence) -> None:
        if sentence.paragraph != self.paragraph:
            self._catch_up(whole=False)
        self.fresh = sentence.paragraph != self.paragraph
        if self.fresh:
            self.paragraph, self.topic, self.action = sentence.paragraph, None, None
            if self.organization is None:
                self.actor = None

    def _act(self, actor: str | None, organization: FoundOrganization | None) -> None:
        self.actor, self.organization = actor, organization

    def sentence(self, visible: str, sentence: Sentence, quantities: Sequence[FoundQuantity], times: Times) -> list[FoundFact]:
        """The facts of one sentence, which has these quantities."""
        self._paragraph(sentence)
        self._catch_up(whole=True)
        facts = []
        self.action = self.speaker = None
        source = self._source(sentence)
        body = self._body(sentence)
        last = max(q.start for q in quantities)
        for span in clauses(visible, sentence):
            if span.start > last:
                break  # what follows the last number names nobody who matters to it
            clause = self._clause(span, body)
            slots = clause.slots()
            if forecaster := self._forecaster(clause):
                source = forecaster
            else:
                self._follow(clause, slots)
            for entry in slots:
                if self._refers(entry.quantity):
                    continue
                fact = FoundFact(entry.quantity, sentence, source=source)
                self._fill(fact, entry)
                fact.date = times.of(entry.quantity)
                facts.append(fact)
        return facts

    def _refers(self, q: FoundQuantity) -> bool:
        """沪指2638点以来 is a point of reference, 46岁的职工 a description: neither makes a fact."""
        behind = self.v.of if q.unit in self.v.ages else self.v.reference
        return self.text.startswith(tuple(behind), q.end)

    def _source(self, sentence: Sentence) -> str | None:
        """据X统计, 据X预计: an organization behind 据, else what stands between the two."""
        match = self.v.source.search(self.text, sentence.start, sentence.end)
        if match is None:
            return None
        named = self.organizations.within(match.start(1), match.start(1) + 1)
        return self._surface(named[0]) if named else match[1].removesuffix("的")

    def _forecaster(self, clause: Clause) -> str | None:
        """X预计, X预测: who says so is the source."""
        subject = clause.subject
        if subject is None or subject.end >= len(clause.chunks) or clause.chunks[subject.end].text not in self.v.forecast:
            return None
        return subject.text

    def _follow(self, clause: Clause, slots: list[Slots]) -> None:
        """Let the subject of the clause take over, unless it speaks or is what a number measures."""
        subject = clause.subject
        if subject is None and self.speaker is not None and clause.acts and clause.opens_with_verb:
            self._act(self._surface(self.speaker), self.speaker)  # 公司公告，拟投资3亿元
        self.speaker = subject.organization if subject is not None and clause.statement and subject.whole else None
        if subject is None or clause.statement or not clause.predicated:
            return
        if subject.text in self.v.generic:
            self.actor = subject.text  # 公司: the organization named last
            return
        measured = any(s.about_subject for s in slots)
        if subject.organization is not None and (measured or subject.whole):
            self._act(self._surface(subject.organization), subject.organization)
        elif clause.is_scope(subject):
            self._act(subject.text, None)
        elif not measured and clause.acts and not self._counted(subject, slots):
            self._act(subject.text, subject.organization if subject.whole else None)

    def _counted(self, subject: Phrase, slots: list[Slots]) -> bool:
        """Whether the subject is only the noun of a count (船员5458人)."""
        return any(s.object is not None and s.object in subject.text for s in slots)

    def _surface(self, organization: FoundOrganization) -> str:
        return self.text[organization.start : organization.end]

    def _fill(self, fact: FoundFact, slots: Slots) -> None:
        fact.action, fact.object = slots.action, slots.object
        if slots.action is None and (slots.about_subject or slots.object is not None):
            fact.action = self.action  # 实现营业收入12亿元、净利润3亿元; 拥有专利763项，其中发明专利189项
        elif slots.action is not None and slots.action not in self.v.measuring:
            self.action = slots.action
        if slots.owner is not None:
            self._act(self._surface(slots.owner), slots.owner)
        if slots.actor is not None:
            fact.actor = slots.actor
            if slots.carried:
                self._act(slots.actor, None)
        else:
            fact.actor, fact.organization = self.actor, self.organization
        if slots.object is not None or slots.topic is not None:
            self.topic = slots.topic or slots.object
        elif slots.needs_topic:
            fact.object = self.topic
