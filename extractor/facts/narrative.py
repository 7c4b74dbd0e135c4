"""Who acts and what is measured, carried from clause to clause until another takes over; each quantity makes one fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date

from extractor.article.dateline import HEAD, read_dateline
from extractor.facts.chunks import Chunker, Role
from extractor.facts.clause import Clause
from extractor.facts.modality import Mood, Moods, polarity, set_modality
from extractor.facts.model import FoundFact, Slot, Slots
from extractor.facts.phrases import Phrase
from extractor.facts.subject import COMPANIES
from extractor.facts.times import Times
from extractor.facts.vocabulary import Sign
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.span import HasSpan, Ordered
from extractor.text import NormalizedText, Sentence, clauses
from extractor.words import Part

_NAMES = frozenset({"nr", "nt", "nrt", "nrfg", ""})  # tags of names of persons and bodies, and of words the dictionary does not know
_SAYING = frozenset({Role.NOUN, Role.ORGANIZATION, Role.VERB, Role.QUANTITY})  # a clause without these says nothing

Taker = tuple[Slot | None, FoundOrganization | None]  # who acts from a clause on, and the organization that this is; (None, None): nobody


class Narrative:
    """Who acts, and what is being measured, as the text goes on."""

    def __init__(self, text: NormalizedText, chunker: Chunker, parts: Ordered[Part], organizations: Sequence[FoundOrganization]) -> None:
        self.text, self.visible, self.chunker, self.v = text.text, text.visible, chunker, chunker.v
        self.parts, self.organizations = parts, Ordered(organizations)
        self.moods = Moods(self.v)
        self.actor: Slot | None = None
        self.organization: FoundOrganization | None = None
        self.topic: Slot | None = None
        self.action: Slot | None = None
        self.speaker: FoundOrganization | None = None  # who said what the clause before led in
        self.waiting: Phrase | None = None  # a clause before that is nothing but a noun phrase
        self.paragraph = -1
        self.pending: Sentence | None = None  # a sentence without numbers that has not been read
        self.pending_fresh = False  # that sentence is the first of its paragraph
        self.opening = True  # the clause is the first of its sentence
        self.named = False  # the sentence names somebody else, of whom something is measured
        self.continues = False  # the sentence opens with a pronoun, or with a verb and no subject
        self.fresh = True  # the sentence is the first of its paragraph

    def _body(self, sentence: Sentence, *, fresh: bool) -> int:
        """Where a sentence begins behind the dateline of its paragraph: the medium that reports acts in nothing."""
        dateline = read_dateline(self.text[sentence.start : sentence.start + HEAD]) if fresh else None
        return sentence.start + dateline.end if dateline else sentence.start

    def listen(self, sentence: Sentence) -> None:
        """A sentence without numbers can still name who acts next: 省总工会召开会议。会后，走访慰问13个市.

        Only the last such sentence is read whole, and only when a number follows, for cutting words is dear; of the others the
        clauses that an organization opens.
        """
        self._paragraph(sentence)
        if self.pending is not None:
            self._catch_up(whole=False)
        self.pending, self.pending_fresh = sentence, self.fresh

    def _catch_up(self, *, whole: bool) -> None:
        """Read who acts in the sentence before: in all its clauses, or in those that an organization opens."""
        sentence, self.pending = self.pending, None
        if sentence is None or not (whole or self.organizations.within(sentence.start, sentence.end)):
            return
        body = self._body(sentence, fresh=self.pending_fresh)
        spans = [c for c in clauses(self.text, sentence) if whole or self._opened(max(c.start, body), c.end)]
        for clause, taker in self._back_to_taker(spans, body):
            self._follow(clause, [], taker)

    def _back_to_taker(self, spans: Sequence[HasSpan], body: int, *, all_of_them: bool = False) -> list[tuple[Clause, Taker | None]]:
        """Clauses without numbers back to the last whose subject acts whatever stands before it: the others need not be read."""
        read: list[tuple[Clause, Taker | None]] = []
        for span in reversed(spans):
            clause = self._clause(span, body)
            read.append((clause, taker := self._taker(clause, ())))
            if self._decides(clause, taker) and not all_of_them:
                break
        read.reverse()
        return read

    def _clause(self, span: HasSpan, body: int) -> Clause:
        chunks, signs = self.chunker.chunks(span, body)
        return Clause(self.text, chunks, signs, self.v)

    def _opened(self, start: int, end: int) -> bool:
        """Whether an organization opens a clause: only a date or an adverb stands before it."""
        named = self.organizations.within(start, end)
        if not named:
            return False
        gap = self.text[start : named[0].start].strip()
        return not gap or gap in self.v.skip or any(p.end == named[0].start for p in self.parts.within(start, named[0].start))

    def _paragraph(self, sentence: Sentence) -> None:
        self.fresh = sentence.paragraph != self.paragraph
        if self.fresh:
            if self.pending is not None:
                self._catch_up(whole=False)
            self.paragraph, self.topic, self.action = sentence.paragraph, None, None
            if self.organization is None:
                self.actor = None

    def _act(self, actor: Slot | None, organization: FoundOrganization | None) -> None:
        self.pending = None  # nobody asks any more who acted in the sentence before
        self.actor, self.organization = actor, organization

    def _recall(self) -> None:
        """Before it is asked who acts: read the sentence before, if that has not been done."""
        if self.pending is None:
            return
        kept = self.opening, self.speaker, self.waiting
        self.opening, self.speaker, self.waiting = False, None, None
        self._catch_up(whole=True)
        self.opening, self.speaker, self.waiting = kept
        self._forget_reporters()

    def _forget_reporters(self) -> None:
        if self.actor is not None and self.actor.text.endswith(self.v.reporters):
            self.actor = self.organization = None

    def sentence(self, sentence: Sentence, quantities: Sequence[FoundQuantity], times: Times, today: date | None) -> list[FoundFact]:
        """The facts of one sentence, which has these quantities."""
        self._paragraph(sentence)
        self.moods.enter()
        facts = []
        self.action = self.speaker = self.waiting = None
        self._forget_reporters()
        self.opening, self.continues, self.named = True, False, False
        source = self._source(sentence)
        body = self._body(sentence, fresh=self.fresh)
        starts, at = [q.start for q in quantities], 0
        unread: list[HasSpan] = []
        for span in clauses(self.visible, sentence):
            if span.start > starts[-1]:
                break  # what follows the last number names nobody who matters to it
            at = bisect_left(starts, span.start, at)
            if starts[at] >= span.end:
                unread.append(span)
                continue
            clause = self._clause(span, body)
            slots = clause.slots()
            taker = self._taker(clause, slots)
            forecaster = self._forecaster(clause) if clause.signs & Sign.FORECAST else None
            if unread:
                source = self._hear(unread, body, decided=forecaster is None and self._decides(clause, taker)) or source
                unread = []
            source = forecaster or source
            before = self.actor
            self._go_on(clause, slots, taker, forecaster)
            moods = self.moods.read(clause, slots)
            for entry in slots:
                entry.passive = entry.passive and self.actor is before  # whose subject stands here has that done to it
                if not self._refers(entry.quantity):
                    facts.append(self._fact(entry, sentence, source, moods, times, today))
        self._recall()
        return facts

    def _hear(self, unread: Sequence[HasSpan], body: int, *, decided: bool) -> Slot | None:
        """Read the clauses without numbers before one that has some, as far as they matter to it, for who acts, or who forecasts.

        ``decided``: the subject of the one that follows acts.
        """
        forecast = self.v.forecasting.search(self.text, unread[0].start, unread[-1].end) is not None
        if decided and not forecast:
            return None
        source = None
        for clause, taker in self._back_to_taker(unread, body, all_of_them=forecast):
            forecaster = self._forecaster(clause) if clause.signs & Sign.FORECAST else None
            source = forecaster or source
            self._go_on(clause, (), taker, forecaster)
            self.moods.read(clause, ())
        return source

    def _go_on(self, clause: Clause, slots: Sequence[Slots], taker: Taker | None, forecaster: Slot | None) -> None:
        """Let a clause say who acts, unless it says who forecasts."""
        if forecaster is None:
            self._follow(clause, slots, taker)
        if self.opening and any(c.role in _SAYING for c in clause.chunks):  # not 目前，
            self.opening, self.continues = False, clause.subject.referring
        if forecaster is None and taker is None and clause.subject.proper:
            self.named = True

    def _fact(
        self, slots: Slots, sentence: Sentence, source: Slot | None, moods: Mapping[int, Mood], times: Times, today: date | None
    ) -> FoundFact:
        q = slots.quantity
        fact = FoundFact(q, sentence, source=source, basis=slots.basis)
        self._fill(fact, slots)
        flows = fact.object is not None and fact.object.text.endswith(self.v.flows) and q.per is None
        fact.date = times.of(q, measured=flows or fact.basis is not None)
        fact.polarity = polarity(fact.action, fact.object, self.v)
        set_modality(fact, moods.get(q.start), today)
        return fact

    def _refers(self, q: FoundQuantity) -> bool:
        """沪指2638点以来 is a point of reference, 46岁的职工 a description: neither makes a fact."""
        behind = tuple(self.v.of) if q.unit in self.v.ages else self.v.reference
        return self.text.startswith(behind, q.end)

    def _source(self, sentence: Sentence) -> Slot | None:
        """据X统计, 据X预计: an organization behind 据, else what stands between the two."""
        match = self.v.source.search(self.text, sentence.start, sentence.end)
        if match is None:
            return None
        named = self.organizations.within(match.start(1), match.start(1) + 1)
        if named:
            return self._named(named[0], "source.named")
        surface = match[1].removesuffix("的")
        if surface in self.v.no_source or any(d.start <= match.start(1) for d in self.parts.within(match.start(1), match.end(1))):
            return None  # 根据2018年年报, 根据其后公布的方案
        return Slot(surface, match.start(1), match.start(1) + len(surface), "source.named")

    def _forecaster(self, clause: Clause) -> Slot | None:
        """X预计, X预测: who says so is the source."""
        phrase = clause.subject.phrase
        if phrase is None or phrase.end >= len(clause.chunks) or clause.chunks[phrase.end].text not in self.v.forecast:
            return None
        head = clause.chunks[phrase.end - 1]
        if phrase.organization is None and head.tag not in _NAMES and not head.text.endswith(self.v.forecasters):
            return None  # 六件球衣预计售价将超过1000万美元
        return phrase.slot("source.forecaster")

    def _follow(self, clause: Clause, slots: Sequence[Slots], taker: Taker | None) -> None:
        """Let the subject of the clause take over, unless it speaks or is what a number measures."""
        subject, phrase = clause.subject, clause.subject.phrase
        if phrase is None and subject.omitted and subject.acts:
            if self.speaker is not None:
                self._act(self._named(self.speaker, "actor.speaker"), self.speaker)  # 公司公告，拟投资3亿元
            elif self.waiting is not None:
                waiting = self.waiting  # 主席朱某等9名班子成员，带领9个慰问组出发
                self._act(waiting.slot("actor.subject"), waiting.organization if waiting.whole else None)
        self.waiting = phrase if phrase is not None and self._names_somebody(clause, phrase) else None
        if phrase is not None:  # not X宣布，由于资金不足，暂停援助
            self.speaker = phrase.organization if subject.speaks and phrase.whole else None
        if taker is not None:
            self._act(*taker)
        elif (company := self._reporting(clause)) is not None:
            self._act(self._named(company, "actor.reporting"), company)
        elif phrase is None or subject.speaks or not subject.predicated:
            return
        elif phrase.text in self.v.generic:
            self._recall()
            self.actor = phrase.slot("actor.generic")  # 公司: the organization named last
        elif self.opening and self._turns_away(phrase, slots):
            self.pending = None
            self.actor = self.organization = None  # another sentence, about something else

    def _taker(self, clause: Clause, slots: Sequence[Slots]) -> Taker | None:
        """Who acts from this clause on, as far as the clause itself tells, and the organization that this is."""
        subject, phrase = clause.subject, clause.subject.phrase
        if (agent := subject.agent) is not None and (slots or phrase is None):  # not 实验舱由五院研制，全长17.9米
            return agent.slot("actor.agent"), agent.organization if agent.whole else None
        if phrase is None or subject.speaks or not subject.predicated or phrase.text in self.v.generic:
            return None
        measured = bool(slots) and any(s.about_subject for s in slots)
        if phrase.organization is not None and (measured or phrase.whole):
            return self._named(phrase.organization, "actor.subject"), phrase.organization
        if subject.is_scope(phrase):
            return phrase.slot("actor.place"), None
        if not measured and subject.acts and not self._counted(phrase, slots):
            if phrase.text[-1] in self.v.measure_ends:
                return None, None  # 数量, 成交额
            if all(c.role == Role.QUANTITY for c in clause.chunks[phrase.first : phrase.end]):
                return None  # 一批又一批
            return phrase.slot("actor.subject"), phrase.organization if phrase.whole else None
        return None

    def _reporting(self, clause: Clause) -> FoundOrganization | None:
        """A company that tells of itself: 南都电源2018年年报显示."""
        organization = clause.subject.phrase.organization if clause.subject.phrase and clause.subject.speaks else None
        if organization is None or organization.type not in COMPANIES:
            return None
        return organization if any(c.text in self.v.ownreports for c in clause.chunks) else None

    def _decides(self, clause: Clause, taker: Taker | None) -> bool:
        """Whether nothing that was said before a clause matters behind it."""
        return taker is not None and clause.subject.phrase is not None and clause.subject.predicated

    def _turns_away(self, phrase: Phrase, slots: Sequence[Slots]) -> bool:
        """Whether a sentence is about something that is not of those who acted before: 贫困原因, but not 净利润."""
        names = (phrase.text, *(s.object.text for s in slots if s.object is not None))
        if any(name.endswith(self.v.measures) for name in names):
            self._recall()
            return self.organization is None and self.actor is not None and self.actor.rule != "actor.place"
        return True

    def _names_somebody(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a clause is nothing but a noun phrase that can act in the next: 工会主席等9名班子成员."""
        if clause.subject.predicated or clause.subject.speaks:
            return False
        if phrase.organization is not None or any(c.role == Role.QUANTITY for c in clause.chunks[phrase.first : phrase.end]):
            return True
        head = clause.chunks[phrase.end - 1]
        if head.tag not in _NAMES and not head.text.endswith(self.v.bodies):
            return False
        self._recall()
        return self.actor is None

    def _counted(self, phrase: Phrase, slots: Sequence[Slots]) -> bool:
        """Whether the subject is only the noun of a count (船员5458人)."""
        start, end = phrase.start, phrase.start + len(phrase.text)
        return any(s.object is not None and s.object.start is not None and start <= s.object.start < end for s in slots)

    def _can_go_on(self, slots: Slots) -> bool:
        """Whether the verb of a clause before can govern this number too: 实现收入12亿元、净利润3亿元, not 对比三国，票房占比24%."""
        measured = slots.object is not None and slots.object.text.endswith(self.v.attributes)
        word = self.action.text if self.action else ""
        q = slots.quantity
        named = slots.about_subject and q.kind != "count" and q.per is None and (measured or q.kind != "measure")
        if named:
            return word in self.v.stating  # not 投入7.9亿元，现金储备33亿元; but 搜出刀具4把，毒品150克
        return not measured or word in self.v.stating or word in self.v.light or word in self.v.existence

    def _named(self, organization: FoundOrganization, rule: str) -> Slot:
        return Slot(self.text[organization.start : organization.end], organization.start, organization.end, rule)

    def _goes_on(self, fact: FoundFact) -> bool:
        """Whether who acted in an earlier sentence acts in this one, which names nobody and opens with a verb or a pronoun."""
        actor = self.actor
        if actor is None or actor.start is None or actor.start >= fact.sentence.start:
            return True
        if self.organization is not None:
            return not self.named
        return actor.rule != "actor.subject" or self.continues

    def _fill(self, fact: FoundFact, slots: Slots) -> None:
        fact.action, fact.object = slots.action, slots.object
        if slots.action is None:
            goes_on = self.action is not None and (slots.about_subject or slots.object is not None)
            if self.action is not None and goes_on and self._can_go_on(slots):
                fact.action = self.action.by("action.carried")  # 实现营业收入12亿元、净利润3亿元; 其中发明专利189项
        elif slots.action.text not in self.v.measuring:
            self.action = slots.action
        if slots.owner is not None:
            self._act(self._named(slots.owner, "actor.owner"), slots.owner)
        if slots.actor is not None:
            fact.actor = slots.actor
            if slots.actor.text in self.v.generic:
                self._recall()
                self.actor, fact.organization = slots.actor, self.organization  # 该公司: the organization named last
            elif slots.carried:
                self._act(slots.actor, None)
        elif not slots.passive:
            self._recall()
            if self._goes_on(fact):
                fact.actor, fact.organization = self.actor, self.organization
        if slots.object is not None or slots.topic is not None:
            self.topic = slots.topic or slots.object
        elif slots.needs_topic and self.topic is not None:
            fact.object = self.topic.by("object.carried")
