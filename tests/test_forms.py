"""The documents of forms are what the golden cases make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms import PAGES, fields, headings, page, row, sections
from tests.marked import CASES

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_what_the_cases_make(name: str) -> None:
    written = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert written == page(name), f"run: python -m tests.forms {name} > docs/{name}.md"


@pytest.mark.parametrize("name", sorted(p.stem for p in CASES.glob("*.toml")))
def test_every_table_of_a_case_file_has_a_heading(name: str) -> None:
    assert all(heading for _, heading in headings(name))


def test_every_case_is_a_row_of_its_section() -> None:
    rows = sections("quantities")
    assert "bounds: about" in rows
    assert any("左右" in r.form for r in rows["bounds: about"])


def test_a_row_shows_surface_sentence_and_fields() -> None:
    case = {"text": "共⟦3人⟧|", "expect": [{"type": "count", "value": "3", "low": "3", "high": "3", "unit": "人", "noun": "null"}]}
    assert row(case) == ("3人", "共⟦3人⟧\\|", "count value `3`, unit `人`")
    assert row({"text": "三星", "expect": [], "note": "a company"}) == ("a company", "三星", "nothing")
    assert fields(["3至5", "null", "3", "5", "range"]) == "low `3`, high `5`, bound `range`"
