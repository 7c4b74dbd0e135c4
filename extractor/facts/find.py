"""The loop over sentences: who did what and when comes from the reader, whether from the moods, who says so from the sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.facts.candidates import Candidate
from extractor.facts.choice import Chooser, Margins, Trace, weights
from extractor.facts.confidence import confidence_of, sure_candidates
from extractor.facts.modality import basis, denied, polarity, set_modality
from extractor.facts.model import FoundFact, ReadText, Slot
from extractor.facts.number import Chosen
from extractor.facts.reader import SentenceReader
from extractor.facts.sources import Sources
from extractor.facts.times import Times
from extractor.facts.vocabulary import vocabulary
from extractor.organizations import FoundOrganization
from extractor.quantities import FoundQuantity
from extractor.records import Confidence
from extractor.span import Ordered
from extractor.text import Sentence


def find(read: ReadText, trace: Trace | None = None) -> list[FoundFact]:
    """One fact for each quantity that tells something, in text order; what was chosen among goes into ``trace``."""
    counts = _counts(read)
    return list(_Facts(read, counts, trace).all()) if counts.items else []


def _counts(read: ReadText) -> Ordered[FoundQuantity]:
    """The quantities that may tell something: all but ordinals."""
    return Ordered([q for q in read.quantities if q.kind != "ordinal"])


def sentence_reader(read: ReadText, choose: Chooser) -> SentenceReader:
    """A reader of the sentences of a text that chooses by ``choose``."""
    v = vocabulary()
    times = Times(read.text.visible, read.dates, _counts(read), read.reference, v)
    return SentenceReader(read.text, read.sentences, read.context, read.organizations, times, v, choose)


class _Facts:
    """Makes the facts of one text."""

    def __init__(self, read: ReadText, counts: Ordered[FoundQuantity], trace: Trace | None) -> None:
        self.read, self.counts = read, counts
        self.today = read.reference.day
        self.margins = Margins(weights(), trace)
        self.reader = sentence_reader(read, self.margins)
        self.organizations = {(o.start, o.end): o for o in read.organizations}
        self.named, self.joining = Ordered(read.organizations), vocabulary().and_ | vocabulary().of
        self.sources = Sources(read.text.text, self.named, Ordered(read.dates), vocabulary())

    def all(self) -> Iterator[FoundFact]:
        """The facts of all sentences with numbers."""
        starts, at = self.counts.starts, 0
        for index, sentence in enumerate(self.read.sentences):
            if sentence.start > starts[-1]:
                return
            at = bisect_left(starts, sentence.start, at)
            if starts[at] < sentence.end:
                counted = self.counts.within(sentence.start, sentence.end)
                yield from self._sentence(index, sentence, counted)

    def _sentence(self, index: int, sentence: Sentence, counted: Sequence[FoundQuantity]) -> Iterator[FoundFact]:
        stated = self.sources.stated(sentence)
        for chosen in self.reader.read(index, counted):
            yield self._fact(chosen, sentence, stated)

    def _fact(self, chosen: Chosen, sentence: Sentence, stated: Slot | None) -> FoundFact:
        n, q = chosen.number, chosen.number.quantity
        fact = FoundFact(q, sentence, actor=chosen.actor.slot, action=chosen.action.slot, object=chosen.object.slot, basis=basis(n))
        fact.organization = self._organization(chosen.actor)
        fact.source = self.sources.forecaster(n) or stated
        fact.date = chosen.date.time
        fact.polarity = polarity(n, fact.action, fact.object)
        set_modality(fact, chosen.mood, self.today)
        fact.denial = denied(n, chosen.action)
        fact.confidence = self._confidence(chosen)
        return fact

    def _confidence(self, chosen: Chosen) -> Confidence:
        yes, no = sure_candidates(chosen, self.margins.kept)
        return confidence_of(self.margins.weights.score("sure", yes) - self.margins.weights.score("sure", no))

    def _organization(self, actor: Candidate) -> FoundOrganization | None:
        """The organization that an actor is, or that its last words name: 控股股东|百邦科技."""
        slot = actor.slot
        if slot is None or slot.start is None or slot.end is None:
            return None
        whole = self.organizations.get((slot.start, slot.end))
        if whole is not None or not self.joining.isdisjoint(slot.text):
            return whole
        return next((o for o in self.named.within(slot.start, slot.end) if o.end == slot.end), None)
