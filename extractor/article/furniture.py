"""Which lines of a page are furniture: a visible list of rules, each for one kind of line.

A rule sees one line and what surrounds it and returns True, or False when it has nothing to say. Ordinary sentences are never
furniture; a line that no rule knows is content. Lists of other articles need memory and are marked in ``mark_lists``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.article.lines import Line, Zones, prose
from extractor.article.metadata import Facts, clean_name, lone_stamp, read_line
from extractor.article.vocabulary import group, spaced, vocabulary

SENTENCE_ENDS = "。！？!?；”"
_SHORT = 80  # characters of a button line; longer sentences inside of running text are never furniture
_LISTED = 24  # characters of the heading of a list
_MARKS = " \t\u3000[]【】()（）<>〈〉>＞:：※·•|｜-—=…+"
_BYLINE = re.compile("记者|通讯员|摄$|供图$")
_GAP = re.compile(r"[\s|｜【】\[\]·/]+")
_COMMENT = re.compile(r"<!--.{0,300}-->|</?[a-zA-Z][^<>]{0,200}/?>", re.DOTALL)
_CITATION = re.compile(
    r"[（(]?\s?(?:发于|载于|原载|刊于|见)?[\d.年月日]{0,12}(?:总?第\d{1,5}期)?\s?《(?P<medium>[^《》]{2,20})》(?:杂志|海外版)?\s{0,2}"
    r"(?:[（(]?\s?(?P<day>\d{4}[^（）()。，；]{2,30})?[)）]?)[)）]?"
)


@dataclass(slots=True)
class Look:
    """One line and what its rules may ask about."""

    line: Line
    text: str
    index: int
    lines: Sequence[Line]
    zones: Zones
    facts: Facts | None = None
    stamps: int = 0  # how many different timestamps stand alone on a line
    clocks: int = 0  # how many of them with the time of day


@lru_cache(maxsize=1)
def _breadcrumb() -> re.Pattern[str]:
    words = vocabulary().breadcrumbs
    mark = group(words.marks)
    return re.compile(
        rf"(?:{group(words.openings)}\s{{0,3}}[:：]|[^。，！？：]{{0,16}}{group(words.roots)}\s{{0,3}}{mark}"
        rf"|[^。，！？：]{{1,40}}[\s>＞»›→]\s{{0,3}}{group(words.last)}$)"
    )


def comment(look: Look) -> bool:
    """<!--repaste.body.begin-->, a lone tag."""
    return look.text[0] == "<" and _COMMENT.fullmatch(look.text) is not None


def breadcrumb(look: Look) -> bool:
    """您当前的位置：首页 > 国内新闻 > 正文."""
    match = _breadcrumb().match(look.text) if len(look.text) <= 160 and not look.text.endswith("。") else None
    return match is not None and not (look.zones.body(look.index) and ">" not in look.text)


def metadata(look: Look) -> bool:
    """时间：2018-05-24 10:37:44  来源：  作者：, and a timestamp alone in front of the text."""
    look.facts = facts = read_line(look.text)
    if facts is None:
        return False
    labels = facts.labels
    if labels <= {"weak", "stamp"} and "stamp" not in labels:
        if facts.published is not None and facts.published.clock and look.clocks <= 1:
            return not _event_near(look)
        alone = facts.published is None and facts.source is None
        return not _event_near(look) and (not alone or look.text[-1] in ":：") and not look.zones.body(look.index)
    if labels == {"stamp"}:
        return _stamp_line(look)
    return len(labels) > 1 or not labels <= {"source", "author", "original", "editor"} or not look.zones.body(look.index)


def _stamp_line(look: Look) -> bool:
    """A line of a timestamp and buttons: in front of the text, behind it in brackets, or with the only time of day."""
    if look.facts is not None and look.facts.published is not None and look.facts.published.clock and look.clocks <= 1:
        return True
    if look.zones.body(look.index) or look.stamps > 1:
        return False
    if look.zones.head(look.index):
        return True
    alone = lone_stamp(look.text)
    return alone is not None and (alone.clock or look.text[0] in "(（[【")


def _event_near(look: Look) -> bool:
    words = vocabulary().labels.event
    near = look.lines[max(0, look.index - 3) : look.index + 4]
    return any(line.text.startswith(words) for line in near)


def citation(look: Look) -> bool:
    """《人民日报》(2025年11月24日第07版) behind the text."""
    text = look.text
    if "《" not in text[:24] or len(text) > 60 or look.zones.body(look.index):
        return False
    match = _CITATION.fullmatch(text)
    return match is not None and (match["day"] is not None or not look.zones.head(look.index))


def button(look: Look) -> bool:
    """A line that a site puts on all its pages: 返回顶部, 分享到：微信, 查看最新行情."""
    text = look.text
    if len(text) > _SHORT:
        return False
    if _button().match(text):
        return True
    bare = text.strip(_MARKS) if len(text) <= 60 else ""
    if bare in _chrome():
        return len(bare) > 2 or bare != text or not look.zones.body(look.index)
    words = _GAP.split(bare)
    return 1 < len(words) <= 12 and not look.zones.body(look.index) and all(not word or word in _chrome() for word in words)


@lru_cache(maxsize=1)
def _button() -> re.Pattern[str]:
    return re.compile(group(vocabulary().chrome.openings))


@lru_cache(maxsize=1)
def _chrome() -> frozenset[str]:
    return frozenset(vocabulary().chrome.lines)


def legal(look: Look) -> bool:
    """Copyright lines, disclaimers, addresses of the site."""
    if look.zones.body(look.index):
        return False
    text = look.text
    if len(text) <= 400 and _legal().match(text):
        return True
    return len(text) <= 120 and _legal_inside().search(text) is not None


@lru_cache(maxsize=1)
def _legal() -> re.Pattern[str]:
    return re.compile(group(vocabulary().legal.openings))


@lru_cache(maxsize=1)
def _legal_inside() -> re.Pattern[str]:
    return re.compile(group(vocabulary().legal.inside))


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    words = vocabulary().credits
    role = spaced(words.roles)
    person = r"[\u3400-\u9fff·]{1,8}"
    return re.compile(
        rf"(?P<roles>{role}(?:\s?[、/／和与及]?\s?{role}){{0,4}})\s{{0,3}}(?P<mark>[:：丨|｜/／]{{1,3}}|︱|┃|│)\s{{0,3}}(?P<names>[^。！？；!?]{{0,100}})"
        rf"|{group(words.spaced)}(?:\s{{1,3}}{person}){{1,6}}"
    )


def credit(look: Look) -> bool:
    """监制丨申勇, 文/张三, 编辑 杨珒 责编 官莉, in front of the text or behind it."""
    text = look.text
    if len(text) > 100 or look.zones.body(look.index):
        return False
    match = _credit().fullmatch(text)
    if match is None or match["mark"] is None:
        return match is not None
    if match["mark"] not in (":", "："):
        return True
    return re.search("[，“”《》【】]", match["names"]) is None and len(match["names"]) <= 60 and not prose(look.line)


def credited(text: str) -> str | None:
    """The writer that a credit line names: 文/张三, 作者丨李四."""
    match = _credit().fullmatch(text)
    if match is None or match["mark"] is None or not match["roles"].startswith(vocabulary().credits.author):
        return None
    return clean_name(match["names"])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name, which traces quote; only some are asked about a line that ends like a sentence."""

    name: str
    holds: Callable[[Look], bool]
    sentences: bool = False


