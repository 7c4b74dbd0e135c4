"""Score the project on the corpus, and fail when a score falls below its pinned floor.

    python -m tests.gate                       print the scores beside the floors
    python -m tests.gate --errors 40 --type count
    python -m tests.gate --update              pin the scores (a floor drops only with --allow-regression)

A mention is right when span and type agree; its value is right when every field of the gold agrees too. A fact is found when
one is stated about the gold's quantity; its slots are compared one by one, and a fact about a quantity that should make none
is false. The baseline pins a hash of the corpus, so that scores and corpus cannot drift apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from extractor import Article, Document, Extractor, Fact, Mention, read_articles
from tests.gold import CORPUS, TYPES, GoldArticle, GoldMention, read_all

BASELINE = CORPUS / "baseline.json"
FIELD = {t: ("percentages" if t == "percentage" else t + "s") for t in TYPES}
SLOTS = ("actor", "organization", "action", "object", "date")


@dataclass
class Scores:
    """Counts by type, and what went wrong."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    errors: list[tuple[str, ...]] = field(default_factory=list)

    def of(self, name: str) -> Counter[str]:
        return self.counts.setdefault(name, Counter())

    def table(self) -> dict[str, float]:
        """Rounded down, so that a pinned score can be reached again."""
        table: dict[str, float] = {}
        for t in TYPES:
            c = self.of(t)
            precision, recall = _rate(c["hit"], c["found"]), _rate(c["hit"], c["gold"])
            table[f"{t}.f1"] = _rate(2 * precision * recall, precision + recall)
            table[f"{t}.value"] = _rate(c["value"], c["gold"])
        c = self.of("fact")
        table["fact.recall"], table["fact.precision"] = _rate(c["hit"], c["gold"]), _rate(c["hit"], c["found"])
        for slot in SLOTS:
            table[f"fact.{slot}"] = _rate(c[slot], c[f"{slot}_gold"])
        m = self.of("metadata")
        table["metadata"] = _rate(m["right"], m["gold"])
        table["absent"] = _rate(m["clean"], m["absent"])
        return {k: float(Decimal(v).quantize(Decimal("0.001"), ROUND_DOWN)) for k, v in table.items()}


