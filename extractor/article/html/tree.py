"""The lines of an HTML page, each with the block element that holds it and how much of it is linked.

A line ends where a block element begins or ends and at ``<br>``, as a browser shows it; a row of a data table is one line with
tabs between its cells. What a browser does not show (scripts, forms' values, hidden elements) is no line. lxml parses; it is
imported here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.errors import ArticleError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
        "legend", "li", "main", "marquee", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
UNSEEN = frozenset(
    [
        "applet", "audio", "button", "embed", "footer", "head", "iframe", "input", "map", "nav", "noframes", "noscript", "object",
        "script", "select", "style", "svg", "template", "textarea", "title", "video",
    ]
)  # fmt: skip
CELLS = frozenset(["td", "th"])

_BLANKS = re.compile("[ \t\r\n\f\v\x1c-\x1e\x85\xa0\u2028\u2029\u200b\ufeff]+")
_EDGES = " \t\u3000"
_HIDDEN = re.compile(r"(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_XML = re.compile(r"^\s{0,100}<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """One line that a browser shows. ``node`` is the index of its block element; ``linked`` counts characters inside links."""

    text: str
    linked: int
    length: int
    node: int


@dataclass(slots=True)
class Page:
    """A page as lines and as a tree of block elements: ``parents[i] < i`` is the block around block ``i``, -1 for the root."""

    lines: list[HtmlLine] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def parse(text: str, *, path: str) -> HtmlElement:
    """The root element of a page. Raises ArticleError where lxml is missing or the page holds no element."""
    try:
        from lxml import etree, html
    except ImportError:
        raise ArticleError(path, "reading HTML needs lxml: pip install 'extractor[html]'") from None
    clean = _CONTROL.sub(" ", _XML.sub("", text)).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError):
        raise ArticleError(path, "the page holds no HTML") from None
    return root


def page_of(root: HtmlElement) -> Page:
    """The lines and blocks below an element."""
    return _Walk().run(root)


class _Walk:
    """One pass over the tree, without recursion: pages are nested as deep as their makers like."""

    def __init__(self) -> None:
        self.page = Page()
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0  # open links around the place
        self.kept = 0  # open <pre> elements, in which line ends count
        self.blocks: list[int] = []
        self.rows: list[bool] = []  # of the open table rows, whether each is one line

    def run(self, root: HtmlElement) -> Page:
        self._enter_block(root)
        self._open(root)
        around: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(root, iter(root))]
        while around:
            element, children = around[-1]
            child = next(children, None)
            if child is None:
                around.pop()
                if around:
                    self._close(element)
                    self._add(element.tail)
            elif not isinstance(child.tag, str) or child.tag in UNSEEN or _HIDDEN.search(child.get("style") or ""):
                self._add(child.tail)
            else:
                if child.tag in BLOCKS:
                    self._enter_block(child)
                elif child.tag == "br":
                    self._end_line()
                self._open(child)
                around.append((child, iter(child)))
        self._end_line()
        return self.page

    def _enter_block(self, element: HtmlElement) -> None:
        if element.tag in CELLS and self.rows and self.rows[-1]:
            self.parts.append("\t")
        else:
            self._end_line()
        if element.tag == "tr":
            self.rows.append(_is_line(element))
        self.page.parents.append(self.blocks[-1] if self.blocks else -1)
        self.page.tags.append(element.tag)
        self.blocks.append(len(self.page.parents) - 1)

    def _open(self, element: HtmlElement) -> None:
        self.links += _is_link(element)
        self.kept += element.tag == "pre"
        self._add(element.text)

    def _close(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            if not (element.tag in CELLS and self.rows and self.rows[-1]):
                self._end_line()
            if element.tag == "tr":
                self.rows.pop()
            self.blocks.pop()
        self.links -= _is_link(element)
        self.kept -= element.tag == "pre"

    def _add(self, text: str | None) -> None:
        if not text:
            return
        for number, part in enumerate(text.splitlines() if self.kept else [text]):
            if number:
                self._end_line()
            self.parts.append(_BLANKS.sub(" ", part))
            if self.links:
                self.linked += _length(part)

    def _end_line(self) -> None:
        text = "".join(self.parts).strip(_EDGES)
        if text:
            length = _length(text)
            self.page.lines.append(HtmlLine(text, min(self.linked, length), length, self.blocks[-1]))
        self.parts.clear()
        self.linked = 0


def _length(text: str) -> int:
    return len("".join(text.split()))


def _is_link(element: HtmlElement) -> bool:
    return element.tag == "a" and bool(element.get("href"))


def _is_line(row: HtmlElement) -> bool:
    """Whether no cell of a row holds a block of its own, so that the row is one line. Pages of old are laid out in tables."""
    return all(child.tag not in BLOCKS and child.tag != "br" for cell in row for child in cell)
