"""Which lines of an HTML page are the article.

Running text speaks for the blocks around it and links and loose words against them; the block with the most in its favour is the
article. Inside of it, blocks that have more against than in favour (lists of links, share bars) are left out again. What then is
left beside the text (lines of time and source, editors, copyright) is known by its words and left to ``article.page``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.article.html.tree import HtmlLine, Page
from extractor.article.vocabulary import group, vocabulary

_STOPS = re.compile("[，。！？；,;!?]")
_SHORT = 10  # characters below which a line with a stop says nothing
_LOOSE = 12  # characters of a line without a stop that count against it
_WORST = -80.0  # what a block can count against the one around it: a list is left out of an article, however long it is
_LIST = -8.0  # a block with less than this inside the article is no part of it


def body_lines(page: Page) -> list[int]:
    """Indices of the lines that are the article, in order; empty where there is no running text."""
    totals = [0.0] * len(page.parents)
    for line in page.lines:
        totals[line.node] += weight(line)
    for node in range(len(totals) - 1, 0, -1):
        totals[page.parents[node]] += max(totals[node], _WORST)
    best = max(range(len(totals)), key=totals.__getitem__, default=-1)
    if best < 0 or totals[best] <= 0:
        return []
    kept = _kept(page, totals, best)
    return [
        i for i, line in enumerate(page.lines) if kept[line.node] and not (2 * line.linked > line.length > 4 or _legal().match(line.text))
    ]


def first_prose(page: Page, body: list[int]) -> int:
    """Index of the first line of the article that is running text."""
    return next((i for i in body if weight(page.lines[i]) > 0), body[0])


def weight(line: HtmlLine) -> float:
    """How much a line speaks for being part of an article, in characters of running text."""
    if 2 * line.linked > line.length:
        return -line.length - 2.0
    if _STOPS.search(line.text) is None or _legal().match(line.text):
        return -0.3 * min(line.length - line.linked, _LOOSE) - 1.0
    return float(line.length - 2 * line.linked) if line.length >= _SHORT else 0.0


@lru_cache(maxsize=1)
def _legal() -> re.Pattern[str]:
    """Disclaimers and copyright notices: sentences of the site, not of the article."""
    return re.compile(rf"[【\[（(]?{group(vocabulary().legal.openings)}")


def _kept(page: Page, totals: list[float], best: int) -> list[bool]:
    """Of each block whether its lines belong to the article: below the best one and in no list."""
    kept = [False] * len(totals)
    kept[best] = True
    for node in range(best + 1, len(totals)):
        kept[node] = kept[page.parents[node]] and (totals[node] >= _LIST or page.tags[node] == "p")
    return kept
