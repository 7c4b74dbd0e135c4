"""Dates, amounts of money, counts, organizations and facts from Chinese news.

>>> import extractor
>>> extractor.extract("2017年，全省各级工会共筹集助学款5115万多元。").amounts[0].value
Decimal('51150000')
"""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor import numerals as numerals
    from extractor.article import Limits as Limits
    from extractor.article import read_articles as read_articles
    from extractor.errors import ArticleError as ArticleError
    from extractor.errors import ExtractorError as ExtractorError
    from extractor.errors import LexiconError as LexiconError
    from extractor.errors import SegmenterError as SegmenterError
    from extractor.pipeline import Extractor as Extractor
    from extractor.query import FactQuery as FactQuery
    from extractor.reason import Explanation as Explanation
    from extractor.reason import Reason as Reason
    from extractor.records import Amount as Amount
    from extractor.records import Article as Article
    from extractor.records import Block as Block
    from extractor.records import Count as Count
    from extractor.records import DateMention as DateMention
    from extractor.records import Document as Document
    from extractor.records import Fact as Fact
    from extractor.records import FactDate as FactDate
    from extractor.records import FactOrganization as FactOrganization
    from extractor.records import FactQuantity as FactQuantity
    from extractor.records import Measure as Measure
    from extractor.records import Mention as Mention
    from extractor.records import Ordinal as Ordinal
    from extractor.records import Organization as Organization
    from extractor.records import Percentage as Percentage
    from extractor.records import TextSpan as TextSpan
    from extractor.tabular import tables as tables

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "Article",
    "ArticleError",
    "Block",
    "Count",
    "DateMention",
    "Document",
    "Explanation",
    "Extractor",
    "ExtractorError",
    "Fact",
    "FactDate",
    "FactOrganization",
    "FactQuantity",
    "FactQuery",
    "LexiconError",
    "Limits",
    "Measure",
    "Mention",
    "Ordinal",
    "Organization",
    "Percentage",
    "Reason",
    "SegmenterError",
    "TextSpan",
    "extract",
    "numerals",
    "read_articles",
    "tables",
]

# Loaded when first asked for, so that importing the package costs next to nothing.
_HOMES = {
    "extractor.article": ("Limits", "read_articles"),
    "extractor.errors": ("ArticleError", "ExtractorError", "LexiconError", "SegmenterError"),
    "extractor.pipeline": ("Extractor",),
    "extractor.query": ("FactQuery",),
    "extractor.reason": ("Explanation", "Reason"),
    "extractor.tabular": ("tables",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
_default: Any = None


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "numerals":
        return import_module("extractor.numerals")
    return getattr(import_module(_HOME.get(name, "extractor.records")), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def extract(text: str, *, published: datetime | date | None = None) -> Document:
    """Everything extracted from one text: a bare body or a whole saved page.

    ``published`` is the publication time (naive, Beijing time) that relative dates count from; without it, the page's own
    metadata or dateline is used, and without any of these relative dates stay unresolved. Offsets in the document count
    code points of ``text``. Raises SegmenterError only if a custom segmenter misbehaves; any text gives a document.
    """
    global _default
    if _default is None:
        from extractor.pipeline import Extractor

        _default = Extractor()
    document: Document = _default.extract(text, published=published)
    return document
