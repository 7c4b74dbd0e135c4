"""One record of a data file to an article. Names of fields are in ``lexicon/article.toml``, ``[fields]``, or given by the caller."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from extractor.article.damage import DAMAGED, clean, is_damaged
from extractor.article.lines import split
from extractor.article.options import DEFAULT, Reading
from extractor.article.page import read_page
from extractor.article.stamps import BEIJING, read_stamp
from extractor.errors import ArticleError
from extractor.records import Article

_EPOCH = datetime(1970, 1, 1) + (datetime(1970, 1, 1, tzinfo=BEIJING).utcoffset() or timedelta())
_NAMES = {str: "a string", int: "a number", float: "a number", bool: "a truth value", list: "a list", dict: "an object", type(None): "null"}


def read_row(line: str, *, path: str, options: Reading = DEFAULT) -> Article:
    """The article of one line of JSON. Raises ArticleError when the line is no object with a text."""
    try:
        row = json.loads(line)
    except RecursionError:
        raise ArticleError(path, "invalid JSON: nested too deeply") from None
    except ValueError as error:
        raise ArticleError(path, f"invalid JSON: {error}") from None
    if not isinstance(row, dict):
        raise ArticleError(path, f"the line holds {_NAMES[type(row)]}, not an object with a text")
    return read_record(row, path=path, options=options)


def read_record(row: dict[str, Any], *, path: str, options: Reading = DEFAULT) -> Article:
    """The article of a record. Raises ArticleError when it has no text."""
    warnings: list[str] = []
    text = clean(_text(row, path, options.names("text")), warnings)
    found = {role: _string(row, options.names(role), warnings) for role in ("title", "source", "author", "url")}
    return read_page(
        Article(
            id=_identifier(row, options.names("id")) or path,
            text=text,
            published=_published(row, options.names("published"), warnings),
            warnings=tuple(warnings + damage(text)),
            **found,
        )
    )


def damage(text: str) -> list[str]:
    """A warning when a text holds U+FFFD, which stands for characters that could not be decoded."""
    count = text.count(DAMAGED)
    return [f"damaged text: {count} times U+FFFD"] if count else []


def _text(row: dict[str, Any], path: str, names: tuple[str, ...]) -> str:
    present = [name for name in names if name in row]
    for name in present:
        value = row[name]
        if isinstance(value, str):
            if split(value):
                return value
        elif value is not None:
            raise ArticleError(path, f"field {name!r} is {_NAMES[type(value)]}, not a string")
    if present:
        raise ArticleError(path, f"field {present[0]!r} is empty")
    raise ArticleError(path, f"no text: none of the fields {', '.join(names)}")


def _string(row: dict[str, Any], names: tuple[str, ...], warnings: list[str]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = " ".join(value)
        if isinstance(value, str):
            if value.strip():
                return clean(value.strip(), warnings)
        elif value is not None:
            warnings.append(f"field {name!r} is {_NAMES[type(value)]} and was left out")
    return None


def _identifier(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return clean(value.strip(), [])
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def _published(row: dict[str, Any], names: tuple[str, ...], warnings: list[str]) -> datetime | None:
    for name in names:
        value = row.get(name)
        if value is None or value == "":
            continue
        read = _moment(value)
        if read is not None:
            return read
        warnings.append(f"field {name!r} cannot be read as a time: {_shown(value)}")
    return None


def _shown(value: object) -> str:
    shown = ascii(value) if isinstance(value, str) and is_damaged(value) else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _moment(value: object) -> datetime | None:
    """A timestamp as a string, or seconds or milliseconds since 1970, in Beijing time."""
    if isinstance(value, str):
        stamp = read_stamp(value)
        if stamp is None and value.isascii() and value.isdigit() and len(value) in (10, 13):  # a table has no numbers, only digits
            return _moment(int(value))
        return None if stamp is None else stamp.when
    if isinstance(value, bool) or not isinstance(value, int | float) or not 10**8 <= value < 10**13:
        return None
    return _EPOCH + timedelta(seconds=int(value if value < 10**11 else value / 1000))
