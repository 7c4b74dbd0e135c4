"""Reading a page: title, time, source, writer, and which of its lines are content.

What the caller knows already stays. What counts as furniture is in ``furniture.py``, kinds of content lines in ``kinds.py``,
metadata lines in ``metadata.py``, datelines in ``dateline.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from extractor.article.dateline import Dateline, read_byline, read_dateline, read_glued, resolve
from extractor.article.furniture import Look, cited, credited, is_furniture, mark_lists
from extractor.article.kinds import body_kinds, content_end, similar, squeezed, title_like, writer_line
from extractor.article.lines import Line, split, zones
from extractor.article.metadata import Facts, clean_name, lone_stamp, medium_like
from extractor.article.stamps import find_stamp
from extractor.records import Article, Block, BlockKind

_DATELINE_LINES = 6  # paragraphs in which a dateline is looked for
_CRUMB = re.compile(r"[>＞»›→]|&gt;")
_EMBEDDED_SOURCE = re.compile(r"(?:^|[,，\s）)】])(?:来源|转自)\s?[:：]\s?(?P<name>[^\s,，。；：:（）()]{2,20})(?=[,，\s）)【]|$)")
_SOURCE_LINE = re.compile(r"[（(【\[]\s?(?:来源|转自|转载自|据)\s?[:：]?\s?(?P<name>[^（）()，。；]{2,30}?)\s?[）)】\]]")
_GLUED_TITLE = re.compile(r"(?:[^，。：:]{1,20}[,，])?原标题\s?[:：]\s?(?P<name>[^。,：:]{4,70})(?:,|$)")
_BRACKETED = re.compile(r"[（(](?P<inner>[^（）()]{2,40})[）)]\s?$")


@dataclass(slots=True)
class Reading:
    """What has been found of one page so far."""

    article: Article
    lines: list[Line]
    furniture: list[bool]
    facts: list[tuple[int, Facts]] = field(default_factory=list)
    title: str | None = None
    kinds: dict[int, BlockKind] = field(default_factory=dict)
    dateline: Dateline | None = None
    first_prose: int = 0
    last_prose: int = -1

    def content(self) -> list[int]:
        """Indices of the lines that are content."""
        return [i for i, out in enumerate(self.furniture) if not out]


def read_page(article: Article) -> Article:
    """The article with its metadata and content blocks; what it says already of itself is kept."""
    lines = split(article.text)
    reading = Reading(article, lines, [False] * len(lines))
    if len(lines) > 1:
        _find_furniture(reading)
        _find_title(reading)
    titled = set(reading.kinds)
    reading.kinds |= body_kinds(lines, [i for i in reading.content() if i not in titled])
    _find_dateline(reading)
    return article.model_copy(update=_updates(reading))


def _find_furniture(reading: Reading) -> None:
    lines, furniture = reading.lines, reading.furniture
    mark_lists(lines, furniture)
    place = zones(lines, furniture)
    reading.first_prose, reading.last_prose = place
    stamps = {line.text for line in lines if len(line.text) <= 40 and line.text[0] in "12（(【[" and lone_stamp(line.text)}
    for index, line in enumerate(lines):
        if furniture[index] or (len(line.text) > 240 and line.text[0] != "<"):
            continue
        bare = line._replace(text=line.text[: content_end(line)])
        if not bare.text:
            furniture[index] = True
            continue
        look = Look(bare, index, lines, place, stamps=len(stamps))
        furniture[index] = is_furniture(look)
        if look.facts is not None and furniture[index]:
            reading.facts.append((index, look.facts))


def _find_title(reading: Reading) -> None:
    """The heading over the text: what the caller names, else what stands above the metadata, else a first short line."""
    lines, known = reading.lines, reading.article.title
    head = [i for i in reading.content() if i < reading.first_prose and title_like(lines[i])][:12]
    crumb = _crumb_tail(reading)
    found: int | None
    if known is not None:
        found = next((i for i in reversed(head) if squeezed(lines[i].text) == squeezed(known)), None)
        if found is None:
            found = next((i for i in head if similar(lines[i].text, known)), None)
    else:
        found = _title_by_place(reading, head, crumb)
        found = _original_line(reading) if found is None else found
        reading.title = lines[found].text if found is not None else crumb or _glued_title(lines)
    if found is None:
        return
    reading.kinds[found] = "title"
    same = squeezed(lines[found].text)
    for index in head:
        if index < found and squeezed(lines[index].text) == same:
            reading.furniture[index] = True


def _crumb_tail(reading: Reading) -> str | None:
    """The last part of a breadcrumb, when it is long enough for a headline."""
    for index, line in enumerate(reading.lines[:8]):
        if reading.furniture[index] and len(line.text) <= 160 and _CRUMB.search(line.text):
            tail = _CRUMB.split(line.text)[-1].strip()
            if len(tail) >= 8:
                return tail
    return None


def _title_by_place(reading: Reading, head: Sequence[int], crumb: str | None) -> int | None:
    lines = reading.lines
    if not head or reading.first_prose >= len(lines):
        return None
    for index in reversed(head):
        if crumb is not None and similar(lines[index].text, crumb):
            return index
    content = reading.content()
    meta = next((index for index, facts in reading.facts if index < reading.first_prose and facts.labels != {"original"}), None)
    if meta is None:
        return content[0] if content[0] == head[0] else None
    above = [i for i in head if i < meta and not lines[i].text.startswith(("—", "-"))]
    if above:
        return above[-1]
    return head[0] if head[0] == next(i for i in content if i > meta or i == head[0]) else None


def _glued_title(lines: Sequence[Line]) -> str | None:
    match = _GLUED_TITLE.match(lines[0].text)
    return None if match is None else match["name"].strip()


def _original_line(reading: Reading) -> int | None:
    """A line 原标题：… where no other headline stands: what is behind the label becomes the title."""
    for index, facts in reading.facts:
        if facts.original and facts.labels == {"original"}:
            line, reading.furniture[index] = reading.lines[index], False
            begin = line.text.rindex(facts.original)
            end = begin + len(facts.original)
            reading.lines[index] = Line(line.start + begin, line.start + end, facts.original)
            return index
    return None


def _find_dateline(reading: Reading) -> None:
    paragraphs = [i for i in reading.content() if reading.kinds[i] in ("paragraph", "heading")]
    for read in (read_dateline, read_glued):
        for index in paragraphs[: _DATELINE_LINES if read is read_dateline else 2]:
            reading.dateline = read(reading.lines[index].text)
            if reading.dateline is not None:
                return


def _updates(reading: Reading) -> dict[str, Any]:
    article, warnings = reading.article, list(reading.article.warnings)
    published = article.published or _published(reading, warnings)
    updates: dict[str, Any] = {"published": published, "warnings": tuple(warnings)}
    updates["title"] = article.title or reading.title
    updates["source"] = article.source or _source(reading)
    updates["author"] = article.author or _author(reading)
    updates["dateline"] = article.dateline or _dateline_day(reading, published)
    if article.blocks is None:
        updates["blocks"] = tuple(_blocks(reading))
    return updates


def _dateline_day(reading: Reading, published: datetime | None) -> date | None:
    return None if reading.dateline is None else resolve(reading.dateline, published)


def _blocks(reading: Reading) -> list[Block]:
    blocks = []
    for index in reading.content():
        line = reading.lines[index]
        end = line.start + content_end(line)
        if end == line.start:  # a page of one line is content whatever it says
            end = line.end
        blocks.append(Block(start=line.start, end=end, kind=reading.kinds[index]))
    return blocks


def _published(reading: Reading, warnings: list[str]) -> datetime | None:
    """A labelled time, else a timestamp in front of the text, else a day behind it."""
    labelled = [facts.published for _, facts in reading.facts if facts.published and facts.labels - {"stamp"}]
    plain = [facts.published for _, facts in reading.facts if facts.published and facts.labels == {"stamp"}]
    updated = [facts.updated for _, facts in reading.facts if facts.updated]
    for stamps in (labelled, plain):
        if stamps:
            return next((stamp for stamp in stamps if stamp.clock), stamps[0]).when
    unreadable = next((facts.unreadable for _, facts in reading.facts if facts.unreadable), None)
    if unreadable is not None:
        warnings.append(f"the time of publication cannot be read: {unreadable!r}")
    return _published_behind(reading) or (updated[0].when if updated else None)


def _published_behind(reading: Reading) -> datetime | None:
    found = set()
    for index in range(max(reading.last_prose + 1, len(reading.lines) - 6), len(reading.lines)):
        line = reading.lines[index]
        text = line.text[: content_end(line)] if len(line.text) <= 100 and len(reading.lines) > 1 else ""
        if text:
            citation = cited(text)
            stamp = find_stamp(citation[1]) if citation is not None else lone_stamp(text)
            found.add(stamp.when if stamp is not None else None)
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _source(reading: Reading) -> str | None:
    """来源 of a metadata line, the medium of the dateline, or a source mark at the first or last line."""
    for _, facts in reading.facts:
        if facts.source:
            return facts.source
    if reading.dateline is not None and reading.dateline.medium:
        return reading.dateline.medium
    texts = [line.text[: content_end(line)] for line in reading.lines]
    if texts:
        embedded = _EMBEDDED_SOURCE.search(texts[0], 0, 120)
        if embedded is not None:
            return clean_name(embedded["name"], first=True)
    for text in reversed(texts[-4:]):
        match = _SOURCE_LINE.fullmatch(text) if len(texts) > 1 and len(text) <= 40 else None
        citation = cited(text) if len(text) <= 60 else None
        if match is not None:
            return match["name"]
        if citation is not None and medium_like(citation[0]):
            return citation[0]
        bracket = _BRACKETED.search(text, max(0, len(text) - 24)) if text.endswith(("）", ")")) else None
        if bracket is not None and medium_like(bracket["inner"]):
            return bracket["inner"]
    return None


def _author(reading: Reading) -> str | None:
    """作者 of a metadata line, the bracket behind the dateline, a line or bracket that names the writer."""
    for _, facts in reading.facts:
        if facts.author:
            return facts.author
    if reading.dateline is not None and reading.dateline.author:
        return reading.dateline.author
    for index, out in enumerate(reading.furniture):
        named = credited(reading.lines[index].text) if out and len(reading.lines[index].text) <= 100 else None
        if named is not None:
            return named
    for index in (*reading.content()[:4], *reading.content()[-3:]):
        line = reading.lines[index]
        text = line.text[: content_end(line)]
        if writer_line(text):
            return read_byline(text)
        bracket = _BRACKETED.search(text, max(0, len(text) - 44)) if text.endswith(("）", ")")) else None
        if bracket is not None and not medium_like(bracket["inner"]):
            named = read_byline(bracket["inner"])
            if named is not None:
                return named
    return None
