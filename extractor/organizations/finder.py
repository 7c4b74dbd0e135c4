"""OrganizationFinder: the rules of this room in their order."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.organizations.aliases import faculties, learnt, occurrences, without_tails
from extractor.organizations.candidate import FoundOrganization
from extractor.organizations.clauses import ClauseViews
from extractor.organizations.entities import Namer, finish
from extractor.organizations.grammar import Grammar
from extractor.organizations.marks import scanner
from extractor.organizations.region import Regions
from extractor.organizations.vocabulary import vocabulary
from extractor.segment import Words
from extractor.span import Spans, longest
from extractor.text import NormalizedText, Sentence


class OrganizationFinder:
    """Finds organizations in normalized text. Cheap to make: the lexicons are read at the first ``find``."""

    __slots__ = ()

    def find(
        self,
        text: NormalizedText,
        sentences: Sequence[Sentence],
        words: Words,
        taken: Spans,
        *,
        title: str | None = None,
        source: str | None = None,
    ) -> list[FoundOrganization]:
        """Organization mentions in text order, without overlaps.

        ``taken`` are dates and clear quantities, over which no name reaches to its left; ``title`` and ``source`` vote on
        the region.
        """
        visible = text.visible
        scan = scanner().scan
        marks = scan(visible)
        views = ClauseViews(visible, sentences, words, taken)
        grammar = Grammar(visible, marks, views, vocabulary())
        candidates = grammar.candidates()
        head = sentences[0].start if sentences else 0
        namer = Namer(visible, Regions(marks, scan(title or ""), scan(source or ""), head))
        named = [(c, namer.name(c)) for c in candidates]
        forms = learnt(text.text, visible, named, views, vocabulary())
        more = [*grammar.supported(candidates), *faculties(visible, grammar.faculties, named), *occurrences(forms, visible, views)]
        if more:
            listed = [c for c in candidates if c.known is not None]
            candidates = longest([*listed, *more, *without_tails(candidates, more)])
        return finish(namer, candidates)
