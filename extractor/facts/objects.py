"""Which phrases may name what is counted or measured: the counted noun, what stands between verb and number, behind the number, before the
verb, the verb itself (出口2.02万亿元), what earlier numbers measured, nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.facts.actions import between
from extractor.facts.candidates import Candidate, ObjectTraits
from extractor.facts.lists import glossed, respective_items
from extractor.facts.model import Slot
from extractor.facts.nominal import _outside, cuts, inner, trimmed, type_of
from extractor.facts.number import REACH, Number, all_before, described
from extractor.facts.stretch import NUMBERS, Constituent, Kind, Stretch
from extractor.words import WordClass
from extractor.words.phrases import NOMINAL

_NOUN_REACH = 60  # characters between a count and its noun
_BEFORE = 3  # phrases before the verb that are looked at
_BACK = 40  # clauses before it in which the whole is looked for of which parts are told
_EARLIER = 8  # numbers before it that are looked at
_CUTS = 5  # places where one phrase is cut
_LOOSE = frozenset((WordClass.ADVERB, WordClass.ADVERBIAL, WordClass.MODAL, WordClass.DATE, WordClass.TIME, WordClass.PARTICLE))
_GROUPS = {  # what verbs of a frame do; all others act
    "state": "measuring",
    "change": "measuring",
    "compare": "measuring",
    "none": "measuring",
    "exist": "exist",
    "contain": "exist",
    "cause": "cause",
}


def object_candidates(n: Number, action: Candidate) -> list[Candidate]:
    """The candidates for the object of a number, given its action, the empty one last; each wording once."""
    return list(_Objects(n, action).all())


def counted_span(text: str, n: Number) -> tuple[int, int] | None:
    """Where the counted noun stands that is nearest to its number; None where it does not stand near."""
    q = n.quantity
    noun = q.noun or ""
    start = text.rfind(noun, max(0, q.start - _NOUN_REACH), q.start) if q.noun_before else text.find(noun, q.end, q.end + _NOUN_REACH)
    return (start, start + len(noun)) if start >= 0 else None


class _Objects:
    """Finds the candidates of one number."""

    __slots__ = ("action", "at", "edge", "end", "frame", "group", "n", "s", "seen", "verb", "where")

    def __init__(self, n: Number, action: Candidate) -> None:
        self.n, self.action, self.s = n, action, n.stretch
        self.at, self.edge = n.at, n.edge
        here = action.stretch is n.stretch and action.first >= 0
        self.verb = action.first if here else -1  # the word that governs; -1 where it stands in no word of this clause
        self.end = action.end if here else -1
        self.frame = action.frame
        self.group = _GROUPS.get(self.frame, "acting")
        self.where = action.found
        self.seen: set[tuple[int | None, int | None]] = set()

    def all(self) -> Iterator[Candidate]:
        yield from self._counted()
        if self.action.origin == "left" and self.action.place == "left":
            yield from self._middle()
        yield from self._behind()
        yield from self._described()
        yield from self._before()
        if self.action.place == "left":
            yield from self._verbal()
        yield from self._respective()
        yield from self._of_list()
        yield from self._carried()
        yield from self._earlier()
        if self.action.place == "right":
            yield from self._behind_verb()
        yield from self._around_bracket()
        yield from self._farther_behind()
        yield from self._clause_before()
        yield from self._whole_before()
        yield from self._heading()
        yield from self._implied()
        yield Candidate(None, self._traits("none", "none"), origin="none")

    def _traits(self, place: str, type_: str, **traits: str | None) -> ObjectTraits:
        return ObjectTraits(place, type_, self.where, self.group, self.frame, self.n.sort, counted=self.n.noun, **traits)

    def _words(
        self, s: Stretch, first: int, end: int, place: str, rule: str,
        form: str | None = None, rank: str | None = None, over: str | None = None, number: str | None = None,
        following: str | None = None, holding: str | None = None,
    ) -> Iterator[Candidate]:  # fmt: skip
        """Words as a candidate, unless they are one already."""
        slot = s.slot(first, end, rule)
        if (slot.start, slot.end) in self.seen:
            return
        self.seen.add((slot.start, slot.end))
        text, v = s.texts[first], s.lexicon
        opening = "degree" if text in v.degrees else "scope" if text in v.scopes else s.tags[first]
        traits = ObjectTraits(
            place, type_of(s, first, end), self.where, self.group, self.frame, self.n.sort,
            form, rank, opening, str(min(end - first, 4)), number, over, self.n.noun, following, holding,
        )  # fmt: skip
        yield Candidate(slot, traits, s, first, end, place)

    def _trimmed(self, s: Stretch, first: int, end: int, place: str, rule: str, **traits: str | None) -> Iterator[Candidate]:
        """Words as a candidate without what names nothing at either end, if anything is left."""
        first, end = trimmed(s, first, end)
        if end > first:
            yield from self._words(s, first, end, place, rule, **traits)

    def _counted(self) -> Iterator[Candidate]:
        """The noun that is counted: 创业项目184个, 5600多名职工."""
        n, s = self.n, self.s
        noun = n.quantity.noun
        if not noun:
            return
        span = counted_span(s.text, n)
        slot = Slot(noun, span[0] if span else None, span[1] if span else None, "object.counted")
        following = None
        if span is not None and n.quantity.noun_before:
            i = next((i for i in range(n.at - 1, max(0, n.at - _BEFORE * 3), -1) if s.words[i].start == span[1]), None)
            following = type_of(s, i, i + 1) if i is not None and s.tags[i] in NOMINAL else None
        opens = "verb" if self.action.slot is not None and noun.startswith(self.action.slot.text) else None
        kind = s.lexicon.words.kind(noun) or "unknown"
        self.seen.add((slot.start, slot.end))
        yield Candidate(slot, self._traits("counted", kind, next=following, holding=opens), s, origin="counted")

    def _middle(self) -> Iterator[Candidate]:
        """What stands between the verb and the number: 筹集|创业创新资金|2700万元."""
        s, n = self.s, self.n
        inside = [
            c for c in n.constituents_before() if c.kind == Kind.PHRASE and c.first >= self.end and s.words[c.first].start < self.edge
        ]
        for rank, c in enumerate(reversed(inside[-2:])):
            yield from self._governed(c, str(rank))
        yield from self._all_between(inside)

    def _governed(self, c: Constituent, rank: str) -> Iterator[Candidate]:
        s = self.s
        first, end = trimmed(s, c.first, c.end)
        if end == first:
            return
        over, number = between(s, c.end, self.at, self.edge).over, self._number(c)
        holds = "of" if any(t in s.lexicon.of for t in s.texts[first:end]) else None
        yield from self._words(s, first, end, "middle", "object.governed", rank=rank, over=over, number=number, holding=holds)
        for cut in [cut for cut in cuts(s, first, end) if cut.of][-1:]:
            yield from self._words(s, cut.first, end, "middle", "object.governed", form="suffix of", rank=rank)

    def _all_between(self, inside: Sequence[Constituent]) -> Iterator[Candidate]:
        """All words between verb and number, where they are more than one phrase."""
        s = self.s
        first, end = self._between_verb_and_number()
        if end > first and not any(c.first == first and c.end == end for c in inside) and NUMBERS.isdisjoint(s.tags[first:end]):
            holds = "verb" if WordClass.VERB in s.tags[first:end] else "preposition" if WordClass.PREPOSITION in s.tags[first:end] else None
            yield from self._words(s, first, end, "all between", "object.governed", holding=holds)

    def _between_verb_and_number(self) -> tuple[int, int]:
        s = self.s
        first, end = self.end, self.at
        while end > first and (s.words[end - 1].start >= self.edge or s.tags[end - 1] in _LOOSE or s.texts[end - 1] in s.lexicon.and_):
            end -= 1
        while first < end and s.tags[first] in _LOOSE:
            first += 1
        return first, end

    def _number(self, c: Constituent) -> str | None:
        """Whether another number stands inside a phrase or behind it."""
        before = bisect_left(self.s.numbers, self.at) - 1
        if before < 0:
            return None
        number = self.s.numbers[before]
        return "inside" if c.first <= number < c.end else "beyond" if number >= c.end else None

    def _behind(self) -> Iterator[Candidate]:
        """What stands right behind the number: 200万元助学资金, 90%的用户."""
        s = self.s
        first = self.at + 1
        of = s.word(first) in s.lexicon.of
        first += of
        if first >= len(s.words) or s.spaced(first):
            return
        held = self.n.constituent
        stop = held.end if held.kind == Kind.PHRASE else s.phrase_end(first)
        first, end = trimmed(s, first, max(first, stop))
        if end > first:
            following = s.tag(stop)
            behind = "verb" if following == WordClass.VERB else "end" if following in ("", WordClass.MARK) else "other"
            holds = "level" if s.texts[end - 1] in s.lexicon.levels else "of" if of else None
            yield from self._words(s, first, end, "behind", "object.behind", following=behind, holding=holds)
            yield from self._parts_behind(first, end, behind)

    def _described(self) -> Iterator[Candidate]:
        """The head of the relative clause that holds the number: 投资80亿元、总面积60万平方米的|新基地."""
        span = described(self.n)
        if span is not None:
            yield from self._trimmed(self.s, *span, "described", "object.behind")

    def _parts_behind(self, first: int, end: int, following: str) -> Iterator[Candidate]:
        """Of what stands behind the number the first item (1/4的|GDP|、1/3的税收), and what 的 closes (20多个|领域|的合作架构)."""
        s = self.s
        item = next((i for i, _ in _outside(s, first + 1, end) if s.texts[i] in s.lexicon.and_ or s.tags[i] == WordClass.CONJUNCTION), None)
        if item is not None:
            yield from self._trimmed(s, first, item, "behind", "object.behind", form="item", following=following)
        of = next((cut for cut in cuts(s, first, item or end) if cut.of), None)
        if of is not None:
            yield from self._trimmed(s, first, of.end, "behind", "object.behind", form="prefix of", following=following)

    def _before(self) -> Iterator[Candidate]:
        """The phrase before the verb, or before the number, whole and cut behind its owner."""
        s, n = self.s, self.n
        limit = self.verb if self.action.place == "left" and self.verb >= 0 else self.at
        phrases = [c for c in n.phrases_before(limit) if s.words[c.first].start < self.edge]
        for rank, c in enumerate(reversed(phrases[-_BEFORE:])):
            first, end = trimmed(s, inner(c), c.end)
            if end == first:
                continue
            traits = {"rank": str(rank), "over": between(s, c.end, limit, self.edge).over, "number": self._number(c)}
            places = cuts(s, first, end)
            yield from self._words(s, first, end, "before", "object.measured", form="cuttable" if places else "whole", **traits)
            for cut in places[-_CUTS:]:
                form = "suffix of" if cut.of else "suffix"
                yield from self._words(s, cut.first, end, "before", "object.measured", form=form, **traits)
        yield from self._all_before(limit)

    def _all_before(self, limit: int) -> Iterator[Candidate]:
        """All words before the verb, and from a verb among them on, where they are no one phrase: 注销|企业户数|2701户."""
        s = self.s
        span = all_before(self.n, limit)
        if span is None:
            return
        first, end = span
        inside = [i for i in range(first + 1, end - 1) if s.tags[i] == WordClass.VERB]
        for start in (first, *inside):
            verb = s.tags[start] == WordClass.VERB
            modifies = next((feature for feature in ("nominal", "modifier") if s.lexicon.words.has(s.texts[start], feature)), "none")
            form = "whole" if start == first else "suffix"
            yield from self._words(s, start, end, "all before", "object.measured", form=form, holding=modifies if verb else None)

    def _verbal(self) -> Iterator[Candidate]:
        """The verb itself, with the noun before or behind it: 出口2.02万亿元, 汽车进口3万辆, 成交|金额."""
        s, v = self.s, self.s.lexicon.words
        if not 0 <= self.verb < self.at:
            return
        word = s.texts[self.verb]
        gap = between(s, self.end, self.at, self.edge).over
        phrases = [c for c in self.n.constituents_before() if c.kind == Kind.PHRASE]
        before = next((c for c in reversed(phrases) if c.end == self.verb), None)
        if v.has(word, "nominal") or v.has(word, "noun"):
            yield from self._words(s, self.verb, self.verb + 1, "verb", "object.verb", over=gap)
            if before is not None:
                yield from self._noun_and_verb(before, gap)
        behind = next((c for c in phrases if c.first == self.end), None)
        first, end = trimmed(s, behind.first, behind.end) if behind is not None else (0, 0)
        if end > first:
            modifies = next((feature for feature in ("nominal", "modifier") if v.has(word, feature)), "none")
            opens = "first" if self.verb == 0 else None
            yield from self._words(s, self.verb, end, "verb and noun", "object.verb", holding=modifies, rank=opens)
            if before is not None:  # 外贸|进出口|总值
                yield from self._around(before, end, modifies)

    def _around(self, before: Constituent, end: int, modifies: str) -> Iterator[Candidate]:
        s = self.s
        first, stop = trimmed(s, before.first, before.end)
        if stop == self.verb:
            for start in (first, *(cut.first for cut in cuts(s, first, stop)[-_BEFORE:])):
                form = "whole" if start == first else "suffix"
                yield from self._words(s, start, end, "noun verb noun", "object.verb", form=form, holding=modifies)

    def _noun_and_verb(self, before: Constituent, gap: str) -> Iterator[Candidate]:
        s = self.s
        first, end = trimmed(s, before.first, before.end)
        if end == first:
            return
        yield from self._words(s, first, self.verb + 1, "noun and verb", "object.verb", form="whole", over=gap)
        for cut in cuts(s, first, end)[-_BEFORE:]:
            yield from self._words(s, cut.first, self.verb + 1, "noun and verb", "object.verb", form="suffix", over=gap)

    def _respective(self) -> Iterator[Candidate]:
        """The item of a list that belongs to this number of a list: 鲜菜、鲜果和水产品价格分别上涨6.9%、1.7%和0.9%."""
        for item in respective_items(self.n):
            s = item.stretch
            first, end = trimmed(s, item.first, item.end)
            if end > first:
                yield from self._words(s, first, end, "item", "object.respective", rank=str(min(item.back, 2)))
                last, stop = trimmed(s, *item.last)
                for cut in cuts(s, last, stop)[-2:]:
                    yield from self._words(s, cut.first, stop, "head of the last item", "object.respective")
        before = self._same_of_earlier_list()
        slot = before.slot if before is not None else None
        if slot is not None and (slot.start, slot.end) not in self.seen:
            self.seen.add((slot.start, slot.end))
            yield Candidate(slot.by("object.respective"), self._traits("item of numbers", "none"), origin="carried")

    def _same_of_earlier_list(self) -> Candidate | None:
        """成交量8.09亿手，成交额70.18万亿元，分别增长21.49%和23.69%: what the number at the same place before measures."""
        size = len(self.n.run[1])
        if size < 2 or len(self.n.chosen) < size + self.n.run[0]:
            return None
        found = self.n.chosen[-size].object
        return found if found.slot is not None else None

    def _carried(self) -> Iterator[Candidate]:
        """What the number before measures: 营业收入12亿元，同比增长8.5%."""
        last = self.n.last
        if last is None:
            return
        over = "noun" if any(c.kind == Kind.PHRASE for c in self.n.constituents_before()) else "nothing"
        if last.object.slot is not None and last.object.span not in self.seen:
            self.seen.add(last.object.span)
            slot = last.object.slot.by("object.carried")
            yield Candidate(slot, self._traits("carried", last.object.origin, over=over), origin=last.object.origin)
        action = last.action
        if (
            action.slot is not None
            and action.span not in self.seen
            and action.origin == "left"
            and self.s.lexicon.words.has(action.slot.text, "nominal")
        ):
            held = "with object" if last.object.slot is not None else "alone"
            yield Candidate(action.slot.by("object.carried"), self._traits("carried verb", held, over=over), origin="carried verb")

    def _of_list(self) -> Iterator[Candidate]:
        """The noun that the last number of a list counts: 80种、200多只|动物."""
        s, (index, run) = self.s, self.n.run
        if index + 1 == len(run) or self.n.quantity.noun:
            return
        stop = s.phrase_end(run[-1] + 1) if run[-1] + 1 < len(s.words) and not s.spaced(run[-1] + 1) else 0
        yield from self._trimmed(s, run[-1] + 1, max(stop, run[-1] + 1), "of the list", "object.behind")

    def _earlier(self) -> Iterator[Candidate]:
        """What numbers before that measure, the nearest first: 公路|完成297.4亿吨、增长7.7%，水路|完成68.3亿吨."""
        found = 0
        for chosen in reversed(self.n.chosen[-_EARLIER:-1]):
            thing = chosen.object
            if thing.slot is None or thing.span in self.seen:
                continue
            self.seen.add(thing.span)
            found += 1
            traits = self._traits("earlier object", thing.origin, rank=str(found), over=self.n.last.action.place if self.n.last else None)
            yield Candidate(thing.slot.by("object.carried"), traits, origin=thing.origin)
            if found == 2:
                return

    def _behind_verb(self) -> Iterator[Candidate]:
        """What a share of the topic is or has: 其中七成|是|留守儿童."""
        s = self.s
        phrase = next(
            (c for c in s.constituents[self.n.holder : self.n.holder + _CUTS * 2] if c.kind == Kind.PHRASE and c.first >= self.end), None
        )
        if phrase is not None:
            yield from self._trimmed(s, phrase.first, phrase.end, "behind the verb", "object.shared")

    def _clause_before(self) -> Iterator[Candidate]:
        """The subject or the object of the clause before, where this one names nothing."""
        if any(c.kind == Kind.PHRASE for c in self.n.constituents_before()):
            return
        for _, s in self.n.clauses.before(self.n.index, 1):
            subject = next((c for c in reversed(s.leading) if c.kind == Kind.PHRASE), None)
            for place, c in (("subject before", subject), ("object before", s.last_object)):
                if c is not None:
                    yield from self._trimmed(s, c.first, c.end, place, "object.clause_before")

    def _around_bracket(self) -> Iterator[Candidate]:
        """Of a number in a bracket the item before it, and what is said behind the list: 甲（3.1%）、乙（2.6%）等个股|涨幅|居前."""
        gloss = glossed(self.n)
        if gloss is None:
            return
        s = self.s
        yield from self._trimmed(s, *gloss, "before the bracket", "object.glossed")
        behind = s.constituents[self.n.holder + 1 : self.n.holder + 1 + REACH]
        verb = next((i for i, c in enumerate(behind) if c.kind == Kind.VERB), 0)
        c = next((c for c in reversed(behind[:verb]) if c.kind == Kind.PHRASE), None)
        first, end = trimmed(s, c.first, c.end) if c is not None else (0, 0)
        for start in (first, *(cut.first for cut in cuts(s, first, end)[-2:])) if end > first else ():
            yield from self._words(s, start, end, "behind the list", "object.glossed", form="whole" if start == first else "suffix")

    def _farther_behind(self) -> Iterator[Candidate]:
        """The next phrase behind a number whose noun is not known, over what describes it: 1万支|吸入式|疫苗."""
        n, s = self.n, self.s
        if n.quantity.kind != "count" or n.quantity.noun is not None:
            return
        rest = s.constituents[n.holder + 1 : n.holder + 1 + _CUTS]
        at = next((at for at, c in enumerate(rest) if c.kind == Kind.PHRASE), 0)
        if at:
            c, before = rest[at], rest[at - 1]
            over = s.frame(before) if before.kind == Kind.VERB else before.kind
            yield from self._trimmed(s, c.first, c.end, "farther behind", "object.behind", rank=str(min(at, 3)), over=over)

    def _whole_before(self) -> Iterator[Candidate]:
        """Of what a clause before says that these are parts: 死亡病例中，沧州市3例."""
        for _, s in self.n.clauses.before(self.n.index, _BACK):
            whole = next((c for c in reversed(s.leading) if c.located), None)
            if whole is not None:
                by = s.texts[whole.end - 1]
                yield from self._trimmed(s, inner(whole), whole.end, "whole before", "object.clause_before", holding=by)
                return

    def _heading(self) -> Iterator[Candidate]:
        """What the clause before a colon names, whose items the numbers behind it are: 录取分数线：理工类348分，文史类413分."""
        s = self.n.clauses.heading(self.n.index, _BACK, self.s.lexicon.colons)
        c = next((c for c in reversed(s.constituents) if c.kind == Kind.PHRASE), None) if s is not None else None
        if s is None or c is None:
            return
        first, end = trimmed(s, c.first, c.end)
        for start in (first, *(cut.first for cut in cuts(s, first, end)[-2:])) if end > first else ():
            yield from self._words(s, start, end, "before the colon", "object.heading", form="whole" if start == first else "suffix")

    def _implied(self) -> Iterator[Candidate]:
        """What a unit counts where no noun is named: 3万股."""
        implied = self.s.lexicon.implied.get(self.n.quantity.unit or "")
        if implied is not None:
            yield Candidate(Slot(implied, None, None, "object.implied"), self._traits("implied", "none"), origin="implied")
