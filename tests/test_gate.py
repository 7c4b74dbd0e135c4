"""The scores on the corpus hold."""

from __future__ import annotations

import json

import pytest

from tests.gate import BASELINE, corpus_hash, fallen, score


@pytest.fixture(scope="module")
def baseline() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return loaded


def test_baseline_is_of_this_corpus(baseline: dict[str, object]) -> None:
    assert baseline["corpus"] == corpus_hash()


def test_no_score_falls_below_its_floor(baseline: dict[str, object]) -> None:
    assert fallen(score().table(), baseline) == []
