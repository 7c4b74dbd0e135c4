"""Dates, amounts of money, counts, organizations and facts from Chinese news.

>>> import extractor
>>> extractor.extract("2017年，全省各级工会共筹集助学款5115万多元。").amounts[0].value
Decimal('51150000')
"""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.errors import ArticleError, ExtractorError, LexiconError, SegmenterError
from extractor.records import (
    Amount,
    Article,
    Block,
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

if TYPE_CHECKING:
    from extractor import numerals as numerals
    from extractor.article import read_articles as read_articles
    from extractor.pipeline import Extractor as Extractor

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "Article",
    "ArticleError",
    "Block",
    "Count",
    "DateMention",
    "Document",
    "Extractor",
    "ExtractorError",
    "Fact",
    "FactDate",
    "FactOrganization",
    "FactQuantity",
    "LexiconError",
    "Measure",
    "Mention",
    "Ordinal",
    "Organization",
    "Percentage",
    "SegmenterError",
    "TextSpan",
    "extract",
    "numerals",
    "read_articles",
]

# Loaded when first asked for, so that importing the package costs little more than importing pydantic.
_LAZY = {"Extractor": "extractor.pipeline", "read_articles": "extractor.article", "numerals": "extractor.numerals"}
_default: Any = None


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(_LAZY[name])
    return module if name == "numerals" else getattr(module, name)


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
