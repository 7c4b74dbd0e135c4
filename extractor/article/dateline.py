"""Datelines and bylines: 新华社北京5月24日电(记者 张三), 央视网消息（新闻联播）：, 本报讯.

A dateline stands at the beginning of a paragraph and stays part of it; here it is only read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from extractor.article.vocabulary import group, vocabulary
from extractor.numerals import parse

_NEAR = timedelta(days=60)
HEAD = 90  # characters in which a dateline begins and ends


@dataclass(frozen=True, slots=True)
class Dateline:
    """The medium, the day as far as it is written, the writer, and where the dateline ends in its line."""

    medium: str | None
    year: int | None
    month: int | None
    day: int | None
    author: str | None
    end: int


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A medium, then a place, a day and a kind; or a medium and a kind with a mark behind it."""
    media, words = vocabulary().media, vocabulary().datelines
    ending = group(media.endings)
    joined = group(media.joined)
    medium = rf"{group(media.names)}{joined}{{0,2}}|{group(media.own)}|[^\W\d_从在是了的据][\w]{{0,11}}?{ending}{joined}{{0,2}}"
    number = r"[0-9０-９一二三四五六七八九十廿卅〇○零]"
    return re.compile(
        rf"[\s（(【\[“]{{0,4}}(?P<cited>据)?(?P<medium>{medium})(?:[-－·、/]{{1,2}}[^\W\d_]\w{{0,11}}?{ending}{{1,2}})?"
        rf"(?:\s?[（(][^（）()]{{1,20}}[）)])?(?:\s?[“\"][^“”\"]{{1,12}}[”\"])?\s?(?P<place>[^\W\d_]{{0,14}}?(?:/[^\W\d_]{{1,14}})?)\s?"
        rf"(?:(?:(?P<year>{number}{{4}})年)?(?:(?P<month>{number}{{1,2}})月)?(?P<day>{number}{{1,3}})日{group(words.parts)}?\s?)?"
        rf"(?P<kind>{group(words.kinds)})(?P<after>\s{{0,3}}(?:{group(words.titles)}\s?)?[:：]?)"
    )


@lru_cache(maxsize=1)
def _byline() -> re.Pattern[str]:
    words = vocabulary().bylines
    slashed = rf"(?<![\u3400-\u9fff]){group(words.slashed)}\s{{0,2}}[/／:：丨|｜]"
    return re.compile(rf"(?:{group(words.roles)}\s{{0,3}}[/／:：丨|｜]?|{slashed})\s{{0,3}}(?P<names>.{{1,60}})", re.DOTALL)


@lru_cache(maxsize=1)
def _name_end() -> re.Pattern[str]:
    words = vocabulary().bylines
    lead, rest = r"[\s，,、|｜丨]{0,4}", rf"(?<=..)[，,]?{group(words.rest)}[^\s、]{{4}}"
    return re.compile(rf"{lead}(?:{group(words.trailing)}(?:$|[\s:：])|{group(words.cut)}[\s:：|｜丨]|{rest}).*", re.DOTALL)


_AROUND = " \t\u3000\xa0、，,/／|｜丨:：（）()【】"
_BRACKET = re.compile(r"\s{0,3}[（(](?P<inner>[^（）()]{1,60})[）)]")
_NAMES = re.compile(
    r"[\u3400-\u9fff]{2,16}|[\u3400-\u9fff·]{2,8}(?:[\s、]{1,2}[\u3400-\u9fff·]{1,8}){1,6}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}"
)


def read_dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with.

    >>> read_dateline("中新网北京12月13日电 中国质量协会").medium
    '中新网'
    >>> read_dateline("路透社4月3日报道，美国") is None
    True
    """
    match = _pattern().match(text, 0, HEAD)
    return None if match is None else _dateline(match, text)


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    media, words = vocabulary().media, vocabulary().datelines
    return re.compile(rf"(?<!据){group(media.names)}[^\W\d_]{{0,10}}\s?[0-9]{{1,2}}月[0-9]{{1,2}}日{group(words.wires)}")


def read_glued(text: str) -> Dateline | None:
    """A dateline behind a headline on the same line: 提升开放合作水平中新网北京3月8日电(张三)."""
    if text.find("月", 0, HEAD + 60) < 0 or (match := _glued().search(text, 0, HEAD + 60)) is None:
        return None
    found = _pattern().match(text, match.start(), match.start() + HEAD)
    return None if found is None else _dateline(found, text)


def _dateline(match: re.Match[str], text: str) -> Dateline | None:
    words, media = vocabulary().datelines, vocabulary().media
    kind, dated, rest = match["kind"], match["day"] is not None, text[match.end() : match.end() + 1]
    marked = bool(match["after"]) or rest in ("", "（", "(", "）", ")", "【", "]", "】")
    marked = marked or (kind in words.glued and not match["place"] and rest not in words.not_glued and rest not in "，,")
    if match["cited"] and kind not in words.wires:
        return None
    if not marked and (not dated or kind in words.clauses or (rest in "，,称显" and kind not in words.wires)):
        return None
    medium: str | None = match["medium"]
    if medium in media.generic or (not dated and match["place"] and kind not in words.wires):
        return None
    numbers = [_number(match[name]) for name in ("year", "month", "day")]
    bracket = _BRACKET.match(text, match.end())
    author = None if bracket is None else _bracketed(bracket["inner"], kind in words.wires)
    return Dateline(None if medium in media.own else medium, numbers[0], numbers[1], numbers[2], author, match.end())


def _number(surface: str | None) -> int | None:
    """A day, month or year in any style of numerals."""
    value = parse(surface) if surface is not None else None
    return None if value is None else int(value)


def _bracketed(inner: str, wire: bool) -> str | None:
    """The writer in the bracket behind a dateline: after a role, or bare names behind 电 and 讯."""
    named = read_byline(inner)
    if named is not None:
        return named
    programs = vocabulary().datelines.programs
    bare = inner.strip()
    if not wire or bare in programs or bare.startswith(vocabulary().bylines.cut):
        return None
    return bare if _NAMES.fullmatch(bare) else None


def read_byline(text: str) -> str | None:
    """The names behind a role, as written: 记者 张三 李四, 新京报记者 赵毅波.

    >>> read_byline("中新财经记者 葛成")
    '葛成'
    """
    match = _byline().search(text)
    if match is None:
        return None
    words = vocabulary().bylines
    names = _name_end().sub("", match["names"], count=1).strip(_AROUND)
    if not names or names.startswith((*words.rest, *words.none)):
        return None
    return names


def resolve(dateline: Dateline, published: datetime | None) -> date | None:
    """The day of a dateline, with the year (and month) that brings it nearest to the publication, within sixty days."""
    if dateline.day is None:
        return None
    if dateline.year is not None and dateline.month is not None:
        return _day(dateline.year, dateline.month, dateline.day)
    if published is None:
        return None
    near = published.date()
    if dateline.month is not None:
        days = [_day(near.year + shift, dateline.month, dateline.day) for shift in (-1, 0, 1)]
    else:
        months = (near.year * 12 + near.month - 1 + shift for shift in (-1, 0, 1))
        days = [_day(month // 12, month % 12 + 1, dateline.day) for month in months]
    known = [day for day in days if day is not None and abs(day - near) <= _NEAR]
    return min(known, key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
