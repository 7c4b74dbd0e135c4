"""Facts: golden cases with their slots, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Article, Document, Extractor, Fact
from tests.marked import params

EXTRACTOR = Extractor()


def stated(fact: Fact, document: Document) -> dict[str, str | None]:
    """The slots of a fact as the cases write them."""
    surface = {m.id: m.text for m in document.mentions}
    day = fact.date
    return {
        "quantity": surface[fact.quantity.mention],
        "actor": fact.actor,
        "organization": fact.organization.name if fact.organization else None,
        "source": fact.source,
        "action": fact.action,
        "object": fact.object,
        "polarity": fact.polarity,
        "basis": fact.basis,
        "modality": fact.modality,
        "date": f"{day.first_day}/{day.last_day} {day.date_source}" if day else None,
    }


@pytest.mark.parametrize("case", [*params("facts"), *params("facts_news")])
def test_case(case: dict[str, Any]) -> None:
    article = Article(text=case["text"], title=case.get("title"))
    document = EXTRACTOR.extract(article, published=date.fromisoformat(case.get("published", "2021-08-10")))
    found = [stated(f, document) for f in document.facts]
    assert [f["quantity"] for f in found] == [e["quantity"] for e in case["expect"]]
    for have, expect in zip(found, case["expect"], strict=True):
        want = {k: None if v == "null" else v for k, v in expect.items()}
        assert {k: have[k] for k in want} == want


@given(
    st.text(
        alphabet="省总工会银行企业2017年3月5日，。、；发放资助增长达到为的万元人名家%约其中共由从至降分别比已将了等每上（）“”《》",
        max_size=60,
    )
)
def test_every_fact_refers_to_its_document(text: str) -> None:
    document = extractor.extract(text, published=date(2021, 8, 10))
    mentions = {m.id: m for m in document.mentions}
    for fact in document.facts:
        quantity = mentions[fact.quantity.mention]
        assert fact.sentence.start <= quantity.start < quantity.end <= fact.sentence.end
        assert fact.organization is None or fact.organization.mention in mentions
        assert fact.date is None or fact.date.mention is None or fact.date.mention in mentions
        for phrase in (fact.actor, fact.action, fact.source):
            assert phrase is None or phrase in text
    assert len({f.quantity.mention for f in document.facts}) == len(document.facts)
