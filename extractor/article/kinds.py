"""What a content line is: title, heading, paragraph or caption; and where its content ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.article.dateline import read_dateline
from extractor.article.lines import Line, prose
from extractor.article.vocabulary import group, vocabulary
from extractor.records import BlockKind

_HEADING = 40  # characters of a heading; headlines may have
_TITLE = 70
_CAPTION = 200  # of a line that describes a picture; longer ones are paragraphs
_TAIL = 90  # characters in which the marks behind the last sentence stand
_OPEN = "。！？；：…，、!?;:,"
_CLOSERS = "”’」』）)】"
_DATE = re.compile(r"[\d年月日时分]+")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[、条章节]|\d{1,2}[.．、])"
)
_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    words = vocabulary().tails
    editors = group(words.editors)
    return re.compile(
        rf"(?:\s{{0,9}}(?:[（(【]\s?{group(words.done)}\s?[）)】]|[【\[]\s?(?:本文)?{editors}\s?[:：|｜丨]?[^【】\[\]\n]{{0,30}}[】\]]|[（(]\s?(?:见习)?{editors}\s?[:：|｜丨][^（）()\n]{{0,30}}[）)])){{1,3}}\s{{0,3}}$"
        rf"|(?:^|[\s,，。”）)])[\s,，]{{0,9}}{group(('责任编辑', '责编'))}\s?[:：|｜丨][^。，！？]{{0,30}}$"
    )


def content_end(line: Line) -> int:
    """Where the content of a line ends, as an offset in its text: before (完), 【编辑:…】, 责任编辑：….

    >>> content_end(Line(0, 12, "会议闭幕。(完)【编辑:张三】"))
    5
    """
    text = line.text
    last = text[-1]
    if last in "。！？!?”；" or not (last in "】)）]" or "编" in text[-_TAIL:]):
        return len(text)
    return _tail_begin(text)


@lru_cache(maxsize=64)
def _tail_begin(text: str) -> int:
    """Where the marks behind the last sentence begin; asked for several times of the few lines that may have some."""
    match = _tail().search(text, max(0, len(text) - _TAIL))
    if match is None:
        return len(text)
    end = match.start()
    if end < len(text) and text[end] in "。”）)":
        end += 1
    return len(text[:end].rstrip(" \t\u3000\xa0,，"))


@lru_cache(maxsize=1)
def _labelled() -> tuple[str, ...]:
    return tuple(word + colon for word in vocabulary().labels.original for colon in "：:")


@lru_cache(maxsize=1)
def _notice() -> tuple[str, ...]:
    labels = vocabulary().labels
    return tuple(word + colon for word in (*labels.event, *labels.published) for colon in "：:")


@lru_cache(maxsize=1)
def _writers() -> re.Pattern[str]:
    """A line that only names the writer: 本报记者 张三, 新华社记者任军张继业, □本报通讯员姚梦珒."""
    roles = group(vocabulary().bylines.roles)
    names = r"[\u3400-\u9fff·\s、]{2,40}"
    return re.compile(
        rf"[（(□◎⊙○—\s]{{0,3}}[^\s，。：:]{{0,14}}?{roles}[\s:：]{{0,3}}{names}(?:[/／]摄|[/／]文)?[）)]?|[□◎⊙]\s{{0,2}}{names}"
    )


def writer_line(text: str) -> bool:
    """Whether a line only names the writer."""
    return len(text) <= 50 and _writers().fullmatch(text) is not None


def caption(text: str) -> bool:
    """Whether a line describes a picture: 图为升旗仪式。, 张三 摄."""
    if len(text) > _CAPTION:
        return False
    words = vocabulary().captions
    worded = (len(text) <= 120 and text.startswith(words.openings)) or text.rstrip("。）)】] ").endswith(words.closings)
    return worded and not writer_line(text)


def squeezed(text: str) -> str:
    """Letters, digits and characters alone, for comparing headlines."""
    return _WORDS.sub("", text)


def title_like(line: Line) -> bool:
    """Whether a line can be a headline: short, no sentence, no byline, no dateline."""
    text = line.text
    if not 4 <= len(text) <= _TITLE or "。" in text or "；" in text or text[-1] in "，,：:、；;…" or (line.bulleted and len(text) < 6):
        return False
    if (text[0] in "（(【[" and text[-1] in "）)】]") or text.count("，") > 2 or text.startswith(_labelled()) or _NUMBER.match(text):
        return False
    if len(_WORDS.sub("", _DATE.sub("", text))) < 4 or writer_line(text) or caption(text):
        return False
    return read_dateline(text) is None


def similar(text: str, known: str) -> bool:
    """Whether a line is the headline that is known from elsewhere, perhaps shortened or with a label."""
    a, b = squeezed(text), squeezed(known)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return len(short) >= 4 and short in long and len(short) * 5 >= len(long) * 3


def heading_like(line: Line) -> bool:
    """Whether a line can stand over paragraphs: short, without closing punctuation."""
    text = line.text
    if len(text) > _HEADING or text.rstrip(_CLOSERS)[-1:] in _OPEN or text[:1] in "（(":
        return False
    return not text.startswith(_notice()) and not writer_line(text)


def body_kinds(lines: Sequence[Line], content: Sequence[int]) -> dict[int, BlockKind]:
    """Kinds of the content lines behind the title. Up to two short lines in a row over running text are headings."""
    kinds: dict[int, BlockKind] = {}
    run: list[int] = []
    for index in content:
        line = lines[index]
        if len(line.text) > _CAPTION:
            kinds[index] = "paragraph"
        elif caption(line.text):
            kinds[index] = "caption"
        elif heading_like(line) and not prose(line) and read_dateline(line.text) is None:
            run.append(index)
            continue
        else:
            kinds[index] = "paragraph"
            if not prose(line):
                run = _settle(run, kinds, "paragraph")
        run = _settle(run, kinds, "heading" if len(run) <= 2 else "paragraph")
    _settle(run, kinds, "paragraph")
    return kinds


def _settle(run: list[int], kinds: dict[int, BlockKind], kind: BlockKind) -> list[int]:
    for index in run:
        kinds[index] = kind
    return []
