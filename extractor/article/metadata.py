"""Metadata lines: 时间：2018-05-24 10:37:44  来源：新华网  作者：张三.

A line is one when nothing on it is left over: timestamps, addresses, labels with short values and the usual buttons. What it
says becomes ``Facts``; whether its place on the page lets it count is decided in ``furniture.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractor.article.stamps import STAMP, Stamp, find_stamp, read_stamp
from extractor.article.vocabulary import group, spaced, vocabulary

_LONGEST = 240  # characters of a metadata line; keyword lines included
_SENTENCE = re.compile("[。！？；!?]")
_NAME_END = re.compile(r"\s{2,}|\t|\u3000|[|｜>＞]|\s(?=[（(【\[])|http|\s\d{4}[-/年]")
_PLACE = re.compile("(?<=.)[（(][^（）()]{1,8}[）)]$")
_BRACKETS = " \t\u3000\xa0[]【】:：·|｜<>〈〉,，;；"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one line says of the article."""

    published: Stamp | None = None
    updated: Stamp | None = None
    source: str | None = None
    author: str | None = None
    original: str | None = None
    labels: frozenset[str] = field(default_factory=frozenset)
    unreadable: str | None = None


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    labels = vocabulary().labels
    named = {
        name: getattr(labels, name) for name in ("noise", "keywords", "editor", "author", "source", "published", "updated", "original")
    }
    return {word: role for role, words in named.items() for word in words}


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    words = tuple(_roles())
    return re.compile(rf"(?P<label>{spaced(words)})\s{{0,3}}(?:[:：]|(?=[（(]\s{{0,2}}\d))\s{{0,4}}")


@lru_cache(maxsize=1)
def _leftover() -> re.Pattern[str]:
    """What may stand on a metadata line besides labels: addresses, buttons, counters."""
    words = vocabulary()
    buttons = group(words.chrome.lines, words.labels.noise)
    return re.compile(
        rf"https?://[\w./?=&%#~:+-]{{0,200}}|(?<![\w.])[a-zA-Z][\w-]{{0,30}}(?:\.[a-zA-Z][\w-]{{0,20}}){{1,4}}|\b[ap]m\b|{buttons}|[（(【\[]\s{{0,3}}(?:{buttons}|\d{{1,9}}|\s){{1,6}}[)）】\]]"
        r"|(?<!\w)\d{1,9}(?:次|人|条)?(?!\w)|[\s|｜/,，:：·()（）\[\]【】<>-]"
    )