def _rate(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def corpus_hash() -> str:
    """One hash over articles and gold."""
    digest = hashlib.sha256()
    for path in sorted([*(CORPUS / "articles").iterdir(), *(CORPUS / "gold").iterdir()]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def article_of(gold: GoldArticle) -> Article:
    """The article as the project reads it from its file."""
    articles = list(read_articles(gold.path))
    return articles[(gold.line or 1) - 1]


def field_right(name: str, want: Any, mention: Mention) -> bool:
    """Whether one gold field agrees with the mention."""
    have = getattr(mention, "type" if name == "org_type" else name)
    if want == "null":
        return have is None
    if isinstance(have, Decimal):
        return have == Decimal(want)
    return bool((str(have) if have is not None else None) == want)


def value_right(gold: GoldMention, mention: Mention) -> bool:
    """Whether all gold fields agree. Nouns may be given shorter or longer, as long as they end alike."""
    for name, want in gold.fields.items():
        if name == "noun":
            if not near(getattr(mention, "noun", None), want):
                return False
        elif not field_right(name, want, mention):
            return False
    return True


def near(have: str | None, want: str | None) -> bool:
    """Two phrases say the same thing: one contains the other, or they end alike."""
    if want in (None, "null"):
        return have is None
    return have is not None and (have in str(want) or str(want) in have or have[-2:] == str(want)[-2:])


def score_mentions(gold: GoldArticle, document: Document, scores: Scores) -> None:
    for t in TYPES:
        c = scores.of(t)
        wanted = [m for m in gold.mentions if m.type == t]
        have: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in getattr(document, FIELD[t])}
        optional = [m for m in gold.mentions if m.optional]
        for want in wanted:
            mention = have.get((want.start, want.end))
            if want.optional:
                continue
            c["gold"] += 1
            c["hit"] += mention is not None
            right = mention is not None and value_right(want, mention)
            c["value"] += right
            if not right:
                touching = [
                    m.model_dump(mode="json", exclude={"id", "start", "end"}, exclude_none=True)
                    for m in have.values()
                    if m.start < want.end and want.start < m.end
                ]
                scores.errors.append(
                    (t, "value" if mention else "missed", gold.name, want.text, str(want.fields), str(touching), context(gold, want))
                )
        for span, mention in have.items():
            exact = any((w.start, w.end) == span and not w.optional for w in wanted)
            if not exact and any(w.start < span[1] and span[0] < w.end for w in optional):
                continue
            c["found"] += 1
            if not any(w.start < span[1] and span[0] < w.end for w in wanted):
                scores.errors.append((t, "false", gold.name, mention.text, mention.rule, "", context(gold, mention)))


def context(gold: GoldArticle, span: Any) -> str:
    return gold.text[max(0, span.start - 18) : span.end + 12].replace("\n", "⏎")


def score_facts(gold: GoldArticle, document: Document, scores: Scores) -> None:
    c = scores.of("fact")
    spans = {m.id: (m.start, m.end) for m in document.mentions}
    facts = {spans[f.quantity.mention]: f for f in document.facts}
    for want in gold.mentions:
        if want.fact is None:
            continue
        fact = next((f for s, f in facts.items() if s[0] < want.end and want.start < s[1]), None)
        if want.optional and fact is None:
            continue
        c["gold"] += 1
        if fact is None:
            scores.errors.append(("fact", "missed", gold.name, want.text, str(want.fact), "", context(gold, want)))
            continue
        c["hit"] += 1
        for slot, right in slots(want.fact, fact):
            c[f"{slot}_gold"] += 1
            c[slot] += right
            if not right:
                scores.errors.append(("fact", slot, gold.name, want.text, str(want.fact), str(brief(fact)), context(gold, want)))
    wanted = [m for m in gold.mentions if m.fact is not None or m.optional]
    for span in facts:
        if not any(w.start < span[1] and span[0] < w.end and w.optional and w.fact is None for w in wanted):
            c["found"] += 1


def brief(fact: Fact) -> dict[str, Any]:
    """A fact on one line."""
    return {
        "actor": fact.actor,
        "organization": fact.organization and fact.organization.name,
        "action": fact.action,
        "object": fact.object,
        "date": fact.date and f"{fact.date.first_day}/{fact.date.last_day} {fact.date.date_source}",
    }


def slots(want: dict[str, str], fact: Fact) -> Iterable[tuple[str, bool]]:
    """The slots that the gold states, each right or wrong."""
    if "actor" in want:
        yield "actor", near(fact.actor, want["actor"])
        yield "organization", (fact.organization.name if fact.organization else None) == want.get("organization")
    if "action" in want:
        yield "action", near(fact.action, want["action"])
    if "object" in want:
        yield "object", near(fact.object, want["object"])
    days = [(want[k], fact.date and getattr(fact.date, k)) for k in ("first_day", "last_day") if k in want]
    if days:
        yield "date", all((None if d == "null" else d) == (str(have) if have else None) for d, have in days)


def score_metadata(gold: GoldArticle, document: Document, scores: Scores) -> None:
    c = scores.of("metadata")
    for name, want in gold.metadata.items():
        have = getattr(document, name)
        have = have.isoformat() if isinstance(have, datetime) else have
        c["gold"] += 1
        c["right"] += have == want
        if have != want:
            scores.errors.append(("metadata", name, gold.name, str(want), str(have)))
    numbers = [m for m in document.mentions if not m.rule.startswith("organization")]
    for surface in gold.absent:
        start = -1
        clean = True
        while (start := gold.text.find(surface, start + 1)) >= 0:
            clean &= not any(m.start < start + len(surface) and start < m.end for m in numbers)
        c["absent"] += 1
        c["clean"] += clean
        if not clean:
            scores.errors.append(("metadata", "absent", gold.name, surface))


def score(golds: Iterable[GoldArticle] | None = None) -> Scores:
    """The scores of the project as it is."""
    extractor, scores = Extractor(), Scores()
    for gold in golds if golds is not None else read_all():
        article = article_of(gold)
        assert article.text == gold.text, f"{gold.name}: the reader's text is not the gold's"
        document = extractor.extract(article)
        score_mentions(gold, document, scores)
        score_facts(gold, document, scores)
        score_metadata(gold, document, scores)
    return scores


def fallen(table: dict[str, float], baseline: dict[str, Any]) -> list[str]:
    """What stands below its floor."""
    return [f"{k}: {table.get(k, 0.0)} is below {v}" for k, v in baseline["floors"].items() if table.get(k, 0.0) < v]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin the scores as the new floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--type", help="only errors of this type")
    options = parser.parse_args()
    scores = score()
    table = scores.table()
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {"floors": {}}
    for name, value in table.items():
        print(f"{name:20} {value:.3f}   floor {baseline['floors'].get(name, 0.0):.3f}")
    for error in [e for e in scores.errors if not options.type or e[0] == options.type][: options.errors]:
        print(*error, sep=" | ")
    problems = fallen(table, baseline)
    if options.update:
        if problems and not options.allow_regression:
            print("not pinned:", *problems, sep="\n  ")
            return 1
        BASELINE.write_text(json.dumps({"corpus": corpus_hash(), "floors": table}, indent=2) + "\n", encoding="utf-8")
        return 0
    if baseline.get("corpus") != corpus_hash():
        problems.append("the corpus changed since the baseline was pinned")
    print(*problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
