"""OrganizationFinder: the rules of this room in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from extractor.organizations.aliases import faculties, learnt, occurrences, without_tails
from extractor.organizations.candidate import FoundOrganization
from extractor.organizations.clauses import ClauseViews
from extractor.organizations.entities import Namer, finish
from extractor.organizations.grammar import Grammar
from extractor.organizations.marks import Marks, Scanner, scanner
from extractor.organizations.own import OwnNames
from extractor.organizations.region import Regions
from extractor.organizations.roles import by_role
from extractor.organizations.vocabulary import Vocabulary, vocabulary
from extractor.segment import Words
from extractor.span import Spans, longest
from extractor.text import HIDDEN, NormalizedText, Sentence

NONE: Final = OwnNames()


class OrganizationFinder:
    """Finds organizations in normalized text. Cheap to make: the lexicons are read at the first ``find``."""

    __slots__ = ("_own", "_scanner", "_vocabulary")

    def __init__(self, own: OwnNames = NONE) -> None:
        self._own = own
        self._vocabulary: Vocabulary | None = None
        self._scanner: Scanner | None = None

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
        lexicon, scan = self._load()
        marks = scan(visible)
        views = ClauseViews(visible, sentences, words, taken)
        grammar = Grammar(visible, marks, views, lexicon)
        candidates = grammar.candidates()
        head = sentences[0].start if sentences else 0
        namer = Namer(visible, Regions(marks, lambda: scan(title or ""), lambda: scan(source or ""), head))
        named = list(zip(candidates, map(namer.name, candidates), strict=True))
        forms = learnt(text.text, visible, named, views, lexicon)
        more = [
            *grammar.supported(candidates),
            *faculties(visible, grammar.faculties, named),
            *occurrences([*forms, *by_role(visible, views, lexicon)], visible, views, lexicon),
        ]
        if more:
            stated = {(c.start, c.end) for c in more if c.rule == "organization.called"}
            listed = [c for c in candidates if c.known is not None and (c.known.own or (c.start, c.end) not in stated)]
            candidates = longest([*listed, *more, *without_tails(candidates, more)])
        if self._own.stop:
            candidates = [c for c in candidates if visible[c.start : c.end] not in self._own.stop]
        found = finish(namer, candidates)
        for organization in found:
            if HIDDEN in organization.name:  # 《证券日报》市场研究中心: the name is what stands there
                organization.name = text.text[organization.start : organization.end]
        return found

    def _load(self) -> tuple[Vocabulary, Callable[[str], Marks]]:
        """The vocabulary and the scan over it, a user's own names included, built at the first text."""
        if self._vocabulary is None or self._scanner is None:
            words = vocabulary()
            if self._own:
                kept = {surface: known for surface, known in words.known.items() if surface not in self._own.stop}
                words = replace(words, known=kept | self._own.known)
            self._vocabulary, self._scanner = words, Scanner(words) if self._own else scanner()
        return self._vocabulary, self._scanner.scan
