"""Companies by their role, over the whole article: 子公司|钢银电商|已提交, 岭南明珠|晚间公告, 收购|威宇医疗|100%股权.

What stands between a word that a company follows and a word that only companies do, with a word that no dictionary has or an ending
that companies have, is one where the article gives evidence enough; then it is one everywhere in the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from extractor.lexicon.load import alternation
from extractor.organizations.aliases import Alias
from extractor.organizations.clauses import ClauseView, ClauseViews
from extractor.organizations.traits import ENGLISH, PROPER_TAGS, traits
from extractor.organizations.vocabulary import Vocabulary, vocabulary
from extractor.segment import Word

_SHORTEST, _LONGEST, _WORDS = 3, 8, 4  # characters and words of a name
_NAMES = PROPER_TAGS - {"ns"}  # a place alone makes none: 数字|中国|建设
_NO_FIRST = frozenset("其该本此给向被由对与和及等在为是将以从把司后完了前")  # begins no name
_AFTER, _BEFORE, _SURE = "after", "before", "sure"  # a cue, before what companies do, before what nobody else does


class Roles:
    """The patterns, built once."""

    def __init__(self, words: Vocabulary) -> None:
        roles = words.words
        self.leading = re.compile(f"(?:{alternation(roles.role_before)})[“]?")
        self.behind = re.compile(f"[”]?(?:{alternation(roles.role_links)})?(?:{alternation(roles.role_behind)})")
        self.doing = re.compile(alternation(roles.role_behind))
        self.shares = re.compile(r"[”]?\d{1,3}(?:\.\d+)?%(?:的)?(?:股|权益|股份)|[”]?(?:的)?(?:控股权|全部股权|部分股权|股权)")
        self.ends = roles.role_ends
        self.sure = frozenset(roles.role_sure)
        self.no_ends = (*roles.role_behind, *roles.role_no_ends)


@lru_cache(maxsize=1)
def _roles() -> Roles:
    return Roles(vocabulary())


def by_role(visible: str, views: ClauseViews, words: Vocabulary) -> Iterator[Alias]:
    """The names for which the article has evidence enough."""
    roles = _roles()
    if roles.doing.search(visible) is None and roles.leading.search(visible) is None:
        return
    evidence: dict[str, set[str]] = defaultdict(set)
    for form, side in (*_after_cues(visible, views, words, roles), *_before_predicates(visible, views, words, roles)):
        evidence[form].add(side)
    told = [form for form, sides in evidence.items() if form not in words.known and (len(sides) > 1 or form.endswith(roles.ends))]
    for form in told:
        if not any(form != other and form.endswith(other) for other in told):  # 转板前|科华控股
            yield Alias(form, form, "company", "organization.role")


def _after_cues(visible: str, views: ClauseViews, words: Vocabulary, roles: Roles) -> Iterator[tuple[str, str]]:
    for cue in roles.leading.finditer(visible):
        clause = views.at(cue.end())
        if clause is None or cue.end() >= clause.end:
            continue
        form, end = _forward(cue.end(), clause, words)
        if form is None:
            continue
        yield form, _AFTER
        if roles.behind.match(visible, end) or roles.shares.match(visible, end):
            yield form, _BEFORE


def _before_predicates(visible: str, views: ClauseViews, words: Vocabulary, roles: Roles) -> Iterator[tuple[str, str]]:
    for predicate in roles.doing.finditer(visible):
        clause = views.at(predicate.start())
        sure = predicate[0] in roles.sure
        form = _backward(predicate.start(), clause, words, sure=sure) if clause is not None else None
        if form is not None:
            yield form, _BEFORE
            if sure:
                yield form, _SURE


def _fits(word: Word, words: Vocabulary) -> bool:
    """Whether a word may be part of a company's short name."""
    if word.text in words.words.stop or word.text in words.words.titles or word.text in words.words.roles:
        return False
    if not word.text.isalnum() or word.text.isdecimal():
        return False
    if ENGLISH.fullmatch(word.text):
        return True
    return traits(word.text, word.tag).belongs and word.tag not in ("s", "f", "l", "i", "z", "nrt")


def _proper(pieces: list[Word], words: Vocabulary, *, sure: bool) -> bool:
    """Whether they make a name: a word that no dictionary has, or a proper one with an ending that companies have.

    ``sure``: only a company stands there, so that two words of which one is proper (岭南|明珠), or a noun (金象|集团), are enough.
    """
    form, roles = "".join(word.text for word in pieces), _roles()
    if not _SHORTEST <= len(form) <= _LONGEST or form.isascii() or form[0] in _NO_FIRST or form.endswith(roles.no_ends):
        return False
    if all(word.text in words.words.generic or word.text in words.words.trade for word in pieces[:-1]):
        return False
    ended = form.endswith(roles.ends)
    unknown = any(not word.tag and not word.text.isascii() for word in pieces)
    proper = any(word.tag in PROPER_TAGS for word in pieces)
    if unknown and (ended or (sure and len(form) > _SHORTEST)):
        return True
    if form.endswith(words.words.company_ends):
        return (proper or sure) and len(pieces) > 1
    return sure and len(pieces) > 1 and len(form) > _SHORTEST and any(word.tag in _NAMES for word in pieces)


def _forward(start: int, clause: ClauseView, words: Vocabulary) -> tuple[str | None, int]:
    """The name that begins at a position, and where it ends."""
    pieces: list[Word] = []
    position = start
    while len(pieces) < _WORDS:
        word = clause.starting(position)
        if word is None or not _fits(word, words) or word.end - start > _LONGEST:
            break
        pieces.append(word)
        position = word.end
        if word.text.endswith(_roles().ends):
            break
    found = bool(pieces) and _proper(pieces, words, sure=True)
    return ("".join(word.text for word in pieces), position) if found else (None, start)


def _backward(end: int, clause: ClauseView, words: Vocabulary, *, sure: bool) -> str | None:
    """The name that ends at a position and begins its clause."""
    pieces: list[Word] = []
    position = end
    while position > clause.start and len(pieces) < _WORDS:
        word = clause.ending(position)
        if word is None or not _fits(word, words) or end - word.start > _LONGEST or word.text in words.words.markets:
            break
        pieces.insert(0, word)
        position = word.start
    found = position == clause.start and bool(pieces) and _proper(pieces, words, sure=sure)
    return "".join(word.text for word in pieces) if found else None
