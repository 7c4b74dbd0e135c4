"""Halves of surrogate pairs, which Python strings and JSON escapes can hold but no text can: each becomes U+FFFD, with a warning."""

from __future__ import annotations

import re

from extractor.records import Article

WARNING = "halves of surrogate pairs replaced by U+FFFD"
_SURROGATE = re.compile("[\ud800-\udfff]")
DAMAGED = "\ufffd"


def is_damaged(text: str) -> bool:
    """Whether a text holds what no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def clean(text: str, warnings: list[str]) -> str:
    """The text, as long as before, without what no encoding can write."""
    if not is_damaged(text):
        return text
    if WARNING not in warnings:
        warnings.append(WARNING)
    return _SURROGATE.sub(DAMAGED, text)


def mend(article: Article) -> Article:
    """The article with a text that can be written; the same one where nothing is damaged."""
    fields = {name: getattr(article, name) for name in ("id", "text", "title", "source", "author")}
    if not any(value is not None and is_damaged(value) for value in fields.values()):
        return article
    warnings = list(article.warnings)
    mended = {name: clean(value, warnings) for name, value in fields.items() if value is not None}
    changed = {name: value for name, value in mended.items() if value != fields[name]}
    return article.model_copy(update={**changed, "warnings": tuple(warnings)})
