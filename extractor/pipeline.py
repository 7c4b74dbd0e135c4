"""The pipeline: calls the rooms in order and makes records of what they found. Holds no rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial

from extractor.article import read_page
from extractor.dates import FoundDate, ReferenceTime
from extractor.dates import find as find_dates
from extractor.errors import ExtractorError
from extractor.facts import FoundFact
from extractor.facts import find as find_facts
from extractor.numerals import Numeral, scan
from extractor.organizations import FoundOrganization, OrganizationFinder
from extractor.quantities import FoundQuantity
from extractor.quantities import find as find_quantities
from extractor.records import (
    Amount,
    Article,
    Count,
    DateMention,
    Document,
    Fact,
    FactDate,
    FactOrganization,
    FactQuantity,
    Measure,
    Mention,
    Ordinal,
    Organization,
    Percentage,
    TextSpan,
)
from extractor.segment import Segmenter, Words, default_segmenter
from extractor.span import HasSpan, Span, Spans, within
from extractor.text import NormalizedText, Sentence, normalize, sentences
from extractor.workers import map_ordered

Found = FoundDate | FoundQuantity | FoundOrganization


class Extractor:
    """Extracts documents from articles. Cheap to make; lexicons and the segmenter load at the first article.

    One instance serves any number of articles, one at a time. ``segmenter`` is anything that fits ``segment.Segmenter``;
    the default is rjieba when it is installed, else jieba.
    """

    def __init__(self, *, segmenter: Segmenter | None = None) -> None:
        self._given = segmenter
        self._segmenter = segmenter
        self._organizations = OrganizationFinder()

    def extract(self, article: Article | str, *, published: datetime | date | None = None) -> Document:
        """The document of one article or of one text; ``published`` overrides what the page says (naive Beijing time)."""
        if isinstance(article, str):
            article = Article(text=article)
        if published is not None:
            article = article.model_copy(update={"published": _as_datetime(published)})
        if article.blocks is None:
            article = read_page(article)
        return self._document(article)

    def extract_many(self, articles: Iterable[Article | str], *, jobs: int = 1) -> Iterator[Document]:
        """Documents of many articles, in order, lazily; with ``jobs`` above 1 made by that many processes.

        With more than one job, a program needs the usual ``if __name__ == "__main__"``, and a segmenter of its own has to be
        picklable. Raises ValueError for ``jobs`` below 1, and ExtractorError when a process dies.
        """
        if jobs < 1:
            raise ValueError(f"jobs has to be 1 or more, not {jobs}")
        if jobs == 1:
            return map(self.extract, articles)
        return map_ordered(partial(_worker, self._given), articles, jobs=jobs, lost=_lost)

    def _document(self, article: Article) -> Document:
        blocks = article.blocks or ()
        text = normalize(article.text, blocks)
        lines = _sentences(text, article)
        if self._segmenter is None:
            self._segmenter = default_segmenter()
        words = Words(text.text, self._segmenter)
        numerals = scan(text.visible)
        reference = ReferenceTime(article.published, article.dateline)
        dates = find_dates(text.visible, lines, reference)
        words.expect(_with_numbers(lines, numerals, dates))
        quantities = find_quantities(text.visible, numerals, Spans(dates), lines, words)
        taken = Spans([*dates, *quantities])
        organizations = self._organizations.find(text, lines, words, taken, title=article.title, source=article.source)
        names = Spans(organizations)
        dates, quantities = names.free(dates), names.free(quantities)
        facts = find_facts(text, lines, words, dates, quantities, organizations, reference)
        return _Records(article, text).document(dates, quantities, organizations, facts)


def _worker(segmenter: Segmenter | None) -> Callable[[Article | str], Document]:
    """In a worker process: the function that does the work."""
    return Extractor(segmenter=segmenter).extract


def _lost(article: Article | str) -> Document:
    name = article.id if isinstance(article, Article) else article[:20]
    raise ExtractorError(f"the process that worked on {name!r} died: killed, out of memory, or crashed")


def _as_datetime(published: datetime | date) -> datetime:
    if isinstance(published, datetime):
        return published.replace(tzinfo=None)
    return datetime.combine(published, time())


def _sentences(text: NormalizedText, article: Article) -> list[Sentence]:
    blocks = article.blocks or ()
    if text.offsets is None:
        return sentences(text.text, blocks)
    moved = [b.model_copy(update=text.from_source(b)._asdict()) for b in blocks]
    return sentences(text.text, moved)


def _with_numbers(lines: list[Sentence], numerals: Sequence[Numeral], dates: Sequence[FoundDate]) -> Iterator[Sentence]:
    """Sentences with a numeral that is no date: quantities and facts will ask for all their words."""
    taken = Spans(dates)
    for line in lines:
        if any(not taken.touch(n.start, n.end) for n in within(numerals, line.start, line.end)):
            yield line


class _Records:
    """Makes the public records: ids in text order, offsets of the source."""

    def __init__(self, article: Article, text: NormalizedText) -> None:
        self.article = article
        self.text = text
        self.ids: dict[int, str] = {}

    def document(
        self, dates: list[FoundDate], quantities: list[FoundQuantity], organizations: list[FoundOrganization], facts: list[FoundFact]
    ) -> Document:
        found: list[Found] = sorted([*dates, *quantities, *organizations], key=lambda f: (f.start, f.end))
        mentions = [self._mention(f, f"m{i}") for i, f in enumerate(found, 1)]
        article = self.article
        return Document(
            id=article.id or hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            title=article.title,
            published=article.published,
            source=article.source,
            author=article.author,
            text=article.text,
            dates=tuple(m for m in mentions if isinstance(m, DateMention)),
            amounts=tuple(m for m in mentions if isinstance(m, Amount)),
            counts=tuple(m for m in mentions if isinstance(m, Count)),
            percentages=tuple(m for m in mentions if isinstance(m, Percentage)),
            measures=tuple(m for m in mentions if isinstance(m, Measure)),
            ordinals=tuple(m for m in mentions if isinstance(m, Ordinal)),
            organizations=tuple(m for m in mentions if isinstance(m, Organization)),
            facts=tuple(self._fact(f, f"f{i}") for i, f in enumerate(facts, 1)),
            warnings=article.warnings,
        )

    def _surface(self, span: HasSpan) -> tuple[Span, str]:
        source = self.text.to_source(span)
        return source, self.article.text[source.start : source.end]

    def _mention(self, found: Found, mention_id: str) -> Mention:
        self.ids[id(found)] = mention_id
        span, surface = self._surface(found)
        place = {"id": mention_id, "text": surface, "start": span.start, "end": span.end, "rule": found.rule}
        if isinstance(found, FoundDate):
            return DateMention(
                **place, kind=found.kind, timex=found.timex, first_day=found.first_day, last_day=found.last_day,
                modifier=found.modifier, anchor=found.anchor, every=found.every,
            )  # fmt: skip
        if isinstance(found, FoundOrganization):
            return Organization(**place, name=found.name, type=found.type, region=found.region, entity=found.entity)
        return _quantity(place, found)

    def _fact(self, found: FoundFact, fact_id: str) -> Fact:
        q = found.quantity
        organization = found.organization
        date_ = found.date
        return Fact(
            id=fact_id,
            actor=found.actor,
            source=found.source,
            quantity=FactQuantity(
                mention=self.ids[id(q)], value=q.value, low=q.low, high=q.high, bound=q.bound,
                unit=None if q.kind == "amount" else q.unit, currency=q.code if q.kind == "amount" else None,
            ),
            organization=FactOrganization(mention=self.ids[id(organization)], name=organization.name) if organization else None,
            action=found.action,
            object=found.object,
            date=FactDate(
                mention=self.ids[id(date_.mention)] if date_.mention else None,
                first_day=date_.first_day, last_day=date_.last_day, date_source=date_.source,
            ) if date_ else None,
            sentence=TextSpan(**self.text.to_source(found.sentence)._asdict()),
        )  # fmt: skip


def _quantity(place: dict[str, object], q: FoundQuantity) -> Mention:
    fields = {**place, "value": q.value, "low": q.low, "high": q.high, "bound": q.bound, "per": q.per}
    if q.kind == "amount":
        return Amount.model_validate({**fields, "currency": q.code})
    if q.kind == "count":
        return Count.model_validate({**fields, "unit": q.unit, "noun": q.noun})
    if q.kind == "percentage":
        return Percentage.model_validate({**fields, "unit": q.unit})
    if q.kind == "measure":
        return Measure.model_validate({**fields, "unit": q.unit, "unit_code": q.code})
    return Ordinal.model_validate({**place, "value": q.value, "unit": q.unit})
