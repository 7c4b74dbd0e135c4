"""Who says so: 据X统计, X预计."""

from __future__ import annotations

from extractor.facts.model import Slot
from extractor.facts.nominal import inner, trimmed, type_of
from extractor.facts.number import Number
from extractor.facts.stretch import Kind, Stretch
from extractor.facts.vocabulary import Vocabulary
from extractor.organizations import FoundOrganization
from extractor.span import HasSpan, Ordered

_BACK = 3  # clauses before a number in which somebody may forecast it
_NAMES = frozenset({"organization", "name of a person"})


class Sources:
    """The sources of the sentences of one text. ``dates`` are those of the text, which name nobody."""

    def __init__(self, text: str, organizations: Ordered[FoundOrganization], dates: Ordered[HasSpan], v: Vocabulary) -> None:
        self.text, self.organizations, self.dates, self.v = text, organizations, dates, v
        self.forecast = False  # a word of the sentence may lead in what somebody forecasts

    def stated(self, sentence: HasSpan) -> Slot | None:
        """据X统计, 据X预计: an organization behind 据, else what stands between the two."""
        self.forecast = self.v.forecasting.search(self.text, sentence.start, sentence.end) is not None
        match = self.v.source.search(self.text, sentence.start, sentence.end)
        if match is None:
            return None
        named = self.organizations.within(match.start(1), match.start(1) + 1)
        if named:
            o = named[0]
            return Slot(self.text[o.start : o.end], o.start, o.end, "source.named")
        surface = match[1].removesuffix("的")
        if surface in self.v.no_source or self.dates.within(match.start(1), match.end(1)):
            return None  # 根据2018年年报, 根据其后公布的方案
        return Slot(surface, match.start(1), match.start(1) + len(surface), "source.named")

    def forecaster(self, n: Number) -> Slot | None:
        """X预计, X预测, in the clause of the number or one before it."""
        if not self.forecast:
            return None
        for s, end in ((n.stretch, n.at), *((s, len(s.words)) for _, s in n.clauses.before(n.index, _BACK))):
            found = self._forecaster(s, end)
            if found is not None:
                return found
        return None

    def _forecaster(self, s: Stretch, limit: int) -> Slot | None:
        for c in s.constituents:
            if c.first >= limit:
                return None
            if c.kind == Kind.PHRASE and c.end < limit and s.texts[c.end] in self.v.forecast:
                first, end = trimmed(s, inner(c), c.end)
                if end > first and (type_of(s, first, end) in _NAMES or s.texts[end - 1].endswith(self.v.forecasters)):
                    return s.slot(first, end, "source.forecaster")
        return None
