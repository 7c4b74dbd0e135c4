"""Lengths of time in a text: 近两年来, 90分钟, 三天前, 三年以上七年以下; what is no length, and what the words around it say."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extractor.dates.lengths import ORDER, add_half, decimals, extend, plain, read_one
from extractor.dates.model import Expression, Length, Relation
from extractor.dates.vocabulary import compiled, lexicon, units, words
from extractor.numerals import behind, front, parse, stronger

_LONGEST_MONTH = 31  # days: of more 日 none is a day of the month
_YEAR = 4  # digits of a year
_TERM = 8  # so far in front of a length 徒刑 may stand
_CELEBRATED = 20  # so far in front of an anniversary 庆祝 may stand


def read_length(m: re.Match[str], text: str, end: int) -> Expression | None:
    """近两年来, 90分钟, 三天前, 未来12小时."""
    length = read_one(m)
    if length is None or not _is_length(m, text, end):
        return None
    stop = m.end()
    if m["le_tail"]:
        _tail(length, m["le_tail"])
    stop = decimals(text, length, extend(text, length, stop, end), end)
    stop = _months_of_term(length, text, m.start("le_n"), stop, end)
    if length.finest in ("TM", "TH") and len(length.low) == 1 and m["le_u"] in lexicon().words["clock_units"]:
        return None
    expression = Expression(m.start(), stop, length=length)
    prefix = m["le_p"]
    read = lexicon().words
    if prefix in read["past"] or prefix in read["this"]:
        expression.relation = "past"
    elif prefix in read["next"]:
        expression.relation = "next"
    elif prefix in read["coming"]:
        expression.relation = "later"
    elif not prefix:
        _length_range(expression, text, end)
    stop = expression.end
    _behind_length(expression, text, end)
    if expression.relation == "past" and prefix in read["near"]:
        _near(expression, prefix, text, end)
    _bound(expression, text, stop, end)
    return expression


def _months_of_term(length: Length, text: str, start: int, stop: int, end: int) -> int:
    """有期徒刑三年六月: courts leave out 个; returns where the length ends."""
    m = compiled("(?P<months>«cmonth»)月(?!份)").match(text, stop, end) if length.finest == "Y" and length.high is None else None
    months = parse(m["months"]) if m is not None and _of_term(text, start) else None
    if m is None or months is None:
        return stop
    length.low["M"], length.finest = plain(months), "M"
    return m.end()


def _of_term(text: str, start: int) -> bool:
    return compiled("«term_of»").search(text, max(0, start - _TERM), start) is not None


def _tail(length: Length, tail: str) -> None:
    """两年半, 三个月多."""
    if tail in lexicon().words["half"]:
        add_half(length)
    else:
        length.bound = "over"


def _is_length(m: re.Match[str], text: str, end: int) -> bool:
    """Vetoes: idioms, titles, days that are dates, centuries and nights."""
    at = m.start("le_n")
    unit = units()[m["le_u"]]
    if compiled("«idiom»").match(text, at, end) or unit.factor == 0:
        return False
    if compiled("(?:«round»)(?!«round_of»)").match(text, at, end) and not m["le_p"]:
        return False  # 百年老店
    before = text[max(0, m.start() - 4) : m.start()]
    if compiled("«idiom_front»$").search(before):
        return False
    if m["le_u"] in lexicon().words["anniversary"] and compiled("«celebrating_clause»$").search(text, max(0, at - _CELEBRATED), at):
        return False
    if unit.counted and unit.factor == 1 and m["le_p"] and not m["le_ge"] and compiled("«month_goes_on»").match(text, m.end(), end):
        return False
    if unit.code == "Y" and compiled("(?:«cmonth»)月").match(text, m.end(), end) and not _of_term(text, at):
        return False  # 武德九年六月
    surface = m["le_n"]
    read = lexicon().words
    if m["le_p"] in read["past"] and unit.code == "Y" and surface.isdecimal() and len(surface) == _YEAR:
        return False  # 过去的2018年
    if surface in read["one"] and not m["le_more"] and (compiled("«one_of»").search(before) or m["le_p"] in read["this"]):
        return False
    if m["le_u"] in read["day_of_month"] and surface.isdecimal() and int(surface) > _LONGEST_MONTH:
        return True
    if m["le_u"] in read["day_of_month"] and not m["le_p"] and surface not in read["no_day_of_month"]:
        return bool(compiled("«day_context»").search(before) or compiled("«within»").match(text, m.end(), end))
    return True


def _length_range(expression: Expression, text: str, end: int) -> None:
    """3天—8天; 三年以上七年以下."""
    length = expression.length
    lower = behind(text, expression.end)
    limited = lower is not None and lower.bound == "at_least"
    link = compiled("«limits_link»" if limited else "«conn»").match(text, lower.edge if lower and limited else expression.end, end)
    m = compiled(_component("length")).match(text, link.end(), end) if link else None
    if m is None or m["le_p"] or length is None:
        return
    other = read_one(m)
    if other is None or other.form == "vague" or other.high is not None or length.form == "vague":
        return
    stop = m.end()
    if limited:
        upper = behind(text, stop)
        if upper is None or upper.bound != "at_most":
            return
        length.form, stop = "limits", upper.edge
    length.high, length.bound = other.low, "range"
    length.finest = max(length.finest, other.finest, key=ORDER.index)
    expression.end = stop


def _bound(expression: Expression, text: str, stop: int, end: int) -> None:
    """近|两小时, 60日|以上, 十年|（含）以上: what the words around a length say of it; ``stop`` is where the length itself ends.

    Those behind belong to the span, as they do with a quantity.
    """
    length = expression.length
    if length is None or length.form == "limits":
        return
    after = behind(text, stop)
    if after is not None and after.edge <= end:
        expression.end = max(expression.end, after.edge)
        if after.bound == "about" and expression.relation is None:
            expression.relation = "about"
    if expression.relation in (None, "about"):
        before = front(text, expression.start)
        length.bound = stronger(length.bound, *(b.bound for b in (before, after) if b is not None))


@cache
def _component(name: str) -> str:
    return next(c.pattern for c in lexicon().component if c.name == name)


def read_bare_length(m: re.Match[str], text: str, end: int) -> Expression | None:
    """10到15天: the unit behind is that of both numbers."""
    link = compiled("«conn»").match(text, m.end(), end)
    other = compiled(_component("length")).match(text, link.end(), end) if link else None
    if other is None or other["le_p"]:
        return None
    length, low = read_one(other), parse(m["lb_n"])
    if length is None or length.form == "vague" or length.high is not None or low is None:
        return None
    unit = units()[other["le_u"]]
    length.low, length.high, length.bound = {unit.code: plain(low * unit.factor)}, length.low, "range"
    expression = Expression(m.start(), other.end(), length=length)
    _behind_length(expression, text, end)
    return expression


def _behind_length(expression: Expression, text: str, end: int) -> None:
    """以来, 前, 后 behind a length."""
    m = compiled("(?P<past>«till_now»)|(?P<ago>«ago»)|(?P<later>«later»)").match(text, expression.end, end)
    if m is None:
        return
    relation = m.lastgroup
    if relation in ("ago", "later") and expression.relation is not None:
        return
    since = compiled("«since»").match(text, m.end(), end) if relation == "ago" else None
    if since is not None:  # 半年前|到现在
        expression.relation, expression.end = "past", since.end()
        return
    if expression.relation is None:
        expression.relation = cast(Relation, relation)
    expression.end = m.end()


def _near(expression: Expression, prefix: str, text: str, end: int) -> None:
    """近20年 behind a verb that lasts, or at the end of its clause, is a length; 近 stays outside then."""
    if compiled("«till_now»").search(text, expression.end - 2, expression.end):
        return
    before = text[max(0, expression.start - 4) : expression.start]
    open_clause = not before or bool(words("day_openers").match(before[-1]))
    ends_clause = bool(compiled("«stop»").match(text, expression.end, end))
    followed = bool(compiled("«later»").match(text, expression.end, end))
    if followed or compiled("«lasting_before»").search(before) or (ends_clause and not open_clause):
        expression.start += len(prefix)
        expression.relation = "about"
