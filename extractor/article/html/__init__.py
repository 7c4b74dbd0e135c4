"""HTML pages to articles: the running text as ``text``, and what the page says of it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from extractor.article.html.body import body_lines, first_prose
from extractor.article.html.head import Around, day_of_address, headline, read_head, time_beside, time_in_scripts
from extractor.article.html.tree import page_of, parse
from extractor.article.page import read_page
from extractor.errors import ArticleError
from extractor.records import Article, Block

__all__ = ["read_html"]


def read_html(text: str, *, path: str) -> Article:
    """The article of a decoded HTML page. Raises ArticleError when no running text stands there."""
    root = parse(text, path=path)
    head = read_head(root)
    page = page_of(root)
    body = body_lines(page)
    if not body:
        raise ArticleError(path, "no running text was found on the page")
    title, place = headline(page, head, body[-1] + 1)
    first = first_prose(page, body)
    if place is not None and place < first:
        body = [i for i in body if i > place]
    around = Around(page, body, first, first if place is None else min(place, first))
    seen, kept = _as_saved(around, Article(id=path, text="", title=title, published=head.published, url=head.url))
    lines, blocks = _joined(seen.text, kept)
    return read_page(
        seen.model_copy(
            update={
                "text": lines,
                "blocks": blocks,
                "published": seen.published or time_beside(around) or time_in_scripts(root) or day_of_address(head),
                "source": seen.source or head.source,
                "author": seen.author or head.author,
            }
        )
    )


def _as_saved(around: Around, article: Article) -> tuple[Article, list[Block]]:
    """The lines around the text read like a page saved as text; and those of its blocks that belong to the text."""
    window = around.window()
    lines = [around.page.lines[index].text for index in window]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    seen = read_page(article.model_copy(update={"text": "\n".join(lines)}))
    inside = set(around.body)
    blocks = [b for b in seen.blocks or () if b.kind != "title" and window[bisect_right(starts, b.start) - 1] in inside]
    return seen, blocks or [
        Block(start=starts[at], end=starts[at + 1] - 1, kind="paragraph") for at, index in enumerate(window) if index in inside
    ]


def _joined(text: str, blocks: list[Block]) -> tuple[str, tuple[Block, ...]]:
    """The text that blocks make, a line each, and where they then stand."""
    starts = accumulate((block.end - block.start + 1 for block in blocks), initial=0)
    moved = (b.model_copy(update={"start": start, "end": start + b.end - b.start}) for b, start in zip(blocks, starts, strict=False))
    return "\n".join(text[block.start : block.end] for block in blocks), tuple(moved)