FURNITURE = (
    Rule("comment", comment),
    Rule("breadcrumb", breadcrumb),
    Rule("button", button, sentences=True),
    Rule("metadata", metadata),
    Rule("citation", citation),
    Rule("legal", legal, sentences=True),
    Rule("credit", credit),
)
_FOR_SENTENCES = tuple(rule for rule in FURNITURE if rule.sentences)


def is_furniture(look: Look) -> bool:
    """Whether any rule holds for the line."""
    rules = _FOR_SENTENCES if look.text[-1] in SENTENCE_ENDS else FURNITURE
    for rule in rules:  # noqa: SIM110  any() takes twice the time
        if rule.holds(look):
            return True
    return False


def running(line: Line, index: int, zones: Zones) -> bool:
    """Whether no rule can hold for a line: a longer sentence with running text before and behind it."""
    return len(line.text) > _SHORT and line.text[-1] in SENTENCE_ENDS and zones.body(index)


def cited(text: str) -> tuple[str, str] | None:
    """The medium and the day of a citation line."""
    match = _CITATION.fullmatch(text)
    return None if match is None else (match["medium"], match["day"] or "")


def section(text: str) -> str | None:
    """``closing`` or ``listing`` when a line announces a list of other articles."""
    if len(text) > _LISTED:
        return None
    bare = text.strip(_MARKS + "，,。")
    bare = bare.removesuffix("更多").removesuffix("more").strip(_MARKS)
    words = vocabulary().sections
    return "closing" if bare in words.closing else "listing" if bare in words.listing else None


def mark_lists(lines: Sequence[Line], furniture: list[bool]) -> None:
    """Mark lists of other articles: behind a closing line everything, behind a listing line all that is no running text."""
    seen_prose, state = False, ""
    for index, line in enumerate(lines):
        if seen_prose and not state and len(line.text) > _LISTED:
            continue
        kind = section(line.text)
        if kind is not None and (seen_prose or line.bulleted or index + 1 == len(lines) or kind == "closing"):
            furniture[index] = True
            if seen_prose:
                state = state if state == "closing" else kind
            continue
        running = prose(line) and not furniture[index] and len(line.text) >= 40 and not line.bulleted
        if state == "closing":
            furniture[index] = True
        elif state == "listing":
            if running:
                state = ""
            else:
                furniture[index] = True
        seen_prose = seen_prose or (prose(line) and not furniture[index])


_ENDS = (button, legal)


def mark_foot(lines: Sequence[Line], furniture: list[bool], zones: Zones) -> None:
    """Mark short lines behind the text that follow a share bar, an editor or a copyright line: the foot of the site."""
    foot = False
    for index in range(zones.last + 1, len(lines)):
        line = lines[index]
        if furniture[index]:
            look = Look(line, line.text, index, lines, zones)
            foot = foot or any(ends(look) for ends in _ENDS) or line.text.startswith(vocabulary().labels.editor)
        elif foot and not prose(line) and line.text[0] not in "（(□◎" and not _BYLINE.search(line.text):
            furniture[index] = True
