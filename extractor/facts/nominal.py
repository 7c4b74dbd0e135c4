"""Noun phrases of a stretch as what fills a place: trimmed, cut into owner and thing, parted into items, and of what type."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.stretch import ASIDE, NUMBERS, Constituent, Cut, Kind, Stretch, Way
from extractor.words import WordClass
from extractor.words.phrases import NOMINAL

_TRAILING = frozenset({WordClass.ADJECTIVE, WordClass.MEASURE_WORD, WordClass.NUMERAL})  # classes of words that end no phrase
_NAMING = NOMINAL | {WordClass.PRONOUN}  # classes of words of which a phrase has at least one
_NAMES = {WordClass.BODY: "organization", WordClass.PERSON: "name of a person", WordClass.PLACE: "place"}
_LONGEST = 60  # words of the longest phrase that is cut or parted
_CUTS = 3  # last places where one phrase is cut, besides the first two
_SUBJECTS = 3  # phrases before a verb that can be subject or topic
OWNING = frozenset({"organization", "name of a person", "place", "scope", "body", "person"})  # types of what mostly has the measured thing
ACTING = OWNING | {"thing", "event", "unknown", "pronoun", "generic", "both", "verbal"}
MEASURED = frozenset({"measure", "dummy", "abstract", "both"})


def trimmed(s: Stretch, first: int, end: int) -> tuple[int, int]:
    """Words ``[first, end)`` without what names nothing at either end; the two are equal when nothing is left."""
    known = s.trims.get((first, end))
    if known is None:
        known = s.trims[first, end] = _trimmed(s, first, end)
    return known


def _trimmed(s: Stretch, first: int, end: int) -> tuple[int, int]:
    v = s.lexicon
    while first < end and (s.texts[first] in v.unopening or s.tags[first] in ASIDE):
        first += 1
    end = _without_rate(s, first, end)
    while end > first + 1 and (s.tags[end - 1] in _TRAILING or s.texts[end - 1] in v.degrees) and _has_noun(s, first, end - 1):
        end -= 1
    end = _without_gloss(s, first, end)
    while end > first and (s.texts[end - 1] in v.unfinished or s.tags[end - 1] == WordClass.LOCALIZER):
        end -= 1
    return (first, end) if any(tag in _NAMING for tag in s.tags[first:end]) else (first, first)


def _without_rate(s: Stretch, first: int, end: int) -> int:
    """The end of a phrase without what a number behind it is counted by: 批发均价|每|斤."""
    each = s.lexicon.each
    if end > first + 1 and s.texts[end - 1].startswith(each) and s.tags[end - 1] != WordClass.NOUN:
        return end - 1
    return end - 2 if end > first + 2 and s.texts[end - 2] == each else end


def _without_gloss(s: Stretch, first: int, end: int) -> int:
    """The end of a phrase without the gloss that closes it: 涪陵电力|（600452）."""
    if end - first > 2 and s.texts[end - 1] in s.lexicon.closing:
        opened = next((i for i in range(end - 2, first, -1) if s.texts[i] in s.lexicon.opening), first)
        return opened if opened > first else end
    return end


def _has_noun(s: Stretch, first: int, end: int) -> bool:
    return any(tag in NOMINAL for tag in s.tags[first:end])


def _outside(s: Stretch, first: int, end: int) -> Iterator[tuple[int, bool]]:
    """The words of a phrase that stand in no quotation or gloss, each with whether a closing mark stands before it."""
    v, depth, closed = s.lexicon, 0, False
    for i in range(first, end):
        text = s.texts[i]
        if text in v.opening or text in v.quotes:
            depth += 1
        elif text in v.closing or text in v.unquotes:
            depth, closed = max(0, depth - 1), True
        elif not depth:
            yield i, closed
            closed = False


def cuts(s: Stretch, first: int, end: int) -> list[Cut]:
    """Where a phrase may part into owner and thing: 全省|供销社系统|销售总额, 东盟|的|进口."""
    if end - first > _LONGEST:
        return []
    known = s.cuts.get((first, end))
    if known is None:
        known = s.cuts[first, end] = _cuts(s, first, end)
    return known


def _cuts(s: Stretch, first: int, end: int) -> list[Cut]:
    found: list[Cut] = []
    v = s.lexicon
    for i, closed in _outside(s, first + 1, end):
        text, before = s.texts[i], s.texts[i - 1]
        if text in v.of:
            found.append(Cut(i, i + 1, of=True))
        elif before in v.joining or text in v.joining or s.tags[i] in (WordClass.LOCALIZER, WordClass.CONJUNCTION) or text in v.etc:
            continue
        elif s.tags[i - 1] in NOMINAL or s.tags[i - 1] == WordClass.ORDINAL or before in v.possessive or before in v.etc or closed:
            found.append(Cut(i, i, of=False))
    return found


def ways(s: Stretch, first: int, end: int) -> list[Way]:
    """How a phrase can name somebody: whole, by its last name alone, and cut where an owner may end."""
    known = s.ways.get((first, end))
    if known is None:
        known = s.ways[first, end] = list(_ways(s, first, end))
    return known


def _ways(s: Stretch, first: int, end: int) -> Iterator[Way]:
    places = cuts(s, first, end)
    yield Way(first, end, type_of(s, first, end), "cuttable" if places else "whole")
    if _apposed(s, first, end):
        yield Way(end - 1, end, type_of(s, end - 1, end), "apposition")
    shortest = type_of(s, first, places[0].end) if places else ""
    for number, cut in enumerate(places):
        if 2 <= number < len(places) - _CUTS:
            continue
        type_, rest = type_of(s, first, cut.end), type_of(s, cut.first, end)
        order = "first" if number == 0 else "longer than an owner" if shortest in OWNING else "other"
        yield Way(first, cut.end, type_, "prefix of" if cut.of else "prefix", rest, _opening(s, cut.first), order, _seam(s, cut))
        if cut.of:
            yield Way(cut.first, end, rest, "suffix", type_)


def _opening(s: Stretch, i: int) -> str:
    """What opens the rest behind a cut."""
    if s.texts[i] in s.lexicon.degrees:
        return "degree"
    if s.tags[i] == WordClass.VERBAL_NOUN or s.lexicon.words.has(s.texts[i], "modifier"):
        return "verbal"
    return s.tags[i]


def _seam(s: Stretch, cut: Cut) -> str:
    """How often the word before a cut ends phrases and the word behind it opens them: 物联网|连接, 乡村|板块."""
    if cut.of:
        return "of"
    ends, opens = s.lexicon.bounds.ends, s.lexicon.bounds.opens
    before = "name" if s.tags[cut.end - 1] in _NAMES else ends(s.texts[cut.end - 1])
    return f"{before} {opens(s.texts[cut.first])}"


def _apposed(s: Stretch, first: int, end: int) -> bool:
    """Whether a name ends a phrase that the words before it only describe: 控股股东|海屿投资."""
    if end - first < 2 or s.tags[end - 1] not in _NAMES or s.tags[end - 1] == WordClass.PLACE:
        return False
    return s.tags[end - 2] not in _NAMES and s.phrases.nominal(end - 2)


def subjects(s: Stretch) -> list[Constituent]:
    """Who could act in a clause: the first phrases before its verb that name somebody or something."""
    if s.subjects is None:
        s.subjects = [c for c in [c for c in s.leading if c.kind == Kind.PHRASE][:_SUBJECTS] if can_act(s, c)]
    return s.subjects


def can_act(s: Stretch, c: Constituent) -> bool:
    """Whether a phrase names, or begins with, somebody or something that can act."""
    first, end = trimmed(s, inner(c), c.end)
    return end > first and (type_of(s, first, end) in ACTING or any(type_of(s, first, cut.end) in OWNING for cut in cuts(s, first, end)))


def items(s: Stretch, first: int, end: int) -> list[tuple[int, int]]:
    """The items of a list: 鲜菜、鲜果和水产品."""
    if end - first > _LONGEST:
        return [(first, end)]
    found: list[tuple[int, int]] = []
    start = first
    for i, _ in _outside(s, first, end):
        if s.texts[i] in s.lexicon.and_ or s.tags[i] == WordClass.CONJUNCTION:
            if i > start:
                found.append((start, i))
            start = i + 1
    if end > start:
        found.append((start, end))
    return found


def type_of(s: Stretch, first: int, end: int) -> str:
    """What a phrase names, by its head."""
    known = s.types.get((first, end))
    if known is None:
        known = s.types[first, end] = _type(s, first, end)
    return known


def _type(s: Stretch, first: int, end: int) -> str:
    head = s.head(first, end)
    text, tag = s.texts[head], s.tags[head]
    if end == first + 1:
        if text in s.lexicon.generic:
            return "generic"
        if text in s.lexicon.anaphora or tag == WordClass.PRONOUN:
            return "pronoun"
    if tag in _NAMES:
        kind = _NAMES[tag]
    elif text in s.lexicon.scopes:
        kind = "scope"
    else:
        kind = _kind(s, head)
    return "counted" if any(tag in NUMBERS for tag in s.tags[first:end]) else kind


def _kind(s: Stretch, head: int) -> str:
    text, tag, words = s.texts[head], s.tags[head], s.lexicon.words
    if tag not in NOMINAL:
        return "other"
    kinds = words.nouns.get(text, ())
    if tag == WordClass.VERBAL_NOUN and not kinds:
        return "verbal"
    kind = s.phrases.kind(head) or "unknown"
    if kind == "place":
        return "locality"
    both = kind == "measure" and (kinds[1:2] == ("thing",) or text.endswith(s.lexicon.indices))
    return "both" if both else kind


def inner(c: Constituent) -> int:
    """Where the noun phrase of a constituent begins: behind its preposition."""
    return c.first + 1 if c.kind == Kind.LED else c.first
