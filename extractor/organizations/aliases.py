"""Short forms that the article itself teaches.

A long name with its short form in brackets (（以下简称“…”）), a listed company with its code (百邦科技（300736）), the core word
of a company's full name (北京达安世纪投资管理有限公司 -> 达安世纪). Every other occurrence of such a form is a mention too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.organizations.candidate import Candidate
from extractor.organizations.clauses import ClauseView, ClauseViews
from extractor.organizations.positions import positions
from extractor.organizations.vocabulary import Vocabulary
from extractor.records import OrganizationType

_CALLED: Final = re.compile(r"[（(](?:以下|下文|统|英文)*(?:简称|下称|缩写|并称|称)[为作：:，,]?([^（）()\n]{2,40})[）)]")
_CALLED_BEHIND: Final = re.compile(r"[，,](?:以下|下文)?(?:简称|下称)[为作：:]?[“\"「『]([^”\"」』，。\n]{2,16})[”\"」』]")
_CODED: Final = re.compile(
    r"[，,；; ]\s?(?:(?:股票|证券)?代码)?[：:]?\s?(?:[A-Z]{0,4}\d{4,6}(?:\.[A-Za-z]{2})?|[A-Z]{2,5}:?[A-Z0-9.]{2,8})$"
)  # 岭南种业|，证券代码300999
_QUOTED: Final = re.compile(r"[“\"「『]([^”\"」』]{2,16})[”\"」』]")
_LATIN: Final = re.compile(r"[（(](?:英文)?([A-Z][A-Za-z&-]{1,11})[）)]")
_CODE: Final = re.compile(
    r"[（(](?:(?:维权|行情|股吧|诊股|资讯)[）)]|(?:股票|证券)?(?:代码)?[：:]?\s?(?:[03689]\d{5}|[48]3\d{4}|\d{4,5}\.(?:HK|hk))(?!\d)(?:\.?[A-Za-z]{2})?[^（）()\n]{0,16}[）)])"
)
_NAME_BEFORE: Final = re.compile(r"\*?(?:ST|XD|DR|N)?[\u4e00-\u9fffA-Za-z]{2,10}$")
_SPECIAL: Final = re.compile(r"\*?ST(?!股)[\u4e00-\u9fff]{2}")
_SPECIAL_NOT: Final = ("板块", "公司", "股票", "个股", "制度", "类股", "概念", "风险", "处理", "股的", "股份")
_LEGAL: Final = re.compile(r"(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司|集团总公司|总公司)$")
MAX_FORM: Final = 6
MIN_LED: Final = 3  # characters of a name behind a verb or a noun that is not part of it
MAX_FACULTY: Final = 14


def called(text: str, end: int) -> bool:
    """Whether a short form is given right behind, which proves that what stands before it is a name."""
    return _CALLED.match(text, end) is not None or _CALLED_BEHIND.match(text, end) is not None


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form and the name it stands for (itself where only the form is known)."""

    form: str
    name: str
    type: OrganizationType
    rule: str


def faculties(visible: str, partial: Iterable[Candidate], named: list[tuple[Candidate, str]]) -> Iterator[Candidate]:
    """Schools of the one university that an article is about (历史学院, 生命科学学院)."""
    universities = [name for c, name in named if c.type == "school" and c.parent is None and name.endswith("大学")]
    if not universities:
        return
    schools = Counter(universities)
    (name, count), *others = schools.most_common(2)
    if count > 1 and (not others or count > others[0][1]):
        short = [c for c, _ in named if c.type == "school" and c.rule == "organization.ending" and not (c.places or c.parent or c.level)]
        for candidate in (*partial, *(c for c in short if c.end - c.start <= MAX_FACULTY and not visible.endswith("大学", c.start, c.end))):
            candidate.name = name + visible[candidate.start : candidate.end]
            candidate.rule = "organization.faculty"
            yield candidate


def learnt(text: str, visible: str, named: Iterable[tuple[Candidate, str]], views: ClauseViews, words: Vocabulary) -> list[Alias]:
    """All short forms of one article, those with a stated meaning first."""
    found: dict[str, Alias] = {}
    pairs = list(named)
    for alias in (*_stated(text, pairs), *_listed(visible, views, words), *_cores(pairs, visible, views, words)):
        found.setdefault(alias.form, alias)
    return list(found.values())


def _stated(text: str, named: list[tuple[Candidate, str]]) -> Iterator[Alias]:
    """（以下简称“…”）, ，简称“…” and （CAPPMA） behind a name."""
    for candidate, name in named:
        behind = _CALLED_BEHIND.match(text, candidate.end)
        if behind is not None:
            yield Alias(behind[1], name, candidate.type, "organization.called")
        if text[candidate.end : candidate.end + 1] not in ("（", "("):
            continue
        match = _CALLED.match(text, candidate.end)
        if match is not None:
            forms = _QUOTED.findall(match[1]) or [_CODED.sub("", match[1]).strip('“”" ')]
            for form in forms:
                if 2 <= len(form) <= 16 and not form.startswith(("公司", "本公司")):
                    yield Alias(form, name, candidate.type, "organization.called")
            continue
        latin = _LATIN.match(text, candidate.end)
        if latin is not None and sum(c.isupper() for c in latin[1]) > 1:
            yield Alias(latin[1], name, candidate.type, "organization.called")