def read_line(text: str) -> Facts | None:
    """What a metadata line says; None when the line is something else.

    >>> read_line("2021-03-26 08:15 来源：新华网").source
    '新华网'
    >>> read_line("消息来源：知情人士称，公司2020年亏损。") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    labels = list(_label().finditer(text)) if ":" in text or "：" in text or "(" in text or "（" in text else []
    if not labels and len(text) <= 30:
        quoted = _quoted().fullmatch(text)
        if quoted is not None and medium_like(quoted["name"]):
            return Facts(source=quoted["name"], labels=frozenset({"source"}))
    prefix = text[: labels[0].start()] if labels else text
    facts = _prefix(prefix, bool(labels))
    for number, match in enumerate(labels):
        if facts is None:
            return None
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        facts = _value(facts, _role(match["label"]), text[match.end() : end])
    return facts


@lru_cache(maxsize=1)
def _quoted() -> re.Pattern[str]:
    return re.compile(rf"{group(vocabulary().labels.source)}\s?(?P<name>[\w·-]{{2,24}})")


def _role(label: str) -> str:
    bare = "".join(label.split())
    return _roles()[bare] + (" weak" if bare in vocabulary().labels.weak else "")


def _prefix(text: str, labelled: bool) -> Facts | None:
    """What stands in front of the first label, or the whole of a line without labels: a timestamp and buttons, or nothing."""
    if not labelled and not text[:1].isascii() and STAMP.search(text) is None:
        return None
    stamp = find_stamp(text)
    rest = text if stamp is None else text[: stamp.start] + " " + text[stamp.end :]
    again = find_stamp(rest)
    if again is not None:
        rest = rest[: again.start] + " " + rest[again.end :]
    rest = _leftover().sub(" ", rest).strip().removeprefix("本文").removeprefix("来源于").strip("《》 ")
    if rest and (len(rest) > 12 or stamp is None or not medium_like(rest.split()[0]) or len(rest.split()) > 2):
        return None
    if stamp is None and not labelled:
        return None
    return Facts(published=stamp, source=rest.split()[0] if rest else None, labels=frozenset({"stamp"} if stamp else ()))


@lru_cache(maxsize=1)
def _medium() -> re.Pattern[str]:
    media = vocabulary().media
    return re.compile(rf"{group(media.names)}|[\w·-]{{1,12}}?{group(media.endings)}{{1,3}}")


def medium_like(text: str) -> bool:
    """Whether a short word names a medium by itself or by its ending."""
    return _medium().fullmatch(text) is not None


def _value(facts: Facts, role: str, raw: str) -> Facts | None:
    """The facts with one labelled value added; None when the value is a sentence, so that the line is no metadata."""
    value = raw.strip(_BRACKETS)
    role, _, weak = role.partition(" ")
    facts = replace(facts, labels=facts.labels | {role if not weak else "weak"})
    if role == "keywords":
        return facts
    if role == "original":
        whole = len(value) <= 80 and not re.search("[。,]", value)
        return replace(facts, original=facts.original or value or None) if whole else None
    if _SENTENCE.search(value) or len(value) > 60 or (role in ("source", "author", "editor") and re.search("[，,].{6}", value)):
        return None
    if role == "updated":
        stamp = find_stamp(value)
        return replace(facts, updated=facts.updated or stamp) if stamp is not None or not value else None
    if role == "published":
        return _published(facts, value, weak)
    if role in ("source", "author") and facts.published is None:
        facts = replace(facts, published=find_stamp(value))
    if role == "source":
        return replace(facts, source=facts.source or clean_name(value, first=True))
    if role == "author":
        return replace(facts, author=facts.author or clean_name(value))
    return facts if len(value) <= 40 else None


def _published(facts: Facts, value: str, weak: str) -> Facts | None:
    stamp = find_stamp(value)
    if stamp is None:
        if weak and value:
            return None  # 时间：周三下午 belongs to an event
        return replace(facts, unreadable=facts.unreadable or (value if any(c.isdigit() for c in value) else None))
    rest = _leftover().sub("", value[: stamp.start] + value[stamp.end :])
    if rest and not medium_like(rest):
        return None if weak or len(rest) > 12 else replace(facts, published=facts.published or stamp)
    return replace(facts, published=facts.published or stamp, source=facts.source or rest or None)


def clean_name(value: str, *, first: bool = False) -> str | None:
    """A name as the page writes it, without what stands behind it; None for a placeholder.

    >>> clean_name("中国新闻网 参与互动( 0 )", first=True)
    '中国新闻网'
    >>> clean_name("北京晚报(北京)", first=True)
    '北京晚报'
    """
    cut = _NAME_END.split(value.strip(_BRACKETS), maxsplit=1)[0].strip(_BRACKETS)
    words = cut.split()
    buttons = _buttons()
    while len(words) > 1 and words[-1] in buttons:
        words.pop()
    if first and len(words) > 1 and not words[0].isascii():
        words = words[:1]
    name = cut[: cut.rfind(words[-1]) + len(words[-1])] if words and not first else " ".join(words)
    name = name.strip(_BRACKETS)
    if first:
        name = _PLACE.sub("", name)
    if name.count("）") + name.count(")") > name.count("（") + name.count("("):
        name = name.rstrip("）) ")
    return None if not name or name in vocabulary().labels.empty or name in buttons or len(name) > 60 else name


@lru_cache(maxsize=1)
def _buttons() -> frozenset[str]:
    words = vocabulary()
    return frozenset((*words.chrome.lines, *words.labels.noise))


def lone_stamp(text: str) -> Stamp | None:
    """The timestamp that is all of a line: 2012年2月7日 10:15, (2020年3月5日)."""
    return read_stamp(text) if len(text) <= 40 and text[-1] in "日)）】]0123456789分秒时Z" else None
