"""The pipeline: calls the rooms in order and makes records of what they found. Holds no rules."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from extractor.article import mend, read_page
from extractor.dates import FoundDate, ReferenceTime
from extractor.dates import find as find_dates
from extractor.errors import ExtractorError
from extractor.facts import FactTime, FoundFact, ReadText, Slot, Trace
from extractor.facts import find as find_facts
from extractor.facts import reasons as reasons_of
from extractor.numerals import Numeral, scan
from extractor.organizations import FoundOrganization, OrganizationFinder, read_own
from extractor.quantities import FoundQuantity
from extractor.quantities import find as find_quantities
from extractor.reason import ExplainedSentence, Explanation, Reason
from extractor.records import Article, Document
from extractor.segment import Segmenter, Words, default_segmenter
from extractor.span import Ordered, Span, Spans
from extractor.text import NormalizedText, Sentence, clause_end, normalize, sentences
from extractor.words import CountedNouns, WordsInContext, explained
from extractor.workers import map_ordered

_NOUN_REACH = 60  # characters between a count and the noun that it shares with another
Found = FoundDate | FoundQuantity | FoundOrganization


class Extractor:
    """Extracts documents from articles. Cheap to make; lexicons and the segmenter load at the first article.

    One instance serves any number of articles, one at a time. ``segmenter`` is anything that fits ``segment.Segmenter``;
    the default is rjieba when it is installed, else jieba. ``lexicons`` are files with organizations of your own and words that
    are none (their format is in ``extractor/organizations/own.py``); raises LexiconError when one of them has a fault.
    """

    def __init__(self, *, segmenter: Segmenter | None = None, lexicons: Iterable[str | Path] = ()) -> None:
        self._given = segmenter, tuple(lexicons)
        self._segmenter = segmenter
        self._organizations = OrganizationFinder(read_own(self._given[1]))

    def extract(self, article: Article | str, *, published: datetime | date | None = None) -> Document:
        """The document of one article or of one text; ``published`` overrides what the page says (naive Beijing time)."""
        with _paused_collector():
            return self._records(self._prepared(article, published)).document()

    def explain(self, article: Article | str, *, published: datetime | date | None = None) -> Explanation:
        """Like ``extract``, with the reasons: which words gave which field of which date and fact, by which rule."""
        with _paused_collector():
            records = self._records(self._prepared(article, published), {})
            return Explanation(records.document(), records.reasons(), tuple(records.sentences()))

    def extract_many(self, articles: Iterable[Article | str], *, jobs: int = 1) -> Iterator[Document]:
        """Documents of many articles, in order, lazily; with ``jobs`` above 1 made by that many processes.

        With more than one job, a program needs the usual ``if __name__ == "__main__"``, and a segmenter of its own has to be
        picklable. Raises ValueError for ``jobs`` below 1, and ExtractorError when a process dies.
        """
        if jobs < 1:
            raise ValueError(f"jobs has to be 1 or more, not {jobs}")
        if jobs == 1:
            return map(self.extract, articles)
        return map_ordered(partial(_worker, *self._given), articles, jobs=jobs, lost=_lost)

    def _prepared(self, article: Article | str, published: datetime | date | None) -> Article:
        if isinstance(article, str):
            article = Article(text=article)
        if published is not None:
            article = article.model_copy(update={"published": _as_datetime(published)})
        article = mend(article)
        return read_page(article) if article.blocks is None else article

    def _records(self, article: Article, trace: Trace | None = None) -> _Records:
        read = self._read(article)
        facts = find_facts(read, trace)
        return _Records(article, read.text, list(read.context.mentions.items), facts, read.context, trace)

    def _read(self, article: Article) -> ReadText:
        """All but the facts."""
        blocks = article.blocks or ()
        text = normalize(article.text, blocks)
        lines = _sentences(text, article)
        if self._segmenter is None:
            self._segmenter = default_segmenter()
        words = Words(text.text, self._segmenter)
        numerals = scan(text.visible)
        reference = ReferenceTime(article.published, article.dateline)
        dates = find_dates(text.visible, lines, reference)
        words.expect(_with_numbers(text.visible, lines, numerals, dates))
        quantities = find_quantities(text.visible, numerals, Spans(dates))
        taken = Spans([*dates, *(q for q in quantities if q.rule != "count.bare")])  # a bare number may yet turn out to be none
        organizations = self._organizations.find(text, lines, words, taken, title=article.title, source=article.source)
        dates = Spans(quantities).free(dates)  # 273万人次|日均: a unit that ends in the first character of what looks like a date
        names, dates = Spans(organizations), list(_without_names(dates, organizations))
        if len(names.free(dates)) < len(dates):  # 七月传媒有限公司: it says nothing of when the narrative is either
            dates = Spans(quantities).free(_without_names(find_dates(text.visible, lines, reference, names), organizations))
        quantities = names.free(quantities)
        mentions: list[Found] = sorted([*dates, *quantities, *organizations], key=attrgetter("start", "end"))
        context = WordsInContext(words, lines, mentions)
        CountedNouns(context, quantities).complete()
        return ReadText(text, lines, context, dates, quantities, organizations, reference)


def _without_names(dates: Sequence[FoundDate], organizations: Sequence[FoundOrganization]) -> Iterator[FoundDate]:
    """Dates, those whose event names an organization up to the name: 2018年|国家医保局成立以来 is still since 2018."""
    named = Ordered(organizations)
    for day in dates:
        inside = named.within(day.start + 1, day.end)
        yield replace(day, end=inside[0].start) if inside and inside[0].end < day.end else day


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Rest for the collector of reference cycles while one document is made.

    Nothing that a document is made of is a cycle, but the longer the article, the more objects live at once, and the collector looks
    through all of them again and again: a third of the time of an article of a million characters.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _worker(segmenter: Segmenter | None, lexicons: tuple[str | Path, ...]) -> Callable[[Article | str], Document]:
    """In a worker process: the function that does the work."""
    return Extractor(segmenter=segmenter, lexicons=lexicons).extract


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


def _with_numbers(text: str, lines: list[Sentence], numerals: Sequence[Numeral], dates: Sequence[FoundDate]) -> Iterator[Span]:
    """Sentences up to the clause of their last numeral that is no date: quantities and facts will ask for all their words."""
    taken = Spans(dates)
    counting = Ordered(numerals)
    for line in lines:
        for n in reversed(counting.within(line.start, line.end)):
            if not n.word_end and not taken.touch(n.start, n.end):
                yield Span(line.start, clause_end(text, n.end, line.end))
                break


class _Records:
    """Makes the document: ids in text order, offsets of the source, and one validation of it all."""

    def __init__(
        self,
        article: Article,
        text: NormalizedText,
        found: list[Found],
        facts: list[FoundFact],
        context: WordsInContext,
        trace: Trace | None,
    ) -> None:
        self.article, self.text, self.facts, self.context, self.trace = article, text, facts, context, trace or {}
        self.found = found
        self.folded = text.text != text.source
        self.ids = {id(item): f"m{i}" for i, item in enumerate(self.found, 1)}

    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """By the ids of dates, of facts, and of quantities that make none, with offsets of the source."""
        reasons = {self.ids[id(d)]: d.reasons for d in self.found if isinstance(d, FoundDate)}
        reasons |= {f"f{i}": (*fact.reasons(), *reasons_of(self.trace, fact.quantity.start)) for i, fact in enumerate(self.facts, 1)}
        told = {id(fact.quantity) for fact in self.facts}
        for q in self.found:
            if isinstance(q, FoundQuantity) and id(q) not in told and (q.start, "telling") in self.trace:
                reasons[self.ids[id(q)]] = tuple(reasons_of(self.trace, q.start))
        return {key: tuple(map(self._moved, value)) for key, value in reasons.items()}

    def sentences(self) -> Iterator[ExplainedSentence]:
        """What was read of the sentences with facts, with offsets of the source."""
        for sentence in {id(fact.sentence): fact.sentence for fact in self.facts}.values():
            read = explained(self.context, sentence)
            start, end = self.text.to_source(Span(read.start, read.end))
            yield read._replace(start=start, end=end)

    def _moved(self, reason: Reason) -> Reason:
        if reason.start is None or reason.end is None:
            return reason
        start, end = self.text.to_source(Span(reason.start, reason.end))
        return reason._replace(start=start, end=end)

    def document(self) -> Document:
        """The document, validated."""
        article = self.article
        return Document.model_validate(
            {
                "id": article.id or hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
                "title": article.title,
                "published": article.published,
                "source": article.source,
                "author": article.author,
                "text": article.text,
                "facts": [self._fact(f, f"f{i}") for i, f in enumerate(self.facts, 1)],
                "warnings": article.warnings,
                **self._mentions(),
            }
        )

    def _mentions(self) -> dict[str, list[dict[str, Any]]]:
        """The mentions as fields, in the lists of the document that they belong to."""
        text, to_source = self.article.text, self.text.to_source
        moved = self.text.offsets is not None
        lists: dict[str, list[dict[str, Any]]] = {}
        for number, item in enumerate(self.found, 1):
            start, end = to_source(item) if moved else (item.start, item.end)
            name, fields = _FIELDS[type(item)](item)
            fields["id"], fields["text"], fields["start"], fields["end"] = f"m{number}", text[start:end], start, end
            fields["rule"] = item.rule
            if self.folded and isinstance(item, FoundQuantity) and item.kind in ("count", "measure", "ordinal"):
                fields |= self._words_of(item)
            if name in lists:
                lists[name].append(fields)
            else:
                lists[name] = [fields]
        return lists

    def _words_of(self, q: FoundQuantity) -> dict[str, str]:
        """The unit and the noun of a quantity as the article writes them: 三萬名學生 counts 學生."""
        text = self.text.text
        places = {"unit": text.find(q.unit, q.start, q.end) if q.unit else -1}
        if q.noun:
            behind = text.find(q.noun, q.end, q.end + len(q.noun) + _NOUN_REACH)
            places["noun"] = behind if behind >= 0 else text.rfind(q.noun, max(0, q.start - _NOUN_REACH), q.start)
        words = {"unit": q.unit, "noun": q.noun}
        slots = {name: Slot(word, at, at + len(word), name) for name, at in places.items() if at >= 0 and (word := words[name])}
        return {name: written for name, slot in slots.items() if (written := self._written(slot))}

    def _fact(self, found: FoundFact, fact_id: str) -> dict[str, Any]:
        q, organization, time_ = found.quantity, found.organization, found.date
        sentence = found.sentence
        start, end = (sentence.start, sentence.end) if self.text.offsets is None else self.text.to_source(sentence)
        money = q.kind == "amount"
        return {
            "id": fact_id,
            "actor": self._written(found.actor),
            "source": self._written(found.source),
            "quantity": {
                "mention": self.ids[id(q)],
                "value": q.value,
                "low": q.low,
                "high": q.high,
                "bound": q.bound,
                "unit": None if money else self._words_of(q).get("unit", q.unit) if self.folded else q.unit,
                "currency": q.code if money else None,
            },
            "organization": {"mention": self.ids[id(organization)], "name": organization.name} if organization else None,
            "action": self._written(found.action),
            "object": self._written(found.object),
            "polarity": found.polarity,
            "basis": self._written(found.basis),
            "modality": found.modality,
            "negated": found.denial is not None,
            "confidence": found.confidence,
            "date": self._time(time_) if time_ else None,
            "sentence": {"start": start, "end": end},
        }

    def _written(self, slot: Slot | None) -> str | None:
        """The words of a slot as the article writes them: folded characters are given back, line breaks and hidden ones are not."""
        if slot is None or slot.start is None or slot.end is None:
            return slot.text if slot is not None else None
        start, end = self.text.to_source(Span(slot.start, slot.end))
        written = self.article.text[start:end]
        return written if len(written) == len(slot.text) and written.isprintable() else slot.text

    def _time(self, time_: FactTime) -> dict[str, Any]:
        return {
            "mention": self.ids[id(time_.mention)] if time_.mention else None,
            "first_day": time_.first_day,
            "last_day": time_.last_day,
            "date_source": time_.source,
        }


def _date_fields(d: FoundDate) -> tuple[str, dict[str, Any]]:
    return "dates", {
        "kind": d.kind,
        "timex": d.timex,
        "first_day": d.first_day,
        "last_day": d.last_day,
        "modifier": d.modifier,
        "anchor": d.anchor,
        "every": d.every,
        "bound": d.bound,
        "low": d.low,
        "high": d.high,
    }


def _organization_fields(o: FoundOrganization) -> tuple[str, dict[str, Any]]:
    return "organizations", {"name": o.name, "type": o.type, "region": o.region, "entity": o.entity}


def _quantity_fields(q: FoundQuantity) -> tuple[str, dict[str, Any]]:
    stated: dict[str, Any] = {"value": q.value, "low": q.low, "high": q.high, "bound": q.bound}
    kind = q.kind
    if kind == "amount":
        stated["currency"] = q.code
    else:
        stated["unit"] = q.unit
        if kind == "ordinal":
            return "ordinals", stated
        if kind == "count":
            stated["noun"] = q.noun
        elif kind == "measure":
            stated["unit_code"] = q.code
    stated["per"] = q.per
    return _LISTS[kind], stated


_LISTS = {"amount": "amounts", "count": "counts", "percentage": "percentages", "measure": "measures"}
_FIELDS: dict[type, Callable[[Any], tuple[str, dict[str, Any]]]] = {  # the list of the document, and the fields of each kind of mention
    FoundDate: _date_fields,
    FoundOrganization: _organization_fields,
    FoundQuantity: _quantity_fields,
}
