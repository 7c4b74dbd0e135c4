"""Recognition: where in a stretch of text dates stand, and what their words name. Nothing is resolved here.

A date is a chain of components (``lexicon/dates.toml``), coarse to fine. Two chains joined by a connecting word are a range; a word
behind (以来, 前, 起, 左右) changes what is meant, one in front (截至, 近, 未来) too. Lengths of time and recurring times are read by
``read_length`` and ``read_every``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractor.dates import day_components, year_components  # noqa: F401  they register their handlers
from extractor.dates.components import HANDLERS, int_of
from extractor.dates.lengths import ORDER, add_half, decimals, extend, iso, plain, read_one
from extractor.dates.model import Expression, Length, Parts
from extractor.dates.vocabulary import Choice, Grammar, clock_parts, compiled, grammar, holds, lexicon, part_letters, units, words
from extractor.numerals import behind, front, parse, stronger
from extractor.text import Sentence

_SILENT = {"that_day", "weekday_of_day", "whole_year"}
_BARE = ("bare", "bare_quarter")
_LENGTHS = ("length", "length_bare")
_SETS = ("every", "whenever")
_LONE_MARK = ["lunar_mark"]  # 农历 alone names no day
_FRONT = 12  # so many characters in front are looked at
_SINCE_FAR = 24  # so far behind 以来 may stand, an event between
_LONGEST_MONTH = 31  # days: of more 日 none is a day of the month
_YEAR = 4  # digits of a year
_CELEBRATED = 20  # so far in front of an anniversary 庆祝 may stand


def scan(text: str, sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Expression]]:
    """Expressions in the sentences of a text, in order, without overlaps.

    One pattern looks through the whole text for places where an expression may begin; nothing else is done for a sentence without one.
    """
    read = grammar()
    openings, run, numbered = read.openings, compiled("«number_run»").match, compiled("«numbered»").match
    lines = iter(sentences)
    sentence, start, end, position = Sentence(0, 0, 0), 0, 0, 0
    for hit in read.trigger.finditer(text):
        at = hit.start()
        if at < position:
            continue
        while at >= end:
            if (line := next(lines, None)) is None:
                return
            sentence, start, end = line, line.start, line.end
        if at < start:
            continue
        choice = openings.get(text[at : at + 2]) or openings.get(text[at])
        if choice is not None and (at == start or not numbered(text, at)):
            expression = _read(choice, text, at, end)
            if expression is not None:
                yield sentence, expression
                position = expression.end
                if expression.parts is not None and expression.parts.weekday is not None:
                    for other in _weekdays(text, position, end):
                        yield sentence, other
                        position = other.end
                continue
        if text[at] in read.digits:
            number = run(text, at, end)
            position = number.end() if number is not None else position  # numbers are not entered in the middle


def _weekdays(text: str, position: int, end: int) -> Iterator[Expression]:
    """周一、三、五: the days listed behind the first."""
    while m := compiled("«listed_weekday»").match(text, position, end):
        parts = Parts(weekday=lexicon().values["weekdays"][m["lw"]])
        parts.rules.append("listed_weekday")
        position = _continue(parts, "day", text, m.end(), end)
        yield Expression(m.start("lw"), position, parts)


def _read(choice: Choice | None, text: str, at: int, end: int) -> Expression | None:
    while choice is not None and (m := choice.pattern.match(text, at, end)) is not None:
        name = m.lastgroup or ""
        expression = _from_match(m, name, text, end)
        if expression is not None:
            return expression
        choice = choice.after(name)
    return None


def _from_match(m: re.Match[str], name: str, text: str, end: int) -> Expression | None:
    if name in _LENGTHS:
        return read_length(m, text, end) if name == "length" else read_bare_length(m, text, end)
    if name in _SETS:
        return read_every(m, text, end) if name == "every" else read_whenever(m)
    read = _chain(m, name, text, end)
    if read is None:
        return None
    parts, stop = read
    return _finish(Expression(m.start(), stop, parts), text, end)


def _chain(m: re.Match[str], name: str, text: str, end: int) -> tuple[Parts, int] | None:
    """The components from a first match on, and where they end."""
    parts = Parts()
    if not HANDLERS[name](m, parts):
        return None
    parts.rules.append(name)
    return parts, _continue(parts, grammar().classes[name], text, m.end(), end)


def _continue(parts: Parts, cls: str, text: str, position: int, end: int) -> int:
    """Add what may follow a component of class ``cls``; returns where the chain ends."""
    read = grammar()
    classes, following, marks = read.classes, read.following, read.marks
    while position < end and text[position] not in marks:
        choice = following.get(cls)
        while choice is not None:
            m = choice.pattern.match(text, position, end)
            if m is None:
                return position
            name = m.lastgroup or ""
            if HANDLERS[name](m, parts):
                break
            choice = choice.after(name)
        else:
            return position
        if name not in _SILENT:
            parts.rules.append(name)
        cls, position = classes[name], m.end()
    return position


# ---------------------------------------------------------------- ranges and what stands behind


def _finish(expression: Expression, text: str, end: int) -> Expression | None:
    """Range, words behind, words in front."""
    parts = expression.parts
    if parts is None:
        return None
    read = grammar()
    followed = text[expression.end : expression.end + 1] in read.tails
    if parts.vague is not None:
        if followed:
            _till(expression, text, end)
        return expression
    if parts.event is not None:
        expression.relation = "since" if parts.event is not None else None
        return expression
    if parts.rules == _LONE_MARK:
        return None
    start = expression.start
    if parts.upto is not None:
        name, number = parts.upto
        expression.until = Parts(part=parts.part, **{name: number})
        return expression
    if parts.weekday is not None and parts.rules[-1] == "weekday":
        _glossed(expression, parts, text, end)
    ranged = followed and _range(expression, text, end)
    if not ranged and parts.rules[-1] in _BARE:
        return None
    _behind(expression, text, end, read)
    reach = start - _FRONT if start > _FRONT else 0
    expression.as_of = holds(text, read.as_of_initials, reach, start) and read.as_of.search(text, reach, start) is not None
    return expression


def _glossed(expression: Expression, parts: Parts, text: str, end: int) -> None:
    """周日（16日）: the day in brackets says which week is meant."""
    m = compiled("«weekday_gloss»").match(text, expression.end, end)
    if m is not None and len(parts.rules) == 1:
        parts.weekday, parts.day = None, int(m["wg_d"])
        parts.month = int(m["wg_m"]) if m["wg_m"] else None


def _range(expression: Expression, text: str, end: int) -> bool:
    """Read the other end of a range, if there is one."""
    joint = grammar().link.match(text, expression.end, end)
    if joint is None or joint["r_since"] or joint.end() >= end:
        return False
    clock = expression.parts is not None and (expression.parts.hour is not None or expression.parts.part is not None)
    m = clock_parts().pattern.match(text, joint.end(), end) if clock else None
    if m is None:
        choice = grammar().opening(text, joint.end())
        m = choice.pattern.match(text, joint.end(), end) if choice else None
    if m is None or m.lastgroup is None or grammar().classes[m.lastgroup] in ("length", "every", "event", "bare"):
        return False
    read = _chain(m, m.lastgroup, text, end)
    if read is None:
        return False
    until, stop = read
    if until.vague and lexicon().vague["reference"].words.count(until.vague) == 0:
        return False
    if joint["r_and"] and not compiled("«between»").match(text, stop, end):
        return False
    expression.until, expression.end = until, stop
    return True


def _till(expression: Expression, text: str, end: int) -> bool:
    """从现在到2025年, 目前至8月底: a range from the reference day on, where days follow."""
    parts, stop = expression.parts, expression.end
    if parts is None or parts.vague not in lexicon().vague["reference"].words or not _range(expression, text, end):
        return False
    if expression.until is None or expression.until.only_clock():
        expression.until, expression.end = None, stop
    return expression.until is not None


def _behind(expression: Expression, text: str, end: int, read: Grammar) -> None:
    """Words behind that change what is meant, and 自从 in front."""
    stop = expression.end
    if text[stop : stop + 1] in read.tails and (_relation(expression, text, end) or _begins(expression, text, end)):
        return
    if expression.until is not None:
        return
    if holds(text, read.since, stop, stop + _SINCE_FAR) and (m := compiled("«happened_since»").match(text, stop, end)):
        expression.relation, expression.end = "since", m.end()
    elif text.endswith(read.since_front, 0, expression.start):
        expression.relation = "since"


def _relation(expression: Expression, text: str, end: int) -> bool:
    """以来, 起, 前, 后, 左右."""
    m = grammar().behind.match(text, expression.end, end)
    if m is None:
        return False
    relation = (m.lastgroup or "").removeprefix("r_")
    if relation == "before" and m["eve"]:
        relation = "eve"
    if relation in ("before", "after") and compiled("«inclusive»").match(m[0]):
        relation = "by" if relation == "before" else relation
    expression.relation, expression.end = relation, m.end()
    return True


def _begins(expression: Expression, text: str, end: int) -> bool:
    """从9月5日开始, 9月5日起."""
    m = compiled("«begin»").match(text, expression.end, end)
    if m is None:
        return False
    before = text[max(0, expression.start - 2) : expression.start]
    ends = not compiled("«begun_verb»").search(before) and compiled("«stop»").match(text, m.end(), end)
    if not ends and not compiled("«begun»").search(before):
        return False
    expression.relation, expression.end = "from", m.end()
    return True


# ---------------------------------------------------------------- lengths


def read_length(m: re.Match[str], text: str, end: int) -> Expression | None:
    """近两年来, 90分钟, 三天前, 未来12小时."""
    length = read_one(m)
    if length is None or not _is_length(m, text, end):
        return None
    stop = m.end()
    if m["le_tail"]:
        _tail(length, m["le_tail"])
    stop = decimals(text, length, extend(text, length, stop, end), end)
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
    _bound(expression, text, stop)
    return expression


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
    before = text[max(0, m.start() - 4) : m.start()]
    if compiled("«idiom_front»$").search(before):
        return False
    if m["le_u"] in lexicon().words["anniversary"] and compiled("«celebrating_clause»$").search(text, max(0, at - _CELEBRATED), at):
        return False
    if unit.counted and m["le_p"] and not m["le_ge"] and compiled("«month_goes_on»").match(text, m.end(), end):
        return False
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


def _bound(expression: Expression, text: str, stop: int) -> None:
    """近|两小时, 60日|以上, 15日|以内: what the words around a length say of it; ``stop`` is where the length itself ends."""
    length = expression.length
    if length is None or expression.relation not in (None, "about") or length.form == "limits":
        return
    before, after = front(text, expression.start), behind(text, stop)
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
    """以来, 前, 后, 左右 behind a length."""
    m = compiled("(?P<past>«till_now»)|(?P<ago>«ago»)|(?P<later>«later»)|(?P<about>«length_tail»)").match(text, expression.end, end)
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
        expression.relation = relation if relation != "about" or m[0] not in lexicon().words["bounds"] else None
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


# ---------------------------------------------------------------- recurring times


def read_every(m: re.Match[str], text: str, end: int) -> Expression | None:
    """每年6月下旬至8月底, 每周三, 每隔3天."""
    kind = lexicon().values["every_units"].get(m["e_u"] or m["e_w"])
    if kind is None or compiled("«not_every»").match(text, m.end(), end):
        return None
    codes = lexicon().words["every_codes"]
    if kind >= codes.index("TH") and not m["e_l"] and not m["e_often"]:
        return None  # 每小时150公里: the base of a rate
    count = m["e_n"]
    code = {"Q": "M"}.get(codes[kind], codes[kind])
    factor = 3 if codes[kind] == "Q" else 1
    parts = Parts()
    if count and count in lexicon().words["half"]:
        parts.every = {"Y": "P6M", "M": "P15D", "D": "PT12H", "TH": "PT30M"}.get(code)
    else:
        parts.every = iso({code: str(factor * (int_of(count) if count else 1))})
    parts.rules.append("every")
    parts.part = part_letters().get(m["e_u"] or "")  # 每晚8点
    cls = {"Y": "year", "M": "month", "W": "week", "D": "day"}.get(codes[kind], "")
    stop = _continue(parts, cls, text, m.end(), end) if not count else m.end()
    expression = Expression(m.start(), stop, parts)
    _range(expression, text, end)
    return expression


def read_whenever(m: re.Match[str]) -> Expression:
    """逢单日, 每逢周末, 每逢春节."""
    parts = Parts(weekend=bool(m["wh_w"]))
    parts.every = "P1W" if m["wh_w"] else "P2D" if m["wh_d"] else "P1Y"
    parts.rules.append("every")
    return Expression(m.start(), m.end(), parts)