def _listed(visible: str, views: ClauseViews, words: Vocabulary) -> Iterator[Alias]:
    """Companies that a stock code or an exchange's warning sign marks."""
    for code in _CODE.finditer(visible):
        before = _NAME_BEFORE.search(visible, max(0, code.start() - 12), code.start())
        if before is not None:
            form = _head(before.start(), before.end(), visible, views, words)
            if len(form) > 1:
                yield Alias(form, form, "company", "organization.listed")
    for match in _SPECIAL.finditer(visible) if "ST" in visible else ():
        if not match[0].endswith(_SPECIAL_NOT):
            yield Alias(match[0], match[0], "company", "organization.listed")


def _head(start: int, end: int, visible: str, views: ClauseViews, words: Vocabulary) -> str:
    """The name before a stock code: what stands behind the last word that no name goes on over, at most six characters."""
    clause = views.at(start)
    run = visible[start:end]
    if clause is None or run.startswith(("*", "S")):
        return run
    if run.isascii():
        return "" if visible[start - 1 : start] == " " or not run.isupper() else run
    position = end
    while position > start:
        word = clause.ending(position)
        ends = word is not None and position == end and word.text in words.words.company_ends
        if word is None or (word.text in words.words.stop and not ends) or word.tag in ("p", "c", "uj", "ul", "r", "d", "m"):
            break
        whole = end - position >= MIN_LED and (word.text.endswith("公司") or (word.tag == "v" and word.text not in words.words.trade))
        if whole:
            break  # 还有|青禾股份, 上市公司|云岭股份, but 纵横|通信
        if end - max(word.start, start) > MAX_FORM:
            break
        position = max(word.start, start)
    form = visible[position:end] if position < end else run
    return "" if len(form) < 3 and (form in words.words.generic or form in words.words.trade) else form


def _cores(named: list[tuple[Candidate, str]], visible: str, views: ClauseViews, words: Vocabulary) -> Iterator[Alias]:
    """The core of a company's full name, where the article writes it elsewhere."""
    bodies = list(_bodies(named, visible, words))
    heads = positions((body[:2] for *_, body in bodies), visible)
    for candidate, name, stem, body in bodies:
        clause = views.at(candidate.core)
        first = clause.starting(candidate.core) if clause is not None else None
        common = first is not None and len(first.text) > 1 and first.tag not in ("", "nz", "nr", "nrt", "nt", "ns")
        shortest = 4 if body[:2] in words.places else 3
        for alias in _core_forms(heads[body[:2]], shortest, stem, name, candidate, visible):
            if not common or alias.form.endswith(words.words.company_ends) or candidate.type in ("association", "other"):
                yield alias


def _bodies(named: list[tuple[Candidate, str]], visible: str, words: Vocabulary) -> Iterator[tuple[Candidate, str, str, str]]:
    """Those that may have a core: each with its name, its stem and the stem without its legal form."""
    inner = words.words
    for candidate, name in named:
        if candidate.type not in ("company", "bank", "association", "other") or candidate.known is not None or candidate.parent is not None:
            continue
        stem = visible[candidate.core : candidate.end]
        body = _LEGAL.sub("", stem) if stem.endswith("公司") else stem
        if (body == stem and candidate.type in ("company", "bank")) or len(body) < 3 or not body.isalnum():
            continue
        head = body[:2]
        if head not in inner.generic and head not in inner.trade and head not in inner.stop:
            yield candidate, name, stem, body


def _core_forms(starts: list[int], shortest: int, stem: str, name: str, candidate: Candidate, visible: str) -> Iterator[Alias]:
    public = candidate.type in ("association", "other")
    forms: dict[str, None] = {}
    for start in starts:
        if not candidate.start <= start < candidate.end:
            form = _grown(visible, start, stem)
            if len(form) >= shortest and form != stem and (not public or form.endswith(stem[-2:])):
                forms[form] = None
    for form in forms:
        yield Alias(form, name, candidate.type, "organization.core")


def _grown(visible: str, start: int, stem: str) -> str:
    """The longest stretch whose characters follow each other in the full name in order, company's word 股份 included."""
    at, length = 2, 2
    while start + length < len(visible) and length < 8:
        next_at = stem.find(visible[start + length], at)
        if next_at < 0:
            break
        at, length = next_at + 1, length + 1
    form = visible[start : start + length]
    return form[:-1] if form.endswith(("有", "公", "股", "集")) else form


def occurrences(aliases: Iterable[Alias], visible: str, views: ClauseViews, words: Vocabulary) -> Iterator[Candidate]:
    """Mentions of the short forms, word edges respected for the very short ones; 该央行 is an anaphor and none."""
    anaphors = words.words.anaphors
    listed = list(aliases)
    starts = positions((alias.form for alias in listed), visible)
    for alias in listed:
        form = alias.form
        for start in starts[form]:
            end = start + len(form)
            clause = views.at(start)
            inside = clause is not None and end <= clause.end and not visible.endswith(anaphors, clause.start, start)
            if clause is not None and inside and (len(form) > 2 or _free(clause, start, end)):
                yield Candidate(start, end, alias.type, alias.rule, start, name=alias.name)


def _free(clause: ClauseView, start: int, end: int) -> bool:
    for position in (start, end):
        word = clause.crossing(position)
        if word is not None and word.tag:
            return False
    return True


def without_tails(candidates: list[Candidate], forms: list[Candidate]) -> list[Candidate]:
    """Candidates less those that only put a stray character or two before a learnt form (11日|凤形股份)."""
    ends = {c.end: c.start for c in forms}
    return [
        c
        for c in candidates
        if not (c.start < ends.get(c.end, 0) <= c.start + 2 and c.rule == "organization.ending" and not (c.places or c.parent or c.level))
    ]
