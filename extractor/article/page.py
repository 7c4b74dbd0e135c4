"""Reading a page: title, time, source, writer, and which of its lines are content.

What the caller knows already stays. What counts as furniture is in ``furniture.py``, kinds of content lines in ``kinds.py``,
metadata lines in ``metadata.py``, datelines in ``dateline.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from extractor.article.dateline import Dateline, read_byline, read_dateline, read_glued, resolve
from extractor.article.furniture import Look, cited, credited, is_furniture, mark_foot, mark_lists, running
from extractor.article.kinds import body_kinds, content_end, writer_line
from extractor.article.lines import Line, split, zones
from extractor.article.metadata import Facts, clean_name, lone_stamp, medium_like
from extractor.article.stamps import find_stamp
from extractor.article.titles import Head, crumb_tail, glued_title, known_title, surroundings, title_by_place
from extractor.article.vocabulary import simplified
from extractor.records import Article, Block, BlockKind

_DATELINE_LINES = 6  # paragraphs in which a dateline is looked for
_EMBEDDED_SOURCE = re.compile(r"(?:^|[,，\s）)】])(?:来源|转自)\s?[:：]\s?(?P<name>[^\s,，。；：:（）()]{2,20})(?=[,，\s）)【]|$)")
_SOURCE_LINE = re.compile(r"[（(【\[]\s?(?:来源|转自|转载自|据)\s?[:：]?\s?(?P<name>[^（）()，。；]{2,30}?)\s?[）)】\]]")
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
    alone = [lone_stamp(line.text) for line in lines if len(line.text) <= 40 and line.text[0] in "12（(【["]
    stamps = {stamp.when: stamp.clock for stamp in alone if stamp is not None}
    count, clocks = len(stamps), sum(stamps.values())
    for index, line in enumerate(lines):
        if furniture[index] or running(line, index, place) or (len(line.text) > 240 and line.text[0] != "<"):
            continue
        end = content_end(line)
        if end == 0:
            furniture[index] = True
            continue
        bare = line if end == len(line.text) else line._replace(text=line.text[:end])
        look = Look(bare, bare.text, index, lines, place, stamps=count, clocks=clocks)
        furniture[index] = is_furniture(look)
        if look.facts is not None and furniture[index]:
            reading.facts.append((index, look.facts))
    mark_foot(lines, furniture, place)


def _find_title(reading: Reading) -> None:
    """The headline as a block and as the title; what stands around it twice, or above it as navigation, is furniture."""
    lines, furniture = reading.lines, reading.furniture
    head = Head(lines, furniture, reading.facts, reading.first_prose)
    index = known_title(head, reading.article.title) if reading.article.title else title_by_place(head)
    if index is not None:
        for other in surroundings(head, index):
            furniture[other] = True
    elif reading.article.title is None:
        index = _original_line(reading)
        reading.title = crumb_tail(head) or glued_title(lines)
    if index is not None:
        reading.title = lines[index].text
        reading.kinds[index] = "title"


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
    published = article.published or _published(reading, warnings) or _dated(reading)
    updates: dict[str, Any] = {"published": published, "warnings": tuple(warnings)}
    updates["title"] = article.title or _as_written(article.text, reading.title)
    updates["source"] = article.source or _as_written(article.text, _source(reading))
    updates["author"] = article.author or _as_written(article.text, _author(reading))
    updates["dateline"] = article.dateline or _dateline_day(reading, published)
    if article.blocks is None:
        updates["blocks"] = tuple(_blocks(reading))
    return updates


def _as_written(text: str, value: str | None) -> str | None:
    """The characters of the page behind a value that was read from its folded lines."""
    if value is None or value in text:
        return value
    start = simplified(text).find(value)
    return value if start < 0 else text[start : start + len(value)]


def _dateline_day(reading: Reading, published: datetime | None) -> date | None:
    return None if reading.dateline is None else resolve(reading.dateline, published)


def _dated(reading: Reading) -> datetime | None:
    """Midnight of the day that a dateline names in full, where the page says no time of publication."""
    day = _dateline_day(reading, None)
    return None if day is None else datetime.combine(day, time.min)


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
    lines = reading.lines
    if lines:
        embedded = _EMBEDDED_SOURCE.search(lines[0].text[: content_end(lines[0])], 0, 120)
        if embedded is not None:
            return clean_name(embedded["name"], first=True)
    for line in reversed(lines[-4:]):
        text = line.text[: content_end(line)]
        match = _SOURCE_LINE.fullmatch(text) if len(lines) > 1 and len(text) <= 40 else None
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
