"""What an HTML page says of its article outside of the running text: title, time, source, author, address.

Machine-readable statements (JSON-LD, ``<meta>``) come first, names of fields from ``lexicon/article.toml``, ``[html]``. What they
leave open is read from the visible lines by ``article.page`` like that of any saved page, and last from the day in the address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extractor.article.html.body import weight
from extractor.article.html.tree import Page
from extractor.article.kinds import squeezed
from extractor.article.metadata import clean_name, medium_like
from extractor.article.stamps import find_stamp
from extractor.article.vocabulary import group, vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_JSON = 1 << 20  # characters of one JSON-LD script; those of articles have some thousands
_LONGEST_TITLE = 120
_ABOVE = 4  # lines over the headline, and under the text, in which metadata may stand
_BELOW = 8
_NEAR = 4  # lines in which a time needs no label
_HEADINGS = ("h1", "h2", "h3", "h4")
_CUT = re.compile(r"\s*[_|｜]+\s*|\s+[-—–―]+\s+|\s*(?:--|——)\s*")
_LAST_PART = re.compile(r"[-—–][^-—–]{2,12}$")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}|[A-Z][a-z]+")
_DAY_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page states; None where it says nothing."""

    title: str | None = None
    window: str | None = None  # what <title> says, with the name of the site
    published: datetime | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The text of a page and the lines around it, which may tell its time, source and author."""

    page: Page
    body: list[int]
    first: int  # where running text begins
    top: int  # the headline, or where running text begins

    def window(self) -> list[int]:
        """The lines of the text with those from over the headline to under the text; lists inside of the text left out."""
        above = range(max(0, self.top - _ABOVE), self.first)
        loose = (i for i in above if weight(self.page.lines[i]) <= 0)  # a teaser over the headline is no part of the article
        return [*loose, *(i for i in self.body if i >= self.first), *self._below(_BELOW)]

    def beside(self) -> list[int]:
        """The lines where a time is that of the article: from right over the headline to the text, and right under it."""
        return [*range(max(0, self.top - _NEAR), self.first), *self._below(_NEAR)]

    def _below(self, count: int) -> range:
        return range(self.body[-1] + 1, min(len(self.page.lines), self.body[-1] + 1 + count))


def read_head(root: HtmlElement) -> Head:
    """What JSON-LD, meta elements and the title element say."""
    stated = _metas(root)
    data = _article_data(root)
    names = vocabulary().html
    window = root.find(".//title")
    title = _text(window.text_content()) if window is not None else None
    author = _name(data.get("author")) or _first(stated, names.author)
    source = _first(stated, names.source) or _name(data.get("publisher")) or _first(stated, names.site)
    return Head(
        title=_text(data.get("headline")) or _first(stated, names.title),
        window=title,
        published=_first_time([data.get("datePublished"), *(stated.get(name) for name in names.published)]),
        source=clean_name(source.strip("()（） ")) if source else None,
        author=author if author and _person(author, title or "") else None,
        url=_first(stated, names.url) or _canonical(root),
    )


def _person(name: str, title: str) -> bool:
    """Whether a meta element names a writer: some put their site there, or a number."""
    parts = name.split()
    return len(parts) <= 6 and all(_NAME.fullmatch(part) for part in parts) and not medium_like(name) and name not in title


def headline(page: Page, head: Head, body_end: int) -> tuple[str | None, int | None]:
    """The title, and the line where it stands on the page if it does.

    The line that stands in the title element too is it: pages put the name of the site behind the headline there, or before it.
    """
    known = squeezed(head.window or "") + "\n" + squeezed(head.title or "")
    best: tuple[int, int, int] | None = None
    for index, line in enumerate(page.lines[:body_end]):
        bare = squeezed(line.text) if line.length <= _LONGEST_TITLE else ""
        if len(bare) >= 4 and bare in known:
            found = (len(bare), page.tags[line.node] in _HEADINGS, index)
            best = max(best or found, found)
    alone = _without_site(head.title or head.window or "")
    if best is not None and best[0] * 2 >= len(squeezed(alone)):
        return page.lines[best[2]].text, best[2]
    if alone:
        return alone, None
    first = next((i for i, line in enumerate(page.lines[:body_end]) if page.tags[line.node] in _HEADINGS[:2]), None)
    return (page.lines[first].text, first) if first is not None else (None, None)


def time_beside(around: Around) -> datetime | None:
    """The first time beside the headline or under the text, whatever else its line says; one with a clock first."""
    lines = (around.page.lines[index] for index in around.beside())
    stamps = [find_stamp(line.text) for line in lines if line.length <= _LONGEST_TITLE and 2 * line.linked <= line.length]
    found = [stamp for stamp in stamps if stamp is not None]
    return next((stamp.when for stamp in found if stamp.clock), found[0].when if found else None)


def time_in_scripts(root: HtmlElement) -> datetime | None:
    """The time that a script of the page gives to a variable such as ``pubtime``."""
    assigned = _assigned()
    for script in root.iter("script"):
        for match in assigned.finditer(script.text or ""):
            stamp = find_stamp(match["value"])
            if stamp is not None:
                return stamp.when
    return None


@lru_cache(maxsize=1)
def _assigned() -> re.Pattern[str]:
    names = group(vocabulary().html.variables)
    return re.compile(rf"""(?i:{names})["']?\s{{0,4}}[:=]\s{{0,4}}["'](?P<value>[^"'\n]{{8,40}})["']""")


def day_of_address(head: Head) -> datetime | None:
    """Midnight of the day that the address of the page holds: /2012-01/17/, /20120117/."""
    match = _DAY_IN_URL.search(head.url or "")
    try:
        return datetime(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _without_site(title: str) -> str:
    """The headline of a title element: what stands before the first separator that is left with enough."""
    for match in _CUT.finditer(title):
        if len(squeezed(title[: match.start()])) >= 6:
            return title[: match.start()].strip()
    return _LAST_PART.sub("", title).strip() if len(title) > 20 else title.strip()


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = _text(meta.get("content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _canonical(root: HtmlElement) -> str | None:
    links = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return _text(next(links, None))


def _article_data(root: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").strip().lower() == "application/ld+json" and len(text) <= _LONGEST_JSON:
            for item in _objects(text):
                if any(kind in str(item.get("@type", "")) for kind in vocabulary().html.kinds):
                    return item
    return {}


def _objects(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _first(stated: dict[str, str], names: Sequence[str]) -> str | None:
    return next((stated[name] for name in names if name in stated), None)


def _first_time(values: Sequence[object]) -> datetime | None:
    for value in values:
        stamp = find_stamp(value[:100]) if isinstance(value, str) else None
        if stamp is not None:
            return stamp.when
    return None


def _name(value: object) -> str | None:
    """The name of a person or organization as JSON-LD has it: a string, an object, or a list of either."""
    if isinstance(value, list):
        return " ".join(name for name in map(_name, value[:9]) if name and not isinstance(name, list)) or None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None
