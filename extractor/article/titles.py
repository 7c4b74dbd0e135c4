"""Where the headline of a page stands: what the caller names, else above the metadata, else a first short line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.article.kinds import similar, squeezed, title_like
from extractor.article.lines import Line, prose
from extractor.article.metadata import Facts

_NEAR = 12  # lines around the headline that may repeat it
_NAVIGATION = 3  # more short lines than these above a headline are navigation
_CRUMB = re.compile(r"[>＞»›→]|&gt;")
_GLUED = re.compile(r"(?:[^，。：:]{1,20}[,，])?原标题\s?[:：]\s?(?P<name>[^。,：:]{4,70})(?:,|$)")


@dataclass(frozen=True, slots=True)
class Head:
    """A page whose furniture is known: its lines, what its metadata lines say, and where running text begins."""

    lines: Sequence[Line]
    furniture: Sequence[bool]
    facts: Sequence[tuple[int, Facts]]
    first_prose: int

    def candidates(self, end: int, begin: int = 0) -> list[int]:
        """Content lines that can be a headline, up to a line."""
        return [i for i in range(begin, min(end, len(self.lines))) if not self.furniture[i] and title_like(self.lines[i])]


def known_title(head: Head, known: str) -> int | None:
    """The line that is the headline which the caller names."""
    candidates = head.candidates(head.first_prose)
    same = squeezed(known)
    for index in reversed(candidates):
        if squeezed(head.lines[index].text) == same:
            return index
    return next((index for index in candidates if similar(head.lines[index].text, known)), None)


def title_by_place(head: Head) -> int | None:
    """The line that repeats the breadcrumb, or stands above the metadata, or is a short first line over running text."""
    lines = head.lines
    if head.first_prose >= len(lines):
        return None
    crumb = crumb_tail(head)
    candidates = head.candidates(head.first_prose)
    if crumb is not None:
        for index in reversed(candidates):
            if similar(lines[index].text, crumb):
                return index
    over_time = _over_time(head)
    if over_time is not None:
        return over_time
    anchors = [i for i, facts in head.facts if i < head.first_prose and facts.labels != {"original"}]
    above = [i for i in candidates if anchors and i < anchors[-1] and not lines[i].text.startswith(("—", "-"))]
    if above:
        return above[-1]
    first = next((i for i, out in enumerate(head.furniture) if not out), None)
    return first if first in candidates[:1] else None


def _over_time(head: Head) -> int | None:
    """The line right over the time of publication with running text right under it, wherever that stands on the page."""
    for index, facts in head.facts:
        if facts.published is not None and any(prose(line) for line in head.lines[index + 1 : index + 5]):
            above = [i for i in head.candidates(index, max(0, index - 3)) if not head.lines[i].text.startswith(("—", "-"))]
            if above and not any(prose(line) for line in head.lines[above[-1] + 1 : index]):
                return above[-1]
    return None


def crumb_tail(head: Head) -> str | None:
    """The last part of a breadcrumb, when it is long enough for a headline."""
    for line, out in zip(head.lines[:8], head.furniture, strict=False):
        if out and len(line.text) <= 160 and _CRUMB.search(line.text):
            tail = _CRUMB.split(line.text)[-1].strip()
            if len(tail) >= 8:
                return tail
    return None


def glued_title(lines: Sequence[Line]) -> str | None:
    """The headline in a first line 原标题：…,body."""
    match = _GLUED.match(lines[0].text)
    return None if match is None else match["name"].strip()


def surroundings(head: Head, index: int) -> Iterator[int]:
    """Lines near the headline that are furniture: those that repeat it, and a navigation above it."""
    same = squeezed(head.lines[index].text)
    above = [i for i in range(index) if not head.furniture[i] and not prose(head.lines[i])]
    if len(above) > _NAVIGATION and any(i < index + _NEAR for i, _ in head.facts):
        yield from above
    for other in range(max(0, index - _NEAR), min(len(head.lines), index + _NEAR)):
        if other != index and not head.furniture[other] and squeezed(head.lines[other].text) == same:
            yield other
