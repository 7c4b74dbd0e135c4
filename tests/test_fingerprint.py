"""Results are the same byte by byte: as pinned, with each segmenter, with any number of jobs, in any order."""

from __future__ import annotations

import json

import pytest

from tests.fingerprint import SEGMENTERS, articles, changes, fingerprints, pinned

HELP = "if the change of output is meant: python -m tests.fingerprint --update"


@pytest.mark.parametrize("segmenter", sorted(SEGMENTERS))
def test_documents_of_the_corpus_are_as_pinned(segmenter: str) -> None:
    assert changes(pinned(), fingerprints(articles(), segmenter=SEGMENTERS[segmenter]())) == [], HELP


def test_two_jobs_make_what_one_makes() -> None:
    given = list(articles())
    assert fingerprints(given, jobs=2) == fingerprints(given)


def test_what_was_extracted_before_changes_nothing() -> None:
    given = list(articles())
    assert fingerprints(reversed(given)) == fingerprints(given)


def test_a_change_of_one_field_shows() -> None:
    before = pinned()
    name = min(before)
    assert changes(before, json.loads(json.dumps(before))) == []
    assert changes(before, before | {name: "0" * 16}) == [name]
